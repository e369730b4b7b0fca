//! Words of a text with what their letters tell: folded spelling, case, place in the
//! sentence.

use recoupe_text::Span;
use unicode_normalization::char::decompose_canonical;

use crate::vocabulary::{Vocabulary, WordId};

/// One word or number of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// Its folded spelling, as the vocabulary that read it numbers it.
    pub(crate) word: WordId,
    /// How it is capitalised.
    pub(crate) case: Case,
    /// Whether it opens a sentence, a line or a quotation, where a capital says nothing.
    pub(crate) opens: bool,
    /// Whether nothing but a space, a hyphen or an elision parts it from the token before.
    pub(crate) adjoins: bool,
}

/// A word as it is met, before anything is known of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Met<'a> {
    /// Where it stands.
    pub(crate) span: Span,
    /// Lower case without accents: `Élysée` is `elysee`, `U.S.` is `us`.
    pub(crate) folded: &'a str,
    /// See [`Token::case`].
    pub(crate) case: Case,
    /// See [`Token::opens`].
    pub(crate) opens: bool,
    /// See [`Token::adjoins`].
    pub(crate) adjoins: bool,
}

/// How a word is capitalised.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Case {
    /// No capital at the start.
    Lower,
    /// One capital at the start.
    Capital,
    /// Two letters or more, all capitals.
    AllCapitals,
    /// It starts with a digit.
    Number,
}

impl Case {
    /// Whether the word starts with a capital.
    pub(crate) fn is_capital(self) -> bool {
        matches!(self, Self::Capital | Self::AllCapitals)
    }
}

/// The words of `text`, at most `most` of them, in order, by the numbers of `vocabulary`.
pub(crate) fn tokens(text: &str, most: usize, vocabulary: &mut Vocabulary) -> Vec<Token> {
    let mut found = Vec::with_capacity(most.min(text.len() / 5 + 1));
    scan(text, most, |met| {
        let word = if met.case == Case::Number {
            WordId::NUMBER
        } else {
            vocabulary.word(met.folded)
        };
        let Met { span, case, opens, adjoins, .. } = met;
        found.push(Token { span, word, case, opens, adjoins });
    });
    found
}

/// The folded words of `text`, at most `most` of them.
pub(crate) fn folded_words(text: &str, most: usize) -> Vec<String> {
    let mut found = Vec::new();
    scan(text, most, |met| found.push(met.folded.to_owned()));
    found
}

/// Calls `visit` for each word of `text`, at most `most` of them, in order. Hyphens and
/// apostrophes part words (`États-Unis`, `l'usine`), points inside initials do not
/// (`U.S.`). Linear in the part of the text that is read; allocates once.
pub(crate) fn scan(text: &str, most: usize, mut visit: impl FnMut(Met<'_>)) {
    let mut reader = text.char_indices().peekable();
    let mut gap = Gap::Sentence;
    let mut folded = String::new();
    let mut count = 0;
    while let Some((start, letter)) = reader.next() {
        if !letter.is_alphanumeric() {
            gap = gap.widened(letter);
            continue;
        }
        if count >= most {
            return;
        }
        let mut end = start + letter.len_utf8();
        while let Some(&(at, next)) = reader.peek() {
            if next.is_alphanumeric() || joins(text, start, at, next) {
                end = at + next.len_utf8();
                reader.next();
            } else {
                break;
            }
        }
        let span = Span::new(start, end);
        let written = span.of(text);
        folded.clear();
        if written.starts_with(|letter: char| letter.is_ascii_digit()) {
            folded.extend(written.chars().flat_map(char::to_lowercase));
        } else {
            fold_into(written, &mut folded);
        }
        visit(Met {
            span,
            folded: &folded,
            case: case_of(written, &folded),
            opens: gap == Gap::Sentence,
            adjoins: matches!(gap, Gap::None | Gap::Thin),
        });
        count += 1;
        gap = Gap::None;
    }
}

/// Whether the character at `at` belongs inside the word that began at `start`: a point
/// between single capitals, a point or comma between digits.
fn joins(text: &str, start: usize, at: usize, letter: char) -> bool {
    if letter != '.' && letter != ',' {
        return false;
    }
    let before = Span::new(start, at).of(text);
    let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
    let Some(after) = after else { return false };
    if before.chars().all(|it| it.is_ascii_digit() || it == '.' || it == ',') {
        return after.is_ascii_digit();
    }
    let second = text.get(at + 1..).and_then(|rest| rest.chars().nth(1));
    letter == '.'
        && before.split('.').all(|part| part.chars().count() == 1)
        && after.is_uppercase()
        && second == Some('.')
}

fn case_of(written: &str, folded: &str) -> Case {
    let mut letters = written.chars().filter(|letter| *letter != '.');
    let Some(first) = letters.next() else { return Case::Lower };
    if first.is_ascii_digit() {
        Case::Number
    } else if !first.is_uppercase() {
        Case::Lower
    } else if folded.chars().count() > 1 && letters.all(|letter| !letter.is_lowercase()) {
        Case::AllCapitals
    } else {
        Case::Capital
    }
}

/// What parts two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    None,
    Thin,
    Wide,
    Sentence,
}

