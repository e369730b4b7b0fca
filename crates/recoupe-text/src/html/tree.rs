//! A page as a tree of elements and texts in one row, each with its place in the page.
//!
//! The rules of the HTML standard that change where text stands are followed: elements that
//! close each other (`<li>`, `<p>`, cells), end tags that have no start, walls around cells.
//! Formatting that was never closed is not opened again in later blocks: it changes no text.

use super::tags::Tag;
use super::tokens::{Attributes, Token, Tokens};
use super::{PageBounds, Unreadable};
use crate::Span;

/// An element or a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) tag: Tag,
    /// Index of its parent; the root is its own.
    pub(super) parent: u32,
    /// One past the index of its last descendant.
    pub(super) end: u32,
    /// Of a text the text, of an element its start tag.
    pub(super) span: Span,
    /// Of an element, between name and `>`.
    pub(super) attributes: Span,
}

/// A page. Nodes stand in the order of their beginnings, so that the descendants of one are
/// those up to its `end`, and a walk needs no recursion however deep a page is nested.
#[derive(Debug)]
pub(super) struct Tree<'page> {
    pub(super) html: &'page str,
    pub(super) nodes: Vec<Node>,
    /// Attributes of each `<meta>`.
    pub(super) metas: Vec<Span>,
    /// The first `<title>`.
    pub(super) title: Option<Span>,
    /// Contents of scripts of linked data.
    pub(super) linked_data: Vec<Span>,
    /// Attributes of `<html>`.
    pub(super) root: Option<Span>,
}

impl<'page> Tree<'page> {
    /// Reads a page. Linear but for end tags without a start, which look back at most
    /// `bounds.depth` elements.
    /// Elements nested deeper than the bound become children of the deepest one, as in
    /// browsers.
    pub(super) fn parse(
        html: &'page str,
        bounds: &PageBounds,
    ) -> Result<Self, Unreadable> {
        let mut builder = Builder::new(html, bounds);
        let mut elements = 0;
        for token in Tokens::new(html) {
            if matches!(token, Token::Start { .. }) {
                elements += 1;
                if elements > bounds.elements {
                    return Err(Unreadable::TooManyElements(bounds.elements));
                }
            }
            builder.take(token);
        }
        Ok(builder.finish())
    }

    pub(super) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// The attributes of an element.
    pub(super) fn attributes(&self, node: &Node) -> Attributes<'page> {
        Attributes::new(node.attributes.of(self.html))
    }

    /// The value of one attribute of an element.
    pub(super) fn attribute(&self, node: &Node, name: &str) -> Option<&'page str> {
        Attributes::find(node.attributes.of(self.html), name)
    }
}

struct Builder<'page> {
    tree: Tree<'page>,
    /// Indices of open elements with their names; the root is first.
    open: Vec<(u32, &'page str)>,
    depth: usize,
    /// Elements that were too deep to be opened.
    unopened: usize,
}

impl<'page> Builder<'page> {
    fn new(html: &'page str, bounds: &PageBounds) -> Self {
        let root = Node {
            tag: Tag::Body,
            parent: 0,
            end: 0,
            span: Span::default(),
            attributes: Span::default(),
        };
        let tree = Tree {
            html,
            nodes: vec![root],
            metas: Vec::new(),
            title: None,
            linked_data: Vec::new(),
            root: None,
        };
        Self { tree, open: vec![(0, "")], depth: bounds.depth.max(8), unopened: 0 }
    }

    fn take(&mut self, token: Token<'page>) {
        match token {
            Token::Text(span) => self.push(Tag::Text, span, Span::default()),
            Token::Start { tag, name, attributes, span, raw } => {
                self.start(tag, name, attributes, span, raw);
            }
            Token::End { tag, name, .. } => self.end(tag, name),
        }
    }

