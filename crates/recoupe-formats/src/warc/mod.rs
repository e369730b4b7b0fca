//! Web archives: WARC 0.17 to 1.1 (ISO 28500) and the WET files made of them, plain or with
//! each record packed for itself by gzip or zstd. Places are the offsets in the file as
//! stored, so that a record can be fetched again.
//!
//! A record whose length is false does not hide the next one: where no record begins after
//! it, the next `WARC/` line is searched inside and behind it.

mod http;
mod tape;

use std::io::{self, BufRead, Read};

use recoupe_text::{Content, Metadata, RawDocument, Reason, Rejection};

use crate::Record;
use crate::content::{Place, Records, Traits, rejection};
use crate::encoding::decode;
use crate::packing::{Intake, Packing};
use crate::sniff::{Form, declared_charset};

use http::Answer;
use tape::Tape;

/// The longest header of a record that is read.
const LONGEST_HEADER: usize = 64 << 10;

/// Whether a packed content is a web archive, by the first bytes of what is inside.
pub(crate) fn is_packed(packing: Packing, head: &[u8]) -> bool {
    let mut start = [0_u8; 5];
    let read = match packing {
        Packing::Gzip => flate2::read::GzDecoder::new(head).read_exact(&mut start),
        Packing::Zstd => match tape::dictionary_of(head) {
            // Only web archives are stored with a dictionary in front.
            Some(_) => return true,
            None => zstd::stream::read::Decoder::new(head)
                .and_then(|mut decoder| decoder.read_exact(&mut start)),
        },
        _ => return false,
    };
    read.is_ok() && &start == b"WARC/"
}

/// A web archive while it is read.
pub(crate) struct Warc {
    tape: Tape,
    place: Place,
    encoding: &'static str,
    passed_over: u64,
}

/// The header of a record.
#[derive(Debug, Default)]
struct Header {
    fields: Vec<(String, String)>,
}

impl Header {
    fn field(&self, name: &str) -> Option<&str> {
        let found = self.fields.iter().find(|(own, _)| own.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.trim_matches(['<', '>']))
    }
}

impl Warc {
    pub(crate) fn plain(reader: Box<dyn BufRead>, place: Place, intake: &Intake) -> Self {
        Self::of(Tape::new(reader, Packing::Plain, place.settings.limits, intake), place)
    }

    pub(crate) fn packed(
        reader: Box<dyn BufRead>,
        packing: Packing,
        place: Place,
        intake: &Intake,
    ) -> Self {
        Self::of(Tape::new(reader, packing, place.settings.limits, intake), place)
    }

    fn of(tape: Tape, place: Place) -> Self {
        Self { tape, place, encoding: "utf-8", passed_over: 0 }
    }

    /// Reads one record; `None` where it is no document.
    fn read_one(&mut self, offset: u64) -> io::Result<Option<Record>> {
        let at = self.place.at(offset);
        let refuse = |detail: &str| {
            Ok(Some(Place::reject(at.clone(), Reason::Malformed, detail.to_owned())))
        };
        let line = self.tape.line(LONGEST_HEADER)?;
        if !line.starts_with(b"WARC/") {
            self.tape.pass_to_record()?;
            return refuse("no record begins here");
        }
        let Some(header) = self.header()? else {
            self.tape.pass_to_record()?;
            return refuse("the header of the record is too long or cut off");
        };
        let length = header.field("Content-Length").and_then(|it| it.parse::<u64>().ok());
        let Some(length) = length else {
            self.tape.pass_to_record()?;
            return refuse("the record has no length");
        };
        if length > self.place.settings.limits.record_bytes {
            return self.pass_long(length, offset);
        }
        let mut payload = self.tape.bytes(length)?;
        let is_false = payload.len() as u64 != length
            || holds_record(&payload)
            || !self.tape.is_at_record()?;
        if is_false {
            let detail = format!(
                "the length of the record is false: {length} bytes are announced"
            );
            self.tape.recover(&mut payload)?;
            return refuse(&detail);
        }
        Ok(self.record(&header, payload, at))
    }

    /// A record longer than records may be; where its length is false, the next one is
    /// searched.
    fn pass_long(&mut self, length: u64, offset: u64) -> io::Result<Option<Record>> {
        let passed = self.tape.pass_to_record_within(length)?;
        if passed < length {
            let detail = format!(
                "the length of the record is false: {length} bytes are announced"
            );
            let at = self.place.at(offset);
            return Ok(Some(Place::reject(at, Reason::Malformed, detail)));
        }
        Ok(Some(self.place.too_long(offset)))
    }

    fn header(&mut self) -> io::Result<Option<Header>> {
        let mut header = Header::default();
        let mut left = LONGEST_HEADER;
        loop {
            let line = self.tape.line(left)?;
            if !line.ends_with(b"\n") {
                return Ok(None);
            }
            left = left.saturating_sub(line.len());
            let line = String::from_utf8_lossy(&line);
            if line.trim().is_empty() {
                return Ok(Some(header));
            }
            if let Some((name, value)) = line.split_once(':') {
                header.fields.push((name.trim().to_owned(), value.trim().to_owned()));
            }
        }
    }

