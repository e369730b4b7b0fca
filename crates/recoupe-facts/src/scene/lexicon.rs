//! Word lists, read once.

use std::collections::HashSet;
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
