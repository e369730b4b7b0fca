//! An interrupted run leaves no half edition, and goes on where it stopped.
#![expect(clippy::expect_used, reason = "a test may fail")]

mod place;

use std::io::{BufRead, BufReader};
use std::process::Stdio;

use place::Place;

/// Kills a run as soon as it tells that a step has ended.
fn kill_after(place: &Place, step: &str) {
    let arguments = ["run", "sample", "--out", "edition", "--progress", "json"];
    let mut command = place.command(&arguments);
    let mut child =
        command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("a process");
    let wanted = format!(r#"{{"event":"ends","step":"{step}"}}"#);
    for line in BufReader::new(child.stderr.take().expect("its standard error")).lines() {
        if line.expect("text") == wanted {
            break;
        }
    }
    child.kill().expect("an end");
    child.wait().expect("an end");
}

#[test]
fn a_killed_run_leaves_no_half_edition_and_the_next_one_makes_the_same_edition() {
    let whole = Place::with_sample();
    whole.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    for step in ["articles", "copies", "stories", "sheets"] {
        let place = Place::with_sample();
        kill_after(&place, step);
        if place.names(".").contains(&"edition".to_string()) {
            // The process was faster than the signal: the edition must be whole.
            assert_eq!(place.names("edition"), whole.names("edition"));
            continue;
        }
        let ran =
            place.recoupe(&["run", "sample", "--out", "edition", "--progress", "json"]);
        ran.expect(0);
        let taken_up = format!(r#"{{"event":"taken_up","step":"{step}"}}"#);
        assert!(ran.err.contains(&taken_up), "after {step}: {}", ran.err);
        for name in whole.names("edition").iter().filter(|name| name.contains(".json")) {
            let file = format!("edition/{name}");
            assert_eq!(place.read(&file), whole.read(&file), "{name}");
        }
        assert_eq!(place.names("."), ["edition", "sample"]);
    }
}

#[test]
fn a_run_with_other_inputs_takes_up_nothing() {
    let place = Place::with_sample();
    kill_after(&place, "copies");
    let more = format!("{}\n", place.read("sample/digue.jsonl").replace("d2", "d4"));
    place.write("sample/digue.jsonl", more.as_bytes());
    let ran = place.recoupe(&["run", "sample", "--out", "other", "--progress", "json"]);
    ran.expect(0);
    assert!(!ran.err.contains("taken_up"), "{}", ran.err);
    let again = ["run", "sample", "--out", "edition", "--force", "--progress", "json"];
    let ran = place.recoupe(&again);
    ran.expect(0);
    assert!(!ran.err.contains("taken_up"), "{}", ran.err);
}
