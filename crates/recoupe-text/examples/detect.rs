//! Prints the language of each paragraph read from standard input; paragraphs are separated
//! by a NUL character. One ISO 639-1 code a line.

use std::io::Read;

fn main() -> std::io::Result<()> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let codes: Vec<String> = input
        .split('\0')
        .map(|text| recoupe_text::detect(text).code().to_owned())
        .collect();
    std::io::Write::write_all(
        &mut std::io::stdout(),
        (codes.join("\n") + "\n").as_bytes(),
    )
}
