//! Numbers with a unit of measure: lengths, areas, weights, volumes, power, energy,
//! temperature, speed, data. The names stand in `data/{en,fr}/values-units.txt`.

use super::lexicon::Sense;
use super::measures::{Completed, Unit};
use super::numbers::{Numeral, Shape};
use super::scan::Scan;

/// The unit of measure after a number.
pub(super) fn after(scan: &Scan, number: &Numeral, at: usize) -> Option<Completed> {
    let (name, end) = scan.find(at, |sense| match sense {
        Sense::Measure(name) => Some(name),
        _ => None,
    })?;
    let joined = scan.is_glued(end) && scan.is_letters(end);
    if joined || (end == at + 1 && !is_written_right(scan, number, at)) {
        return None;
    }
    Some(Completed::plain(number, Unit::Measure(name), end))
}

/// Short units that are also words or scales count only in their own case, and only where
/// nothing else can be meant.
fn is_written_right(scan: &Scan, number: &Numeral, at: usize) -> bool {
    let raw = scan.raw(at);
    let glued = scan.is_glued(at);
    let words = number.shape == Shape::Words || number.shape == Shape::Article;
    let elided = scan.word(at + 1) == "'";
    match scan.word(at) {
        "m" | "g" | "t" => raw.chars().all(char::is_lowercase) && !words && !elided,
        "l" => !elided && !words,
        "c" | "f" | "w" => raw.chars().all(char::is_uppercase) && !words && !elided,
        "in" | "mi" => glued,
        "to" | "go" | "mo" | "ko" | "po" => {
            raw.chars().next().is_some_and(char::is_uppercase)
        }
        "ch" | "ha" | "hp" | "mb" | "gb" | "nm" => !words,
        _ => true,
    }
}
