//! An edition in other forms: tables for programs and people, ninjs for newsroom systems,
//! pairs for labelling, linked data of facts, annotations of citations.

mod json_ld;
mod label_studio;
mod ninjs;
mod tables;
mod web_annotation;

use std::path::Path;

use recoupe_formats::{Error, WholeFolder, write_json};

use super::Edition;

pub(crate) use tables::write_parquet_tables;

/// A form that an edition is given in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportForm {
    /// One Parquet file for each table: articles, texts, pairs, copies, stories, sheets,
    /// facts, citations.
    Parquet,
    /// The same as CSV without the texts, for people: lists are joined by `; `, what is
    /// nested is left out.
    Csv,
    /// `items.json`: a list of ninjs 3.1 items, one for each article and one for each story
    /// with its facts, linked by associations.
    Ninjs,
    /// `tasks.json`: each compared pair as a task of Label Studio with the verdict as its
    /// prediction, and `labels.xml`, the labelling interface for them.
    LabelStudio,
    /// `facts.jsonld`: articles as `NewsArticle` and facts as `Claim` of schema.org.
    JsonLd,
    /// `annotations.jsonld`: each citation as a Web Annotation of the W3C, with a quote and a
    /// position selector.
    WebAnnotation,
}

/// Writes an edition in another form into a new folder, which appears whole or not at all.
/// Fails where something stands at its place already. Linear.
pub fn export(edition: &Edition, form: ExportForm, folder: &Path) -> Result<(), Error> {
    let whole = WholeFolder::create(folder)?;
    let place = whole.path();
    match form {
        ExportForm::Parquet => write_parquet_tables(edition, place)?,
        ExportForm::Csv => tables::write_csv_tables(edition, place)?,
        ExportForm::Ninjs => ninjs::write(edition, place)?,
        ExportForm::LabelStudio => label_studio::write(edition, place)?,
        ExportForm::JsonLd => {
            write_json(&place.join("facts.jsonld"), &json_ld::graph(edition))?;
        }
        ExportForm::WebAnnotation => {
            write_json(
                &place.join("annotations.jsonld"),
                &web_annotation::page(edition),
            )?;
        }
    }
    whole.finish()
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
