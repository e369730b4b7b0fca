//! The article: an untouched text and what was understood of its lines.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{Language, Metadata, Span};

/// A document that was read. The text is exactly as it came and never changes; everything
/// else points into it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Unique in a run: the document's own id, else derived from its content.
    pub id: String,
    /// The outlet or collection.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline, where one was given or found.
    pub title: Option<Title>,
    /// Day of publication, where one was stated and could be read; never invented.
    pub published: Option<Date>,
    /// The date and time as stated, for ordering versions within a day (RFC 3339, or the
    /// date alone).
    pub published_at: Option<String>,
    /// What else the document states about itself, moments read.
    #[serde(default, skip_serializing_if = "Metadata::is_empty")]
    pub metadata: Metadata,
    /// The text as it came.
    pub text: String,
    /// Non-empty lines in order of the text, without their line ends; they do not overlap.
    pub lines: Vec<Line>,
    /// Sentences of prose, subheads and titles inside the text, in order; each lies inside
    /// one line. Table rows and chrome have none.
    pub sentences: Vec<Sentence>,
    /// Language of the body.
    pub language: Language,
    /// Share of the body's characters by language, largest first, adding up to 1 (within
    /// rounding); ties in the order of [`Language`].
    pub languages: Vec<(Language, f32)>,
}

/// A headline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Title {
    /// The headline as it was written.
    pub text: String,
    /// Where it stands in the text; `None` where it came from a field beside the text.
    pub span: Option<Span>,
}

/// One line of the text and what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// What it is.
    pub class: LineClass,
    /// Where it is, trimmed of white space.
    #[serde(flatten)]
    pub span: Span,
    /// Its language, by itself and its neighbours.
    pub language: Language,
}

/// What a line of an article is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum LineClass {
    /// The article's headline, the first time it is shown.
    Title,
    /// A heading inside the body, or a standfirst label.
    Subhead,
    /// Running text.
    Prose,
    /// A row (or the header) of a flattened table.
    Table,
    /// Who wrote it, when, where.
    Byline,
    /// Agency, photo and syndication credits.
    Credit,
    /// Furniture of the page: menus, share buttons, prompts, debris.
    Chrome,
    /// The headline or another body line shown again.
    Repeat,
}

impl LineClass {
    /// Whether it belongs to what a reader would call the article: title, subhead, prose,
    /// table.
    pub fn is_body(self) -> bool {
        matches!(self, Self::Title | Self::Subhead | Self::Prose | Self::Table)
    }
}

/// A body is mixed where its second language has at least this share of the characters: one
/// paragraph in seven. A quotation of a line in a long article stays below.
pub const MIXED_SHARE: f32 = 0.15;

/// One sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// Where it is, trimmed of white space.
    #[serde(flatten)]
    pub span: Span,
    /// The index of its line in [`Article::lines`].
    pub line: u32,
}

impl Article {
    /// The lines of one class, in order.
    pub fn lines_of(&self, class: LineClass) -> impl Iterator<Item = &Line> {
        self.lines.iter().filter(move |line| line.class == class)
    }

    /// The class of the line a sentence lies in.
    pub fn class_of(&self, sentence: &Sentence) -> LineClass {
        self.lines
            .get(sentence.line as usize)
            .map_or(LineClass::Chrome, |line| line.class)
    }

    /// Whether a second language has a good share of the body: at least [`MIXED_SHARE`] of
    /// its characters, lines of doubtful language apart. Short quotations do not make a body
    /// mixed: a line in two languages counts for the one it mostly is.
    pub fn is_mixed(&self) -> bool {
        let known = self.languages.iter().filter(|(language, share)| {
            *language != Language::Unknown && *share >= MIXED_SHARE
        });
        known.count() >= 2
    }

    /// What a reader would call the text: subheads, prose and rows of tables, one line each.
    /// Allocates a new string; spans do not index it.
    pub fn body(&self) -> String {
        let mut body = String::new();
        for line in &self.lines {
            if line.class.is_body() && line.class != LineClass::Title {
                if !body.is_empty() {
                    body.push('\n');
                }
                body.push_str(line.span.of(&self.text));
            }
        }
        body
    }
}
