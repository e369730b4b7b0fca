//! What abbreviations allow behind them, and which words begin sentences.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::Language;
use crate::lists::entries;

/// What follows an abbreviation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// A name: the abbreviation never ends a sentence.
    Name,
    /// A figure.
    Number,
    /// Anything: it may end a sentence.
    Any,
}

/// Both languages at once: English texts name Mme Curie and French ones Acme Inc.
static ABBREVIATIONS: LazyLock<BTreeMap<&'static str, Follows>> = LazyLock::new(|| {
    let english = entries(include_str!("../../data/en/abbreviations.txt"));
    let french = entries(include_str!("../../data/fr/abbreviations.txt"));
    english.chain(french).filter_map(read_entry).collect()
});

fn read_entry(line: &'static str) -> Option<(&'static str, Follows)> {
    let (word, class) = line.rsplit_once(' ')?;
    let follows = match class {
        "title" => Follows::Name,
        "number" => Follows::Number,
        _ => Follows::Any,
    };
    Some((word, follows))
}

/// What follows `token` (without its last full stop), if it is an abbreviation.
pub(super) fn follows(token: &str) -> Option<Follows> {
    let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    let exact = ABBREVIATIONS.get(token).copied();
    exact.or_else(|| ABBREVIATIONS.get(lower_first(token)?.as_str()).copied())
}

fn lower_first(token: &str) -> Option<String> {
    let mut letters = token.chars();
    let first = letters.next()?;
    let rest = letters.as_str();
    let is_plain = rest.chars().all(char::is_lowercase);
    (first.is_uppercase() && is_plain)
        .then(|| first.to_lowercase().chain(rest.chars()).collect())
}

static ENGLISH_STARTERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    entries(include_str!("../../data/en/sentence_starters.txt")).collect()
});
static FRENCH_STARTERS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    entries(include_str!("../../data/fr/sentence_starters.txt")).collect()
});

/// Whether a capitalised word often begins a sentence of this language.
pub(super) fn begins_sentence(word: &str, language: Language) -> bool {
    match language {
        Language::English => ENGLISH_STARTERS.contains(word),
        Language::French => FRENCH_STARTERS.contains(word),
        _ => ENGLISH_STARTERS.contains(word) || FRENCH_STARTERS.contains(word),
    }
}
