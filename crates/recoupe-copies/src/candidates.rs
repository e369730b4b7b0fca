//! Which pairs of articles are worth a look. Three ways lead to a pair: an equal body, an
//! equal band of MinHash values, and rare shingles in common (what a short text inside a
//! long one shows, and MinHash cannot see).
//!
//! Every list of documents that agree on something is linked in linear time: to a few
//! anchors and to neighbours, never all with all.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::{CopySettings, Signature, minhash};

/// Bands × rows of the 128 values. With 32 × 4 a pair of resemblance 0.5 meets in some
/// band with probability 0.873, of 0.6 with 0.988, of 0.7 with 0.9998.
const BANDS: usize = 32;
const ROWS: usize = 4;

/// Up to this many documents in one bucket are all paired with each other.
const ALL_PAIRS: usize = 24;
/// In a larger bucket each is paired with the first few (by lead order) …
const ANCHORS: usize = 6;
/// … and with its next few neighbours by signature, where true copies stand side by side
/// even among the reports of one series.
const NEIGHBOURS: usize = 4;

/// From this estimated resemblance on two documents count as one family when it is
/// counted in how many families a shingle stands.
const FAMILY: f64 = 0.8;

/// The share of shared samples that makes a candidate, against the share of shingles that
/// is looked for: half of it, because few samples scatter. One sample is always needed; a
/// brief of 80 words has about five.
const SCATTER: f64 = 0.5;

/// A pair worth comparing: positions in the slice of signatures. `a` comes first in lead
/// order (earliest published, longest, id).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Candidate {
    /// Position of the one that would lead.
    pub a: u32,
    /// Position of the other.
    pub b: u32,
}

/// The pairs worth comparing, each once, sorted. About linear in the number of signatures,
/// whatever the sizes of the buckets. Signatures of other formats or shingle widths than
/// the first one's are left out.
pub fn candidates(signatures: &[Signature], settings: &CopySettings) -> Vec<Candidate> {
    let ranked = Ranked::new(signatures);
    let (mut pairs, firsts) = equal_bodies(&ranked);
    let banded = by_bands(&ranked, &firsts, settings);
    let families = families(&ranked, &banded);
    pairs.extend(by_samples(&ranked, &firsts, &families, settings));
    pairs.extend(banded);
    pairs.sort_unstable();
    pairs.dedup();
    let mut found: Vec<Candidate> =
        pairs.into_iter().filter_map(|pair| ranked.candidate(pair)).collect();
    found.sort_unstable();
    found
}

/// Signatures in lead order; below, documents are numbered by rank in it, so that the
/// order of the input has no influence.
struct Ranked<'a> {
    order: Vec<u32>,
    signatures: Vec<&'a Signature>,
}

impl<'a> Ranked<'a> {
    fn new(signatures: &'a [Signature]) -> Self {
        let first = signatures.first().map(|one| (one.format, one.shingle_words));
        let mut order: Vec<u32> = (0_u32..)
            .zip(signatures)
            .filter(|(_, one)| Some((one.format, one.shingle_words)) == first)
            .map(|(position, _)| position)
            .collect();
        order.sort_by_cached_key(|position| {
            signatures
                .get(*position as usize)
                .map(|one| (one.lead_key().0, one.lead_key().1, one.id.clone()))
        });
        let signatures =
            order.iter().filter_map(|at| signatures.get(*at as usize)).collect();
        Self { order, signatures }
    }

    fn at(&self, rank: u32) -> Option<&'a Signature> {
        self.signatures.get(rank as usize).copied()
    }

    fn candidate(&self, pair: u64) -> Option<Candidate> {
        let (a, b) = unpack(pair);
        if !self.at(a)?.same_language(self.at(b)?) {
            return None;
        }
        Some(Candidate {
            a: *self.order.get(a as usize)?,
            b: *self.order.get(b as usize)?,
        })
    }
}

