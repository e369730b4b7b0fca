//! Scores of an edition against gold: copies, stories, language, line classes, facts,
//! quotes, relations and origins; English, French and mixed apart.

mod bootstrap;
mod clusters;
mod facts;
mod follow;
mod gold;
mod ledger;
mod lines;
mod matching;
mod score;
mod speech;

use std::collections::BTreeMap;

pub use gold::Gold;
pub use ledger::Ledger;
pub use score::{Evaluation, Score};

use crate::edition::{ArticleRow, Edition, Status};
use gold::GoldArticle;
use score::Scores;

/// Scores an edition. Gold rows of one sort only give the scores of that sort; documents
/// that the gold does not name count for nothing.
pub fn evaluate(edition: &Edition, gold: &Gold) -> Evaluation {
    let found = Found::new(edition, gold);
    let mut scores = Scores::default();
    documents(&found, &mut scores);
    clusters::score(&found, &mut scores);
    follow::score(&found, edition, gold, &mut scores);
    lines::score(&found, edition, &mut scores);
    facts::score(&found, edition, gold, &mut scores);
    speech::score(&found, edition, gold, &mut scores);
    scores.into_evaluation()
}

/// Gold articles beside the rows of the edition.
pub(crate) struct Found<'run> {
    /// Each gold article with its row, in order of the gold.
    pub(crate) articles: Vec<(&'run GoldArticle, Option<&'run ArticleRow>)>,
    /// From ids of the edition to ids of the gold.
    names: BTreeMap<&'run str, &'run str>,
    /// Language of each gold article.
    languages: BTreeMap<&'run str, String>,
}

impl<'run> Found<'run> {
    fn new(edition: &'run Edition, gold: &'run Gold) -> Self {
        let mut rows: BTreeMap<&str, &ArticleRow> = BTreeMap::new();
        for row in edition.articles.iter().rev() {
            if let Some(stem) = row.file_stem() {
                rows.insert(stem, row);
            }
        }
        // A document's own id goes before the name of a file.
        rows.extend(edition.articles.iter().rev().map(|row| (row.id.as_str(), row)));
        let articles: Vec<_> = gold
            .articles
            .iter()
            .map(|article| (article, rows.get(article.id.as_str()).copied()))
            .collect();
        let names = articles
            .iter()
            .filter_map(|(article, row)| {
                Some((row.as_ref()?.id.as_str(), article.id.as_str()))
            })
            .collect();
        let languages = articles
            .iter()
            .map(|(article, row)| {
                let told = row
                    .and_then(|row| row.language)
                    .map(|found| found.code().to_string());
                (article.id.as_str(), article.lang.clone().or(told).unwrap_or_default())
            })
            .collect();
        Self { articles, names, languages }
    }

    /// The gold's id for an article of the edition, or the edition's own.
    pub(crate) fn name<'id>(&self, id: &'id str) -> &'id str
    where
        'run: 'id,
    {
        self.names.get(id).copied().unwrap_or(id)
    }

    /// Whether the gold names the article (an id of the gold).
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.languages.contains_key(id)
    }

    /// The language of a gold article.
    pub(crate) fn language(&self, id: &str) -> &str {
        self.languages.get(id).map_or("", String::as_str)
    }

    /// The one language of several gold articles, or `mixed`.
    pub(crate) fn language_of<'id>(
        &self,
        ids: impl IntoIterator<Item = &'id str>,
    ) -> String {
        let mut languages: Vec<&str> =
            ids.into_iter().map(|id| self.language(id)).collect();
        languages.sort_unstable();
        languages.dedup();
        match languages.as_slice() {
            [one] => (*one).to_string(),
            _ => "mixed".to_string(),
        }
    }
}

/// Language accuracy, and whether documents were rejected that should be.
fn documents(found: &Found<'_>, scores: &mut Scores) {
    for (gold, row) in &found.articles {
        let is_rejected = row.is_none_or(|row| row.status == Status::Rejected);
        let should_be = gold.status.as_deref() == Some("rejected");
        if gold.status.is_some() || gold.group.is_some() || gold.story.is_some() {
            let language = gold.lang.as_deref().unwrap_or("und");
            scores.count(
                "documents.accepted_or_rejected",
                language,
                is_rejected == should_be,
            );
            if is_rejected != should_be {
                let what = if should_be {
                    "should be rejected"
                } else {
                    "is missing or rejected"
                };
                scores.fault(format!("documents: {} {what}", gold.id));
            }
        }
        let Some(lang) = gold.lang.as_deref() else { continue };
        let code = row.and_then(|row| row.language);
        let code = code.as_ref().map_or("none", |language| language.code());
        scores.count("language.accuracy", lang, code == lang);
        if code != lang {
            scores.fault(format!("language: {} is {lang}, not {code}", gold.id));
        }
    }
}
