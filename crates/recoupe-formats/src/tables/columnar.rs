//! Parquet and Arrow: batches of columns, read a row at a time.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader};

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float16Type, Float32Type, Float64Type, Int8Type, Int16Type,
    Int32Type, Int64Type, TimestampMicrosecondType, TimestampMillisecondType,
    TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
    UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, RecordBatch};
use arrow_schema::{ArrowError, DataType, TimeUnit};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use recoupe_text::Reason;
use serde_json::{Map, Value};

use crate::content::{Place, Records};
use crate::records::{Mapped, Object, Objects};
use crate::sniff::Form;

/// How many rows are decoded in one go. A row of news has 3 to 5 kB, one with a picture
/// beside it some 200 kB: some MiB of memory, 50 at the worst.
const ROWS_PER_BATCH: usize = 256;

/// How deep values may be nested; deeper ones are left out.
const DEEPEST_VALUE: usize = 16;

/// Opens a Parquet file. Fails where its footer cannot be read.
pub(crate) fn open_parquet(file: File, place: Place) -> io::Result<Box<dyn Records>> {
    let open = || {
        let builder = ParquetRecordBatchReaderBuilder::try_new(file)?;
        builder.with_batch_size(ROWS_PER_BATCH).build()
    };
    let reader = guarded(open)?.map_err(broken)?;
    Ok(rows(Box::new(reader), Form::Parquet, place))
}

/// Opens a file in Arrow's file format.
pub(crate) fn open_arrow_file(file: File, place: Place) -> io::Result<Box<dyn Records>> {
    let open = || arrow_ipc::reader::FileReader::try_new(BufReader::new(file), None);
    let reader = guarded(open)?.map_err(broken)?;
    Ok(rows(Box::new(reader), Form::ArrowFile, place))
}

/// Opens a stream in Arrow's stream format.
pub(crate) fn open_arrow_stream(
    stream: Box<dyn BufRead>,
    place: Place,
) -> io::Result<Box<dyn Records>> {
    let open = || arrow_ipc::reader::StreamReader::try_new(stream, None);
    let reader = guarded(open)?.map_err(broken)?;
    Ok(rows(Box::new(reader), Form::ArrowStream, place))
}

fn rows(
    batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>,
    form: Form,
    place: Place,
) -> Box<dyn Records> {
    let rows = Rows { batches, form, waiting: VecDeque::new(), row: 0 };
    Box::new(Mapped::new(place, rows))
}

fn broken(cause: impl std::error::Error + Send + Sync + 'static) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, cause)
}

/// Runs a foreign reader of foreign bytes: a panic in it is damage of the file.
fn guarded<Product>(work: impl FnOnce() -> Product) -> io::Result<Product> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).map_err(|_| {
        io::Error::new(io::ErrorKind::InvalidData, "the columns cannot be decoded")
    })
}

/// The rows of batches.
struct Rows {
    batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>,
    form: Form,
    waiting: VecDeque<Value>,
    row: u64,
}

impl Objects for Rows {
    fn next_object(&mut self) -> io::Result<Option<Object>> {
        while self.waiting.is_empty() {
            match guarded(|| self.batches.next())? {
                None => return Ok(None),
                Some(batch) => self.waiting = objects(&batch.map_err(broken)?),
            }
        }
        self.row += 1;
        let value = self.waiting.pop_front();
        let value = value.ok_or((Reason::Malformed, "an empty row".to_owned()));
        Ok(Some(Object { number: self.row, value }))
    }

    fn form(&self) -> &'static str {
        self.form.name()
    }
}

fn objects(batch: &RecordBatch) -> VecDeque<Value> {
    let schema = batch.schema();
    let object = |row: usize| {
        let named = schema.fields().iter().zip(batch.columns());
        let fields = named.filter_map(|(field, column)| {
            Some((field.name().clone(), value(column.as_ref(), row, 0)?))
        });
        Value::Object(fields.collect::<Map<String, Value>>())
    };
    (0..batch.num_rows()).map(object).collect()
}

