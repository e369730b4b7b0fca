//! What a document states about itself beside its text: who published it, which version it
//! is, whether it may be used, what it came from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What a document states about itself. Nothing here is checked or invented: a field that
/// was not stated, or cannot be read, is empty.
///
/// The same shape stands in a [`crate::RawDocument`] (moments as they were written) and in
/// an [`crate::Article`] (moments read, or gone where they cannot be read).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The address the document itself calls its own (`link rel=canonical`, `og:url`, a
    /// feed's link), where it differs from where it was found or is stated apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub canonical_url: Option<String>,
    /// The house that publishes or provides it, by name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Who wrote it, as stated; several names are joined by `; `.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub byline: Option<String>,
    /// When this version was made. Raw: as written. Read: RFC 3339 with the zone that was
    /// stated, or a date alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// The language it declares, as written (BCP 47, or whatever it is).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_language: Option<String>,
    /// The version it says it is (`3`, `20261122T101500Z`): larger ones are later, numbers
    /// compared as numbers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    /// Whether it may be used, and what sort of version it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publication: Option<Publication>,
    /// Not to be published before. Raw: as written. Read: as `updated`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub embargoed_until: Option<String>,
    /// The note of the desk to its clients ("CORRECTS spelling in para 3").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub editor_note: Option<String>,
    /// Ids of the documents this one replaces or goes on (`evolvedfrom`, a previous
    /// revision, `rel=previous`), in the order stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evolved_from: Vec<String>,
    /// Ids or addresses of what it was made from (`isBasedOn`, a feed's `source`,
    /// translated or syndicated originals), in the order stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub based_on: Vec<String>,
    /// Ids or addresses under which the same document is known elsewhere (`sameAs`,
    /// `altIds`), in the order stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// The same article in other languages (`hreflang`, translations), in the order stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<Alternate>,
    /// Agencies and people credited for it ("AFP", "Reporting by …"), in the order stated.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub credits: Vec<String>,
    /// Words of another encoding met in the text ("Ã©" for "é").
    #[serde(skip_serializing_if = "Option::is_none")]
    pub damage: Option<TextDamage>,
    /// Fields that nothing here knows, by their name; each value is one JSON value, written
    /// out. Bounded in size by the limits of the reader.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub extra: BTreeMap<String, String>,
}

impl Metadata {
    /// Whether nothing is stated.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether it may not be published: withheld or cancelled.
    pub fn is_barred(&self) -> bool {
        matches!(self.publication, Some(Publication::Withheld | Publication::Cancelled))
    }

    /// Fills what is empty here from what is stated elsewhere (a page behind a record). Lists
    /// and extra fields are taken over only where there are none here.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        let list = |own: Vec<String>, other: Vec<String>| {
            if own.is_empty() { other } else { own }
        };
        Self {
            canonical_url: self.canonical_url.or(other.canonical_url),
            publisher: self.publisher.or(other.publisher),
            byline: self.byline.or(other.byline),
            updated: self.updated.or(other.updated),
            declared_language: self.declared_language.or(other.declared_language),
            version: self.version.or(other.version),
            publication: self.publication.or(other.publication),
            embargoed_until: self.embargoed_until.or(other.embargoed_until),
            editor_note: self.editor_note.or(other.editor_note),
            evolved_from: list(self.evolved_from, other.evolved_from),
            based_on: list(self.based_on, other.based_on),
            same_as: list(self.same_as, other.same_as),
            alternates: if self.alternates.is_empty() {
                other.alternates
            } else {
                self.alternates
            },
            credits: list(self.credits, other.credits),
            damage: self.damage.or(other.damage),
            extra: if self.extra.is_empty() { other.extra } else { self.extra },
        }
    }

    /// The moments, read: what cannot be read becomes unknown.
    pub(crate) fn with_moments_read(self) -> Self {
        let read = |stated: Option<String>| {
            stated.as_deref().and_then(crate::dates::read_moment)
        };
        Self {
            updated: read(self.updated),
            embargoed_until: read(self.embargoed_until),
            ..self
        }
    }
}

/// Whether a document may be used, and what sort of version it is. Where a document states
/// several, the one further down counts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Publication {
    /// It may be used (`stat:usable`, `management-status="usable"`).
    Usable,
    /// It brings new matter to an earlier version.
    Updated,
    /// It mends mistakes of an earlier version.
    Corrected,
    /// Not to be published yet: withheld, or under embargo.
    Withheld,
    /// Taken back: cancelled, killed, withdrawn.
    Cancelled,
}

/// The same article in another language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Alternate {
    /// Its language as declared (BCP 47).
    pub language: String,
    /// Its address or id.
    pub url: String,
}

/// Letters of one encoding read as another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TextDamage {
    /// What happened, as far as it can be told: `utf-8 read as windows-1252`, once or twice;
    /// letters lost for good are `replaced letters`.
    pub kind: String,
    /// How many places of the text show it.
    pub places: u32,
    /// Whether the text was mended; then mending can be undone by the way named in `kind`.
    pub is_mended: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_record_states_wins_over_what_its_page_states() {
        let record = Metadata { byline: Some("Ada Stone".into()), ..Metadata::default() };
        let page = Metadata {
            byline: Some("Newsroom".into()),
            credits: vec!["AFP".into()],
            ..Metadata::default()
        };
        let both = record.or(page);
        assert_eq!(both.byline.as_deref(), Some("Ada Stone"));
        assert_eq!(both.credits, ["AFP"]);
        assert!(!both.is_empty() && Metadata::default().is_empty());
    }

    #[test]
    fn moments_that_cannot_be_read_are_unknown() {
        let stated = Metadata {
            updated: Some("Sun, 08 Jun 2025 10:32:00 +0200".into()),
            embargoed_until: Some("tomorrow at noon".into()),
            ..Metadata::default()
        };
        let read = stated.with_moments_read();
        assert_eq!(read.updated.as_deref(), Some("2025-06-08T10:32:00+02:00"));
        assert_eq!(read.embargoed_until, None);
    }

    #[test]
    fn later_publication_states_outweigh_earlier_ones() {
        let stated = [Publication::Updated, Publication::Cancelled, Publication::Usable];
        assert_eq!(stated.into_iter().max(), Some(Publication::Cancelled));
        let killed =
            Metadata { publication: Some(Publication::Cancelled), ..Metadata::default() };
        assert!(killed.is_barred() && !Metadata::default().is_barred());
    }
}
