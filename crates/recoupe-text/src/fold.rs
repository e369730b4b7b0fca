//! Folding: a view of a text in which what looks alike is alike, with the way back.
//!
//! Matching "L’Œuvre" against "l'oeuvre" needs one form for both; citing what was matched
//! needs the span in the untouched text. [`Folded`] holds both.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, is_combining_mark};

use crate::Span;

/// A text folded for matching: lower case, compatibility forms (NFKC), straight apostrophes
/// and quotes, plain spaces, plain hyphens, œ as oe and æ as ae, without soft hyphens and
/// zero-width characters. Line ends stay.
///
/// Folding a folded text changes nothing. Accents stay (see [`fold_key`]).
/// Cost: linear; memory: the folded text and one entry per place where lengths change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Folded {
    text: String,
    runs: Vec<Run>,
    source_end: u32,
}

/// A stretch of the folded text and where it came from. It reaches to the next run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    folded_start: u32,
    source_start: u32,
    source_end: u32,
    /// Whether every character kept its length, so that offsets can be added.
    aligned: bool,
}

impl Folded {
    /// Folds `text`. Texts of 4 GiB and more are outside the range of [`Span`].
    pub fn new(text: &str) -> Self {
        let mut folded =
            Self { text: String::with_capacity(text.len()), ..Self::default() };
        folded.source_end = text.len() as u32;
        let mut start = 0;
        while let Some(rest) = text.get(start..).filter(|rest| !rest.is_empty()) {
            start += folded.push_next(rest, start);
        }
        folded
    }

    /// The folded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the words at `folded` (a span of [`Folded::text`]) stand in the source. The
    /// result lies on character boundaries of the source; a span that begins or ends inside
    /// a character that was folded to several takes in all of it.
    pub fn source(&self, folded: Span) -> Span {
        let end = folded.end().min(self.text.len());
        let start = folded.start().min(end);
        let source_start = self.source_of_start(start);
        if start == end {
            return Span::new(source_start, source_start);
        }
        Span::new(source_start, self.source_of_end(end))
    }

    fn source_of_start(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        match self.run_at(at) {
            _ if at >= self.text.len() => self.source_end as usize,
            Some(run) if run.aligned => {
                run.source_start as usize + at - run.folded_start as usize
            }
            Some(run) => run.source_start as usize,
            None => 0,
        }
    }

    fn source_of_end(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        match self.run_at(at.saturating_sub(1)) {
            Some(run) if run.aligned => {
                run.source_start as usize + at - run.folded_start as usize
            }
            Some(run) => run.source_end as usize,
            None => 0,
        }
    }

    /// The last run that begins at or before `at`.
    fn run_at(&self, at: usize) -> Option<&Run> {
        let after = self.runs.partition_point(|run| run.folded_start as usize <= at);
        self.runs.get(after.checked_sub(1)?)
    }

    /// Folds the first ASCII stretch or the first cluster of `rest`; gives its length.
    fn push_next(&mut self, rest: &str, source_start: usize) -> usize {
        let plain = plain_prefix(rest);
        if plain > 0 {
            let part = rest.get(..plain).unwrap_or_default();
            self.mark(source_start, source_start + plain, true);
            self.text.extend(part.chars().map(fold_ascii));
            return plain;
        }
        let cluster = first_cluster(rest);
        let folded = fold_cluster(cluster);
        if !folded.is_empty() {
            let is_one = |part: &str| part.chars().count() == 1;
            let aligned =
                folded.len() == cluster.len() && is_one(cluster) && is_one(&folded);
            self.mark(source_start, source_start + cluster.len(), aligned);
            self.text.push_str(&folded);
        }
        cluster.len()
    }

    /// Begins a run at the end of the folded text, or lets the last one grow.
    fn mark(&mut self, source_start: usize, source_end: usize, aligned: bool) {
        let folded_start = self.text.len();
        if let Some(last) = self.runs.last_mut() {
            let contiguous = last.source_end as usize == source_start;
            if aligned && last.aligned && contiguous {
                last.source_end = source_end as u32;
                return;
            }
        }
        self.runs.push(Run {
            folded_start: folded_start as u32,
            source_start: source_start as u32,
            source_end: source_end as u32,
            aligned,
        });
    }
}

/// The folded form of a text, without the way back. Borrows where nothing changes.
pub fn fold(text: &str) -> Cow<'_, str> {
    let is_folded = text
        .bytes()
        .all(|byte| byte.is_ascii() && fold_ascii(byte as char) == byte as char);
    if is_folded { Cow::Borrowed(text) } else { Cow::Owned(Folded::new(text).text) }
}

/// A key for comparing names: folded, accents stripped, letters and digits only, words
/// joined by one space; full stops vanish ("S.A." gives `sa`), `&` stays.
///
/// "Société Générale S.A." and "SOCIETE GENERALE SA" have one key; so have "Jean-Pierre" and
/// "Jean Pierre".
pub fn fold_key(text: &str) -> String {
    let mut key = Key { text: String::with_capacity(text.len()), gap: false };
    let mut rest = text;
    while !rest.is_empty() {
        let plain = plain_prefix(rest);
        let length = if plain > 0 {
            rest.get(..plain)
                .unwrap_or_default()
                .chars()
                .for_each(|letter| key.push(letter.to_ascii_lowercase()));
            plain
        } else {
            let cluster = first_cluster(rest);
            let letters = fold_cluster(cluster);
            letters
                .nfd()
                .filter(|&letter| !is_combining_mark(letter))
                .for_each(|letter| key.push(plain_letter(letter)));
            cluster.len()
        };
        rest = rest.get(length..).unwrap_or_default();
    }
    key.text
}

/// A key being written.
struct Key {
    text: String,
    /// Whether something that is not kept was met since the last letter.
    gap: bool,
}