/// The value of a row as JSON; nothing for nulls and for types that hold no words.
/// Dates and times are ISO 8601, in UTC where the column has a time zone.
fn value(column: &dyn Array, row: usize, depth: usize) -> Option<Value> {
    if column.is_null(row) || depth > DEEPEST_VALUE {
        return None;
    }
    let text = |text: &str| Some(Value::String(text.to_owned()));
    match column.data_type() {
        DataType::Utf8 => text(column.as_string::<i32>().value(row)),
        DataType::LargeUtf8 => text(column.as_string::<i64>().value(row)),
        DataType::Utf8View => text(column.as_string_view().value(row)),
        DataType::Binary => bytes(column.as_binary::<i32>().value(row)),
        DataType::LargeBinary => bytes(column.as_binary::<i64>().value(row)),
        DataType::BinaryView => bytes(column.as_binary_view().value(row)),
        DataType::Boolean => Some(Value::Bool(column.as_boolean().value(row))),
        DataType::Struct(fields) => {
            let columns = column.as_struct().columns();
            let named = fields.iter().zip(columns).filter_map(|(field, column)| {
                Some((field.name().clone(), value(column.as_ref(), row, depth + 1)?))
            });
            Some(Value::Object(named.collect()))
        }
        DataType::List(_) => {
            Some(list(column.as_list::<i32>().value(row).as_ref(), depth))
        }
        DataType::LargeList(_) => {
            Some(list(column.as_list::<i64>().value(row).as_ref(), depth))
        }
        DataType::FixedSizeList(..) => {
            Some(list(column.as_fixed_size_list().value(row).as_ref(), depth))
        }
        DataType::Dictionary(..) => {
            let dictionary = column.as_any_dictionary();
            let key = *dictionary.normalized_keys().get(row)?;
            value(dictionary.values().as_ref(), key, depth + 1)
        }
        _ => number(column, row).or_else(|| moment(column, row)),
    }
}

fn list(items: &dyn Array, depth: usize) -> Value {
    let items = (0..items.len()).filter_map(|row| value(items, row, depth + 1));
    Value::Array(items.collect())
}

/// Bytes that are text.
fn bytes(bytes: &[u8]) -> Option<Value> {
    std::str::from_utf8(bytes).ok().map(|text| Value::String(text.to_owned()))
}

fn number(column: &dyn Array, row: usize) -> Option<Value> {
    fn whole<Type: ArrowPrimitiveType>(column: &dyn Array, row: usize) -> Option<Value>
    where
        Type::Native: Into<serde_json::Number>,
    {
        Some(Value::Number(column.as_primitive_opt::<Type>()?.value(row).into()))
    }
    let float = |number: f64| serde_json::Number::from_f64(number).map(Value::Number);
    match column.data_type() {
        DataType::Int8 => whole::<Int8Type>(column, row),
        DataType::Int16 => whole::<Int16Type>(column, row),
        DataType::Int32 => whole::<Int32Type>(column, row),
        DataType::Int64 => whole::<Int64Type>(column, row),
        DataType::UInt8 => whole::<UInt8Type>(column, row),
        DataType::UInt16 => whole::<UInt16Type>(column, row),
        DataType::UInt32 => whole::<UInt32Type>(column, row),
        DataType::UInt64 => whole::<UInt64Type>(column, row),
        DataType::Float16 => {
            float(column.as_primitive_opt::<Float16Type>()?.value(row).to_f64())
        }
        DataType::Float32 => {
            float(column.as_primitive_opt::<Float32Type>()?.value(row).into())
        }
        DataType::Float64 => float(column.as_primitive_opt::<Float64Type>()?.value(row)),
        _ => None,
    }
}

fn moment(column: &dyn Array, row: usize) -> Option<Value> {
    let (moment, zone) = match column.data_type() {
        DataType::Date32 => {
            let day = column.as_primitive_opt::<Date32Type>()?.value_as_date(row)?;
            return Some(Value::String(day.to_string()));
        }
        DataType::Date64 => {
            let day = column.as_primitive_opt::<Date64Type>()?.value_as_date(row)?;
            return Some(Value::String(day.to_string()));
        }
        DataType::Timestamp(unit, zone) => {
            let moment = match unit {
                TimeUnit::Second => column
                    .as_primitive_opt::<TimestampSecondType>()?
                    .value_as_datetime(row),
                TimeUnit::Millisecond => column
                    .as_primitive_opt::<TimestampMillisecondType>()?
                    .value_as_datetime(row),
                TimeUnit::Microsecond => column
                    .as_primitive_opt::<TimestampMicrosecondType>()?
                    .value_as_datetime(row),
                TimeUnit::Nanosecond => column
                    .as_primitive_opt::<TimestampNanosecondType>()?
                    .value_as_datetime(row),
            }?;
            (moment, zone)
        }
        _ => return None,
    };
    let written = moment.format("%Y-%m-%dT%H:%M:%S").to_string();
    let suffix = if zone.is_some() { "Z" } else { "" };
    Some(Value::String(format!("{written}{suffix}")))
}
