//! Numbers in figures: `14.3`, `14,3`, `1 234 567`, `1,234,567`, `1.234.567`, `1'000`,
//! `12,34,567`, `.25`, `½`, `2 1/4`, `1e10`.
//!
//! The comma and the point change roles between English and French. Where a figure can be
//! read both ways the language decides; where only one reading makes sense, sense decides
//! ("5.00" in French is five, "1.234.567" in English more than a million).

use rust_decimal::Decimal;

use super::fold::is_space;
use super::scan::Scan;
use crate::Language;

/// A number in figures. `place` is its last written place: 0.1 for `14.3`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Figure {
    pub(super) end: usize,
    pub(super) amount: Decimal,
    pub(super) place: Decimal,
    /// Written with nothing but digits.
    pub(super) plain: bool,
}

/// The figure that begins at a token, without sign.
pub(super) fn figure(scan: &Scan, at: usize) -> Option<Figure> {
    let whole = match scan.word(at) {
        "½" | "¼" | "¾" | "⅓" | "⅔" => vulgar(scan, at)?,
        "." | "," if scan.is_digits(at + 1) && scan.is_glued(at + 1) => {
            if scan.is_glued(at) {
                return None;
            }
            decimal("", scan.raw(at + 1), at + 2)?
        }
        _ if scan.is_digits(at) => power_of_ten(scan, separated(scan, at)?)?,
        _ => return None,
    };
    Some(with_fraction(scan, whole))
}

/// Joins groups of digits by the separators between them.
fn separated(scan: &Scan, at: usize) -> Option<Figure> {
    let mut groups = Groups::of(scan, at);
    groups.drop_dates_and_versions(scan);
    let digits = |from: usize, to: usize| -> String {
        groups
            .tokens
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .map(|&t| scan.raw(t))
            .collect()
    };
    let last = groups.tokens.len();
    let end = groups.tokens.last()? + 1;
    if last == 1 {
        let figure = decimal(scan.raw(at), "", end)?;
        return Some(Figure { plain: true, ..figure });
    }
    if groups.last_is_decimal(scan) {
        decimal(&digits(0, last - 1), scan.raw(*groups.tokens.last()?), end)
    } else {
        decimal(&digits(0, last), "", end)
    }
}

/// More groups than any number has: longer chains are tables, and reading them again from
/// each group would cost their square.
const MOST_GROUPS: usize = 12;

/// Runs of digits with the separators before each but the first.
struct Groups {
    tokens: Vec<usize>,
    separators: Vec<char>,
}

impl Groups {
    /// As many groups as hang together by rule.
    fn of(scan: &Scan, at: usize) -> Self {
        let mut groups = Self { tokens: vec![at], separators: Vec::new() };
        let mut here = at + 1;
        if is_inside_chain(scan, at) {
            return groups;
        }
        while let Some((separator, digits)) = next_group(scan, here) {
            if groups.tokens.len() > MOST_GROUPS || !groups.takes(scan, separator, digits)
            {
                break;
            }
            groups.separators.push(separator);
            groups.tokens.push(digits);
            here = digits + 1;
        }
        groups
    }

    /// Whether a further group fits: thousands come in threes (India: twos, then a three).
    fn takes(&self, scan: &Scan, separator: char, digits: usize) -> bool {
        let length = scan.raw(digits).len();
        let first = self.tokens.first().map_or("", |&first| scan.raw(first));
        let thousands_fit = length == 3 && first.len() <= 3 && !first.starts_with('0');
        match (self.separators.last(), separator) {
            (None, ' ' | '\'') => thousands_fit,
            (Some(' '), ' ') | (Some('\''), '\'') => length == 3,
            (Some(','), ',') => length == 3 || length == 2,
            (None, _) | (Some(' ' | '\'' | '.'), '.' | ',') | (Some(','), '.') => true,
            _ => false,
        }
    }

