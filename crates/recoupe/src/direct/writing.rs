//! The last pass: rows become the files of an edition.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use recoupe_copies::{CopyGroup, Member, Role, Succession};
use recoupe_formats::{Error, WholeFile, sync_folder, write_json, write_json_lines};
use recoupe_text::Rejection;

use super::joining::Joined;
use super::rows::{Tail, add_id, add_keys};
use super::signing::{RowOf, Signed};
use crate::Settings;
use crate::edition::{Counts, EditionHead, FORMAT, names, rejected_row};
use crate::progress::Progress;
use crate::reading::Entry;

/// Writes all files, `edition.json` last. Fails where they cannot be written.
pub(crate) fn write(
    signed: Signed,
    joined: Joined,
    settings: &Settings,
    partial: &Path,
    _progress: &dyn Progress,
) -> Result<Counts, Error> {
    let mut counts = Counts { languages: signed.languages.clone(), ..Counts::default() };
    whole(&partial.join(names::ARTICLES), |out| {
        articles(out, &signed, &joined, &mut counts)
    })?;
    whole(&partial.join(names::COPIES), |out| {
        groups(out, &signed, &joined, &mut counts)
    })?;
    whole(&partial.join(names::PAIRS), |out| pairs(out, &joined))?;
    for empty in [names::TEXTS, names::STORIES, names::SHEETS] {
        write_json_lines::<()>(&partial.join(empty), [])?;
    }
    let head = EditionHead {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_string(),
        counts: counts.clone(),
        settings: settings.clone(),
        inputs: signed.inputs,
        warnings: joined.warnings,
        rulings: Vec::new(),
    };
    write_json(&partial.join(names::HEAD), &head)?;
    sync_folder(partial)?;
    Ok(counts)
}

fn whole(
    path: &Path,
    fill: impl FnOnce(&mut WholeFile) -> io::Result<()>,
) -> Result<(), Error> {
    let mut file = WholeFile::create(path)?;
    fill(&mut file).map_err(|cause| Error::writing(path, &cause))?;
    file.finish()
}

fn articles(
    out: &mut WholeFile,
    signed: &Signed,
    joined: &Joined,
    counts: &mut Counts,
) -> io::Result<()> {
    let (mut position, mut rows, mut tail, mut line) = (0_u32, vec![], vec![], vec![]);
    for (piece, lengths) in &signed.rows.blocks {
        signed.rows.heap.read(*piece, &mut rows)?;
        let mut start = 0;
        for row in lengths {
            line.clear();
            counts.documents += 1;
            let mut next = |length: u32| {
                let from = start;
                start += length as usize;
                rows.get(from..start).unwrap_or_default()
            };
            match *row {
                RowOf::Rejected(length, reason) => {
                    line.extend_from_slice(next(length));
                    counts.reject(reason.key());
                }
                RowOf::Article(length) => {
                    let head = next(length);
                    if let Some(rejection) = signed.repeated.get(&position) {
                        line.extend(repeated_row(head, rejection));
                        counts.reject(rejection.reason.key());
                    } else {
                        let id = signed.sketches.id(position);
                        add_id(&mut line, id);
                        line.extend_from_slice(head);
                        line.push(b',');
                        let place = joined.tails.get(position as usize).copied();
                        let place = place.unwrap_or_default();
                        if place.is_empty() {
                            add_single(&mut line, id);
                        } else {
                            joined.heap.read(place, &mut tail)?;
                            line.extend_from_slice(&tail);
                            counts.in_copies += 1;
                        }
                        line.push(b'}');
                        counts.articles += 1;
                    }
                    position += 1;
                }
            }
            line.push(b'\n');
            out.write_all(&line)?;
        }
    }
    Ok(())
}

impl Counts {
    fn reject(&mut self, reason: &str) {
        self.rejections += 1;
        *self.reasons.entry(reason.to_owned()).or_default() += 1;
    }
}

/// The tail of an article that is alone.
fn add_single(line: &mut Vec<u8>, id: &str) {
    let group = format!("copy-{id}");
    let tail = Tail {
        copy_group: Some(&group),
        role: Some(Role::Lead),
        lead: Some(id),
        resemblance: Some(1.0),
        containment: Some(1.0),
        succession: &Succession::default(),
        keep: true,
        story: None,
    };
    add_keys(line, &tail);
}

/// The row of a document that was rejected after it was read.
fn repeated_row(head: &[u8], rejection: &Rejection) -> Vec<u8> {
    let read: BTreeMap<String, serde_json::Value> =
        serde_json::from_slice(&[b"{", head, b"}"].concat()).unwrap_or_default();
    let words =
        |key: &str| read.get(key).and_then(|value| value.as_str()).map(str::to_owned);
    let entry = Entry {
        place: words("place").unwrap_or_default(),
        source: words("source"),
        url: words("url"),
        outcome: Err(rejection.clone()),
    };
    serde_json::to_vec(&rejected_row(&entry, rejection)).unwrap_or_default()
}

/// All groups, sorted by lead.
fn groups(
    out: &mut WholeFile,
    signed: &Signed,
    joined: &Joined,
    counts: &mut Counts,
) -> io::Result<()> {
    let mut row = Vec::new();
    for position in &joined.by_id {
        if let Some(piece) = joined.groups.get(position) {
            joined.heap.read(*piece, &mut row)?;
        } else {
            let tail = joined.tails.get(*position as usize).copied().unwrap_or_default();
            if !tail.is_empty() || signed.sketches.is_removed(*position) {
                continue;
            }
            row = serde_json::to_vec(&alone(signed.sketches.id(*position)))?;
        }
        counts.copy_groups += 1;
        row.push(b'\n');
        out.write_all(&row)?;
    }
    Ok(())
}

fn alone(id: &str) -> CopyGroup {
    let member = Member {
        id: id.to_owned(),
        role: Role::Lead,
        resemblance: 1.0,
        containment: 1.0,
        succession: Succession::default(),
    };
    let copy_group = format!("copy-{id}");
    CopyGroup { copy_group, lead: id.to_owned(), members: vec![member] }
}

fn pairs(out: &mut WholeFile, joined: &Joined) -> io::Result<()> {
    let mut row = Vec::new();
    for (_, _, piece) in &joined.pairs {
        joined.heap.read(*piece, &mut row)?;
        row.push(b'\n');
        out.write_all(&row)?;
    }
    Ok(())
}
