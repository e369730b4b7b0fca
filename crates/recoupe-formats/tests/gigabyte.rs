//! A line of 1 GiB, alone in its process so that its memory can be measured.

use std::io::{self, Read, Write};

use recoupe_formats::{InputSettings, Limits, Record, documents};
use recoupe_text::{Content, Reason};

/// A file of one line of 1 GiB and a sound line behind it, made as it is read.
struct LongLine {
    left: u64,
    tail: &'static [u8],
}

impl Read for LongLine {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return self.tail.read(buffer);
        }
        let length = (buffer.len() as u64).min(self.left) as usize;
        buffer[..length].fill(b'x');
        self.left -= length as u64;
        Ok(length)
    }
}

#[test]
fn a_line_of_a_gigabyte_is_passed_over_in_little_memory() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("long.jsonl.zst");
    // Packed, it is some kilobytes on the disk; the ratio is allowed here.
    let file = std::fs::File::create(&path).expect("a file");
    let mut encoder = zstd::stream::write::Encoder::new(file, 1).expect("memory");
    encoder.write_all(b"{\"text\":\"First.\"}\n{\"text\":\"").expect("disk");
    let tail = b"\"}\n{\"text\":\"Last.\"}\n";
    io::copy(&mut LongLine { left: 1 << 30, tail }, &mut encoder).expect("disk");
    encoder.finish().expect("disk");
    let limits = Limits { unpacking_ratio: 1_000_000, ..Limits::default() };
    let before = peak_kilobytes();
    let settings = InputSettings { limits, ..InputSettings::default() };
    let stream = documents(&[path.display().to_string()], &settings).expect("a file");
    let read: Vec<Record> = stream.map(|record| record.expect("sound")).collect();
    let told: Vec<String> = read
        .into_iter()
        .map(|record| match record {
            Record::Document(document) => match document.content {
                Content::Text(text) | Content::Html(text) => text,
            },
            Record::Rejection(one) => {
                assert_eq!(one.reason, Reason::TooLarge);
                one.place.rsplit(':').next().unwrap_or_default().to_owned()
            }
        })
        .collect();
    assert_eq!(told, ["First.", "2", "Last."]);
    let more = peak_kilobytes().saturating_sub(before);
    assert!(more < 400_000, "{more} kB more than before");
}

/// The largest memory this process had, where the system tells.
fn peak_kilobytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or_default()
}
