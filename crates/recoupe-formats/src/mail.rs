//! E-mail (RFC 5322) as newsrooms receive copy by it, one message or an mbox of them.

use std::io::{self, BufRead, Read};

use mail_parser::{Address, MessageParser};
use recoupe_text::{Content, Metadata, RawDocument, Reason};

use crate::Record;
use crate::content::{Place, Records, Traits};
use crate::json::next_raw_line;
use crate::markup;
use crate::sniff::Form;

/// Header fields that begin a message, in lower case.
const FIELDS: [&str; 16] = [
    "return-path",
    "received",
    "delivered-to",
    "message-id",
    "mime-version",
    "from",
    "to",
    "subject",
    "date",
    "reply-to",
    "sender",
    "cc",
    "content-type",
    "x-mailer",
    "dkim-signature",
    "content-transfer-encoding",
];

/// Whether a text is mail: at least three known header fields before the first empty line,
/// a sender or a message id among them; an mbox begins with `From `.
pub(crate) fn form_of(start: &str) -> Option<Form> {
    let is_mbox = start.starts_with("From ");
    let header = if is_mbox { start.split_once('\n')?.1 } else { start };
    let mut known: Vec<&str> = Vec::new();
    for line in header.lines().take(64).take_while(|line| !line.trim().is_empty()) {
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let (name, _) = line.split_once(':')?;
        let name = name.to_ascii_lowercase();
        known.extend(FIELDS.iter().find(|field| **field == name).copied());
    }
    let is_mail =
        known.len() >= 3 && known.iter().any(|it| matches!(*it, "from" | "message-id"));
    is_mail.then_some(if is_mbox { Form::Mbox } else { Form::Mail })
}

/// One message.
pub(crate) struct Message {
    reader: Box<dyn BufRead>,
    place: Place,
    is_done: bool,
}

impl Message {
    pub(crate) fn new(reader: Box<dyn BufRead>, place: Place) -> Self {
        Self { reader, place, is_done: false }
    }
}

impl Records for Message {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        if std::mem::replace(&mut self.is_done, true) {
            return Ok(None);
        }
        let most = self.place.settings.limits.record_bytes;
        let mut bytes = Vec::new();
        self.reader.by_ref().take(most + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > most {
            io::copy(&mut self.reader, &mut io::sink())?;
            let detail = format!("the message is longer than {most} bytes");
            return Ok(Some(Place::reject(
                self.place.name.clone(),
                Reason::TooLarge,
                detail,
            )));
        }
        Ok(Some(document(&bytes, self.place.name.clone(), &self.place)))
    }

    fn trait_of(&self) -> Traits {
        Traits::of(Form::Mail.name(), "utf-8")
    }
}

/// The messages of an mbox: each begins with a line `From ` after an empty one.
pub(crate) struct Mailbox {
    reader: Box<dyn BufRead>,
    place: Place,
    line: u64,
    /// The line that began the message to come.
    begins: Option<u64>,
}

impl Mailbox {
    pub(crate) fn new(reader: Box<dyn BufRead>, place: Place) -> Self {
        Self { reader, place, line: 0, begins: None }
    }
}

impl Records for Mailbox {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        let most = self.place.settings.limits.record_bytes;
        let (mut bytes, mut is_over, mut is_after_blank) = (Vec::new(), false, true);
        let mut begins = self.begins.take();
        while let Some(raw) = next_raw_line(&mut self.reader, &mut self.line, most)? {
            let line = raw.bytes.unwrap_or_default();
            if is_after_blank && line.starts_with(b"From ") {
                if begins.is_some() {
                    self.begins = Some(raw.line);
                    break;
                }
                begins = Some(raw.line);
                continue;
            }
            is_after_blank = line.trim_ascii().is_empty();
            is_over |= (bytes.len() + line.len()) as u64 > most;
            let quoted =
                line.strip_prefix(b">").filter(|rest| rest.starts_with(b"From "));
            if is_over {
                bytes = Vec::new();
            } else {
                bytes.extend_from_slice(quoted.unwrap_or(&line));
            }
        }
        let Some(begins) = begins else { return Ok(None) };
        if is_over {
            return Ok(Some(self.place.too_long(begins)));
        }
        Ok(Some(document(&bytes, self.place.at(begins), &self.place)))
    }

    fn trait_of(&self) -> Traits {
        Traits::of(Form::Mbox.name(), "utf-8")
    }
}

/// Reads a message: its plain text, else the text of its HTML.
fn document(bytes: &[u8], at: String, place: &Place) -> Record {
    // A foreign parser on foreign bytes: a panic in it must not end the run.
    let parsed = std::panic::catch_unwind(|| {
        MessageParser::default().parse(bytes).and_then(|message| read(&message))
    });
    match parsed {
        Ok(Some(document)) => place.finish(RawDocument { place: at, ..document }),
        _ => Place::reject(at, Reason::Malformed, "no mail message with a text in it"),
    }
}

fn read(message: &mail_parser::Message<'_>) -> Option<RawDocument> {
    let is_html_only = message.text_bodies().all(mail_parser::MessagePart::is_text_html);
    let text = if is_html_only { None } else { message.body_text(0) };
    let text = match text {
        Some(text) => text.replace("\r\n", "\n"),
        None => markup::text_of(&message.body_html(0)?),
    };
    let sender = message.from().and_then(Address::first);
    let name = sender.and_then(|it| it.name()).map(str::to_owned);
    let host = sender
        .and_then(|it| it.address())
        .and_then(|address| address.rsplit_once('@'))
        .map(|(_, host)| host.to_owned());
    Some(RawDocument {
        id: message.message_id().map(str::to_owned),
        source: host,
        title: message
            .subject()
            .map(|it| it.trim().to_owned())
            .filter(|it| !it.is_empty()),
        published: message
            .date()
            .filter(|date| date.is_valid())
            .map(mail_parser::DateTime::to_rfc3339),
        language: message
            .header("Content-Language")
            .and_then(|value| value.as_text())
            .map(str::to_owned),
        metadata: Metadata { byline: name, ..Metadata::default() },
        content: Content::Text(text.trim_end().to_owned()),
        ..RawDocument::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mail_is_told_from_prose() {
        let mail = "From: a@b.example\r\nSubject: =?utf-8?q?=C3=89t=C3=A9?=\r\nDate: x\r\n\r\nText";
        assert_eq!(form_of(mail), Some(Form::Mail));
        assert_eq!(form_of(&format!("From a@b.example Mon\n{mail}")), Some(Form::Mbox));
        assert_eq!(form_of("From: Paris\nThe mayor: no comment\n"), None);
        assert_eq!(form_of("From Paris with love\n\nA text.\n"), None);
        assert_eq!(form_of("Subject: a\nDate: b\nTo: c\n\nno sender"), None);
    }
}
