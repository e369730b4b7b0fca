//! To whom the words around a quotation credit it, by the grammar of its sentence alone.

use std::ops::Range;

use recoupe_text::Language;

use super::paragraphs::Paragraph;
use super::subjects::{
    Found, group_start, sentence_subject, subject_after, subject_before,
};
use super::words::{
    is_before_verb, is_naming, is_person_noun, is_speech, looks_reporting, opens_phrase,
};
use crate::scene::entities::Entities;
use crate::scene::words::{is_conjunction, is_determiner, is_preposition, is_relative};

/// How far from its quotation a verb of speech may stand, in units.
const REACH: usize = 24;

/// The subject that the sentence of the quotation at unit `at` credits; `None` where the
/// sentence has no verb of speech with a subject.
///
/// Words before a quotation decide before words after it: `Stone said "…", a figure that
/// Lee denied`.
pub(super) fn attribution(
    paragraph: &Paragraph<'_>,
    sentence: Range<usize>,
    at: usize,
    entities: &Entities,
) -> Option<Found> {
    let left = sentence.start..at;
    let spoken_before =
        left.clone().any(|at| !paragraph.is_mark(at) && !paragraph.is_quote(at));
    if spoken_before && let Some(found) = from_left(paragraph, left, entities) {
        return Some(found);
    }
    from_right(paragraph, sentence, at, spoken_before, entities)
}

fn from_left(
    paragraph: &Paragraph<'_>,
    left: Range<usize>,
    entities: &Entities,
) -> Option<Found> {
    let introduced =
        left.end.checked_sub(1).is_some_and(|last| paragraph.word(last) == ":");
    let reach = if introduced { left.len() } else { REACH };
    for at in left.clone().rev().take(reach) {
        if paragraph.word(at) == ";" {
            break;
        }
        if let Some(from) = source_from(paragraph, at) {
            let found = subject_after(paragraph, from..left.end, entities);
            if found.is_some() {
                return found;
            }
        }
        if is_verb_at(paragraph, at) && is_naming(paragraph.word(at)) {
            let group = group_start(paragraph, left.start, at);
            let found = subject_before(paragraph, left.start..group, entities);
            if found.is_some() {
                return found;
            }
        }
    }
    if !introduced {
        return None;
    }
    match sentence_subject(paragraph, left, entities) {
        // No verb is known here that could end the phrase: it ends with its noun.
        Some(Found::Phrase(phrase)) => {
            let noun = phrase.clone().find(|at| is_person_noun(paragraph.word(*at)))?;
            Some(Found::Phrase(phrase.start..noun + 1))
        }
        found => found,
    }
}

/// Whether a plain word stands here that no determiner makes a noun.
fn is_verb_at(paragraph: &Paragraph<'_>, at: usize) -> bool {
    let before = paragraph.before(at);
    let noun = is_determiner(before)
        && !matches!(before, "that" | "l'" | "la" | "le" | "les")
        && !(before == "a" && paragraph.language == Language::French);
    paragraph.name(at).is_none() && !paragraph.is_mark(at) && !noun
}

/// One past "according to", « selon », « d'après », where they stand at a unit.
fn source_from(paragraph: &Paragraph<'_>, at: usize) -> Option<usize> {
    let next = paragraph.word(at + 1);
    match paragraph.word(at) {
        "according" if next == "to" => Some(at + 2),
        "selon" | "d'après" => Some(at + 1),
        "après" if paragraph.before(at) == "d'" => Some(at + 1),
        "for" | "pour"
            if paragraph.name(at + 1).is_some() && paragraph.word(at + 2) == "," =>
        {
            Some(at + 1)
        }
        _ => None,
    }
}

