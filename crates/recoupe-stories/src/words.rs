//! Weighted words of an article, compared by the cosine: those of the headline, of headline
//! and lead, and of all that is read.

use crate::key::{Field, Key};

/// Words of an article, ascending by key, one entry each.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// What was met, until it is weighed.
    raw: Vec<RawWord>,
    /// Keys of all words.
    keys: Box<[u32]>,
    /// Their weights.
    weights: Box<[f32]>,
    /// Words of headline and lead with their weights there; 0 is absent from the headline.
    head: Box<[HeadWord]>,
    /// Lengths of the three vectors: headline, headline and lead, all.
    norms: [f32; 3],
}

#[derive(Debug, Clone, Copy)]
struct RawWord {
    key: u32,
    /// Share of articles that hold it, in general.
    share: f32,
    /// How often it stands in the headline, in headline and lead, anywhere, by field.
    counts: [f32; 3],
}

#[derive(Debug, Clone, Copy)]
struct HeadWord {
    key: u32,
    title: f32,
    lead: f32,
}

/// The most words of one article that are kept after weighing, the weightiest.
const MOST_WORDS: usize = 160;

/// Gathers words with the share of articles that hold them.
pub(crate) fn gathered(mut met: Vec<(Key, f32, Field)>) -> Words {
    met.sort_unstable_by_key(|(key, share, field)| (*key, share.to_bits(), *field));
    let mut raw: Vec<RawWord> = Vec::with_capacity(met.len());
    for (key, share, field) in met {
        if raw.last().is_none_or(|last| last.key != key.0) {
            raw.push(RawWord { key: key.0, share, counts: [0.0; 3] });
        }
        if let Some(word) = raw.last_mut() {
            for count in word.counts.iter_mut().skip(field as usize) {
                *count += field.weight();
            }
        }
    }
    Words { raw, ..Words::default() }
}

/// Counts are damped by their logarithm.
fn damped(count: f32) -> f32 {
    if count > 0.0 { 1.0 + count.ln() } else { 0.0 }
}

impl Words {
    /// The keys, ascending.
    pub(crate) fn keys(&self) -> impl Iterator<Item = u32> {
        let weighed = self.keys.iter().copied();
        self.raw.iter().map(|word| word.key).chain(weighed)
    }

    /// All words with their weights, ascending by key; nothing before weighing.
    pub(crate) fn weighed(&self) -> impl Iterator<Item = (u32, f32)> {
        self.keys.iter().copied().zip(self.weights.iter().copied())
    }

    /// Multiplies each count by its rarity and keeps the weightiest.
    pub(crate) fn weigh(&mut self, rarity: impl Fn(u32, f32) -> f32) {
        let raw = std::mem::take(&mut self.raw);
        let mut all: Vec<(u32, f32)> = Vec::with_capacity(raw.len());
        let mut head: Vec<HeadWord> = Vec::new();
        for word in raw {
            let rarity = rarity(word.key, word.share);
            let [title, lead, whole] = word.counts.map(|count| damped(count) * rarity);
            all.push((word.key, whole));
            if lead > 0.0 {
                head.push(HeadWord { key: word.key, title, lead });
            }
        }
        if all.len() > MOST_WORDS {
            let by_weight = |one: &(u32, f32), two: &(u32, f32)| {
                two.1.total_cmp(&one.1).then(one.0.cmp(&two.0))
            };
            all.select_nth_unstable_by(MOST_WORDS, by_weight);
            all.truncate(MOST_WORDS);
            all.sort_unstable_by_key(|word| word.0);
        }
        let length = |weights: &mut dyn Iterator<Item = f32>| {
            weights.map(|weight| weight * weight).sum::<f32>().sqrt()
        };
        self.norms = [
            length(&mut head.iter().map(|word| word.title)),
            length(&mut head.iter().map(|word| word.lead)),
            length(&mut all.iter().map(|word| word.1)),
        ];
        self.keys = all.iter().map(|word| word.0).collect();
        self.weights = all.iter().map(|word| word.1).collect();
        self.head = head.into_boxed_slice();
    }

