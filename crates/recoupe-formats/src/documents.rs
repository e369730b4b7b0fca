//! The stream of documents behind the INPUT arguments.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, Cursor, Read};
use std::path::{Path, PathBuf};

use recoupe_text::{Content, RawDocument, Reason, Rejection};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::encoding::{decode, wide_mark};
use crate::json::{RawRecord, next_line, next_value};
use crate::mapping::unfold;
use crate::packing::{Intake, unpack};
use crate::sniff::{Form, declared_charset, form_of};
use crate::sources::{Source, resolve};
use crate::{Error, Field, Limits, Mapping, Override};

/// How inputs are read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InputSettings {
    /// The outlet or collection of documents that name none themselves.
    pub source: Option<String>,
    /// Keys the user names for fields.
    pub overrides: Vec<Override>,
    /// Bounds on what one input may cost.
    pub limits: Limits,
}

/// One document of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A document, not looked at yet. Its id is its own, or none: [`crate::identify`] gives one.
    Document(RawDocument),
    /// A document that cannot be read, and why.
    Rejection(Rejection),
}

/// One input file as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct InputFile {
    /// The path as it was named (`-` for standard input).
    pub path: String,
    /// Its size as stored, in bytes.
    pub bytes: u64,
    /// The BLAKE3 digest of its bytes as stored, in hexadecimal.
    pub blake3: String,
    /// `none`, `gzip` or `zstd`.
    pub packing: String,
    /// `json lines`, `json array`, `json objects`, `html` or `text`.
    pub form: String,
    /// The encoding its text was read with (that of the first record that was not UTF-8).
    pub encoding: String,
    /// Which keys were read, for files of records.
    pub mapping: Option<Mapping>,
    /// How many documents it held, rejected ones included.
    pub documents: u64,
}

/// How many records are looked at to recognise the key convention of a file.
const RECORDS_LOOKED_AT: usize = 32;

/// How much of a file is looked at to recognise its form.
const HEAD_BYTES: u64 = 1 << 16;

/// Opens the inputs: files, folders, patterns, `-`. Fails at once where one is missing or
/// holds no file; what is found inside later comes through the iterator.
pub fn documents(
    arguments: &[String],
    settings: &InputSettings,
) -> Result<Documents, Error> {
    let sources: VecDeque<Source> = resolve(arguments)?.into();
    let total_bytes = sources
        .iter()
        .map(|source| match source {
            Source::File(path) => {
                std::fs::metadata(path).map_or(0, |metadata| metadata.len())
            }
            Source::Standard => 0,
        })
        .sum();
    Ok(Documents {
        sources,
        settings: settings.clone(),
        open: None,
        files: Vec::new(),
        total_bytes,
        bytes_done: 0,
    })
}

/// Documents and rejections in the order of the inputs, in memory bounded by the largest
/// record. An `Err` ends its file; the next call goes on with the next one.
#[derive(Debug)]
pub struct Documents {
    sources: VecDeque<Source>,
    settings: InputSettings,
    open: Option<OpenFile>,
    files: Vec<InputFile>,
    total_bytes: u64,
    bytes_done: u64,
}

impl Documents {
    /// The files read to their end so far, in order.
    pub fn files(&self) -> &[InputFile] {
        &self.files
    }

    /// How many bytes all files hold as stored; standard input counts as nothing.
    pub fn total_bytes(&self) -> u64 {
        self.total_bytes
    }

    /// How many bytes have been read so far, as stored.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_done + self.open.as_ref().map_or(0, |open| open.intake.bytes())
    }

    /// Opens the next source, `None` at the end of all.
    fn open_next(&mut self) -> Option<Result<(), Error>> {
        let source = self.sources.pop_front()?;
        let (path, stream): (PathBuf, io::Result<Box<dyn Read>>) = match source {
            Source::File(path) => {
                let opened =
                    File::open(&path).map(|file| Box::new(file) as Box<dyn Read>);
                (path, opened)
            }
            Source::Standard => (PathBuf::from("-"), Ok(Box::new(io::stdin()))),
        };
        let opened = stream
            .and_then(|stream| OpenFile::new(&path, stream, &self.settings))
            .map(|open| self.open = Some(open));
        Some(opened.map_err(|cause| Error::reading(&path, &cause)))
    }

    fn close(&mut self) {
        if let Some(open) = self.open.take() {
            self.bytes_done += open.intake.bytes();
            self.files.push(open.finished());
        }
    }
}

