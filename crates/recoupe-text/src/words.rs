//! Words: what shingles, keys and rules count.
//!
//! One pass, one definition for both languages:
//! letters and digits in a row; French elisions split (`l'` + `accord`); the English
//! possessive split off (`company` + `'s`); hyphenated words whole, with their parts
//! reachable; figures whole with their points, commas and thousands (`10 000`, `1,5`,
//! `2,400.50`); dotted initials as one word without dots (`U.S.` is `us`, as `US` is).
//! Characters of scripts without spaces are words of their own.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use rust_stemmers::{Algorithm, Stemmer};
use xxhash_rust::xxh3::xxh3_64;

use crate::fold::{fold, is_dropped};
use crate::{Language, Span};

/// A word where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    /// Its place in the text, with the apostrophe of an elision (`l'`).
    pub span: Span,
    /// Its folded form (lower case, straight apostrophe; thousands spaces and the dots of
    /// initials dropped).
    pub folded: String,
}

/// A word where it stands, as a number: for passes over very many texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashedWord {
    /// Its place in the text.
    pub span: Span,
    /// [`hash_word`] of its folded form: XXH3, the same on every machine.
    pub hash: u64,
}

/// The words of `text`, in order; spans do not overlap.
pub fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::with_capacity(text.len() / 6);
    scan(text, &mut |span, folded| found.push(Word { span, folded: folded.to_owned() }));
    found
}

/// Calls `visit` for each word of `text`, in order, without allocating per word.
///
/// 54 to 70 MB/s of French news on one core of a loaded machine (2026-11-22); [`words`] 44 to 49.
pub fn for_each_word(text: &str, mut visit: impl FnMut(HashedWord)) {
    scan(text, &mut |span, folded| visit(HashedWord { span, hash: hash_word(folded) }));
}

/// Words of a text from any place on, one step at a time: for callers that have a faster
/// way for the plainest words and ask here for all others.
#[derive(Debug)]
pub struct WordSteps<'text> {
    scanner: Scanner<'text>,
}

impl<'text> WordSteps<'text> {
    /// Steps over `text`.
    pub fn new(text: &'text str) -> Self {
        Self { scanner: Scanner { text, folded: String::with_capacity(32) } }
    }

    /// Calls `visit` with the first word at or behind byte `at` (and with its possessive,
    /// where it has one): its place and its folded form. Gives the place behind it, where
    /// the next step begins; the length of the text where there is no further word.
    /// `at` must be 0, what an earlier step gave, or where a word begins.
    pub fn step(&mut self, at: usize, visit: &mut dyn FnMut(Span, &str)) -> usize {
        self.scanner.next_word(at, visit)
    }
}

/// The hash that [`for_each_word`] gives a word with this folded form.
pub fn hash_word(folded: &str) -> u64 {
    xxh3_64(folded.as_bytes())
}

impl Word {
    /// The parts of a hyphenated word (`porte-parole`: `porte`, `parole`), with their places
    /// in `text`; a word without hyphen is its own only part.
    pub fn parts(&self, text: &str) -> Vec<Self> {
        let source = self.span.of(text);
        let mut parts = Vec::new();
        let mut start = 0;
        for (at, character) in source.char_indices().chain([(source.len(), '-')]) {
            if !is_hyphen(character) {
                continue;
            }
            let span = Span::new(start, at);
            if !span.is_empty() {
                let folded = fold(span.of(source)).into_owned();
                parts.push(Self { span: span.shifted(self.span.start()), folded });
            }
            start = at + character.len_utf8();
        }
        parts
    }
}

/// The Snowball stem of a folded word in English or French; the word itself otherwise.
pub fn stem(word: &str, language: Language) -> Cow<'_, str> {
    static ENGLISH: LazyLock<Stemmer> =
        LazyLock::new(|| Stemmer::create(Algorithm::English));
    static FRENCH: LazyLock<Stemmer> =
        LazyLock::new(|| Stemmer::create(Algorithm::French));
    match language {
        Language::English => ENGLISH.stem(word),
        Language::French => FRENCH.stem(word),
        Language::Other(_) | Language::Unknown => Cow::Borrowed(word),
    }
}

/// Whether a folded word says nothing about the matter of a text: articles, pronouns,
/// auxiliaries, prepositions (`data/en/stop_words.txt`, `data/fr/stop_words.txt`).
/// No word is a stop word of any other language.
pub fn is_stop_word(word: &str, language: Language) -> bool {
    match language {
        Language::English => ENGLISH_STOP_WORDS.contains(word),
        Language::French => FRENCH_STOP_WORDS.contains(word),
        Language::Other(_) | Language::Unknown => false,
    }
}

