//! Scores of line classes.

use std::collections::BTreeMap;

use recoupe_text::Article;

use super::gold::GoldLine;
use super::score::{Scores, f1};
use super::{Edition, Found};

/// Right, told and true lines of one class.
#[derive(Default)]
struct Tally {
    right: u64,
    told: u64,
    truth: u64,
}

/// Scores every gold line against the class of the same line of the article.
pub(crate) fn score(found: &Found<'_>, edition: &Edition, scores: &mut Scores) {
    let mut tallies: BTreeMap<(String, String), Tally> = BTreeMap::new();
    for (gold, row) in &found.articles {
        let Some(article) = row.and_then(|row| edition.text(&row.id)) else { continue };
        let language = found.language(&gold.id);
        for (line, told) in aligned(article, &gold.lines) {
            scores.count("lines.accuracy", language, told == line.class);
            for column in [language, "all"] {
                let mut tally = |class: &str, right: u64, told: u64, truth: u64| {
                    let key = (class.to_string(), column.to_string());
                    let tally = tallies.entry(key).or_default();
                    tally.right += right;
                    tally.told += told;
                    tally.truth += truth;
                };
                tally(&line.class, u64::from(told == line.class), 0, 1);
                tally(&told, 0, 1, 0);
            }
            if told != line.class {
                let start: String = line.text.chars().take(60).collect();
                let class = &line.class;
                scores
                    .fault(format!("lines: {} is {class}, not {told}: {start}", gold.id));
            }
        }
    }
    for ((class, language), Tally { right, told, truth }) in tallies {
        let share =
            |whole: u64| if whole == 0 { 1.0 } else { right as f64 / whole as f64 };
        let (precision, recall) = (share(told), share(truth));
        scores.add(format!("lines.{class}_precision"), &language, precision, told);
        scores.add(format!("lines.{class}_recall"), &language, recall, truth);
        scores.add(format!("lines.{class}_f1"), &language, f1(precision, recall), truth);
    }
}

/// Each gold line with the class the article gives to it: the next line with the same words;
/// `none` where the article has no such line.
fn aligned<'gold>(
    article: &Article,
    gold: &'gold [GoldLine],
) -> Vec<(&'gold GoldLine, String)> {
    let mut next = 0;
    let mut aligned = Vec::new();
    for line in gold {
        let mut rest = article.lines.iter().enumerate().skip(next);
        let found =
            rest.find(|(_, told)| told.span.of(&article.text).trim() == line.text.trim());
        let class = match found {
            Some((index, told)) => {
                next = index + 1;
                serde_json::to_value(told.class).ok()
            }
            None => None,
        };
        let class = class.and_then(|class| class.as_str().map(str::to_owned));
        aligned.push((line, class.unwrap_or_else(|| "none".to_string())));
    }
    aligned
}
