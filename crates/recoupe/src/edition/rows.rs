//! The rows of an edition's files. Field names are the promised keys.

use std::collections::BTreeMap;

use recoupe_copies::{Role, Succession};
use recoupe_formats::InputFile;
use recoupe_stories::Ruling;
use recoupe_text::{Language, Metadata, Reason};
use serde::{Deserialize, Serialize};

use crate::Settings;
use crate::index::KnownCopy;

/// `edition.json`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EditionHead {
    /// The number of the format: [`crate::FORMAT`].
    pub format: u32,
    /// The version of recoupe that made it.
    pub version: String,
    /// What was counted.
    pub counts: Counts,
    /// The settings it was made with.
    pub settings: Settings,
    /// The files it was made from, in order, with their digests.
    pub inputs: Vec<InputFile>,
    /// What the user should know.
    pub warnings: Vec<String>,
    /// What became of each constraint on stories, pair by pair; the constraints themselves
    /// are in the settings.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<Ruling>,
}

/// What an edition holds; articles + rejections = documents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Counts {
    /// Documents met in the inputs.
    pub documents: u64,
    /// Those that became articles.
    pub articles: u64,
    /// Those that did not.
    pub rejections: u64,
    /// The rejections by reason.
    pub reasons: BTreeMap<String, u64>,
    /// Articles by language.
    pub languages: BTreeMap<String, u64>,
    /// Copy groups, groups of one included.
    pub copy_groups: u64,
    /// Articles that share their group with another.
    pub in_copies: u64,
    /// Stories, stories of one article included.
    pub stories: u64,
    /// Stories with articles of more than one copy group.
    pub stories_of_many: u64,
    /// Stories told in more than one language.
    pub stories_across_languages: u64,
    /// Facts on all sheets.
    pub facts: u64,
    /// Citations on all sheets.
    pub citations: u64,
}

/// Whether a document became an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// It did.
    Article,
    /// It did not; the reason says why.
    Rejected,
}

/// A row of `articles.jsonl`: a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct ArticleRow {
    /// Its own id where it has one, else derived from its content.
    pub id: String,
    /// Where it was read: `news/monday.jsonl.gz:17`.
    pub place: String,
    /// The outlet or collection.
    pub source: Option<String>,
    /// Its address.
    pub url: Option<String>,
    /// Its headline.
    pub title: Option<String>,
    /// Date (and time) of publication as far as stated.
    pub published: Option<String>,
    /// Whether it became an article.
    pub status: Status,
    /// Why not.
    pub reason: Option<Reason>,
    /// Why not, in words.
    pub detail: Option<String>,
    /// ISO 639-1 code of the body, `und` where it cannot be told.
    pub language: Option<Language>,
    /// Share of each language in the body, by its code; the shares add up to 1.
    pub languages: BTreeMap<String, f32>,
    /// Its copy group.
    pub copy_group: Option<String>,
    /// What it is to the lead of the group.
    pub role: Option<Role>,
    /// The lead of the group.
    pub lead: Option<String>,
    /// Resemblance to the lead, 0..1.
    pub resemblance: Option<f64>,
    /// Share of the article's shingles that stand in the lead, 0..1.
    pub containment: Option<f64>,
    /// Its place among the versions of its story: `version`, `change`, `supersedes`,
    /// `superseded_by`, `killed`, `killed_by`; keys without anything to tell are left out.
    #[serde(flatten)]
    pub succession: Succession,
    /// The copy of it that stands in the index it was held against.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known: Option<KnownCopy>,
    /// Whether the keep policy keeps it; an article whose copy is known is not kept.
    pub keep: bool,
    /// Its story.
    pub story: Option<String>,
    /// What else it states about itself, each field a key of the row: `canonical_url`,
    /// `publisher`, `byline`, `updated`, `declared_language`, `version`, `publication`,
    /// `embargoed_until`, `editor_note`, `evolved_from`, `based_on`, `same_as`,
    /// `alternates`, `credits`, `damage`; what was not stated has no key.
    #[serde(flatten)]
    pub metadata: Metadata,
    /// The fields of the document that nothing here knows, as they came.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, serde_json::Value>,
}

impl ArticleRow {
    /// The name of the file without its extensions, where the file is one document; `None`
    /// for a record inside a file (its place ends with a line number).
    pub fn file_stem(&self) -> Option<&str> {
        file_stem(&self.place)
    }
}

fn file_stem(place: &str) -> Option<&str> {
    let is_record = place
        .rsplit_once(':')
        .is_some_and(|(_, line)| line.bytes().all(|byte| byte.is_ascii_digit()));
    if is_record {
        return None;
    }
    let name = place.rsplit(['/', '\\']).next()?;
    name.split('.').next().filter(|stem| !stem.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_one_document_are_known_by_their_name() {
        assert_eq!(file_stem("news/wo024.txt"), Some("wo024"));
        assert_eq!(file_stem("page.html.gz"), Some("page"));
        assert_eq!(file_stem("news/monday.jsonl.gz:17"), None);
    }
}
