//! An edition in other forms, read back and held against the rules of each form.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test may stop where it fails")]

use std::path::Path;

use recoupe::{Edition, ErrorKind, ExportForm, Output, Settings, Silent, export, run};
use serde_json::Value;

const NEWS: &str = r#"{"id":"a","source":"The Quay","title":"Mill at Borne reopens","published":"2026-03-02T08:00:00+01:00","byline":"Ada Stone","pubstatus":"usable","version":2,"section":"local","text":"Mill at Borne reopens\n\nBORNE - The mill at Borne reopened on Monday after a repair of 3 million euros, its owner Hartwell Mills said.\n\nTwelve people work at the mill, which was built in 1912 and closed in 2019.\n\nThe first flour will be sold in April, the owner said."}
{"id":"b","source":"=Harbour Post","title":"Mill reopens","published":"2026-03-02","text":"Mill reopens\n\nBORNE - The mill at Borne reopened on Monday after a repair of 3 million euros, its owner Hartwell Mills said.\n\nTwelve people work at the mill, which was built in 1912 and closed in 2019.\n\nThe first flour will be sold in April, the owner said."}
{"id":"c","source":"La Vigie","title":"Le moulin de Borne rouvre","published":"2026-03-02T10:00:00Z","text":"Le moulin de Borne rouvre\n\nLe moulin de Borne a rouvert lundi après trois millions d'euros de travaux, a annoncé son propriétaire Hartwell Mills.\n\nDouze personnes y travaillent."}
{"id":"d","name":"no text"}
"#;

fn edition(folder: &Path) -> Edition {
    let input = folder.join("news.jsonl");
    std::fs::write(&input, NEWS).unwrap();
    let output = Output::new(folder.join("edition")).with_parquet();
    let inputs = [input.display().to_string()];
    run(&inputs, &Settings::default(), &output, &Silent).unwrap();
    Edition::open(&folder.join("edition")).unwrap()
}

/// The rows of a table, read by the reader of documents: every table is also an input.
fn rows_of_csv(path: &Path) -> Vec<Vec<String>> {
    let text = std::fs::read_to_string(path).unwrap();
    let text = text.strip_prefix('\u{feff}').unwrap();
    let mut rows = vec![vec![String::new()]];
    let (mut is_quoted, mut letters) = (false, text.chars().peekable());
    while let Some(letter) = letters.next() {
        let row = rows.last_mut().unwrap();
        match letter {
            '"' if is_quoted && letters.peek() == Some(&'"') => {
                letters.next();
                row.last_mut().unwrap().push('"');
            }
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => row.push(String::new()),
            '\r' if !is_quoted => {}
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            other => row.last_mut().unwrap().push(other),
        }
    }
    rows.pop();
    rows
}

#[test]
fn tables_for_people_hold_what_the_edition_holds() {
    let folder = tempfile::tempdir().unwrap();
    let edition = edition(folder.path());
    let out = folder.path().join("tables");
    export(&edition, ExportForm::Csv, &out).unwrap();
    let articles = rows_of_csv(&out.join("articles.csv"));
    let column = |name: &str| articles[0].iter().position(|own| own == name).unwrap();
    let values = |name: &str| -> Vec<&str> {
        articles[1..].iter().map(|row| row[column(name)].as_str()).collect()
    };
    assert_eq!(values("id"), ["a", "b", "c", edition.articles[3].id.as_str()]);
    assert_eq!(values("status"), ["article", "article", "article", "rejected"]);
    assert_eq!(values("source")[1], "'=Harbour Post", "no formula of a stranger");
    assert_eq!(values("byline")[0], "Ada Stone");
    assert_eq!(rows_of_csv(&out.join("pairs.csv")).len(), edition.pairs.len() + 1);
    let members: usize = edition.copies.iter().map(|group| group.members.len()).sum();
    assert_eq!(rows_of_csv(&out.join("copies.csv")).len(), members + 1);
    let facts: usize = edition.sheets.iter().map(|sheet| sheet.facts.len()).sum();
    assert_eq!(rows_of_csv(&out.join("facts.csv")).len(), facts + 1);
    for row in &articles {
        assert_eq!(row.len(), articles[0].len());
    }
}

