//! The third pass: candidates that hang together are read again, compared and grouped. A
//! component is a world of its own, so components are done on all threads, and nothing
//! outlives them but rows.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use recoupe_copies::{
    Candidate, Copies, Dispatch, Pair, Role, SIGNATURE_FORMAT, Signature, group,
    prefer_leads, verify,
};
use recoupe_formats::Error;
use recoupe_text::Article;

use super::Means;
use super::heap::{Heap, Piece};
use super::rows::{Tail, add_keys};
use super::signing::Signed;
use crate::progress::{Event, Progress, Step};
use crate::run::note;
use crate::{Keep, Settings};

/// Rows of all that was joined.
pub(crate) struct Joined {
    pub(crate) heap: Heap,
    /// Tails of the rows of articles in groups of several, by position.
    pub(crate) tails: Vec<Piece>,
    /// Rows of groups of several, each under the position of its lead.
    pub(crate) groups: BTreeMap<u32, Piece>,
    /// Rows of pairs under the ranks of their ids, sorted.
    pub(crate) pairs: Vec<(u32, u32, Piece)>,
    /// Positions sorted by id.
    pub(crate) by_id: Vec<u32>,
    pub(crate) warnings: Vec<String>,
}

/// Components are read together until they hold so many articles.
const BATCH: usize = 96;

/// So many batches are done between two notes of progress.
const BATCHES_BETWEEN_NOTES: usize = 64;

/// A component: articles that hang together by candidates.
struct Component {
    /// Sorted.
    positions: Vec<u32>,
    candidates: Vec<Candidate>,
}

/// What came of a batch: rows, and where each belongs.
#[derive(Default)]
struct Batch {
    tails: Vec<(u32, Vec<u8>)>,
    groups: Vec<(u32, Vec<u8>)>,
    pairs: Vec<(u32, u32, Vec<u8>)>,
    warnings: Vec<String>,
}

