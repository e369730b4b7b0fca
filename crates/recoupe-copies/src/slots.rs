//! What differs between two texts of common wording: filler, or figures, names and dates.
//!
//! The reports of a series (closing prices, weather, results) share nearly all their words
//! and no news; copies share their figures and names and differ in wording. Where a run of
//! words was replaced inside common wording there is a *slot*, and what fills the slots
//! tells the two apart.

use std::collections::BTreeSet;

use recoupe_text::Span;
use serde::{Deserialize, Serialize};

use crate::align::Block;
use crate::words::Word;

/// A replacement longer than this on either side is a rewritten sentence, not a slot.
const SLOT_WORDS: usize = 12;

/// What fills the slots of two aligned texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Slots {
    /// Places where words inside common wording were replaced by others.
    pub slots: u32,
    /// Those among them that change a figure, a name or a date.
    pub volatile_slots: u32,
    /// Different figures, names and dates that changed.
    pub changed: u32,
    /// Different figures, names and dates that stand in both.
    pub kept: u32,
}

impl Slots {
    /// The share of the slots that change a figure, a name or a date.
    pub fn volatile_share(&self) -> f64 {
        share(self.volatile_slots, self.slots)
    }

    /// The share of figures, names and dates inside the common wording that changed.
    pub fn changed_share(&self) -> f64 {
        share(self.changed, self.changed + self.kept)
    }
}

fn share(part: u32, whole: u32) -> f64 {
    if whole == 0 { 0.0 } else { f64::from(part) / f64::from(whole) }
}

/// One text: its words, and which of them are volatile.
pub(crate) struct Side<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a [Word],
}

impl Side<'_> {
    fn range(&self, from: usize, to: usize) -> &[Word] {
        self.words.get(from..to).unwrap_or_default()
    }

    /// The hashes of the figures, names and dates among the words from `from` to `to`.
    fn volatile(&self, from: usize, to: usize) -> BTreeSet<u64> {
        (from..to)
            .filter_map(|at| self.words.get(at).map(|word| (at, word)))
            .filter(|(at, word)| self.is_volatile(*at, word.span))
            .map(|(_, word)| word.hash)
            .collect()
    }

    fn is_volatile(&self, at: usize, span: Span) -> bool {
        let word = span.of(self.text);
        word.chars().any(char::is_numeric)
            || is_calendar(word)
            || (word.chars().next().is_some_and(char::is_uppercase) && !self.opens(at))
    }

    /// Whether the word stands where any word has a capital: at the start of a sentence,
    /// a line or a quotation.
    fn opens(&self, at: usize) -> bool {
        let Some(word) = self.words.get(at) else { return true };
        let Some(last) = at.checked_sub(1).and_then(|left| self.words.get(left)) else {
            return true;
        };
        let between = Span { start: last.span.end, end: word.span.start }.of(self.text);
        between
            .contains(['.', '!', '?', ':', '\n', '«', '"', '“', '…', ';', '•', '–', '—'])
    }
}

/// Days and months, lower-case: in French they carry no capital.
const CALENDAR: [&str; 38] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "lundi",
    "mardi",
    "mercredi",
    "jeudi",
    "vendredi",
    "samedi",
    "dimanche",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

fn is_calendar(word: &str) -> bool {
    // "may" and "march" are rarely months in lower case.
    !matches!(word, "may" | "march") && CALENDAR.contains(&word.to_lowercase().as_str())
}

/// Counts the slots between the blocks of an alignment. Linear in the words.
pub(crate) fn slots(one: &Side, other: &Side, blocks: &[Block]) -> Slots {
    let mut counts = Slots::default();
    let (mut gone, mut come, mut kept) =
        (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for block in blocks {
        kept.extend(one.volatile(block.a, block.a + block.length));
    }
    for pair in blocks.windows(2) {
        let [left, right] = pair else { continue };
        let (from_a, from_b) = (left.a + left.length, left.b + left.length);
        let here = one.range(from_a, right.a).len();
        let there = other.range(from_b, right.b).len();
        if here == 0 || there == 0 || here > SLOT_WORDS || there > SLOT_WORDS {
            continue;
        }
        let old = one.volatile(from_a, right.a);
        let new = other.volatile(from_b, right.b);
        counts.slots += 1;
        counts.volatile_slots += u32::from(old != new);
        gone.extend(old.difference(&new).copied());
        come.extend(new.difference(&old).copied());
    }
    counts.changed = gone.len().max(come.len()) as u32;
    counts.kept = kept.len() as u32;
    counts
}
