//! ninjs 1.x (with the fields that Superdesk adds), 2.x and 3.x (IPTC, News in JSON).
//!
//! The versions differ in the writing of keys (`versioncreated`, `versionCreated`) and in
//! whether bodies and headlines are keys of their own or lists: all are read alike, item by
//! item.

use recoupe_text::{Content, Metadata, Publication, RawDocument, Reason, Rejection};
use serde_json::Value;

use crate::content::{Place, rejection};
use crate::mapping::{byline, extra, names, words};
use crate::markup;
use crate::publication::gravest;

/// The name of the convention.
pub(crate) const NAME: &str = "ninjs";

/// Keys that, beside a `uri`, only ninjs has.
pub(crate) const TELLING_KEYS: &[&str] = &[
    "versioncreated",
    "versionCreated",
    "pubstatus",
    "pubStatus",
    "body_html",
    "body_text",
    "body_xhtml",
    "bodies",
    "headlines",
    "representationtype",
    "representationType",
];

/// Whether a record is an item of ninjs: its `uri` is the only required key.
pub(crate) fn is_item(value: &Value) -> bool {
    value.get("uri").is_some_and(Value::is_string)
}

/// Reads an item; a rejection where it holds no text.
pub(crate) fn document(
    value: Value,
    at: String,
    place: &Place,
) -> Result<RawDocument, Rejection> {
    let mut item = Item { value, used: Vec::new() };
    let id = item.words(&["uri"]);
    let states = item.list(&["pubstatus", "pubStatus"]);
    let publication = gravest(states.iter().map(String::as_str));
    let kind = item.words(&["type"]).unwrap_or_default();
    let is_text = matches!(kind.as_str(), "" | "text" | "composite");
    let body = item.body();
    let is_kill = publication == Some(Publication::Cancelled);
    let content = match body {
        Some(text) => Content::Text(text),
        // A cancelled item may come without a body: what it says of that is its text.
        None if is_kill => Content::Text(item.notice()),
        None => {
            let (reason, detail) = if is_text {
                (Reason::Malformed, "no body in this ninjs item".to_owned())
            } else {
                (Reason::NoArticle, format!("an item of type {kind}, without text"))
            };
            let mut refused = rejection(at, reason, detail);
            refused.id = id.unwrap_or(refused.id);
            return Err(refused);
        }
    };
    let mut document = RawDocument {
        source: item.source(),
        url: item.words(&["url", "canonicalUrl"]),
        title: item.title(),
        published: item.words(&[
            "contentcreated",
            "contentCreated",
            "firstcreated",
            "firstCreated",
            "firstpublished",
        ]),
        language: item.words(&["language"]),
        metadata: item.metadata(publication),
        id,
        content,
        place: at,
    };
    if document.published.is_none() {
        document.published.clone_from(&document.metadata.updated);
    }
    let most = place.settings.limits.extra_bytes;
    document.metadata.extra = extra(item.value, &item.used, most);
    Ok(document)
}

struct Item {
    value: Value,
    used: Vec<&'static str>,
}

impl Item {
    fn find(&mut self, keys: &[&'static str]) -> Option<&Value> {
        let key = keys.iter().find(|key| self.value.get(**key).is_some())?;
        self.used.push(key);
        self.value.get(*key)
    }

    fn words(&mut self, keys: &[&'static str]) -> Option<String> {
        self.find(keys).and_then(words)
    }

    fn list(&mut self, keys: &[&'static str]) -> Vec<String> {
        self.find(keys).map(names).unwrap_or_default()
    }

    /// The main body as text: a key of its own in ninjs 1, the first with a main role, else
    /// the first of the list in ninjs 2 and 3.
    fn body(&mut self) -> Option<String> {
        if let Some(text) = self.words(&["body_text"]) {
            return Some(text);
        }
        if let Some(html) = self.words(&["body_html", "body_xhtml"]) {
            return Some(markup::text_of(&html));
        }
        let bodies = self.find(&["bodies"])?.as_array()?;
        let value = |body: &Value| Some(body.get("value")?.as_str()?.to_owned());
        let filled: Vec<&Value> = bodies
            .iter()
            .filter(|body| value(body).is_some_and(|text| !text.trim().is_empty()))
            .collect();
        let body = filled.iter().find(|body| is_main(body)).or_else(|| filled.first())?;
        let kind = ["contentType", "contenttype", "mimetype"]
            .iter()
            .find_map(|key| body.get(*key)?.as_str())
            .unwrap_or_default();
        let text = value(body)?;
        Some(if kind.contains("html") { markup::text_of(&text) } else { text })
    }

    /// The note of the desk, else the headline.
    fn notice(&mut self) -> String {
        let note = self.words(&["ednote", "edNote"]);
        note.or_else(|| self.title()).unwrap_or_default()
    }

    fn title(&mut self) -> Option<String> {
        if let Some(headline) = self.words(&["headline"]) {
            return Some(markup::text_of(&headline));
        }
        let headlines = self.find(&["headlines"])?.as_array()?;
        let main = headlines.iter().find(|it| is_main(it)).or_else(|| headlines.first());
        let text = main.and_then(|it| it.get("value")).and_then(words);
        text.map(|text| markup::text_of(&text)).or_else(|| self.words(&["title", "name"]))
    }

    /// The first of the providers that are named.
    fn source(&mut self) -> Option<String> {
        let own = self.list(&["source", "provider"]);
        let sources = self.list(&["infosource", "infoSources", "infosources"]);
        own.into_iter().chain(sources).next()
    }

    fn metadata(&mut self, publication: Option<Publication>) -> Metadata {
        let embargoed_until =
            self.words(&["embargoed", "embargoedUntil", "embargoeduntil"]);
        let withheld = embargoed_until.as_ref().map(|_| Publication::Withheld);
        let sources = ["infosource", "infoSources", "infosources"];
        let credits = self.find(&sources).map(names).unwrap_or_default();
        let known_as = ["altids", "altIds"];
        let same_as = self.find(&known_as).map(known_ids).unwrap_or_default();
        Metadata {
            publisher: self.words(&["copyrightholder", "copyrightHolder"]),
            byline: self.find(&["byline", "by"]).and_then(byline),
            updated: self.words(&["versioncreated", "versionCreated"]),
            version: self.words(&["version"]),
            publication: publication.max(withheld),
            embargoed_until,
            editor_note: self.words(&["ednote", "edNote"]),
            evolved_from: self.list(&["evolvedfrom", "evolvedFrom", "rewrite_of"]),
            based_on: self.list(&["derivedfrom", "derivedFrom", "translatedFrom"]),
            same_as,
            credits,
            ..Metadata::default()
        }
    }
}

fn is_main(part: &Value) -> bool {
    part.get("role").and_then(Value::as_str).is_none_or(|role| {
        let role = role.rsplit([':', '/']).next().unwrap_or_default();
        matches!(role, "main" | "headline" | "body" | "default" | "primary" | "print")
    })
}

/// Other ids: an object of names and ids in ninjs 1, a list in the later ones.
fn known_ids(value: &Value) -> Vec<String> {
    match value {
        Value::Object(ids) => ids.values().flat_map(names).collect(),
        other => names(other),
    }
}
