//! MinHash: 128 numbers whose agreement estimates the resemblance of two sets.

use crate::shingles::finish;
use crate::simd::Kernel;

/// How many values a signature has. Standard error of the estimate: at most 0.044.
pub const VALUES: usize = 128;

/// Multipliers (odd) and addends of a multiply-shift family.
#[derive(Debug)]
pub(crate) struct Family {
    pub(crate) factors: [u32; VALUES],
    pub(crate) addends: [u32; VALUES],
}

/// The family of all signatures, made by SplitMix64.
pub(crate) static FAMILY: Family = family();

const fn family() -> Family {
    let (mut factors, mut addends) = ([0; VALUES], [0; VALUES]);
    let mut at = 0;
    while at < VALUES {
        let drawn = const_finish((at as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        factors[at] = (drawn >> 32) as u32 | 1;
        addends[at] = drawn as u32;
        at += 1;
    }
    Family { factors, addends }
}

const fn const_finish(value: u64) -> u64 {
    let value = (value ^ (value >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    value ^ (value >> 31)
}

/// The smallest value of each of the 128 hash functions over the shingles.
/// All `u32::MAX` where there is none. Neither order nor repeats of shingles matter, nor
/// the kernel.
pub(crate) fn smallest(shingles: &[u64], kernel: Kernel) -> [u32; VALUES] {
    kernel.smallest(shingles, &FAMILY)
}

/// The lowest byte of each value: enough to estimate resemblance.
pub(crate) fn low_bytes(values: &[u32]) -> [u8; VALUES] {
    let mut bytes = [0; VALUES];
    for (byte, value) in bytes.iter_mut().zip(values) {
        *byte = *value as u8;
    }
    bytes
}

/// The share of equal values, estimated from their lowest bytes, of which one in 256 agrees
/// by chance. Li, König, "b-Bit Minwise Hashing" (2010).
pub(crate) fn agreement(one: &[u8; VALUES], other: &[u8; VALUES]) -> f64 {
    let equal: u32 = one.iter().zip(other).map(|(a, b)| u32::from(a == b)).sum();
    let share = f64::from(equal) / VALUES as f64;
    let by_chance = 1.0 / 256.0;
    ((share - by_chance) / (1.0 - by_chance)).max(0.0)
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
    use crate::simd::Simd;

    fn smallest(shingles: &[u64]) -> [u32; VALUES] {
        super::smallest(shingles, Kernel::or_widest(Simd::Auto))
    }

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
                sum += agreement(&low_bytes(&one), &low_bytes(&other));
            }
            let truth = (size - shift) as f64 / (size + shift) as f64;
            let error =
                ((truth * (1.0 - truth) + 0.004) / (128.0 * rounds as f64)).sqrt();
            let mean = sum / rounds as f64;
            assert!((mean - truth).abs() <= 4.0 * error + 1e-9, "{mean} for {truth}");
        }
    }

    #[test]
    fn the_family_is_the_same_on_every_machine() {
        assert_eq!(FAMILY.factors[0] & 1, 1);
        let least = smallest(&values(0..50));
        let digest = xxhash_rust::xxh3::xxh3_64(
            &least.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>(),
        );
        assert_eq!(digest, 10_123_332_828_104_539_098, "format 1");
    }
}
