//! The stream of documents behind the INPUT arguments.

use std::collections::{BTreeMap, VecDeque};
use std::fs::File;
use std::io;
use std::path::Path;
use std::sync::Arc;

use recoupe_text::{RawDocument, Rejection};
use serde::{Deserialize, Serialize};

use crate::content::Place;
use crate::opening::{Opened, open_file, open_stream};
use crate::packing::{Digested, Intake};
use crate::sources::{Source, resolve};
use crate::{Error, Limits, Mapping, Override};

/// How inputs are read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct InputSettings {
    /// The outlet or collection of documents that name none themselves.
    pub source: Option<String>,
    /// Keys the user names for fields.
    pub overrides: Vec<Override>,
    /// Bounds on what one input may cost.
    pub limits: Limits,
    /// Whether texts whose letters were read in the wrong encoding are mended, where that
    /// can be undone. Otherwise they are only told, in the document's metadata.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mend_text: bool,
}

/// One document of an input.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "nearly all records are documents")]
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
    /// `none`, `gzip`, `zstd`, `bzip2` or `xz`; several, outermost first, joined by `+`.
    pub packing: String,
    /// `json lines`, `csv`, `warc`, `html`, `text` and so on.
    pub form: String,
    /// The encoding its text was read with (that of the first record that was not UTF-8).
    pub encoding: String,
    /// Which keys were read, for files of records; of an archive those of its first entry
    /// of records.
    pub mapping: Option<Mapping>,
    /// How many documents it held, rejected ones included.
    pub documents: u64,
    /// For archives: how many entries of each form they held.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub holds: BTreeMap<String, u64>,
    /// Records that are no documents (requests of a web archive, pictures, hidden files).
    #[serde(default, skip_serializing_if = "is_zero")]
    pub passed_over: u64,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(count: &u64) -> bool {
    *count == 0
}

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
        settings: Arc::new(settings.clone()),
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
    settings: Arc<InputSettings>,
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
        let path = match &source {
            Source::File(path) => path.display().to_string(),
            Source::Standard => "-".to_string(),
        };
        let opened = OpenFile::new(source, &path, &self.settings);
        Some(match opened {
            Ok(open) => {
                self.open = Some(open);
                Ok(())
            }
            Err(cause) => Err(Error::reading(Path::new(&path), &cause)),
        })
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
            match open.next_record() {
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
    intake: Intake,
    opened: Opened,
    documents: u64,
}

impl std::fmt::Debug for OpenFile {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("OpenFile").field("path", &self.path).finish_non_exhaustive()
    }
}

impl OpenFile {
    fn new(
        source: Source,
        path: &str,
        settings: &Arc<InputSettings>,
    ) -> io::Result<Self> {
        let intake = Intake::default();
        let place =
            Place { name: path.to_owned(), settings: Arc::clone(settings), depth: 0 };
        let opened = match source {
            Source::File(path) => open_file(File::open(path)?, place, &intake)?,
            Source::Standard => {
                let inner = Box::new(io::stdin());
                let digested = Digested { inner, intake: intake.clone() };
                open_stream(Box::new(io::BufReader::new(digested)), place, &intake)?
            }
        };
        Ok(Self { path: path.to_owned(), intake, opened, documents: 0 })
    }

    fn next_record(&mut self) -> io::Result<Option<Record>> {
        let record = self.opened.records.next_record()?;
        self.documents += u64::from(record.is_some());
        Ok(record)
    }

    fn finished(self) -> InputFile {
        let traits = self.opened.records.trait_of();
        let packings = self.opened.packings;
        InputFile {
            path: self.path,
            bytes: self.intake.bytes(),
            blake3: self.intake.digest(),
            packing: if packings.is_empty() {
                "none".to_string()
            } else {
                packings.join("+")
            },
            form: traits.form,
            encoding: traits.encoding,
            mapping: traits.mapping,
            documents: self.documents,
            holds: traits.holds,
            passed_over: traits.passed_over,
        }
    }
}
