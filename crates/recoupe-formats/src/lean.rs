//! JSON Lines for passes over very many documents: blocks of whole lines for all threads,
//! and records read without a copy of what need not be copied.
//!
//! Only the plainest records are read here: an object whose fields are strings under keys
//! of the file's convention. Whatever is otherwise (broken lines, other encodings, pages,
//! lists, numbers for text, marks of versions) is handed to the full rules of
//! [`crate::documents`], line by line, so that both give the same records; only what merely
//! describes a document (byline, credits, fields that nothing knows) is left out here.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, Read};
use std::path::Path;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error as _, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use crate::encoding::wide;
use crate::json::parse;
use crate::mapping::unfold;
use crate::packing::{Intake, Packing, unpack};
use crate::records::LineRules;
use crate::sniff::{Form, form_of};
use crate::{Error, Field, InputFile, InputSettings, Mapping, Record};

/// A block is cut at the first line end behind so many bytes: large enough that threads
/// rarely wait, small enough that a few of them in flight cost little memory.
const BLOCK_BYTES: usize = 1 << 20;

/// How many records are looked at to recognise the key convention of a file.
const RECORDS_LOOKED_AT: usize = 32;

/// How much of a file is looked at to recognise its form.
const HEAD_BYTES: usize = 1 << 16;

/// Whole lines of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// The lines, unpacked, each with its line end (the last line of a file may have none).
    pub bytes: Vec<u8>,
    /// Where they begin in the unpacked file.
    pub offset: u64,
    /// The number of the first line, from 1.
    pub first_line: u64,
}

impl Block {
    /// The lines that are not blank: number, place in the block, bytes without line end.
    pub fn lines(&self) -> impl Iterator<Item = (u64, usize, &[u8])> {
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\n', &self.bytes);
        let last = (self.bytes.last() != Some(&b'\n')).then_some(self.bytes.len());
        let lines = ends.chain(last).map(move |end| {
            let from = std::mem::replace(&mut start, end + 1);
            (from, self.bytes.get(from..end).unwrap_or_default())
        });
        let numbered = (self.first_line..).zip(lines);
        numbered
            .map(|(number, (from, line))| (number, from, line))
            .filter(|(_, _, line)| !line.trim_ascii().is_empty())
    }
}

/// A file of JSON Lines while it is read.
pub struct LineFile {
    path: String,
    intake: Intake,
    packing: Packing,
    reader: Box<dyn BufRead>,
    /// Read, but not given out yet.
    waiting: Vec<u8>,
    mapping: Mapping,
    offset: u64,
    line: u64,
    most: usize,
    is_done: bool,
}

impl fmt::Debug for LineFile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("LineFile").field("path", &self.path).finish_non_exhaustive()
    }
}

impl LineFile {
    /// Opens a file, packed or not; `None` where it holds something else than JSON Lines
    /// in UTF-8. Fails where it cannot be read.
    pub fn open(path: &Path, settings: &InputSettings) -> Result<Option<Self>, Error> {
        Self::try_open(path, settings).map_err(|cause| Error::reading(path, &cause))
    }

    fn try_open(path: &Path, settings: &InputSettings) -> io::Result<Option<Self>> {
        if settings.mend_text {
            return Ok(None);
        }
        let intake = Intake::default();
        let (packing, reader) =
            unpack(Box::new(File::open(path)?), settings.limits, &intake)?;
        let mut file = Self {
            path: path.display().to_string(),
            intake,
            packing,
            reader,
            waiting: Vec::new(),
            mapping: Mapping::recognise(&[], &[]),
            offset: 0,
            line: 1,
            most: usize::try_from(settings.limits.record_bytes).unwrap_or(usize::MAX),
            is_done: false,
        };
        file.fill(HEAD_BYTES)?;
        let head = file.waiting.get(..HEAD_BYTES).unwrap_or(&file.waiting);
        if wide(head).is_some() || form_of(head, &[]) != Form::JsonLines {
            return Ok(None);
        }
        if file.waiting.starts_with(b"\xef\xbb\xbf") {
            file.waiting.drain(..3);
            file.offset = 3;
        }
        while !file.has_enough_lines() && file.fill(file.waiting.len() + HEAD_BYTES)? {}
        let first = file.first_records(settings.limits.record_bytes);
        let first: Vec<&Value> = first.iter().collect();
        file.mapping = Mapping::recognise(&first, &settings.overrides);
        Ok(Some(file))
    }

