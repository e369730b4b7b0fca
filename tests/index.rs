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

/// Additions that are killed.
const ROUNDS: usize = 24;
/// Articles in each.
const IN_PART: usize = 60;

/// Records in both languages: stories, each with two copies that differ a little.
fn records(from: usize, to: usize) -> String {
    let mut lines = String::new();
    for at in from..to {
        let story = at / 3;
        let text: Vec<String> = (0..50)
            .map(|place| match (story % 2, (at % 3 + place) % 40) {
                (0, 0) => format!("edited{at}"),
                (0, _) => format!("word{} harbour", drawn(story, place)),
                (_, 0) => format!("modifié{at}"),
                (_, _) => format!("mot{} d’Élian", drawn(story, place)),
            })
            .collect();
        let record = serde_json::json!({"id": format!("r{at}"), "text": text.join(" ")});
        lines.extend([record.to_string(), "\n".to_owned()]);
    }
    lines
}

/// The number of the word at a place of a story, as if drawn.
fn drawn(story: usize, place: usize) -> usize {
    let mixed = (story * 1_009 + place + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed ^ (mixed >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 40
}

fn ids(answers: &str) -> BTreeSet<String> {
    let rows = answers.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    rows.map(|row| row["id"].as_str().unwrap().to_owned()).collect()
}

/// In place of a time: nobody kills.
const TO_THE_END: u64 = u64::MAX;

/// Adds a file and kills after some milliseconds, or as soon as the first article is
/// acknowledged; gives what was acknowledged.
fn killed_addition(place: &Place, file: &str, wait: Option<u64>) -> BTreeSet<String> {
    let mut command = place.command(&["index", "add", "index", file]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("a process");
    let mut out = BufReader::new(child.stdout.take().expect("its output"));
    let mut told = BTreeSet::new();
    let mut line = String::new();
    match wait {
        Some(TO_THE_END) => {
            child.wait().expect("an end");
        }
        Some(wait) => std::thread::sleep(Duration::from_millis(wait)),
        None => {
            out.read_line(&mut line).expect("text");
            told.extend(ids(&line));
            line.clear();
        }
    }
    // Fails where it has ended by itself.
    drop(child.kill());
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
    let parts: Vec<String> =
        (0..ROUNDS).map(|part| format!("part{part:02}.jsonl")).collect();
    for (part, file) in (0..).zip(&parts) {
        place.write(file, records(part * IN_PART, (part + 1) * IN_PART).as_bytes());
    }
    place.recoupe(&["index", "create", "index"]).expect(0);
    let mut acknowledged: BTreeSet<String> = BTreeSet::new();
    let mut unfinished = 0;
    for (round, file) in (0..).zip(&parts) {
        // From before anything is written to after a merge; some finish, so that there is
        // something to merge.
        let wait = [Some(round * 7 % 50), Some(round * 23 % 400), None, Some(TO_THE_END)];
        let told = killed_addition(&place, file, wait[round as usize % 4]);
        unfinished += u32::from(told.len() < IN_PART);
        acknowledged.extend(told);
        let head = place.json("index/index.json");
        let held = held_ids(&place, &head);
        assert!(acknowledged.is_subset(&held), "round {round} lost an article");
        place.recoupe(&["index", "query", "index", "part00.jsonl"]).expect(0);
    }
    assert!(unfinished >= 5, "{unfinished} additions were cut short");
    let whole = place.recoupe(&all_of(&["index", "add", "index"], &parts));
    whole.expect(0);
    assert_eq!(ids(&whole.out).len(), parts.len() * IN_PART);
    place.recoupe(&["index", "groups", "index", "--out", "killed"]).expect(0);
    place.recoupe(&all_of(&["copies", "--out", "whole"], &parts)).expect(0);
    for file in ["copies.jsonl", "pairs.jsonl"] {
        let (killed, whole) = (format!("killed/{file}"), format!("whole/{file}"));
        assert!(place.read(&killed) == place.read(&whole), "{file}");
    }
}

fn all_of<'a>(arguments: &[&'a str], files: &'a [String]) -> Vec<&'a str> {
    arguments.iter().copied().chain(files.iter().map(String::as_str)).collect()
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
