//! What the record of an article declares about its version, beside the text: ninjs,
//! NewsML-G2, NITF and the exports of newsroom systems.

use serde::{Deserialize, Serialize};

use super::Change;

/// What a record declares; each part may be missing, and nothing in it is trusted further
/// than that it may link two articles that are there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Declared {
    /// The identity that all versions of one document share (a GUID, a URI). Case counts.
    pub document: Option<String>,
    /// The version of the document, as it was written (`2`, `20260301T1200Z`).
    pub version: Option<String>,
    /// Whether it may be used.
    pub standing: Option<Standing>,
    /// Ids or identities of what this article takes the place of (`evolvedfrom`,
    /// `replaces`, `isBasedOn`).
    pub replaces: Vec<String>,
}

/// Whether a document may be used, as its publisher says.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// It may.
    Usable,
    /// Not yet: an embargo.
    Withheld,
    /// A newer version of what was usable.
    Updated,
    /// A version that puts something right.
    Corrected,
    /// It must not be used any more.
    Cancelled,
}

impl Standing {
    /// Reads the words that records use, English and French, with or without the prefix of
    /// a vocabulary: `usable`, `stat:canceled`, `Withheld`, `killed`, `annulé`. `None` for
    /// words that are none of them.
    pub fn read(written: &str) -> Option<Self> {
        let word = written.trim().rsplit([':', '/']).next().unwrap_or_default();
        let known = match word.to_lowercase().as_str() {
            "usable" | "published" | "publié" | "publiable" => Self::Usable,
            "withheld" | "embargoed" | "embargo" | "sous embargo" => Self::Withheld,
            "updated" | "update" | "evolved" | "actualisé" | "mis à jour" => {
                Self::Updated
            }
            "corrected" | "correction" | "corrigé" | "rectifié" => Self::Corrected,
            "canceled" | "cancelled" | "killed" | "kill" | "withdrawn" | "recalled"
            | "spiked" | "unpublished" | "annulé" | "annulée" | "retiré" | "retirée" => {
                Self::Cancelled
            }
            _ => return None,
        };
        Some(known)
    }

    /// The change that a standing announces; none for what is simply usable.
    pub(crate) fn change(self) -> Option<Change> {
        match self {
            Self::Usable => None,
            Self::Withheld => Some(Change::Embargo),
            Self::Updated => Some(Change::Update),
            Self::Corrected => Some(Change::Correction),
            Self::Cancelled => Some(Change::Kill),
        }
    }
}

impl Declared {
    /// Whether nothing is declared that concerns versions.
    pub fn is_empty(&self) -> bool {
        self == &Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(written: &str, expected: Option<Standing>) {
        assert_eq!(Standing::read(written), expected, "{written}");
    }

    #[test]
    fn standings_are_read_in_the_words_of_the_common_vocabularies() {
        check("usable", Some(Standing::Usable));
        check("stat:usable", Some(Standing::Usable));
        check("stat:withheld", Some(Standing::Withheld));
        check(
            "http://cv.iptc.org/newscodes/pubstatusg2/canceled",
            Some(Standing::Cancelled),
        );
        check(" Killed ", Some(Standing::Cancelled));
        check("ANNULÉE", Some(Standing::Cancelled));
        check("Corrigé", Some(Standing::Corrected));
        check("corrected", Some(Standing::Corrected));
        check("mis à jour", Some(Standing::Updated));
        check("final", None);
        check("", None);
    }
}
