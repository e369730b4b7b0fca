//! Parquet out.

use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Float64Array, Int64Array, RecordBatch, StringArray,
};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde::Serialize;
use serde_json::{Map, Value};

use super::writing::{Column, ColumnKind, MORE, object, text, texts};
use crate::{Error, WholeFile};

/// How many rows are encoded in one go.
const ROWS_PER_BATCH: usize = 4096;

/// Writes rows as Parquet (zstd) that appears whole; all columns may hold nulls. Keys
/// without a column are kept in the column [`MORE`]. Memory: some thousand rows, and the
/// row group that is being written.
pub fn write_parquet<Row: Serialize>(
    path: &Path,
    columns: &[Column],
    rows: impl IntoIterator<Item = Row>,
) -> Result<(), Error> {
    let failed = |cause: parquet::errors::ParquetError| {
        Error::writing(path, &std::io::Error::other(cause))
    };
    let schema = schema_of(columns);
    // The name of the writer is fixed: the same edition is the same file.
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_created_by("recoupe".to_owned())
        .build();
    let file = WholeFile::create(path)?;
    let mut writer = ArrowWriter::try_new(file, Arc::clone(&schema), Some(properties))
        .map_err(failed)?;
    let mut rows = rows.into_iter();
    loop {
        let part: Result<Vec<Value>, Error> =
            rows.by_ref().take(ROWS_PER_BATCH).map(|row| object(path, &row)).collect();
        let part = part?;
        if part.is_empty() {
            break;
        }
        let arrays = arrays(columns, part);
        let batch = RecordBatch::try_new(Arc::clone(&schema), arrays)
            .map_err(|cause| failed(cause.into()))?;
        writer.write(&batch).map_err(failed)?;
    }
    writer.into_inner().map_err(failed)?.finish()
}

fn schema_of(columns: &[Column]) -> SchemaRef {
    let field = |column: &Column| {
        let kind = match column.kind {
            ColumnKind::Text | ColumnKind::Json => DataType::Utf8,
            ColumnKind::Whole => DataType::Int64,
            ColumnKind::Number => DataType::Float64,
            ColumnKind::Truth => DataType::Boolean,
            ColumnKind::Texts => DataType::new_list(DataType::Utf8, true),
        };
        Field::new(column.name, kind, true)
    };
    let more = Field::new(MORE, DataType::Utf8, true);
    let fields: Vec<Field> = columns.iter().map(field).chain([more]).collect();
    Arc::new(Schema::new(fields))
}

/// The columns of some rows, and the rest of each row.
fn arrays(columns: &[Column], rows: Vec<Value>) -> Vec<ArrayRef> {
    let mut rows: Vec<Map<String, Value>> = rows
        .into_iter()
        .map(|row| match row {
            Value::Object(fields) => fields,
            _ => Map::new(),
        })
        .collect();
    let mut arrays: Vec<ArrayRef> = Vec::with_capacity(columns.len() + 1);
    for column in columns {
        let values: Vec<Option<Value>> = rows
            .iter_mut()
            .map(|row| row.remove(column.name).filter(|value| !value.is_null()))
            .collect();
        arrays.push(array(column.kind, &values));
    }
    let rest = rows.into_iter().map(|mut row| {
        row.retain(|_, value| !value.is_null());
        (!row.is_empty()).then(|| Value::Object(row).to_string())
    });
    arrays.push(Arc::new(rest.collect::<StringArray>()));
    arrays
}

fn array(kind: ColumnKind, values: &[Option<Value>]) -> ArrayRef {
    let values = values.iter().map(Option::as_ref);
    match kind {
        ColumnKind::Text => {
            Arc::new(values.map(|value| value.map(text)).collect::<StringArray>())
        }
        ColumnKind::Json => Arc::new(
            values.map(|value| value.map(Value::to_string)).collect::<StringArray>(),
        ),
        ColumnKind::Whole => {
            Arc::new(values.map(|value| value?.as_i64()).collect::<Int64Array>())
        }
        ColumnKind::Number => {
            Arc::new(values.map(|value| value?.as_f64()).collect::<Float64Array>())
        }
        ColumnKind::Truth => {
            Arc::new(values.map(|value| value?.as_bool()).collect::<BooleanArray>())
        }
        ColumnKind::Texts => {
            let mut lists = ListBuilder::new(StringBuilder::new());
            for value in values {
                match value.and_then(texts) {
                    Some(texts) => lists.append_value(texts.into_iter().map(Some)),
                    None => lists.append_null(),
                }
            }
            Arc::new(lists.finish())
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::{InputSettings, Record, documents};

    #[test]
    fn parquet_comes_back_as_it_went() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("articles.parquet");
        let columns = [
            Column { name: "id", kind: ColumnKind::Text },
            Column { name: "text", kind: ColumnKind::Text },
            Column { name: "score", kind: ColumnKind::Number },
            Column { name: "count", kind: ColumnKind::Whole },
            Column { name: "keep", kind: ColumnKind::Truth },
            Column { name: "credits", kind: ColumnKind::Texts },
        ];
        let rows = (0..10_000).map(|row| {
            json!({"id": format!("a{row}"), "text": "L’été.", "score": 0.5, "count": row,
                   "keep": true, "credits": ["AdL", "BW"], "odd": {"x": row}})
        });
        write_parquet(&path, &columns, rows).unwrap();
        let inputs = [path.display().to_string()];
        let read = documents(&inputs, &InputSettings::default()).unwrap();
        let found: Vec<recoupe_text::RawDocument> = read
            .map(|record| match record.unwrap() {
                Record::Document(document) => document,
                Record::Rejection(rejection) => panic!("{rejection:?}"),
            })
            .collect();
        assert_eq!(found.len(), 10_000);
        let last = &found[9_999];
        assert_eq!(last.id.as_deref(), Some("a9999"));
        assert!(last.place.ends_with("articles.parquet:10000"));
        assert_eq!(last.metadata.credits, ["AdL", "BW"]);
        let extra = |name: &str| last.metadata.extra.get(name).map(String::as_str);
        assert_eq!(
            (extra("score"), extra("count"), extra("keep")),
            (Some("0.5"), Some("9999"), Some("true"))
        );
        assert_eq!(extra("more"), Some("\"{\\\"odd\\\":{\\\"x\\\":9999}}\""));
        let again = folder.path().join("again.parquet");
        let rows = (0..3).map(|row| json!({ "id": row }));
        write_parquet(&again, &columns, rows.clone()).unwrap();
        let first = std::fs::read(&again).unwrap();
        write_parquet(&again, &columns, rows).unwrap();
        assert!(first == std::fs::read(&again).unwrap(), "the same rows, the same file");
    }
}
