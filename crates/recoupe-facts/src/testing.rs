//! The bench of tests that look at a whole sheet: invented articles become one story.

use recoupe_text::{Article, Content, RawDocument, ReadSettings, RepeatedLines};

use crate::sheet::FactSheet;
use crate::story::{StoryArticle, StoryInput, sheet};

/// The sheet of articles given as (id, day of publication or nothing, headline, text).
pub(crate) fn sheet_of(
    articles: &[(&str, &str, &str, &str)],
) -> (FactSheet, Vec<Article>) {
    let read: Vec<Article> = articles
        .iter()
        .map(|(id, published, title, text)| {
            let document = RawDocument {
                id: Some((*id).to_owned()),
                published: (!published.is_empty()).then(|| (*published).to_owned()),
                title: Some((*title).to_owned()),
                content: Content::Text((*text).to_owned()),
                ..RawDocument::default()
            };
            recoupe_text::read(document, &ReadSettings::default(), &RepeatedLines::none())
                .unwrap()
        })
        .collect();
    let input = StoryInput {
        story: "s",
        articles: read
            .iter()
            .map(|article| StoryArticle {
                article,
                copy_group: &article.id,
                is_lead: true,
                is_superseded: false,
            })
            .collect(),
    };
    (sheet(&input), read)
}
