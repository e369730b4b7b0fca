//! What a file is, by its first bytes.

use serde_json::Value;

/// The form of a file's content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One JSON record a line.
    JsonLines,
    /// One JSON array of records.
    JsonArray,
    /// One JSON object, or several behind each other, each over any number of lines.
    JsonObjects,
    /// A page of HTML.
    Html,
    /// Anything else that may be text.
    Text,
}

impl Form {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::JsonLines => "json lines",
            Self::JsonArray => "json array",
            Self::JsonObjects => "json objects",
            Self::Html => "html",
            Self::Text => "text",
        }
    }

    /// Whether the file holds records rather than being one document.
    pub(crate) fn has_records(self) -> bool {
        matches!(self, Self::JsonLines | Self::JsonArray | Self::JsonObjects)
    }
}

/// How many of the first lines are looked at.
const LINES_LOOKED_AT: usize = 32;

/// What tags a page begins with once comments and declarations are passed.
const FIRST_TAGS: [&str; 16] = [
    "!doctype html",
    "html",
    "head",
    "body",
    "article",
    "main",
    "section",
    "header",
    "div",
    "meta",
    "title",
    "h1",
    "p>",
    "p ",
    "script",
    "nav",
];

/// Recognises the form from the head of the content (as many bytes as are at hand; a
/// byte-order mark is passed over).
pub(crate) fn form_of(head: &[u8]) -> Form {
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start_matches('\u{feff}').trim_start();
    if let Some(rest) = start.strip_prefix('[')
        && rest.trim_start().starts_with(['{', ']'])
    {
        return Form::JsonArray;
    }
    let begins_as_object = start.strip_prefix('{').is_some_and(|rest| {
        rest.trim_start().is_empty() || rest.trim_start().starts_with(['"', '}'])
    });
    if has_record_lines(start, begins_as_object) {
        return Form::JsonLines;
    }
    if begins_as_object {
        return Form::JsonObjects;
    }
    if is_page(start) { Form::Html } else { Form::Text }
}

/// Whether the lines are records: one whole object among the first lines is enough where
/// the file begins like an object; else half of the lines must be objects (a broken first
/// line does not hide the rest, a scrap of JSON in a text makes no records).
fn has_record_lines(start: &str, begins_as_object: bool) -> bool {
    let Some((whole_lines, _)) = start.rsplit_once('\n') else {
        return begins_as_object;
    };
    let lines: Vec<&str> = whole_lines
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(LINES_LOOKED_AT)
        .collect();
    let records = lines.iter().filter(|line| is_object(line)).count();
    if begins_as_object {
        return records > 0 && lines.first().is_some_and(|line| line.trim() != "{");
    }
    records > 0 && records * 2 >= lines.len()
}

fn is_object(line: &str) -> bool {
    line.starts_with('{')
        && serde_json::from_str::<Value>(line).is_ok_and(|it| it.is_object())
}

fn is_page(start: &str) -> bool {
    let mut rest = start;
    loop {
        let passed =
            ["<!--", "<?"].iter().zip(["-->", "?>"]).find_map(|(open, close)| {
                rest.strip_prefix(open)?
                    .split_once(close)
                    .map(|(_, after)| after.trim_start())
            });
        match passed {
            Some(after) => rest = after,
            None => break,
        }
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let tag: String = tag.chars().take(16).collect::<String>().to_ascii_lowercase();
    FIRST_TAGS.iter().any(|first| tag.starts_with(first))
}

/// The charset a page declares in its first kilobyte.
pub(crate) fn declared_charset(head: &[u8]) -> Option<String> {
    let head = head.get(..1024).unwrap_or(head);
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, after) = text.split_once("charset=")?;
    let label: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|letter| {
            letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | ':')
        })
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(head: &str, form: Form) {
        assert_eq!(form_of(head.as_bytes()), form, "{head}");
    }

    #[test]
    fn forms_are_recognised_from_content() {
        check("{\"text\":\"a\"}\n{\"text\":\"b\"}\n", Form::JsonLines);
        check("{\"text\":\"a line with no end yet", Form::JsonLines);
        check("\u{feff}{\"text\":\"a\"}\r\n", Form::JsonLines);
        check("{\"text\": oops\n{\"text\":\"b\"}\n", Form::JsonLines);
        check("oops\n{\"text\":\"b\"}\n", Form::JsonLines);
        check("{\n  \"text\": \"a\"\n}\n", Form::JsonObjects);
        check("[\n {\"text\":\"a\"}]", Form::JsonArray);
        check("[]", Form::JsonArray);
        check("<!DOCTYPE html><html>", Form::Html);
        check("<?xml version=\"1.0\"?>\n<!-- saved -->\n<HTML lang=fr>", Form::Html);
        check("<p>Un paragraphe.</p>", Form::Html);
    }

    #[test]
    fn texts_that_begin_like_something_else_stay_texts() {
        check("[Paris, lundi] La mairie a rouvert.", Form::Text);
        check("{Update} The mill reopened.", Form::Text);
        check("<3 from Lyon", Form::Text);
        check(
            "A paragraph.\n{\"@type\":\"NewsArticle\"}\nAnother.\nAnd one more.\n",
            Form::Text,
        );
        check("", Form::Text);
    }

    #[test]
    fn a_page_tells_its_charset() {
        let page = b"<html><meta charset='ISO-8859-1'>";
        assert_eq!(declared_charset(page).as_deref(), Some("iso-8859-1"));
        assert_eq!(declared_charset(b"<html>"), None);
    }
}
