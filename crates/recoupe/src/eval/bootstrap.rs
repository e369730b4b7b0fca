//! How sure scores of groups are: the bootstrap (Efron, "Bootstrap Methods: Another Look at
//! the Jackknife", 1979) over the groups of the gold, for articles of one story stand or
//! fall together.

use std::collections::BTreeMap;

use super::clusters::Placed;
use super::score::{Scores, f1};

/// Draws: the bounds stand still to two places.
const DRAWS: usize = 1000;
/// The generator starts here, so that every run gives the same bounds.
const SEED: u64 = 20_251_122;

/// What one group of the gold adds to the sums of the scores.
#[derive(Debug, Clone, Copy, Default)]
struct Part {
    items: f64,
    precision: f64,
    recall: f64,
    common: f64,
    truths: f64,
    founds: f64,
}

impl Part {
    fn add(&mut self, other: &Self) {
        self.items += other.items;
        self.precision += other.precision;
        self.recall += other.recall;
        self.common += other.common;
        self.truths += other.truths;
        self.founds += other.founds;
    }

    fn share(part: f64, whole: f64) -> f64 {
        if whole > 0.0 { part / whole } else { 1.0 }
    }

    /// The scores by the ends of their names.
    fn scores(&self) -> [(&'static str, f64); 6] {
        let items = self.items.max(1.0);
        let (cubed_precision, cubed_recall) =
            (self.precision / items, self.recall / items);
        let precision = Self::share(self.common, self.founds);
        let recall = Self::share(self.common, self.truths);
        [
            ("pairwise_precision", precision),
            ("pairwise_recall", recall),
            ("pairwise_f1", f1(precision, recall)),
            ("bcubed_precision", cubed_precision),
            ("bcubed_recall", cubed_recall),
            ("bcubed_f1", f1(cubed_precision, cubed_recall)),
        ]
    }
}

/// Gives the scores of a partition their intervals: English, French, all, and pairs across
/// languages. About linear in the pairs that share a group.
pub(crate) fn intervals(name: &str, placed: &[Placed], scores: &mut Scores) {
    for language in ["en", "fr", "all", "mixed"] {
        let items: Vec<&Placed> = placed
            .iter()
            .filter(|item| match language {
                "all" => true,
                "mixed" => item.language == "en" || item.language == "fr",
                one => item.language == one,
            })
            .collect();
        let parts = parts(&items, language == "mixed");
        for (metric, bounds) in bounds(&parts) {
            scores.set_interval(&format!("{name}.{metric}"), language, bounds);
        }
    }
}

/// The parts of the groups of the gold, by name. A pair that only the edition has is
/// shared by the two groups it mixes.
fn parts(items: &[&Placed], across_only: bool) -> Vec<Part> {
    let mut by_truth: BTreeMap<&str, Vec<&Placed>> = BTreeMap::new();
    let mut by_found: BTreeMap<&str, Vec<&Placed>> = BTreeMap::new();
    for item in items {
        by_truth.entry(&item.truth).or_default().push(item);
        by_found.entry(&item.found).or_default().push(item);
    }
    let counts = |one: &Placed, two: &Placed| {
        !std::ptr::eq(one, two) && (!across_only || one.language != two.language)
    };
    by_truth
        .values()
        .map(|group| {
            let mut part = Part::default();
            for one in group {
                let found =
                    by_found.get(one.found.as_str()).map_or(&[][..], Vec::as_slice);
                let both =
                    found.iter().filter(|two| two.truth == one.truth).count() as f64;
                part.items += 1.0;
                part.precision += both / found.len().max(1) as f64;
                part.recall += both / group.len().max(1) as f64;
                // Every pair is met from both of its ends: half of it each time.
                let pairs = |with: &[&Placed]| {
                    with.iter().filter(|two| counts(one, two)).count() as f64 / 2.0
                };
                part.truths += pairs(group);
                part.founds += pairs(found);
                let same = found.iter().filter(|two| two.truth == one.truth);
                part.common += same.filter(|two| counts(one, two)).count() as f64 / 2.0;
            }
            part
        })
        .collect()
}

/// The bounds of each score over the draws.
fn bounds(parts: &[Part]) -> Vec<(&'static str, [f64; 2])> {
    if parts.is_empty() {
        return Vec::new();
    }
    let mut state = SEED;
    let mut drawn: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
    for _ in 0..DRAWS {
        let mut sum = Part::default();
        for _ in parts {
            if let Some(part) =
                parts.get((next(&mut state) % parts.len() as u64) as usize)
            {
                sum.add(part);
            }
        }
        for (metric, value) in sum.scores() {
            drawn.entry(metric).or_default().push(value);
        }
    }
    drawn
        .into_iter()
        .map(|(metric, mut values)| {
            values.sort_by(f64::total_cmp);
            let at = |share: usize| values.get(DRAWS * share / 1000).copied();
            (metric, [at(25).unwrap_or(0.0), at(975).unwrap_or(1.0)])
        })
        .collect()
}

/// The next number: splitmix64 (Steele, Lea and Flood, "Fast Splittable Pseudorandom Number
/// Generators", 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_hold_the_score_and_are_one_point_where_nothing_is_wrong() {
        let right = Part {
            items: 2.0,
            precision: 2.0,
            recall: 2.0,
            common: 1.0,
            truths: 1.0,
            founds: 1.0,
        };
        let wrong = Part { precision: 1.0, founds: 4.0, ..right };
        for (_, [low, high]) in bounds(&[right; 9]) {
            assert!((low - 1.0).abs() < 1e-9 && (high - 1.0).abs() < 1e-9);
        }
        let mut parts = vec![right; 9];
        parts.push(wrong);
        let bounds = bounds(&parts);
        let find = |name: &str| bounds.iter().find(|it| it.0 == name).map(|it| it.1);
        let [low, high] = find("bcubed_precision").unwrap();
        assert!(low < 0.95 && high > 0.95, "{low} {high}");
    }
}
