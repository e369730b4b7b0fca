//! The same answer everywhere: whatever the order of the inputs and the number of threads.
#![expect(clippy::unwrap_used, reason = "a test may fail")]

mod place;

use std::collections::BTreeMap;
use std::path::Path;

use place::Place;

/// The files below a folder by their names.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() {
            let below = files(&path).into_iter();
            found.extend(below.map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            found.insert(name, std::fs::read(&path).unwrap());
        }
    }
    found
}

fn corpus() -> String {
    format!("{}/../../corpus/news", env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn one_thread_and_eight_make_the_same_edition_byte_for_byte() {
    let place = Place::new();
    for threads in ["1", "8"] {
        let run = ["run", &corpus(), "--out", threads, "--threads", threads];
        place.recoupe(&run).expect(0);
    }
    let (one, eight) = (files(&place.path("1")), files(&place.path("8")));
    assert_eq!(one.keys().collect::<Vec<_>>(), eight.keys().collect::<Vec<_>>());
    for (name, bytes) in &one {
        assert!(eight.get(name) == Some(bytes), "{name} differs");
    }
}

/// The documents of the corpus as records of one file, in a shuffled order that depends on
/// `turn` only.
fn shuffled(turn: u64) -> String {
    let mut lines: Vec<String> = Vec::new();
    for entry in std::fs::read_dir(corpus()).unwrap() {
        for file in std::fs::read_dir(entry.unwrap().path()).unwrap() {
            let path = file.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "jsonl") {
                let text = std::fs::read_to_string(path).unwrap();
                lines.extend(text.lines().map(str::to_owned));
            }
        }
    }
    lines.sort_by_key(|line| {
        let mixed = line.bytes().fold(turn, |sum, byte| {
            (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        (mixed, line.clone())
    });
    lines.join("\n")
}

#[test]
fn the_order_of_the_inputs_changes_nothing_but_the_order_of_articles() {
    let place = Place::new();
    for turn in ["1", "2"] {
        place.folder(turn);
        place.write("news.jsonl", shuffled(turn.parse().unwrap()).as_bytes());
        let output = format!("{turn}/edition");
        place.recoupe(&["run", "news.jsonl", "--out", &output]).expect(0);
    }
    let (one, other) = (files(&place.path("1/edition")), files(&place.path("2/edition")));
    for (name, bytes) in &one {
        if name == "articles.jsonl" {
            assert_eq!(sorted_rows(bytes), sorted_rows(&other[name]));
        } else if name != "edition.json" && name != "report.html" {
            assert!(other.get(name) == Some(bytes), "{name} differs");
        }
    }
    assert_eq!(
        place.json("1/edition/edition.json")["counts"],
        place.json("2/edition/edition.json")["counts"]
    );
}

/// Rows without their places, which follow the input's order by nature.
fn sorted_rows(bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut rows: Vec<String> = text
        .lines()
        .map(|line| {
            let mut row: serde_json::Value = serde_json::from_str(line).unwrap();
            row.as_object_mut().unwrap().remove("place");
            row.to_string()
        })
        .collect();
    rows.sort();
    rows
}