    /// The first records, as the full rules look at them to recognise a convention.
    fn first_records(&self, most: u64) -> Vec<Value> {
        let block = Block { bytes: self.waiting.clone(), offset: 0, first_line: 1 };
        let (mut values, mut looked_at) = (Vec::new(), 0);
        for (_, _, line) in block.lines() {
            if looked_at >= RECORDS_LOOKED_AT {
                break;
            }
            let before = values.len();
            let parsed = parse(Some(line.to_vec()), most).ok();
            if let Some((value, _)) = parsed.filter(|(value, _)| value.is_object()) {
                values.extend(unfold(value));
            }
            looked_at += (values.len() - before).max(1);
        }
        values
    }

    fn has_enough_lines(&self) -> bool {
        memchr::memchr_iter(b'\n', &self.waiting).count() > RECORDS_LOOKED_AT
            || self.waiting.len() > self.most
    }

    /// Reads until so many bytes wait; `false` at the end of the file.
    fn fill(&mut self, wanted: usize) -> io::Result<bool> {
        let missing = wanted.saturating_sub(self.waiting.len()) as u64;
        let read = self.reader.by_ref().take(missing).read_to_end(&mut self.waiting)?;
        self.is_done = (read as u64) < missing;
        Ok(!self.is_done)
    }

    /// Whether places in a block are places in the file as it is stored.
    pub fn is_plain(&self) -> bool {
        self.packing == Packing::Plain
    }

    /// The path as it was named.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Bytes read so far, as stored.
    pub fn bytes_read(&self) -> u64 {
        self.intake.bytes()
    }

    /// How the lines of this file are read; for all threads.
    pub fn rules(&self, settings: &InputSettings) -> LineReader {
        LineReader::new(&self.path, &self.mapping, settings)
    }

    /// The next block; `None` at the end. Lines longer than the bound of the settings are
    /// passed over and counted nowhere but in `too_long`, by their numbers. Fails where
    /// the file cannot be read.
    pub fn next_block(
        &mut self,
        too_long: &mut Vec<u64>,
    ) -> Result<Option<Block>, Error> {
        self.try_block(too_long)
            .map_err(|cause| Error::reading(Path::new(&self.path), &cause))
    }

    fn try_block(&mut self, too_long: &mut Vec<u64>) -> io::Result<Option<Block>> {
        let mut wanted = BLOCK_BYTES;
        loop {
            let more =
                self.waiting.len() >= wanted || (!self.is_done && self.fill(wanted)?);
            if let Some(end) = memchr::memrchr(b'\n', &self.waiting) {
                return Ok(Some(self.cut(end + 1)));
            }
            if !more {
                let rest = self.waiting.len();
                return Ok((rest > 0).then(|| self.cut(rest)));
            }
            if self.waiting.len() > self.most {
                too_long.push(self.line);
                self.pass_line()?;
            }
            wanted = self.waiting.len() + BLOCK_BYTES;
        }
    }

    fn cut(&mut self, end: usize) -> Block {
        let rest = self.waiting.split_off(end);
        let bytes = std::mem::replace(&mut self.waiting, rest);
        let block = Block { offset: self.offset, first_line: self.line, bytes };
        self.offset += end as u64;
        self.line += memchr::memchr_iter(b'\n', &block.bytes).count() as u64;
        block
    }

    /// Passes over the rest of a line that is too long.
    fn pass_line(&mut self) -> io::Result<()> {
        self.offset += self.waiting.len() as u64;
        self.waiting.clear();
        loop {
            let part = self.reader.fill_buf()?;
            let end = memchr::memchr(b'\n', part);
            let used = end.map_or(part.len(), |end| end + 1);
            self.offset += used as u64;
            self.reader.consume(used);
            if end.is_some() || used == 0 {
                self.line += 1;
                return Ok(());
            }
        }
    }

