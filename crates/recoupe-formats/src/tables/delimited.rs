//! CSV and TSV with a header (RFC 4180, and what spreadsheets make of it: semicolons, tabs,
//! bars).

use std::io::{self, BufRead};

use csv_core::{ReadRecordResult, ReaderBuilder};
use recoupe_text::Reason;
use serde_json::{Map, Value};

use crate::presets;
use crate::records::{Object, Objects};
use crate::sniff::Form;

/// The delimiters that are known, most usual first.
const DELIMITERS: [u8; 4] = [b',', b';', b'\t', b'|'];

/// How many columns a table may have at most: wider ones are no news.
const MOST_COLUMNS: usize = 512;

/// The delimiter of a table: the first line parts into at least two names of columns, one
/// of which is a usual name of a text (or one of `text_keys`), and none is a sentence.
/// `None` where the start of the content is no table.
pub(crate) fn delimiter_of(start: &str, text_keys: &[&str]) -> Option<u8> {
    let line = start.lines().next()?;
    if line.len() > 16 << 10 {
        return None;
    }
    DELIMITERS.into_iter().find(|delimiter| {
        let names: Vec<String> = line
            .split(char::from(*delimiter))
            .map(|name| name.trim().trim_matches('"').trim().to_owned())
            .collect();
        let is_text = |name: &String| {
            text_keys.contains(&name.as_str())
                || presets::is_text_key(&name.to_ascii_lowercase())
        };
        names.len() > 1
            && names.iter().any(is_text)
            && names
                .iter()
                .all(|name| name.len() <= 64 && !name.ends_with(['.', '!', '?']))
            && names.iter().filter(|name| name.split_whitespace().count() > 3).count()
                == 0
    })
}

/// The rows of a table while they are read.
pub(crate) struct Delimited {
    reader: Box<dyn BufRead>,
    core: csv_core::Reader,
    delimiter: u8,
    encoding: &'static str,
    most: usize,
    columns: Vec<String>,
    row: Row,
    is_at_end: bool,
}

/// The fields of one row, behind each other.
struct Row {
    bytes: Vec<u8>,
    filled: usize,
    ends: Vec<usize>,
    fields: usize,
    /// More bytes or fields than are kept.
    is_over: bool,
    /// Quotation marks in it; in a sound row they are even.
    quotes: usize,
}

impl Row {
    fn new() -> Self {
        let (bytes, ends) = (vec![0; 16 << 10], vec![0; MOST_COLUMNS]);
        Self { bytes, filled: 0, ends, fields: 0, is_over: false, quotes: 0 }
    }

    fn clear(&mut self) {
        (self.filled, self.fields, self.is_over, self.quotes) = (0, 0, false, 0);
    }

    fn field(&self, at: usize) -> Option<&[u8]> {
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes.get(start..*self.ends.get(at)?)
    }

    fn fields(&self) -> impl Iterator<Item = &[u8]> {
        (0..self.fields).filter_map(|at| self.field(at))
    }
}

impl Delimited {
    pub(crate) fn new(
        reader: Box<dyn BufRead>,
        delimiter: u8,
        most: u64,
        encoding: &'static str,
    ) -> Self {
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        let most = most as usize;
        let (columns, row) = (Vec::new(), Row::new());
        Self { reader, core, delimiter, encoding, most, columns, row, is_at_end: false }
    }

    /// Reads one row into `row`; `false` at the end.
    fn read_row(&mut self) -> io::Result<bool> {
        self.row.clear();
        loop {
            let input = self.reader.fill_buf()?;
            self.is_at_end = input.is_empty();
            let output = self.row.bytes.get_mut(self.row.filled..).unwrap_or_default();
            let ends = self.row.ends.get_mut(self.row.fields..).unwrap_or_default();
            let (result, read, written, fields) =
                self.core.read_record(input, output, ends);
            let taken = input.get(..read).unwrap_or_default();
            self.row.quotes += memchr::memchr_iter(b'"', taken).count();
            self.reader.consume(read);
            self.row.filled += written;
            self.row.fields += fields;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.row.bytes.len() < self.most => {
                    let size = (self.row.bytes.len() * 2).min(self.most);
                    self.row.bytes.resize(size, 0);
                }
                ReadRecordResult::OutputFull => {
                    (self.row.is_over, self.row.filled) = (true, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    (self.row.is_over, self.row.fields) = (true, 0);
                }
                ReadRecordResult::Record => return Ok(true),
                ReadRecordResult::End => return Ok(false),
            }
        }
    }

