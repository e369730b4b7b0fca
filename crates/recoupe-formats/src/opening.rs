//! From a stream of bytes to its records: packings are taken off, the form is recognised,
//! the reader of that form takes over.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek, SeekFrom};

use recoupe_text::{Content, RawDocument, Reason};

use crate::archives::{Tar, Zip};
use crate::content::{Place, Records, Traits};
use crate::encoding::{self, decode};
use crate::json::JsonRecords;
use crate::mail::{Mailbox, Message};
use crate::packing::{Digested, Intake, Packing};
use crate::records::{Mapped, Objects};
use crate::sniff::{Form, binary_form_of, declared_charset, form_of};
use crate::tables::{self, Delimited};
use crate::transcoding::Transcoding;
use crate::warc::{self, Warc};
use crate::wire::Wire;
use crate::xml::Items;
use crate::{Field, Record};

/// How much of a content is looked at to recognise its form.
const HEAD_BYTES: u64 = 1 << 16;

/// A content ready to be read.
pub(crate) struct Opened {
    pub(crate) records: Box<dyn Records>,
    /// The packings around it, outermost first.
    pub(crate) packings: Vec<&'static str>,
}

/// Opens a file. Forms that need their end at hand are read in place.
pub(crate) fn open_file(
    mut file: File,
    place: Place,
    intake: &Intake,
) -> io::Result<Opened> {
    let mut start = Vec::new();
    file.by_ref().take(64).read_to_end(&mut start)?;
    let is_seekable = file.seek(SeekFrom::Start(0)).is_ok();
    if let Some(form) = binary_form_of(&start).filter(|form| form.needs_its_end())
        && is_seekable
    {
        let mut digested =
            Digested { inner: Box::new(file.try_clone()?), intake: intake.clone() };
        io::copy(&mut digested, &mut io::sink())?;
        file.seek(SeekFrom::Start(0))?;
        let records = open_with_end(file, form, place, intake)?;
        return Ok(Opened { records, packings: Vec::new() });
    }
    let stream: Box<dyn Read> = if is_seekable {
        Box::new(file)
    } else {
        Box::new(Cursor::new(start).chain(file))
    };
    let digested = Digested { inner: stream, intake: intake.clone() };
    open_stream(Box::new(BufReader::with_capacity(1 << 16, digested)), place, intake)
}

/// Opens a stream: standard input, or an entry of an archive.
pub(crate) fn open_stream(
    mut stream: Box<dyn BufRead>,
    mut place: Place,
    intake: &Intake,
) -> io::Result<Opened> {
    let mut packings = Vec::new();
    let head = loop {
        let mut head = Vec::new();
        stream.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
        let packing = Packing::of(&head);
        let is_web_archive = packing != Packing::Plain && warc::is_packed(packing, &head);
        stream = Box::new(Cursor::new(head.clone()).chain(stream));
        if is_web_archive {
            packings.push(packing.name());
            let records = Box::new(Warc::packed(stream, packing, place, intake));
            return Ok(Opened { records, packings });
        }
        if packing == Packing::Plain {
            break head;
        }
        place = place.deeper()?;
        packings.push(packing.name());
        stream = packing.unpack(stream, place.settings.limits, intake)?;
    };
    let records = open_unpacked(head, stream, place, intake)?;
    Ok(Opened { records, packings })
}

/// Opens a content that is not packed; `stream` begins with `head`.
fn open_unpacked(
    mut head: Vec<u8>,
    mut stream: Box<dyn BufRead>,
    place: Place,
    intake: &Intake,
) -> io::Result<Box<dyn Records>> {
    if let Some(form) = binary_form_of(&head) {
        if form.needs_its_end() {
            let mut kept = tempfile::tempfile()?;
            io::copy(&mut stream, &mut kept)?;
            kept.seek(SeekFrom::Start(0))?;
            return open_with_end(kept, form, place.deeper()?, intake);
        }
        return open_form(form, stream, "utf-8", None, place, intake);
    }
    let mut name = "utf-8";
    if let Some(wide) = encoding::wide(&head) {
        name = encoding::name(wide);
        stream = transcoded(stream, wide);
        head = Vec::new();
        stream.by_ref().take(HEAD_BYTES).read_to_end(&mut head)?;
        stream = Box::new(Cursor::new(head.clone()).chain(stream));
    }
    let chosen: Vec<&str> = place
        .settings
        .overrides
        .iter()
        .filter(|one| matches!(one.field, Field::Text | Field::Html))
        .map(|one| one.key.as_str())
        .collect();
    let form = form_of(&head, &chosen);
    if is_empty_list(&head, form, &place.name) {
        return Ok(Box::new(Nothing));
    }
    let charset = declared_charset(&head);
    if form.is_written()
        && !matches!(form, Form::JsonLines | Form::JsonArray | Form::JsonObjects)
        && let Some(encoding) = encoding::of_stream(&head, charset.as_deref())
    {
        name = encoding::name(encoding);
        stream = transcoded(stream, encoding);
    }
    if form.is_written() && head.starts_with(b"\xef\xbb\xbf") {
        io::copy(&mut stream.by_ref().take(3), &mut io::sink())?;
    }
    open_form(form, stream, name, charset, place, intake)
}

