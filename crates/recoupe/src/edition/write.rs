//! An edition to files.

use std::path::Path;

use recoupe_formats::{Error, sync_folder, write_json, write_json_lines};

use super::{Edition, names};

/// Writes the rows into `folder`, `edition.json` last: a folder with it is whole.
pub(crate) fn write(edition: &Edition, folder: &Path) -> Result<(), Error> {
    write_json_lines(&folder.join(names::ARTICLES), &edition.articles)?;
    write_json_lines(&folder.join(names::TEXTS), &edition.texts)?;
    write_json_lines(&folder.join(names::PAIRS), &edition.pairs)?;
    write_json_lines(&folder.join(names::COPIES), &edition.copies)?;
    write_json_lines(&folder.join(names::STORIES), &edition.stories)?;
    write_json_lines(&folder.join(names::SHEETS), &edition.sheets)?;
    write_json(&folder.join(names::HEAD), &edition.head)?;
    sync_folder(folder)
}
