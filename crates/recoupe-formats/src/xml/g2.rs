//! News items of NewsML-G2 (IPTC).

use recoupe_text::{Content, Metadata, RawDocument, Reason};

use super::{Element, Item, nitf};
use crate::markup;
use crate::publication::gravest;

/// Relations of links to what an item replaces (local parts of qcodes and addresses).
const REPLACES: [&str; 8] = [
    "previous",
    "previousversion",
    "evolvedfrom",
    "supersedes",
    "replaces",
    "isupdateof",
    "iscorrectionof",
    "isversionof",
];

/// Relations of links to what an item was made from.
const MADE_FROM: [&str; 6] = [
    "isderivedfrom",
    "derivedfrom",
    "istranslationof",
    "translatedfrom",
    "isadaptationof",
    "isbasedon",
];

/// Reads an item; `around` is the message it came in.
pub(super) fn document(item: &Element, around: &Element, at: String) -> Item {
    let nothing = Element::default();
    let meta = item.child("itemMeta").unwrap_or(&nothing);
    let about = item.child("contentMeta").unwrap_or(&nothing);
    let class = meta.child("itemClass").and_then(|it| it.attribute("qcode"));
    if class.is_some_and(|class| local(class) != "text" && local(class) != "composite") {
        return Item::PassedOver;
    }
    let publication = gravest(coded(meta, "pubStatus").chain(coded(meta, "signal")));
    let Some((text, inner)) = item.child("contentSet").and_then(text) else {
        // A cancelled item comes without content, and says so.
        if publication.is_none() || publication == Some(recoupe_text::Publication::Usable)
        {
            let detail = "no <contentSet> with text".to_owned();
            return Item::Refused(Reason::Malformed, detail);
        }
        let notice = meta.text_of("edNote").unwrap_or_default();
        return whole(item, (meta, about, around), notice, RawDocument::default(), at);
    };
    whole(item, (meta, about, around), text, inner.unwrap_or_default(), at)
}

fn whole(
    item: &Element,
    (meta, about, around): (&Element, &Element, &Element),
    text: String,
    inner: RawDocument,
    at: String,
) -> Item {
    let provider = meta.child("provider").and_then(named);
    let headlines: Vec<&Element> = about.all("headline").collect();
    let is_main = |it: &&&Element| {
        it.attribute("role").is_none_or(|role| matches!(local(role), "main" | "headline"))
    };
    let headline = headlines.iter().find(is_main).or_else(|| headlines.first());
    let document = RawDocument {
        id: item.attribute("guid").map(str::to_owned),
        source: provider.clone(),
        url: inner.url,
        title: headline
            .and_then(|it| it.text())
            .or(inner.title)
            .or_else(|| meta.text_of("title")),
        published: about
            .text_of("contentCreated")
            .or_else(|| meta.text_of("firstCreated"))
            .or_else(|| meta.text_of("versionCreated"))
            .or(inner.published)
            .or_else(|| around.find("sent").and_then(Element::text)),
        language: about
            .child("language")
            .and_then(|it| it.attribute("tag"))
            .or_else(|| item.attribute("xml:lang"))
            .map(str::to_owned)
            .or(inner.language),
        metadata: metadata(item, meta, about, provider).or(inner.metadata),
        content: Content::Text(text),
        place: at,
    };
    Item::Document(Box::new(document))
}

fn metadata(
    item: &Element,
    meta: &Element,
    about: &Element,
    provider: Option<String>,
) -> Metadata {
    let links = |relations: &[&str]| -> Vec<String> {
        meta.all("link")
            .filter(|link| {
                let relation = link.attribute("rel").map(local).unwrap_or_default();
                relations.contains(&relation.to_lowercase().as_str())
            })
            .filter_map(|link| link.attribute("residref").or(link.attribute("href")))
            .map(str::to_owned)
            .collect()
    };
    let holder = item.path("rightsInfo/copyrightHolder").and_then(named);
    let by = about.text_of("by").or_else(|| {
        let names: Vec<String> = about.all("creator").filter_map(named).collect();
        (!names.is_empty()).then(|| names.join("; "))
    });
    let credits = about
        .all("creditline")
        .filter_map(Element::text)
        .chain(about.all("infoSource").filter_map(named));
    Metadata {
        publisher: holder.or(provider),
        byline: by,
        updated: meta.text_of("versionCreated"),
        version: item.attribute("version").map(str::to_owned),
        publication: gravest(coded(meta, "pubStatus").chain(coded(meta, "signal")))
            .max(meta.child("embargoed").map(|_| recoupe_text::Publication::Withheld)),
        embargoed_until: meta.text_of("embargoed"),
        editor_note: meta.text_of("edNote"),
        evolved_from: links(&REPLACES),
        based_on: links(&MADE_FROM),
        same_as: about.all("altId").filter_map(Element::text).collect(),
        credits: credits.collect(),
        ..Metadata::default()
    }
}

/// The codes of the children of a name.
fn coded<'tree>(
    meta: &'tree Element,
    name: &'tree str,
) -> impl Iterator<Item = &'tree str> {
    meta.all(name).filter_map(|it| it.attribute("qcode").or(it.attribute("uri")))
}

/// The last part of a qcode or address.
fn local(code: &str) -> &str {
    code.rsplit([':', '/', '#']).next().unwrap_or_default()
}

/// The name of a party: written out, else its literal, else the last part of its code.
fn named(party: &Element) -> Option<String> {
    party
        .text_of("name")
        .or_else(|| party.attribute("literal").map(str::to_owned))
        .or_else(|| party.attribute("qcode").map(|code| local(code).to_owned()))
}

/// The longest text of a content set, and the document inside where it is NITF.
fn text(set: &Element) -> Option<(String, Option<RawDocument>)> {
    let mut best: Option<(String, Option<RawDocument>)> = None;
    for content in set.elements() {
        let found = match content.local() {
            "inlineXML" => match content.find("nitf").and_then(nitf::read) {
                Some(document) => (words(&document.content), Some(document)),
                None => (content.find("body").unwrap_or(content).lines(), None),
            },
            "inlineData" => {
                let kind = content.attribute("contenttype").unwrap_or_default();
                let raw = content.raw_text();
                let is_markup = kind.contains("html");
                (
                    if is_markup { markup::text_of(&raw) } else { raw.trim().to_owned() },
                    None,
                )
            }
            _ => continue,
        };
        if found.0.len() > best.as_ref().map_or(0, |(text, _)| text.len()) {
            best = Some(found);
        }
    }
    best
}

fn words(content: &Content) -> String {
    let (Content::Text(text) | Content::Html(text)) = content;
    text.clone()
}
