//! Reads articles as JSON Lines (`id`, `title`, `text`, `lang`, `date` or `published`, or
//! `lines` with classes) and writes one line of `id` and `group` for each.
//!
//! `stories ARTICLES.jsonl [--without-dates] [--join-at X] [--why]`
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints")]

use recoupe_stories::{StorySettings, find};

#[path = "shared/reading.rs"]
mod reading;

fn main() {
    let mut articles = Vec::new();
    let mut settings = StorySettings::default();
    let (mut undated, mut why) = (false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--without-dates" => undated = true,
            "--why" => why = true,
            "--join-at" => {
                let value = arguments.next().and_then(|value| value.parse().ok());
                settings.join_at = value.unwrap_or(settings.join_at);
            }
            path => articles.extend(reading::articles(path)),
        }
    }
    if undated {
        for article in &mut articles {
            article.published = None;
        }
    }
    let started = std::time::Instant::now();
    let stories = find(&articles, &[], &settings);
    eprintln!(
        "{} articles, {} stories, {:?}",
        articles.len(),
        stories.len(),
        started.elapsed()
    );
    for story in stories {
        if why {
            println!("{}", serde_json::to_string(&story).unwrap_or_default());
            continue;
        }
        for id in &story.articles {
            println!("{}", serde_json::json!({"id": id, "group": story.story}));
        }
    }
}
