//! The key conventions that people's files follow.
//!
//! Source: the documented outputs of each tool or data set, as of November 2026. A
//! convention is recognised by keys that only it has; the order of [`PRESETS`] decides
//! between two that fit.

use serde_json::Value;

use crate::Field;
use crate::mapping::at;

/// One key convention.
#[derive(Debug)]
pub(crate) struct Preset {
    pub(crate) name: &'static str,
    /// All of these must be there …
    all: &'static [&'static str],
    /// … and one of these (where there are any).
    any: &'static [&'static str],
    keys: &'static [(Field, &'static [&'static str])],
}

impl Preset {
    /// Whether at least half of the records that are objects follow the convention.
    pub(crate) fn fits(&self, records: &[&Value]) -> bool {
        let objects = records.iter().filter(|record| record.is_object()).count();
        let fitting = records.iter().filter(|record| self.fits_one(record)).count();
        fitting > 0 && fitting * 2 >= objects
    }

    fn fits_one(&self, record: &Value) -> bool {
        self.all.iter().all(|key| at(record, key).is_some())
            && (self.any.is_empty()
                || self.any.iter().any(|key| at(record, key).is_some()))
    }

    /// The keys that hold text.
    pub(crate) fn text_keys(&self) -> &'static [&'static str] {
        let found = self.keys.iter().find(|(one, _)| *one == Text);
        found.map_or(&[], |(_, keys)| keys)
    }

    pub(crate) fn keys_of(&self, field: Field) -> Vec<String> {
        let found = self.keys.iter().find(|(one, _)| *one == field);
        found
            .map(|(_, keys)| keys.iter().map(ToString::to_string).collect())
            .unwrap_or_default()
    }
}

use Field::{
    BasedOn, Byline, CanonicalUrl, Credits, EditorNote, EmbargoedUntil, EvolvedFrom,
    Html, Id, Language, Publication, Published, Publisher, SameAs, Source, Text, Title,
    Updated, Url, Version,
};

/// What stands beside the text is called alike nearly everywhere: these keys are read where
/// a convention names none of its own.
pub(crate) static COMMON: Preset = Preset {
    name: "common",
    all: &[],
    any: &[],
    keys: &[
        (CanonicalUrl, &["canonical_url", "canonical_link", "canonical"]),
        (Publisher, &["publisher.name", "publisher", "sitename", "site_name"]),
        (
            Byline,
            &["byline", "authors", "author", "creator", "auteurs", "auteur", "signature"],
        ),
        (
            Updated,
            &[
                "updated",
                "updated_at",
                "updatedAt",
                "date_modify",
                "dateModified",
                "date_modified",
                "modified",
                "modified_at",
                "last_modified",
            ],
        ),
        (Version, &["version", "revision"]),
        (
            Publication,
            &[
                "publication",
                "pubstatus",
                "pubStatus",
                "publication_status",
                "pub_status",
            ],
        ),
        (EmbargoedUntil, &["embargoed_until", "embargoedUntil", "embargoed", "embargo"]),
        (EditorNote, &["editor_note", "ednote", "edNote", "editors_note"]),
        (EvolvedFrom, &["evolved_from", "evolvedfrom", "evolvedFrom", "supersedes"]),
        (BasedOn, &["based_on", "isBasedOn", "is_based_on", "translationOfWork"]),
        (SameAs, &["same_as", "sameAs"]),
        (Credits, &["credits", "credit", "creditText", "agency"]),
    ],
};

