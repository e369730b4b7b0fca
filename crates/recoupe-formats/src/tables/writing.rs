//! Tables out: Parquet for programs, CSV for people.

use std::io::Write;
use std::path::Path;

use serde::Serialize;
use serde_json::Value;

use crate::{Error, WholeFile};

/// A column of a table that is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The key of the rows it holds.
    pub name: &'static str,
    /// What its values are.
    pub kind: ColumnKind,
}

/// What the values of a column are. Values of another kind become nulls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Strings; other plain values are written out.
    Text,
    /// Whole numbers.
    Whole,
    /// Any numbers.
    Number,
    /// True or false.
    Truth,
    /// Lists of strings; in CSV joined by `; `.
    Texts,
    /// Anything, written as JSON.
    Json,
}

/// The name of the column that holds, as one JSON object, the keys of a row that have no
/// column of their own; a row without such keys has a null there.
pub const MORE: &str = "more";

/// Writes rows as CSV (RFC 4180) that appears whole: UTF-8 with a byte-order mark, which
/// spreadsheets ask for to read accents. A cell that a spreadsheet would take for a formula
/// (`=`, `+`, `-`, `@` and no number) gets an apostrophe in front, as page titles come from
/// strangers.
pub fn write_csv<Row: Serialize>(
    path: &Path,
    columns: &[Column],
    rows: impl IntoIterator<Item = Row>,
) -> Result<(), Error> {
    let mut file = WholeFile::create(path)?;
    let names: Vec<String> =
        columns.iter().map(|column| column.name.to_owned()).collect();
    let failed = |cause: std::io::Error| Error::writing(path, &cause);
    let first = format!("\u{feff}{}", csv_line(&names));
    file.write_all(first.as_bytes()).map_err(failed)?;
    for row in rows {
        let row = object(path, &row)?;
        let cells: Vec<String> = columns
            .iter()
            .map(|column| cell(row.get(column.name), column.kind))
            .collect();
        file.write_all(csv_line(&cells).as_bytes()).map_err(failed)?;
    }
    file.finish()
}

/// A row as an object of JSON.
pub(crate) fn object<Row: Serialize>(path: &Path, row: &Row) -> Result<Value, Error> {
    serde_json::to_value(row)
        .map_err(|cause| Error::writing(path, &std::io::Error::from(cause)))
}

fn csv_line(cells: &[String]) -> String {
    let quoted: Vec<String> = cells.iter().map(|cell| csv_cell(cell)).collect();
    format!("{}\r\n", quoted.join(","))
}

fn csv_cell(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r'])
        && cell.parse::<f64>().is_err();
    let cell = if is_formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", cell.replace('"', "\"\""));
    }
    cell
}

fn cell(value: Option<&Value>, kind: ColumnKind) -> String {
    match (value, kind) {
        (None | Some(Value::Null), _) => String::new(),
        (Some(value), ColumnKind::Texts) => texts(value).unwrap_or_default().join("; "),
        (Some(value), _) => text(value),
    }
}

/// A value as one string: strings as they are, everything else as JSON.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

pub(crate) fn texts(value: &Value) -> Option<Vec<String>> {
    Some(value.as_array()?.iter().map(text).collect())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{InputSettings, Record, documents};

    const COLUMNS: [Column; 3] = [
        Column { name: "title", kind: ColumnKind::Text },
        Column { name: "text", kind: ColumnKind::Text },
        Column { name: "credits", kind: ColumnKind::Texts },
    ];

    #[test]
    fn csv_comes_back_as_it_went() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("articles.csv");
        let rows = [
            json!({"title": "L’été, \"enfin\"", "text": "Un.\nDeux.", "credits": ["AdL", "BW"]}),
            json!({"title": "=cmd()", "text": "-3.5"}),
        ];
        write_csv(&path, &COLUMNS, rows).unwrap();
        let inputs = [path.display().to_string()];
        let read = documents(&inputs, &InputSettings::default()).unwrap();
        let found: Vec<_> = read
            .map(|record| match record.unwrap() {
                Record::Document(document) => {
                    (document.title.unwrap_or_default(), document.content)
                }
                Record::Rejection(rejection) => panic!("{rejection:?}"),
            })
            .collect();
        assert_eq!(found[0].0, "L’été, \"enfin\"");
        assert_eq!(found[0].1, recoupe_text::Content::Text("Un.\nDeux.".into()));
        assert_eq!(found[1].0, "'=cmd()");
        assert_eq!(found[1].1, recoupe_text::Content::Text("-3.5".into()));
    }
}
