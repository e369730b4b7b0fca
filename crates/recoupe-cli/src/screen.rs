//! The one place that writes to standard output and standard error.

use std::io::{self, BufWriter, Write};

/// Standard output, buffered; a reader that goes away surfaces as a broken pipe.
pub(crate) fn output() -> BufWriter<io::StdoutLock<'static>> {
    BufWriter::with_capacity(1 << 16, io::stdout().lock())
}

/// A line for people, on standard error.
pub(crate) fn tell(line: &str) {
    // Where nobody listens any more there is nobody to tell.
    drop(writeln!(io::stderr().lock(), "{line}"));
}

/// An error with all its causes on one line.
pub(crate) fn complain(error: &anyhow::Error) {
    tell(&format!("recoupe: {error:#}"));
}