impl Key {
    fn push(&mut self, letter: char) {
        if letter == '.' {
            return;
        }
        if !letter.is_alphanumeric() && letter != '&' {
            self.gap = true;
            return;
        }
        if self.gap && !self.text.is_empty() {
            self.text.push(' ');
        }
        self.gap = false;
        self.text.push(letter);
    }
}

/// Letters whose stroke is no combining mark.
fn plain_letter(letter: char) -> char {
    match letter {
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        other => other,
    }
}

/// Length of the leading ASCII stretch. Its last character is left to the cluster that
/// follows when the next one is no ASCII: it may be a mark that combines with it.
fn plain_prefix(rest: &str) -> usize {
    let ascii = rest.bytes().take_while(u8::is_ascii).count();
    if ascii == rest.len() { ascii } else { ascii.saturating_sub(1) }
}

fn fold_ascii(character: char) -> char {
    match character {
        '\t' | '\x0b' | '\x0c' => ' ',
        '`' => '\'',
        other => other.to_ascii_lowercase(),
    }
}

/// A character with the marks that combine with it (and what is dropped between them).
fn first_cluster(rest: &str) -> &str {
    let mut characters = rest.char_indices();
    characters.next();
    let end = characters
        .find(|&(_, next)| !is_dropped(next) && canonical_combining_class(next) == 0)
        .map_or(rest.len(), |(at, _)| at);
    rest.get(..end).unwrap_or_default()
}

/// Folds one cluster until nothing changes: lower-casing may make room for composition and
/// composition for mapping. Three rounds are enough for every assigned character.
fn fold_cluster(cluster: &str) -> String {
    let mut letters = cluster.chars();
    if let (Some(letter @ 'à'..='ÿ'), None) = (letters.next(), letters.next())
        && !matches!(letter, 'æ' | '÷')
    {
        return cluster.to_owned();
    }
    let mut folded: String = cluster.to_owned();
    for _ in 0..4 {
        let mut next = String::with_capacity(folded.len());
        for character in folded.chars().filter(|&character| !is_dropped(character)) {
            push_mapped(&mut next, character);
        }
        let next: String = next.nfkc().flat_map(char::to_lowercase).nfkc().collect();
        if next == folded {
            break;
        }
        folded = next;
    }
    folded
}

fn push_mapped(folded: &mut String, character: char) {
    match character {
        'œ' | 'Œ' => folded.push_str("oe"),
        'æ' | 'Æ' => folded.push_str("ae"),
        '’' | '‘' | '‛' | 'ʼ' | '′' | '´' | '`' | '＇' | '‚' => {
            folded.push('\'');
        }
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '＂' => folded.push('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹘' | '﹣' | '－' => {
            folded.push('-');
        }
        '\n' | '\r' => folded.push(character),
        space if space.is_whitespace() && !is_line_end(space) => folded.push(' '),
        other => folded.push(other),
    }
}

fn is_line_end(character: char) -> bool {
    matches!(character, '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Characters that show nothing: soft hyphen, zero-width, direction marks, variation
/// selectors, byte order mark.
pub(crate) fn is_dropped(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{34f}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(Folded::new(text).text(), expected);
        assert_eq!(fold(text), expected);
    }

    #[test]
    fn what_looks_alike_is_alike_in_both_languages() {
        check("The “Board’s” VOTE", "the \"board's\" vote");
        check("L’Œuvre d’ÉTÉ", "l'oeuvre d'été");
        check("« 10\u{202f}000\u{a0}€ »", "\" 10 000 € \"");
        check("pre\u{ad}tax co\u{200b}profit", "pretax coprofit");
        check(
            "ef\u{fb01}cient — e\u{301}t\u{e9} – n°\u{a0}2",
            "efficient - été - n°\u{20}2",
        );
        check("a\u{2011}t\u{2010}il", "a-t-il");
        check("one\nTWO\r\n", "one\ntwo\r\n");
    }

    #[test]
    fn a_match_in_the_fold_leads_back_to_the_source() {
        let text = "« L’Œuvre » coûte 10\u{202f}000 €";
        let folded = Folded::new(text);
        for (needle, source) in [
            ("oeuvre", "Œuvre"),
            ("10 000", "10\u{202f}000"),
            ("coûte", "coûte"),
            ("l'", "L’"),
        ] {
            let start = folded.text().find(needle).unwrap();
            let span = folded.source(Span::new(start, start + needle.len()));
            assert_eq!(span.of(text), source);
        }
        let inside = folded.text().find("euvre").unwrap();
        assert_eq!(folded.source(Span::new(inside, inside + 5)).of(text), "Œuvre");
    }

    #[test]
    fn names_written_differently_have_one_key() {
        for (left, right) in [
            ("Société Générale S.A.", "SOCIETE GENERALE SA"),
            ("Jean-Pierre Lœb", "jean pierre Loeb"),
            ("  L’Étoile\u{a0}du Nord", "L'Etoile du nord"),
            ("Smith & Søn", "smith & son"),
        ] {
            assert_eq!(fold_key(left), fold_key(right));
        }
        assert_ne!(fold_key("Nord"), fold_key("Nordic"));
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,40}|[a-zéœ\u{301}\u{200b}İΣ½ﬁ\u{ad} ]{0,20}") {
            let once = Folded::new(&text);
            let twice = Folded::new(once.text());
            prop_assert_eq!(once.text(), twice.text());
        }

        #[test]
        fn every_span_of_the_fold_has_a_source_on_boundaries(
            text in "\\PC{0,30}", start in 0usize..60, length in 0usize..60,
        ) {
            let folded = Folded::new(&text);
            let span = folded.source(Span::new(start, start + length));
            prop_assert!(text.get(span.start()..span.end()).is_some());
        }
    }
}
