//! Records whose keys say what they hold: lines and values of JSON, rows of tables.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;

use recoupe_text::{Content, Metadata, RawDocument, Reason, Rejection};
use serde_json::Value;

use crate::content::{Place, Records, Traits, rejection};
use crate::json::parse;
use crate::mapping::{at_mut, byline, extra, names, unfold, words};
use crate::news::ninjs;
use crate::publication::gravest;
use crate::{Error, Field, InputSettings, Mapping, Record, markup};

/// How many records are looked at to recognise the key convention of a file.
const RECORDS_LOOKED_AT: usize = 32;

/// Records of one content, as objects of JSON.
pub(crate) trait Objects {
    /// The next one with its number (a line or row, from 1), `None` at the end.
    fn next_object(&mut self) -> io::Result<Option<Object>>;

    /// The name of the form.
    fn form(&self) -> &'static str;

    /// The encoding met.
    fn encoding(&self) -> &'static str {
        "utf-8"
    }
}

/// One record, or why it is none.
#[derive(Debug)]
pub(crate) struct Object {
    pub(crate) number: u64,
    pub(crate) value: Result<Value, (Reason, String)>,
}

/// Documents out of objects: the first records tell the key convention.
pub(crate) struct Mapped<Source> {
    place: Place,
    source: Source,
    mapping: Option<Mapping>,
    /// Records read to recognise the mapping, or several that came out of one.
    waiting: VecDeque<Object>,
    is_done: bool,
}

impl<Source: Objects> Mapped<Source> {
    pub(crate) fn new(place: Place, source: Source) -> Self {
        Self { place, source, mapping: None, waiting: VecDeque::new(), is_done: false }
    }

    /// Reads one more record into the queue; `false` at the end.
    fn read_more(&mut self) -> io::Result<bool> {
        if self.is_done {
            return Ok(false);
        }
        let Some(Object { number, value }) = self.source.next_object()? else {
            self.is_done = true;
            return Ok(false);
        };
        match value {
            Ok(value) if value.is_object() => self.waiting.extend(
                unfold(value)
                    .into_iter()
                    .map(|value| Object { number, value: Ok(value) }),
            ),
            Ok(_) => {
                let value = Err((Reason::Malformed, NO_OBJECT.to_owned()));
                self.waiting.push_back(Object { number, value });
            }
            refused => self.waiting.push_back(Object { number, value: refused }),
        }
        Ok(true)
    }

    /// The key convention of the first records.
    fn recognised(&mut self) -> io::Result<Mapping> {
        while self.waiting.len() < RECORDS_LOOKED_AT && self.read_more()? {}
        let values: Vec<&Value> =
            self.waiting.iter().filter_map(|object| object.value.as_ref().ok()).collect();
        Ok(Mapping::recognise(&values, &self.place.settings.overrides))
    }
}

impl<Source: Objects> Records for Mapped<Source> {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        if self.mapping.is_none() {
            self.mapping = Some(self.recognised()?);
        }
        while self.waiting.is_empty() && self.read_more()? {}
        let (Some(object), Some(mapping)) = (self.waiting.pop_front(), &self.mapping)
        else {
            return Ok(None);
        };
        let place = self.place.at(object.number);
        Ok(Some(match object.value {
            Ok(value) => document_of(value, mapping, place, &self.place),
            Err((reason, detail)) => Place::reject(place, reason, detail),
        }))
    }

    fn trait_of(&self) -> Traits {
        let mapping = self.mapping.clone();
        Traits { mapping, ..Traits::of(self.source.form(), self.source.encoding()) }
    }
}

/// The full rules for one line of a file of JSON Lines, on any thread.
#[derive(Debug, Clone)]
pub(crate) struct LineRules {
    place: Place,
    mapping: Mapping,
}

impl LineRules {
    pub(crate) fn new(path: &str, mapping: &Mapping, settings: &InputSettings) -> Self {
        let settings = Arc::new(settings.clone());
        let place = Place { name: path.to_owned(), settings, depth: 0 };
        Self { place, mapping: mapping.clone() }
    }

    pub(crate) fn place(&self, number: u64) -> String {
        self.place.at(number)
    }

    pub(crate) fn records(&self, bytes: Vec<u8>, number: u64) -> Vec<Record> {
        self.read(Some(bytes), number)
    }

