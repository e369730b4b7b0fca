//! Which words of two bodies are the same words in the same order.
//!
//! Patience alignment: runs of words that occur once in each body are sure meeting points;
//! the longest chain of them that ascends in both bodies is kept and each is extended as
//! far as the words agree. n log n, and no table of length × length.

use crate::shingles;

/// Words in a run that can be a meeting point.
const ANCHOR_WORDS: usize = 3;

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

/// Runs of equal words, ascending and without overlap in both texts.
pub(crate) fn align(one: &[u64], other: &[u64]) -> Vec<Block> {
    let anchors = ascending(&meeting_points(one, other));
    let blocks = extend(one, other, &anchors);
    fill_even_gaps(one, other, &blocks)
}

/// Positions of the runs that occur exactly once in each text, by position in the first.
fn meeting_points(one: &[u64], other: &[u64]) -> Vec<(usize, usize)> {
    let (left, right) = (once(one), once(other));
    let (mut at, mut points) = (0, Vec::new());
    for (hash, place) in left {
        while right.get(at).is_some_and(|(seen, _)| *seen < hash) {
            at += 1;
        }
        if let Some((_, found)) = right.get(at).filter(|(seen, _)| *seen == hash) {
            points.push((place, *found));
        }
    }
    points.sort_unstable();
    points
}

/// The runs that occur once, sorted by hash, with their place.
fn once(words: &[u64]) -> Vec<(u64, usize)> {
    let runs = shingles::in_order(words, ANCHOR_WORDS);
    let mut placed: Vec<(u64, usize)> = runs.into_iter().zip(0..).collect();
    placed.sort_unstable();
    placed
        .chunk_by(|one, other| one.0 == other.0)
        .filter_map(|run| if let [only] = run { Some(*only) } else { None })
        .collect()
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
    use crate::words::of_text;

    #[track_caller]
    fn check(one: &str, other: &str, expected: &[(usize, usize, usize)]) {
        let blocks = align(&of_text(one).hashes(), &of_text(other).hashes());
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
            for block in align(&one, &other) {
                assert!(block.a >= a && block.b >= b && block.length > 0);
                (a, b) = (block.a + block.length, block.b + block.length);
                assert_eq!(one[block.a..a], other[block.b..b]);
            }
            Ok(())
        })
        .budget_ms(300);
    }
}
