//! Fractions in words: "two thirds", "les deux tiers", "half a million", "un demi-milliard",
//! and what "and a half", "et demi" add to a number.

use rust_decimal::Decimal;

use super::lexicon::Sense;
use super::numbers::{Around, Numeral, Shape, multiplied, scale_after, scaled_by_of};
use super::scan::Scan;

/// The fraction that begins at a token, with a scale after it.
pub(super) fn fraction(scan: &Scan, at: usize) -> Option<Numeral> {
    let (over, start) = numerator(scan, at)?;
    let start = scan.skip_hyphen(start);
    let (under, end) = scan.find(start, denominator)?;
    if !is_divided(scan, at, start, end) {
        return None;
    }
    let place = Decimal::ONE.checked_div(Decimal::from(under))?;
    let number = Numeral {
        end,
        amount: Decimal::from(over).checked_div(Decimal::from(under))?,
        place,
        scale: Decimal::ONE,
        about: false,
        vague: false,
        shape: Shape::Fraction,
    };
    Some(scaled(scan, number))
}

fn denominator(sense: Sense) -> Option<u64> {
    match sense {
        Sense::Denominator(under) => Some(under),
        _ => None,
    }
}

/// What is divided, and where the divisor stands: "two" of "two thirds", nothing of "half".
fn numerator(scan: &Scan, at: usize) -> Option<(u64, usize)> {
    match scan.word(at) {
        "half" | "moitie" | "demi" | "quarter" | "tiers" | "quart" => Some((1, at)),
        "a" | "an" => Some((1, at + 1)),
        _ if scan.is_digits(at) => {
            let over = scan.raw(at).parse().ok().filter(|&over| over < 100)?;
            (!scan.is_glued(at + 1)).then_some((over, at + 1))
        }
        _ => {
            let (over, end) = scan.find(at, |sense| match sense {
                Sense::Cardinal(over) if over > 0 => Some(u64::from(over)),
                _ => None,
            })?;
            let tens = over >= 20 && over.is_multiple_of(10);
            let unit = scan.find(scan.skip_hyphen(end), |sense| match sense {
                Sense::Cardinal(unit @ 1..=9) if tens => Some(u64::from(unit)),
                _ => None,
            });
            Some(unit.map_or((over, end), |(unit, end)| (over + unit, end)))
        }
    }
}

/// Tells a fraction from an ordinal and from compounds: "a third of" divides, "a third man"
/// counts; "half-time" and "quart de finale" are neither.
fn is_divided(scan: &Scan, at: usize, start: usize, end: usize) -> bool {
    let word = scan.word(start);
    let before = scan.word_before(at);
    let ordinal =
        scan.find(start, |sense| matches!(sense, Sense::Ordinal(_)).then_some(()));
    let alone = start == at;
    let closed = !scan.is_letters(end)
        || matches!(scan.word(end), "of" | "de" | "des" | "d" | "du");
    let compound = scan.word(end) == "-" && scan.is_glued(end);
    let contest =
        matches!(scan.word(end), "de" | "-") && scan.raw(end + 1).starts_with("finale");
    let followed_by_scale = scaled_end(scan, end) > end;
    if followed_by_scale {
        return true;
    }
    if compound || contest {
        return false;
    }
    let counted = scan.word_before(at) == "-" || scan.is_digits(at.wrapping_sub(1));
    match word {
        "half" if alone => !is_calendar_half(scan, at, end) && !counted,
        "moitie" => true,
        "demi" => !alone,
        "quarter" => {
            !alone && closed && scan.word(at) != "a" || scan.word(end) == "of" && !alone
        }
        "tiers" | "quart" if alone => matches!(before, "le" | "du" | "au"),
        _ if ordinal.is_some()
            && matches!(scan.word(at), "a" | "an" | "one" | "un" | "une") =>
        {
            closed
        }
        _ if ordinal.is_some() => word.ends_with('s') || closed,
        _ => !alone,
    }
}

