//! Prints the articles of the HTML files named as arguments, each followed by a NUL
//! character: the body as `read` gives it, or with `--raw` first all of the extracted text.

use std::io::Write;

use recoupe_text::{Content, RawDocument, ReadSettings, RepeatedLines, html, read};

fn main() -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_raw = arguments.iter().any(|argument| argument == "--raw");
    for path in arguments.iter().filter(|argument| !argument.starts_with("--")) {
        let page = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
        let text = if is_raw {
            html::extract(&page).map(|page| page.text)
        } else {
            let content = Content::Html(page);
            let document = RawDocument { content, ..RawDocument::default() };
            read(document, &ReadSettings::default(), &RepeatedLines::none())
                .ok()
                .map(|article| article.body())
        };
        write!(output, "{}\0", text.unwrap_or_default())?;
    }
    Ok(())
}
