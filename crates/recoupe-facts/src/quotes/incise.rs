//! The French incise inside the marks: « Nous irons, a déclaré Ann Lee, jusqu’au bout. »

use std::sync::LazyLock;

use recoupe_text::Span;
use regex::Regex;

use super::marks::Marked;
use super::words::is_speech;

static INCISE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(concat!(
        r"[,?!…]\s+(?:(?:nous|lui|leur|me|m[’']|s[’'])\s*)?",
        r"(?:(?:a|ont|avait|avaient|est|était)(?P<early>-t-(?:ils?|elles?)|-(?:ils?|elles?))?\s+)?",
        r"(?P<verb>\p{Ll}+?)(?P<late>-t-(?:ils?|elles?)|-(?:ils?|elles?))?",
        r"(?P<who>(?:\s+[^\s,.;:!?…«»“”]+){0,14}?)(?P<end>[,.]\s|$)",
    ))
    .ok()
});

/// A quotation cut around the incises it holds, so that only the speaker's words remain;
/// itself where it holds none. An incise has a verb of speech and either its pronoun
/// (`dit-il`) or a name after it.
pub(super) fn without_incises(text: &str, quote: Marked) -> Vec<Marked> {
    let words = quote.inner.of(text);
    let Some(pattern) = INCISE.as_ref() else { return vec![quote] };
    let incise = pattern.captures_iter(words).find_map(|found| {
        let verb = found.name("verb")?.as_str();
        let clitic = found.name("early").or_else(|| found.name("late")).is_some();
        let who = found.name("who").map_or("", |who| who.as_str());
        let named = who.split_whitespace().next_back().is_some_and(starts_name);
        let whole = found.get(0)?;
        (is_speech(verb) && (clitic || named)).then_some((whole.start(), whole.end()))
    });
    let Some((start, end)) = incise else { return vec![quote] };
    let base = quote.inner.start();
    let stop = words.get(start..).and_then(|rest| rest.chars().next()).unwrap_or(',');
    let kept = if stop == ',' { start } else { start + stop.len_utf8() };
    let first = trimmed(text, Span::new(base, base + kept));
    let tail = trimmed(text, Span::new(base + end, quote.inner.end()));
    let mut cut = vec![Marked {
        outer: Span::new(quote.outer.start(), first.end()),
        inner: first,
        open: false,
    }];
    if !tail.is_empty() {
        let rest = Marked {
            outer: Span::new(tail.start(), quote.outer.end()),
            inner: tail,
            ..quote
        };
        cut.extend(without_incises(text, rest));
    }
    cut.retain(|part| !part.inner.is_empty());
    cut
}

fn starts_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn trimmed(text: &str, span: Span) -> Span {
    let words = span.of(text);
    let lead = words.len() - words.trim_start().len();
    Span::new(span.start() + lead, span.start() + lead + words.trim().len())
}

#[cfg(test)]
mod tests {
    use super::super::marks::marked;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found = marked(text, Span::new(0, text.len()));
        let words: Vec<&str> = found
            .into_iter()
            .flat_map(|quote| without_incises(text, quote))
            .map(|quote| quote.inner.of(text))
            .collect();
        assert_eq!(words, expected);
    }

    #[test]
    fn the_words_of_the_reporter_are_cut_out_of_the_marks() {
        check(
            "« Nous irons, a déclaré Jeanne Roy, jusqu’au bout. »",
            &["Nous irons", "jusqu’au bout."],
        );
        check(
            "« Nous irons loin, dit-elle. Très loin. »",
            &["Nous irons loin", "Très loin."],
        );
        check("« Tout est prêt, a-t-il assuré »", &["Tout est prêt"]);
        check(
            "« Il est venu, a dit bonjour, puis plus rien. »",
            &["Il est venu, a dit bonjour, puis plus rien."],
        );
        check(
            "“We came, we saw, they said nothing.”",
            &["We came, we saw, they said nothing."],
        );
    }
}
