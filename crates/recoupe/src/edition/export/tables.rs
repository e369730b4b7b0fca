//! The tables of an edition, with typed columns.

use std::path::Path;

use recoupe_formats::{Column, ColumnKind, Error, write_csv, write_parquet};
use recoupe_text::Article;
use serde::Serialize;
use serde_json::Value;

use crate::edition::Edition;

const fn text(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Text }
}

const fn texts(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Texts }
}

const fn number(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Number }
}

const fn whole(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Whole }
}

const fn truth(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Truth }
}

const fn json(name: &'static str) -> Column {
    Column { name, kind: ColumnKind::Json }
}

/// A row of `articles`: the keys of `articles.jsonl`.
const ARTICLES: [Column; 37] = [
    text("id"),
    text("place"),
    text("source"),
    text("url"),
    text("title"),
    text("published"),
    text("status"),
    text("reason"),
    text("detail"),
    text("language"),
    json("languages"),
    text("copy_group"),
    text("role"),
    text("lead"),
    number("resemblance"),
    number("containment"),
    whole("version_number"),
    text("change"),
    text("supersedes"),
    text("superseded_by"),
    truth("killed"),
    text("killed_by"),
    truth("keep"),
    text("story"),
    text("canonical_url"),
    text("publisher"),
    text("byline"),
    text("updated"),
    text("declared_language"),
    text("version"),
    text("publication"),
    text("embargoed_until"),
    text("editor_note"),
    texts("evolved_from"),
    texts("based_on"),
    texts("same_as"),
    texts("credits"),
];

/// A row of `texts`: an article that was read.
const TEXTS: [Column; 4] = [text("id"), text("title"), text("text"), text("body")];

/// A row of `pairs`: the keys of `pairs.jsonl`.
const PAIRS: [Column; 8] = [
    text("a"),
    text("b"),
    number("resemblance"),
    number("containment_a"),
    number("containment_b"),
    text("verdict"),
    text("reason"),
    text("why"),
];

/// A row of `copies`: a member of a copy group.
const COPIES: [Column; 6] = [
    text("copy_group"),
    text("lead"),
    text("id"),
    text("role"),
    number("resemblance"),
    number("containment"),
];

/// A row of `stories`: the keys of `stories.jsonl`.
const STORIES: [Column; 8] = [
    text("story"),
    text("headline"),
    texts("languages"),
    texts("articles"),
    texts("copy_groups"),
    text("first"),
    text("last"),
    json("why"),
];

/// A row of `sheets`: the keys of `sheets.jsonl`; nested parts are JSON.
const SHEETS: [Column; 8] = [
    text("story"),
    text("headline"),
    texts("articles"),
    json("origins"),
    json("facts"),
    json("quotes"),
    json("timeline"),
    json("summary"),
];

/// A row of `facts`: a fact of a sheet, its value and support in columns of their own.
const FACTS: [Column; 23] = [
    text("story"),
    text("fact"),
    text("subject"),
    text("attribute"),
    text("object"),
    text("value_kind"),
    number("value_amount"),
    number("value_high"),
    text("value_unit"),
    text("value_bound"),
    text("value_text"),
    text("period"),
    text("stage"),
    text("certainty"),
    text("modality"),
    text("attribution"),
    text("statement"),
    text("statement_fr"),
    whole("support_articles"),
    whole("support_origins"),
    texts("support_named"),
    truth("support_unnamed"),
    truth("core"),
];

/// A row of `citations`: one place where a fact stands.
const CITATIONS: [Column; 14] = [
    text("story"),
    text("fact"),
    text("article"),
    text("field"),
    whole("byte_start"),
    whole("byte_end"),
    whole("char_start"),
    whole("char_end"),
    text("quote"),
    text("sentence"),
    whole("sentence_byte_start"),
    whole("sentence_byte_end"),
    text("place"),
    whole("number"),
];

