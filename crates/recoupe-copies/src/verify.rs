//! Candidates in, verified pairs out.

use rayon::prelude::*;
use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use crate::candidates::{join, root};
use crate::compare::{Body, Comparison, Passage, Reason, Verdict, compare};
use crate::{Candidate, CopySettings, Slots};

/// Two articles that were compared, and what came of it. `a` sorts before `b`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pair {
    /// Id of the one.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// Jaccard resemblance of the shingle sets, 0..1.
    pub resemblance: f64,
    /// Share of the shingles of `a` that stand in `b`, 0..1.
    pub containment_a: f64,
    /// Share of the shingles of `b` that stand in `a`, 0..1.
    pub containment_b: f64,
    /// What they are to each other.
    pub verdict: Verdict,
    /// Why, for machines.
    pub reason: Reason,
    /// Why, for people.
    pub why: String,
    /// What fills the places where the common wording differs.
    pub slots: Slots,
    /// The longest passage that stands in both.
    pub passage: Option<Passage>,
}

impl From<Comparison> for Pair {
    fn from(comparison: Comparison) -> Self {
        Self {
            passage: comparison.longest_passage(),
            a: comparison.a,
            b: comparison.b,
            resemblance: comparison.resemblance,
            containment_a: comparison.containment_a,
            containment_b: comparison.containment_b,
            verdict: comparison.verdict,
            reason: comparison.reason,
            why: comparison.explanation,
            slots: comparison.slots,
        }
    }
}

/// So many candidates are compared by one thread in a row; their bodies are made ready
/// once and held together (some 25 kB for each article of 430 words).
const ROW: usize = 512;

/// Compares each candidate pair in full. Gives the pairs that are copies or partial
/// copies, and those that are apart though they share a good part ([`Reason::Series`],
/// [`Reason::PassageOnly`]); pairs with hardly anything in common are dropped. Sorted by
/// ids; positions outside `articles` are passed over.
/// Cost: n log n in the words of each pair; threads do not change the result.
pub fn verify(
    articles: &[Article],
    candidates: &[Candidate],
    settings: &CopySettings,
) -> Vec<Pair> {
    let together = by_component(candidates, articles.len());
    let rows: Vec<&[(u32, Candidate)]> = together
        .chunk_by(|one, other| one.0 == other.0)
        .flat_map(|component| component.chunks(ROW))
        .collect();
    let mut pairs: Vec<Pair> = rows
        .into_par_iter()
        .flat_map_iter(|row| verify_row(articles, row, settings))
        .collect();
    pairs.par_sort_by(|one, other| (&one.a, &one.b).cmp(&(&other.a, &other.b)));
    pairs
}

/// Candidates that hang together stand together, so that a body is made ready once for all
/// its pairs: each with the number of its component, sorted.
fn by_component(candidates: &[Candidate], count: usize) -> Vec<(u32, Candidate)> {
    let mut parents: Vec<u32> = (0..count as u32).collect();
    for candidate in candidates {
        join(&mut parents, candidate.a, candidate.b);
    }
    let mut together: Vec<(u32, Candidate)> = candidates
        .iter()
        .map(|candidate| (root(&mut parents, candidate.a), *candidate))
        .collect();
    together.sort_unstable();
    together
}

/// Candidates that hang together, by component, each component sorted; in order of the
/// smallest position of each. `count` is the number of positions. About linear.
pub fn components(candidates: &[Candidate], count: usize) -> Vec<Vec<Candidate>> {
    let together = by_component(candidates, count);
    let runs = together.chunk_by(|one, other| one.0 == other.0);
    runs.map(|run| run.iter().map(|(_, one)| *one).collect()).collect()
}

fn verify_row(
    articles: &[Article],
    row: &[(u32, Candidate)],
    settings: &CopySettings,
) -> Vec<Pair> {
    let mut positions: Vec<u32> =
        row.iter().flat_map(|(_, one)| [one.a, one.b]).collect();
    positions.sort_unstable();
    positions.dedup();
    let bodies: Vec<Option<Body>> = positions
        .iter()
        .map(|at| Some(Body::new(articles.get(*at as usize)?, settings)))
        .collect();
    let body =
        |position: u32| bodies.get(positions.binary_search(&position).ok()?)?.as_ref();
    row.iter()
        .filter_map(|(_, one)| Some(verify_pair(body(one.a)?, body(one.b)?, settings)))
        .filter(|pair| !matches!(pair.reason, Reason::LittleShared | Reason::Short))
        .collect()
}

/// The pair of two bodies, the smaller id first.
pub(crate) fn verify_pair(one: &Body, other: &Body, settings: &CopySettings) -> Pair {
    if one.id() <= other.id() {
        compare(one, other, settings).into()
    } else {
        compare(other, one, settings).into()
    }
}
