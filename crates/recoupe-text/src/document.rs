//! What comes in, and what is turned away.

use serde::{Deserialize, Serialize};

use crate::Metadata;

/// A document as it came: nothing in it is trusted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RawDocument {
    /// The document's own id, where it has one.
    pub id: Option<String>,
    /// The outlet or collection it says it is from.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// A title given beside the text (a JSON field); titles inside the text are found later.
    pub title: Option<String>,
    /// The date of publication as it was written; unreadable dates stay unknown.
    pub published: Option<String>,
    /// The language it declares (ISO 639-1 or BCP 47).
    pub language: Option<String>,
    /// What else it states about itself, moments as written.
    pub metadata: Metadata,
    /// The text or page.
    pub content: Content,
    /// Where it was read, for messages: `news/monday.jsonl.gz:17`.
    pub place: String,
}

/// The body of a raw document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Plain text; spans index it as it came.
    Text(String),
    /// A page of HTML; spans index the text extracted from it.
    Html(String),
}

impl Default for Content {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

/// A document that did not become an article, and why.
/// Articles + rejections = documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rejection {
    /// The document's own id, or one derived from its place.
    pub id: String,
    /// Where it was read.
    pub place: String,
    /// Why.
    pub reason: Reason,
    /// What exactly was met, in words, for people.
    pub detail: String,
}

/// Why a document was turned away.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// No text at all, or only white space and control characters.
    Empty,
    /// Only chrome: no line of prose, title or table was found.
    NoArticle,
    /// Larger than the settings allow.
    TooLarge,
    /// A record that cannot be parsed (broken JSON, missing text field).
    Malformed,
    /// Bytes that are no text in any encoding known here.
    NotText,
    /// A second document with an id that was already taken.
    RepeatedId,
}

impl Reason {
    /// The key used in outputs: `no_article` and so on.
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NoArticle => "no_article",
            Self::TooLarge => "too_large",
            Self::Malformed => "malformed",
            Self::NotText => "not_text",
            Self::RepeatedId => "repeated_id",
        }
    }
}
