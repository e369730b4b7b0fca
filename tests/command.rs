//! The `recoupe` command as a user meets it: exit code, standard output, standard error.

mod place;

use place::{Place, Ran};

#[track_caller]
fn check(name: &str, ran: &Ran) {
    insta::assert_snapshot!(name, ran.shown());
}

#[test]
fn help_and_version_are_printed() {
    let place = Place::new();
    check("help", &place.recoupe(&["--help"]));
    check("help_run", &place.recoupe(&["run", "--help"]));
    let version = place.recoupe(&["--version"]);
    assert_eq!(version.code, 0);
    assert_eq!(version.out, format!("recoupe {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn a_run_tells_what_it_found_and_where_to_look() {
    let place = Place::with_sample();
    let ran = place.recoupe(&["run", "sample", "--out", "edition"]);
    ran.expect(0);
    let (told, pages) = ran.out.split_once("edition: edition\n").unwrap();
    // How many facts are read from the sample is the affair of other tests.
    let told: Vec<&str> =
        told.lines().filter(|line| !line.contains("citation")).collect();
    insta::assert_snapshot!("run", format!("{}\n{}", told.join("\n"), ran.err));
    let headline = "(L’usine d’Arle rouvre ses portes)";
    assert!(pages.contains(&format!("sheets/s-d1.html {headline}")), "{pages}");
    let names = place.names("edition");
    for promised in [
        "edition.json",
        "articles.jsonl",
        "copies.jsonl",
        "pairs.jsonl",
        "stories.jsonl",
        "sheets.jsonl",
        "sheets",
    ] {
        assert!(
            names.iter().any(|name| name == promised),
            "{promised} is missing: {names:?}"
        );
    }
    assert_eq!(place.names("."), ["edition", "sample"], "nothing else is left behind");
}

#[test]
fn articles_and_rejections_are_all_documents_in_input_order() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    let rows = place.rows("edition/articles.jsonl");
    let seen: Vec<(&str, &str)> = rows
        .iter()
        .map(|row| (row["id"].as_str().unwrap(), row["status"].as_str().unwrap()))
        .collect();
    let ids: Vec<&str> = seen.iter().map(|(id, _)| *id).collect();
    assert_eq!(ids[..5], ["d1", "d2", "d3", "h1", "h2"]);
    assert!(
        ids[5].starts_with("r:"),
        "a broken record has an id from its place: {ids:?}"
    );
    assert!(ids[6].starts_with("d:"), "a text has an id from its content: {ids:?}");
    let reasons: Vec<&str> =
        rows.iter().filter_map(|row| row["reason"].as_str()).collect();
    assert_eq!(reasons, ["empty", "malformed"]);
    let head = place.json("edition/edition.json");
    assert_eq!(head["counts"]["documents"], 7);
    assert_eq!(head["counts"]["articles"], 5);
    assert_eq!(head["counts"]["rejections"], 2);
}

#[test]
fn rows_have_the_promised_keys() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    place.has_keys(
        "edition/articles.jsonl",
        "id source url title published status reason language languages copy_group role lead \
         resemblance containment keep story",
    );
    place.has_keys(
        "edition/pairs.jsonl",
        "a b resemblance containment_a containment_b verdict reason",
    );
    place.has_keys("edition/copies.jsonl", "copy_group lead members");
    place.has_keys(
        "edition/stories.jsonl",
        "story headline languages articles copy_groups first last why",
    );
    place.has_keys(
        "edition/sheets.jsonl",
        "story headline articles origins facts quotes timeline summary",
    );
}

#[test]
fn one_dispatch_in_two_papers_is_one_copy_and_its_translation_the_same_story() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    let rows = place.rows("edition/articles.jsonl");
    let row = |id: &str| {
        let found = rows.iter().find(|row| row["id"].as_str().unwrap().starts_with(id));
        found.unwrap_or_else(|| panic!("{id}")).clone()
    };
    assert_eq!(row("d1")["copy_group"], row("d:")["copy_group"]);
    assert_ne!(row("d1")["copy_group"], row("h1")["copy_group"]);
    assert_eq!(row("d1")["story"], row("h1")["story"]);
    assert_ne!(row("d1")["story"], row("d2")["story"]);
}