impl Gap {
    fn widened(self, by: char) -> Self {
        let width = match by {
            '.' | '!' | '?' | '\n' | ':' | '…' | '"' | '“' | '«' | '‘' | '•' => {
                Self::Sentence
            }
            '-' | '\'' | '’' | '‐' | '‑' | '&' => Self::Thin,
            _ if by.is_whitespace() => Self::Thin,
            _ => Self::Wide,
        };
        if self.rank() > width.rank() { self } else { width }
    }

    fn rank(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Thin => 1,
            Self::Wide => 2,
            Self::Sentence => 3,
        }
    }
}

/// Lower case, without accents, ligatures opened, points dropped.
pub(crate) fn fold(written: &str) -> String {
    let mut folded = String::with_capacity(written.len());
    fold_into(written, &mut folded);
    folded
}

fn fold_into(written: &str, folded: &mut String) {
    for letter in written.chars() {
        if letter.is_ascii() {
            if letter != '.' {
                folded.push(letter.to_ascii_lowercase());
            }
            continue;
        }
        fold_letter(letter, folded);
    }
}

fn fold_letter(letter: char, folded: &mut String) {
    match letter {
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'ß' => folded.push_str("ss"),
        'ø' | 'Ø' => folded.push('o'),
        'ł' | 'Ł' => folded.push('l'),
        _ => decompose_canonical(letter, |part| {
            if !('\u{300}'..='\u{36f}').contains(&part) {
                folded.extend(part.to_lowercase());
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(folded_words(text, 99), expected, "{text}");
    }

    #[test]
    fn words_are_folded_and_parted_alike_in_both_languages() {
        check(
            "The U.S. and the E.U. agree.",
            &["the", "us", "and", "the", "eu", "agree"],
        );
        check(
            "Les États-Unis et l’Élysée",
            &["les", "etats", "unis", "et", "l", "elysee"],
        );
        check("It paid $1,250.50. Then", &["it", "paid", "1,250.50", "then"]);
        check("Il a payé 1 250,50 €. Puis", &["il", "a", "paye", "1", "250,50", "puis"]);
        check("", &[]);
    }

    #[test]
    fn capitals_at_the_start_of_a_sentence_are_told_from_those_inside() {
        let mut seen = Vec::new();
        scan("Police met Anna. « Oui », dit l'ONU.", 99, |met| {
            seen.push((met.folded.to_owned(), met.opens, met.case));
        });
        let opens = |at: usize| seen.get(at).map(|it| (it.0.as_str(), it.1));
        assert_eq!(opens(0), Some(("police", true)));
        assert_eq!(opens(2), Some(("anna", false)));
        assert_eq!(opens(3), Some(("oui", true)));
        assert_eq!(seen.last().map(|it| it.2), Some(Case::AllCapitals));
    }
}
