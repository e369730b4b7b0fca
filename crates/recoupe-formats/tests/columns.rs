//! Parquet and Arrow: tables as data sets are handed around, and damaged ones.
#![cfg(feature = "columnar")]
#![expect(clippy::expect_used, reason = "a test may stop where it fails")]

use std::path::Path;
use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, Date32Array, DictionaryArray, Int64Array, LargeStringArray, RecordBatch,
    StringArray, StringViewArray, StructArray, TimestampMillisecondArray,
};
use arrow_schema::{DataType, Field, Fields};
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;
use recoupe_formats::{
    Error, ErrorKind, InputFile, InputSettings, Limits, Record, documents,
};
use recoupe_text::{Content, RawDocument, Reason, Rejection};

fn read(path: &Path) -> (Vec<RawDocument>, Vec<Rejection>, Vec<Error>, Vec<InputFile>) {
    read_with(path, Limits::default())
}

fn read_with(
    path: &Path,
    limits: Limits,
) -> (Vec<RawDocument>, Vec<Rejection>, Vec<Error>, Vec<InputFile>) {
    let settings = InputSettings { limits, ..InputSettings::default() };
    let mut stream = documents(&[path.display().to_string()], &settings).expect("a file");
    let (mut read, mut rejected, mut errors) = (Vec::new(), Vec::new(), Vec::new());
    for record in stream.by_ref() {
        match record {
            Ok(Record::Document(document)) => read.push(document),
            Ok(Record::Rejection(rejection)) => rejected.push(rejection),
            Err(error) => errors.push(error),
        }
    }
    let files = stream.files().to_vec();
    (read, rejected, errors, files)
}

/// Columns as the sets of news on Hugging Face have them, of many types.
fn batch(rows: i64) -> RecordBatch {
    let numbers: Vec<i64> = (0..rows).collect();
    let each = |name: &str| numbers.iter().map(|row| format!("{name} {row}")).collect();
    let titles: Vec<String> = each("Titre");
    let texts: Vec<Option<String>> = numbers
        .iter()
        .map(|row| (row % 10 != 9).then(|| format!("L’été numéro {row}.")))
        .collect();
    let mut authors = ListBuilder::new(StringBuilder::new());
    for _ in &numbers {
        authors.append_value([Some("Ada Stone"), None, Some("Jeanne Morel")]);
    }
    let domains: DictionaryArray<Int32Type> =
        numbers.iter().map(|_| Some("vigie.example")).collect();
    let inner: ArrayRef = Arc::new(Int64Array::from(numbers.clone()));
    let fields = Fields::from(vec![Field::new("shard", DataType::Int64, true)]);
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from(numbers.clone()))),
        ("title", Arc::new(LargeStringArray::from(titles))),
        ("text", Arc::new(StringArray::from(texts))),
        ("description", Arc::new(StringViewArray::from_iter_values(each("Un résumé")))),
        ("domain", Arc::new(domains)),
        ("authors", Arc::new(authors.finish())),
        (
            "date",
            Arc::new(
                TimestampMillisecondArray::from(
                    numbers.iter().map(|_| 1_772_438_400_000).collect::<Vec<i64>>(),
                )
                .with_timezone("UTC"),
            ),
        ),
        (
            "day",
            Arc::new(Date32Array::from(
                numbers.iter().map(|_| 20_514).collect::<Vec<i32>>(),
            )),
        ),
        ("about", Arc::new(StructArray::new(fields, vec![inner], None))),
    ];
    RecordBatch::try_from_iter(columns).expect("equal columns")
}

