//! Paragraphs as the search for speakers sees them: the words outside quotation marks, with
//! each quotation as one unit between them, cut into sentences.

use std::ops::Range;

use recoupe_text::{Article, Language, LineClass, Span};

use super::incise::without_incises;
use super::marks::{Marked, marked};
use crate::reading::Reading;
use crate::scene::entities::EntityId;
use crate::scene::node::{Node, NodeKind};
use crate::sheet::{Field, Place};

/// A word (or name, value, mark) outside quotation marks, or a whole quotation.
#[derive(Debug, Clone, Copy)]
pub(super) enum Unit<'story> {
    /// A node, and the scene it stands in.
    Node(&'story Node, usize),
    /// An index into [`Paragraph::quotes`].
    Quote(usize),
}

/// One line of running text.
#[derive(Debug)]
pub(super) struct Paragraph<'story> {
    /// Index of the article in the story.
    pub(super) article: usize,
    /// The text of the article.
    pub(super) text: &'story str,
    /// Its language.
    pub(super) language: Language,
    /// Whether it is a heading: its quotations repeat those of the body.
    pub(super) heading: bool,
    /// Its quotations, in order.
    pub(super) quotes: Vec<Marked>,
    /// Words outside quotations, and quotations, in order.
    pub(super) units: Vec<Unit<'story>>,
    /// Its sentences, as ranges of units: they cover all units in order.
    pub(super) sentences: Vec<Range<usize>>,
    /// Spans of the sentences of the text it is made of, for citing.
    pub(super) scenes: Vec<Span>,
}

/// The paragraphs of a story, in order of the articles and their text.
pub(super) fn paragraphs<'story>(
    reading: &'story Reading,
    articles: &[&'story Article],
) -> Vec<Paragraph<'story>> {
    let mut found: Vec<Paragraph<'story>> = Vec::new();
    let mut last: Option<(usize, usize)> = None;
    for (at, scene) in reading.scenes.iter().enumerate() {
        let Some(article) = articles.get(scene.article) else { continue };
        if scene.place != Place::Body || scene.field != Field::Text {
            continue;
        }
        let line =
            article.lines.partition_point(|line| line.span.end <= scene.span.start);
        let Some(shape) = article.lines.get(line) else { continue };
        if last != Some((scene.article, line)) {
            last = Some((scene.article, line));
            found.push(Paragraph {
                article: scene.article,
                text: &article.text,
                language: scene.language,
                heading: shape.class == LineClass::Subhead,
                quotes: quotations(&article.text, shape.span, scene.language),
                units: Vec::new(),
                sentences: Vec::new(),
                scenes: Vec::new(),
            });
        }
        if let Some(paragraph) = found.last_mut() {
            paragraph.scenes.push(scene.span);
            paragraph.take(&scene.nodes, at);
        }
    }
    for paragraph in &mut found {
        paragraph.close();
    }
    found
}

fn quotations(text: &str, line: Span, language: Language) -> Vec<Marked> {
    let found = marked(text, line);
    match language {
        Language::French => {
            found.into_iter().flat_map(|quote| without_incises(text, quote)).collect()
        }
        _ => found,
    }
}

impl<'story> Paragraph<'story> {
    /// Adds the nodes of a sentence; nodes inside a quotation become that quotation.
    fn take(&mut self, nodes: &'story [Node], scene: usize) {
        for node in nodes {
            let inside =
                self.quotes.iter().position(|quote| quote.outer.overlaps(node.span));
            match (inside, self.units.last()) {
                (Some(quote), Some(Unit::Quote(last))) if quote == *last => {}
                (Some(quote), _) => self.units.push(Unit::Quote(quote)),
                (None, _) => self.units.push(Unit::Node(node, scene)),
            }
        }
    }

    fn close(&mut self) {
        let mut start = 0;
        for at in 0..self.units.len() {
            if at + 1 == self.units.len() || self.ends_sentence(at) {
                self.sentences.push(start..at + 1);
                start = at + 1;
            }
        }
    }

    /// Whether a sentence ends after a unit that is not the last.
    fn ends_sentence(&self, at: usize) -> bool {
        let stop = |word: &str| matches!(word, "." | "?" | "!" | "...");
        match (self.units.get(at), self.units.get(at + 1)) {
            (Some(Unit::Node(_, one)), Some(Unit::Node(_, other))) => one != other,
            (Some(Unit::Node(node, _)), Some(Unit::Quote(_))) => stop(&node.folded),
            (Some(Unit::Quote(quote)), next) => {
                let words = self.words(*quote).trim_end();
                if !words.ends_with(['.', '?', '!', '…']) {
                    return false;
                }
                match next {
                    // `"Who knows?" Stone asked` goes on, `"Nobody knows." Stone left` does not.
                    Some(Unit::Node(node, _)) => {
                        let capital =
                            node.span.of(self.text).starts_with(char::is_uppercase);
                        let asked = !words.ends_with('.')
                            && (at + 1..at + 7)
                                .any(|at| super::words::is_speech(self.word(at)));
                        capital && !asked
                    }
                    _ => true,
                }
            }
            _ => false,
        }
    }

    /// The words of a quotation.
    pub(super) fn words(&self, quote: usize) -> &'story str {
        self.quotes.get(quote).map_or("", |quote| quote.inner.of(self.text))
    }

    /// The node at a unit, where it is one.
    pub(super) fn node(&self, at: usize) -> Option<&'story Node> {
        match self.units.get(at) {
            Some(Unit::Node(node, _)) => Some(node),
            _ => None,
        }
    }

    /// The folded words at a unit; empty for quotations and past the end.
    pub(super) fn word(&self, at: usize) -> &'story str {
        self.node(at).map_or("", |node| node.folded.as_str())
    }

    /// The folded words one unit before; empty at the start.
    pub(super) fn before(&self, at: usize) -> &'story str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// The entity named at a unit.
    pub(super) fn name(&self, at: usize) -> Option<EntityId> {
        self.node(at).and_then(Node::name)
    }

    /// Whether a plain word in lower case stands at a unit.
    pub(super) fn is_word(&self, at: usize) -> bool {
        self.node(at).is_some_and(|node| {
            node.kind == NodeKind::Word
                && !node.span.of(self.text).starts_with(char::is_uppercase)
        })
    }

    /// Whether a mark of punctuation stands at a unit.
    pub(super) fn is_mark(&self, at: usize) -> bool {
        self.node(at).is_some_and(|node| node.kind == NodeKind::Mark)
    }

    /// Whether a quotation stands at a unit.
    pub(super) fn is_quote(&self, at: usize) -> bool {
        matches!(self.units.get(at), Some(Unit::Quote(_)))
    }

    /// The words of the text from the first to the last node of a range, quotations
    /// included, with single spaces.
    pub(super) fn spelled(&self, range: Range<usize>) -> String {
        let first = range.clone().find_map(|at| self.node(at));
        let last = range.rev().find_map(|at| self.node(at));
        let (Some(first), Some(last)) = (first, last) else { return String::new() };
        let words = Span::new(first.span.start(), last.span.end()).of(self.text);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The sentence of the text (or the sentences) that a span lies in.
    pub(super) fn sentence_of(&self, span: Span) -> Span {
        let mut around: Option<Span> = None;
        for scene in self.scenes.iter().filter(|scene| scene.overlaps(span)) {
            around = Some(around.map_or(*scene, |around| Span {
                start: around.start.min(scene.start),
                end: around.end.max(scene.end),
            }));
        }
        around.map_or(span, |around| Span {
            start: around.start.min(span.start),
            end: around.end.max(span.end),
        })
    }
}
