//! Which articles are worth comparing: those that share rare keys, near in time.

use crate::portrait::Portrait;
use crate::quick::QuickMap;
use crate::settings::StorySettings;

/// Keys of an article that are looked up, the weightiest.
const KEYS_LOOKED_UP: usize = 20;
/// Words that are looked up besides, of its language and beyond languages, the weightiest.
const WORDS_LOOKED_UP: usize = 8;

/// The keys by which an article is found, with their weights.
pub(crate) fn lookup_keys(portrait: &Portrait) -> Vec<(u32, f32)> {
    let marks = portrait.names.iter().chain(&portrait.places).chain(&portrait.numbers);
    let mut keys: Vec<(u32, f32)> = marks.map(|mark| (mark.key.0, mark.weight)).collect();
    keep_weightiest(&mut keys, KEYS_LOOKED_UP);
    for words in [&portrait.stems, &portrait.concepts] {
        let mut more: Vec<(u32, f32)> = words.weighed().collect();
        keep_weightiest(&mut more, WORDS_LOOKED_UP);
        keys.extend(more);
    }
    keys
}

fn keep_weightiest(keys: &mut Vec<(u32, f32)>, most: usize) {
    if keys.len() > most {
        keys.select_nth_unstable_by(most, |one, two| {
            two.1.total_cmp(&one.1).then(one.0.cmp(&two.0))
        });
        keys.truncate(most);
    }
    // Weights are added up key by key: always in one order, for sums of floats differ.
    keys.sort_unstable_by_key(|key| key.0);
}

/// For each key the articles that hold it, in the order in which they came.
#[derive(Debug, Default)]
pub(crate) struct Index(QuickMap<u32, Vec<u32>>);

/// Room for adding up, used again and again by one thread.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    sums: Vec<f32>,
    touched: Vec<u32>,
}

impl Index {
    /// Adds an article; articles come in ascending order.
    pub(crate) fn add(&mut self, article: u32, keys: &[(u32, f32)]) {
        for (key, _) in keys {
            self.0.entry(*key).or_default().push(article);
        }
    }

    /// Forgets all articles but those that are `alive`. Linear in the index.
    pub(crate) fn retain(&mut self, alive: impl Fn(u32) -> bool) {
        self.0.retain(|_, row| {
            row.retain(|article| alive(*article));
            !row.is_empty()
        });
    }

    /// The articles that share the most weight with this one. The cost is bounded by the
    /// settings, whatever the size of the index.
    pub(crate) fn nearest(
        &self,
        article: u32,
        keys: &[(u32, f32)],
        settings: &StorySettings,
        scratch: &mut Scratch,
    ) -> Vec<u32> {
        for (key, weight) in keys {
            let Some(row) = self.0.get(key) else { continue };
            let here = row.partition_point(|other| *other < article);
            let from = here.saturating_sub(settings.nearest_for_a_key / 2);
            for other in row.iter().skip(from).take(settings.nearest_for_a_key + 1) {
                if *other != article {
                    scratch.add(*other, *weight);
                }
            }
        }
        scratch.weightiest(settings.most_candidates)
    }
}

impl Scratch {
    fn add(&mut self, article: u32, weight: f32) {
        let at = article as usize;
        if self.sums.len() <= at {
            self.sums.resize(at + 1, 0.0);
        }
        if let Some(sum) = self.sums.get_mut(at) {
            if *sum <= 0.0 {
                self.touched.push(article);
            }
            *sum += weight.max(f32::MIN_POSITIVE);
        }
    }

    /// The touched articles with the largest sums, and clears the scratch.
    fn weightiest(&mut self, most: usize) -> Vec<u32> {
        let sums = &self.sums;
        let sum = |article: &u32| sums.get(*article as usize).copied().unwrap_or(0.0);
        let mut found: Vec<(u32, f32)> =
            self.touched.iter().map(|article| (*article, sum(article))).collect();
        keep_weightiest(&mut found, most);
        for article in self.touched.drain(..) {
            if let Some(sum) = self.sums.get_mut(article as usize) {
                *sum = 0.0;
            }
        }
        found.into_iter().map(|(article, _)| article).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_share_the_most_weight_and_the_forgotten_are_not_found() {
        let mut index = Index::default();
        let keys = |of: &[u32]| of.iter().map(|key| (*key, 1.0)).collect::<Vec<_>>();
        for (article, own) in [[1, 2, 3], [1, 2, 9], [3, 8, 9]].iter().enumerate() {
            index.add(article as u32, &keys(own));
        }
        let settings = StorySettings { most_candidates: 1, ..StorySettings::default() };
        let mut scratch = Scratch::default();
        assert_eq!(index.nearest(0, &keys(&[1, 2, 3]), &settings, &mut scratch), [1]);
        index.retain(|article| article != 1);
        assert_eq!(index.nearest(0, &keys(&[1, 2, 3]), &settings, &mut scratch), [2]);
    }
}
