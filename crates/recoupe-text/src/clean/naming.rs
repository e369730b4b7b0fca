//! Lines that name: authors, outlets, agencies, places with a date.

use super::facts::LineFacts;
use super::phrases::is_date;
use crate::fold::fold_key;

/// Small words inside names.
const PARTICLES: [&str; 16] = [
    "de", "du", "des", "la", "le", "les", "van", "von", "der", "den", "da", "di", "del",
    "of", "and", "et",
];

/// Whether the line is two to five words that could be a person's or an outlet's name: all
/// capitalised but the particles, without figures and sentence marks.
pub(super) fn is_name(line: &LineFacts<'_>) -> bool {
    let mut capitals = 0;
    let mut count = 0;
    for word in line.text.split_whitespace() {
        count += 1;
        let bare = word.trim_matches([',', '.']);
        if PARTICLES.contains(&bare) {
            continue;
        }
        let is_clean = bare
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '\'' | '’' | '.'));
        if !is_clean || !bare.starts_with(char::is_uppercase) {
            return false;
        }
        capitals += 1;
    }
    (2..=5).contains(&count) && capitals >= 2 && !line.stops
}

/// Whether the line is one capitalised word or acronym, as agencies sign: `ACO`.
pub(super) fn is_signature(line: &LineFacts<'_>) -> bool {
    line.text.len() <= 24
        && line.text.starts_with(char::is_uppercase)
        && line
            .text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '-' | '/' | '.' | '&'))
}

/// Whether the line is the name of the outlet.
pub(super) fn is_outlet(line: &LineFacts<'_>, source: Option<&str>) -> bool {
    source.is_some_and(|source| !line.key.is_empty() && fold_key(source) == line.key)
}

/// `HARBOUR CITY, June 8 (ACO)`, `Rome, le 8 juin —`: a place, a date, perhaps an agency, and
/// nothing else.
pub(super) fn is_dateline(line: &LineFacts<'_>) -> bool {
    let Some((place, rest)) = line.text.split_once(',') else { return false };
    let bare = rest.trim_end_matches(['-', '–', '—', ':', ' ', '.']);
    let dated = bare.split('(').next().unwrap_or_default();
    place.starts_with(char::is_uppercase)
        && place.split_whitespace().count() <= 4
        && line.words <= 12
        && is_date(&fold_key(dated))
}
