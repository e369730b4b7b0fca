//! Days and periods told from the day of publication: "yesterday", "mardi dernier", "last
//! month", "l'an prochain", "two days ago", "il y a trois ans".

use super::super::lexicon::Sense;
use super::super::scan::Scan;
use super::moment::{Moment, Offset};
use super::parts::{count, day, is_capital, shift, weekday};
use crate::Language;

/// The relative date that begins at a token.
pub(super) fn relative(scan: &Scan, at: usize) -> Option<Moment> {
    day_shift(scan, at)
        .or_else(|| match scan.language {
            Language::English => english(scan, at),
            Language::French => french(scan, at),
            Language::Other(_) | Language::Unknown => None,
        })
        .or_else(|| day_of_named_month(scan, at))
        .or_else(|| weekday_with_more(scan, at))
        .or_else(|| bare_weekday(scan, at))
}

/// "Yesterday", "hier", "après-demain"; "two days after tomorrow".
fn day_shift(scan: &Scan, at: usize) -> Option<Moment> {
    let (days, end) = scan.find(at, |sense| match sense {
        Sense::DayShift(days) => Some(days),
        _ => None,
    })?;
    Some(Moment::relative(Offset::Days(days), at, end))
}

/// "Tuesday of last week", "mardi de la semaine prochaine", "mardi 11", "Monday the 21st".
fn weekday_with_more(scan: &Scan, at: usize) -> Option<Moment> {
    let (day, end) = weekday(scan, at)?;
    if let Some((date, end)) = day_of_month(scan, end) {
        return Some(Moment::relative(Offset::WeekdayOfMonth(day, date), at, end));
    }
    let start = match scan.word(end) {
        "of" | "de" => end + 1,
        _ => return None,
    };
    if (scan.word(start), scan.word(start + 1), scan.word(start + 2))
        == ("the", "following", "week")
    {
        return Some(Moment::relative(Offset::WeekdayOfWeek(day, 1), at, start + 3));
    }
    let week = match scan.language {
        Language::English => {
            english(scan, start + usize::from(scan.word(start) == "the"))
        }
        _ => french(scan, start),
    }?;
    match week.offset {
        Some(Offset::Weeks(weeks)) => {
            Some(Moment::relative(Offset::WeekdayOfWeek(day, weeks), at, week.end))
        }
        _ => None,
    }
}

/// "The 15th of next month", « le 15 du mois prochain ».
fn day_of_named_month(scan: &Scan, at: usize) -> Option<Moment> {
    let start = at + usize::from(matches!(scan.word(at), "the" | "le"));
    if scan.raw(start).len() > 12 {
        return None;
    }
    let (day, end) = day(scan, start)?;
    let end = end + usize::from(matches!(scan.word(end), "day" | "jour"));
    match scan.language {
        Language::English if scan.word(end) == "of" => {
            let (by, month) = shift(scan, end + 1)?;
            (scan.word(month) == "month")
                .then(|| Moment::relative(Offset::DayOfMonth(day, by), start, month + 1))
        }
        Language::French if matches!(scan.word(end), "du" | "de") => {
            let ce = scan.word(end + 1) == "ce" && scan.word(end + 2) == "mois";
            if ce {
                return Some(Moment::relative(
                    Offset::DayOfMonth(day, 0),
                    start,
                    end + 3,
                ));
            }
            let (by, after) =
                shift(scan, end + 2).filter(|_| scan.word(end + 1) == "mois")?;
            Some(Moment::relative(Offset::DayOfMonth(day, by), start, after))
        }
        _ => None,
    }
}

/// A day of the month alone, after its weekday; nothing counted.
fn day_of_month(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let start = at + usize::from(scan.word(at) == "the");
    let (day, end) = day(scan, start)?;
    let figure = scan.is_digits(start) || start > at;
    let counted = scan.is_letters(end) && scan.is_digits(start) && end == start + 1
        || matches!(scan.word(end), "%" | ":" | "$" | "€" | "h");
    (figure && !counted).then_some((day, end))
}

/// "On Tuesday": the last one up to the day of publication, as news is told.
fn bare_weekday(scan: &Scan, at: usize) -> Option<Moment> {
    let (day, end) = weekday(scan, at)?;
    // French weekdays take a capital only at the start of a sentence and in names.
    let named = scan.language == Language::French
        && scan.word_before(at) == "du"
        && is_capital(scan, at);
    if named {
        return None;
    }
    let written_out = scan.word(at).len() > 5 || scan.language == Language::French;
    let offset = if follows_a_future(scan, at) {
        Offset::WeekdayAfter(day)
    } else {
        Offset::WeekdayBefore(day, true)
    };
    written_out.then(|| Moment::relative(offset, at, end))
}

