//! Word lists, read once.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A set of folded words.
pub(crate) type Words = HashSet<&'static str>;

fn words(list: &'static str) -> Words {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

/// First names.
pub(crate) static FIRST_NAMES: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/first_names.txt")));
/// Forms of verbs of saying.
pub(crate) static SPEECH: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/speech_verbs.txt")));
/// Places; several words joined by `_`.
pub(crate) static PLACES: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/places.txt")));
/// Capitalised words that are no names by themselves.
pub(crate) static NOT_NAMES: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/not_names.txt")));
/// Heads of names of institutions.
pub(crate) static INSTITUTIONS: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/institutions.txt")));
/// Words that mark the name of a company.
pub(crate) static COMPANY_FORMS: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/company_forms.txt")));
/// Country codes by the words for what belongs to a country.
static DEMONYMS: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    include_str!("../../data/demonyms.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once(' '))
        .flat_map(|(code, forms)| forms.split(' ').map(move |form| (form, code)))
        .collect()
});

/// The country a word for belonging means: `belgian`, « belges » → `be`; also the name of
/// the country itself: `belgium`, « belgique ».
pub(crate) fn country_of(word: &str) -> Option<&'static str> {
    DEMONYMS.get(word).or_else(|| DEMONYMS.get(word.strip_suffix('s')?)).copied()
}
