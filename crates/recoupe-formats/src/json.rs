//! Records out of JSON, one at a time, in bounded memory.

use std::io::{self, BufRead};

use recoupe_text::Reason;
use serde_json::Value;

use crate::encoding::decode;
use crate::records::{Object, Objects};
use crate::sniff::Form;

/// The records of a stream of JSON: a line each, or values behind each other.
pub(crate) struct JsonRecords {
    pub(crate) reader: Box<dyn BufRead>,
    pub(crate) form: Form,
    /// The longest record that is kept, in bytes.
    pub(crate) most: u64,
    pub(crate) line: u64,
    pub(crate) encoding: &'static str,
}

impl Objects for JsonRecords {
    fn next_object(&mut self) -> io::Result<Option<Object>> {
        let raw = match self.form {
            Form::JsonLines => next_line(&mut self.reader, &mut self.line, self.most)?,
            _ => next_value(&mut self.reader, &mut self.line, self.most)?,
        };
        Ok(raw.map(|raw| Object { number: raw.line, value: self.parse(raw.bytes) }))
    }

    fn form(&self) -> &'static str {
        self.form.name()
    }

    fn encoding(&self) -> &'static str {
        self.encoding
    }
}

impl JsonRecords {
    fn parse(&mut self, bytes: Option<Vec<u8>>) -> Result<Value, (Reason, String)> {
        let (value, encoding) = parse(bytes, self.most)?;
        if self.encoding == "utf-8" {
            self.encoding = encoding;
        }
        Ok(value)
    }
}

/// The value of a record and the encoding of its bytes (`None`: longer than `most`).
pub(crate) fn parse(
    bytes: Option<Vec<u8>>,
    most: u64,
) -> Result<(Value, &'static str), (Reason, String)> {
    let Some(bytes) = bytes else {
        let detail = format!("the record is longer than {most} bytes");
        return Err((Reason::TooLarge, detail));
    };
    let written = bytes.trim_ascii();
    let written = written.strip_suffix(b",").unwrap_or(written);
    match serde_json::from_slice(written) {
        Ok(value) => Ok((value, "utf-8")),
        Err(cause) if std::str::from_utf8(written).is_ok() => {
            let mended = without_lone_surrogates(written);
            let value = mended.and_then(|mended| serde_json::from_slice(&mended).ok());
            let broken = || (Reason::Malformed, format!("broken JSON: {cause}"));
            Ok((value.ok_or_else(broken)?, "utf-8"))
        }
        Err(_) => parse_legacy(bytes),
    }
}

/// A record that is no UTF-8.
fn parse_legacy(bytes: Vec<u8>) -> Result<(Value, &'static str), (Reason, String)> {
    let decoded = decode(bytes, None)
        .ok_or_else(|| (Reason::NotText, "its bytes are no text".to_string()))?;
    let written = decoded.text.trim().trim_end_matches(',');
    let value = serde_json::from_str(written)
        .map_err(|cause| (Reason::Malformed, format!("broken JSON: {cause}")))?;
    Ok((value, decoded.encoding))
}

/// The same JSON with U+FFFD for halves of surrogate pairs that stand alone: many programs
/// write them (`"\\ud800"`), no text can hold them. `None` where there is none.
fn without_lone_surrogates(written: &[u8]) -> Option<Vec<u8>> {
    let mut mended = written.to_vec();
    let (mut at, mut is_mended) = (0, false);
    while let Some(found) = memchr::memchr(b'\\', mended.get(at..)?) {
        at += found;
        let unit = code_unit(&mended, at);
        let next = code_unit(&mended, at + 6);
        at += match (unit, next) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => 12,
            (Some(0xd800..=0xdfff), _) => {
                mended.get_mut(at + 2..at + 6)?.copy_from_slice(b"fffd");
                is_mended = true;
                6
            }
            _ => 2,
        };
        if at >= mended.len() {
            break;
        }
    }
    is_mended.then_some(mended)
}

