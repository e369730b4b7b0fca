//! Who may depend on whom, and which outside package may be used where.
//!
//! The rooms and their arrows are those of ARCHITECTURE.md. A new package needs one line in
//! [`ALLOWED`] and a comment in the workspace's `Cargo.toml` that says why.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Each crate, and the crates of the project it may use.
const ARROWS: [(&str, &[&str]); 8] = [
    ("recoupe-text", &[]),
    ("recoupe-formats", &["recoupe-text"]),
    ("recoupe-copies", &["recoupe-text"]),
    ("recoupe-stories", &["recoupe-text"]),
    ("recoupe-facts", &["recoupe-text"]),
    ("recoupe-pages", &["recoupe-text", "recoupe-facts"]),
    (
        "recoupe",
        &[
            "recoupe-text",
            "recoupe-formats",
            "recoupe-copies",
            "recoupe-stories",
            "recoupe-facts",
            "recoupe-pages",
        ],
    ),
    ("recoupe-cli", &["recoupe"]),
];

/// Each outside package, and the crates that may use it outside tests.
const ALLOWED: [(&str, &[&str]); 38] = [
    ("aho-corasick", &["recoupe-text", "recoupe-copies", "recoupe-facts"]),
    ("anyhow", &["recoupe-cli"]),
    ("blake3", &["recoupe-formats", "recoupe"]),
    ("chardetng", &["recoupe-formats"]),
    ("clap", &["recoupe-cli"]),
    ("encoding_rs", &["recoupe-formats"]),
    ("flate2", &["recoupe-formats"]),
    ("globset", &["recoupe-formats"]),
    ("indicatif", &["recoupe-cli"]),
    (
        "jiff",
        &[
            "recoupe-text",
            "recoupe-copies",
            "recoupe-stories",
            "recoupe-facts",
            "recoupe-pages",
            "recoupe",
        ],
    ),
    ("maud", &["recoupe-pages"]),
    ("rayon", &["recoupe-copies", "recoupe-stories", "recoupe"]),
    ("regex", &["recoupe-text", "recoupe-facts"]),
    ("rust-stemmers", &["recoupe-text"]),
    (
        "rust_decimal",
        &["recoupe-text", "recoupe-facts", "recoupe-stories", "recoupe-pages"],
    ),
    (
        "serde",
        &[
            "recoupe-text",
            "recoupe-formats",
            "recoupe-copies",
            "recoupe-stories",
            "recoupe-facts",
            "recoupe-pages",
            "recoupe",
        ],
    ),
    ("serde_json", &["recoupe-formats", "recoupe", "recoupe-pages"]),
    ("sha2", &["recoupe-pages"]),
    ("strsim", &["recoupe-text", "recoupe-stories", "recoupe-facts"]),
    ("tempfile", &["recoupe-formats"]),
    ("unicode-normalization", &["recoupe-text", "recoupe-copies", "recoupe-stories"]),
    ("unicode-segmentation", &["recoupe-text"]),
    ("walkdir", &["recoupe-formats"]),
    ("whatlang", &["recoupe-text"]),
    ("whichlang", &["recoupe-text"]),
    (
        "xxhash-rust",
        &["recoupe-text", "recoupe-copies", "recoupe-stories", "recoupe-facts"],
    ),
    ("zstd", &["recoupe-formats"]),
    ("arrow-array", &["recoupe-formats"]),
    ("arrow-ipc", &["recoupe-formats"]),
    ("arrow-schema", &["recoupe-formats"]),
    ("bzip2", &["recoupe-formats"]),
    ("csv-core", &["recoupe-formats"]),
    ("lzma-rust2", &["recoupe-formats"]),
    ("mail-parser", &["recoupe-formats"]),
    ("memchr", &["recoupe-formats"]),
    ("parquet", &["recoupe-formats"]),
    ("quick-xml", &["recoupe-formats"]),
    ("zip", &["recoupe-formats"]),
];

/// The names under `[dependencies]` of a crate: lines `name.workspace = true` and
/// `name = …`, which is all that this workspace's manifests use.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut is_inside = false;
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            is_inside = line == "[dependencies]";
            let table = line.strip_prefix("[dependencies.");
            names.extend(table.map(|name| name.trim_end_matches(']').to_owned()));
        } else if is_inside && !line.starts_with('#') {
            let name = line.split(['.', '=', ' ']).next().unwrap_or_default();
            if !name.is_empty() {
                names.insert(name.trim_matches('"').to_owned());
            }
        }
    }
    names
}

fn crates() -> BTreeMap<String, BTreeSet<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut crates = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        if let Ok(manifest) = std::fs::read_to_string(entry.path().join("Cargo.toml")) {
            let name = entry.file_name().to_string_lossy().into_owned();
            crates.insert(name, dependencies(&manifest));
        }
    }
    crates
}

#[test]
fn arrows_point_one_way() {
    let arrows: BTreeMap<&str, &[&str]> = ARROWS.into_iter().collect();
    for (name, dependencies) in crates() {
        let allowed = arrows.get(name.as_str()).copied();
        let allowed = allowed.unwrap_or_else(|| panic!("{name} has no line in ARROWS"));
        for dependency in dependencies.iter().filter(|name| name.starts_with("recoupe")) {
            assert!(
                allowed.contains(&dependency.as_str()),
                "{name} may not use {dependency}"
            );
        }
    }
}

#[test]
fn outside_packages_stay_in_their_rooms() {
    let rooms: BTreeMap<&str, &[&str]> = ALLOWED.into_iter().collect();
    let mut strangers = Vec::new();
    for (name, dependencies) in crates() {
        for dependency in dependencies.iter().filter(|name| !name.starts_with("recoupe"))
        {
            let allowed = rooms.get(dependency.as_str()).copied().unwrap_or_default();
            if !allowed.contains(&name.as_str()) {
                strangers.push(format!("{name} uses {dependency}"));
            }
        }
    }
    assert!(
        strangers.is_empty(),
        "add to ALLOWED here, with a reason in Cargo.toml: {strangers:?}"
    );
}

#[test]
fn a_manifest_is_read_as_cargo_reads_it() {
    let manifest = "[package]\nname = \"x\"\n[dependencies]\n# a note\nserde.workspace = true\n\
                    regex = \"1\"\n[dev-dependencies]\ninsta.workspace = true\n\
                    [dependencies.deep]\nversion = \"1\"\n";
    let names: Vec<String> = dependencies(manifest).into_iter().collect();
    assert_eq!(names, ["deep", "regex", "serde"]);
}