    /// The row as an object; rows with other numbers of fields than the header are told,
    /// but where only empty fields are missing or added.
    fn object(&self) -> Result<Value, (Reason, String)> {
        if self.row.is_over {
            let detail = format!(
                "the row is longer than {} bytes or {MOST_COLUMNS} fields; is a quote missing?",
                self.most
            );
            return Err((Reason::TooLarge, detail));
        }
        if self.is_at_end && self.row.quotes % 2 == 1 {
            let detail = "a quote is not closed before the end of the table".to_owned();
            return Err((Reason::Malformed, detail));
        }
        let beyond = self.row.fields().skip(self.columns.len());
        if self.row.fields < 2 || beyond.filter(|field| !field.is_empty()).count() > 0 {
            let (fields, columns) = (self.row.fields, self.columns.len());
            let detail = format!("the row has {fields} fields, the header {columns}");
            return Err((Reason::Malformed, detail));
        }
        let mut object = Map::new();
        for (name, field) in self.columns.iter().zip(self.row.fields()) {
            if !field.is_empty() && !name.is_empty() {
                let text = String::from_utf8_lossy(field).into_owned();
                object.insert(name.clone(), Value::String(text));
            }
        }
        Ok(Value::Object(object))
    }

    fn read_header(&mut self) -> io::Result<()> {
        if self.read_row()? {
            let name = |field: &[u8]| {
                let name = String::from_utf8_lossy(field).trim().to_owned();
                let lower = name.to_ascii_lowercase();
                if presets::is_known_key(&lower) { lower } else { name }
            };
            self.columns = self.row.fields().map(name).collect();
        }
        Ok(())
    }
}

impl Objects for Delimited {
    fn next_object(&mut self) -> io::Result<Option<Object>> {
        if self.columns.is_empty() {
            self.read_header()?;
        }
        let number = self.core.line();
        if self.columns.is_empty() || !self.read_row()? {
            return Ok(None);
        }
        Ok(Some(Object { number, value: self.object() }))
    }

    fn form(&self) -> &'static str {
        Form::Delimited(self.delimiter).name()
    }

    fn encoding(&self) -> &'static str {
        self.encoding
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::*;

    fn rows(text: &str, most: u64) -> Vec<(u64, Result<String, String>)> {
        let reader = BufReader::with_capacity(3, Cursor::new(text.as_bytes().to_vec()));
        let delimiter = delimiter_of(text, &[]).unwrap_or(b',');
        let mut table = Delimited::new(Box::new(reader), delimiter, most, "utf-8");
        let mut rows = Vec::new();
        while let Some(object) = table.next_object().unwrap() {
            let value = object.value.map(|value| value.to_string());
            rows.push((object.number, value.map_err(|(_, detail)| detail)));
        }
        rows
    }

    #[test]
    fn rows_have_the_names_of_the_header() {
        let text =
            "Title;Text\n\"Une; deux\";\"Il a dit \"\"non\"\".\nPuis oui.\"\nA;b\n";
        let found = rows(text, 1 << 20);
        let first = r#"{"text":"Il a dit \"non\".\nPuis oui.","title":"Une; deux"}"#;
        let second = r#"{"text":"b","title":"A"}"#;
        assert_eq!(found, [(2, Ok(first.into())), (4, Ok(second.into()))]);
    }

    #[test]
    fn rows_that_do_not_fit_are_told() {
        let found = rows("title,text\nalone\na,b,c\na,b,\nc\n", 1 << 20);
        let is_fine: Vec<bool> = found.iter().map(|(_, row)| row.is_ok()).collect();
        assert_eq!(is_fine, [false, false, true, false]);
        assert_eq!(found[1].1, Err("the row has 3 fields, the header 2".to_owned()));
    }

    #[test]
    fn a_missing_quote_is_bounded() {
        let text = format!("title,text\na,\"{}\n", "x".repeat(90_000));
        let found = rows(&text, 20_000);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].1.as_ref().is_err_and(|detail| detail.contains("quote missing"))
        );
    }

    #[test]
    fn tables_are_told_from_prose() {
        assert_eq!(delimiter_of("url\ttitle\ttext\n", &[]), Some(b'\t'));
        assert_eq!(delimiter_of("\"title\", \"body\"\n", &[]), Some(b','));
        assert_eq!(delimiter_of("kopf,inhalt\n", &[]), None);
        assert_eq!(delimiter_of("kopf,inhalt\n", &["inhalt"]), Some(b','));
        assert_eq!(delimiter_of("text\n", &[]), None);
        assert_eq!(delimiter_of("In the text, he said, nothing.\n", &[]), None);
    }

    #[test]
    fn no_bytes_break_it_and_none_loop_for_ever() {
        arbtest::arbtest(|random| {
            let mut text = "title,text\n".to_owned();
            for _ in 0..random.int_in_range(0..=40)? {
                text.push(*random.choose(&['"', ',', '\n', 'é', 'a', '\r', '\0'])?);
            }
            assert!(rows(&text, 16).len() <= text.len());
            Ok(())
        })
        .budget_ms(200);
    }
}
