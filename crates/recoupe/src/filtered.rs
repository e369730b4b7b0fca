//! The filtered set: the records of the kept articles as they came, and for every other
//! article the lead that stands for it, with its scores.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use recoupe_copies::{Role, Succession};
use recoupe_formats::{Error, Limits, WholeFile, each_line, write_json_lines};
use serde::Serialize;

use crate::edition::{ArticleRow, Edition, Status, names};
use crate::index::KnownCopy;
use crate::output::Output;

/// The form whose records are lines, given back byte for byte.
const JSON_LINES: &str = "json lines";

/// A row of `dropped.jsonl`: an article that the policy does not keep.
#[derive(Debug, Serialize)]
struct DroppedRow<'edition> {
    id: &'edition str,
    place: &'edition str,
    copy_group: Option<&'edition str>,
    lead: Option<&'edition str>,
    role: Option<Role>,
    resemblance: Option<f64>,
    containment: Option<f64>,
    #[serde(flatten)]
    succession: &'edition Succession,
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<&'edition KnownCopy>,
}

/// A kept article whose record cannot be given back line by line: a page, a plain text, a
/// record inside an array, standard input.
#[derive(Debug, Serialize)]
struct KeptRow<'edition> {
    id: &'edition str,
    source: Option<&'edition str>,
    url: Option<&'edition str>,
    title: Option<&'edition str>,
    published: Option<&'edition str>,
    language: Option<String>,
    text: &'edition str,
}

/// Writes the kept articles in input order, and `dropped.jsonl`. Lines of JSON Lines come
/// out byte for byte (with a line end where the last line of a file had none); everything
/// else as one JSON object. Fails where an input cannot be read again or was changed since.
pub(crate) fn write(
    edition: &Edition,
    limits: Limits,
    output: &Output,
) -> Result<(), Error> {
    let articles = edition.articles.iter().filter(|row| row.status == Status::Article);
    let dropped = articles.filter(|row| !row.keep).map(|row| DroppedRow {
        id: &row.id,
        place: &row.place,
        copy_group: row.copy_group.as_deref(),
        lead: row.lead.as_deref(),
        role: row.role,
        resemblance: row.resemblance,
        containment: row.containment,
        succession: &row.succession,
        known: row.known.as_ref(),
    });
    write_json_lines(&output.partial().join(names::DROPPED), dropped)?;
    let path = output.kept_file(names::KEPT);
    let mut kept = Kept { file: WholeFile::create(&path)?, path: &path };
    for part in by_file(&edition.articles) {
        kept.write_file(edition, part, limits)?;
    }
    kept.file.finish()
}

/// Rows of one file stand together, in input order.
fn by_file(rows: &[ArticleRow]) -> impl Iterator<Item = &[ArticleRow]> {
    rows.chunk_by(|one, other| file_of(&one.place).0 == file_of(&other.place).0)
}

/// The file of a place, and the line of a record in it.
fn file_of(place: &str) -> (&str, Option<u64>) {
    let parts = place.rsplit_once(':');
    let line = parts.and_then(|(file, line)| Some((file, line.parse().ok()?)));
    line.map_or((place, None), |(file, line)| (file, Some(line)))
}

struct Kept<'output> {
    file: WholeFile,
    path: &'output Path,
}

impl Kept<'_> {
    fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        let ends = if bytes.ends_with(b"\n") { &b""[..] } else { b"\n" };
        let written = self.file.write_all(bytes).and_then(|()| self.file.write_all(ends));
        written.map_err(|cause| Error::writing(self.path, &cause))
    }

    fn write_file(
        &mut self,
        edition: &Edition,
        rows: &[ArticleRow],
        limits: Limits,
    ) -> Result<(), Error> {
        let name = rows.first().map_or("", |row| file_of(&row.place).0);
        let file = edition.head.inputs.iter().find(|input| input.path == name);
        let is_lines = name != "-" && file.is_some_and(|file| file.form == JSON_LINES);
        let lines = if is_lines { lines_of(rows) } else { BTreeMap::new() };
        if lines.is_empty() {
            return rows
                .iter()
                .filter(|row| row.keep)
                .try_for_each(|row| self.put(&record(edition, row)));
        }
        each_line(Path::new(name), limits, |number, line| match lines.get(&number) {
            None => Ok(()),
            Some(rows) if rows.iter().all(|row| row.keep) => self.put(line),
            // A line that holds several articles, some of them dropped.
            Some(rows) => rows
                .iter()
                .filter(|row| row.keep)
                .try_for_each(|row| self.put(&record(edition, row))),
        })
    }
}

