//! Quotation marks of both languages, and the words between them.

use recoupe_text::Span;

/// Words between a pair of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Marked {
    /// With the marks.
    pub(crate) outer: Span,
    /// Without them, trimmed.
    pub(crate) inner: Span,
    /// Whether the closing mark is missing: speech that goes on in the next paragraph.
    pub(crate) open: bool,
}

/// Kinds of marks; a quotation closes with the mark it was opened with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Straight,
    Curly,
    Guillemet,
    Low,
    Single,
}

/// The quotations of one paragraph, in order, outermost only: marks inside a quotation
/// belong to it. A quotation that is never closed reaches to the end of the paragraph and
/// is said to be open; straight marks and single marks must be closed. Linear, but for
/// single marks, which look ahead for their end.
pub(crate) fn marked(text: &str, paragraph: Span) -> Vec<Marked> {
    let part = paragraph.of(text);
    let letters: Vec<(usize, char)> = part.char_indices().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < letters.len() {
        let Some(mark) = opens(&letters, at) else {
            at += 1;
            continue;
        };
        let close = closes(&letters, at, mark);
        let end = close.unwrap_or(letters.len());
        if close.is_some() || matches!(mark, Mark::Curly | Mark::Guillemet) {
            found.push(span(part, &letters, at, end).shift(paragraph.start()));
            at = end + 1;
        } else {
            at += 1;
        }
    }
    found.retain(|quote| !quote.inner.is_empty());
    found
}

impl Marked {
    fn shift(self, by: usize) -> Self {
        Self { outer: self.outer.shifted(by), inner: self.inner.shifted(by), ..self }
    }
}

/// The quotation from the opening mark at `open` to the closing mark at `close`; past the
/// last letter stands for none.
fn span(part: &str, letters: &[(usize, char)], open: usize, close: usize) -> Marked {
    let place = |at: usize| letters.get(at).map_or(part.len(), |(place, _)| *place);
    let inside = Span::new(place(open + 1), place(close));
    let words = inside.of(part);
    let lead = words.len() - words.trim_start().len();
    let kept = words.trim().len();
    Marked {
        outer: Span::new(place(open), place(close + 1)),
        inner: Span::new(inside.start() + lead, inside.start() + lead + kept),
        open: close >= letters.len(),
    }
}

fn letter(letters: &[(usize, char)], at: Option<usize>) -> Option<char> {
    at.and_then(|at| letters.get(at)).map(|(_, letter)| *letter)
}

/// The kind of mark that opens here, where one does.
fn opens(letters: &[(usize, char)], at: usize) -> Option<Mark> {
    let before = letter(letters, at.checked_sub(1));
    let free = before.is_none_or(|before| !before.is_alphanumeric());
    match letter(letters, Some(at))? {
        '«' => Some(Mark::Guillemet),
        '“' => Some(Mark::Curly),
        '„' => Some(Mark::Low),
        '"' => Some(Mark::Straight),
        '‘' | '\''
            if free && !before.is_some_and(|before| matches!(before, '’' | '\'')) =>
        {
            let next = letter(letters, Some(at + 1))?;
            let curly = letter(letters, Some(at)) == Some('‘') && next.is_alphabetic();
            (curly || next.is_uppercase()).then_some(Mark::Single)
        }
        _ => None,
    }
}

/// Where the quotation that opens at `open` closes; quotations of the same kind inside are
/// stepped over.
fn closes(letters: &[(usize, char)], open: usize, mark: Mark) -> Option<usize> {
    if mark == Mark::Single {
        return closes_single(letters, open);
    }
    let mut depth = 0usize;
    for (at, (_, letter)) in letters.iter().enumerate().skip(open + 1) {
        match (mark, letter) {
            (Mark::Guillemet, '«') | (Mark::Curly | Mark::Low, '„') => depth += 1,
            (Mark::Straight, '"')
            | (Mark::Guillemet, '»')
            | (Mark::Curly, '”')
            | (Mark::Low, '“' | '”') => match depth {
                0 => return Some(at),
                _ => depth -= 1,
            },
            _ => {}
        }
    }
    None
}

/// Single marks look like apostrophes: only one after a stop or comma, or before white
/// space and not after `s`, can close, and never one between two letters.
fn closes_single(letters: &[(usize, char)], open: usize) -> Option<usize> {
    (open + 2..letters.len()).find(|at| {
        let own = letter(letters, Some(*at));
        let before = letter(letters, at.checked_sub(1));
        let after = letter(letters, Some(at + 1));
        matches!(own, Some('’' | '\''))
            && !after.is_some_and(char::is_alphanumeric)
            && before.is_some_and(|before| {
                matches!(before, ',' | '.' | '?' | '!' | '…')
                    || (before.is_alphanumeric() && before != 's')
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = marked(text, Span::new(0, text.len()));
        let words: Vec<&str> = found.iter().map(|quote| quote.inner.of(text)).collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn marks_of_both_languages_close_with_their_own_kind() {
        check("\"We left,\" he said. \"Twice.\"", &["We left,", "Twice."]);
        check("“We said ‘no’ and left,” he said.", &["We said ‘no’ and left,"]);
        check(
            "«\u{a0}Nous partons\u{a0}», dit-il, « dès “demain” ».",
            &["Nous partons", "dès “demain”"],
        );
        check(
            "« Il m’a dit : « non » et basta », raconte-t-elle.",
            &["Il m’a dit : « non » et basta"],
        );
        check(
            "‘It’s the teachers’ last chance,’ she said.",
            &["It’s the teachers’ last chance,"],
        );
    }

    #[test]
    fn apostrophes_are_no_marks_and_speech_may_go_on() {
        check("The firm's '90s look and l'an 'x' d'or.", &[]);
        check("“We go on.", &["We go on."]);
        check("Five 12\" screens.", &[]);
        check("« »", &[]);
    }

    #[test]
    fn random_text_never_panics_and_spans_hold() {
        arbtest::arbtest(|bytes| {
            let text: String = bytes.arbitrary()?;
            for quote in marked(&text, Span::new(0, text.len())) {
                assert!(quote.outer.covers(quote.inner));
                assert!(!quote.inner.of(&text).is_empty());
            }
            Ok(())
        })
        .budget_ms(200);
    }
}
