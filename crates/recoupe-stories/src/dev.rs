//! The signals of pairs and the weights in force, for fitting and for measuring. Not part
//! of the library's promise.

use recoupe_text::Article;

use crate::candidates::candidates;
use crate::decision;
use crate::evidence::{self, evidence};
use crate::portrait::{Portrait, portrait};
use crate::rarity::Rarity;
use crate::settings::StorySettings;

/// How many signals a pair has.
pub const SIGNALS: usize = evidence::SIGNALS;

/// A pair of articles with its signals.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Id of the earlier article.
    pub a: String,
    /// Id of the later article.
    pub b: String,
    /// Whether both are in one language.
    pub same_language: bool,
    /// The signals, the first of them 1.
    pub signals: [f32; SIGNALS],
    /// Independent kinds of evidence, 0 to 4.
    pub groups: usize,
    /// The score with the weights in force.
    pub score: f32,
}

/// The weights in force: for one language, for two.
pub fn weights() -> [[f32; SIGNALS]; 2] {
    [decision::SAME_LANGUAGE, decision::CROSS_LANGUAGE]
}

/// The candidate pairs of a run with their signals, in a fixed order.
pub fn pairs(articles: &[Article], settings: &StorySettings) -> Vec<Pair> {
    let units = crate::units::units(articles, &[]);
    let mut portraits: Vec<Portrait> =
        units.iter().map(|unit| portrait(unit.article)).collect();
    let rarity = Rarity::of(&portraits);
    for portrait in &mut portraits {
        rarity.weigh(portrait);
    }
    let pairs = candidates(&portraits, settings).into_iter().filter_map(|(one, two)| {
        let (one, two) = (one as usize, two as usize);
        let found = evidence(portraits.get(one)?, portraits.get(two)?);
        Some(Pair {
            a: units.get(one)?.article.id.clone(),
            b: units.get(two)?.article.id.clone(),
            same_language: found.same_language,
            signals: found.signals,
            groups: found.groups.count(),
            score: decision::score(&found),
        })
    });
    pairs.collect()
}
