//! The texts of a page, block by block: what stands on lines of its own.

use super::entities;
use super::tags::Tag;
use super::tree::{Node, Tree};
use crate::Span;

/// A stretch of text between two places where the line ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Block {
    /// Index of the innermost element that stands on lines of its own.
    pub(super) node: u32,
    /// Index of its first text: blocks stand in the order of these.
    pub(super) first: u32,
    /// Index of its last text.
    pub(super) last: u32,
    /// In [`Blocks::text`].
    pub(super) text: Span,
    /// In the page, from the first to the last character.
    pub(super) page: Span,
    pub(super) shape: Shape,
    /// Level of the heading it is, 0 where it is none.
    pub(super) heading: u8,
    /// Whether the line was ended by `<br>` above it, and nothing else.
    pub(super) is_tight: bool,
}

/// What can be counted in a text.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Shape {
    /// Words; of scripts without spaces half the characters.
    pub(super) words: f32,
    /// Words inside links.
    pub(super) linked: f32,
    /// Words in bold.
    pub(super) bold: f32,
}

impl Shape {
    pub(super) fn plain(&self) -> f32 {
        (self.words - self.linked).max(0.0)
    }

    /// Share of words inside links; of no words none.
    pub(super) fn link_share(&self) -> f32 {
        if self.words > 0.0 { self.linked / self.words } else { 0.0 }
    }

    pub(super) fn is_bold(&self) -> bool {
        self.words > 0.0 && self.bold >= self.words * 0.9
    }
}

/// The text of a page and its blocks, in order.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) text: String,
    pub(super) blocks: Vec<Block>,
}

impl Blocks {
    /// The blocks of a page. Linear.
    pub(super) fn of(tree: &Tree<'_>) -> Self {
        let mut walk = Walk::new(tree);
        let mut index = 1;
        while let Some(node) = tree.node(index) {
            walk.leave(index);
            index = walk.enter(index, node);
        }
        walk.end_block(false);
        walk.found
    }

    pub(super) fn words_of(&self, block: &Block) -> &str {
        block.text.of(&self.text)
    }

    /// Indices of the blocks inside an element.
    pub(super) fn inside(&self, index: u32, end: u32) -> std::ops::Range<usize> {
        let from = self.blocks.partition_point(|block| block.first < index);
        let to = self.blocks.partition_point(|block| block.first < end);
        from..to.max(from)
    }
}

/// What is shown without scripts is read from so many bytes on.
const LEAST_TOLD: usize = 500;