/// Writes each table as `NAME.parquet` into a folder.
pub(crate) fn write_parquet_tables(
    edition: &Edition,
    folder: &Path,
) -> Result<(), Error> {
    let at = |name: &str| folder.join(format!("{name}.parquet"));
    write_parquet(&at("articles"), &ARTICLES, &edition.articles)?;
    write_parquet(&at("texts"), &TEXTS, edition.texts.iter().map(TextRow::of))?;
    write_parquet(&at("pairs"), &PAIRS, &edition.pairs)?;
    write_parquet(&at("copies"), &COPIES, members(edition))?;
    write_parquet(&at("stories"), &STORIES, &edition.stories)?;
    write_parquet(&at("sheets"), &SHEETS, &edition.sheets)?;
    write_parquet(&at("facts"), &FACTS, facts(edition))?;
    write_parquet(&at("citations"), &CITATIONS, citations(edition))
}

/// Writes the tables that people read as `NAME.csv` into a folder.
pub(super) fn write_csv_tables(edition: &Edition, folder: &Path) -> Result<(), Error> {
    let at = |name: &str| folder.join(format!("{name}.csv"));
    write_csv(&at("articles"), &flat(&ARTICLES), &edition.articles)?;
    write_csv(&at("pairs"), &flat(&PAIRS), &edition.pairs)?;
    write_csv(&at("copies"), &flat(&COPIES), members(edition))?;
    write_csv(&at("stories"), &flat(&STORIES), &edition.stories)?;
    write_csv(&at("facts"), &flat(&FACTS), facts(edition))?;
    write_csv(&at("citations"), &flat(&CITATIONS), citations(edition))
}

/// The columns without nested values.
fn flat(columns: &[Column]) -> Vec<Column> {
    columns.iter().copied().filter(|column| column.kind != ColumnKind::Json).collect()
}

#[derive(Serialize)]
struct TextRow<'edition> {
    id: &'edition str,
    title: Option<&'edition str>,
    text: &'edition str,
    body: String,
}

impl<'edition> TextRow<'edition> {
    fn of(article: &'edition Article) -> Self {
        Self {
            id: &article.id,
            title: article.title.as_ref().map(|title| title.text.as_str()),
            text: &article.text,
            body: article.body(),
        }
    }
}

fn members(edition: &Edition) -> impl Iterator<Item = Value> {
    edition.copies.iter().flat_map(|group| {
        group.members.iter().map(|member| {
            with(member, [("copy_group", &group.copy_group), ("lead", &group.lead)])
        })
    })
}

/// A row with strings of what it belongs to.
fn with<Row: Serialize, const COUNT: usize>(
    row: &Row,
    owners: [(&str, &String); COUNT],
) -> Value {
    let mut value = serde_json::to_value(row).unwrap_or_default();
    if let Some(fields) = value.as_object_mut() {
        for (name, owner) in owners {
            fields.insert(name.to_owned(), Value::String(owner.clone()));
        }
    }
    value
}

/// Facts with the parts of their value and support in front, `value_amount` and so on.
fn facts(edition: &Edition) -> impl Iterator<Item = Value> {
    edition.sheets.iter().flat_map(|sheet| {
        sheet.facts.iter().map(|fact| {
            let mut row = with(fact, [("story", &sheet.story)]);
            for part in ["value", "support"] {
                lift(&mut row, part);
            }
            if let Some(fields) = row.as_object_mut() {
                // They have a table of their own, or belong to the sheet.
                for nested in ["citations", "claims", "relations"] {
                    fields.remove(nested);
                }
            }
            row
        })
    })
}

fn lift(row: &mut Value, part: &str) {
    let Some(fields) = row.as_object_mut() else { return };
    if let Some(Value::Object(inner)) = fields.remove(part) {
        let named =
            inner.into_iter().map(|(name, value)| (format!("{part}_{name}"), value));
        fields.extend(named);
    }
}

fn citations(edition: &Edition) -> impl Iterator<Item = Value> {
    edition.sheets.iter().flat_map(|sheet| {
        sheet.facts.iter().flat_map(|fact| {
            fact.citations.iter().enumerate().map(|(number, citation)| {
                let owners = [("story", &sheet.story), ("fact", &fact.fact)];
                let mut row = with(citation, owners);
                if let Some(fields) = row.as_object_mut() {
                    fields.insert("number".to_owned(), Value::from(number));
                }
                row
            })
        })
    })
}
