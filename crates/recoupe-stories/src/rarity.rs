//! How rare a key is now: counts of the last weeks laid over counts of news at large.

use crate::key::Mark;
use crate::portrait::{Portrait, length};
use crate::quick::QuickMap;

/// Articles of "news at large" that stand behind the run. With two articles the general
/// shares decide; with a hundred thousand the run does.
const PRIOR_ARTICLES: f32 = 1000.0;
/// Rarity is cut here (in nats), so that evidence means the same in runs of all sizes.
const MOST_RARITY: f32 = 7.0;
/// Counts below this are forgotten: what was met once is forgotten after one half-life.
const LEAST_COUNT: f32 = 0.5;

/// Articles that hold each key, the older ones counting less and less.
#[derive(Debug, Default)]
pub(crate) struct Rarity {
    articles: f32,
    counts: QuickMap<u32, f32>,
}

impl Rarity {
    /// Counts the keys of portraits that were not weighed yet. Linear.
    pub(crate) fn count<'a>(&mut self, portraits: impl Iterator<Item = &'a Portrait>) {
        for portrait in portraits {
            self.articles += 1.0;
            for mark in portrait.marks() {
                *self.counts.entry(mark.key.0).or_default() += 1.0;
            }
            for key in portrait.stems.keys().chain(portrait.concepts.keys()) {
                *self.counts.entry(key).or_default() += 1.0;
            }
        }
    }

    /// Lets `days` pass: every count is halved in `half_life` days.
    pub(crate) fn age(&mut self, days: f32, half_life: f32) {
        if days <= 0.0 || half_life <= 0.0 {
            return;
        }
        let kept = 0.5_f32.powf(days / half_life);
        self.articles *= kept;
        self.counts.retain(|_, count| {
            *count *= kept;
            *count >= LEAST_COUNT
        });
    }

    fn rarity(&self, key: u32, share: f32) -> f32 {
        let count = self.counts.get(&key).copied().unwrap_or(0.0);
        let expected = PRIOR_ARTICLES * share + count;
        ((PRIOR_ARTICLES + self.articles) / expected.max(1.0))
            .ln()
            .clamp(0.0, MOST_RARITY)
    }

    /// Turns the shares and counts of a portrait into weights.
    pub(crate) fn weigh(&self, portrait: &mut Portrait) {
        for mark in portrait.marks_mut() {
            mark.rarity = self.rarity(mark.key.0, mark.rarity);
            mark.weight *= mark.rarity;
        }
        portrait.lengths = [
            length(&portrait.names),
            length(&portrait.places),
            length(&portrait.numbers),
            length(&portrait.events),
        ];
        for words in [&mut portrait.stems, &mut portrait.concepts] {
            words.weigh(|key, share| self.rarity(key, share));
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_common_weeks_ago_is_rare_again() {
        let mut rarity = Rarity { articles: 1000.0, counts: QuickMap::default() };
        rarity.counts.insert(7, 200.0);
        rarity.counts.insert(8, 1.0);
        let before = rarity.rarity(7, 0.0005);
        rarity.age(60.0, 15.0);
        assert!(rarity.rarity(7, 0.0005) > before + 1.0);
        assert_eq!(rarity.counts.get(&8), None);
    }
}
