//! News in XML: feeds, NITF, NewsML 1.x and NewsML-G2. The items are cut out of the stream
//! one by one, so that a broken one does not hide those behind it, and each is read as a
//! small tree of bounded size. Entities that a document declares itself are never expanded.

mod feeds;
mod g2;
mod newsml;
mod nitf;
mod scan;
mod tree;

use std::io::{self, BufRead};

use recoupe_text::{RawDocument, Reason};

use crate::Record;
use crate::content::{Place, Records, Traits, rejection};
use crate::sniff::Form;

use scan::Scanner;
pub(crate) use tree::Element;

/// The items of one content.
pub(crate) struct Items {
    scanner: Scanner,
    form: Form,
    encoding: &'static str,
    place: Place,
    count: u64,
    passed_over: u64,
    /// What the start of the content says of all items; read with the first of them.
    around: Option<Element>,
    kind: &'static str,
    is_done: bool,
}

/// What an item turned out to be.
pub(crate) enum Item {
    Document(Box<RawDocument>),
    /// No document: a picture, a package.
    PassedOver,
    Refused(Reason, String),
}

impl Items {
    pub(crate) fn new(
        reader: Box<dyn BufRead>,
        form: Form,
        encoding: &'static str,
        place: Place,
    ) -> Self {
        let names: &[&str] = match form {
            Form::Feed => &["item", "entry"],
            Form::Nitf => &["nitf"],
            Form::NewsMl => &["NewsItem"],
            Form::NewsMlG2 => &["newsItem"],
            _ => &[],
        };
        Self {
            scanner: Scanner::new(reader, names, place.settings.limits),
            form,
            encoding,
            place,
            count: 0,
            passed_over: 0,
            around: None,
            kind: form.name(),
            is_done: false,
        }
    }

    /// The record of a cut-out item; `None` where it is no document.
    fn record(&mut self, cut: &scan::Cut) -> Option<Record> {
        let at = self.place.at(cut.line);
        if cut.is_over {
            return Some(self.place.too_long(cut.line));
        }
        let refuse = |detail: String| {
            Some(Record::Rejection(rejection(at.clone(), Reason::Malformed, detail)))
        };
        if !cut.is_whole {
            return refuse("the item is cut off: its end is missing".to_owned());
        }
        let item = match Element::read(&cut.text, self.place.settings.limits) {
            Ok(item) => item,
            Err(detail) => return refuse(detail),
        };
        match self.read(&item, at.clone()) {
            Item::Document(document) => Some(self.place.finish(*document)),
            Item::PassedOver => {
                self.passed_over += 1;
                None
            }
            Item::Refused(reason, detail) => Some(Place::reject(at, reason, detail)),
        }
    }

    fn read(&mut self, item: &Element, at: String) -> Item {
        if self.around.is_none() {
            let around = Element::read_leniently(
                self.scanner.around(),
                self.place.settings.limits,
            );
            self.kind = kind_of(self.form, &around);
            self.around = Some(around);
        }
        let nothing = Element::default();
        let around = self.around.as_ref().unwrap_or(&nothing);
        match self.form {
            Form::Nitf => nitf::document(item, at),
            Form::NewsMl => newsml::document(item, around, at),
            Form::NewsMlG2 => g2::document(item, around, at),
            _ => feeds::document(item, around, at),
        }
    }

    /// A content without any item is told once.
    fn nothing_found(&self) -> Record {
        let around =
            Element::read_leniently(self.scanner.around(), self.place.settings.limits);
        let root = around.elements().next().map_or("", |root| root.name.as_str());
        let detail = match self.form {
            Form::OtherXml => format!("XML of a vocabulary not known here: <{root}>"),
            form => format!("no item in this {}", form.name()),
        };
        Place::reject(self.place.name.clone(), Reason::Malformed, detail)
    }
}

/// Which sort of feed it is.
fn kind_of(form: Form, around: &Element) -> &'static str {
    let root = around.elements().next().map(Element::local);
    match (form, root) {
        (Form::Feed, Some("feed")) => "atom",
        (Form::Feed, _) => "rss",
        (form, _) => form.name(),
    }
}

impl Records for Items {
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        while !self.is_done {
            let Some(cut) = self.scanner.next_cut()? else {
                self.is_done = true;
                let is_empty_feed = self.form == Form::Feed && self.scanner.is_whole();
                let is_told = self.count + self.passed_over > 0 || is_empty_feed;
                return Ok((!is_told).then(|| self.nothing_found()));
            };
            if let Some(record) = self.record(&cut) {
                self.count += 1;
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    fn trait_of(&self) -> Traits {
        let passed_over = self.passed_over;
        Traits { passed_over, ..Traits::of(self.kind, self.encoding) }
    }
}