/// Recognised conventions; the first that fits wins.
pub(crate) static PRESETS: [Preset; 21] = [
    // The next two are read by rules of their own; here they are only recognised.
    Preset {
        name: crate::news::ninjs::NAME,
        all: &["uri"],
        any: crate::news::ninjs::TELLING_KEYS,
        keys: &[(Id, &["uri"])],
    },
    Preset {
        name: "json-feed",
        all: &["_feed"],
        any: &[],
        keys: &[
            (Id, &["id"]),
            (Text, &["content_text", "summary"]),
            (Html, &["content_html"]),
            (Title, &["title"]),
            (Url, &["url"]),
            (Source, &["_feed.title"]),
            (Published, &["date_published"]),
            (Updated, &["date_modified"]),
            (Byline, &["authors", "author", "_feed.authors"]),
            (Language, &["language", "_feed.language"]),
            (BasedOn, &["external_url"]),
        ],
    },
    Preset {
        name: "schema.org",
        all: &["articleBody"],
        any: &[],
        keys: &[
            (Id, &["@id", "identifier"]),
            (Text, &["articleBody"]),
            (Title, &["headline", "name"]),
            (Url, &["url", "mainEntityOfPage.@id", "mainEntityOfPage"]),
            (Source, &["publisher.name", "publisher"]),
            (Published, &["datePublished", "dateCreated"]),
            (Updated, &["dateModified"]),
            (Language, &["inLanguage"]),
        ],
    },
    Preset {
        // `text` means something else there, so `maintext` goes first of all.
        name: "news-please",
        all: &["maintext"],
        any: &[],
        keys: &[
            (Id, &["id", "filename"]),
            (Text, &["maintext"]),
            (Title, &["title", "title_page", "title_rss"]),
            (Url, &["url"]),
            (Source, &["source_domain"]),
            (Published, &["date_publish"]),
            (Language, &["language"]),
        ],
    },
    Preset {
        name: "fundus",
        all: &["publishing_date"],
        any: &["plaintext", "body"],
        keys: &[
            (Id, &["id"]),
            (Text, &["plaintext", "body"]),
            (Title, &["title"]),
            (Url, &["html.requested_url", "requested_url", "url"]),
            (Source, &["publisher", "html.source_info.publisher"]),
            (Published, &["publishing_date"]),
            (Language, &["lang", "language"]),
        ],
    },
    Preset {
        name: "event-registry",
        all: &["body"],
        any: &["dateTime", "dateTimePub", "eventUri"],
        keys: &[
            (Id, &["uri"]),
            (Text, &["body"]),
            (Title, &["title"]),
            (Url, &["url"]),
            (Source, &["source.title", "source.uri"]),
            (Published, &["dateTimePub", "dateTime", "date"]),
            (Language, &["lang"]),
        ],
    },
    Preset {
        name: "media-cloud",
        all: &[],
        any: &["stories_id", "media_name", "media_id"],
        keys: &[
            (Id, &["stories_id", "id"]),
            (Text, &["text", "story_text", "content"]),
            (Title, &["title"]),
            (Url, &["url", "normalized_url"]),
            (Source, &["media_name"]),
            (Published, &["publish_date"]),
            (Language, &["language"]),
        ],
    },
    Preset {
        name: "newsapi",
        all: &["content"],
        any: &["publishedAt", "published_at"],
        keys: &[
            (Id, &["id", "uuid"]),
            (Text, &["content"]),
            (Title, &["title"]),
            (Url, &["url"]),
            (Source, &["source.name", "source"]),
            (Published, &["publishedAt", "published_at"]),
            (Language, &["language"]),
        ],
    },
    Preset {
        name: "bbc",
        all: &["content"],
        any: &["published_date"],
        keys: &[
            (Id, &["id"]),
            (Text, &["content"]),
            (Title, &["title"]),
            (Url, &["link", "url"]),
            (Source, &["source"]),
            (Published, &["published_date"]),
        ],
    },
    Preset {
        name: "cnn-dailymail",
        all: &["article", "highlights"],
        any: &[],
        keys: &[(Id, &["id"]), (Text, &["article"])],
    },
    Preset {
        name: "xsum",
        all: &["document", "summary"],
        any: &[],
        keys: &[(Id, &["id"]), (Text, &["document"])],
    },
    Preset {
        name: "mlsum",
        all: &["text", "summary", "topic"],
        any: &[],
        keys: &[
            (Text, &["text"]),
            (Title, &["title"]),
            (Url, &["url"]),
            (Published, &["date"]),
        ],
    },
    Preset {
        name: "newsroom",
        all: &["text", "summary"],
        any: &["density_bin", "coverage_bin", "archive"],
        keys: &[
            (Text, &["text"]),
            (Title, &["title"]),
            (Url, &["url"]),
            (Published, &["date"]),
        ],
    },
    Preset {
        name: "ccnews",
        all: &["plain_text"],
        any: &["requested_url", "responded_url", "sitename", "published_date"],
        keys: &[
            (Id, &["id"]),
            (Text, &["plain_text"]),
            (Title, &["title"]),
            (Url, &["responded_url", "requested_url", "url"]),
            (Source, &["publisher", "sitename", "domain"]),
            (Published, &["published_date"]),
            (Language, &["language"]),
        ],
    },
    Preset {
        name: "datatrove",
        all: &["text", "metadata"],
        any: &["metadata.url", "metadata.date", "id"],
        keys: &[
            (Id, &["id"]),
            (Text, &["text"]),
            (Title, &["metadata.title", "title"]),
            (Url, &["metadata.url", "url"]),
            (Source, &["metadata.source", "metadata.domain", "source"]),
            (Published, &["metadata.date", "metadata.published", "date"]),
            (Language, &["metadata.language", "language"]),
        ],
    },
    Preset {
        // Its `source` is the page's address.
        name: "trafilatura",
        all: &["text"],
        any: &[
            "source-hostname",
            "source_hostname",
            "raw_text",
            "fingerprint",
            "filedate",
        ],
        keys: &[
            (Id, &["id"]),
            (Text, &["text"]),
            (Title, &["title"]),
            (Url, &["source", "url"]),
            (Source, &["source-hostname", "source_hostname", "hostname"]),
            (Published, &["date"]),
            (Language, &["language"]),
        ],
    },
    Preset {
        name: "newspaper",
        all: &["text"],
        any: &["publish_date", "canonical_link", "meta_lang", "meta_site_name"],
        keys: &[
            (Id, &["id"]),
            (Text, &["text"]),
            (Title, &["title"]),
            (Url, &["canonical_link", "url"]),
            (Source, &["meta_site_name", "source_url", "source"]),
            (Published, &["publish_date"]),
            (Language, &["meta_lang", "language"]),
        ],
    },
    Preset {
        name: "cc-news",
        all: &["text", "domain"],
        any: &["date", "url", "title"],
        keys: &[
            (Id, &["id"]),
            (Text, &["text"]),
            (Title, &["title"]),
            (Url, &["url"]),
            (Source, &["domain"]),
            (Published, &["date"]),
            (Language, &["language"]),
        ],
    },
    Preset {
        // Also gem's and other re-issues of the same columns.
        name: "orangesum",
        all: &["text", "summary"],
        any: &[],
        keys: &[
            (Id, &["id", "gem_id"]),
            (Text, &["text"]),
            (Title, &["title"]),
            (Url, &["url"]),
            (Source, &["source", "publisher", "outlet"]),
            (Published, &["published", "date"]),
            (Language, &["language", "lang"]),
        ],
    },
    Preset {
        // The lines of `recoupe clean`, and texts.jsonl of an edition.
        name: "recoupe",
        all: &["text", "lines", "sentences"],
        any: &[],
        keys: &[
            (Id, &["id"]),
            (Text, &["text"]),
            (Title, &["title.text", "title"]),
            (Url, &["url"]),
            (Source, &["source"]),
            (Published, &["published_at", "published"]),
            (Language, &["language"]),
        ],
    },
    Preset {
        name: "own",
        all: &["text"],
        any: &[],
        keys: &[
            (Id, &["id"]),
            (Text, &["text"]),
            (Html, &["html"]),
            (Title, &["title", "headline"]),
            (Url, &["url", "link"]),
            (Source, &["source", "publisher", "outlet"]),
            (Published, &["published", "date", "datetime", "published_at", "timestamp"]),
            (Language, &["language", "lang"]),
        ],
    },
];

