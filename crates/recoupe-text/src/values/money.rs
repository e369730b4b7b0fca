//! Money: currencies before a number ("US$10bn", "EUR 5") and after it ("10 milliards de
//! dollars", "10 M€", "3 dollars 50"), and what a price is paid for ("a share").

use rust_decimal::Decimal;

use super::currencies::{CODES_THAT_ARE_WORDS, Currency, Form};
use super::lexicon::Sense;
use super::measures::{Completed, Single, Unit, after_link};
use super::numbers::{Around, Numeral, Shape, multiplied, numeral, ten_to};
use super::scan::Scan;

/// The currency that stands before a number, a scale written with it ("MUSD 50"), and where
/// the number begins.
pub(super) fn before(
    scan: &Scan,
    at: usize,
) -> Option<(Currency, Option<Decimal>, usize)> {
    let ((currency, scale), end) = currency(scan, at)?;
    let number = scan.is_digits(end)
        || matches!(scan.word(end), "." | "½" | "¼" | "¾")
        || (scan.word(end) == "-" && scan.is_digits(end + 1) && scan.is_glued(end + 1));
    // Only codes and signs go before: "dollars 50" is no price, "kr 50" is.
    let is_name = currency.form == Form::Name;
    let sign_of_next = scan.is_glued_to_word(at)
        || (CODES_THAT_ARE_WORDS.contains(&scan.raw(at)) && !scan.is_glued(end));
    (number && !is_name && !sign_of_next).then_some((currency, scale, end))
}

/// A currency with the scale that may be written in the same word.
fn currency(scan: &Scan, at: usize) -> Option<((Currency, Option<Decimal>), usize)> {
    scan.find(at, |sense| match sense {
        Sense::Currency(currency) if is_written_right(scan, at, currency.form) => {
            Some((currency, None))
        }
        Sense::ScaledCurrency(power, currency) => Some((currency, ten_to(power))),
        _ => None,
    })
}

/// Codes in capitals, and letters glued to their sign.
fn is_written_right(scan: &Scan, at: usize, form: Form) -> bool {
    let capitals = !scan.raw(at).chars().any(char::is_lowercase);
    match form {
        Form::Any | Form::Name => true,
        Form::Capitals => capitals,
        Form::GluedSign => capitals && scan.is_glued(at + 1),
    }
}

/// The currency after a number.
pub(super) fn after(scan: &Scan, number: &Numeral, at: usize) -> Option<Completed> {
    if let Some((name, end)) = subunit(scan, at) {
        let fits = number.shape != Shape::Fraction && number.scale == Decimal::ONE;
        return fits.then(|| Completed::plain(number, Unit::Subunit(name), end));
    }
    let ((currency, scale), end) = currency(scan, at)?;
    if !may_follow(scan, number, at, end) {
        return None;
    }
    let number = match scale {
        Some(scale) => multiplied(*number, scale, end)?,
        None => *number,
    };
    let unit = Unit::Money(currency);
    let completed = Completed::plain(&number, unit, end);
    Some(
        scale_behind(scan, &number, completed)
            .or_else(|| with_cents(scan, &number, completed))
            .unwrap_or(completed),
    )
}

fn subunit(scan: &Scan, at: usize) -> Option<(&'static str, usize)> {
    scan.find(at, |sense| match sense {
        Sense::Subunit(name) => Some(name),
        _ => None,
    })
}

/// Words that are a currency only beside the right number, and signs that belong to the
/// number after them ("10 $30").
fn may_follow(scan: &Scan, number: &Numeral, at: usize, end: usize) -> bool {
    let large = number.scale >= Decimal::ONE_THOUSAND || number.vague;
    if scan.is_digits(end) && scan.is_glued(end) && !scan.is_glued(at) {
        return false;
    }
    match scan.word(at) {
        "won" | "dong" | "lei" | "real" | "reals" | "rs" | "rm" | "lire" | "lires" => {
            large || number.amount >= Decimal::ONE_HUNDRED
        }
        "couronnes" | "couronne" | "marks" | "sterling" | "livre" | "livres" => {
            // "À 4,12 livres": to the penny, as prices are.
            large || end > at + 1 || number.amount.scale() == 2
        }
        "pound" | "pounds" if end == at + 1 && !large => !weighs(scan, number, end),
        _ => true,
    }
}

/// "10 pounds of flesh", "weighing 180 pounds", "a 10-pound baby".
fn weighs(scan: &Scan, number: &Numeral, end: usize) -> bool {
    let before = number.end.checked_sub(2).map_or("", |before| scan.word(before));
    matches!(scan.word(end), "of" | "heavy")
        || matches!(
            before,
            "weigh" | "weighs" | "weighed" | "weighing" | "lost" | "gained"
        )
}

