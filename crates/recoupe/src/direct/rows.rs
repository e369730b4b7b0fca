//! Rows of `articles.jsonl` in two parts: what is known when a document is read, and what
//! is known when all are compared. The keys are those of [`ArticleRow`].

use std::collections::BTreeMap;

use recoupe_copies::{Role, Succession};
use recoupe_formats::LeanRecord;
use recoupe_text::Language;
use serde::Serialize;

use crate::edition::{ArticleRow, Status};

/// What is known first, without the id. Keys and order of [`ArticleRow`].
#[derive(Serialize)]
pub(crate) struct Head<'row> {
    place: &'row str,
    source: Option<&'row str>,
    url: Option<&'row str>,
    title: Option<&'row str>,
    published: Option<&'row str>,
    status: Status,
    reason: Option<&'row str>,
    detail: Option<&'row str>,
    language: Language,
    languages: BTreeMap<&'row str, f32>,
}

impl<'row> Head<'row> {
    /// Of a plain record.
    pub(crate) fn of(
        place: &'row str,
        lean: &'row LeanRecord<'_>,
        published: Option<&'row str>,
        languages: &'row [Language],
    ) -> Self {
        let share = 1.0 / languages.len().max(1) as f32;
        Self {
            place,
            source: lean.source.as_deref(),
            url: lean.url.as_deref(),
            title: lean.title.as_deref(),
            published,
            status: Status::Article,
            reason: None,
            detail: None,
            language: languages.first().copied().unwrap_or(Language::Unknown),
            languages: languages.iter().map(|one| (one.code(), share)).collect(),
        }
    }
}

/// What is known last.
#[derive(Serialize)]
pub(crate) struct Tail<'row> {
    pub(crate) copy_group: Option<&'row str>,
    pub(crate) role: Option<Role>,
    pub(crate) lead: Option<&'row str>,
    pub(crate) resemblance: Option<f64>,
    pub(crate) containment: Option<f64>,
    #[serde(flatten)]
    pub(crate) succession: &'row Succession,
    pub(crate) keep: bool,
    pub(crate) story: Option<&'row str>,
}

/// Adds the keys of an object to a row that others follow: `"place":…,"source":…`.
pub(crate) fn add_keys(row: &mut Vec<u8>, part: &impl Serialize) {
    let start = row.len();
    // Rows of strings and numbers cannot fail.
    let _ = serde_json::to_writer(&mut *row, part);
    row.pop();
    if start < row.len() {
        row.remove(start);
    }
}

/// The head of a row that was made whole: everything between the id and the copy group.
pub(crate) fn head_of_whole(row: &ArticleRow) -> Vec<u8> {
    let mut keys = Vec::new();
    add_keys(&mut keys, row);
    let from = keys.windows(PLACE.len()).position(|part| part == PLACE);
    let to = keys.windows(GROUP.len()).rposition(|part| part == GROUP);
    match (from, to) {
        (Some(from), Some(to)) => keys.get(from + 1..to).unwrap_or_default().to_vec(),
        _ => Vec::new(),
    }
}

const PLACE: &[u8] = b",\"place\":";
const GROUP: &[u8] = b",\"copy_group\":";

/// The id as the first key of a row.
pub(crate) fn add_id(row: &mut Vec<u8>, id: &str) {
    row.extend_from_slice(b"{\"id\":");
    let _ = serde_json::to_writer(&mut *row, id);
    row.push(b',');
}
