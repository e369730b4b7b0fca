//! Fits the weights of the score: logistic regression on candidate pairs, drawn towards
//! prior weights and kept to their signs.
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

/// Strength of the pull towards the prior weights, in units of one training article.
const PULL: f64 = 300.0;
/// Weights from which the fit starts and to which it is drawn: for one language, for two.
/// They come from an earlier fit that also saw English news of another kind, long sagas told
/// for months, and from judgement where the data are few: clashes of parties, of figures and
/// of phases are too rare to be left to the data alone.
const PRIOR: [[f64; SIGNALS]; 2] = [
    [
        -4.04, 0.10, 1.91, 0.30, 0.35, 2.28, 0.11, 1.67, -0.85, 3.02, 1.99, 5.19, 1.43,
        -1.10, -0.91, -0.08, -5.65, 1.76, 0.63, -1.06, -1.31, -2.27, 0.00, -6.00, -3.00,
    ],
    [
        -4.90, 1.11, 2.49, 1.17, 0.42, 1.44, 1.36, 0.61, -0.81, 1.40, 2.36, 4.89, 4.00,
        -5.00, -1.71, -0.53, -5.95, 1.57, 0.64, -2.02, -0.54, -1.81, -0.33, -6.00, -6.00,
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
    let pull = arguments.iter().position(|it| it == "--pull").map(|at| {
        let strength = arguments.remove(at + 1);
        arguments.remove(at);
        strength.parse().unwrap_or(PULL)
    });
    let pull = pull.unwrap_or(PULL);
    if arguments.is_empty() {
        let corpus = "corpus/news:corpus/gold/train";
        arguments = vec![corpus.to_owned(), format!("{corpus}:undated")];
    }
    for set in sets::sets(&arguments) {
        add_set(&set, &mut rows);
    }
    let names = ["SAME_LANGUAGE", "CROSS_LANGUAGE"];
    for ((name, rows), start) in names.iter().zip(&mut rows).zip(PRIOR) {
        let together = rows.iter().filter(|row| row.together).count();
        eprintln!("{name}: {} pairs, {together} of them of one event", rows.len());
        let fitted = fit(rows, start, pull);
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

fn fit(rows: &[Row], start: [f64; SIGNALS], pull: f64) -> [f64; SIGNALS] {
    let mut weights = start;
    let total: f64 = rows.iter().map(|row| row.weight).sum::<f64>() + pull;
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
            let back = pull * 0.25 * (*weight - first);
            *weight -= 2.0 * (slope + back) / total;
            if at > 0 && *weight * first < 0.0 {
                *weight = 0.0;
            }
        }
    }
    weights
}
