//! Documents in, outputs that appear whole.
//!
//! In goes what people hold: text files, pages of HTML, JSON Lines, JSON arrays and single
//! objects, plain or packed with gzip or zstd, in folders, by glob or on standard input.
//! Out come [`Record`]s: a `RawDocument`, or a `Rejection` with its place and reason, so
//! that nothing disappears. Formats, packing, encodings and key names are recognised from
//! content, never from a file's extension.
//! Beside that: [`WholeFile`], files that appear whole or not at all, and JSON Lines of
//! any type.
//!
//! This crate never decides anything about language or similarity.
//!
//! ```
//! use recoupe_formats::{documents, InputSettings, Record};
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("one.txt"), "La mairie a rouvert lundi.")?;
//! let inputs = [folder.path().display().to_string()];
//! let mut read = documents(&inputs, &InputSettings::default())?;
//! let Some(Ok(Record::Document(document))) = read.next() else { panic!("one document") };
//! assert!(document.place.ends_with("one.txt"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod documents;
mod encoding;
mod error;
mod identity;
mod json;
mod jsonl;
mod lean;
mod limits;
mod mapping;
mod packing;
mod presets;
mod raw;
mod sniff;
mod sources;
mod whole;

pub use documents::{Documents, InputFile, InputSettings, Record, documents};
pub use error::{Error, ErrorKind};
pub use identity::{Identities, identify};
pub use jsonl::{JsonLines, read_json, read_json_lines, write_json, write_json_lines};
pub use lean::{Block, LeanRecord, LineFile, LineReader};
pub use limits::Limits;
pub use mapping::{Field, Mapping, Override};
pub use raw::each_line;
pub use sources::files;
pub use whole::{WholeFile, sync_folder};
