//! Character references: `&eacute;`, `&#233;`, `&#xE9;`.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::lists::entries;

/// Names have at most so many letters; a longer run behind `&` is no reference.
const LONGEST_NAME: usize = 12;

/// A named reference.
#[derive(Debug, Clone, Copy)]
struct Named {
    character: char,
    /// Whether old pages write it without a semicolon.
    is_bare: bool,
}

static NAMES: LazyLock<HashMap<&'static str, Named>> = LazyLock::new(|| {
    entries(include_str!("../../data/html/entities.txt")).filter_map(read_entry).collect()
});

fn read_entry(line: &'static str) -> Option<(&'static str, Named)> {
    let mut parts = line.split(' ');
    let (name, code) = (parts.next()?, parts.next()?);
    let character = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
    Some((name, Named { character, is_bare: parts.next().is_some() }))
}

/// What windows-1252 has at 0x80 to 0x9F: pages mean it where they write `&#150;`.
#[rustfmt::skip]
const WINDOWS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
    '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
    '\u{9d}', 'ž', 'Ÿ',
];

/// The character that the text, which begins with `&`, refers to, and the length of the
/// reference in bytes; `None` where the `&` stands for itself.
pub(super) fn first(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    match body.strip_prefix('#') {
        Some(number) => by_number(number).map(|(c, length)| (c, length + 2)),
        None => by_name(body).map(|(c, length)| (c, length + 1)),
    }
}

fn by_number(text: &str) -> Option<(char, usize)> {
    let (digits, radix, lead) = match text.strip_prefix(['x', 'X']) {
        Some(digits) => (digits, 16, 1),
        None => (text, 10, 0),
    };
    let length =
        digits.bytes().take_while(|byte| (*byte as char).is_digit(radix)).count();
    let number = u32::from_str_radix(digits.get(..length)?, radix);
    let character = match number {
        Ok(code @ 0x80..=0x9f) => WINDOWS.get(code as usize - 0x80).copied()?,
        Ok(0) => '\u{fffd}',
        Ok(code) => char::from_u32(code).unwrap_or('\u{fffd}'),
        Err(_) if length > 0 => '\u{fffd}',
        Err(_) => return None,
    };
    let ends =
        usize::from(digits.get(length..).is_some_and(|rest| rest.starts_with(';')));
    Some((character, lead + length + ends))
}

fn by_name(text: &str) -> Option<(char, usize)> {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric();
    let length = text.bytes().take(LONGEST_NAME).take_while(is_part).count();
    let name = text.get(..length)?;
    if text.get(length..).is_some_and(|rest| rest.starts_with(';')) {
        return NAMES.get(name).map(|named| (named.character, length + 1));
    }
    // `?a=1&copy=2` is an address: behind a bare name no letter or equals sign may stand.
    let is_address = text.get(length..).is_some_and(|rest| rest.starts_with('='));
    let named = NAMES.get(name).filter(|named| named.is_bare && !is_address);
    named.map(|named| (named.character, length))
}

/// The text of an attribute or title: references decoded, white space folded to single
/// spaces, trimmed.
pub(super) fn decoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let (character, length) = first(rest).unwrap_or(('&', 1));
        out.push(character);
        rest = rest.get(length..).unwrap_or_default();
    }
    out.push_str(rest);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_as_browsers_do() {
        for (text, expected) in [
            ("l&#8217;&eacute;t&eacute;", "l’été"),
            ("AT&T &amp; co", "AT&T & co"),
            ("2&#150;3 &#x20AC; &#xe9;", "2–3 € é"),
            ("&copy 2025 &nope; &#; &", "© 2025 &nope; &#; &"),
            ("?a=1&copy=2", "?a=1&copy=2"),
            ("&#99999999999;&#0;", "\u{fffd}\u{fffd}"),
            ("&laquo;&nbsp;non&nbsp;&raquo;", "« non »"),
        ] {
            assert_eq!(decoded(text), expected.replace('\u{a0}', " "), "{text}");
        }
    }
}
