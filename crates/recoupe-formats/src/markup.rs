//! Fragments of HTML and trees of XML as lines of text: the bodies of feeds, ninjs, NITF and
//! NewsML. They hold the article and nothing around it, so nothing has to be extracted;
//! whole pages are left to the extraction of the next stage.

use recoupe_text::Content;

/// Text with a line for each block, an empty line between paragraphs; cells of a row of a
/// table are parted by ` | `.
#[derive(Debug, Default)]
pub(crate) struct Lines {
    text: String,
    /// A space is due before the next word.
    is_spaced: bool,
    /// A cell was begun before: the next one is parted from it.
    has_cell: bool,
    /// Levels of tables: blocks inside cells do not break lines.
    tables: usize,
}

impl Lines {
    /// Adds running text; white space of any length is one space.
    pub(crate) fn push(&mut self, text: &str) {
        let is_space =
            |letter: char| matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}');
        for (index, word) in text.split(is_space).enumerate() {
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
            self.text.push_str(word);
        }
    }

    /// Takes note of a tag; `name` in lower case.
    pub(crate) fn tag(&mut self, name: &str, is_end: bool) {
        match name {
            "table" => {
                self.tables =
                    if is_end { self.tables.saturating_sub(1) } else { self.tables + 1 };
                self.has_cell = false;
                self.end_line(2);
            }
            "tr" => {
                self.end_line(1);
                self.has_cell = false;
            }
            "td" | "th" if !is_end => {
                if self.has_cell {
                    self.text.push_str(" | ");
                }
                self.has_cell = true;
            }
            "li" | "br" | "dt" | "dd" if self.tables == 0 => self.end_line(1),
            _ if BLOCKS.contains(&name) || matches!(name, "li" | "br" | "dt" | "dd") => {
                if self.tables > 0 {
                    self.is_spaced = true;
                } else {
                    self.end_line(2);
                }
            }
            _ => {}
        }
    }

    /// Ends the line; `ends` 2 leaves an empty line below it.
    pub(crate) fn end_line(&mut self, ends: usize) {
        self.is_spaced = false;
        self.text.truncate(self.text.trim_end_matches(' ').len());
        if self.text.is_empty() {
            return;
        }
        let have = self.text.bytes().rev().take_while(|&byte| byte == b'\n').count();
        (have..ends).for_each(|_| self.text.push('\n'));
    }

    pub(crate) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }
}

/// The elements of HTML and NITF that stand for themselves.
const BLOCKS: [&str; 45] = [
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "section",
    "article",
    "figure",
    "figcaption",
    "header",
    "footer",
    "hr",
    "main",
    "body",
    "aside",
    "address",
    "caption",
    "nav",
    "form",
    "details",
    "summary",
    "center",
    "bq",
    "block",
    "hedline",
    "hl1",
    "hl2",
    "byline",
    "distributor",
    "dateline",
    "abstract",
    "note",
    "media",
    "media-caption",
    "credit",
    "nitf-table",
    "byttl",
];

/// Elements whose content is no text.
const SILENT: [&str; 8] =
    ["script", "style", "template", "noscript", "svg", "iframe", "head", "object"];

/// Whether an element (in lower case) stands for itself.
pub(crate) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether the content of an element (in lower case) is no text: code, and what NITF says of
/// pictures in other forms than words.
pub(crate) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name) || matches!(name, "media-object" | "media-metadata")
}

/// A whole page, or the text of a fragment of one.
pub(crate) fn page_or_text(html: String) -> Content {
    let is_page = ["<html", "<body", "<!doctype"].iter().any(|tag| {
        html.as_bytes()
            .windows(tag.len())
            .any(|part| part.eq_ignore_ascii_case(tag.as_bytes()))
    });
    if is_page { Content::Html(html) } else { Content::Text(text_of(&html)) }
}

/// The text of a fragment of HTML. Broken markup is read as far as it goes: a `<` that
/// begins no tag is a letter, what is left open ends at the end. Linear.
pub(crate) fn text_of(html: &str) -> String {
    let mut lines = Lines::default();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        push_decoded(&mut lines, rest.get(..at).unwrap_or_default());
        rest = rest.get(at..).unwrap_or_default();
        rest = match Tag::read(rest) {
            Some(tag) if SILENT.contains(&tag.name.as_str()) && !tag.is_end => {
                after_end(tag.after, &tag.name)
            }
            Some(tag) => {
                lines.tag(&tag.name, tag.is_end);
                tag.after
            }
            None => {
                lines.push("<");
                rest.get(1..).unwrap_or_default()
            }
        };
    }
    push_decoded(&mut lines, rest);
    lines.finish()
}

/// A tag, comment or declaration at the start of a text, and what comes after it.
struct Tag<'html> {
    name: String,
    is_end: bool,
    after: &'html str,
}

