//! The innermost loop of MinHash in the widest registers that the processor has.
//!
//! Every path computes the same values: 32-bit multiplication, addition and unsigned
//! minimum wrap and compare alike everywhere, and the minimum does not depend on order.
//!
//! # Safety
//!
//! This is the only module of the crate with `unsafe` code, for two reasons. A function
//! with `target_feature` may only run on a processor that has the feature: each is called
//! in [`Kernel::smallest`] alone, and a [`Kernel`] of that kind is made only after
//! `is_x86_feature_detected!` said yes. Loads and stores take pointers: each is made from a
//! `chunks_exact` slice of exactly the width of the register, and asks for no alignment.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::minhash::{Family, VALUES};

/// Which instructions signatures are computed with. The signatures are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Simd {
    /// The widest that the processor has.
    #[default]
    Auto,
    /// 512-bit registers.
    Avx512,
    /// 256-bit registers.
    Avx2,
    /// What every processor of the architecture has.
    Portable,
}

impl Simd {
    /// All of them, for tests and for messages.
    pub const ALL: [Self; 4] = [Self::Auto, Self::Avx512, Self::Avx2, Self::Portable];

    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Avx512 => "avx512",
            Self::Avx2 => "avx2",
            Self::Portable => "portable",
        }
    }

    /// Whether this processor can.
    pub fn is_available(self) -> bool {
        Kernel::of(self).is_some()
    }
}

impl FromStr for Simd {
    type Err = String;

    /// Reads a name; fails for any other word, and names those there are.
    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|one| one.name() == name);
        found.ok_or_else(|| {
            format!("\"{name}\" is none of {}", Self::ALL.map(Self::name).join(", "))
        })
    }
}

/// A choice that this processor can run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kernel(Width);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Width {
    #[cfg(target_arch = "x86_64")]
    Avx512,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    Portable,
}

impl Kernel {
    /// The kernel of a choice; `None` where the processor cannot run it.
    pub(crate) fn of(choice: Simd) -> Option<Self> {
        match choice {
            Simd::Auto => {
                [Simd::Avx512, Simd::Avx2, Simd::Portable].into_iter().find_map(Self::of)
            }
            #[cfg(target_arch = "x86_64")]
            Simd::Avx512 => {
                is_x86_feature_detected!("avx512f").then_some(Self(Width::Avx512))
            }
            #[cfg(target_arch = "x86_64")]
            Simd::Avx2 => is_x86_feature_detected!("avx2").then_some(Self(Width::Avx2)),
            #[cfg(not(target_arch = "x86_64"))]
            Simd::Avx512 | Simd::Avx2 => None,
            Simd::Portable => Some(Self(Width::Portable)),
        }
    }

    /// The kernel of a choice, or the widest there is.
    pub(crate) fn or_widest(choice: Simd) -> Self {
        Self::of(choice).or_else(|| Self::of(Simd::Auto)).unwrap_or(Self(Width::Portable))
    }

    /// The smallest value of each hash function over the upper halves of the shingles.
    pub(crate) fn smallest(self, shingles: &[u64], family: &Family) -> [u32; VALUES] {
        match self.0 {
            // SAFETY: a kernel of this width exists only where the feature was detected.
            #[cfg(target_arch = "x86_64")]
            Width::Avx512 => unsafe { x86::smallest_avx512(shingles, family) },
            // SAFETY: the same.
            #[cfg(target_arch = "x86_64")]
            Width::Avx2 => unsafe { x86::smallest_avx2(shingles, family) },
            Width::Portable => smallest_portable(shingles, family),
        }
    }
}

/// Eight values at a time, so that they stay in registers over all shingles.
fn smallest_portable(shingles: &[u64], family: &Family) -> [u32; VALUES] {
    const LANES: usize = 8;
    let mut least = [u32::MAX; VALUES];
    let rows = least
        .chunks_exact_mut(LANES)
        .zip(family.factors.chunks_exact(LANES))
        .zip(family.addends.chunks_exact(LANES));
    for ((least, factors), addends) in rows {
        let mut best = [u32::MAX; LANES];
        for shingle in shingles {
            let high = (shingle >> 32) as u32;
            for ((best, factor), addend) in best.iter_mut().zip(factors).zip(addends) {
                *best = (*best).min(high.wrapping_mul(*factor).wrapping_add(*addend));
            }
        }
        least.copy_from_slice(&best);
    }
    least
}