/// Soft hyphen, zero-width space, word joiner, byte order mark. Joiners that shape letters
/// stay.
fn is_unseen(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Text of more words inside a heading is no heading: the page was built so.
const MOST_HEADING: f32 = 40.0;

/// An element that was entered and what it means for the text in it.
#[derive(Debug, Clone, Copy)]
struct Open {
    index: u32,
    end: u32,
    kind: Kind,
    /// Blocks ended before it was entered.
    blocks: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Block,
    Pre,
    Heading(u8),
    Link,
    Bold,
}

struct Walk<'tree, 'page> {
    tree: &'tree Tree<'page>,
    found: Blocks,
    open: Vec<Open>,
    links: usize,
    bolds: usize,
    pres: usize,
    /// Where the block being written begins in the text.
    start: usize,
    page: Option<Span>,
    /// The text node being read, and the first and last one of the block.
    at: u32,
    first: u32,
    last: u32,
    shape: Shape,
    is_tight: bool,
    /// A space is due before the next character.
    is_spaced: bool,
    is_in_word: bool,
}

impl<'tree, 'page> Walk<'tree, 'page> {
    fn new(tree: &'tree Tree<'page>) -> Self {
        let found = Blocks {
            text: String::with_capacity(tree.html.len() / 6),
            blocks: Vec::with_capacity(tree.nodes.len() / 6),
        };
        Self {
            tree,
            found,
            open: Vec::new(),
            links: 0,
            bolds: 0,
            pres: 0,
            start: 0,
            page: None,
            at: 0,
            first: 0,
            last: 0,
            shape: Shape::default(),
            is_tight: false,
            is_spaced: false,
            is_in_word: false,
        }
    }

    /// Leaves the elements that end before this node.
    fn leave(&mut self, index: usize) {
        while let Some(open) =
            self.open.last().copied().filter(|open| open.end as usize <= index)
        {
            match open.kind {
                Kind::Link => self.links -= 1,
                Kind::Bold => self.bolds -= 1,
                Kind::Pre => {
                    self.end_block(false);
                    self.pres -= 1;
                }
                Kind::Block => self.end_block(false),
                Kind::Heading(_) => {
                    self.end_block(false);
                    self.check_heading(open.blocks);
                }
            }
            self.open.pop();
        }
    }

    /// A heading around much text is none: the page was built so.
    fn check_heading(&mut self, from: usize) {
        let Some(inside) = self.found.blocks.get_mut(from..) else { return };
        let words: f32 = inside.iter().map(|block| block.shape.words).sum();
        if words > MOST_HEADING {
            for block in inside {
                block.heading = 0;
            }
        }
    }

    /// Enters a node; gives the index of the next one to look at.
    fn enter(&mut self, index: usize, node: &Node) -> usize {
        match node.tag {
            Tag::Text => {
                self.at = index as u32;
                self.take(node.span);
            }
            Tag::Br => self.end_block(true),
            Tag::Wbr => {}
            Tag::Hr => self.end_block(false),
            tag if tag.is_unread()
                || tag == Tag::Noscript && !self.is_told(index, node) =>
            {
                self.is_spaced = true;
                return (node.end as usize).max(index + 1);
            }
            tag => {
                if tag.is_block() {
                    self.end_block(false);
                }
                if let Some(kind) = self.kind(tag, node) {
                    let index = index as u32;
                    let blocks = self.found.blocks.len();
                    self.open.push(Open { index, end: node.end, kind, blocks });
                }
                if matches!(tag, Tag::Img | Tag::Input) {
                    self.is_spaced = true;
                }
            }
        }
        index + 1
    }

    /// Whether what is shown without scripts is more than a picture or a request to turn
    /// them on.
    fn is_told(&self, index: usize, node: &Node) -> bool {
        let inside = self.tree.nodes.get(index..node.end as usize).unwrap_or_default();
        let texts = inside.iter().filter(|node| node.tag == Tag::Text);
        texts.map(|text| text.span.of(self.tree.html).trim().len()).sum::<usize>()
            >= LEAST_TOLD
    }

    fn kind(&mut self, tag: Tag, node: &Node) -> Option<Kind> {
        if let Some(level) = tag.heading() {
            return Some(Kind::Heading(level));
        }
        match tag {
            Tag::A => {
                let target = self.tree.attribute(node, "href")?;
                if target.trim_start().starts_with('#') {
                    return None;
                }
                self.links += 1;
                Some(Kind::Link)
            }
            Tag::B => {
                self.bolds += 1;
                Some(Kind::Bold)
            }
            Tag::Pre => {
                self.pres += 1;
                Some(Kind::Pre)
            }
            tag if tag.is_block() => Some(Kind::Block),
            _ => None,
        }
    }

    /// Adds a stretch of the page to the block.
    fn take(&mut self, span: Span) {
        let source = span.of(self.tree.html);
        let mut at = 0;
        while let Some(rest) = source.get(at..).filter(|rest| !rest.is_empty()) {
            let plain = rest.find(['&']).unwrap_or(rest.len());
            if plain > 0 {
                self.take_plain(rest.get(..plain).unwrap_or_default(), span.start() + at);
                at += plain;
                continue;
            }
            let (character, length) = entities::first(rest).unwrap_or(('&', 1));
            self.push(character, Span::new(0, length).shifted(span.start() + at));
            at += length;
        }
    }

    fn take_plain(&mut self, text: &str, offset: usize) {
        for (at, character) in text.char_indices() {
            let start = offset + at;
            self.push(character, Span::new(start, start + character.len_utf8()));
        }
    }

    fn push(&mut self, character: char, place: Span) {
        if character == '\n' && self.pres > 0 {
            return self.end_block(true);
        }
        let is_space = character.is_ascii_whitespace();
        // Controls, soft hyphens and byte order marks show nothing; they neither join nor part
        // words.
        if is_space || character.is_control() || is_unseen(character) {
            self.is_spaced |= is_space;
            self.is_in_word &= !is_space;
            return;
        }
        if self.is_spaced && self.found.text.len() > self.start {
            self.found.text.push(' ');
        }
        if self.is_spaced {
            self.is_in_word = false;
        }
        self.is_spaced = false;
        self.count(character);
        self.found.text.push(character);
        if self.page.is_none() {
            self.first = self.at;
        }
        self.last = self.at;
        self.page.get_or_insert(place).end = place.end;
    }

    fn count(&mut self, character: char) {
        let weight = if character >= '\u{2e80}' {
            self.is_in_word = false;
            0.5
        } else if character.is_alphanumeric() {
            let begins = !self.is_in_word;
            self.is_in_word = true;
            if begins { 1.0 } else { 0.0 }
        } else {
            // Apostrophes and hyphens part words enough for counting.
            self.is_in_word = false;
            0.0
        };
        self.shape.words += weight;
        if self.links > 0 {
            self.shape.linked += weight;
        }
        if self.bolds > 0 {
            self.shape.bold += weight;
        }
    }

    /// Ends the block being written; `is_break` tells that only the line ends.
    fn end_block(&mut self, is_break: bool) {
        let end = self.found.text.len();
        if let Some(page) = self.page.take() {
            let text = Span::new(self.start, end);
            let is_line = |open: &&Open| !matches!(open.kind, Kind::Link | Kind::Bold);
            let node = self.open.iter().rev().find(is_line).map_or(0, |open| open.index);
            let heading = self.open.iter().rev().find_map(|open| match open.kind {
                Kind::Heading(level) => Some(level),
                _ => None,
            });
            self.found.blocks.push(Block {
                node,
                first: self.first,
                last: self.last,
                text,
                page,
                shape: self.shape,
                heading: heading.unwrap_or(0),
                is_tight: self.is_tight,
            });
            self.found.text.push('\n');
            self.is_tight = is_break;
        } else if !is_break {
            self.is_tight = false;
        }
        self.start = self.found.text.len();
        self.shape = Shape::default();
        self.is_spaced = false;
        self.is_in_word = false;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::PageBounds;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let tree = Tree::parse(html, &PageBounds::default()).unwrap();
        let blocks = Blocks::of(&tree);
        let found: Vec<&str> =
            blocks.blocks.iter().map(|block| blocks.words_of(block)).collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn each_block_is_one_line() {
        check("<p>Le <b>port</b>\n ferme.</p>Fin", &["Le port ferme.", "Fin"]);
        check(
            "<div>The port<br>stands <i>still</i></div>",
            &["The port", "stands still"],
        );
        check("<ul><li>un<li>deux</ul>", &["un", "deux"]);
        check("<pre>un  mot\ndeux</pre>", &["un mot", "deux"]);
        check("l&#8217;&eacute;t&eacute;&nbsp;!", &["l’été\u{a0}!"]);
        check("<p>a<select><option>b</select>c</p>", &["a c"]);
        check("<script>a</script><style>b</style><p>c", &["c"]);
    }

    #[test]
    fn a_block_knows_its_place_in_the_page() {
        let html = "<p>\n  L&eacute; <b>port</b> </p>";
        let tree = Tree::parse(html, &PageBounds::default()).unwrap();
        let blocks = Blocks::of(&tree);
        assert_eq!(blocks.blocks[0].page.of(html), "L&eacute; <b>port");
        assert!((blocks.blocks[0].shape.words - 2.0).abs() < 0.01);
    }
}
