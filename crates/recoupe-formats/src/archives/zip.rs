//! ZIP archives: the directory at their end is read by the zip package, the entries are
//! unpacked here, one after the other.

use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::rc::Rc;

use flate2::CrcReader;
use flate2::bufread::DeflateDecoder;
use recoupe_text::Reason;
use zip::{CompressionMethod, ZipArchive};

use super::{Entries, damaged, shown_name};
use crate::Record;
use crate::content::{Place, Records, Traits};
use crate::opening::{Opened, open_stream};
use crate::packing::{Bounded, Intake};
use crate::sniff::Form;

/// A ZIP archive while it is read.
pub(crate) struct Zip {
    archive: ZipArchive<BufReader<File>>,
    file: Rc<RefCell<File>>,
    at: usize,
    place: Place,
    intake: Intake,
    entries: Entries,
}

/// What the directory says of one entry.
struct Entry {
    name: String,
    start: u64,
    packed: u64,
    sum: u32,
    method: CompressionMethod,
    is_encrypted: bool,
    is_file: bool,
}

impl Zip {
    /// Reads the directory. Fails where it is broken, or where entries lie over each other:
    /// that is how bombs are made.
    pub(crate) fn new(file: File, place: Place, intake: &Intake) -> io::Result<Self> {
        let own = Rc::new(RefCell::new(file.try_clone()?));
        let mut archive = ZipArchive::new(BufReader::new(file)).map_err(broken)?;
        if archive.has_overlapping_entries().map_err(broken)? {
            let message = "its entries lie over each other";
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
        let entries = Entries::new(Form::Zip.name());
        Ok(Self { archive, file: own, at: 0, place, intake: intake.clone(), entries })
    }

    fn open_next(&mut self) -> io::Result<Option<Record>> {
        self.entries.counts_one(&self.place)?;
        let at = self.at;
        self.at += 1;
        let entry = match self.entry(at) {
            Ok(entry) => entry,
            Err(cause) => {
                let place = self.place.entry(&format!("entry {at}"));
                return damaged(&place, &cause).map(Some).ok_or(cause);
            }
        };
        let Some(name) = shown_name(&entry.name).filter(|_| entry.is_file) else {
            self.entries.traits.passed_over += u64::from(entry.is_file);
            return Ok(None);
        };
        let place = self.place.entry(&name);
        if entry.is_encrypted {
            let detail = "the entry is encrypted";
            return Ok(Some(Place::reject(place.name, Reason::Malformed, detail)));
        }
        if let Err(cause) = self.place.deeper() {
            return Ok(damaged(&place, &cause));
        }
        let opened = self.unpacked(&entry, &place);
        self.entries.open(place, opened)
    }

    fn entry(&mut self, at: usize) -> io::Result<Entry> {
        let entry = self.archive.by_index_raw(at).map_err(broken)?;
        let start = entry.data_start().ok_or_else(|| {
            io::Error::new(io::ErrorKind::InvalidData, "the entry has no place")
        })?;
        Ok(Entry {
            name: String::from_utf8_lossy(entry.name_raw()).into_owned(),
            start,
            packed: entry.compressed_size(),
            sum: entry.crc32(),
            method: entry.compression(),
            is_encrypted: entry.encrypted(),
            is_file: entry.is_file(),
        })
    }

    fn unpacked(&self, entry: &Entry, place: &Place) -> io::Result<Opened> {
        let packed =
            Part { file: Rc::clone(&self.file), at: entry.start, left: entry.packed };
        let packed = BufReader::with_capacity(1 << 15, packed);
        let plain: Box<dyn Read> = match entry.method {
            CompressionMethod::Stored => Box::new(packed),
            CompressionMethod::Deflated => Box::new(DeflateDecoder::new(packed)),
            method => {
                let message = format!("the entry is packed by {method}; deflate is read");
                return Err(io::Error::new(io::ErrorKind::InvalidData, message));
            }
        };
        let checked = Checked { inner: CrcReader::new(plain), sum: entry.sum };
        let bounded =
            Bounded::new(Box::new(checked), place.settings.limits, &self.intake);
        let stream = Box::new(BufReader::with_capacity(1 << 16, bounded));
        open_stream(stream, place.clone(), &self.intake)
    }
}

impl Records for Zip {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        loop {
            if let Some(record) = self.entries.next_record()? {
                return Ok(Some(record));
            }
            if self.at >= self.archive.len() {
                return Ok(None);
            }
            if let Some(record) = self.open_next()? {
                return Ok(Some(record));
            }
        }
    }

    fn trait_of(&self) -> Traits {
        self.entries.traits.clone()
    }
}

fn broken(cause: zip::result::ZipError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

/// A part of the file.
struct Part {
    file: Rc<RefCell<File>>,
    at: u64,
    left: u64,
}

impl Read for Part {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = (buffer.len() as u64).min(self.left) as usize;
        let part = buffer.get_mut(..most).unwrap_or_default();
        let mut file = self.file.borrow_mut();
        file.seek(SeekFrom::Start(self.at))?;
        let length = file.read(part)?;
        self.at += length as u64;
        self.left -= length as u64;
        Ok(length)
    }
}

/// Unpacked bytes whose sum is compared at their end with what the directory says.
struct Checked {
    inner: CrcReader<Box<dyn Read>>,
    sum: u32,
}

impl Read for Checked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        if length == 0 && !buffer.is_empty() && self.inner.crc().sum() != self.sum {
            let message = "the entry is damaged: its checksum differs";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        Ok(length)
    }
}