impl Iterator for Documents {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let Some(open) = self.open.as_mut() else {
                match self.open_next()? {
                    Ok(()) => continue,
                    Err(error) => return Some(Err(error)),
                }
            };
            match open.next_record(&self.settings) {
                Ok(Some(record)) => return Some(Ok(record)),
                Ok(None) => self.close(),
                Err(cause) => {
                    let error = Error::reading(Path::new(&open.path), &cause);
                    self.close();
                    return Some(Err(error));
                }
            }
        }
    }
}

/// A file while it is read.
struct OpenFile {
    path: String,
    reader: Box<dyn BufRead>,
    intake: Intake,
    packing: &'static str,
    form: Form,
    charset: Option<String>,
    encoding: &'static str,
    mapping: Option<Mapping>,
    /// Records read to recognise the mapping, not given out yet.
    waiting: VecDeque<Parsed>,
    line: u64,
    is_done: bool,
    documents: u64,
}

impl std::fmt::Debug for OpenFile {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("OpenFile").field("path", &self.path).finish_non_exhaustive()
    }
}

/// A record as far as it can be read without knowing which key is which.
enum Parsed {
    Object(u64, Value),
    Rejected(Rejection),
}

impl OpenFile {
    fn new(
        path: &Path,
        stream: Box<dyn Read>,
        settings: &InputSettings,
    ) -> io::Result<Self> {
        let intake = Intake::default();
        let (packing, mut reader) = unpack(stream, settings.limits, &intake)?;
        let mut head = Vec::new();
        reader.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
        let mut encoding = "utf-8";
        if wide_mark(&head).is_some() {
            // UTF-16 has no lines of bytes: the whole file becomes UTF-8 first.
            reader.take(settings.limits.record_bytes).read_to_end(&mut head)?;
            reader = Box::new(Cursor::new(Vec::new()));
            if let Some(decoded) = decode(head.clone(), None) {
                (head, encoding) = (decoded.text.into_bytes(), decoded.encoding);
            }
        }
        let form = form_of(&head);
        let charset = (form == Form::Html).then(|| declared_charset(&head)).flatten();
        let is_empty_list = head.trim_ascii().is_empty() && is_named_as_records(path);
        if form.has_records() && head.starts_with(b"\xef\xbb\xbf") {
            head.drain(..3);
        }
        Ok(Self {
            path: path.display().to_string(),
            reader: Box::new(Cursor::new(head).chain(reader)),
            intake,
            packing: packing.name(),
            form,
            charset,
            encoding,
            mapping: None,
            waiting: VecDeque::new(),
            line: 0,
            is_done: is_empty_list,
            documents: 0,
        })
    }

    fn finished(self) -> InputFile {
        InputFile {
            path: self.path,
            bytes: self.intake.bytes(),
            blake3: self.intake.digest(),
            packing: self.packing.to_string(),
            form: self.form.name().to_string(),
            encoding: self.encoding.to_string(),
            mapping: self.mapping,
            documents: self.documents,
        }
    }

    fn next_record(&mut self, settings: &InputSettings) -> io::Result<Option<Record>> {
        let record = if self.form.has_records() {
            self.next_object(settings)?
        } else {
            self.only_document(settings)?
        };
        self.documents += u64::from(record.is_some());
        Ok(record)
    }

