//! What each line of a flattened text is.

use crate::detect::Evidence;
use crate::fold::fold_key;
use crate::{Language, Line, LineClass, RepeatedLines, Span, Title};

/// What is known about a text beside it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hints<'document> {
    pub(crate) title: Option<&'document str>,
    pub(crate) source: Option<&'document str>,
    pub(crate) declared: Language,
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

/// Classes the lines of `text`.
pub(crate) fn clean(text: &str, hints: &Hints<'_>, repeats: &RepeatedLines) -> Cleaned {
    let mut lines: Vec<Line> = spans(text)
        .map(|span| {
            let words = span.of(text).split_whitespace().count();
            let class = if words >= 8 { LineClass::Prose } else { LineClass::Chrome };
            let is_furniture = repeats.contains(hints.source, span.of(text));
            let class = if is_furniture { LineClass::Chrome } else { class };
            Line { class, span, language: Language::Unknown }
        })
        .collect();
    let key = hints.title.map(fold_key);
    let mut span = None;
    for line in &mut lines {
        if Some(fold_key(line.span.of(text))) == key {
            line.class =
                if span.is_none() { LineClass::Title } else { LineClass::Repeat };
            span.get_or_insert(line.span);
        }
    }
    let title = hints.title.map(|text| Title { text: text.to_owned(), span });
    let mut evidence = Evidence::default();
    for line in lines.iter().filter(|line| line.class.is_body()) {
        evidence.add(&Evidence::of(line.span.of(text)));
    }
    let language = match evidence.decide(text) {
        Language::Unknown => hints.declared,
        known => known,
    };
    lines.iter_mut().for_each(|line| line.language = language);
    Cleaned { lines, title, language, languages: vec![(language, 1.0)] }
}

fn spans(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    text.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}', '\u{85}']).filter_map(
        move |line| {
            let trimmed = line.trim_start();
            let begin = start + line.len() - trimmed.len();
            start += line.len();
            let trimmed = trimmed.trim_end();
            (!trimmed.is_empty()).then(|| Span::new(begin, begin + trimmed.len()))
        },
    )
}
