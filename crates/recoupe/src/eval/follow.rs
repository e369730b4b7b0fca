//! Scores of the links between stories: a follow-up linked to what it follows.

use std::collections::{BTreeMap, BTreeSet};

use super::gold::Gold;
use super::score::Scores;
use super::{Edition, Found};

/// Scores links, where the gold has them. A link between two stories of the edition is
/// right where most of their articles belong to two stories that the gold links; a link of
/// the gold is found where any two articles of the two lie in stories that are linked.
pub(crate) fn score(
    found: &Found<'_>,
    edition: &Edition,
    gold: &Gold,
    scores: &mut Scores,
) {
    if gold.follows.is_empty() {
        return;
    }
    let mut truth_of: BTreeMap<&str, &str> = BTreeMap::new();
    for (article, _) in &found.articles {
        if let Some(story) = &article.story {
            truth_of.insert(&article.id, story);
        }
    }
    let mut told: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for story in &edition.stories {
        let truths = story.articles.iter().filter_map(|id| truth_of.get(found.name(id)));
        told.insert(&story.story, truths.copied().collect());
    }
    let links: Vec<(&str, &str)> = edition
        .stories
        .iter()
        .flat_map(|story| {
            story.leads_to.iter().map(|link| (story.story.as_str(), link.story.as_str()))
        })
        .collect();
    let holds = |story: &str, truth: &str| {
        told.get(story).is_some_and(|truths| truths.contains(truth))
    };
    for link in &gold.follows {
        let is_found = links
            .iter()
            .any(|(one, two)| holds(one, &link.story) && holds(two, &link.leads_to));
        scores.count("stories.leads_to_recall", "all", is_found);
        if !is_found {
            let (one, two) = (&link.story, &link.leads_to);
            scores.fault(format!("stories: {one} should lead to {two}"));
        }
    }
    for (one, two) in links {
        let known =
            |story: &str| told.get(story).is_some_and(|truths| !truths.is_empty());
        if !known(one) || !known(two) {
            continue;
        }
        let is_right = gold
            .follows
            .iter()
            .any(|link| holds(one, &link.story) && holds(two, &link.leads_to));
        scores.count("stories.leads_to_precision", "all", is_right);
        if !is_right {
            scores.fault(format!("stories: {one} should not lead to {two}"));
        }
    }
}
