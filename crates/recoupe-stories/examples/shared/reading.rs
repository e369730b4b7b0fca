//! Articles from JSON Lines, for the examples.

use recoupe_text::{
    Article, Content, Language, Line, LineClass, RawDocument, ReadSettings,
    RepeatedLines, Span, Title,
};
use serde_json::Value;

/// The articles of a file; lines that are no article are passed over. A folder is read with
/// all that lies in it, each document as the whole walk would read it.
pub(crate) fn articles(path: &str) -> Vec<Article> {
    let folder = std::path::Path::new(path);
    if folder.is_dir() {
        let mut files = Vec::new();
        files_in(folder, &mut files);
        return files.iter().flat_map(|file| documents(file)).filter_map(read).collect();
    }
    if std::path::Path::new(path).extension().is_some_and(|ending| ending == "txt") {
        return page(path).into_iter().collect();
    }
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let records =
        text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    records.filter_map(|record| article(&record)).collect()
}

/// All files below a folder, by name.
fn files_in(folder: &std::path::Path, files: &mut Vec<std::path::PathBuf>) {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() { files_in(&path, files) } else { files.push(path) }
    }
}

/// The documents of a file: JSON Lines, or one page.
fn documents(path: &std::path::Path) -> Vec<RawDocument> {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let page = |content| {
        vec![RawDocument { id: Some(name.clone()), content, ..RawDocument::default() }]
    };
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("txt") => page(Content::Text(text)),
        Some("html") => page(Content::Html(text)),
        _ => {
            let lines = text.lines();
            let records = lines.filter_map(|it| serde_json::from_str::<Value>(it).ok());
            records.filter_map(|record| document(&record)).collect()
        }
    }
}

fn document(record: &Value) -> Option<RawDocument> {
    let own = |name| field(record, name).map(str::to_owned);
    Some(RawDocument {
        id: own("id"),
        source: own("source"),
        url: own("url"),
        title: own("title"),
        published: own("published"),
        content: Content::Text(own("text")?),
        ..RawDocument::default()
    })
}

fn read(document: RawDocument) -> Option<Article> {
    recoupe_text::read(document, &ReadSettings::default(), &RepeatedLines::none()).ok()
}

/// A file of plain text as it came.
fn page(path: &str) -> Option<Article> {
    let document = RawDocument {
        id: Some(path.rsplit('/').next().unwrap_or(path).to_owned()),
        content: Content::Text(std::fs::read_to_string(path).ok()?),
        ..RawDocument::default()
    };
    read(document)
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

/// The group of each id in a file of truth (`id`, and `group` or `story`), or in all files
/// of a folder of gold, where the story counts.
#[allow(dead_code, reason = "not every example needs the truth")]
pub(crate) fn groups(path: &str) -> std::collections::BTreeMap<String, String> {
    let mut files = Vec::new();
    let is_gold = std::path::Path::new(path).is_dir();
    if is_gold {
        files_in(std::path::Path::new(path), &mut files);
    } else {
        files.push(path.into());
    }
    let text = files.iter().filter_map(|file| std::fs::read_to_string(file).ok());
    let records: Vec<Value> = text
        .flat_map(|text| {
            text.lines()
                .filter_map(|it| serde_json::from_str(it).ok())
                .collect::<Vec<_>>()
        })
        .collect();
    let group = |record: &Value| {
        let (group, story) = (field(record, "group"), field(record, "story"));
        let group = if is_gold { story } else { group.or(story) };
        Some((field(record, "id")?.to_owned(), group?.to_owned()))
    };
    records.iter().filter_map(group).collect()
}