    /// The file as one document.
    fn only_document(&mut self, settings: &InputSettings) -> io::Result<Option<Record>> {
        if std::mem::replace(&mut self.is_done, true) {
            return Ok(None);
        }
        let most = settings.limits.document_bytes;
        let mut bytes = Vec::new();
        self.reader.by_ref().take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            io::copy(&mut self.reader, &mut io::sink())?;
            return Ok(Some(too_large(self.path.clone(), most)));
        }
        let Some(decoded) = decode(bytes, self.charset.as_deref()) else {
            let detail = "its bytes are no text in any encoding known here";
            return Ok(Some(rejected(
                self.path.clone(),
                Reason::NotText,
                detail.to_string(),
            )));
        };
        if self.encoding == "utf-8" {
            self.encoding = decoded.encoding;
        }
        let content = match self.form {
            Form::Html => Content::Html(decoded.text),
            _ => Content::Text(decoded.text),
        };
        Ok(Some(Record::Document(RawDocument {
            source: settings.source.clone(),
            content,
            place: self.path.clone(),
            ..RawDocument::default()
        })))
    }

    /// The next record of a file of records. The first ones are read ahead to recognise the
    /// key convention.
    fn next_object(&mut self, settings: &InputSettings) -> io::Result<Option<Record>> {
        if self.mapping.is_none() {
            while self.waiting.len() < RECORDS_LOOKED_AT && self.read_more(settings)? {}
            let values: Vec<Value> = self
                .waiting
                .iter()
                .filter_map(|parsed| match parsed {
                    Parsed::Object(_, value) => Some(value.clone()),
                    Parsed::Rejected(_) => None,
                })
                .collect();
            self.mapping = Some(Mapping::recognise(&values, &settings.overrides));
        }
        while self.waiting.is_empty() && self.read_more(settings)? {}
        let Some(parsed) = self.waiting.pop_front() else { return Ok(None) };
        Ok(Some(match (parsed, &self.mapping) {
            (Parsed::Rejected(rejection), _) => Record::Rejection(rejection),
            (Parsed::Object(line, value), Some(mapping)) => {
                record_of(&value, mapping, format!("{}:{line}", self.path), settings)
            }
            (Parsed::Object(line, _), None) => rejected(
                format!("{}:{line}", self.path),
                Reason::Malformed,
                "no key convention".to_string(),
            ),
        }))
    }

    /// Reads one more record into the queue; `false` at the end of the file.
    fn read_more(&mut self, settings: &InputSettings) -> io::Result<bool> {
        if self.is_done {
            return Ok(false);
        }
        let most = settings.limits.record_bytes;
        let raw = match self.form {
            Form::JsonLines => next_line(&mut self.reader, &mut self.line, most)?,
            _ => next_value(&mut self.reader, &mut self.line, most)?,
        };
        let Some(raw) = raw else {
            self.is_done = true;
            return Ok(false);
        };
        let line = raw.line;
        match self.parse(raw, most) {
            Ok(value) => {
                let values = unfold(value);
                self.waiting
                    .extend(values.into_iter().map(|value| Parsed::Object(line, value)));
            }
            Err((reason, detail)) => {
                let place = format!("{}:{line}", self.path);
                self.waiting
                    .push_back(Parsed::Rejected(rejection(place, reason, detail)));
            }
        }
        Ok(true)
    }

    fn parse(&mut self, raw: RawRecord, most: u64) -> Result<Value, (Reason, String)> {
        let (value, encoding) = parse(raw.bytes, most)?;
        if encoding != "utf-8" && self.encoding == "utf-8" {
            self.encoding = encoding;
        }
        Ok(value)
    }
}

