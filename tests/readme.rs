//! The first command of the README does what the README says of it.

mod place;

use place::Place;

/// The arguments that the README gives to the main job.
fn main_job() -> Option<Vec<String>> {
    let readme = include_str!("../README.md");
    let line =
        readme.lines().find_map(|line| line.strip_prefix("cargo run --release -- "))?;
    Some(line.split_whitespace().map(str::to_owned).collect())
}

#[test]
fn the_main_job_of_the_readme_ends_by_telling_where_to_look() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    let arguments: Vec<String> = main_job()
        .unwrap_or_default()
        .into_iter()
        .map(
            |word| {
                if word.starts_with("corpus") { format!("{root}/{word}") } else { word }
            },
        )
        .collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    assert_eq!(arguments.first(), Some(&"run"));
    let place = Place::new();
    let ran = place.recoupe(&arguments);
    ran.expect(0);
    assert!(ran.out.contains("look at:  edition/report.html"), "{}", ran.out);
    assert!(ran.out.contains("edition/sheets/"), "{}", ran.out);
    let counts = &place.json("edition/edition.json")["counts"];
    let number = |key: &str| counts[key].as_u64().unwrap_or_default();
    assert_eq!(number("articles") + number("rejections"), number("documents"));
    assert!(number("documents") > 100);
    place.recoupe(&["verify", "edition"]).expect(0);
}
