//! Gold: what people say is right.

use std::path::{Path, PathBuf};

use recoupe_formats::{Error, ErrorKind, read_json_lines};
use serde::Deserialize;
use serde_json::Value;

/// Gold rows of all sorts, told apart by their keys.
#[derive(Debug, Clone, Default)]
pub struct Gold {
    pub(crate) articles: Vec<GoldArticle>,
    pub(crate) facts: Vec<GoldFact>,
    pub(crate) quotes: Vec<GoldQuote>,
    pub(crate) relations: Vec<GoldRelation>,
    pub(crate) follows: Vec<GoldFollow>,
}

/// A story that a later one goes on from.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldFollow {
    pub(crate) story: String,
    pub(crate) leads_to: String,
}

/// A document: any of its copy group, story, language, lines.
#[derive(Debug, Clone, Default, Deserialize)]
pub(crate) struct GoldArticle {
    pub(crate) id: String,
    pub(crate) group: Option<String>,
    pub(crate) story: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) role: Option<String>,
    pub(crate) status: Option<String>,
    /// `false`: nobody listed its facts, so that precision passes over it.
    pub(crate) facts: Option<bool>,
    #[serde(default)]
    pub(crate) lines: Vec<GoldLine>,
}

/// A line of a document and what it is.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldLine {
    pub(crate) text: String,
    pub(crate) class: String,
}

/// A thing that the articles of a story state.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldFact {
    pub(crate) story: String,
    pub(crate) subject: String,
    #[serde(default)]
    pub(crate) subject_aka: Vec<String>,
    pub(crate) attribute: String,
    pub(crate) object: Option<String>,
    #[serde(default)]
    pub(crate) object_aka: Vec<String>,
    pub(crate) value: GoldValue,
    pub(crate) period: Option<String>,
    pub(crate) stage: Option<String>,
    pub(crate) articles: Vec<String>,
    pub(crate) origins: Option<u32>,
    #[serde(default)]
    pub(crate) core: bool,
}

/// A value of a fact.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldValue {
    pub(crate) kind: String,
    pub(crate) amount: Option<f64>,
    pub(crate) unit: Option<String>,
    pub(crate) bound: Option<String>,
    pub(crate) text: Option<String>,
}

/// Words that somebody said.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldQuote {
    pub(crate) article: String,
    pub(crate) speaker: Option<String>,
    #[serde(default)]
    pub(crate) speaker_aka: Vec<String>,
    pub(crate) quote: String,
}

/// How two statements stand to each other.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldRelation {
    pub(crate) subject: String,
    pub(crate) attribute: String,
    pub(crate) relation: String,
    pub(crate) a: GoldSide,
    pub(crate) b: GoldSide,
}

/// One of the two statements.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct GoldSide {
    pub(crate) article: String,
    pub(crate) amount: Option<f64>,
}

impl Gold {
    /// Reads a file of gold, or all files of a folder (`*.jsonl`, below it too), sorted by
    /// path. Fails where nothing is there, or a row is none of the known sorts.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let mut gold = Self::default();
        for file in files(path)? {
            for (index, row) in read_json_lines::<Value>(&file)?.into_iter().enumerate() {
                gold.take(row).map_err(|what| {
                    let remedy = "see corpus/README.md for the rows of gold";
                    Error::new(ErrorKind::Malformed, &file, what, remedy)
                        .at_line(index as u64 + 1)
                })?;
            }
        }
        Ok(gold)
    }

    /// Takes one row; the error says why it is none.
    fn take(&mut self, row: Value) -> Result<(), String> {
        let has = |key: &str| row.get(key).is_some();
        let failed = |cause: serde_json::Error| cause.to_string();
        if has("id") {
            self.articles.push(GoldArticle::deserialize(row).map_err(failed)?);
        } else if has("quote") {
            self.quotes.push(GoldQuote::deserialize(row).map_err(failed)?);
        } else if has("relation") {
            self.relations.push(GoldRelation::deserialize(row).map_err(failed)?);
        } else if has("value") {
            self.facts.push(GoldFact::deserialize(row).map_err(failed)?);
        } else if has("leads_to") {
            self.follows.push(GoldFollow::deserialize(row).map_err(failed)?);
        } else {
            return Err(
                "a row with none of the keys id, value, quote, relation, leads_to"
                    .to_string(),
            );
        }
        Ok(())
    }
}

fn files(path: &Path) -> Result<Vec<PathBuf>, Error> {
    if !path.is_dir() {
        return Ok(vec![path.to_path_buf()]);
    }
    let pattern = path.join("**").join("*.jsonl").display().to_string();
    recoupe_formats::files(&[pattern])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_apart_by_their_keys_and_others_refused_with_their_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gold.jsonl");
        let rows = "{\"id\": \"a\", \"group\": \"g\"}\n{\"id\": \"b\", \"lang\": \"fr\"}\n\
                    {\"story\": \"s\", \"article\": \"a\", \"speaker\": null, \"quote\": \"Oui\"}\n\
                    {\"story\": \"s\", \"leads_to\": \"t\"}\n";
        std::fs::write(&path, rows).unwrap();
        let gold = Gold::open(&path).unwrap();
        assert_eq!((gold.articles.len(), gold.quotes.len()), (2, 1));
        assert_eq!(Gold::open(folder.path()).unwrap().articles.len(), 2);
        std::fs::write(&path, "{\"id\": \"a\"}\n{\"name\": 3}\n").unwrap();
        let error = Gold::open(&path).unwrap_err();
        assert_eq!((error.kind(), error.line()), (ErrorKind::Malformed, Some(2)));
    }
}
