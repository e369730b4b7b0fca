//! What was said, and by whom: words between quotation marks that the text credits to
//! somebody.
//!
//! Finds: `"…," said Ann Lee`, `Ann Lee said: "…"`, `the union leader fumed`, speech that
//! goes on after its speaker was named or over several paragraphs, a few quoted words
//! (`called it "a triumph of pride"`); « … », a déclaré Ann Lee ; « …, a-t-elle dit, … ».
//! Must not find: titles of works and names in marks, single words, slogans that nobody is
//! said to have said.

mod attribution;
mod incise;
pub(crate) mod marks;
mod paragraphs;
mod people;
mod subjects;
#[cfg(test)]
mod tests;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use recoupe_text::Article;

use crate::merge::cite;
use crate::reading::Reading;
use crate::sheet::{Field, Place, Quote};
use attribution::attribution;
use paragraphs::{Paragraph, Unit, paragraphs};
use people::{People, Speaker, Spot};
pub(crate) use words::is_person_noun;

/// Fewer quoted words than this are a word held at arm's length, not a quotation.
const FEWEST_WORDS: usize = 2;
/// Words that stand by themselves (nobody says "said") must be at least this many to be
/// taken for speech of the one just named, unless they are a sentence of their own.
const FEWEST_FREE_WORDS: usize = 4;

/// A quotation before equal ones are put together.
struct Spoken {
    paragraph: usize,
    quote: usize,
    speaker: Option<Speaker>,
    role: Option<String>,
}

/// The quotations of a story, in order of the articles; the same words in several articles
/// are one.
pub(crate) fn quotes(reading: &Reading, articles: &[&Article]) -> Vec<Quote> {
    let paragraphs = paragraphs(reading, articles);
    let people = People::learn(&paragraphs, &reading.entities);
    let mut search =
        Search { paragraphs: &paragraphs, people, reading, spoken: BTreeMap::new() };
    let mut found: Vec<Spoken> = Vec::new();
    for paragraph in 0..paragraphs.len() {
        let more = search.paragraph(paragraph, found.last());
        search.carry_back(&mut found, &more);
        found.extend(more);
    }
    found.retain(|spoken| spoken.speaker.is_some());
    assemble(&found, &paragraphs, reading, articles)
}

struct Search<'story> {
    paragraphs: &'story [Paragraph<'story>],
    people: People<'story>,
    reading: &'story Reading,
    spoken: BTreeMap<Spot, Speaker>,
}

impl Search<'_> {
    /// The quotations of one paragraph, and their speakers where they are known.
    fn paragraph(&mut self, at: usize, last: Option<&Spoken>) -> Vec<Spoken> {
        let Some(paragraph) = self.paragraphs.get(at) else { return Vec::new() };
        let mut found: Vec<Spoken> = Vec::new();
        if paragraph.heading {
            return found;
        }
        for (index, sentence) in paragraph.sentences.iter().enumerate() {
            for unit in sentence.clone() {
                let Some(Unit::Quote(quote)) = paragraph.units.get(unit) else {
                    continue;
                };
                let before = found.last().or(last);
                if let Some(spoken) = self.quote((at, index), unit, *quote, before) {
                    found.push(spoken);
                }
            }
        }
        found
    }

    fn quote(
        &mut self,
        spot: Spot,
        unit: usize,
        quote: usize,
        last: Option<&Spoken>,
    ) -> Option<Spoken> {
        let paragraph = self.paragraphs.get(spot.0)?;
        let sentence = paragraph.sentences.get(spot.1)?.clone();
        let words = paragraph.words(quote);
        let count = words
            .split_whitespace()
            .filter(|word| word.chars().any(char::is_alphanumeric))
            .count();
        if count < FEWEST_WORDS || is_title(paragraph, unit, words) {
            return None;
        }
        let own = attribution(paragraph, sentence.clone(), unit, &self.reading.entities);
        let mut credited = own.is_some();
        let speaker = match &own {
            Some(found) => {
                self.people.resolve(self.paragraphs, spot, found, &self.spoken)
            }
            None => None,
        };
        let speaker = if credited {
            speaker
        } else {
            credited = true;
            self.inherited(spot, unit, quote, last)
        };
        let unfinished = paragraph.quotes.get(quote).is_some_and(|quote| quote.open);
        if speaker.is_none() && !(credited && own.is_some()) && !unfinished {
            return None;
        }
        let joined = (sentence.start..unit).any(|at| paragraph.is_quote(at));
        let goes_on = joined || self.just_spoke(spot).is_some();
        let whole =
            words.starts_with(char::is_uppercase) && words.ends_with(['.', '!', '?']);
        if own.is_none() && count < FEWEST_FREE_WORDS && !goes_on && !whole {
            return None;
        }
        if let Some(speaker) = &speaker {
            self.spoken.insert(spot, speaker.clone());
        }
        let role = match &speaker {
            Some(Speaker::Named(entity)) => self.people.role(*entity, paragraph.article),
            _ => None,
        };
        Some(Spoken { paragraph: spot.0, quote, speaker, role })
    }

    /// Who goes on speaking where the sentence itself names nobody.
    fn inherited(
        &self,
        spot: Spot,
        unit: usize,
        quote: usize,
        last: Option<&Spoken>,
    ) -> Option<Speaker> {
        let paragraph = self.paragraphs.get(spot.0)?;
        let sentence = paragraph.sentences.get(spot.1)?.clone();
        // `"…," said X, "…"`: another quotation of the same sentence.
        let joined = (sentence.start..unit).any(|at| paragraph.is_quote(at));
        let same =
            last.filter(|last| last.paragraph == spot.0 && last.quote + 1 == quote);
        if joined {
            return same.and_then(|last| last.speaker.clone());
        }
        let alone =
            sentence.clone().all(|at| paragraph.is_quote(at) || paragraph.is_mark(at));
        if !alone {
            return None;
        }
        if spot.1 == 0 {
            let open = last.filter(|last| {
                let before = self.paragraphs.get(last.paragraph);
                last.paragraph + 1 == spot.0
                    && before.is_some_and(|before| {
                        before.article == paragraph.article
                            && before
                                .quotes
                                .get(last.quote)
                                .is_some_and(|quote| quote.open)
                    })
            });
            if let Some(open) = open {
                return open.speaker.clone();
            }
        }
        let words = paragraph.words(quote);
        if !words.ends_with(['.', '!', '?', '…'])
            && !words.starts_with(char::is_uppercase)
        {
            return None;
        }
        self.just_spoke(spot).or_else(|| self.just_named(spot))
    }

    /// The speaker of the sentence right before, in this paragraph or at the end of the one
    /// before.
    fn just_spoke(&self, spot: Spot) -> Option<Speaker> {
        let before = people::back(self.paragraphs, spot).next()?;
        self.spoken.get(&before).cloned()
    }

    /// The one person whom the sentence before, in the same paragraph, is about.
    fn just_named(&self, spot: Spot) -> Option<Speaker> {
        let before = people::back(self.paragraphs, spot).next()?;
        if before.0 != spot.0 {
            return None;
        }
        let paragraph = self.paragraphs.get(before.0)?;
        let sentence = people::sentence(self.paragraphs, before)?;
        let subject = subjects::sentence_subject(
            paragraph,
            sentence.clone(),
            &self.reading.entities,
        )?;
        let names: BTreeSet<_> = sentence
            .filter_map(|at| paragraph.name(at))
            .filter(|entity| self.people.is_person(*entity))
            .collect();
        match subject {
            subjects::Found::Name(entity, _)
                if names.len() == 1 && names.contains(&entity) =>
            {
                Some(Speaker::Named(entity))
            }
            _ => None,
        }
    }

    /// Speech over several paragraphs whose speaker only the last one names.
    fn carry_back(&self, found: &mut [Spoken], more: &[Spoken]) {
        let Some(first) = more.first().filter(|first| first.quote == 0) else { return };
        let mut next = first.paragraph;
        for earlier in found.iter_mut().rev() {
            let open = self.paragraphs.get(earlier.paragraph).is_some_and(|paragraph| {
                paragraph.quotes.get(earlier.quote).is_some_and(|quote| quote.open)
            });
            if earlier.speaker.is_some() || !open || earlier.paragraph + 1 != next {
                return;
            }
            earlier.speaker.clone_from(&first.speaker);
            earlier.role.clone_from(&first.role);
            next = earlier.paragraph;
        }
    }
}

