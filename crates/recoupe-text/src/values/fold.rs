//! Cuts text into words, runs of digits and signs, each with a folded form for look-up:
//! lower case, no accents (but the French preposition "à", which means "to" where "a" means
//! "has"), one apostrophe, one hyphen. The spans stay those of the untouched text.

/// Longest folded form kept, in bytes; anything longer is no word of the grammar.
const LONGEST: usize = 32;

/// A folded word. Empty where the word was too long.
#[derive(Debug, Clone, Copy)]
pub(super) struct Folded {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Folded {
    const EMPTY: Self = Self { bytes: [0; LONGEST], length: 0 };

    pub(super) fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.length).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }

    fn push_byte(&mut self, byte: u8) {
        match self.bytes.get_mut(self.length) {
            Some(place) => {
                *place = byte;
                self.length += 1;
            }
            None => self.length = LONGEST + 1,
        }
    }

    fn push_char(&mut self, letter: char) {
        for &byte in letter.encode_utf8(&mut [0; 4]).as_bytes() {
            self.push_byte(byte);
        }
    }
}

/// What a piece is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// Letters.
    Word,
    /// ASCII digits.
    Digits,
    /// One sign.
    Sign,
    /// A paragraph's end: two line feeds or more, with nothing between.
    Break,
}

/// A run of letters, a run of digits, or one sign, at bytes `start..end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) class: Class,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) folded: Folded,
}

/// The pieces of `text`, in order, without spaces. Linear.
pub(super) fn pieces(text: &str) -> Pieces<'_> {
    Pieces { text, at: 0 }
}

/// See [`pieces`].
#[derive(Debug)]
pub(super) struct Pieces<'t> {
    text: &'t str,
    at: usize,
}

impl Iterator for Pieces<'_> {
    type Item = Piece;

    fn next(&mut self) -> Option<Piece> {
        let start = match self.skip_spaces() {
            Gap::Break(start) => {
                return Some(Piece {
                    class: Class::Break,
                    start,
                    end: start,
                    folded: Folded::EMPTY,
                });
            }
            Gap::Space(start) => start,
        };
        let first = self.rest().chars().next()?;
        let class = class_of(first);
        let folded = match class {
            Class::Digits => self.digits(),
            Class::Word => self.letters(),
            Class::Sign | Class::Break => self.sign(first),
        };
        Some(Piece { class, start, end: self.at, folded })
    }
}

/// What lies between two pieces; the place of the next piece, or of the break.
enum Gap {
    Space(usize),
    Break(usize),
}

impl Pieces<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_spaces(&mut self) -> Gap {
        let (start, mut line_feeds) = (self.at, 0);
        for letter in self.text.get(start..).unwrap_or_default().chars() {
            if !is_space(letter) {
                break;
            }
            line_feeds += usize::from(letter == '\n');
            self.at += letter.len_utf8();
        }
        if line_feeds > 1 { Gap::Break(start) } else { Gap::Space(self.at) }
    }

    fn digits(&mut self) -> Folded {
        let mut folded = Folded::EMPTY;
        for &byte in self.text.as_bytes().get(self.at..).unwrap_or_default() {
            if !byte.is_ascii_digit() {
                break;
            }
            folded.push_byte(byte);
            self.at += 1;
        }
        keep_short(folded)
    }

    fn letters(&mut self) -> Folded {
        let (mut folded, begin) = (Folded::EMPTY, self.at);
        let text = self.text;
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii_alphabetic() {
                folded.push_byte(byte.to_ascii_lowercase());
                self.at += 1;
                continue;
            }
            if byte.is_ascii() {
                break;
            }
            let Some(letter) = self.rest().chars().next() else { break };
            if !is_letter(letter) {
                break;
            }
            fold_into(&mut folded, letter);
            self.at += letter.len_utf8();
        }
        if matches!(text.get(begin..self.at), Some("à" | "À")) {
            folded = Folded::EMPTY;
            folded.push_char('à');
        }
        keep_short(folded)
    }

    fn sign(&mut self, sign: char) -> Folded {
        let mut folded = Folded::EMPTY;
        folded.push_char(match sign {
            '\u{2019}' | '\u{2018}' | '\u{02bc}' | '`' | '´' => '\'',
            '\u{2010}' | '\u{2011}' | '\u{2212}' | '\u{2012}' => '-',
            other => other,
        });
        self.at += sign.len_utf8();
        folded
    }
}

/// A word that did not fit is no word at all.
fn keep_short(folded: Folded) -> Folded {
    if folded.length > LONGEST { Folded::EMPTY } else { folded }
}

fn class_of(letter: char) -> Class {
    if letter.is_ascii_digit() {
        Class::Digits
    } else if is_letter(letter) {
        Class::Word
    } else {
        Class::Sign
    }
}

fn is_letter(letter: char) -> bool {
    letter.is_alphabetic() || is_mark(letter)
}

/// Combining accents, the soft hyphen and the joiners: they belong to the word around them.
fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{0300}'..='\u{036f}' | '\u{00ad}' | '\u{200c}' | '\u{200d}')
}

/// White space, with the zero-width kinds.
pub(super) fn is_space(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            '\u{200b}' | '\u{feff}' | '\u{2060}' | '\u{200e}' | '\u{200f}'
        )
}

fn fold_into(folded: &mut Folded, letter: char) {
    let plain = match letter {
        'à'..='å' | 'À'..='Å' | 'ª' => 'a',
        'ç' | 'Ç' | 'č' | 'Č' => 'c',
        'è'..='ë' | 'È'..='Ë' | 'ᵉ' => 'e',
        'ì'..='ï' | 'Ì'..='Ï' => 'i',
        'ñ' | 'Ñ' => 'n',
        'ò'..='ö' | 'Ò'..='Ö' | 'ø' | 'Ø' | 'º' => 'o',
        'ù'..='ü' | 'Ù'..='Ü' => 'u',
        'ý' | 'ÿ' | 'Ý' | 'Ÿ' => 'y',
        'ł' | 'Ł' => 'l',
        'ʳ' => 'r',
        'ˢ' => 's',
        'œ' | 'Œ' => return push_both(folded, 'o'),
        'æ' | 'Æ' => return push_both(folded, 'a'),
        mark if is_mark(mark) => return,
        other => other.to_lowercase().next().unwrap_or(other),
    };
    folded.push_char(plain);
}

fn push_both(folded: &mut Folded, first: char) {
    folded.push_char(first);
    folded.push_char('e');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let words: Vec<String> =
            pieces(text).map(|piece| piece.folded.as_str().to_owned()).collect();
        assert_eq!(words, expected, "{text}");
    }

    #[test]
    fn words_digits_and_signs_stand_apart_and_are_folded() {
        check(
            "L’Été à Liège, 10\u{202f}M€",
            &["l", "'", "ete", "à", "liege", ",", "10", "m", "€"],
        );
        check("US$10bn–15bn", &["us", "$", "10", "bn", "–", "15", "bn"]);
        check("cœur e\u{301}te\u{301}", &["coeur", "ete"]);
        check("a\n\nb", &["a", "", "b"]);
    }

    #[test]
    fn pieces_cover_the_text_without_overlap() {
        arbtest::arbtest(|source| {
            let text: String = source.arbitrary()?;
            let mut reached = 0;
            for piece in pieces(&text) {
                assert!(reached <= piece.start && piece.start <= piece.end);
                assert!(text.get(piece.start..piece.end).is_some());
                reached = piece.end.max(piece.start);
            }
            Ok(())
        });
    }
}
