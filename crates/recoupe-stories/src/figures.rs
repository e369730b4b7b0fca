//! Figures of a text: a small reader of money, percentages, counts, magnitudes, scores and
//! days of the year, in English and French.

use recoupe_text::{Language, Span};

use crate::amount::{Amount, Measure};
use crate::key::Field;
use crate::token::{Case, Token};

/// The figures among `tokens` of `text`, in order.
pub(crate) fn figures(
    text: &str,
    tokens: &[Token],
    language: Language,
    field_of: impl Fn(usize) -> Field,
) -> Vec<Amount> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if token.case != Case::Number {
            at += 1;
            continue;
        }
        let reading = Reading { text, tokens, language };
        match reading.figure(at) {
            Some((mut amount, next)) => {
                amount.field = field_of(at);
                found.push(amount);
                at = next.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

struct Reading<'a> {
    text: &'a str,
    tokens: &'a [Token],
    language: Language,
}

impl Reading<'_> {
    fn figure(&self, at: usize) -> Option<(Amount, usize)> {
        let token = self.tokens.get(at)?;
        if let Some(day) = self.day(at) {
            return Some(day);
        }
        if let Some(score) = self.score(at) {
            return Some(score);
        }
        if let Some((number, scale)) = glued_scale(&token.folded) {
            return self.finished(at, at + 1, number, 0, scale);
        }
        let (number, places, mut next) = self.number(at)?;
        let scale = self.word(next).and_then(|word| scale(word, self.language));
        if scale.is_some() {
            next += 1;
        }
        self.finished(at, next, number, places, scale.unwrap_or(1.0))
    }

    fn finished(
        &self,
        at: usize,
        next: usize,
        number: f64,
        places: usize,
        scale: f64,
    ) -> Option<(Amount, usize)> {
        let before = self.before(at);
        let (unit, next) = self.currency(before, next);
        let after = self.tokens.get(next - 1).map_or("", |last| self.after(last));
        let percent = after.trim_start().starts_with('%')
            || matches!(self.word(next), Some("percent" | "pct" | "point" | "points"))
            || (matches!(self.word(next), Some("per" | "pour"))
                && matches!(self.word(next + 1), Some("cent")));
        let magnitude = at > 0 && self.word(at - 1) == Some("magnitude");
        let measure = match (unit, percent, magnitude) {
            (1.., _, _) => Measure::Money,
            (_, true, _) => Measure::Percent,
            (_, _, true) => Measure::Magnitude,
            _ => Measure::Count,
        };
        let value = number * scale;
        let half = 0.5 * scale / 10_f64.powi(i32::try_from(places).unwrap_or(9));
        let (low, high) = self.bounds(at, value, half);
        let span = Span::new(
            self.tokens.get(at)?.span.start(),
            self.tokens.get(next - 1)?.span.end(),
        );
        let field = Field::Body;
        value
            .is_finite()
            .then_some((Amount { measure, unit, low, high, value, field, span }, next))
    }

    fn bounds(&self, at: usize, value: f64, half: f64) -> (f64, f64) {
        let back = |steps: usize| at.checked_sub(steps).and_then(|at| self.word(at));
        let one = back(1).unwrap_or_default();
        let two = back(2).unwrap_or_default();
        match (two, one) {
            ("more" | "greater", "than")
            | ("plus", "de")
            | ("at", "least")
            | ("au", "moins")
            | (_, "over" | "above" | "exceeding") => (value - half, f64::INFINITY),
            ("less" | "fewer", "than")
            | ("moins", "de")
            | ("up", "to")
            | ("jusqu", "a")
            | (_, "under" | "below") => (0.0, value + half),
            (_, "about" | "around" | "some" | "nearly" | "almost" | "roughly")
            | (_, "environ" | "presque" | "quelque")
            | ("pres", "de") => (value * 0.9, value * 1.1),
            _ => (value - half, value + half),
        }
    }

    /// A number that may go on over several tokens (French thousands), its decimal places,
    /// and the token after it.
    fn number(&self, at: usize) -> Option<(f64, usize, usize)> {
        let first = self.tokens.get(at)?;
        let mut digits = first.folded.clone();
        let written = first.span.of(self.text);
        let mut next = at + 1;
        if written.len() <= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            while let Some(group) = self.tokens.get(next) {
                let whole: &str = &group.folded;
                let core = whole.split(',').next().unwrap_or_default();
                let is_group = core.len() == 3
                    && group.adjoins
                    && whole.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
                    && self.gap(next) == 1;
                if !is_group || self.language != Language::French {
                    break;
                }
                digits.push_str(whole);
                next += 1;
            }
            return parse(&digits, self.language)
                .map(|(value, places)| (value, places, next));
        }
        parse(written, self.language).map(|(value, places)| (value, places, next))
    }

    /// Characters between a token and the one before it.
    fn gap(&self, at: usize) -> usize {
        let (Some(before), Some(here)) = (self.tokens.get(at - 1), self.tokens.get(at))
        else {
            return usize::MAX;
        };
        let between = Span::new(before.span.end(), here.span.start()).of(self.text);
        if between.contains(|letter: char| !letter.is_whitespace()) {
            return usize::MAX;
        }
        between.chars().count()
    }

    fn currency(&self, before: &str, next: usize) -> (u32, usize) {
        if let Some(unit) = symbol_at_end(before) {
            return (unit, next);
        }
        let after = self.tokens.get(next - 1).map_or("", |last| self.after(last));
        if let Some(unit) = symbol_at_start(after) {
            return (unit, next);
        }
        let skip = usize::from(matches!(self.word(next), Some("de" | "d")));
        for more in [skip, skip + 1] {
            if let Some(unit) = self.word(next + more).and_then(currency_word) {
                return (unit, next + more + 1);
            }
        }
        (0, next)
    }

    fn day(&self, at: usize) -> Option<(Amount, usize)> {
        let day: u32 = self
            .tokens
            .get(at)?
            .folded
            .trim_end_matches(['t', 'h', 'e', 'r', 's', 'n', 'd'])
            .parse()
            .ok()?;
        if !(1..=31).contains(&day) {
            return None;
        }
        let (month, next) = match self.word(at + 1).and_then(month) {
            Some(month) => (month, at + 2),
            None => {
                (at.checked_sub(1).and_then(|it| self.word(it)).and_then(month)?, at + 1)
            }
        };
        let value = f64::from(month * 100 + day);
        let span = self.tokens.get(at)?.span;
        let amount = Amount {
            measure: Measure::Day,
            unit: 0,
            low: value,
            high: value,
            value,
            field: Field::Body,
            span,
        };
        Some((amount, next))
    }

    fn score(&self, at: usize) -> Option<(Amount, usize)> {
        let (first, second) = (self.tokens.get(at)?, self.tokens.get(at + 1)?);
        let between = Span::new(first.span.end(), second.span.start()).of(self.text);
        if !matches!(between.trim(), "-" | "–") || between.len() > 5 {
            return None;
        }
        let (own, other) =
            (first.folded.parse::<u32>().ok()?, second.folded.parse::<u32>().ok()?);
        if own > 199 || other > 199 {
            return None;
        }
        let value = f64::from(own.max(other) * 1000 + own.min(other));
        let span = Span::new(first.span.start(), second.span.end());
        let amount = Amount {
            measure: Measure::Score,
            unit: 0,
            low: value,
            high: value,
            value,
            field: Field::Body,
            span,
        };
        Some((amount, at + 2))
    }

    fn word(&self, at: usize) -> Option<&str> {
        self.tokens.get(at).map(|token| token.folded.as_str())
    }

    fn before(&self, at: usize) -> &str {
        let end = self.tokens.get(at).map_or(0, |token| token.span.start());
        let start = at
            .checked_sub(1)
            .and_then(|at| self.tokens.get(at))
            .map_or(0, |token| token.span.end());
        Span::new(start, end).of(self.text)
    }

    fn after(&self, token: &Token) -> &str {
        self.text.get(token.span.end()..).unwrap_or_default()
    }
}

