//! Lines out of the clean HTML that the extractor gives.

use super::bounds::Tags;

/// The text of clean HTML, a line for each block, an empty line between paragraphs. Linear.
pub(super) fn lines(html: &str) -> String {
    let mut flat = Flat::default();
    let mut at = 0;
    for tag in Tags::new(html) {
        flat.push_text(html.get(at..tag.start).unwrap_or_default());
        at = tag.end;
        flat.push_break(&tag.name.to_ascii_lowercase(), tag.is_end);
    }
    flat.push_text(html.get(at..).unwrap_or_default());
    flat.text.truncate(flat.text.trim_end().len());
    flat.text
}

#[derive(Debug, Default)]
struct Flat {
    text: String,
    /// A space is due before the next word.
    is_spaced: bool,
    /// A cell was begun before: the next one is parted from it.
    has_cell: bool,
    /// Levels of tables: blocks inside cells do not break lines.
    tables: usize,
}

impl Flat {
    fn push_text(&mut self, text: &str) {
        for (index, word) in text.split([' ', '\n', '\t', '\r']).enumerate() {
            self.is_spaced |= index > 0;
            if word.is_empty() {
                continue;
            }
            if self.is_spaced
                && !self.text.is_empty()
                && !self.text.ends_with(['\n', ' '])
            {
                self.text.push(' ');
            }
            self.is_spaced = false;
            push_decoded(&mut self.text, word);
        }
    }

    fn push_break(&mut self, name: &str, is_end: bool) {
        match name {
            "table" => {
                self.tables =
                    if is_end { self.tables.saturating_sub(1) } else { self.tables + 1 };
                self.new_line(2);
            }
            "tr" => {
                self.new_line(1);
                self.has_cell = false;
            }
            "td" | "th" if !is_end => {
                if self.has_cell {
                    self.text.push_str(" | ");
                }
                self.has_cell = true;
            }
            "p" | "div" | "br" | "li" if self.tables > 0 => self.is_spaced = true,
            "li" | "br" | "dt" | "dd" => self.new_line(1),
            "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "ul" | "ol"
            | "dl" | "blockquote" | "pre" | "section" | "article" | "figure"
            | "figcaption" | "header" | "footer" | "hr" | "main" | "body" | "aside" => {
                self.new_line(2);
            }
            _ => {}
        }
    }

    /// Ends the line; `ends` 2 leaves an empty line below it.
    fn new_line(&mut self, ends: usize) {
        self.is_spaced = false;
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if self.text.is_empty() {
            return;
        }
        let have = self.text.bytes().rev().take_while(|&byte| byte == b'\n').count();
        (have..ends).for_each(|_| self.text.push('\n'));
    }
}

/// Decodes the entities that a serialiser writes.
fn push_decoded(text: &mut String, word: &str) {
    let mut rest = word;
    while let Some(at) = rest.find('&') {
        text.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        let known = [
            ("&amp;", "&"),
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&nbsp;", "\u{a0}"),
            ("&#39;", "'"),
        ];
        let (length, plain) = known
            .iter()
            .find(|(entity, _)| rest.starts_with(entity))
            .map_or((1, "&"), |(entity, plain)| (entity.len(), *plain));
        text.push_str(plain);
        rest = rest.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
}
