//! The bytes of a web archive with their offsets, whether its records are packed or not.

use std::io::{self, BufRead, BufReader, Read};

use crate::Limits;
use crate::packing::{Intake, Packing};

/// A stream that counts what is taken from it.
struct Counting {
    inner: Box<dyn BufRead>,
    taken: u64,
}

impl Read for Counting {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.taken += length as u64;
        Ok(length)
    }
}

impl BufRead for Counting {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        self.inner.consume(amount);
    }
}

/// What the plain bytes come from.
#[expect(clippy::large_enum_variant, reason = "there is one of it")]
enum Run {
    /// All of the stream, or the stream between two members.
    Plain(Counting),
    Gzip(BufReader<flate2::bufread::GzDecoder<Counting>>),
    Zstd(BufReader<zstd::stream::read::Decoder<'static, Counting>>),
}

/// The tape. In a packed archive every member is a run of its own.
pub(super) struct Tape {
    run: Option<Run>,
    packing: Packing,
    dictionary: Vec<u8>,
    /// Where the open member begins in the stored file.
    member: u64,
    /// How many plain bytes were taken from it.
    taken: u64,
    /// Bytes that were taken and given back.
    pushed: Vec<u8>,
    pushed_from: usize,
    limits: Limits,
    intake: Intake,
}

impl Tape {
    pub(super) fn new(
        inner: Box<dyn BufRead>,
        packing: Packing,
        limits: Limits,
        intake: &Intake,
    ) -> Self {
        Self {
            run: Some(Run::Plain(Counting { inner, taken: 0 })),
            packing,
            dictionary: Vec::new(),
            member: 0,
            taken: 0,
            pushed: Vec::new(),
            pushed_from: 0,
            limits,
            intake: intake.clone(),
        }
    }

    /// The offset of the next byte: in the stored file, for packed members where the member
    /// begins plus what was taken of it.
    pub(super) fn offset(&self) -> u64 {
        self.member + self.taken
    }

    /// Passes empty lines, and ends of members; the offset of what comes next, `None` at the
    /// end of all.
    pub(super) fn next_start(&mut self) -> io::Result<Option<u64>> {
        loop {
            let ready = self.fill()?;
            if ready.is_empty() {
                if !self.next_member()? {
                    return Ok(None);
                }
                continue;
            }
            let blank =
                ready.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if blank == 0 {
                return Ok(Some(self.offset()));
            }
            self.consume(blank);
        }
    }

    /// A line with its end, of at most `most` bytes; cut off where it is longer.
    pub(super) fn line(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        loop {
            let ready = self.fill()?;
            let end = memchr::memchr(b'\n', ready);
            let used = end.map_or(ready.len(), |end| end + 1).min(most - line.len());
            line.extend_from_slice(ready.get(..used).unwrap_or_default());
            let is_done = used == 0 || line.ends_with(b"\n") || line.len() >= most;
            self.consume(used);
            if is_done {
                return Ok(line);
            }
        }
    }

    /// So many bytes, fewer where they end before.
    pub(super) fn bytes(&mut self, length: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < length {
            let ready = self.fill()?;
            let used = (ready.len() as u64).min(length - bytes.len() as u64) as usize;
            if used == 0 {
                break;
            }
            bytes.extend_from_slice(ready.get(..used).unwrap_or_default());
            self.consume(used);
        }
        Ok(bytes)
    }

    /// Whether a record, or nothing, comes next, behind the empty lines between records.
    pub(super) fn is_at_record(&mut self) -> io::Result<bool> {
        loop {
            let ready = self.fill()?;
            match ready.first() {
                None | Some(b'W') => return Ok(true),
                Some(b'\r' | b'\n') => self.consume(1),
                Some(_) => return Ok(false),
            }
        }
    }

    /// Gives back what of a payload is the next record, because its length was false;
    /// without one inside, the next is searched behind.
    pub(super) fn recover(&mut self, payload: &mut Vec<u8>) -> io::Result<()> {
        match memchr::memmem::find(payload, b"\nWARC/") {
            Some(at) => {
                let back = payload.split_off(at + 1);
                self.push_back(back);
                Ok(())
            }
            None => self.pass_to_record(),
        }
    }

    /// Passes everything before the next line that begins with `WARC/`, in this run.
    pub(super) fn pass_to_record(&mut self) -> io::Result<()> {
        self.pass_to_record_within(u64::MAX).map(drop)
    }

    /// The same, but no further than so many bytes; tells how many were passed.
    pub(super) fn pass_to_record_within(&mut self, most: u64) -> io::Result<u64> {
        let mut passed = 0;
        loop {
            let left = most.saturating_sub(passed);
            let line = self.line(left.min(1 << 16) as usize)?;
            if line.is_empty() {
                return Ok(passed);
            }
            if line.starts_with(b"WARC/") {
                self.push_back(line);
                return Ok(passed);
            }
            passed += line.len() as u64;
        }
    }

