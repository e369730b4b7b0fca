//! The spaces French puts before high punctuation and inside quotation marks.

/// The narrow no-break space.
pub(crate) const NARROW: char = '\u{202F}';

/// French text with the spaces before `: ; ? ! % »` and after `«` narrow and unbreakable.
/// Only spaces that are there are changed; none is added, so addresses and times
/// (`12:30`) stay whole. Linear.
pub(crate) fn french_spaces(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let is_space = matches!(letter, ' ' | '\u{A0}');
        let is_high = matches!(letters.peek(), Some(':' | ';' | '?' | '!' | '%' | '»'));
        let is_narrow = is_space && (is_high || before == Some('«'));
        spaced.push(if is_narrow { NARROW } else { letter });
        before = Some(letter);
    }
    spaced
}

/// Text without the characters that steer or hide other text: control characters and the
/// marks that reorder a line. For places where no element can keep their effect inside.
pub(crate) fn tame(text: &str) -> String {
    text.chars()
        .filter(|letter| {
            !matches!(letter, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{61C}')
        })
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// At most `limit` characters of a text, cut at a word where one ends near, with `…`.
pub(crate) fn shortened(text: &str, limit: usize) -> String {
    if text.chars().count() <= limit {
        return text.to_owned();
    }
    let cut: String = text.chars().take(limit.saturating_sub(1)).collect();
    let kept = match cut.rfind(char::is_whitespace) {
        Some(space) if space * 2 > cut.len() => cut.get(..space).unwrap_or(&cut),
        _ => &cut,
    };
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(french_spaces(text).replace(NARROW, "~"), expected);
    }

    #[test]
    fn high_punctuation_keeps_a_narrow_space_and_nothing_else_changes() {
        check("Accord : 49 % pour « Boréa » ?", "Accord~: 49~% pour «~Boréa~»~?");
        check("Vraiment ! Oui ; non", "Vraiment~! Oui~; non");
        check("12:30, https://exemple.fr/?a", "12:30, https://exemple.fr/?a");
        check("", "");
    }

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(shortened("one two three four", 11), "one two…");
        assert_eq!(shortened("été", 3), "été");
        assert_eq!(shortened("éééééé", 3), "éé…");
    }

    #[test]
    fn marks_that_reorder_a_line_are_dropped() {
        assert_eq!(tame("a\u{202E}b\u{200F}c\nd"), "abc d");
    }
}
