//! News items of NewsML 1.0 to 1.2 (IPTC).

use recoupe_text::{Content, Metadata, Publication, RawDocument, Reason};

use super::{Element, Item, nitf};
use crate::markup;
use crate::publication::gravest;

/// Reads an item; `around` is the envelope it came in.
pub(super) fn document(item: &Element, around: &Element, at: String) -> Item {
    let nothing = Element::default();
    let identifier = item.path("Identification/NewsIdentifier").unwrap_or(&nothing);
    let management = item.child("NewsManagement").unwrap_or(&nothing);
    let contents: Vec<&Element> =
        item.descendants().into_iter().filter(|it| it.local() == "DataContent").collect();
    let Some((text, inner)) = text(&contents) else {
        let kind = item.find("MediaType").and_then(|it| it.attribute("FormalName"));
        return match kind {
            Some(kind) if !kind.eq_ignore_ascii_case("text") => Item::PassedOver,
            _ => {
                Item::Refused(Reason::Malformed, "no <DataContent> with text".to_owned())
            }
        };
    };
    let line = |name: &str| item.find(name).and_then(Element::text);
    let party = |name: &str| {
        item.find(name)?.find("Party")?.attribute("FormalName").map(str::to_owned)
    };
    let inner = inner.unwrap_or_default();
    let provider = party("Provider").or_else(|| identifier.text_of("ProviderId"));
    let sent = around.find("DateAndTime").and_then(Element::text);
    let document = RawDocument {
        id: id(identifier),
        source: provider.clone(),
        url: inner.url,
        title: line("HeadLine").or(inner.title),
        published: management.text_of("FirstCreated").or(inner.published).or(sent),
        language: item
            .find("Language")
            .and_then(|it| it.attribute("FormalName"))
            .or_else(|| item.attribute("xml:lang"))
            .map(str::to_owned)
            .or(inner.language),
        metadata: metadata(item, identifier, management, provider).or(inner.metadata),
        content: Content::Text(text),
        place: at,
    };
    Item::Document(Box::new(document))
}

/// The identifier without the revision: all revisions of an item share it, and
/// [`Metadata::version`] tells them apart.
fn id(identifier: &Element) -> Option<String> {
    let parts =
        ["ProviderId", "DateId", "NewsItemId"].map(|name| identifier.text_of(name));
    match parts {
        [Some(provider), Some(day), Some(item)] => {
            Some(format!("urn:newsml:{provider}:{day}:{item}"))
        }
        [_, _, Some(item)] => Some(item),
        _ => identifier.text_of("PublicIdentifier"),
    }
}

/// The longest text of the content items, and the document inside where one is NITF.
fn text(contents: &[&Element]) -> Option<(String, Option<RawDocument>)> {
    let mut best: Option<(String, Option<RawDocument>)> = None;
    for content in contents {
        let found = match content.find("nitf").and_then(nitf::read) {
            Some(document) => {
                let (Content::Text(text) | Content::Html(text)) =
                    document.content.clone();
                (text, Some(document))
            }
            None if content.elements().next().is_some() => (content.lines(), None),
            None => (plain(&content.raw_text()), None),
        };
        let length = best.as_ref().map_or(0, |(text, _)| text.len());
        if found.0.len() > length {
            best = Some(found);
        }
    }
    best
}

/// Text that may be markup written out; line ends are kept where it is none.
fn plain(raw: &str) -> String {
    let is_markup = raw.contains("</") || raw.contains("<br") || raw.contains("<p>");
    if is_markup { markup::text_of(raw) } else { raw.trim().to_owned() }
}

fn metadata(
    item: &Element,
    identifier: &Element,
    management: &Element,
    provider: Option<String>,
) -> Metadata {
    let revision = identifier.child("RevisionId");
    let update = revision.and_then(|it| it.attribute("Update"));
    let updates =
        update.filter(|code| matches!(*code, "U" | "A")).map(|_| Publication::Updated);
    let formal = |name: &str| {
        let found = management.all(name).filter_map(|it| it.attribute("FormalName"));
        found.map(str::to_owned).collect::<Vec<String>>()
    };
    let states: Vec<String> =
        formal("Status").into_iter().chain(formal("Instruction")).collect();
    let publication = gravest(states.iter().map(String::as_str)).max(updates);
    let changes = management.text_at("StatusWillChange/DateAndTime");
    let derived = management
        .all("DerivedFrom")
        .filter_map(|it| it.attribute("NewsItem"))
        .map(str::to_owned);
    let credits = ["CreditLine", "CopyrightLine"];
    let credits = credits.iter().filter_map(|name| item.find(name)?.text());
    Metadata {
        publisher: provider,
        byline: item.find("ByLine").and_then(Element::text),
        updated: management.text_of("ThisRevisionCreated"),
        version: revision.and_then(Element::text),
        embargoed_until: changes.filter(|_| publication == Some(Publication::Withheld)),
        publication,
        editor_note: item
            .find("EditorialNote")
            .or_else(|| item.find("InstructionLine"))
            .and_then(Element::text),
        based_on: derived.collect(),
        credits: credits.collect(),
        ..Metadata::default()
    }
}
