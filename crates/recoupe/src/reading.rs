//! From inputs to articles.

use rayon::prelude::*;
use recoupe_formats::{
    Documents, Error, ErrorKind, InputFile, Record, documents, identify,
};
use recoupe_text::{
    Article, Content, RawDocument, ReadSettings, Rejection, RepeatedLines,
};
use serde::{Deserialize, Serialize};

use crate::progress::{Event, Progress, Step};
use crate::{Settings, run};

/// How many articles are read between two notes of progress. The order of the results does
/// not depend on it.
const ARTICLES_BETWEEN_NOTES: usize = 512;

/// Documents read, in input order.
#[derive(Debug)]
pub struct Reading {
    /// The files they came from.
    pub inputs: Vec<InputFile>,
    /// Each document: an article, or why it is none.
    pub documents: Vec<Result<Article, Rejection>>,
    /// Where each document was read, in the order of `documents`: a file, with the line of
    /// a record after a colon.
    pub places: Vec<String>,
}

/// A document of the run, in input order: where it was read, and the id of its article or
/// why it is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Entry {
    pub(crate) place: String,
    pub(crate) source: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) outcome: Result<String, Rejection>,
}

/// Raw documents with ids, in input order, and the files they came from.
#[derive(Debug)]
pub(crate) struct Intake {
    pub(crate) inputs: Vec<InputFile>,
    pub(crate) records: Vec<Record>,
}

/// Reads documents and turns them into articles, without comparing any.
/// Fails where an input cannot be read; bad documents are rejections.
pub fn read(
    inputs: &[String],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Reading, Error> {
    let intake = take_in(inputs, settings, progress)?;
    let places = intake
        .records
        .iter()
        .map(|record| match record {
            Record::Document(document) => document.place.clone(),
            Record::Rejection(rejection) => rejection.place.clone(),
        })
        .collect();
    let documents = articles_of(intake.records, settings, progress)?;
    run::note(progress, Event::Ends(Step::Articles))?;
    Ok(Reading { inputs: intake.inputs, documents, places })
}

/// Reads all inputs and gives every document its id.
pub(crate) fn take_in(
    inputs: &[String],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Intake, Error> {
    let mut stream = documents(inputs, &settings.input)?;
    run::note(progress, Event::Begins(Step::Input, stream.total_bytes()))?;
    let mut records = Vec::new();
    let mut files_told = 0;
    while let Some(record) = stream.next() {
        records.push(record?);
        if records.len().is_multiple_of(ARTICLES_BETWEEN_NOTES) {
            run::note(progress, Event::Advances(Step::Input, stream.bytes_read()))?;
        }
        files_told = tell_files(&stream, files_told, progress)?;
    }
    tell_files(&stream, files_told, progress)?;
    run::note(progress, Event::Advances(Step::Input, stream.bytes_read()))?;
    run::note(progress, Event::Ends(Step::Input))?;
    if records.is_empty() {
        return Err(no_document(inputs));
    }
    identify(&mut records);
    Ok(Intake { inputs: stream.files().to_vec(), records })
}

pub(crate) fn tell_files(
    stream: &Documents,
    told: usize,
    progress: &dyn Progress,
) -> Result<usize, Error> {
    for file in stream.files().iter().skip(told) {
        run::note(progress, Event::File(file))?;
    }
    Ok(stream.files().len())
}

pub(crate) fn no_document(inputs: &[String]) -> Error {
    Error::new(
        ErrorKind::NoInput,
        inputs.first().map_or("INPUT", String::as_str),
        "holds no document",
        "name inputs with at least one document",
    )
}

/// Turns records into articles on all threads; the order is that of the records. The caller
/// tells that the step has ended, once its results are safe.
pub(crate) fn articles_of(
    records: Vec<Record>,
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<Vec<Result<Article, Rejection>>, Error> {
    run::note(progress, Event::Begins(Step::Articles, records.len() as u64))?;
    let raw_documents = records.iter().filter_map(|record| match record {
        Record::Document(document) => Some(document),
        Record::Rejection(_) => None,
    });
    let repeated = repeated_lines(raw_documents);
    let how = ReadSettings {
        max_bytes: settings.input.limits.document_bytes as usize,
        ..ReadSettings::default()
    };
    let mut documents = Vec::with_capacity(records.len());
    let mut waiting = records.into_iter();
    loop {
        let part: Vec<Record> = waiting.by_ref().take(ARTICLES_BETWEEN_NOTES).collect();
        if part.is_empty() {
            break;
        }
        let read = part.into_par_iter().map(|record| match record {
            Record::Rejection(rejection) => Err(rejection),
            Record::Document(document) => recoupe_text::read(document, &how, &repeated),
        });
        documents.extend(read.collect::<Vec<_>>());
        run::note(progress, Event::Advances(Step::Articles, documents.len() as u64))?;
    }
    Ok(documents)
}

/// What the plain texts of each source repeat.
pub(crate) fn repeated_lines<'documents>(
    raw_documents: impl Iterator<Item = &'documents RawDocument>,
) -> RepeatedLines {
    let mut learner = RepeatedLines::learner();
    for document in raw_documents {
        if let Content::Text(text) = &document.content {
            learner.observe(document.source.as_deref(), text);
        }
    }
    learner.finish()
}

impl Entry {
    /// What is known of a record before it is read.
    pub(crate) fn of(record: &Record) -> Self {
        match record {
            Record::Document(RawDocument { id, source, url, place, .. }) => Self {
                place: place.clone(),
                source: source.clone(),
                url: url.clone(),
                outcome: Ok(id.clone().unwrap_or_default()),
            },
            Record::Rejection(rejection) => Self {
                place: rejection.place.clone(),
                source: None,
                url: None,
                outcome: Err(rejection.clone()),
            },
        }
    }
}