/// Words looked back at for a verb of the future: a clause of news rarely has more between
/// its verb and its day.
const FUTURE_REACH: usize = 12;

/// Whether a verb of the future leads to the day in its clause: "will close on Friday",
/// « fermera vendredi », "is due on Monday". A mark or a verb of the past between them ends
/// the search: "the plan that will cost jobs was approved on Friday".
fn follows_a_future(scan: &Scan, at: usize) -> bool {
    let from = at.saturating_sub(FUTURE_REACH);
    let words = (from..at).rev().flat_map(|before| {
        let raw = scan.raw(before);
        if raw.is_empty() { "." } else { raw }.split_whitespace().rev()
    });
    for word in words.take(FUTURE_REACH) {
        match told_time(word, scan.language) {
            Some(future) => return future,
            None if word.ends_with([',', ';', ':', '.', '"', '”', '»', '(']) => {
                return false;
            }
            None => {}
        }
    }
    false
}

/// Whether a word is a verb of the future (true), of the past or of saying (false), or
/// neither.
fn told_time(word: &str, language: Language) -> Option<bool> {
    const PAST: &[&str] = &[
        "said",
        "says",
        "told",
        "was",
        "were",
        "had",
        "has",
        "have",
        "announced",
        "did",
        "a",
        "ont",
        "avait",
        "avaient",
        "est",
        "sont",
        "était",
        "étaient",
        "dit",
    ];
    const FUTURE: &[&str] = &["will", "shall", "due", "expected", "scheduled", "slated"];
    let french = language == Language::French;
    let stop = PAST.contains(&word) && (french || word != "a");
    if stop {
        return Some(false);
    }
    let ends =
        ["era", "ira", "dra", "vra", "aura", "rront", "eront", "iront", "dront", "vront"];
    let future = if french {
        word.len() > 3 && ends.iter().any(|end| word.ends_with(end))
    } else {
        FUTURE.contains(&word)
    };
    future.then_some(true)
}

/// "Last Tuesday", "next month", "this year", "two days ago", "two weeks from now".
fn english(scan: &Scan, at: usize) -> Option<Moment> {
    if let Some((by, start)) = shift(scan, at) {
        return shifted(scan, at, start, by);
    }
    if scan.word(at) == "in" {
        return in_a_while(scan, at);
    }
    let (number, end) = count(scan, at)?;
    let (unit, end) = time(scan, end)?;
    let sign = match (scan.word(end), scan.word(end + 1)) {
        ("ago", _) => return Some(Moment::relative(away(unit, -number)?, at, end + 1)),
        ("before", "yesterday") => -1,
        ("after" | "from", "today" | "tomorrow" | "now") => 1,
        _ => return None,
    };
    let from = day_shift(scan, end + 1).and_then(|moment| moment.offset);
    let (base, end) = match from {
        Some(Offset::Days(days)) => (days, end + 2),
        _ => (0, end + 2),
    };
    Some(Moment::relative(moved(unit, sign * number, base)?, at, end))
}

/// "Will open in two months". Without a verb of the future "in two months" tells how long
/// something took.
fn in_a_while(scan: &Scan, at: usize) -> Option<Moment> {
    let (number, end) = count(scan, at + 1)?;
    let (unit, end) = time(scan, end)?;
    let end = end + usize::from(scan.word(end) == "'");
    let end = end + usize::from(matches!(scan.word(end), "time"));
    (number > 0 && follows_a_future(scan, at))
        .then(|| away(unit, number))
        .flatten()
        .map(|offset| Moment::relative(offset, at, end))
}

/// Days and weeks away from a day near today.
fn moved(unit: &str, number: i32, base: i32) -> Option<Offset> {
    match unit {
        "day" => Some(Offset::Days(number + base)),
        "week" => Some(Offset::Days(number * 7 + base)),
        _ => away(unit, number),
    }
}

fn shifted(scan: &Scan, at: usize, start: usize, by: i32) -> Option<Moment> {
    let word = scan.word(at);
    if let Some((day, end)) = weekday(scan, start) {
        let offset = match (word, by) {
            ("previous", _) => Offset::WeekdayOfWeek(day, -1),
            (_, -1) => Offset::WeekdayBefore(day, false),
            ("next", _) => Offset::WeekdayOfWeek(day, 1),
            (_, 1) => Offset::WeekdayAfter(day),
            _ if start > at + 1 => Offset::WeekdayAfter(day),
            _ => Offset::WeekdayOfWeek(day, 0),
        };
        return Some(Moment::relative(offset, at, end));
    }
    // "The past year" and "the following day" are lengths, or count from elsewhere.
    if matches!(word, "past" | "following" | "upcoming") {
        return None;
    }
    if let Some((season, end)) = season(scan, start) {
        return Some(Moment::relative(Offset::Season(season, by), at, end));
    }
    let (unit, end) = time_or_quarter(scan, start)?;
    let dash = usize::from(unit == "week" && scan.word(end) == "-");
    if let Some((day, end)) = weekday(scan, end + dash).filter(|_| unit == "week") {
        return Some(Moment::relative(Offset::WeekdayOfWeek(day, by), at, end));
    }
    Some(Moment::relative(away(unit, by)?, at, end))
}

