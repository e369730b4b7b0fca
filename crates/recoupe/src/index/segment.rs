//! One segment: articles and the sorted keys that lead to them. It never changes.

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use recoupe_formats::{Error, ErrorKind, WholeFile, sync_folder};
use recoupe_text::Article;
use serde::{Deserialize, Serialize};

pub(super) const ARTICLES: &str = "articles.jsonl";
pub(super) const OFFSETS: &str = "offsets.bin";
pub(super) const KEYS: &str = "keys.bin";
pub(super) const BUCKETS: &str = "buckets.bin";

/// Bytes of a key and its article: 8 and 4, little-endian.
pub(super) const RECORD: usize = 12;

/// The prefixes of keys that are counted while a segment is written.
const FINEST: u32 = 16;

/// Keys in one bucket, about: one read of 12 kB.
const BUCKET_KEYS: u64 = 1_024;

/// A line of `articles.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Stored {
    /// Where the document was read.
    pub(super) place: String,
    pub(super) article: Article,
}

/// An open segment.
#[derive(Debug)]
pub(super) struct Segment {
    folder: PathBuf,
    pub(super) articles: u64,
    rows: Mutex<File>,
    offsets: Mutex<File>,
    keys: Mutex<File>,
    /// The number of the first key of each prefix, and of all keys at the end.
    buckets: Vec<u64>,
}

impl Segment {
    pub(super) fn open(folder: &Path, articles: u64) -> Result<Self, Error> {
        let open = |name: &str| {
            let path = folder.join(name);
            File::open(&path).map_err(|cause| Error::reading(&path, &cause))
        };
        let mut bytes = Vec::new();
        let mut file = open(BUCKETS)?;
        file.read_to_end(&mut bytes).map_err(|cause| Error::reading(folder, &cause))?;
        let buckets: Vec<u64> = bytes.chunks_exact(8).filter_map(number).collect();
        let keys = open(KEYS)?;
        let length = keys.metadata().map_or(0, |metadata| metadata.len());
        let is_whole = buckets.len().saturating_sub(1).is_power_of_two()
            && buckets.last().is_some_and(|count| count * RECORD as u64 == length);
        if !is_whole {
            return Err(damaged(folder));
        }
        Ok(Self {
            folder: folder.to_path_buf(),
            articles,
            rows: Mutex::new(open(ARTICLES)?),
            offsets: Mutex::new(open(OFFSETS)?),
            keys: Mutex::new(keys),
            buckets,
        })
    }

    /// The articles under a key, at most so many, in ascending order.
    pub(super) fn under(&self, key: u64, most: usize) -> Result<Vec<u32>, Error> {
        let bits = (self.buckets.len() - 1).ilog2();
        let bucket = if bits == 0 { 0 } else { (key >> (64 - bits)) as usize };
        let bounds = (self.buckets.get(bucket), self.buckets.get(bucket + 1));
        let (Some(&from), Some(&to)) = bounds else { return Ok(Vec::new()) };
        let mut bytes = vec![0; (to - from) as usize * RECORD];
        self.read(&self.keys, from * RECORD as u64, &mut bytes)?;
        let records: Vec<(u64, u32)> =
            bytes.chunks_exact(RECORD).filter_map(record).collect();
        let first = records.partition_point(|(one, _)| *one < key);
        let found = records.iter().skip(first).take_while(|(one, _)| *one == key);
        Ok(found.take(most).map(|(_, article)| *article).collect())
    }

    /// An article by its number.
    pub(super) fn article(&self, number: u32) -> Result<Stored, Error> {
        let mut bounds = [0; 16];
        self.read(&self.offsets, u64::from(number) * 8, &mut bounds)?;
        let (from, to) = bounds.split_at(8);
        let bounds = super::segment::number(from).zip(super::segment::number(to));
        let length = bounds.and_then(|(from, to)| Some((from, to.checked_sub(from)?)));
        let Some((from, length)) = length else { return Err(damaged(&self.folder)) };
        let mut line = vec![0; length as usize];
        self.read(&self.rows, from, &mut line)?;
        serde_json::from_slice(&line).map_err(|_| damaged(&self.folder))
    }

    /// All articles, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = Result<Stored, Error>> {
        (0..self.articles as u32).map(|number| self.article(number))
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    fn read(&self, file: &Mutex<File>, from: u64, bytes: &mut [u8]) -> Result<(), Error> {
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let read = file.seek(SeekFrom::Start(from)).and_then(|_| file.read_exact(bytes));
        read.map_err(|cause| Error::reading(&self.folder, &cause))
    }
}

