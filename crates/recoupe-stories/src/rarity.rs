//! How rare a key is: counts of the corpus laid over counts of news at large.

use crate::key::Mark;
use crate::portrait::{Portrait, length};
use crate::quick::QuickMap;

/// Articles of "news at large" that stand behind the corpus. With two articles the general
/// shares decide; with a hundred thousand the corpus does.
const PRIOR_ARTICLES: f32 = 1000.0;
/// Rarity is cut here (in nats), so that evidence means the same in corpora of all sizes.
const MOST_RARITY: f32 = 7.0;

/// Articles of the corpus that hold each key.
#[derive(Debug, Default)]
pub(crate) struct Rarity {
    articles: f32,
    marks: QuickMap<u64, u32>,
    words: QuickMap<u32, u32>,
}

impl Rarity {
    /// Counts the keys of all portraits. Linear.
    pub(crate) fn of(portraits: &[Portrait]) -> Self {
        let mut counted = Self { articles: portraits.len() as f32, ..Self::default() };
        for portrait in portraits {
            for mark in portrait.marks() {
                *counted.marks.entry(mark.key.0).or_default() += 1;
            }
            let whole = portrait.stems.last().into_iter().chain(portrait.concepts.last());
            for word in whole.flat_map(crate::words::Words::iter) {
                *counted.words.entry(word.key).or_default() += 1;
            }
        }
        counted
    }

    fn rarity(&self, count: u32, share: f32) -> f32 {
        let expected = PRIOR_ARTICLES * share + count as f32;
        ((PRIOR_ARTICLES + self.articles) / expected.max(1.0))
            .ln()
            .clamp(0.0, MOST_RARITY)
    }

    /// Turns the shares and counts of a portrait into weights.
    pub(crate) fn weigh(&self, portrait: &mut Portrait) {
        for mark in portrait.marks_mut() {
            let count = self.marks.get(&mark.key.0).copied().unwrap_or(0);
            mark.rarity = self.rarity(count, mark.rarity);
            mark.weight *= mark.rarity;
        }
        portrait.lengths = [
            length(&portrait.names),
            length(&portrait.places),
            length(&portrait.numbers),
            length(&portrait.events),
        ];
        for words in portrait.stems.iter_mut().chain(&mut portrait.concepts) {
            words.weigh(|key, share| {
                self.rarity(self.words.get(&key).copied().unwrap_or(0), share)
            });
        }
    }
}

impl Portrait {
    /// All marks, kind by kind.
    pub(crate) fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.names.iter().chain(&self.places).chain(&self.numbers).chain(&self.events)
    }

    fn marks_mut(&mut self) -> impl Iterator<Item = &mut Mark> {
        let (names, places) = (self.names.iter_mut(), self.places.iter_mut());
        names.chain(places).chain(self.numbers.iter_mut()).chain(self.events.iter_mut())
    }
}