    /// Keeps only the first group where the whole is a list ("22,24,26"), an address
    /// ("192.168.1.2") or a date with points ("15.05.99").
    fn drop_dates_and_versions(&mut self, scan: &Scan) {
        let lengths: Vec<usize> =
            self.tokens.iter().map(|&t| scan.raw(t).len()).collect();
        let same = self.separators.windows(2).all(|pair| pair.first() == pair.last());
        let separator = self.separators.last().copied();
        let threes = lengths.iter().skip(1).all(|&length| length == 3);
        let indian = separator == Some(',')
            && lengths.last() == Some(&3)
            && lengths.iter().all(|&length| length == 2 || length == 3 || length == 1);
        let repeated = self.separators.len() > 1 && same && separator != Some(' ');
        if repeated && !threes && !indian {
            self.keep(1);
            return;
        }
        let french = scan.language == Language::French;
        let one_comma = self.separators == [','];
        if one_comma && !french && !threes && lengths.last().is_some_and(|&n| n > 2) {
            self.keep(1);
        }
    }

    fn keep(&mut self, groups: usize) {
        self.tokens.truncate(groups);
        self.separators.truncate(groups.saturating_sub(1));
    }

    /// Whether the last separator is a decimal mark.
    fn last_is_decimal(&self, scan: &Scan) -> bool {
        let Some(&last) = self.separators.last() else { return false };
        let threes = self.tokens.last().is_some_and(|&token| scan.raw(token).len() == 3);
        let (mark, thousands) =
            if scan.language == Language::French { (',', '.') } else { ('.', ',') };
        let others = self.separators.split_last().map_or(&[][..], |(_, others)| others);
        if matches!(last, ' ' | '\'') || others.contains(&last) {
            return false;
        }
        let starts_with_zero =
            self.tokens.first().is_some_and(|&token| scan.raw(token) == "0");
        last == mark
            || (last == thousands && (!threes || !others.is_empty() || starts_with_zero))
    }
}

/// Whether digits and a separator are glued before these digits: the rest of a list, an
/// address or a version.
fn is_inside_chain(scan: &Scan, at: usize) -> bool {
    let separator = at.wrapping_sub(1);
    matches!(scan.word(separator), "." | ",")
        && scan.is_glued(at)
        && scan.is_glued(separator)
        && scan.is_digits(separator.wrapping_sub(1))
}

/// The separator and the digits that follow a group.
fn next_group(scan: &Scan, at: usize) -> Option<(char, usize)> {
    if scan.is_digits(at) {
        let mut gap = scan.gap(at).chars();
        let space = gap.next().filter(|&space| space != '\n' && is_space(space))?;
        return gap
            .next()
            .is_none()
            .then_some((if space == '\t' { '\t' } else { ' ' }, at));
    }
    let separator = match scan.word(at) {
        "," => ',',
        "." => '.',
        "'" => '\'',
        _ => return None,
    };
    let joined = scan.is_glued(at) && scan.is_glued(at + 1) && scan.is_digits(at + 1);
    joined.then_some((separator, at + 1))
}

fn decimal(whole: &str, fraction: &str, end: usize) -> Option<Figure> {
    // Decimal holds 28 digits; a longer figure is no amount anyone wrote down to count.
    if whole.len() + fraction.len() > 27 {
        return None;
    }
    let digits = format!("{whole}{fraction}");
    let places = fraction.len() as u32;
    let amount = Decimal::try_from_i128_with_scale(digits.parse().ok()?, places).ok()?;
    let place = Decimal::try_from_i128_with_scale(1, places).ok()?;
    Some(Figure { end, amount, place, plain: false })
}

fn vulgar(scan: &Scan, at: usize) -> Option<Figure> {
    let (over, under) = match scan.word(at) {
        "½" => (1, 2),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        _ => return None,
    };
    divided(over, under, at + 1)
}

fn divided(over: u32, under: u32, end: usize) -> Option<Figure> {
    let place = Decimal::ONE.checked_div(Decimal::from(under))?;
    let amount = Decimal::from(over).checked_div(Decimal::from(under))?;
    Some(Figure { end, amount, place, plain: false })
}

/// `1e10`, `1.1^23`: only glued.
fn power_of_ten(scan: &Scan, figure: Figure) -> Option<Figure> {
    let at = figure.end;
    if scan.word(at) == "^" {
        return Some(raised(scan, figure).unwrap_or(figure));
    }
    if scan.word(at) != "e" || !scan.is_glued(at) || !scan.is_glued(at + 1) {
        return Some(figure);
    }
    let digits = if scan.word(at + 1) == "+" { at + 2 } else { at + 1 };
    if !scan.is_digits(digits) || !scan.is_glued(digits) {
        return Some(figure);
    }
    let power: u32 = scan.raw(digits).parse().ok()?;
    let times = super::numbers::ten_to(power)?;
    Some(Figure {
        end: digits + 1,
        amount: figure.amount.checked_mul(times)?,
        place: figure.place.checked_mul(times)?,
        plain: false,
    })
}

