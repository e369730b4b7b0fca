//! Numbers, in figures and in words, with the scales that follow them: "14.3 billion",
//! "10 Md", "five million two hundred thousand", "quatre-vingt-dix-neuf", "un million et
//! demi", "plusieurs milliards".

use rust_decimal::Decimal;

use super::figures::{self, Figure};
use super::lexicon::Sense;
use super::scan::Scan;
use super::{fractions, spelled};
use crate::Language;

/// A number as the text writes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numeral {
    /// The token after it.
    pub(super) end: usize,
    /// The number; for a vague one, its least magnitude (10^9 for "billions").
    pub(super) amount: Decimal,
    /// The last written unit: 0.1 billion for "14.3 billion".
    pub(super) place: Decimal,
    /// The scale written after the number, 1 without one.
    pub(super) scale: Decimal,
    /// "Une dizaine": about.
    pub(super) about: bool,
    /// "Billions": no figure.
    pub(super) vague: bool,
    /// How it was written.
    pub(super) shape: Shape,
}

/// How a number was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    /// Digits and nothing else.
    Digits,
    /// Figures with separators or a scale.
    Figures,
    /// Words.
    Words,
    /// "One", "un", "une", "a": as often a pronoun or an article as a number.
    Article,
    /// "Half", "deux tiers".
    Fraction,
}

/// What stands around a number and decides how to read it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Around {
    /// A currency stands before: `£10m` is millions, "10 m" metres.
    pub(super) after_currency: bool,
    /// "Between" stands before: "and" leads to the second number.
    pub(super) between: bool,
    /// One side of a fraction: "and" leads to its last words ("one hundred and two fifths"),
    /// and no further fraction is looked for inside.
    pub(super) divided: bool,
}

impl Around {
    /// One side of a fraction.
    pub(super) const SIDE: Self =
        Self { after_currency: false, between: true, divided: true };
}

/// Ten to a power up to 27.
pub(super) fn ten_to(power: u32) -> Option<Decimal> {
    if power > 27 {
        return None;
    }
    Decimal::try_from_i128_with_scale(10_i128.checked_pow(power)?, 0).ok()
}

/// The number that begins at a token.
pub(super) fn numeral(scan: &Scan, at: usize, around: Around) -> Option<Numeral> {
    if let Some(start) = after_minus(scan, at) {
        let number = unsigned(scan, start, around)?;
        let said = matches!(scan.word(at), "minus" | "negative" | "negatif");
        let wordless = !number.vague && (said || number.shape != Shape::Fraction);
        let shape =
            if number.shape == Shape::Article { Shape::Words } else { number.shape };
        return wordless.then(|| Numeral { amount: -number.amount, shape, ..number });
    }
    unsigned(scan, at, around)
}

/// The token after a minus sign or word.
fn after_minus(scan: &Scan, at: usize) -> Option<usize> {
    match scan.word(at) {
        "-" | "–" => {
            let clear = at == 0 || !scan.is_glued(at) || scan.word_before(at) == "(";
            let figure = scan.is_digits(at + 1) || matches!(scan.word(at + 1), "." | ",");
            (clear && figure && (scan.is_glued(at + 1) || at == 0)).then_some(at + 1)
        }
        "minus" | "negative" | "negatif" | "moins" => {
            (!matches!(scan.word_before(at), "au" | "du" | "le" | "à")).then_some(at + 1)
        }
        _ => None,
    }
}

fn unsigned(scan: &Scan, at: usize, around: Around) -> Option<Numeral> {
    if let Some(vague) = vague(scan, at) {
        return Some(vague);
    }
    let parts = fractions::fraction(scan, at);
    let whole = match figures::figure(scan, at) {
        Some(figure) => Some(scaled_figure(scan, figure, around)),
        None => spelled::spelled(scan, at, around)
            .map(|number| with_collective(scan, number))
            .or_else(|| collective(scan, at, None)),
    };
    let whole = whole.map(|number| fractions::and_a_half(scan, number, around));
    let whole = match whole {
        Some(number) if !around.after_currency && !around.between => {
            Some(fractions::out_of(scan, number))
        }
        other => other,
    };
    match (parts, whole) {
        (Some(parts), Some(whole)) if whole.end >= parts.end => Some(whole),
        (Some(parts), _) => Some(parts),
        (None, whole) => whole,
    }
}

