//! Names: words that are written with a capital where a capital says something.

use crate::quick::QuickSet;
use crate::token::{Case, Token};
use crate::vocabulary::{Vocabulary, WordId};

/// Folded words that take a capital without naming anyone: days, months, titles before
/// names, words of headlines. Lengths of one are never names.
const NOT_NAMES: &str = include_str!("../data/not_names.txt");

/// Which words of an article are names. The words are sorted.
#[derive(Debug)]
pub(crate) struct NameSense {
    /// Words met with a capital inside a sentence of the body.
    inside: Vec<WordId>,
    /// Words met in lower case in the body.
    lower: Vec<WordId>,
    /// Words of the agency that sent it: two dispatches of one agency have that in common
    /// whatever they tell.
    agency: Vec<WordId>,
}

/// Words of the prose within which a name in brackets is the agency of a dateline.
const DATELINE_WORDS: usize = 14;
/// Words of an agency's name that are passed over after `agence` or `agency`.
const AGENCY_WORDS: usize = 4;

impl NameSense {
    /// Learns from the body how its words are written.
    pub(crate) fn of(body: &[Token], text: &str, vocabulary: &Vocabulary) -> Self {
        let with = |is_meant: fn(&&Token) -> bool| {
            sorted(body.iter().filter(is_meant).map(|token| token.word).collect())
        };
        Self {
            inside: with(|token| token.case == Case::Capital && !token.opens),
            lower: with(|token| token.case == Case::Lower),
            agency: sorted(agency(body, text, vocabulary)),
        }
    }

    /// Whether a word of the body is a name.
    pub(crate) fn is_name_in_body(&self, token: &Token, vocabulary: &Vocabulary) -> bool {
        self.may_name(token, vocabulary)
            && (!token.opens
                || holds(&self.inside, token.word)
                || self.is_unheard(token.word, vocabulary))
    }

    /// Whether a word of the headline is a name. Headlines may capitalise every word, so a
    /// capital counts only where the body confirms it or the word is no everyday word.
    pub(crate) fn is_name_in_title(
        &self,
        token: &Token,
        vocabulary: &Vocabulary,
    ) -> bool {
        self.may_name(token, vocabulary)
            && (holds(&self.inside, token.word)
                || self.is_unheard(token.word, vocabulary))
    }

    fn may_name(&self, token: &Token, vocabulary: &Vocabulary) -> bool {
        token.case.is_capital()
            && vocabulary.known(token.word).may_name
            && !holds(&self.agency, token.word)
    }

    /// Neither written in lower case here nor an everyday word anywhere.
    fn is_unheard(&self, word: WordId, vocabulary: &Vocabulary) -> bool {
        let known = vocabulary.known(word);
        !known.is_everyday
            && !holds(&self.lower, word)
            && !holds(&self.lower, known.singular)
    }
}

fn sorted(mut words: Vec<WordId>) -> Vec<WordId> {
    words.sort_unstable();
    words.dedup();
    words
}

fn holds(words: &[WordId], word: WordId) -> bool {
    words.binary_search(&word).is_ok()
}

/// The words of a dateline's brackets, and those after `agence` or before `news agency`.
fn agency(body: &[Token], text: &str, vocabulary: &Vocabulary) -> Vec<WordId> {
    let mut words = Vec::new();
    let is = |token: Option<&Token>, folded: &str| {
        token.is_some_and(|token| &*vocabulary.known(token.word).folded == folded)
    };
    for (at, token) in body.iter().enumerate() {
        if at < DATELINE_WORDS
            && text.get(..token.span.start()).is_some_and(|before| before.ends_with('('))
        {
            let rest = body.iter().skip(at + 1).take(AGENCY_WORDS);
            let inside = rest.take_while(|it| it.adjoins && it.case.is_capital());
            words.extend([token].into_iter().chain(inside).map(|it| it.word));
        }
        if token.case.is_capital() && is(Some(token), "agence") {
            let after = body.iter().skip(at).take(AGENCY_WORDS);
            words.extend(after.filter(|it| it.case.is_capital()).map(|it| it.word));
        }
        if is(body.get(at + 1), "news") && is(body.get(at + 2), "agency") {
            words.push(token.word);
        }
    }
    words
}

/// Whether a folded word takes a capital without naming anyone.
pub(crate) fn is_no_name(folded: &str) -> bool {
    static WORDS: std::sync::OnceLock<QuickSet<&'static str>> =
        std::sync::OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let lines = NOT_NAMES.lines().filter(|line| !line.starts_with('#'));
        lines.flat_map(str::split_whitespace).collect()
    });
    words.contains(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;
    use crate::vocabulary::Reader;
    use recoupe_text::Language;

    #[track_caller]
    fn check(title: &str, body: &str, expected: &[&str]) {
        let mut reader = Reader::default();
        let words = reader.vocabulary(Language::English);
        let (head, rest) = (tokens(title, 99, words), tokens(body, 99, words));
        let sense = NameSense::of(&rest, body, words);
        let names: Vec<_> = head
            .iter()
            .filter(|token| sense.is_name_in_title(token, words))
            .chain(rest.iter().filter(|token| sense.is_name_in_body(token, words)))
            .map(|token| &*words.known(token.word).folded)
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
