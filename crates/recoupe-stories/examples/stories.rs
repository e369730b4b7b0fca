//! Reads articles as JSON Lines (`id`, `title`, `text`, `lang`, `date` or `published`, or
//! `lines` with classes) and writes one line of `id` and `group` for each.
//!
//! `stories ARTICLES.jsonl... [--without-dates] [--join-at X] [--why] [--explain A B]`
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "an example that prints")]

use recoupe_stories::{StorySettings, explain, find};

#[path = "shared/reading.rs"]
mod reading;

fn main() {
    let mut articles = Vec::new();
    let mut settings = StorySettings::default();
    let (mut undated, mut why) = (false, false);
    let mut asked = None;
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--without-dates" => undated = true,
            "--why" => why = true,
            "--explain" => asked = arguments.next().zip(arguments.next()),
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
    if let Some((one, two)) = asked {
        let by_id = |id: &str| articles.iter().find(|article| article.id.starts_with(id));
        if let (Some(one), Some(two)) = (by_id(&one), by_id(&two)) {
            let explanation = explain(one, two, &articles, &settings);
            println!(
                "{}",
                serde_json::to_string_pretty(&explanation).unwrap_or_default()
            );
        }
        return;
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
