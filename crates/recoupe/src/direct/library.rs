//! Articles read again by their place, when they are compared: what is kept of each between
//! the passes is a few numbers.

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use recoupe_formats::{Error, InputSettings, LeanRecord, LineFile, LineReader, Record};
use recoupe_text::{
    Article, Content, Language, Line, LineClass, Metadata, RawDocument, ReadSettings,
    RepeatedLines, Span, Title, dates,
};

use super::heap::read_exact_at;
use crate::edition::{ArticleRow, Status};

/// Where an article lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// Number of the shelf of books: a file.
    pub(crate) file: u32,
    /// Which of the records of its line.
    pub(crate) part: u32,
    pub(crate) offset: u64,
    pub(crate) length: u32,
    /// The number of its line, for messages.
    pub(crate) line: u32,
}

/// A file that articles are read from again.
#[derive(Debug)]
pub(crate) struct Book {
    path: PathBuf,
    file: File,
    contents: Contents,
}

/// What the lines of a file are.
#[derive(Debug)]
pub(crate) enum Contents {
    /// Records, as the user's file or an unpacked copy of it holds them.
    Records(Box<LineReader>),
    /// Articles, already read.
    Articles,
}

impl Book {
    /// Opens a file. Fails where it cannot be read.
    pub(crate) fn open(path: &Path, contents: Contents) -> Result<Self, Error> {
        let file = File::open(path).map_err(|cause| Error::reading(path, &cause))?;
        Ok(Self { path: path.to_path_buf(), file, contents })
    }
}

/// All articles of a run, by position.
#[derive(Debug, Default)]
pub(crate) struct Library {
    pub(crate) books: Vec<Book>,
    pub(crate) places: Vec<Place>,
    pub(crate) how: ReadSettings,
}

impl Library {
    /// The article at a position under its id. Fails where its file cannot be read or was
    /// changed since.
    pub(crate) fn article(&self, position: u32, id: &str) -> Result<Article, Error> {
        let (book, place, bytes) = self.bytes(position)?;
        let read = match &book.contents {
            Contents::Articles => serde_json::from_slice(&bytes).ok(),
            Contents::Records(reader) => {
                if let Some(lean) = reader.lean(&bytes) {
                    Some(light_article(lean))
                } else {
                    let records = reader.records(&bytes, u64::from(place.line));
                    full_article(records, place.part, &self.how)
                }
            }
        };
        let mut article: Article = read.ok_or_else(|| changed(&book.path))?;
        id.clone_into(&mut article.id);
        Ok(article)
    }

    /// The raw document at a position.
    pub(crate) fn document(&self, position: u32) -> Result<RawDocument, Error> {
        let (book, place, bytes) = self.bytes(position)?;
        let read = match &book.contents {
            Contents::Articles => serde_json::from_slice(&bytes).ok().map(raw_again),
            Contents::Records(reader) => {
                let records = reader.records(&bytes, u64::from(place.line));
                match records.into_iter().nth(place.part as usize) {
                    Some(Record::Document(document)) => Some(document),
                    _ => None,
                }
            }
        };
        read.ok_or_else(|| changed(&book.path))
    }

    fn bytes(&self, position: u32) -> Result<(&Book, Place, Vec<u8>), Error> {
        let place = self.places.get(position as usize).copied();
        let found =
            place.and_then(|place| Some((self.books.get(place.file as usize)?, place)));
        let Some((book, place)) = found else {
            return Err(changed(Path::new("INPUT")));
        };
        let mut bytes = vec![0; place.length as usize];
        match read_exact_at(&book.file, &mut bytes, place.offset) {
            Ok(()) => Ok((book, place, bytes)),
            Err(cause) if cause.kind() == io::ErrorKind::UnexpectedEof => {
                Err(changed(&book.path))
            }
            Err(cause) => Err(Error::reading(&book.path, &cause)),
        }
    }
}

