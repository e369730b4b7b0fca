//! Dates in figures: 2025-06-08, 2025/06/08, 08/06/2025, 08.06.2025, 8-6-25, 05-Aug-2016,
//! Sep-23-2020, 23/sept/2020.
//!
//! Between two slashes English means month/day and French day/month; where only one order
//! makes a date, that one is meant.

use super::super::scan::Scan;
use super::moment::{Moment, Part};
use super::parts::{exists, month, short_year, year};
use crate::Language;

/// The date in figures that begins at a token.
pub(super) fn day(scan: &Scan, at: usize) -> Option<Moment> {
    if !scan.is_digits(at) && month(scan, at).is_none() {
        return None;
    }
    let places = places(scan, at)?;
    let [first, second, third] = places;
    let end = third + 1;
    if is_longer(scan, at, end) {
        return None;
    }
    let (year, month, day) =
        with_name(scan, places).or_else(|| year_first(scan, places)).or_else(|| {
            let year = year(scan, third).or_else(|| short_year(scan, third))?;
            let (month, day) = ordered(scan, two(scan, first)?, two(scan, second)?)?;
            Some((year, month, day))
        })?;
    exists(Some(year), month, day)
        .then(|| Moment::new(Part::Day(month, day), Some(year), at, end))
}

/// The places of three pieces with the same separator between them, glued; with spaces only
/// where the pieces are written in full ("02 04 2009").
fn places(scan: &Scan, at: usize) -> Option<[usize; 3]> {
    let separator = scan.word(at + 1);
    if matches!(separator, "-" | "/" | ".") {
        let same = scan.word(at + 3) == separator;
        let glued = (at + 1..at + 5).all(|place| scan.is_glued(place));
        return (same && glued).then_some([at, at + 2, at + 4]);
    }
    let lengths = [at, at + 1, at + 2]
        .map(|place| if scan.is_digits(place) { scan.raw(place).len() } else { 0 });
    let spaced = matches!(lengths, [2, 2, 2 | 4] | [4, 2, 2])
        && scan.gap(at + 1) == " "
        && scan.gap(at + 2) == " "
        && !(scan.is_glued(at + 3)
            && (scan.is_letters(at + 3) || scan.is_digits(at + 3)));
    (spaced && lengths.iter().sum::<usize>() == 8).then_some([at, at + 1, at + 2])
}

/// Part of a longer chain: a telephone number, a version.
fn is_longer(scan: &Scan, at: usize, end: usize) -> bool {
    let chain = |place: usize| matches!(scan.word(place), "-" | "/" | "." | "_");
    let before =
        chain(at.wrapping_sub(1)) && scan.is_glued(at) && scan.is_glued_to_word(at - 1);
    let after = chain(end)
        && scan.is_glued(end)
        && scan.is_glued(end + 1)
        && scan.is_digits(end + 1);
    before || after || (scan.is_glued(end) && scan.is_letters(end))
}

/// A month by name in any place: 05-Aug-2016, 2020/23/Sep, 23-2020-septembre.
fn with_name(scan: &Scan, places: [usize; 3]) -> Option<(i16, i8, i8)> {
    let named =
        places.into_iter().find_map(|place| Some((place, month(scan, place)?.0)))?;
    let others: Vec<usize> =
        places.into_iter().filter(|&place| place != named.0).collect();
    let (one, two_place) = (*others.first()?, *others.last()?);
    if let Some(year) = year(scan, one) {
        return Some((year, named.1, two(scan, two_place)?));
    }
    let year = year(scan, two_place).or_else(|| short_year(scan, two_place))?;
    Some((year, named.1, two(scan, one)?))
}

/// 2025-06-08.
fn year_first(scan: &Scan, [first, second, third]: [usize; 3]) -> Option<(i16, i8, i8)> {
    Some((year_of(scan, first)?, two(scan, second)?, two(scan, third)?))
}

/// Four digits, whatever is glued to them.
fn year_of(scan: &Scan, at: usize) -> Option<i16> {
    let four = scan.is_digits(at) && scan.raw(at).len() == 4;
    four.then(|| scan.raw(at).parse().ok())
        .flatten()
        .filter(|year| (1000..2200).contains(year))
}

fn two(scan: &Scan, at: usize) -> Option<i8> {
    (scan.is_digits(at) && scan.raw(at).len() <= 2)
        .then(|| scan.raw(at).parse().ok())
        .flatten()
}

/// Month and day in the order of the language, or in the only one possible.
fn ordered(scan: &Scan, first: i8, second: i8) -> Option<(i8, i8)> {
    let month_first = scan.language == Language::English;
    let (month, day) = if month_first { (first, second) } else { (second, first) };
    if (1..=12).contains(&month) {
        Some((month, day))
    } else if (1..=12).contains(&day) {
        Some((day, month))
    } else {
        None
    }
}