    fn start(
        &mut self,
        tag: Tag,
        name: &'page str,
        attributes: Span,
        span: Span,
        raw: Option<Span>,
    ) {
        match tag {
            Tag::Meta => self.tree.metas.push(attributes),
            Tag::Title if self.tree.title.is_none() => self.tree.title = raw,
            Tag::Script => self.note_script(attributes, raw),
            Tag::Html if self.tree.root.is_none() => self.tree.root = Some(attributes),
            _ => {}
        }
        let is_text =
            !matches!(tag, Tag::Html | Tag::Head | Tag::Meta | Tag::Link | Tag::Base);
        // What the end tag of a raw element would close was never opened.
        if !is_text || tag.is_raw() {
            return;
        }
        if tag == Tag::Body {
            if let Some(root) = self.tree.nodes.first_mut() {
                root.attributes = attributes;
            }
            return;
        }
        self.close_implied(tag);
        let index = self.tree.nodes.len() as u32;
        self.push(tag, span, attributes);
        if tag.is_void() {
            return;
        }
        if self.open.len() >= self.depth {
            self.unopened += 1;
        } else {
            self.open.push((index, name));
        }
    }

    fn note_script(&mut self, attributes: Span, raw: Option<Span>) {
        let kind = Attributes::find(attributes.of(self.tree.html), "type");
        let is_linked =
            kind.is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
        if let Some(raw) = raw.filter(|_| is_linked) {
            self.tree.linked_data.push(raw);
        }
    }

    fn push(&mut self, tag: Tag, span: Span, attributes: Span) {
        let parent = self.open.last().map_or(0, |&(index, _)| index);
        let end = self.tree.nodes.len() as u32 + 1;
        self.tree.nodes.push(Node { tag, parent, end, span, attributes });
    }

    fn tag_of(&self, index: u32) -> Tag {
        self.tree.nodes.get(index as usize).map_or(Tag::Other, |node| node.tag)
    }

    /// Closes what the start of `tag` closes.
    fn close_implied(&mut self, tag: Tag) {
        match tag {
            Tag::Li => self.close_one(&[Tag::Li], &[Tag::Ul, Tag::Ol, Tag::Menu]),
            Tag::Dt | Tag::Dd => self.close_one(&[Tag::Dt, Tag::Dd], &[Tag::Dl]),
            Tag::Tr => self.close_one(&[Tag::Tr], &[Tag::Table]),
            Tag::Td | Tag::Th => {
                self.close_one(&[Tag::Td, Tag::Th], &[Tag::Tr, Tag::Table]);
            }
            Tag::Tbody | Tag::Thead | Tag::Tfoot => {
                self.close_one(&[Tag::Tbody, Tag::Thead, Tag::Tfoot], &[Tag::Table]);
            }
            Tag::Option | Tag::Optgroup => self.close_one(&[Tag::Option], &[Tag::Select]),
            Tag::A => self.close_link(),
            _ => {}
        }
        if tag.is_block() && !matches!(tag, Tag::Tr | Tag::Td | Tag::Th) {
            self.close_one(&[Tag::P], &[Tag::Button, Tag::Object]);
        }
        if tag.heading().is_some()
            && self
                .open
                .last()
                .is_some_and(|&(top, _)| self.tag_of(top).heading().is_some())
        {
            self.close_from(self.open.len() - 1);
        }
    }

    /// Closes the innermost of `targets` that is open inside the nearest wall.
    fn close_one(&mut self, targets: &[Tag], walls: &[Tag]) {
        let is_cell = targets.contains(&Tag::Td) || targets.contains(&Tag::Tr);
        for place in (1..self.open.len()).rev() {
            let tag =
                self.open.get(place).map_or(Tag::Other, |&(index, _)| self.tag_of(index));
            if targets.contains(&tag) {
                self.close_from(place);
                return;
            }
            if walls.contains(&tag) || !is_cell && tag.is_wall() || tag == Tag::Table {
                return;
            }
        }
    }

