//! Every form of news, by samples written by hand: what is read of them, record by record,
//! is agreed in snapshots; the damaged one of each form must cost its broken record only.
#![expect(clippy::expect_used, reason = "a test may stop where it fails")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use recoupe_formats::{InputSettings, Record, documents};
use recoupe_text::{Content, Metadata, RawDocument};

/// What is read of a file, in words.
fn told(path: &Path, settings: &InputSettings) -> String {
    let mut told = String::new();
    let mut stream =
        documents(&[path.display().to_string()], settings).expect("inputs are there");
    for record in stream.by_ref() {
        match record {
            Ok(Record::Document(document)) => tell_document(&mut told, &document),
            Ok(Record::Rejection(it)) => {
                let place = name(&it.place);
                writeln!(told, "{place} REJECTED {}: {}", it.reason.key(), it.detail)
                    .expect("memory");
                if !it.id.starts_with("r:") {
                    writeln!(told, "    id: {}", it.id).expect("memory");
                }
            }
            Err(error) => writeln!(told, "ERROR {:?}", error.kind()).expect("memory"),
        }
    }
    let file = stream.files().first().expect("a file");
    let mapping = file.mapping.as_ref().map(ToString::to_string).unwrap_or_default();
    let head = format!(
        "== {}: {}, {}, {} passed over, {:?} {mapping}",
        name(&file.path),
        file.form,
        file.encoding,
        file.passed_over,
        file.holds
    );
    format!("{}\n{told}", head.trim_end())
}

fn name(place: &str) -> &str {
    place.rsplit('/').next().unwrap_or_default()
}

fn tell_document(told: &mut String, document: &RawDocument) {
    let (kind, text) = match &document.content {
        Content::Text(text) => ("text", text),
        Content::Html(text) => ("page", text),
    };
    writeln!(told, "{} {kind} {text:?}", name(&document.place)).expect("memory");
    let fields = [
        ("id", &document.id),
        ("title", &document.title),
        ("source", &document.source),
        ("url", &document.url),
        ("published", &document.published),
        ("language", &document.language),
    ];
    for (field, value) in fields {
        if let Some(value) = value {
            writeln!(told, "    {field}: {value}").expect("memory");
        }
    }
    let extra = document.metadata.extra.clone();
    let metadata = Metadata { extra: BTreeMap::new(), ..document.metadata.clone() };
    let written = serde_json::to_value(&metadata).expect("plain fields");
    for (field, value) in written.as_object().expect("an object") {
        writeln!(told, "    {field}: {value}").expect("memory");
    }
    for (field, value) in extra {
        writeln!(told, "    + {field}: {value}").expect("memory");
    }
}

fn samples(form: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples").join(form);
    let entries = std::fs::read_dir(folder).expect("a folder of samples");
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

#[track_caller]
fn check(form: &str) {
    let settings = InputSettings::default();
    let all: Vec<String> =
        samples(form).iter().map(|path| told(path, &settings)).collect();
    insta::assert_snapshot!(form, all.join("\n"));
}

#[test]
fn items_of_rss_are_documents() {
    check("rss");
}

#[test]
fn entries_of_atom_are_documents() {
    check("atom");
}

#[test]
fn items_of_json_feed_are_documents() {
    check("json-feed");
}

#[test]
fn ninjs_of_all_versions_is_read() {
    check("ninjs");
}

#[test]
fn newsml_g2_is_read_with_versions_and_links() {
    check("newsml-g2");
}

#[test]
fn newsml_1_is_read_with_revisions() {
    check("newsml-1");
}

#[test]
fn nitf_is_read_with_its_docdata() {
    check("nitf");
}

#[test]
fn iptc_7901_messages_are_documents() {
    check("iptc-7901");
}

#[test]
fn anpa_messages_are_documents() {
    check("anpa");
}

#[test]
fn mail_and_mailboxes_are_read() {
    check("mail");
}

#[test]
fn tables_of_text_are_read() {
    check("csv");
}

#[test]
fn json_lines_with_odd_corners_are_read() {
    check("json");
}

#[test]
fn web_archives_are_read_by_offset() {
    check("warc");
}
