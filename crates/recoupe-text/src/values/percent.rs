//! Percentages ("49%", "49 pour cent"), percentage points and basis points.

use rust_decimal::Decimal;

use super::lexicon::Sense;
use super::measures::{Completed, Unit};
use super::numbers::{Around, Numeral, Shape, numeral};
use super::scan::Scan;
use super::{Found, Kind, Value};

/// "Per cent of 210", « pourcentage de vingt »: the unit first, as forms and tables write it.
/// Only where nothing stands before and nothing is counted behind.
pub(super) fn leading(scan: &Scan, at: usize) -> Option<Found> {
    let ((), end) =
        scan.find(at, |sense| matches!(sense, Sense::Percent).then_some(()))?;
    let opens = at == 0 || !(scan.is_letters(at - 1) || scan.is_digits(at - 1));
    if !opens || !scan.is_letters(at) || !matches!(scan.word(end), "of" | "de") {
        return None;
    }
    let number = numeral(scan, end + 1, Around::default())?;
    let closes = !scan.is_letters(number.end) && !scan.is_digits(number.end);
    let plain = matches!(number.shape, Shape::Digits | Shape::Figures | Shape::Words);
    if !closes || !plain || matches!(scan.word(number.end), "%" | "$" | "€" | "£") {
        return None;
    }
    let value = Value {
        amount: Some(number.amount.normalize()),
        precision: number.place.checked_div(Decimal::TWO),
        unit: Some("%".to_owned()),
        ..Value::bare(Kind::Percent, scan.span(at, number.end))
    };
    Some(Found { end: number.end, values: vec![value] })
}

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
