//! French days and months: "8 juin 2025", "1er juin", "le 8 juin", "dimanche 8 juin 2025",
//! "du 8 au 10 juin", "les 8 et 9 juin", "juin 2025", "en juin", "mi-juin", "mars dernier".

use super::super::scan::Scan;
use super::moment::{Lean, Moment, Part};
use super::parts::{day, exists, is_capital, month, shift, weekday, year_after};

/// The day or the month that begins at a token.
pub(super) fn day_or_month(scan: &Scan, at: usize) -> Option<Moment> {
    let start = at + usize::from(scan.word(at) == "ce");
    let named = weekday(scan, start);
    let after_weekday = named.map(|(_, end)| {
        let end = end + usize::from(scan.word(end) == ",");
        end + usize::from(scan.word(end) == "le")
    });
    let start = after_weekday.unwrap_or(at);
    let day = several_days(scan, start).or_else(|| one_day(scan, start));
    let day =
        day.or_else(|| after_weekday.and_then(|start| super::numeric::day(scan, start)));
    if let Some(day) = day {
        let weekday = named.map(|(weekday, _)| weekday);
        return Some(Moment { start: at, weekday, ..leaning(scan, day) });
    }
    if after_weekday.is_some() {
        return None;
    }
    month_and_year(scan, at)
        .or_else(|| month_after_cue(scan, at))
        .map(|moment| leaning(scan, moment))
}

/// "8 juin 2025", "1er juin", "15 janvier".
fn one_day(scan: &Scan, at: usize) -> Option<Moment> {
    let (day, end) = day(scan, at)?;
    let end = end + usize::from(scan.word(end) == "-" && scan.is_glued(end));
    let (month, end) = month_after_day(scan, end)?;
    let (year, end) = with_year(scan, end);
    exists(year, month, day).then(|| Moment::new(Part::Day(month, day), year, at, end))
}

/// "8 et 9 juin 2025", "8-10 juin", "du 8 au 10 juin", "8 au 10 juin", "8 ou 9 juin".
fn several_days(scan: &Scan, at: usize) -> Option<Moment> {
    let start = at + usize::from(matches!(scan.word(at), "du" | "les"));
    let (first, end) = day(scan, after_name(scan, start))?;
    if !matches!(scan.word(end), "et" | "au" | "ou" | "-" | "–" | "à") {
        return None;
    }
    let (last, end) = day(scan, after_name(scan, end + 1))?;
    let (month, end) = month_after_day(scan, end)?;
    let (year, end) = with_year(scan, end);
    let part = Part::Days(month, first, month, last);
    (first < last && exists(year, month, last))
        .then(|| Moment::new(part, year, start, end))
}

/// The token after the name of a weekday, where one stands: "du vendredi 3 au dimanche 5".
fn after_name(scan: &Scan, at: usize) -> usize {
    weekday(scan, at).map_or(at, |(_, end)| end)
}

/// A month after a day. "Sept" is also seven: it needs its point or a year.
fn month_after_day(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    let (month, end) = month(scan, at)?;
    let seven = scan.word(at) == "sept"
        && scan.word(at + 1) != "."
        && year_after(scan, end).is_none();
    (!seven).then_some((month, end))
}

fn with_year(scan: &Scan, at: usize) -> (Option<i16>, usize) {
    year_after(scan, at).map_or((None, at), |(year, end)| (Some(year), end))
}

/// "Juin 2025", "juin de 2025".
fn month_and_year(scan: &Scan, at: usize) -> Option<Moment> {
    if scan.word(at) == "sept" && scan.word(at + 1) != "." {
        return None;
    }
    let (month, end) = month(scan, at)?;
    let (year, end) = year_after(scan, end)?;
    Some(Moment::new(Part::Month(month), Some(year), at, end))
}

/// Words that lead to a month alone.
const CUES: &[&str] = &[
    "en", "debut", "fin", "mi", "depuis", "des", "courant", "avant", "apres", "de", "et",
    "à", "pour", "ce",
];

/// "En juin", "fin juin", "mi-juin", "de juin", "au mois de juin", "juin dernier".
fn month_after_cue(scan: &Scan, at: usize) -> Option<Moment> {
    if let Some(month) = bare_month(scan, at) {
        return shift(scan, month.end).map(|_| month);
    }
    let start = match scan.word(at) {
        "d" | "jusqu" if scan.word(at + 1) == "'" => at + 2,
        word if CUES.contains(&word) => scan.skip_hyphen(at + 1),
        _ => return None,
    };
    let start = start + usize::from(scan.word(start) == "en");
    let start = start + usize::from(matches!(scan.word(start), "fin" | "debut"));
    month_and_year(scan, start).or_else(|| bare_month(scan, start))
}

/// A month without any cue, as one end of a range: "de mai à juin".
pub(super) fn bare_month(scan: &Scan, at: usize) -> Option<Moment> {
    let (month, end) = month(scan, at)?;
    let other_word = match scan.word(at) {
        // Seven; the planet and the river; short forms that are words elsewhere.
        "sept" => true,
        "mars" => is_capital(scan, at),
        "jan" | "fev" | "avr" | "oct" | "nov" | "dec" | "sep" | "janv" | "juil" => {
            scan.word(at + 1) != "."
        }
        _ => false,
    };
    (!other_word).then(|| Moment::new(Part::Month(month), None, at, end))
}

/// "Dernier", "prochain" after a day or a month without a year.
fn leaning(scan: &Scan, moment: Moment) -> Moment {
    if moment.year.is_some() {
        return moment;
    }
    match shift(scan, moment.end) {
        Some((-1, end)) => Moment { lean: Lean::Past, end, ..moment },
        Some((_, end)) => Moment { lean: Lean::Future, end, ..moment },
        None => moment,
    }
}