/// Whether words in marks are the title of a work or a name: capitals throughout, or no
/// verb of speech can reach them because they stand right after a noun that they name.
fn is_title(paragraph: &Paragraph<'_>, unit: usize, words: &str) -> bool {
    let long: Vec<&str> =
        words.split_whitespace().filter(|word| word.chars().count() > 3).collect();
    let capitals =
        long.iter().filter(|word| word.starts_with(char::is_uppercase)).count();
    if long.len() >= 2 && capitals == long.len() && !words.ends_with([',', '.', '!', '?'])
    {
        return true;
    }
    let short = words.split_whitespace().count() <= 6;
    short
        && words.starts_with(char::is_uppercase)
        && NAMED_THINGS.contains(&paragraph.before(unit))
}

/// Nouns that the title after them names.
const NAMED_THINGS: [&str; 28] = [
    "film",
    "book",
    "song",
    "album",
    "novel",
    "series",
    "show",
    "podcast",
    "newsletter",
    "magazine",
    "newspaper",
    "report",
    "programme",
    "program",
    "project",
    "operation",
    "livre",
    "roman",
    "chanson",
    "série",
    "émission",
    "lettre",
    "journal",
    "rapport",
    "projet",
    "opération",
    "baptisé",
    "baptisée",
];

/// Puts equal words together: one quotation with all its articles, shown as the earliest
/// article has it.
fn assemble(
    found: &[Spoken],
    paragraphs: &[Paragraph<'_>],
    reading: &Reading,
    articles: &[&Article],
) -> Vec<Quote> {
    let mut quotes: Vec<Quote> = Vec::new();
    let mut by_words: BTreeMap<String, usize> = BTreeMap::new();
    for spoken in found {
        let Some(paragraph) = paragraphs.get(spoken.paragraph) else { continue };
        let Some(article) = articles.get(paragraph.article) else { continue };
        let Some(marked) = paragraph.quotes.get(spoken.quote) else { continue };
        let key = recoupe_text::fold::fold_key(paragraph.words(spoken.quote));
        if let Some(known) = by_words.get(&key).and_then(|at| quotes.get_mut(*at)) {
            if !known.articles.contains(&article.id) {
                known.articles.push(article.id.clone());
            }
            continue;
        }
        let speaker = match &spoken.speaker {
            Some(Speaker::Named(entity)) => {
                Some(reading.entities.name(*entity).to_owned())
            }
            Some(Speaker::Described(words)) => Some(words.clone()),
            None => None,
        };
        by_words.insert(key, quotes.len());
        quotes.push(Quote {
            speaker,
            role: spoken.role.clone(),
            citation: cite(
                article,
                Field::Text,
                marked.inner,
                paragraph.sentence_of(marked.outer),
                Place::Body,
            ),
            articles: vec![article.id.clone()],
        });
    }
    quotes
}