fn scaled_figure(scan: &Scan, figure: Figure, around: Around) -> Numeral {
    let shape = if figure.plain { Shape::Digits } else { Shape::Figures };
    let bare = Numeral {
        end: figure.end,
        amount: figure.amount,
        place: figure.place,
        scale: Decimal::ONE,
        about: false,
        vague: false,
        shape,
    };
    let mut number = bare;
    while let Some((scale, end)) = scale_after(scan, number.end, around) {
        match multiplied(number, scale, end) {
            Some(larger) => number = Numeral { shape: Shape::Figures, ..larger },
            None => break,
        }
    }
    let number = with_smaller_parts(scan, number, around);
    if number.end == bare.end { with_collective(scan, number) } else { number }
}

/// `number` times `scale`.
pub(super) fn multiplied(number: Numeral, scale: Decimal, end: usize) -> Option<Numeral> {
    Some(Numeral {
        end,
        amount: number.amount.checked_mul(scale)?,
        place: number.place.checked_mul(scale)?,
        scale: number.scale.checked_mul(scale)?,
        ..number
    })
}

/// "1 milliard 200 millions", "4 thousand 3 hundred": further figures with smaller scales.
fn with_smaller_parts(scan: &Scan, number: Numeral, around: Around) -> Numeral {
    if around.between {
        return number;
    }
    if number.scale == Decimal::ONE_HUNDRED && scan.word(number.end) == "and" {
        return with_units(scan, number);
    }
    if number.scale <= Decimal::ONE_HUNDRED {
        return number;
    }
    let Some(figure) = figures::figure(scan, number.end) else { return number };
    let Some((scale, end)) = scale_after(scan, figure.end, around) else { return number };
    let part = figure.amount.checked_mul(scale);
    match part.filter(|&part| part < number.scale && scale < number.scale) {
        Some(part) => Numeral {
            end,
            amount: number.amount + part,
            place: figure.place * scale,
            scale,
            ..number
        },
        None => number,
    }
}

/// "3 hundred and 21".
fn with_units(scan: &Scan, number: Numeral) -> Numeral {
    let around = Around { between: true, ..Around::default() };
    let units = unsigned(scan, number.end + 1, around);
    match units.filter(|units| {
        matches!(units.shape, Shape::Digits | Shape::Article | Shape::Words)
            && units.amount < Decimal::ONE_HUNDRED
    }) {
        Some(units) => Numeral {
            end: units.end,
            amount: number.amount + units.amount,
            place: units.place,
            scale: Decimal::ONE,
            ..number
        },
        None => number,
    }
}

/// The scale after a figure: a word ("million"), or letters ("bn", "M") that only count
/// where they cannot be a unit.
pub(super) fn scale_after(
    scan: &Scan,
    at: usize,
    around: Around,
) -> Option<(Decimal, usize)> {
    let french = scan.language == Language::French;
    let at = scan.skip_hyphen(at);
    let word = scan.find(at, |sense| match sense {
        Sense::Scale(power) if power > 2 || !french => ten_to(power),
        _ => None,
    });
    if word.is_some() {
        return word;
    }
    let (power, end) = scan.find(at, |sense| match sense {
        Sense::Suffix(power) => Some(power),
        _ => None,
    })?;
    let short =
        Short { glued: scan.is_glued(at), before_unit: before_money(scan, end), around };
    short.counts(scan, at).then_some(())?;
    Some((ten_to(power)?, end))
}

/// Where a short scale stands.
struct Short {
    glued: bool,
    before_unit: bool,
    around: Around,
}

impl Short {
    fn counts(&self, scan: &Scan, at: usize) -> bool {
        let money = self.around.after_currency || self.before_unit;
        match (scan.word(at), scan.raw(at)) {
            ("k", _) => self.glued || money || !scan.is_letters(at + 1),
            ("m", "M") => self.glued || money || scan.word(at + 1) != ".",
            ("m", _) => money || (self.glued && counts_people(scan, at + 1)),
            ("b", raw) => money || (self.glued && raw == "B"),
            ("g", raw) => self.before_unit && raw == "G",
            ("t", _) => money,
            ("mm", raw) => money || raw == "MM",
            ("mn" | "mil", _) if scan.language == Language::French => money,
            _ => true,
        }
    }
}

/// Whether a currency follows, with or without "de".
fn before_money(scan: &Scan, at: usize) -> bool {
    let at = super::measures::after_link(scan, at);
    let at = scan.skip_hyphen(at);
    scan.find(at, |sense| matches!(sense, Sense::Currency(_)).then_some(())).is_some()
}

