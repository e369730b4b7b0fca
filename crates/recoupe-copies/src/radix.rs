//! Sorting millions of packed numbers by their digits: linear, and several times as fast as
//! a sort by comparison. The "LSD radix sort": Knuth, "The Art of Computer Programming",
//! volume 3, 5.2.5.

/// Bits of one digit: a table of 2048 counts stays in the first-level cache.
const DIGIT: u32 = 11;
const DIGITS: usize = 1 << DIGIT;

/// Shorter rows are left to the standard sort.
const FEW: usize = 1 << 9;

/// Sorts by the upper 32 bits; equal ones stay in their order.
pub(crate) fn sort_by_key(values: &mut Vec<u64>) {
    if values.len() <= FEW {
        values.sort_by_key(|value| value >> 32);
        return;
    }
    sort_digits(values, &[32, 43, 54]);
}

/// Sorts by all 64 bits, on all threads where there are many.
pub(crate) fn sort_pairs(values: &mut [u64]) {
    use rayon::prelude::*;
    values.par_sort_unstable();
}

/// One stable pass for each digit, given by its lowest bit, least significant first.
fn sort_digits(values: &mut Vec<u64>, shifts: &[u32]) {
    let mut room = vec![0; values.len()];
    for shift in shifts {
        spread(values, &mut room, *shift);
        std::mem::swap(values, &mut room);
    }
}

fn spread(values: &[u64], room: &mut [u64], shift: u32) {
    let digit = |value: u64| (value >> shift) as usize % DIGITS;
    let mut starts = [0_usize; DIGITS];
    for value in values {
        starts[digit(*value)] += 1;
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += std::mem::replace(start, sum);
    }
    for value in values {
        let next = &mut starts[digit(*value)];
        if let Some(slot) = room.get_mut(*next) {
            *slot = *value;
        }
        *next += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shingles::finish;

    #[test]
    fn rows_are_sorted_by_their_upper_halves_and_stay_stable() {
        for count in [0, 1, 500, 513, 20_000_u64] {
            let mut values: Vec<u64> = (0..count)
                .map(|at| (finish(at) % 4000).wrapping_mul(0x9E37_79B9) << 32 | at)
                .collect();
            let mut expected = values.clone();
            expected.sort_by_key(|value| value >> 32);
            sort_by_key(&mut values);
            assert_eq!(values, expected);
        }
    }
}
