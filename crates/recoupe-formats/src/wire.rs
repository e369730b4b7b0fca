//! Wire copy framed by control characters: IPTC 7901 and ANPA 1312.
//!
//! IPTC 7901: `SOH` header (source, number, priority, category, words, keyword) `STX`
//! headline and text `ETX`. ANPA: `SYN SYN SOH` header, `STX`, lines that begin with `^` (in
//! older copy `<`) for headline and byline, `ETX`. Source: the two standards of the IPTC and
//! the American Newspaper Publishers Association, and what agencies send.

use std::io::{self, BufRead};

use recoupe_text::{Content, Metadata, RawDocument, Reason};

use crate::Record;
use crate::content::{Place, Records, Traits};
use crate::encoding::decode;
use crate::publication::publication_of;
use crate::sniff::Form;

const START_OF_HEADER: u8 = 1;
const START_OF_TEXT: u8 = 2;
const END_OF_TEXT: u8 = 3;

/// Which wire it is, by the first header: IPTC 7901 begins with the letters of the source
/// and a number (`AFP0123`), ANPA with one letter for the service level (`a0123`).
pub(crate) fn form_of(head: &[u8]) -> Option<Form> {
    let start = head.iter().take(8).position(|byte| *byte == START_OF_HEADER)?;
    let is_filler = |byte: &u8| *byte == 0x16;
    if !head.get(..start)?.iter().all(is_filler) {
        return None;
    }
    let header = head.get(start + 1..)?;
    let letters = header.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    Some(if letters == 1 { Form::Anpa } else { Form::Iptc7901 })
}

/// Messages of a wire while they are read.
pub(crate) struct Wire {
    reader: Box<dyn BufRead>,
    form: Form,
    place: Place,
    encoding: &'static str,
    /// How many messages were met.
    number: u64,
}

/// The bytes of one message from `SOH` to `ETX`.
struct Frame {
    bytes: Vec<u8>,
    is_over: bool,
    is_whole: bool,
}

impl Wire {
    pub(crate) fn new(reader: Box<dyn BufRead>, form: Form, place: Place) -> Self {
        Self { reader, form, place, encoding: "utf-8", number: 0 }
    }

    /// The next message; a `SOH` inside of one means that its end was lost.
    fn next_frame(&mut self) -> io::Result<Option<Frame>> {
        if !self.pass_to_start()? {
            return Ok(None);
        }
        let most = self.place.settings.limits.record_bytes as usize;
        let mut frame = Frame { bytes: Vec::new(), is_over: false, is_whole: false };
        loop {
            let part = self.reader.fill_buf()?;
            let end = memchr::memchr2(END_OF_TEXT, START_OF_HEADER, part);
            let used = end.unwrap_or(part.len());
            let is_at_end = part.is_empty();
            let closes = end.and_then(|end| part.get(end)) == Some(&END_OF_TEXT);
            frame.is_over |= frame.bytes.len() + used > most;
            if frame.is_over {
                frame.bytes = Vec::new();
            } else {
                frame.bytes.extend_from_slice(part.get(..used).unwrap_or_default());
            }
            self.reader.consume(used + usize::from(closes));
            if end.is_some() || is_at_end {
                frame.is_whole = closes;
                return Ok(Some(frame));
            }
        }
    }

    /// Passes everything up to the next `SOH`, and that.
    fn pass_to_start(&mut self) -> io::Result<bool> {
        loop {
            let part = self.reader.fill_buf()?;
            if part.is_empty() {
                return Ok(false);
            }
            let start = memchr::memchr(START_OF_HEADER, part);
            let used = start.map_or(part.len(), |start| start + 1);
            self.reader.consume(used);
            if start.is_some() {
                return Ok(true);
            }
        }
    }

    fn record(&mut self, frame: &Frame) -> Record {
        if frame.is_over {
            return self.place.too_long(self.number);
        }
        let at = self.place.at(self.number);
        let refuse = |detail: &str| {
            Place::reject(at.clone(), Reason::Malformed, detail.to_owned())
        };
        if !frame.is_whole {
            return refuse("the message is cut off: its end of text is missing");
        }
        let Some(split) = memchr::memchr(START_OF_TEXT, &frame.bytes) else {
            return refuse("the message has no start of text");
        };
        let header = frame.bytes.get(..split).unwrap_or_default().to_vec();
        let text = frame.bytes.get(split + 1..).unwrap_or_default();
        let text: Vec<u8> =
            text.iter().copied().filter(|byte| !is_frame_control(*byte)).collect();
        let (Some(header), Some(text)) = (decode(header, None), decode(text, None))
        else {
            return refuse("its bytes are no text");
        };
        if text.encoding != "utf-8" && self.encoding == "utf-8" {
            self.encoding = text.encoding;
        }
        let mut document = match self.form {
            Form::Anpa => anpa(&header.text, &text.text),
            _ => iptc(&header.text, &text.text),
        };
        document.place = at;
        self.place.finish(document)
    }
}

