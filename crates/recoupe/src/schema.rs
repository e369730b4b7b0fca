//! JSON Schema of the tables of an edition, made of the descriptions in `data/schemas.txt`.
//!
//! A schema lists the promised keys; more keys are welcome. That no key of a real edition
//! is missing from the descriptions is a test's business.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

const DESCRIPTIONS: &str = include_str!("../data/schemas.txt");

/// The dialect of the schemas.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of every table of an edition as (file name, JSON text), sorted by name:
/// `articles.schema.json` describes one line of `articles.jsonl`. JSON Schema 2020-12.
pub fn schemas() -> Vec<(String, String)> {
    let mut objects: BTreeMap<&str, Value> = BTreeMap::new();
    let mut tables: BTreeMap<&str, Value> = BTreeMap::new();
    for block in DESCRIPTIONS.split("\n\n") {
        let mut lines = block.lines().filter(|line| !line.starts_with('#'));
        let Some(head) = lines.next().and_then(|line| line.split_once(" = ")) else {
            continue;
        };
        let (opening, title) = head;
        let described = described(title, lines);
        if let Some(name) = opening.strip_prefix("object ") {
            objects.insert(name, described);
        } else if let Some(name) = opening.strip_prefix("table ") {
            tables.insert(name, described);
        }
    }
    let written = tables.into_iter().map(|(name, mut schema)| {
        let text = schema.to_string();
        let used = objects_used(&text, &objects);
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("$schema".to_owned(), json!(DIALECT));
            fields.insert("$id".to_owned(), json!(format!("urn:recoupe:schema:{name}")));
            if !used.is_empty() {
                fields.insert("$defs".to_owned(), json!(used));
            }
        }
        let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
        text.push('\n');
        (format!("{name}.schema.json"), text)
    });
    written.collect()
}

/// The shared objects that a schema refers to, directly or by another.
fn objects_used<'o>(
    text: &str,
    objects: &BTreeMap<&'o str, Value>,
) -> BTreeMap<&'o str, Value> {
    let mut used = BTreeMap::new();
    let mut open = vec![text.to_owned()];
    while let Some(text) = open.pop() {
        for (name, object) in objects {
            let is_named = text.contains(&format!("\"#/$defs/{name}\""));
            if is_named && !used.contains_key(name) {
                used.insert(*name, object.clone());
                open.push(object.to_string());
            }
        }
    }
    used
}

/// One object: its keys with their types, those that are always there, or its words.
fn described<'l>(title: &str, lines: impl Iterator<Item = &'l str>) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for line in lines {
        if let Some(words) = line.strip_prefix("enum ") {
            let words: Vec<&str> = words.split(' ').collect();
            return json!({ "description": title, "type": "string", "enum": words });
        }
        let Some((field, words)) = line.split_once(" = ") else { continue };
        let Some((key, kind)) = field.split_once(' ') else { continue };
        let name = key.trim_end_matches('*');
        if name.len() == key.len() {
            required.push(name);
        }
        let mut schema = type_of(kind);
        if let Some(fields) = schema.as_object_mut() {
            fields.insert("description".to_owned(), json!(words));
        }
        properties.insert(name.to_owned(), schema);
    }
    json!({
        "description": title,
        "type": "object",
        "properties": properties,
        "required": required,
    })
}

fn type_of(kind: &str) -> Value {
    if let Some(inner) = kind.strip_suffix('?') {
        return json!({ "anyOf": [type_of(inner), { "type": "null" }] });
    }
    if let Some(inner) = kind.strip_prefix('[').and_then(|kind| kind.strip_suffix(']')) {
        return json!({ "type": "array", "items": type_of(inner) });
    }
    if let Some(inner) = kind.strip_prefix('{').and_then(|kind| kind.strip_suffix('}')) {
        return json!({ "type": "object", "additionalProperties": type_of(inner) });
    }
    if let Some(words) = kind.strip_prefix("one(").and_then(|kind| kind.strip_suffix(')'))
    {
        let words: Vec<&str> = words.split(' ').collect();
        return json!({ "type": "string", "enum": words });
    }
    if let Some(name) = kind.strip_prefix('@') {
        return json!({ "$ref": format!("#/$defs/{name}") });
    }
    match kind {
        "text" => json!({ "type": "string" }),
        "int" => json!({ "type": "integer" }),
        "num" => json!({ "type": "number" }),
        "bool" => json!({ "type": "boolean" }),
        _ => json!({}),
    }
}
