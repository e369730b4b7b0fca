//! Cardinal numbers in words: "two hundred and six thousand", "soixante-dix-sept mille",
//! "quatre-vingt-dix-neuf", "septante-deux", "quatorze virgule trois milliards".

use rust_decimal::Decimal;

use super::lexicon::Sense;
use super::numbers::{Around, Numeral, Shape, multiplied, scale_after};
use super::scan::Scan;
use crate::Language;

/// The number in words that begins at a token.
pub(super) fn spelled(scan: &Scan, at: usize, around: Around) -> Option<Numeral> {
    let mut sum = Sum::new(scan, at, around);
    while sum.step().is_some() {}
    let number = sum.finish()?;
    Some(with_decimals(scan, number, around))
}

/// A number on its way: whole thousands already closed, and the group below.
struct Sum<'s, 't> {
    scan: &'s Scan<'t>,
    around: Around,
    start: usize,
    at: usize,
    closed: u64,
    group: u64,
    /// What still fits below: everything (0), up to 99 (100), units (10), nothing (1).
    room: u64,
    last_power: u32,
    last_place: u64,
    scale: u64,
    words: usize,
}

impl<'s, 't> Sum<'s, 't> {
    fn new(scan: &'s Scan<'t>, at: usize, around: Around) -> Self {
        Self {
            scan,
            around,
            start: at,
            at,
            closed: 0,
            group: 0,
            room: 0,
            last_power: 99,
            last_place: 1,
            scale: 1,
            words: 0,
        }
    }

    /// Takes the next word of the number, or says that there is none.
    fn step(&mut self) -> Option<()> {
        let at = if self.words > 0 { self.after_hyphen() } else { self.at };
        if self.words == 0 && matches!(self.scan.word(at), "a" | "an") {
            return self.article(at);
        }
        let joined = self.after_and(at);
        self.cardinal(joined.unwrap_or(at), joined.is_some())
            .or_else(|| if joined.is_none() { self.power(at) } else { None })
    }

    /// The place after a hyphen; between tens and units also after a spaced one ("ninety -
    /// five").
    fn after_hyphen(&self) -> usize {
        let next = self.scan.skip_hyphen(self.at);
        let spaced = next == self.at
            && self.scan.language == Language::English
            && self.scan.word(self.at) == "-"
            && self.room == 10
            && self
                .scan
                .find(self.at + 1, cardinal_value)
                .is_some_and(|(unit, _)| unit < 10);
        next + usize::from(spaced)
    }

    /// "A hundred", "a million".
    fn article(&mut self, at: usize) -> Option<()> {
        let power = self.scan.find(at + 1, scale_power)?;
        if power.0 > 12 {
            return None;
        }
        self.group = 1;
        self.words = 1;
        self.at = at + 1;
        Some(())
    }

    /// The place after "and" or "et" where one may stand inside a number.
    fn after_and(&self, at: usize) -> Option<usize> {
        if self.words == 0 || (self.around.between && !self.around.divided) {
            return None;
        }
        let after = self.scan.skip_hyphen(at + 1);
        if self.around.divided {
            let unit = self.scan.find(after, cardinal_value)?.0;
            let fits = match self.scan.word(at) {
                "and" => self.room == 100,
                "et" => self.room == 10 && matches!(unit, 1 | 11),
                _ => false,
            };
            return fits.then_some(after);
        }
        match self.scan.word(at) {
            "and" => {
                let whole = self.room == 100 || (self.group == 0 && self.last_power <= 6);
                (whole && self.is_small_and_last(after)).then_some(after)
            }
            "et" => {
                let unit = self.scan.find(after, cardinal_value)?.0;
                let tens = (20..80).contains(&(self.group % 100)) && self.room == 10;
                let fits = (tens && matches!(unit, 1 | 11))
                    || (self.group == 0 && self.last_power == 3 && unit == 1);
                (fits && !self.is_fraction(after)).then_some(after)
            }
            _ => None,
        }
    }

    /// Whether the number after "and" is the end: "two hundred and three million" is, "two
    /// million and three million" is two numbers.
    fn is_small_and_last(&self, at: usize) -> bool {
        let Some((_, end)) = self.scan.find(at, cardinal_value) else { return false };
        if self.room == 100 {
            return !self.is_fraction(at);
        }
        let end = self
            .scan
            .find(self.scan.skip_hyphen(end), cardinal_value)
            .map_or(end, |f| f.1);
        self.scan.find(end, scale_power).is_none() && !self.is_fraction(at)
    }

    /// "Et un quart", "and two thirds".
    fn is_fraction(&self, at: usize) -> bool {
        super::fractions::fraction(self.scan, at).is_some()
    }

    fn cardinal(&mut self, at: usize, after_and: bool) -> Option<()> {
        let (value, end) = self.scan.find(at, cardinal_value)?;
        let value = u64::from(value);
        let french = self.scan.language == Language::French;
        let fits = match self.room {
            0 => self.group == 0,
            100 => value > 0 && value < 100,
            10 if french && matches!(self.group % 100, 60 | 80) => {
                (1..20).contains(&value)
            }
            10 => (1..10).contains(&value) || (after_and && value == 11),
            _ => false,
        };
        let bare_zero_group = self.group == 0 && self.closed > 0 && value == 0;
        if !fits || bare_zero_group || self.is_other_french_number(at, after_and) {
            return None;
        }
        self.group += value;
        self.room = if value >= 20 && value.is_multiple_of(10) { 10 } else { 1 };
        self.last_place = 1;
        self.words += 1;
        self.at = end;
        Some(())
    }

