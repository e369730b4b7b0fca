//! Articles and values as promised JSON rows.

use recoupe_text::dates::Day;
use recoupe_text::html::PageBlock;
use recoupe_text::values::{self, Bound, Kind, Value};
use recoupe_text::{Article, Language, Line, detect};
use serde::Serialize;

/// A row of `recoupe clean`.
#[derive(Serialize)]
struct CleanRow<'article> {
    id: &'article str,
    /// The outlet, else where the document was read.
    source: &'article str,
    title: Option<&'article str>,
    /// The body a reader would call the article.
    text: String,
    language: Language,
    /// Shares of the body by language, largest first.
    languages: &'article [(Language, f32)],
    mixed: bool,
    lines: Vec<LineRow<'article>>,
    sentences: Vec<SentenceRow>,
}

#[derive(Serialize)]
struct LineRow<'article> {
    #[serde(flatten)]
    line: &'article Line,
    /// Where the line stands in the page it came from.
    #[serde(skip_serializing_if = "Option::is_none")]
    page_start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_end: Option<u32>,
}

#[derive(Serialize)]
struct SentenceRow {
    byte_start: u32,
    byte_end: u32,
}

/// An article as a row of `recoupe clean`, JSON on one line: `id`, `source` (the outlet, else
/// `place`, where the document was read), `title`, `text` (the body
/// prose), `language`, `languages` (pairs of language and share of the body), `mixed` (a second
/// language has a good share), `lines`, `sentences`. Spans index the document's text as it came, for
/// a page of HTML the text extracted from it; there each line also has `page_start` and
/// `page_end`, bytes of the page in UTF-8, by its `blocks` (empty for plain text).
pub fn clean_row(article: &Article, blocks: &[PageBlock], place: &str) -> String {
    let sentences = article.sentences.iter().map(|sentence| SentenceRow {
        byte_start: sentence.span.start,
        byte_end: sentence.span.end,
    });
    json(&CleanRow {
        id: &article.id,
        source: article.source.as_deref().unwrap_or(place),
        title: article.title.as_ref().map(|title| title.text.as_str()),
        text: article.body(),
        language: article.language,
        languages: &article.languages,
        mixed: article.is_mixed(),
        lines: line_rows(&article.lines, blocks),
        sentences: sentences.collect(),
    })
}

/// Lines with their places in the page. Both lists are in the order of the text: linear.
fn line_rows<'article>(
    lines: &'article [Line],
    blocks: &[PageBlock],
) -> Vec<LineRow<'article>> {
    let mut blocks = blocks.iter().peekable();
    let mut row = |line: &'article Line| {
        while blocks.next_if(|block| block.text.end <= line.span.start).is_some() {}
        let page = blocks
            .peek()
            .filter(|block| block.text.covers(line.span) && !block.page.is_empty())
            .map(|block| block.page);
        LineRow {
            line,
            page_start: page.map(|page| page.start),
            page_end: page.map(|page| page.end),
        }
    };
    lines.iter().map(&mut row).collect()
}

/// A row of `recoupe values`.
#[derive(Serialize)]
struct ValuesRow<'text> {
    language: Language,
    values: Vec<ValueRow<'text>>,
}

#[derive(Serialize)]
struct ValueRow<'text> {
    kind: Kind,
    text: &'text str,
    char_start: usize,
    char_end: usize,
    amount: Option<f64>,
    high: Option<f64>,
    unit: Option<String>,
    bound: Bound,
    iso: Option<String>,
    /// What the amount is paid for: `share`, `year`.
    #[serde(skip_serializing_if = "Option::is_none")]
    per: Option<String>,
    /// The noun that a number counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    counts: Option<&'text str>,
    /// A bare "$" in a text that names no country.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    unit_assumed: bool,
    /// The value before it, told again in another currency.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    converts_previous: bool,
}

/// The typed values of a piece of text as a row of `recoupe values`, JSON on one line. Read
/// in the language given; without one in the language of the text, and where that is too
/// short to tell in the one of English and French that reads more of it. Relative dates are
/// counted from `day`, the day of publication, and stay unresolved without it.
pub fn values_row(text: &str, language: Option<Language>, day: Option<Day>) -> String {
    let (language, found) = match language.unwrap_or_else(|| detect(text)) {
        Language::Unknown => most_read(text, day),
        language => (language, values::find_all(text, language, day)),
    };
    let row = |value: &Value| {
        let (char_start, char_end) = value.span.characters(text);
        ValueRow {
            kind: value.kind,
            text: value.span.of(text),
            char_start,
            char_end,
            amount: value.amount.and_then(|amount| f64::try_from(amount).ok()),
            high: value.high.and_then(|high| f64::try_from(high).ok()),
            unit: value.unit.clone(),
            bound: value.bound,
            iso: value.iso.clone(),
            per: value.per.clone(),
            counts: value.counts.map(|noun| noun.of(text)),
            unit_assumed: value.unit_assumed,
            converts_previous: value.converts_previous,
        }
    };
    json(&ValuesRow { language, values: found.iter().map(row).collect() })
}

/// The reading that covers more bytes; English where both cover the same.
fn most_read(text: &str, day: Option<Day>) -> (Language, Vec<Value>) {
    let covered =
        |found: &[Value]| found.iter().map(|value| value.span.len()).sum::<usize>();
    let english = values::find_all(text, Language::English, day);
    let french = values::find_all(text, Language::French, day);
    if covered(&french) > covered(&english) {
        return (Language::French, french);
    }
    (Language::English, english)
}

/// A string as JSON.
pub fn json_text(text: &str) -> String {
    json(&text)
}

/// Serialising rows of strings and numbers cannot fail.
fn json(row: &impl Serialize) -> String {
    serde_json::to_string(row).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_in_both_languages_with_character_spans() {
        let cases = [
            ("Été: 10 milliards de dollars", Language::French),
            ("Été: $10 billion", Language::English),
        ];
        for (text, language) in cases {
            let row = values_row(text, Some(language), None);
            let row: serde_json::Value = serde_json::from_str(&row).unwrap();
            let value = &row["values"][0];
            assert_eq!(
                (value["kind"].as_str(), value["amount"].as_f64()),
                (Some("money"), Some(1e10))
            );
            assert_eq!(value["char_start"], 5, "{row}");
        }
    }
}
