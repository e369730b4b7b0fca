//! Weighted words of a passage, compared by the cosine.

use crate::key::Key;

/// Words of a passage, ascending by key, one entry each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Key, weight; before weighing the weight is the count and the share is kept beside.
    entries: Vec<Word>,
    /// Length of the weight vector; 0 before weighing and for no words.
    norm: f32,
}

/// One word: 12 bytes, since there are hundreds to an article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Word {
    /// The lower half of its key: within a pair of articles collisions are negligible.
    pub(crate) key: u32,
    /// Count by field, later times rarity.
    pub(crate) weight: f32,
    /// Share of articles that hold it, in general.
    pub(crate) share: f32,
}

/// The most words of one passage that are kept after weighing, the weightiest.
const MOST_WORDS: usize = 160;

/// Gathers words; counts are damped by their logarithm.
pub(crate) fn gathered(words: impl Iterator<Item = (Key, f32, f32)>) -> Words {
    let mut entries: Vec<Word> = words
        .map(|(key, share, weight)| Word { key: key.0 as u32, weight, share })
        .collect();
    entries.sort_by_key(|word| (word.key, word.share.to_bits()));
    entries.dedup_by(|next, kept| {
        let same = next.key == kept.key;
        if same {
            kept.weight += next.weight;
        }
        same
    });
    for word in &mut entries {
        word.weight = 1.0 + word.weight.ln();
    }
    Words { entries, norm: 0.0 }
}

impl Words {
    /// The words, ascending by key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Word> {
        self.entries.iter()
    }

    /// Multiplies each weight by its rarity and keeps the weightiest.
    pub(crate) fn weigh(&mut self, rarity: impl Fn(u32, f32) -> f32) {
        for word in &mut self.entries {
            word.weight *= rarity(word.key, word.share);
        }
        if self.entries.len() > MOST_WORDS {
            self.entries.sort_by(|one, two| {
                two.weight.total_cmp(&one.weight).then(one.key.cmp(&two.key))
            });
            self.entries.truncate(MOST_WORDS);
            self.entries.sort_by_key(|word| word.key);
        }
        self.entries.shrink_to_fit();
        self.norm = self.iter().map(|word| word.weight * word.weight).sum::<f32>().sqrt();
    }

    /// Cosine of the two weight vectors, 0..1; 0 where either is empty.
    pub(crate) fn cosine(&self, other: &Self) -> f32 {
        let length = self.norm * other.norm;
        if length <= 0.0 {
            return 0.0;
        }
        let mut product = 0.0;
        let mut theirs = other.entries.iter().peekable();
        for own in &self.entries {
            while theirs.next_if(|word| word.key < own.key).is_some() {}
            if let Some(same) = theirs.next_if(|word| word.key == own.key) {
                product += own.weight * same.weight;
            }
        }
        product / length
    }

    /// Shared words over all words, 0..1; 0 where both are empty.
    pub(crate) fn overlap(&self, other: &Self) -> f32 {
        let mut shared = 0_usize;
        let mut theirs = other.entries.iter().peekable();
        for own in &self.entries {
            while theirs.next_if(|word| word.key < own.key).is_some() {}
            shared += usize::from(theirs.next_if(|word| word.key == own.key).is_some());
        }
        let all = self.entries.len() + other.entries.len() - shared;
        if all == 0 { 0.0 } else { shared as f32 / all as f32 }
    }
}
