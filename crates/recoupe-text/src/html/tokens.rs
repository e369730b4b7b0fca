//! The tags and texts of a page, with their places.

use super::tags::Tag;
use crate::Span;

/// A piece of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'page> {
    /// Text between tags, its character references not decoded.
    Text(Span),
    /// A start tag; `inside` is where the content of a raw element stands.
    Start { tag: Tag, name: &'page str, attributes: Span, span: Span, raw: Option<Span> },
    /// An end tag.
    End { tag: Tag, name: &'page str, span: Span },
}

/// Reads tokens as browsers do: comments, declarations and processing instructions are left
/// out, quotes count only behind an equals sign, raw elements end with their own end tag.
/// Linear, also where nothing is ever closed.
pub(super) struct Tokens<'page> {
    html: &'page str,
    at: usize,
    /// Whether the page has no such quote behind a place where one was sought in vain.
    no_more: [bool; 2],
    /// Raw elements whose end tag was sought in vain.
    unclosed: Vec<Tag>,
}

impl<'page> Tokens<'page> {
    pub(super) fn new(html: &'page str) -> Self {
        Self { html, at: 0, no_more: [false; 2], unclosed: Vec::new() }
    }

    fn rest(&self, from: usize) -> &'page str {
        self.html.get(from..).unwrap_or_default()
    }

    /// Behind a comment or declaration at `start`.
    fn behind_declaration(&self, start: usize) -> usize {
        let rest = self.rest(start);
        if let Some(comment) = rest.strip_prefix("<!--") {
            if comment.starts_with('>') {
                return start + 5;
            }
            // An unclosed comment hides the rest of the page from a browser too.
            return start + 4 + comment.find("-->").map_or(comment.len(), |end| end + 3);
        }
        if let Some(text) = rest.strip_prefix("<![CDATA[") {
            return start + 9 + text.find("]]>").map_or(0, |end| end + 3);
        }
        start + rest.find('>').map_or(rest.len(), |end| end + 1)
    }

    /// Where the `>` of a tag stands whose attributes begin at `from`.
    fn tag_end(&mut self, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        let mut at = from;
        let mut is_valued = false;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'>' => return at,
                b'=' => is_valued = true,
                b'"' | b'\'' if is_valued => {
                    let slot = usize::from(byte == b'\'');
                    let is_lost = self.no_more.get(slot).copied().unwrap_or(false);
                    let close =
                        if is_lost { None } else { self.rest(at + 1).find(byte as char) };
                    match close {
                        Some(length) => at += length + 1,
                        None => {
                            if let Some(lost) = self.no_more.get_mut(slot) {
                                *lost = true;
                            }
                        }
                    }
                    is_valued = false;
                }
                _ if byte.is_ascii_whitespace() => {}
                _ => is_valued = false,
            }
            at += 1;
        }
        bytes.len()
    }

    /// The content of a raw element that begins at `from`: up to its end tag.
    fn raw_content(&mut self, tag: Tag, name: &str, from: usize) -> Option<Span> {
        if self.unclosed.contains(&tag) {
            return None;
        }
        let mut at = from;
        while let Some(found) = self.rest(at).find("</") {
            let start = at + found + 2;
            let close = self.html.get(start..start + name.len());
            if close.is_some_and(|close| close.eq_ignore_ascii_case(name)) {
                return Some(Span::new(from, start - 2));
            }
            at = start;
        }
        self.unclosed.push(tag);
        None
    }

    fn start_tag(&mut self, start: usize, name: &'page str) -> Token<'page> {
        let inside = start + 1 + name.len();
        let end = self.tag_end(inside);
        let after = (end + 1).min(self.html.len());
        self.at = after;
        let tag = Tag::of(name);
        let attributes = Span::new(inside, end);
        let is_closed = attributes.of(self.html).ends_with('/') && tag == Tag::Svg;
        let raw = if tag.is_raw() && !is_closed {
            self.raw_content(tag, name, after)
        } else {
            None
        };
        if let Some(raw) = raw {
            self.at = raw.end();
        }
        Token::Start { tag, name, attributes, span: Span::new(start, after), raw }
    }
}

/// The letters, digits and hyphens a tag's name begins with.
fn name_of(rest: &str) -> Option<&str> {
    if !rest.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return None;
    }
    let length = rest
        .bytes()
        .take_while(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':' | b'_')
        })
        .count();
    rest.get(..length)
}

impl<'page> Iterator for Tokens<'page> {
    type Item = Token<'page>;

