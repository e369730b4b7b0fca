//! What a file is, by its first bytes.

use serde_json::Value;

use crate::tables::delimited;

/// The form of a content, once it is unpacked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// One JSON record a line.
    JsonLines,
    /// One JSON array of records.
    JsonArray,
    /// One JSON object, or several behind each other, each over any number of lines.
    JsonObjects,
    /// Rows with a header, parted by this byte.
    Delimited(u8),
    /// Apache Parquet.
    Parquet,
    /// Arrow's file format, with a footer.
    ArrowFile,
    /// Arrow's stream format.
    ArrowStream,
    /// A ZIP archive.
    Zip,
    /// A tar archive.
    Tar,
    /// A web archive (WARC, WET).
    Warc,
    /// RSS 0.9x, 1.0, 2.0 or Atom.
    Feed,
    /// One article in NITF.
    Nitf,
    /// NewsML 1.x.
    NewsMl,
    /// NewsML-G2: a news item, or a message of several.
    NewsMlG2,
    /// XML of another vocabulary.
    OtherXml,
    /// IPTC 7901 wire.
    Iptc7901,
    /// ANPA 1312 wire.
    Anpa,
    /// One e-mail.
    Mail,
    /// Several e-mails in mbox form.
    Mbox,
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
            Self::Delimited(b'\t') => "tsv",
            Self::Delimited(_) => "csv",
            Self::Parquet => "parquet",
            Self::ArrowFile => "arrow file",
            Self::ArrowStream => "arrow stream",
            Self::Zip => "zip archive",
            Self::Tar => "tar archive",
            Self::Warc => "warc",
            Self::Feed => "feed",
            Self::Nitf => "nitf",
            Self::NewsMl => "newsml",
            Self::NewsMlG2 => "newsml-g2",
            Self::OtherXml => "xml",
            Self::Iptc7901 => "iptc 7901",
            Self::Anpa => "anpa",
            Self::Mail => "mail",
            Self::Mbox => "mbox",
            Self::Html => "html",
            Self::Text => "text",
        }
    }

    /// Whether the content can only be read with its end at hand.
    pub(crate) fn needs_its_end(self) -> bool {
        matches!(self, Self::Zip | Self::Parquet | Self::ArrowFile)
    }

    /// Whether it is written in letters, so that the encoding of the stream matters.
    pub(crate) fn is_written(self) -> bool {
        matches!(
            self,
            Self::JsonLines
                | Self::JsonArray
                | Self::JsonObjects
                | Self::Delimited(_)
                | Self::Feed
                | Self::Nitf
                | Self::NewsMl
                | Self::NewsMlG2
                | Self::OtherXml
        )
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

/// Recognises forms that are not written in letters, or framed by control characters.
pub(crate) fn binary_form_of(head: &[u8]) -> Option<Form> {
    match head {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Form::Zip),
        [b'P', b'A', b'R', b'1', ..] => Some(Form::Parquet),
        [b'A', b'R', b'R', b'O', b'W', b'1', 0, 0, ..] => Some(Form::ArrowFile),
        // The mark of a message, its length (below 16 MiB for a schema), a table inside.
        [0xff, 0xff, 0xff, 0xff, _, _, _, 0, _, _, 0, 0, ..] => Some(Form::ArrowStream),
        [0x16 | 1, ..] if head.contains(&2) => crate::wire::form_of(head),
        [b'W', b'A', b'R', b'C', b'/', b'0' | b'1', b'.', ..] => Some(Form::Warc),
        _ if crate::archives::is_tar(head) => Some(Form::Tar),
        _ => None,
    }
}