    /// What was read, once it was read to its end.
    pub fn finished(self, documents: u64, encoding: &str) -> InputFile {
        InputFile {
            path: self.path,
            bytes: self.intake.bytes(),
            blake3: self.intake.digest(),
            packing: self.packing.name().to_owned(),
            form: Form::JsonLines.name().to_owned(),
            encoding: encoding.to_owned(),
            mapping: Some(self.mapping),
            documents,
            holds: std::collections::BTreeMap::new(),
            passed_over: 0,
        }
    }
}

/// A record of plain strings. Empty fields are `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LeanRecord<'line> {
    /// Its own id.
    pub id: Option<Cow<'line, str>>,
    /// Its text; never empty.
    pub text: Cow<'line, str>,
    /// Its headline.
    pub title: Option<Cow<'line, str>>,
    /// Its address.
    pub url: Option<Cow<'line, str>>,
    /// Its outlet.
    pub source: Option<Cow<'line, str>>,
    /// Its date of publication as written.
    pub published: Option<Cow<'line, str>>,
    /// The language it declares.
    pub language: Option<Cow<'line, str>>,
}

/// Reads the lines of one file, on any thread.
#[derive(Debug, Clone)]
pub struct LineReader {
    keys: Keys,
    rules: LineRules,
    most: usize,
    source: Option<String>,
}

impl LineReader {
    fn new(path: &str, mapping: &Mapping, settings: &InputSettings) -> Self {
        Self {
            keys: Keys::of(mapping),
            rules: LineRules::new(path, mapping, settings),
            most: usize::try_from(settings.limits.document_bytes).unwrap_or(usize::MAX),
            source: settings.source.clone(),
        }
    }

    /// The record of a line, where it is a plain one whose text is short enough and not
    /// blank; every other line must go through [`LineReader::records`].
    pub fn lean<'line>(&'line self, line: &'line [u8]) -> Option<LeanRecord<'line>> {
        let line = std::str::from_utf8(line).ok()?.trim().trim_end_matches(',');
        let mut reader = serde_json::Deserializer::from_str(line);
        let mut record = reader.deserialize_map(Fields(&self.keys)).ok()?;
        reader.end().ok()?;
        let sound = !record.text.is_empty() && record.text.len() <= self.most;
        if record.source.is_none() {
            record.source = self.source.as_deref().map(Cow::Borrowed);
        }
        sound.then_some(record)
    }

    /// The records of a line by the full rules.
    pub fn records(&self, line: &[u8], number: u64) -> Vec<Record> {
        self.rules.records(line.to_vec(), number)
    }

    /// The rejection of a line that was longer than the bound.
    pub fn too_long(&self, number: u64) -> Vec<Record> {
        self.rules.too_long(number)
    }

    /// Where a line stands, for people: `news.jsonl:17`.
    pub fn place(&self, number: u64) -> String {
        self.rules.place(number)
    }
}

/// What a key of a record means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Meaning {
    /// A field, and how far down the list of its keys this one stands.
    Field(Field, u8),
    /// Something that only the full rules understand.
    Beyond,
    /// Nothing.
    Other,
}

/// What keys of a field mean that is none of those of a [`LeanRecord`]: what speaks of
/// versions and states is left to the full rules, what describes a document is passed over
/// (it decides nothing about copies). `None` for the fields of a record.
fn meaning_of(field: Field) -> Option<Meaning> {
    match field {
        Field::Version
        | Field::Publication
        | Field::EmbargoedUntil
        | Field::EditorNote
        | Field::EvolvedFrom
        | Field::BasedOn => Some(Meaning::Beyond),
        Field::CanonicalUrl
        | Field::Publisher
        | Field::Byline
        | Field::Updated
        | Field::SameAs
        | Field::Credits => Some(Meaning::Other),
        _ => None,
    }
}

