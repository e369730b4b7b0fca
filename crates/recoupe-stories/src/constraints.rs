//! People overrule: articles that must be, or must not be, one story.

use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use crate::decision::{Model, pair_needed, score};
use crate::evidence::evidence;
use crate::gather::Orders;
use crate::portrait::portrait;
use crate::quick::{QuickMap, QuickSet};
use crate::rarity::Rarity;
use crate::settings::StorySettings;
use crate::story::{Story, rounded};
use crate::vocabulary::Reader;

/// What people want of some articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wish {
    /// They are one story.
    Join,
    /// No two of them are in one story.
    Apart,
}

/// One line of a file of constraints: `{"wish": "join", "articles": ["a", "b"]}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Constraint {
    /// Together or apart.
    pub wish: Wish,
    /// Ids of two articles or more.
    pub articles: Vec<String>,
    /// Who wished it, or why; kept as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// What became of a constraint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It holds in the stories.
    Honoured,
    /// It cannot hold beside another: who must stay apart is not joined.
    Contradicted,
    /// An article that it names is not in the run.
    Unknown,
}

/// What became of a constraint, pair by pair, and whether the evidence is against it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ruling {
    /// Together or apart.
    pub wish: Wish,
    /// The one article.
    pub a: String,
    /// The other.
    pub b: String,
    /// The note of the constraint.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Whether it holds.
    pub outcome: Outcome,
    /// Log-odds that the two tell one event, where both are known.
    pub score: Option<f32>,
    /// Whether the evidence alone would have decided otherwise for the two.
    pub against_evidence: bool,
    /// In English.
    pub english: String,
    /// In French.
    pub french: String,
}

/// The pairs that a constraint is about: each with the first to join, all pairs apart.
fn pairs(constraint: &Constraint) -> Vec<(&str, &str)> {
    let ids: Vec<&str> = constraint.articles.iter().map(String::as_str).collect();
    let mut pairs = Vec::new();
    for (at, one) in ids.iter().enumerate() {
        for two in ids.iter().skip(at + 1) {
            if one != two && (constraint.wish == Wish::Apart || at == 0) {
                pairs.push((*one, *two));
            }
        }
    }
    pairs
}

/// Articles that leave their copy group, so that a wish to keep copies apart can be
/// honoured: all that such a wish names.
pub(crate) fn alone(constraints: &[Constraint]) -> QuickSet<&str> {
    let apart = constraints.iter().filter(|constraint| constraint.wish == Wish::Apart);
    apart.flat_map(|constraint| constraint.articles.iter().map(String::as_str)).collect()
}

/// The orders among the articles of a run, and the pairs to join, in their order.
/// `unit_of` gives the unit of an article.
pub(crate) fn orders(
    constraints: &[Constraint],
    unit_of: &QuickMap<String, u32>,
) -> (Orders, Vec<(u32, u32)>) {
    let mut orders = Orders::default();
    let mut joins = Vec::new();
    for constraint in constraints {
        for (one, two) in pairs(constraint) {
            let (Some(&one), Some(&two)) = (unit_of.get(one), unit_of.get(two)) else {
                continue;
            };
            let pair = (one.min(two), one.max(two));
            match constraint.wish {
                Wish::Apart if one != two => {
                    orders.apart.insert(pair);
                }
                Wish::Join if one != two => {
                    orders.joined.extend([one, two]);
                    joins.push(pair);
                }
                _ => {}
            }
        }
    }
    (orders, joins)
}

/// What became of each constraint in these stories.
pub(crate) fn rulings(
    constraints: &[Constraint],
    stories: &[Story],
    articles: &[&Article],
    settings: &StorySettings,
) -> Vec<Ruling> {
    if constraints.is_empty() {
        return Vec::new();
    }
    let mut story_of: QuickMap<&str, usize> = QuickMap::default();
    for (at, story) in stories.iter().enumerate() {
        story_of.extend(story.articles.iter().map(|id| (id.as_str(), at)));
    }
    let by_id: QuickMap<&str, &Article> =
        articles.iter().map(|article| (article.id.as_str(), *article)).collect();
    let judge = Judge { rarity: judged_rarity(articles), by_id, story_of, settings };
    constraints
        .iter()
        .flat_map(|constraint| {
            pairs(constraint)
                .into_iter()
                .map(|(one, two)| judge.ruling(constraint, one, two))
        })
        .collect()
}

fn judged_rarity(articles: &[&Article]) -> Rarity {
    let mut reader = Reader::default();
    let mut rarity = Rarity::default();
    for article in articles {
        rarity.count([portrait(article, &mut reader)].iter());
    }
    rarity
}

struct Judge<'a> {
    rarity: Rarity,
    by_id: QuickMap<&'a str, &'a Article>,
    story_of: QuickMap<&'a str, usize>,
    settings: &'a StorySettings,
}

impl Judge<'_> {
    fn ruling(&self, constraint: &Constraint, one: &str, two: &str) -> Ruling {
        let stories = (self.story_of.get(one), self.story_of.get(two));
        let outcome = match stories {
            (Some(first), Some(second))
                if (first == second) == (constraint.wish == Wish::Join) =>
            {
                Outcome::Honoured
            }
            (Some(_), Some(_)) => Outcome::Contradicted,
            _ => Outcome::Unknown,
        };
        let score = self.score(one, two);
        let would_join = score.map(|score| score >= pair_needed(self.settings.join_at));
        let against_evidence =
            would_join.is_some_and(|joins| joins != (constraint.wish == Wish::Join));
        let [english, french] = in_words(constraint.wish, outcome, against_evidence);
        Ruling {
            wish: constraint.wish,
            a: one.to_owned(),
            b: two.to_owned(),
            note: constraint.note.clone(),
            outcome,
            score: score.map(rounded),
            against_evidence,
            english: english.to_owned(),
            french: french.to_owned(),
        }
    }

    fn score(&self, one: &str, two: &str) -> Option<f32> {
        let mut reader = Reader::default();
        let mut weighed = |id: &str| {
            let mut portrait = portrait(self.by_id.get(id)?, &mut reader);
            self.rarity.weigh(&mut portrait);
            Some(portrait)
        };
        let (first, second) = (weighed(one)?, weighed(two)?);
        Some(score(&evidence(&first, &second), &Model::SHIPPED))
    }
}

fn in_words(wish: Wish, outcome: Outcome, against: bool) -> [&'static str; 2] {
    match (outcome, wish, against) {
        (Outcome::Unknown, _, _) => [
            "an article of this constraint is not in the run",
            "un article de cette contrainte est absent",
        ],
        (Outcome::Contradicted, Wish::Join, _) => [
            "not joined: another constraint keeps them apart",
            "non réunis : une autre contrainte les sépare",
        ],
        (Outcome::Contradicted, Wish::Apart, _) => [
            "not kept apart: another constraint joins them",
            "non séparés : une autre contrainte les réunit",
        ],
        (Outcome::Honoured, Wish::Join, true) => [
            "joined by people, against the evidence",
            "réunis par décision humaine, contre les indices",
        ],
        (Outcome::Honoured, Wish::Join, false) => [
            "joined by people; the evidence agrees",
            "réunis par décision humaine ; les indices concordent",
        ],
        (Outcome::Honoured, Wish::Apart, true) => [
            "kept apart by people, against the evidence",
            "séparés par décision humaine, contre les indices",
        ],
        (Outcome::Honoured, Wish::Apart, false) => [
            "kept apart by people; the evidence agrees",
            "séparés par décision humaine ; les indices concordent",
        ],
    }
}
