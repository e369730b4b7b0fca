//! The words of an article's body as numbers, with the place of each in the untouched text.
//!
//! What a word is, and how typography is folded away, [`recoupe_text::words`] decides. News
//! is mostly plain words of ASCII and Latin-1 letters between spaces and stops: these are
//! read here eight bytes at a time, and everything else (figures, compounds, initials, other
//! scripts, combining marks) is handed over word by word. A property test holds the two
//! ways together on random Unicode.
//!
//! The eight-byte steps are the usual SWAR arithmetic: Warren, "Hacker's Delight" (2012),
//! chapter 6; Mycroft's test for a byte in a range.

use recoupe_text::words::WordSteps;
use recoupe_text::{Article, LineClass, Span};
use xxhash_rust::xxh3::xxh3_64;

/// Words in order of the text: their hashes, and where each stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Hashes of the folded words; the same on every machine.
    pub(crate) hashes: Vec<u64>,
    /// The place of each.
    pub(crate) spans: Vec<Span>,
}

/// The words of an article's body: its prose and subheads; where it has none, its tables;
/// where it has neither, all its lines, so that a page of figures is still somebody.
pub(crate) fn of_body(article: &Article) -> Words {
    let prose =
        of_lines(article, |class| matches!(class, LineClass::Prose | LineClass::Subhead));
    if !prose.hashes.is_empty() {
        return prose;
    }
    let tables = of_lines(article, |class| class == LineClass::Table);
    if !tables.hashes.is_empty() {
        return tables;
    }
    of_lines(article, |_| true)
}

/// The words of the title; empty without one.
pub(crate) fn of_title(article: &Article) -> Vec<u64> {
    let mut words = Vec::new();
    if let Some(title) = &article.title {
        read_hashes(&title.text, &mut words);
    }
    words
}

/// Adds the hashes of the words of `text` to `hashes`.
pub(crate) fn read_hashes(text: &str, hashes: &mut Vec<u64>) {
    for_each_word(text, |_, _, hash| hashes.push(hash));
}

fn of_lines(article: &Article, wanted: impl Fn(LineClass) -> bool) -> Words {
    let mut words = Words::default();
    let room = article.text.len() / MEAN_WORD_BYTES;
    words.hashes.reserve(room);
    words.spans.reserve(room);
    for line in article.lines.iter().filter(|line| wanted(line.class)) {
        let offset = line.span.start();
        for_each_word(line.span.of(&article.text), |start, end, hash| {
            words.hashes.push(hash);
            words.spans.push(Span::new(start + offset, end + offset));
        });
    }
    words
}

/// A word and the space behind it, on the average of English and French news.
const MEAN_WORD_BYTES: usize = 6;

/// The bytes of a row of hashes, the same on every machine.
pub(crate) fn bytes(hashes: &[u64]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect()
}

/// Folded words up to this many bytes are hashed from two registers.
const SHORT: usize = 16;

/// The hash of a folded word, the same on every machine.
pub(crate) fn hash_word(folded: &str) -> u64 {
    let bytes = folded.as_bytes();
    if bytes.len() > SHORT {
        return xxh3_64(bytes);
    }
    let mut padded = [0_u8; SHORT];
    for (slot, byte) in padded.iter_mut().zip(bytes) {
        *slot = *byte;
    }
    hash_padded(padded, bytes.len())
}

fn hash_padded(padded: [u8; SHORT], length: usize) -> u64 {
    let whole = u128::from_le_bytes(padded);
    hash_short(whole as u64, (whole >> 64) as u64, length)
}

/// One multiplication to 128 bits, folded (as in wyhash): each letter reaches every bit.
fn hash_short(low: u64, high: u64, length: usize) -> u64 {
    let one = low ^ 0x9E37_79B1_85EB_CA87;
    let other = (high ^ 0xC2B2_AE3D_27D4_EB4F)
        .wrapping_add((length as u64).wrapping_mul(0x1656_67B1_9E37_79F9));
    let product = u128::from(one) * u128::from(other);
    (product as u64) ^ (product >> 64) as u64
}

/// Calls `visit` with first byte, end and hash of each word of `text`, in order.
#[inline]
pub(crate) fn for_each_word(text: &str, mut visit: impl FnMut(usize, usize, u64)) {
    let bytes = text.as_bytes();
    let mut steps: Option<WordSteps> = None;
    let mut at = 0;
    while at < bytes.len() {
        match next_plain(bytes, at) {
            Next::Word { start, end, hash } => {
                visit(start, end, hash);
                at = end;
            }
            Next::Unsure(start) => {
                let steps = steps.get_or_insert_with(|| WordSteps::new(text));
                at = steps.step(start, &mut |span, folded| {
                    visit(span.start(), span.end(), hash_word(folded));
                });
            }
        }
    }
}

/// What stands at the next word.
enum Next {
    /// A plain word.
    Word { start: usize, end: usize, hash: u64 },
    /// Something that only the full definition can tell, from this place on.
    Unsure(usize),
}

