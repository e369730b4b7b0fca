//! The pages of an edition, for people: one per fact sheet, and the report of the whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use recoupe_copies::Role;
use recoupe_facts::FactSheet;
use recoupe_formats::Error;
use recoupe_pages::{
    Role as PageRole, Standing, StoryContext, report_html, sheet_html, sheet_markdown,
};
use recoupe_text::Article;

use crate::edition::{Edition, names};
use crate::progress::{Event, Progress, Step};
use crate::{report, run};

/// How many sheets are drawn between two notes of progress.
const SHEETS_BETWEEN_NOTES: usize = 64;

/// The link from a sheet to the report, as sheets stand in their own folder.
const REPORT_FROM_SHEET: &str = "../report.html";

/// Draws all pages into `folder`. The folder gets its name only when it is whole, so pages
/// are written plainly: making each of them durable would cost a disk's turn for every one
/// of three files per story.
pub(crate) fn draw(
    edition: &Edition,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<(), Error> {
    run::note(progress, Event::Begins(Step::Pages, edition.sheets.len() as u64))?;
    let sheets = folder.join(names::SHEET_FOLDER);
    let failed = |cause: std::io::Error| Error::writing(&sheets, &cause);
    if sheets.exists() {
        fs::remove_dir_all(&sheets).map_err(failed)?;
    }
    fs::create_dir(&sheets).map_err(failed)?;
    let standings = standings(edition);
    let mut drawn = 0;
    for part in edition.sheets.chunks(SHEETS_BETWEEN_NOTES) {
        part.par_iter()
            .try_for_each(|sheet| draw_sheet(sheet, edition, &standings, &sheets))?;
        drawn += part.len();
        run::note(progress, Event::Advances(Step::Pages, drawn as u64))?;
    }
    write(&folder.join(names::REPORT), &report_html(&report::of(edition)))?;
    run::note(progress, Event::Ends(Step::Pages))
}

fn draw_sheet(
    sheet: &FactSheet,
    edition: &Edition,
    standings: &BTreeMap<&str, Standing>,
    folder: &Path,
) -> Result<(), Error> {
    let articles: Vec<&Article> =
        sheet.articles.iter().filter_map(|id| edition.text(id)).collect();
    let of_story = sheet.articles.iter().filter_map(|id| standings.get(id.as_str()));
    let context = StoryContext {
        standings: of_story.cloned().collect(),
        report: Some(REPORT_FROM_SHEET.to_string()),
    };
    let stem = file_stem(&sheet.story);
    let mut json = serde_json::to_string_pretty(sheet).unwrap_or_default();
    json.push('\n');
    write(&folder.join(format!("{stem}.json")), &json)?;
    write(
        &folder.join(format!("{stem}.md")),
        &sheet_markdown(sheet, &articles, &context),
    )?;
    write(&folder.join(format!("{stem}.html")), &sheet_html(sheet, &articles, &context))
}

fn write(path: &Path, page: &str) -> Result<(), Error> {
    fs::write(path, page).map_err(|cause| Error::writing(path, &cause))
}

/// How each article stands among the copies of its text.
fn standings(edition: &Edition) -> BTreeMap<&str, Standing> {
    let mut standings = BTreeMap::new();
    for group in &edition.copies {
        for member in &group.members {
            let standing = Standing {
                article: member.id.clone(),
                copy_group: group.copy_group.clone(),
                role: match member.role {
                    Role::Lead => PageRole::Lead,
                    Role::Copy => PageRole::Copy,
                    Role::Partial => PageRole::Partial,
                    Role::Version => PageRole::Version,
                },
                is_superseded: member.succession.superseded_by.is_some(),
            };
            standings.insert(member.id.as_str(), standing);
        }
    }
    standings
}

/// A story's id as the name of a file on every system. Ids that differ only in letters that
/// no file may have are told apart by their digest.
pub(crate) fn file_stem(story: &str) -> String {
    let is_plain = |letter: char| {
        letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '~')
    };
    let plain: String =
        story.chars().map(|letter| if is_plain(letter) { letter } else { '-' }).collect();
    // 80: every file system takes 255 bytes, and people read the beginning.
    if story.len() <= 80 && story.chars().all(|letter| is_plain(letter) || letter == ':')
    {
        return plain;
    }
    let digest = blake3::hash(story.as_bytes()).to_hex();
    let start: String = plain.chars().take(60).collect();
    format!("{start}-{}", digest.get(..8).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_has_a_file_of_its_own_on_every_system() {
        assert_eq!(file_stem("s-d:1f2e"), "s-d-1f2e");
        let (one, other) = (file_stem("s-a/b"), file_stem("s-a?b"));
        assert!(one.starts_with("s-a-b-") && one != other, "{one} {other}");
        assert!(file_stem(&"é".repeat(300)).len() < 100);
    }
}
