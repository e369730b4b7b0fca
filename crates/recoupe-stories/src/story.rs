//! A story as it is told: its articles, its days, the evidence of its joins.

use recoupe_text::{Article, Language};
use serde::{Deserialize, Serialize};

use crate::decision::{Model, score};
use crate::evidence::evidence;
use crate::follow::Link;
use crate::portrait::Portrait;
use crate::reasons::{Reason, reasons};
use crate::units::Unit;

/// A group of articles that carry the same copy, as the stage before found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyMembers {
    /// The id of the group.
    pub id: String,
    /// The id of the article that stands for it.
    pub lead: String,
    /// The ids of all its articles, the lead among them.
    pub members: Vec<String>,
}

/// Articles that tell the same event, in either language. One line of `stories.jsonl`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Story {
    /// `s-` and the id of the founder: its earliest article (by day, then id); or the id
    /// that the story had before, see [`crate::Guidance::known`].
    pub story: String,
    /// The headline of the article nearest to all others, where one has a headline.
    pub headline: Option<String>,
    /// Languages of its articles, each once, in the order of [`Language`].
    pub languages: Vec<Language>,
    /// Ids of its articles, by day of publication, then id; those without a day last.
    pub articles: Vec<String>,
    /// Ids of the copy groups that lie in it, ascending.
    pub copy_groups: Vec<String>,
    /// Its first day, where a day is known (`YYYY-MM-DD`).
    pub first: Option<jiff::civil::Date>,
    /// Its last day.
    pub last: Option<jiff::civil::Date>,
    /// The evidence of each join: one entry for each article but the founder that was
    /// weighed; copies join with the lead of their group and are not weighed again.
    pub why: Vec<Join>,
    /// The earlier story that it goes on from, if one is near enough: linked, not
    /// swallowed.
    #[serde(default)]
    pub follows: Option<Link>,
    /// The later stories that go on from it, by time.
    #[serde(default)]
    pub leads_to: Vec<Link>,
    /// The nearest other stories that it was not joined with, at most three, the nearest
    /// first.
    #[serde(default)]
    pub considered: Vec<Link>,
}

/// Why one article is in a story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Join {
    /// The article.
    pub article: String,
    /// The article of the story that it is most like, among the earlier ones.
    pub with: String,
    /// Log-odds that the two tell one event, −6 to 6.
    pub score: f32,
    /// Mean of the same over all articles of the story that were weighed.
    pub mean: f32,
    /// What spoke for and against, the weightiest first.
    pub reasons: Vec<Reason>,
}

/// Articles of a story that are compared for its headline and its reasons.
const MOST_COMPARED: usize = 12;

/// The story of a group of units, in their order.
pub(crate) fn told(of: &[(&Unit<'_>, &Portrait)], model: &Model) -> Story {
    let mut all: Vec<&Article> = of.iter().flat_map(|(unit, _)| unit.members()).collect();
    all.sort_by_key(|article| crate::units::order(article));
    let mut languages: Vec<Language> =
        all.iter().map(|article| article.language).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut copy_groups: Vec<String> =
        of.iter().filter_map(|(unit, _)| unit.copy_group.clone()).collect();
    copy_groups.sort_unstable();
    let compared = Compared::of(of, model);
    Story {
        story: format!("s-{}", all.first().map_or("", |article| article.id.as_str())),
        headline: compared.headline(of),
        languages,
        copy_groups,
        first: all.iter().filter_map(|article| article.published).min(),
        last: all.iter().filter_map(|article| article.published).max(),
        articles: all.iter().map(|article| article.id.clone()).collect(),
        why: compared.joins(of),
        follows: None,
        leads_to: Vec::new(),
        considered: Vec::new(),
    }
}

/// Scores of every article with the first ones of its story, computed once.
struct Compared {
    /// By article, then by one of the first articles; no score with itself.
    rows: Vec<Vec<f32>>,
}

impl Compared {
    fn of(of: &[(&Unit<'_>, &Portrait)], model: &Model) -> Self {
        let mut rows: Vec<Vec<f32>> = Vec::with_capacity(of.len());
        for (at, (_, portrait)) in of.iter().enumerate() {
            let mut row = Vec::with_capacity(MOST_COMPARED);
            for (with, (_, other)) in of.iter().take(MOST_COMPARED).enumerate() {
                let back = rows.get(with).and_then(|row: &Vec<f32>| row.get(at)).copied();
                row.push(match back {
                    _ if with == at => 0.0,
                    Some(score) => score,
                    None => score(&evidence(other, portrait), model),
                });
            }
            rows.push(row);
        }
        Self { rows }
    }

    /// The headline of the article nearest to the others.
    fn headline(&self, of: &[(&Unit<'_>, &Portrait)]) -> Option<String> {
        let mut best: Option<(f32, &str)> = None;
        for ((unit, _), row) in of.iter().zip(&self.rows).take(MOST_COMPARED) {
            let Some(title) = &unit.article.title else { continue };
            let near: f32 = row.iter().sum();
            if best.is_none_or(|(most, _)| near > most) {
                best = Some((near, &title.text));
            }
        }
        best.map(|(_, title)| title.to_owned())
    }

    fn joins(&self, of: &[(&Unit<'_>, &Portrait)]) -> Vec<Join> {
        let joins = of.iter().enumerate().skip(1).map(|(at, (unit, portrait))| {
            let scores = self.rows.get(at)?.get(..at.min(MOST_COMPARED))?;
            let mut best = 0;
            for (with, score) in scores.iter().enumerate() {
                if scores.get(best).is_none_or(|most| score > most) {
                    best = with;
                }
            }
            let (nearest, other) = of.get(best)?;
            let mean = scores.iter().sum::<f32>() / scores.len().max(1) as f32;
            Some(Join {
                article: unit.article.id.clone(),
                with: nearest.article.id.clone(),
                score: rounded(scores.get(best).copied()?),
                mean: rounded(mean),
                reasons: reasons(&nearest.article, other, &unit.article, portrait),
            })
        });
        joins.flatten().collect()
    }
}

/// Two decimal places: more would suggest a precision that a log-odds score has not.
pub(crate) fn rounded(score: f32) -> f32 {
    (score * 100.0).round() / 100.0
}
