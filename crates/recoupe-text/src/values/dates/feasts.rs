//! Days that have a name: Christmas, New Year's Eve, Good Friday, la Toussaint, le lundi de
//! Pâques. The names stand in `data/{en,fr}/values-calendar.txt`.
//!
//! A name alone is as often a season of trade ("Christmas sales") as a day: it counts with
//! its year, with "last" or "next", or after a word that leads to a day. A name that holds a
//! weekday ("Black Friday") is never that weekday.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::lexicon::Sense;
use super::super::scan::Scan;
use super::moment::{Lean, Moment, Part};
use super::parts::{shift, year_after};

/// A feast that falls on another day each year, as days from the one it hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    /// From Easter Sunday.
    Easter(i16),
    /// From the fourth Thursday of November.
    Thanksgiving(i16),
}

impl Feast {
    /// The day in a year; none outside the calendar.
    pub(super) fn day(self, year: i16) -> Option<Date> {
        let (base, days) = match self {
            Self::Easter(days) => (easter(year)?, days),
            Self::Thanksgiving(days) => (thanksgiving(year)?, days),
        };
        base.checked_add(i32::from(days).days()).ok()
    }
}

/// The named day that begins at a token.
pub(super) fn feast(scan: &Scan, at: usize) -> Option<Moment> {
    let before = shift(scan, at);
    let start = before.map_or(at, |(_, end)| end);
    let (name, end) = scan.find(start, |sense| match sense {
        Sense::Feast(name) => Some(name),
        _ => None,
    })?;
    let part = part(name)?;
    if let Some((year, end)) = year_after(scan, end).filter(|_| before.is_none()) {
        return Some(Moment::new(part, Some(year), at, end));
    }
    let after = shift(scan, end).filter(|_| before.is_none());
    let lean = match before.or(after) {
        Some((-1, _)) => Lean::Past,
        Some((1, _)) => Lean::Future,
        _ => Lean::Nearest,
    };
    let end = after.map_or(end, |(_, end)| end);
    let told = before.or(after).is_some() || end > start + 1 || leads_to_a_day(scan, at);
    let trade = scan.word(end) == "'" || scan.word(end) == "-";
    (told && !trade).then(|| Moment { lean, ..Moment::new(part, None, at, end) })
}

fn leads_to_a_day(scan: &Scan, at: usize) -> bool {
    matches!(
        scan.word_before(at),
        "on" | "before"
            | "after"
            | "since"
            | "until"
            | "till"
            | "by"
            | "à"
            | "avant"
            | "apres"
            | "depuis"
            | "des"
            | "d'ici"
    )
}

/// `12-25` is a fixed day, `easter-2` and `thanksgiving+1` hang on another.
fn part(name: &str) -> Option<Part> {
    if let Some(days) = name.strip_prefix("easter") {
        return Some(Part::Feast(Feast::Easter(days.parse().ok()?)));
    }
    if let Some(days) = name.strip_prefix("thanksgiving") {
        return Some(Part::Feast(Feast::Thanksgiving(days.parse().ok()?)));
    }
    let (month, day) = name.split_once('-')?;
    Some(Part::Day(month.parse().ok()?, day.parse().ok()?))
}

/// Easter Sunday of the Gregorian calendar, by Oudin's algorithm of 1940 (Explanatory
/// Supplement to the Astronomical Almanac, 1992, page 581).
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century) = (year % 19, year / 100);
    let moon = (century - century / 4 - (8 * century + 13) / 25 + 19 * golden + 15) % 30;
    let late = (moon / 28) * (29 / (moon + 1)) * ((21 - golden) / 11);
    let moon = moon - (moon / 28) * (1 - late);
    let weekday = (year + year / 4 + moon + 2 - century + century / 4) % 7;
    let from_march = moon - weekday;
    let month = 3 + (from_march + 40) / 44;
    let day = from_march + 28 - 31 * (month / 4);
    let year = i16::try_from(year).ok()?;
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn thanksgiving(year: i16) -> Option<Date> {
    Date::new(year, 11, 1).ok()?.nth_weekday_of_month(4, Weekday::Thursday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moveable_feasts_fall_on_the_days_of_the_almanac() {
        for (feast, year, day) in [
            (Feast::Easter(0), 2018, "2018-04-01"),
            (Feast::Easter(0), 2019, "2019-04-21"),
            (Feast::Easter(0), 2024, "2024-03-31"),
            (Feast::Easter(0), 2025, "2025-04-20"),
            (Feast::Easter(-2), 2026, "2026-04-03"),
            (Feast::Easter(39), 2025, "2025-05-29"),
            (Feast::Easter(0), 1961, "1961-04-02"),
            (Feast::Easter(0), 2038, "2038-04-25"),
            (Feast::Thanksgiving(0), 2025, "2025-11-27"),
            (Feast::Thanksgiving(1), 2010, "2010-11-26"),
        ] {
            assert_eq!(feast.day(year).unwrap().to_string(), day);
        }
    }
}
