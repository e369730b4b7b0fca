//! What a number counts: "jobs" of "2,400 manufacturing jobs", « emplois » de « 2 400 emplois
//! industriels ».
//!
//! English puts the noun last and French first; a plural tells it. Where no plural follows,
//! nothing is said.

use super::{Bound, Kind, Value};
use crate::{Language, Span};

/// Words after the number among which an English noun is looked for: "young offshore wind
/// workers" has three before it.
const REACH: usize = 4;

/// Plurals without an s.
const IRREGULAR_ENGLISH: &[&str] = &[
    "people",
    "men",
    "women",
    "children",
    "police",
    "troops",
    "staff",
    "sheep",
    "fish",
    "cattle",
    "mice",
    "firemen",
    "policemen",
    "fishermen",
    "media",
    "personnel",
    "grandchildren",
];

/// Where a group of words around an English noun ends.
const ENDS_ENGLISH: &[&str] = &[
    "of", "in", "on", "at", "was", "were", "is", "are", "has", "have", "had", "to",
    "and", "or", "who", "that", "which", "by", "from", "for", "with", "as", "than",
    "after", "before", "but", "when", "while", "since", "into", "under", "over", "times",
    "this", "its", "his", "across", "during", "per",
];

/// French adjectives and words that stand before the noun.
const BEFORE_FRENCH: &[&str] = &[
    "nouveaux",
    "nouvelles",
    "autres",
    "petits",
    "petites",
    "grands",
    "grandes",
    "jeunes",
    "anciens",
    "anciennes",
    "premiers",
    "premières",
    "derniers",
    "dernières",
    "principaux",
    "principales",
    "mêmes",
    "simples",
    "vieux",
    "vieilles",
    "différents",
    "différentes",
];

/// French words with an s or an x that are no noun.
const NO_NOUN_FRENCH: &[&str] = &[
    "fois", "sans", "dans", "sous", "après", "très", "plus", "moins", "depuis", "mais",
    "pas", "vers", "dès", "les", "des", "ses", "ces", "nos", "vos", "leurs", "puis",
    "aux", "ceux", "deux", "eux", "hors", "alors", "près", "jamais", "chez", "assez",
];

/// Fills in the noun of every number. Linear: it looks at a few words after each.
pub(super) fn mark(text: &str, language: Language, values: &mut [Value]) {
    let mut ends: Vec<usize> =
        values.iter().skip(1).map(|next| next.span.start()).collect();
    ends.push(text.len());
    for (value, end) in values.iter_mut().zip(ends) {
        let counts = value.bound == Bound::Vague
            || value.amount.is_some_and(|amount| {
                amount >= rust_decimal::Decimal::TWO && amount.is_integer()
            });
        if value.kind == Kind::Number && value.unit.is_none() && counts {
            value.counts = noun(text, language, value.span.end(), end);
        }
    }
}

fn noun(text: &str, language: Language, start: usize, end: usize) -> Option<Span> {
    let words = words(text, start, end);
    match language {
        Language::English => english(text, &words),
        Language::French => french(text, &words),
        Language::Other(_) | Language::Unknown => None,
    }
}

/// The few words after a place, up to the first mark.
fn words(text: &str, start: usize, end: usize) -> Vec<Span> {
    let mut words = Vec::new();
    let (mut at, rest) = (start, text.get(start..end).unwrap_or_default());
    for piece in rest.split_inclusive([' ', '\u{a0}', '\u{202f}', '\n', '\'', '’']) {
        let word = piece.trim_end_matches(|letter: char| {
            !letter.is_alphanumeric() && letter != '\'' && letter != '’'
        });
        let bare = word.trim_end_matches(['\'', '’']);
        if !bare.is_empty() {
            if !bare.starts_with(char::is_alphabetic) || words.len() > REACH {
                break;
            }
            words.push(Span::new(at, at + bare.len()));
            if piece.trim_end().len() > word.len() {
                break;
            }
        } else if !piece.trim().is_empty() {
            break;
        }
        at += piece.len();
    }
    words
}

fn english(text: &str, words: &[Span]) -> Option<Span> {
    let of = words.first().is_some_and(|word| word.of(text) == "of");
    let mut noun = None;
    for (place, &span) in words.iter().enumerate().skip(usize::from(of)).take(REACH) {
        let word = span.of(text);
        let lower = word.to_lowercase();
        if ENDS_ENGLISH.contains(&lower.as_str()) {
            break;
        }
        let plural = lower.len() > 3 && lower.ends_with('s') && !lower.ends_with("ss");
        if plural || IRREGULAR_ENGLISH.contains(&lower.as_str()) {
            noun = Some(span);
        } else if noun.is_some() {
            break;
        }
        // "10 Tuesday newspapers" is no count of what comes later in the sentence.
        if place > 0 && noun.is_none() && word.starts_with(char::is_uppercase) {
            break;
        }
    }
    noun
}

fn french(text: &str, words: &[Span]) -> Option<Span> {
    let linked = usize::from(
        words.first().is_some_and(|word| matches!(word.of(text), "de" | "d")),
    );
    let span = *words
        .iter()
        .skip(linked)
        .find(|span| !BEFORE_FRENCH.contains(&span.of(text).to_lowercase().as_str()))?;
    let word = span.of(text).to_lowercase();
    let plural = word.chars().count() > 2 && word.ends_with(['s', 'x', 'z']);
    (plural && !NO_NOUN_FRENCH.contains(&word.as_str())).then_some(span)
}
