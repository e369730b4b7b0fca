//! Citations as annotations after the Web Annotation Data Model (W3C Recommendation, 2017).
//!
//! A quote selector finds the words again in a page that has changed around them; a position
//! selector counts characters (Unicode code points) of the article's text as the edition
//! keeps it. Words of a title that stands beside the text have the quote selector only.

use recoupe_facts::{Citation, Field};
use serde_json::{Value, json};

use super::{article_name, urn};
use crate::edition::Edition;

/// Characters of context on each side of the quoted words: enough to tell two equal numbers
/// of one article apart.
const CONTEXT: usize = 32;

/// One page with an annotation for each citation of each fact, in the order of the sheets.
pub(super) fn page(edition: &Edition) -> Value {
    let mut items = Vec::new();
    for sheet in &edition.sheets {
        for fact in &sheet.facts {
            for (index, citation) in fact.citations.iter().enumerate() {
                let fact_id = format!("{}.{}", sheet.story, fact.fact);
                items.push(json!({
                    "id": urn("annotation", &format!("{fact_id}.{}", index + 1)),
                    "type": "Annotation",
                    "motivation": "describing",
                    "body": [
                        { "id": urn("fact", &fact_id), "type": "Text" },
                        text_body(&fact.statement, "en"),
                        text_body(&fact.statement_fr, "fr"),
                    ],
                    "target": target(edition, citation),
                }));
            }
        }
    }
    json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:recoupe:annotations",
        "type": "AnnotationPage",
        "items": items,
    })
}

fn text_body(text: &str, language: &str) -> Value {
    json!({
        "type": "TextualBody",
        "value": text,
        "language": language,
        "format": "text/plain",
    })
}

fn target(edition: &Edition, citation: &Citation) -> Value {
    let (prefix, suffix) = context(edition, citation);
    let mut selectors = vec![json!({
        "type": "TextQuoteSelector",
        "exact": citation.quote,
        "prefix": prefix,
        "suffix": suffix,
    })];
    if citation.field == Field::Text {
        selectors.push(json!({
            "type": "TextPositionSelector",
            "start": citation.char_start,
            "end": citation.char_end,
        }));
    }
    json!({ "source": article_name(edition, &citation.article), "selector": selectors })
}

/// The characters before and after the quoted words.
fn context(edition: &Edition, citation: &Citation) -> (String, String) {
    let article = edition.text(&citation.article);
    let text = article.map_or("", |article| match citation.field {
        Field::Text => article.text.as_str(),
        Field::Title => article.title.as_ref().map_or("", |title| title.text.as_str()),
    });
    let before = text.get(..citation.byte_start as usize).unwrap_or_default();
    let after = text.get(citation.byte_end as usize..).unwrap_or_default();
    let from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(from, _)| from);
    let prefix = before.get(from..).unwrap_or_default();
    (prefix.to_owned(), after.chars().take(CONTEXT).collect())
}
