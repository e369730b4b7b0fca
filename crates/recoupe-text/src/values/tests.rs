//! The tables: English and French side by side, one line a case.
//!
//! A case is a sentence and what is read in it. Values are shown as
//! `KIND AMOUNT[..HIGH] UNIT [BOUND] [/PER] "words"`, with `≈` before an assumed unit.

use super::*;
use crate::Language;

mod counts;
mod money;

/// One value as the tables write it.
fn shown(text: &str, value: &Value) -> String {
    let mut parts = vec![format!("{:?}", value.kind).to_lowercase()];
    if let Some(amount) = value.amount {
        let high = value.high.map(|high| format!("..{high}")).unwrap_or_default();
        parts.push(format!("{}{high}", amount.round_dp(4).normalize()));
    }
    if let Some(unit) = &value.unit {
        let assumed = if value.unit_assumed { "≈" } else { "" };
        parts.push(format!("{assumed}{unit}"));
    }
    if let Some(iso) = &value.iso {
        parts.push(iso.clone());
    }
    if value.bound != Bound::Exact {
        parts.push(format!("{:?}", value.bound));
    }
    if let Some(per) = &value.per {
        parts.push(format!("/{per}"));
    }
    if value.converts_previous {
        parts.push("converts".to_owned());
    }
    format!("{} \"{}\"", parts.join(" "), value.span.of(text))
}

/// Checks that every value of `text` is found, and no other.
#[track_caller]
fn check(text: &str, language: Language, reference: Option<&str>, expected: &[&str]) {
    let reference = reference.map(|day| day.parse().unwrap());
    let found = find(text, language, reference);
    let found: Vec<String> = found.iter().map(|value| shown(text, value)).collect();
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn english(text: &str, expected: &[&str]) {
    check(text, Language::English, None, expected);
}

#[track_caller]
fn french(text: &str, expected: &[&str]) {
    check(text, Language::French, None, expected);
}

#[test]
fn no_text_makes_the_grammar_panic() {
    const WORDS: &[&str] = &[
        "$",
        "€",
        "10",
        "1,5",
        "milliards",
        "de",
        "d’",
        "dollars",
        "between",
        "entre",
        "and",
        "et",
        "5",
        "%",
        "-",
        "–",
        "million",
        "half",
        "demi",
        "vingt",
        "cent",
        "mille",
        "June",
        "juin",
        "2025",
        "1er",
        "(",
        ")",
        "to",
        "à",
        "a",
        "un",
        "plus",
        "moins",
        ".",
        ",",
        "/",
        "the",
        "Q2",
        "T2",
        "last",
        "dernier",
        "year",
        "an",
        "\n\n",
        "999999999999999999999",
    ];
    arbtest::arbtest(|source| {
        let mut text: String = source.arbitrary()?;
        for _ in 0..source.int_in_range(0..=12)? {
            text.push_str(source.choose(WORDS)?);
            text.push_str(source.choose(&["", " ", "\u{202f}", "\n"])?);
        }
        for language in [Language::English, Language::French, Language::Unknown] {
            let mut reached = 0;
            for value in find(&text, language, "2025-06-10".parse().ok()) {
                assert!(text.get(value.span.start()..value.span.end()).is_some());
                assert!(value.span.covers(value.core), "{text:?}");
                assert!(reached <= value.span.start(), "{text:?}");
                reached = value.span.end();
                value.interval();
            }
        }
        Ok(())
    });
}
