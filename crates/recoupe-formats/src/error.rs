//! What can go wrong with a file, said with its place and its remedy.

use std::fmt;
use std::path::{Path, PathBuf};

/// A failure of input or output. A bad *record* is never an error but a counted
/// `Rejection`; an error is about a whole file, folder or argument.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    path: PathBuf,
    line: Option<u64>,
    what: String,
    remedy: String,
}

/// What sort of failure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The file or folder is not there.
    Missing,
    /// The system would not let it be read.
    Unreadable,
    /// Its packing is broken: a gzip or zstd stream that ends early or does not decode.
    Damaged,
    /// It unpacks to more than the limits allow.
    TooLarge,
    /// A folder or pattern holds no file.
    NoInput,
    /// A setting or argument cannot be understood.
    Setting,
    /// A file that must have a certain form (gold, edition) has not.
    Malformed,
    /// The system would not let it be written.
    Unwritable,
    /// Something stands where the output should go.
    Occupied,
    /// The caller asked to stop; what is finished is kept, and the same run goes on there.
    Interrupted,
}

impl Error {
    /// An error about `path`; `what` was met, `remedy` says what to do about it (both lower
    /// case, no full stop).
    pub fn new(
        kind: ErrorKind,
        path: impl Into<PathBuf>,
        what: impl Into<String>,
        remedy: impl Into<String>,
    ) -> Self {
        let (path, what, remedy) = (path.into(), what.into(), remedy.into());
        Self { kind, path, line: None, what, remedy }
    }

    /// The same error at a line (from 1) of the file.
    #[must_use]
    pub fn at_line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// A failure of the system to read `path`.
    pub fn reading(path: &Path, cause: &std::io::Error) -> Self {
        use std::io::ErrorKind as Io;
        match cause.kind() {
            Io::NotFound => Self::new(
                ErrorKind::Missing,
                path,
                "no such file or folder",
                "check the spelling, or quote a pattern such as 'news/*.jsonl'",
            ),
            Io::PermissionDenied => Self::new(
                ErrorKind::Unreadable,
                path,
                "reading is not permitted",
                "change its permissions, or leave it out",
            ),
            Io::InvalidData | Io::InvalidInput | Io::UnexpectedEof => Self::new(
                ErrorKind::Damaged,
                path,
                format!("the packed data is damaged ({cause})"),
                "fetch the file again, or leave it out",
            ),
            Io::FileTooLarge | Io::QuotaExceeded => Self::new(
                ErrorKind::TooLarge,
                path,
                cause.to_string(),
                "raise the limit if you trust the file",
            ),
            _ => Self::new(
                ErrorKind::Unreadable,
                path,
                format!("cannot be read ({cause})"),
                "check the disk and the permissions",
            ),
        }
    }

    /// A failure of the system to write `path`.
    pub fn writing(path: &Path, cause: &std::io::Error) -> Self {
        Self::new(
            ErrorKind::Unwritable,
            path,
            format!("cannot be written ({cause})"),
            "check the permissions and the free space, or choose another place with --out",
        )
    }

    /// What sort of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The file or folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The line, from 1, where one is known.
    pub fn line(&self) -> Option<u64> {
        self.line
    }

    /// What the reader can do about it.
    pub fn remedy(&self) -> &str {
        &self.remedy
    }
}

impl fmt::Display for Error {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.path.display())?;
        if let Some(line) = self.line {
            write!(out, ":{line}")?;
        }
        write!(out, ": {}; {}", self.what, self.remedy)
    }
}

impl std::error::Error for Error {}
