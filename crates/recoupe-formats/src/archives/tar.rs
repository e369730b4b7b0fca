//! Tar archives (POSIX.1-2001 ustar and pax, GNU long names), as a stream.

use std::cell::Cell;
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use super::{Entries, shown_name};
use crate::Record;
use crate::content::{Place, Records, Traits};
use crate::opening::open_stream;
use crate::packing::Intake;
use crate::sniff::Form;

const BLOCK: usize = 512;

/// The longest name or list of pax fields that is read: 64 KiB.
const LONGEST_HEADER: u64 = 64 << 10;

/// Whether the first block is a header of an entry: its checksum fits.
pub(crate) fn is_tar(head: &[u8]) -> bool {
    head.get(..BLOCK).is_some_and(|block| Header::read(block).is_some())
}

/// A tar archive while it is read.
pub(crate) struct Tar {
    stream: Rc<std::cell::RefCell<Box<dyn BufRead>>>,
    /// What is left of the open entry.
    left: Rc<Cell<u64>>,
    padding: u64,
    place: Place,
    intake: Intake,
    entries: Entries,
    is_done: bool,
}

impl Tar {
    pub(crate) fn new(reader: Box<dyn BufRead>, place: Place, intake: &Intake) -> Self {
        Self {
            stream: Rc::new(std::cell::RefCell::new(reader)),
            left: Rc::default(),
            padding: 0,
            place,
            intake: intake.clone(),
            entries: Entries::new(Form::Tar.name()),
            is_done: false,
        }
    }

    /// Passes what is left of the last entry and opens the next one; a record where that is
    /// turned away.
    fn open_next(&mut self) -> io::Result<Option<Record>> {
        self.skip(self.left.get() + self.padding)?;
        self.left.set(0);
        let mut long_name = None;
        loop {
            let Some(header) = self.next_header()? else {
                self.is_done = true;
                return Ok(None);
            };
            let padding = header.size.wrapping_neg() % BLOCK as u64;
            match header.kind {
                b'L' => long_name = Some(self.text(&header, padding)?),
                b'x' => {
                    let fields = self.text(&header, padding)?;
                    long_name = pax_path(&fields).or(long_name);
                }
                0 | b'0' | b'7' => {
                    self.padding = padding;
                    self.left.set(header.size);
                    let name = long_name.unwrap_or(header.name);
                    return self.open(&name);
                }
                // Folders, links, devices and global fields hold no document.
                _ => self.skip(header.size.saturating_add(padding))?,
            }
        }
    }

    fn open(&mut self, name: &str) -> io::Result<Option<Record>> {
        self.entries.counts_one(&self.place)?;
        let Some(name) = shown_name(name) else {
            self.entries.traits.passed_over += 1;
            return Ok(None);
        };
        let place = self.place.deeper().map(|_| self.place.entry(&name));
        let place = match place {
            Ok(place) => place,
            Err(cause) => return Ok(super::damaged(&self.place.entry(&name), &cause)),
        };
        let entry =
            Entry { stream: Rc::clone(&self.stream), left: Rc::clone(&self.left) };
        let opened =
            open_stream(Box::new(BufReader::new(entry)), place.clone(), &self.intake);
        self.entries.open(place, opened)
    }

    fn next_header(&mut self) -> io::Result<Option<Header>> {
        let mut block = Vec::new();
        self.stream.borrow_mut().by_ref().take(BLOCK as u64).read_to_end(&mut block)?;
        if block.is_empty() || block.iter().all(|byte| *byte == 0) {
            // The end is marked by two blocks of zeros; many writers are content with one.
            io::copy(&mut *self.stream.borrow_mut(), &mut io::sink())?;
            return Ok(None);
        }
        Header::read(&block).map(Some).ok_or_else(|| {
            let message = "a header of the tar archive is broken";
            io::Error::new(io::ErrorKind::InvalidData, message)
        })
    }

    /// The content of an entry that says something of the next one.
    fn text(&mut self, header: &Header, padding: u64) -> io::Result<String> {
        let mut bytes = Vec::new();
        let kept = header.size.min(LONGEST_HEADER);
        self.stream.borrow_mut().by_ref().take(kept).read_to_end(&mut bytes)?;
        self.skip((header.size - kept).saturating_add(padding))?;
        Ok(String::from_utf8_lossy(&bytes).trim_end_matches('\0').to_owned())
    }

