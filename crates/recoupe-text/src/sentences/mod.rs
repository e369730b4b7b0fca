//! Sentences of English and French prose.
//!
//! A candidate is a full stop, question or exclamation mark or ellipsis with the closing
//! quotes and brackets behind it. What stands before it (abbreviation, initial, figure) and
//! behind it (capital, figure, a word that often begins a sentence) decides.
//! Short quotations and brackets are not cut: a quotation and who says it are one sentence.

mod abbreviations;
mod pairs;

use abbreviations::{Follows, begins_sentence, follows};
use pairs::Pairs;

use crate::{Language, Span};

/// The sentences of the part of `text` at `span`, in order, trimmed, not overlapping; joined
/// they hold every character that is not white space. A line end always ends a sentence.
///
/// English and French; other languages get the rules of both. Linear.
pub fn split(text: &str, span: Span, language: Language) -> Vec<Span> {
    let mut sentences = Vec::new();
    let mut start = span.start();
    for line in span.of(text).split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']) {
        split_line(line, start, language, &mut sentences);
        start += line.len();
    }
    sentences
}

fn split_line(line: &str, offset: usize, language: Language, sentences: &mut Vec<Span>) {
    let splitter = Splitter { line, pairs: Pairs::of(line), language };
    let mut start = 0;
    let mut at = 0;
    while let Some(stop) = splitter.next_stop(at) {
        at = stop.end;
        if splitter.ends_sentence(&stop, start) {
            push_trimmed(line, start, stop.end, offset, sentences);
            start = stop.end;
        }
    }
    push_trimmed(line, start, line.len(), offset, sentences);
}

fn push_trimmed(
    line: &str,
    start: usize,
    end: usize,
    offset: usize,
    out: &mut Vec<Span>,
) {
    let Some(part) = line.get(start..end) else { return };
    let trimmed = part.trim_start();
    let start = start + part.len() - trimmed.len();
    let trimmed = trimmed.trim_end();
    if !trimmed.is_empty() {
        out.push(Span::new(start, start + trimmed.len()).shifted(offset));
    }
}

/// A place where a sentence may end.
#[derive(Debug, Clone, Copy)]
struct Stop {
    /// The first terminator.
    start: usize,
    /// Behind the last terminator.
    marks_end: usize,
    /// Behind the closing quotes and brackets.
    end: usize,
    kind: StopKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum StopKind {
    Period,
    Ellipsis,
    Exclaimed,
    /// A bullet: what stands before it ends.
    Bullet,
}

struct Splitter<'text> {
    line: &'text str,
    pairs: Pairs,
    language: Language,
}

impl Splitter<'_> {
    fn next_stop(&self, from: usize) -> Option<Stop> {
        let rest = self.line.get(from..)?;
        let (at, mark) = rest
            .char_indices()
            .find(|&(at, c)| is_terminator(c) || at > 0 && is_bullet(c))?;
        let start = from + at;
        if is_bullet(mark) {
            let kind = StopKind::Bullet;
            return Some(Stop { start, marks_end: start, end: start, kind });
        }
        let marks_end = self.marks_end(start);
        let marks = self.line.get(start..marks_end).unwrap_or_default();
        let kind = if marks.contains(['!', '?', '！', '？', '。']) {
            StopKind::Exclaimed
        } else if marks == "." {
            StopKind::Period
        } else {
            StopKind::Ellipsis
        };
        Some(Stop { start, marks_end, end: self.closers_end(marks_end), kind })
    }

    /// Behind a run of terminators, spaced ones (`. . .`, `? !`) included.
    fn marks_end(&self, start: usize) -> usize {
        let mut end = start;
        let rest = self.line.get(start..).unwrap_or_default();
        for (at, character) in rest.char_indices() {
            match character {
                _ if is_terminator(character) => end = start + at + character.len_utf8(),
                ' ' | '\u{a0}' | '\u{202f}' => {}
                _ => break,
            }
        }
        end
    }

    /// Behind the quotes and brackets that close after the terminators; French sets a space
    /// before its guillemet.
    fn closers_end(&self, marks_end: usize) -> usize {
        let mut end = marks_end;
        let rest = self.line.get(marks_end..).unwrap_or_default();
        let mut spaced = false;
        for (at, character) in rest.char_indices() {
            let place = marks_end + at;
            match character {
                '»' | '”' | ')' | ']' | '’' | '›' => {}
                '"' | '\'' if !spaced && !self.pairs.opens(place) => {}
                '"' if self.pairs.closes(place) => {}
                ' ' | '\u{a0}' | '\u{202f}' if !spaced => {
                    spaced = true;
                    continue;
                }
                _ => break,
            }
            spaced = false;
            end = place + character.len_utf8();
        }
        end
    }

    fn ends_sentence(&self, stop: &Stop, sentence_start: usize) -> bool {
        let after = self.line.get(stop.end..).unwrap_or_default();
        if stop.kind == StopKind::Bullet {
            return !self
                .line
                .get(sentence_start..stop.start)
                .unwrap_or_default()
                .trim()
                .is_empty();
        }
        if after.trim().is_empty() {
            return true;
        }
        if self.pairs.encloses(stop.start, stop.end) {
            return false;
        }
        if !after.starts_with(char::is_whitespace) {
            return self.is_glued_end(stop, after);
        }
        let next = Next::of(after);
        match stop.kind {
            StopKind::Period => self.period_ends(stop, sentence_start, &next),
            _ if stop.end > stop.marks_end && next.is_speech() => false,
            _ => next.may_begin(),
        }
    }

    /// `…la fin.La suite…`: the space was lost when paragraphs were glued together.
    fn is_glued_end(&self, stop: &Stop, after: &str) -> bool {
        let token = self.token_before(stop.start);
        let letters_before =
            token.chars().rev().take_while(|letter| letter.is_lowercase()).count();
        let is_address = token.contains(['@', '/', '.']) || token.starts_with("www");
        let after = after.trim_start_matches(|c| {
            is_opener(c) || matches!(c, '\u{a0}' | '\u{202f}' | ' ')
        });
        let mut letters = after.chars();
        let is_capital = letters.next().is_some_and(char::is_uppercase);
        let goes_on = letters.next().is_some_and(|next| {
            next.is_lowercase() || next.is_whitespace() || matches!(next, '\'' | '’')
        });
        let is_quote_end = stop.end > stop.marks_end;
        !is_address && (letters_before >= 2 || is_quote_end) && is_capital && goes_on
    }

    fn period_ends(&self, stop: &Stop, sentence_start: usize, next: &Next<'_>) -> bool {
        if !next.may_begin() {
            return false;
        }
        if stop.end > stop.marks_end {
            return true;
        }
        let token = self.token_before(stop.start);
        let is_first = self
            .line
            .get(sentence_start..stop.start)
            .is_some_and(|sentence| sentence.trim() == token);
        if is_first && is_list_number(token) {
            return false;
        }
        let starts = begins_sentence(next.word, self.language);
        match follows(token) {
            Some(Follows::Name) => false,
            Some(Follows::Number) => !next.is_number(),
            Some(Follows::Any) => starts,
            None if is_initials(token) => starts,
            None => true,
        }
    }

    /// The letters and inner dots right before `at`.
    fn token_before(&self, at: usize) -> &str {
        let before = self.line.get(..at).unwrap_or_default();
        let start = before
            .char_indices()
            .rev()
            .take_while(|&(_, c)| {
                !c.is_whitespace() && !is_opener(c) && !matches!(c, '—' | '–')
            })
            .last()
            .map_or(at, |(start, _)| start);
        self.line.get(start..at).unwrap_or_default()
    }
}