    /// A link inside a link closes the outer one, unless a block stands between them.
    fn close_link(&mut self) {
        for place in (1..self.open.len()).rev() {
            match self
                .open
                .get(place)
                .map_or(Tag::Other, |&(index, _)| self.tag_of(index))
            {
                Tag::A => return self.close_from(place),
                tag if tag.is_block() => return,
                _ => {}
            }
        }
    }

    fn end(&mut self, tag: Tag, name: &str) {
        if matches!(tag, Tag::Html | Tag::Head | Tag::Body)
            || tag.is_void()
            || tag.is_raw()
        {
            return;
        }
        if self.unopened > 0 {
            self.unopened -= 1;
            return;
        }
        let is_row =
            matches!(tag, Tag::Table | Tag::Tr | Tag::Tbody | Tag::Thead | Tag::Tfoot);
        for place in (1..self.open.len()).rev() {
            let Some(&(index, known)) = self.open.get(place) else { return };
            let found = self.tag_of(index);
            if found == tag && known.eq_ignore_ascii_case(name) {
                self.close_from(place);
                return;
            }
            let is_blocked = if is_row && tag != Tag::Table {
                found == Tag::Table
            } else if is_row {
                false
            } else if tag.is_block() {
                found.is_wall()
            } else {
                found.is_block()
            };
            if is_blocked {
                return;
            }
        }
    }

    /// Closes the open elements from this place on.
    fn close_from(&mut self, place: usize) {
        let end = self.tree.nodes.len() as u32;
        for (index, _) in self.open.drain(place.max(1)..) {
            if let Some(node) = self.tree.nodes.get_mut(index as usize) {
                node.end = end;
            }
        }
    }

    fn finish(mut self) -> Tree<'page> {
        self.close_from(1);
        let end = self.tree.nodes.len() as u32;
        if let Some(root) = self.tree.nodes.first_mut() {
            root.end = end;
        }
        self.tree
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as nested brackets around its texts.
    fn shape(html: &str) -> String {
        let tree = Tree::parse(html, &PageBounds::default()).unwrap();
        let mut out = String::new();
        let mut ends: Vec<u32> = Vec::new();
        for (index, node) in tree.nodes.iter().enumerate().skip(1) {
            while ends.last().is_some_and(|&end| end as usize <= index) {
                ends.pop();
                out.push(')');
            }
            if node.tag == Tag::Text {
                out.push_str(node.span.of(html));
            } else {
                out.push_str(&format!("{:?}(", node.tag).to_lowercase());
                ends.push(node.end);
            }
        }
        out.push_str(&")".repeat(ends.len()));
        out
    }

    #[test]
    fn elements_close_each_other_as_in_browsers() {
        for (html, expected) in [
            ("<p>un<p>deux", "p(un)p(deux)"),
            (
                "<ul><li>un<li>deux<ul><li>trois</ul></ul>",
                "ul(li(un)li(deuxul(li(trois))))",
            ),
            ("<p><b>un<div>deux</div>", "p(b(un))div(deux)"),
            (
                "<table><tr><td>un<td>deux<tr><td>trois</table>",
                "table(tr(td(un)td(deux))tr(td(trois)))",
            ),
            ("<td><div>un</td></div>deux", "td(div(un))deux"),
            ("<div>un</span></p>deux</div>", "div(undeux)"),
            ("<a href=x>un<a href=y>deux</a>", "a(un)a(deux)"),
            ("<h2>un<h3>deux</h3>", "h2(un)h3(deux)"),
            ("<table><tr><td></div><p>un</table>", "table(tr(td(p(un))))"),
        ] {
            assert_eq!(shape(html), expected, "{html}");
        }
    }

    #[test]
    fn depth_is_bounded_as_in_browsers() {
        let deep = "<div>".repeat(100_000) + "un" + &"</div>".repeat(100_000) + "deux";
        let tree = Tree::parse(&deep, &PageBounds::default()).unwrap();
        assert_eq!(tree.nodes.len(), 100_003);
        assert_eq!(tree.nodes.last().map(|node| node.parent), Some(0));
    }
}