/// The object of a record and the encoding of its bytes (`None`: longer than `most`).
pub(crate) fn parse(
    bytes: Option<Vec<u8>>,
    most: u64,
) -> Result<(Value, &'static str), (Reason, String)> {
    let Some(bytes) = bytes else {
        return Err((
            Reason::TooLarge,
            format!("the record is longer than {most} bytes"),
        ));
    };
    let decoded = decode(bytes, None)
        .ok_or_else(|| (Reason::NotText, "its bytes are no text".to_string()))?;
    let written = decoded.text.trim().trim_end_matches(',');
    let value: Value = serde_json::from_str(written)
        .map_err(|cause| (Reason::Malformed, format!("broken JSON: {cause}")))?;
    if value.is_object() {
        return Ok((value, decoded.encoding));
    }
    Err((Reason::Malformed, "a record must be a JSON object".to_string()))
}

/// The full rules for one line of a file of JSON Lines, on any thread.
#[derive(Debug, Clone)]
pub(crate) struct LineRules {
    path: String,
    mapping: Mapping,
    settings: InputSettings,
}

impl LineRules {
    pub(crate) fn new(path: &str, mapping: &Mapping, settings: &InputSettings) -> Self {
        let (mapping, settings) = (mapping.clone(), settings.clone());
        Self { path: path.to_owned(), mapping, settings }
    }

    pub(crate) fn place(&self, number: u64) -> String {
        format!("{}:{number}", self.path)
    }

    pub(crate) fn records(&self, bytes: Vec<u8>, number: u64) -> Vec<Record> {
        self.read(Some(bytes), number)
    }

    pub(crate) fn too_long(&self, number: u64) -> Vec<Record> {
        self.read(None, number)
    }

    fn read(&self, bytes: Option<Vec<u8>>, number: u64) -> Vec<Record> {
        match parse(bytes, self.settings.limits.record_bytes) {
            Err((reason, detail)) => vec![rejected(self.place(number), reason, detail)],
            Ok((value, _)) => unfold(value)
                .iter()
                .map(|value| {
                    record_of(value, &self.mapping, self.place(number), &self.settings)
                })
                .collect(),
        }
    }
}

/// Whether an empty file is called like a list of records (then it is a list of none)
/// rather than like a text (then it is an empty document).
fn is_named_as_records(path: &Path) -> bool {
    let name =
        path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    [".json", ".jsonl", ".ndjson"].iter().any(|part| name.contains(part))
}

/// A record with its keys read.
fn record_of(
    value: &Value,
    mapping: &Mapping,
    place: String,
    settings: &InputSettings,
) -> Record {
    let id = mapping.read(value, Field::Id);
    let text = mapping.read(value, Field::Text).map(Content::Text);
    let page = || mapping.read(value, Field::Html).map(Content::Html);
    let refuse = |reason, detail| {
        let mut rejection = rejection(place.clone(), reason, detail);
        rejection.id = id.clone().unwrap_or(rejection.id);
        Record::Rejection(rejection)
    };
    let content = match text.or_else(page) {
        Some(content) => content,
        None if mapping.has_text_key(value) => Content::default(),
        None => return refuse(Reason::Malformed, Error::keys_in_words(value)),
    };
    let (Content::Text(words) | Content::Html(words)) = &content;
    let most = settings.limits.document_bytes;
    if words.len() as u64 > most {
        return refuse(Reason::TooLarge, format!("the text is longer than {most} bytes"));
    }
    Record::Document(RawDocument {
        source: mapping.read(value, Field::Source).or_else(|| settings.source.clone()),
        url: mapping.read(value, Field::Url),
        title: mapping.read(value, Field::Title),
        published: mapping.read(value, Field::Published),
        language: mapping.read(value, Field::Language),
        id,
        content,
        place,
        ..RawDocument::default()
    })
}

fn rejection(place: String, reason: Reason, detail: String) -> Rejection {
    let digest = blake3::hash(place.as_bytes()).to_hex();
    let id = format!("r:{}", digest.get(..12).unwrap_or_default());
    Rejection { id, place, reason, detail }
}

fn rejected(place: String, reason: Reason, detail: String) -> Record {
    Record::Rejection(rejection(place, reason, detail))
}

fn too_large(place: String, most: u64) -> Record {
    rejected(place, Reason::TooLarge, format!("the document is longer than {most} bytes"))
}
