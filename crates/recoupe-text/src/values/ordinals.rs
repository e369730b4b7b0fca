//! Ordinal numbers: "21st", "twenty-first", "1er", "2e", "deuxième", "vingt et unième".

use rust_decimal::Decimal;

use super::lexicon::Sense;
use super::numbers::{Around, Shape, ten_to};
use super::scan::Scan;
use super::{Found, Kind, Value, figures, spelled};
use crate::Language;

/// The ordinal that begins at a token.
pub(super) fn ordinal(scan: &Scan, at: usize) -> Option<Found> {
    let (amount, end) = in_figures(scan, at).or_else(|| in_words(scan, at))?;
    let span = scan.span(at, end);
    let value =
        Value { amount: Some(amount.normalize()), ..Value::bare(Kind::Ordinal, span) };
    Some(Found { end, values: vec![value] })
}

/// "21st", "1er", "2e", "11ème".
pub(super) fn in_figures(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    if !scan.is_digits(at) || scan.is_glued_to_word(at) {
        return None;
    }
    let figure = figures::figure(scan, at)?;
    let suffix = figure.end;
    let fits = match scan.language {
        Language::English => matches!(scan.word(suffix), "st" | "nd" | "rd" | "th"),
        Language::French => {
            matches!(scan.word(suffix), "er" | "re" | "e" | "eme" | "ere" | "nd" | "nde")
        }
        Language::Other(_) | Language::Unknown => false,
    };
    let glued = scan.is_glued(suffix) && !scan.is_glued_to_word(suffix + 1);
    let whole = figure.amount.is_integer()
        && (figure.plain || figure.amount > Decimal::ONE_THOUSAND);
    (fits && glued && whole).then_some((figure.amount, suffix + 1))
}

/// "First", "twenty-first", "two hundredth", "cent vingt-cinquième".
pub(super) fn in_words(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    if scan.is_glued_to_word(at) {
        return None;
    }
    if let Some((value, end)) = scan.find(at, ordinal_value) {
        return (!is_no_ordinal(scan, at, end)).then_some((Decimal::from(value), end));
    }
    after_words(scan, at, Around::default())
}

/// A compound ordinal without "and": what may stand as a divisor. It never looks for
/// fractions itself, so that the two do not call each other down a long chain.
pub(super) fn compound(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    after_words(scan, at, Around { between: true, ..Around::default() })
}

fn ordinal_value(sense: Sense) -> Option<u32> {
    match sense {
        Sense::Ordinal(value) => Some(value),
        _ => None,
    }
}

/// "Seconds later", "à la seconde", "Second World"; a moment is no rank.
fn is_no_ordinal(scan: &Scan, at: usize, end: usize) -> bool {
    let title = scan.raw(end).starts_with("ministre");
    (title && scan.word(at) == "premier")
        || matches!(scan.word(at), "secondes")
        || (scan.word(at) == "second" && scan.word_before(at) == "per")
}

/// A cardinal that ends in an ordinal. Its last words can belong to both ("twenty" is a
/// cardinal, "twenty-first" is not), so the cardinal is read as far as it goes first.
fn after_words(scan: &Scan, at: usize, around: Around) -> Option<(Decimal, usize)> {
    let (amount, end) = match spelled::spelled(scan, at, around) {
        Some(number)
            if number.shape == Shape::Words || number.shape == Shape::Article =>
        {
            (number.amount, number.end)
        }
        _ if scan.word(at) == "a" => (Decimal::ONE, at + 1),
        _ => return None,
    };
    let joined = matches!(scan.word(end), "and" | "et") || scan.word(end) == "-";
    let next = scan.skip_hyphen(end);
    let next = if joined && next == end { end + 1 } else { next };
    let next = if matches!(scan.word(next), "et" | "and") {
        scan.skip_hyphen(next + 1)
    } else {
        next
    };
    let (part, end) = scan.find(next, |sense| match sense {
        Sense::Ordinal(value @ 1..) | Sense::OrdinalUnit(value) => {
            Some((Decimal::from(value), false))
        }
        Sense::OrdinalScale(power) => Some((ten_to(power)?, true)),
        _ => None,
    })?;
    let (part, times) = part;
    if times {
        return Some((amount.checked_mul(part)?, end));
    }
    let below = amount % Decimal::ONE_HUNDRED;
    let fits = (below.is_zero() && !joined_single(scan, amount, end))
        || (part < Decimal::TEN && (below % Decimal::TEN).is_zero())
        || (part < Decimal::from(20) && matches!(scan.language, Language::French) && {
            below == Decimal::from(60) || below == Decimal::from(80)
        });
    fits.then(|| (amount + part, end))
}

fn joined_single(_scan: &Scan, amount: Decimal, _end: usize) -> bool {
    amount.is_zero()
}
