//! Fits the weights of the score: logistic regression on candidate pairs, drawn towards
//! weights set by hand and kept to their signs.
//!
//! `fit [SET...]` where a SET is `ARTICLES:TRUTH[:undated]`; without any it is the train
//! part of the project's corpus, once with its dates and once without. Prints the two rows
//! of weights for `src/decision.rs`. Deterministic: full batches, fixed steps, no random
//! numbers, so there is no seed to remember.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints")]

use std::collections::BTreeMap;

use recoupe_stories::StorySettings;
use recoupe_stories::dev::{Pair, SIGNALS, pairs};

#[path = "shared/reading.rs"]
mod reading;
#[path = "shared/sets.rs"]
mod sets;

use sets::Set;

/// Strength of the pull towards the weights set by hand, in units of one training article.
const PULL: f64 = 4.0;
/// Weights set by hand, from which the fit starts and to which it is drawn: for one
/// language, for two. Clashes of parties and figures are too rare in the data to be left to
/// it alone.
const BY_HAND: [[f64; SIGNALS]; 2] = [
    [
        -5.0, 1.0, 2.0, 1.0, 0.5, 1.0, 1.0, 1.0, -0.5, 2.5, 2.0, 5.0, 1.5, -1.5, -2.0,
        -1.0, -6.0, 1.5, 1.0, -2.0, -1.5, -1.0, -0.5,
    ],
    [
        -5.5, 1.5, 2.5, 1.0, 0.5, 1.0, 1.5, 1.0, -0.5, 2.0, 2.5, 5.0, 1.5, -1.5, -2.0,
        -1.0, -6.0, 1.5, 1.0, -2.0, -1.0, -1.0, -0.5,
    ],
];
/// Weight of all pairs of different events, as a multiple of all pairs of one event.
const APART_TO_TOGETHER: f64 = 2.0;
/// Weight of all pairs of one event of one set.
const SET_WEIGHT: f64 = 100.0;
/// Full-batch steps; the weights stand still to three places well before.
const STEPS: usize = 4000;

/// A pair with its truth and its weight in the fit.
struct Row {
    signals: [f64; SIGNALS],
    together: bool,
    weight: f64,
}

fn main() {
    let mut rows: [Vec<Row>; 2] = [Vec::new(), Vec::new()];
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.is_empty() {
        let corpus = "corpus/news:corpus/gold/train";
        arguments = vec![corpus.to_owned(), format!("{corpus}:undated")];
    }
    for set in sets::sets(&arguments) {
        add_set(&set, &mut rows);
    }
    let names = ["SAME_LANGUAGE", "CROSS_LANGUAGE"];
    for ((name, rows), start) in names.iter().zip(&mut rows).zip(BY_HAND) {
        let together = rows.iter().filter(|row| row.together).count();
        eprintln!("{name}: {} pairs, {together} of them of one event", rows.len());
        let fitted = fit(rows, start);
        let written: Vec<String> =
            fitted.iter().map(|weight| format!("{weight:.2}")).collect();
        println!("{name}: [\n    {},\n];", written.join(", "));
    }
}

fn add_set(set: &Set, rows: &mut [Vec<Row>; 2]) {
    let kept = |id: &str| set.truth.get(id);
    let articles = &set.articles;
    let mut sizes: BTreeMap<&str, f64> = BTreeMap::new();
    for group in articles.iter().filter_map(|article| kept(&article.id)) {
        *sizes.entry(group).or_default() += 1.0;
    }
    let mut found: [Vec<Row>; 2] = [Vec::new(), Vec::new()];
    for pair in pairs(articles, &StorySettings::default()) {
        let (Some(one), Some(two)) = (kept(&pair.a), kept(&pair.b)) else { continue };
        let size = sizes.get(one.as_str()).copied().unwrap_or(2.0);
        let row = row(&pair, one == two, size);
        if let Some(side) = found.get_mut(usize::from(!pair.same_language)) {
            side.push(row);
        }
    }
    for (all, mut side) in rows.iter_mut().zip(found) {
        balance(&mut side);
        all.extend(side);
    }
}

/// A pair of one event weighs so that each article of the event weighs the same.
fn row(pair: &Pair, together: bool, size: f64) -> Row {
    let weight = if together { 1.0 / (size - 1.0).max(1.0) } else { 1.0 };
    Row { signals: pair.signals.map(f64::from), together, weight }
}

/// Gives every set the same say, and pairs of different events their share of it.
fn balance(rows: &mut [Row]) {
    let sum = |rows: &[Row], together: bool| -> f64 {
        rows.iter().filter(|row| row.together == together).map(|row| row.weight).sum()
    };
    let together = SET_WEIGHT / sum(rows, true).max(1.0);
    let apart = SET_WEIGHT * APART_TO_TOGETHER / sum(rows, false).max(1.0);
    for row in rows {
        row.weight *= if row.together { together } else { apart };
    }
}

fn fit(rows: &[Row], start: [f64; SIGNALS]) -> [f64; SIGNALS] {
    let mut weights = start;
    let total: f64 = rows.iter().map(|row| row.weight).sum::<f64>() + PULL;
    for _ in 0..STEPS {
        let mut slope = [0.0; SIGNALS];
        for row in rows {
            let sum: f64 =
                row.signals.iter().zip(&weights).map(|(one, two)| one * two).sum();
            let odds = 1.0 / (1.0 + (-sum).exp());
            let error = row.weight * (odds - f64::from(u8::from(row.together)));
            for (slope, signal) in slope.iter_mut().zip(&row.signals) {
                *slope += error * signal;
            }
        }
        for (at, (weight, slope)) in weights.iter_mut().zip(slope).enumerate() {
            let first = start.get(at).copied().unwrap_or(0.0);
            let pull = if at == 0 { 0.0 } else { PULL * 0.25 * (*weight - first) };
            *weight -= 2.0 * (slope + pull) / total;
            if at > 0 && *weight * first < 0.0 {
                *weight = 0.0;
            }
        }
    }
    weights
}