/// The code unit that an escape `\uXXXX` at this place stands for.
fn code_unit(written: &[u8], at: usize) -> Option<u16> {
    let digits = written.get(at..at + 6)?.strip_prefix(b"\\u")?;
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

/// The bytes of one record and the line (from 1) it begins on.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct RawRecord {
    pub(crate) line: u64,
    /// `None` where it was longer than the bound and was passed over.
    pub(crate) bytes: Option<Vec<u8>>,
}

/// A buffer that stops growing at its bound and remembers that it did.
struct Bounded {
    bytes: Vec<u8>,
    most: usize,
    is_over: bool,
}

impl Bounded {
    fn new(most: u64) -> Self {
        Self { bytes: Vec::new(), most: most as usize, is_over: false }
    }

    fn extend(&mut self, part: &[u8]) {
        if self.is_over || self.bytes.len() + part.len() > self.most {
            self.is_over = true;
            self.bytes = Vec::new();
        } else {
            self.bytes.extend_from_slice(part);
        }
    }

    fn into_record(self, line: u64) -> RawRecord {
        RawRecord { line, bytes: (!self.is_over).then_some(self.bytes) }
    }
}

/// The next non-empty line. `line` counts the lines read so far.
pub(crate) fn next_line(
    reader: &mut dyn BufRead,
    line: &mut u64,
    most: u64,
) -> io::Result<Option<RawRecord>> {
    loop {
        let Some(raw) = next_raw_line(reader, line, most)? else { return Ok(None) };
        let is_blank =
            raw.bytes.as_deref().is_some_and(|bytes| bytes.trim_ascii().is_empty());
        if !is_blank {
            return Ok(Some(raw));
        }
    }
}

/// The next line with its end, empty or not.
pub(crate) fn next_raw_line(
    reader: &mut dyn BufRead,
    line: &mut u64,
    most: u64,
) -> io::Result<Option<RawRecord>> {
    let mut buffer = Bounded::new(most);
    let mut is_at_end = true;
    loop {
        let part = reader.fill_buf()?;
        if part.is_empty() {
            break;
        }
        is_at_end = false;
        let end = memchr::memchr(b'\n', part);
        let used = end.map_or(part.len(), |end| end + 1);
        buffer.extend(part.get(..used).unwrap_or_default());
        reader.consume(used);
        if end.is_some() {
            break;
        }
    }
    if is_at_end {
        return Ok(None);
    }
    *line += 1;
    Ok(Some(buffer.into_record(*line)))
}

/// Where the scanner of [`next_value`] stands inside a value.
#[derive(Default)]
struct Scan {
    depth: u32,
    in_string: bool,
    is_escaped: bool,
}

