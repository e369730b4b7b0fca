//! Typed values: money, percentages, numbers, dates, durations, quantities and ordinals,
//! found in English and French text with exact spans.

mod bounds;
mod counts;
mod currencies;
mod dates;
mod durations;
mod figures;
mod find;
mod fold;
mod fractions;
mod interval;
mod lexicon;
mod magnitudes;
mod measures;
mod money;
mod numbers;
mod ordinals;
mod percent;
mod plain;
mod quantities;
mod scan;
mod scores;
mod spelled;
#[cfg(test)]
mod tests;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

pub use find::{find, find_all};
pub use interval::Interval;

use crate::Span;

/// A typed value where it was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Value {
    /// What it measures.
    pub kind: Kind,
    /// The words, with the bound and the unit: `more than $10 billion`.
    pub span: Span,
    /// The figure alone with its unit, without the bound words: `$10 billion`.
    pub core: Span,
    /// The number in units (dollars, not billions; 49 for 49 %); `None` for a vague amount
    /// ("billions") and for dates.
    pub amount: Option<Decimal>,
    /// The upper end of a range whose lower end is `amount`.
    pub high: Option<Decimal>,
    /// Half of the last written place of `amount`, for reading it as an interval:
    /// `$14.3 billion` is exact to 50 million.
    pub precision: Option<Decimal>,
    /// For a vague amount its least size, in units: 10^9 for "billions of dollars", 10^10 for
    /// "des dizaines de milliards"; else none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub magnitude: Option<Decimal>,
    /// The unit: an ISO 4217 code for money (`USD` for a bare dollar sign, with
    /// [`Value::unit_assumed`] set) or the name of a subunit that names no currency (`cent`,
    /// `centime`, `penny`); `%` or `pp` (points) for percentages; a unit name in English
    /// singular for quantities and durations (`kilometre`, `year`) in both languages; else
    /// none.
    pub unit: Option<String>,
    /// Whether the unit was assumed (a bare `$` in a text that names no country).
    pub unit_assumed: bool,
    /// How the number is bounded by the words around it.
    pub bound: Bound,
    /// For dates and periods: `2025`, `2025-06`, `2025-06-08`, `2025-Q2`, `2025-H1`,
    /// `2024-spring`, `FY2025`; an interval is `2020/2024`. Relative dates are resolved only
    /// against a stated day of publication; a day or month without a year that cannot be
    /// resolved is `--06-08` or `--06`.
    pub iso: Option<String>,
    /// What the amount is paid or counted for, in English singular: `share`, `year`,
    /// `barrel`; those words stand in `span`, not in `core`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// Whether it states the value before it in another currency, in brackets or between
    /// commas: "$10 billion (9,2 milliards d'euros)".
    #[serde(default)]
    pub converts_previous: bool,
    /// The noun that a number counts, in the language of the text: "jobs" of "2,400
    /// manufacturing jobs". Only [`find_all`] fills it in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counts: Option<Span>,
}

/// What a value measures.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An amount of a currency.
    Money,
    /// A percentage or percentage points.
    Percent,
    /// A cardinal number.
    Number,
    /// A date or a period of the calendar.
    Date,
    /// A length of time.
    Duration,
    /// A number with a unit of measure.
    Quantity,
    /// First, 21st, deuxième.
    Ordinal,
    /// A time of the day, told in `iso` as `20:30`. Only [`find_all`] gives it.
    Time,
    /// The result of a match: `amount` to `high`, as written. Only [`find_all`] gives it.
    Score,
}

/// How words bound a number.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// As it stands.
    #[default]
    Exact,
    /// More than, over, above; plus de, au-delà de.
    MoreThan,
    /// At least, no fewer than; au moins, au minimum.
    AtLeast,
    /// Less than, under; moins de.
    LessThan,
    /// Up to, at most, as much as; jusqu'à, au plus.
    AtMost,
    /// Nearly, almost, close to; près de, presque.
    Nearly,
    /// About, around, some; environ, quelque, une dizaine de.
    About,
    /// From one number to another; entre … et ….
    Between,
    /// An amount without a figure: billions, plusieurs millions.
    Vague,
}

/// What the grammar reads at one place: the values up to the token `end`. Without values the
/// words are something else (a time of the day) and are passed over.
#[derive(Debug)]
struct Found {
    end: usize,
    values: Vec<Value>,
}

impl Value {
    /// A value of `kind` that has no amount, for dates and ordinals to fill in.
    fn bare(kind: Kind, span: Span) -> Self {
        Self {
            kind,
            span,
            core: span,
            amount: None,
            high: None,
            precision: None,
            magnitude: None,
            unit: None,
            unit_assumed: false,
            bound: Bound::Exact,
            iso: None,
            per: None,
            converts_previous: false,
            counts: None,
        }
    }
}
