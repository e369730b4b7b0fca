//! Articles in NITF 2 and 3 (IPTC, News Industry Text Format).

use recoupe_text::{Content, Metadata, Publication, RawDocument, Reason};

use super::{Element, Item};
use crate::publication::gravest;

/// Reads an article.
pub(super) fn document(item: &Element, at: String) -> Item {
    let Some(mut document) = read(item) else {
        return Item::Refused(Reason::Malformed, "no <body> in this NITF".to_owned());
    };
    document.place = at;
    Item::Document(Box::new(document))
}

/// The article of an `nitf` element, wherever that stands; `None` without a body.
pub(super) fn read(nitf: &Element) -> Option<RawDocument> {
    let body = nitf.child("body")?;
    let nothing = Element::default();
    let head = nitf.child("head").unwrap_or(&nothing);
    let docdata = head.child("docdata").unwrap_or(&nothing);
    let body_head = body.child("body.head").unwrap_or(&nothing);
    let pubdata = head.child("pubdata");
    let of_pubdata =
        |name: &str| pubdata.and_then(|it| it.attribute(name)).map(str::to_owned);
    let title = body_head
        .text_at("hedline/hl1")
        .or_else(|| body_head.text_of("hl1"))
        .or_else(|| head.text_of("title"));
    Some(RawDocument {
        id: attribute(docdata, "doc-id", "id-string"),
        source: of_pubdata("name").or_else(|| body_head.text_at("distributor")),
        url: of_pubdata("ex-ref"),
        title,
        published: attribute(docdata, "date.issue", "norm")
            .or_else(|| of_pubdata("date.publication"))
            .or_else(|| {
                body_head
                    .path("dateline/story.date")?
                    .attribute("norm")
                    .map(str::to_owned)
            }),
        language: language(nitf, body),
        metadata: metadata(docdata, body, body_head),
        content: Content::Text(text(body, body_head)),
        place: String::new(),
    })
}

fn language(nitf: &Element, body: &Element) -> Option<String> {
    let stated = [nitf.attribute("xml:lang"), body.attribute("xml:lang")];
    let base = nitf.attribute("baselang").map(|code| code.replace('.', "-"));
    stated.into_iter().flatten().next().map(str::to_owned).or(base)
}

/// The lines of the body; its second headlines and dateline stand above.
fn text(body: &Element, body_head: &Element) -> String {
    let mut parts: Vec<String> = Vec::new();
    let hedline = body_head.child("hedline");
    parts.extend(hedline.iter().flat_map(|it| it.all("hl2")).filter_map(Element::text));
    parts.extend(body_head.all("dateline").filter_map(Element::text));
    let contents: Vec<&Element> = body.all("body.content").collect();
    parts.extend(contents.iter().map(|content| content.lines()));
    if contents.is_empty() {
        // NITF 2 lets paragraphs stand in the body itself.
        parts.extend(
            body.elements()
                .filter(|it| !it.local().starts_with("body."))
                .map(Element::lines),
        );
    }
    parts.extend(body.path("body.end/tagline").map(Element::lines));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn metadata(docdata: &Element, body: &Element, body_head: &Element) -> Metadata {
    let correction = docdata.child("correction");
    let stated = docdata.attribute("management-status");
    let corrects = correction.map(|_| Publication::Corrected);
    let publication = gravest(stated).max(corrects);
    let release = attribute(docdata, "date.release", "norm");
    let bylines: Vec<String> =
        body_head.all("byline").filter_map(Element::text).collect();
    let credits = body_head
        .all("distributor")
        .filter_map(Element::text)
        .chain(body.path("body.end/bibliography").and_then(Element::text));
    Metadata {
        publisher: attribute(docdata, "doc.copyright", "holder"),
        byline: (!bylines.is_empty()).then(|| bylines.join("; ")),
        version: attribute(docdata, "du-key", "version"),
        embargoed_until: release.filter(|_| publication == Some(Publication::Withheld)),
        publication,
        editor_note: attribute(docdata, "ed-msg", "info")
            .or_else(|| body_head.text_of("note")),
        evolved_from: correction
            .and_then(|it| it.attribute("id-string"))
            .map(str::to_owned)
            .into_iter()
            .collect(),
        credits: credits.collect(),
        ..Metadata::default()
    }
}

fn attribute(element: &Element, child: &str, name: &str) -> Option<String> {
    element.child(child)?.attribute(name).map(str::to_owned)
}
