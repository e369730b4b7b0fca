//! The verb of the crate: a raw document becomes an article or a rejection.

use xxhash_rust::xxh3::Xxh3;

use crate::clean::{self, Hints};
use crate::{
    Article, Content, Language, Line, LineClass, Metadata, RawDocument, Reason,
    Rejection, RepeatedLines, Sentence, Span, dates, html, sentences,
};

/// What [`read`] may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadSettings {
    /// Contents of more bytes are rejected as [`Reason::TooLarge`]; values of 4 GiB and more
    /// count as 4 GiB less one byte, the reach of a [`Span`].
    pub max_bytes: usize,
    /// Bounds for pages of HTML.
    pub page: html::PageBounds,
}

impl Default for ReadSettings {
    /// 64 MiB: a hundred times the longest newspaper page, and small enough to hold one per
    /// thread.
    fn default() -> Self {
        Self { max_bytes: 64 << 20, page: html::PageBounds::default() }
    }
}

/// Reads one document: its lines are classed, its title found, its language told, its
/// sentences split. The article's text is byte for byte the text of the document.
///
/// `repeats` holds the lines that documents of one source repeat ([`RepeatedLines::none`]
/// where nothing was learned).
///
/// Rejected are documents that are empty, too large, or without a line of title, prose or
/// table. Cost: linear in the text.
pub fn read(
    document: RawDocument,
    settings: &ReadSettings,
    repeats: &RepeatedLines,
) -> Result<Article, Rejection> {
    read_mapped(document, settings, repeats).map(|(article, _)| article)
}

/// As [`read`], with the way from the lines of the article to the page they came from: one
/// entry for each block of the page, in the order of the text; none for plain text.
/// Same errors and cost.
pub fn read_mapped(
    document: RawDocument,
    settings: &ReadSettings,
    repeats: &RepeatedLines,
) -> Result<(Article, Vec<html::PageBlock>), Rejection> {
    let size = match &document.content {
        Content::Text(text) | Content::Html(text) => text.len(),
    };
    let most = settings.max_bytes.min(u32::MAX as usize - 1);
    if size > most {
        let detail = format!("{size} bytes; at most {most} are read, see `max_bytes`");
        return Err(reject(document, Reason::TooLarge, detail));
    }
    let is_empty = match &document.content {
        Content::Text(text) | Content::Html(text) => is_blank(text),
    };
    if is_empty {
        return Err(reject(document, Reason::Empty, "no visible character".to_owned()));
    }
    let id = id_of(&document);
    match &document.content {
        Content::Text(_) => {
            read_text(document, id, &[], repeats).map(|article| (article, Vec::new()))
        }
        Content::Html(page) => match html::try_extract(page, &settings.page) {
            Ok(page) => {
                let (document, blocks) = with_page(document, page);
                let article = read_text(document, id, &blocks, repeats)?;
                Ok((article, blocks))
            }
            Err(unreadable) => {
                Err(reject(document, unreadable.reason(), unreadable.detail()))
            }
        },
    }
}

/// The document with the text extracted from its page; what was declared beside it wins over
/// what the page states.
fn with_page(
    document: RawDocument,
    page: html::Extracted,
) -> (RawDocument, Vec<html::PageBlock>) {
    let document = RawDocument {
        title: document.title.or(page.title),
        published: document.published.or(page.date),
        language: document.language.or(page.language),
        metadata: document
            .metadata
            .or(Metadata { byline: page.byline, ..Metadata::default() }),
        content: Content::Text(page.text),
        ..document
    };
    (document, page.blocks)
}

