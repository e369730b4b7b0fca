//! Who does the saying: the noun phrase before or after a verb of speech.

use std::ops::Range;

use recoupe_text::Language;

use super::paragraphs::Paragraph;
use super::words::{
    is_before_verb, is_person_noun, is_speaker_pronoun, is_speech, opens_phrase,
};
use crate::scene::entities::{Entities, EntityId, EntityKind};
use crate::scene::node::{NodeKind, ReferenceKind};
use crate::scene::verbs::is_verb;
use crate::scene::words::{
    is_and, is_auxiliary, is_conjunction, is_determiner, is_preposition, is_relative,
};

/// A subject as it stands in the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// A name, and the words beside it that say who that is.
    Name(EntityId, Option<Range<usize>>),
    /// he, she, it, il, elle: the unit.
    Pronoun(usize),
    /// A noun phrase without a name.
    Phrase(Range<usize>),
}

/// How far a noun phrase may reach, in units.
const LONGEST_PHRASE: usize = 16;

/// The subject among the units before a verb group: next to the verb, else the head of the
/// part the verb stands in, else of the first part that has one.
pub(super) fn subject_before(
    paragraph: &Paragraph<'_>,
    range: Range<usize>,
    entities: &Entities,
) -> Option<Found> {
    if let Some(found) = adjacent(paragraph, range.clone(), entities) {
        return Some(found);
    }
    let aside = range.end > range.start && paragraph.word(range.end - 1) == ",";
    let parts = parts(paragraph, range);
    // A comma before the verb closes words set beside the subject.
    if aside {
        return first_head(paragraph, &parts, entities);
    }
    let own = parts.last().and_then(|part| head(paragraph, part.clone(), entities));
    own.or_else(|| first_head(paragraph, &parts, entities))
}

/// The subject of a whole sentence: the head of its first part that has one.
pub(super) fn sentence_subject(
    paragraph: &Paragraph<'_>,
    range: Range<usize>,
    entities: &Entities,
) -> Option<Found> {
    first_head(paragraph, &parts(paragraph, range), entities)
}

fn first_head(
    paragraph: &Paragraph<'_>,
    parts: &[Range<usize>],
    entities: &Entities,
) -> Option<Found> {
    for (index, part) in parts.iter().enumerate() {
        match head(paragraph, part.clone(), entities) {
            Some(Found::Phrase(phrase)) => {
                return Some(apposed(paragraph, phrase, parts.get(index + 1)));
            }
            Some(found) => return Some(found),
            None => {}
        }
    }
    None
}

/// "the union's secretary, Ann Lee, …": a phrase and the name set beside it.
fn apposed(
    paragraph: &Paragraph<'_>,
    phrase: Range<usize>,
    next: Option<&Range<usize>>,
) -> Found {
    let named = next.and_then(|part| paragraph.name(part.start));
    match named {
        Some(entity) if has_person_noun(paragraph, phrase.clone()) => {
            Found::Name(entity, Some(phrase))
        }
        _ => Found::Phrase(phrase),
    }
}

fn has_person_noun(paragraph: &Paragraph<'_>, mut phrase: Range<usize>) -> bool {
    phrase.any(|at| is_person_noun(paragraph.word(at)))
}

fn adjacent(
    paragraph: &Paragraph<'_>,
    range: Range<usize>,
    entities: &Entities,
) -> Option<Found> {
    let at = range.end.checked_sub(1).filter(|at| range.contains(at))?;
    let word = paragraph.word(at);
    if is_speaker_pronoun(word) {
        return Some(Found::Pronoun(at));
    }
    if matches!(word, "who" | "qui") {
        let name = range.clone().rev().find(|at| paragraph.name(*at).is_some())?;
        return paragraph.name(name).map(|entity| Found::Name(entity, None));
    }
    let entity = free_name(paragraph, range.start, at, entities)?;
    Some(Found::Name(entity, before_name(paragraph, range.start, at)))
}

