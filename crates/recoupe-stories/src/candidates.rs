//! Which articles are worth comparing: those that share rare keys, near in time.

use crate::quick::QuickMap;
use rayon::prelude::*;

use crate::key::{Key, Kind};
use crate::portrait::Portrait;
use crate::settings::StorySettings;

/// Keys of an article that are looked up, the weightiest.
const KEYS_LOOKED_UP: usize = 20;
/// Words beyond languages that are looked up besides, the weightiest.
const WORDS_LOOKED_UP: usize = 8;

/// For each key the articles that hold it, in order of day and place in the input.
struct Index(QuickMap<u64, Vec<u32>>);

/// Pairs worth comparing, ascending, the smaller first. Time and memory are linear in the
/// number of articles times the settings' bounds.
pub(crate) fn candidates(
    portraits: &[Portrait],
    settings: &StorySettings,
) -> Vec<(u32, u32)> {
    let keys: Vec<Vec<(Key, f32)>> = portraits.par_iter().map(lookup_keys).collect();
    let index = Index::of(&keys);
    let mut pairs: Vec<(u32, u32)> = (0..keys.len() as u32)
        .into_par_iter()
        .flat_map_iter(|article| {
            let own = keys.get(article as usize).map_or(&[][..], Vec::as_slice);
            let near = index.nearest(article, own, settings);
            near.into_iter().map(move |other| (article.min(other), article.max(other)))
        })
        .collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The keys by which an article is found, with their weights.
fn lookup_keys(portrait: &Portrait) -> Vec<(Key, f32)> {
    let marks = portrait.names.iter().chain(&portrait.places).chain(&portrait.numbers);
    let mut keys: Vec<(Key, f32)> = marks.map(|mark| (mark.key, mark.weight)).collect();
    keep_weightiest(&mut keys, KEYS_LOOKED_UP);
    for words in [&portrait.stems, &portrait.concepts] {
        let mut more: Vec<(Key, f32)> = words[2]
            .iter()
            .map(|word| {
                (Key(u64::from(word.key) | (Kind::Stem as u64) << 40), word.weight)
            })
            .collect();
        keep_weightiest(&mut more, WORDS_LOOKED_UP);
        keys.extend(more);
    }
    keys
}

fn keep_weightiest(keys: &mut Vec<(Key, f32)>, most: usize) {
    keys.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
    keys.truncate(most);
}

impl Index {
    /// Articles come in their final order, so the rows ascend.
    fn of(keys: &[Vec<(Key, f32)>]) -> Self {
        let mut rows: QuickMap<u64, Vec<u32>> = QuickMap::default();
        for (article, own) in keys.iter().enumerate() {
            for (key, _) in own {
                rows.entry(key.0).or_default().push(article as u32);
            }
        }
        Self(rows)
    }

    /// The articles that share the most weight with this one.
    fn nearest(
        &self,
        article: u32,
        own: &[(Key, f32)],
        settings: &StorySettings,
    ) -> Vec<u32> {
        let mut met: Vec<(u32, f32)> = Vec::new();
        for (key, weight) in own {
            let Some(row) = self.0.get(&key.0) else { continue };
            let here = row.partition_point(|other| *other < article);
            let from = here.saturating_sub(settings.nearest_for_a_key / 2);
            let near = row.iter().skip(from).take(settings.nearest_for_a_key + 1);
            met.extend(near.filter(|other| **other != article).map(|it| (*it, *weight)));
        }
        met.sort_by(|one, two| one.0.cmp(&two.0).then(one.1.total_cmp(&two.1)));
        met.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        met.sort_by(|one, two| two.1.total_cmp(&one.1).then(one.0.cmp(&two.0)));
        met.into_iter().take(settings.most_candidates).map(|(other, _)| other).collect()
    }
}
