//! Which key of a record is its text, its title and so on.

use std::collections::BTreeMap;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::presets::{COMMON, PRESETS, Preset};
use crate::{Error, ErrorKind};

/// Declares the fields once: variant, name in `--map`, documentation.
macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A field of a raw document that a record may fill.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $($(#[$doc])* $variant,)*
        }

        impl Field {
            /// All fields, in the order they are printed.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$variant),*];

            /// The name used in `--map`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

fields! {
    /// The document's own id; numbers become strings.
    Id = "id",
    /// The plain text.
    Text = "text",
    /// The page, where there is no plain text.
    Html = "html",
    /// The headline.
    Title = "title",
    /// The address.
    Url = "url",
    /// The outlet or collection.
    Source = "source",
    /// The date of publication.
    Published = "published",
    /// The language it declares.
    Language = "language",
    /// The address it calls its own.
    CanonicalUrl = "canonical_url",
    /// The house that publishes it.
    Publisher = "publisher",
    /// Who wrote it: a string, or a list of names or of objects with names.
    Byline = "byline",
    /// When this version was made.
    Updated = "updated",
    /// Its version.
    Version = "version",
    /// Whether it may be used: `usable`, `withheld`, `canceled` and the like.
    Publication = "publication",
    /// Not to be published before.
    EmbargoedUntil = "embargoed_until",
    /// The note of the desk to its clients.
    EditorNote = "editor_note",
    /// Ids of the documents it replaces.
    EvolvedFrom = "evolved_from",
    /// Ids or addresses of what it was made from.
    BasedOn = "based_on",
    /// Ids or addresses under which it is known elsewhere.
    SameAs = "same_as",
    /// Agencies and people credited.
    Credits = "credits",
}

/// One `--map` of the user: this field is read from this key, whatever was recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Override {
    /// The field.
    pub field: Field,
    /// The key; dots go into objects: `metadata.url`.
    pub key: String,
}

impl FromStr for Override {
    type Err = Error;

    /// Reads `text=maintext`. Fails for an unknown field or an empty key.
    fn from_str(written: &str) -> Result<Self, Error> {
        let refuse = |what: String| {
            let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
            let remedy = format!(
                "write FIELD=KEY, such as text=maintext; fields are {}",
                names.join(", ")
            );
            Error::new(ErrorKind::Setting, "--map", what, remedy)
        };
        let (name, key) = written
            .split_once('=')
            .ok_or_else(|| refuse(format!("\"{written}\" has no equals sign")))?;
        let field = Field::ALL.into_iter().find(|field| field.name() == name.trim());
        match (field, key.trim()) {
            (None, _) => Err(refuse(format!("\"{name}\" is no field"))),
            (_, "") => Err(refuse(format!("no key is given for \"{name}\""))),
            (Some(field), key) => Ok(Self { field, key: key.to_string() }),
        }
    }
}

/// Which keys are read for each field: the first key that holds something wins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The name of the recognised key convention (`own`, `news-please`, …).
    pub preset: String,
    /// Keys by field, in order of [`Field::ALL`]; fields without keys are left out.
    pub keys: Vec<(Field, Vec<String>)>,
    /// The key that the first records really have for a field; fields that none of them has
    /// are left out.
    pub met: Vec<(Field, String)>,
}

impl Mapping {
    /// The mapping of the convention that fits the first records of a file best, with the
    /// user's overrides on top.
    pub(crate) fn recognise(records: &[&Value], overrides: &[Override]) -> Self {
        let preset = PRESETS
            .iter()
            .find(|preset| preset.fits(records))
            .unwrap_or(&crate::presets::ANY);
        let mut mapping = Self::of_preset(preset, overrides);
        mapping.met = mapping.met_in(records);
        mapping
    }