    fn skip(&mut self, bytes: u64) -> io::Result<()> {
        let mut stream = self.stream.borrow_mut();
        let skipped = io::copy(&mut stream.by_ref().take(bytes), &mut io::sink())?;
        if skipped == bytes {
            return Ok(());
        }
        Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the tar archive ends early"))
    }
}

impl Records for Tar {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        loop {
            if let Some(record) = self.entries.next_record()? {
                return Ok(Some(record));
            }
            if self.is_done {
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

/// The bytes of one entry.
struct Entry {
    stream: Rc<std::cell::RefCell<Box<dyn BufRead>>>,
    left: Rc<Cell<u64>>,
}

impl Read for Entry {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = (buffer.len() as u64).min(self.left.get()) as usize;
        let part = buffer.get_mut(..most).unwrap_or_default();
        let length = self.stream.borrow_mut().read(part)?;
        if length == 0 && most > 0 {
            let message = "the tar archive ends early";
            return Err(io::Error::new(io::ErrorKind::UnexpectedEof, message));
        }
        self.left.set(self.left.get() - length as u64);
        Ok(length)
    }
}

/// What a header says that matters here.
#[derive(Debug, PartialEq, Eq)]
struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl Header {
    /// Reads a block of 512 bytes; `None` where its checksum or size does not fit.
    fn read(block: &[u8]) -> Option<Self> {
        let stated = octal(block.get(148..156)?)?;
        let blank = |at: usize| (148..156).contains(&at);
        let sum: u64 = block
            .get(..BLOCK)?
            .iter()
            .enumerate()
            .map(|(at, byte)| u64::from(if blank(at) { b' ' } else { *byte }))
            .sum();
        if sum != stated || sum == u64::from(b' ') * 8 {
            return None;
        }
        let name = text_of(block.get(..100)?);
        let prefix = match block.get(257..265)? {
            [b'u', b's', b't', b'a', b'r', 0, ..] => text_of(block.get(345..500)?),
            _ => String::new(),
        };
        let name = if prefix.is_empty() { name } else { format!("{prefix}/{name}") };
        let size = number(block.get(124..136)?)?;
        Some(Self { name, size, kind: *block.get(156)? })
    }
}

fn text_of(field: &[u8]) -> String {
    let end = field.iter().position(|byte| *byte == 0).unwrap_or(field.len());
    String::from_utf8_lossy(field.get(..end).unwrap_or_default()).into_owned()
}

/// A number in octal digits, or GNU's form for large ones: the first bit set, then binary.
fn number(field: &[u8]) -> Option<u64> {
    match field {
        [0x80, rest @ ..] => rest.iter().try_fold(0_u64, |sum, byte| {
            sum.checked_mul(256)?.checked_add(u64::from(*byte))
        }),
        _ => octal(field),
    }
}

fn octal(field: &[u8]) -> Option<u64> {
    let text = std::str::from_utf8(field).ok()?;
    let digits = text.trim_matches(['\0', ' ']);
    if digits.is_empty() { Some(0) } else { u64::from_str_radix(digits, 8).ok() }
}

/// The `path` among pax fields: lines of `LENGTH KEY=VALUE`.
fn pax_path(fields: &str) -> Option<String> {
    fields.lines().find_map(|line| {
        let (_, field) = line.split_once(' ')?;
        field.strip_prefix("path=").map(str::to_owned)
    })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A header and content of an entry, as any tar program writes them.
    pub(crate) fn entry(name: &str, kind: u8, content: &[u8]) -> Vec<u8> {
        let mut block = vec![0_u8; BLOCK];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
        block[148..156].copy_from_slice(b"        ");
        block[156] = kind;
        block[257..263].copy_from_slice(b"ustar\0");
        let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        block.extend_from_slice(content);
        block.resize(block.len().next_multiple_of(BLOCK), 0);
        block
    }

    #[test]
    fn headers_are_told_by_their_checksum() {
        let block = entry("news/a.txt", b'0', b"text");
        assert!(is_tar(&block));
        let header = Header::read(&block).unwrap();
        assert_eq!((header.name.as_str(), header.size), ("news/a.txt", 4));
        let mut broken = block;
        broken[0] ^= 1;
        assert!(!is_tar(&broken) && !is_tar(&[0; 512]) && !is_tar(b"short"));
        assert_eq!(number(&[0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0]), Some(256));
        assert_eq!(
            number(&[0x80, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1, 0]),
            None
        );
        assert_eq!(
            pax_path("30 mtime=1\n20 path=été/a.txt\n").as_deref(),
            Some("été/a.txt")
        );
    }
}