/// The next word where it is a plain one.
#[inline]
fn next_plain(bytes: &[u8], at: usize) -> Next {
    let start = skip(bytes, at);
    plain_word(bytes, start).unwrap_or(Next::Unsure(start))
}

/// Passes over what surely is no word.
#[inline]
fn skip(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii() {
            if byte.is_ascii_alphanumeric() {
                return at;
            }
            at += 1;
            continue;
        }
        match (byte, bytes.get(at + 1), bytes.get(at + 2)) {
            (0xC2, Some(0xA0 | 0xAB | 0xBB), _) => at += 2,
            // U+2000 to U+203F: spaces, dashes, quotes; neither letters nor figures.
            (0xE2, Some(0x80), Some(_)) => at += 3,
            _ => return at,
        }
    }
    at
}

/// The word that begins at `start`, where it is made of ASCII and Latin-1 letters only and
/// surely ends behind them.
#[inline]
fn plain_word(bytes: &[u8], start: usize) -> Option<Next> {
    let window: [u8; SHORT] = bytes.get(start..start + SHORT)?.try_into().ok()?;
    let whole = u128::from_le_bytes(window);
    let (low, high) = (whole as u64, (whole >> 64) as u64);
    let mut length = leading_letters(low);
    if length == 8 {
        length += leading_letters(high);
    }
    let next = *bytes.get(start + length)?;
    if length == SHORT || next == 0xC3 {
        return latin_word(bytes, start);
    }
    let kept = (whole | u128::from_le_bytes([0x20; SHORT])) & ((1 << (8 * length)) - 1);
    let (low, high) = (kept as u64, (kept >> 64) as u64);
    if length > 0 && ends_word(bytes, start + length, length) {
        let hash = hash_short(low, high, length);
        return Some(Next::Word { start, end: start + length, hash });
    }
    elision(bytes, start, low, length)
}

/// How many of the eight bytes, from the lowest on, are ASCII letters.
#[inline]
fn leading_letters(eight: u64) -> usize {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const TOP: u64 = 0x80 * EACH;
    let lower = eight | (0x20 * EACH);
    let seven = lower & !TOP;
    let from_a = seven + (0x80 - 0x61) * EACH;
    let past_z = seven + (0x80 - 0x7B) * EACH;
    let letters = from_a & !past_z & !lower & TOP;
    (letters ^ TOP).trailing_zeros() as usize / 8
}

/// Whether a word of `length` letters surely ends before byte `at`.
#[inline]
fn ends_word(bytes: &[u8], at: usize, length: usize) -> bool {
    match bytes.get(at) {
        None => true,
        Some(b'.') => length > 1,
        Some(b'\'' | b'-' | b'&' | b'0'..=b'9') => false,
        Some(byte) if byte.is_ascii() => true,
        Some(0xC2) => matches!(bytes.get(at + 1), Some(0xA0 | 0xAB | 0xBB)),
        // No-break space, dashes, quotes, the ellipsis.
        Some(0xE2) => matches!(
            (bytes.get(at + 1), bytes.get(at + 2)),
            (Some(0x80), Some(0x93 | 0x94 | 0x9C | 0x9D | 0xA6 | 0xAF))
        ),
        Some(_) => false,
    }
}

/// What French elides before a vowel, as little-endian bytes: the list of
/// [`recoupe_text::words`].
const ELIDED: [u64; 14] = [
    little(*b"l\0\0\0\0\0\0\0"),
    little(*b"d\0\0\0\0\0\0\0"),
    little(*b"qu\0\0\0\0\0\0"),
    little(*b"j\0\0\0\0\0\0\0"),
    little(*b"n\0\0\0\0\0\0\0"),
    little(*b"s\0\0\0\0\0\0\0"),
    little(*b"c\0\0\0\0\0\0\0"),
    little(*b"m\0\0\0\0\0\0\0"),
    little(*b"t\0\0\0\0\0\0\0"),
    little(*b"jusqu\0\0\0"),
    little(*b"lorsqu\0\0"),
    little(*b"puisqu\0\0"),
    little(*b"quoiqu\0\0"),
    little(*b"presqu\0\0"),
];

const fn little(letters: [u8; 8]) -> u64 {
    u64::from_le_bytes(letters)
}

/// `l'` and `l’` before a letter.
fn elision(bytes: &[u8], start: usize, low: u64, length: usize) -> Option<Next> {
    if !(1..=6).contains(&length) || !ELIDED.contains(&low) {
        return None;
    }
    let at = start + length;
    let end = match (bytes.get(at)?, bytes.get(at + 1), bytes.get(at + 2)) {
        (b'\'', _, _) => at + 1,
        (0xE2, Some(0x80), Some(0x99)) => at + 3,
        _ => return None,
    };
    let goes_on = match (bytes.get(end)?, bytes.get(end + 1)) {
        (0xC3, Some(&second)) => latin_lower(second).is_some(),
        (byte, _) => byte.is_ascii_alphabetic(),
    };
    let folded = low | u64::from(b'\'') << (8 * length);
    let hash = hash_short(folded, 0, length + 1);
    goes_on.then_some(Next::Word { start, end, hash })
}