    fn of_preset(preset: &Preset, overrides: &[Override]) -> Self {
        let keys_of = |field: Field| {
            let own = overrides.iter().filter(|one| one.field == field);
            let chosen: Vec<String> = own.map(|one| one.key.clone()).collect();
            if !chosen.is_empty() {
                return chosen;
            }
            let keys = preset.keys_of(field);
            if keys.is_empty() { COMMON.keys_of(field) } else { keys }
        };
        let keys = Field::ALL
            .into_iter()
            .map(|field| (field, keys_of(field)))
            .filter(|(_, keys)| !keys.is_empty())
            .collect();
        Self { preset: preset.name.to_string(), keys, met: Vec::new() }
    }

    fn met_in(&self, records: &[&Value]) -> Vec<(Field, String)> {
        let has = |key: &&String| records.iter().any(|record| at(record, key).is_some());
        let met = self
            .keys
            .iter()
            .filter_map(|(field, keys)| Some((*field, keys.iter().find(has)?.clone())));
        met.collect()
    }

    /// The keys read for one field.
    pub fn keys_of(&self, field: Field) -> &[String] {
        let found = self.keys.iter().find(|(one, _)| *one == field);
        found.map_or(&[], |(_, keys)| keys.as_slice())
    }

    /// The first key of a field that holds something, and what it holds.
    pub(crate) fn find<'own, 'record>(
        &'own self,
        record: &'record Value,
        field: Field,
    ) -> Option<(&'own str, &'record Value)> {
        let found = |key: &'own String| Some((key.as_str(), at(record, key)?));
        self.keys_of(field).iter().filter_map(found).find(|(_, value)| !is_nothing(value))
    }

    /// Whether the record has a key for the text or page at all, be it empty.
    pub(crate) fn has_text_key(&self, record: &Value) -> bool {
        [Field::Text, Field::Html]
            .into_iter()
            .any(|field| self.keys_of(field).iter().any(|key| at(record, key).is_some()))
    }
}

impl fmt::Display for Mapping {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.preset)?;
        for (field, key) in &self.met {
            if field.name() == key {
                write!(out, " {key}")?;
            } else {
                write!(out, " {}={key}", field.name())?;
            }
        }
        Ok(())
    }
}

/// The value at a key; a dotted key goes into objects unless the whole key exists.
pub(crate) fn at<'record>(record: &'record Value, key: &str) -> Option<&'record Value> {
    if let Some(value) = record.get(key) {
        return Some(value);
    }
    let (first, rest) = key.split_once('.')?;
    at(record.get(first)?, rest)
}

/// The same, to be changed.
pub(crate) fn at_mut<'record>(
    record: &'record mut Value,
    key: &str,
) -> Option<&'record mut Value> {
    if record.get(key).is_some() {
        return record.get_mut(key);
    }
    let (first, rest) = key.split_once('.')?;
    at_mut(record.get_mut(first)?, rest)
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(_) => true,
        Value::String(text) => text.is_empty(),
        Value::Array(parts) => parts.iter().all(is_nothing),
        Value::Object(parts) => parts.values().all(is_nothing),
        Value::Number(_) => false,
    }
}

/// A value as words: strings as they are, numbers as written, lists and objects (such as
/// the sections of a structured body) as their strings with a blank line between them.
pub(crate) fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(parts) => joined(parts.iter().filter_map(words), "\n\n"),
        Value::Object(parts) => joined(parts.values().filter_map(words), "\n\n"),
        Value::Null | Value::Bool(_) => None,
    }
}

/// A value as a list of names: of objects the name they state.
pub(crate) fn names(value: &Value) -> Vec<String> {
    const NAMES: [&str; 8] =
        ["name", "title", "literal", "label", "value", "uri", "url", "id"];
    match value {
        Value::Array(parts) => parts.iter().flat_map(names).collect(),
        Value::Object(parts) => {
            let name =
                NAMES.iter().find_map(|key| parts.get(*key).filter(|it| !is_nothing(it)));
            name.map(names).unwrap_or_default()
        }
        other => words(other).map(|name| name.trim().to_owned()).into_iter().collect(),
    }
}

