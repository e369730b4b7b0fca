//! Pieces of bytes that are written once and read again: in memory up to a bound, in a
//! file beyond it.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Where a piece lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Piece {
    offset: u64,
    length: u32,
}

impl Piece {
    pub(crate) fn is_empty(self) -> bool {
        self.length == 0
    }
}

/// See the module.
#[derive(Debug)]
pub(crate) struct Heap {
    path: PathBuf,
    most: usize,
    /// The newest pieces; all, where nothing was written yet.
    memory: Vec<u8>,
    file: Option<File>,
    /// Bytes in the file.
    written: u64,
}

impl Heap {
    /// A heap that holds at most about so many bytes in memory; its file would be `path`.
    pub(crate) fn new(path: &Path, bytes: u64) -> Self {
        let most = usize::try_from(bytes).unwrap_or(usize::MAX);
        Self {
            path: path.to_path_buf(),
            most,
            memory: Vec::new(),
            file: None,
            written: 0,
        }
    }

    /// Adds a piece.
    pub(crate) fn push(&mut self, bytes: &[u8]) -> io::Result<Piece> {
        let offset = self.written + self.memory.len() as u64;
        self.memory.extend_from_slice(bytes);
        if self.memory.len() > self.most {
            self.write_out()?;
        }
        Ok(Piece { offset, length: bytes.len() as u32 })
    }

    fn write_out(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            empty => {
                let mut options = OpenOptions::new();
                let options = options.create(true).truncate(true).read(true).write(true);
                empty.insert(options.open(&self.path)?)
            }
        };
        file.write_all(&self.memory)?;
        self.written += self.memory.len() as u64;
        self.memory.clear();
        Ok(())
    }

    /// Writes everything out, so that the file can be opened by others.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.write_out()
    }

    /// Reads a piece into `bytes`, in place of what is there.
    pub(crate) fn read(&self, piece: Piece, bytes: &mut Vec<u8>) -> io::Result<()> {
        bytes.clear();
        let length = piece.length as usize;
        if let Some(start) = piece.offset.checked_sub(self.written) {
            let start = start as usize;
            bytes
                .extend_from_slice(self.memory.get(start..start + length).unwrap_or(&[]));
            return Ok(());
        }
        bytes.resize(length, 0);
        match &self.file {
            Some(file) => read_exact_at(file, bytes, piece.offset),
            None => Ok(()),
        }
    }
}

/// Reads from a place in a file without moving any place in it, so that threads can share
/// the file.
#[cfg(unix)]
pub(crate) fn read_exact_at(
    file: &File,
    bytes: &mut [u8],
    offset: u64,
) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(windows)]
pub(crate) fn read_exact_at(
    file: &File,
    mut bytes: &mut [u8],
    mut offset: u64,
) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, offset)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = bytes.get_mut(read..).unwrap_or_default();
        offset += read as u64;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_back_from_memory_and_from_the_file() {
        let folder = tempfile::tempdir().unwrap();
        for most in [0, 10, 1000] {
            let mut heap = Heap::new(&folder.path().join("heap"), most);
            let words = ["", "un", "deux", "trois", "quatre"];
            let pieces: Vec<Piece> =
                words.iter().map(|word| heap.push(word.as_bytes()).unwrap()).collect();
            let mut bytes = b"old".to_vec();
            for (piece, word) in pieces.iter().zip(words) {
                heap.read(*piece, &mut bytes).unwrap();
                assert_eq!(bytes, word.as_bytes());
                assert_eq!(piece.is_empty(), word.is_empty());
            }
        }
    }
}