/// For records that follow none of the conventions: usual names, most telling first.
pub(crate) static ANY: Preset = Preset {
    name: "any",
    all: &[],
    any: &[],
    keys: &[
        (Id, &["id", "_id", "uuid", "guid", "uri", "article_id", "doc_id"]),
        (
            Text,
            &[
                "maintext",
                "plaintext",
                "text",
                "content",
                "body",
                "article",
                "body_text",
                "article_text",
                "full_text",
                "fulltext",
                "texte",
                "contenu",
                "corps",
            ],
        ),
        (Html, &["html", "body_html", "raw_html", "page"]),
        (Title, &["title", "headline", "titre"]),
        (Url, &["url", "link", "canonical_url", "lien"]),
        (Source, &["source", "publisher", "outlet", "domain", "site", "journal"]),
        (
            Published,
            &[
                "published",
                "date",
                "published_at",
                "publish_date",
                "pubDate",
                "datePublished",
                "timestamp",
                "created_at",
            ],
        ),
        (Language, &["language", "lang", "langue"]),
    ],
};

/// Whether a name (in lower case) is a usual name of a text.
pub(crate) fn is_text_key(name: &str) -> bool {
    let own = PRESETS.iter().chain([&ANY]).map(Preset::text_keys);
    own.flatten().any(|key| *key == name)
}

/// Whether any convention knows a name (in lower case).
pub(crate) fn is_known_key(name: &str) -> bool {
    let presets = PRESETS.iter().chain([&ANY, &COMMON]);
    presets.flat_map(|preset| preset.keys).any(|(_, keys)| keys.contains(&name))
}
