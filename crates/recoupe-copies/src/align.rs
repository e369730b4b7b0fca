//! Which words of two bodies are the same words in the same order.
//!
//! Patience alignment: runs of words that occur once in each body are sure meeting points;
//! the longest chain of them that ascends in both bodies is kept and each is extended as
//! far as the words agree. n log n, and no table of length × length.

use crate::shingles;

/// Words in a run that can be a meeting point.
pub(crate) const ANCHOR_WORDS: usize = 3;

/// Between two blocks, gaps of equal length up to this many words are compared place by
/// place: two words changed near each other leave a word between them.
const EVEN_GAP: usize = 10;

/// A run of equal words: `length` words from word `a` of one and word `b` of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    pub(crate) a: usize,
    pub(crate) b: usize,
    pub(crate) length: usize,
}

/// Where a text can meet another: its runs of words that occur once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meeting {
    /// Sorted; the upper bits of a run's hash, and in the lower bits its place.
    runs: Vec<u64>,
}

/// Bits for the place of a run; the others hold its hash. Longer texts meet in their first
/// 16 million words. Two runs with equal bits of hash are only a meeting point that turns
/// out to be none.
const PLACE_BITS: u32 = 24;

impl Meeting {
    pub(crate) fn new(words: &[u64]) -> Self {
        Self::of_placed(&shingles::placed(words, ANCHOR_WORDS))
    }

    /// From the sorted runs of [`ANCHOR_WORDS`] words.
    pub(crate) fn of_placed(placed: &[shingles::Placed]) -> Self {
        let in_reach = placed.iter().filter(|(_, place)| *place < 1 << PLACE_BITS);
        let packed: Vec<u64> = in_reach
            .map(|(hash, place)| hash >> PLACE_BITS << PLACE_BITS | u64::from(*place))
            .collect();
        let key = |at: Option<usize>| packed.get(at?).map(|run| run >> PLACE_BITS);
        let once = (0..packed.len()).filter(|at| {
            let here = key(Some(*at));
            here != key(at.checked_sub(1)) && here != key(Some(at + 1))
        });
        Self { runs: once.filter_map(|at| packed.get(at).copied()).collect() }
    }

    /// Places of the runs that occur once in each text, by place in this one.
    fn points(&self, other: &Self) -> Vec<(usize, usize)> {
        let place = |run: u64| (run & ((1 << PLACE_BITS) - 1)) as usize;
        let (mut left, mut right, mut points) = (0, 0, Vec::new());
        while let (Some(&a), Some(&b)) = (self.runs.get(left), other.runs.get(right)) {
            let (here, there) = (a >> PLACE_BITS, b >> PLACE_BITS);
            if here == there {
                points.push((place(a), place(b)));
            }
            left += usize::from(here <= there);
            right += usize::from(there <= here);
        }
        points.sort_unstable();
        points
    }
}

/// Runs of equal words, ascending and without overlap in both texts.
pub(crate) fn align(
    (one, here): (&[u64], &Meeting),
    (other, there): (&[u64], &Meeting),
) -> Vec<Block> {
    if one == other && !one.is_empty() {
        return vec![Block { a: 0, b: 0, length: one.len() }];
    }
    let anchors = ascending(&here.points(there));
    let blocks = extend(one, other, &anchors);
    fill_even_gaps(one, other, &blocks)
}

