//! What each line of a flattened text is.
//!
//! Structure first, lists second. What survives flattening, in the order it is used:
//! 1. wording that only furniture has ([`phrases`], [`glue`]) and lines that other pages of
//!    the source repeat;
//! 2. running text: sentences with a full stop and the stop words of a language, very long
//!    lines ([`facts`]);
//! 3. the headline: given, or the line above the running text that is repeated or shares its
//!    words with it ([`titles`]);
//! 4. rows of tables ([`tables`]);
//! 5. position for all the rest ([`context`]): between running text a short line is a
//!    subhead, above and below it is a name, a credit or furniture.

mod context;
mod facts;
mod glue;
mod naming;
mod page;
mod phrases;
mod tables;
mod titles;
mod tongues;

use facts::LineFacts;
use phrases::Phrase;

use crate::html::PageBlock;
use crate::{Language, Line, LineClass, RepeatedLines, Span, Title};

/// What is known about a text beside it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hints<'document> {
    pub(crate) title: Option<&'document str>,
    pub(crate) source: Option<&'document str>,
    pub(crate) declared: Language,
    /// What the structure of the page says of each line; empty for plain text.
    pub(crate) blocks: &'document [PageBlock],
}

/// The lines of a text and what follows from them.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cleaned {
    pub(crate) lines: Vec<Line>,
    pub(crate) title: Option<Title>,
    pub(crate) language: Language,
    pub(crate) languages: Vec<(Language, f32)>,
}

impl Cleaned {
    pub(crate) fn title_span(&self) -> Option<Span> {
        self.title.as_ref().and_then(|title| title.span)
    }
}

/// Classes the lines of `text`. Linear.
pub(crate) fn clean(text: &str, hints: &Hints<'_>, repeats: &RepeatedLines) -> Cleaned {
    let lines: Vec<LineFacts<'_>> = line_spans(text)
        .into_iter()
        .map(|(span, gap)| LineFacts::new(text, span, gap))
        .collect();
    let mut draft = Draft::new(lines, hints, repeats);
    let title = titles::find(&mut draft);
    if hints.blocks.is_empty() {
        draft.note_phrases();
        tables::mark(&mut draft);
        context::settle(&mut draft);
    } else {
        page::settle(&mut draft, hints.blocks);
    }
    let (languages, tongues) = tongues::tell(&draft, hints.declared);
    let lines = draft
        .lines
        .iter()
        .zip(&draft.classes)
        .zip(tongues)
        .map(|((facts, class), language)| Line {
            class: class.unwrap_or(LineClass::Chrome),
            span: facts.span,
            language,
        })
        .collect();
    let language = languages.first().map_or(Language::Unknown, |&(language, _)| language);
    Cleaned { lines, title, language, languages }
}

/// Lines on their way to a class.
struct Draft<'text> {
    lines: Vec<LineFacts<'text>>,
    /// `None` while nothing speaks for a class.
    classes: Vec<Option<LineClass>>,
    /// Whether the line repeats over documents of its source.
    furniture: Vec<bool>,
    /// Running text beyond doubt, by index.
    prose: Vec<usize>,
    hints: Hints<'text>,
}

impl<'text> Draft<'text> {
    fn new(
        lines: Vec<LineFacts<'text>>,
        hints: &Hints<'text>,
        repeats: &RepeatedLines,
    ) -> Self {
        let furniture: Vec<bool> = lines
            .iter()
            .map(|line| repeats.is_furniture(hints.source, line.text, line.is_prose()))
            .collect();
        let prose = (0..lines.len())
            .filter(|&index| {
                furniture.get(index) == Some(&false)
                    && lines.get(index).is_some_and(LineFacts::is_prose)
            })
            .collect();
        Self { classes: vec![None; lines.len()], furniture, prose, lines, hints: *hints }
    }

    fn class(&self, index: usize) -> Option<LineClass> {
        self.classes.get(index).copied().flatten()
    }

    fn set(&mut self, index: usize, class: LineClass) {
        if let Some(place) = self.classes.get_mut(index) {
            *place = Some(class);
        }
    }

    fn is_furniture(&self, index: usize) -> bool {
        self.furniture.get(index).copied().unwrap_or(false)
    }

    /// Where the running text begins: its first line, or past the end without any.
    fn body_start(&self) -> usize {
        self.prose.first().copied().unwrap_or(self.lines.len())
    }

    /// Classes that wording alone gives. Lines that already have a class (the title) keep it.
    fn note_phrases(&mut self) {
        for index in 0..self.lines.len() {
            if self.class(index).is_some() {
                continue;
            }
            let phrase = self.lines.get(index).and_then(|line| line.phrase);
            match phrase {
                Some(Phrase::Chrome | Phrase::Header) => {
                    self.set(index, LineClass::Chrome);
                }
                Some(Phrase::Byline) => self.set(index, LineClass::Byline),
                Some(Phrase::Credit) => self.set(index, LineClass::Credit),
                None => {}
            }
        }
    }
}

/// Spans of the non-empty lines, trimmed, each with the number of line ends above it.
fn line_spans(text: &str) -> Vec<(Span, usize)> {
    let mut spans = Vec::new();
    let (mut start, mut gap) = (0, 0);
    for line in text.split_inclusive(['\n', '\u{2028}', '\u{2029}', '\u{85}', '\r']) {
        let kept = line.trim_matches(is_blank);
        if !kept.is_empty() {
            let lead = line.len() - line.trim_start_matches(is_blank).len();
            spans.push((Span::new(start + lead, start + lead + kept.len()), gap));
            gap = 0;
        }
        // "\r\n" is one line end: the carriage return alone counts only without its feed.
        let is_crlf = line.ends_with('\r')
            && text.get(start + line.len()..).is_some_and(|rest| rest.starts_with('\n'));
        gap += usize::from(!is_crlf);
        start += line.len();
    }
    spans
}

fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || crate::fold::is_dropped(character)
}

#[cfg(test)]
mod tests;
