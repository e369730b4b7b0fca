//! The whole direct way: the same bytes whatever the means.

use std::path::Path;

use recoupe_copies::Simd;

use super::Means;
use crate::{Output, Settings, Silent, copies, with_threads};

/// A hundred small stories of both languages, with copies, parts, repeated ids and broken
/// lines.
fn corpus() -> Vec<String> {
    let words = |seed: usize, count: usize| -> Vec<String> {
        const PARTS: [&str; 12] = [
            "the", "harbour", "of", "board", "said", "le", "port", "était", "fermé",
            "company", "navire", "une",
        ];
        (0..count)
            .map(|at| match at % 3 {
                0 => PARTS[(seed * 7 + at * at) % PARTS.len()].to_owned(),
                _ => format!("word{}x{}", seed, (at * 31 + seed) % 97),
            })
            .collect()
    };
    let mut lines = Vec::new();
    for seed in 0..60 {
        let body = words(seed, 90);
        let line = |id: String, day: usize, text: &str| {
            let text = serde_json::to_string(text).unwrap();
            format!(
                "{{\"id\":\"{id}\",\"title\":\"Été {seed}\",\"published\":\"2026-03-{day:02}T10:00:00Z\",\"source\":\"La Vigie\",\"text\":{text}}}"
            )
        };
        lines.push(line(format!("a{seed}"), 1 + seed % 20, &body.join(" ")));
        if seed % 2 == 0 {
            let copy = body.join(" ").replace("harbour", "haven").to_uppercase();
            lines.push(line(format!("b{seed}"), 2 + seed % 20, &copy));
        }
        if seed % 5 == 0 {
            lines.push(line(format!("c{seed}"), 3, &body[..45].join(" ")));
            lines.push(line(format!("a{seed}"), 3, &body[10..].join(" ")));
        }
    }
    lines.push(lines[0].clone());
    lines.push("{broken".to_owned());
    lines.push("{\"id\":\"empty\",\"text\":\"\"}".to_owned());
    lines.push(
        "{\"text\":\"Un texte sans nom ni titre, mais avec des mots.\"}".to_owned(),
    );
    lines
}

/// The files of the edition of these lines, without the head.
fn edition(folder: &Path, lines: &[String], means: Means, threads: usize) -> [String; 3] {
    let input = folder.join("news.jsonl");
    std::fs::write(&input, lines.join("\n")).unwrap();
    let output = Output::new(folder.join("edition")).replacing();
    let inputs = [input.display().to_string()];
    let settings = Settings::default();
    let run = || copies(&inputs, &settings, means, &output, &Silent).unwrap();
    let outcome = with_threads(Some(threads), run).unwrap();
    assert_eq!(outcome.counts.documents, lines.len() as u64);
    assert_eq!(outcome.counts.rejections, 3);
    let names = ["articles.jsonl", "copies.jsonl", "pairs.jsonl"];
    names.map(|name| std::fs::read_to_string(output.folder().join(name)).unwrap())
}

#[test]
fn instructions_memory_and_threads_change_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let lines = corpus();
    let expected = edition(folder.path(), &lines, Means::default(), 2);
    assert!(expected[1].lines().count() < 75, "copies are grouped");
    assert!(expected[2].lines().count() > 30, "pairs are told");
    for simd in Simd::ALL.into_iter().filter(|one| one.is_available()) {
        for memory in [0, 4 << 30] {
            for threads in [1, 8] {
                let means = Means { simd, memory };
                let found = edition(folder.path(), &lines, means, threads);
                assert!(found == expected, "{simd:?} {memory} {threads}");
            }
        }
    }
}

#[test]
fn the_order_of_documents_changes_groups_and_pairs_by_no_byte() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = corpus();
    let expected = edition(folder.path(), &lines, Means::default(), 2);
    for turn in [1, 17, 40] {
        lines.rotate_left(turn);
        let found = edition(folder.path(), &lines, Means::default(), 2);
        assert_eq!(found[1], expected[1]);
        let pairs = |rows: &str| rows.lines().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(pairs(&found[2]), pairs(&expected[2]));
    }
}

#[test]
fn rows_have_the_keys_of_whole_articles() {
    let folder = tempfile::tempdir().unwrap();
    let [articles, ..] = edition(folder.path(), &corpus(), Means::default(), 2);
    for line in articles.lines() {
        let row: crate::ArticleRow = serde_json::from_str(line).unwrap();
        let again = serde_json::to_string(&row).unwrap();
        // Reading a number may change its last digit.
        let keys = |row: &str| row.replace(|one: char| one.is_ascii_digit(), "");
        assert_eq!(keys(line), keys(&again));
    }
}
