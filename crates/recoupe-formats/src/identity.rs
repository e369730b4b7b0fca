//! Ids for documents that have none, and for documents that share one.

use std::collections::BTreeMap;

use recoupe_text::{Content, RawDocument, Reason, Rejection};

use crate::Record;

/// Gives every document an id that no other document of the run has, whatever their order:
///
/// - a document with an id of its own keeps it;
/// - a document without one gets `d:` and twelve hexadecimal digits of the BLAKE3 digest of
///   its text and the fields declared beside it; where two agree in all of that, the later
///   ones get `-2`, `-3` and so on (they are told apart by their place only);
/// - where several documents share an own id and are the same in all fields, the later ones
///   are rejected as `repeated_id`;
/// - where they differ (versions of one dispatch under one number), all are kept: the one
///   with the smallest digest keeps the id, the others get `ID~` and six digits of theirs.
///
/// Linear in the bytes of the documents.
pub fn identify(records: &mut [Record]) {
    let mut identities = Identities::default();
    for record in records.iter() {
        if let Record::Document(document) = record {
            identities.observe(document);
        }
    }
    for record in records.iter_mut() {
        if let Record::Document(document) = record
            && let Some(rejection) = identities.name(document)
        {
            *record = Record::Rejection(rejection);
        }
    }
}

/// The ids of a run, for documents that are read twice instead of held in memory: all are
/// observed first, then all are named in the same order. The rules are those of
/// [`identify`]. Memory: an id and a digest per document.
#[derive(Debug, Clone, Default)]
pub struct Identities {
    taken: BTreeMap<String, BTreeMap<String, u32>>,
}

impl Identities {
    /// Takes note of a document. Linear in its bytes.
    pub fn observe(&mut self, document: &RawDocument) {
        let digest = digest_of(document);
        let own = document.id.clone().unwrap_or_else(|| derived(&digest));
        self.taken.entry(own).or_default().entry(digest).or_default();
    }

    /// Gives a document that was observed its id; a rejection where it repeats another one.
    /// Linear in its bytes.
    pub fn name(&mut self, document: &mut RawDocument) -> Option<Rejection> {
        name_one(document, &mut self.taken)
    }
}

/// Gives one document its id; a rejection where it repeats another one.
fn name_one(
    document: &mut RawDocument,
    taken: &mut BTreeMap<String, BTreeMap<String, u32>>,
) -> Option<Rejection> {
    let digest = digest_of(document);
    let has_own = document.id.is_some();
    let id = document.id.clone().unwrap_or_else(|| derived(&digest));
    let holders = taken.entry(id.clone()).or_default();
    let is_first_holder = holders.keys().next() == Some(&digest);
    let count = holders.entry(digest.clone()).or_default();
    *count += 1;
    let named = if is_first_holder {
        id.clone()
    } else {
        format!("{id}~{}", digest.get(..6).unwrap_or_default())
    };
    match (*count, has_own) {
        (1, _) => document.id = Some(named),
        (count, false) => document.id = Some(format!("{named}-{count}")),
        (_, true) => {
            return Some(Rejection {
                detail: format!(
                    "the same document with the same id \"{id}\" came before"
                ),
                id: named,
                place: document.place.clone(),
                reason: Reason::RepeatedId,
            });
        }
    }
    None
}

fn derived(digest: &str) -> String {
    format!("d:{}", digest.get(..12).unwrap_or_default())
}

/// The digest of the text alone where nothing is declared beside it, else of text and
/// fields. The place is no part of it: a moved file keeps its id.
fn digest_of(document: &RawDocument) -> String {
    let (Content::Text(text) | Content::Html(text)) = &document.content;
    let mut hasher = blake3::Hasher::new();
    hasher.update(text.as_bytes());
    let fields = [
        ("url", &document.url),
        ("title", &document.title),
        ("source", &document.source),
        ("published", &document.published),
        ("language", &document.language),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            hasher.update(&[0]);
            hasher.update(name.as_bytes());
            hasher.update(&[0]);
            hasher.update(value.as_bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: Option<&str>, text: &str, place: &str) -> Record {
        Record::Document(RawDocument {
            id: id.map(str::to_owned),
            content: Content::Text(text.to_owned()),
            place: place.to_owned(),
            ..RawDocument::default()
        })
    }

    fn ids(mut records: Vec<Record>) -> Vec<String> {
        identify(&mut records);
        let names = records.into_iter().map(|record| match record {
            Record::Document(document) => document.id.unwrap(),
            Record::Rejection(rejection) => format!("no {}", rejection.id),
        });
        names.collect()
    }

    #[test]
    fn ids_come_from_content_where_there_are_none() {
        let digest = blake3::hash("Un texte.".as_bytes()).to_hex().to_string();
        let id = format!("d:{}", digest.get(..12).unwrap());
        let records = vec![
            document(None, "Un texte.", "a.txt"),
            document(Some("own"), "Un texte.", "b.txt"),
            document(None, "Un texte.", "c.txt"),
        ];
        assert_eq!(ids(records), [id.clone(), "own".into(), format!("{id}-2")]);
    }

    #[test]
    fn versions_under_one_id_are_kept_and_repeated_documents_are_not() {
        let first = || document(Some("7"), "A dispatch.", "a:1");
        let second = || document(Some("7"), "Une dépêche.", "a:2");
        let forwards = ids(vec![first(), second(), first()]);
        let backwards = ids(vec![second(), first(), first()]);
        assert_eq!(forwards[0], backwards[1], "the order changes no id");
        assert_eq!(forwards[1], backwards[0]);
        assert_ne!(forwards[0], forwards[1]);
        assert_eq!(forwards[2], format!("no {}", forwards[0]));
    }
}
