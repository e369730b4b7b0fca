//! JSON Lines of any type, written whole and read with the line of every mistake.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::{Error, ErrorKind, WholeFile};

/// A JSON Lines file being written; it appears at [`JsonLines::finish`].
#[derive(Debug)]
pub struct JsonLines {
    path: std::path::PathBuf,
    file: WholeFile,
}

impl JsonLines {
    /// Starts the file.
    pub fn create(path: &Path) -> Result<Self, Error> {
        Ok(Self { path: path.to_path_buf(), file: WholeFile::create(path)? })
    }

    /// Adds one row.
    pub fn write<Row: Serialize + ?Sized>(&mut self, row: &Row) -> Result<(), Error> {
        let written = serde_json::to_writer(&mut self.file, row)
            .map_err(std::io::Error::from)
            .and_then(|()| self.file.write_all(b"\n"));
        written.map_err(|cause| Error::writing(&self.path, &cause))
    }

    /// Makes the file durable and gives it its name.
    pub fn finish(self) -> Result<(), Error> {
        self.file.finish()
    }
}

/// Writes all rows as one JSON Lines file that appears whole.
pub fn write_json_lines<Row: Serialize>(
    path: &Path,
    rows: impl IntoIterator<Item = Row>,
) -> Result<(), Error> {
    let mut file = JsonLines::create(path)?;
    for row in rows {
        file.write(&row)?;
    }
    file.finish()
}

/// Writes one value as indented JSON that appears whole.
pub fn write_json<Row: Serialize>(path: &Path, value: &Row) -> Result<(), Error> {
    let mut bytes = serde_json::to_vec_pretty(value)
        .map_err(|cause| Error::writing(path, &std::io::Error::from(cause)))?;
    bytes.push(b'\n');
    WholeFile::write_all_at(path, &bytes)
}

/// Reads a JSON Lines file; blank lines are passed over. A line that does not fit is an
/// error with its number.
pub fn read_json_lines<Row: DeserializeOwned>(path: &Path) -> Result<Vec<Row>, Error> {
    let file = File::open(path).map_err(|cause| Error::reading(path, &cause))?;
    let mut rows = Vec::new();
    for (index, line) in BufReader::new(file).lines().enumerate() {
        let line = line.map_err(|cause| Error::reading(path, &cause))?;
        if !line.trim().is_empty() {
            let row = serde_json::from_str(&line)
                .map_err(|cause| misfit(path, &cause).at_line(index as u64 + 1))?;
            rows.push(row);
        }
    }
    Ok(rows)
}

/// Reads one JSON value from a file.
pub fn read_json<Row: DeserializeOwned>(path: &Path) -> Result<Row, Error> {
    let bytes = std::fs::read(path).map_err(|cause| Error::reading(path, &cause))?;
    serde_json::from_slice(&bytes)
        .map_err(|cause| misfit(path, &cause).at_line(cause.line() as u64))
}

fn misfit(path: &Path, cause: &serde_json::Error) -> Error {
    let whole = cause.to_string();
    let what = whole.split(" at line ").next().unwrap_or(&whole).to_string();
    Error::new(ErrorKind::Malformed, path, what, "mend the line, or make the file again")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_and_mistakes_have_their_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rows.jsonl");
        write_json_lines(&path, ["été", "winter"]).unwrap();
        assert_eq!(read_json_lines::<String>(&path).unwrap(), ["été", "winter"]);
        std::fs::write(&path, "\"fine\"\n\n{broken\n").unwrap();
        let error = read_json_lines::<String>(&path).unwrap_err();
        assert_eq!((error.kind(), error.line()), (ErrorKind::Malformed, Some(3)));
    }
}
