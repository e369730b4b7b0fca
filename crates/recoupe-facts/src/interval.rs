//! Values as intervals, so that "more than 10" and "14.3" agree and 10 and 14.3 do not.

use recoupe_text::values::{Bound, Kind, Value};
use rust_decimal::Decimal;

/// A range of numbers; a missing end is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Interval {
    pub(crate) low: Option<Decimal>,
    pub(crate) high: Option<Decimal>,
}

impl Interval {
    /// What a written value admits: an exact one half of its last written place to each
    /// side, `nearly` from nine tenths, `about` a tenth to each side.
    pub(crate) fn of(value: &Value) -> Option<Self> {
        let Some(amount) = value.amount else {
            return (value.bound == Bound::Vague)
                .then_some(Self { low: None, high: None });
        };
        // People are counted one by one: two dead are not "about two".
        let counted = value.kind == Kind::Number && amount.is_integer();
        let half = value.precision.unwrap_or_default().abs();
        let half = if counted && half < Decimal::ONE { Decimal::ZERO } else { half };
        let tenth = amount.abs() / Decimal::TEN;
        let (low, high) = match value.bound {
            Bound::Exact => (Some(amount - half), Some(amount + half)),
            Bound::MoreThan | Bound::AtLeast => (Some(amount), None),
            Bound::LessThan | Bound::AtMost => (None, Some(amount)),
            Bound::Nearly => (Some(amount - tenth), Some(amount)),
            Bound::About => (Some(amount - tenth), Some(amount + tenth)),
            Bound::Between => (Some(amount), value.high.or(Some(amount))),
            Bound::Vague => (None, None),
        };
        Some(Self { low, high })
    }

    /// Whether a number lies in both.
    pub(crate) fn overlaps(self, other: Self) -> bool {
        let below = |high: Option<Decimal>, low: Option<Decimal>| match (high, low) {
            (Some(high), Some(low)) => high < low,
            _ => false,
        };
        !below(self.high, other.low) && !below(other.high, self.low)
    }

    /// Whether all of `other` lies inside.
    pub(crate) fn covers(self, other: Self) -> bool {
        let low = match (self.low, other.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => mine <= theirs,
        };
        let high = match (self.high, other.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(mine), Some(theirs)) => mine >= theirs,
        };
        low && high
    }

    /// Its width, for telling the tightest; `None` is open.
    pub(crate) fn width(self) -> Option<Decimal> {
        Some(self.high? - self.low?)
    }
}