fn write_parquet(path: &Path, compression: Compression, rows: i64) {
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .set_max_row_group_row_count(Some(100))
        .build();
    let batch = batch(rows);
    let file = std::fs::File::create(path).expect("a file");
    let mut writer =
        ArrowWriter::try_new(file, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("disk");
    writer.close().expect("disk");
}

#[track_caller]
fn check_table(path: &Path, form: &str, rows: usize) {
    let (read, rejected, errors, files) = read(path);
    assert!(errors.is_empty(), "{errors:?}");
    assert_eq!((read.len() + rejected.len(), files[0].form.as_str()), (rows, form));
    assert!(rejected.iter().all(|one| one.reason == Reason::Malformed));
    assert_eq!(rejected.len(), rows / 10, "rows without a text are counted");
    let first = &read[0];
    assert_eq!(first.content, Content::Text("L’été numéro 0.".to_owned()));
    assert_eq!(first.id.as_deref(), Some("0"));
    assert_eq!(first.title.as_deref(), Some("Titre 0"));
    assert_eq!(first.source.as_deref(), Some("vigie.example"));
    assert_eq!(first.published.as_deref(), Some("2026-03-02T08:00:00Z"));
    assert_eq!(first.metadata.byline.as_deref(), Some("Ada Stone; Jeanne Morel"));
    let extra = |name: &str| first.metadata.extra.get(name).map(String::as_str);
    assert_eq!(extra("description"), Some("\"Un résumé 0\""));
    assert_eq!(
        (extra("day"), extra("about")),
        (Some("\"2026-03-02\""), Some("{\"shard\":0}"))
    );
    let places: Vec<u64> = read
        .iter()
        .map(|document| &document.place)
        .chain(rejected.iter().map(|one| &one.place))
        .map(|place| place.rsplit(':').next().expect("a row").parse().expect("a number"))
        .collect();
    assert_eq!(places.iter().max(), Some(&(rows as u64)), "rows are counted from 1");
    let mapping = files[0].mapping.as_ref().expect("a mapping");
    assert_eq!(mapping.preset, "cc-news");
}

#[test]
fn parquet_of_every_usual_compression_is_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("train-00000-of-00001");
    for compression in [
        Compression::UNCOMPRESSED,
        Compression::SNAPPY,
        Compression::GZIP(parquet::basic::GzipLevel::default()),
        Compression::ZSTD(parquet::basic::ZstdLevel::default()),
        Compression::LZ4_RAW,
    ] {
        write_parquet(&path, compression, 2_500);
        check_table(&path, "parquet", 2_500);
    }
}

#[test]
fn arrow_files_and_streams_are_read() {
    let folder = tempfile::tempdir().expect("a folder");
    let batch = batch(300);
    let path = folder.path().join("news.arrow");
    let file = std::fs::File::create(&path).expect("a file");
    let mut writer =
        arrow_ipc::writer::FileWriter::try_new(file, &batch.schema()).expect("a writer");
    writer.write(&batch).expect("disk");
    writer.finish().expect("disk");
    check_table(&path, "arrow file", 300);
    let path = folder.path().join("news.arrows");
    let file = std::fs::File::create(&path).expect("a file");
    let mut writer = arrow_ipc::writer::StreamWriter::try_new(file, &batch.schema())
        .expect("a writer");
    writer.write(&batch).expect("disk");
    writer.finish().expect("disk");
    check_table(&path, "arrow stream", 300);
}

#[test]
fn a_packed_table_is_read_too() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.parquet");
    write_parquet(&path, Compression::SNAPPY, 200);
    let packed = zstd::encode_all(&std::fs::read(&path).expect("a file")[..], 1);
    std::fs::write(&path, packed.expect("memory")).expect("disk");
    check_table(&path, "parquet", 200);
}

#[test]
fn a_damaged_table_is_an_error_after_the_rows_before() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news.parquet");
    write_parquet(&path, Compression::SNAPPY, 3_000);
    let sound = std::fs::read(&path).expect("a file");
    std::fs::write(&path, &sound[..sound.len() / 2]).expect("disk");
    let (read_cut, _, errors, _) = read(&path);
    assert!(read_cut.is_empty(), "without its footer nothing of a table can be read");
    assert_eq!(errors[0].kind(), ErrorKind::Damaged);
    let mut broken = sound.clone();
    let from = sound.len() / 2;
    broken[from..from + 4_000].fill(0xff);
    std::fs::write(&path, &broken).expect("disk");
    let (read_broken, _, errors, _) = read(&path);
    assert!(!read_broken.is_empty() && read_broken.len() < 2_700);
    assert_eq!(errors[0].kind(), ErrorKind::Damaged);
}

#[test]
fn no_change_of_a_table_breaks_its_reader() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("news");
    let mut samples = Vec::new();
    write_parquet(&path, Compression::SNAPPY, 20);
    samples.push(std::fs::read(&path).expect("a file"));
    let batch = batch(20);
    let mut file = arrow_ipc::writer::FileWriter::try_new(Vec::new(), &batch.schema())
        .expect("a writer");
    file.write(&batch).expect("memory");
    samples.push(file.into_inner().expect("memory"));
    let mut stream =
        arrow_ipc::writer::StreamWriter::try_new(Vec::new(), &batch.schema())
            .expect("a writer");
    stream.write(&batch).expect("memory");
    samples.push(stream.into_inner().expect("memory"));
    arbtest::arbtest(|random| {
        let mut bytes = random.choose(&samples)?.clone();
        for _ in 0..random.int_in_range(1..=3)? {
            let at = random.choose_index(bytes.len())?;
            bytes[at] = random.arbitrary()?;
        }
        std::fs::write(&path, &bytes).expect("disk");
        drop(read(&path));
        Ok(())
    })
    .budget_ms(1_000);
}