    fn record(
        &mut self,
        header: &Header,
        payload: Vec<u8>,
        at: String,
    ) -> Option<Record> {
        let kind = header.field("WARC-Type").unwrap_or_default();
        let stated = header.field("Content-Type").unwrap_or_default().to_owned();
        let answer = match kind {
            "response" if stated.starts_with("application/http") || stated.is_empty() => {
                http::answer(&payload)
            }
            "response" | "resource" | "conversion" => Ok(Answer::of(&stated, payload)),
            _ => {
                self.passed_over += 1;
                return None;
            }
        };
        let found = answer.and_then(|answer| {
            if !answer.is_success {
                return Ok(None);
            }
            let Some(content) = self.content(&answer)? else { return Ok(None) };
            Ok(Some(self.place.finish(document(header, content, at.clone()))))
        });
        match found {
            Ok(None) => {
                self.passed_over += 1;
                None
            }
            Ok(record) => record,
            Err((reason, detail)) => {
                let mut refused: Rejection = rejection(at, reason, detail);
                refused.id =
                    header.field("WARC-Record-ID").map_or(refused.id, str::to_owned);
                Some(Record::Rejection(refused))
            }
        }
    }

    /// The page or text of an answer; nothing where it is of another kind.
    fn content(&mut self, answer: &Answer) -> Result<Option<Content>, (Reason, String)> {
        let kind = answer.kind.as_str();
        let is_page =
            kind.contains("html") || (kind.is_empty() && looks_like_page(&answer.body));
        if !is_page && kind != "text/plain" {
            return Ok(None);
        }
        let charset = answer.charset.clone().or_else(|| declared_charset(&answer.body));
        let decoded =
            decode(answer.body.clone(), charset.as_deref()).ok_or_else(|| {
                (
                    Reason::NotText,
                    "its bytes are no text in any encoding known here".to_owned(),
                )
            })?;
        if decoded.encoding != "utf-8" && self.encoding == "utf-8" {
            self.encoding = decoded.encoding;
        }
        let text = decoded.text;
        Ok(Some(if is_page { Content::Html(text) } else { Content::Text(text) }))
    }
}

impl Records for Warc {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        loop {
            let offset = match self.tape.next_start() {
                Ok(Some(offset)) => offset,
                Ok(None) => return Ok(None),
                Err(cause) => return self.broken(&cause),
            };
            match self.read_one(offset) {
                Ok(Some(record)) => return Ok(Some(record)),
                Ok(None) => {}
                Err(cause) if cause.kind() == io::ErrorKind::FileTooLarge => {
                    return Err(cause);
                }
                Err(cause) => return self.broken_at(offset, &cause),
            }
        }
    }

    fn trait_of(&self) -> Traits {
        let passed_over = self.passed_over;
        Traits { passed_over, ..Traits::of(Form::Warc.name(), self.encoding) }
    }
}

impl Warc {
    fn broken(&mut self, cause: &io::Error) -> io::Result<Option<Record>> {
        self.broken_at(self.tape.offset(), cause)
    }

    /// A packed record that cannot be unpacked: the next member is searched.
    fn broken_at(
        &mut self,
        offset: u64,
        cause: &io::Error,
    ) -> io::Result<Option<Record>> {
        self.tape.pass_to_member()?;
        let detail = format!("the packed record is damaged ({cause})");
        Ok(Some(Place::reject(self.place.at(offset), Reason::Malformed, detail)))
    }
}

fn document(header: &Header, content: Content, at: String) -> RawDocument {
    let url = header.field("WARC-Target-URI").map(str::to_owned);
    let languages = header.field("WARC-Identified-Content-Language");
    let mut metadata = Metadata::default();
    if let Some(moment) = header.field("WARC-Date") {
        let written = serde_json::Value::from(moment).to_string();
        metadata.extra.insert("warc_date".to_owned(), written);
    }
    RawDocument {
        id: header.field("WARC-Record-ID").map(str::to_owned),
        source: url.as_deref().and_then(host).map(str::to_owned),
        // Several languages are those of the page with its menus: they say nothing.
        language: languages.filter(|it| !it.contains(',')).map(short_code),
        url,
        metadata,
        content,
        place: at,
        ..RawDocument::default()
    }
}

/// Crawlers write ISO 639-3; the two-letter codes are what everything else writes.
fn short_code(code: &str) -> String {
    match code {
        "eng" => "en".to_owned(),
        "fra" | "fre" => "fr".to_owned(),
        other => other.to_owned(),
    }
}

/// Whether a payload runs on into the next record: the end of one and the header of another
/// stand in it.
fn holds_record(payload: &[u8]) -> bool {
    memchr::memmem::find_iter(payload, b"\r\n\r\nWARC/1.").any(|at| {
        let header = payload.get(at + 12..).unwrap_or_default();
        let line = header.iter().take(8).position(|byte| *byte == b'\n');
        line.and_then(|end| header.get(end + 1..)).is_some_and(|next| {
            next.get(..5).is_some_and(|name| name.eq_ignore_ascii_case(b"WARC-"))
        })
    })
}

/// The host of an address, without `www.`.
fn host(url: &str) -> Option<&str> {
    let (_, rest) = url.split_once("://")?;
    let host = rest.split(['/', '?', '#', ':']).next()?;
    let host = host.rsplit('@').next()?;
    Some(host.strip_prefix("www.").unwrap_or(host)).filter(|host| !host.is_empty())
}

fn looks_like_page(body: &[u8]) -> bool {
    let start = body.get(..512).unwrap_or(body);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    start.contains("<html") || start.contains("<!doctype html")
}
