//! The tables: English and French side by side.
//!
//! A table under `tests/` has a line `en  TEXT` or `fr  TEXT` for each case and below it,
//! indented, all values that are found in it and no other, one a line, written as
//! `KIND AMOUNT[..HIGH] [≈]UNIT ISO BOUND /PER [WORDS]`; `≈` marks an assumed unit. A line with `#`
//! says what the cases after it show.

use super::*;
use crate::Language;

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
    parts.extend(value.iso.clone());
    if value.bound != Bound::Exact {
        parts.push(format!("{:?}", value.bound));
    }
    parts.extend(value.per.as_ref().map(|per| format!("/{per}")));
    if value.converts_previous {
        parts.push("converts".to_owned());
    }
    format!("{} [{}]", parts.join(" "), value.span.of(text))
}

/// Checks every case of a table and reports all that differ.
#[track_caller]
fn check_table(table: &str, reference: Option<&str>) {
    let reference = reference.map(|day| day.parse().unwrap());
    let lines: Vec<&str> =
        table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    let (mut differences, mut cases) = (Vec::new(), 0);
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| !line.starts_with(' '))
    {
        let (code, text) = line.split_once("  ").expect(line);
        let expected: Vec<&str> = lines[at + 1..]
            .iter()
            .take_while(|line| line.starts_with(' '))
            .map(|line| line.trim_start())
            .collect();
        let found = find(text, Language::from_code(code), reference);
        let found: Vec<String> = found.iter().map(|value| shown(text, value)).collect();
        if found != expected {
            differences
                .push(format!("{line}\n  expected {expected:#?}\n  found {found:#?}"));
        }
        cases += 1;
    }
    assert!(cases > 0, "an empty table");
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn money_is_read_in_all_written_forms() {
    check_table(include_str!("tests/money.txt"), None);
}

#[test]
fn percentages_numbers_lengths_and_measures_are_read() {
    check_table(include_str!("tests/counts.txt"), None);
}

#[test]
fn dates_are_read_without_a_day_of_publication() {
    check_table(include_str!("tests/dates.txt"), None);
}

#[test]
fn relative_dates_are_counted_from_the_day_of_publication() {
    // A Tuesday.
    check_table(include_str!("tests/relative.txt"), Some("2025-06-10"));
}

#[test]
fn sentences_of_news_are_read_whole() {
    check_table(include_str!("tests/news.txt"), None);
}

#[test]
fn a_language_that_is_not_read_gives_signs_and_figures_only() {
    let text = "Der Preis: 10 € oder $20, 49 %, zehn Millionen Euro im Jahr 2024";
    let found = find(text, Language::from_code("de"), None);
    let found: Vec<String> = found.iter().map(|value| shown(text, value)).collect();
    assert_eq!(
        found,
        [
            "money 10 EUR [10 €]",
            "money 20 ≈USD [$20]",
            "percent 49 % [49 %]",
            "number 2024 [2024]"
        ]
    );
}

#[test]
fn the_core_leaves_the_bound_words_out() {
    for (text, language, core) in [
        ("more than $10 billion", Language::English, "$10 billion"),
        ("plus de 10 milliards de dollars", Language::French, "10 milliards de dollars"),
        ("$10 million or more", Language::English, "$10 million"),
        ("dépasser la barre des 2 Md€", Language::French, "2 Md€"),
        ("between $3 and $4 a barrel", Language::English, "$3 and $4"),
    ] {
        let value = &find(text, language, None)[0];
        assert_eq!(value.core.of(text), core, "{text}");
        assert_eq!(value.span.of(text), text);
    }
}

#[test]
fn precision_is_half_of_the_last_written_unit() {
    for (text, language, precision) in [
        ("$14.3 billion", Language::English, "50000000"),
        ("14,3 milliards de dollars", Language::French, "50000000"),
        ("$10 billion", Language::English, "500000000"),
        ("10 Md€", Language::French, "500000000"),
        ("49.9%", Language::English, "0.05"),
        ("49,9 %", Language::French, "0.05"),
        ("1,234 people", Language::English, "0.5"),
        ("ten billion dollars", Language::English, "500000000"),
        ("dix milliards d’euros", Language::French, "500000000"),
    ] {
        let value = &find(text, language, None)[0];
        assert_eq!(value.precision.unwrap().to_string(), precision, "{text}");
    }
}

#[test]
fn long_chains_cost_no_more_than_their_length() {
    for part in [
        "1 over ",
        "3 hundred and ",
        "111 ",
        "1,",
        "1.",
        "one hundred and ",
        "un sur ",
        "in ",
        "half a ",
        "millions of ",
        "between 1 and ",
        "plus de ",
        "10 million ",
        "2024-",
        "$",
        "vingt et un ",
        "et demi ",
        "June 8 and ",
        "du 8 au ",
        "minus ",
        "- ",
        "a half of a ",
        "mille ",
        "quatre-vingt-",
        "un an et demi ",
        "1 to ",
        "l'",
        "deux mille vingt ",
    ] {
        let text = part.repeat(5_000);
        for language in [Language::English, Language::French] {
            find(&text, language, None);
        }
    }
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
        "ago",
        "il y a",
        "hundred",
        "^",
        "e",
        "30",
        "Friday",
        "vendredi",
        "trillion",
        "one",
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
                assert!(
                    !value.span.is_empty() && value.span.covers(value.core),
                    "{text:?}"
                );
                assert!(reached <= value.span.start(), "{text:?}");
                reached = value.span.end();
                value.interval();
            }
        }
        Ok(())
    });
}