/// The words of which [`is_stop_word`] says yes, folded, in no meaningful order; none for
/// other languages.
pub fn stop_words(language: Language) -> Vec<&'static str> {
    match language {
        Language::English => ENGLISH_STOP_WORDS.iter().copied().collect(),
        Language::French => FRENCH_STOP_WORDS.iter().copied().collect(),
        Language::Other(_) | Language::Unknown => Vec::new(),
    }
}

static ENGLISH_STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    crate::lists::entries(include_str!("../data/en/stop_words.txt")).collect()
});
static FRENCH_STOP_WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    crate::lists::entries(include_str!("../data/fr/stop_words.txt")).collect()
});

/// What French elides before a vowel. `o'` (O'Brien) and `aujourd'` are not among them.
const ELIDED: [&str; 14] = [
    "l", "d", "qu", "j", "n", "s", "c", "m", "t", "jusqu", "lorsqu", "puisqu", "quoiqu",
    "presqu",
];

/// Longest run of initials or groups of thousands, in bytes: longer ones are no number and no
/// name, and looking back further would cost the square of their length.
const LONGEST_JOINED: usize = 32;

/// Longest elided particle, in bytes: no need to look at longer words.
const LONGEST_ELIDED: usize = 6;

pub(crate) fn scan(text: &str, visit: &mut dyn FnMut(Span, &str)) {
    let mut scanner = Scanner { text, folded: String::with_capacity(32) };
    let mut at = 0;
    while at < text.len() {
        at = scanner.next_word(at, visit);
    }
}

#[derive(Debug)]
struct Scanner<'text> {
    text: &'text str,
    folded: String,
}

/// What a character is to the scanner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letter,
    Digit,
    /// A letter of a script without spaces.
    Lone,
    /// Shows nothing; inside a word it does not end it.
    Dropped,
    Other,
}

