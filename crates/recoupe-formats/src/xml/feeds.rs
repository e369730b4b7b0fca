//! Items of RSS 0.9x, 1.0 and 2.0 and entries of Atom (RFC 4287).

use recoupe_text::{Alternate, Content, Metadata, RawDocument};

use super::{Element, Item};
use crate::markup;

/// Reads an item; `around` is the feed it stands in.
pub(super) fn document(item: &Element, around: &Element, at: String) -> Item {
    let feed = around.elements().next();
    let channel = feed.map(|feed| feed.child("channel").unwrap_or(feed));
    let of_feed = |name: &str| channel.and_then(|channel| channel.text_of(name));
    let links: Vec<&Element> = item.all("link").collect();
    let language = item
        .attribute("xml:lang")
        .map(str::to_owned)
        .or_else(|| item.text_of("dc:language"))
        .or_else(|| of_feed("language"))
        .or_else(|| feed?.attribute("xml:lang").map(str::to_owned));
    let url = link(&links, "alternate").or_else(|| permanent_link(item));
    let document = RawDocument {
        id: id(item),
        source: of_feed("title"),
        title: item.child("title").map(markup_of).filter(|title| !title.is_empty()),
        published: first_text(
            item,
            &["published", "pubDate", "issued", "dc:date", "date"],
        ),
        language,
        metadata: metadata(item, &links),
        content: Content::Text(body(item)),
        url,
        place: at,
    };
    Item::Document(Box::new(document))
}

fn id(item: &Element) -> Option<String> {
    let about = item.attribute("rdf:about").map(str::to_owned);
    first_text(item, &["id", "guid"]).or(about)
}

/// The richest of the texts an item has.
fn body(item: &Element) -> String {
    let names = ["content:encoded", "encoded", "content", "summary", "description"];
    let texts = names.iter().flat_map(|name| item.all(name)).map(markup_of);
    texts.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
}

/// The text of an element that holds markup, as elements or written out.
fn markup_of(element: &Element) -> String {
    let kind = element.attribute("type").unwrap_or_default();
    if kind == "xhtml" || element.elements().next().is_some() {
        return element.lines();
    }
    let raw = element.raw_text();
    if kind == "text" || kind == "text/plain" {
        raw.trim().to_owned()
    } else {
        markup::text_of(&raw)
    }
}

fn metadata(item: &Element, links: &[&Element]) -> Metadata {
    let origin = item.child("source");
    let origin_address = origin.and_then(|origin| {
        origin.attribute("url").map(str::to_owned).or_else(|| origin.text_of("id"))
    });
    let via = link(links, "via").or_else(|| link(links, "related"));
    let alternates = links
        .iter()
        .filter_map(|link| {
            let language = link.attribute("hreflang")?.to_owned();
            Some(Alternate { language, url: link.attribute("href")?.to_owned() })
        })
        .filter(|alternate| {
            Some(alternate.language.as_str()) != item.attribute("xml:lang")
        });
    let origin_name =
        origin.and_then(|origin| origin.text_of("title").or_else(|| origin.text()));
    Metadata {
        canonical_url: link(links, "canonical"),
        publisher: item.text_of("dc:publisher").or(origin_name),
        byline: byline(item),
        updated: first_text(item, &["updated", "dcterms:modified", "modified"]),
        based_on: origin_address.into_iter().chain(via).collect(),
        alternates: alternates.collect(),
        credits: item.all("media:credit").filter_map(Element::text).collect(),
        ..Metadata::default()
    }
}

fn byline(item: &Element) -> Option<String> {
    let authors =
        item.all("author").map(|author| author.text_of("name").or_else(|| author.text()));
    let creators = item.all("dc:creator").map(Element::text);
    let mut names: Vec<String> = authors.chain(creators).flatten().collect();
    names.dedup();
    (!names.is_empty()).then(|| names.join("; "))
}

/// The address of the first link with a relation; a link without one is `alternate`.
fn link(links: &[&Element], relation: &str) -> Option<String> {
    let found = links.iter().find(|link| {
        let own = link.attribute("rel").unwrap_or("alternate");
        own == relation && link.attribute("href").is_some()
    });
    found.and_then(|link| link.attribute("href")).map(str::to_owned)
}

/// The link of RSS is an element with text, or the id where that is said to be one.
fn permanent_link(item: &Element) -> Option<String> {
    let guid = item.child("guid").filter(|guid| {
        guid.attribute("isPermaLink") != Some("false")
            && guid.text().is_some_and(|text| text.starts_with("http"))
    });
    item.all("link")
        .filter(|link| link.name == "link")
        .find_map(Element::text)
        .or_else(|| guid.and_then(Element::text))
}

fn first_text(item: &Element, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| item.text_of(name))
}