/// "Mardi dernier", "la semaine dernière", "l'an prochain", "cette année", "ce mois-ci",
/// "il y a deux ans", "dans trois jours".
fn french(scan: &Scan, at: usize) -> Option<Moment> {
    let demonstrative =
        scan.find(at, |s| matches!(s, Sense::Demonstrative).then_some(()));
    if let Some(((), start)) = demonstrative {
        return this(scan, at, start);
    }
    if let Some(moment) = counted(scan, at) {
        return Some(moment);
    }
    let start = match scan.word(at) {
        "la" | "le" => at + 1,
        "l" if scan.word(at + 1) == "'" => at + 2,
        _ => at,
    };
    if let Some((day, end)) = weekday(scan, start) {
        let (by, end) = shift(scan, end)?;
        let offset = if by < 0 {
            Offset::WeekdayBefore(day, false)
        } else {
            Offset::WeekdayAfter(day)
        };
        return Some(Moment::relative(offset, at, end));
    }
    if let Some((season, end)) = season(scan, start) {
        let (by, end) = shift(scan, end)?;
        return Some(Moment::relative(Offset::Season(season, by), at, end));
    }
    let (unit, end) = time_or_quarter(scan, start)?;
    let (by, end) = shift(scan, end).filter(|_| singular(scan, start))?;
    // "L'année suivante" counts from the year just told.
    let elsewhere =
        matches!(scan.word(end - 1), "suivant" | "suivante" | "precedent" | "precedente");
    (!elsewhere)
        .then(|| away(unit, by))
        .flatten()
        .map(|offset| Moment::relative(offset, at, end))
}

fn singular(scan: &Scan, at: usize) -> bool {
    matches!(scan.word(at), "semaine" | "mois" | "an" | "annee" | "trimestre")
}

/// "Ce mardi", "cette semaine", "ce mois-ci", "cet été".
fn this(scan: &Scan, at: usize, start: usize) -> Option<Moment> {
    let (offset, end) = if let Some((day, end)) = weekday(scan, start) {
        (Offset::WeekdayOfWeek(day, 0), end)
    } else if let Some((season, end)) = season(scan, start) {
        (Offset::Season(season, 0), end)
    } else {
        let (unit, end) =
            time_or_quarter(scan, start).filter(|_| singular(scan, start))?;
        (away(unit, 0)?, end)
    };
    Some(Moment::relative(offset, at, end))
}

/// "Il y a deux ans", "dans trois jours".
fn counted(scan: &Scan, at: usize) -> Option<Moment> {
    let (start, sign) = match (scan.word(at), scan.word(at + 1), scan.word(at + 2)) {
        ("il", "y", "a") => (at + 3, -1),
        ("dans", _, _) => (at + 1, 1),
        _ => return None,
    };
    let (number, end) = count(scan, start)?;
    let (unit, end) = time(scan, end)?;
    Some(Moment::relative(away(unit, sign * number)?, at, end))
}

/// So many units away, as exact as the unit.
fn away(unit: &str, number: i32) -> Option<Offset> {
    Some(match unit {
        "day" => Offset::Days(number),
        "week" => Offset::Weeks(number),
        "month" => Offset::Months(number),
        "quarter" => Offset::Quarters(number),
        "year" => Offset::Years(number),
        "decade" => Offset::Years(number.checked_mul(10)?),
        _ => return None,
    })
}

fn time(scan: &Scan, at: usize) -> Option<(&'static str, usize)> {
    scan.find(at, |sense| match sense {
        Sense::Time(unit) => Some(unit),
        _ => None,
    })
}

/// As [`time`], with the English "quarter", which is a length only in the plural.
fn time_or_quarter(scan: &Scan, at: usize) -> Option<(&'static str, usize)> {
    if matches!(scan.word(at), "quarter" | "trimestre") {
        return Some(("quarter", at + 1));
    }
    time(scan, at).filter(|(unit, _)| matches!(*unit, "day" | "week" | "month" | "year"))
}

fn season(scan: &Scan, at: usize) -> Option<(&'static str, usize)> {
    scan.find(at, |sense| match sense {
        Sense::Season(season) => Some(season),
        _ => None,
    })
}
