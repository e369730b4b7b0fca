//! The edition: all that a run found, as rows of files whose keys are a promise.

mod assemble;
mod export;
mod read;
mod rows;
mod write;

use recoupe_copies::{CopyGroup, Pair};
use recoupe_facts::FactSheet;
use recoupe_stories::Story;
use recoupe_text::Article;

pub(crate) use assemble::{article_row, assemble, rejected_row, ruling_in_words};
pub(crate) use export::write_parquet_tables;
pub use export::{ExportForm, export};
pub use rows::{ArticleRow, Counts, EditionHead, Status};
pub(crate) use write::write;

/// The number of the format of editions. It grows when a promised key changes or goes.
pub const FORMAT: u32 = 1;

/// A whole edition in memory.
#[derive(Debug, Clone)]
pub struct Edition {
    /// `edition.json`.
    pub head: EditionHead,
    /// `articles.jsonl`: one row per document, in input order.
    pub articles: Vec<ArticleRow>,
    /// `texts.jsonl`: every article with its untouched text and its classed lines, sorted
    /// by id. Spans of the edition index these texts.
    pub texts: Vec<Article>,
    /// `pairs.jsonl`, sorted by the two ids.
    pub pairs: Vec<Pair>,
    /// `copies.jsonl`, sorted by id.
    pub copies: Vec<CopyGroup>,
    /// `stories.jsonl`, sorted by id.
    pub stories: Vec<Story>,
    /// `sheets.jsonl`, in the order of the stories.
    pub sheets: Vec<FactSheet>,
}

impl Edition {
    /// The article of an id. Logarithmic.
    pub fn text(&self, id: &str) -> Option<&Article> {
        let index =
            self.texts.binary_search_by(|article| article.id.as_str().cmp(id)).ok()?;
        self.texts.get(index)
    }

    /// The document that a person means: by its id, else by its address, else by the name of
    /// its file without extensions (where the file is one document). Linear.
    pub fn document(&self, name: &str) -> Option<&ArticleRow> {
        let by =
            |is: &dyn Fn(&ArticleRow) -> bool| self.articles.iter().find(|row| is(row));
        by(&|row| row.id == name)
            .or_else(|| by(&|row| row.url.as_deref() == Some(name)))
            .or_else(|| by(&|row| row.file_stem() == Some(name)))
    }
}

/// Names of the files of an edition.
pub(crate) mod names {
    pub(crate) const HEAD: &str = "edition.json";
    pub(crate) const ARTICLES: &str = "articles.jsonl";
    pub(crate) const TEXTS: &str = "texts.jsonl";
    pub(crate) const PAIRS: &str = "pairs.jsonl";
    pub(crate) const KEPT: &str = "kept.jsonl";
    pub(crate) const DROPPED: &str = "dropped.jsonl";
    pub(crate) const COPIES: &str = "copies.jsonl";
    pub(crate) const STORIES: &str = "stories.jsonl";
    pub(crate) const SHEETS: &str = "sheets.jsonl";
    pub(crate) const SHEET_FOLDER: &str = "sheets";
    pub(crate) const REPORT: &str = "report.html";
}
