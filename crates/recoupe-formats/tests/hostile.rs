//! Inputs that are made to hurt, and inputs packed into each other. Each limit has its test
//! here or beside the code.
#![expect(clippy::expect_used, reason = "a test may stop where it fails")]

use std::io::{self, Read, Write};
use std::path::Path;

use recoupe_formats::{
    Documents, Error, ErrorKind, InputFile, InputSettings, Limits, Record, documents,
};
use recoupe_text::{Content, RawDocument, Reason, Rejection};

#[derive(Default)]
struct ReadInput {
    documents: Vec<RawDocument>,
    rejections: Vec<Rejection>,
    errors: Vec<Error>,
    files: Vec<InputFile>,
}

impl ReadInput {
    fn texts(&self) -> Vec<&str> {
        let text = |document: &'_ RawDocument| match &document.content {
            Content::Text(text) | Content::Html(text) => text.clone(),
        };
        self.documents.iter().map(text).map(|text| &*text.leak()).collect()
    }

    fn reasons(&self) -> Vec<Reason> {
        self.rejections.iter().map(|one| one.reason).collect()
    }
}

fn drained(mut stream: Documents) -> ReadInput {
    let mut read = ReadInput::default();
    for record in stream.by_ref() {
        match record {
            Ok(Record::Document(document)) => read.documents.push(document),
            Ok(Record::Rejection(rejection)) => read.rejections.push(rejection),
            Err(error) => read.errors.push(error),
        }
    }
    read.files = stream.files().to_vec();
    read
}

fn read_file(path: &Path, limits: Limits) -> ReadInput {
    let settings = InputSettings { limits, ..InputSettings::default() };
    drained(documents(&[path.display().to_string()], &settings).expect("a file"))
}

