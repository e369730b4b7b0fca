//! From the counts of an edition to the columns and bars of its pictures.

use std::collections::BTreeMap;

use recoupe_text::Language;

use super::{Report, Similarities};
use crate::charts::{Bar, Column, days_of};
use crate::dates::written_date;
use crate::words::Tongue;

/// Columns of time drawn at most; longer spans are drawn by week, month or year. Of more
/// years than this the last are drawn, as stray early dates are mostly misread.
const TIME_COLUMNS: i64 = 70;
/// Languages drawn apart; others stand together.
pub(super) const LANGUAGES_DRAWN: usize = 4;

/// Groups of sizes, each by its first and last size.
const SIZES: [(u64, u64); 12] = [
    (1, 1),
    (2, 2),
    (3, 3),
    (4, 4),
    (5, 5),
    (6, 10),
    (11, 20),
    (21, 50),
    (51, 100),
    (101, 1_000),
    (1_001, 10_000),
    (10_001, u64::MAX),
];

/// Columns of a count of sizes, up to the largest that is met.
pub(super) fn size_columns(sizes: &BTreeMap<u64, u64>) -> Vec<Column> {
    let largest = sizes.iter().filter(|(_, met)| **met > 0).map(|(size, _)| *size).max();
    let Some(largest) = largest else { return Vec::new() };
    SIZES
        .iter()
        .filter(|(first, _)| *first <= largest.max(5))
        .map(|(first, last)| Column {
            label: match (*first, *last) {
                (first, last) if first == last => first.to_string(),
                (first, u64::MAX) => format!("{first}+"),
                (first, last) => format!("{first}–{last}"),
            },
            layers: vec![sizes.range(first..=last).map(|(_, met)| *met).sum()],
        })
        .collect()
}

/// Twenty columns of resemblance; layers copy, partial, apart.
pub(super) fn similarity_columns(
    similarities: &Similarities,
    tongue: Tongue,
) -> Vec<Column> {
    similarities
        .copy
        .iter()
        .zip(&similarities.partial)
        .zip(&similarities.apart)
        .enumerate()
        .map(|(step, ((copy, partial), apart))| {
            let from = format!("{:.2}", step as f64 * 0.05);
            Column {
                label: tongue.pick(from.clone(), from.replace('.', ",")),
                layers: vec![*copy, *partial, *apart],
            }
        })
        .collect()
}

/// The largest of some counts as bars, ties by name, and how many are left with their sum.
pub(super) fn largest(mut bars: Vec<Bar>, limit: usize) -> (Vec<Bar>, usize, u64) {
    bars.sort_by(|left, right| {
        right.count.cmp(&left.count).then(left.label.cmp(&right.label))
    });
    let rest = bars.split_off(limit.min(bars.len()));
    let sum = rest.iter().map(|bar| bar.count).sum();
    (bars, rest.len(), sum)
}

/// The languages that are drawn apart, most articles first.
pub(super) fn main_languages(report: &Report) -> Vec<Language> {
    let mut sums: BTreeMap<Language, u64> = BTreeMap::new();
    for entry in &report.days {
        *sums.entry(entry.language).or_default() += entry.articles;
    }
    let mut languages: Vec<(Language, u64)> = sums.into_iter().collect();
    languages.sort_by(|left, right| right.1.cmp(&left.1).then(left.0.cmp(&right.0)));
    // English and French keep their colours from edition to edition where both are met.
    languages.truncate(LANGUAGES_DRAWN);
    let mut languages: Vec<Language> =
        languages.into_iter().map(|entry| entry.0).collect();
    languages.sort_unstable();
    languages
}

/// How long a time a column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Day,
    Week,
    Month,
    Year,
}

/// Columns of articles over time with a layer per language and one for the others; and
/// how long a time each column stands for.
pub(super) fn time_columns(
    report: &Report,
    languages: &[Language],
    tongue: Tongue,
) -> (Vec<Column>, Step) {
    let first = report.days.iter().map(|entry| entry.day).min();
    let last = report.days.iter().map(|entry| entry.day).max();
    let (Some(first), Some(last)) = (first, last) else { return (Vec::new(), Step::Day) };
    let step = step_for(days_of(last) - days_of(first));
    let mut columns: BTreeMap<i64, Vec<u64>> = (place(first, step)..=place(last, step))
        .rev()
        // Weeks and months that are cut by the first and last day add up to two columns.
        .take(TIME_COLUMNS.unsigned_abs() as usize + 2)
        .map(|place| (place, vec![0; languages.len() + 1]))
        .collect();
    for entry in &report.days {
        let layer = languages.iter().position(|language| *language == entry.language);
        let layers = columns.get_mut(&place(entry.day, step));
        if let Some(count) =
            layers.and_then(|layers| layers.get_mut(layer.unwrap_or(languages.len())))
        {
            *count += entry.articles;
        }
    }
    let columns = columns
        .into_iter()
        .map(|(place, layers)| Column { label: label(place, step, tongue), layers })
        .collect();
    (columns, step)
}

fn step_for(days: i64) -> Step {
    match days {
        ..TIME_COLUMNS => Step::Day,
        days if days < TIME_COLUMNS * 7 => Step::Week,
        days if days < TIME_COLUMNS * 30 => Step::Month,
        _ => Step::Year,
    }
}

/// The column a day belongs to, as a number that counts up.
fn place(day: jiff::civil::Date, step: Step) -> i64 {
    match step {
        Step::Day => days_of(day),
        Step::Week => days_of(day).div_euclid(7),
        Step::Month => i64::from(day.year()) * 12 + i64::from(day.month()) - 1,
        Step::Year => i64::from(day.year()),
    }
}

fn label(place: i64, step: Step, tongue: Tongue) -> String {
    let day = |days: i64| {
        let origin = jiff::civil::date(0, 1, 1);
        let span = jiff::Span::new().try_days(days).ok();
        span.and_then(|span| origin.checked_add(span).ok())
            .map_or(String::new(), |date| written_date(&date.to_string(), tongue))
    };
    match step {
        Step::Day => day(place),
        Step::Week => day(place * 7),
        Step::Month => {
            let iso =
                format!("{:04}-{:02}", place.div_euclid(12), place.rem_euclid(12) + 1);
            written_date(&iso, tongue)
        }
        Step::Year => place.to_string(),
    }
}
