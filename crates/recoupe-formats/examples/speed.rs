//! How fast the inputs named as arguments are read: documents, megabytes and seconds.

use std::io::Write;
use std::time::Instant;

use recoupe_formats::{InputSettings, Record, documents};
use recoupe_text::Content;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let inputs: Vec<String> = std::env::args().skip(1).collect();
    let started = Instant::now();
    let mut stream = documents(&inputs, &InputSettings::default())?;
    let (mut read, mut rejected, mut letters) = (0_u64, 0_u64, 0_u64);
    for record in stream.by_ref() {
        match record? {
            Record::Document(document) => {
                let (Content::Text(text) | Content::Html(text)) = &document.content;
                letters += text.len() as u64;
                read += 1;
            }
            Record::Rejection(_) => rejected += 1,
        }
    }
    let seconds = started.elapsed().as_secs_f64();
    let megabytes = stream.bytes_read() as f64 / 1e6;
    writeln!(
        std::io::stdout(),
        "{read} documents, {rejected} rejections, {:.1} MB of text out of {megabytes:.1} MB \
         stored in {seconds:.2} s: {:.0} MB/s",
        letters as f64 / 1e6,
        megabytes / seconds
    )?;
    Ok(())
}