    fn next(&mut self) -> Option<Token<'page>> {
        while is_declaration(self.rest(self.at)) {
            self.at = self.behind_declaration(self.at);
        }
        let begin = self.at;
        let mut seek = self.at;
        loop {
            let Some(found) = self.rest(seek).find('<') else {
                self.at = self.html.len();
                return (begin < self.at).then(|| Token::Text(Span::new(begin, self.at)));
            };
            let start = seek + found;
            let behind = self.rest(start + 1);
            let end_name = behind.strip_prefix('/').and_then(name_of);
            let is_tag = end_name.is_some()
                || name_of(behind).is_some()
                || behind.starts_with(['!', '?', '/']);
            if !is_tag {
                // A bare `<` is text.
                seek = start + 1;
                continue;
            }
            if start > begin {
                self.at = start;
                return Some(Token::Text(Span::new(begin, start)));
            }
            if let Some(name) = end_name {
                let end = self.tag_end(start + 2 + name.len());
                self.at = (end + 1).min(self.html.len());
                let span = Span::new(start, self.at);
                return Some(Token::End { tag: Tag::of(name), name, span });
            }
            return name_of(behind).map(|name| self.start_tag(start, name));
        }
    }
}

/// Whether a declaration, a comment or an end tag without a name begins here.
fn is_declaration(rest: &str) -> bool {
    rest.starts_with("<!")
        || rest.starts_with("<?")
        || rest.strip_prefix("</").is_some_and(|rest| name_of(rest).is_none())
}

/// The attributes of a tag, names as written, values not decoded; the first of a name counts.
pub(super) struct Attributes<'page> {
    rest: &'page str,
}

impl<'page> Attributes<'page> {
    pub(super) fn new(attributes: &'page str) -> Self {
        Self { rest: attributes }
    }

    /// The value of the attribute of this name (lower case).
    pub(super) fn find(attributes: &'page str, name: &str) -> Option<&'page str> {
        Self::new(attributes)
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    }
}

impl<'page> Iterator for Attributes<'page> {
    type Item = (&'page str, &'page str);

    fn next(&mut self) -> Option<Self::Item> {
        let is_between = |c: char| c.is_ascii_whitespace() || c == '/';
        let rest = self.rest.trim_start_matches(is_between);
        if rest.is_empty() {
            return None;
        }
        let is_name_end = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/');
        // A name may begin with an equals sign, else nothing would be consumed.
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let length = rest
            .get(first..)
            .and_then(|rest| rest.find(is_name_end))
            .map_or(rest.len(), |end| end + first);
        let (name, behind) = rest.split_at(length);
        let trimmed = behind.trim_start();
        let Some(value) = trimmed.strip_prefix('=') else {
            self.rest = behind;
            return Some((name, ""));
        };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        let (value, rest) = if let Some(quote) = quote {
            let inside = value.get(1..).unwrap_or_default();
            inside.split_once(quote).unwrap_or((inside, ""))
        } else {
            let end = value.find(|c: char| c.is_ascii_whitespace());
            value.split_at(end.unwrap_or(value.len()))
        };
        self.rest = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[&str]) {
        let found: Vec<String> = Tokens::new(html)
            .filter_map(|token| match token {
                Token::Text(span) if span.is_empty() => None,
                Token::Text(span) => Some(span.of(html).to_owned()),
                Token::Start { name, attributes, .. } => {
                    Some(format!("<{name}{}>", attributes.of(html)))
                }
                Token::End { name, .. } => Some(format!("</{name}>")),
            })
            .collect();
        assert_eq!(found, expected, "{html}");
    }

    #[test]
    fn tags_end_where_browsers_end_them() {
        check("<p title=it's>Le port</p>", &["<p title=it's>", "Le port", "</p>"]);
        check("<a title='a > b'>x", &["<a title='a > b'>", "x"]);
        check(
            "<p title=\"never closed>Le port",
            &["<p title=\"never closed>", "Le port"],
        );
        check("1 < 2 <b>oui</b>", &["1 < 2 ", "<b>", "oui", "</b>"]);
        check("a<!-- <p> -->b<!doctype html><?php ?>c", &["a", "b", "c"]);
        check("<script>if (a</b>c) '<p>'</script>x", &["<script>", "</script>", "x"]);
        check("</ x><!x></><p>", &["<p>"]);
    }

    #[test]
    fn attributes_are_read_however_they_are_written() {
        let found: Vec<_> =
            Attributes::new(" id=a class = \"b c\" hidden data-x='1' href=/une/ =odd")
                .collect();
        assert_eq!(
            found,
            [
                ("id", "a"),
                ("class", "b c"),
                ("hidden", ""),
                ("data-x", "1"),
                ("href", "/une/"),
                ("=odd", "")
            ]
        );
        assert_eq!(Attributes::find(" A='é", "a"), Some("é"));
    }
}
