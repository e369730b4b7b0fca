//! Writes the signals of the candidate pairs of a file as JSON Lines, for study.
//!
//! `signals ARTICLES.jsonl`
#![expect(clippy::print_stdout, reason = "an example that prints")]

use recoupe_stories::StorySettings;
use recoupe_stories::dev::pairs;

#[path = "shared/reading.rs"]
mod reading;

fn main() {
    let articles: Vec<_> =
        std::env::args().skip(1).flat_map(|path| reading::articles(&path)).collect();
    for pair in pairs(&articles, &StorySettings::default()) {
        let line = serde_json::json!({
            "a": pair.a, "b": pair.b, "same_language": pair.same_language,
            "signals": pair.signals, "groups": pair.groups, "score": pair.score,
        });
        println!("{line}");
    }
}
