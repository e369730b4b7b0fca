//! Lengths of time and ages: "three years", "18 mois", "deux ans et demi", "40-year-old".

use rust_decimal::Decimal;

use super::lexicon::Sense;
use super::measures::{Completed, Unit, is_french};
use super::numbers::{Numeral, Shape};
use super::scan::Scan;

/// The unit of time after a number.
pub(super) fn after(scan: &Scan, number: &Numeral, at: usize) -> Option<Completed> {
    let (name, end) = unit_of_time(scan, number, at)?;
    if is_no_length(scan, number, name, end) {
        return None;
    }
    let unit = Unit::Time(name);
    Some(
        with_half(scan, number, unit, end).unwrap_or(Completed::plain(number, unit, end)),
    )
}

/// The unit; in French "h" from 24 on, below that it tells the time of the day.
fn unit_of_time(
    scan: &Scan,
    number: &Numeral,
    at: usize,
) -> Option<(&'static str, usize)> {
    if is_french(scan) && scan.word(at) == "h" && number.shape == Shape::Digits {
        return (number.amount >= Decimal::from(24)).then_some(("hour", at + 1));
    }
    scan.find(at, |sense| match sense {
        Sense::Time(name) => Some(name),
        _ => None,
    })
}

/// "One day" and "un jour" are some day; "à 20 heures" is a time of the day.
fn is_no_length(scan: &Scan, number: &Numeral, name: &str, end: usize) -> bool {
    let article_day = number.shape == Shape::Article && name == "day";
    let plain = number.shape == Shape::Digits && number.amount < Decimal::from(25);
    let before = number.end.checked_sub(2).map_or("", |before| scan.word(before));
    let clock = is_french(scan)
        && name == "hour"
        && plain
        && (matches!(before, "à" | "vers" | "des" | "depuis") || scan.is_digits(end));
    article_day || clock
}

/// "Deux ans et demi", "two years and a half".
fn with_half(scan: &Scan, number: &Numeral, unit: Unit, at: usize) -> Option<Completed> {
    let end = match (scan.word(at), scan.word(at + 1), scan.word(at + 2)) {
        ("et", "demi" | "demie", _) => at + 2,
        ("and", "a", "half") => at + 3,
        _ => return None,
    };
    let half = Decimal::ONE.checked_div(Decimal::TWO)?;
    let amount = number.amount.checked_add(half)?;
    Some(Completed { end, unit, amount, place: half })
}
