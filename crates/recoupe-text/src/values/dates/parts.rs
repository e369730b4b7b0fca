//! What a day, a month and a year look like in either language.

use super::super::lexicon::Sense;
use super::super::numbers::Around;
use super::super::scan::Scan;
use super::super::{figures, spelled};
use crate::Language;

/// A year in four digits that stands alone.
pub(super) fn year(scan: &Scan, at: usize) -> Option<i16> {
    if !scan.is_digits(at) || scan.raw(at).len() != 4 || scan.is_glued_to_word(at) {
        return None;
    }
    let joined = (scan.is_glued(at + 1) && scan.is_letters(at + 1))
        || (scan.word(at + 1) == "%")
        || matches!(scan.word(at + 1), "." | "," | "'")
            && scan.is_glued(at + 1)
            && scan.is_glued(at + 2)
            && scan.is_digits(at + 2);
    let year = scan.raw(at).parse().ok().filter(|year| (1000..2200).contains(year));
    if joined { None } else { year }
}

/// Whether four bare digits are more likely a year than a count: the twentieth or the
/// twenty-first century, and not round.
pub(in super::super) fn looks_like_year(scan: &Scan, at: usize) -> bool {
    year(scan, at).is_some_and(|year| (1900..2050).contains(&year) && year % 100 != 0)
}

/// A year after a day or a month: "2025", ", 2025", "of 2025", "de 2025", "'25", "nineteen
/// eighty-six"; and where it ends.
pub(super) fn year_after(scan: &Scan, at: usize) -> Option<(i16, usize)> {
    let start = match scan.word(at) {
        "," if scan.language == Language::English => at + 1,
        "of" | "de" => at + 1,
        _ => at,
    };
    if let Some(year) = year(scan, start) {
        return Some((year, start + 1));
    }
    if scan.word(start) == "'"
        && scan.is_glued(start + 1)
        && scan.raw(start + 1).len() == 2
    {
        return Some((short_year(scan, start + 1)?, start + 2));
    }
    if start > at { None } else { spelled_year(scan, start) }
}

/// Two digits as a year: up to 50 in this century, else in the last.
pub(super) fn short_year(scan: &Scan, at: usize) -> Option<i16> {
    if !scan.is_digits(at) || scan.raw(at).len() != 2 {
        return None;
    }
    let two: i16 = scan.raw(at).parse().ok()?;
    Some(if two <= 50 { 2000 + two } else { 1900 + two })
}

/// "Nineteen eighty-six", "seventeen hundred thirty-three", "deux mille vingt-cinq".
fn spelled_year(scan: &Scan, at: usize) -> Option<(i16, usize)> {
    if scan.is_digits(at) {
        return None;
    }
    let whole = spelled::spelled(scan, at, Around::default())?;
    let value: i16 = i16::try_from(i128::try_from(whole.amount).ok()?).ok()?;
    if (1000..2100).contains(&value) {
        return Some((value, whole.end));
    }
    let rest = spelled::spelled(scan, scan.skip_hyphen(whole.end), Around::default())?;
    let rest_value: i16 = i16::try_from(i128::try_from(rest.amount).ok()?).ok()?;
    let fits = (15..=20).contains(&value) && (10..100).contains(&rest_value);
    fits.then_some((value * 100 + rest_value, rest.end))
}

/// A day of the month: "8", "8th", "1er", "first", "thirty-first", "quatorze"; and where it
/// ends.
pub(super) fn day(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let (day, end) = if scan.is_digits(at) {
        day_in_digits(scan, at)?
    } else {
        day_in_words(scan, at)?
    };
    (1..=31).contains(&day).then_some((day, end))
}

fn day_in_digits(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    if scan.raw(at).len() > 2 || scan.is_glued_to_word(at) {
        return None;
    }
    let day = scan.raw(at).parse().ok()?;
    let suffix = match scan.language {
        Language::English => matches!(scan.word(at + 1), "st" | "nd" | "rd" | "th"),
        Language::French => matches!(scan.word(at + 1), "er" | "e" | "eme"),
        Language::Other(_) | Language::Unknown => false,
    };
    let end = at + 1 + usize::from(suffix && scan.is_glued(at + 1));
    let joined = scan.is_glued(end) && (scan.is_letters(end) || scan.is_digits(end));
    (!joined).then_some((day, end))
}

fn day_in_words(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    if let Some((amount, end)) = super::super::ordinals::in_words(scan, at) {
        return Some((i8::try_from(i128::try_from(amount).ok()?).ok()?, end));
    }
    let number = spelled::spelled(scan, at, Around::default())?;
    Some((i8::try_from(i128::try_from(number.amount).ok()?).ok()?, number.end))
}

/// A month by its name, with the point of an abbreviation; and where it ends.
pub(super) fn month(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let (month, end) = scan.find(at, |sense| match sense {
        Sense::Month(month) => Some(month),
        _ => None,
    })?;
    let short = scan.raw(at).chars().count() <= 5;
    let point = scan.word(end) == "." && scan.is_glued(end) && short;
    let goes_on = scan.is_digits(end + 1) || scan.word(end + 1) == ",";
    Some((month, end + usize::from(point && goes_on)))
}

/// A weekday by its name.
pub(super) fn weekday(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    scan.find(at, |sense| match sense {
        Sense::Weekday(day) => Some(day),
        _ => None,
    })
}

/// "Last", "prochain".
pub(super) fn shift(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    scan.find(at, |sense| match sense {
        Sense::Shift(by) => Some(by),
        _ => None,
    })
}

/// Whether the day exists: February 29 in leap years, or without a year, only.
pub(super) fn exists(year: Option<i16>, month: i8, day: i8) -> bool {
    jiff::civil::Date::new(year.unwrap_or(2000), month, day).is_ok()
}

/// Whether the word begins with a capital letter.
pub(super) fn is_capital(scan: &Scan, at: usize) -> bool {
    scan.raw(at).chars().next().is_some_and(char::is_uppercase)
}

/// A plain number in digits, for "2 days ago"; and where it ends.
pub(super) fn count(scan: &Scan, at: usize) -> Option<(i32, usize)> {
    if matches!(scan.word(at), "a" | "an") {
        return Some((1, at + 1));
    }
    let figure = figures::figure(scan, at).map(|figure| (figure.amount, figure.end));
    let words = || spelled::spelled(scan, at, Around::default());
    let (amount, end) =
        figure.or_else(|| words().map(|number| (number.amount, number.end)))?;
    let whole = amount.is_integer().then(|| i128::try_from(amount).ok()).flatten()?;
    let count = i32::try_from(whole).ok().filter(|count| (0..10_000).contains(count))?;
    Some((count, end))
}
