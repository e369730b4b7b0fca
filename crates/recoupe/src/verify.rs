//! Every citation of an edition, checked again.

use std::collections::BTreeMap;

use recoupe_facts::{Citation, Field};
use recoupe_formats::Error;
use recoupe_text::{Article, LineClass, Span};
use serde::Serialize;

use crate::progress::Progress;
use crate::{Edition, Settings, reading};

/// What the check found.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Verification {
    /// How many citations were checked.
    pub citations: u64,
    /// How many articles were compared with their sources; 0 without sources.
    pub articles: u64,
    /// What does not hold, in the order of the sheets.
    pub faults: Vec<Fault>,
}

/// A citation, or an article, that does not hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// The story; empty for a fault of an article itself.
    pub story: String,
    /// The fact, `quotes` or `summary`.
    pub fact: String,
    /// The article.
    pub article: String,
    /// What does not hold, in words.
    pub what: String,
}

/// Checks every citation of every sheet: its article exists, its byte and character spans
/// lead to exactly its words, in the text or the title as it says, inside its sentence, and
/// not in chrome. Linear in the texts and citations.
///
/// With `sources`, the inputs are read again and every cited text is compared with what
/// they hold now; fails where they cannot be read.
pub fn verify(
    edition: &Edition,
    sources: Option<&[String]>,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Verification, Error> {
    let mut verification = Verification::default();
    for (story, fact, citation) in citations_of(edition) {
        verification.citations += 1;
        if let Err(what) = check(edition, citation) {
            verification.faults.push(Fault {
                story: story.to_string(),
                fact: fact.to_string(),
                article: citation.article.clone(),
                what,
            });
        }
    }
    if let Some(sources) = sources {
        let reading = reading::read(sources, settings, progress)?;
        let found = reading.documents.into_iter().filter_map(Result::ok);
        let found: BTreeMap<String, Article> =
            found.map(|article| (article.id.clone(), article)).collect();
        compare(edition, &found, &mut verification);
    }
    Ok(verification)
}

/// All citations with their story and the fact (or part of the sheet) they stand under.
fn citations_of(edition: &Edition) -> impl Iterator<Item = (&str, &str, &Citation)> {
    edition.sheets.iter().flat_map(|sheet| {
        let story = sheet.story.as_str();
        let facts = sheet.facts.iter().flat_map(move |fact| {
            fact.citations
                .iter()
                .map(move |citation| (story, fact.fact.as_str(), citation))
        });
        let quotes =
            sheet.quotes.iter().map(move |quote| (story, "quotes", &quote.citation));
        let summary = sheet.summary.iter().flat_map(move |line| {
            line.citations.iter().map(move |citation| (story, "summary", citation))
        });
        facts.chain(quotes).chain(summary)
    })
}

/// Checks one citation; the error says what does not hold.
fn check(edition: &Edition, citation: &Citation) -> Result<(), String> {
    let article = edition
        .text(&citation.article)
        .ok_or_else(|| "the article is not in the edition".to_string())?;
    let text = match citation.field {
        Field::Text => article.text.as_str(),
        Field::Title => article.title.as_ref().map_or("", |title| title.text.as_str()),
    };
    let span = Span { start: citation.byte_start, end: citation.byte_end };
    let words = span.of(text);
    if words.is_empty() || words != citation.quote {
        return Err(format!("bytes {}..{} read \"{words}\"", span.start, span.end));
    }
    let characters = span.characters(text);
    if characters != (citation.char_start as usize, citation.char_end as usize) {
        return Err(format!("the characters are {}..{}", characters.0, characters.1));
    }
    let sentence =
        Span { start: citation.sentence_byte_start, end: citation.sentence_byte_end };
    if sentence.of(text) != citation.sentence || !sentence.covers(span) {
        return Err(
            "the sentence is not at its bytes, or not around the words".to_string()
        );
    }
    if citation.field == Field::Text && stands_in_chrome(article, span) {
        return Err("the words stand in the page's furniture".to_string());
    }
    Ok(())
}

fn stands_in_chrome(article: &Article, span: Span) -> bool {
    article
        .lines
        .iter()
        .any(|line| line.class == LineClass::Chrome && line.span.overlaps(span))
}

/// Compares the cited articles with what the sources hold now.
fn compare(
    edition: &Edition,
    found: &BTreeMap<String, Article>,
    verification: &mut Verification,
) {
    for kept in &edition.texts {
        verification.articles += 1;
        let what = match found.get(&kept.id) {
            None => "the sources hold no such document",
            Some(now) if now.text != kept.text => "the text in the sources is another",
            Some(_) => continue,
        };
        verification.faults.push(Fault {
            story: String::new(),
            fact: String::new(),
            article: kept.id.clone(),
            what: what.to_string(),
        });
    }
}
