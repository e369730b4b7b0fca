//! Bounds for hostile pages, checked by one scan over the tags.

use super::Unreadable;

/// Pages of news are nested 20 to 60 deep. At 500 the extraction still needs less than 2 MiB
/// of stack (measured up to 4,000), but its time grows with the square of the depth: 0.1 s
/// at 300, 0.8 s at 1,000.
pub(super) const MOST_DEPTH: usize = 300;

/// The largest live blogs have some 100,000.
pub(super) const MOST_TAGS: usize = 400_000;

/// An unclosed `<b>` is opened again in each later block: this bounds the copies.
const MOST_REOPENED: usize = 2_000_000;

/// Elements without content, and those that the parser closes by itself.
const NOT_COUNTED: [&str; 34] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
    "source", "track", "wbr", "p", "li", "td", "th", "tr", "option", "optgroup", "dt",
    "dd", "colgroup", "thead", "tbody", "tfoot", "caption", "html", "head", "body", "rp",
    "rt", "frame",
];

/// Elements that the parser opens again in later blocks.
const FORMATTING: [&str; 14] = [
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong",
    "tt", "u",
];

/// Checks a page against the bounds. Linear.
pub(super) fn check(html: &str) -> Result<(), Unreadable> {
    let mut open: Vec<&str> = Vec::new();
    let (mut tags, mut reopened, mut formatting) = (0, 0, 0_usize);
    for tag in Tags::new(html) {
        tags += 1;
        reopened += formatting;
        if tags > MOST_TAGS {
            return Err(Unreadable::TooManyTags);
        }
        if open.len() > MOST_DEPTH || reopened > MOST_REOPENED {
            return Err(Unreadable::TooDeep);
        }
        let is =
            |names: &[&str]| names.iter().any(|name| tag.name.eq_ignore_ascii_case(name));
        if is(&NOT_COUNTED) {
            continue;
        }
        if !tag.is_end {
            open.push(tag.name);
            formatting += usize::from(is(&FORMATTING));
        } else if let Some(place) =
            open.iter().rposition(|name| name.eq_ignore_ascii_case(tag.name))
        {
            open.truncate(place);
            formatting = open
                .iter()
                .filter(|name| {
                    FORMATTING.iter().any(|known| known.eq_ignore_ascii_case(name))
                })
                .count();
        }
    }
    Ok(())
}

/// A tag as it stands in the page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'page> {
    pub(super) name: &'page str,
    pub(super) is_end: bool,
    /// Between the name and `>`.
    pub(super) attributes: &'page str,
    /// Where its `<` stands.
    pub(super) start: usize,
    /// Where the text behind it begins.
    pub(super) end: usize,
}

/// The tags of a page, without comments and what stands in scripts and styles.
pub(super) struct Tags<'page> {
    html: &'page str,
    at: usize,
}

impl<'page> Tags<'page> {
    pub(super) fn new(html: &'page str) -> Self {
        Self { html, at: 0 }
    }

    fn rest(&self) -> &'page str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Moves behind the end of raw text (`</script`), or to the end of the page.
    fn skip_raw(&mut self, name: &str) {
        let mut from = self.at;
        while let Some(found) = self.html.get(from..).and_then(|rest| rest.find("</")) {
            let start = from + found + 2;
            let close = self.html.get(start..start + name.len());
            if close.is_some_and(|close| close.eq_ignore_ascii_case(name)) {
                self.at = start - 2;
                return;
            }
            from = start;
        }
        self.at = self.html.len();
    }
}

impl<'page> Iterator for Tags<'page> {
    type Item = Tag<'page>;

    fn next(&mut self) -> Option<Tag<'page>> {
        loop {
            self.at += self.rest().find('<')? + 1;
            let start = self.at - 1;
            let rest = self.rest();
            if let Some(comment) = rest.strip_prefix("!--") {
                self.at += 3 + comment.find("-->").map_or(comment.len(), |end| end + 3);
                continue;
            }
            let is_end = rest.starts_with('/');
            let name_start = usize::from(is_end);
            let name_length = rest
                .bytes()
                .skip(name_start)
                .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-')
                .count();
            let name = rest.get(name_start..name_start + name_length)?;
            if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
                continue;
            }
            let inside = rest.get(name_start + name_length..)?;
            let length = tag_length(inside);
            self.at += name_start + name_length + (length + 1).min(inside.len());
            let tag = Tag {
                name,
                is_end,
                attributes: inside.get(..length)?,
                start,
                end: self.at,
            };
            let is_raw =
                ["script", "style", "textarea", "title", "noscript", "iframe", "xmp"]
                    .iter()
                    .any(|raw| name.eq_ignore_ascii_case(raw));
            if is_raw && !is_end {
                self.skip_raw(name);
            }
            return Some(tag);
        }
    }
}

/// Bytes up to the `>` of a tag that is not inside quotes; a tag that never ends reaches to
/// the end.
fn tag_length(inside: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inside.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), close) if open == close => quote = None,
            _ => {}
        }
    }
    inside.len()
}