/// `1.1^+23`, `2.5^-1`.
fn raised(scan: &Scan, figure: Figure) -> Option<Figure> {
    let signs =
        (figure.end + 1..).take_while(|&at| matches!(scan.word(at), "+" | "-")).take(3);
    let minuses = signs.clone().filter(|&at| scan.word(at) == "-").count();
    let digits = figure.end + 1 + signs.count();
    let power: u32 = scan.raw(digits).parse().ok().filter(|&power| power < 100)?;
    let mut amount = Decimal::ONE;
    for _ in 0..power {
        amount = amount.checked_mul(figure.amount)?;
    }
    if minuses % 2 == 1 {
        amount = Decimal::ONE.checked_div(amount)?;
    }
    Some(Figure { end: digits + 1, amount, place: figure.place, plain: false })
}

/// `2 1/4`, `3/4`, `2½`: a whole followed by a fraction, or a fraction alone.
fn with_fraction(scan: &Scan, whole: Figure) -> Figure {
    if !whole.plain {
        return whole;
    }
    if let Some(alone) = slashed(scan, whole.end - 1) {
        return alone;
    }
    let part = match scan.word(whole.end) {
        "½" | "¼" | "¾" | "⅓" | "⅔" => vulgar(scan, whole.end),
        _ if scan.is_digits(whole.end) => slashed(scan, whole.end),
        _ => None,
    };
    let sum = part.and_then(|part| {
        let amount = whole.amount.checked_add(part.amount)?;
        Some(Figure { amount, ..part })
    });
    sum.unwrap_or(whole)
}

/// `3/4`. The divisor must be one that people use, so that "9/11" and "24/7" stay out.
fn slashed(scan: &Scan, at: usize) -> Option<Figure> {
    let joined = scan.is_digits(at)
        && scan.word(at + 1) == "/"
        && scan.is_glued(at + 1)
        && scan.is_glued(at + 2)
        && scan.is_digits(at + 2)
        && scan.word(at + 3) != "/";
    if !joined {
        return None;
    }
    let over: u32 = scan.raw(at).parse().ok()?;
    let under: u32 = scan.raw(at + 2).parse().ok()?;
    let used = matches!(under, 2..=6 | 8 | 10 | 16 | 20 | 32 | 64 | 100);
    if over >= under || over == 0 || !used {
        return None;
    }
    divided(over, under, at + 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, language: Language, amount: &str) {
        let scan = Scan::of(text, language);
        let found = figure(&scan, 0).map(|figure| figure.amount.normalize().to_string());
        assert_eq!(found.as_deref(), Some(amount), "{text}");
    }

    #[test]
    fn separators_mean_what_the_language_means() {
        use Language::{English, French};
        for (text, english, french) in [
            ("14.3", "14.3", "14.3"),
            ("14,3", "14.3", "14.3"),
            ("1,234", "1234", "1.234"),
            ("1.234", "1.234", "1234"),
            ("1,234,567", "1234567", "1234567"),
            ("1.234.567", "1234567", "1234567"),
            ("1,234.56", "1234.56", "1234.56"),
            ("1.234,56", "1234.56", "1234.56"),
            ("1 234 567,89", "1234567.89", "1234567.89"),
            ("1\u{202f}234\u{a0}567", "1234567", "1234567"),
            ("1'234'567", "1234567", "1234567"),
            ("1’234.50", "1234.5", "1234.5"),
            ("12,34,567.89", "1234567.89", "1234567.89"),
            ("0.125", "0.125", "0.125"),
            ("2024 300", "2024", "2024"),
            ("22,24,26", "22", "22"),
            ("192.168.1.2", "192", "192"),
            ("3/4", "0.75", "0.75"),
            ("2 1/4", "2.25", "2.25"),
            ("2½", "2.5", "2.5"),
            ("9/11", "9", "9"),
            ("1e10", "10000000000", "10000000000"),
        ] {
            check(text, English, english);
            check(text, French, french);
        }
    }
}