fn read_text(
    document: RawDocument,
    id: String,
    blocks: &[html::PageBlock],
    repeats: &RepeatedLines,
) -> Result<Article, Rejection> {
    let (Content::Text(text) | Content::Html(text)) = &document.content;
    let hints = Hints {
        title: document.title.as_deref(),
        source: document.source.as_deref(),
        declared: document
            .language
            .as_deref()
            .map_or(Language::Unknown, Language::from_code),
        blocks,
    };
    let cleaned = clean::clean(text, &hints, repeats);
    if !cleaned.lines.iter().any(|line| line.class.is_body()) {
        let detail = format!("{} lines, none of an article", cleaned.lines.len());
        return Err(reject(document, Reason::NoArticle, detail));
    }
    let published = document.published.as_deref().and_then(dates::parse_published);
    let published_at = published
        .zip(document.published.as_deref())
        .map(|(day, stated)| dates::moment(stated, day));
    let sentences = sentences_of(text, &cleaned.lines, cleaned.title_span());
    let RawDocument { source, url, language, metadata, content, .. } = document;
    let (Content::Text(text) | Content::Html(text)) = content;
    let declared_language = metadata.declared_language.clone().or(language);
    Ok(Article {
        id,
        source,
        url,
        title: cleaned.title,
        published,
        published_at,
        metadata: Metadata { declared_language, ..metadata }.with_moments_read(),
        text,
        lines: cleaned.lines,
        sentences,
        language: cleaned.language,
        languages: cleaned.languages,
    })
}

/// The sentences of titles, subheads and prose. Of a line that shows the title glued to
/// debris only the title counts.
fn sentences_of(text: &str, lines: &[Line], title: Option<Span>) -> Vec<Sentence> {
    let mut found = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let span = match line.class {
            LineClass::Title => {
                title.filter(|&title| line.span.covers(title)).unwrap_or(line.span)
            }
            LineClass::Subhead | LineClass::Prose => line.span,
            _ => continue,
        };
        if matches!(line.class, LineClass::Title | LineClass::Subhead) {
            found.push(Sentence { span, line: index as u32 });
            continue;
        }
        let split = sentences::split(text, span, line.language);
        found.extend(split.into_iter().map(|span| Sentence { span, line: index as u32 }));
    }
    found
}

fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|c| c.is_whitespace() || c.is_control() || crate::fold::is_dropped(c))
}

fn reject(document: RawDocument, reason: Reason, detail: String) -> Rejection {
    Rejection { id: id_of(&document), place: document.place, reason, detail }
}