/// The keys of a file's convention.
#[derive(Debug, Clone)]
struct Keys {
    known: Vec<(String, Meaning)>,
}

/// Keys under which services wrap lists of records, and keys that speak of versions.
const BEYOND: [&str; 25] = [
    "articles",
    "results",
    "documents",
    "docs",
    "items",
    "stories",
    "data",
    "version",
    "versions",
    "pubstatus",
    "pubStatus",
    "status",
    "evolvedfrom",
    "evolvedFrom",
    "versioncreated",
    "versionCreated",
    "embargoed",
    "embargo",
    "ednote",
    "edNote",
    "editor_note",
    "correctionDate",
    "replaces",
    "isBasedOn",
    "previousVersion",
];

impl Keys {
    fn of(mapping: &Mapping) -> Self {
        let mut known: Vec<(String, Meaning)> = Vec::new();
        for field in Field::ALL {
            for (key, rank) in mapping.keys_of(field).iter().zip(0_u8..) {
                match meaning_of(field) {
                    Some(Meaning::Beyond) => known.push((key.clone(), Meaning::Beyond)),
                    Some(other) => {
                        known.push((key.clone(), other));
                        continue;
                    }
                    None => known.push((key.clone(), Meaning::Field(field, rank))),
                }
                if let Some((first, _)) = key.split_once('.') {
                    known.push((first.to_owned(), Meaning::Beyond));
                }
            }
        }
        known.extend(BEYOND.map(|key| (key.to_owned(), Meaning::Beyond)));
        // A key with two meanings is left to the full rules; but a field may be called as
        // what is beyond only where nobody named it.
        known.sort_by(|one, other| one.0.cmp(&other.0));
        let meanings = known.chunk_by(|one, other| one.0 == other.0).filter_map(|same| {
            let (key, meaning) = same.first()?;
            let clear = same.iter().all(|(_, other)| other == meaning);
            Some((key.clone(), if clear { *meaning } else { Meaning::Beyond }))
        });
        Self { known: meanings.collect() }
    }

    fn meaning(&self, key: &str) -> Meaning {
        let found = self.known.binary_search_by(|(known, _)| known.as_str().cmp(key));
        let known = found.ok().and_then(|at| self.known.get(at));
        known.map_or(Meaning::Other, |(_, meaning)| *meaning)
    }
}

/// Reads the fields of an object.
struct Fields<'keys>(&'keys Keys);

impl<'de> Visitor<'de> for Fields<'_> {
    type Value = LeanRecord<'de>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an object of plain strings")
    }

    fn visit_map<Map: MapAccess<'de>>(
        self,
        mut map: Map,
    ) -> Result<Self::Value, Map::Error> {
        let mut record = LeanRecord::default();
        let mut ranks = [u8::MAX; Field::ALL.len()];
        while let Some(meaning) = map.next_key_seed(Key(self.0))? {
            let Meaning::Field(field, rank) = meaning else {
                if meaning == Meaning::Beyond {
                    return Err(Map::Error::custom("beyond plain records"));
                }
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let words = map.next_value_seed(Words)?;
            let Some(best) = ranks.get_mut(field as usize) else { continue };
            if rank == *best || field == Field::Html {
                return Err(Map::Error::custom("a repeated key, or a page"));
            }
            if rank < *best && !words.is_empty() {
                *best = rank;
                record.set(field, words);
            }
        }
        Ok(record)
    }
}

impl<'line> LeanRecord<'line> {
    fn set(&mut self, field: Field, words: Cow<'line, str>) {
        match field {
            Field::Text => self.text = words,
            Field::Id => self.id = Some(words),
            Field::Title => self.title = Some(words),
            Field::Url => self.url = Some(words),
            Field::Source => self.source = Some(words),
            Field::Published => self.published = Some(words),
            Field::Language => self.language = Some(words),
            _ => {}
        }
    }
}

