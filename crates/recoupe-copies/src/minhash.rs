//! MinHash: 128 numbers whose agreement estimates the resemblance of two sets.

use crate::shingles::finish;

/// How many values a signature has. Standard error of the estimate: at most 0.044.
pub const VALUES: usize = 128;

/// Multipliers (odd) and addends of the multiply-shift family, made by SplitMix64.
const FAMILY: ([u32; VALUES], [u32; VALUES]) = family();

const fn family() -> ([u32; VALUES], [u32; VALUES]) {
    let (mut factors, mut addends) = ([0; VALUES], [0; VALUES]);
    let mut at = 0;
    while at < VALUES {
        let drawn = const_finish((at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        factors[at] = (drawn >> 32) as u32 | 1;
        addends[at] = drawn as u32;
        at += 1;
    }
    (factors, addends)
}

const fn const_finish(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// The smallest value of each of the 128 hash functions over the shingles.
/// All `u32::MAX` where there is none. The order of the shingles does not matter.
pub(crate) fn smallest(shingles: &[u64]) -> [u32; VALUES] {
    let mut least = [u32::MAX; VALUES];
    let (factors, addends) = (&FAMILY.0, &FAMILY.1);
    for shingle in shingles {
        let high = (shingle >> 32) as u32;
        // Fixed length, no branch: the compiler turns this loop into vector code.
        for at in 0..VALUES {
            let value = high.wrapping_mul(factors[at]).wrapping_add(addends[at]);
            least[at] = if value < least[at] { value } else { least[at] };
        }
    }
    least
}

/// The share of equal values: an estimate of resemblance without bias worth naming.
pub(crate) fn agreement(one: &[u32], other: &[u32]) -> f64 {
    let equal = one.iter().zip(other).filter(|(a, b)| a == b).count();
    equal as f64 / VALUES as f64
}

/// One number for the `rows` values of a band; different bands of one document differ.
pub(crate) fn band_key(values: &[u32], band: usize) -> u32 {
    let sum = values.iter().fold(band as u64 + 1, |sum, value| {
        (sum.rotate_left(23) ^ u64::from(*value)).wrapping_mul(0x9E37_79B1_85EB_CA87)
    });
    (finish(sum) >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(range: std::ops::Range<u64>) -> Vec<u64> {
        range.map(|value| finish(value.wrapping_mul(0x9E37_79B9_7F4A_7C15))).collect()
    }

    #[test]
    fn the_estimate_lies_within_four_standard_errors_of_the_truth() {
        for (shift, size) in [(0, 300), (60, 300), (100, 300), (200, 400), (30, 60)] {
            let (mut sum, rounds) = (0.0, 40_u64);
            for round in 0..rounds {
                let from = round * 10_000;
                let one = smallest(&values(from..from + size));
                let other = smallest(&values(from + shift..from + shift + size));
                sum += agreement(&one, &other);
            }
            let truth = (size - shift) as f64 / (size + shift) as f64;
            let error = (truth * (1.0 - truth) / (128.0 * rounds as f64)).sqrt();
            let mean = sum / rounds as f64;
            assert!((mean - truth).abs() <= 4.0 * error + 1e-9, "{mean} for {truth}");
        }
    }

    #[test]
    fn the_family_is_the_same_on_every_machine() {
        assert_eq!(FAMILY.0[0] & 1, 1);
        let least = smallest(&values(0..50));
        let digest = xxhash_rust::xxh3::xxh3_64(
            &least.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>(),
        );
        assert_eq!(digest, 10_123_332_828_104_539_098, "format 1");
    }
}
