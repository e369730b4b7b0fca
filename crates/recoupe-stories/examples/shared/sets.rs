//! Sets of articles with the truth about their stories, and the scores of a partition.

use std::collections::BTreeMap;

use recoupe_stories::Story;
use recoupe_text::Article;

use crate::reading;

/// Articles with the story each belongs to.
#[derive(Debug)]
#[allow(dead_code, reason = "not every example prints the name")]
pub(crate) struct Set {
    pub(crate) name: String,
    pub(crate) articles: Vec<Article>,
    pub(crate) truth: BTreeMap<String, String>,
}

/// The sets named by arguments `ARTICLES:TRUTH[:undated]`; with none the train part of the
/// project's corpus. Articles without truth are left out.
pub(crate) fn sets(arguments: &[String]) -> Vec<Set> {
    let own = ["corpus/news:corpus/gold/train".to_owned()];
    let named = if arguments.is_empty() { &own[..] } else { arguments };
    named.iter().map(|argument| set(argument)).collect()
}

fn set(argument: &str) -> Set {
    let parts: Vec<&str> = argument.split(':').collect();
    let part = |at: usize| parts.get(at).copied().unwrap_or_default();
    let truth = reading::groups(part(1));
    let mut articles = reading::articles(part(0));
    articles.retain(|article| truth.contains_key(&article.id));
    if part(2) == "undated" {
        for article in &mut articles {
            article.published = None;
        }
    }
    let path = if part(0).ends_with("news") { part(1) } else { part(0) };
    let name = path.trim_end_matches("/articles.jsonl").rsplit('/').next();
    let name = format!("{} {}", name.unwrap_or_default(), part(2)).trim().to_owned();
    Set { name, articles, truth }
}

/// Scores of a partition.
#[derive(Debug, Clone, Copy, Default)]
#[allow(dead_code, reason = "not every example prints all of them")]
pub(crate) struct Scores {
    /// B-cubed F1.
    pub(crate) b_cubed: f64,
    /// Pairwise precision, recall, F1.
    pub(crate) pairs: [f64; 3],
    /// Precision and recall of pairs of two languages.
    pub(crate) links: [f64; 2],
}

#[allow(dead_code, reason = "not every example scores")]
impl Set {
    /// Scores stories against the truth.
    pub(crate) fn score(&self, stories: &[Story]) -> Scores {
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for (at, story) in stories.iter().enumerate() {
            found.extend(story.articles.iter().map(|id| (id.as_str(), at)));
        }
        let placed: Vec<(&str, usize, bool)> = self
            .articles
            .iter()
            .filter_map(|article| {
                let id = article.id.as_str();
                let language = article.language == recoupe_text::Language::French;
                Some((self.truth.get(id)?.as_str(), *found.get(id)?, language))
            })
            .collect();
        let mut pairs = [[0.0_f64; 3]; 2];
        let (mut precision, mut recall) = (0.0, 0.0);
        for one in &placed {
            let (mut both, mut truths, mut founds) = (0.0, 0.0, 0.0);
            for two in &placed {
                let (same, joined) = (one.0 == two.0, one.1 == two.1);
                both += f64::from(u8::from(same && joined));
                truths += f64::from(u8::from(same));
                founds += f64::from(u8::from(joined));
                let side = &mut pairs[usize::from(one.2 != two.2)];
                side[0] += f64::from(u8::from(same && joined));
                side[1] += f64::from(u8::from(same));
                side[2] += f64::from(u8::from(joined));
            }
            precision += both / founds;
            recall += both / truths;
        }
        let count = placed.len().max(1) as f64;
        // Every article was paired with itself, and every pair was met twice.
        let mut all = [0, 1, 2].map(|at| pairs[0][at] + pairs[1][at]);
        for sum in &mut all {
            *sum -= placed.len() as f64;
        }
        let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 1.0 };
        let (p, r) = (share(all[0], all[2]), share(all[0], all[1]));
        Scores {
            b_cubed: f1(precision / count, recall / count),
            pairs: [p, r, f1(p, r)],
            links: [share(pairs[1][0], pairs[1][2]), share(pairs[1][0], pairs[1][1])],
        }
    }
}

#[allow(dead_code, reason = "not every example scores")]
fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall > 0.0 {
        2.0 * precision * recall / (precision + recall)
    } else {
        0.0
    }
}
