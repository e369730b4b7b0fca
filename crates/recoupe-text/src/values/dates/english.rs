//! English days and months: "June 8, 2025", "8 June 2025", "the 8th of June", "June 8 and
//! 9, 2025", "Sunday, June 8", "May 2025", "in May".

use super::super::scan::Scan;
use super::moment::{Lean, Moment, Part};
use super::parts::{day, exists, is_capital, month, shift, weekday, year_after};

/// The day or the month that begins at a token.
pub(super) fn day_or_month(scan: &Scan, at: usize) -> Option<Moment> {
    let after_weekday = after_weekday(scan, at);
    let start = after_weekday.unwrap_or(at);
    let day = month_first(scan, start).or_else(|| day_first(scan, start));
    let day =
        day.or_else(|| after_weekday.and_then(|start| super::numeric::day(scan, start)));
    if let Some(day) = day {
        let weekday = weekday(scan, at).map(|(weekday, _)| weekday);
        return Some(Moment { start: at, weekday, ..day });
    }
    if after_weekday.is_some() {
        return None;
    }
    month_and_year(scan, at).or_else(|| month_after_cue(scan, at))
}

/// The token after "Sunday", "Sunday,", "Sun.", "Sunday the".
fn after_weekday(scan: &Scan, at: usize) -> Option<usize> {
    let (_, end) = weekday(scan, at)?;
    let end = end + usize::from(matches!(scan.word(end), "," | "."));
    Some(end + usize::from(scan.word(end) == "the"))
}

/// "June 8", "June 8th, 2025", "June 8 and 9, 2025", "June 8-10", "June the 8th".
fn month_first(scan: &Scan, at: usize) -> Option<Moment> {
    let (month, end) = month(scan, at)?;
    let end = end + usize::from(scan.word(end) == "the");
    let (first, end) = day(scan, end)?;
    if is_counted(scan, end)
        || scan.word(end) == ":"
        || scan.word(at) == "march" && !is_capital(scan, at)
    {
        return None;
    }
    if let Some((last, end)) = second_day(scan, end, first) {
        let (year, end) = with_year(scan, end);
        return days(month, first, last, year, at, end);
    }
    let (year, end) = with_year(scan, end);
    exists(year, month, first)
        .then(|| Moment::new(Part::Day(month, first), year, at, end))
}

/// "8 June 2025", "8th of June", "the 8th of June", "8-10 June", "8 and 9 June 2025".
fn day_first(scan: &Scan, at: usize) -> Option<Moment> {
    let start = at + usize::from(scan.word(at) == "the");
    let (first, end) = day(scan, start)?;
    let second = second_day(scan, end, first);
    let end = second.map_or(end, |(_, end)| end);
    let end = end + usize::from(scan.word(end) == "of");
    let end = end + usize::from(scan.word(end) == "-" && scan.is_glued(end));
    if is_common_word(scan, end) {
        return None;
    }
    let (month, end) = month(scan, end)?;
    let (year, end) = with_year(scan, end);
    match second {
        Some((last, _)) => days(month, first, last, year, start, end),
        None => exists(year, month, first)
            .then(|| Moment::new(Part::Day(month, first), year, start, end)),
    }
}

/// "And 9", "-10", "to 10": a later day of the same month.
fn second_day(scan: &Scan, at: usize, first: i8) -> Option<(i8, usize)> {
    if !matches!(scan.word(at), "and" | "-" | "–" | "to" | "or" | "&")
        || !scan.is_digits(at + 1)
    {
        return None;
    }
    let (last, end) = day(scan, at + 1)?;
    (last > first && !is_counted(scan, end)).then_some((last, end))
}

/// "June 8 million": no day.
fn is_counted(scan: &Scan, at: usize) -> bool {
    matches!(scan.word(at), "%" | "million" | "billion" | "$" | "€")
        || (matches!(scan.word(at), "." | ",")
            && scan.is_glued(at)
            && scan.is_glued(at + 1)
            && { scan.is_digits(at + 1) })
}

fn days(
    month: i8,
    first: i8,
    last: i8,
    year: Option<i16>,
    at: usize,
    end: usize,
) -> Option<Moment> {
    let part = Part::Days(month, first, month, last);
    exists(year, month, last).then(|| Moment::new(part, year, at, end))
}

fn with_year(scan: &Scan, at: usize) -> (Option<i16>, usize) {
    year_after(scan, at).map_or((None, at), |(year, end)| (Some(year), end))
}

/// "May 2025", "May of 2025", "May, 2025".
fn month_and_year(scan: &Scan, at: usize) -> Option<Moment> {
    let (month, end) = month(scan, at)?;
    if scan.word(end) == "," && is_common_word(scan, at) {
        return None;
    }
    let (year, end) = year_after(scan, end)?;
    Some(Moment::new(Part::Month(month), Some(year), at, end))
}

/// Words that lead to a month alone.
const CUES: &[&str] = &[
    "in", "since", "until", "till", "by", "from", "of", "during", "early", "late", "mid",
    "end", "before", "after", "for", "and", "to", "through",
];

/// "In May", "last March", "by the end of June", "mid-June". "May" and "march" are verbs,
/// so a month alone needs a word before it and a capital.
fn month_after_cue(scan: &Scan, at: usize) -> Option<Moment> {
    if let Some((by, start)) = shift(scan, at) {
        let (month, end) = named_month(scan, start)?;
        let lean = match by {
            -1 => Lean::Past,
            1 => Lean::Future,
            _ => Lean::Nearest,
        };
        return Some(Moment { lean, ..Moment::new(Part::Month(month), None, at, end) });
    }
    if !CUES.contains(&scan.word(at)) {
        return None;
    }
    let start = scan.skip_hyphen(at + 1);
    if matches!(scan.word(at), "for" | "to" | "and") && is_common_word(scan, start) {
        return None;
    }
    let (month, end) = named_month(scan, start)?;
    let dated = month_and_year(scan, start).or_else(|| month_first(scan, start));
    Some(dated.unwrap_or_else(|| Moment::new(Part::Month(month), None, start, end)))
}

/// A month without any cue, as one end of a range: "from May to June".
pub(super) fn bare_month(scan: &Scan, at: usize) -> Option<Moment> {
    let (month, end) = named_month(scan, at)?;
    Some(Moment::new(Part::Month(month), None, at, end))
}

/// A month written out, or with a capital where it is also another word.
fn named_month(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    if scan.raw(at).len() == 3 && scan.word(at) != "may" && !is_capital(scan, at) {
        return None;
    }
    let verb = matches!(scan.word(at), "may" | "march") && !is_capital(scan, at);
    month(scan, at).filter(|_| !verb && !is_common_word(scan, at))
}

/// "may", "march", "mar", "sun" in lower case.
fn is_common_word(scan: &Scan, at: usize) -> bool {
    matches!(scan.word(at), "may" | "march" | "mar" | "dec" | "jan" | "sep")
        && !is_capital(scan, at)
        && !scan.is_digits(at + 1)
}