/// Reads a number by the conventions of the language; the value and its decimal places.
fn parse(written: &str, language: Language) -> Option<(f64, usize)> {
    let (group, point) =
        if language == Language::French { ('.', ',') } else { (',', '.') };
    let mut plain: String = written.chars().filter(|letter| *letter != group).collect();
    if language == Language::French
        && written.matches('.').count() == 1
        && !is_grouped(written)
    {
        written.clone_into(&mut plain);
    }
    let plain = plain.replace(point, ".");
    let places = plain.split_once('.').map_or(0, |(_, part)| part.len());
    plain.parse().ok().map(|value| (value, places))
}

fn is_grouped(written: &str) -> bool {
    written.rsplit('.').next().is_some_and(|last| last.len() == 3)
}

/// `12bn`, `121m`, `1.5B`: the number and its scale.
fn glued_scale(folded: &str) -> Option<(f64, f64)> {
    let cut = folded.find(|letter: char| letter.is_ascii_alphabetic())?;
    let (number, letters) = (folded.get(..cut)?, folded.get(cut..)?);
    let scale = match letters {
        "m" | "mn" => 1e6,
        "b" | "bn" | "md" | "mds" => 1e9,
        "tn" => 1e12,
        "k" => 1e3,
        _ => return None,
    };
    number.replace(',', ".").parse().ok().map(|value| (value, scale))
}