/// "First half", "half year", "half past".
fn is_calendar_half(scan: &Scan, at: usize, end: usize) -> bool {
    let counted = at.checked_sub(1).is_some_and(|before| {
        scan.find(before, |sense| {
            matches!(sense, Sense::Ordinal(_) | Sense::Shift(_)).then_some(())
        })
        .is_some()
    });
    counted
        || matches!(scan.word(end), "year" | "past" | "time")
        || scan.is_letters(end) && {
            matches!(scan.word_before(at), "the" | "this" | "each" | "other" | "that")
        }
}

fn scaled_end(scan: &Scan, end: usize) -> usize {
    let probe = Numeral {
        end,
        amount: Decimal::ONE,
        place: Decimal::ONE,
        scale: Decimal::ONE,
        about: false,
        vague: false,
        shape: Shape::Fraction,
    };
    scaled_by_of(scan, probe).end
}

fn scaled(scan: &Scan, number: Numeral) -> Numeral {
    let larger = scaled_by_of(scan, number);
    if larger.end > number.end {
        Numeral { shape: Shape::Words, ..larger }
    } else {
        number
    }
}

/// What "and a half", "et demi", "et trois quarts" add: halves of the scale that stands
/// before, or of one, with a scale that may follow ("two and a half million").
pub(super) fn and_a_half(scan: &Scan, number: Numeral, around: Around) -> Numeral {
    if number.vague || around.between || !matches!(scan.word(number.end), "and" | "et") {
        return number;
    }
    let Some((part, end)) = added_part(scan, number.end + 1) else { return number };
    let added = part.amount.checked_mul(number.scale).map(|added| number.amount + added);
    let place = part.place.checked_mul(number.scale);
    let (Some(amount), Some(place)) = (added, place) else { return number };
    let sum = Numeral { end, amount, place, shape: Shape::Words, ..number };
    let scale = scale_after(scan, end, around);
    scale.and_then(|(scale, end)| multiplied(sum, scale, end)).unwrap_or(sum)
}

/// A fraction below one after "and"; never one that is a part of something else ("and a
/// third of voters").
fn added_part(scan: &Scan, at: usize) -> Option<(Numeral, usize)> {
    let (over, start) = match scan.word(at) {
        "demi" | "demie" => (1, at),
        _ => numerator(scan, at)?,
    };
    let (under, end) = scan.find(scan.skip_hyphen(start), denominator)?;
    let (over, under) = (Decimal::from(over), Decimal::from(under));
    if over >= under || matches!(scan.word(end), "of" | "des" | "du") {
        return None;
    }
    let part = Numeral {
        end,
        amount: over.checked_div(under)?,
        place: Decimal::ONE.checked_div(under)?,
        scale: Decimal::ONE,
        about: false,
        vague: false,
        shape: Shape::Fraction,
    };
    Some((part, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Language;

    #[track_caller]
    fn check(text: &str, language: Language, amount: Option<&str>) {
        let scan = Scan::of(text, language);
        let found = super::super::numbers::numeral(&scan, 0, Around::default());
        let found = found.map(|number| number.amount.round_dp(6).normalize().to_string());
        assert_eq!(found.as_deref(), amount, "{text}");
    }

    #[test]
    fn words_make_the_number_they_say() {
        use Language::{English, French};
        check("two thirds", English, Some("0.666667"));
        check("deux tiers", French, Some("0.666667"));
        check("half a million", English, Some("500000"));
        check("un demi-million", French, Some("500000"));
        check("two and a half million", English, Some("2500000"));
        check("deux millions et demi", French, Some("2500000"));
        check("five million two hundred thousand", English, Some("5200000"));
        check("cinq millions deux cent mille", French, Some("5200000"));
        check("three quarters of a million", English, Some("750000"));
        check("quatre-vingt-dix-neuf", French, Some("99"));
        check("soixante et onze", French, Some("71"));
        check("septante-deux", French, Some("72"));
        check("mille milliards", French, Some("1000000000000"));
        check("one hundred and six", English, Some("106"));
        check("fourteen point three billion", English, Some("14300000000"));
        check("quatorze virgule trois milliards", French, Some("14300000000"));
    }
}