/// Nouns that are counted in millions and never in metres.
pub(super) fn counts_people(scan: &Scan, at: usize) -> bool {
    const COUNTED: &[&str] = &[
        "people",
        "users",
        "customers",
        "subscribers",
        "shares",
        "jobs",
        "homes",
        "viewers",
        "vehicles",
        "cars",
        "units",
        "workers",
        "passengers",
        "tourists",
        "visitors",
        "downloads",
        "britons",
        "americans",
        "households",
        "members",
        "vaccines",
        "doses",
    ];
    COUNTED.contains(&scan.word(at))
}

/// "Three dozen", "deux douzaines", "une dizaine de milliers", "une centaine de millions".
fn with_collective(scan: &Scan, number: Numeral) -> Numeral {
    collective(scan, number.end, Some(number)).unwrap_or(number)
}

fn collective(scan: &Scan, at: usize, before: Option<Numeral>) -> Option<Numeral> {
    let start = if before.is_none() && matches!(scan.word(at), "a" | "une" | "un") {
        at + 1
    } else {
        at
    };
    if before.is_none() && start == at {
        return None;
    }
    let ((count, about), end) = scan.find(start, |sense| match sense {
        Sense::Collective(count) => Some((count, false)),
        Sense::AboutCollective(count) => Some((count, true)),
        _ => None,
    })?;
    let count = Decimal::from(count);
    let times = before.map_or(Decimal::ONE, |number| number.amount);
    let number = Numeral {
        end,
        amount: count.checked_mul(times)?,
        place: count,
        scale: count,
        about,
        vague: false,
        shape: Shape::Words,
    };
    Some(scaled_by_of(scan, number))
}

/// "Une dizaine de milliards", "half of a million": a scale after "de".
pub(super) fn scaled_by_of(scan: &Scan, number: Numeral) -> Numeral {
    let at = super::measures::after_link(scan, number.end);
    let at = if scan.word(at) == "of" { at + 1 } else { at };
    let at = if matches!(scan.word(at), "a" | "an" | "un") { at + 1 } else { at };
    let scale = scan.find(scan.skip_hyphen(at), |sense| match sense {
        Sense::Scale(power) | Sense::Vague(power) if power > 2 => ten_to(power),
        Sense::AboutCollective(1000) => ten_to(3),
        _ => None,
    });
    scale.and_then(|(scale, end)| multiplied(number, scale, end)).unwrap_or(number)
}

/// "Billions", "tens of billions", "several million", "plusieurs dizaines de milliards",
/// "multibillion": a magnitude without a figure.
fn vague(scan: &Scan, at: usize) -> Option<Numeral> {
    let several = scan.find(at, |sense| matches!(sense, Sense::Several).then_some(()));
    let start = several.map_or(at, |((), end)| end);
    let (power, mut end) = scan.find(start, |sense| match sense {
        Sense::Vague(power) | Sense::Multi(power) => Some((ten_to(power)?, 1)),
        Sense::VagueDozen => Some((Decimal::from(12), 1)),
        Sense::Scale(power) if several.is_some() => Some((ten_to(power)?, 1)),
        Sense::Collective(12) if several.is_some() => Some((Decimal::from(12), 1)),
        _ => None,
    })?;
    if several.is_none() && is_number_word(scan, at) {
        return None;
    }
    let mut magnitude = power.0;
    while let Some((scale, next)) = vague_scale(scan, end) {
        magnitude = magnitude.checked_mul(scale)?;
        end = next;
    }
    Some(Numeral {
        end,
        amount: magnitude,
        place: magnitude,
        scale: magnitude,
        about: false,
        vague: true,
        shape: Shape::Words,
    })
}

/// "Of billions", "de milliards", "thousand" (several hundred thousand).
fn vague_scale(scan: &Scan, at: usize) -> Option<(Decimal, usize)> {
    let linked = super::measures::after_link(scan, at);
    let linked = if scan.word(linked) == "of" { linked + 1 } else { linked };
    scan.find(linked, |sense| match sense {
        Sense::Vague(power) if linked > at => ten_to(power),
        Sense::Scale(power) if power > 2 => ten_to(power),
        _ => None,
    })
}

/// Whether a vague word here is the scale of a number that stands before it.
fn is_number_word(scan: &Scan, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if scan.word(before) == "-" {
        return true;
    }
    scan.is_digits(before)
        || scan
            .find(before, |sense| {
                let counts = matches!(
                    sense,
                    Sense::Cardinal(_) | Sense::Scale(_) | Sense::Denominator(_)
                );
                counts.then_some(())
            })
            .is_some()
}
