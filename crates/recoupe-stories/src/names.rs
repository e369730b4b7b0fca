//! Names: words that are written with a capital where a capital says something.

use crate::background::Background;
use crate::quick::QuickSet;
use crate::token::{Case, Token};

/// Folded words that take a capital without naming anyone: days, months, titles before
/// names, words of headlines. Lengths of one are never names.
const NOT_NAMES: &str = include_str!("../data/not_names.txt");

/// Which words of an article are names.
#[derive(Debug)]
pub(crate) struct NameSense<'a> {
    /// Folded words met with a capital inside a sentence of the body.
    inside: QuickSet<&'a str>,
    /// Folded words met in lower case in the body.
    lower: QuickSet<&'a str>,
    /// Folded words of the agency that sent it: two dispatches of one agency have that in
    /// common whatever they tell.
    agency: QuickSet<&'a str>,
}

/// Words of the prose within which a name in brackets is the agency of a dateline.
const DATELINE_WORDS: usize = 14;
/// Words of an agency's name that are passed over after `agence` or `agency`.
const AGENCY_WORDS: usize = 4;

impl<'a> NameSense<'a> {
    /// Learns from the body how its words are written.
    pub(crate) fn of(body: &'a [Token], text: &str) -> Self {
        let mut sense = Self {
            inside: QuickSet::default(),
            lower: QuickSet::default(),
            agency: agency(body, text),
        };
        for token in body {
            match token.case {
                Case::Lower => {
                    sense.lower.insert(&token.folded);
                }
                Case::Capital if !token.opens => {
                    sense.inside.insert(&token.folded);
                }
                _ => {}
            }
        }
        sense
    }

    /// Whether a word of the body is a name.
    pub(crate) fn is_name_in_body(&self, token: &Token) -> bool {
        if !may_name(token) || self.agency.contains(token.folded.as_str()) {
            return false;
        }
        !token.opens
            || self.inside.contains(token.folded.as_str())
            || self.is_unheard(token)
    }

    /// Whether a word of the headline is a name. Headlines may capitalise every word, so a
    /// capital counts only where the body confirms it or the word is no everyday word.
    pub(crate) fn is_name_in_title(&self, token: &Token) -> bool {
        may_name(token)
            && !self.agency.contains(token.folded.as_str())
            && (self.inside.contains(token.folded.as_str()) || self.is_unheard(token))
    }

    /// Neither written in lower case here nor an everyday word anywhere.
    fn is_unheard(&self, token: &Token) -> bool {
        let folded = token.folded.as_str();
        let singular = folded.strip_suffix('s').unwrap_or(folded);
        let table = Background::shared();
        !self.lower.contains(folded)
            && !self.lower.contains(singular)
            && !table.is_everyday(folded)
            && !table.is_everyday(singular)
    }
}

/// The words of a dateline's brackets, and those after `agence` or before `news agency`.
fn agency<'a>(body: &'a [Token], text: &str) -> QuickSet<&'a str> {
    let mut words = QuickSet::default();
    for (at, token) in body.iter().enumerate() {
        let capital = |token: &&Token| token.case.is_capital();
        if at < DATELINE_WORDS
            && text.get(..token.span.start()).is_some_and(ends_in_bracket)
        {
            let rest = body.iter().skip(at + 1).take(AGENCY_WORDS);
            let inside = rest.take_while(|it| it.adjoins && it.case.is_capital());
            words.extend([token].into_iter().chain(inside).map(|it| it.folded.as_str()));
        }
        if token.folded == "agence" && token.case.is_capital() {
            let after = body.iter().skip(at).take(AGENCY_WORDS);
            words.extend(after.filter(capital).map(|it| it.folded.as_str()));
        }
        let next = body.get(at + 1).map_or("", |next| &next.folded);
        if next == "news" && body.get(at + 2).is_some_and(|it| it.folded == "agency") {
            words.insert(&token.folded);
        }
    }
    words
}

fn ends_in_bracket(before: &str) -> bool {
    before.ends_with('(')
}

fn may_name(token: &Token) -> bool {
    token.case.is_capital()
        && token.folded.chars().count() > 1
        && !not_names().contains(token.folded.as_str())
}

fn not_names() -> &'static QuickSet<&'static str> {
    static WORDS: std::sync::OnceLock<QuickSet<&'static str>> =
        std::sync::OnceLock::new();
    WORDS.get_or_init(|| {
        let lines = NOT_NAMES.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;

    #[track_caller]
    fn check(title: &str, body: &str, expected: &[&str]) {
        let (head, rest) = (tokens(title, 99), tokens(body, 99));
        let sense = NameSense::of(&rest, body);
        let names: Vec<_> = head
            .iter()
            .filter(|token| sense.is_name_in_title(token))
            .chain(rest.iter().filter(|token| sense.is_name_in_body(token)))
            .map(|token| token.folded.as_str())
            .collect();
        assert_eq!(names, expected);
    }

    #[test]
    fn the_agency_of_a_dispatch_is_no_name_in_it() {
        check(
            "",
            "OSLO, Nov 6 (Fastwire) - Norwil fell, Norwil told Fastwire.",
            &["oslo", "norwil", "norwil"],
        );
        check(
            "",
            "OSLO (Agence Trois Mers) - Chez Norwil, dit-il à l'Agence Trois Mers, tout va.",
            &["oslo", "norwil"],
        );
    }

    #[test]
    fn capitals_of_headlines_and_sentences_are_not_names_by_themselves() {
        check(
            "Velarno Buys Rival Tuskin",
            "The company said Velarno pays cash. Rivals of Tuskin wait.",
            &["velarno", "tuskin", "velarno", "tuskin"],
        );
        check(
            "Velarno rachète son rival Tuskin",
            "Le groupe Velarno paie en numéraire. Les rivaux de Tuskin attendent.",
            &["velarno", "tuskin", "velarno", "tuskin"],
        );
    }
}