fn scale(word: &str, language: Language) -> Option<f64> {
    Some(match word {
        "thousand" | "mille" | "milliers" => 1e3,
        "million" | "millions" | "m" | "mn" => 1e6,
        "billion" | "billions" if language == Language::French => 1e12,
        "milliard" | "milliards" | "md" | "mds" | "bn" | "billion" | "billions" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

const DOLLAR: u32 = 1;
const EURO: u32 = 2;
const POUND: u32 = 3;
const YEN: u32 = 4;
const FRANC: u32 = 5;
const OTHER: u32 = 6;

fn symbol_at_end(before: &str) -> Option<u32> {
    before.trim_end().chars().next_back().and_then(symbol)
}

fn symbol_at_start(after: &str) -> Option<u32> {
    after.trim_start().chars().next().and_then(symbol)
}

fn symbol(letter: char) -> Option<u32> {
    Some(match letter {
        '$' => DOLLAR,
        '€' => EURO,
        '£' => POUND,
        '¥' => YEN,
        _ => return None,
    })
}

fn currency_word(word: &str) -> Option<u32> {
    Some(match word {
        "dollar" | "dollars" | "usd" => DOLLAR,
        "euro" | "euros" | "eur" => EURO,
        "pound" | "pounds" | "livre" | "livres" | "sterling" | "gbp" => POUND,
        "yen" | "yens" => YEN,
        "franc" | "francs" | "chf" => FRANC,
        "yuan" | "yuans" | "rupee" | "rupees" | "roupies" | "won" | "wons"
        | "couronnes" | "kronor" | "kroner" | "crowns" | "roubles" | "rubles"
        | "pesos" | "rand" | "rands" | "reais" | "shekels" | "lira" | "zlotys" => OTHER,
        _ => return None,
    })
}

fn month(word: &str) -> Option<u32> {
    Some(match word {
        "january" | "jan" | "janvier" => 1,
        "february" | "feb" | "fevrier" => 2,
        "march" | "mar" | "mars" => 3,
        "april" | "apr" | "avril" => 4,
        "may" | "mai" => 5,
        "june" | "jun" | "juin" => 6,
        "july" | "jul" | "juillet" => 7,
        "august" | "aug" | "aout" => 8,
        "september" | "sept" | "sep" | "septembre" => 9,
        "october" | "oct" | "octobre" => 10,
        "november" | "nov" | "novembre" => 11,
        "december" | "dec" | "decembre" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    #[track_caller]
    fn check(text: &str, language: Language, expected: &[(Measure, f64)]) {
        let read = tokens(text, 99);
        let found: Vec<_> = figures(text, &read, language, |_| Field::Body)
            .into_iter()
            .map(|amount| (amount.measure, amount.value))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn figures_are_the_same_in_both_languages() {
        use Language::{English, French};
        check("worth $1.6 billion", English, &[(Measure::Money, 1.6e9)]);
        check("vaut 1,6 milliard de dollars", French, &[(Measure::Money, 1.6e9)]);
        check("rose 3.5%", English, &[(Measure::Percent, 3.5)]);
        check("progresse de 3,5 %", French, &[(Measure::Percent, 3.5)]);
        check("a magnitude 6.7 quake", English, &[(Measure::Magnitude, 6.7)]);
        check("de magnitude 6,7", French, &[(Measure::Magnitude, 6.7)]);
        check("1,250 jobs", English, &[(Measure::Count, 1250.0)]);
        check("1 250 postes", French, &[(Measure::Count, 1250.0)]);
        check("on June 8", English, &[(Measure::Day, 608.0)]);
        check("le 8 juin", French, &[(Measure::Day, 608.0)]);
        check("won 3-1", English, &[(Measure::Score, 3001.0)]);
        check("£12bn", English, &[(Measure::Money, 12e9)]);
    }
}
