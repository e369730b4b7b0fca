//! A value as an interval of numbers, so that values can be compared without false
//! contradictions.

use rust_decimal::Decimal;

use super::{Bound, Value};

/// The numbers a value can stand for, in its unit. An absent end is open to infinity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// The least number.
    pub low: Decimal,
    /// The greatest number; none without limit.
    pub high: Option<Decimal>,
}

impl Interval {
    /// Whether the two share a number. Ends count as inside.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.high.is_none_or(|high| other.low <= high)
            && other.high.is_none_or(|high| self.low <= high)
    }
}

impl Value {
    /// The numbers this value can stand for; `None` for dates and for amounts that overflow.
    ///
    /// | bound | interval |
    /// |---|---|
    /// | exact | amount ± half its last written unit: `$14.3bn` is 14.25 to 14.35 bn |
    /// | more than, at least | from the amount, without limit |
    /// | less than, up to | 0 to the amount (below zero: to the amount only) |
    /// | nearly | 0.9 of the amount to the amount |
    /// | about | the amount ± 10 % |
    /// | between | the two ends |
    /// | vague | "billions": 2 billion to 1,000 billion |
    pub fn interval(&self) -> Option<Interval> {
        if self.bound == Bound::Vague {
            return vague(self.magnitude?);
        }
        let amount = self.amount?;
        let tenth = amount.abs().checked_div(Decimal::TEN)?;
        let half = self.precision.unwrap_or_default();
        let (low, high) = match self.bound {
            Bound::MoreThan | Bound::AtLeast => (amount, None),
            Bound::LessThan | Bound::AtMost => (amount.min(Decimal::ZERO), Some(amount)),
            Bound::Nearly => (amount.checked_sub(tenth)?, Some(amount)),
            Bound::About => {
                (amount.checked_sub(tenth)?, Some(amount.checked_add(tenth)?))
            }
            Bound::Between => (amount, Some(self.high.unwrap_or(amount))),
            Bound::Exact | Bound::Vague => {
                (amount.checked_sub(half)?, Some(amount.checked_add(half)?))
            }
        };
        Some(Interval { low, high })
    }
}

/// From twice the magnitude to the next power of a thousand.
fn vague(magnitude: Decimal) -> Option<Interval> {
    let mut high = Decimal::ONE_THOUSAND;
    while high <= magnitude {
        high = high.checked_mul(Decimal::ONE_THOUSAND)?;
    }
    Some(Interval { low: magnitude.checked_mul(Decimal::TWO)?, high: Some(high) })
}

#[cfg(test)]
mod tests {
    use super::super::find;
    use super::*;
    use crate::Language;

    #[track_caller]
    fn check(text: &str, language: Language, low: i64, high: Option<i64>) {
        let value = find(text, language, None).into_iter().next().unwrap();
        let expected = Interval { low: low.into(), high: high.map(Decimal::from) };
        assert_eq!(value.interval(), Some(expected), "{text}");
    }

    #[test]
    fn bounds_become_intervals() {
        use Language::{English, French};
        let million = 1_000_000;
        check("$14.3 million", English, 14_250_000, Some(14_350_000));
        check("14,3 millions de dollars", French, 14_250_000, Some(14_350_000));
        check("more than $10 million", English, 10 * million, None);
        check("plus de 10 millions de dollars", French, 10 * million, None);
        check("nearly $10 million", English, 9 * million, Some(10 * million));
        check("près de 10 millions d’euros", French, 9 * million, Some(10 * million));
        check("about 50%", English, 45, Some(55));
        check("environ 50 %", French, 45, Some(55));
        check("up to $65 million", English, 0, Some(65 * million));
        check("jusqu’à 65 millions de dollars", French, 0, Some(65 * million));
        check("between 5 and 7 million euros", English, 5 * million, Some(7 * million));
        check("entre 5 et 7 millions d’euros", French, 5 * million, Some(7 * million));
        check("millions of dollars", English, 2 * million, Some(1000 * million));
        check("plusieurs millions de dollars", French, 2 * million, Some(1000 * million));
    }

    #[test]
    fn a_refinement_is_no_contradiction() {
        let value = |text| find(text, Language::English, None)[0].interval().unwrap();
        assert!(value("more than $10 billion").overlaps(&value("$14.3 billion")));
        assert!(!value("$10 billion").overlaps(&value("$14.3 billion")));
    }
}
