//! From bytes to text.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and the encoding it was read with (the WHATWG name in lower case).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) encoding: &'static str,
}

/// The share of control characters above which bytes are called binary: 1 in 100. Printed
/// text has none but tabs and line ends; the first kilobyte of PNG, PDF or ZIP files has
/// above 10 in 100.
const MOST_CONTROL_SHARE: f64 = 0.01;

/// Decodes the bytes of a whole text: a byte-order mark decides, then the pattern of zero
/// bytes that UTF-16 has in Western text, then valid UTF-8, then what `declared` says (a
/// page's own charset), then a guess by letter statistics among the Western encodings,
/// which is windows-1252 for English and French.
/// A UTF-8 byte-order mark stays in the text, so that spans index the file's own bytes.
/// `None` where the bytes are no text.
pub(crate) fn decode(bytes: Vec<u8>, declared: Option<&str>) -> Option<Decoded> {
    if let Some(encoding) = wide(&bytes) {
        let (text, _, broken) = encoding.decode(&bytes);
        let is_text = !broken && is_printed(&text);
        let text = text.into_owned();
        return is_text.then(|| Decoded { text, encoding: name(encoding) });
    }
    match String::from_utf8(bytes) {
        Ok(text) => is_printed_utf_8(text.as_bytes())
            .then_some(Decoded { text, encoding: "utf-8" }),
        Err(failure) => decode_legacy(failure.as_bytes(), declared),
    }
}

/// The encoding of bytes that are UTF-16, by their byte-order mark or, without one, by the
/// zero bytes beside the letters below U+0100: in Western text nearly all letters.
pub(crate) fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    if marked.is_some() {
        return marked.filter(|encoding| is_wide(encoding));
    }
    let looked_at = bytes.get(..WIDE_BYTES_LOOKED_AT).unwrap_or(bytes);
    let pairs = looked_at.as_chunks::<2>().0;
    let of = |is: fn(&[u8; 2]) -> bool| pairs.iter().filter(|pair| is(pair)).count();
    let low_first = of(|pair| pair[0] != 0 && pair[1] == 0);
    let high_first = of(|pair| pair[0] == 0 && pair[1] != 0);
    let is_nearly_all = |count: usize| pairs.len() >= 4 && count * 10 >= pairs.len() * 9;
    match (is_nearly_all(low_first), is_nearly_all(high_first)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// How much is looked at to tell UTF-16 without a mark.
const WIDE_BYTES_LOOKED_AT: usize = 1024;

/// The encoding a stream is to be read with, from its head and what it declares; `None` for
/// UTF-8 (and where all of the head is ASCII and nothing is declared).
pub(crate) fn of_stream(
    head: &[u8],
    declared: Option<&str>,
) -> Option<&'static Encoding> {
    if let Some(encoding) = wide(head) {
        return Some(encoding);
    }
    let declared = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_8 && !is_wide(encoding));
    match std::str::from_utf8(head) {
        Ok(text) if text.is_ascii() => declared,
        Ok(_) => None,
        // The head may end inside a letter.
        Err(failure) if failure.error_len().is_none() => None,
        Err(_) => Some(declared.unwrap_or_else(|| guess(head))),
    }
}

fn decode_legacy(bytes: &[u8], declared: Option<&str>) -> Option<Decoded> {
    let encoding = declared
        .and_then(|label| Encoding::for_label(label.as_bytes()))
        .filter(|encoding| *encoding != UTF_8 && !is_wide(encoding))
        .unwrap_or_else(|| guess(bytes));
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    is_printed(&text)
        .then(|| Decoded { text: text.into_owned(), encoding: name(encoding) })
}

/// Guesses among the encodings of the Web; what is not East Asian or Cyrillic by its own
/// statistics falls to windows-1252.
fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    if guessed == UTF_8 || is_wide(guessed) { WINDOWS_1252 } else { guessed }
}

fn is_wide(encoding: &'static Encoding) -> bool {
    encoding == UTF_16LE || encoding == UTF_16BE
}

