//! Packed files: recognised by their first bytes, unpacked with bounds, digested as read.

use std::cell::{Cell, RefCell};
use std::io::{self, BufRead, BufReader, Read};
use std::rc::Rc;

use flate2::bufread::MultiGzDecoder;

use crate::Limits;

/// How a file is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

impl Packing {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "none",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Bzip2 => "bzip2",
            Self::Xz => "xz",
        }
    }

    /// By the first bytes: RFC 1952, RFC 8878 with its skippable frames, bzip2's "BZh" with
    /// the mark of a first block, and the magic of the .xz format 1.1.
    pub(crate) fn of(start: &[u8]) -> Self {
        match start {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                Self::Zstd
            }
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, ..]
            | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, ..] => Self::Bzip2,
            [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Self::Xz,
            _ => Self::Plain,
        }
    }

    /// The unpacked bytes of a stream. Several members, frames or streams behind each other
    /// are one.
    pub(crate) fn unpack(
        self,
        packed: Box<dyn BufRead>,
        limits: Limits,
        intake: &Intake,
    ) -> io::Result<Box<dyn BufRead>> {
        let unpacked: Box<dyn Read> = match self {
            Self::Plain => return Ok(packed),
            Self::Gzip => Box::new(MultiGzDecoder::new(packed)),
            Self::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
            Self::Bzip2 => Box::new(bzip2::bufread::MultiBzDecoder::new(packed)),
            Self::Xz => {
                Box::new(lzma_rust2::XzReader::new_mem_limit(packed, true, XZ_MEMORY_KB))
            }
        };
        let bounded = Bounded::new(unpacked, limits, intake);
        Ok(Box::new(BufReader::with_capacity(1 << 16, bounded)))
    }
}

/// Takes one packing off a stream, whichever it is, and tells which it was.
pub(crate) fn unpack(
    stream: Box<dyn Read>,
    limits: Limits,
    intake: &Intake,
) -> io::Result<(Packing, Box<dyn BufRead>)> {
    let digested = Digested { inner: stream, intake: intake.clone() };
    let mut packed = BufReader::with_capacity(1 << 16, digested);
    let packing = Packing::of(packed.fill_buf()?);
    Ok((packing, packing.unpack(Box::new(packed), limits, intake)?))
}

/// How much memory a dictionary of xz may take: 128 MiB. `xz -9` asks for 64 MiB.
const XZ_MEMORY_KB: u32 = 128 << 10;

/// What has been read of a file so far, as packed (bytes and their BLAKE3 digest), and how
/// much came of it in all layers.
#[derive(Debug, Clone, Default)]
pub(crate) struct Intake {
    bytes: Rc<Cell<u64>>,
    unpacked: Rc<Cell<u64>>,
    hasher: Rc<RefCell<blake3::Hasher>>,
}

impl Intake {
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.get()
    }

    pub(crate) fn digest(&self) -> String {
        self.hasher.borrow().finalize().to_hex().to_string()
    }

    pub(crate) fn take(&self, bytes: &[u8]) {
        self.bytes.set(self.bytes.get() + bytes.len() as u64);
        self.hasher.borrow_mut().update(bytes);
    }

    /// Counts what was unpacked; an error once that is too much.
    pub(crate) fn unpacks(&self, bytes: u64, limits: Limits) -> io::Result<()> {
        self.unpacked.set(self.unpacked.get() + bytes);
        let allowed =
            Limits::FREE_BYTES.max(self.bytes().saturating_mul(limits.unpacking_ratio));
        if self.unpacked.get() <= allowed {
            return Ok(());
        }
        let ratio = limits.unpacking_ratio;
        let message = format!("unpacks to more than {ratio} times its size");
        Err(io::Error::new(io::ErrorKind::FileTooLarge, message))
    }
}

/// A stream whose bytes are counted and digested as they are read.
pub(crate) struct Digested {
    pub(crate) inner: Box<dyn Read>,
    pub(crate) intake: Intake,
}

impl Read for Digested {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.intake.take(buffer.get(..length).unwrap_or_default());
        Ok(length)
    }
}

/// An unpacked stream that stops where it becomes too much.
pub(crate) struct Bounded {
    inner: Box<dyn Read>,
    intake: Intake,
    limits: Limits,
}

