//! What each part of the decision brings, and how flat the thresholds lie: tables in
//! Markdown.
//!
//! `measure ablation|curves|weights [SET...]`, a SET being `ARTICLES:TRUTH[:undated]` (files,
//! or the folders `corpus/news:corpus/gold/train`, which is the default). Each cell holds
//! B-cubed F1, pairwise F1, and precision and recall of links across languages.
//! `--same A,B,...` and `--cross A,B,...` put other weights in force.
#![expect(clippy::print_stdout, reason = "an example that prints")]

use recoupe_stories::StorySettings;
use recoupe_stories::dev::{Model, SIGNALS, find_by, signal_names};

#[path = "shared/reading.rs"]
mod reading;
#[path = "shared/sets.rs"]
mod sets;

use sets::Set;

fn main() {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut model = Model::SHIPPED;
    for (name, weights) in [("--same", 0), ("--cross", 1)] {
        if let Some(at) = arguments.iter().position(|it| it == name) {
            let row: Vec<f32> = arguments[at + 1]
                .split(',')
                .filter_map(|it| it.trim().parse().ok())
                .collect();
            let target = if weights == 0 {
                &mut model.same_language
            } else {
                &mut model.cross_language
            };
            target.iter_mut().zip(row).for_each(|(to, from)| *to = from);
            arguments.drain(at..=at + 1);
        }
    }
    let what = if arguments.is_empty() { String::new() } else { arguments.remove(0) };
    let sets = sets::sets(&arguments);
    let names: Vec<String> =
        sets.iter().map(|set| format!("{} ({})", set.name, set.articles.len())).collect();
    println!("| | {} |\n|---|{}", names.join(" | "), "---|".repeat(sets.len()));
    let settings = StorySettings::default();
    match what.as_str() {
        "ablation" => ablation(&sets, &settings, model),
        "curves" => curves(&sets, &settings, model),
        _ => row("in force", &sets, &settings, &model),
    }
}

fn row(name: &str, sets: &[Set], settings: &StorySettings, model: &Model) {
    let cells: Vec<String> = sets
        .iter()
        .map(|set| {
            let scores = set.score(&find_by(&set.articles, settings, model));
            format!(
                "{:.3} {:.3} · {:.3} {:.3}",
                scores.b_cubed, scores.pairs[2], scores.links[0], scores.links[1]
            )
        })
        .collect();
    println!("| {name} | {} |", cells.join(" | "));
}

/// Signals that are taken out together.
const FAMILIES: [(&str, &[&str]); 7] = [
    (
        "all names",
        &[
            "names",
            "name mass",
            "headlines told by both",
            "headline told by one",
            "head names",
        ],
    ),
    ("all wording", &["title words", "lead words", "all words"]),
    ("all of time", &["time", "far apart"]),
    ("all of figures", &["numbers", "number clash", "number apart"]),
    ("places", &["places", "places apart"]),
    ("kinds of events", &["events", "event clash"]),
    (
        "all clashes",
        &[
            "event clash",
            "party clash",
            "number clash",
            "template",
            "party apart",
            "number apart",
            "places apart",
            "names apart",
        ],
    ),
];

fn ablation(sets: &[Set], settings: &StorySettings, model: Model) {
    row("everything", sets, settings, &model);
    for (name, family) in FAMILIES {
        row(&format!("without {name}"), sets, settings, &without(model, family));
    }
    for name in signal_names().iter().skip(1) {
        row(&format!("without `{name}`"), sets, settings, &without(model, &[name]));
    }
    row(
        "without the rule of two kinds of evidence",
        sets,
        settings,
        &Model { groups_needed: 0, ..model },
    );
    row(
        "without repair",
        sets,
        settings,
        &Model { leave_margin: f32::INFINITY, split_margin: f32::INFINITY, ..model },
    );
}

fn without(mut model: Model, names: &[&str]) -> Model {
    for at in 0..SIGNALS {
        if names.contains(&signal_names()[at]) {
            model.same_language[at] = 0.0;
            model.cross_language[at] = 0.0;
        }
    }
    model
}

fn curves(sets: &[Set], settings: &StorySettings, model: Model) {
    for at in -6..=4_i16 {
        let join_at = f32::from(at) * 0.25 - 0.5;
        let settings = StorySettings { join_at, ..*settings };
        row(&format!("`join_at` {join_at:.2}"), sets, &settings, &model);
    }
    for most_candidates in [8, 16, 32, 64] {
        let settings = StorySettings {
            most_candidates,
            nearest_for_a_key: most_candidates,
            ..*settings
        };
        row(&format!("candidates {most_candidates}"), sets, &settings, &model);
    }
    for groups_needed in 0..=3 {
        let model = Model { groups_needed, ..model };
        row(&format!("kinds of evidence {groups_needed}"), sets, settings, &model);
    }
    for pair_margin in [0.0, 0.25, 0.5, 0.75, 1.0] {
        row(
            &format!("`pair_margin` {pair_margin}"),
            sets,
            settings,
            &Model { pair_margin, ..model },
        );
    }
    for lacking in [-2.0, -1.5, -1.0, -0.5] {
        row(&format!("`lacking` {lacking}"), sets, settings, &Model { lacking, ..model });
    }
    for leave_margin in [0.5, 0.75, 1.0, 1.5, 2.0] {
        row(
            &format!("`leave_margin` {leave_margin}"),
            sets,
            settings,
            &Model { leave_margin, ..model },
        );
    }
    for split_margin in [0.0, 0.25, 0.5, 0.75, 1.0] {
        row(
            &format!("`split_margin` {split_margin}"),
            sets,
            settings,
            &Model { split_margin, ..model },
        );
    }
}
