//! Documents out of every form people hold them in.
#![expect(clippy::expect_used, clippy::panic, reason = "a test may stop where it fails")]

use std::io::Write;
use std::path::Path;

use recoupe_formats::{
    Documents, Error, ErrorKind, InputFile, InputSettings, Limits, Record, documents,
};
use recoupe_text::{Content, RawDocument, Reason, Rejection};

fn open(folder: &Path, name: &str, settings: &InputSettings) -> Documents {
    documents(&[folder.join(name).display().to_string()], settings)
        .expect("inputs are there")
}

struct ReadFile {
    documents: Vec<RawDocument>,
    rejections: Vec<Rejection>,
    errors: Vec<Error>,
    files: Vec<InputFile>,
}

fn read_with(bytes: &[u8], name: &str, settings: &InputSettings) -> ReadFile {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join(name), bytes).expect("a written file");
    let mut stream = open(folder.path(), name, settings);
    let (mut documents, mut rejections, mut errors) =
        (Vec::new(), Vec::new(), Vec::new());
    for record in stream.by_ref() {
        match record {
            Ok(Record::Document(mut document)) => {
                document.place = shortened(&document.place);
                documents.push(document);
            }
            Ok(Record::Rejection(mut rejection)) => {
                rejection.place = shortened(&rejection.place);
                rejections.push(rejection);
            }
            Err(error) => errors.push(error),
        }
    }
    let files = stream.files().to_vec();
    ReadFile { documents, rejections, errors, files }
}

fn read(bytes: &[u8], name: &str) -> ReadFile {
    read_with(bytes, name, &InputSettings::default())
}

fn shortened(place: &str) -> String {
    place.rsplit('/').next().unwrap_or_default().to_string()
}

