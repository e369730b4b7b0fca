//! The tables of held lines: quotations, whom a sentence credits, how sure and how far. They
//! stand in `tests/cases/*-held.tsv`; the head of each file tells its form. Grammar is
//! widened for kinds of writing, never for a line.

use recoupe_text::Article;

use crate::attribution;
use crate::claims::{statements, text_of};
use crate::quotes::quotes;
use crate::reading::read;
use crate::rules::testing::article;
use crate::sheet::Place;

/// Reads every line with `read_line` and reports the share of lines read right.
#[track_caller]
fn check_file(
    table: &str,
    least_share: f64,
    read_line: impl Fn(&Article) -> String,
    same: impl Fn(&str, &str) -> bool,
) {
    let (mut lines, mut wrong) = (0_u32, Vec::new());
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let found = read_line(&article(fields[1]));
        if !same(&found, fields[2]) {
            let (code, text, expected) = (fields[0], fields[1], fields[2]);
            wrong.push(format!("{code}  {text}\n  want {expected}\n  have {found}"));
        }
        lines += 1;
    }
    let share = 1.0 - wrong.len() as f64 / f64::from(lines);
    assert!(share >= least_share, "{share:.3} of {lines} lines\n{}", wrong.join("\n"));
}

/// Without the determiner: who is credited is the same with and without it.
fn bare(words: &str) -> String {
    let lower = words.to_lowercase().replace('’', "'");
    let determiners = [
        "the ", "a ", "an ", "le ", "la ", "les ", "l'", "un ", "une ", "des ", "de la ",
    ];
    let found = determiners.iter().find_map(|word| lower.strip_prefix(word));
    found.unwrap_or(&lower).to_owned()
}

#[test]
fn held_quotations_have_their_words_and_speakers() {
    let shown = |article: &Article| {
        let articles = [article];
        let found: Vec<String> = quotes(&read(&articles), &articles)
            .into_iter()
            .map(|quote| {
                format!("{}: {}", quote.speaker.unwrap_or_default(), quote.citation.quote)
            })
            .collect();
        found.join(" | ")
    };
    let same = |found: &str, expected: &str| {
        let parts = |text: &str| text.split(" | ").map(bare).collect::<Vec<_>>();
        parts(found) == parts(expected)
    };
    check_file(include_str!("../tests/cases/quotes-held.tsv"), 0.97, shown, same);
}

#[test]
fn held_sentences_are_credited_to_whom_they_name() {
    let shown = |article: &Article| {
        let articles = [article];
        let reading = read(&articles);
        let last = reading.scenes.iter().rfind(|scene| scene.place == Place::Body);
        last.and_then(|scene| {
            attribution::attribution(
                scene,
                text_of(article, scene.field),
                &reading.entities,
            )
        })
        .map_or("-".to_owned(), |credit| credit.name)
    };
    let same = |found: &str, expected: &str| bare(found) == bare(expected);
    check_file(include_str!("../tests/cases/attribution-held.tsv"), 0.97, shown, same);
}

#[test]
fn held_deals_have_their_stage_and_certainty() {
    let shown = |article: &Article| {
        let articles = [article];
        let mut reading = read(&articles);
        let found = statements(&mut reading, &articles);
        let Some(last) = found.last() else { return "nothing".to_owned() };
        let stage = serde_json::to_value(last.stage).unwrap();
        let certainty = serde_json::to_value(last.certainty).unwrap();
        format!("{} {}", stage.as_str().unwrap_or("-"), certainty.as_str().unwrap_or("-"))
    };
    let same = |found: &str, expected: &str| found == expected;
    check_file(include_str!("../tests/cases/hedge-held.tsv"), 0.97, shown, same);
}
