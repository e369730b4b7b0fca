//! Letters of one encoding read as another: told, and mended only where that can be undone.

use std::borrow::Cow;

use recoupe_text::TextDamage;

/// UTF-8 read as windows-1252 ("Ã©" for "é").
const ONCE: &str = "utf-8 read as windows-1252";
/// The same again on its result ("ÃƒÂ©").
const TWICE: &str = "utf-8 read as windows-1252 twice";
/// U+FFFD: the letters are gone.
const LOST: &str = "replaced letters";

/// From how many places of two bytes on a text is called damaged. One "Ã©" may be an
/// example in an article about encodings; one "â€™" is told already, as nobody writes it.
const LEAST_PAIRS: u32 = 2;

/// The damage of a text, `None` where there is none. With `mends` the text is mended where
/// doing the damage again gives back the same text, letter by letter; else it stays as it
/// came. Linear; texts without one of the telling letters are only searched for those.
pub(crate) fn found(text: &mut String, mends: bool) -> Option<TextDamage> {
    if !may_be_damaged(text) {
        return None;
    }
    let lost = text.matches('\u{fffd}').count() as u32;
    let Some(places) = misread_places(text) else {
        let kind = LOST.to_owned();
        return (lost > 0).then_some(TextDamage { kind, places: lost, is_mended: false });
    };
    let once = undone(text);
    let twice = once.as_deref().and_then(|text| misread_places(text).and(undone(text)));
    let kind = if twice.is_some() { TWICE } else { ONCE }.to_owned();
    let mended = twice.or(once).filter(|_| mends);
    let is_mended = mended.is_some();
    if let Some(mended) = mended {
        *text = mended;
    }
    Some(TextDamage { kind, places, is_mended })
}

/// Whether one of the first letters of a misread sequence is there at all: U+00C2, U+00C3,
/// U+00E2 and U+FFFD.
fn may_be_damaged(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) =
        bytes.get(from..).and_then(|rest| memchr::memchr2(0xc3, 0xef, rest))
    {
        let at = from + at;
        if matches!(
            bytes.get(at..at + 2),
            Some([0xc3, 0x82 | 0x83 | 0xa2] | [0xef, 0xbf])
        ) {
            return true;
        }
        from = at + 1;
    }
    false
}

/// How many sequences of letters are the bytes of one letter in UTF-8, seen through
/// windows-1252; `None` where there are too few to say so.
fn misread_places(text: &str) -> Option<u32> {
    let (mut pairs, mut longer) = (0, 0);
    let mut rest = text.char_indices();
    while let Some((at, letter)) = rest.next() {
        let length = match letter {
            '\u{c2}'..='\u{df}' => 2,
            '\u{e0}'..='\u{ef}' => 3,
            '\u{f0}'..='\u{f4}' => 4,
            _ => continue,
        };
        let follows = text.get(at..).unwrap_or_default().chars().skip(1);
        let inner = follows.take(length - 1).filter(|letter| {
            byte_of(*letter).is_some_and(|byte| (0x80..0xc0).contains(&byte))
        });
        if inner.count() == length - 1 {
            *(if length == 2 { &mut pairs } else { &mut longer }) += 1;
            for _ in 1..length {
                rest.next();
            }
        }
    }
    (longer > 0 || pairs >= LEAST_PAIRS).then_some(pairs + longer)
}

/// The text whose UTF-8 bytes, read as windows-1252, are this text; `None` where there is
/// none.
fn undone(text: &str) -> Option<String> {
    let bytes: Option<Vec<u8>> = text.chars().map(byte_of).collect();
    let mended = String::from_utf8(bytes?).ok()?;
    (misread(&mended) == text).then_some(mended)
}

/// The text that comes of reading UTF-8 bytes as windows-1252.
fn misread(text: &str) -> Cow<'_, str> {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0
}

/// The byte of a letter in windows-1252 (the five unused bytes are their controls, as the
/// WHATWG reads them).
fn byte_of(letter: char) -> Option<u8> {
    match u32::from(letter) {
        code @ (0..=0x7f | 0x81 | 0x8d | 0x8f | 0x90 | 0x9d | 0xa0..=0xff) => {
            Some(code as u8)
        }
        _ => HIGH.iter().position(|known| *known == letter).map(|at| 0x80 + at as u8),
    }
}

/// The letters of the bytes 0x80 to 0x9F in windows-1252 (WHATWG Encoding, index
/// windows-1252); a blank stands for the unused ones.
const HIGH: [char; 32] = [
    '€', ' ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', ' ', 'Ž', ' ', ' ',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', ' ', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    fn misread_once(text: &str) -> String {
        misread(text).into_owned()
    }

    #[track_caller]
    fn check(text: &str, kind: Option<&str>, mended: &str) {
        let mut untouched = text.to_owned();
        let told = found(&mut untouched, false);
        assert_eq!(told.as_ref().map(|damage| damage.kind.as_str()), kind, "{text}");
        assert_eq!(untouched, text, "nothing is changed unasked");
        let mut changed = text.to_owned();
        let damage = found(&mut changed, true);
        assert_eq!(changed, mended);
        assert_eq!(damage.is_some_and(|damage| damage.is_mended), changed != text);
    }

    #[test]
    fn misread_texts_are_told_and_mended_on_demand() {
        for text in [
            "L’été dernier, la société a levé 50 M€.",
            "The company’s café said “no”.",
            "Œuvres : « Garçon ! » à Noël",
        ] {
            let once = misread_once(text);
            check(&once, Some(ONCE), text);
            check(&misread_once(&once), Some(TWICE), text);
        }
    }

    #[test]
    fn sound_texts_are_left_alone() {
        for text in [
            "L’été à São Paulo, SÃO PAULO, Âge, âgé de 5 ans",
            "A café in Málaga, 20 °C",
            "An “Ã©” in an article about encodings",
            "Â« Bonjour », said one word",
            "",
        ] {
            check(text, None, text);
        }
    }

    #[test]
    fn what_is_lost_or_mixed_stays_as_it_came() {
        check("Soci\u{fffd}t\u{fffd}", Some(LOST), "Soci\u{fffd}t\u{fffd}");
        let mixed = format!("{} été 日本", misread_once("L’été à Noël"));
        check(&mixed, Some(ONCE), &mixed);
    }

    #[test]
    fn mending_can_always_be_undone() {
        arbtest::arbtest(|random| {
            let text: String = random.arbitrary()?;
            let text = if random.arbitrary()? { misread_once(&text) } else { text };
            let mut mended = text.clone();
            let damage = found(&mut mended, true);
            if damage.is_some_and(|damage| damage.is_mended) {
                let once = misread_once(&mended);
                assert!(once == text || misread_once(&once) == text);
            } else {
                assert_eq!(mended, text);
            }
            Ok(())
        })
        .budget_ms(200);
    }
}
