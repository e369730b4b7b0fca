//! Words of the sources inside Markdown: shown as they are, never read as markup.

use crate::typography::tame;

/// Text of the sources, so that no character of it is markup: on one line, with the marks
/// of Markdown and HTML escaped.
pub(crate) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let tamed = tame(text);
    for (index, word) in tamed.split_whitespace().enumerate() {
        if index > 0 {
            written.push(' ');
        }
        for letter in word.chars() {
            match letter {
                '<' => written.push_str("&lt;"),
                '>' => written.push_str("&gt;"),
                '&' => written.push_str("&amp;"),
                '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '#' | '|' | '~'
                | '!' => {
                    written.push('\\');
                    written.push(letter);
                }
                _ => written.push(letter),
            }
        }
    }
    without_list_mark(written)
}

/// `- x`, `+ x`, `1. x` and `1) x` at the start of a line would begin a list.
fn without_list_mark(text: String) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    match text.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => {
            format!("{number}\\{rest}")
        }
        _ if text.starts_with(['-', '+', '=']) => format!("\\{text}"),
        _ => text,
    }
}

/// An address inside `<…>`: the marks that would end it, percent-encoded.
pub(crate) fn address(url: &str) -> String {
    url.replace('<', "%3C").replace('>', "%3E").replace('\\', "%5C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(escaped(text), expected);
    }

    #[test]
    fn hostile_text_is_no_markup() {
        check("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;");
        check("[x](javascript:y)", "\\[x\\](javascript:y)");
        check("a\n# b\r\n> c", "a \\# b &gt; c");
        check("1. un", "1\\. un");
        check("- un", "\\- un");
        check("*a* _b_ `c` |d|", "\\*a\\* \\_b\\_ \\`c\\` \\|d\\|");
        check("« 10 % » à 12 h", "« 10 % » à 12 h");
        check("a\u{202E}b", "ab");
    }

    #[test]
    fn an_address_cannot_leave_its_brackets() {
        assert_eq!(address("https://x.org/a>b"), "https://x.org/a%3Eb");
    }
}