/// The articles of each line that holds a kept one.
fn lines_of(rows: &[ArticleRow]) -> BTreeMap<u64, Vec<&ArticleRow>> {
    let mut lines: BTreeMap<u64, Vec<&ArticleRow>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.status == Status::Article) {
        if let (_, Some(line)) = file_of(&row.place) {
            lines.entry(line).or_default().push(row);
        }
    }
    lines.retain(|_, rows| rows.iter().any(|row| row.keep));
    lines
}

fn record(edition: &Edition, row: &ArticleRow) -> Vec<u8> {
    let record = KeptRow {
        id: &row.id,
        source: row.source.as_deref(),
        url: row.url.as_deref(),
        title: row.title.as_deref(),
        published: row.published.as_deref(),
        language: row.language.map(|language| language.code().to_string()),
        text: edition.text(&row.id).map_or("", |article| &article.text),
    };
    serde_json::to_vec(&record).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Filtered, Keep, Scope, Settings, Silent, run_scope};

    /// Runs on a file of records and a plain text; gives what was kept and what was dropped.
    fn filtered(keep: &str, filter: Filtered) -> (String, Vec<serde_json::Value>) {
        let folder = tempfile::tempdir().unwrap();
        let input = folder.path().join("news.jsonl");
        std::fs::write(&input, RECORDS).unwrap();
        let settings =
            Settings { keep: keep.parse::<Keep>().unwrap(), ..Settings::default() };
        let filter = match filter {
            Filtered::File(name) => Filtered::File(folder.path().join(name)),
            other => other,
        };
        let edition = folder.path().join("edition");
        let output = Output::new(&edition).filtering(filter.clone());
        let inputs = [input.display().to_string()];
        run_scope(&inputs, &settings, &output, Scope::CopiesOnly, &Silent).unwrap();
        let kept = match &filter {
            Filtered::File(path) => path.clone(),
            _ => edition.join(names::KEPT),
        };
        let kept = std::fs::read_to_string(kept).unwrap();
        let dropped = std::fs::read_to_string(edition.join(names::DROPPED)).unwrap();
        let rows = dropped.lines().map(|line| serde_json::from_str(line).unwrap());
        (kept, rows.collect())
    }

    const RECORDS: &str = concat!(
        r#"{"id":"a","source":"L’Écho","published":"2026-03-01T08:00:00Z","rank":1,"text":"The harbour of Port Elian opened again on Monday after three days of storm, and the first boats left before dawn."}"#,
        "\n",
        r#"{"id":"b", "source":"Gazette","published":"2026-03-01T09:00:00Z","rank":7,"text":"The harbour of Port Elian opened again on Monday after three days of storm, and the first boats left before dawn, the mayor said."}"#,
        "\r\n",
        r#"{"id":"c","published":"2026-03-01T10:00:00Z","text":"Le moulin d’Arle moud de nouveau depuis hier, et le village a fêté l’événement sur la place."}"#,
    );

    #[track_caller]
    fn check(keep: &str, kept: &[usize], dropped: &[(&str, &str)]) {
        let (text, rows) = filtered(keep, Filtered::InEdition);
        let lines: Vec<&str> = RECORDS.split_inclusive('\n').collect();
        let mut wanted: String = kept.iter().map(|at| lines[*at]).collect();
        if !wanted.ends_with('\n') {
            wanted.push('\n');
        }
        assert_eq!(text, wanted, "{keep}");
        let seen: Vec<(&str, &str)> = rows
            .iter()
            .map(|row| (row["id"].as_str().unwrap(), row["lead"].as_str().unwrap()))
            .collect();
        assert_eq!(seen, dropped, "{keep}");
        assert!(rows.iter().all(|row| row["resemblance"].as_f64().unwrap() > 0.8));
    }

    #[test]
    fn each_policy_keeps_its_article_and_records_come_out_as_they_came() {
        check("lead", &[0, 2], &[("b", "a")]);
        check("earliest", &[0, 2], &[("b", "a")]);
        check("longest", &[1, 2], &[("a", "b")]);
        check("all", &[0, 1, 2], &[]);
        check("source:gazette,L’écho", &[1, 2], &[("a", "b")]);
        check("source:L’Écho", &[0, 2], &[("b", "a")]);
    }

    #[test]
    fn the_filtered_set_goes_to_a_file_of_the_users_too() {
        let (kept, dropped) = filtered("lead", Filtered::File("mine.jsonl".into()));
        assert_eq!((kept.lines().count(), dropped.len()), (2, 1));
    }
}