impl Scanner<'_> {
    /// Visits the word at or after `at`; gives the place behind it.
    fn next_word(&mut self, at: usize, visit: &mut dyn FnMut(Span, &str)) -> usize {
        let Some(start) = self.word_start(at) else { return self.text.len() };
        if let Some(middle) = self.elision_end(start) {
            self.emit(start, middle, visit);
            return middle;
        }
        let end = self.word_end(start);
        match self.possessive_start(start, end) {
            Some(middle) => {
                self.emit(start, middle, visit);
                self.emit(middle, end, visit);
            }
            None => self.emit(start, end, visit),
        }
        end
    }

    fn word_start(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = at;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                return Some(at);
            }
            if byte.is_ascii() {
                at += 1;
                continue;
            }
            let character = self.character(at)?;
            if matches!(kind(character), Kind::Letter | Kind::Digit | Kind::Lone) {
                return Some(at);
            }
            at += character.len_utf8();
        }
        None
    }

    /// Where the word that begins at `start` ends.
    fn word_end(&self, start: usize) -> usize {
        let mut end = start;
        let mut last = Kind::Other;
        while let Some(character) = self.character(end) {
            let length = character.len_utf8();
            match kind(character) {
                Kind::Lone if end == start => return self.with_marks(end + length),
                Kind::Letter | Kind::Digit if last == Kind::Lone => return end,
                found @ (Kind::Letter | Kind::Digit) => {
                    last = found;
                    end += length;
                }
                Kind::Dropped => end += length,
                Kind::Lone => return end,
                Kind::Other => match self.bridge(start, end, character, last) {
                    Some(next) => end = next,
                    None => break,
                },
            }
        }
        self.without_dropped(start, end)
    }

    /// Whether the connector at `at` belongs to the word: the place behind it if so.
    fn bridge(
        &self,
        start: usize,
        at: usize,
        connector: char,
        last: Kind,
    ) -> Option<usize> {
        let after = at + connector.len_utf8();
        let next = self.character(after).map_or(Kind::Other, kind);
        let joins = match connector {
            _ if is_apostrophe(connector) => {
                next == Kind::Letter && last == Kind::Letter
                    || next == Kind::Digit && self.has_thousands(start, at, after)
            }
            _ if is_hyphen(connector) => matches!(next, Kind::Letter | Kind::Digit),
            '.' | ',' if last == Kind::Digit => next == Kind::Digit,
            '.' => next == Kind::Letter && self.is_initials(start, at, after),
            '&' => last == Kind::Letter && next == Kind::Letter,
            ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' => {
                last == Kind::Digit && self.has_thousands(start, at, after)
            }
            _ => false,
        };
        joins.then_some(after)
    }

    /// `U.S`: all single letters so far, and a single letter next.
    fn is_initials(&self, start: usize, at: usize, after: usize) -> bool {
        if at - start > LONGEST_JOINED {
            return false;
        }
        let before = self.text.get(start..at).unwrap_or_default();
        let single = |part: &str| part.chars().count() == 1;
        before.split('.').all(single)
            && self.text.get(after..).is_some_and(|rest| {
                let mut rest = rest.chars();
                rest.next();
                rest.next().is_none_or(|second| kind(second) == Kind::Other)
            })
    }

    /// One to three digits (or such groups) before, and exactly three behind.
    fn has_thousands(&self, start: usize, at: usize, after: usize) -> bool {
        if at - start > LONGEST_JOINED {
            return false;
        }
        let before = self.text.get(start..at).unwrap_or_default();
        let mut groups = before.split([' ', '\u{a0}', '\u{202f}', '\u{2009}', '\'', '’']);
        let head = groups.next().unwrap_or_default();
        let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        (1..=3).contains(&head.len())
            && all_digits(head)
            && groups.all(|group| group.len() == 3 && all_digits(group))
            && self.text.get(after..after + 3).is_some_and(all_digits)
            && self.character(after + 3).is_none_or(|next| kind(next) != Kind::Digit)
    }

    /// Where an elided particle at `start` ends, apostrophe included, if a letter follows.
    fn elision_end(&self, start: usize) -> Option<usize> {
        let bytes = self.text.as_bytes().get(start..)?;
        let length = bytes
            .iter()
            .take(LONGEST_ELIDED + 1)
            .position(|byte| !byte.is_ascii_alphabetic())?;
        let particle = self.text.get(start..start + length)?;
        let apostrophe = self.character(start + length).filter(|&c| is_apostrophe(c))?;
        let after = start + length + apostrophe.len_utf8();
        let elides = ELIDED.iter().any(|elided| particle.eq_ignore_ascii_case(elided));
        let is_followed =
            self.character(after).is_some_and(|next| kind(next) == Kind::Letter);
        (elides && is_followed).then_some(after)
    }

    /// Where a final `'s` begins.
    fn possessive_start(&self, start: usize, end: usize) -> Option<usize> {
        let word = self.text.get(start..end)?;
        let base = word.strip_suffix(['s', 'S'])?;
        let apostrophe = base.chars().next_back().filter(|&c| is_apostrophe(c))?;
        let base = base.len() - apostrophe.len_utf8();
        (base > 0).then_some(start + base)
    }

    fn emit(&mut self, start: usize, end: usize, visit: &mut dyn FnMut(Span, &str)) {
        let Some(word) = self.text.get(start..end) else { return };
        self.folded.clear();
        if word.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.folded.extend(word.chars().map(|letter| letter.to_ascii_lowercase()));
        } else {
            self.fold_word(word);
        }
        if !self.folded.is_empty() {
            visit(Span::new(start, end), &self.folded);
        }
    }

    /// Folds a word that is not plain ASCII letters and digits.
    fn fold_word(&mut self, word: &str) {
        let mut simple = true;
        for character in word.chars() {
            match character {
                '’' => self.folded.push('\''),
                'à'..='ö' | 'ø'..='ÿ' if character != 'æ' => {
                    self.folded.push(character);
                }
                _ if character.is_ascii() => {
                    self.folded.push(character.to_ascii_lowercase());
                }
                _ => {
                    simple = false;
                    break;
                }
            }
        }
        if !simple {
            self.folded.clear();
            self.folded.push_str(&fold(word));
        }
        self.tidy(word);
    }

    /// Drops the spaces of thousands and the dots of initials.
    fn tidy(&mut self, word: &str) {
        let first_is_digit =
            word.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
        if first_is_digit {
            if self.folded.contains([' ', '\'']) {
                self.folded.retain(|character| !matches!(character, ' ' | '\''));
            }
        } else if self.folded.contains('.')
            && !self.folded.bytes().any(|b| b.is_ascii_digit())
        {
            self.folded.retain(|character| character != '.');
        }
    }

    fn character(&self, at: usize) -> Option<char> {
        match self.text.as_bytes().get(at) {
            Some(&byte) if byte.is_ascii() => Some(byte as char),
            Some(_) => self.text.get(at..)?.chars().next(),
            None => None,
        }
    }

    fn with_marks(&self, mut end: usize) -> usize {
        while let Some(character) = self.character(end).filter(|&c| is_mark(c)) {
            end += character.len_utf8();
        }
        end
    }

    /// `end` moved left over characters that show nothing.
    fn without_dropped(&self, start: usize, end: usize) -> usize {
        let word = self.text.get(start..end).unwrap_or_default();
        start + word.trim_end_matches(is_dropped).len()
    }
}

fn kind(character: char) -> Kind {
    match character {
        'a'..='z' | 'A'..='Z' => Kind::Letter,
        '0'..='9' => Kind::Digit,
        _ if character.is_ascii() => Kind::Other,
        'À'..='Ö' | 'Ø'..='ö' | 'ø'..='ƿ' => Kind::Letter,
        _ if is_dropped(character) => Kind::Dropped,
        _ if is_lone(character) => Kind::Lone,
        _ if character.is_numeric() => Kind::Digit,
        _ if character.is_alphabetic() || is_mark(character) => Kind::Letter,
        _ => Kind::Other,
    }
}

