//! The walk over a text: at each place the longest reading wins.

use jiff::civil::Date;

use super::dates::Calendar;
use super::scan::Scan;
use super::{
    Found, Kind, Value, counts, dates, magnitudes, measures, ordinals, percent, scores,
};
use crate::{Language, Span};

/// The typed values of `text`, read as `language`, in order and without overlap; every span
/// lies on character boundaries of `text`.
///
/// English and French are read whole; of other languages only figures with signs and codes.
/// Relative dates ("yesterday", "mardi dernier") are resolved against `reference`, the day
/// the text was published, and stay without `iso` where it is not given.
/// Linear in `text`.
///
/// ```
/// use recoupe_text::{Language, values};
///
/// let text = "Le groupe va investir plus de 10 milliards de dollars.";
/// let found = values::find(text, Language::French, None);
/// assert_eq!(found[0].span.of(text), "plus de 10 milliards de dollars");
/// assert_eq!(found[0].amount.unwrap().to_string(), "10000000000");
/// assert_eq!(found[0].unit.as_deref(), Some("USD"));
/// assert_eq!(found[0].bound, values::Bound::MoreThan);
/// ```
pub fn find(text: &str, language: Language, reference: Option<Date>) -> Vec<Value> {
    let mut values = walk(text, language, reference);
    values.retain(|value| value.kind != Kind::Time);
    mark_conversions(text, &mut values);
    values
}

/// As [`find`], and beside that times of the day, results of matches ("won 3-1"), magnitudes
/// of earthquakes as quantities, and the noun each number counts.
///
/// ```
/// use recoupe_text::{Language, values};
///
/// let text = "La secousse de magnitude 6,1 a détruit 40 maisons à 20h30.";
/// let found = values::find_all(text, Language::French, None);
/// assert_eq!(found[0].unit.as_deref(), Some("magnitude"));
/// assert_eq!(found[1].counts.unwrap().of(text), "maisons");
/// assert_eq!(found[2].iso.as_deref(), Some("20:30"));
/// ```
pub fn find_all(text: &str, language: Language, reference: Option<Date>) -> Vec<Value> {
    let mut values = walk(text, language, reference);
    mark_conversions(text, &mut values);
    scores::join(text, language, &mut values);
    magnitudes::mark(text, &mut values);
    counts::mark(text, language, &mut values);
    values
}

fn walk(text: &str, language: Language, reference: Option<Date>) -> Vec<Value> {
    let scan = Scan::of(text, language);
    let calendar = Calendar { reference };
    let mut values: Vec<Value> = Vec::new();
    let mut at = 0;
    while at < scan.len() {
        match longest(&scan, at, calendar) {
            Some(found) if found.end > at => {
                values.extend(found.values);
                at = found.end;
            }
            _ => at += 1,
        }
    }
    values
}

/// The longest reading at a token; on a tie dates go before measures, measures before
/// ordinals.
fn longest(scan: &Scan, at: usize, calendar: Calendar) -> Option<Found> {
    if !scan.begins_value(at) {
        return None;
    }
    let readings = [
        dates::date(scan, at, calendar),
        measures::measured(scan, at),
        ordinals::ordinal(scan, at),
        percent::leading(scan, at),
    ];
    let mut best: Option<Found> = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| reading.end > best.end) {
            best = Some(reading);
        }
    }
    best
}

/// Money in another currency, in brackets right after money, is the same amount again.
fn mark_conversions(text: &str, values: &mut [Value]) {
    let mut before: Option<(Span, Option<String>)> = None;
    for value in values {
        if value.kind != Kind::Money {
            continue;
        }
        if let Some((span, unit)) = &before {
            let between = text.get(span.end()..value.span.start()).unwrap_or_default();
            let after = text.get(value.span.end()..).unwrap_or_default();
            value.converts_previous =
                *unit != value.unit && is_apposition(between, after);
        }
        before = Some((value.span, value.unit.clone()));
    }
}

/// "(", "(soit ", ", or ", ", soit ", " (about ": what leads from an amount to its
/// conversion.
fn is_apposition(between: &str, after: &str) -> bool {
    let trimmed = between.trim();
    let opened = trimmed.strip_prefix(['(', '[']);
    let said = opened.or_else(|| trimmed.strip_prefix([',', '–', '—'])).map(str::trim);
    let closed = after.trim_start().starts_with([')', ']']);
    match said {
        Some("") => opened.is_some() && closed,
        Some("or" | "soit" | "ou" | "i.e." | "=" | "that is" | "c'est-à-dire") => true,
        _ => false,
    }
}