fn pack(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

fn unpack(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

/// Links each document to the first with an equal body; gives the links and the firsts,
/// which alone go on.
fn equal_bodies(ranked: &Ranked) -> (Vec<u64>, Vec<u32>) {
    let mut keys: Vec<(u128, u32)> =
        (0_u32..).zip(&ranked.signatures).map(|(rank, one)| (one.exact, rank)).collect();
    keys.sort_unstable();
    let (mut links, mut firsts) = (Vec::new(), Vec::new());
    for run in keys.chunk_by(|one, other| one.0 == other.0) {
        let mut ranks = run.iter().map(|(_, rank)| *rank);
        let Some(first) = ranks.next() else { continue };
        firsts.push(first);
        links.extend(ranks.map(|rank| pack(first, rank)));
    }
    firsts.sort_unstable();
    (links, firsts)
}

/// Pairs that agree in a band and whose estimate leaves hope.
fn by_bands(ranked: &Ranked, firsts: &[u32], settings: &CopySettings) -> Vec<u64> {
    let mut pairs: Vec<u64> = (0..BANDS)
        .into_par_iter()
        .flat_map_iter(|band| pairs_of_band(ranked, firsts, band, settings))
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

fn pairs_of_band(
    ranked: &Ranked,
    firsts: &[u32],
    band: usize,
    settings: &CopySettings,
) -> Vec<u64> {
    let mut keys: Vec<u64> = firsts
        .iter()
        .filter_map(|rank| {
            let one = ranked.at(*rank).filter(|one| one.shingles > 0)?;
            let rows = one.values.get(band * ROWS..(band + 1) * ROWS)?;
            Some(u64::from(minhash::band_key(rows, band)) << 32 | u64::from(*rank))
        })
        .collect();
    keys.sort_unstable();
    let mut pairs = Vec::new();
    for run in keys.chunk_by(|one, other| one >> 32 == other >> 32) {
        let ranks: Vec<u32> = run.iter().map(|key| *key as u32).collect();
        link(ranked, &ranks, band, |a, b| {
            if may_match(ranked, a, b, settings) {
                pairs.push(pack(a, b));
            }
        });
    }
    pairs
}

/// Calls `pair` for all pairs of a small bucket, and for a linear number of pairs of a
/// large one. `ranks` ascend.
fn link(ranked: &Ranked, ranks: &[u32], band: usize, mut pair: impl FnMut(u32, u32)) {
    let anchors = if ranks.len() <= ALL_PAIRS { ranks.len() } else { ANCHORS };
    for (at, a) in ranks.iter().enumerate().take(anchors) {
        for b in ranks.iter().skip(at + 1) {
            pair(*a, *b);
        }
    }
    if anchors == ranks.len() {
        return;
    }
    let mut alike = ranks.to_vec();
    alike.sort_by_key(|rank| {
        // Another rotation of the values in each band: other neighbours.
        let values = ranked.at(*rank).map_or(&[][..], |one| &one.values);
        let (head, tail) = values.split_at(((band + 1) * ROWS).min(values.len()));
        (tail, head, *rank)
    });
    for window in alike.windows(NEIGHBOURS + 1) {
        if let [a, others @ ..] = window {
            for b in others {
                pair(*a, *b);
            }
        }
    }
}

/// Whether the smaller may share enough with the larger, three standard errors allowed.
fn may_match(ranked: &Ranked, a: u32, b: u32, settings: &CopySettings) -> bool {
    let (Some(one), Some(other)) = (ranked.at(a), ranked.at(b)) else { return false };
    let estimate = minhash::agreement(&one.values, &other.values);
    let count = minhash::VALUES as f64;
    let error = (estimate * (1.0 - estimate) / count).sqrt();
    let hoped = (estimate + 3.0 * error).min(1.0);
    let (small, large) = sizes(one, other);
    hoped / (1.0 + hoped) * (small + large) >= settings.look_containment * small
}

fn sizes(one: &Signature, other: &Signature) -> (f64, f64) {
    let (a, b) = (f64::from(one.shingles), f64::from(other.shingles));
    (a.min(b), a.max(b))
}

/// The family of each rank: the smallest rank reachable over pairs that are nearly equal.
fn families(ranked: &Ranked, pairs: &[u64]) -> Vec<u32> {
    let mut parents: Vec<u32> = (0..ranked.signatures.len() as u32).collect();
    for pair in pairs {
        let (a, b) = unpack(*pair);
        let (Some(one), Some(other)) = (ranked.at(a), ranked.at(b)) else { continue };
        if minhash::agreement(&one.values, &other.values) >= FAMILY {
            let (a, b) = (root(&mut parents, a), root(&mut parents, b));
            if let Some(parent) = parents.get_mut(a.max(b) as usize) {
                *parent = a.min(b);
            }
        }
    }
    (0..parents.len() as u32).map(|rank| root(&mut parents, rank)).collect()
}

/// The root of `node`; shortens the way as it goes.
pub(crate) fn root(parents: &mut [u32], mut node: u32) -> u32 {
    while let Some(&parent) = parents.get(node as usize) {
        let above = parents.get(parent as usize).copied().unwrap_or(parent);
        if above == parent {
            return parent;
        }
        if let Some(slot) = parents.get_mut(node as usize) {
            *slot = above;
        }
        node = above;
    }
    node
}

/// Pairs that share rare sampled shingles.
fn by_samples(
    ranked: &Ranked,
    firsts: &[u32],
    families: &[u32],
    settings: &CopySettings,
) -> Vec<u64> {
    let mut postings: Vec<(u64, u32)> = Vec::new();
    for rank in firsts {
        let samples = ranked.at(*rank).map_or(&[][..], |one| &one.samples);
        postings.extend(samples.iter().map(|sample| (*sample, *rank)));
    }
    postings.par_sort_unstable();
    let mut met: Vec<u64> = Vec::new();
    for run in postings.chunk_by(|one, other| one.0 == other.0) {
        pair_families(run, families, settings.common_shingle, &mut met);
    }
    drop(postings);
    met.par_sort_unstable();
    met.chunk_by(|one, other| one == other)
        .filter(|run| enough_samples(ranked, run, settings))
        .filter_map(|run| run.first().copied())
        .collect()
}

/// Pairs the first document of each family in a run of one shingle, unless too many
/// families know it.
fn pair_families(
    run: &[(u64, u32)],
    families: &[u32],
    common: usize,
    met: &mut Vec<u64>,
) {
    if run.len() < 2 {
        return;
    }
    let mut firsts: Vec<(u32, u32)> = run
        .iter()
        .map(|(_, rank)| (families.get(*rank as usize).copied().unwrap_or(*rank), *rank))
        .collect();
    firsts.sort_unstable();
    firsts.dedup_by_key(|(family, _)| *family);
    if firsts.len() > common {
        return;
    }
    for (at, (_, a)) in firsts.iter().enumerate() {
        met.extend(firsts.iter().skip(at + 1).map(|(_, b)| pack(*a, *b)));
    }
}

fn enough_samples(ranked: &Ranked, run: &[u64], settings: &CopySettings) -> bool {
    let Some((a, b)) = run.first().map(|pair| unpack(*pair)) else { return false };
    let (Some(one), Some(other)) = (ranked.at(a), ranked.at(b)) else { return false };
    let smaller = one.samples.len().min(other.samples.len()) as f64;
    run.len() as f64 >= settings.look_containment * SCATTER * smaller
}