fn read(name: &str, bytes: &[u8], limits: Limits) -> ReadInput {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("a file");
    read_file(&path, limits)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder =
        flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

/// A tar archive of plain files.
fn tar(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = Vec::new();
    for (name, content) in entries {
        let mut block = vec![0_u8; 512];
        block[..name.len()].copy_from_slice(name.as_bytes());
        block[124..135].copy_from_slice(format!("{:011o}", content.len()).as_bytes());
        block[148..156].copy_from_slice(b"        ");
        block[156] = b'0';
        block[257..263].copy_from_slice(b"ustar\0");
        let sum: u64 = block.iter().map(|byte| u64::from(*byte)).sum();
        block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
        archive.extend_from_slice(&block);
        archive.extend_from_slice(content);
        archive.resize(archive.len().next_multiple_of(512), 0);
    }
    archive.resize(archive.len() + 1024, 0);
    archive
}

/// A zip archive, each entry deflated.
fn zip(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default()
        .compression_method(zip::CompressionMethod::Deflated);
    for (name, content) in entries {
        writer.start_file(*name, options).expect("memory");
        writer.write_all(content).expect("memory");
    }
    writer.finish().expect("memory").into_inner()
}

const LINES: &[u8] = b"{\"text\":\"Un.\"}\n{\"text\":\"Two.\"}\n";

#[test]
fn archives_are_read_as_the_files_in_them() {
    let page = gzip(b"<html><p>Une page.</p></html>");
    let entries: [(&str, &[u8]); 5] = [
        ("a/lines.jsonl", LINES),
        ("a/page.html.gz", &page),
        (".hidden", b"no"),
        ("__MACOSX/a", b"no"),
        ("note.txt", "Une note à part.".as_bytes()),
    ];
    let expected = ["Un.", "Two.", "<html><p>Une page.</p></html>", "Une note à part."];
    for (name, bytes) in [
        ("news.zip", zip(&entries)),
        ("news.tar", tar(&entries)),
        ("news.tar.gz", gzip(&tar(&entries))),
        ("zip-in-a.tar", tar(&[("inner.zip", &zip(&entries))])),
        ("tar-in-a.zip", zip(&[("inner.tar", &tar(&entries))])),
    ] {
        let read = read(name, &bytes, Limits::default());
        assert_eq!(read.texts(), expected, "{name}");
        assert!(read.errors.is_empty() && read.rejections.is_empty(), "{name}");
        let file = &read.files[0];
        assert_eq!((file.documents, file.passed_over), (4, 2), "{name}");
        assert_eq!(file.holds.get("json lines"), Some(&1), "{name}");
        assert_eq!(file.blake3, blake3::hash(&bytes).to_hex().to_string(), "{name}");
        assert_eq!(file.bytes, bytes.len() as u64, "{name}");
        let first = &read.documents[0].place;
        assert!(first.contains(name) && first.ends_with("a/lines.jsonl:1"), "{first}");
    }
}

#[test]
fn names_that_lead_out_of_an_archive_lead_nowhere() {
    let entries: [(&str, &[u8]); 2] =
        [("../../up.txt", b"Up."), ("/root/down.txt", b"Down.")];
    for (name, bytes) in [("a.zip", zip(&entries)), ("a.tar", tar(&entries))] {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("x/y");
        std::fs::create_dir_all(&inner).expect("a folder");
        std::fs::write(inner.join(name), bytes).expect("a file");
        let read = read_file(&inner.join(name), Limits::default());
        assert_eq!(read.texts(), ["Up.", "Down."]);
        assert!(read.documents[0].place.ends_with(&format!("{name}/up.txt")));
        assert!(read.documents[1].place.ends_with(&format!("{name}/root/down.txt")));
        assert!(!folder.path().join("up.txt").exists());
    }
}

#[test]
fn a_damaged_entry_costs_itself_only() {
    let mut bytes =
        zip(&[("a.txt", b"Sound."), ("b.txt", b"Damaged text."), ("c.txt", b"Sound.")]);
    let at = bytes.windows(5).position(|part| part == b"b.txt").expect("there") + 7;
    bytes[at] ^= 0x55;
    let read_zip = read("a.zip", &bytes, Limits::default());
    assert_eq!(read_zip.texts(), ["Sound.", "Sound."]);
    assert_eq!(read_zip.reasons(), [Reason::Malformed]);
    assert!(read_zip.rejections[0].place.ends_with("a.zip/b.txt"));
    let mut broken_gzip = gzip(&b"A long text that is damaged. ".repeat(40));
    let length = broken_gzip.len();
    broken_gzip[length / 2] ^= 0xff;
    broken_gzip.truncate(length - 3);
    let bytes =
        tar(&[("a.txt", b"Sound."), ("b.gz", &broken_gzip), ("c.txt", b"Sound.")]);
    let read_tar = read("a.tar", &bytes, Limits::default());
    assert_eq!(read_tar.texts(), ["Sound.", "Sound."]);
    assert_eq!(read_tar.reasons(), [Reason::Malformed]);
    let mut cut = tar(&[("a.txt", b"Sound."), ("b.txt", &[b'x'; 2000])]);
    cut.truncate(1024 + 512 + 700);
    let read_cut = read("cut.tar", &cut, Limits::default());
    assert_eq!(read_cut.texts(), ["Sound."]);
    assert_eq!(read_cut.reasons(), [Reason::Malformed], "the entry that is cut off");
    assert_eq!(read_cut.errors.len(), 1, "and the archive");
}

#[test]
fn bombs_are_stopped_however_they_are_packed() {
    let blank = vec![b' '; 100 << 20];
    let packed = gzip(&blank);
    for (name, bytes) in [
        ("bomb.gz", packed.clone()),
        ("bomb.zip", zip(&[("a.txt", &blank)])),
        ("bomb.gz.gz", gzip(&packed)),
        ("bomb.tar.gz", gzip(&tar(&[("a.gz", &packed)]))),
        ("bombs.zip", zip(&[("a", &blank[..40 << 20]), ("b", &blank[..40 << 20])])),
    ] {
        let read = read(name, &bytes, Limits::default());
        assert_eq!(read.errors.len(), 1, "{name}");
        assert_eq!(
            read.errors[0].kind(),
            ErrorKind::TooLarge,
            "{name}: {}",
            read.errors[0]
        );
    }
}

#[test]
fn archives_that_hold_archives_are_bounded() {
    let mut bytes = tar(&[("text.txt", b"Deep.")]);
    for level in 0..10 {
        bytes = tar(&[(&format!("level{level}.tar"), &bytes)]);
    }
    let bounded = read("a.tar", &bytes, Limits::default());
    assert!(bounded.documents.is_empty());
    assert_eq!(bounded.reasons(), [Reason::TooLarge]);
    assert!(bounded.rejections[0].detail.contains("more than 4 deep"));
    let free = read("a.tar", &bytes, Limits { nesting: 20, ..Limits::default() });
    assert_eq!(free.texts(), ["Deep."]);
    let limits = Limits { archive_entries: 2, ..Limits::default() };
    let many = tar(&[("a", b"A."), ("b", b"B."), ("c", b"C.")]);
    let bounded = read("many.tar", &many, limits);
    assert_eq!(bounded.texts(), ["A.", "B."]);
    assert_eq!(bounded.errors[0].kind(), ErrorKind::TooLarge);
}

#[test]
fn xml_bombs_stay_what_they_are() {
    let mut feed = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">".to_owned();
    for level in 1..30 {
        let before = format!("&a{};", level - 1).repeat(10);
        feed = format!("{feed}<!ENTITY a{level} \"{before}\">");
    }
    feed.push_str("<!ENTITY secret SYSTEM \"file:///etc/passwd\">]>");
    feed.push_str(
        "<rss><channel><item><title>t</title><description>&a29;&secret;</description></item>",
    );
    let deep =
        format!("<item>{}{}</item>", "<b>".repeat(100_000), "</b>".repeat(100_000));
    feed.push_str(&deep);
    feed.push_str("<item><description>Sound.</description></item></channel></rss>");
    let read = read("bomb.xml", feed.as_bytes(), Limits::default());
    assert_eq!(read.texts(), ["&a29;&secret;", "Sound."]);
    assert_eq!(read.reasons(), [Reason::Malformed]);
    assert!(read.rejections[0].detail.contains("128 deep"));
}

#[test]
fn json_nested_deep_costs_its_record_only() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let lines = format!("{{\"text\":\"a\",\"x\":{deep}}}\n{{\"text\":\"Sound.\"}}\n");
    let read_lines = read("deep.jsonl", lines.as_bytes(), Limits::default());
    assert_eq!(read_lines.texts(), ["Sound."]);
    assert_eq!(read_lines.reasons(), [Reason::Malformed]);
    let array = format!("[{{\"text\":\"a\",\"x\":{deep}}}, {{\"text\":\"Sound.\"}}]");
    let read_array = read("deep.json", array.as_bytes(), Limits::default());
    assert_eq!(read_array.texts(), ["Sound."]);
}