/// The same for UTF-8, counting bytes: many times faster, and as UTF-8 is never binary by
/// chance, the control characters above U+007F need no look.
fn is_printed_utf_8(bytes: &[u8]) -> bool {
    let control = bytes
        .iter()
        .filter(|byte| (**byte < 0x20 && !(9..=13).contains(*byte)) || **byte == 0x7f)
        .count();
    control as f64 <= bytes.len() as f64 * MOST_CONTROL_SHARE
}

/// Whether a decoded text looks like print: hardly any control character.
fn is_printed(text: &str) -> bool {
    let (mut all, mut control) = (0_u64, 0_u64);
    for letter in text.chars() {
        all += 1;
        let is_layout =
            matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
        control += u64::from(letter.is_control() && !is_layout);
    }
    control as f64 <= all as f64 * MOST_CONTROL_SHARE
}

pub(crate) fn name(encoding: &'static Encoding) -> &'static str {
    match encoding {
        encoding if encoding == UTF_16LE => "utf-16le",
        encoding if encoding == UTF_16BE => "utf-16be",
        encoding if encoding == WINDOWS_1252 => "windows-1252",
        other => other.name(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes.to_vec(), None).expect("text");
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
    }

    #[test]
    fn english_and_french_bytes_become_text() {
        check(b"The mill reopened.", "The mill reopened.", "utf-8");
        check("L\u{2019}\u{e9}t\u{e9}".as_bytes(), "L\u{2019}\u{e9}t\u{e9}", "utf-8");
        check(b"\xef\xbb\xbfBonjour", "\u{feff}Bonjour", "utf-8");
        check(b"\xff\xfe\xe9\0t\0", "\u{e9}t", "utf-16le");
        check(b"\xfe\xff\0\xe9\0t", "\u{e9}t", "utf-16be");
        check(
            b"L\x92\xe9t\xe9 dernier, la soci\xe9t\xe9 a lev\xe9 50 M\x80.",
            "L\u{2019}\u{e9}t\u{e9} dernier, la soci\u{e9}t\u{e9} a lev\u{e9} 50 M\u{20ac}.",
            "windows-1252",
        );
        check(
            b"the company\x92s caf\xe9",
            "the company\u{2019}s caf\u{e9}",
            "windows-1252",
        );
    }

    #[test]
    fn wide_text_needs_no_mark() {
        let text = "L\u{2019}\u{e9}t\u{e9} \u{e0} Paris, un texte assez long.";
        let low: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let high: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        check(&low, text, "utf-16le");
        check(&high, text, "utf-16be");
    }

    #[test]
    fn streams_are_told_by_their_head() {
        let of = |head: &[u8], declared| of_stream(head, declared).map(name);
        assert_eq!(of(b"plain", None), None);
        assert_eq!(of(b"plain", Some("iso-8859-15")), Some("ISO-8859-15"));
        assert_eq!(of(b"plain", Some("utf-16")), None, "it would have zero bytes");
        assert_eq!(of("été".as_bytes(), Some("iso-8859-1")), None);
        assert_eq!(of(b"\xc3\xa9t\xc3", None), None, "cut inside a letter");
        assert_eq!(of(b"l'\xe9t\xe9 fut chaud", None), Some("windows-1252"));
    }

    #[test]
    fn a_declared_charset_is_believed_only_where_the_bytes_are_not_utf_8() {
        let latin = decode(b"caf\xe9".to_vec(), Some("ISO-8859-15")).expect("text");
        assert_eq!(latin.text, "caf\u{e9}");
        let modern = decode("caf\u{e9}".into(), Some("ISO-8859-1")).expect("text");
        assert_eq!(modern.text, "caf\u{e9}");
    }

    #[test]
    fn pictures_and_archives_are_no_text() {
        assert_eq!(
            decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0".to_vec(), None),
            None
        );
        assert_eq!(decode(vec![0; 64], None), None);
    }

    #[test]
    fn no_bytes_break_it() {
        arbtest::arbtest(|unstructured| {
            let bytes: Vec<u8> = unstructured.arbitrary()?;
            drop(decode(bytes, None));
            Ok(())
        })
        .budget_ms(200);
    }
}
