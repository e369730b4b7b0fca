//! Words between quotation marks: two articles that share only what somebody said are no
//! copies of each other.

use recoupe_text::Span;

/// A quotation longer than this, in bytes, is a mark that was never closed.
const LONGEST_QUOTATION: usize = 3_000;

/// Opening marks and what closes them; a straight mark opens and closes, and not over the
/// end of a line.
const MARKS: [(char, char); 4] = [('«', '»'), ('“', '”'), ('„', '“'), ('"', '"')];

/// What stands between quotation marks, English and French, marks left out; sorted, without
/// overlap. Linear.
pub(crate) fn quotations(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut open: Option<(char, usize)> = None;
    for (at, letter) in text.char_indices() {
        let closes = |(closing, start): (char, usize)| {
            letter == closing && at - start <= LONGEST_QUOTATION
        };
        match open {
            Some((closing, start)) if closes((closing, start)) => {
                found.push(Span::new(start, at));
                open = None;
            }
            Some((closing, start))
                if at - start > LONGEST_QUOTATION
                    || (closing == '"' && letter == '\n') =>
            {
                open = None;
            }
            _ => {}
        }
        let opens = MARKS.iter().find(|(opening, _)| *opening == letter);
        let closed_here = found.last().is_some_and(|span| span.end() == at);
        if let Some((_, closing)) = opens.filter(|_| open.is_none() && !closed_here) {
            open = Some((*closing, at + letter.len_utf8()));
        }
    }
    found
}

/// The share of the bytes of `spans` that lie inside quotations, 0..1; 0 without any.
pub(crate) fn share_inside(spans: &[Span], quotations: &[Span]) -> f64 {
    let (mut inside, mut whole) = (0, 0);
    for span in spans {
        whole += span.end() - span.start();
        let from = quotations.partition_point(|one| one.end() <= span.start());
        let near = quotations.get(from..).unwrap_or_default();
        for quotation in near.iter().take_while(|one| one.start() < span.end()) {
            let start = quotation.start().max(span.start());
            inside += quotation.end().min(span.end()).saturating_sub(start);
        }
    }
    if whole == 0 { 0.0 } else { inside as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = quotations(text);
        let found: Vec<&str> = found.iter().map(|span| span.of(text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn quotations_are_found_in_both_languages() {
        check("“We sail on Monday,” she said.", &["We sail on Monday,"]);
        check("\"We sail,\" she said, \"and soon.\"", &["We sail,", "and soon."]);
        check("« Nous partons lundi », a-t-elle dit.", &[" Nous partons lundi "]);
        check("Il a dit “lundi”, puis « mardi ».", &["lundi", " mardi "]);
        check("A 5\" pipe\nand \"a word\".", &["a word"]);
        check("« jamais fermé", &[]);
        check("", &[]);
    }

    #[test]
    fn the_share_inside_quotations_is_counted_in_bytes() {
        let quotations = [Span::new(0, 10), Span::new(20, 30)];
        let share = |start, end| share_inside(&[Span::new(start, end)], &quotations);
        assert!((share(0, 10) - 1.0).abs() < 1e-9);
        assert!((share(5, 25) - 0.5).abs() < 1e-9);
        assert!(share(10, 20).abs() < 1e-9);
        assert!(share_inside(&[], &quotations).abs() < 1e-9);
    }

    #[test]
    fn random_text_breaks_nothing() {
        arbtest::arbtest(|source| {
            let text: String = source.arbitrary()?;
            for span in quotations(&text) {
                assert!(text.get(span.start()..span.end()).is_some());
            }
            Ok(())
        })
        .budget_ms(200);
    }
}