fn transcoded(
    stream: Box<dyn BufRead>,
    encoding: &'static encoding_rs::Encoding,
) -> Box<dyn BufRead> {
    let decoded = Transcoding::new(Box::new(stream), encoding);
    Box::new(BufReader::with_capacity(1 << 16, decoded))
}

fn open_form(
    form: Form,
    reader: Box<dyn BufRead>,
    encoding: &'static str,
    charset: Option<String>,
    place: Place,
    intake: &Intake,
) -> io::Result<Box<dyn Records>> {
    let most = place.settings.limits.record_bytes;
    Ok(match form {
        Form::JsonLines | Form::JsonArray | Form::JsonObjects => {
            mapped(place, JsonRecords { reader, form, most, line: 0, encoding })
        }
        Form::Delimited(delimiter) => {
            mapped(place, Delimited::new(reader, delimiter, most, encoding))
        }
        Form::ArrowStream => tables::open_arrow_stream(reader, place)?,
        Form::Tar => Box::new(Tar::new(reader, place, intake)),
        Form::Warc => Box::new(Warc::plain(reader, place, intake)),
        Form::Feed | Form::Nitf | Form::NewsMl | Form::NewsMlG2 | Form::OtherXml => {
            Box::new(Items::new(reader, form, encoding, place))
        }
        Form::Iptc7901 | Form::Anpa => Box::new(Wire::new(reader, form, place)),
        Form::Mail => Box::new(Message::new(reader, place)),
        Form::Mbox => Box::new(Mailbox::new(reader, place)),
        Form::Html | Form::Text | Form::Zip | Form::Parquet | Form::ArrowFile => {
            Box::new(Whole { reader, form, charset, encoding, place, is_done: false })
        }
    })
}

fn mapped(place: Place, source: impl Objects + 'static) -> Box<dyn Records> {
    Box::new(Mapped::new(place, source))
}

/// Opens a form that is read from its end.
fn open_with_end(
    file: File,
    form: Form,
    place: Place,
    intake: &Intake,
) -> io::Result<Box<dyn Records>> {
    match form {
        Form::Zip => Ok(Box::new(Zip::new(file, place, intake)?)),
        Form::Parquet => tables::open_parquet(file, place),
        _ => tables::open_arrow_file(file, place),
    }
}

/// Whether an empty content is called like a list of records (then it is a list of none)
/// rather than like a text (then it is an empty document).
fn is_empty_list(head: &[u8], form: Form, name: &str) -> bool {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase();
    let kinds = [".json", ".jsonl", ".ndjson", ".csv", ".tsv", ".xml", ".mbox"];
    form == Form::Text
        && head.trim_ascii().is_empty()
        && kinds.iter().any(|kind| name.contains(kind))
}

/// A list of no records.
struct Nothing;

impl Records for Nothing {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        Ok(None)
    }

    fn trait_of(&self) -> Traits {
        Traits::of(Form::Text.name(), "utf-8")
    }
}

/// A content that is one document: a text, or a page.
struct Whole {
    reader: Box<dyn BufRead>,
    form: Form,
    charset: Option<String>,
    encoding: &'static str,
    place: Place,
    is_done: bool,
}

impl Records for Whole {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        if std::mem::replace(&mut self.is_done, true) {
            return Ok(None);
        }
        let name = self.place.name.clone();
        let most = self.place.settings.limits.document_bytes;
        let mut bytes = Vec::new();
        self.reader.by_ref().take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            io::copy(&mut self.reader, &mut io::sink())?;
            let detail = format!("the document is longer than {most} bytes");
            return Ok(Some(Place::reject(name, Reason::TooLarge, detail)));
        }
        let Some(decoded) = decode(bytes, self.charset.as_deref()) else {
            let detail = "its bytes are no text in any encoding known here";
            return Ok(Some(Place::reject(name, Reason::NotText, detail)));
        };
        if self.encoding == "utf-8" {
            self.encoding = decoded.encoding;
        }
        let content = match self.form {
            Form::Html => Content::Html(decoded.text),
            _ => Content::Text(decoded.text),
        };
        let document = RawDocument { content, place: name, ..RawDocument::default() };
        Ok(Some(self.place.finish(document)))
    }

    fn trait_of(&self) -> Traits {
        Traits::of(self.form.name(), self.encoding)
    }
}
