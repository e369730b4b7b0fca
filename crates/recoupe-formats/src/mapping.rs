//! Which key of a record is its text, its title and so on.

use std::fmt;
use std::path::Path;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::presets::{PRESETS, Preset};
use crate::{Error, ErrorKind};

/// A field of a raw document that a record may fill.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The document's own id; numbers become strings.
    Id,
    /// The plain text.
    Text,
    /// The page, where there is no plain text.
    Html,
    /// The headline.
    Title,
    /// The address.
    Url,
    /// The outlet or collection.
    Source,
    /// The date of publication.
    Published,
    /// The language it declares.
    Language,
}

impl Field {
    /// All fields, in the order they are printed.
    pub const ALL: [Self; 8] = [
        Self::Id,
        Self::Text,
        Self::Html,
        Self::Title,
        Self::Url,
        Self::Source,
        Self::Published,
        Self::Language,
    ];

    /// The name used in `--map`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Text => "text",
            Self::Html => "html",
            Self::Title => "title",
            Self::Url => "url",
            Self::Source => "source",
            Self::Published => "published",
            Self::Language => "language",
        }
    }
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
    pub(crate) fn recognise(records: &[Value], overrides: &[Override]) -> Self {
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
            if chosen.is_empty() { preset.keys_of(field) } else { chosen }
        };
        let keys = Field::ALL
            .into_iter()
            .map(|field| (field, keys_of(field)))
            .filter(|(_, keys)| !keys.is_empty())
            .collect();
        Self { preset: preset.name.to_string(), keys, met: Vec::new() }
    }

    fn met_in(&self, records: &[Value]) -> Vec<(Field, String)> {
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

    /// The words of one field of a record; `None` where no key holds any.
    pub(crate) fn read(&self, record: &Value, field: Field) -> Option<String> {
        self.keys_of(field).iter().find_map(|key| words(at(record, key)?))
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

/// A value as words: strings as they are, numbers as written, lists and objects (such as
/// the sections of a structured body) as their strings with a blank line between them.
fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(parts) => joined(parts.iter().filter_map(words)),
        Value::Object(parts) => joined(parts.values().filter_map(words)),
        Value::Null | Value::Bool(_) => None,
    }
}

fn joined(parts: impl Iterator<Item = String>) -> Option<String> {
    let all = parts.collect::<Vec<String>>().join("\n\n");
    (!all.is_empty()).then_some(all)
}

/// The records inside an answer of a service: an object without text that holds a list of
/// objects under one of the usual keys. Anything else is one record.
pub(crate) fn unfold(record: Value) -> Vec<Value> {
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
        .keys_of(Field::Text)
        .iter()
        .any(|key| record.get(key).is_some_and(|value| !value.is_array()));
    if is_record {
        return vec![record];
    }
    let list = LISTS.iter().find_map(|key| at(&record, key)?.as_array());
    match list {
        Some(list) if !list.is_empty() && list.iter().all(Value::is_object) => {
            list.clone()
        }
        _ => vec![record],
    }
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