/// The name at a unit, where no preposition governs it and it owns nothing.
fn free_name(
    paragraph: &Paragraph<'_>,
    lower: usize,
    at: usize,
    entities: &Entities,
) -> Option<EntityId> {
    let entity = paragraph.name(at)?;
    let owns = paragraph.node(at).is_some_and(|node| node.possessive);
    (!owns && !governed(paragraph, lower, at, entities)).then_some(entity)
}

/// Whether a preposition governs the name at a unit. A noun between the two makes the name
/// of a person stand beside that noun ("head of industry Ann Lee"), unless the noun is a
/// post itself ("adviser to president Ann Lee").
fn governed(
    paragraph: &Paragraph<'_>,
    lower: usize,
    at: usize,
    entities: &Entities,
) -> bool {
    let mut nouns = false;
    for left in (lower..at).rev().take(7) {
        let word = paragraph.word(left);
        match paragraph.node(left).map(|node| &node.kind) {
            Some(NodeKind::Name(_)) => {
                return paragraph.node(left).is_some_and(|node| node.possessive)
                    && governed(paragraph, lower, left, entities);
            }
            Some(NodeKind::Mark) if word == "-" => continue,
            Some(NodeKind::Word) => {}
            Some(NodeKind::Reference(..)) => {
                nouns = true;
                continue;
            }
            _ => return false,
        }
        if is_and(word) {
            return left.checked_sub(1).is_some_and(|name| {
                paragraph.name(name).is_some()
                    && governed(paragraph, lower, name, entities)
            });
        }
        if is_preposition(word) {
            let person = paragraph
                .name(at)
                .is_some_and(|entity| entities.kind(entity) == EntityKind::Person);
            return !(nouns && person && !is_person_noun(paragraph.before(at)));
        }
        if is_finite(paragraph, left) {
            return false;
        }
        nouns |= !is_determiner(word);
    }
    false
}

/// Whether a verb stands at a unit that ends a noun phrase.
fn is_finite(paragraph: &Paragraph<'_>, at: usize) -> bool {
    let word = paragraph.word(at);
    if word == "a" && paragraph.language == Language::English || is_person_noun(word) {
        return false;
    }
    if word == "close" && paragraph.word(at + 1) == "to" {
        return false;
    }
    if matches!(word, "s'" | "se" | "n'" | "ne") {
        return true;
    }
    let noun = is_determiner(paragraph.before(at)) && paragraph.before(at) != "that";
    is_auxiliary(word) || !noun && (is_verb(word) || is_speech(word))
}

/// The parts of a range between commas, empty ones left out.
fn parts(paragraph: &Paragraph<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = range.start;
    for at in range.clone() {
        if matches!(paragraph.word(at), "," | ";" | ":" | "(" | ")")
            || paragraph.is_quote(at)
        {
            found.push(start..at);
            start = at + 1;
        }
    }
    found.push(start..range.end);
    found.retain(|part| !part.is_empty());
    found
}

/// The head of one part: the last free name before its verb, a pronoun that opens it, or a
/// noun phrase.
fn head(
    paragraph: &Paragraph<'_>,
    part: Range<usize>,
    entities: &Entities,
) -> Option<Found> {
    let start = part.clone().find(|at| !is_opener(paragraph.word(*at)))?;
    if is_relative(paragraph.word(start)) || subordinates(paragraph.word(part.start)) {
        return None;
    }
    let pronoun = matches!(
        paragraph.node(start).map(|node| &node.kind),
        Some(NodeKind::Word | NodeKind::Reference(ReferenceKind::Pronoun, _))
    ) && is_speaker_pronoun(paragraph.word(start));
    if pronoun {
        return Some(Found::Pronoun(start));
    }
    let end = (start..part.end)
        .take(LONGEST_PHRASE)
        .find(|at| is_finite(paragraph, *at) || is_relative(paragraph.word(*at)))
        .unwrap_or(part.end.min(start + LONGEST_PHRASE));
    let name = (start..end)
        .rev()
        .find(|at| free_name(paragraph, start, *at, entities).is_some());
    if let Some(at) = name {
        let entity = paragraph.name(at)?;
        return Some(Found::Name(entity, before_name(paragraph, start, at)));
    }
    phrase(paragraph, start..end)
}