impl<'html> Tag<'html> {
    fn read(text: &'html str) -> Option<Self> {
        if let Some(comment) = text.strip_prefix("<!--") {
            let after = comment.split_once("-->").map_or("", |(_, after)| after);
            return Some(Self { name: String::new(), is_end: false, after });
        }
        let inner = text.strip_prefix('<')?;
        let (is_end, named) = match inner.strip_prefix('/') {
            Some(named) => (true, named),
            None => (false, inner),
        };
        let first = named.chars().next()?;
        if !first.is_ascii_alphabetic() && !matches!(first, '!' | '?') {
            return None;
        }
        let length = named
            .find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'))
            .unwrap_or(named.len());
        let name = named.get(..length)?.to_ascii_lowercase();
        Some(Self { name, is_end, after: after_attributes(named.get(length..)?) })
    }
}

/// What comes after the `>` that ends a tag; quoted attributes may hold one.
fn after_attributes(text: &str) -> &str {
    let mut quote = None;
    let mut is_value = false;
    for (at, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == byte => quote = None,
            (None, b'"' | b'\'') if is_value => quote = Some(byte),
            (None, b'>') => return text.get(at + 1..).unwrap_or_default(),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            is_value = byte == b'=';
        }
    }
    ""
}

/// What comes after the end tag of a silent element; nothing where it never ends.
fn after_end<'html>(text: &'html str, name: &str) -> &'html str {
    let mut rest = text;
    while let Some(at) = rest.find("</") {
        let named = rest.get(at + 2..).unwrap_or_default();
        let is_it =
            named.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        if is_it {
            return after_attributes(named);
        }
        rest = named;
    }
    ""
}

fn push_decoded(lines: &mut Lines, text: &str) {
    if text.contains('&') {
        lines.push(&decoded(text));
    } else {
        lines.push(text);
    }
}

/// The longest name of an entity in HTML is 31 letters.
const LONGEST_ENTITY: usize = 33;

/// A text with its character references and HTML's named entities decoded; what is none
/// stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        plain.push_str(rest.get(..at).unwrap_or_default());
        rest = rest.get(at + 1..).unwrap_or_default();
        let end = rest.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((entity(rest.get(..end)?)?, end)));
        match known {
            Some((letters, end)) => {
                plain.push_str(&letters);
                rest = rest.get(end + 1..).unwrap_or_default();
            }
            None => plain.push('&'),
        }
    }
    plain.push_str(rest);
    plain
}

/// What an entity stands for: a number, or one of HTML's names. Numbers 128 to 159 are
/// read as windows-1252, as every browser does.
pub(crate) fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        if (0x80..0xa0).contains(&code) {
            let byte = [code as u8];
            let (letters, _) =
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&byte);
            return Some(letters.into_owned());
        }
        let letter = char::from_u32(code)?;
        let is_allowed = !letter.is_control() || matches!(letter, '\t' | '\n' | '\r');
        return is_allowed.then(|| letter.to_string());
    }
    quick_xml::escape::resolve_html5_entity(name).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        assert_eq!(text_of(html), text, "{html}");
    }

    #[test]
    fn fragments_become_lines() {
        check(
            "<p>The mill <b>re</b>opened.</p><p>It&rsquo;s open.</p>",
            "The mill reopened.\n\nIt’s open.",
        );
        check("<h2>L&#8217;&eacute;t&eacute;</h2>Un<br/>deux", "L’été\n\nUn\ndeux");
        check(
            "<table><tr><th>Ville</th><th>Prix</th></tr><tr><td><p>Lyon</p></td><td>3&nbsp;€</td></tr></table>",
            "Ville | Prix\nLyon | 3\u{a0}€",
        );
        check("<ul><li>un</li><li>deux</li></ul>", "un\ndeux");
        check("un &#150; deux &#x2014; trois", "un – deux — trois");
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        check("a<script>if (1 < 2) { x('</p>'); }</script>b", "ab");
        check("a<!-- <p>no</p> -->b<style>p{}</style>c", "abc");
        check("<img alt=\"a > b\" src='x>y'>text", "text");
    }

    #[test]
    fn broken_markup_is_read_as_far_as_it_goes() {
        check("1 < 2 & 3 > 2", "1 < 2 & 3 > 2");
        check("AT&T &unknown; &lt;p&gt;", "AT&T &unknown; <p>");
        check("<p>open", "open");
        check("cut <a href=\"x", "cut");
        check("<script>never closed", "");
        check("&#0;&#xd800;&#99999999999;", "&#0;&#xd800;&#99999999999;");
    }

    #[test]
    fn pages_are_left_to_the_extraction() {
        let page = "<!DOCTYPE html><p>x".to_owned();
        assert_eq!(page_or_text(page.clone()), Content::Html(page));
        assert_eq!(page_or_text("<p>x".to_owned()), Content::Text("x".to_owned()));
    }

    #[test]
    fn no_text_breaks_it() {
        arbtest::arbtest(|random| {
            let mut html = String::new();
            for _ in 0..random.int_in_range(0..=60)? {
                let parts = [
                    "<", ">", "</", "p", "td", "&", "#", ";", "é", "\"", "=", "!--",
                    "script", " ", "1",
                ];
                html.push_str(random.choose(&parts)?);
            }
            let text = text_of(&html);
            assert!(text.len() <= html.len() * 3);
            Ok(())
        })
        .budget_ms(200);
    }
}
