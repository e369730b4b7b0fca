//! Where an edition goes, and what may be replaced.

use std::path::{Path, PathBuf};

use recoupe_formats::{Error, ErrorKind, WholeFile};

/// The name of the file that makes a folder an edition.
const HEAD: &str = "edition.json";

/// Where the edition goes.
#[derive(Debug, Clone)]
pub struct Output {
    folder: PathBuf,
    replaces: bool,
    filtered: Filtered,
    has_parquet: bool,
}

/// Whether the kept articles alone are written too, and where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Filtered {
    /// They are not: rows are marked, nothing is left out.
    #[default]
    No,
    /// As `kept.jsonl` in the edition.
    InEdition,
    /// As a file of the user's; it appears whole, and replaces one of that name.
    File(PathBuf),
}

impl Output {
    /// A folder that does not exist yet, or is empty.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self {
            folder: folder.into(),
            replaces: false,
            filtered: Filtered::No,
            has_parquet: false,
        }
    }

    /// Allows an edition that stands there to be replaced; nothing but an edition ever is.
    #[must_use]
    pub fn replacing(mut self) -> Self {
        self.replaces = true;
        self
    }

    /// Asks for the tables as Parquet beside JSON Lines.
    #[must_use]
    pub fn with_parquet(mut self) -> Self {
        self.has_parquet = true;
        self
    }

    pub(crate) fn has_parquet(&self) -> bool {
        self.has_parquet
    }

    /// Asks for the kept articles alone, too.
    #[must_use]
    pub fn filtering(mut self, filtered: Filtered) -> Self {
        self.filtered = filtered;
        self
    }

    pub(crate) fn is_filtered(&self) -> bool {
        self.filtered != Filtered::No
    }

    /// Where the kept articles are written while the edition is made.
    pub(crate) fn kept_file(&self, name: &str) -> PathBuf {
        match &self.filtered {
            Filtered::File(path) => path.clone(),
            Filtered::No | Filtered::InEdition => self.partial().join(name),
        }
    }

    /// The folder of the finished edition.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The folder in which the edition is made: `DIR.partial`, beside it.
    pub(crate) fn partial(&self) -> PathBuf {
        let mut name = self.folder.file_name().unwrap_or_default().to_os_string();
        name.push(".partial");
        self.folder.with_file_name(name)
    }

    /// Fails where something stands in the way that must not be replaced.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.folder.file_name().is_none() {
            return Err(self.occupied("is no name for a new folder", "name one that is"));
        }
        if !self.folder.exists() || is_empty_folder(&self.folder) {
            return Ok(());
        }
        if !self.folder.join(HEAD).is_file() {
            return Err(self.occupied(
                "exists and is no edition",
                "choose another place with --out; nothing but an edition is ever replaced",
            ));
        }
        if self.replaces {
            return Ok(());
        }
        Err(self.occupied(
            "holds an edition already",
            "replace it with --force, or choose another place with --out",
        ))
    }

    /// Fails early where nothing can be written beside the output: reading a large input
    /// first would be lost time. The folder above it is made.
    pub(crate) fn prepare(&self) -> Result<(), Error> {
        self.check()?;
        let failed = |cause: std::io::Error| Error::writing(&self.folder, &cause);
        if let Some(above) = self.folder.parent() {
            std::fs::create_dir_all(above).map_err(failed)?;
        }
        WholeFile::create(&self.folder).map(drop)
    }

    /// Gives the finished folder its name. An edition that stood there is moved aside and
    /// removed only once the new one stands.
    pub(crate) fn publish(&self) -> Result<(), Error> {
        self.check()?;
        let partial = self.partial();
        let mut old = partial.clone().into_os_string();
        old.push(".old");
        let old = PathBuf::from(old);
        let failed = |cause: std::io::Error| Error::writing(&self.folder, &cause);
        let stands = self.folder.exists();
        if stands {
            std::fs::rename(&self.folder, &old).map_err(failed)?;
        }
        std::fs::rename(&partial, &self.folder).map_err(failed)?;
        if stands {
            std::fs::remove_dir_all(&old).map_err(failed)?;
        }
        Ok(())
    }

    fn occupied(&self, what: &str, remedy: &str) -> Error {
        Error::new(ErrorKind::Occupied, &self.folder, what, remedy)
    }
}

fn is_empty_folder(folder: &Path) -> bool {
    std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_an_edition_is_replaced_and_that_only_on_demand() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("edition");
        assert!(Output::new(&place).check().is_ok());
        std::fs::create_dir(&place).unwrap();
        assert!(Output::new(&place).check().is_ok(), "an empty folder is free");
        std::fs::write(place.join("thesis.tex"), "years of work").unwrap();
        let error = Output::new(&place).replacing().check().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Occupied);
        std::fs::write(place.join("edition.json"), "{}").unwrap();
        assert!(Output::new(&place).check().is_err());
        assert!(Output::new(&place).replacing().check().is_ok());
    }
}