fn is_mark(character: char) -> bool {
    unicode_normalization::char::is_combining_mark(character)
}

/// Han, kana, Thai, Lao, Burmese, Khmer: scripts that write no spaces between words.
fn is_lone(character: char) -> bool {
    matches!(character,
        '\u{0e01}'..='\u{0e30}' | '\u{0e32}'..='\u{0e33}' | '\u{0e40}'..='\u{0e46}'
        | '\u{0e81}'..='\u{0eb0}' | '\u{1000}'..='\u{102a}' | '\u{1780}'..='\u{17b3}'
        | '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’' | 'ʼ' | '＇')
}

fn is_hyphen(character: char) -> bool {
    matches!(character, '-' | '\u{2010}' | '\u{2011}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> =
            words(text).into_iter().map(|word| word.folded).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn elisions_and_possessives_are_split() {
        check(
            "L’accord d'Axel, qu’il n'a signé",
            &["l'", "accord", "d'", "axel", "qu'", "il", "n'", "a", "signé"],
        );
        check(
            "jusqu'à aujourd'hui, lorsqu’elle",
            &["jusqu'", "à", "aujourd'hui", "lorsqu'", "elle"],
        );
        check(
            "The company’s board, O'Brien's, don't",
            &["the", "company", "'s", "board", "o'brien", "'s", "don't"],
        );
        check("the workers' vote 'yes'", &["the", "workers", "vote", "yes"]);
    }

    #[test]
    fn figures_stay_whole() {
        check("10 000 euros, 1,5 million", &["10000", "euros", "1,5", "million"]);
        check("$2,400.50 and 3.5bn", &["2,400.50", "and", "3.5bn"]);
        check(
            "10\u{202f}000\u{a0}000 €. En 2024 500 salariés",
            &["10000000", "en", "2024", "500", "salariés"],
        );
        check("v2.0 at 9.30 p.m. 10'000", &["v2.0", "at", "9.30", "pm", "10000"]);
        check("version 12, 345 units", &["version", "12", "345", "units"]);
    }

    #[test]
    fn compounds_and_initials_are_one_word() {
        check(
            "porte-parole du U.S. Department",
            &["porte-parole", "du", "us", "department"],
        );
        check("a-t-il dit — non", &["a-t-il", "dit", "non"]);
        check("R&D de la S.A. Œuvre", &["r&d", "de", "la", "sa", "oeuvre"]);
        check("pre\u{ad}tax e\u{301}te\u{301}", &["pretax", "été"]);
        check("fin.La suite", &["fin", "la", "suite"]);
        check("日本の", &["日", "本", "の"]);
    }

    #[test]
    fn parts_of_a_compound_have_their_places() {
        let text = "La porte-parole";
        let word = words(text).pop().unwrap();
        let parts: Vec<&str> =
            word.parts(text).iter().map(|part| part.span.of(text)).collect();
        assert_eq!(parts, ["porte", "parole"]);
        assert_eq!(words("accord")[0].parts("accord").len(), 1);
    }

    #[test]
    fn stems_and_stop_words_know_their_language() {
        assert_eq!(
            stem("companies", Language::English),
            stem("company", Language::English)
        );
        assert_eq!(
            stem("annoncées", Language::French),
            stem("annoncé", Language::French)
        );
        assert_eq!(stem("running", Language::Unknown), "running");
        for (word, language) in [
            ("the", Language::English),
            ("'s", Language::English),
            ("l'", Language::French),
            ("été", Language::French),
        ] {
            assert!(is_stop_word(word, language), "{word}");
        }
        assert!(!is_stop_word("accord", Language::French));
        assert!(!is_stop_word("deal", Language::English));
    }

    proptest! {
        #[test]
        fn words_are_ordered_spans_of_the_text(text in "\\PC{0,60}|[a-z0-9'’ .,é-]{0,40}") {
            let mut last = 0;
            for word in words(&text) {
                prop_assert!(word.span.start() >= last && !word.span.is_empty());
                prop_assert!(!word.span.of(&text).is_empty());
                last = word.span.end();
            }
        }

        #[test]
        fn hashed_words_are_the_words(text in "\\PC{0,60}|[A-Za-z0-9'’ .,é-]{0,40}") {
            let mut hashed = Vec::new();
            for_each_word(&text, |word| hashed.push((word.span, word.hash)));
            let plain: Vec<_> = words(&text).iter().map(|word| (word.span, hash_word(&word.folded))).collect();
            prop_assert_eq!(hashed, plain);
        }
    }
}
