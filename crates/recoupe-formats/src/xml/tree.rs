//! A small tree of XML, bounded in depth and size.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::Limits;
use crate::markup::{Lines, decoded, entity, is_block, is_silent};

/// An element with what stands in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    /// As written, with its prefix.
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Node {
    Element(Element),
    Text(String),
}

impl Element {
    /// Reads an item that is cut out of its document. Errors are told in words: markup that
    /// is broken, or beyond the limits.
    pub(crate) fn read(text: &str, limits: Limits) -> Result<Self, String> {
        let root = Builder::new(limits).build(text, true)?;
        let first = root.children.into_iter().find_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        });
        first.ok_or_else(|| "no element in it".to_owned())
    }

    /// Reads what stands around the items, whose elements are not all closed: as far as it
    /// goes. The element returned has no name and holds the others.
    pub(crate) fn read_leniently(text: &str, limits: Limits) -> Self {
        Builder::new(limits).build(text, false).unwrap_or_default()
    }

    /// The name without its prefix.
    pub(crate) fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or_default()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    pub(crate) fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The children of a name (with prefix where `name` has one).
    pub(crate) fn all<'tree>(
        &'tree self,
        name: &'tree str,
    ) -> impl Iterator<Item = &'tree Self> {
        let has_prefix = name.contains(':');
        self.elements().filter(move |element| {
            if has_prefix { element.name == name } else { element.local() == name }
        })
    }

    /// The first child of a name.
    pub(crate) fn child(&self, name: &str) -> Option<&Self> {
        let has_prefix = name.contains(':');
        self.elements().find(|element| {
            if has_prefix { element.name == name } else { element.local() == name }
        })
    }

    /// The first element along a path of names: `head/docdata/doc-id`.
    pub(crate) fn path(&self, path: &str) -> Option<&Self> {
        path.split('/').try_fold(self, |element, name| element.child(name))
    }

    /// The first element of a name at any depth, in document order.
    pub(crate) fn find(&self, name: &str) -> Option<&Self> {
        self.descendants().into_iter().find(|element| element.local() == name)
    }

    /// All elements below, in document order.
    pub(crate) fn descendants(&self) -> Vec<&Self> {
        let mut found = Vec::new();
        let mut waiting: Vec<&Self> = self.elements().collect();
        waiting.reverse();
        while let Some(element) = waiting.pop() {
            found.push(element);
            let from = waiting.len();
            waiting.extend(element.elements());
            if let Some(inner) = waiting.get_mut(from..) {
                inner.reverse();
            }
        }
        found
    }

    /// All text below, white space brought to single spaces; `None` where there is none.
    pub(crate) fn text(&self) -> Option<String> {
        let mut lines = Lines::default();
        self.push_text(&mut lines, false);
        let text = lines.finish().split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// All text below as it is written, without markup.
    pub(crate) fn raw_text(&self) -> String {
        let mut text = String::new();
        for node in &self.children {
            match node {
                Node::Text(part) => text.push_str(part),
                Node::Element(element) => text.push_str(&element.raw_text()),
            }
        }
        text
    }

    /// The text of the child of a name.
    pub(crate) fn text_of(&self, name: &str) -> Option<String> {
        self.all(name).find_map(Self::text)
    }

    /// The text along a path.
    pub(crate) fn text_at(&self, path: &str) -> Option<String> {
        self.path(path)?.text()
    }

    /// The text below as lines, a line for each block.
    pub(crate) fn lines(&self) -> String {
        let mut lines = Lines::default();
        self.push_text(&mut lines, true);
        lines.finish()
    }

    /// As deep as the tree, which is bounded.
    fn push_text(&self, lines: &mut Lines, has_blocks: bool) {
        for node in &self.children {
            match node {
                Node::Text(text) => lines.push(text),
                Node::Element(element) => {
                    let name = element.local().to_ascii_lowercase();
                    if is_silent(&name) {
                        continue;
                    }
                    for is_end in [false, true] {
                        if has_blocks {
                            lines.tag(&name, is_end);
                        } else if is_block(&name) {
                            lines.push(" ");
                        }
                        if !is_end {
                            element.push_text(lines, has_blocks);
                        }
                    }
                }
            }
        }
    }
}

/// Builds a tree from the events of the parser.
struct Builder {
    limits: Limits,
    /// The open elements; the first has no name and holds the others.
    open: Vec<Element>,
    elements: u32,
}

impl Builder {
    fn new(limits: Limits) -> Self {
        Self { limits, open: vec![Element::default()], elements: 0 }
    }

