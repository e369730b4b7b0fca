//! Words of a text with what their letters tell: folded spelling, case, place in the
//! sentence.

use recoupe_text::Span;
use unicode_normalization::char::decompose_canonical;

/// One word or number of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands.
    pub(crate) span: Span,
    /// Lower case without accents: `Élysée` is `elysee`, `U.S.` is `us`.
    pub(crate) folded: String,
    /// How it is capitalised.
    pub(crate) case: Case,
    /// Whether it opens a sentence, a line or a quotation, where a capital says nothing.
    pub(crate) opens: bool,
    /// Whether nothing but a space, a hyphen or an elision parts it from the token before.
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

/// The words of `text`, at most `most` of them, in order. Hyphens and apostrophes part
/// words (`États-Unis`, `l'usine`), points inside initials do not (`U.S.`).
/// Linear in the part of the text that is read.
pub(crate) fn tokens(text: &str, most: usize) -> Vec<Token> {
    let mut found: Vec<Token> = Vec::new();
    let mut reader = text.char_indices().peekable();
    let mut gap = Gap::Sentence;
    while let Some((start, letter)) = reader.next() {
        if !letter.is_alphanumeric() {
            gap = gap.widened(letter);
            continue;
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
        if found.len() >= most {
            break;
        }
        let span = Span::new(start, end);
        found.push(token(span, span.of(text), gap));
        gap = Gap::None;
    }
    found
}

fn token(span: Span, written: &str, gap: Gap) -> Token {
    let is_number = written.starts_with(|letter: char| letter.is_ascii_digit());
    let folded = if is_number { written.to_lowercase() } else { fold(written) };
    let case = case_of(written, &folded);
    let opens = matches!(gap, Gap::Sentence);
    Token { span, folded, case, opens, adjoins: matches!(gap, Gap::None | Gap::Thin) }
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
    for letter in written.chars() {
        if letter.is_ascii() {
            if letter != '.' {
                folded.push(letter.to_ascii_lowercase());
            }
            continue;
        }
        fold_letter(letter, &mut folded);
    }
    folded
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
        let folded: Vec<_> =
            tokens(text, 99).into_iter().map(|token| token.folded).collect();
        assert_eq!(folded, expected, "{text}");
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
        let read = tokens("Police met Anna. « Oui », dit l'ONU.", 99);
        let seen: Vec<_> = read.iter().map(|it| (it.folded.as_str(), it.opens)).collect();
        assert_eq!(seen.first(), Some(&("police", true)));
        assert_eq!(seen.get(2), Some(&("anna", false)));
        assert_eq!(seen.get(3), Some(&("oui", true)));
        assert_eq!(read.last().map(|it| it.case), Some(Case::AllCapitals));
    }
}
