//! Files that appear whole or not at all.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

use crate::{Error, ErrorKind};

/// A file being written under a temporary name in its own folder. [`WholeFile::finish`]
/// makes it durable and gives it its name; dropped before, nothing is left.
#[derive(Debug)]
pub struct WholeFile {
    path: PathBuf,
    writer: BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// Starts the file that will stand at `path`. Fails where the folder cannot be written.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let folder = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        let mut builder = Builder::new();
        builder.prefix(".").suffix(".tmp");
        readable_by_all(&mut builder);
        let file =
            builder.tempfile_in(folder).map_err(|cause| Error::writing(path, &cause))?;
        Ok(Self {
            path: path.to_path_buf(),
            writer: BufWriter::with_capacity(1 << 16, file),
        })
    }

    /// Writes it in one go.
    pub fn write_all_at(path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let mut file = Self::create(path)?;
        file.write_all(bytes).map_err(|cause| Error::writing(path, &cause))?;
        file.finish()
    }

    /// Makes the bytes durable and renames the file to its name; a file that stood there is
    /// replaced.
    pub fn finish(self) -> Result<(), Error> {
        let failed = |cause: &io::Error| Error::writing(&self.path, cause);
        let file = self.writer.into_inner().map_err(|cause| failed(cause.error()))?;
        file.as_file().sync_all().map_err(|cause| failed(&cause))?;
        file.persist(&self.path).map_err(|cause| failed(&cause.error))?;
        Ok(())
    }
}

/// A folder being filled beside the place where it will stand. [`WholeFolder::finish`] gives
/// it its name; dropped before, nothing is left.
#[derive(Debug)]
pub struct WholeFolder {
    path: PathBuf,
    folder: tempfile::TempDir,
}

impl WholeFolder {
    /// Starts the folder that will stand at `path`. Fails where something but an empty
    /// folder stands there already.
    pub fn create(path: &Path) -> Result<Self, Error> {
        let is_free = match std::fs::read_dir(path) {
            Ok(mut entries) => entries.next().is_none(),
            Err(_) => !path.exists(),
        };
        if !is_free {
            return Err(Error::new(
                ErrorKind::Occupied,
                path,
                "exists already",
                "choose another place with --out, or remove it",
            ));
        }
        let failed = |cause: io::Error| Error::writing(path, &cause);
        let above = match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() => folder,
            _ => Path::new("."),
        };
        std::fs::create_dir_all(above).map_err(failed)?;
        let mut builder = Builder::new();
        builder.prefix(".").suffix(".tmp");
        let folder = builder.tempdir_in(above).map_err(failed)?;
        Ok(Self { path: path.to_path_buf(), folder })
    }

    /// Where its files are written meanwhile.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Makes the folder durable and gives it its name.
    pub fn finish(self) -> Result<(), Error> {
        let failed = |cause: io::Error| Error::writing(&self.path, &cause);
        sync_folder(self.folder.path())?;
        open_to_all(self.folder.path()).map_err(failed)?;
        if self.path.is_dir() {
            std::fs::remove_dir(&self.path).map_err(failed)?;
        }
        std::fs::rename(self.folder.path(), &self.path).map_err(failed)
    }
}

/// Temporary folders are private by default; a finished one is readable by all.
#[cfg(unix)]
fn open_to_all(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn open_to_all(_folder: &Path) -> io::Result<()> {
    Ok(())
}

impl Write for WholeFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.writer.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

/// Temporary files are private by default; outputs obey the user's mask like any file.
#[cfg(unix)]
fn readable_by_all(builder: &mut Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(std::fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn readable_by_all(_builder: &mut Builder<'_, '_>) {}

/// Makes the names in a folder durable, where the system knows how.
pub fn sync_folder(folder: &Path) -> Result<(), Error> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|opened| opened.sync_all());
        synced.map_err(|cause| Error::writing(folder, &cause))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(folder: &Path) -> usize {
        std::fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn a_file_appears_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("copies.jsonl");
        let mut file = WholeFile::create(&path).unwrap();
        file.write_all(b"half").unwrap();
        assert!(!path.exists());
        drop(file);
        assert_eq!(entries(folder.path()), 0);
        WholeFile::write_all_at(&path, b"whole").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"whole");
        assert_eq!(entries(folder.path()), 1);
    }

    #[test]
    fn a_whole_folder_appears_at_its_end_and_replaces_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tables");
        let half = WholeFolder::create(&path).unwrap();
        std::fs::write(half.path().join("a.csv"), "a").unwrap();
        assert!(!path.exists());
        drop(half);
        assert_eq!(entries(folder.path()), 0);
        let whole = WholeFolder::create(&path).unwrap();
        std::fs::write(whole.path().join("a.csv"), "a").unwrap();
        whole.finish().unwrap();
        assert_eq!((entries(folder.path()), entries(&path)), (1, 1));
        let error = WholeFolder::create(&path).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Occupied);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a file");
        std::fs::write(&file, "in the way").unwrap();
        let error = WholeFile::create(&file.join("copies.jsonl")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unwritable);
        assert!(error.to_string().contains("--out"), "{error}");
    }
}
