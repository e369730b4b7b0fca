//! Sentences as newspapers write them, with the values an editor reads in them.
//!
//! A line of `tests/cases/*.tsv` is `LANGUAGE <tab> TEXT <tab> VALUES`. The values are parted
//! by "; " and written as `KIND AMOUNT[..HIGH] UNIT ISO BOUND /PER (NOUN)`, with k, m, b and t for
//! thousands to trillions; `converts` marks an amount told again in another currency. All
//! values of a text must be there and no other. The files named `held` were written before
//! any reading of them was seen; grammar is widened for kinds of writing, never for a line.

use recoupe_text::Language;
use recoupe_text::dates::parse_published;
use recoupe_text::values::{Bound, Kind, Value, find_all};
use rust_decimal::Decimal;

/// What every file must reach: lines read without a fault, of all its lines.
const LEAST_SHARE: f64 = 0.97;

fn shown(text: &str, value: &Value) -> String {
    let mut parts = vec![format!("{:?}", value.kind).to_lowercase()];
    if let Some(amount) = value.amount {
        let high =
            value.high.map(|high| format!("..{}", plain(high))).unwrap_or_default();
        parts.push(format!("{}{high}", plain(amount)));
    }
    parts.extend(value.unit.clone());
    parts.extend(value.iso.clone());
    if value.bound != Bound::Exact {
        parts.push(format!("{:?}", value.bound));
    }
    parts.extend(value.per.as_ref().map(|per| format!("/{per}")));
    if value.converts_previous {
        parts.push("converts".to_owned());
    }
    parts.extend(value.counts.map(|noun| format!("({})", noun.of(text))));
    if value.kind == Kind::Date && value.iso.is_none() {
        parts.push("unresolved".to_owned());
    }
    parts.join(" ")
}

fn plain(amount: Decimal) -> String {
    amount.round_dp(4).normalize().to_string()
}

/// The shorthand of the files, written out: `1.2m` is `1200000`.
fn written_out(expected: &str) -> String {
    expected.split(' ').map(word_out).collect::<Vec<_>>().join(" ")
}

fn word_out(word: &str) -> String {
    let ends = word.split("..").map(|end| {
        let scale = match end.chars().last() {
            Some('k') => 1_000,
            Some('m') => 1_000_000,
            Some('b') => 1_000_000_000,
            Some('t') => 1_000_000_000_000_i64,
            _ => return end.to_owned(),
        };
        end.get(..end.len() - 1)
            .and_then(|digits| digits.parse::<Decimal>().ok())
            .map_or(end.to_owned(), |amount| plain(amount * Decimal::from(scale)))
    });
    ends.collect::<Vec<_>>().join("..")
}

#[track_caller]
#[expect(clippy::unwrap_used, reason = "a test may stop at a broken file")]
fn check_file(table: &str, published: &str) {
    let day = parse_published(published);
    let (mut lines, mut wrong) = (0_u32, Vec::new());
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut fields = line.split('\t');
        let (code, text) = (fields.next().unwrap(), fields.next().unwrap());
        let expected: Vec<String> = fields
            .next()
            .unwrap_or_default()
            .split("; ")
            .filter(|value| !value.is_empty())
            .map(written_out)
            .collect();
        let found: Vec<String> = find_all(text, Language::from_code(code), day)
            .iter()
            .map(|value| shown(text, value))
            .collect();
        if found != expected {
            wrong.push(format!("{code}  {text}\n  want {expected:?}\n  have {found:?}"));
        }
        lines += 1;
    }
    let share = 1.0 - wrong.len() as f64 / f64::from(lines);
    assert!(lines >= 90, "too few lines: {lines}");
    assert!(share >= LEAST_SHARE, "{share:.3} of {lines} lines\n{}", wrong.join("\n"));
}

/// A Monday.
const DAY: &str = "2026-03-02";

#[test]
fn held_money_and_percentages_are_read() {
    check_file(include_str!("cases/money-held.tsv"), DAY);
}

#[test]
fn held_dates_are_read() {
    check_file(include_str!("cases/dates-held.tsv"), DAY);
}

#[test]
fn held_counts_lengths_times_and_measures_are_read() {
    check_file(include_str!("cases/other-held.tsv"), DAY);
}