#[cfg(target_arch = "x86_64")]
#[expect(clippy::cast_ptr_alignment, reason = "these loads and stores ask for none")]
mod x86 {
    use std::arch::x86_64::{
        __m256i, __m512i, _mm256_add_epi32, _mm256_loadu_si256, _mm256_min_epu32,
        _mm256_mullo_epi32, _mm256_set1_epi32, _mm256_storeu_si256, _mm512_add_epi32,
        _mm512_loadu_si512, _mm512_min_epu32, _mm512_mullo_epi32, _mm512_set1_epi32,
        _mm512_storeu_si512,
    };

    use crate::minhash::{Family, VALUES};

    /// All 128 values in eight registers, factors and addends in sixteen more.
    #[target_feature(enable = "avx512f")]
    pub(super) fn smallest_avx512(shingles: &[u64], family: &Family) -> [u32; VALUES] {
        const LANES: usize = 16;
        let load = |row: &[u32; VALUES]| {
            let mut wide = [_mm512_set1_epi32(0); VALUES / LANES];
            for (register, part) in wide.iter_mut().zip(row.chunks_exact(LANES)) {
                // SAFETY: the part is 64 bytes long.
                *register =
                    unsafe { _mm512_loadu_si512(part.as_ptr().cast::<__m512i>()) };
            }
            wide
        };
        let (factors, addends) = (load(&family.factors), load(&family.addends));
        let mut least = [_mm512_set1_epi32(-1); VALUES / LANES];
        for shingle in shingles {
            let high = _mm512_set1_epi32((shingle >> 32) as i32);
            for ((least, factor), addend) in least.iter_mut().zip(factors).zip(addends) {
                let value = _mm512_add_epi32(_mm512_mullo_epi32(high, factor), addend);
                *least = _mm512_min_epu32(*least, value);
            }
        }
        let mut values = [0; VALUES];
        for (part, register) in values.chunks_exact_mut(LANES).zip(least) {
            // SAFETY: the part is 64 bytes long.
            unsafe { _mm512_storeu_si512(part.as_mut_ptr().cast::<__m512i>(), register) };
        }
        values
    }

    /// Forty values at a time would fill the sixteen registers; 32 leave room.
    #[target_feature(enable = "avx2")]
    pub(super) fn smallest_avx2(shingles: &[u64], family: &Family) -> [u32; VALUES] {
        const LANES: usize = 8;
        const TOGETHER: usize = 4;
        let mut values = [0; VALUES];
        let rows = values
            .chunks_exact_mut(LANES * TOGETHER)
            .zip(family.factors.chunks_exact(LANES * TOGETHER))
            .zip(family.addends.chunks_exact(LANES * TOGETHER));
        let load = |row: &[u32]| {
            let mut wide = [_mm256_set1_epi32(0); TOGETHER];
            for (register, part) in wide.iter_mut().zip(row.chunks_exact(LANES)) {
                // SAFETY: the part is 32 bytes long.
                *register =
                    unsafe { _mm256_loadu_si256(part.as_ptr().cast::<__m256i>()) };
            }
            wide
        };
        for ((values, factors), addends) in rows {
            let (factors, addends) = (load(factors), load(addends));
            let mut least = [_mm256_set1_epi32(-1); TOGETHER];
            for shingle in shingles {
                let high = _mm256_set1_epi32((shingle >> 32) as i32);
                for ((least, factor), addend) in
                    least.iter_mut().zip(factors).zip(addends)
                {
                    let value =
                        _mm256_add_epi32(_mm256_mullo_epi32(high, factor), addend);
                    *least = _mm256_min_epu32(*least, value);
                }
            }
            for (part, register) in values.chunks_exact_mut(LANES).zip(least) {
                // SAFETY: the part is 32 bytes long.
                unsafe {
                    _mm256_storeu_si256(part.as_mut_ptr().cast::<__m256i>(), register);
                };
            }
        }
        values
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::minhash::FAMILY;

    #[test]
    fn every_path_of_this_processor_gives_the_same_values() {
        arbtest::arbtest(|random| {
            let shingles: Vec<u64> = random.arbitrary()?;
            let plain = Kernel(Width::Portable).smallest(&shingles, &FAMILY);
            for choice in Simd::ALL {
                if let Some(kernel) = Kernel::of(choice) {
                    assert_eq!(kernel.smallest(&shingles, &FAMILY), plain, "{choice:?}");
                }
            }
            Ok(())
        })
        .budget_ms(300);
    }

    #[test]
    fn choices_have_names() {
        for choice in Simd::ALL {
            assert_eq!(choice.name().parse(), Ok(choice));
        }
        assert!("sse9".parse::<Simd>().is_err());
        assert!(Simd::Portable.is_available() && Simd::Auto.is_available());
    }
}
