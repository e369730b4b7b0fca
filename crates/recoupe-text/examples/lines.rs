//! Prints the classed lines of the text files named as arguments.

use std::io::Write;

use recoupe_text::{Content, RawDocument, ReadSettings, RepeatedLines, read};

fn main() -> std::io::Result<()> {
    let mut output = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let content = Content::Text(std::fs::read_to_string(&path)?);
        let document =
            RawDocument { content, place: path.clone(), ..RawDocument::default() };
        match read(document, &ReadSettings::default(), &RepeatedLines::none()) {
            Err(rejection) => writeln!(output, "{path}: {}", rejection.reason.key())?,
            Ok(article) => {
                let title = article.title.as_ref().map_or("", |title| &title.text);
                writeln!(output, "{path}: {} {:?}", title, article.languages)?;
                for line in &article.lines {
                    let start: String =
                        line.span.of(&article.text).chars().take(90).collect();
                    writeln!(
                        output,
                        "{:?} {} {start}",
                        line.class,
                        line.language.code()
                    )?;
                }
            }
        }
    }
    Ok(())
}
