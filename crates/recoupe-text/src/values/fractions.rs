//! Fractions in words: "two thirds", "les deux tiers", "half a million", "un demi-milliard",
//! and what "and a half", "et demi" add to a number.

use rust_decimal::Decimal;

use super::lexicon::Sense;
use super::numbers::{Around, Numeral, Shape, multiplied, scale_after, scaled_by_of};
use super::scan::Scan;
use super::spelled;

/// The fraction that begins at a token, with a scale after it.
pub(super) fn fraction(scan: &Scan, at: usize) -> Option<Numeral> {
    if let Some(number) = hundreds_over_compound(scan, at) {
        return Some(number);
    }
    let (over, start) = numerator(scan, at)?;
    let start = after_any_hyphen(scan, at, start);
    let (under, end) = divisor(scan, at, start)?;
    if !is_divided(scan, at, start, end) || is_rank(scan, at, over, under, end) {
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

/// "One hundred thirty-fifths": a hundred without "and" ends what is divided, and the
/// compound after it divides.
fn hundreds_over_compound(scan: &Scan, at: usize) -> Option<Numeral> {
    if scan.language != crate::Language::English {
        return None;
    }
    let cardinal = |at: usize| {
        scan.find(at, |sense| match sense {
            Sense::Cardinal(value) => Some(value),
            _ => None,
        })
    };
    let (hundreds, end) = cardinal(at).filter(|(value, _)| (1..10).contains(value))?;
    let (tens, tens_end) = (scan.word(end) == "hundred")
        .then(|| cardinal(end + 1))
        .flatten()
        .filter(|(value, _)| *value >= 20)?;
    let unit = scan.skip_hyphen(tens_end);
    let (part, end) =
        scan.find(unit, denominator).filter(|(part, _)| (3..10).contains(part))?;
    if !scan.word(end - 1).ends_with('s') || scan.word(unit).starts_with("quarter") {
        return None;
    }
    let under = Decimal::from(u64::from(tens) + part);
    Some(Numeral {
        end,
        amount: Decimal::from(hundreds * 100).checked_div(under)?,
        place: Decimal::ONE.checked_div(under)?,
        scale: Decimal::ONE,
        about: false,
        vague: false,
        shape: Shape::Fraction,
    })
}

/// The place after a hyphen; in English words also after a spaced one ("one - fourth").
fn after_any_hyphen(scan: &Scan, at: usize, start: usize) -> usize {
    let next = scan.skip_hyphen(start);
    let spaced = next == start
        && scan.language == crate::Language::English
        && scan.word(start) == "-"
        && matches!(scan.word(at), "one" | "two" | "three")
        && !scan.is_glued(start);
    next + usize::from(spaced)
}

/// The divisor: one word ("fifths"), or after "one" a compound ("one twenty-fifth").
fn divisor(scan: &Scan, at: usize, start: usize) -> Option<(u64, usize)> {
    let one = matches!(scan.word(at), "a" | "an" | "one" | "un" | "une");
    let compound = || {
        let (amount, end) = super::ordinals::compound(scan, start)?;
        Some((u64::try_from(i128::try_from(amount).ok()?).ok()?, end))
    };
    match scan.find(start, denominator) {
        Some(word) => Some(word),
        None if one && start > at => compound().filter(|&(under, _)| under > 20),
        None => None,
    }
}

/// "Quatre-vingtième", "two hundredth" and "cent vingt-cinquième" are ranks; "two
/// hundredths" are parts. French writes "trois cinquième" for the plural too often to refuse.
fn is_rank(scan: &Scan, at: usize, over: u64, under: u64, end: usize) -> bool {
    let phrase = scan.find(at, |sense| matches!(sense, Sense::Ordinal(_)).then_some(()));
    let scale =
        matches!(under, 100 | 1000 | 1_000_000 | 1_000_000_000 | 1_000_000_000_000);
    let word = scan.word(end.wrapping_sub(1));
    let is_always_part = matches!(word, "half" | "quarter" | "demi" | "quart" | "tiers");
    let singular = !word.ends_with('s') && !is_always_part;
    let english = scan.language == crate::Language::English;
    phrase.is_some_and(|((), phrase_end)| phrase_end >= end && over > 1)
        || (singular && over > 1 && (scale || english || over > 19))
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
        "a" | "an"
            if scan
                .find(at + 1, |s| matches!(s, Sense::Scale(_)).then_some(()))
                .is_none() =>
        {
            Some((1, at + 1))
        }
        _ if scan.is_digits(at) => {
            let over = scan.raw(at).parse().ok().filter(|&over| over < 100)?;
            (!scan.is_glued(at + 1)).then_some((over, at + 1))
        }
        _ => {
            let number = spelled::spelled(scan, at, Around::SIDE)?;
            let over = u64::try_from(i128::try_from(number.amount).ok()?).ok()?;
            (over > 0).then_some((over, number.end))
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
    if followed_by_scale || is_half_of_time(scan, start, end) {
        return true;
    }
    if compound || contest {
        return false;
    }
    let counted = scan.word_before(at) == "-" || scan.is_digits(at.wrapping_sub(1));
    match word {
        "quarters" if !matches!(scan.word(at), "three" | "3" | "one") => false,
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

/// "Half-hour", "demi-journée", "half a century".
fn is_half_of_time(scan: &Scan, start: usize, end: usize) -> bool {
    let article = usize::from(matches!(scan.word(end), "a" | "an"));
    let time = scan.find(scan.skip_hyphen(end) + article, |sense| match sense {
        Sense::Time(name) => Some(name),
        _ => None,
    });
    matches!(scan.word(start), "half" | "demi")
        && time.is_some_and(|(name, _)| name != "year" || article == 1)
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
    let and = scan.skip_hyphen(number.end);
    if number.vague || around.between || !matches!(scan.word(and), "and" | "et") {
        return number;
    }
    let Some((part, end)) = added_part(scan, scan.skip_hyphen(and + 1)) else {
        return number;
    };
    let added = part.amount.checked_mul(number.scale).map(|added| number.amount + added);
    let place = part.place.checked_mul(number.scale);
    let (Some(amount), Some(place)) = (added, place) else { return number };
    let sum = Numeral { end, amount, place, shape: Shape::Words, ..number };
    let Some((scale, end)) = scale_after(scan, end, around) else { return sum };
    if number.scale > Decimal::ONE {
        // "One billion and a quarter million": the part has a scale of its own.
        let part = part.amount.checked_mul(scale).filter(|_| scale < number.scale);
        return part.map_or(sum, |part| Numeral {
            end,
            amount: number.amount + part,
            ..sum
        });
    }
    multiplied(sum, scale, end).unwrap_or(sum)
}

/// "One over three", "one in five", "three out of ten", "un sur trois": a share told by two plain numbers.
pub(super) fn out_of(scan: &Scan, number: Numeral) -> Numeral {
    let plain = matches!(number.shape, Shape::Digits | Shape::Words | Shape::Article);
    let noun = one_noun(scan, &number);
    let link = number.end + usize::from(noun);
    let at = match (scan.word(link), scan.word(link + 1)) {
        ("out", "of") => link + 2,
        ("over", _) if !noun => link + 1,
        ("sur" | "in", _) => link + 1,
        _ => return number,
    };
    let score = number.end >= 2 && matches!(scan.word(number.end - 2), "-" | "–");
    if !plain || score || number.vague || super::dates::looks_like_year(scan, at) {
        return number;
    }
    let Some(whole) = super::numbers::numeral(scan, at, Around::SIDE) else {
        return number;
    };
    let measured =
        super::measures::single(scan, at, Around { between: true, ..Around::default() })
            .is_none_or(|single| single.unit.is_some());
    let counted = scan.is_letters(whole.end) && scan.word(whole.end).is_empty();
    let small = Decimal::from(LARGEST_SHARE);
    let fits = number.amount < whole.amount
        && number.amount.is_sign_positive()
        && (!noun || (whole.amount <= small && whole.shape != Shape::Figures));
    if measured
        || (counted && (noun || scan.word(number.end) == "over"))
        || !fits
        || whole.vague
    {
        return number;
    }
    let share = number.amount.checked_div(whole.amount);
    let place = Decimal::ONE.checked_div(whole.amount);
    match (share, place) {
        (Some(amount), Some(place)) => {
            Numeral { end: whole.end, amount, place, shape: Shape::Fraction, ..number }
        }
        _ => number,
    }
}

/// "Un élève sur cinq" tells a share; "87 sièges sur 150" a result.
const LARGEST_SHARE: u32 = 20;

/// Whether one word stands after a small number: "un élève sur cinq", "one pupil in five".
fn one_noun(scan: &Scan, number: &Numeral) -> bool {
    let word = scan.raw(number.end);
    scan.is_letters(number.end)
        && scan.word(number.end).is_empty()
        && !word.contains(char::is_whitespace)
        && number.amount <= Decimal::TEN
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
