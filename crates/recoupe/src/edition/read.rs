//! An edition from its files.

use std::path::Path;

use recoupe_formats::{Error, ErrorKind, read_json, read_json_lines};

use super::{Edition, EditionHead, FORMAT, names};

impl Edition {
    /// Reads an edition. Fails where the folder is none, was made in another format, or a
    /// row of it cannot be understood (the error names file and line).
    pub fn open(folder: &Path) -> Result<Self, Error> {
        let head_path = folder.join(names::HEAD);
        if !head_path.is_file() {
            return Err(Error::new(
                ErrorKind::Missing,
                folder,
                "is no edition (it holds no edition.json)",
                "name the folder that `recoupe run --out` made",
            ));
        }
        let format: FormatOnly = read_json(&head_path)?;
        if format.format != FORMAT {
            let what = format!("has edition format {}, here is {FORMAT}", format.format);
            let remedy = "make the edition again with this version";
            return Err(Error::new(ErrorKind::Malformed, head_path, what, remedy));
        }
        let head: EditionHead = read_json(&head_path)?;
        Ok(Self {
            head,
            articles: read_json_lines(&folder.join(names::ARTICLES))?,
            texts: read_json_lines(&folder.join(names::TEXTS))?,
            pairs: read_json_lines(&folder.join(names::PAIRS))?,
            copies: read_json_lines(&folder.join(names::COPIES))?,
            stories: read_json_lines(&folder.join(names::STORIES))?,
            sheets: read_json_lines(&folder.join(names::SHEETS))?,
        })
    }
}

/// What is read first, before anything else is believed.
#[derive(serde::Deserialize)]
struct FormatOnly {
    format: u32,
}
