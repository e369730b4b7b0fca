//! Numbers with their units and bounds: "more than $10 billion", "entre 10 et 15 milliards
//! de dollars", "49 %", "three years". One grammar for all kinds; the rooms beside this one
//! say which units there are.

use rust_decimal::Decimal;

use super::currencies::Currency;
use super::numbers::{Around, Numeral, Shape, multiplied, numeral};
use super::scan::Scan;
use super::{
    Bound, Found, Kind, Value, bounds, durations, money, percent, plain, quantities,
};
use crate::Language;

/// What a number counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// A currency.
    Money(Currency),
    /// Cents, pence: a part of a currency that is not named.
    Subunit(&'static str),
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Hundredths of a percentage point.
    BasisPoints,
    /// A length of time.
    Time(&'static str),
    /// A unit of measure.
    Measure(&'static str),
}

impl Unit {
    pub(super) fn kind(self) -> Kind {
        match self {
            Self::Money(_) | Self::Subunit(_) => Kind::Money,
            Self::Percent | Self::Points | Self::BasisPoints => Kind::Percent,
            Self::Time(_) => Kind::Duration,
            Self::Measure(_) => Kind::Quantity,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Money(currency) => currency.code,
            Self::Subunit(name) | Self::Time(name) | Self::Measure(name) => name,
            Self::Percent => "%",
            Self::Points | Self::BasisPoints => "pp",
        }
    }

    /// The one of two units that says more, where they can be the same: "$" and "US$".
    fn united(self, other: Self) -> Option<Self> {
        match (self, other) {
            (Self::Money(one), Self::Money(two))
                if one.code == two.code || two.assumed =>
            {
                Some(self)
            }
            (Self::Money(one), Self::Money(_)) if one.assumed => Some(other),
            _ => (self == other).then_some(self),
        }
    }
}

/// One number with its unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Single {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) number: Numeral,
    pub(super) unit: Option<Unit>,
    /// The unit stands before the number.
    pub(super) prefixed: bool,
}

/// The token after "de", "d'" where one stands; else the same token.
pub(super) fn after_link(scan: &Scan, at: usize) -> usize {
    match scan.word(at) {
        "de" => at + 1,
        "d" if scan.word(at + 1) == "'" => at + 2,
        _ => at,
    }
}

/// The measured value, range or plain number that begins at a token, bound words included.
pub(super) fn measured(scan: &Scan, at: usize) -> Option<Found> {
    if let Some((bound, after)) = bounds::before(scan, at) {
        return bounded(scan, at, bound, after);
    }
    match scan.word(at) {
        "between" | "entre" => between(scan, at),
        "from" | "de" => from_to(scan, at, at + 1),
        "d" if scan.word(at + 1) == "'" => from_to(scan, at, at + 2),
        _ => unbounded(scan, at, at, Bound::Exact),
    }
}

fn bounded(scan: &Scan, at: usize, bound: Bound, after: usize) -> Option<Found> {
    let found = unbounded(scan, at, after, bound)?;
    bounds::fits(scan, at, after, &found).then_some(found)
}

/// A single value or a range without "between" or "from".
fn unbounded(scan: &Scan, start: usize, at: usize, bound: Bound) -> Option<Found> {
    let first = single(scan, at, Around::default())?;
    if let Some((second, link)) = second(scan, &first, false) {
        let both = !first.prefixed && first.unit.is_some() && second.unit.is_some();
        let changed = link == Link::To && both && follows_change(scan, start);
        if let Some(range) = joined(scan, first, second, link) {
            if changed {
                return Some(two(scan, &range));
            }
            return Some(range.found(scan, start));
        }
    }
    if first.unit.is_none() && !plain::is_number(scan, &first, bound) {
        return None;
    }
    Some(one(scan, start, first, bound))
}

/// "Between X and Y": both or nothing.
fn between(scan: &Scan, at: usize) -> Option<Found> {
    let first = single(scan, at + 1, Around { between: true, ..Around::default() })?;
    let (second, link) = second(scan, &first, true)?;
    let range = joined(scan, first, second, link)?;
    Some(range.found(scan, at))
}

/// "From X to Y". After a verb of change, or where both carry their unit, these are two
/// values ("rose from $10bn to $15bn"); else a range ("from 10 to 15 million").
fn from_to(scan: &Scan, at: usize, number: usize) -> Option<Found> {
    let first = single(scan, number, Around::default())?;
    let (second, link) = second(scan, &first, false)?;
    if link != Link::To {
        return None;
    }
    let range = joined(scan, first, second, link)?;
    let both = !first.prefixed && first.unit.is_some() && second.unit.is_some()
        || first.prefixed && second.prefixed;
    if follows_change(scan, at) || (both && !follows_spread(scan, at)) {
        return Some(two(scan, &range));
    }
    Some(range.found(scan, at))
}

/// Verbs after which "from X to Y" tells a change, not a spread.
fn follows_change(scan: &Scan, at: usize) -> bool {
    const CHANGES: &[&str] = &[
        "rose",
        "rise",
        "rising",
        "grew",
        "grow",
        "fell",
        "fall",
        "falling",
        "up",
        "down",
        "increased",
        "increase",
        "jumped",
        "climbed",
        "dropped",
        "declined",
        "cut",
        "raised",
        "went",
        "slipped",
        "surged",
        "lowered",
        "doubled",
        "soared",
        "narrowed",
        "widened",
        "moved",
        "boosted",
        "lifted",
        "reduced",
        "tripled",
        "changed",
        "change",
        "passe",
        "passes",
        "passee",
        "passees",
        "passaient",
        "passeront",
        "tombees",
        "passant",
        "passer",
        "passera",
        "passerait",
        "passent",
        "passait",
        "tombe",
        "tombee",
        "abaisse",
        "releve",
        "ramene",
        "porte",
        "grimpe",
    ];
    CHANGES.contains(&scan.word_before(at))
}

/// Words after which it tells a spread.
fn follows_spread(scan: &Scan, at: usize) -> bool {
    const SPREADS: &[&str] = &[
        "range",
        "ranges",
        "ranging",
        "ranged",
        "vary",
        "varies",
        "varied",
        "varying",
        "anywhere",
        "varie",
        "varient",
        "varier",
        "variant",
        "variait",
        "va",
        "vont",
        "allant",
        "aller",
        "fourchette",
        "compris",
        "comprise",
        "comprises",
    ];
    SPREADS.contains(&scan.word_before(at))
}

/// The number at a token with the unit before or after it.
pub(super) fn single(scan: &Scan, at: usize, around: Around) -> Option<Single> {
    if let Some((currency, scale, start)) = money::before(scan, at) {
        let around = Around { after_currency: true, ..around };
        let number = numeral(scan, start, around)?;
        let number =
            scale.map_or(Some(number), |by| multiplied(number, by, number.end))?;
        let unit = Unit::Money(currency);
        let first = Single {
            start: at,
            end: number.end,
            number,
            unit: Some(unit),
            prefixed: true,
        };
        return Some(money::named_twice(scan, first));
    }
    let number = numeral(scan, at, around)?;
    let bare = Single { start: at, end: number.end, number, unit: None, prefixed: false };
    Some(with_unit(scan, bare))
}

/// A room of units: what it reads after a number.
type Room = fn(&Scan, &Numeral, usize) -> Option<Completed>;

/// Takes the longest unit that follows; on a tie money goes first.
fn with_unit(scan: &Scan, bare: Single) -> Single {
    let rooms: [Room; 4] =
        [money::after, percent::after, durations::after, quantities::after];
    let mut best: Option<Completed> = None;
    for place in unit_places(scan, &bare.number) {
        for room in rooms {
            if let Some(found) = room(scan, &bare.number, place)
                && best.is_none_or(|best| found.end > best.end)
            {
                best = Some(found);
            }
        }
    }
    best.map_or(bare, |best| Single {
        end: best.end,
        unit: Some(best.unit),
        number: Numeral { amount: best.amount, place: best.place, ..bare.number },
        ..bare
    })
}

/// What a room of units gives back: the unit, and the number as the unit completes it
/// ("3 dollars 50").
#[derive(Debug, Clone, Copy)]
pub(super) struct Completed {
    pub(super) end: usize,
    pub(super) unit: Unit,
    pub(super) amount: Decimal,
    pub(super) place: Decimal,
}

impl Completed {
    /// The unit with the number as it was.
    pub(super) fn plain(number: &Numeral, unit: Unit, end: usize) -> Self {
        Self { end, unit, amount: number.amount, place: number.place }
    }
}

/// Where a unit may begin: right after the number, after a hyphen, or after "de" or "of"
/// where the number is a scale or a collective ("10 millions de tonnes").
fn unit_places(scan: &Scan, number: &Numeral) -> [usize; 2] {
    let at = scan.skip_hyphen(number.end);
    let linked = after_link(scan, number.end);
    let collects = number.vague || number.about || number.scale > Decimal::ONE;
    let of = number.vague && scan.word(number.end) == "of";
    let fraction = number.shape == Shape::Fraction;
    let half_an = fraction && matches!(scan.word(at), "a" | "an");
    let of_a = fraction
        && scan.word(number.end) == "of"
        && matches!(scan.word(number.end + 1), "a" | "an" | "one");
    match ((collects || fraction) && linked > number.end, of || half_an) {
        (true, _) => [at, linked],
        _ if of_a => [at, number.end + 2],
        (_, true) => [at, number.end + 1],
        _ => [at, at],
    }
}

/// What stands between the two ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Dash,
    SpacedDash,
    To,
    Or,
    And,
}