/// "75 USD million".
fn scale_behind(
    scan: &Scan,
    number: &Numeral,
    completed: Completed,
) -> Option<Completed> {
    if number.scale > Decimal::ONE || number.shape == Shape::Words {
        return None;
    }
    let (scale, end) = scan.find(completed.end, |sense| match sense {
        Sense::Scale(power) if power >= 6 => ten_to(power),
        _ => None,
    })?;
    let larger = multiplied(*number, scale, end)?;
    Some(Completed::plain(&larger, completed.unit, end))
}

/// "3 dollars 50 cents", "15 euros 50", "thirteen dollars and forty-five cents".
fn with_cents(scan: &Scan, number: &Numeral, completed: Completed) -> Option<Completed> {
    if number.vague || number.about || !number.amount.is_integer() {
        return None;
    }
    let joined = matches!(scan.word(completed.end), "and" | "et");
    let at = completed.end + usize::from(joined);
    let cents = numeral(scan, at, Around::default())?;
    let whole = matches!(cents.shape, Shape::Digits | Shape::Words | Shape::Article);
    if !whole || cents.amount >= Decimal::ONE_HUNDRED || cents.amount.is_sign_negative() {
        return None;
    }
    let end = match subunit(scan, cents.end) {
        Some((_, end)) => end,
        None => bare_cents(scan, &cents, at, joined)?,
    };
    let hundredth = Decimal::try_from_i128_with_scale(1, 2).ok()?;
    let amount = number.amount.checked_add(cents.amount.checked_mul(hundredth)?)?;
    Some(Completed { end, unit: completed.unit, amount, place: hundredth })
}

/// Cents without their name: two digits or words, with nothing counted behind them.
fn bare_cents(scan: &Scan, cents: &Numeral, at: usize, joined: bool) -> Option<usize> {
    let two_digits = scan.raw(at).len() == 2 || cents.shape == Shape::Words;
    let behind = cents.end;
    let counts = scan.is_letters(behind) || scan.is_digits(behind);
    let unit = matches!(scan.word(behind), "%" | "-" | "/" | ":" | "$" | "€" | "£");
    (two_digits && !joined && !counts && !unit).then_some(behind)
}

/// "$10 million USD", "$5 dollars": the same currency said on both sides.
pub(super) fn named_twice(scan: &Scan, first: Single) -> Single {
    let Some(Unit::Money(before)) = first.unit else { return first };
    let mut end = first.end;
    let mut number = first.number;
    let linked = after_link(scan, end);
    let at = if number.scale > Decimal::ONE { linked } else { end };
    let at = scan.skip_hyphen(at);
    if let Some(((after, None), after_end)) = currency(scan, at) {
        let sign_of_next = scan.is_digits(after_end);
        let agrees = before.code == after.code || before.assumed;
        if agrees && !sign_of_next && may_follow(scan, &number, at, after_end) {
            let sure = if after.assumed { before } else { after };
            end = after_end;
            number.end = after_end;
            return Single { end, number, unit: Some(Unit::Money(sure)), ..first };
        }
    }
    first
}

/// What a price is paid for, and where the words end: "a share", "par action".
/// Not "a year ago", "l'an dernier".
pub(super) fn per(scan: &Scan, at: usize) -> (Option<String>, usize) {
    if let Some((what, end)) = per_unit(scan, at) {
        return (Some(what.to_owned()), end);
    }
    let start = scan.skip_hyphen(at);
    let found = scan.find(start, |sense| match sense {
        Sense::Per(what) => Some(what),
        _ => None,
    });
    let Some((what, end)) = found else { return (None, at) };
    let dated =
        matches!(
            scan.word(end),
            "ago" | "earlier" | "later" | "before" | "after" | "'" | "plus"
        ) || scan.find(end, |s| matches!(s, Sense::Shift(_)).then_some(())).is_some();
    if dated { (None, at) } else { (Some(what.to_owned()), end) }
}

/// "€/MWh", "$/tonne".
fn per_unit(scan: &Scan, at: usize) -> Option<(&'static str, usize)> {
    if scan.word(at) != "/" || !scan.is_glued(at) || !scan.is_glued(at + 1) {
        return None;
    }
    scan.find(at + 1, |sense| match sense {
        Sense::Measure(what) | Sense::Time(what) => Some(what),
        _ => None,
    })
}
