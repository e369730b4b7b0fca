//! Prints the sentences of texts read from standard input (separated by a NUL character),
//! one a line; texts are separated by a line that holds only `--`. The first argument is the
//! language (`en`, `fr`).

use std::io::{Read, Write};

use recoupe_text::{Language, Span, sentences};

fn main() -> std::io::Result<()> {
    let language =
        std::env::args().nth(1).map_or(Language::Unknown, |c| Language::from_code(&c));
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let mut output = String::new();
    for text in input.split('\0') {
        for sentence in sentences::split(text, Span::new(0, text.len()), language) {
            output.push_str(&sentence.of(text).replace(['\n', '\r'], " "));
            output.push('\n');
        }
        output.push_str("--\n");
    }
    std::io::stdout().write_all(output.as_bytes())
}
