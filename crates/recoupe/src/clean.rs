//! Documents in, clean rows out, in one stream.

use std::ops::ControlFlow;

use rayon::prelude::*;
use recoupe_formats::{Documents, Error, Identities, Record, documents};
use recoupe_text::{
    Content, RawDocument, ReadSettings, Rejection, RepeatedLines, read_mapped,
};

use crate::progress::{Event, Progress, Step};
use crate::reading::{self, no_document};
use crate::{Settings, clean_row, run};

/// So many documents, or so many bytes of them, are read at a time on all threads: enough to
/// keep them busy, and a bound for the memory. The rows do not depend on it.
const DOCUMENTS_AT_ONCE: usize = 512;
const BYTES_AT_ONCE: usize = 16 << 20;

/// Gives the clean row of each document ([`clean_row`]), or why it has none, to `take`, in
/// input order; `take` may end the run early.
///
/// Inputs are read twice: first for their ids and the lines that each source repeats, then
/// for the rows. Memory does not grow with the bytes of the inputs: an id for each document,
/// a sample of lines for each source, and the documents at hand. Standard input, which
/// cannot be read twice, is held in memory.
///
/// Fails where an input cannot be read; bad documents are rejections.
pub fn clean(
    inputs: &[String],
    settings: &Settings,
    progress: &dyn Progress,
    take: &mut dyn FnMut(Result<String, Rejection>) -> ControlFlow<()>,
) -> Result<(), Error> {
    if inputs.iter().any(|input| input == "-") {
        let intake = reading::take_in(inputs, settings, progress)?;
        let repeated = reading::repeated_lines(intake.records.iter().filter_map(text_of));
        let mut records = intake.records.into_iter().map(Ok);
        return rows(&mut records, &repeated, settings, progress, take);
    }
    let (mut identities, repeated) = survey(inputs, settings, progress)?;
    let stream = documents(inputs, &settings.input)?;
    let mut records = stream.map(|record| {
        record.map(|record| match record {
            Record::Document(mut document) => match identities.name(&mut document) {
                None => Record::Document(document),
                Some(rejection) => Record::Rejection(rejection),
            },
            rejection @ Record::Rejection(_) => rejection,
        })
    });
    rows(&mut records, &repeated, settings, progress, take)
}

fn text_of(record: &Record) -> Option<&RawDocument> {
    match record {
        Record::Document(document) => Some(document),
        Record::Rejection(_) => None,
    }
}

/// The first reading: ids, and the lines that each source repeats.
fn survey(
    inputs: &[String],
    settings: &Settings,
    progress: &dyn Progress,
) -> Result<(Identities, RepeatedLines), Error> {
    let mut stream = documents(inputs, &settings.input)?;
    run::note(progress, Event::Begins(Step::Input, stream.total_bytes()))?;
    let mut identities = Identities::default();
    let mut learner = RepeatedLines::learner();
    let (mut count, mut files_told) = (0_usize, 0);
    while let Some(record) = stream.next() {
        if let Record::Document(document) = &record? {
            identities.observe(document);
            if let Content::Text(text) = &document.content {
                learner.observe(document.source.as_deref(), text);
            }
        }
        count += 1;
        if count.is_multiple_of(DOCUMENTS_AT_ONCE) {
            run::note(progress, Event::Advances(Step::Input, stream.bytes_read()))?;
        }
        files_told = reading::tell_files(&stream, files_told, progress)?;
    }
    end_survey(&stream, files_told, progress)?;
    if count == 0 {
        return Err(no_document(inputs));
    }
    Ok((identities, learner.finish()))
}

fn end_survey(
    stream: &Documents,
    files_told: usize,
    progress: &dyn Progress,
) -> Result<(), Error> {
    reading::tell_files(stream, files_told, progress)?;
    run::note(progress, Event::Advances(Step::Input, stream.bytes_read()))?;
    run::note(progress, Event::Ends(Step::Input))
}

