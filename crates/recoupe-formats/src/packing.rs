//! Packed files: recognised by their first bytes, unpacked with bounds, digested as read.

use std::cell::Cell;
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
}

impl Packing {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Plain => "none",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// By the first four bytes: RFC 1952, and RFC 8878 with its skippable frames.
    fn of(start: &[u8]) -> Self {
        match start {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                Self::Zstd
            }
            _ => Self::Plain,
        }
    }
}

/// What has been read of a file so far, as packed: bytes and their BLAKE3 digest.
#[derive(Debug, Clone, Default)]
pub(crate) struct Intake {
    bytes: Rc<Cell<u64>>,
    hasher: Rc<std::cell::RefCell<blake3::Hasher>>,
}

impl Intake {
    pub(crate) fn bytes(&self) -> u64 {
        self.bytes.get()
    }

    pub(crate) fn digest(&self) -> String {
        self.hasher.borrow().finalize().to_hex().to_string()
    }

    fn take(&self, bytes: &[u8]) {
        self.bytes.set(self.bytes.get() + bytes.len() as u64);
        self.hasher.borrow_mut().update(bytes);
    }
}

/// Opens a stream: tells how it is packed, and gives the unpacked bytes. Several gzip
/// members or zstd frames behind each other are one stream.
pub(crate) fn unpack(
    stream: Box<dyn Read>,
    limits: Limits,
    intake: &Intake,
) -> io::Result<(Packing, Box<dyn BufRead>)> {
    let digested = Digested { inner: stream, intake: intake.clone() };
    let mut packed = BufReader::with_capacity(1 << 16, digested);
    let packing = Packing::of(packed.fill_buf()?);
    let unpacked: Box<dyn Read> = match packing {
        Packing::Plain => return Ok((packing, Box::new(packed))),
        Packing::Gzip => Box::new(MultiGzDecoder::new(packed)),
        Packing::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(packed)?),
    };
    let bounded = Bounded { inner: unpacked, intake: intake.clone(), given: 0, limits };
    Ok((packing, Box::new(BufReader::with_capacity(1 << 16, bounded))))
}

struct Digested {
    inner: Box<dyn Read>,
    intake: Intake,
}

impl Read for Digested {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.inner.read(buffer)?;
        self.intake.take(buffer.get(..length).unwrap_or_default());
        Ok(length)
    }
}

struct Bounded {
    inner: Box<dyn Read>,
    intake: Intake,
    given: u64,
    limits: Limits,
}

impl Read for Bounded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = match self.inner.read(buffer) {
            // zstd calls broken frames "other"; here every failure to unpack is damage.
            Err(cause) if cause.kind() == io::ErrorKind::Other => {
                return Err(io::Error::new(io::ErrorKind::InvalidData, cause));
            }
            outcome => outcome?,
        };
        self.given += length as u64;
        let allowed = Limits::FREE_BYTES
            .max(self.intake.bytes().saturating_mul(self.limits.unpacking_ratio));
        if self.given > allowed {
            let message = format!(
                "unpacks to more than {} times its size",
                self.limits.unpacking_ratio
            );
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, message));
        }
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

    fn unpacked(bytes: Vec<u8>) -> io::Result<(Packing, String)> {
        let intake = Intake::default();
        let (packing, mut reader) =
            unpack(Box::new(Cursor::new(bytes)), Limits::default(), &intake)?;
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
        let bomb = gzip(&vec![b' '; 80 << 20]);
        assert_eq!(unpacked(bomb).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }
}
