//! The door of the stage.

use recoupe_text::Article;

use crate::sheet::FactSheet;

/// The articles of one story.
#[derive(Debug, Clone)]
pub struct StoryInput<'articles> {
    /// The id of the story.
    pub story: &'articles str,
    /// Its articles, in any order.
    pub articles: Vec<StoryArticle<'articles>>,
}

/// An article of a story and the copy group it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct StoryArticle<'articles> {
    /// The article.
    pub article: &'articles Article,
    /// The id of its copy group.
    pub copy_group: &'articles str,
    /// Whether it leads its copy group.
    pub is_lead: bool,
    /// Whether a later version has taken its place or it was killed.
    pub is_superseded: bool,
}

/// Writes the fact sheet of a story. Total: a story without readable articles gives an
/// empty sheet. Independent of the order of the articles.
pub fn sheet(input: &StoryInput<'_>) -> FactSheet {
    let mut articles: Vec<&StoryArticle<'_>> = input.articles.iter().collect();
    articles.sort_by(|left, right| {
        (left.article.published, &left.article.id)
            .cmp(&(right.article.published, &right.article.id))
    });
    FactSheet {
        story: input.story.to_owned(),
        headline: articles
            .iter()
            .find_map(|entry| entry.article.title.as_ref())
            .map(|title| title.text.clone())
            .unwrap_or_default(),
        articles: articles.iter().map(|entry| entry.article.id.clone()).collect(),
        ..FactSheet::default()
    }
}
