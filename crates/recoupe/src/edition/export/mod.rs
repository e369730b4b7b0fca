//! An edition in other forms: linked data of facts, annotations of citations.

mod json_ld;
mod web_annotation;

use std::path::Path;

use recoupe_formats::{Error, ErrorKind, write_json};

use super::Edition;

/// A form that an edition is given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// `facts.jsonld`: articles as `NewsArticle` and facts as `Claim` of schema.org.
    JsonLd,
    /// `annotations.jsonld`: each citation as a Web Annotation of the W3C, with a quote and a
    /// position selector.
    WebAnnotation,
}

/// Writes an edition in another form into a new folder. Fails where something stands at its
/// place already. Linear.
pub fn export(edition: &Edition, form: ExportForm, folder: &Path) -> Result<(), Error> {
    if folder.exists() {
        let remedy = "name a folder that does not exist yet";
        return Err(Error::new(ErrorKind::Occupied, folder, "exists already", remedy));
    }
    std::fs::create_dir_all(folder).map_err(|cause| Error::writing(folder, &cause))?;
    match form {
        ExportForm::JsonLd => {
            write_json(&folder.join("facts.jsonld"), &json_ld::graph(edition))
        }
        ExportForm::WebAnnotation => {
            write_json(&folder.join("annotations.jsonld"), &web_annotation::page(edition))
        }
    }
}

/// The name of an article in linked data: its address where it is one, else a URN.
fn article_name(edition: &Edition, id: &str) -> String {
    let address = edition.text(id).and_then(|article| article.url.clone());
    address
        .filter(|url| url.starts_with("http://") || url.starts_with("https://"))
        .unwrap_or_else(|| urn("article", id))
}

/// `urn:recoupe:KIND:ID` with everything but plain letters, digits, `-` and `.` encoded.
fn urn(kind: &str, id: &str) -> String {
    use std::fmt::Write as _;
    let mut name = format!("urn:recoupe:{kind}:");
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            name.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(name, "%{byte:02X}");
        }
    }
    name
}