    /// After damage: the next member is searched by its first bytes.
    pub(super) fn pass_to_member(&mut self) -> io::Result<()> {
        let mut stream = self.close_run();
        self.pushed = Vec::new();
        self.pushed_from = 0;
        let magic: &[u8] = match self.packing {
            Packing::Gzip => &[0x1f, 0x8b, 8],
            _ => &[0x28, 0xb5, 0x2f, 0xfd],
        };
        loop {
            let ready = stream.fill_buf()?;
            if ready.is_empty() || ready.starts_with(magic) {
                break;
            }
            let next = ready.iter().skip(1).position(|byte| Some(byte) == magic.first());
            let used = next.map_or(ready.len(), |at| at + 1);
            stream.consume(used);
        }
        self.run = Some(Run::Plain(stream));
        Ok(())
    }

    fn push_back(&mut self, mut bytes: Vec<u8>) {
        self.taken = self.taken.saturating_sub(bytes.len() as u64);
        bytes.extend_from_slice(self.pushed.get(self.pushed_from..).unwrap_or_default());
        (self.pushed, self.pushed_from) = (bytes, 0);
    }

    fn fill(&mut self) -> io::Result<&[u8]> {
        if self.pushed_from < self.pushed.len() {
            return Ok(self.pushed.get(self.pushed_from..).unwrap_or_default());
        }
        let is_packed = self.packing != Packing::Plain;
        match &mut self.run {
            Some(Run::Plain(_)) if is_packed => Ok(&[]),
            Some(Run::Plain(stream)) => stream.fill_buf(),
            Some(Run::Gzip(stream)) => stream.fill_buf(),
            Some(Run::Zstd(stream)) => stream.fill_buf(),
            None => Ok(&[]),
        }
    }

    fn consume(&mut self, amount: usize) {
        self.taken += amount as u64;
        if self.pushed_from < self.pushed.len() {
            self.pushed_from += amount;
            return;
        }
        match &mut self.run {
            Some(Run::Plain(stream)) => stream.consume(amount),
            Some(Run::Gzip(stream)) => stream.consume(amount),
            Some(Run::Zstd(stream)) => stream.consume(amount),
            None => {}
        }
    }

    /// Ends the run and gives its stream.
    fn close_run(&mut self) -> Counting {
        match self.run.take() {
            Some(Run::Plain(stream)) => stream,
            Some(Run::Gzip(stream)) => stream.into_inner().into_inner(),
            Some(Run::Zstd(stream)) => stream.into_inner().finish(),
            None => Counting { inner: Box::new(io::empty()), taken: 0 },
        }
    }

    /// Opens the next member; `false` at the end. What was unpacked counts against the
    /// limits.
    fn next_member(&mut self) -> io::Result<bool> {
        let unpacked = if self.packing == Packing::Plain { 0 } else { self.taken };
        self.intake.unpacks(unpacked, self.limits)?;
        let mut stream = self.close_run();
        if self.packing == Packing::Plain || stream.fill_buf()?.is_empty() {
            self.run = Some(Run::Plain(stream));
            return Ok(false);
        }
        self.member = stream.taken;
        self.taken = 0;
        self.run = Some(if self.packing == Packing::Gzip {
            Run::Gzip(BufReader::with_capacity(
                1 << 16,
                flate2::bufread::GzDecoder::new(stream),
            ))
        } else {
            self.zstd_run(stream)?
        });
        Ok(true)
    }

    fn zstd_run(&mut self, mut stream: Counting) -> io::Result<Run> {
        if self.member == 0 {
            let (length, dictionary) =
                dictionary_of(stream.fill_buf()?).unwrap_or_default();
            stream.consume(length);
            self.dictionary = dictionary;
        }
        let decoder = if self.dictionary.is_empty() {
            zstd::stream::read::Decoder::with_buffer(stream)?
        } else {
            zstd::stream::read::Decoder::with_dictionary(stream, &self.dictionary)?
        };
        Ok(Run::Zstd(BufReader::with_capacity(1 << 16, decoder.single_frame())))
    }
}

/// The dictionary that stands in front of all frames of a `.warc.zst`, in a skippable frame
/// with the mark 0x184D2A5D, packed or not; with the length of that frame.
pub(super) fn dictionary_of(head: &[u8]) -> Option<(usize, Vec<u8>)> {
    let length = head.strip_prefix(&[0x5d, 0x2a, 0x4d, 0x18])?.first_chunk::<4>()?;
    let length = u32::from_le_bytes(*length) as usize;
    let frame = head.get(8..8 + length)?;
    let dictionary = if frame.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) {
        let mut plain = Vec::new();
        let decoder = zstd::stream::read::Decoder::new(frame).ok()?;
        decoder.take(LARGEST_DICTIONARY).read_to_end(&mut plain).ok()?;
        plain
    } else {
        frame.to_vec()
    };
    Some((8 + length, dictionary))
}

/// Dictionaries of web archives have 110 kB to 1 MiB.
const LARGEST_DICTIONARY: u64 = 16 << 20;
