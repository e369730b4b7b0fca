//! Which pairs of articles are worth a look. Three ways lead to a pair: an equal body, an
//! equal band of MinHash values, and rare shingles in common (what a short text inside a
//! long one shows, and MinHash cannot see).
//!
//! Every list of documents that agree on something is linked in linear time: to a few
//! anchors and to neighbours, never all with all. One shelf of keys is looked at at a time
//! (as many as there are threads), so that the keys may lie on disk.

use std::io;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::minhash::{self, VALUES};
use crate::radix::{sort_by_key, sort_pairs};
use crate::sketch::{
    BANDS, Memory, ROWS, SAMPLE_PARTS, Shelf, Shelves, Sketch, Sketches,
};
use crate::{CopySettings, Signature};

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

/// A pair worth comparing, by positions. `a` comes first in lead order (earliest published,
/// longest, id).
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
    let first = signatures.first().map(|one| (one.format, one.shingle_words));
    let (mut sketches, mut shelves) = (Sketches::default(), Memory::default());
    let mut positions = Vec::new();
    for (position, one) in (0_u32..).zip(signatures) {
        if Some((one.format, one.shingle_words)) == first {
            let sketch = Sketch::of_signature(one);
            // Memory does not fail.
            let _ = sketches.push(&one.id, &sketch, &one.languages, &mut shelves);
            positions.push(position);
        }
    }
    let _ = sketches.settle(&mut shelves);
    let found = candidates_of(&sketches, &shelves, settings).unwrap_or_default();
    let position = |at: u32| positions.get(at as usize).copied();
    let mut found: Vec<Candidate> = found
        .iter()
        .filter_map(|one| Some(Candidate { a: position(one.a)?, b: position(one.b)? }))
        .collect();
    found.sort_unstable();
    found
}

/// The pairs worth comparing, each once, sorted; positions are those of the sketches, all
/// of which must lie on the shelves ([`Sketches::settle`]). Fails where a shelf cannot be
/// read. Depends neither on the order of the sketches (but for the positions) nor on the
/// kind of shelves. Memory: besides the sketches 16 bytes for each of their keys on one
/// shelf per thread, and the pairs.
pub fn candidates_of(
    sketches: &Sketches,
    shelves: &impl Shelves,
    settings: &CopySettings,
) -> io::Result<Vec<Candidate>> {
    let ranked = Ranked::new(sketches, settings);
    let banded = ranked.by_bands(shelves)?;
    let families = ranked.families(&banded);
    let mut pairs = ranked.by_samples(&families, shelves)?;
    pairs.extend(&ranked.equal);
    pairs.extend(banded);
    sort_pairs(&mut pairs);
    pairs.dedup();
    let mut found: Vec<Candidate> =
        pairs.into_iter().filter_map(|pair| ranked.candidate(pair)).collect();
    found.par_sort_unstable();
    Ok(found)
}

/// Sketches in lead order; below, documents are numbered by rank in it, so that the order
/// of the input has no influence.
struct Ranked<'a> {
    sketches: &'a Sketches,
    settings: &'a CopySettings,
    /// Positions by rank.
    order: Vec<u32>,
    /// Ranks by position; [`REPEATED`] for all but the first of an equal body.
    ranks: Vec<u32>,
    /// Links of equal bodies, as packed ranks.
    equal: Vec<u64>,
}

/// In place of the rank of a document whose body another one has.
const REPEATED: u32 = u32::MAX;

impl<'a> Ranked<'a> {
    fn new(sketches: &'a Sketches, settings: &'a CopySettings) -> Self {
        let mut order: Vec<u32> = (0..sketches.len() as u32).collect();
        order.par_sort_unstable_by(|one, other| {
            sketches.lead_key(*one).cmp(&sketches.lead_key(*other))
        });
        let mut ranks = vec![0; order.len()];
        for (rank, position) in (0_u32..).zip(&order) {
            if let Some(slot) = ranks.get_mut(*position as usize) {
                *slot = rank;
            }
        }
        let mut ranked = Self { sketches, settings, order, ranks, equal: Vec::new() };
        ranked.link_equal_bodies();
        ranked
    }

    fn position(&self, rank: u32) -> Option<u32> {
        self.order.get(rank as usize).copied()
    }

