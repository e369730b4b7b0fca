//! `recoupe run` and `recoupe copies`.

use std::io::Write;

use anyhow::Result;
use recoupe::{Counts, Filtered, Means, Outcome, Output, Scope};

use crate::arguments::RunArguments;
use crate::exit::Exit;
use crate::progress::Shown;
use crate::screen;

/// Runs everything, or, with means for them, copies only.
pub(crate) fn perform(
    arguments: &RunArguments,
    copies: Option<Means>,
    shown: &Shown,
) -> Result<Exit> {
    let settings = arguments.settings()?;
    let mut output = Output::new(&arguments.out);
    if arguments.force {
        output = output.replacing();
    }
    if arguments.parquet {
        output = output.with_parquet();
    }
    if let Some(file) = &arguments.drop {
        let filtered = file.clone().map_or(Filtered::InEdition, Filtered::File);
        output = output.filtering(filtered);
    }
    let inputs = &arguments.input.inputs;
    let (outcome, scope) = match copies {
        Some(means) => {
            let outcome = recoupe::copies(inputs, &settings, means, &output, shown)?;
            (outcome, Scope::CopiesOnly)
        }
        None => (recoupe::run(inputs, &settings, &output, shown)?, Scope::Everything),
    };
    report(&outcome, scope, &output)?;
    let is_below = arguments.strict && outcome.counts.rejections > 0;
    Ok(if is_below { Exit::Below } else { Exit::Done })
}

/// Tells in words what was found and where to look.
fn report(outcome: &Outcome, scope: Scope, output: &Output) -> Result<()> {
    let counts = &outcome.counts;
    let mut out = screen::output();
    writeln!(out, "{}", documents_in_words(counts))?;
    let groups = counted(counts.copy_groups, "text", "texts");
    writeln!(out, "{groups}; {} share theirs with another", counts.in_copies)?;
    if scope == Scope::Everything {
        let stories = counted(counts.stories, "story", "stories");
        writeln!(
            out,
            "{stories}, {} told by several texts, {} in several languages",
            counts.stories_of_many, counts.stories_across_languages
        )?;
        let facts = counted(counts.facts, "fact", "facts");
        writeln!(
            out,
            "{facts} with {}",
            counted(counts.citations, "citation", "citations")
        )?;
    }
    writeln!(out, "edition: {}", output.folder().display())?;
    if let Some(path) = &outcome.report {
        writeln!(out, "look at:  {}", path.display())?;
    }
    for (headline, path) in &outcome.fullest {
        writeln!(out, "          {} ({headline})", path.display())?;
    }
    out.flush()?;
    Ok(())
}

fn documents_in_words(counts: &Counts) -> String {
    let mut words = format!(
        "{}: {}, {} rejected",
        counted(counts.documents, "document", "documents"),
        counted(counts.articles, "article", "articles"),
        counts.rejections
    );
    let reasons: Vec<String> = counts
        .reasons
        .iter()
        .map(|(reason, count)| format!("{reason} {count}"))
        .collect();
    if !reasons.is_empty() {
        words = format!("{words} ({})", reasons.join(", "));
    }
    let languages: Vec<String> =
        counts.languages.iter().map(|(code, count)| format!("{code} {count}")).collect();
    if !languages.is_empty() {
        words = format!("{words}; languages: {}", languages.join(", "));
    }
    words
}

fn counted(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
