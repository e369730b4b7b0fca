//! Dates and periods of the calendar.

use jiff::civil::Date;

use super::lexicon::Sense;
use super::scan::Scan;
use super::{Found, Kind, Value};

/// What relative dates are counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    /// The day of publication.
    #[expect(dead_code, reason = "relative dates come next")]
    pub(super) reference: Option<Date>,
}

/// The date or period that begins at a token.
pub(super) fn date(scan: &Scan, at: usize, _calendar: Calendar) -> Option<Found> {
    let (sure, start) = scan.find(at, |sense| match sense {
        Sense::YearCue(sure) => Some(sure),
        _ => None,
    })?;
    let year = year(scan, start)?;
    if !sure && (year % 100 == 0 || !(1900..2050).contains(&year)) {
        return None;
    }
    let value = Value {
        iso: Some(format!("{year:04}")),
        ..Value::bare(Kind::Date, scan.span(start, start + 1))
    };
    Some(Found { end: start + 1, values: vec![value] })
}

/// A year in four digits, alone.
pub(super) fn year(scan: &Scan, at: usize) -> Option<i16> {
    if !scan.is_digits(at) || scan.raw(at).len() != 4 || scan.is_glued_to_word(at) {
        return None;
    }
    let figure = super::figures::figure(scan, at)?;
    if figure.end != at + 1 || (scan.is_glued(at + 1) && scan.is_letters(at + 1)) {
        return None;
    }
    scan.raw(at).parse().ok().filter(|year| (1000..2200).contains(year))
}

/// Whether four bare digits are more likely a year than a count.
pub(super) fn looks_like_year(scan: &Scan, at: usize) -> bool {
    year(scan, at).is_some_and(|year| (1900..2050).contains(&year) && year % 100 != 0)
}
