//! Words and marks of one sentence, folded for matching, with spans into the source.

use recoupe_text::Span;

/// A word or a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    /// Where it stands in the text the scene was read from.
    pub(crate) span: Span,
    /// Lower case, apostrophes straight, quotation marks as `"`, dashes as `-`; an elided
    /// particle keeps its apostrophe (`l'`), the English possessive is `'s`.
    pub(crate) folded: String,
    /// How it is written.
    pub(crate) shape: Shape,
    /// Whether white space stands before it.
    pub(crate) spaced: bool,
}

/// How a token is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// A word in lower case.
    Lower,
    /// A word with a capital first letter, or a capital inside (`xAI`).
    Capital,
    /// A word of two or more capitals (`ONU`).
    Upper,
    /// A word that begins with a digit.
    Digit,
    /// A mark of punctuation or a symbol.
    Mark,
}

impl Token {
    /// Whether a name may hold it.
    pub(crate) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

const ELIDED: [&str; 13] =
    ["l", "d", "j", "n", "s", "c", "m", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"];

/// Splits the part of `text` at `span` into tokens. Linear; joined tokens and the gaps
/// between them give the text back.
#[expect(
    clippy::string_slice,
    reason = "cut where `char_indices` says a character begins"
)]
pub(crate) fn tokens(text: &str, span: Span) -> Vec<Token> {
    let part = span.of(text);
    let mut found = Vec::with_capacity(part.len() / 5);
    let mut spaced = true;
    let mut rest = part.char_indices().peekable();
    while let Some((start, letter)) = rest.next() {
        if letter.is_whitespace() || is_invisible(letter) {
            spaced = true;
            continue;
        }
        let end = if letter.is_alphanumeric() {
            let word = word_length(&part[start..]);
            while rest.next_if(|(at, _)| *at < start + word).is_some() {}
            start + word
        } else if is_apostrophe(letter) && possessive(&part[start..]) {
            rest.next();
            start + letter.len_utf8() + 1
        } else {
            start + letter.len_utf8()
        };
        let words = &part[start..end];
        found.push(Token {
            span: Span::new(start, end).shifted(span.start()),
            folded: fold(words),
            shape: shape(words),
            spaced,
        });
        spaced = false;
    }
    found
}

fn is_invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ' | '‘')
}

/// Whether `rest` begins with the English possessive: `'s` that ends a word.
fn possessive(rest: &str) -> bool {
    let mut letters = rest.chars().skip(1);
    letters.next().is_some_and(|s| s == 's' || s == 'S')
        && !letters.next().is_some_and(char::is_alphanumeric)
}

/// Length in bytes of the word that `rest` begins with: letters and digits, dots inside
/// initials (`U.S.`), decimal marks between digits, and apostrophes inside names (`O'Brien`)
/// but not after elided particles, which end with theirs.
#[expect(
    clippy::string_slice,
    reason = "cut where `char_indices` says a character begins"
)]
fn word_length(rest: &str) -> usize {
    let mut length = 0;
    let mut letters = rest.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        if letter.is_alphanumeric() {
            length = at + letter.len_utf8();
        } else if is_apostrophe(letter) && next.is_some_and(char::is_alphanumeric) {
            let before = rest[..at].to_lowercase();
            if ELIDED.contains(&before.as_str()) {
                return at + letter.len_utf8();
            }
            if possessive(&rest[at..]) {
                return at;
            }
        } else if letter == '.' && is_initial(&rest[..at]) {
            length = at + 1;
            if !next.is_some_and(char::is_uppercase) {
                return length;
            }
        } else if matches!(letter, '.' | ',')
            && rest[..at].ends_with(|before: char| before.is_ascii_digit())
            && next.is_some_and(|after| after.is_ascii_digit())
        {
        } else {
            break;
        }
    }
    length.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Whether a word ends in a single capital, as initials do: `U`, `U.S`, `J`.
fn is_initial(word: &str) -> bool {
    let last = word.rsplit('.').next().unwrap_or_default();
    let mut letters = last.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.next().is_none()
}

fn fold(words: &str) -> String {
    let mut folded = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '’' | 'ʼ' | '‘' => folded.push('\''),
            '“' | '”' | '«' | '»' | '„' | '"' => folded.push('"'),
            '–' | '—' | '‑' | '‐' | '−' => folded.push('-'),
            'œ' | 'Œ' => folded.push_str("oe"),
            '…' => folded.push_str("..."),
            _ if is_invisible(letter) => {}
            _ => folded.extend(letter.to_lowercase()),
        }
    }
    folded
}

fn shape(words: &str) -> Shape {
    let Some(first) = words.chars().next() else { return Shape::Mark };
    if first.is_ascii_digit() {
        return Shape::Digit;
    }
    if !first.is_alphanumeric() {
        return Shape::Mark;
    }
    let letters = words.chars().filter(|letter| letter.is_alphabetic());
    let capitals = letters.clone().filter(|letter| letter.is_uppercase()).count();
    match (capitals, letters.count()) {
        (0, _) => Shape::Lower,
        (capitals, all) if capitals == all && all > 1 => Shape::Upper,
        _ => Shape::Capital,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = tokens(text, Span::new(0, text.len()));
        let folded: Vec<&str> = found.iter().map(|token| token.folded.as_str()).collect();
        assert_eq!(folded, expected);
        for token in &found {
            assert!(!token.span.of(text).is_empty());
        }
    }

    #[test]
    fn words_marks_and_particles_stand_apart() {
        check("Orlan’s deal, he said.", &["orlan", "'s", "deal", ",", "he", "said", "."]);
        check("L’Américain d'Orlan", &["l'", "américain", "d'", "orlan"]);
        check("the U.S. Department", &["the", "u.s.", "department"]);
        check("O'Brien aujourd'hui", &["o'brien", "aujourd'hui"]);
        check("« À 10,5 % »", &["\"", "à", "10,5", "%", "\""]);
        check("Jean-Marc", &["jean", "-", "marc"]);
        check("J. Dupont parle.", &["j.", "dupont", "parle", "."]);
    }

    #[test]
    fn random_text_never_panics() {
        arbtest::arbtest(|bytes| {
            let text: String = bytes.arbitrary()?;
            tokens(&text, Span::new(0, text.len()));
            Ok(())
        });
    }
}
