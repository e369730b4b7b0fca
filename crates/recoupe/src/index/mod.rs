//! The index: articles on disk that new articles are held against.
//!
//! A folder of sorted, immutable *segments* and one small list of them, `index.json`, that
//! is replaced in one step:
//!
//! ```text
//! index.json         format, settings, the segments with their numbers of articles
//! lock               held by the one who adds
//! s-000001/
//!   articles.jsonl   the articles, one a line: people can read them
//!   offsets.bin      where each line begins
//!   keys.bin         (key, article), sorted by key
//!   buckets.bin      where the keys of each prefix begin
//! ```
//!
//! **Nothing acknowledged is lost.** A segment is written and made durable before the list
//! names it, and an article is acknowledged after the list was replaced. A process killed at
//! any moment leaves at most a folder that no list names; the next one who adds removes it.
//! Articles that come again with the same words are known, so an interrupted `add` is simply
//! started again.
//!
//! **Segments, not SQLite.** The design first named SQLite. Measured on the machine of this
//! project (2026-11-22, both cores busy): a table of 60 keys an article (32 bands, some 27
//! sampled shingles, the body) costs SQLite (3.4x, without rowid,
//! WAL) 256 µs of processor time and 1,108 bytes an article, growing, and 0.95 ms a look at
//! 100,000 articles; as a sorted file it costs 720 bytes and one sequential write, and a look is one read of some kilobytes. What people
//! want to open, the articles and the answers, is JSON Lines.
//!
//! **The same groups as one batch.** The index keeps articles, and groups are made by the
//! same function over all of them ([`Index::groups`]): by construction additions in any
//! order and split give the groups of one batch over the union of the articles. Articles are
//! read one by one: what lines a source repeats is not learned, for it would depend on what
//! else came in the same addition.

mod add;
mod answer;
mod export;
mod merge;
mod segment;
#[cfg(test)]
mod tests;

use std::fs::{File, TryLockError};
use std::path::{Path, PathBuf};

use recoupe_copies::{CopySettings, SIGNATURE_FORMAT};
use recoupe_formats::{Error, ErrorKind, read_json, sync_folder, write_json};
use serde::{Deserialize, Serialize};

pub use add::Outcome;
pub use answer::{Answer, KnownCopy};
use segment::Segment;

/// The number of the format of indexes.
const FORMAT: u32 = 1;
const HEAD: &str = "index.json";
const LOCK: &str = "lock";

/// `index.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Head {
    format: u32,
    version: String,
    signature_format: u32,
    copies: CopySettings,
    /// The number of the next segment: names are never used twice.
    next: u64,
    segments: Vec<SegmentHead>,
}

/// A segment as the list names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct SegmentHead {
    name: String,
    articles: u64,
}

/// An open index. Reading needs no lock: segments never change.
#[derive(Debug)]
pub struct Index {
    folder: PathBuf,
    head: Head,
    segments: Vec<Segment>,
}

impl Index {
    /// Makes an empty index for these settings. Fails where something other than an empty
    /// folder stands in its place.
    pub fn create(folder: &Path, settings: &CopySettings) -> Result<Self, Error> {
        let failed = |cause: std::io::Error| Error::writing(folder, &cause);
        let is_free = std::fs::read_dir(folder)
            .map_or(!folder.exists(), |mut entries| entries.next().is_none());
        if !is_free {
            return Err(Error::new(
                ErrorKind::Occupied,
                folder,
                "exists already",
                "add to it with `recoupe index add`, or name another folder",
            ));
        }
        std::fs::create_dir_all(folder).map_err(failed)?;
        File::create(folder.join(LOCK)).map_err(failed)?;
        let head = Head {
            format: FORMAT,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            signature_format: SIGNATURE_FORMAT,
            copies: settings.clone(),
            next: 1,
            segments: Vec::new(),
        };
        let index = Self { folder: folder.to_path_buf(), head, segments: Vec::new() };
        index.write_head()?;
        Ok(index)
    }

    /// Opens an index. Fails where the folder is none, or was made in another format or with
    /// other signatures.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        // Who merges removes segments after the list was replaced: read the new list then.
        Self::open_once(folder).or_else(|error| match error.kind() {
            ErrorKind::Missing if folder.join(HEAD).is_file() => Self::open_once(folder),
            _ => Err(error),
        })
    }

    fn open_once(folder: &Path) -> Result<Self, Error> {
        let path = folder.join(HEAD);
        if !path.is_file() {
            return Err(Error::new(
                ErrorKind::Missing,
                folder,
                "is no index (it holds no index.json)",
                "make one with `recoupe index create DIR`",
            ));
        }
        let formats: Formats = read_json(&path)?;
        if (formats.format, formats.signature_format) != (FORMAT, SIGNATURE_FORMAT) {
            let what = format!(
                "has index format {} with signatures {}, here are {FORMAT} and {SIGNATURE_FORMAT}",
                formats.format, formats.signature_format
            );
            let remedy = "make the index again from its articles with this version";
            return Err(Error::new(ErrorKind::Malformed, path, what, remedy));
        }
        let head: Head = read_json(&path)?;
        let segments = head
            .segments
            .iter()
            .map(|segment| Segment::open(&folder.join(&segment.name), segment.articles));
        let segments = segments.collect::<Result<Vec<_>, _>>()?;
        Ok(Self { folder: folder.to_path_buf(), head, segments })
    }

    /// How many articles it holds.
    pub fn len(&self) -> u64 {
        self.head.segments.iter().map(|segment| segment.articles).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What counts as the same copy here.
    pub fn settings(&self) -> &CopySettings {
        &self.head.copies
    }

    fn write_head(&self) -> Result<(), Error> {
        write_json(&self.folder.join(HEAD), &self.head)?;
        sync_folder(&self.folder)
    }

    /// Takes the right to add, for one process at a time; the system takes it back when the
    /// process ends, however it ends.
    fn lock(&self) -> Result<File, Error> {
        let path = self.folder.join(LOCK);
        let file = File::create(&path).map_err(|cause| Error::writing(&path, &cause))?;
        match file.try_lock() {
            Ok(()) => Ok(file),
            Err(TryLockError::WouldBlock) => Err(Error::new(
                ErrorKind::Occupied,
                &self.folder,
                "is being added to by another process",
                "wait until it has ended",
            )),
            Err(TryLockError::Error(cause)) => Err(Error::writing(&path, &cause)),
        }
    }
}

/// What is read first, before anything else is believed.
#[derive(Deserialize)]
struct Formats {
    format: u32,
    signature_format: u32,
}