/// The second byte of a Latin-1 letter (behind `0xC3`) in lower case; `None` for the signs
/// × and ÷ and for the letters that fold to two (æ, ß is left out too).
#[inline]
fn latin_lower(second: u8) -> Option<u8> {
    match second {
        0x86 | 0x97 | 0x9F | 0xA6 | 0xB7 => None,
        0x80..=0x9E => Some(second + 0x20),
        0xA0..=0xBF => Some(second),
        _ => None,
    }
}

/// A word with accents, byte by byte.
fn latin_word(bytes: &[u8], start: usize) -> Option<Next> {
    let mut folded = [0_u8; SHORT];
    let mut length = 0;
    while let Some(&byte) = bytes.get(start + length) {
        if byte.is_ascii_alphabetic() {
            *folded.get_mut(length)? = byte.to_ascii_lowercase();
            length += 1;
        } else if byte == 0xC3 {
            let second = latin_lower(*bytes.get(start + length + 1)?)?;
            *folded.get_mut(length)? = byte;
            *folded.get_mut(length + 1)? = second;
            length += 2;
        } else {
            break;
        }
    }
    // "é." may open initials: two bytes can be one letter.
    let ends = ends_word(bytes, start + length, length.saturating_sub(1));
    let hash = hash_padded(folded, length);
    (length > 0 && ends).then_some(Next::Word { start, end: start + length, hash })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use recoupe_text::{Language, Line};

    use super::*;

    fn article(lines: &[(LineClass, &str)]) -> Article {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for (class, line) in lines {
            let start = text.len();
            text.push_str(line);
            let span = Span::new(start, text.len());
            spans.push(Line { class: *class, span, language: Language::Unknown });
            text.push('\n');
        }
        crate::signature::tests::article_of(&text, spans)
    }

    #[track_caller]
    fn check(lines: &[(LineClass, &str)], expected: &[&str]) {
        let article = article(lines);
        let words = of_body(&article);
        let seen: Vec<&str> =
            words.spans.iter().map(|span| span.of(&article.text)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn only_prose_and_subheads_are_the_body() {
        use LineClass::{Byline, Chrome, Credit, Prose, Repeat, Subhead, Table, Title};
        check(
            &[
                (Title, "Ferry aground"),
                (Byline, "By A. Writer"),
                (Prose, "Nobody was hurt."),
                (Subhead, "Un été calme"),
                (Table, "7 | 9"),
                (Credit, "Photo: desk"),
                (Chrome, "Share"),
                (Repeat, "Ferry aground"),
            ],
            &["Nobody", "was", "hurt", "Un", "été", "calme"],
        );
        check(&[(Title, "Résultats"), (Table, "7 | 9")], &["7", "9"]);
        check(&[(Title, "Résultats")], &["Résultats"]);
        check(&[], &[]);
    }

    #[track_caller]
    fn same_as_the_definition(text: &str) {
        let mut fast = Vec::new();
        for_each_word(text, |start, end, hash| fast.push((start, end, hash)));
        let slow: Vec<(usize, usize, u64)> = recoupe_text::words::words(text)
            .iter()
            .map(|word| (word.span.start(), word.span.end(), hash_word(&word.folded)))
            .collect();
        assert_eq!(fast, slow, "{text:?}");
    }

    #[test]
    fn plain_words_are_those_of_the_definition() {
        for text in [
            "The harbour’s crew, 1,200 strong, left at 9.30 p.m. — and didn't return.",
            "L’été, jusqu'à l'aube, qu’il n'a vu : « 10\u{202f}000 € » (porte-parole) ÉTÉ.",
            "Œuvre cœur ÆSIR straße e\u{301}te\u{301} na\u{308}ive ÿ Ÿ é.à. a.b. U.S. R&D x.",
            "aujourd'hui O'Brien's l' l'1 l'Œil l’é d’É quoiqu'elle presqu’île",
            "anticonstitutionnellement abcdefghijklmnop abcdefghijklmno abcdefgh ijklmnop",
            "pre\u{ad}tax a\u{200b}b c\u{200b} 日本の word× ÷word ªº µ ½x x² İstanbul",
        ] {
            let padded = format!("{text} and twenty more bytes of padding");
            same_as_the_definition(text);
            same_as_the_definition(&padded);
            for (from, _) in text.char_indices() {
                same_as_the_definition(padded.get(from..).unwrap());
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]
        #[test]
        fn fast_words_are_slow_words(
            text in "\\PC{0,80}|([a-zA-Z]{0,9}[ ,.'’é\u{e8}ÀÉç\u{301}\u{a0}«—0-9&\n-]{0,2}){0,14}|[lLdqun'’éa-c .\u{200b}\u{ad}œÆß]{0,60}"
        ) {
            same_as_the_definition(&text);
        }
    }
}
