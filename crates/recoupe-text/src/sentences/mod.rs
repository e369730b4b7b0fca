//! Sentences of English and French prose.
//!
//! A candidate is a full stop, question or exclamation mark or ellipsis with the closing
//! quotes and brackets behind it. What stands before it (abbreviation, initial, figure) and
//! behind it (capital, figure, a word that often begins a sentence) decides.
//! Short quotations and brackets are not cut: a quotation and who says it are one sentence.

mod abbreviations;
mod items;
mod pairs;

use abbreviations::{Follows, begins_sentence, follows};
use pairs::Pairs;

use crate::{Language, Span};

/// The sentences of the part of `text` at `span`, in order, trimmed, not overlapping; joined
/// they hold every character that is not white space. A line end ends a
/// sentence unless the line was only wrapped (no mark before it, small letters behind it).
///
/// English and French; other languages get the rules of both. Linear.
pub fn split(text: &str, span: Span, language: Language) -> Vec<Span> {
    let mut sentences = Vec::new();
    let part = span.of(text);
    let mut start = 0;
    for (at, mark) in part.match_indices(['\n', '\r', '\u{2028}', '\u{2029}']) {
        let after = at + mark.len();
        if !goes_on(
            part.get(start..at).unwrap_or_default(),
            part.get(after..).unwrap_or_default(),
        ) {
            split_line(
                part.get(start..at).unwrap_or_default(),
                span.start() + start,
                language,
                &mut sentences,
            );
            start = after;
        }
    }
    split_line(
        part.get(start..).unwrap_or_default(),
        span.start() + start,
        language,
        &mut sentences,
    );
    sentences
}

/// Whether a line was only wrapped: nothing ends it, and the next one goes on in small
/// letters to a full stop.
fn goes_on(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let next = after.split(['\n', '\r']).next().unwrap_or_default().trim();
    if next == "." {
        return true;
    }
    let is_open =
        before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-' | '’'));
    let is_text = next.ends_with(['.', '!', '?', ':'])
        || before.len() >= WRAPPED_BYTES
        || next.len() >= WRAPPED_BYTES;
    let is_bracket = next.strip_prefix("( ").is_some_and(|rest| {
        before.len() >= WRAPPED_BYTES && rest.starts_with(|c: char| c.is_ascii_digit())
    });
    is_open
        && (is_text && next.starts_with(char::is_lowercase)
            || is_bracket
            || next.starts_with(". "))
}

/// A shorter line that ends without a mark is an item of a list or a heading.
const WRAPPED_BYTES: usize = 45;

fn split_line(line: &str, offset: usize, language: Language, sentences: &mut Vec<Span>) {
    let items = items::starts(line);
    let splitter = Splitter { line, pairs: Pairs::of(line), items: &items, language };
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
    /// Where the items of an inline list begin, sorted.
    items: &'text [usize],
    language: Language,
}

