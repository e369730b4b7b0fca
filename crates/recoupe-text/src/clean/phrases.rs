//! Phrases that pages and newsrooms set around articles, as data with slots.
//!
//! Both languages are always asked: an English article in a French page is common.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::lists::entries;

/// What a whole line is by its wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Phrase {
    Chrome,
    /// Chrome that stands over the headlines of other articles.
    Header,
    Byline,
    Credit,
}

/// Lines of more words are no phrase: the longest prompts have some thirty.
const LONGEST_PHRASE: usize = 34;

/// A slot for any words takes at most so many.
const LONGEST_SLOT: usize = 24;

/// Bylines and credits are short: prose also begins with "by" and "avec".
const LONGEST_NAMING: usize = 14;

/// What the line with this key (see [`crate::fold::fold_key`]) is; `is_sentence` tells whether
/// it is written as one, with a full stop.
pub(super) fn phrase_of(key: &str, is_sentence: bool) -> Option<Phrase> {
    let tokens: Vec<&str> = key.split(' ').filter(|token| !token.is_empty()).collect();
    if tokens.is_empty() || tokens.len() > LONGEST_PHRASE {
        return None;
    }
    let may_name = tokens.len() <= LONGEST_NAMING && !is_sentence;
    if HEADERS.matches(key, &tokens) {
        return Some(Phrase::Header);
    }
    let is_signed = matches!(tokens.first(), Some(&("by" | "par")));
    if is_signed && may_name && BYLINES.matches(key, &tokens) {
        return Some(Phrase::Byline);
    }
    if tokens.len() <= LONGEST_NAMING * 2 && CREDITS.matches(key, &tokens) {
        return Some(Phrase::Credit);
    }
    if CHROME.matches(key, &tokens) {
        return Some(Phrase::Chrome);
    }
    (may_name && BYLINES.matches(key, &tokens)).then_some(Phrase::Byline)
}

/// Whether every token is a word of a date or a time, and they tell one.
pub(super) fn is_date(key: &str) -> bool {
    let tokens: Vec<&str> = key.split(' ').filter(|token| !token.is_empty()).collect();
    tokens.iter().all(|token| is_date_token(token)) && is_dated(&tokens)
}

/// Whether date tokens tell a date: with a figure, and a month or weekday, three figures
/// with a year (`08 06 2025`), or an hour (`14h20`).
fn is_dated(tokens: &[&str]) -> bool {
    let figures =
        tokens.iter().filter(|token| token.starts_with(|c: char| c.is_ascii_digit()));
    let is_hour =
        |token: &&str| token.len() > 2 && token.contains('h') && !token.ends_with("th");
    let is_named = |token: &&&str| token.len() >= 3 && !FILLERS.contains(*token);
    let named =
        tokens.iter().filter(|token| !token.starts_with(|c: char| c.is_ascii_digit()));
    let is_year = |token: &&str| token.len() == 4 && token.starts_with(['1', '2']);
    let count = figures.clone().count();
    let in_figures = count >= 3 && figures.clone().any(is_year);
    count > 0
        && (in_figures
            || named.filter(is_named).count() > 0
            || figures.copied().any(|token| is_hour(&token)))
}

static DATE_WORDS: LazyLock<BTreeSet<&'static str>> = LazyLock::new(|| {
    entries(include_str!("../../data/en/date_words.txt"))
        .chain(entries(include_str!("../../data/fr/date_words.txt")))
        .collect()
});

/// Date tokens that name no month, weekday or zone.
const FILLERS: &[&str] = &["the", "heure", "heures", "paris"];

static CHROME: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::new([
        include_str!("../../data/en/chrome.txt"),
        include_str!("../../data/fr/chrome.txt"),
    ])
});
static HEADERS: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::new([
        include_str!("../../data/en/headers.txt"),
        include_str!("../../data/fr/headers.txt"),
    ])
});
static BYLINES: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::new([
        include_str!("../../data/en/byline.txt"),
        include_str!("../../data/fr/byline.txt"),
    ])
});
static CREDITS: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::new([
        include_str!("../../data/en/credit.txt"),
        include_str!("../../data/fr/credit.txt"),
    ])
});

/// Patterns of both languages.
struct Patterns {
    /// Those without slots.
    whole: BTreeSet<&'static str>,
    /// Those with slots, by their first word; under `""` those that begin with a slot.
    slotted: BTreeMap<&'static str, Vec<Vec<Part>>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Literal(&'static str),
    Number,
    Word,
    Date,
    Any,
}