/// Words that open a clause whose subject is not that of its sentence.
fn subordinates(word: &str) -> bool {
    matches!(
        word,
        "quand"
            | "lorsque"
            | "lorsqu'"
            | "when"
            | "if"
            | "si"
            | "as"
            | "since"
            | "because"
            | "although"
            | "though"
            | "while"
            | "whereas"
            | "puisque"
            | "puisqu'"
            | "quoique"
            | "after"
            | "before"
            | "unless"
    )
}

/// Small words that may open a part before its subject.
fn is_opener(word: &str) -> bool {
    is_and(word)
        || (is_conjunction(word) && word != "if")
        || matches!(
            word,
            "that" | "que" | "qu'" | "however" | "yet" | "-" | "still" | "now"
        )
        || (word.ends_with("ly") && word.len() > 4)
        || (word.ends_with("ment") && word.len() > 6)
}

/// A noun phrase that opens right here.
fn phrase(paragraph: &Paragraph<'_>, range: Range<usize>) -> Option<Found> {
    let first = paragraph.node(range.start)?;
    let word = first.folded.as_str();
    let refers = matches!(first.kind, NodeKind::Reference(ReferenceKind::Company, _));
    let plural = word.ends_with('s') && word.chars().count() > 4;
    let bare = range.len() == 1 && (plural || word == "police");
    let post = is_person_noun(word);
    if !refers && !opens_phrase(word) && !bare && !post {
        return None;
    }
    let end = range.clone().find(|at| {
        paragraph.is_mark(*at) && !matches!(paragraph.word(*at), "-" | "'s")
            || is_past_noun(paragraph, range.start, *at)
    });
    let phrase = range.start..end.unwrap_or(range.end);
    (refers || phrase.len() > 1 || bare).then_some(Found::Phrase(phrase))
}

/// Whether a phrase has ended before this unit: a determiner after its noun opens the next
/// one, and the word between them is a verb that no list knows ("the judge read the verdict").
fn is_past_noun(paragraph: &Paragraph<'_>, start: usize, at: usize) -> bool {
    let verb = at > start
        && is_person_noun(paragraph.before(at))
        && is_determiner(paragraph.word(at + 1))
        && !is_preposition(paragraph.word(at))
        && !is_and(paragraph.word(at))
        && paragraph.name(at).is_none()
        && !paragraph.is_mark(at);
    verb && paragraph.word(at) != "of"
}

/// The words for a post that stand right before a name: "union adviser Ann Lee".
fn before_name(
    paragraph: &Paragraph<'_>,
    lower: usize,
    name: usize,
) -> Option<Range<usize>> {
    let mut start = name;
    while start > lower {
        let at = start - 1;
        let word = paragraph.word(at);
        let plain = matches!(
            paragraph.node(at).map(|node| &node.kind),
            Some(NodeKind::Word | NodeKind::Name(_) | NodeKind::Reference(..))
        ) || matches!(word, "-" | "'s");
        if !plain || is_finite(paragraph, at) || is_conjunction(word) || name - at > 8 {
            break;
        }
        start = at;
        if opens_phrase(word) && !is_preposition(paragraph.before(at)) {
            break;
        }
    }
    let range = start..name;
    (is_person_noun(paragraph.before(name)) || has_person_noun(paragraph, range.clone()))
        .then_some(range)
        .filter(|range| !range.is_empty())
}

