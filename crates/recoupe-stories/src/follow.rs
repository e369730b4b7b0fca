//! Links between stories: which leads to which, and which other story was considered.

use serde::{Deserialize, Serialize};

use crate::evidence::{Evidence, Signal};
use crate::quick::QuickMap;
use crate::story::{Story, rounded};

/// Score from which a pair of different stories is remembered as near. Below it two
/// articles share a topic or a template and no more.
const NEAR_AT: f32 = -3.0;
/// Cosine of the names of headline and lead that a follow-up needs with what it follows.
const FOLLOW_NAMES: f32 = 0.2;
/// Strength of the best shared name or figure that it needs: a rare one, in both heads.
const FOLLOW_BEST: f32 = 0.45;
/// How far its parties may be others at most: a follow-up keeps them.
const FOLLOW_APART: f32 = 0.3;
/// How much a pattern may be told anew at most.
const FOLLOW_TEMPLATE: f32 = 0.15;
/// How surely it may be the next of its kind at most: the next results follow nothing.
const FOLLOW_AGAIN: f32 = 0.3;
/// Clash of phases from which a pair is one of follow-ups however low its score.
const FOLLOW_PHASE: f32 = 0.2;
/// Score that a pair without such a clash needs.
const FOLLOW_SCORE: f32 = -1.0;
/// Other stories that are named as considered.
const MOST_CONSIDERED: usize = 3;

/// A link from one story to another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Link {
    /// The other story.
    pub story: String,
    /// The article of this story that is nearest to it.
    pub article: String,
    /// The article of the other story that it is near to.
    pub with: String,
    /// Log-odds that these two tell one event: too low for one story.
    pub score: f32,
}

/// Two articles that are near without being one story, if that is how it ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Near {
    one: u32,
    two: u32,
    score: f32,
    may_follow: bool,
}

/// Whether a pair is worth remembering.
pub(crate) fn near(one: u32, two: u32, evidence: &Evidence, score: f32) -> Option<Near> {
    if score < NEAR_AT {
        return None;
    }
    let signal = |signal: Signal| evidence.signal(signal);
    let may_follow = evidence.groups.names
        && signal(Signal::HeadNames) >= FOLLOW_NAMES
        && signal(Signal::BestShared) >= FOLLOW_BEST
        && signal(Signal::PartyApart) <= FOLLOW_APART
        && signal(Signal::Template) <= FOLLOW_TEMPLATE
        && signal(Signal::Again) <= FOLLOW_AGAIN
        && (signal(Signal::PhaseClash) >= FOLLOW_PHASE || score >= FOLLOW_SCORE);
    Some(Near { one, two, score, may_follow })
}

/// Writes the links between stories: `follows`, `leads_to`, `considered`. `story_of` gives
/// the place of the story of a unit, `name` the id of its article.
pub(crate) fn link(
    stories: &mut [Story],
    near: &[Near],
    story_of: &QuickMap<u32, u32>,
    name: &impl Fn(u32) -> String,
) {
    let mut found: Vec<(u32, u32, f32, u32, u32, bool)> = Vec::new();
    for pair in near {
        let (Some(&one), Some(&two)) = (story_of.get(&pair.one), story_of.get(&pair.two))
        else {
            continue;
        };
        if one != two {
            found.push((one, two, pair.score, pair.one, pair.two, pair.may_follow));
            found.push((two, one, pair.score, pair.two, pair.one, pair.may_follow));
        }
    }
    // By story, the best first; ties by place, which is the order of time.
    found.sort_by(|one, two| {
        one.0
            .cmp(&two.0)
            .then(two.2.total_cmp(&one.2))
            .then((one.1, one.3, one.4).cmp(&(two.1, two.3, two.4)))
    });
    let ids: Vec<String> = stories.iter().map(|story| story.story.clone()).collect();
    let firsts: Vec<_> = stories.iter().map(|story| story.first).collect();
    let id = |at: u32| ids.get(at as usize).cloned().unwrap_or_default();
    let first = |at: u32| firsts.get(at as usize).copied().flatten();
    for (own, other, score, article, with, may_follow) in found {
        let is_later = matches!((first(other), first(own)), (Some(a), Some(b)) if a < b);
        let Some(story) = stories.get_mut(own as usize) else { continue };
        let other_id = id(other);
        let link = Link {
            story: other_id.clone(),
            article: name(article),
            with: name(with),
            score: rounded(score),
        };
        let is_known = |links: &[Link]| links.iter().any(|it| it.story == other_id);
        if may_follow && is_later && story.follows.is_none() {
            story.follows = Some(link.clone());
        }
        if story.considered.len() < MOST_CONSIDERED && !is_known(&story.considered) {
            story.considered.push(link);
        }
    }
    lead_on(stories);
}

/// Turns each `follows` around.
fn lead_on(stories: &mut [Story]) {
    let mut place: QuickMap<String, usize> = QuickMap::default();
    for (at, story) in stories.iter().enumerate() {
        place.insert(story.story.clone(), at);
    }
    let turned: Vec<(usize, Link)> = stories
        .iter()
        .filter_map(|story| {
            let link = story.follows.as_ref()?;
            let turned = Link {
                story: story.story.clone(),
                article: link.with.clone(),
                with: link.article.clone(),
                score: link.score,
            };
            Some((place.get(&link.story).copied()?, turned))
        })
        .collect();
    for (at, link) in turned {
        if let Some(story) = stories.get_mut(at) {
            story.leads_to.push(link);
        }
    }
}
