//! Why two articles are, or are not, one story: the whole sum, in English and French.

use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use crate::decision::{Model, contribution, pair_needed, score};
use crate::evidence::{Evidence, Signal, evidence};
use crate::portrait::{Portrait, portrait};
use crate::rarity::Rarity;
use crate::reasons::{Reason, reasons};
use crate::settings::StorySettings;
use crate::story::rounded;
use crate::vocabulary::Reader;

/// Why two articles are, or are not, one story.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// Id of the first.
    pub a: String,
    /// Id of the second.
    pub b: String,
    /// Log-odds that they tell one event, −6 to 6.
    pub score: f32,
    /// The score from which the two alone would be one story.
    #[serde(default)]
    pub needed: f32,
    /// Whether the two alone would be one story.
    pub joined: bool,
    /// Independent kinds of evidence for it, of `names`, `numbers`, `place and event`,
    /// `wording`; a join needs two.
    pub evidence: Vec<String>,
    /// What spoke for and against, the weightiest first.
    pub reasons: Vec<Reason>,
    /// Every term of the sum that the score is cut from, the weightiest first.
    #[serde(default)]
    pub contributions: Vec<Contribution>,
    /// Other articles of the run that either is at least as near to as a join needs, or
    /// else the nearest of each; at most three for each, the nearest first.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
}

/// One term of the score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Contribution {
    /// Its name: `names`, `title words`, `party clash`.
    pub signal: String,
    /// How strong the signal is for the pair, mostly 0..1.
    pub value: f32,
    /// What it adds to the log-odds: its weight times its value.
    pub adds: f32,
    /// What it means, in English.
    pub english: String,
    /// What it means, in French.
    pub french: String,
}

/// Another article that one of the two might belong with.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Alternative {
    /// Which of the two.
    pub of: String,
    /// The other article.
    pub article: String,
    /// Log-odds that both tell one event.
    pub score: f32,
}

/// Explains a pair. `corpus` is the run they belong to, for how rare its words are and for
/// the alternatives; the two articles may be among it, and it may be empty. Linear in the
/// corpus.
pub fn explain(
    one: &Article,
    two: &Article,
    corpus: &[Article],
    settings: &StorySettings,
) -> Explanation {
    let mut reader = Reader::default();
    let others: Vec<&Article> = corpus
        .iter()
        .filter(|article| article.id != one.id && article.id != two.id)
        .collect();
    let mut all: Vec<Portrait> =
        others.iter().map(|article| portrait(article, &mut reader)).collect();
    let mut pair = [portrait(one, &mut reader), portrait(two, &mut reader)];
    let mut rarity = Rarity::default();
    rarity.count(all.iter().chain(&pair));
    all.iter_mut().chain(&mut pair).for_each(|portrait| rarity.weigh(portrait));
    let [first, second] = &pair;
    let found = evidence(first, second);
    let score = score(&found, &Model::SHIPPED);
    let needed = pair_needed(settings.join_at);
    let mut alternatives = Vec::new();
    for (article, portrait) in [(one, first), (two, second)] {
        alternatives.extend(nearest(article, portrait, &others, &all));
    }
    Explanation {
        a: one.id.clone(),
        b: two.id.clone(),
        score: rounded(score),
        needed: rounded(needed),
        joined: score >= needed,
        evidence: groups(&found),
        reasons: reasons(one, first, two, second),
        contributions: contributions(&found),
        alternatives,
    }
}

/// Alternatives that are named for each article.
const MOST_ALTERNATIVES: usize = 3;

fn nearest(
    article: &Article,
    portrait: &Portrait,
    others: &[&Article],
    portraits: &[Portrait],
) -> Vec<Alternative> {
    let scores =
        portraits.iter().map(|other| score(&evidence(portrait, other), &Model::SHIPPED));
    let mut near: Vec<(f32, &str)> =
        scores.zip(others).map(|(score, other)| (score, other.id.as_str())).collect();
    near.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.cmp(two.1)));
    near.truncate(MOST_ALTERNATIVES);
    near.into_iter()
        .map(|(score, id)| Alternative {
            of: article.id.clone(),
            article: id.to_owned(),
            score: rounded(score),
        })
        .collect()
}

fn groups(evidence: &Evidence) -> Vec<String> {
    let groups = evidence.groups;
    [
        (groups.names, "names"),
        (groups.numbers, "numbers"),
        (groups.place_and_event, "place and event"),
        (groups.wording, "wording"),
    ]
    .into_iter()
    .filter(|(is_there, _)| *is_there)
    .map(|(_, name)| name.to_owned())
    .collect()
}

/// Terms that add less are left out.
const LEAST_TERM: f32 = 0.005;

fn contributions(evidence: &Evidence) -> Vec<Contribution> {
    let mut terms: Vec<Contribution> = Signal::ALL
        .iter()
        .map(|signal| {
            let [name, english, french] = signal.told();
            Contribution {
                signal: name.to_owned(),
                value: rounded(evidence.signal(*signal)),
                adds: rounded(contribution(evidence, *signal)),
                english: english.to_owned(),
                french: french.to_owned(),
            }
        })
        .filter(|term| term.adds.abs() > LEAST_TERM)
        .collect();
    terms.sort_by(|one, two| {
        two.adds.abs().total_cmp(&one.adds.abs()).then(one.signal.cmp(&two.signal))
    });
    terms
}
