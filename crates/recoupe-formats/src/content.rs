//! What every form of news is read into, and what it is read with.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use recoupe_text::{Content, RawDocument, Reason, Rejection};

use crate::{InputSettings, Mapping, Record, damage};

/// The records of one content (a file, or an entry of an archive), in their order.
pub(crate) trait Records {
    /// The next one, `None` at the end. An error is about the whole content and ends it.
    fn next_record(&mut self) -> io::Result<Option<Record>>;

    /// What is known of the content so far.
    fn trait_of(&self) -> Traits;
}

/// What is known of a content once it has been read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Traits {
    /// `json lines`, `rss`, … .
    pub(crate) form: String,
    /// The encoding its text was read with (that of the first record that was not UTF-8).
    pub(crate) encoding: String,
    /// Which keys were read.
    pub(crate) mapping: Option<Mapping>,
    /// Records that are no documents: pictures, requests, folders.
    pub(crate) passed_over: u64,
    /// How many entries of which form an archive held.
    pub(crate) holds: BTreeMap<String, u64>,
}

impl Traits {
    pub(crate) fn of(form: &str, encoding: &str) -> Self {
        Self { form: form.to_owned(), encoding: encoding.to_owned(), ..Self::default() }
    }
}

/// Where a content stands and how it is to be read.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    /// The path as named; entries of archives stand below their archive: `news.zip/a.html`.
    pub(crate) name: String,
    pub(crate) settings: Arc<InputSettings>,
    /// How many archives and packings are around it.
    pub(crate) depth: u32,
}

impl Place {
    /// The place of a record: a line, row, or byte offset.
    pub(crate) fn at(&self, number: u64) -> String {
        format!("{}:{number}", self.name)
    }

    /// The place of an entry of this archive, one level deeper.
    pub(crate) fn entry(&self, name: &str) -> Self {
        Self {
            name: format!("{}/{name}", self.name),
            depth: self.depth + 1,
            ..self.clone()
        }
    }

    /// The same place one level deeper; an error where that is too deep.
    pub(crate) fn deeper(&self) -> io::Result<Self> {
        let most = self.settings.limits.nesting;
        if self.depth >= most {
            let message = format!("archives and packings stand more than {most} deep");
            return Err(io::Error::new(io::ErrorKind::QuotaExceeded, message));
        }
        Ok(Self { depth: self.depth + 1, ..self.clone() })
    }

    /// A rejection at a place.
    pub(crate) fn reject(
        place: String,
        reason: Reason,
        detail: impl Into<String>,
    ) -> Record {
        Record::Rejection(rejection(place, reason, detail))
    }

    /// A record over the limit of records.
    pub(crate) fn too_long(&self, number: u64) -> Record {
        let most = self.settings.limits.record_bytes;
        let detail = format!("the record is longer than {most} bytes");
        Self::reject(self.at(number), Reason::TooLarge, detail)
    }

    /// A document that was read, with what all forms have in common: too long ones are
    /// turned away, damaged letters are told (and mended where asked), and a document
    /// without an outlet gets the one that was given for all.
    pub(crate) fn finish(&self, mut document: RawDocument) -> Record {
        let most = self.settings.limits.document_bytes;
        let (Content::Text(text) | Content::Html(text)) = &mut document.content;
        if text.len() as u64 > most {
            let detail = format!("the text is longer than {most} bytes");
            let mut rejection = rejection(document.place, Reason::TooLarge, detail);
            rejection.id = document.id.unwrap_or(rejection.id);
            return Record::Rejection(rejection);
        }
        document.metadata.damage = damage::found(text, self.settings.mend_text);
        if document.source.is_none() {
            document.source.clone_from(&self.settings.source);
        }
        Record::Document(document)
    }
}

/// A rejection with an id that comes from its place.
pub(crate) fn rejection(
    place: String,
    reason: Reason,
    detail: impl Into<String>,
) -> Rejection {
    let digest = blake3::hash(place.as_bytes()).to_hex();
    let id = format!("r:{}", digest.get(..12).unwrap_or_default());
    Rejection { id, place, reason, detail: detail.into() }
}
