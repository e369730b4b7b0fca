//! Updates, corrections and kills: the marks that make an article a *version* of a copy
//! rather than one more copy of it. The marks are data: `data/{en,fr}/versions.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use recoupe_text::words::{Word, words};
use recoupe_text::{Article, LineClass, Span};
use serde::{Deserialize, Serialize};

/// What a mark announces.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// A newer or fuller version.
    Update,
    /// A version that puts something right.
    Correction,
    /// The story is taken back.
    Kill,
}

/// A mark, with its number where it has one (`UPDATE 2-`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct VersionMark {
    /// What it announces.
    pub change: Change,
    /// Its number.
    pub number: Option<u32>,
}

/// A line of the data.
struct Mark {
    at_start: bool,
    change: Change,
    words: Vec<String>,
}

/// The marks by their first word.
static MARKS: LazyLock<BTreeMap<String, Vec<Mark>>> = LazyLock::new(|| {
    let files = [
        include_str!("../data/en/versions.txt"),
        include_str!("../data/fr/versions.txt"),
    ];
    let mut marks: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    for mark in files.iter().flat_map(|file| file.lines()).filter_map(parse) {
        let first = mark.words.first().cloned().unwrap_or_default();
        marks.entry(first).or_default().push(mark);
    }
    marks
});

fn parse(line: &str) -> Option<Mark> {
    let mut parts = line.split('|').map(str::trim);
    let at_start = match parts.next()? {
        "start" => true,
        "inside" => false,
        _ => return None,
    };
    let change = match parts.next()? {
        "update" => Change::Update,
        "correction" => Change::Correction,
        "kill" => Change::Kill,
        _ => return None,
    };
    let words = parts.next()?.split(' ').map(str::to_owned).collect();
    Some(Mark { at_start, change, words })
}

/// Lines at the beginning and at the end of an article that may carry a mark.
const FIRST_LINES: usize = 2;
const LAST_LINES: usize = 4;

/// The strongest mark of an article (kill, then correction, then update, then the higher
/// number), in its title or in its first or last lines.
pub fn version_mark(article: &Article) -> Option<VersionMark> {
    let title = article.title.as_ref().map(|title| title.text.as_str());
    let lines: Vec<Span> = article
        .lines
        .iter()
        .filter(|line| !matches!(line.class, LineClass::Chrome | LineClass::Table))
        .map(|line| line.span)
        .collect();
    let first = lines.iter().take(FIRST_LINES);
    let last = lines.iter().skip(FIRST_LINES);
    let last = last.rev().take(LAST_LINES);
    let edges = first.chain(last).map(|span| span.of(&article.text));
    title.into_iter().chain(edges).filter_map(mark_of).max()
}

/// Of a longer line only so many bytes at its beginning and at its end are read.
const EDGE_BYTES: usize = 240;

/// The strongest mark of a line.
fn mark_of(line: &str) -> Option<VersionMark> {
    if line.len() <= 2 * EDGE_BYTES {
        return mark_in(line, true);
    }
    let head = (0..=EDGE_BYTES).rev().find(|at| line.is_char_boundary(*at))?;
    let tail =
        (line.len() - EDGE_BYTES..line.len()).find(|at| line.is_char_boundary(*at))?;
    let (head, tail) = (line.get(..head)?, line.get(tail..)?);
    mark_in(head, true).max(mark_in(tail, false))
}

/// The strongest mark in a line or in a part of one; `at_start` where it begins the line.
fn mark_in(line: &str, at_start: bool) -> Option<VersionMark> {
    let read: Vec<Word> = words(line).iter().flat_map(|word| word.parts(line)).collect();
    let folded: Vec<&str> = read.iter().map(|word| word.folded.as_str()).collect();
    let found = (0..read.len()).flat_map(|from| {
        let here = folded.get(from..).unwrap_or_default();
        let starts = at_start && from == 0;
        let marks = marks_of(here.first().copied().unwrap_or_default()).iter();
        let marks = marks
            .filter(move |mark| (starts || !mark.at_start) && opens(&mark.words, here));
        marks.map(move |mark| (from, mark))
    });
    let marks = found.filter_map(|(from, mark)| {
        let marked = folded.get(from..from + mark.words.len())?;
        let number = mark.words.iter().position(|word| word == "#");
        let number: Option<u32> = number.and_then(|at| marked.get(at)?.parse().ok());
        let end = read.get(from + mark.words.len() - 1)?.span.end();
        let counts = !mark.at_start || is_set_off(line, end, number.is_some());
        counts.then_some(VersionMark { change: mark.change, number })
    });
    marks.max()
}

/// The marks that begin with this word.
fn marks_of(first: &str) -> &'static [Mark] {
    MARKS.get(first).map_or(&[][..], Vec::as_slice)
}

/// Whether the words open with the mark.
fn opens(mark: &[String], words: &[&str]) -> bool {
    mark.len() <= words.len()
        && mark.iter().zip(words).all(|(wanted, word)| {
            wanted == word || (wanted == "#" && word.parse::<u32>().is_ok())
        })
}

/// Whether a mark that ends at byte `end` of a line is set off from what follows: by
/// punctuation, by standing in brackets at the start of the line, or by its number with a
/// dash. "Update your phone" and "Précision suisse" are not marks.
fn is_set_off(line: &str, end: usize, numbered: bool) -> bool {
    let opened = line.trim_start().starts_with(['(', '[', '*']);
    let rest = line.get(end..).unwrap_or_default();
    let next = rest.trim_start();
    let punctuation = next.starts_with([':', '–', '—', '/', '|', ')', ']']);
    let dash = rest.starts_with('-') || next.starts_with("- ");
    opened || punctuation || dash || (numbered && next.starts_with(['-', ',', '.']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(Change, Option<u32>)>) {
        let found = mark_of(line).map(|mark| (mark.change, mark.number));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn marks_of_new_versions_are_read_in_both_languages() {
        check("UPDATE 2-Harbour reopens after storm", Some((Change::Update, Some(2))));
        check(
            "Lead 2 : le port rouvre après la tempête",
            Some((Change::Update, Some(2))),
        );
        check(
            "WRAPUP 1-Ministers agree on fishing quotas",
            Some((Change::Update, Some(1))),
        );
        check("(Adds quotes in paragraph 4)", Some((Change::Update, None)));
        check("(Actualisé avec la réaction du maire)", Some((Change::Update, None)));
        check("MISE À JOUR - Le port rouvre", Some((Change::Update, None)));
        check("CORRECTED-Harbour reopens", Some((Change::Correction, None)));
        check("Correction: Harbour story", Some((Change::Correction, None)));
        check("RECTIFICATIF : le port rouvre", Some((Change::Correction, None)));
        check("KILL: Harbour story", Some((Change::Kill, None)));
        check("ANNULE ET REMPLACE la dépêche de 10h", Some((Change::Kill, None)));
        check(
            "This story has been corrected to show the right year.",
            Some((Change::Correction, None)),
        );
        check(
            "Une version précédente de cet article donnait un autre âge.",
            Some((Change::Correction, None)),
        );
    }

    #[test]
    fn ordinary_words_are_no_marks() {
        for line in [
            "Update your phone before Friday",
            "Correction fluid returns to schools",
            "Kill switch for scooters approved",
            "Précision suisse, prix français",
            "Mise à jour gratuite pour les conducteurs",
            "Le maire ajoute une rue au plan",
            "Lead 2 metres into the pipe",
            "",
        ] {
            check(line, None);
        }
    }
}