/// Reads a key as its meaning.
struct Key<'keys>(&'keys Keys);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = Meaning;

    fn deserialize<D: Deserializer<'de>>(self, reader: D) -> Result<Meaning, D::Error> {
        reader.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = Meaning;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Meaning, E> {
        Ok(self.0.meaning(key))
    }
}

/// Reads a string without copying it where it holds no escapes; nothing for `null` and for
/// truth values; fails for all else.
struct Words;

impl<'de> DeserializeSeed<'de> for Words {
    type Value = Cow<'de, str>;

    fn deserialize<D: Deserializer<'de>>(
        self,
        reader: D,
    ) -> Result<Self::Value, D::Error> {
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Words {
    type Value = Cow<'de, str>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a string")
    }

    fn visit_borrowed_str<E>(self, words: &'de str) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(words))
    }

    fn visit_str<E>(self, words: &str) -> Result<Self::Value, E> {
        Ok(Cow::Owned(words.to_owned()))
    }

    fn visit_string<E>(self, words: String) -> Result<Self::Value, E> {
        Ok(Cow::Owned(words))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Cow::Borrowed(""))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Self::Value, E> {
        Ok(Cow::Owned(number.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use recoupe_text::Content;

    use super::*;
    use crate::{WholeFile, documents};

    #[track_caller]
    fn check(lines: &str) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("news.jsonl");
        WholeFile::write_all_at(&path, lines.as_bytes()).unwrap();
        let settings = InputSettings::default();
        let mut file = LineFile::open(&path, &settings).unwrap().unwrap();
        let reader = file.rules(&settings);
        let mut found = Vec::new();
        while let Some(block) = file.next_block(&mut Vec::new()).unwrap() {
            for (number, _, line) in block.lines() {
                match reader.lean(line) {
                    None => found.extend(reader.records(line, number)),
                    Some(lean) => {
                        found.push(Record::Document(recoupe_text::RawDocument {
                            id: lean.id.map(Cow::into_owned),
                            source: lean.source.map(Cow::into_owned),
                            url: lean.url.map(Cow::into_owned),
                            title: lean.title.map(Cow::into_owned),
                            published: lean.published.map(Cow::into_owned),
                            language: lean.language.map(Cow::into_owned),
                            content: Content::Text(lean.text.into_owned()),
                            place: reader.place(number),
                            ..recoupe_text::RawDocument::default()
                        }));
                    }
                }
            }
        }
        let arguments = [path.display().to_string()];
        let mut expected: Vec<Record> =
            documents(&arguments, &settings).unwrap().map(Result::unwrap).collect();
        // What describes a document, and fields that nothing knows, a lean record leaves out.
        for (record, other) in expected.iter_mut().zip(&found) {
            if let (Record::Document(full), Record::Document(lean)) = (record, other)
                && lean.metadata.is_empty()
            {
                assert_eq!(full.metadata.version, None);
                full.metadata = recoupe_text::Metadata::default();
            }
        }
        assert_eq!(found, expected);
        let mut whole = documents(&arguments, &settings).unwrap();
        while whole.next().is_some() {}
        assert_eq!(file.finished(found.len() as u64, "utf-8"), whole.files()[0]);
    }

    #[test]
    fn lean_records_are_those_of_the_full_rules() {
        check(
            "{\"id\":\"a\",\"title\":\"Été\",\"text\":\"One\\nand \\u00e9t\\u00e9.\"}\n\n{\"id\":7,\"text\":\"Two.\",\"url\":null}",
        );
        check(
            "{\"text\":\"\",\"content\":\"Here.\"}\n{\"content\":\"A\",\"text\":\"B\"}\n{\"text\":\"B\",\"other\":{\"deep\":[1]}}\n",
        );
        check(
            "{\"text\":\"fine\"}\n{broken\n[1]\n{\"body\":[\"One\",\"Two\"]}\n{\"nothing\":1},\n",
        );
        check(
            "{\"text\":\"Un\",\"version\":\"2\",\"id\":\"x\"}\r\n{\"text\":\"Deux\"},\r\n",
        );
    }
}
