//! The keys of figures: which figures of two articles are one, and how many articles hold
//! the like.

use crate::amount::{Amount, Measure};

/// The keys of a figure, and how many articles hold the like: round and small figures are
/// common.
pub(crate) fn figure_keys(amount: &Amount) -> Vec<(String, f32)> {
    let value = amount.value;
    let (raw, round) = (rounded(value, 4), rounded(value, 2));
    match amount.measure {
        Measure::Money => {
            let unit = amount.unit;
            vec![(format!("m{unit}:{round}"), 0.01), (format!("mm{unit}:{raw}"), 0.004)]
        }
        Measure::Percent => {
            vec![(format!("p:{raw}"), if is_round(value) { 0.05 } else { 0.01 })]
        }
        Measure::Magnitude => vec![(format!("q:{raw}"), 0.003)],
        Measure::Score => vec![(format!("s:{raw}"), 0.005)],
        Measure::Day => vec![(format!("d:{raw}"), 0.02)],
        Measure::Duration => match count_share(value) {
            Some(share) => vec![(format!("t{}:{raw}", amount.unit), share)],
            None => Vec::new(),
        },
        Measure::Count => {
            count_share(value).map(|it| (format!("n:{raw}"), it)).into_iter().collect()
        }
    }
}

/// Share of articles that hold this count; nothing for counts that say nothing.
fn count_share(value: f64) -> Option<f32> {
    let is_year = (1900.0..2100.0).contains(&value) && value.fract() == 0.0;
    match value {
        _ if is_year => Some(0.15),
        0.0..10.0 => None,
        10.0..32.0 => Some(0.1),
        32.0..100.0 => Some(0.04),
        _ if is_round(value) => Some(0.02),
        _ => Some(0.004),
    }
}

fn is_round(value: f64) -> bool {
    let scale = 10_f64.powf(value.abs().max(1.0).log10().floor());
    ((value / scale).fract()).abs() < 1e-9
}

/// The value with so many significant digits, as text.
fn rounded(value: f64, digits: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let scale = 10_f64.powi(value.abs().log10().floor() as i32 - digits + 1);
    format!("{:.4e}", (value / scale).round() * scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::key::Field;
    use recoupe_text::Span;

    #[track_caller]
    fn check(measure: Measure, value: f64, expected: usize) {
        let (low, high, field, span) = (value, value, Field::Title, Span::default());
        let amount = Amount { measure, unit: 0, low, high, value, field, span };
        assert_eq!(figure_keys(&amount).len(), expected, "{measure:?} {value}");
    }

    #[test]
    fn small_counts_say_nothing_and_money_has_a_rounded_key_too() {
        check(Measure::Count, 7.0, 0);
        check(Measure::Count, 1_250.0, 1);
        check(Measure::Money, 1.6e9, 2);
        check(Measure::Percent, 0.0, 1);
    }
}
