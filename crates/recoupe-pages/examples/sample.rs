//! Writes sample pages into a folder, to be looked at:
//! `cargo run -p recoupe-pages --example sample -- FOLDER`.

mod made {
    pub(crate) mod edition;
    pub(crate) mod story;
}

use std::path::PathBuf;

use made::{edition, story};
use recoupe_pages::{Tongue, report_html, sheet_html, sheet_markdown_in};

fn main() -> std::io::Result<()> {
    let folder =
        PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "sample".to_owned()));
    std::fs::create_dir_all(&folder)?;
    let articles = story::articles();
    let articles_given: Vec<_> = articles.iter().collect();
    let sheet = story::sheet(&articles);
    let context = story::context();
    let write = |name: &str, text: String| std::fs::write(folder.join(name), text);
    write("sheet.html", sheet_html(&sheet, &articles_given, &context))?;
    for (name, tongue) in [("sheet.md", Tongue::English), ("fiche.md", Tongue::French)] {
        write(name, sheet_markdown_in(tongue, &sheet, &articles_given, &context))?;
    }
    write("report.html", report_html(&edition::report(2_400, 42)))?;
    write("report-large.html", report_html(&edition::report(100_000, 900)))?;
    write("report-small.html", report_html(&edition::report(2, 2)))
}
