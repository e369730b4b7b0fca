//! What can be seen of one line by itself.

use crate::Span;
use crate::detect::Evidence;
use crate::fold::fold_key;
use crate::words::{is_stop_word, scan};
use crate::{Language, clean::phrases};

use super::phrases::Phrase;

/// One line and its features.
#[derive(Debug, Clone)]
pub(super) struct LineFacts<'text> {
    pub(super) text: &'text str,
    pub(super) span: Span,
    /// Folded, without accents and punctuation; empty for lines longer than
    /// [`LONGEST_KEYED`], which are compared by nothing.
    pub(super) key: String,
    pub(super) words: usize,
    /// Words with a figure.
    pub(super) figures: usize,
    /// Share of stop words, English or French, whichever is larger.
    pub(super) stop_share: f32,
    pub(super) evidence: Evidence,
    /// Whether it ends as a sentence does (`.`, `!`, `?`, `…` and closing quotes behind).
    pub(super) stops: bool,
    /// Whether it ends with a full stop or ellipsis (headlines may ask and exclaim).
    pub(super) full_stop: bool,
    pub(super) phrase: Option<Phrase>,
    /// Line ends between the line above and this one.
    pub(super) gap: usize,
}

/// Lines of more bytes get no key and no phrase.
const LONGEST_KEYED: usize = 800;

impl<'text> LineFacts<'text> {
    pub(super) fn new(text: &'text str, span: Span, gap: usize) -> Self {
        let line = span.of(text);
        let (mut words, mut figures, mut stops) = (0, 0, [0_usize; 2]);
        let mut evidence = Evidence::default();
        scan(line, &mut |_, word| {
            evidence.hear(word);
            words += 1;
            figures += usize::from(word.bytes().any(|byte| byte.is_ascii_digit()));
            stops[0] += usize::from(is_stop_word(word, Language::English));
            stops[1] += usize::from(is_stop_word(word, Language::French));
        });
        let key =
            if line.len() <= LONGEST_KEYED { fold_key(line) } else { String::new() };
        let last = last_mark(line);
        let full_stop = last.is_some_and(|mark| matches!(mark, '.' | '…' | '。'));
        Self {
            text: line,
            span,
            phrase: phrase(line, &key, full_stop),
            key,
            words,
            figures,
            stop_share: stops[0].max(stops[1]) as f32 / words.max(1) as f32,
            evidence,
            stops: full_stop
                || last.is_some_and(|mark| matches!(mark, '!' | '?' | '！' | '？')),
            full_stop,
            gap,
        }
    }

    /// Running text beyond doubt: a sentence of some length, or a very long line.
    pub(super) fn is_prose(&self) -> bool {
        let is_known = self.stop_share >= PROSE_STOPS || self.looks_foreign();
        let is_sentence = self.full_stop && self.words >= SENTENCE_WORDS
            || self.stops && self.words >= LONG_SENTENCE_WORDS;
        self.phrase.is_none()
            && (is_sentence && is_known
                || self.words >= LONG_LINE_WORDS && self.bars() < 4)
            && !self.is_row()
    }

    /// A language without stop words here: judged by length and its full stop.
    fn looks_foreign(&self) -> bool {
        self.words >= LONG_SENTENCE_WORDS && !self.is_row()
    }

    /// Many figures, few words between them.
    pub(super) fn is_row(&self) -> bool {
        !self.stops && self.figures * 3 >= self.words && self.figures >= 2
            || !self.full_stop && self.bars() >= 2 && self.figures >= 1
    }

    fn bars(&self) -> usize {
        self.text.matches(['|', '\t']).count()
    }

    /// Figures, currencies, percentages or vague amounts: a cell of a table of facts.
    pub(super) fn has_amount(&self) -> bool {
        self.figures > 0
            || self.text.contains(['$', '€', '£', '¥', '%'])
            || self.key.split(' ').any(|token| {
                matches!(
                    token,
                    "billions"
                        | "millions"
                        | "milliards"
                        | "billion"
                        | "million"
                        | "milliard"
                )
            })
    }
}

/// 5: the shortest news sentence that carries a statement; shorter ones follow their
/// neighbours.
const SENTENCE_WORDS: usize = 5;
/// Questions and exclamations of fewer words may be headlines; texts of other languages need
/// as many to count as running text.
const LONG_SENTENCE_WORDS: usize = 12;
/// A line of more words is running text even without a full stop (cut off, or one giant
/// paragraph).
const LONG_LINE_WORDS: usize = 34;
/// Prose of both languages has 0.25 to 0.55 stop words on the lists here, menus and rows
/// under 0.15.
const PROSE_STOPS: f32 = 0.16;

fn phrase(line: &str, key: &str, full_stop: bool) -> Option<Phrase> {
    if is_debris(line, key) {
        return Some(Phrase::Chrome);
    }
    if is_label_credit(line, key) || is_bracketed_credit(line) {
        return Some(Phrase::Credit);
    }
    let ends = full_stop && !line.ends_with("...");
    phrases::phrase_of(key, ends)
        .or_else(|| super::glue::is_glued_label(line).then_some(Phrase::Chrome))
        .or_else(|| {
            let rest =
                super::glue::behind_glue(line).and_then(|start| line.get(start..))?;
            phrases::phrase_of(&fold_key(rest), ends)
        })
}

/// The last mark, behind which only quotes and brackets close.
fn last_mark(line: &str) -> Option<char> {
    line.trim_end_matches(|c: char| {
        matches!(c, '"' | '”' | '»' | '\'' | '’' | ')' | ']' | '*' | '_')
            || c.is_whitespace()
    })
    .chars()
    .next_back()
}

/// No letter and no figure, or what is left of a code fence.
fn is_debris(line: &str, key: &str) -> bool {
    let has_fence = line.starts_with(['`', '“', '‘', '"', '\'', '~'])
        && matches!(
            key,
            "html" | "markdown" | "md" | "json" | "text" | "txt" | "plaintext" | "xml"
        );
    let is_entity =
        line.starts_with('&') && line.ends_with(';') && key.split(' ').count() == 1;
    key.is_empty() && !line.chars().any(char::is_alphanumeric) || has_fence || is_entity
}

/// `Photo : …`, `Crédit: …`, `Source: …` with a short rest.
fn is_label_credit(line: &str, key: &str) -> bool {
    const LABELS: [&str; 26] = [
        "photo",
        "photos",
        "credit",
        "credits",
        "image",
        "images",
        "illustration",
        "source",
        "sources",
        "picture",
        "pictures",
        "graphic",
        "video",
        "photograph",
        "legende",
        "dessin",
        "infographie",
        "photographie",
        "visuel",
        "photo credit",
        "image credit",
        "credit photo",
        "photos credit",
        "caption",
        "traduction",
        "translation",
    ];
    let Some((label, rest)) = line.split_once([':', '/', '©']) else { return false };
    key.split(' ').count() <= 16
        && !rest.trim().is_empty()
        && LABELS.contains(&fold_key(label).as_str())
}

/// `(ACO)`, `(avec Agence du Port)`: a short bracket alone on its line, without a verb's
/// full stop.
fn is_bracketed_credit(line: &str) -> bool {
    let inside = line.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
    inside.is_some_and(|inside| {
        let mut words = inside.split_whitespace();
        let is_named = words.clone().any(|word| word.starts_with(char::is_uppercase));
        is_named
            && words.clone().count() <= 6
            && !inside.contains(['(', '.', '!', '?'])
            && words.all(|word| {
                word.chars().all(|c| c.is_alphabetic() || "’'-/,&".contains(c))
            })
    })
}