fn text_of(document: &RawDocument) -> &str {
    match &document.content {
        Content::Text(text) | Content::Html(text) => text,
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

const TWO_LINES: &str = "{\"id\": \"a\", \"text\": \"The mill reopened.\"}\n\
     {\"id\": 7, \"text\": \"L’usine a rouvert.\", \"title\": \"Usine\", \"source\": \"La Digue\", \
     \"url\": \"https://digue.example/7\", \"published\": \"2026-03-02\", \"language\": \"fr\"}\n";

#[track_caller]
fn check_two(bytes: &[u8], form: &str, packing: &str) {
    let read = read(bytes, "whatever.bin");
    let texts: Vec<&str> = read.documents.iter().map(text_of).collect();
    assert_eq!(texts, ["The mill reopened.", "L’usine a rouvert."]);
    let second = &read.documents[1];
    assert_eq!(second.id.as_deref(), Some("7"), "numbers become strings");
    assert_eq!(second.title.as_deref(), Some("Usine"));
    assert_eq!(second.source.as_deref(), Some("La Digue"));
    assert_eq!(second.url.as_deref(), Some("https://digue.example/7"));
    assert_eq!(second.published.as_deref(), Some("2026-03-02"));
    assert_eq!(second.language.as_deref(), Some("fr"));
    let file = &read.files[0];
    assert_eq!((file.form.as_str(), file.packing.as_str()), (form, packing));
    assert_eq!((file.documents, file.bytes), (2, bytes.len() as u64));
    assert_eq!(file.blake3, blake3::hash(bytes).to_hex().to_string());
    assert_eq!(file.mapping.as_ref().map(|mapping| mapping.preset.as_str()), Some("own"));
}

#[test]
fn every_form_and_packing_gives_the_same_documents() {
    let lines = TWO_LINES.as_bytes();
    let rows: Vec<&str> = TWO_LINES.lines().collect();
    let array = format!("[\n{}\n]", rows.join(",\n"));
    check_two(lines, "json lines", "none");
    check_two(&gzip(lines), "json lines", "gzip");
    check_two(&zstd::encode_all(lines, 1).unwrap(), "json lines", "zstd");
    check_two(&[b"\xef\xbb\xbf".as_slice(), lines].concat(), "json lines", "none");
    check_two(array.as_bytes(), "json array", "none");
    check_two(&gzip(array.as_bytes()), "json array", "gzip");
    let spread = TWO_LINES.replace(", \"", ",\n  \"").replace("{\"", "{\n  \"");
    check_two(spread.as_bytes(), "json objects", "none");
    let wide: Vec<u8> = std::iter::once(0xfeff)
        .chain(TWO_LINES.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    check_two(&wide, "json lines", "none");
}

#[test]
fn texts_and_pages_are_documents_of_their_own() {
    let text = read("L’été.\r\n\r\nFin.\n".as_bytes(), "été.txt");
    assert_eq!(text_of(&text.documents[0]), "L’été.\r\n\r\nFin.\n", "as it came");
    assert_eq!(text.documents[0].id, None);
    assert_eq!(text.documents[0].place, "été.txt");
    let page =
        read(b"<html><head><meta charset=iso-8859-1></head>caf\xe9</html>", "page");
    assert!(
        matches!(&page.documents[0].content, Content::Html(page) if page.contains("café"))
    );
    assert_eq!(page.files[0].encoding, "windows-1252");
}

#[test]
fn bad_records_are_counted_with_their_line() {
    let lines = "{\"text\": \"Fine.\"}\n{\"text\": \"cut\n[1, 2]\n{\"id\": \"x\", \"name\": 3}\n\
                 {\"id\": \"e\", \"text\": \"\"}\n{\"text\": \"Bien.\"}\n";
    let read = read(lines.as_bytes(), "news.jsonl");
    let found: Vec<(&str, Reason)> =
        read.rejections.iter().map(|one| (one.place.as_str(), one.reason)).collect();
    let expected = [
        ("news.jsonl:2", Reason::Malformed),
        ("news.jsonl:3", Reason::Malformed),
        ("news.jsonl:4", Reason::Malformed),
    ];
    assert_eq!(found, expected);
    assert_eq!(read.rejections[2].id, "x", "a rejected record keeps its own id");
    assert!(
        read.rejections[2].detail.contains("its keys are id, name"),
        "{read:?}",
        read = read.rejections
    );
    assert_eq!(
        read.documents.len(),
        3,
        "an empty text is a document; reading rejects it"
    );
    assert_eq!(read.files[0].documents, 6);
}

#[test]
fn bytes_that_are_no_text_are_rejected_and_the_rest_goes_on() {
    let picture = read(b"\x89PNG\r\n\x1a\n\0\0\0\0\0\0\0\0", "picture.txt");
    assert_eq!(picture.rejections[0].reason, Reason::NotText);
    assert!(
        read(b"", "none.jsonl").rejections.is_empty(),
        "an empty list holds no document"
    );
    assert_eq!(read(b"", "none.txt").documents.len(), 1, "an empty text is a document");
}

#[test]
fn a_damaged_file_is_an_error_with_place_and_remedy() {
    let mut packed = gzip(TWO_LINES.repeat(99).as_bytes());
    packed.truncate(packed.len() - 20);
    let read = read(&packed, "monday.jsonl.gz");
    let error = read.errors.first().expect("an error");
    assert_eq!(error.kind(), ErrorKind::Damaged);
    assert!(error.to_string().contains("monday.jsonl.gz: the packed data is damaged"));
    assert!(error.remedy().contains("fetch the file again"));
}

#[test]
fn what_is_longer_than_the_limits_is_rejected() {
    let limits = Limits { document_bytes: 30, record_bytes: 60, ..Limits::default() };
    let settings = InputSettings { limits, ..InputSettings::default() };
    let long = "x".repeat(40);
    let lines = format!(
        "{{\"text\": \"{long}\"}}\n{{\"text\": \"{long}{long}\"}}\n{{\"text\": \"ok\"}}\n"
    );
    let records = read_with(lines.as_bytes(), "a.jsonl", &settings);
    let reasons: Vec<Reason> = records.rejections.iter().map(|one| one.reason).collect();
    assert_eq!(reasons, [Reason::TooLarge, Reason::TooLarge]);
    assert_eq!(records.documents.len(), 1);
    let text = read_with(long.as_bytes(), "a.txt", &settings);
    assert_eq!(text.rejections[0].reason, Reason::TooLarge);
}

#[track_caller]
fn check_preset(preset: &str, record: &str) {
    let read = read(record.as_bytes(), "records");
    let document =
        read.documents.first().unwrap_or_else(|| panic!("{:?}", read.rejections));
    let mapping = read.files[0].mapping.clone().expect("a mapping");
    assert_eq!(mapping.preset, preset);
    assert_eq!(text_of(document), "The text.", "{preset}");
    if preset != "cnn-dailymail" {
        assert_eq!(document.url.as_deref(), Some("https://a.example/1"), "{preset}");
        assert!(
            document.published.as_deref().is_some_and(|date| date.starts_with("2026"))
        );
        assert_eq!(document.source.as_deref(), Some("outlet"), "{preset}");
    }
}

#[test]
fn the_key_conventions_of_tools_and_collections_are_recognised() {
    let url = "https://a.example/1";
    check_preset(
        "own",
        &format!(
            r#"{{"text":"The text.","url":"{url}","date":"2026-01-02","source":"outlet"}}"#
        ),
    );
    check_preset(
        "news-please",
        &format!(
            r#"{{"text":"legacy","maintext":"The text.","url":"{url}","date_publish":"2026-01-02 10:00:00","source_domain":"outlet"}}"#
        ),
    );
    check_preset(
        "trafilatura",
        &format!(
            r#"{{"text":"The text.","raw_text":"x","source":"{url}","date":"2026-01-02","source-hostname":"outlet","hostname":"a.example"}}"#
        ),
    );
    check_preset(
        "fundus",
        &format!(
            r#"{{"body":{{"summary":[],"sections":[{{"headline":[],"paragraphs":["The text."]}}]}},"publishing_date":"2026-01-02","html":{{"requested_url":"{url}"}},"publisher":"outlet"}}"#
        ),
    );
    check_preset(
        "newspaper",
        &format!(
            r#"{{"text":"The text.","canonical_link":"{url}","publish_date":"2026-01-02","meta_site_name":"outlet"}}"#
        ),
    );
    check_preset(
        "cc-news",
        &format!(
            r#"{{"text":"The text.","url":"{url}","date":"2026-01-02","domain":"outlet","description":"x"}}"#
        ),
    );
    check_preset(
        "cnn-dailymail",
        r#"{"article":"The text.","highlights":"x","id":"f00"}"#,
    );
    check_preset(
        "bbc",
        &format!(
            r#"{{"content":"The text.","link":"{url}","published_date":"2026-01-02","source":"outlet"}}"#
        ),
    );
    check_preset(
        "datatrove",
        &format!(
            r#"{{"text":"The text.","id":"1","metadata":{{"url":"{url}","date":"2026-01-02","source":"outlet"}}}}"#
        ),
    );
    check_preset(
        "event-registry",
        &format!(
            r#"{{"articles":{{"results":[{{"uri":"8","body":"The text.","url":"{url}","dateTime":"2026-01-02T00:00:00Z","source":{{"uri":"a.example","title":"outlet"}}}}]}}}}"#
        ),
    );
    check_preset(
        "media-cloud",
        &format!(
            r#"{{"stories_id":12,"text":"The text.","url":"{url}","publish_date":"2026-01-02","media_name":"outlet"}}"#
        ),
    );
    check_preset(
        "newsapi",
        &format!(
            r#"{{"status":"ok","articles":[{{"source":{{"id":null,"name":"outlet"}},"content":"The text.","url":"{url}","publishedAt":"2026-01-02T00:00:00Z"}}]}}"#
        ),
    );
    check_preset(
        "any",
        &format!(
            r#"{{"contenu":"The text.","lien":"{url}","date":"2026-01-02","journal":"outlet"}}"#
        ),
    );
}

#[test]
fn the_user_names_keys_and_they_win() {
    let overrides =
        ["text=deep.words", "title=head line"].map(|one| one.parse().unwrap());
    let settings =
        InputSettings { overrides: overrides.to_vec(), ..InputSettings::default() };
    let record = br#"{"text":"No.","deep":{"words":"Yes."},"head line":"Title"}"#;
    let read = read_with(record, "a.json", &settings);
    assert_eq!(text_of(&read.documents[0]), "Yes.");
    assert_eq!(read.documents[0].title.as_deref(), Some("Title"));
    let printed =
        read.files[0].mapping.as_ref().map(ToString::to_string).unwrap_or_default();
    assert!(printed == "own: text=deep.words title=head line", "{printed}");
    for wrong in ["text", "txt=body", "text="] {
        let error = wrong.parse::<recoupe_formats::Override>().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Setting);
    }
}

#[test]
fn a_source_can_be_given_to_documents_that_name_none() {
    let settings =
        InputSettings { source: Some("archive".into()), ..InputSettings::default() };
    let read = read_with(TWO_LINES.as_bytes(), "a.jsonl", &settings);
    let sources: Vec<Option<&str>> =
        read.documents.iter().map(|one| one.source.as_deref()).collect();
    assert_eq!(sources, [Some("archive"), Some("La Digue")]);
}