/// The second end of a range and its link.
fn second(scan: &Scan, first: &Single, between: bool) -> Option<(Single, Link)> {
    let at = first.end;
    let link = match scan.word(at) {
        "-" | "–" | "—" if scan.is_glued(at) && scan.is_glued(at + 1) => Link::Dash,
        "-" | "–" if !scan.is_glued(at) && !scan.is_glued(at + 1) => Link::SpacedDash,
        "to" | "à" => Link::To,
        "or" | "ou" => Link::Or,
        "and" | "et" if between => Link::And,
        _ => return None,
    };
    let after_currency = first.prefixed;
    let second = single(scan, at + 1, Around { after_currency, ..Around::default() })?;
    (between == (link == Link::And) || link == Link::Dash).then_some((second, link))
}

/// Two ends of a range that agree.
struct Range {
    first: Single,
    second: Single,
    unit: Option<Unit>,
}

fn joined(
    scan: &Scan,
    mut first: Single,
    mut second: Single,
    link: Link,
) -> Option<Range> {
    let unit = match (first.unit, second.unit) {
        (Some(one), Some(two)) => Some(one.united(two)?),
        (Some(one), None) if first.prefixed && link != Link::Or => Some(one),
        (Some(_), None) => return None,
        (None, unit) => unit,
    };
    first.number = share_scale(first.number, &second.number);
    second.number = share_scale(second.number, &first.number);
    let vague = first.number.vague || second.number.vague;
    let ascending = first.number.amount < second.number.amount;
    let articles = unit.is_none()
        && (first.number.shape == Shape::Article
            || second.number.shape == Shape::Article);
    let plain =
        unit.is_none() && !plain::is_range(scan, &first, &second, link == Link::Dash);
    let spaced = link == Link::SpacedDash && unit.is_none();
    let refused = vague || !ascending || articles || plain || spaced;
    (!refused).then_some(Range { first, second, unit })
}

