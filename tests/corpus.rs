//! The development corpus agrees with itself: what the gold says stands in the articles.

#![allow(clippy::unwrap_used, reason = "a test may stop where it fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Pairs of events of one kind that look alike and must stay apart.
const LOOK_ALIKE_PAIRS: usize = 20;

/// The files below a folder, sorted.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}

fn rows(path: &Path) -> Vec<Value> {
    let lines = fs::read_to_string(path).unwrap();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn corpus() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus")
}

/// Letters and figures in lower case, everything else one space: quotation marks,
/// apostrophes and spaces differ between an outlet and the gold.
fn folded(text: &str) -> String {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> =
        words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect();
    format!(" {} ", words.join(" "))
}

/// The text of a page: what stands between its tags.
fn between_tags(page: &str) -> String {
    page.split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect::<Vec<_>>()
        .join(" ")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}

/// Title and text of each document, folded, by id.
fn documents() -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for path in files(&corpus().join("news")) {
        let whole = fs::read_to_string(&path).unwrap();
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        match path.extension().and_then(|ending| ending.to_str()) {
            Some("jsonl") => {
                for row in rows(&path) {
                    let text = format!("{}\n{}", word(&row, "title"), word(&row, "text"));
                    let before = found.insert(word(&row, "id"), folded(&text));
                    assert!(before.is_none(), "{} stands twice", word(&row, "id"));
                }
            }
            Some("html") => drop(found.insert(stem, folded(&between_tags(&whole)))),
            _ => drop(found.insert(stem, folded(&whole))),
        }
    }
    found
}

fn word(row: &Value, key: &str) -> String {
    row[key].as_str().unwrap_or_default().to_owned()
}

fn words(row: &Value, key: &str) -> Vec<String> {
    let list = row[key].as_array().map(Vec::as_slice).unwrap_or_default();
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// The rows of a part of the gold.
fn part(name: &str) -> Vec<Value> {
    files(&corpus().join("gold").join(name)).iter().flat_map(|path| rows(path)).collect()
}

fn is_article(row: &Value) -> bool {
    row.get("id").is_some()
}

fn stories(rows: &[Value]) -> BTreeSet<String> {
    let articles = rows.iter().filter(|row| is_article(row));
    articles.map(|row| word(row, "story")).filter(|story| !story.is_empty()).collect()
}

#[test]
fn each_document_has_one_row_of_gold_and_each_story_lies_in_one_part() {
    let documents = documents();
    let (train, held) = (part("train"), part("held"));
    let mut known = BTreeSet::new();
    for row in train.iter().chain(&held).filter(|row| is_article(row)) {
        assert!(documents.contains_key(&word(row, "id")), "no document: {row}");
        assert!(known.insert(word(row, "id")), "twice: {row}");
    }
    assert_eq!(known.len(), documents.len());
    let both: Vec<String> =
        stories(&train).intersection(&stories(&held)).cloned().collect();
    assert!(both.is_empty(), "in both parts: {both:?}");
}

#[test]
fn what_the_gold_quotes_stands_in_its_articles() {
    let documents = documents();
    let holds = |id: &String, text: &str| {
        documents.get(id).is_some_and(|document| document.contains(folded(text).trim()))
    };
    for row in part("train").iter().chain(&part("held")).filter(|row| !is_article(row)) {
        if row.get("quote").is_some() {
            assert!(holds(&word(row, "article"), &word(row, "quote")), "{row}");
        } else if row.get("value").is_some() {
            let articles = words(row, "articles");
            let text = word(&row["value"], "text");
            assert!(articles.iter().all(|id| documents.contains_key(id)), "{row}");
            assert!(articles.iter().any(|id| holds(id, &text)), "{row}");
            let origins = row["origins"].as_u64().unwrap_or_default();
            assert!(origins <= articles.len() as u64, "{row}");
        }
    }
}

#[test]
fn relations_and_follow_ups_speak_of_articles_and_stories_of_their_part() {
    for rows in [part("train"), part("held")] {
        let stories = stories(&rows);
        let articles: BTreeSet<String> = rows
            .iter()
            .filter(|row| is_article(row))
            .map(|row| word(row, "id"))
            .collect();
        for row in rows.iter().filter(|row| row.get("relation").is_some()) {
            for side in ["a", "b"] {
                assert!(articles.contains(&word(&row[side], "article")), "{row}");
            }
        }
        for row in rows.iter().filter(|row| row.get("leads_to").is_some()) {
            assert!(stories.contains(&word(row, "story")), "{row}");
            assert!(stories.contains(&word(row, "leads_to")), "{row}");
        }
    }
}

#[test]
fn each_kind_of_look_alike_has_pairs_enough_and_half_the_stories_are_bilingual() {
    let rows: Vec<Value> = part("train").into_iter().chain(part("held")).collect();
    let mut kinds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut languages: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in rows.iter().filter(|row| is_article(row)) {
        let story = word(row, "story");
        languages.entry(story.clone()).or_default().insert(word(row, "lang"));
        if row.get("kind").is_some() {
            kinds.entry(word(row, "kind")).or_default().insert(story);
        }
    }
    for (kind, events) in &kinds {
        let pairs = events.len() * events.len().saturating_sub(1) / 2;
        assert!(pairs >= LOOK_ALIKE_PAIRS, "{kind}: {pairs} pairs");
    }
    let both = |told: &&BTreeSet<String>| told.contains("en") && told.contains("fr");
    let bilingual = languages.values().filter(both).count();
    assert!(bilingual * 2 >= languages.len(), "{bilingual} of {}", languages.len());
}