/// The longest part of `points` that ascends in the second place too (patience sorting).
fn ascending(points: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut piles: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(points.len());
    for (at, (_, b)) in points.iter().enumerate() {
        let pile = piles
            .partition_point(|top| points.get(*top).is_some_and(|(_, seen)| seen < b));
        before.push(pile.checked_sub(1).and_then(|left| piles.get(left).copied()));
        match piles.get_mut(pile) {
            Some(top) => *top = at,
            None => piles.push(at),
        }
    }
    let mut chain = Vec::with_capacity(piles.len());
    let mut next = piles.last().copied();
    while let Some(at) = next {
        chain.extend(points.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

/// Extends each meeting point as far as the words agree, without touching its neighbours.
fn extend(one: &[u64], other: &[u64], anchors: &[(usize, usize)]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    for &(a, b) in anchors {
        let (free_a, free_b) = blocks
            .last()
            .map_or((0, 0), |last| (last.a + last.length, last.b + last.length));
        if a < free_a || b < free_b {
            continue;
        }
        let back = (1..=(a - free_a).min(b - free_b))
            .take_while(|step| one.get(a - step) == other.get(b - step))
            .count();
        let forth = one.iter().skip(a).zip(other.iter().skip(b));
        let forth = forth.take_while(|(left, right)| left == right).count();
        if forth > 0 {
            push(&mut blocks, Block { a: a - back, b: b - back, length: back + forth });
        }
    }
    blocks
}

/// Adds a block, or lengthens the last one where the two touch.
fn push(blocks: &mut Vec<Block>, block: Block) {
    match blocks.last_mut() {
        Some(last)
            if last.a + last.length == block.a && last.b + last.length == block.b =>
        {
            last.length += block.length;
        }
        _ => blocks.push(block),
    }
}

fn fill_even_gaps(one: &[u64], other: &[u64], blocks: &[Block]) -> Vec<Block> {
    let mut filled: Vec<Block> = Vec::with_capacity(blocks.len());
    for &block in blocks {
        if let Some(&last) = filled.last() {
            let (a, b) = (last.a + last.length, last.b + last.length);
            let gap = block.a - a;
            if gap == block.b - b && gap <= EVEN_GAP {
                for step in 0..gap {
                    if one.get(a + step) == other.get(b + step) {
                        push(&mut filled, Block { a: a + step, b: b + step, length: 1 });
                    }
                }
            }
        }
        push(&mut filled, block);
    }
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks_of(one: &[u64], other: &[u64]) -> Vec<Block> {
        align((one, &Meeting::new(one)), (other, &Meeting::new(other)))
    }

    #[track_caller]
    fn check(one: &str, other: &str, expected: &[(usize, usize, usize)]) {
        let words = |text: &str| -> Vec<u64> {
            text.split_whitespace().map(crate::words::hash_word).collect()
        };
        let blocks = blocks_of(&words(one), &words(other));
        let seen: Vec<(usize, usize, usize)> =
            blocks.iter().map(|block| (block.a, block.b, block.length)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn equal_words_in_the_same_order_are_found() {
        check("a b c d e f", "a b c d e f", &[(0, 0, 6)]);
        check("a b c d e f g", "a b c x e f g", &[(0, 0, 3), (4, 4, 3)]);
        check(
            "a b c 1 d 2 e f g",
            "a b c 3 d 4 e f g",
            &[(0, 0, 3), (4, 4, 1), (6, 6, 3)],
        );
        check("a b c d e f", "x y a b c d e f", &[(0, 2, 6)]);
        check("a b c", "d e f", &[]);
        check("", "a b c", &[]);
    }

    #[test]
    fn blocks_of_random_texts_are_equal_and_ascend() {
        arbtest::arbtest(|source| {
            let one: Vec<u8> = source.arbitrary()?;
            let other: Vec<u8> = source.arbitrary()?;
            let one: Vec<u64> = one.into_iter().map(|word| u64::from(word % 7)).collect();
            let other: Vec<u64> =
                other.into_iter().map(|word| u64::from(word % 7)).collect();
            let (mut a, mut b) = (0, 0);
            for block in blocks_of(&one, &other) {
                assert!(block.a >= a && block.b >= b && block.length > 0);
                (a, b) = (block.a + block.length, block.b + block.length);
                assert_eq!(one[block.a..a], other[block.b..b]);
            }
            Ok(())
        })
        .budget_ms(300);
    }
}
