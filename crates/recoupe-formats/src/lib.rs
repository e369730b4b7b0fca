//! Documents in, outputs that appear whole.
//!
//! In goes what people hold: text files, pages of HTML, web archives (WARC, WET), JSON Lines,
//! JSON arrays and objects, CSV and TSV, Parquet, Arrow, feeds (RSS, Atom, JSON Feed), ninjs,
//! NewsML 1 and G2, NITF, IPTC 7901 and ANPA wire, mail; packed with gzip, zstd, bzip2 or xz,
//! in tar and zip archives; in folders, by glob or on standard input.
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

mod archives;
mod content;
mod damage;
mod documents;
mod encoding;
mod error;
mod identity;
mod json;
mod jsonl;
mod lean;
mod limits;
mod mail;
mod mapping;
mod markup;
mod news;
mod opening;
mod packing;
mod presets;
mod publication;
mod raw;
mod records;
mod sniff;
mod sources;
mod tables;
mod transcoding;
mod warc;
mod whole;
mod wire;
mod xml;

pub use documents::{Documents, InputFile, InputSettings, Record, documents};
pub use error::{Error, ErrorKind};
pub use identity::{Identities, identify};
pub use jsonl::{JsonLines, read_json, read_json_lines, write_json, write_json_lines};
pub use lean::{Block, LeanRecord, LineFile, LineReader};
pub use limits::Limits;
pub use mapping::{Field, Mapping, Override};
pub use raw::each_line;
pub use sources::files;
pub use tables::{Column, ColumnKind, MORE, write_csv, write_parquet};
pub use whole::{WholeFile, WholeFolder, sync_folder};