    /// The rank at a position, unless its body was seen before.
    fn first_rank(&self, position: u32) -> Option<u32> {
        self.ranks.get(position as usize).copied().filter(|rank| *rank != REPEATED)
    }

    fn low(&self, rank: u32) -> Option<&'a [u8; VALUES]> {
        self.sketches.low(self.position(rank)?)
    }

    fn candidate(&self, pair: u64) -> Option<Candidate> {
        let (a, b) = unpack(pair);
        let (a, b) = (self.position(a)?, self.position(b)?);
        self.sketches.same_language(a, b).then_some(Candidate { a, b })
    }

    /// Links each document to the first with an equal body; only the firsts keep a rank.
    fn link_equal_bodies(&mut self) {
        let exact = |rank: u32| self.position(rank).map(|at| self.sketches.exact(at));
        let mut keys: Vec<u64> = (0..self.order.len() as u32)
            .filter(|rank| {
                self.position(*rank).is_some_and(|at| !self.sketches.is_removed(at))
            })
            .filter_map(|rank| Some((exact(rank)? as u64) >> 32 << 32 | u64::from(rank)))
            .collect();
        sort_by_key(&mut keys);
        let (mut links, mut repeated) = (Vec::new(), Vec::new());
        for run in keys.chunk_by(|one, other| one >> 32 == other >> 32) {
            if run.len() < 2 {
                continue;
            }
            let mut bodies: Vec<(Option<u128>, u32)> =
                run.iter().map(|key| (exact(*key as u32), *key as u32)).collect();
            bodies.sort_unstable();
            for same in bodies.chunk_by(|one, other| one.0 == other.0) {
                let [(_, first), others @ ..] = same else { continue };
                links.extend(others.iter().map(|(_, rank)| pack(*first, *rank)));
                repeated.extend(others.iter().filter_map(|other| self.position(other.1)));
            }
        }
        repeated.extend(self.order.iter().filter(|at| self.sketches.is_removed(**at)));
        for position in repeated {
            if let Some(rank) = self.ranks.get_mut(position as usize) {
                *rank = REPEATED;
            }
        }
        self.equal = links;
    }

    /// Pairs that agree in a band and whose estimate leaves hope.
    fn by_bands(&self, shelves: &impl Shelves) -> io::Result<Vec<u64>> {
        let each: io::Result<Vec<Vec<u64>>> = (0..BANDS)
            .into_par_iter()
            .map(|band| Ok(self.pairs_of_band(shelves.keys(Shelf::Band(band))?, band)))
            .collect();
        let mut pairs = each?.concat();
        sort_pairs(&mut pairs);
        pairs.dedup();
        let hopeful = pairs.into_par_iter().filter(|pair| self.may_match(*pair));
        Ok(hopeful.collect())
    }

    fn pairs_of_band(&self, mut keys: Vec<u64>, band: usize) -> Vec<u64> {
        sort_by_key(&mut keys);
        let (mut pairs, mut ranks) = (Vec::new(), Vec::new());
        for run in keys.chunk_by(|one, other| one >> 32 == other >> 32) {
            if run.len() < 2 {
                continue;
            }
            ranks.clear();
            ranks.extend(run.iter().filter_map(|key| self.first_rank(*key as u32)));
            ranks.sort_unstable();
            self.link(&ranks, band, &mut pairs);
        }
        pairs
    }

    /// All pairs of a small bucket, and a linear number of pairs of a large one. `ranks`
    /// ascend.
    fn link(&self, ranks: &[u32], band: usize, pairs: &mut Vec<u64>) {
        let anchors = if ranks.len() <= ALL_PAIRS { ranks.len() } else { ANCHORS };
        for (at, a) in ranks.iter().enumerate().take(anchors) {
            pairs.extend(ranks.iter().skip(at + 1).map(|b| pack(*a, *b)));
        }
        if anchors == ranks.len() {
            return;
        }
        let mut alike = ranks.to_vec();
        alike.sort_by_key(|rank| {
            // Another rotation of the values in each band: other neighbours.
            let values = self.low(*rank).map_or(&[][..], |low| &low[..]);
            let (head, tail) = values.split_at(((band + 1) * ROWS).min(values.len()));
            (tail, head, *rank)
        });
        for window in alike.windows(NEIGHBOURS + 1) {
            if let [a, others @ ..] = window {
                pairs.extend(others.iter().map(|b| pack(*a, *b)));
            }
        }
    }

    fn estimate(&self, a: u32, b: u32) -> Option<f64> {
        Some(minhash::agreement(self.low(a)?, self.low(b)?))
    }

    /// Whether the smaller may share enough with the larger, three standard errors allowed.
    fn may_match(&self, pair: u64) -> bool {
        let (a, b) = unpack(pair);
        let Some(estimate) = self.estimate(a, b) else { return false };
        let error = (estimate * (1.0 - estimate) / VALUES as f64).sqrt();
        let hoped = (estimate + 3.0 * error).min(1.0);
        let size =
            |rank: u32| self.position(rank).map_or(0, |at| self.sketches.shingles(at));
        let (small, large) = (size(a).min(size(b)), size(a).max(size(b)));
        let (small, large) = (f64::from(small), f64::from(large));
        hoped / (1.0 + hoped) * (small + large) >= self.settings.look_containment * small
    }

    /// The family of each rank: the smallest rank reachable over pairs that are nearly
    /// equal.
    fn families(&self, pairs: &[u64]) -> Vec<u32> {
        let near: Vec<u64> = pairs
            .par_iter()
            .copied()
            .filter(|pair| {
                let (a, b) = unpack(*pair);
                self.estimate(a, b).is_some_and(|estimate| estimate >= FAMILY)
            })
            .collect();
        let mut parents: Vec<u32> = (0..self.order.len() as u32).collect();
        for pair in near {
            let (a, b) = unpack(pair);
            join(&mut parents, a, b);
        }
        (0..parents.len() as u32).map(|rank| root(&mut parents, rank)).collect()
    }

    /// Pairs that share rare sampled shingles.
    fn by_samples(
        &self,
        families: &[u32],
        shelves: &impl Shelves,
    ) -> io::Result<Vec<u64>> {
        let each: io::Result<Vec<Vec<u64>>> = (0..SAMPLE_PARTS)
            .into_par_iter()
            .map(|part| Ok(self.met(shelves.keys(Shelf::Samples(part))?, families)))
            .collect();
        let mut met = each?.concat();
        sort_pairs(&mut met);
        let runs = met.chunk_by(|one, other| one == other);
        let enough = runs.filter(|run| self.enough_samples(run));
        Ok(enough.filter_map(|run| run.first().copied()).collect())
    }

    /// For each shingle, pairs of the first documents of the families that hold it, unless
    /// too many families know it.
    fn met(&self, mut keys: Vec<u64>, families: &[u32]) -> Vec<u64> {
        sort_by_key(&mut keys);
        let (mut met, mut firsts) = (Vec::new(), Vec::new());
        let family = |rank: u32| families.get(rank as usize).copied().unwrap_or(rank);
        for run in keys.chunk_by(|one, other| one >> 32 == other >> 32) {
            if run.len() < 2 {
                continue;
            }
            firsts.clear();
            let ranks = run.iter().filter_map(|key| self.first_rank(*key as u32));
            firsts.extend(ranks.map(|rank| (family(rank), rank)));
            firsts.sort_unstable();
            firsts.dedup_by_key(|(family, _)| *family);
            if firsts.len() > self.settings.common_shingle {
                continue;
            }
            for (at, (_, a)) in firsts.iter().enumerate() {
                met.extend(firsts.iter().skip(at + 1).map(|(_, b)| pack(*a, *b)));
            }
        }
        met
    }

    fn enough_samples(&self, run: &[u64]) -> bool {
        let Some((a, b)) = run.first().map(|pair| unpack(*pair)) else { return false };
        let sampled =
            |rank: u32| self.position(rank).map_or(0, |at| self.sketches.sampled(at));
        let smaller = f64::from(sampled(a).min(sampled(b)));
        run.len() as f64 >= self.settings.look_containment * SCATTER * smaller
    }
}

fn pack(a: u32, b: u32) -> u64 {
    u64::from(a.min(b)) << 32 | u64::from(a.max(b))
}

fn unpack(pair: u64) -> (u32, u32) {
    ((pair >> 32) as u32, pair as u32)
}

/// Lets two trees be one; the smaller root stays.
pub(crate) fn join(parents: &mut [u32], one: u32, other: u32) {
    let (one, other) = (root(parents, one), root(parents, other));
    if let Some(parent) = parents.get_mut(one.max(other) as usize) {
        *parent = one.min(other);
    }
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
