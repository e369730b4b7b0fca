//! The folded words of an article's body, with the place of each in the untouched text.
//!
//! Folding removes what an outlet's typography changes and nothing else: case, straight or
//! curly apostrophes, the kind of space, hyphens, soft hyphens, `œ` for `oe`, composed or
//! decomposed accents. Accents stay: in French they tell words apart.

use recoupe_text::{Article, LineClass, Span};
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

/// One folded word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Hash of the folded letters; the same on every machine.
    pub(crate) hash: u64,
    /// Where the word stands in the article's text.
    pub(crate) span: Span,
}

/// The words of one text or body, in order.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// The words, in order.
    pub(crate) words: Vec<Word>,
    /// The folded words, each followed by one space: what the exact hash is taken of.
    pub(crate) folded: String,
}

/// French words that lose their last letter before a vowel; they are words of their own.
const ELIDED: [&str; 16] = [
    "l", "d", "c", "j", "m", "n", "s", "t", "qu", "lorsqu", "puisqu", "jusqu", "quoiqu",
    "presqu", "quelqu", "aujourd",
];

/// The words of an article's body: its prose and subheads; where it has none, its tables;
/// where it has neither, all its lines, so that a page of figures is still somebody.
pub(crate) fn of_body(article: &Article) -> Words {
    let prose =
        of_lines(article, |class| matches!(class, LineClass::Prose | LineClass::Subhead));
    if !prose.words.is_empty() {
        return prose;
    }
    let tables = of_lines(article, |class| class == LineClass::Table);
    if !tables.words.is_empty() {
        return tables;
    }
    of_lines(article, |_| true)
}

/// The words of a text that stands alone, a title for example.
pub(crate) fn of_text(text: &str) -> Words {
    let mut words = Words::default();
    words.read(text, 0);
    words
}

fn of_lines(article: &Article, wanted: impl Fn(LineClass) -> bool) -> Words {
    let mut words = Words::default();
    for line in article.lines.iter().filter(|line| wanted(line.class)) {
        words.read(line.span.of(&article.text), line.span.start());
    }
    words
}

impl Words {
    /// Only the hashes, in order.
    pub(crate) fn hashes(&self) -> Vec<u64> {
        self.words.iter().map(|word| word.hash).collect()
    }

    /// Adds the words of `text`, which begins at byte `offset` of the whole.
    fn read(&mut self, text: &str, offset: usize) {
        let mut start = None;
        let mut folded_start = self.folded.len();
        let mut letters = text.char_indices().peekable();
        while let Some((at, letter)) = letters.next() {
            let inside = start.is_some();
            if letter.is_ascii_alphanumeric() {
                self.folded.push(letter.to_ascii_lowercase());
            } else if inside && is_silent(letter) {
                continue;
            } else if inside && is_apostrophe(letter) && next_is_letter(letters.peek()) {
                if !is_elided(&self.folded, folded_start) {
                    self.folded.push('\'');
                    continue;
                }
                self.close(&mut start, &mut folded_start, offset, at);
                continue;
            } else if stands_alone(letter) {
                self.close(&mut start, &mut folded_start, offset, at);
                start = Some(at);
                self.folded.push(letter);
                let end = at + letter.len_utf8();
                self.close(&mut start, &mut folded_start, offset, end);
                continue;
            } else if letter.is_alphanumeric() || (inside && is_combining(letter)) {
                push_folded(letter, &mut self.folded);
            } else {
                self.close(&mut start, &mut folded_start, offset, at);
                continue;
            }
            start = start.or(Some(at));
        }
        self.close(&mut start, &mut folded_start, offset, text.len());
    }

    /// Ends the word that began at `start`, if there is one.
    fn close(
        &mut self,
        start: &mut Option<usize>,
        folded_start: &mut usize,
        offset: usize,
        end: usize,
    ) {
        let Some(begun) = start.take() else { return };
        compose(&mut self.folded, *folded_start);
        let letters = self.folded.get(*folded_start..).unwrap_or_default();
        let hash = xxh3_64(letters.as_bytes());
        self.words.push(Word { hash, span: Span::new(offset + begun, offset + end) });
        self.folded.push(' ');
        *folded_start = self.folded.len();
    }
}

/// Writes the last word in composed letters where it holds combining accents.
fn compose(folded: &mut String, start: usize) {
    let word = folded.get(start..).unwrap_or_default();
    if word.is_ascii() || !word.chars().any(is_combining) {
        return;
    }
    let composed: String = word.nfc().collect();
    folded.truncate(start);
    folded.push_str(&composed);
}

fn push_folded(letter: char, folded: &mut String) {
    match letter {
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ﬁ' => folded.push_str("fi"),
        'ﬂ' => folded.push_str("fl"),
        _ => folded.extend(letter.to_lowercase()),
    }
}

fn is_elided(folded: &str, start: usize) -> bool {
    folded.get(start..).is_some_and(|word| ELIDED.contains(&word))
}

fn next_is_letter(next: Option<&(usize, char)>) -> bool {
    next.is_some_and(|(_, letter)| letter.is_alphabetic())
}

fn is_apostrophe(letter: char) -> bool {
    matches!(
        letter,
        '\'' | '\u{2019}' | '\u{2018}' | '\u{02BC}' | '\u{00B4}' | '\u{FF07}'
    )
}

/// Letters that no reader sees: soft hyphen, zero-width marks, byte order mark.
fn is_silent(letter: char) -> bool {
    matches!(letter, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036F}')
}

/// Scripts written without spaces: each sign counts as a word, so that a shingle is a few
/// signs and not a few sentences.
fn stands_alone(letter: char) -> bool {
    matches!(letter,
        '\u{0E00}'..='\u{0E7F}' | '\u{0E80}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}' | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3134F}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(of_text(text).folded.trim_end(), expected);
    }

    #[test]
    fn typography_is_folded_and_accents_stay() {
        check("The Mayor’s office said “NO”.", "the mayor's office said no");
        check("The mayor's office said \"no\"", "the mayor's office said no");
        check("L’été, qu'il\u{a0}préfère", "l été qu il préfère");
        check("l'e\u{301}te\u{301} QU’IL préfère", "l été qu il préfère");
        check("cœur / coeur", "coeur coeur");
        check("sans-abri, well-known, dé\u{ad}jà", "sans abri well known déjà");
        check("1\u{202f}000 € et 3,5 %", "1 000 et 3 5");
        check("rock 'n' roll", "rock n roll");
        check("東京 tower", "東 京 tower");
        check("", "");
    }

    #[test]
    fn every_word_can_be_read_again_in_the_text() {
        let text = "« L’été » à Paris, aujourd'hui.";
        let seen: Vec<&str> =
            of_text(text).words.iter().map(|word| word.span.of(text)).collect();
        assert_eq!(seen, ["L", "été", "à", "Paris", "aujourd", "hui"]);
    }

    #[test]
    fn random_text_never_breaks_the_spans() {
        arbtest::arbtest(|source| {
            let text: String = source.arbitrary()?;
            for word in of_text(&text).words {
                assert!(!word.span.of(&text).is_empty());
            }
            Ok(())
        })
        .budget_ms(300);
    }
}
