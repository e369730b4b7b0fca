//! The index on disk: what it acknowledged it keeps, whenever it is killed; it answers, and
//! gives the groups of one batch.
#![expect(clippy::expect_used, clippy::unwrap_used, reason = "a test may fail")]

mod place;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::process::Stdio;
use std::time::Duration;

use place::Place;
use serde_json::Value;

/// Records in both languages: stories, each with two copies that differ a little.
fn records(from: usize, to: usize) -> String {
    let mut lines = String::new();
    for at in from..to {
        let story = at / 3;
        let text: Vec<String> = (0..50)
            .map(|word| match (story % 2, (at % 3 + word) % 40) {
                (0, 0) => format!("edited{at}"),
                (0, _) => format!("word{} harbour", (story * 31 + word * 7) % 997),
                (_, 0) => format!("modifié{at}"),
                (_, _) => format!("mot{} d’Élian", (story * 37 + word * 11) % 991),
            })
            .collect();
        let record = serde_json::json!({"id": format!("r{at}"), "text": text.join(" ")});
        lines.extend([record.to_string(), "\n".to_owned()]);
    }
    lines
}

fn ids(answers: &str) -> BTreeSet<String> {
    let rows = answers.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// Adds until so many articles are acknowledged and some milliseconds have passed, then
/// kills; gives what was acknowledged.
fn killed_addition(place: &Place, after: usize, wait: u64) -> BTreeSet<String> {
    let mut command = place.command(&["index", "add", "index", "news.jsonl"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a process");
    let mut out = BufReader::new(child.stdout.take().expect("its output"));
    let mut told = BTreeSet::new();
    let mut line = String::new();
    while told.len() < after && out.read_line(&mut line).unwrap_or(0) > 0 {
        told.extend(ids(&line));
        line.clear();
    }
    std::thread::sleep(Duration::from_millis(wait));
    child.kill().expect("an end");
    // What was told before the end counts, also what is still on its way; a last line that
    // was cut was never told.
    while out.read_line(&mut line).unwrap_or(0) > 0 {
        if line.ends_with('\n') {
            told.extend(ids(&line));
        }
        line.clear();
    }
    child.wait().expect("an end");
    told
}

#[test]
fn an_index_killed_at_any_moment_keeps_what_it_acknowledged() {
    let place = Place::new();
    place.write("news.jsonl", records(0, 6_000).as_bytes());
    place.recoupe(&["index", "create", "index"]).expect(0);
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    let mut unfinished = 0;
    for round in 0..24_u64 {
        // From before the first article is safe to the middle of merges.
        let after = (round as usize * 211) % 1_500;
        acknowledged.extend(killed_addition(&place, after, (round * 17) % 60));
        let told = place.recoupe(&["index", "query", "index", "news.jsonl"]);
        told.expect(0);
        let head = place.json("index/index.json");
        let held: u64 = head["segments"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["articles"].as_u64().unwrap())
            .sum();
        assert!(held >= acknowledged.len() as u64, "round {round}");
        let held = held_ids(&place, &head);
        assert!(acknowledged.is_subset(&held), "round {round} lost an article");
        unfinished += u32::from(held.len() < 6_000);
    }
    assert!(unfinished >= 1, "no addition was cut short");
    let whole = place.recoupe(&["index", "add", "index", "news.jsonl"]);
    whole.expect(0);
    assert_eq!(ids(&whole.out).len(), 6_000);
    place.recoupe(&["index", "groups", "index", "--out", "killed"]).expect(0);
    let fresh = Place::new();
    fresh.write("news.jsonl", records(0, 6_000).as_bytes());
    fresh.recoupe(&["index", "create", "index"]).expect(0);
    fresh.recoupe(&["index", "add", "index", "news.jsonl"]).expect(0);
    fresh.recoupe(&["index", "groups", "index", "--out", "whole"]).expect(0);
    for file in ["copies.jsonl", "pairs.jsonl"] {
        let (killed, whole) = (format!("killed/{file}"), format!("whole/{file}"));
        assert!(place.read(&killed) == fresh.read(&whole), "{file}");
    }
}

/// The ids that stand in the segments the list names.
fn held_ids(place: &Place, head: &Value) -> BTreeSet<String> {
    let segments = head["segments"].as_array().unwrap().iter();
    let rows = segments.flat_map(|segment| {
        place.rows(&format!("index/{}/articles.jsonl", segment["name"].as_str().unwrap()))
    });
    rows.map(|row| row["article"]["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn groups_of_an_index_are_those_of_one_batch() {
    let place = Place::new();
    place.write("one.jsonl", records(0, 40).as_bytes());
    place.write("two.jsonl", records(40, 90).as_bytes());
    place.recoupe(&["index", "create", "index"]).expect(0);
    place.recoupe(&["index", "add", "index", "two.jsonl"]).expect(0);
    let told = place.recoupe(&["index", "add", "index", "one.jsonl"]);
    told.expect(0);
    let first: Value = serde_json::from_str(told.out.lines().next().unwrap()).unwrap();
    assert_eq!((&first["id"], &first["added"]), (&"r0".into(), &true.into()));
    assert_eq!(
        first["copies"].as_array().unwrap().len(),
        2,
        "the copies that came with it"
    );
    place.recoupe(&["index", "groups", "index", "--out", "grown"]).expect(0);
    place.recoupe(&["copies", "one.jsonl", "two.jsonl", "--out", "batch"]).expect(0);
    for file in ["copies.jsonl", "pairs.jsonl"] {
        let (grown, batch) = (format!("grown/{file}"), format!("batch/{file}"));
        assert_eq!(place.read(&grown), place.read(&batch), "{file}");
    }
}

#[test]
fn articles_held_against_an_index_name_their_copy_there() {
    let place = Place::new();
    place.write("old.jsonl", records(0, 30).as_bytes());
    let new: String = records(28, 36).replace("\"r", "\"new-r");
    place.write("new.jsonl", new.as_bytes());
    place.recoupe(&["index", "create", "index"]).expect(0);
    place.recoupe(&["index", "add", "index", "old.jsonl"]).expect(0);
    let arguments =
        ["copies", "new.jsonl", "--out", "edition", "--against", "index", "--drop"];
    place.recoupe(&arguments).expect(0);
    let rows = place.rows("edition/articles.jsonl");
    let known: Vec<&str> =
        rows.iter().filter_map(|row| row["known"]["id"].as_str()).collect();
    assert_eq!(known.len(), 2, "r28 and r29 came before: {known:?}");
    assert!(rows[..2].iter().all(|row| row["keep"] == false));
    assert!(rows[2..].iter().any(|row| row["keep"] == true));
    let dropped = place.rows("edition/dropped.jsonl");
    assert!(dropped.iter().any(|row| row["known"]["resemblance"].as_f64().is_some()));
    let query = place.recoupe(&["index", "query", "index", "new.jsonl"]);
    assert_eq!(query.out.lines().count(), 8);
}