#[test]
fn strict_runs_tell_rejections_by_their_code() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition", "--strict"]).expect(1);
    assert!(place.names("edition").contains(&"edition.json".to_string()));
    place.recoupe(&["clean", "sample/rivage.txt", "--strict"]).expect(0);
}

#[test]
fn copies_alone_make_no_sheets() {
    let place = Place::with_sample();
    let ran = place.recoupe(&["copies", "sample", "--out", "edition"]);
    check("copies", &ran);
    assert!(!place.names("edition").contains(&"sheets".to_string()));
    assert_eq!(place.rows("edition/copies.jsonl").len(), 4);
}

#[test]
fn an_edition_is_replaced_only_on_demand_and_nothing_else_ever() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    check("run_again", &place.recoupe(&["run", "sample", "--out", "edition"]));
    place.recoupe(&["run", "sample", "--out", "edition", "--force"]).expect(0);
    check(
        "run_over_others",
        &place.recoupe(&["run", "sample", "--out", "sample", "--force"]),
    );
}

#[test]
fn mistakes_are_told_with_file_and_remedy() {
    let place = Place::with_sample();
    let run = |input: &str| place.recoupe(&["run", input, "--out", "edition"]);
    check("missing_input", &run("nowhere.jsonl"));
    check("missing_pattern", &run("nowhere/*.jsonl"));
    place.folder("hollow");
    check("empty_folder", &run("hollow"));
    place.write("cut.jsonl.gz", &[0x1f, 0x8b, 8, 0, 0, 0]);
    check("damaged_input", &run("cut.jsonl.gz"));
    check("no_edition", &place.recoupe(&["verify", "hollow"]));
    check("unknown_command", &place.recoupe(&["publish"]));
    let wrong_map = ["run", "sample", "--out", "edition", "--map", "txt=body"];
    check("wrong_map", &place.recoupe(&wrong_map));
    place.write("a file", b"in the way");
    let blocked = ["run", "sample", "--out", "a file/edition"];
    check("unwritable_output", &place.recoupe(&blocked));
    assert!(!place.names(".").iter().any(|name| name.starts_with("edition")));
}

#[test]
fn two_articles_are_explained() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    let ran = place.recoupe(&["explain", "edition", "d1", "h1"]);
    ran.expect(0);
    assert!(ran.out.contains("d1 and h1: not the same copy"), "{}", ran.out);
    assert!(ran.out.contains("d1 and h1: the same story"), "{}", ran.out);
    let json = place.recoupe(&["explain", "edition", "d1", "d2", "--json"]);
    let told: serde_json::Value = serde_json::from_str(&json.out).unwrap();
    assert_eq!((&told["same_copy"], &told["same_story"]), (&false.into(), &false.into()));
    check("explain_unknown", &place.recoupe(&["explain", "edition", "d1", "zz"]));
}

#[test]
fn every_citation_of_an_edition_holds_and_a_bent_one_is_found() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    place.recoupe(&["verify", "edition", "--sources", "sample"]).expect(0);
    let text = place.read("sample/digue.jsonl").replace("12 millions", "13 millions");
    place.write("sample/digue.jsonl", text.as_bytes());
    let ran = place.recoupe(&["verify", "edition", "--sources", "sample"]);
    ran.expect(1);
    assert!(ran.out.contains("d1: the text in the sources is another"), "{}", ran.out);
}

#[test]
fn a_citation_that_does_not_hold_fails_the_check() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    let sheets = place.read("edition/sheets.jsonl");
    let bent = sheets.replacen("\"quote\":\"", "\"quote\":\"never said: ", 1);
    assert_ne!(bent, sheets, "the sample gives citations");
    place.write("edition/sheets.jsonl", bent.as_bytes());
    let ran = place.recoupe(&["verify", "edition"]);
    ran.expect(1);
    assert!(ran.out.contains("read \""), "{}", ran.out);
}