    /// Likeness to the words of another article, each 0..1; 0 where either is empty.
    pub(crate) fn likeness(&self, other: &Self) -> Likeness {
        let mut products = [0.0, 0.0, self.product(other)];
        let (mut shared, mut own_titles, mut their_titles) = (0.0, 0.0, 0.0);
        for word in &self.head {
            own_titles += f32::from(u8::from(word.title > 0.0));
        }
        for word in &other.head {
            their_titles += f32::from(u8::from(word.title > 0.0));
        }
        for_each_common(&self.head, &other.head, |own, their| {
            products[0] += own.title * their.title;
            products[1] += own.lead * their.lead;
            shared += f32::from(u8::from(own.title > 0.0 && their.title > 0.0));
        });
        let mut cosines = [0.0; 3];
        for (at, cosine) in cosines.iter_mut().enumerate() {
            let of = |norms: &[f32; 3]| norms.get(at).copied().unwrap_or(0.0);
            let length = of(&self.norms) * of(&other.norms);
            let product = products.get(at).copied().unwrap_or(0.0);
            *cosine = if length > 0.0 { product / length } else { 0.0 };
        }
        let all = own_titles + their_titles - shared;
        let overlap = if all > 0.0 { shared / all } else { 0.0 };
        Likeness { title: cosines[0], lead: cosines[1], all: cosines[2], overlap }
    }

    /// The product of both vectors of all words.
    fn product(&self, other: &Self) -> f32 {
        let (mut own, mut their) = (0, 0);
        let mut product = 0.0;
        while let (Some(mine), Some(theirs)) = (self.keys.get(own), other.keys.get(their))
        {
            // Without branches: which list moves on is as good as random.
            if mine == theirs {
                let weights = (self.weights.get(own), other.weights.get(their));
                if let (Some(one), Some(two)) = weights {
                    product += one * two;
                }
            }
            own += usize::from(mine <= theirs);
            their += usize::from(theirs <= mine);
        }
        product
    }
}

/// How alike the words of two articles are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Likeness {
    /// Cosine of the headlines.
    pub(crate) title: f32,
    /// Cosine of headlines with leads.
    pub(crate) lead: f32,
    /// Cosine of all words that are read.
    pub(crate) all: f32,
    /// Words that both headlines hold over all words of both.
    pub(crate) overlap: f32,
}

fn for_each_common(
    own: &[HeadWord],
    other: &[HeadWord],
    mut visit: impl FnMut(&HeadWord, &HeadWord),
) {
    let mut theirs = other.iter().peekable();
    for mine in own {
        while theirs.next_if(|word| word.key < mine.key).is_some() {}
        if let Some(same) = theirs.next_if(|word| word.key == mine.key) {
            visit(mine, same);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(met: &[(u32, Field)]) -> Words {
        let met = met.iter().map(|(key, field)| (Key(*key), 0.01, *field)).collect();
        let mut words = gathered(met);
        words.weigh(|_, _| 2.0);
        words
    }

    #[test]
    fn the_same_words_are_wholly_alike_and_others_not_at_all() {
        let one = words(&[(3, Field::Title), (1, Field::Lead), (2, Field::Body)]);
        let two = words(&[(7, Field::Title), (8, Field::Body)]);
        let same = one.likeness(&one);
        for likeness in [same.title, same.lead, same.all, same.overlap] {
            assert!((likeness - 1.0).abs() < 1e-5, "{same:?}");
        }
        assert_eq!(one.likeness(&two), Likeness::default());
        assert_eq!(one.likeness(&Words::default()), Likeness::default());
    }

    #[test]
    fn likeness_is_symmetric_and_counts_each_field_by_itself() {
        let one = words(&[(1, Field::Title), (2, Field::Body), (3, Field::Body)]);
        let two = words(&[(1, Field::Body), (2, Field::Title), (3, Field::Body)]);
        let (there, back) = (one.likeness(&two), two.likeness(&one));
        assert_eq!(there, back);
        assert!(there.title.abs() < 1e-6 && there.all > 0.5, "{there:?}");
    }
}