impl Scan {
    /// Takes one byte of a value; `true` where the value ends with it.
    fn takes(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.is_escaped => self.is_escaped = false,
                b'\\' => self.is_escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

/// The next value of an array at the top level, or of values that follow each other:
/// brackets are balanced outside strings, nothing is parsed. What is no object or array
/// runs to the next line or comma. `line` counts the line ends passed so far.
pub(crate) fn next_value(
    reader: &mut dyn BufRead,
    line: &mut u64,
    most: u64,
) -> io::Result<Option<RawRecord>> {
    if !pass_separators(reader, line)? {
        return Ok(None);
    }
    let first_line = *line + 1;
    let (mut buffer, mut scan) = (Bounded::new(most), Scan::default());
    loop {
        let part = reader.fill_buf()?;
        if part.is_empty() {
            return Ok(Some(buffer.into_record(first_line)));
        }
        let end = part.iter().position(|byte| {
            *line += u64::from(*byte == b'\n');
            let is_bare = scan.depth == 0 && !scan.in_string;
            scan.takes(*byte) || (is_bare && matches!(byte, b',' | b'\n'))
        });
        let used = end.map_or(part.len(), |end| end + 1);
        buffer.extend(part.get(..used).unwrap_or_default());
        reader.consume(used);
        if end.is_some() {
            return Ok(Some(buffer.into_record(first_line)));
        }
    }
}

/// Passes white space, commas and the brackets of the outer array; `false` at the end.
fn pass_separators(reader: &mut dyn BufRead, line: &mut u64) -> io::Result<bool> {
    loop {
        let part = reader.fill_buf()?;
        if part.is_empty() {
            return Ok(false);
        }
        let start = part.iter().position(|byte| {
            *line += u64::from(*byte == b'\n');
            !matches!(byte, b'[' | b']' | b',' | b' ' | b'\t' | b'\r' | b'\n')
        });
        let used = start.unwrap_or(part.len());
        reader.consume(used);
        if start.is_some() {
            return Ok(true);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::*;

    type Next = fn(&mut dyn BufRead, &mut u64, u64) -> io::Result<Option<RawRecord>>;

    fn all(text: &[u8], most: u64, next: Next) -> Vec<(u64, Option<String>)> {
        // A buffer of three bytes: no record may depend on how the stream is cut.
        let mut reader = BufReader::with_capacity(3, Cursor::new(text.to_vec()));
        let mut line = 0;
        let mut records = Vec::new();
        while let Some(record) = next(&mut reader, &mut line, most).unwrap() {
            let text =
                record.bytes.map(|bytes| String::from_utf8_lossy(&bytes).trim().into());
            records.push((record.line, text));
        }
        records
    }

    #[test]
    fn halves_of_letters_are_replaced() {
        let check = |written: &[u8], expected: Option<&[u8]>| {
            assert_eq!(without_lone_surrogates(written).as_deref(), expected);
        };
        check(br#"{"a":"x \ud800 y \uDE00"}"#, Some(br#"{"a":"x \ufffd y \ufffd"}"#));
        check(br#"{"a":"\ud83d\ude00"}"#, None);
        check(br#"{"a":"\\ud800 \n \"#, None);
        check(br#"{"a":"\ud83d\ud83d\ude00"}"#, Some(br#"{"a":"\ufffd\ud83d\ude00"}"#));
    }

    #[test]
    fn lines_are_counted_and_blank_ones_passed() {
        let records = all(b"{1}\n\n  \n{2}\r\n{3}", 99, next_line);
        let expected = [(1, "{1}"), (4, "{2}"), (5, "{3}")];
        assert_eq!(records, expected.map(|(line, text)| (line, Some(text.to_string()))));
    }

    #[test]
    fn values_of_an_array_come_one_by_one() {
        let text = "[\n {\"a\": \"]}\\\"\"},\n {\"b\": [1, {}]}, 7\n, {\"cut\": ";
        let records = all(text.as_bytes(), 99, next_value);
        let expected = [
            (2, "{\"a\": \"]}\\\"\"}"),
            (3, "{\"b\": [1, {}]}"),
            (3, "7"),
            (4, "{\"cut\":"),
        ];
        assert_eq!(records, expected.map(|(line, text)| (line, Some(text.to_string()))));
    }

    #[test]
    fn records_over_the_bound_are_passed_over_not_kept() {
        let text = b"{\"a\": \"0123456789\"}\n{\"b\":1}\n";
        for next in [next_line as Next, next_value as Next] {
            let records = all(text, 10, next);
            assert_eq!(records.first().map(|record| record.1.is_none()), Some(true));
            assert_eq!(records.last().unwrap().1.as_deref(), Some("{\"b\":1}"));
        }
    }

    #[test]
    fn no_bytes_break_it_and_none_loop_for_ever() {
        arbtest::arbtest(|unstructured| {
            let bytes: Vec<u8> = unstructured.arbitrary()?;
            assert!(all(&bytes, 64, next_line).len() <= bytes.len());
            assert!(all(&bytes, 64, next_value).len() <= bytes.len());
            Ok(())
        })
        .budget_ms(200);
    }
}