/// Verifies and groups all candidates. Fails where an article cannot be read again or the
/// work folder cannot be written.
pub(crate) fn join(
    signed: &Signed,
    found: &[Candidate],
    settings: &Settings,
    means: Means,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<Joined, Error> {
    let count = signed.sketches.len();
    let mut by_id: Vec<u32> = (0..count as u32).collect();
    by_id.par_sort_unstable_by(|one, other| {
        signed.sketches.id(*one).cmp(signed.sketches.id(*other))
    });
    let mut joined = Joined {
        heap: Heap::new(&folder.join("joined"), means.memory / 4),
        tails: vec![Piece::default(); count],
        groups: BTreeMap::new(),
        pairs: Vec::new(),
        by_id,
        warnings: Vec::new(),
    };
    let mut id_ranks = vec![0; count];
    for (rank, position) in (0_u32..).zip(&joined.by_id) {
        if let Some(slot) = id_ranks.get_mut(*position as usize) {
            *slot = rank;
        }
    }
    let components = components(found, count);
    let batches = batches(&components);
    let mut done = 0;
    for part in batches.chunks(BATCHES_BETWEEN_NOTES) {
        let made: Result<Vec<Batch>, Error> =
            part.par_iter().map(|batch| join_batch(batch, signed, settings)).collect();
        for batch in made? {
            joined
                .take(batch, &id_ranks)
                .map_err(|cause| Error::writing(folder, &cause))?;
        }
        done += part
            .iter()
            .flat_map(|batch| batch.iter())
            .map(|one| one.positions.len())
            .sum::<usize>();
        note(progress, Event::Advances(Step::Copies, done as u64))?;
    }
    joined.pairs.par_sort_unstable_by_key(|(a, b, _)| (*a, *b));
    joined.warnings.sort();
    for warning in &joined.warnings {
        note(progress, Event::Warning(warning))?;
    }
    Ok(joined)
}

impl Joined {
    fn take(&mut self, batch: Batch, id_ranks: &[u32]) -> std::io::Result<()> {
        for (position, row) in &batch.tails {
            if let Some(slot) = self.tails.get_mut(*position as usize) {
                *slot = self.heap.push(row)?;
            }
        }
        for (position, row) in &batch.groups {
            self.groups.insert(*position, self.heap.push(row)?);
        }
        let rank = |position: u32| id_ranks.get(position as usize).copied();
        for (a, b, row) in &batch.pairs {
            if let (Some(a), Some(b)) = (rank(*a), rank(*b)) {
                self.pairs.push((a, b, self.heap.push(row)?));
            }
        }
        self.warnings.extend(batch.warnings);
        Ok(())
    }
}

/// Candidates by the component they belong to, in order of the first position of each.
fn components(found: &[Candidate], count: usize) -> Vec<Component> {
    recoupe_copies::components(found, count)
        .into_iter()
        .map(|candidates| {
            let mut positions: Vec<u32> =
                candidates.iter().flat_map(|one| [one.a, one.b]).collect();
            positions.sort_unstable();
            positions.dedup();
            Component { positions, candidates }
        })
        .collect()
}

/// Neighbouring components together.
fn batches(components: &[Component]) -> Vec<&[Component]> {
    let (mut batches, mut start, mut held) = (Vec::new(), 0, 0);
    for (at, component) in components.iter().enumerate() {
        held += component.positions.len();
        if held >= BATCH {
            batches.extend(components.get(start..=at));
            (start, held) = (at + 1, 0);
        }
    }
    batches.extend(components.get(start..).filter(|rest| !rest.is_empty()));
    batches
}

fn join_batch(
    batch: &[Component],
    signed: &Signed,
    settings: &Settings,
) -> Result<Batch, Error> {
    let mut positions: Vec<u32> =
        batch.iter().flat_map(|one| &one.positions).copied().collect();
    positions.sort_unstable();
    let local =
        |position: u32| positions.binary_search(&position).ok().map(|at| at as u32);
    let articles: Result<Vec<Article>, Error> = positions
        .iter()
        .map(|at| signed.library.article(*at, signed.sketches.id(*at)))
        .collect();
    let articles = articles?;
    let signatures: Vec<Signature> =
        positions.iter().map(|at| short_signature(signed, *at)).collect();
    let candidates: Vec<Candidate> = batch
        .iter()
        .flat_map(|one| &one.candidates)
        .filter_map(|one| Some(Candidate { a: local(one.a)?, b: local(one.b)? }))
        .collect();
    let pairs = verify(&articles, &candidates, &settings.copies);
    let mut copies = group(&articles, &signatures, pairs, &settings.copies);
    if let Some(preference) = settings.keep.preference() {
        prefer_leads(&mut copies, &articles, &settings.copies, preference);
    }
    let dispatches: Vec<Dispatch<'_>> = articles.iter().map(Dispatch::of).collect();
    copies.tell_versions(&dispatches);
    let by_id: BTreeMap<&str, u32> = articles
        .iter()
        .zip(&positions)
        .map(|(article, position)| (article.id.as_str(), *position))
        .collect();
    Ok(rows_of(copies, &by_id, &settings.keep))
}

/// What grouping asks of a signature: its place among leads.
fn short_signature(signed: &Signed, position: u32) -> Signature {
    Signature {
        format: SIGNATURE_FORMAT,
        shingle_words: 0,
        id: signed.sketches.id(position).to_owned(),
        published: signed.sketches.published(position),
        words: signed.sketches.words(position),
        shingles: 0,
        languages: Vec::new(),
        exact: 0,
        values: Vec::new(),
        samples: Vec::new(),
    }
}

fn rows_of(copies: Copies, by_id: &BTreeMap<&str, u32>, keep: &Keep) -> Batch {
    let position = |id: &str| by_id.get(id).copied();
    let mut batch = Batch::default();
    for group in copies.groups.iter().filter(|group| group.members.len() > 1) {
        for member in &group.members {
            let is_kept = member.id == group.lead
                || match keep {
                    Keep::All => true,
                    Keep::Lead => member.role == Role::Version,
                    _ => false,
                };
            let mut row = Vec::with_capacity(160);
            let tail = Tail {
                copy_group: Some(&group.copy_group),
                role: Some(member.role),
                lead: Some(&group.lead),
                resemblance: Some(member.resemblance),
                containment: Some(member.containment),
                succession: &member.succession,
                keep: is_kept,
                story: None,
            };
            add_keys(&mut row, &tail);
            batch.tails.extend(position(&member.id).map(|at| (at, row)));
        }
        let row = serde_json::to_vec(group).unwrap_or_default();
        batch.groups.extend(position(&group.lead).map(|at| (at, row)));
    }
    let row_of = |pair: &Pair| {
        let places = (position(&pair.a)?, position(&pair.b)?);
        Some((places.0, places.1, serde_json::to_vec(pair).ok()?))
    };
    batch.pairs.extend(copies.pairs.iter().filter_map(row_of));
    batch.warnings.extend(copies.warnings.into_iter().map(|warning| warning.message));
    batch
}
