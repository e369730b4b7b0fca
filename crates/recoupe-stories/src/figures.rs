//! Figures of a passage: the typed values of the text, as intervals, with magnitudes and
//! results of matches told from plain numbers.

use jiff::civil::Date;
use recoupe_text::values::{self, Kind, Value};
use recoupe_text::{Language, Span};
use rust_decimal::prelude::ToPrimitive;
use xxhash_rust::xxh3::xxh3_64;

use crate::amount::{Amount, Measure};
use crate::key::Field;
use crate::token::fold;

/// The figures of `text`, in order, all of them in the best field; spans index `text`.
/// `published` resolves days of the week. Linear in the text.
pub(crate) fn figures(
    text: &str,
    language: Language,
    published: Option<Date>,
) -> Vec<Amount> {
    let found = values::find(text, language, published);
    let mut amounts = Vec::with_capacity(found.len());
    let mut at = 0;
    while let Some(value) = found.get(at) {
        if let Some(score) = found.get(at + 1).and_then(|next| score(text, value, next)) {
            amounts.push(score);
            at += 2;
            continue;
        }
        amounts.extend(amount(text, value));
        at += 1;
    }
    amounts
}

fn amount(text: &str, value: &Value) -> Option<Amount> {
    let unit = value.unit.as_deref().map_or(0, |unit| xxh3_64(unit.as_bytes()) as u32);
    let measure = match value.kind {
        Kind::Money => Measure::Money,
        Kind::Percent => Measure::Percent,
        Kind::Date => return day(value),
        Kind::Number if is_magnitude(text, value.span) => Measure::Magnitude,
        Kind::Number | Kind::Quantity => Measure::Count,
        Kind::Duration => Measure::Duration,
        Kind::Ordinal | Kind::Time | Kind::Score => return None,
    };
    let interval = value.interval()?;
    Some(Amount {
        measure,
        unit,
        low: interval.low.to_f64()?,
        high: interval.high.map_or(Some(f64::INFINITY), |high| high.to_f64())?,
        value: value.amount?.to_f64()?,
        field: Field::Title,
        span: value.span,
    })
}

/// A day of the year, as month times a hundred and day: the year is often left out.
fn day(value: &Value) -> Option<Amount> {
    let iso = value.iso.as_deref()?;
    let start = iso.len().checked_sub("06-08".len())?;
    let (month, day) = iso.get(start..)?.split_once('-')?;
    if iso.len() < "--06-08".len() || month.len() != 2 {
        return None;
    }
    let number = month.parse::<u32>().ok()? * 100 + day.parse::<u32>().ok()?;
    Some(exact(Measure::Day, f64::from(number), value.span))
}

fn exact(measure: Measure, value: f64, span: Span) -> Amount {
    Amount { measure, unit: 0, low: value, high: value, value, field: Field::Title, span }
}

/// Letters before and after a number in which the word `magnitude` is looked for.
const MAGNITUDE_REACH: usize = 14;

fn is_magnitude(text: &str, span: Span) -> bool {
    let before = text.get(..span.start()).unwrap_or_default();
    let after = text.get(span.end()..).unwrap_or_default();
    let near: String = before.chars().rev().take(MAGNITUDE_REACH).collect();
    let near: String = near.chars().rev().collect();
    let next: String = after.chars().take(MAGNITUDE_REACH).collect();
    let next = fold(&next);
    fold(&near).contains("magnitude")
        || next.trim_start_matches(['-', ' ']).starts_with("magnitude")
}

/// Points that one side of a match can have, at most.
const MOST_POINTS: f64 = 199.0;

/// Two plain numbers with a dash between them: a result, higher figure first.
fn score(text: &str, one: &Value, two: &Value) -> Option<Amount> {
    let between = Span::new(one.span.end(), two.span.start()).of(text);
    let is_plain = |value: &Value| value.kind == Kind::Number && value.unit.is_none();
    if !matches!(between.trim(), "-" | "–") || !is_plain(one) || !is_plain(two) {
        return None;
    }
    let (own, other) = (one.amount?.to_f64()?, two.amount?.to_f64()?);
    let fits =
        |points: f64| (0.0..=MOST_POINTS).contains(&points) && points.fract() == 0.0;
    if !fits(own) || !fits(other) {
        return None;
    }
    let span = Span::new(one.span.start(), two.span.end());
    Some(exact(Measure::Score, own.max(other) * 1000.0 + own.min(other), span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(english: &str, french: &str, expected: &[(Measure, f64)]) {
        for (text, language) in [(english, Language::English), (french, Language::French)]
        {
            let found: Vec<_> = figures(text, language, None)
                .into_iter()
                .map(|amount| (amount.measure, amount.value))
                .collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn figures_are_the_same_in_both_languages() {
        check(
            "worth $1.6 billion",
            "vaut 1,6 milliard de dollars",
            &[(Measure::Money, 1.6e9)],
        );
        check("it rose 3.5%", "progresse de 3,5 %", &[(Measure::Percent, 3.5)]);
        check("a magnitude 6.7 quake", "de magnitude 6,7", &[(Measure::Magnitude, 6.7)]);
        check("1,250 jobs", "1 250 postes", &[(Measure::Count, 1250.0)]);
        check("on June 8", "le 8 juin", &[(Measure::Day, 608.0)]);
        check("won 3-1", "l'emporte 3-1", &[(Measure::Score, 3001.0)]);
        check("nine dead", "neuf morts", &[(Measure::Count, 9.0)]);
        check("", "", &[]);
    }

    #[test]
    fn a_day_of_the_week_is_resolved_against_the_day_of_publication() {
        let published = Some(jiff::civil::date(2025, 11, 5));
        let english = figures("It fell on Tuesday.", Language::English, published);
        let french = figures("Il est tombé mardi.", Language::French, published);
        assert_eq!(english.first().map(|day| day.value), Some(1104.0));
        assert_eq!(french.first().map(|day| day.value), Some(1104.0));
    }
}
