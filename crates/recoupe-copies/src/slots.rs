//! What differs between two texts of common wording: filler, or figures, names and dates.
//!
//! The reports of a series (closing prices, weather, results) share nearly all their words
//! and no news; copies share their figures and names and differ in wording. Where a run of
//! words was replaced inside common wording there is a *slot*, and what fills the slots
//! tells the two apart.

use std::sync::LazyLock;

use recoupe_text::Span;
use serde::{Deserialize, Serialize};

use crate::align::Block;
use crate::words::{Words, hash_word};

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

/// For each word whether it is a figure, a name or a date.
pub(crate) fn volatile(text: &str, words: &Words) -> Vec<bool> {
    let mut last_end = 0;
    let spans = words.spans.iter().zip(&words.hashes);
    spans
        .map(|(span, hash)| {
            let between = Span { start: last_end, end: span.start }.of(text);
            let opens = last_end == 0 || opens_sentence(between);
            last_end = span.end;
            is_volatile(span.of(text), *hash, opens)
        })
        .collect()
}

fn is_volatile(word: &str, hash: u64, opens: bool) -> bool {
    let (plain, capital, figure) = match word.as_bytes() {
        // Most words: no need to decode them.
        [first, ..] if word.is_ascii() => {
            let figure = word.bytes().any(|byte| byte.is_ascii_digit());
            (first.is_ascii_lowercase(), first.is_ascii_uppercase(), figure)
        }
        _ => {
            let capital = word.chars().next().is_some_and(char::is_uppercase);
            (false, capital, word.chars().any(char::is_numeric))
        }
    };
    if (capital && !opens) || figure {
        return true;
    }
    // "may" and "march" are rarely months in lower case.
    let calendar = &*CALENDAR_HASHES;
    let may_be = !plain || LENGTHS_OF_DAYS.contains(&word.len());
    may_be && calendar.binary_search(&hash).is_ok() && !matches!(word, "may" | "march")
}

/// Bytes of the words of [`CALENDAR`].
const LENGTHS_OF_DAYS: std::ops::RangeInclusive<usize> = 3..=9;

/// Whether any word has a capital after this: the start of a sentence, a line, a quotation.
fn opens_sentence(between: &str) -> bool {
    if between == " " {
        return false;
    }
    between.contains(['.', '!', '?', ':', '\n', '«', '"', '“', '…', ';', '•', '–', '—'])
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

static CALENDAR_HASHES: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut hashes: Vec<u64> = CALENDAR.iter().map(|word| hash_word(word)).collect();
    hashes.sort_unstable();
    hashes
});

/// Counts the slots between the blocks of an alignment; each side is given by the hashes of
/// its words and by which of them are volatile. About linear in the words.
pub(crate) fn slots(
    one: (&[u64], &[bool]),
    other: (&[u64], &[bool]),
    blocks: &[Block],
) -> Slots {
    let mut counts = Slots::default();
    let (mut gone, mut come, mut kept) = (Vec::new(), Vec::new(), Vec::new());
    for block in blocks {
        kept.extend(changing(one, block.a, block.a + block.length));
    }
    for pair in blocks.windows(2) {
        let [left, right] = pair else { continue };
        let (from_a, from_b) = (left.a + left.length, left.b + left.length);
        let (here, there) = (right.a - from_a, right.b - from_b);
        if here == 0 || there == 0 || here > SLOT_WORDS || there > SLOT_WORDS {
            continue;
        }
        let old: Vec<u64> = changing(one, from_a, right.a).collect();
        let new: Vec<u64> = changing(other, from_b, right.b).collect();
        let before = gone.len() + come.len();
        gone.extend(old.iter().filter(|word| !new.contains(word)));
        come.extend(new.iter().filter(|word| !old.contains(word)));
        counts.slots += 1;
        counts.volatile_slots += u32::from(gone.len() + come.len() > before);
    }
    counts.changed = different(gone).max(different(come));
    counts.kept = different(kept);
    counts
}

/// The figures, names and dates among the words from `from` to `to`.
fn changing(
    (hashes, volatile): (&[u64], &[bool]),
    from: usize,
    to: usize,
) -> impl Iterator<Item = u64> {
    let hashes = hashes.get(from..to).unwrap_or_default();
    let volatile = volatile.get(from..to).unwrap_or_default();
    hashes.iter().zip(volatile).filter(|(_, volatile)| **volatile).map(|(hash, _)| *hash)
}

/// How many different values there are.
fn different(mut hashes: Vec<u64>) -> u32 {
    hashes.sort_unstable();
    hashes.dedup();
    hashes.len() as u32
}