/// Names in one string; lists written with semicolons are brought to the same form.
pub(crate) fn byline(value: &Value) -> Option<String> {
    let all = names(value);
    let parts = all.iter().flat_map(|name| name.split(';')).map(str::trim);
    joined(parts.filter(|name| !name.is_empty()).map(str::to_owned), "; ")
}

fn joined(parts: impl Iterator<Item = String>, between: &str) -> Option<String> {
    let all = parts.collect::<Vec<String>>().join(between);
    (!all.is_empty()).then_some(all)
}

/// The fields of a record that were not used, as written JSON, as many as fit into `most`
/// bytes. Of an object with used keys the others are left.
pub(crate) fn extra(record: Value, used: &[&str], most: u64) -> BTreeMap<String, String> {
    let Value::Object(fields) = record else { return BTreeMap::new() };
    let mut extra = BTreeMap::new();
    let mut left = most;
    for (name, mut value) in fields {
        if left == 0 {
            break;
        }
        if used.contains(&name.as_str()) {
            continue;
        }
        for key in used {
            if let Some((_, inner)) =
                key.split_once('.').filter(|(first, _)| *first == name)
                && let Some(parts) = value.as_object_mut()
            {
                parts.remove(inner);
            }
        }
        if is_nothing(&value) && !value.is_boolean() {
            continue;
        }
        let written = value.to_string();
        let size = (name.len() + written.len()) as u64;
        if size <= left {
            left -= size;
            extra.insert(name, written);
        }
    }
    extra
}

/// The records inside an answer of a service or a JSON Feed: an object without text that
/// holds a list of objects under one of the usual keys. Anything else is one record.
pub(crate) fn unfold(mut record: Value) -> Vec<Value> {
    const LISTS: [&str; 8] = [
        "articles.results",
        "articles",
        "results",
        "documents",
        "docs",
        "items",
        "stories",
        "data",
    ];
    let is_record = crate::presets::ANY
        .text_keys()
        .iter()
        .any(|key| record.get(key).is_some_and(|value| !value.is_array()));
    if is_record {
        return vec![record];
    }
    if is_json_feed(&record) && record.get("items").is_some_and(is_nothing) {
        return Vec::new();
    }
    let is_list =
        |list: &Vec<Value>| !list.is_empty() && list.iter().all(Value::is_object);
    let key = LISTS
        .iter()
        .find(|key| at(&record, key).and_then(Value::as_array).is_some_and(is_list));
    let list = key.and_then(|key| at_mut(&mut record, key)).map(Value::take);
    match list {
        Some(Value::Array(list)) => with_feed(list, &record),
        _ => vec![record],
    }
}

fn is_json_feed(record: &Value) -> bool {
    let version = record.get("version").and_then(Value::as_str);
    version.is_some_and(|version| version.contains("jsonfeed.org/version"))
}

/// Items of a JSON Feed learn what the feed says of itself, under `_feed`.
fn with_feed(mut items: Vec<Value>, feed: &Value) -> Vec<Value> {
    if is_json_feed(feed) {
        let about: serde_json::Map<String, Value> = ["title", "language", "authors"]
            .iter()
            .filter_map(|key| Some(((*key).to_owned(), feed.get(*key)?.clone())))
            .collect();
        for fields in items.iter_mut().filter_map(Value::as_object_mut) {
            fields.insert("_feed".to_owned(), Value::Object(about.clone()));
        }
    }
    items
}

impl Error {
    /// A record without text, told apart by what keys it has.
    pub(crate) fn keys_in_words(record: &Value) -> String {
        let keys: Vec<&str> = record
            .as_object()
            .map(|object| object.keys().map(String::as_str).take(12).collect())
            .unwrap_or_default();
        format!("no text; its keys are {}; name one with --map text=KEY", keys.join(", "))
    }

    /// An error of a setting that concerns no file.
    pub fn setting(
        name: &str,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        Self::new(ErrorKind::Setting, Path::new(name), what, remedy)
    }
}
