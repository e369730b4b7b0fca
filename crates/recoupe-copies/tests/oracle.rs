//! Candidates against brute force: what the sketch must not miss.

mod maker;

use std::collections::BTreeSet;

use maker::corpus;
use recoupe_copies::{CopySettings, candidates, explain, sign};

/// How many pairs of one kind there are, and how many of them were found.
#[derive(Default)]
struct Tally {
    all: usize,
    found: usize,
}

impl Tally {
    fn add(&mut self, found: bool) {
        self.all += 1;
        self.found += usize::from(found);
    }

    #[track_caller]
    fn check(&self, least_share: f64, least_pairs: usize) {
        assert!(self.all >= least_pairs, "only {} pairs to judge by", self.all);
        let share = self.found as f64 / self.all as f64;
        assert!(share >= least_share, "{} of {}", self.found, self.all);
    }
}

#[test]
fn candidates_hold_nearly_all_pairs_that_share_their_words() {
    let settings = CopySettings::standard();
    let (mut high, mut good, mut inside) =
        (Tally::default(), Tally::default(), Tally::default());
    for seed in 100..102 {
        let articles = corpus(seed, 220);
        let signatures: Vec<_> =
            articles.iter().map(|one| sign(one, &settings)).collect();
        let found: BTreeSet<(usize, usize)> = candidates(&signatures, &settings)
            .into_iter()
            .flat_map(|one| {
                [(one.a as usize, one.b as usize), (one.b as usize, one.a as usize)]
            })
            .collect();
        let mut pairs = Vec::new();
        for a in 0..articles.len() {
            for b in a + 1..articles.len() {
                pairs.push((a, b, explain(&articles[a], &articles[b], &settings)));
            }
        }
        let mut alike: Vec<Vec<usize>> = (0..articles.len()).map(|at| vec![at]).collect();
        let mut equal = alike.clone();
        for (a, b, pair) in &pairs {
            if pair.resemblance >= 0.8 {
                alike[*a].push(*b);
                alike[*b].push(*a);
            }
            if signatures[*a].exact == signatures[*b].exact {
                equal[*a].push(*b);
                equal[*b].push(*a);
            }
        }
        // A bucket of equal or nearly equal documents is linked through its first ones:
        // meeting one of them is meeting them all.
        let meets = |list: &[Vec<usize>], a: usize, b: usize| {
            list[a].iter().any(|one| {
                *one == b || list[b].iter().any(|other| found.contains(&(*one, *other)))
            })
        };
        for (a, b, pair) in &pairs {
            let containment = pair.containment_a.max(pair.containment_b);
            if pair.resemblance >= 0.8 {
                high.add(meets(&equal, *a, *b));
            } else if pair.resemblance >= 0.7 {
                good.add(meets(&equal, *a, *b));
            } else if containment >= 0.9 && pair.words_a.min(pair.words_b) >= 80 {
                inside.add(meets(&alike, *a, *b));
            }
        }
    }
    high.check(0.999, 100);
    good.check(0.99, 15);
    inside.check(0.99, 30);
}