/// The subject among the units after a verb: « a déclaré à la presse Ann Lee, directrice »,
/// "said the mayor, Ann Lee".
pub(super) fn subject_after(
    paragraph: &Paragraph<'_>,
    range: Range<usize>,
    entities: &Entities,
) -> Option<Found> {
    let parts = parts(paragraph, range);
    for (index, part) in parts.iter().take(3).enumerate() {
        let part = part.start..clause_end(paragraph, part.clone());
        if let Some(found) = name_after(paragraph, part.clone(), entities) {
            return Some(found);
        }
        if let Some(start) = phrase_start(paragraph, part.clone()) {
            return Some(apposed(paragraph, start..part.end, parts.get(index + 1)));
        }
        if index == 0 && is_speaker_pronoun(paragraph.word(part.start)) {
            return Some(Found::Pronoun(part.start));
        }
        if let Some(Found::Phrase(phrase)) = phrase(paragraph, part) {
            return Some(apposed(paragraph, phrase, parts.get(index + 1)));
        }
    }
    None
}

/// Where the noun phrase of an inverted subject must have ended: a relative, a conjunction.
fn clause_end(paragraph: &Paragraph<'_>, part: Range<usize>) -> usize {
    part.clone()
        .find(|at| {
            let word = paragraph.word(*at);
            is_relative(word) && *at > part.start
                || is_conjunction(word)
                || matches!(word, "." | "after" | "before" | "in" | "que" | "qu'")
                || *at > part.start
                    && matches!(
                        word,
                        "devant" | "lors" | "dans" | "sur" | "during" | "on" | "pendant"
                    )
                // « Un témoin à la radio », but « une source au fait du dossier ».
                || *at > part.start
                    && matches!(word, "à" | "au" | "aux")
                    && !matches!(paragraph.word(*at + 1), "fait" | "courant" | "coeur" | "cœur")
        })
        .unwrap_or(part.end)
}

/// The name in an inverted subject: that of a person, or after a post, before others.
fn name_after(
    paragraph: &Paragraph<'_>,
    part: Range<usize>,
    entities: &Entities,
) -> Option<Found> {
    let free: Vec<(usize, EntityId)> = part
        .clone()
        .filter_map(|at| {
            free_name(paragraph, part.start, at, entities).map(|entity| (at, entity))
        })
        .collect();
    let person = free.iter().rev().find(|(at, entity)| {
        entities.kind(*entity) == EntityKind::Person
            || is_person_noun(paragraph.before(*at))
    });
    let (at, entity) = person.or_else(|| free.first())?;
    Some(Found::Name(*entity, before_name(paragraph, part.start, *at)))
}

/// Where a noun phrase without a name opens after the verb, times and addressees aside.
fn phrase_start(paragraph: &Paragraph<'_>, mut part: Range<usize>) -> Option<usize> {
    part.find(|at| {
        let word = paragraph.word(*at);
        let refers = paragraph.node(*at).is_some_and(|node| {
            matches!(node.kind, NodeKind::Reference(ReferenceKind::Company, _))
        });
        (opens_phrase(word) && !is_time(paragraph.word(at + 1)) || refers)
            && !is_preposition(paragraph.before(*at))
    })
}

fn is_time(word: &str) -> bool {
    matches!(
        word,
        "mois"
            | "semaine"
            | "jour"
            | "soir"
            | "matin"
            | "veille"
            | "lendemain"
            | "an"
            | "année"
            | "lundi"
            | "mardi"
            | "mercredi"
            | "jeudi"
            | "vendredi"
            | "samedi"
            | "dimanche"
            | "week"
            | "month"
            | "year"
            | "day"
            | "same"
    )
}

/// Where the verb group that ends in the verb at `verb` begins: auxiliaries, clitics and
/// adverbs belong to it, pronouns do not.
pub(super) fn group_start(paragraph: &Paragraph<'_>, lower: usize, verb: usize) -> usize {
    let mut start = verb;
    while start > lower {
        let word = paragraph.before(start);
        let adverb = word.ends_with("ly") || (word.ends_with("ment") && word.len() > 6);
        let clitic = is_before_verb(word) && !is_speaker_pronoun(word) && word != "on";
        if !(clitic || adverb || is_auxiliary(word))
            || paragraph.name(start - 1).is_some()
        {
            break;
        }
        start -= 1;
    }
    start
}
