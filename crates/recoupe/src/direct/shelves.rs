//! Shelves of keys that spill to files where memory is short.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use recoupe_copies::{Shelf, Shelves};

/// Shelves in memory up to a bound; when they reach it all of them are written behind each
/// other into one file per shelf. What comes out does not depend on the bound.
#[derive(Debug)]
pub(crate) struct SpillingShelves {
    folder: PathBuf,
    /// Keys that may be held.
    most: usize,
    held: usize,
    shelves: Vec<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    keys: Vec<u64>,
    /// What was spilled.
    file: Option<File>,
    spilled: usize,
}

const KEY_BYTES: usize = size_of::<u64>();

impl SpillingShelves {
    /// Shelves that hold at most about so many bytes; files go into `folder`, which must
    /// be there.
    pub(crate) fn new(folder: &Path, bytes: u64) -> Self {
        let most = usize::try_from(bytes).unwrap_or(usize::MAX) / KEY_BYTES;
        let shelves = std::iter::repeat_with(Kept::default).take(Shelf::COUNT).collect();
        Self { folder: folder.to_path_buf(), most, held: 0, shelves }
    }

    fn spill(&mut self) -> io::Result<()> {
        let mut bytes = Vec::new();
        for (number, kept) in self.shelves.iter_mut().enumerate() {
            let keys = std::mem::take(&mut kept.keys);
            bytes.clear();
            bytes.extend(keys.iter().flat_map(|key| key.to_le_bytes()));
            let file = match &mut kept.file {
                Some(file) => file,
                empty => {
                    let path = self.folder.join(format!("shelf-{number}"));
                    let mut options = OpenOptions::new();
                    let options = options.create(true).truncate(true).read(true);
                    empty.insert(options.write(true).open(path)?)
                }
            };
            file.write_all(&bytes)?;
            kept.spilled += keys.len();
        }
        self.held = 0;
        Ok(())
    }
}

impl Shelves for SpillingShelves {
    fn add(&mut self, shelf: Shelf, keys: &[u64]) -> io::Result<()> {
        let Some(kept) = self.shelves.get_mut(shelf.number()) else { return Ok(()) };
        kept.keys.extend_from_slice(keys);
        self.held += keys.len();
        if self.held > self.most { self.spill() } else { Ok(()) }
    }

    fn keys(&self, shelf: Shelf) -> io::Result<Vec<u64>> {
        let Some(kept) = self.shelves.get(shelf.number()) else { return Ok(Vec::new()) };
        let mut keys = Vec::with_capacity(kept.spilled + kept.keys.len());
        if let Some(file) = &kept.file {
            let mut bytes = vec![0; kept.spilled * KEY_BYTES];
            super::heap::read_exact_at(file, &mut bytes, 0)?;
            let (eights, _) = bytes.as_chunks::<KEY_BYTES>();
            keys.extend(eights.iter().map(|eight| u64::from_le_bytes(*eight)));
        }
        keys.extend_from_slice(&kept.keys);
        Ok(keys)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_the_same_with_and_without_files() {
        let folder = tempfile::tempdir().unwrap();
        for bytes in [0, 100, 1 << 20] {
            let mut shelves = SpillingShelves::new(folder.path(), bytes);
            for round in 0..40 {
                shelves.add(Shelf::Band(round % 3), &[round as u64, u64::MAX]).unwrap();
            }
            let mut keys = shelves.keys(Shelf::Band(1)).unwrap();
            keys.sort_unstable();
            let mut expected: Vec<u64> = (0..40).filter(|at| at % 3 == 1).collect();
            expected.extend(std::iter::repeat_n(u64::MAX, expected.len()));
            assert_eq!(keys, expected);
            assert!(shelves.keys(Shelf::Samples(3)).unwrap().is_empty());
        }
    }
}
