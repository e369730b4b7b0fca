//! One linear score, whose contributions are the explanation.

use crate::evidence::{Evidence, SIGNALS, Signal};

/// Weights of the signals for two articles of one language, by [`Signal`].
pub(crate) const SAME_LANGUAGE: [f32; SIGNALS] = [
    -4.95, 0.00, 1.95, 0.06, 0.96, 2.58, 0.00, 1.87, -1.00, 3.30, 2.04, 5.26, 2.07, 0.00,
    -0.34, 0.00, -0.30, 2.43, 0.72, -0.69, -1.88, -2.37, 0.00,
];
/// Weights of the signals for two articles in different languages, by [`Signal`].
pub(crate) const CROSS_LANGUAGE: [f32; SIGNALS] = [
    -4.60, 0.89, 2.19, 0.75, 0.12, 2.24, 1.99, 0.95, -1.41, 0.95, 2.50, 4.90, 4.90,
    -3.42, -0.87, -0.47, -0.92, 1.73, 0.95, -2.05, -0.32, -2.81, -0.35,
];

/// Independent kinds of evidence that a join needs.
const GROUPS_NEEDED: usize = 2;
/// Score of a pair with fewer: apart, though a story may still hold both.
const LACKING: f32 = -1.0;
/// Scores are cut at this, so that one pair of copies cannot carry a story.
const MOST_SCORE: f32 = 3.5;
/// Scores are cut at this, so that one stray report cannot break a story.
const LEAST_SCORE: f32 = -6.0;

/// The score of a pair: log-odds that both tell one event, cut at both ends.
pub(crate) fn score(evidence: &Evidence) -> f32 {
    let sum: f32 = contributions(evidence).iter().sum();
    let sum =
        if evidence.groups.count() < GROUPS_NEEDED { sum.min(LACKING) } else { sum };
    sum.clamp(LEAST_SCORE, MOST_SCORE)
}

/// What each signal adds to the score, by [`Signal`].
pub(crate) fn contributions(evidence: &Evidence) -> [f32; SIGNALS] {
    let weights = if evidence.same_language { &SAME_LANGUAGE } else { &CROSS_LANGUAGE };
    let mut parts = [0.0; SIGNALS];
    for ((part, weight), signal) in parts.iter_mut().zip(weights).zip(&evidence.signals) {
        *part = weight * signal;
    }
    parts
}

/// What one signal adds.
pub(crate) fn contribution(evidence: &Evidence, signal: Signal) -> f32 {
    contributions(evidence).get(signal as usize).copied().unwrap_or(0.0)
}