#[test]
fn parquet_tables_come_back_and_stand_beside_json_lines_on_demand() {
    let folder = tempfile::tempdir().unwrap();
    let edition = edition(folder.path());
    let out = folder.path().join("tables");
    export(&edition, ExportForm::Parquet, &out).unwrap();
    let tables = [
        "articles",
        "texts",
        "pairs",
        "copies",
        "stories",
        "sheets",
        "facts",
        "citations",
    ];
    for name in tables {
        let file = format!("{name}.parquet");
        let own = std::fs::read(out.join(&file)).unwrap();
        assert!(own.starts_with(b"PAR1") && own.ends_with(b"PAR1"), "{name}");
        let beside = std::fs::read(folder.path().join("edition").join(&file)).unwrap();
        assert!(own == beside, "{name}: the same rows, the same file");
    }
    // The texts are an input again: the same articles come out of them.
    let texts = [out.join("texts.parquet").display().to_string()];
    let read = recoupe::read(&texts, &Settings::default(), &Silent).unwrap();
    let found: Vec<(&str, &str)> = read
        .documents
        .iter()
        .map(|one| one.as_ref().unwrap())
        .map(|article| (article.id.as_str(), article.text.as_str()))
        .collect();
    let expected: Vec<(&str, &str)> = edition
        .texts
        .iter()
        .map(|article| (article.id.as_str(), article.text.as_str()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn nothing_is_written_over() {
    let folder = tempfile::tempdir().unwrap();
    let edition = edition(folder.path());
    let out = folder.path().join("mine");
    std::fs::create_dir(&out).unwrap();
    std::fs::write(out.join("thesis.tex"), "years of work").unwrap();
    let error = export(&edition, ExportForm::Ninjs, &out).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Occupied);
    assert_eq!(std::fs::read_dir(&out).unwrap().count(), 1);
}

/// The rules of ninjs 3.1 for the properties that are written here: their types, and for
/// objects inside lists their properties. Source: the schema that IPTC publishes
/// (`ninjs-schema_3.1.json`), which allows no other property.
const RULES: [(&str, &str); 20] = [
    ("uri", "uri"),
    ("type", "one of text composite"),
    ("representationType", "one of full partial"),
    ("version", "string"),
    ("firstCreated", "date-time"),
    ("versionCreated", "date-time"),
    ("contentCreated", "date-time"),
    ("embargoedUntil", "date-time"),
    ("pubStatus", "one of usable withheld canceled"),
    ("copyrightHolder", "string"),
    ("edNote", "string"),
    ("language", "string"),
    ("by", "string"),
    ("title", "string"),
    ("headlines", "list of value! role contentType"),
    ("bodies", "list of value! role contentType charCount wordCount"),
    ("infoSources", "list of name role uri literal"),
    ("altIds", "list of role value"),
    ("associations", "list of name! uri! rel type headlines"),
    ("standard", "object of name version schema"),
];

#[track_caller]
fn check_ninjs(item: &Value) {
    assert!(item.get("uri").is_some(), "the one required property");
    for (name, value) in item.as_object().unwrap() {
        let rule = RULES.iter().find(|(own, _)| own == name);
        let (_, rule) = rule.unwrap_or_else(|| panic!("{name} is no property of ninjs"));
        check_rule(rule, value, name);
    }
}

#[track_caller]
fn check_rule(rule: &str, value: &Value, name: &str) {
    if let Some(properties) = rule.strip_prefix("list of ") {
        for part in value.as_array().unwrap() {
            check_rule(&format!("object of {properties}"), part, name);
        }
    } else if let Some(properties) = rule.strip_prefix("object of ") {
        let fields = value.as_object().unwrap();
        for property in properties.split(' ') {
            if let Some(required) = property.strip_suffix('!') {
                assert!(fields.contains_key(required), "{name} without {required}");
            }
        }
        for (property, inner) in fields {
            let is_known =
                properties.split(' ').any(|one| one.trim_end_matches('!') == property);
            assert!(is_known, "{name}.{property}");
            let is_count = property.ends_with("Count");
            assert!(if is_count {
                inner.is_u64()
            } else {
                inner.is_string() || inner.is_array()
            });
        }
    } else if let Some(choices) = rule.strip_prefix("one of ") {
        assert!(choices.split(' ').any(|one| value == one), "{name}: {value}");
    } else {
        let text = value.as_str().unwrap_or_else(|| panic!("{name}: {value}"));
        match rule {
            "date-time" => {
                assert!(text.contains('T') && text.len() >= 20, "{name}: {text}");
            }
            "uri" => {
                assert!(
                    text.contains(':') && !text.contains(' ') && text.is_ascii(),
                    "{text}"
                );
            }
            _ => {}
        }
    }
}

#[test]
fn ninjs_items_keep_the_rules_of_the_schema() {
    let folder = tempfile::tempdir().unwrap();
    let edition = edition(folder.path());
    let out = folder.path().join("ninjs");
    export(&edition, ExportForm::Ninjs, &out).unwrap();
    let text = std::fs::read_to_string(out.join("items.json")).unwrap();
    let items: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(items.len(), 3 + edition.stories.len());
    for item in &items {
        check_ninjs(item);
    }
    let first = &items[0];
    assert_eq!(first["uri"], "urn:recoupe:article:a");
    assert_eq!(first["firstCreated"], "2026-03-02T08:00:00+01:00");
    assert_eq!((&first["version"], &first["pubStatus"]), (&"2".into(), &"usable".into()));
    assert!(items[1].get("firstCreated").is_none(), "a day alone is not completed");
    // And they are an input again.
    let inputs = [out.join("items.json").display().to_string()];
    let read = recoupe::read(&inputs, &Settings::default(), &Silent).unwrap();
    let article = read.documents[0].as_ref().unwrap();
    assert_eq!(article.id, "urn:recoupe:article:a");
    assert_eq!(article.metadata.byline.as_deref(), Some("Ada Stone"));
    assert_eq!(article.source.as_deref(), Some("The Quay"));
}

#[test]
fn pairs_become_tasks_that_the_labels_fit() {
    let folder = tempfile::tempdir().unwrap();
    let edition = edition(folder.path());
    let out = folder.path().join("labels");
    export(&edition, ExportForm::LabelStudio, &out).unwrap();
    let tasks: Vec<Value> =
        serde_json::from_str(&std::fs::read_to_string(out.join("tasks.json")).unwrap())
            .unwrap();
    let labels = std::fs::read_to_string(out.join("labels.xml")).unwrap();
    assert_eq!(tasks.len(), edition.pairs.len());
    assert!(!tasks.is_empty());
    for task in &tasks {
        let shown = labels.split('$').skip(1).map(|rest| rest.split('"').next().unwrap());
        for name in shown {
            assert!(task["data"][name].is_string(), "the labels show {name}");
        }
        let result = &task["predictions"][0]["result"][0];
        let choice = result["value"]["choices"][0].as_str().unwrap();
        assert!(labels.contains(&format!("<Choice value=\"{choice}\"/>")), "{choice}");
        for (key, tag) in [("from_name", "Choices name"), ("to_name", "Text name")] {
            let name = result[key].as_str().unwrap();
            assert!(labels.contains(&format!("<{tag}=\"{name}\"")), "{key}");
        }
    }
}