impl Patterns {
    fn new(lists: [&'static str; 2]) -> Self {
        let mut patterns = Self { whole: BTreeSet::new(), slotted: BTreeMap::new() };
        for line in lists.into_iter().flat_map(entries) {
            if !line.contains('{') {
                patterns.whole.insert(line);
                continue;
            }
            let parts: Vec<Part> = line.split(' ').map(Part::read).collect();
            let first = match parts.first() {
                Some(Part::Literal(word)) => word,
                _ => "",
            };
            patterns.slotted.entry(first).or_default().push(parts);
        }
        patterns
    }

    fn matches(&self, key: &str, tokens: &[&str]) -> bool {
        let first = tokens.first().copied().unwrap_or_default();
        self.whole.contains(key)
            || [first, ""]
                .into_iter()
                .filter_map(|head| self.slotted.get(head))
                .flatten()
                .any(|parts| fits(parts, tokens))
    }
}

impl Part {
    fn read(part: &'static str) -> Self {
        match part {
            "{n}" => Self::Number,
            "{w}" => Self::Word,
            "{date}" => Self::Date,
            "{*}" => Self::Any,
            literal => Self::Literal(literal),
        }
    }
}

/// Whether the parts fit all the tokens. Lines are short and patterns have few slots, so
/// trying each length of a slot is cheap.
fn fits(parts: &[Part], tokens: &[&str]) -> bool {
    let Some((part, rest)) = parts.split_first() else { return tokens.is_empty() };
    let one = |accepts: fn(&str) -> bool| {
        tokens
            .split_first()
            .is_some_and(|(token, after)| accepts(token) && fits(rest, after))
    };
    match part {
        Part::Literal(word) => tokens
            .split_first()
            .is_some_and(|(token, after)| token == word && fits(rest, after)),
        Part::Number => one(|token| token.bytes().all(|byte| byte.is_ascii_digit())),
        Part::Word => one(|_| true),
        Part::Date => {
            let run = tokens.iter().take_while(|token| is_date_token(token)).count();
            (1..=run).rev().any(|taken| {
                let (date, after) = tokens.split_at(taken.min(tokens.len()));
                is_dated(date) && fits(rest, after)
            })
        }
        Part::Any => (0..=tokens.len().min(LONGEST_SLOT))
            .any(|taken| fits(rest, tokens.get(taken..).unwrap_or_default())),
    }
}

/// Figures (`8`, `2025`, `14h20`, `1er`, `8th`), months, weekdays, time zones and the small
/// words between them.
fn is_date_token(token: &str) -> bool {
    let digits = token.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return DATE_WORDS.contains(token);
    }
    let rest = token.get(digits..).unwrap_or_default();
    let is_clock = rest.strip_prefix(['h', 't']).is_some_and(|minutes| {
        minutes.bytes().all(|byte| byte.is_ascii_digit() || byte == b'z')
    });
    digits <= 4
        && (matches!(
            rest,
            "" | "st" | "nd" | "rd" | "th" | "er" | "am" | "pm" | "min" | "z"
        ) || is_clock)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::fold_key;

    #[track_caller]
    fn check(line: &str, expected: Option<Phrase>) {
        assert_eq!(phrase_of(&fold_key(line), line.ends_with('.')), expected, "{line}");
    }

    #[test]
    fn furniture_is_known_in_both_languages() {
        for line in [
            "Skip to main content",
            "Aller au contenu",
            "5 min read",
            "5 minutes de lecture",
            "Temps de lecture : 3 min",
            "Comments (12)",
            "Commentaires (12)",
            "Share this article",
            "Partager cet article",
            "Lire aussi : Un port à l’arrêt",
            "Read more: A port stands still",
            "We use cookies to improve your visit. Accept all",
            "Nous utilisons des cookies pour mesurer l’audience. Tout accepter",
            "© 2025 The Harbour Ledger. All rights reserved.",
            "S’abonner",
            "Subscribe",
        ] {
            check(line, Some(Phrase::Chrome));
        }
        check("Similar news", Some(Phrase::Header));
        check("Sur le même sujet", Some(Phrase::Header));
    }

    #[test]
    fn names_and_dates_are_bylines() {
        for line in [
            "By Ada Stone",
            "Par Ada Pierre",
            "Published June 8, 2025",
            "Publié le 8 juin 2025 à 10h32",
            "8 June 2025",
            "13 novembre 2025",
            "4 novembre 2025, 14 h 20",
            "Updated 9:15 a.m. Monday",
            "De notre correspondante à Rome, Ada Pierre",
            "Ada Stone | 8 June 2025",
        ] {
            check(line, Some(Phrase::Byline));
        }
    }

    #[test]
    fn credits_are_known_in_both_languages() {
        for line in [
            "Reporting by Ada Stone; editing by Roy Poe.",
            "Photo: Ada Stone",
            "Crédit photo : A. Pierre",
            "Photo d’illustration",
            "(avec l’Agence du Port)",
        ] {
            check(line, Some(Phrase::Credit));
        }
    }

    #[test]
    fn prose_is_no_phrase() {
        for line in [
            "By Tuesday the fire had reached the port.",
            "Par ailleurs, le port reste fermé.",
            "The board said nothing",
            "La direction se tait",
            "In 2025 it rose",
            "2 400 emplois menacés",
            "Une prime de 31 %",
            "Une option à partir de 2029",
            "The end of 2025",
            "Published figures show that costs fell.",
            "With Roy Poe gone, nobody knows what will happen at the port.",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn every_pattern_of_the_lists_is_folded() {
        for patterns in [&*CHROME, &*HEADERS, &*BYLINES, &*CREDITS] {
            for whole in &patterns.whole {
                assert_eq!(fold_key(whole), *whole);
            }
        }
    }
}
