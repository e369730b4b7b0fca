//! Dates and periods of the calendar.
//!
//! | to find | look in |
//! |---|---|
//! | "June 8, 2025", "8th of June", "in June" | `english` |
//! | "le 8 juin 2025", "1er juin", "du 8 au 10 juin", "fin juin" | `french` |
//! | 2025-06-08, 08/06/2025, 15.05.99, 05-Aug-2016 | `numeric` |
//! | Christmas 2025, Good Friday, Pâques, la Toussaint | `feasts` |
//! | years, decades, quarters, halves, seasons, fiscal years | `periods` |
//! | yesterday, mardi dernier, last month, il y a deux ans | `relative` |
//! | what a day, a month and a year look like | `parts` |
//! | how they are written down and resolved | `moment` |

mod clock;
mod english;
mod feasts;
mod french;
mod moment;
mod numeric;
mod parts;
mod periods;
mod relative;

use jiff::civil::Date;

use super::scan::Scan;
use super::{Bound, Found, Kind, Value};
use crate::Language;
use moment::Moment;
pub(super) use parts::looks_like_year;

/// What relative dates are counted from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Calendar {
    /// The day of publication.
    pub(super) reference: Option<Date>,
}

/// The date or period that begins at a token, or a time of the day, which is passed over.
pub(super) fn date(scan: &Scan, at: usize, calendar: Calendar) -> Option<Found> {
    let range = range(scan, at);
    let single = moment(scan, at);
    let best = match (range, single) {
        (Some(range), Some(single)) if single.end > range.end => Some(single),
        (Some(range), _) => Some(range),
        (None, single) => single,
    };
    match best {
        Some(moment) => Some(found(scan, &moment, calendar)),
        None => clock::time_of_day(scan, at).map(time),
    }
}

fn found(scan: &Scan, moment: &Moment, calendar: Calendar) -> Found {
    let span = scan.span(moment.start, moment.end);
    let value = Value {
        iso: moment.iso(calendar.reference),
        bound: if moment.is_range() { Bound::Between } else { Bound::Exact },
        ..Value::bare(Kind::Date, span)
    };
    Found { end: moment.end, values: vec![value] }
}

/// A time of the day; `find` passes it over.
fn time(time: clock::Time) -> Found {
    let value = Value { iso: Some(time.iso), ..Value::bare(Kind::Time, time.span) };
    Found { end: time.end, values: vec![value] }
}

/// The longest single date or period at a token.
fn moment(scan: &Scan, at: usize) -> Option<Moment> {
    if scan.is_glued_to_word(at) {
        return None;
    }
    let in_words = match scan.language {
        Language::English => english::day_or_month(scan, at),
        Language::French => french::day_or_month(scan, at),
        Language::Other(_) | Language::Unknown => None,
    };
    let readings = [
        numeric::day(scan, at),
        in_words,
        relative::relative(scan, at),
        periods::period(scan, at),
        feasts::feast(scan, at),
    ];
    let mut best: Option<Moment> = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| reading.end > best.end) {
            best = Some(reading);
        }
    }
    best
}

/// "Between 2020 and 2024", "du 8 mai au 10 juin 2025", "from May to June", "2020-2024":
/// two moments of one kind. What the first leaves out, the second says.
fn range(scan: &Scan, at: usize) -> Option<Moment> {
    let (start, links): (usize, &[&str]) = match scan.word(at) {
        "between" => (at + 1, &["and"]),
        "entre" => (at + 1, &["et"]),
        "from" => (at + 1, &["to", "until", "till", "through", "-", "–"]),
        "de" | "du" => (at + 1, &["à", "au", "-", "–"]),
        "d" if scan.word(at + 1) == "'" => (at + 2, &["à", "au"]),
        _ => (at, &["-", "–", "to", "through"]),
    };
    let opened = start > at;
    // "From 9 to 12 October": the day alone would be a number.
    if let Some(days) =
        moment(scan, start).filter(|days| scan.word(at) == "from" && days.is_range())
    {
        return Some(Moment { start: days.start, ..days });
    }
    let first = end_point(scan, start)?;
    if !links.contains(&scan.word(first.end)) {
        return None;
    }
    let second = end_point(scan, first.end + 1)?;
    let years = matches!(scan.word(first.end), "to" | "through") && !opened;
    if years && !first.says_more_than_a_year() {
        return None;
    }
    first.joined_to(&second)
}

/// One end of a range: here a bare year needs no cue.
fn end_point(scan: &Scan, at: usize) -> Option<Moment> {
    let at = if matches!(scan.word(at), "le" | "the") { at + 1 } else { at };
    let bare = || {
        let year = parts::year(scan, at)?;
        Some(Moment::year(year, at, at + 1))
    };
    let cueless = match scan.language {
        Language::English => english::bare_month(scan, at),
        Language::French => french::bare_month(scan, at),
        Language::Other(_) | Language::Unknown => None,
    };
    moment(scan, at).or_else(bare).or(cueless).filter(|moment| !moment.is_range())
}
