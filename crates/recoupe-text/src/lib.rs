//! From a raw document to an [`Article`]: an untouched text with classed lines, sentences
//! and languages, all of them spans into that text.
//! Beside that the parts later stages read with: folded [`words`], and typed [`values`]
//! (money, percentages, dates and so on, English and French born together).
//! This crate never compares two articles, opens a file, reads the clock or prints.

mod article;
mod clean;
pub mod dates;
mod detect;
mod document;
pub mod fold;
pub mod html;
mod language;
mod lists;
mod metadata;
mod read;
mod repeats;
pub mod sentences;
mod span;
pub mod values;
pub mod words;

pub use article::{Article, Line, LineClass, MIXED_SHARE, Sentence, Title};
pub use detect::detect;
pub use document::{Content, RawDocument, Reason, Rejection};
pub use language::Language;
pub use metadata::{Alternate, Metadata, Publication, TextDamage};
pub use read::{ReadSettings, read, read_mapped};
pub use repeats::{Learner, RepeatedLines};
pub use span::Span;