    pub(crate) fn too_long(&self, number: u64) -> Vec<Record> {
        self.read(None, number)
    }

    fn read(&self, bytes: Option<Vec<u8>>, number: u64) -> Vec<Record> {
        let refuse = |reason, detail: String| {
            vec![Place::reject(self.place(number), reason, detail)]
        };
        match parse(bytes, self.place.settings.limits.record_bytes) {
            Err((reason, detail)) => refuse(reason, detail),
            Ok((value, _)) if !value.is_object() => {
                refuse(Reason::Malformed, NO_OBJECT.to_owned())
            }
            Ok((value, _)) => {
                let one = |value| {
                    document_of(value, &self.mapping, self.place(number), &self.place)
                };
                unfold(value).into_iter().map(one).collect()
            }
        }
    }
}

const NO_OBJECT: &str = "a record must be a JSON object";

/// A record with its keys read.
fn document_of(value: Value, mapping: &Mapping, at: String, place: &Place) -> Record {
    let record = if mapping.preset == ninjs::NAME && ninjs::is_item(&value) {
        ninjs::document(value, at, place)
    } else {
        mapped(value, mapping, at, place)
    };
    match record {
        Ok(document) => place.finish(document),
        Err(rejection) => Record::Rejection(rejection),
    }
}

/// What is read of one record, and by which keys.
struct Picked<'own> {
    value: Value,
    mapping: &'own Mapping,
    used: Vec<&'own str>,
}

impl Picked<'_> {
    fn find(&mut self, field: Field) -> Option<&Value> {
        let (key, value) = self.mapping.find(&self.value, field)?;
        self.used.push(key);
        Some(value)
    }

    fn words(&mut self, field: Field) -> Option<String> {
        self.find(field).and_then(words)
    }

    fn names(&mut self, field: Field) -> Vec<String> {
        self.find(field).map(names).unwrap_or_default()
    }

    /// The same as [`Picked::words`], without copying a string: for long texts.
    fn take(&mut self, field: Field) -> Option<String> {
        let (key, _) = self.mapping.find(&self.value, field)?;
        self.used.push(key);
        match at_mut(&mut self.value, key)? {
            Value::String(text) => Some(std::mem::take(text)),
            other => words(other),
        }
    }

    /// A page, or the text of a fragment of one.
    fn content(&mut self) -> Option<Content> {
        if let Some(text) = self.take(Field::Text) {
            return Some(Content::Text(text));
        }
        let page = self.take(Field::Html)?;
        Some(markup::page_or_text(page))
    }

    fn metadata(&mut self) -> Metadata {
        let states = self.names(Field::Publication);
        Metadata {
            canonical_url: self.words(Field::CanonicalUrl),
            publisher: self.find(Field::Publisher).and_then(byline),
            byline: self.find(Field::Byline).and_then(byline),
            updated: self.words(Field::Updated),
            version: self.words(Field::Version),
            publication: gravest(states.iter().map(String::as_str)),
            embargoed_until: self.words(Field::EmbargoedUntil),
            editor_note: self.words(Field::EditorNote),
            evolved_from: self.names(Field::EvolvedFrom),
            based_on: self.names(Field::BasedOn),
            same_as: self.names(Field::SameAs),
            credits: self.names(Field::Credits),
            ..Metadata::default()
        }
    }
}

fn mapped(
    value: Value,
    mapping: &Mapping,
    at: String,
    place: &Place,
) -> Result<RawDocument, Rejection> {
    let has_text_key = mapping.has_text_key(&value);
    let mut picked = Picked { value, mapping, used: Vec::new() };
    let id = picked.words(Field::Id);
    let Some(content) = picked.content().or_else(|| has_text_key.then(Content::default))
    else {
        let detail = Error::keys_in_words(&picked.value);
        let mut refused = rejection(at, Reason::Malformed, detail);
        refused.id = id.unwrap_or(refused.id);
        return Err(refused);
    };
    let mut document = RawDocument {
        source: picked.words(Field::Source),
        url: picked.words(Field::Url),
        title: picked.words(Field::Title),
        published: picked.words(Field::Published),
        language: picked.words(Field::Language),
        metadata: picked.metadata(),
        id,
        content,
        place: at,
    };
    let most = place.settings.limits.extra_bytes;
    document.metadata.extra = extra(picked.value, &picked.used, most);
    Ok(document)
}