impl Bounded {
    pub(crate) fn new(inner: Box<dyn Read>, limits: Limits, intake: &Intake) -> Self {
        Self { inner, intake: intake.clone(), limits }
    }
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = match self.inner.read(buffer) {
            Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {
                return Err(cause);
            }
            Err(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
                return Err(cause);
            }
            // Every crate has its own kind for a broken stream; here all are damage.
            Err(cause) if cause.kind() != io::ErrorKind::UnexpectedEof => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, cause));
            }
            outcome => outcome?,
        };
        self.intake.unpacks(length as u64, self.limits)?;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn gzip(text: &[u8]) -> Vec<u8> {
        let mut encoder =
            flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn bzip2(text: &[u8]) -> Vec<u8> {
        let mut encoder =
            bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn xz(text: &[u8]) -> Vec<u8> {
        let options = lzma_rust2::XzOptions::with_preset(1);
        let mut encoder = lzma_rust2::XzWriter::new(Vec::new(), options).unwrap();
        encoder.write_all(text).unwrap();
        encoder.finish().unwrap()
    }

    fn unpacked(bytes: Vec<u8>) -> io::Result<(Packing, String)> {
        let intake = Intake::default();
        let packing = Packing::of(&bytes);
        let digested =
            Digested { inner: Box::new(Cursor::new(bytes)), intake: intake.clone() };
        let packed = Box::new(BufReader::new(digested));
        let mut reader = packing.unpack(packed, Limits::default(), &intake)?;
        let mut text = String::new();
        reader.read_to_string(&mut text)?;
        Ok((packing, text))
    }

    #[test]
    fn several_members_are_one_stream() {
        let two = [gzip(b"one\n"), gzip(b"two\n")].concat();
        assert_eq!(unpacked(two).unwrap(), (Packing::Gzip, "one\ntwo\n".to_string()));
        let frames = [
            zstd::encode_all(&b"un\n"[..], 3).unwrap(),
            zstd::encode_all(&b"deux\n"[..], 3).unwrap(),
        ]
        .concat();
        assert_eq!(unpacked(frames).unwrap(), (Packing::Zstd, "un\ndeux\n".to_string()));
        let two = [bzip2(b"eins\n"), bzip2(b"zwei\n")].concat();
        assert_eq!(unpacked(two).unwrap(), (Packing::Bzip2, "eins\nzwei\n".to_string()));
        let two = [xz(b"i\n"), xz(b"ii\n")].concat();
        assert_eq!(unpacked(two).unwrap(), (Packing::Xz, "i\nii\n".to_string()));
        assert_eq!(
            unpacked(b"trois".to_vec()).unwrap(),
            (Packing::Plain, "trois".into())
        );
        assert_eq!(unpacked(Vec::new()).unwrap(), (Packing::Plain, String::new()));
    }

    #[test]
    fn a_stream_that_ends_early_or_is_scrambled_is_damage() {
        let mut cut = gzip("une longue dépêche, et puis plus rien".repeat(40).as_bytes());
        cut.truncate(cut.len() / 2);
        let kind = unpacked(cut).unwrap_err().kind();
        assert_eq!(kind, io::ErrorKind::UnexpectedEof);
        let text = "une longue dépêche, et puis plus rien".repeat(40);
        for mut cut in [bzip2(text.as_bytes()), xz(text.as_bytes())] {
            cut.truncate(cut.len() - 9);
            let kind = unpacked(cut).unwrap_err().kind();
            assert!(
                matches!(kind, io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof),
                "{kind:?}"
            );
        }
        let mut scrambled = zstd::encode_all(&b"a dispatch in full"[..], 3).unwrap();
        for byte in scrambled.iter_mut().skip(5) {
            *byte ^= 0x5a;
        }
        let kind = unpacked(scrambled).unwrap_err().kind();
        assert!(
            matches!(kind, io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof),
            "{kind:?}"
        );
    }

    #[test]
    fn a_bomb_is_stopped() {
        let blank = vec![b' '; 80 << 20];
        for bomb in
            [gzip(&blank), bzip2(&blank), zstd::encode_all(&blank[..], 1).unwrap()]
        {
            assert_eq!(unpacked(bomb).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
        }
    }
}
