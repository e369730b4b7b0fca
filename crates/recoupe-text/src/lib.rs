//! From a raw document to an [`Article`]: an untouched text with classed lines, sentences
//! and languages, all of them spans into that text.
//! Beside that the parts later stages read with: folded [`words`], and typed [`values`]
//! (money, percentages, dates and so on, English and French born together).
//! This crate never compares two articles, opens a file, reads the clock or prints.

mod article;
mod document;
mod language;
mod span;
pub mod values;

pub use article::{Article, Line, LineClass, Sentence, Title};
pub use document::{Content, Reason, RawDocument, Rejection};
pub use language::Language;
pub use span::Span;
