//! A temporary place to run the command in, and what came of it.

#![allow(
    dead_code,
    clippy::unwrap_used,
    reason = "shared by several tests, each of which uses a part; a test may stop where it fails"
)]

use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// A temporary folder.
pub(crate) struct Place {
    folder: TempDir,
}

/// What a command did.
pub(crate) struct Ran {
    /// Its exit code; -1 where a signal ended it.
    pub(crate) code: i32,
    /// Its standard output.
    pub(crate) out: String,
    /// Its standard error.
    pub(crate) err: String,
}

impl Ran {
    /// Fails the test where the exit code is another.
    #[track_caller]
    pub(crate) fn expect(&self, code: i32) {
        assert_eq!(self.code, code, "{}", self.shown());
    }

    /// All of it in one text, as snapshots keep it.
    pub(crate) fn shown(&self) -> String {
        let Self { code, out, err } = self;
        format!(
            "exit code: {code}\n----- standard output\n{out}----- standard error\n{err}"
        )
    }
}

impl Place {
    /// An empty place.
    pub(crate) fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A place with the small bilingual sample in `sample/`.
    pub(crate) fn with_sample() -> Self {
        let place = Self::new();
        place.folder("sample");
        let sample = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/sample");
        for entry in std::fs::read_dir(sample).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            place.write(&format!("sample/{name}"), &std::fs::read(path).unwrap());
        }
        place
    }

    /// The path of something in the place.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The command, ready to be started in the place.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
        command.args(arguments).current_dir(self.folder.path());
        command
    }

    /// Runs the command to its end.
    pub(crate) fn recoupe(&self, arguments: &[&str]) -> Ran {
        self.recoupe_fed(arguments, "")
    }

    /// Runs the command with a text on its standard input.
    pub(crate) fn recoupe_fed(&self, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        // A command that does not read its input closes it.
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        let done = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran {
            code: done.status.code().unwrap_or(-1),
            out: text(done.stdout),
            err: text(done.stderr),
        }
    }

    /// The exit code where the reader of standard output takes one byte and goes away.
    pub(crate) fn code_with_closed_output(&self, arguments: &[&str]) -> i32 {
        let mut command = self.command(arguments);
        let mut child =
            command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut output = child.stdout.take().unwrap();
        output.read_exact(&mut [0]).unwrap();
        drop(output);
        child.wait().unwrap().code().unwrap_or(-1)
    }

    /// Makes a folder.
    pub(crate) fn folder(&self, name: &str) {
        std::fs::create_dir_all(self.path(name)).unwrap();
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// Reads a file.
    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Reads a JSON file.
    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.read(name)).unwrap()
    }

    /// Reads a JSON Lines file.
    pub(crate) fn rows(&self, name: &str) -> Vec<Value> {
        self.read(name).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The names in a folder, sorted.
    pub(crate) fn names(&self, folder: &str) -> Vec<String> {
        let entries = std::fs::read_dir(self.path(folder)).unwrap();
        let mut names: Vec<String> = entries
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Fails the test where a row lacks one of the keys.
    #[track_caller]
    pub(crate) fn has_keys(&self, name: &str, keys: &str) {
        let rows = self.rows(name);
        assert!(!rows.is_empty(), "{name} has rows");
        for row in rows {
            for key in keys.split_whitespace() {
                assert!(row.get(key).is_some(), "{name}: {key} is missing in {row}");
            }
        }
    }
}