/// Recognises the form from the head of the content (as many bytes as are at hand, in
/// UTF-8; a byte-order mark is passed over). `text_keys` are names of columns that the user
/// says hold the text.
pub(crate) fn form_of(head: &[u8], text_keys: &[&str]) -> Form {
    if let Some(form) = binary_form_of(head) {
        return form;
    }
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
    if let Some(form) = markup_form_of(start) {
        return form;
    }
    if let Some(form) = crate::mail::form_of(start) {
        return form;
    }
    delimited::delimiter_of(start, text_keys).map_or(Form::Text, Form::Delimited)
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

/// XML by its first element, HTML by its first tag, `None` where it is neither.
fn markup_form_of(start: &str) -> Option<Form> {
    let is_declared = start.starts_with("<?xml");
    let rest = past_prologue(start);
    let tag: String = rest.strip_prefix('<')?.chars().take(120).collect();
    let name: &str = tag
        .split(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'))
        .next()
        .unwrap_or_default();
    let local = name.rsplit(':').next().unwrap_or_default();
    let form = match local {
        "rss" | "RDF" | "feed" | "channel" => Some(Form::Feed),
        "nitf" => Some(Form::Nitf),
        "NewsML" => Some(Form::NewsMl),
        "newsMessage" | "newsItem" | "packageItem" => Some(Form::NewsMlG2),
        _ => None,
    };
    if form.is_some() {
        return form;
    }
    let lower = tag.to_ascii_lowercase();
    if FIRST_TAGS.iter().any(|first| lower.starts_with(first)) {
        return Some(Form::Html);
    }
    is_declared.then_some(Form::OtherXml)
}

/// What comes after declarations, comments and document types other than HTML's.
fn past_prologue(start: &str) -> &str {
    let mut rest = start;
    loop {
        let after = if let Some(after) = rest.strip_prefix("<?") {
            after.split_once("?>").map(|(_, after)| after)
        } else if let Some(after) = rest.strip_prefix("<!--") {
            after.split_once("-->").map(|(_, after)| after)
        } else if is_foreign_doctype(rest) {
            after_doctype(rest)
        } else {
            return rest;
        };
        match after {
            Some(after) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

fn is_foreign_doctype(rest: &str) -> bool {
    let start: String = rest.chars().take(14).collect::<String>().to_ascii_lowercase();
    start.starts_with("<!doctype") && start != "<!doctype html"
}

/// After a document type, whose internal part stands in brackets.
fn after_doctype(rest: &str) -> Option<&str> {
    let end = rest.find(['[', '>'])?;
    if rest.as_bytes().get(end) == Some(&b'[') {
        let (_, after) = rest.get(end..)?.split_once(']')?;
        return after.split_once('>').map(|(_, after)| after);
    }
    rest.get(end + 1..)
}

/// The charset that a page declares in its first kilobyte, or an XML declaration.
pub(crate) fn declared_charset(head: &[u8]) -> Option<String> {
    let head = head.get(..1024).unwrap_or(head);
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    let declaration = text
        .trim_start_matches('\u{feff}')
        .strip_prefix("<?xml")
        .and_then(|rest| rest.split_once("?>"))
        .and_then(|(declaration, _)| declaration.split_once("encoding="));
    let after = match declaration {
        Some((_, after)) => after,
        None => text.split_once("charset=")?.1,
    };
    let label: String = after
        .trim_start_matches(['"', '\'', ' '])
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
        assert_eq!(form_of(head.as_bytes(), &[]), form, "{head}");
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
        check("title,text\nUne,La mairie a rouvert.\n", Form::Delimited(b','));
        check("titre;texte\nUne;La mairie, enfin\n", Form::Delimited(b';'));
    }

    #[test]
    fn markup_is_recognised_by_its_first_element() {
        check("<?xml version='1.0'?><rss version='2.0'>", Form::Feed);
        check("<rdf:RDF xmlns=''>", Form::Feed);
        check("<feed xmlns=\"http://www.w3.org/2005/Atom\">", Form::Feed);
        check("<!DOCTYPE nitf SYSTEM \"nitf-3-2.dtd\"><nitf>", Form::Nitf);
        check(
            "<?xml version=\"1.0\"?><!DOCTYPE NewsML [<!ENTITY a 'b'>]><NewsML>",
            Form::NewsMl,
        );
        check("<newsMessage xmlns=\"x\">", Form::NewsMlG2);
        check("<n:newsItem>", Form::NewsMlG2);
        check("<?xml version=\"1.0\"?><opml>", Form::OtherXml);
        check("<opml>", Form::Text);
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
        check("Title, text and title\nThe mill, it said, reopened.\n", Form::Text);
        check("", Form::Text);
    }

    #[test]
    fn a_page_tells_its_charset() {
        let page = b"<html><meta charset='ISO-8859-1'>";
        assert_eq!(declared_charset(page).as_deref(), Some("iso-8859-1"));
        let feed = b"<?xml version='1.0' encoding='ISO-8859-15'?><rss>";
        assert_eq!(declared_charset(feed).as_deref(), Some("iso-8859-15"));
        assert_eq!(declared_charset(b"<html>"), None);
    }

    #[test]
    fn no_bytes_break_it() {
        arbtest::arbtest(|random| {
            let bytes: Vec<u8> = random.arbitrary()?;
            let _ = (form_of(&bytes, &["text"]), declared_charset(&bytes));
            Ok(())
        })
        .budget_ms(100);
    }
}