#[test]
fn unknown_fields_are_carried_through_within_bounds() {
    let line = format!(
        "{{\"text\":\"a\",\"metadata\":{{\"url\":\"u\",\"shard\":7}},\"id\":\"1\",\"big\":\"{}\",\"small\":[1,{{\"b\":\"é\"}}],\"none\":null}}\n",
        "x".repeat(10_000)
    );
    let bounded = read("a.jsonl", line.as_bytes(), Limits::default());
    let extra = &bounded.documents[0].metadata.extra;
    let keys: Vec<&str> = extra.keys().map(String::as_str).collect();
    assert_eq!(keys, ["metadata", "small"], "too big, and null, are left out");
    assert_eq!(extra["metadata"], "{\"shard\":7}");
    assert_eq!(extra["small"], "[1,{\"b\":\"é\"}]");
    let none = Limits { extra_bytes: 0, ..Limits::default() };
    assert!(
        read("a.jsonl", line.as_bytes(), none).documents[0].metadata.extra.is_empty()
    );
}

#[test]
fn encodings_declared_wrong_or_not_at_all_are_read() {
    let text = "{\"text\":\"L’été à Noël, 50 €.\"}\n{\"text\":\"Deuxième.\"}\n";
    let wide = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    };
    for (bytes, encoding) in
        [(wide(u16::to_le_bytes), "utf-16le"), (wide(u16::to_be_bytes), "utf-16be")]
    {
        let read = read("a.jsonl", &bytes, Limits::default());
        assert_eq!(read.texts(), ["L’été à Noël, 50 €.", "Deuxième."]);
        assert_eq!(read.files[0].encoding, encoding);
    }
    let long = "{\"text\":\"Été\"}\n".repeat(100_000);
    let bytes: Vec<u8> = long.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let limits = Limits { record_bytes: 1000, ..Limits::default() };
    let read_long = read("long.jsonl", &bytes, limits);
    assert_eq!(read_long.documents.len(), 100_000, "streamed, whatever its length");
    let page = b"<html><meta charset=utf-8><p>caf\xe9</p></html>";
    let read_page = read("a.html", page, Limits::default());
    assert_eq!(read_page.texts(), ["<html><meta charset=utf-8><p>café</p></html>"]);
}