pub(super) fn damaged(folder: &Path) -> Error {
    Error::new(
        ErrorKind::Damaged,
        folder,
        "is a damaged segment of an index",
        "restore it from a copy, or make the index again from its articles.jsonl files",
    )
}

fn number(bytes: &[u8]) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.try_into().ok()?))
}

fn record(bytes: &[u8]) -> Option<(u64, u32)> {
    let (key, article) = bytes.split_at_checked(8)?;
    Some((number(key)?, u32::from_le_bytes(article.try_into().ok()?)))
}

/// The keys of a segment one after the other.
pub(super) struct KeyStream {
    reader: BufReader<File>,
    base: u32,
}

impl KeyStream {
    /// The numbers of articles are raised by `base`.
    pub(super) fn open(segment: &Segment, base: u32) -> Result<Self, Error> {
        let path = segment.path(KEYS);
        let file = File::open(&path).map_err(|cause| Error::reading(&path, &cause))?;
        Ok(Self { reader: BufReader::with_capacity(1 << 18, file), base })
    }

    pub(super) fn next(&mut self) -> io::Result<Option<(u64, u32)>> {
        let mut bytes = [0; RECORD];
        match self.reader.read_exact(&mut bytes) {
            Ok(()) => {
                let found = record(&bytes);
                Ok(found.map(|(key, article)| (key, article + self.base)))
            }
            Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => Ok(None),
            Err(cause) => Err(cause),
        }
    }
}

/// A segment being written into its folder. Its files are durable at [`SegmentWriter::finish`];
/// it counts once the list of the index names it.
pub(super) struct SegmentWriter {
    folder: PathBuf,
    rows: BufWriter<WholeFile>,
    offsets: BufWriter<WholeFile>,
    keys: BufWriter<WholeFile>,
    /// Keys by their finest prefix.
    counts: Vec<u64>,
    at: u64,
    articles: u64,
}

impl SegmentWriter {
    pub(super) fn create(folder: &Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)
            .map_err(|cause| Error::writing(folder, &cause))?;
        let file =
            |name: &str| Ok(BufWriter::new(WholeFile::create(&folder.join(name))?));
        let mut writer = Self {
            rows: file(ARTICLES)?,
            offsets: file(OFFSETS)?,
            keys: file(KEYS)?,
            counts: vec![0; 1 << FINEST],
            at: 0,
            articles: 0,
            folder: folder.to_path_buf(),
        };
        writer.put_offset()?;
        Ok(writer)
    }

    fn put_offset(&mut self) -> Result<(), Error> {
        let written = self.offsets.write_all(&self.at.to_le_bytes());
        written.map_err(|cause| Error::writing(&self.folder, &cause))
    }

    /// Adds an article as its line, line end included.
    pub(super) fn put_line(&mut self, line: &[u8]) -> Result<(), Error> {
        let written = self.rows.write_all(line);
        written.map_err(|cause| Error::writing(&self.folder, &cause))?;
        self.at += line.len() as u64;
        self.articles += 1;
        self.put_offset()
    }

    /// Adds a key; keys come sorted.
    pub(super) fn put_key(&mut self, key: u64, article: u32) -> Result<(), Error> {
        if let Some(count) = self.counts.get_mut((key >> (64 - FINEST)) as usize) {
            *count += 1;
        }
        let written = self
            .keys
            .write_all(&key.to_le_bytes())
            .and_then(|()| self.keys.write_all(&article.to_le_bytes()));
        written.map_err(|cause| Error::writing(&self.folder, &cause))
    }

    /// Makes the segment durable; gives the number of its articles.
    pub(super) fn finish(self) -> Result<u64, Error> {
        let failed = |cause: io::Error| Error::writing(&self.folder, &cause);
        for file in [self.rows, self.offsets, self.keys] {
            file.into_inner().map_err(|cause| failed(cause.into_error()))?.finish()?;
        }
        let whole: u64 = self.counts.iter().sum();
        let bits = (whole / BUCKET_KEYS).max(1).ilog2().min(FINEST);
        let mut buckets = Vec::with_capacity(((1 << bits) + 1) * 8);
        let mut start = 0_u64;
        for bucket in self.counts.chunks(1 << (FINEST - bits)) {
            buckets.extend(start.to_le_bytes());
            start += bucket.iter().sum::<u64>();
        }
        buckets.extend(start.to_le_bytes());
        WholeFile::write_all_at(&self.folder.join(BUCKETS), &buckets)?;
        sync_folder(&self.folder)?;
        Ok(self.articles)
    }
}
