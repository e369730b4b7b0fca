//! Shingles: every run of a few neighbouring words of a body, as hashes.
//!
//! Broder, "On the resemblance and containment of documents" (1997): two bodies resemble
//! each other as far as their sets of shingles do.

/// Hashes of the runs of `width` neighbouring words, in order of the text, repeats kept.
/// Empty where the text has fewer words. Each hash is well mixed in all its 64 bits.
pub(crate) fn in_order(words: &[u64], width: usize) -> Vec<u64> {
    words.windows(width.max(1)).map(mix).collect()
}

/// The set of shingles: sorted, each once.
pub(crate) fn set(words: &[u64], width: usize) -> Vec<u64> {
    let mut shingles = in_order(words, width);
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

/// How many values two sorted sets have in common.
pub(crate) fn shared(one: &[u64], other: &[u64]) -> usize {
    let (mut left, mut right, mut count) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(left), other.get(right)) {
        count += usize::from(a == b);
        left += usize::from(a <= b);
        right += usize::from(b <= a);
    }
    count
}

fn mix(words: &[u64]) -> u64 {
    // Odd constants of xxHash; each step depends on the order of the words.
    let joined = words.iter().fold(0_u64, |sum, word| {
        (sum.rotate_left(27) ^ word).wrapping_mul(0x9E37_79B1_85EB_CA87)
    });
    finish(joined)
}

/// The finishing steps of SplitMix64 (Steele, Lea, Flood 2014): every bit of the input
/// reaches every bit of the output.
pub(crate) fn finish(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shingle_knows_the_order_of_its_words() {
        assert_ne!(set(&[1, 2, 3], 3), set(&[3, 2, 1], 3));
        assert_eq!(set(&[1, 2, 3, 1, 2, 3], 3).len(), 3);
        assert!(set(&[1, 2], 3).is_empty());
    }

    #[test]
    fn shared_counts_each_value_once() {
        assert_eq!(shared(&[1, 3, 5, 9], &[2, 3, 9]), 2);
        assert_eq!(shared(&[], &[1]), 0);
    }
}
