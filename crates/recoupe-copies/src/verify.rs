//! Candidates in, verified pairs out.

use rayon::prelude::*;
use recoupe_text::Article;
use serde::{Deserialize, Serialize};

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

/// Candidates of one article that are compared by one thread in a row.
const ROW: usize = 64;

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
    let rows: Vec<&[Candidate]> = candidates
        .chunk_by(|one, other| one.a == other.a)
        .flat_map(|run| run.chunks(ROW))
        .collect();
    let mut pairs: Vec<Pair> = rows
        .into_par_iter()
        .flat_map_iter(|row| verify_row(articles, row, settings))
        .collect();
    pairs.sort_by(|one, other| (&one.a, &one.b).cmp(&(&other.a, &other.b)));
    pairs
}

fn verify_row(
    articles: &[Article],
    row: &[Candidate],
    settings: &CopySettings,
) -> Vec<Pair> {
    let first = row.first().and_then(|candidate| articles.get(candidate.a as usize));
    let Some(first) = first else { return Vec::new() };
    let body = Body::new(first, settings);
    row.iter()
        .filter_map(|candidate| articles.get(candidate.b as usize))
        .map(|other| verify_pair(&body, &Body::new(other, settings), settings))
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