/// What stands behind a candidate.
struct Next<'text> {
    /// From the first letter or figure.
    rest: &'text str,
    /// Letters of the first word.
    word: &'text str,
    /// Whether an opening quote or bracket stands before it.
    is_opened: bool,
}

impl<'text> Next<'text> {
    fn of(after: &'text str) -> Self {
        let trimmed = after.trim_start();
        let rest = trimmed.trim_start_matches(|c: char| {
            is_opener(c)
                || c.is_whitespace()
                || matches!(c, '-' | '–' | '—' | '*' | '¿' | '¡')
        });
        let word = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        Self { rest, word, is_opened: trimmed.starts_with(is_opener) }
    }

    /// Whether a sentence may begin so: with a capital, a figure, a letter of a script
    /// without capitals, or a name like `iPhone`.
    fn may_begin(&self) -> bool {
        let mut letters = self.rest.chars();
        match letters.next() {
            None => self.is_opened,
            Some(first) if first.is_lowercase() => {
                letters.next().is_some_and(char::is_uppercase)
                    && !self.word.contains('\'')
            }
            Some(first) => {
                first.is_alphanumeric()
                    || matches!(first, '$' | '€' | '£' | '¥' | '#' | '@')
            }
        }
    }

    fn is_number(&self) -> bool {
        self.rest.starts_with(|c: char| c.is_ascii_digit())
            || !self.word.is_empty()
                && self.word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
    }

    /// `Smith said`, `the minister asked` right behind a quotation.
    fn is_speech(&self) -> bool {
        const VERBS: [&str; 12] = [
            "said",
            "asked",
            "says",
            "told",
            "added",
            "wrote",
            "replied",
            "asks",
            "shouted",
            "tweeted",
            "cried",
            "exclaimed",
        ];
        let is_verb = |word: &str| {
            VERBS.contains(&word.trim_end_matches(|c: char| !c.is_alphanumeric()))
        };
        self.rest.split_whitespace().skip(1).take(2).any(is_verb)
    }
}

/// `1`, `12`, `a`, `iv` at the head of a list item.
fn is_list_number(token: &str) -> bool {
    let is_number = token.len() <= 2 && token.bytes().all(|byte| byte.is_ascii_digit());
    is_number || token.chars().count() == 1 && token.chars().all(char::is_alphabetic)
}

/// `J`, `J.-P`, `U.S`, `É`: single capital letters between dots.
fn is_initials(token: &str) -> bool {
    let token = token.trim_start_matches(|c: char| !c.is_alphanumeric());
    let mut parts = token.split(['.', '-']).filter(|part| !part.is_empty()).peekable();
    parts.peek().is_some()
        && parts.all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
        && (token.contains('.') || token.chars().any(char::is_uppercase))
}

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn is_bullet(character: char) -> bool {
    matches!(character, '•' | '‣' | '◦' | '⁃' | '▪' | '●')
}

fn is_opener(character: char) -> bool {
    matches!(character, '"' | '“' | '«' | '‹' | '‘' | '\'' | '(' | '[' | '„')
}

#[cfg(test)]
mod tests;