/// The document's own id; without one 20 hexadecimal digits of XXH3-128 over source,
/// address, title and content, so that equal copies of different outlets stay apart.
fn id_of(document: &RawDocument) -> String {
    if let Some(id) = document.id.as_ref().filter(|id| !id.trim().is_empty()) {
        return id.clone();
    }
    let (Content::Text(content) | Content::Html(content)) = &document.content;
    let mut digest = Xxh3::new();
    let fields = [&document.source, &document.url, &document.title];
    for part in fields
        .map(|field| field.as_deref().unwrap_or_default())
        .iter()
        .chain([&content.as_str()])
    {
        digest.update(&(part.len() as u64).to_le_bytes());
        digest.update(part.as_bytes());
    }
    let mut id = format!("{:032x}", digest.digest128());
    id.truncate(20);
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(text: &str) -> RawDocument {
        RawDocument { content: Content::Text(text.to_owned()), ..RawDocument::default() }
    }

    fn read_text(text: &str) -> Result<Article, Rejection> {
        read(document(text), &ReadSettings::default(), &RepeatedLines::none())
    }

    #[test]
    fn what_is_no_article_is_rejected_with_its_reason() {
        let menu =
            "Menu\nAccueil\nSe connecter\nLog in\nPage introuvable\nTous droits réservés";
        for (text, expected) in [
            ("", Reason::Empty),
            (" \n\u{feff}\t", Reason::Empty),
            (menu, Reason::NoArticle),
        ] {
            assert_eq!(read_text(text).unwrap_err().reason, expected, "{text:?}");
        }
        let settings = ReadSettings { max_bytes: 3, ..ReadSettings::default() };
        let rejection =
            read(document("four"), &settings, &RepeatedLines::none()).unwrap_err();
        assert_eq!(rejection.reason, Reason::TooLarge);
    }

    #[test]
    fn the_text_never_changes_and_dates_are_read() {
        let text = "\u{feff}Le port ferme.\r\nLe port fermera lundi\u{a0}: c’est décidé, dit la ville.\r\n";
        let mut raw = document(text);
        raw.published = Some("8 juin 2025".to_owned());
        let article =
            read(raw, &ReadSettings::default(), &RepeatedLines::none()).unwrap();
        assert_eq!(article.text, text);
        assert_eq!(article.published.unwrap().to_string(), "2025-06-08");
        assert_eq!(article.published_at.as_deref(), Some("2025-06-08"));
        assert_eq!(article.language, Language::French);
    }

    #[test]
    fn a_body_is_mixed_by_its_paragraphs_and_not_by_a_quotation() {
        let many = |before: &str, after: &str, count: usize| {
            let lines: Vec<String> =
                (0..count).map(|n| format!("{before} {n} {after}\n")).collect();
            lines.concat()
        };
        let french = |count: usize| {
            many("Le quai", "a rouvert lundi matin, a annoncé la ville.", count)
        };
        let english = |count: usize| {
            many("The firm said on Monday that dock", "was open again.", count)
        };
        let quoted = "« The port is open again for all of us », a dit la ville lundi.";
        for (text, expected) in [
            (french(3) + &english(3), true),
            (english(12) + &french(1), false),
            (french(12) + quoted, false),
        ] {
            let article = read_text(&text).unwrap();
            assert_eq!(article.is_mixed(), expected, "{:?}", article.languages);
        }
    }

    #[test]
    fn equal_copies_of_different_outlets_have_different_ids() {
        let of = |source: &str| RawDocument {
            source: Some(source.to_owned()),
            ..document("Un port.")
        };
        assert_ne!(id_of(&of("La Vigie")), id_of(&of("Le Quai")));
        assert_eq!(id_of(&of("La Vigie")), id_of(&of("La Vigie")));
    }

    #[test]
    fn any_text_gives_ordered_lines_with_sentences_inside() {
        arbtest::arbtest(|random| {
            let text = arbitrary_text(random)?;
            let Ok(article) = read_text(&text) else { return Ok(()) };
            assert_eq!(article.text, text);
            assert!(
                article
                    .lines
                    .windows(2)
                    .all(|pair| pair[0].span.end <= pair[1].span.start)
            );
            assert!(
                article
                    .sentences
                    .windows(2)
                    .all(|pair| pair[0].span.end <= pair[1].span.start)
            );
            for sentence in &article.sentences {
                let line = &article.lines[sentence.line as usize];
                assert!(
                    line.span.covers(sentence.span)
                        && !sentence.span.of(&text).is_empty()
                );
            }
            Ok(())
        })
        .budget_ms(400);
    }

    /// Random characters do not reach far into the rules: lines of news words do.
    fn arbitrary_text(
        random: &mut arbtest::arbitrary::Unstructured<'_>,
    ) -> arbtest::arbitrary::Result<String> {
        const PARTS: [&str; 24] = [
            "\n",
            "\n\n",
            "\r\n",
            " ",
            "The board",
            "said on Monday",
            "that it",
            "would buy",
            "its rival",
            ". ",
            "Le port",
            "a annoncé",
            "lundi",
            "« ",
            " »",
            "$2 billion",
            "10 000 €",
            "Menu",
            "Read more",
            "By Ada Stone",
            "ShareShareIcon",
            "Similar news",
            "“",
            "é\u{301}",
        ];
        let mut text = String::new();
        for _ in 0..random.int_in_range(0..=60)? {
            if random.ratio(1, 12)? {
                text.push(random.arbitrary()?);
            } else {
                text.push_str(random.choose(&PARTS)?);
            }
        }
        Ok(text)
    }
}
