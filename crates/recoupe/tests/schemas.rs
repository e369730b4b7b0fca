//! The published schemas, held against a real edition; and its exports.
#![expect(clippy::unwrap_used, reason = "a test may stop where it fails")]

use std::path::{Path, PathBuf};

use recoupe::{Edition, ExportForm, Output, Settings, Silent, export, run, schemas};
use serde_json::Value;

const NEWS: &str = r#"{"id":"a","source":"The Quay","url":"https://quay.example/mill","title":"Orlan to buy Vester","published":"2026-03-02T08:00:00+01:00","text":"Orlan to buy Vester\n\nOrlan Group has agreed to buy the software maker Vester for $2 billion, the companies said on Monday.\n\n\"We are proud of this deal,\" said Mary Stone, chief executive of Orlan Group.\n\nThe deal should close in June."}
{"id":"b","source":"Harbour Post","title":"Orlan to buy Vester","published":"2026-03-02","text":"Orlan to buy Vester\n\nOrlan Group has agreed to buy the software maker Vester for $2 billion, the companies said on Monday.\n\n\"We are proud of this deal,\" said Mary Stone, chief executive of Orlan Group.\n\nThe deal should close in June."}
{"id":"c","source":"La Vigie","title":"Orlan rachète Vester","published":"2026-03-03T10:00:00Z","text":"Orlan rachète Vester\n\nLe groupe Orlan a signé un accord pour racheter l'éditeur de logiciels Vester pour 2,1 milliards de dollars, ont annoncé lundi les deux entreprises.\n\n« Nous sommes fiers de cet accord », a déclaré Mary Stone, directrice générale d'Orlan."}
{"id":"d","name":"no text"}
"#;

fn edition(folder: &Path) -> PathBuf {
    let input = folder.join("news.jsonl");
    std::fs::write(&input, NEWS).unwrap();
    let out = folder.join("edition");
    let inputs = [input.display().to_string()];
    run(&inputs, &Settings::default(), &Output::new(&out), &Silent).unwrap();
    out
}

/// What of JSON Schema the published schemas use. A key without a description is a fault
/// too: the descriptions may not fall behind the rows.
fn faults(
    value: &Value,
    schema: &Value,
    root: &Value,
    place: &str,
    found: &mut Vec<String>,
) {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.trim_start_matches("#/$defs/");
        return faults(value, &root["$defs"][name], root, place, found);
    }
    if let Some(choices) = schema["anyOf"].as_array() {
        let mut least: Option<Vec<String>> = None;
        for choice in choices {
            let mut inside = Vec::new();
            faults(value, choice, root, place, &mut inside);
            if least.as_ref().is_none_or(|least| inside.len() < least.len()) {
                least = Some(inside);
            }
        }
        found.extend(least.unwrap_or_default());
        return;
    }
    let fits = match schema["type"].as_str() {
        Some("string") => value.is_string(),
        Some("integer") => value.is_i64() || value.is_u64(),
        Some("number") => value.is_number(),
        Some("boolean") => value.is_boolean(),
        Some("array") => value.is_array(),
        Some("object") => value.is_object(),
        Some("null") => value.is_null(),
        _ => true,
    };
    let listed = schema["enum"].as_array().is_none_or(|words| words.contains(value));
    if !fits || !listed {
        found.push(format!("{place}: {value} is not {schema}"));
        return;
    }
    for (at, one) in value.as_array().into_iter().flatten().enumerate() {
        faults(one, &schema["items"], root, &format!("{place}[{at}]"), found);
    }
    let Some(keys) = value.as_object() else { return };
    for name in schema["required"].as_array().into_iter().flatten() {
        if !keys.contains_key(name.as_str().unwrap()) {
            found.push(format!("{place}: {name} is missing"));
        }
    }
    let Some(properties) = schema["properties"].as_object() else { return };
    for (key, inside) in keys {
        match properties.get(key) {
            Some(schema) => {
                faults(inside, schema, root, &format!("{place}.{key}"), found);
            }
            None => found.push(format!("{place}.{key}: has no description")),
        }
    }
}