/// The articles of these rows, read again from the lines they stand on; for editions that
/// hold no texts. Rows of documents that are no lines are passed over. Sorted by id. Fails
/// where a file cannot be read.
pub(crate) fn read_again(
    rows: &[&ArticleRow],
    settings: &InputSettings,
) -> Result<Vec<Article>, Error> {
    let mut wanted: BTreeMap<&str, BTreeMap<u64, &str>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.status == Status::Article) {
        let place = row.place.rsplit_once(':');
        if let Some((path, Ok(line))) = place.map(|(path, line)| (path, line.parse())) {
            wanted.entry(path).or_default().insert(line, &row.id);
        }
    }
    let mut articles = Vec::new();
    for (path, lines) in wanted {
        let Some(mut file) = LineFile::open(Path::new(path), settings)? else { continue };
        let reader = file.rules(settings);
        while let Some(block) = file.next_block(&mut Vec::new())? {
            for (number, _, line) in block.lines() {
                let Some(id) = lines.get(&number) else { continue };
                if let Some(lean) = reader.lean(line) {
                    let id = (*id).to_owned();
                    articles.push(Article { id, ..light_article(lean) });
                }
            }
        }
    }
    articles.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(articles)
}

fn changed(path: &Path) -> Error {
    let cause = io::Error::other("was changed while it was read");
    Error::reading(path, &cause)
}

fn full_article(records: Vec<Record>, part: u32, how: &ReadSettings) -> Option<Article> {
    match records.into_iter().nth(part as usize)? {
        Record::Document(document) => {
            recoupe_text::read(document, how, &RepeatedLines::none()).ok()
        }
        Record::Rejection(_) => None,
    }
}

/// What is left of a document in its article; enough to tell documents apart.
fn raw_again(article: Article) -> RawDocument {
    RawDocument {
        id: Some(article.id),
        source: article.source,
        url: article.url,
        title: article.title.map(|title| title.text),
        published: article.published_at,
        content: Content::Text(article.text),
        ..RawDocument::default()
    }
}

/// The moment of publication of a stated date, as articles hold it.
pub(crate) fn published_at(stated: &str) -> Option<String> {
    if is_plain_moment(stated.as_bytes()) {
        return Some(stated.to_owned());
    }
    dates::read_moment(stated)
}

/// `2026-03-01`, or that with a time behind a `T`: the form that is what it says.
fn is_plain_moment(stated: &[u8]) -> bool {
    let (Some(day), rest) = (stated.get(..10), stated.get(10..).unwrap_or_default())
    else {
        return false;
    };
    let figures = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    let is_day = day.get(4) == Some(&b'-')
        && day.get(7) == Some(&b'-')
        && figures(day.get(..4).unwrap_or_default())
        && matches!(day.get(5..7), Some([b'0', b'1'..=b'9'] | [b'1', b'0'..=b'2']))
        && matches!(
            day.get(8..10),
            Some([b'0', b'1'..=b'9'] | [b'1' | b'2', b'0'..=b'9'])
        );
    let is_time = matches!(rest, [b'T', hour, minute @ ..] if hour.is_ascii_digit()
        && minute.iter().all(|byte| byte.is_ascii_digit() || b":.Z+-".contains(byte)));
    is_day && (rest.is_empty() || is_time)
}

/// An article of a plain record, all of whose lines count: no line is classed, no sentence
/// split, no language told.
pub(crate) fn light_article(lean: LeanRecord<'_>) -> Article {
    let text = lean.text.into_owned();
    let published_at = lean.published.as_deref().and_then(published_at);
    Article {
        id: lean.id.map(std::borrow::Cow::into_owned).unwrap_or_default(),
        source: lean.source.map(std::borrow::Cow::into_owned),
        url: lean.url.map(std::borrow::Cow::into_owned),
        title: lean.title.map(|title| Title { text: title.into_owned(), span: None }),
        published: None,
        published_at,
        metadata: Metadata::default(),
        lines: lines_of(&text),
        sentences: Vec::new(),
        language: Language::Unknown,
        languages: Vec::new(),
        text,
    }
}

fn lines_of(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        let from = start + line.len() - trimmed.len();
        let span = Span::new(from, from + trimmed.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            let (class, language) = (LineClass::Prose, Language::Unknown);
            lines.push(Line { class, span, language });
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_full_reading() {
        for stated in [
            "2026-03-01",
            "2026-03-01T12:00:00Z",
            "2026-03-01T12:00:00+01:00",
            "2026-03-01 12:00:00",
            "8 juin 2025",
            "June 8, 2025",
            "hier",
            "",
        ] {
            let document = RawDocument {
                published: Some(stated.to_owned()),
                content: Content::Text("Le port a rouvert lundi.".to_owned()),
                ..RawDocument::default()
            };
            let settings = ReadSettings::default();
            let article =
                recoupe_text::read(document, &settings, &RepeatedLines::none()).unwrap();
            assert_eq!(published_at(stated), article.published_at, "{stated}");
        }
    }
}
