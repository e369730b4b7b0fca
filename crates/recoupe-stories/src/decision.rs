//! One linear score, whose contributions are the explanation.

use crate::evidence::{Evidence, SIGNALS, Signal};

/// Weights of the signals for two articles of one language, by [`Signal`].
const SAME_LANGUAGE: [f32; SIGNALS] = [
    -5.0, 2.0, 2.0, 1.5, 0.5, 1.0, 1.5, 1.0, -0.5, 2.5, 2.5, 6.0, 1.5, -1.0, -2.0, -2.0,
    -1.0, 1.0,
];
/// Weights of the signals for two articles in different languages, by [`Signal`].
const CROSS_LANGUAGE: [f32; SIGNALS] = [
    -5.5, 2.0, 3.0, 1.5, 0.5, 1.0, 2.0, 1.5, -0.5, 2.0, 2.5, 5.0, 1.5, -1.0, -2.0, -2.0,
    -1.0, 1.0,
];

/// Independent kinds of evidence that a join needs.
const GROUPS_NEEDED: usize = 2;
/// Score of a pair with fewer: apart, though a story may still hold both.
const LACKING: f32 = -2.0;
/// Scores are cut at this, so that one pair of copies cannot carry a story.
const MOST_SCORE: f32 = 6.0;

/// The score of a pair: log-odds that both tell one event, cut to ±6.
pub(crate) fn score(evidence: &Evidence) -> f32 {
    let sum: f32 = contributions(evidence).iter().sum();
    let sum =
        if evidence.groups.count() < GROUPS_NEEDED { sum.min(LACKING) } else { sum };
    sum.clamp(-MOST_SCORE, MOST_SCORE)
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