/// "10-15 billion": the scale of the second counts for the first, unless the first is
/// already larger ("$500 to $1 million").
fn share_scale(number: Numeral, other: &Numeral) -> Numeral {
    let alone = number.scale == Decimal::ONE && other.scale > Decimal::ONE_HUNDRED;
    let mantissa = other.amount.checked_div(other.scale).unwrap_or_default();
    if alone && number.amount <= mantissa && number.shape != Shape::Fraction {
        multiplied(number, other.scale, number.end).unwrap_or(number)
    } else {
        number
    }
}

impl Range {
    fn found(self, scan: &Scan, start: usize) -> Found {
        let (per, end) = money::per(scan, self.second.end);
        let value = Value {
            core: scan.span(self.first.start, self.second.end),
            span: scan.span(start, end),
            high: in_unit(self.second.number.amount, self.unit),
            per,
            ..value_of(scan, &self.first.number, self.unit, Bound::Between)
        };
        Found { end, values: vec![value] }
    }
}

/// A change: two values that share what only one of them says.
fn two(scan: &Scan, range: &Range) -> Found {
    let first = Single { unit: range.unit, ..range.first };
    let second = Single { unit: range.unit, ..range.second };
    let mut found = one(scan, first.start, first, Bound::Exact);
    let last = one(scan, second.start, second, Bound::Exact);
    found.values.extend(last.values);
    Found { end: last.end, values: found.values }
}

fn one(scan: &Scan, start: usize, single: Single, bound: Bound) -> Found {
    let mut value = value_of(scan, &single.number, single.unit, bound);
    value.core = scan.span(single.start, single.end);
    let (per, end) = match single.unit {
        Some(Unit::Time(_)) => (None, single.end),
        _ => money::per(scan, single.end),
    };
    value.per = per;
    let (after, end) = bounds::after(scan, end);
    if value.bound == Bound::Exact && after != Bound::Exact {
        value.bound = after;
    }
    value.span = scan.span(start, end);
    Found { end, values: vec![value] }
}

fn value_of(scan: &Scan, number: &Numeral, unit: Option<Unit>, bound: Bound) -> Value {
    let bound = match bound {
        Bound::Between => Bound::Between,
        _ if number.vague => Bound::Vague,
        Bound::Exact if number.about => Bound::About,
        other => other,
    };
    let amount = in_unit(number.amount, unit);
    let half =
        number.place.checked_div(Decimal::TWO).and_then(|half| in_unit(half, unit));
    let assumed = match unit {
        Some(Unit::Money(currency)) => currency.assumed,
        _ => false,
    };
    Value {
        kind: unit.map_or(Kind::Number, Unit::kind),
        span: scan.span(number.end, number.end),
        core: scan.span(number.end, number.end),
        amount: if number.vague { None } else { amount },
        high: None,
        precision: if number.vague { None } else { half },
        magnitude: if number.vague { amount } else { None },
        unit: unit.map(|unit| unit.name().to_owned()),
        unit_assumed: assumed,
        bound,
        iso: None,
        per: None,
        converts_previous: false,
        counts: None,
    }
}

/// Basis points are hundredths of a percentage point; every other unit counts in itself.
fn in_unit(amount: Decimal, unit: Option<Unit>) -> Option<Decimal> {
    match unit {
        Some(Unit::BasisPoints) => amount.checked_div(Decimal::ONE_HUNDRED),
        _ => Some(amount),
    }
    .map(|amount| amount.normalize())
}

/// Whether the text is read as French.
pub(super) fn is_french(scan: &Scan) -> bool {
    scan.language == Language::French
}