/// The second reading: rows, some documents at a time.
fn rows(
    records: &mut dyn Iterator<Item = Result<Record, Error>>,
    repeated: &RepeatedLines,
    settings: &Settings,
    progress: &dyn Progress,
    take: &mut dyn FnMut(Result<String, Rejection>) -> ControlFlow<()>,
) -> Result<(), Error> {
    run::note(progress, Event::Begins(Step::Articles, 0))?;
    let how = ReadSettings {
        max_bytes: settings.input.limits.document_bytes as usize,
        ..ReadSettings::default()
    };
    let mut done = 0_u64;
    loop {
        let part = part(records)?;
        if part.is_empty() {
            break;
        }
        done += part.len() as u64;
        let rows: Vec<Result<String, Rejection>> =
            part.into_par_iter().map(|record| row(record, &how, repeated)).collect();
        for row in rows {
            if take(row).is_break() {
                return Ok(());
            }
        }
        run::note(progress, Event::Advances(Step::Articles, done))?;
    }
    run::note(progress, Event::Ends(Step::Articles))
}

/// The next documents, up to the bounds.
fn part(
    records: &mut dyn Iterator<Item = Result<Record, Error>>,
) -> Result<Vec<Record>, Error> {
    let (mut part, mut bytes) = (Vec::new(), 0);
    while part.len() < DOCUMENTS_AT_ONCE && bytes < BYTES_AT_ONCE {
        let Some(record) = records.next() else { break };
        let record = record?;
        bytes += text_of(&record).map_or(0, |document| match &document.content {
            Content::Text(text) | Content::Html(text) => text.len(),
        });
        part.push(record);
    }
    Ok(part)
}

fn row(
    record: Record,
    how: &ReadSettings,
    repeated: &RepeatedLines,
) -> Result<String, Rejection> {
    match record {
        Record::Rejection(rejection) => Err(rejection),
        Record::Document(document) => {
            let place = document.place.clone();
            let (article, blocks) = read_mapped(document, how, repeated)?;
            Ok(clean_row(&article, &blocks, &place))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Silent;

    /// The rows and the reasons of rejection of files with these contents.
    fn rows_of(files: &[(&str, &str)]) -> Vec<Result<serde_json::Value, &'static str>> {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in files {
            std::fs::write(folder.path().join(name), content).unwrap();
        }
        let inputs = [folder.path().display().to_string()];
        let mut found = Vec::new();
        clean(&inputs, &Settings::default(), &Silent, &mut |row| {
            found.push(match row {
                Ok(row) => Ok(serde_json::from_str(&row).unwrap()),
                Err(rejection) => Err(rejection.reason.key()),
            });
            ControlFlow::Continue(())
        })
        .unwrap();
        found
    }

    #[test]
    fn rows_come_in_input_order_with_their_rejections() {
        let lines: Vec<String> = (0..1200)
            .map(|n| format!("{{\"id\":\"a{n}\",\"text\":\"Le port numéro {n} a rouvert lundi matin, dit la ville.\"}}\n"))
            .collect();
        let lines = lines.concat();
        let twice = format!("{lines}not json\n{}\n", lines.lines().next().unwrap());
        let rows = rows_of(&[("news.jsonl", &twice)]);
        assert_eq!(rows.len(), 1202);
        assert_eq!(rows[1200], Err("malformed"));
        assert_eq!(rows[1201], Err("repeated_id"));
        for (number, row) in rows.iter().take(1200).enumerate() {
            assert_eq!(row.as_ref().unwrap()["id"], format!("a{number}"));
        }
    }

    #[test]
    fn lines_of_a_page_lead_back_to_its_bytes() {
        let page = "<html><body><h1>A port stands still</h1><article><p>The harbour firm said on Monday that the port was shut &amp; quiet.</p><p>Le port était fermé lundi, a dit la ville dans un texte bref.</p></article></body></html>";
        let rows = rows_of(&[("page.html", page)]);
        let lines = rows[0].as_ref().unwrap()["lines"].as_array().unwrap().clone();
        assert_eq!(lines.len(), 3);
        let place =
            |line: &serde_json::Value, key: &str| line[key].as_u64().unwrap() as usize;
        let second = page
            .get(place(&lines[1], "page_start")..place(&lines[1], "page_end"))
            .unwrap();
        assert!(second.starts_with("The harbour") && second.ends_with("&amp; quiet."));
    }
}