#[test]
fn every_row_of_an_edition_fits_its_schema_and_no_key_lacks_one() {
    let folder = tempfile::tempdir().unwrap();
    let edition = edition(folder.path());
    let mut rows = 0;
    for (name, text) in schemas() {
        let schema: Value = serde_json::from_str(&text).unwrap();
        let table = name.replace(".schema.json", ".jsonl");
        for line in std::fs::read_to_string(edition.join(&table)).unwrap().lines() {
            let row: Value = serde_json::from_str(line).unwrap();
            let mut found = Vec::new();
            faults(&row, &schema, &schema, &table, &mut found);
            assert_eq!(found, Vec::<String>::new());
            rows += 1;
        }
    }
    assert!(rows > 8, "{rows} rows");
}

#[test]
fn the_published_files_are_the_generated_ones() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../schemas");
    for (name, text) in schemas() {
        let published = std::fs::read_to_string(folder.join(&name)).unwrap_or_default();
        assert_eq!(published, text, "{name}: run `recoupe schema --out schemas`");
    }
}

#[test]
fn a_broken_row_is_found() {
    let (_, text) =
        schemas().into_iter().find(|(name, _)| name.starts_with("copies")).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    let row = serde_json::json!({ "copy_group": 1, "members": [{ "role": "boss" }], "more": 1 });
    let mut found = Vec::new();
    faults(&row, &schema, &schema, "row", &mut found);
    // Not text, no lead, no id, no resemblance, no containment, no such role, no such key.
    assert_eq!(found.len(), 7, "{found:#?}");
}

#[test]
fn linked_data_names_articles_and_facts() {
    let folder = tempfile::tempdir().unwrap();
    let edition = Edition::open(&edition(folder.path())).unwrap();
    let out = folder.path().join("linked");
    export(&edition, ExportForm::JsonLd, &out).unwrap();
    assert!(export(&edition, ExportForm::JsonLd, &out).is_err(), "nothing is replaced");
    let linked = std::fs::read_to_string(out.join("facts.jsonld")).unwrap();
    let linked: Value = serde_json::from_str(&linked).unwrap();
    let graph = linked["@graph"].as_array().unwrap();
    let of_type = |name: &str| graph.iter().filter(|item| item["@type"] == name).count();
    assert_eq!(of_type("NewsArticle"), 3);
    assert!(of_type("Claim") > 0);
    let ids: Vec<&str> = graph.iter().filter_map(|item| item["@id"].as_str()).collect();
    assert!(ids.contains(&"https://quay.example/mill"));
    for claim in graph.iter().filter(|item| item["@type"] == "Claim") {
        for appearance in claim["appearance"].as_array().unwrap() {
            assert!(ids.contains(&appearance["@id"].as_str().unwrap()), "{claim}");
        }
    }
}

#[test]
fn annotations_find_the_very_words_by_quote_and_by_place() {
    let folder = tempfile::tempdir().unwrap();
    let edition = Edition::open(&edition(folder.path())).unwrap();
    let out = folder.path().join("annotations");
    export(&edition, ExportForm::WebAnnotation, &out).unwrap();
    let page = std::fs::read_to_string(out.join("annotations.jsonld")).unwrap();
    let page: Value = serde_json::from_str(&page).unwrap();
    let items = page["items"].as_array().unwrap();
    let facts = edition.sheets.iter().flat_map(|sheet| &sheet.facts);
    assert_eq!(items.len(), facts.map(|fact| fact.citations.len()).sum::<usize>());
    let mut positions = 0;
    for selectors in items.iter().map(|item| &item["target"]["selector"]) {
        let part = |name: &str| selectors[0][name].as_str().unwrap();
        let Some(start) = selectors[1]["start"].as_u64() else { continue };
        let length = selectors[1]["end"].as_u64().unwrap() - start;
        let around = format!("{}{}{}", part("prefix"), part("exact"), part("suffix"));
        let there = edition.texts.iter().any(|article| {
            let after = article.text.chars().skip(usize::try_from(start).unwrap());
            let words: String = after.take(usize::try_from(length).unwrap()).collect();
            words == part("exact") && article.text.contains(&around)
        });
        assert!(there, "{selectors}");
        positions += 1;
    }
    assert!(positions > 0);
}