fn from_right(
    paragraph: &Paragraph<'_>,
    sentence: Range<usize>,
    at: usize,
    spoken_before: bool,
    entities: &Entities,
) -> Option<Found> {
    let end =
        (at + 1..sentence.end).find(|at| paragraph.is_quote(*at)).unwrap_or(sentence.end);
    let words = match paragraph.units.get(at) {
        Some(super::paragraphs::Unit::Quote(quote)) => paragraph.words(*quote),
        _ => "",
    };
    let mut start = at + 1;
    while start < end && matches!(paragraph.word(start), "," | "-") {
        start += 1;
    }
    let comma = start > at + 1 || words.ends_with([',', '?', '!', '…']);
    if start >= end || (spoken_before && !comma) {
        return None;
    }
    if let Some(from) = source_from(paragraph, start) {
        return subject_after(paragraph, from..end, entities);
    }
    let free = !spoken_before && start > at + 1;
    inverted(paragraph, start..end, free, entities)
        .or_else(|| straight(paragraph, start..end, comma, entities))
}

/// `said X`, « a déclaré X », « nous a-t-elle écrit », « dit-il ».
fn inverted(
    paragraph: &Paragraph<'_>,
    range: Range<usize>,
    free: bool,
    entities: &Entities,
) -> Option<Found> {
    let mut verb = range.start;
    let mut pronoun = None;
    let mut auxiliary = false;
    while verb < range.end
        && verb < range.start + 9
        && is_before_verb(paragraph.word(verb))
    {
        let word = paragraph.word(verb);
        if matches!(word, "il" | "elle" | "ils" | "elles") {
            pronoun = Some(verb);
        }
        auxiliary |=
            matches!(word, "a" | "ont" | "avait" | "avaient" | "est" | "sont" | "était");
        verb += 1;
    }
    if verb >= range.end || !is_verb_at(paragraph, verb) && !auxiliary {
        return None;
    }
    let word = paragraph.word(verb);
    let shown = free && verb == range.start && shows_inversion(paragraph, verb);
    let reports = is_speech(word) || shown || (auxiliary && looks_reporting(word));
    if !reports {
        return None;
    }
    if paragraph.word(verb + 1) == "-" {
        pronoun = (verb + 2..(verb + 5).min(range.end))
            .find(|at| matches!(paragraph.word(*at), "il" | "elle" | "ils" | "elles"))
            .or(pronoun);
    }
    match pronoun {
        Some(pronoun) => Some(Found::Pronoun(pronoun)),
        None => subject_after(paragraph, verb + 1..range.end, entities),
    }
}

/// Whether a verb of any meaning stands inverted before its subject in French, which after
/// a quotation and a comma reports it: « … », sourit-il ; « … », balaie le maire.
fn shows_inversion(paragraph: &Paragraph<'_>, verb: usize) -> bool {
    let word = paragraph.word(verb);
    let next = paragraph.word(verb + 1);
    let clitic = next == "-"
        && (verb + 2..verb + 5)
            .any(|at| matches!(paragraph.word(at), "il" | "elle" | "ils" | "elles"));
    let subject = paragraph.name(verb + 1).is_some() || opens_phrase(next);
    paragraph.language == Language::French
        && paragraph.is_word(verb)
        && word.chars().count() > 3
        && word.ends_with(['e', 't', 'd'])
        && !is_preposition(word)
        && !is_conjunction(word)
        && !is_relative(word)
        && !opens_phrase(word)
        && (clitic || subject)
}

/// `X said`, `X, chief executive of Y, told reporters`, `the docker fumed`.
fn straight(
    paragraph: &Paragraph<'_>,
    range: Range<usize>,
    comma: bool,
    entities: &Entities,
) -> Option<Found> {
    let english = paragraph.language == Language::English;
    let verb = range.clone().skip(1).take(REACH + 6).find(|at| {
        let word = paragraph.word(*at);
        let reporting = english && comma && word.ends_with("ed") && word.len() > 4;
        is_verb_at(paragraph, *at) && (is_speech(word) || reporting)
    })?;
    let group = group_start(paragraph, range.start, verb);
    let found = subject_before(paragraph, range.start..group, entities)?;
    match found {
        // A pronoun inside the words after a quotation is its speaker only if it opens them.
        Found::Pronoun(at) if at != range.start => None,
        found => Some(found),
    }
}