impl Splitter<'_> {
    fn next_stop(&self, from: usize) -> Option<Stop> {
        let rest = self.line.get(from..)?;
        let item =
            self.items.get(self.items.partition_point(|&item| item <= from)).copied();
        let stop = self.next_mark(from, rest);
        match item {
            Some(item) if stop.is_none_or(|stop| item <= stop.end) => Some(Stop {
                start: item,
                marks_end: item,
                end: item,
                kind: StopKind::Bullet,
            }),
            _ => stop,
        }
    }

    fn next_mark(&self, from: usize, rest: &str) -> Option<Stop> {
        let (at, mark) = rest
            .char_indices()
            .find(|&(at, c)| is_terminator(c) || at > 0 && is_bullet(c))?;
        let start = from + at;
        if is_bullet(mark) {
            let kind = StopKind::Bullet;
            return Some(Stop { start, marks_end: start, end: start, kind });
        }
        let marks_end =
            self.end_before_ellipsis(start).unwrap_or_else(|| self.marks_end(start));
        let marks = self.line.get(start..marks_end).unwrap_or_default();
        let kind = if marks.contains(['!', '?', '！', '？', '。', '．']) {
            StopKind::Exclaimed
        } else if marks == "." {
            StopKind::Period
        } else {
            StopKind::Ellipsis
        };
        Some(Stop { start, marks_end, end: self.closers_end(marks_end), kind })
    }

    /// `…compounds. . . . The…`: a full stop and an ellipsis of three spaced points with a
    /// capital behind it, which belongs to the next sentence.
    fn end_before_ellipsis(&self, start: usize) -> Option<usize> {
        let behind = self.line.get(start..)?.strip_prefix(". . . . ")?;
        let is_word = self.line.get(..start)?.ends_with(char::is_alphanumeric);
        (is_word && behind.starts_with(char::is_uppercase)).then_some(start + 1)
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
                // Inside a note mark that was passed.
                _ if place < end => continue,
                '0'..='9' if at == 0 && self.has_note_figures(marks_end) => {
                    end = marks_end + note_figures(rest);
                    continue;
                }
                '»' | '”' | ')' | ']' | '’' | '›' => {}
                '[' if !spaced => match note_end(rest, at) {
                    Some(length) => {
                        end = place + length;
                        continue;
                    }
                    None => break,
                },
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

    /// `…in the town.12 The mayor…`: the number of a note stuck to a full stop.
    fn has_note_figures(&self, marks_end: usize) -> bool {
        let rest = self.line.get(marks_end..).unwrap_or_default();
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let token = self.token_before(marks_end.saturating_sub(1), 0);
        let is_word = token.ends_with(')')
            || token.chars().count() >= 4 && token.chars().all(char::is_alphabetic);
        is_word
            && digits <= 2
            && rest.get(digits..).is_some_and(|rest| rest.starts_with(' '))
    }

    fn ends_sentence(&self, stop: &Stop, sentence_start: usize) -> bool {
        let after = head(self.line.get(stop.end..).unwrap_or_default(), LOOK_AHEAD);
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
        let before = self.line.get(sentence_start..stop.start).unwrap_or_default();
        if before.trim().is_empty() && stop.kind == StopKind::Ellipsis {
            return false;
        }
        if self.pairs.encloses(stop.start, stop.end) {
            return false;
        }
        if !after.starts_with(char::is_whitespace) {
            let is_wide = self
                .line
                .get(stop.start..stop.marks_end)
                .is_some_and(|m| m.ends_with(is_wide));
            return is_wide || self.is_glued_end(stop, sentence_start, after);
        }
        let next = Next::of(after);
        let is_thinking = stop.kind == StopKind::Ellipsis && next.word == "I";
        let is_quoted = stop.end > stop.marks_end;
        if is_thinking || is_source_note(after, is_quoted) {
            return false;
        }
        match stop.kind {
            StopKind::Period => self.period_ends(stop, sentence_start, &next),
            _ if stop.end > stop.marks_end && next.is_speech() => false,
            _ => next.may_begin(),
        }
    }

    /// `…la fin.La suite…`: the space was lost when paragraphs were glued together.
    fn is_glued_end(&self, stop: &Stop, sentence_start: usize, after: &str) -> bool {
        let token = self.token_before(stop.start, sentence_start);
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
        let word = after.split(char::is_whitespace).next().unwrap_or_default();
        let is_address = is_address
            || word.contains(['@', '/'])
            || word.trim_end_matches('.').contains('.');
        let letters_before =
            if token.ends_with(|c: char| c.is_ascii_digit()) && token.len() >= 3 {
                2
            } else {
                letters_before
            };
        let is_quote_end = stop.end > stop.marks_end;
        !is_address && (letters_before >= 2 || is_quote_end) && is_capital && goes_on
    }

    fn period_ends(&self, stop: &Stop, sentence_start: usize, next: &Next<'_>) -> bool {
        if !next.may_begin() {
            return false;
        }
        let token = self.token_before(stop.start, sentence_start);
        let is_first =
            self.line.get(sentence_start..stop.start).is_some_and(|sentence| {
                sentence.trim_start_matches(|c: char| is_bullet(c) || c.is_whitespace())
                    == token.trim_start_matches(is_bullet)
            });
        if is_first && is_list_number(token.trim_start_matches(is_bullet)) {
            return false;
        }
        if stop.end > stop.marks_end {
            return true;
        }
        if is_clock(token) {
            // "He left at 5 p.m. Travellers waited" ends, "At 5 p.m. Monday he left" does not.
            let words = self.line.get(sentence_start..stop.start).unwrap_or_default();
            let is_long =
                words.split_whitespace().take(CLOCK_WORDS).count() >= CLOCK_WORDS;
            return begins_sentence(next.word, self.language)
                || is_long && !next.is_weekday();
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
    fn token_before(&self, at: usize, from: usize) -> &str {
        let before = self.line.get(from..at).unwrap_or_default();
        let start = before
            .char_indices()
            .rev()
            .take(LOOK_BACK)
            .take_while(|&(_, c)| {
                !c.is_whitespace() && !is_opener(c) && !matches!(c, '—' | '–')
            })
            .last()
            .map_or(at, |(start, _)| from + start);
        self.line.get(start..at).unwrap_or_default()
    }
}

/// Bytes behind a candidate, and characters before it, that decide: bounds keep the cost
/// linear on texts without white space.
const LOOK_AHEAD: usize = 240;
const LOOK_BACK: usize = 48;

/// The first bytes of `text`, at most so many, to a character boundary.
fn head(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// A sentence of so many words may end in an hour.
const CLOCK_WORDS: usize = 5;

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

    /// A day or a time zone goes on behind `p.m.`
    fn is_weekday(&self) -> bool {
        let is_zone = self.word.len() <= 4 && self.word.chars().all(char::is_uppercase);
        is_zone && self.word.len() > 1
            || [
                "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "East", "West", "Pac",
                "Cent", "Green", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
                "Sep", "Oct", "Nov", "Dec",
            ]
            .iter()
            .any(|name| self.word.starts_with(name))
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

/// `“…” (Stone 55).`: a bracket with its own full stop behind it belongs to the sentence
/// before; so does an aside right behind a quotation: `“…!” (Which was true.)`.
fn is_source_note(after: &str, is_quoted: bool) -> bool {
    after
        .trim_start()
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .is_some_and(|(note, behind)| {
            let is_noted = behind.starts_with('.') && !holds_stop(note);
            note.len() <= LONGEST_NOTE && (is_noted || is_quoted && note.ends_with('.'))
        })
}

/// Whether a full stop that is no decimal point stands in a note.
fn holds_stop(note: &str) -> bool {
    note.split('.').skip(1).any(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Longer brackets are sentences.
const LONGEST_NOTE: usize = 40;

/// Length of the numbers of notes at the head of a text: `12`, `11 12`.
fn note_figures(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    while let Some(rest) = text.get(end..).and_then(|rest| rest.strip_prefix(' ')) {
        let more = digits(rest);
        let is_mark = (1..=2).contains(&more)
            && rest.get(more..).is_some_and(|behind| {
                let behind = behind.trim_start();
                behind.starts_with(char::is_uppercase)
            });
        if !is_mark {
            break;
        }
        end += 1 + more;
    }
    end
}

/// Length of a note mark `[12]` at this place.
fn note_end(rest: &str, at: usize) -> Option<usize> {
    let mark = rest.get(at..)?.strip_prefix('[')?;
    let digits = mark.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0 && mark.get(digits..)?.starts_with(']')).then_some(digits + 2)
}

/// `1`, `12`, `a`, `iv` at the head of a list item.
fn is_list_number(token: &str) -> bool {
    let is_number = token.len() <= 2 && token.bytes().all(|byte| byte.is_ascii_digit());
    is_number || token.chars().count() == 1 && token.chars().all(char::is_alphabetic)
}

fn is_clock(token: &str) -> bool {
    ["a.m", "p.m", "A.M", "P.M"].iter().any(|clock| token.ends_with(clock))
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
    matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '．')
}

/// The stops of Chinese and Japanese stand without a space.
fn is_wide(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '．')
}

fn is_bullet(character: char) -> bool {
    matches!(character, '•' | '‣' | '◦' | '⁃' | '▪' | '●')
}

fn is_opener(character: char) -> bool {
    matches!(character, '"' | '“' | '«' | '‹' | '‘' | '\'' | '(' | '[' | '„')
}

#[cfg(test)]
mod french;
#[cfg(test)]
mod tests;
