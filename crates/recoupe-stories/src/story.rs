//! A story, and the search for stories.

use rayon::prelude::*;
use recoupe_text::{Article, Language};
use serde::{Deserialize, Serialize};

use crate::candidates::candidates;
use crate::decision::score;
use crate::evidence::evidence;
use crate::explain::{Reason, reasons};
use crate::gather::gather;
use crate::portrait::{Portrait, portrait};
use crate::rarity::Rarity;
use crate::settings::StorySettings;

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
    /// `s-` and the id of the founder: its earliest article (by day, then id).
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

/// Finds the stories of a run: every article is in exactly one of them.
///
/// Only the lead of each copy group is weighed; its copies go where it goes. An article in
/// no group stands for itself; a group whose lead is not among the articles is led by its
/// earliest member. Stories come by first day, then founder. The outcome does not depend
/// on the order of the articles. About linear in their number; uses rayon's threads, with
/// the same outcome for any number of them.
pub fn find(
    articles: &[Article],
    copy_groups: &[CopyMembers],
    settings: &StorySettings,
) -> Vec<Story> {
    let units = crate::units::units(articles, copy_groups);
    let mut portraits: Vec<Portrait> =
        units.par_iter().map(|unit| portrait(unit.article)).collect();
    let rarity = Rarity::of(&portraits);
    portraits.par_iter_mut().for_each(|portrait| rarity.weigh(portrait));
    let score_of = |one: u32, two: u32| match (
        portraits.get(one as usize),
        portraits.get(two as usize),
    ) {
        (Some(one), Some(two)) => score(&evidence(one, two)),
        _ => f32::NEG_INFINITY,
    };
    let pairs: Vec<(u32, u32, f32)> = candidates(&portraits, settings)
        .into_par_iter()
        .map(|(one, two)| (one, two, score_of(one, two)))
        .collect();
    let groups = gather(units.len(), &pairs, settings.join_at, score_of);
    groups.par_iter().map(|members| told(members, &units, &portraits)).collect()
}

/// The story of a group of units.
fn told(
    members: &[u32],
    units: &[crate::units::Unit<'_>],
    portraits: &[Portrait],
) -> Story {
    let of: Vec<(&crate::units::Unit<'_>, &Portrait)> = members
        .iter()
        .filter_map(|&at| Some((units.get(at as usize)?, portraits.get(at as usize)?)))
        .collect();
    let mut all: Vec<&Article> =
        of.iter().flat_map(|(unit, _)| unit.members.iter().copied()).collect();
    all.sort_by_key(|article| crate::units::order(article));
    let mut languages: Vec<Language> =
        all.iter().map(|article| article.language).collect();
    languages.sort_unstable();
    languages.dedup();
    let mut copy_groups: Vec<String> =
        of.iter().filter_map(|(unit, _)| unit.copy_group.map(str::to_owned)).collect();
    copy_groups.sort_unstable();
    Story {
        story: format!("s-{}", all.first().map_or("", |article| article.id.as_str())),
        headline: headline(&of),
        languages,
        copy_groups,
        first: all.iter().filter_map(|article| article.published).min(),
        last: all.iter().filter_map(|article| article.published).max(),
        articles: all.iter().map(|article| article.id.clone()).collect(),
        why: joins(&of),
    }
}

/// Articles of a story that are compared for its headline and its reasons.
const MOST_COMPARED: usize = 12;

fn headline(of: &[(&crate::units::Unit<'_>, &Portrait)]) -> Option<String> {
    let compared = of.get(..of.len().min(MOST_COMPARED)).unwrap_or_default();
    let mut best: Option<(f32, &str)> = None;
    for (unit, portrait) in compared {
        let Some(title) = &unit.article.title else { continue };
        let near: f32 =
            compared.iter().map(|(_, other)| score(&evidence(portrait, other))).sum();
        if best.is_none_or(|(most, _)| near > most) {
            best = Some((near, &title.text));
        }
    }
    best.map(|(_, title)| title.to_owned())
}

fn joins(of: &[(&crate::units::Unit<'_>, &Portrait)]) -> Vec<Join> {
    let joins = of.iter().enumerate().skip(1).map(|(at, (unit, portrait))| {
        let earlier = of.get(..at.min(MOST_COMPARED)).unwrap_or_default();
        join(unit, portrait, earlier)
    });
    joins.flatten().collect()
}

fn join(
    unit: &crate::units::Unit<'_>,
    portrait: &Portrait,
    earlier: &[(&crate::units::Unit<'_>, &Portrait)],
) -> Option<Join> {
    let scores: Vec<f32> =
        earlier.iter().map(|(_, other)| score(&evidence(other, portrait))).collect();
    let mut best = 0;
    for (at, score) in scores.iter().enumerate() {
        if scores.get(best).is_none_or(|most| score > most) {
            best = at;
        }
    }
    let (nearest, their_portrait) = earlier.get(best)?;
    Some(Join {
        article: unit.article.id.clone(),
        with: nearest.article.id.clone(),
        score: rounded(scores.get(best).copied()?),
        mean: rounded(scores.iter().sum::<f32>() / scores.len().max(1) as f32),
        reasons: reasons(nearest.article, their_portrait, unit.article, portrait),
    })
}

/// Two decimal places: more would suggest a precision that a log-odds score has not.
pub(crate) fn rounded(score: f32) -> f32 {
    (score * 100.0).round() / 100.0
}