#[test]
fn misread_letters_are_told_and_mended_on_demand() {
    let line = "{\"text\":\"La sociÃ©tÃ© a dÃ©jÃ\u{a0} fermÃ©.\"}\n";
    let told = read("a.jsonl", line.as_bytes(), Limits::default());
    let damage = told.documents[0].metadata.damage.clone().expect("told");
    assert_eq!((damage.places, damage.is_mended), (5, false));
    assert!(told.texts()[0].starts_with("La sociÃ©tÃ©"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.jsonl");
    std::fs::write(&path, line).expect("a file");
    let settings = InputSettings { mend_text: true, ..InputSettings::default() };
    let mended =
        drained(documents(&[path.display().to_string()], &settings).expect("a file"));
    assert_eq!(mended.texts(), ["La société a déjà fermé."]);
    let damage = mended.documents[0].metadata.damage.clone().expect("told");
    assert!(damage.is_mended && damage.kind.contains("windows-1252"));
}

#[test]
fn web_archives_are_read_packed_by_record_or_as_a_whole() {
    let sample =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/warc/crawl.warc");
    let plain = std::fs::read(sample).expect("the sample");
    let starts: Vec<usize> = (0..plain.len())
        .filter(|at| plain[*at..].starts_with(b"WARC/1.0\r\n"))
        .chain([plain.len()])
        .collect();
    let records: Vec<&[u8]> =
        starts.windows(2).map(|pair| &plain[pair[0]..pair[1]]).collect();
    let by_record: Vec<u8> = records.iter().flat_map(|record| gzip(record)).collect();
    let frames: Vec<u8> = records
        .iter()
        .flat_map(|record| zstd::encode_all(*record, 3).expect("memory"))
        .collect();
    let expected = read("a.warc", &plain, Limits::default());
    assert_eq!(expected.documents.len(), 3);
    for (name, bytes) in [
        ("a.warc.gz", by_record.clone()),
        ("whole.warc.gz", gzip(&plain)),
        ("a.warc.zst", frames),
    ] {
        let read = read(name, &bytes, Limits::default());
        assert_eq!(read.texts(), expected.texts(), "{name}");
        assert_eq!(read.files[0].passed_over, expected.files[0].passed_over, "{name}");
        assert_eq!(read.files[0].form, "warc");
    }
    let read_packed = read("a.warc.gz", &by_record, Limits::default());
    let place = &read_packed.documents[0].place;
    let offset: usize = place.rsplit(':').next().expect("one").parse().expect("a number");
    let mut member = Vec::new();
    flate2::read::GzDecoder::new(&by_record[offset..])
        .read_to_end(&mut member)
        .expect("a member");
    assert_eq!(member, records[2], "the place is where the record can be fetched");
}

#[test]
fn a_damaged_member_of_a_web_archive_costs_itself_only() {
    let record = |text: &str| {
        let body = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>{text}</html>"
        );
        gzip(format!("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{body}\r\n\r\n", body.len()).as_bytes())
    };
    let mut broken = record("broken");
    let middle = broken.len() / 2;
    broken[middle..middle + 8].fill(0xff);
    let archive = [record("one"), broken, record("three")].concat();
    let read = read("a.warc.gz", &archive, Limits::default());
    assert_eq!(read.texts(), ["<html>one</html>", "<html>three</html>"]);
    assert_eq!(read.reasons(), [Reason::Malformed]);
}

#[test]
fn a_web_archive_over_the_limits_of_records_goes_on() {
    let sample =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples/warc/crawl.warc");
    let plain = std::fs::read(sample).expect("the sample");
    let limits = Limits { record_bytes: 130, ..Limits::default() };
    let read = read("a.warc", &plain, limits);
    assert!(read.errors.is_empty());
    assert!(read.reasons().contains(&Reason::TooLarge));
    assert!(!read.documents.is_empty());
}

#[test]
fn no_bytes_break_any_reader() {
    const STARTS: [&[u8]; 16] = [
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 40\r\n\r\n",
        b"<rss><channel><item>",
        b"<newsMessage><newsItem guid='a'><contentSet><inlineData>",
        b"<NewsML><NewsItem>",
        b"<nitf><body><body.content><p>",
        b"\x01AFP1 3 POL\n\x02",
        b"\x16\x16\x01a1\n\x02^",
        b"From: a@b\nSubject: c\nDate: d\nContent-Type: multipart/mixed; boundary=x\n\n--x\n",
        b"From a\nFrom: a@b\nSubject: c\nDate: d\n\n",
        b"title,text\na,",
        b"PAR1",
        b"ARROW1\0\0",
        b"PK\x03\x04",
        b"\x1f\x8b\x08\0",
        b"BZh91AY&SY",
        b"\xfd7zXZ\0",
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("bytes");
    arbtest::arbtest(|random| {
        let mut bytes = random.choose(&STARTS)?.to_vec();
        for _ in 0..random.int_in_range(0..=8)? {
            if random.arbitrary()? {
                bytes.extend_from_slice(random.choose(&STARTS)?);
            } else {
                bytes.extend(random.arbitrary::<Vec<u8>>()?);
            }
        }
        std::fs::write(&path, &bytes).expect("a file");
        let read = read_file(&path, Limits::default());
        assert!(read.documents.len() + read.rejections.len() <= bytes.len() + 1);
        Ok(())
    })
    .budget_ms(1_000);
}

/// Bytes of a sound sample with a few of them changed, cut or doubled.
#[test]
fn no_change_of_a_sample_breaks_its_reader() {
    let mut samples = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/samples");
    for entry in std::fs::read_dir(folder).expect("samples").flatten() {
        for file in std::fs::read_dir(entry.path()).into_iter().flatten().flatten() {
            samples.push(std::fs::read(file.path()).expect("a sample"));
        }
    }
    samples.push(zip(&[("a.jsonl", LINES), ("b.txt", b"Text.")]));
    samples.push(tar(&[("a.jsonl", LINES), ("b.txt", b"Text.")]));
    samples.push(gzip(LINES));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("sample");
    arbtest::arbtest(|random| {
        let mut bytes = random.choose(&samples)?.clone();
        for _ in 0..random.int_in_range(1..=4)? {
            let at = random.choose_index(bytes.len().max(1))?;
            match random.int_in_range(0..=3)? {
                0 if at < bytes.len() => bytes[at] = random.arbitrary()?,
                1 => bytes.truncate(at),
                2 => bytes.insert(at.min(bytes.len()), random.arbitrary()?),
                _ => bytes.extend_from_within(at.min(bytes.len())..),
            }
        }
        std::fs::write(&path, &bytes).expect("a file");
        drop(read_file(&path, Limits::default()));
        Ok(())
    })
    .budget_ms(2_000);
}
