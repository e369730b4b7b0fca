//! Writes the fact sheets of labelled stories, one JSON object a line, so that this stage
//! can be scored by itself: stories and copy groups are taken from the gold.
//!
//! `cargo run -p recoupe-facts --example gold -- corpus/news corpus/gold/train > sheets.jsonl`

use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

use recoupe_facts::{StoryArticle, StoryInput, sheet};
use recoupe_text::{Article, Content, RawDocument, ReadSettings, RepeatedLines, read};
use serde_json::Value;

#[expect(clippy::print_stdout, reason = "an example that prints")]
fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(news), Some(gold)) = (arguments.next(), arguments.next()) else {
        return Err("usage: gold NEWS GOLD".into());
    };
    let documents = documents(Path::new(&news))?;
    let mut repeats = RepeatedLines::learner();
    for document in documents.values() {
        if let Content::Text(text) = &document.content {
            repeats.observe(document.source.as_deref(), text);
        }
    }
    let repeats = repeats.finish();
    let articles: BTreeMap<String, Article> = documents
        .into_iter()
        .filter_map(|(id, document)| {
            Some((id, read(document, &ReadSettings::default(), &repeats).ok()?))
        })
        .collect();
    let mut stories: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for row in rows(Path::new(&gold))? {
        if let (Some(id), Some(story)) = (row["id"].as_str(), row["story"].as_str()) {
            let group = row["group"].as_str().unwrap_or(id).to_owned();
            stories.entry(story.to_owned()).or_default().push((id.to_owned(), group));
        }
    }
    for (story, members) in &stories {
        let input = StoryInput {
            story,
            articles: members
                .iter()
                .filter_map(|(id, group)| {
                    Some(StoryArticle {
                        article: articles.get(id)?,
                        copy_group: group,
                        is_lead: true,
                        is_superseded: false,
                    })
                })
                .collect(),
        };
        println!("{}", serde_json::to_string(&sheet(&input))?);
    }
    Ok(())
}

fn files(folder: &Path) -> Result<Vec<std::path::PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() { found.extend(files(&path)?) } else { found.push(path) }
    }
    found.sort();
    Ok(found)
}

fn rows(folder: &Path) -> Result<Vec<Value>, Box<dyn Error>> {
    let mut rows = Vec::new();
    for file in files(folder)? {
        for line in std::fs::read_to_string(file)?.lines() {
            rows.push(serde_json::from_str(line)?);
        }
    }
    Ok(rows)
}

fn documents(folder: &Path) -> Result<BTreeMap<String, RawDocument>, Box<dyn Error>> {
    let mut documents = BTreeMap::new();
    for file in files(folder)? {
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let content = std::fs::read_to_string(&file)?;
        let ending = file.extension().unwrap_or_default().to_string_lossy().into_owned();
        if ending == "jsonl" {
            for line in content.lines() {
                let row: Value = serde_json::from_str(line)?;
                let field = |key: &str| row[key].as_str().map(str::to_owned);
                let id = field("id").unwrap_or_default();
                let document = RawDocument {
                    id: Some(id.clone()),
                    source: field("source"),
                    url: field("url"),
                    title: field("title"),
                    published: field("published"),
                    content: Content::Text(field("text").unwrap_or_default()),
                    ..RawDocument::default()
                };
                documents.insert(id, document);
            }
        } else {
            let content = if ending == "html" {
                Content::Html(content)
            } else {
                Content::Text(content)
            };
            let document =
                RawDocument { id: Some(stem.clone()), content, ..RawDocument::default() };
            documents.insert(stem, document);
        }
    }
    Ok(documents)
}