impl Records for Wire {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        let Some(frame) = self.next_frame()? else { return Ok(None) };
        self.number += 1;
        Ok(Some(self.record(&frame)))
    }

    fn trait_of(&self) -> Traits {
        Traits::of(self.form.name(), self.encoding)
    }
}

/// Control characters of the line: synchronisation, shifts, fillers.
fn is_frame_control(byte: u8) -> bool {
    byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')
}

/// `AFP0123 4 POL 0345 Keyword` and its kin: source and number, priority, category, words.
fn iptc(header: &str, text: &str) -> RawDocument {
    let fields: Vec<&str> = header.split_whitespace().collect();
    let first = fields.first().copied().unwrap_or_default();
    let source: String = first.chars().take_while(|it| it.is_alphabetic()).collect();
    let slug = fields.iter().skip(1).filter(|it| it.parse::<u32>().is_err()).skip(1);
    let slug: Vec<&str> = slug.copied().collect();
    let (title, body) = headline_and_body(text);
    RawDocument {
        id: (!first.is_empty()).then(|| first.to_owned()),
        source: (!source.is_empty()).then_some(source),
        title,
        metadata: Metadata {
            publication: slug.iter().find_map(|word| publication_of(word)),
            editor_note: (!slug.is_empty()).then(|| slug.join(" ")),
            ..Metadata::default()
        },
        content: Content::Text(body),
        ..RawDocument::default()
    }
}

/// The first paragraph is the headline where the next begins after an empty line or an
/// indent; the rest is the text.
fn headline_and_body(text: &str) -> (Option<String>, String) {
    let text = text.trim_start_matches(['\r', '\n']).trim_end();
    let mut title: Vec<&str> = Vec::new();
    let mut from = 0;
    for line in text.split_inclusive('\n') {
        let is_indented = line.starts_with([' ', '\t']) && !title.is_empty();
        if line.trim().is_empty() || is_indented {
            break;
        }
        title.push(line.trim());
        from += line.len();
    }
    let body = text.get(from..).unwrap_or_default().trim();
    let headline = title.join(" ");
    if body.is_empty() || headline.chars().count() > LONGEST_HEADLINE {
        return (None, text.to_owned());
    }
    (Some(headline), body.to_owned())
}

/// Longer first paragraphs are text: the headlines of agencies stay below 160 letters.
const LONGEST_HEADLINE: usize = 200;

/// Header lines of ANPA: service level, number, selectors; text lines begin with `^` for
/// headline and byline, `<` ends each, an editor's note has its mark.
fn anpa(header: &str, text: &str) -> RawDocument {
    let mut lines = header.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let id: String = first.split_whitespace().next().unwrap_or_default().to_owned();
    let mut document =
        RawDocument { id: (!id.is_empty()).then_some(id), ..RawDocument::default() };
    let mut body: Vec<&str> = Vec::new();
    for line in text.lines() {
        let plain = line.trim().trim_end_matches(['<', '=']).trim_end();
        if let Some(marked) = plain.strip_prefix('^') {
            take_marked(&mut document, marked.trim());
        } else if let Some(note) = plain.strip_prefix("EDITOR'S NOTE _") {
            document.metadata.editor_note = Some(note.trim().to_owned());
        } else {
            body.push(plain);
        }
    }
    document.content = Content::Text(body.join("\n").trim().to_owned());
    document
}

/// The first marked line is the headline, one that begins with "By" or "Par" the byline.
fn take_marked(document: &mut RawDocument, marked: &str) {
    let is_byline =
        ["By ", "BY ", "Par ", "PAR "].iter().any(|by| marked.starts_with(by));
    if marked.is_empty() {
        return;
    }
    if is_byline {
        document.metadata.byline = Some(marked.to_owned());
    } else if document.title.is_none() {
        document.title = Some(marked.to_owned());
    } else {
        document.metadata.credits.push(marked.to_owned());
    }
}