    /// With `is_strict`, broken markup and elements that are not closed are errors;
    /// otherwise all ends where the first error is.
    fn build(mut self, text: &str, is_strict: bool) -> Result<Element, String> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.allow_dangling_amp = true;
        config.allow_unmatched_ends = !is_strict;
        config.check_end_names = is_strict;
        config.expand_empty_elements = true;
        loop {
            match reader.read_event() {
                Ok(Event::Eof) => break,
                Ok(event) => self.take(event)?,
                Err(cause) if is_strict => return Err(format!("broken XML: {cause}")),
                Err(_) => break,
            }
        }
        if is_strict && self.open.len() > 1 {
            let name = self.open.pop().unwrap_or_default().name;
            return Err(format!("broken XML: <{name}> is not closed"));
        }
        while self.open.len() > 1 {
            self.close();
        }
        Ok(self.open.pop().unwrap_or_default())
    }

    fn take(&mut self, event: Event<'_>) -> Result<(), String> {
        match event {
            Event::Start(tag) | Event::Empty(tag) => self.start(&tag)?,
            Event::End(_) => self.close(),
            Event::Text(text) => self.push(&text.into_inner()),
            Event::CData(text) => self.push(&text.into_inner()),
            Event::GeneralRef(reference) => {
                let name = reference.into_inner();
                let letters = entity(&name).unwrap_or_else(|| format!("&{name};"));
                self.push(&letters);
            }
            // Declarations are not read: an entity that a document declares stays a name.
            Event::DocType(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::Comment(_)
            | Event::Eof => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), String> {
        self.elements += 1;
        if self.elements > self.limits.markup_elements {
            return Err(format!("more than {} elements", self.limits.markup_elements));
        }
        if self.open.len() > self.limits.markup_depth as usize {
            let most = self.limits.markup_depth;
            return Err(format!("elements stand more than {most} deep in each other"));
        }
        let mut attributes = tag.html_attributes();
        let attributes = attributes.with_checks(false).filter_map(Result::ok);
        let element = Element {
            name: tag.name().as_ref().to_owned(),
            attributes: attributes
                .map(|one| (one.key.as_ref().to_owned(), decoded(&one.value)))
                .collect(),
            children: Vec::new(),
        };
        self.open.push(element);
        Ok(())
    }

    fn close(&mut self) {
        if self.open.len() > 1
            && let Some(element) = self.open.pop()
            && let Some(parent) = self.open.last_mut()
        {
            parent.children.push(Node::Element(element));
        }
    }

    fn push(&mut self, text: &str) {
        let Some(parent) = self.open.last_mut() else { return };
        match parent.children.last_mut() {
            Some(Node::Text(before)) => before.push_str(text),
            _ => parent.children.push(Node::Text(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Element, String> {
        Element::read(text, Limits::default())
    }

    #[test]
    fn text_and_attributes_are_decoded() {
        let tree = read("<a:b x='l&apos;&eacute;t&eacute;'>&lt;<i>AT&T</i>&#8217;<![CDATA[<&]]></a:b>").unwrap();
        assert_eq!((tree.name.as_str(), tree.local()), ("a:b", "b"));
        assert_eq!(tree.attribute("x"), Some("l'été"));
        assert_eq!(tree.text().as_deref(), Some("<AT&T’<&"));
    }

    #[test]
    fn declared_entities_are_never_expanded() {
        let mut bomb = "<!DOCTYPE a [<!ENTITY l0 \"ha\">".to_owned();
        for level in 1..40 {
            let before = format!("&l{};", level - 1).repeat(10);
            bomb = format!("{bomb}<!ENTITY l{level} \"{before}\">");
        }
        bomb.push_str("<!ENTITY file SYSTEM \"file:///etc/passwd\">]><a>&l39;&file;</a>");
        let tree = read(&bomb).unwrap();
        assert_eq!(tree.text().as_deref(), Some("&l39;&file;"));
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let limits =
            Limits { markup_depth: 10, markup_elements: 50, ..Limits::default() };
        let deep = format!("{}x{}", "<a>".repeat(11), "</a>".repeat(11));
        assert!(Element::read(&deep, limits).unwrap_err().contains("10 deep"));
        let many = format!("<a>{}</a>", "<b/>".repeat(50));
        assert!(Element::read(&many, limits).unwrap_err().contains("50 elements"));
        let endless = "<a>".repeat(100_000);
        assert!(read(&endless).unwrap_err().contains("deep"));
        assert_eq!(Element::read_leniently(&endless, limits), Element::default());
    }

    #[test]
    fn broken_markup_is_told() {
        for broken in ["<a><b></a>", "<a>", "<a", "x", "</a>"] {
            assert!(read(broken).is_err(), "{broken}");
        }
        let around =
            Element::read_leniently("<rss><channel><title>A</title>", Limits::default());
        assert_eq!(
            around.path("rss/channel/title").and_then(Element::text).as_deref(),
            Some("A")
        );
    }

    #[test]
    fn no_text_breaks_it() {
        arbtest::arbtest(|random| {
            let mut text = String::new();
            for _ in 0..random.int_in_range(0..=50)? {
                let parts = [
                    "<a",
                    " b='",
                    "'",
                    ">",
                    "</a>",
                    "&",
                    ";",
                    "#x",
                    "é",
                    "<![CDATA[",
                    "]]>",
                    "<!--",
                    "<?",
                    "\"",
                    "/",
                ];
                text.push_str(random.choose(&parts)?);
            }
            let _ = (read(&text), Element::read_leniently(&text, Limits::default()));
            Ok(())
        })
        .budget_ms(200);
    }
}
