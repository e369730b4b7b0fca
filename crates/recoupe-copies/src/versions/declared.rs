//! What the record of an article declares about its version, beside the text: ninjs,
//! NewsML-G2, NITF and the exports of newsroom systems.

use recoupe_text::{Article, Publication};
use serde::{Deserialize, Serialize};

use super::Change;

/// What a record declares; each part may be missing, and nothing in it is trusted further
/// than that it may link two articles that are there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Declared {
    /// The identity that all versions of one document share, where it is not the article's
    /// id.
    pub document: Option<String>,
    /// The version of the document, as it was written (`2`, `20260301T120000Z`).
    pub version: Option<String>,
    /// Whether it may be used, and what sort of version it is.
    pub publication: Option<Publication>,
    /// Ids or identities of what this article takes the place of (`evolvedfrom`).
    pub replaces: Vec<String>,
    /// The note of the desk to its clients.
    pub note: Option<String>,
}

/// Hexadecimal digits behind the `~` that tells documents under one id apart.
const SUFFIX: usize = 6;

impl Declared {
    /// What an article's metadata say. Several documents under one id are told apart by
    /// `ID~` and six hexadecimal digits: they are versions of the document `ID`.
    pub fn of(article: &Article) -> Self {
        let metadata = &article.metadata;
        Self {
            document: document_of(&article.id).map(str::to_owned),
            version: metadata.version.clone(),
            publication: metadata.publication,
            replaces: metadata.evolved_from.clone(),
            note: metadata.editor_note.clone(),
        }
    }
}

fn document_of(id: &str) -> Option<&str> {
    let (document, suffix) = id.rsplit_once('~')?;
    let is_suffix =
        suffix.len() == SUFFIX && suffix.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_suffix && !document.is_empty()).then_some(document)
}

/// The change that a state of publication announces; none for what is simply usable.
pub(super) fn change_of(publication: Publication) -> Option<Change> {
    match publication {
        Publication::Usable => None,
        Publication::Withheld => Some(Change::Embargo),
        Publication::Updated => Some(Change::Update),
        Publication::Corrected => Some(Change::Correction),
        Publication::Cancelled => Some(Change::Kill),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(id: &str, expected: Option<&str>) {
        assert_eq!(document_of(id), expected, "{id}");
    }

    #[test]
    fn versions_under_one_id_name_their_document() {
        check("urn:story:7~0a1b2c", Some("urn:story:7"));
        check("dépêche~ffffff", Some("dépêche"));
        check("urn:story:7", None);
        check("~0a1b2c", None);
        check("a~b", None);
        check("a~zzzzzz", None);
    }
}
