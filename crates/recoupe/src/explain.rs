//! Why two articles are together, or apart.

use recoupe_formats::{Error, ErrorKind};
use serde::Serialize;

use crate::Edition;

/// What is known about two articles of an edition.
#[derive(Debug, Clone, Serialize)]
pub struct Explanation {
    /// The one.
    pub a: String,
    /// The other.
    pub b: String,
    /// Whether they carry the same copy.
    pub same_copy: bool,
    /// Whether they tell the same story.
    pub same_story: bool,
    /// Why they are, or are not, the same copy, line by line.
    pub copies: Vec<String>,
    /// Why they are, or are not, the same story, line by line.
    pub stories: Vec<String>,
}

/// Explains two articles. Fails where the edition does not hold them.
pub fn explain(edition: &Edition, a: &str, b: &str) -> Result<Explanation, Error> {
    let row = |id: &str| {
        edition.articles.iter().find(|row| row.id == id).ok_or_else(|| {
            Error::new(
                ErrorKind::Setting,
                "articles.jsonl",
                format!("unknown article \"{id}\""),
                "ids are the `id` keys of articles.jsonl",
            )
        })
    };
    let (first, second) = (row(a)?, row(b)?);
    let same =
        |left: &Option<String>, right: &Option<String>| left.is_some() && left == right;
    Ok(Explanation {
        a: a.to_string(),
        b: b.to_string(),
        same_copy: same(&first.copy_group, &second.copy_group),
        same_story: same(&first.story, &second.story),
        copies: Vec::new(),
        stories: Vec::new(),
    })
}