#[test]
fn texts_are_cleaned_as_rows() {
    let place = Place::with_sample();
    let ran = place.recoupe(&["clean", "sample/rivage.txt"]);
    ran.expect(0);
    let row: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(row["language"], "fr");
    assert_eq!(row["title"], "L’usine d’Arle rouvre ses portes");
    assert!(row["text"].as_str().unwrap().starts_with("ARLE (ATR)"));
    assert!(row["sentences"].as_array().unwrap().len() >= 5);
}

#[test]
fn values_are_rows_one_for_each_line() {
    let place = Place::new();
    place.write("lines.txt", "10 milliards de dollars\n\nplus de 49 %\n".as_bytes());
    let ran = place.recoupe(&["values", "--lang", "fr", "lines.txt"]);
    check("values", &ran);
    let piped =
        place.recoupe_fed(&["values"], "It paid $14.3 billion for 49% of the firm.\n");
    piped.expect(0);
    assert!(piped.out.contains("\"amount\":14300000000.0"), "{}", piped.out);
}

#[test]
fn documents_come_from_standard_input() {
    let place = Place::with_sample();
    let fed = place.read("sample/harbour.jsonl");
    let ran = place.recoupe_fed(&["run", "-", "--out", "edition"], &fed);
    ran.expect(0);
    assert_eq!(place.json("edition/edition.json")["counts"]["documents"], 3);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let place = Place::new();
    let many =
        "{\"text\": \"The mill at Arle reopened on Monday after three months.\"}\n";
    place.write("many.jsonl", many.repeat(5_000).as_bytes());
    assert_eq!(place.code_with_closed_output(&["clean", "many.jsonl"]), 0);
}

#[test]
fn progress_is_json_for_schedulers() {
    let place = Place::with_sample();
    let ran = place.recoupe(&["run", "sample", "--out", "edition", "--progress", "json"]);
    ran.expect(0);
    let events: Vec<serde_json::Value> =
        ran.err.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let ended: Vec<&str> = events
        .iter()
        .filter(|event| event["event"] == "ends")
        .map(|event| event["step"].as_str().unwrap())
        .collect();
    assert_eq!(ended, ["input", "articles", "copies", "stories", "sheets", "pages"]);
}

#[test]
fn scores_are_printed_and_a_fall_below_the_ledger_is_told() {
    let place = Place::with_sample();
    place.recoupe(&["run", "sample", "--out", "edition"]).expect(0);
    let gold = "{\"id\":\"d1\",\"group\":\"a\",\"story\":\"s\",\"lang\":\"fr\"}\n\
                {\"id\":\"rivage\",\"group\":\"a\",\"story\":\"s\",\"lang\":\"fr\"}\n\
                {\"id\":\"h1\",\"group\":\"b\",\"story\":\"s\",\"lang\":\"en\"}\n\
                {\"id\":\"h2\",\"group\":\"c\",\"story\":\"t\",\"lang\":\"en\"}\n";
    place.write("gold.jsonl", gold.as_bytes());
    check("eval", &place.recoupe(&["eval", "edition", "--gold", "gold.jsonl"]));
    let csv = place.recoupe(&[
        "eval",
        "edition",
        "--gold",
        "gold.jsonl",
        "--csv",
        "2026-03-05,abc",
    ]);
    assert!(
        csv.out.contains("2026-03-05,abc,gold,copies.pairwise_f1,all,1.000\n"),
        "{}",
        csv.out
    );
    place.write("scores.csv", csv.out.as_bytes());
    let gate = ["eval", "edition", "--gold", "gold.jsonl", "--ledger", "scores.csv"];
    place.recoupe(&gate).expect(0);
    place.write("gold.jsonl", gold.replace("\"b\"", "\"a\"").as_bytes());
    let fallen = place.recoupe(&gate);
    fallen.expect(1);
    assert!(
        fallen.out.contains("fell: copies.pairwise_f1 all: 1.000 before"),
        "{}",
        fallen.out
    );
}
