//! Percentages ("49%", "49 pour cent"), percentage points and basis points.

use super::lexicon::Sense;
use super::measures::{Completed, Unit};
use super::numbers::{Numeral, Shape};
use super::scan::Scan;

/// The percent sign or word after a number.
pub(super) fn after(scan: &Scan, number: &Numeral, at: usize) -> Option<Completed> {
    if number.vague {
        return None;
    }
    let (unit, end) = scan.find(at, |sense| match sense {
        Sense::Percent => Some(Unit::Percent),
        Sense::Points => Some(Unit::Points),
        Sense::BasisPoints => Some(Unit::BasisPoints),
        _ => None,
    })?;
    let abbreviation =
        matches!(scan.word(at), "pc" | "p" | "pp" | "pb" | "bp") && end == at + 1;
    let capitals = scan.raw(at).chars().any(char::is_uppercase);
    let article =
        number.shape == Shape::Article && unit == Unit::Percent && at + 1 == end;
    let refused =
        (abbreviation && capitals) || (article && scan.word(at) == "percentage");
    (!refused).then(|| Completed::plain(number, unit, end))
}
