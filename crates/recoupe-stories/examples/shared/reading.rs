//! Articles from JSON Lines, for the examples.

use recoupe_text::{
    Article, Content, Language, Line, LineClass, RawDocument, ReadSettings,
    RepeatedLines, Span, Title,
};
use serde_json::Value;

/// The articles of a file; lines that are no article are passed over.
pub(crate) fn articles(path: &str) -> Vec<Article> {
    if std::path::Path::new(path).extension().is_some_and(|ending| ending == "txt") {
        return page(path).into_iter().collect();
    }
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let records =
        text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    records.filter_map(|record| article(&record)).collect()
}

/// A file of plain text as it came.
fn page(path: &str) -> Option<Article> {
    let document = RawDocument {
        id: Some(path.rsplit('/').next().unwrap_or(path).to_owned()),
        content: Content::Text(std::fs::read_to_string(path).ok()?),
        ..RawDocument::default()
    };
    recoupe_text::read(document, &ReadSettings::default(), &RepeatedLines::none()).ok()
}

fn field<'a>(record: &'a Value, name: &str) -> Option<&'a str> {
    record.get(name).and_then(Value::as_str)
}

fn article(record: &Value) -> Option<Article> {
    let day = field(record, "published").or_else(|| field(record, "date"));
    let published = day.and_then(|day| day.get(..10)).and_then(|day| day.parse().ok());
    let language = Language::from_code(field(record, "lang").unwrap_or_default());
    let mut article = Article {
        id: field(record, "id")?.to_owned(),
        source: field(record, "source").map(str::to_owned),
        url: None,
        title: field(record, "title")
            .map(|text| Title { text: text.to_owned(), span: None }),
        published,
        published_at: None,
        metadata: recoupe_text::Metadata::default(),
        text: String::new(),
        lines: Vec::new(),
        sentences: Vec::new(),
        language,
        languages: vec![(language, 1.0)],
    };
    if let Some(lines) = record.get("lines").and_then(Value::as_array) {
        for line in lines {
            push_classed(&mut article, line);
        }
    } else {
        let text = field(record, "text")?;
        text.lines().for_each(|line| push(&mut article, line, LineClass::Prose));
    }
    Some(article)
}

fn push_classed(article: &mut Article, line: &Value) {
    let text = field(line, "text").unwrap_or_default();
    let class = match field(line, "class").unwrap_or_default() {
        "title" => LineClass::Title,
        "subhead" => LineClass::Subhead,
        "prose" => LineClass::Prose,
        "table" => LineClass::Table,
        "byline" => LineClass::Byline,
        "credit" => LineClass::Credit,
        "repeat" => LineClass::Repeat,
        _ => LineClass::Chrome,
    };
    push(article, text, class);
    if class == LineClass::Title && article.title.is_none() {
        article.title = Some(Title { text: text.to_owned(), span: None });
    }
}

fn push(article: &mut Article, line: &str, class: LineClass) {
    if line.trim().is_empty() {
        return;
    }
    let start = article.text.len();
    article.text.push_str(line);
    let span = Span::new(start, article.text.len());
    article.text.push('\n');
    article.lines.push(Line { class, span, language: article.language });
}

/// The group of each id in a file of truth (`id`, and `group` or `story`).
#[allow(dead_code, reason = "not every example needs the truth")]
pub(crate) fn groups(path: &str) -> std::collections::HashMap<String, String> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let records =
        text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let group = |record: &Value| {
        let group = field(record, "group").or_else(|| field(record, "story"))?;
        Some((field(record, "id")?.to_owned(), group.to_owned()))
    };
    records.filter_map(|record| group(&record)).collect()
}
