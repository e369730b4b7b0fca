//! Figures as evidence: what kind, how much, and whether two could be one.

use recoupe_text::Span;

use crate::key::Field;

/// What a figure measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Measure {
    /// An amount of a currency.
    Money,
    /// A percentage or percentage points.
    Percent,
    /// The magnitude of an earthquake.
    Magnitude,
    /// A result of a match; the figures are folded into one number.
    Score,
    /// Anything else that is counted or measured.
    Count,
    /// A length of time.
    Duration,
    /// A day of a year.
    Day,
}

/// A figure in an article, as an interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Amount {
    /// What it measures.
    pub(crate) measure: Measure,
    /// The currency, as the first letters of its code in one number; 0 for none.
    pub(crate) unit: u32,
    /// Lower end.
    pub(crate) low: f64,
    /// Upper end; infinite after "more than".
    pub(crate) high: f64,
    /// The figure as it was written.
    pub(crate) value: f64,
    /// The best field it stands in.
    pub(crate) field: Field,
    /// Where.
    pub(crate) span: Span,
}

/// Two figures within a tenth of each other may be one, rounded twice: "nearly 12" for
/// 11.8, "1.5" for 1.46. Beyond it, reports of one event no longer round to each other.
const ROUNDING: f64 = 0.1;

impl Amount {
    /// Whether the two can be one figure: same kind and unit, intervals that meet, or
    /// values within [`ROUNDING`].
    pub(crate) fn may_be(&self, other: &Self) -> bool {
        if self.measure != other.measure || self.unit != other.unit {
            return false;
        }
        let meets = self.low <= other.high && other.low <= self.high;
        let widest = self.value.abs().max(other.value.abs());
        let near = (self.value - other.value).abs() <= ROUNDING * widest;
        match self.measure {
            Measure::Money | Measure::Percent => meets || near,
            _ => meets,
        }
    }
}

/// Kinds of figures that, in a headline, name its event: two events of one kind differ in
/// them, and two reports of one event do not. Counts grow from report to report (tolls),
/// so they do not belong here.
const NAMING: [Measure; 4] =
    [Measure::Money, Measure::Percent, Measure::Magnitude, Measure::Score];

impl Measure {
    /// Whether figures of this kind, in a headline, name its event.
    pub(crate) fn can_name_an_event(self) -> bool {
        NAMING.contains(&self)
    }
}

/// The share of headline figures that clash: 1 where both articles head with figures of
/// one kind and neither's occur in the other's fields up to `last`, 0 where there is nothing to compare
/// or one agrees.
pub(crate) fn clash(first: &[Amount], second: &[Amount], last: Field) -> f32 {
    let clashes = NAMING.into_iter().any(|measure| {
        is_foreign(first, second, measure, last)
            && is_foreign(second, first, measure, last)
    });
    f32::from(u8::from(clashes))
}

/// Whether `own` heads with figures of this kind, `other` has some too, in the same unit,
/// and none of the former may be one of the latter.
fn is_foreign(own: &[Amount], other: &[Amount], measure: Measure, last: Field) -> bool {
    let heads = heads(own, measure);
    let mut comparable = false;
    for head in heads {
        for figure in other.iter().filter(|it| it.measure == measure) {
            if figure.unit == head.unit && figure.field <= last {
                comparable = true;
                if head.may_be(figure) {
                    return false;
                }
            }
        }
    }
    comparable
}

/// The figures of this kind in the best field that has any; none from the body.
fn heads(amounts: &[Amount], measure: Measure) -> impl Iterator<Item = &Amount> {
    let of_kind =
        move |amount: &&Amount| amount.measure == measure && amount.field != Field::Body;
    let best = amounts.iter().filter(of_kind).map(|amount| amount.field).min();
    amounts.iter().filter(of_kind).filter(move |amount| Some(amount.field) == best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn money(low: f64, high: f64, field: Field) -> Amount {
        let span = Span::default();
        Amount { measure: Measure::Money, unit: 1, low, high, value: low, field, span }
    }

    #[test]
    fn figures_that_round_to_each_other_do_not_clash() {
        let two = [money(11.8, 11.8, Field::Title)];
        assert!(clash(&two, &[money(12.0, 12.0, Field::Title)], Field::Body) < 0.5);
        assert!(
            clash(&two, &[money(10.0, f64::INFINITY, Field::Lead)], Field::Body) < 0.5
        );
        assert!(clash(&two, &[money(3.0, 3.0, Field::Title)], Field::Body) > 0.5);
        let told = [money(3.0, 3.0, Field::Title), money(11.8, 11.8, Field::Body)];
        assert!(clash(&two, &told, Field::Body) < 0.5);
    }
}