    /// "Mille un" and "cent une" count on; "deux millions un" does not (an article).
    fn is_other_french_number(&self, at: usize, after_and: bool) -> bool {
        self.words > 0
            && !after_and
            && self.group == 0
            && self.closed > 0
            && matches!(self.scan.word(at), "un" | "une" | "one")
    }

    fn power(&mut self, at: usize) -> Option<()> {
        let (power, end) = self.scan.find(at, scale_power)?;
        if self.words == 0 && !self.may_begin(at, power) {
            return None;
        }
        if power == 2 {
            return self.hundred(at, end);
        }
        let factor = 10_u64.checked_pow(power)?;
        if power < self.last_power {
            if self.closed > 0 && self.group == 0 {
                return None;
            }
            let part = self.group.max(1).checked_mul(factor)?;
            self.closed = self.closed.checked_add(part)?;
            self.last_place = factor;
            self.scale = factor;
        } else {
            if self.group > 0 {
                return None;
            }
            self.closed = self.closed.checked_mul(factor)?;
            self.last_place = self.last_place.checked_mul(factor)?;
            self.scale = self.scale.checked_mul(factor)?;
        }
        self.last_power = power;
        self.group = 0;
        self.room = 0;
        self.words += 1;
        self.at = end;
        Some(())
    }

    /// "Mille" and "cent" begin a number by themselves, "hundred dollars" may; a bare
    /// "million" or "milliard" does not.
    fn may_begin(&self, at: usize, power: u32) -> bool {
        let plural = matches!(self.scan.word(at), "cents" | "grand" | "mil");
        power < 4 && !plural && !self.scan.is_glued_to_word(at)
    }

    fn hundred(&mut self, at: usize, end: usize) -> Option<()> {
        if self.group >= 100
            || (self.words > 0 && self.group == 0 && self.scan.word(at) == "cents")
        {
            return None;
        }
        self.group = self.group.max(1) * 100;
        self.room = 100;
        self.last_place = 100;
        self.words += 1;
        self.at = end;
        Some(())
    }

    fn finish(self) -> Option<Numeral> {
        if self.words == 0 || self.at == self.start {
            return None;
        }
        let total = self.closed.checked_add(self.group)?;
        let article = total == 1 && self.words == 1;
        let place = if self.group > 0 && self.room != 100 { 1 } else { self.last_place };
        let scale = if self.group > 0 { 1 } else { self.scale };
        Some(Numeral {
            end: self.at,
            amount: Decimal::from(total),
            place: Decimal::from(place),
            scale: Decimal::from(scale),
            about: false,
            vague: false,
            shape: if article { Shape::Article } else { Shape::Words },
        })
    }
}

fn cardinal_value(sense: Sense) -> Option<u32> {
    match sense {
        Sense::Cardinal(value) => Some(value),
        _ => None,
    }
}

fn scale_power(sense: Sense) -> Option<u32> {
    match sense {
        Sense::Scale(power) => Some(power),
        _ => None,
    }
}

/// "Five point three three", "quatorze virgule trois milliards".
fn with_decimals(scan: &Scan, number: Numeral, around: Around) -> Numeral {
    if !matches!(scan.word(number.end), "point" | "virgule") {
        return number;
    }
    let Some((digits, end)) = decimal_digits(scan, number.end + 1) else { return number };
    let places = digits.len() as u32;
    let Ok(fraction) = digits.parse::<i128>() else { return number };
    let part = Decimal::try_from_i128_with_scale(fraction, places).ok();
    let place = Decimal::try_from_i128_with_scale(1, places).ok();
    let (Some(part), Some(place)) = (part, place) else { return number };
    let precise = Numeral {
        end,
        amount: number.amount + part,
        place,
        shape: Shape::Words,
        ..number
    };
    let scale = scale_after(scan, end, around);
    scale.and_then(|(scale, end)| multiplied(precise, scale, end)).unwrap_or(precise)
}

/// The digits after the decimal word: one by one, or as one number ("vingt-cinq").
fn decimal_digits(scan: &Scan, start: usize) -> Option<(String, usize)> {
    let (mut digits, mut at) = (String::new(), start);
    while let Some((value, end)) = scan.find(scan.skip_hyphen(at), cardinal_value) {
        let tens = matches!(value, 20 | 30 | 40 | 50 | 60 | 70 | 80 | 90);
        let unit =
            tens.then(|| scan.find(scan.skip_hyphen(end), cardinal_value)).flatten();
        if let Some((unit @ 1..=9, end)) = unit {
            digits.push_str(&(value + unit).to_string());
            at = end;
        } else {
            digits.push_str(&value.to_string());
            at = end;
        }
        if digits.len() > 12 || value > 9 {
            break;
        }
    }
    (!digits.is_empty()).then_some((digits, at))
}
