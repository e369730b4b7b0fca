//! The one place where the hall touches the stages: what it asks of them, in its own rows.

use recoupe_text::{
    Article, Content, Language, Line, LineClass, RawDocument, Reason, Rejection, Span,
};
use serde::{Deserialize, Serialize};

use crate::edition::{CopyGroupRow, MemberRow, PairRow, Role, StoryRow};

/// How documents become articles.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ReadSettings {}

/// What counts as the same copy.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct CopySettings {}

/// What counts as the same story.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StorySettings {}

/// What the lines of each source repeat.
#[derive(Debug, Default)]
pub(crate) struct RepeatedLines;

impl RepeatedLines {
    pub(crate) fn learn<'documents>(
        _documents: impl Iterator<Item = &'documents RawDocument>,
    ) -> Self {
        Self
    }
}

/// What the copies stage found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Copies {
    pub(crate) groups: Vec<CopyGroupRow>,
    pub(crate) pairs: Vec<PairRow>,
    pub(crate) warnings: Vec<String>,
}

pub(crate) fn read(
    document: RawDocument,
    _settings: &ReadSettings,
    _repeated: &RepeatedLines,
) -> Result<Article, Rejection> {
    let id = document.id.unwrap_or_default();
    let (Content::Text(text) | Content::Html(text)) = document.content;
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim();
        if !trimmed.is_empty() {
            let from = start + (line.len() - line.trim_start().len());
            let span = Span::new(from, from + trimmed.len());
            lines.push(Line {
                class: LineClass::Prose,
                span,
                language: Language::Unknown,
            });
        }
        start += line.len();
    }
    if lines.is_empty() {
        let detail = "the document holds no text".to_string();
        return Err(Rejection {
            id,
            place: document.place,
            reason: Reason::Empty,
            detail,
        });
    }
    let title = document.title.map(|text| recoupe_text::Title { text, span: None });
    Ok(Article {
        id,
        source: document.source,
        url: document.url,
        title,
        published: None,
        published_at: document.published,
        text,
        lines,
        sentences: Vec::new(),
        language: Language::Unknown,
        languages: Vec::new(),
    })
}

/// Copy groups of articles sorted by id.
pub(crate) fn copies(articles: &[Article], _settings: &CopySettings) -> Copies {
    let groups = articles.iter().map(|article| CopyGroupRow {
        copy_group: format!("c:{}", article.id),
        lead: article.id.clone(),
        members: vec![MemberRow {
            id: article.id.clone(),
            role: Role::Lead,
            resemblance: 1.0,
            containment: 1.0,
            superseded: false,
        }],
    });
    Copies { groups: groups.collect(), ..Copies::default() }
}

/// Stories of articles sorted by id.
pub(crate) fn stories(
    _articles: &[Article],
    groups: &[CopyGroupRow],
    _settings: &StorySettings,
) -> Vec<StoryRow> {
    let stories = groups.iter().map(|group| StoryRow {
        story: format!("s:{}", group.lead),
        headline: String::new(),
        languages: Vec::new(),
        articles: group.members.iter().map(|member| member.id.clone()).collect(),
        copy_groups: vec![group.copy_group.clone()],
        first: None,
        last: None,
        why: serde_json::Value::Array(Vec::new()),
    });
    stories.collect()
}

/// The pages of one sheet, by extension.
pub(crate) fn sheet_pages(
    _sheet: &recoupe_facts::FactSheet,
    _edition: &crate::Edition,
) -> Vec<(&'static str, String)> {
    Vec::new()
}

/// The picture of the whole edition.
pub(crate) fn report(_edition: &crate::Edition) -> Option<String> {
    None
}
