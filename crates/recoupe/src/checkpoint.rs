//! Results of finished steps, kept beside the output while a run goes, so that an
//! interrupted run can go on.

use std::path::{Path, PathBuf};

use recoupe_formats::{Error, WholeFile, read_json_lines, write_json_lines};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The folder inside `DIR.partial` that holds the steps; it goes before the edition
/// appears.
const FOLDER: &str = "steps";
const KEY: &str = "key";

/// The finished steps of one run, told by its key.
#[derive(Debug)]
pub(crate) struct Checkpoints {
    folder: PathBuf,
}

impl Checkpoints {
    /// Opens the work folder. Steps of a run with another key (other inputs, settings or
    /// version) are removed; those of the same key are there to be taken up.
    pub(crate) fn open(partial: &Path, key: &str) -> Result<Self, Error> {
        let folder = partial.join(FOLDER);
        let failed = |cause: std::io::Error| Error::writing(partial, &cause);
        let fits =
            std::fs::read_to_string(folder.join(KEY)).is_ok_and(|found| found == key);
        if !fits && partial.exists() {
            std::fs::remove_dir_all(partial).map_err(failed)?;
        }
        std::fs::create_dir_all(&folder).map_err(failed)?;
        if !fits {
            WholeFile::write_all_at(&folder.join(KEY), key.as_bytes())?;
        }
        Ok(Self { folder })
    }

    /// The rows of a finished step; `None` where it is not finished, or its file cannot be
    /// understood (then it is made again).
    pub(crate) fn rows<Row: DeserializeOwned>(&self, name: &str) -> Option<Vec<Row>> {
        read_json_lines(&self.folder.join(name)).ok()
    }

    /// Keeps the rows of a finished step; they appear whole.
    pub(crate) fn keep<Row: Serialize>(
        &self,
        name: &str,
        rows: &[Row],
    ) -> Result<(), Error> {
        write_json_lines(&self.folder.join(name), rows)
    }

    /// Removes the steps: the edition is whole.
    pub(crate) fn close(self) -> Result<(), Error> {
        std::fs::remove_dir_all(&self.folder)
            .map_err(|cause| Error::writing(&self.folder, &cause))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_taken_up_under_the_same_key_only() {
        let folder = tempfile::tempdir().unwrap();
        let partial = folder.path().join("edition.partial");
        let first = Checkpoints::open(&partial, "one").unwrap();
        first.keep("copies", &[1, 2]).unwrap();
        let again = Checkpoints::open(&partial, "one").unwrap();
        assert_eq!(again.rows::<u32>("copies"), Some(vec![1, 2]));
        let other = Checkpoints::open(&partial, "two").unwrap();
        assert_eq!(other.rows::<u32>("copies"), None);
        other.close().unwrap();
    }
}
