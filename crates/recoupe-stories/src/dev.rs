//! The signals of pairs and the weights in force, for fitting and for measuring. Not part
//! of the library's promise.

use recoupe_text::Article;

use crate::candidates::{Index, Scratch, lookup_keys};
use crate::decision;
pub use crate::decision::Model;
use crate::evidence::{self, evidence};
use crate::portrait::{Portrait, portrait};
use crate::rarity::Rarity;
use crate::settings::StorySettings;
use crate::story::Story;
use crate::vocabulary::Reader;

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

/// The stories of a run by another model than the one in force.
pub fn find_by(
    articles: &[Article],
    settings: &StorySettings,
    model: &Model,
) -> Vec<Story> {
    crate::search::find_by(articles, settings, *model)
}

/// The names of the signals, in their order.
pub fn signal_names() -> [&'static str; SIGNALS] {
    evidence::Signal::ALL.map(|signal| signal.told()[0])
}

/// The candidate pairs of a run with their signals, in a fixed order.
pub fn pairs(articles: &[Article], settings: &StorySettings) -> Vec<Pair> {
    let mut reader = Reader::default();
    let alone = crate::quick::QuickSet::default();
    let units =
        crate::units::units(articles.iter().map(std::borrow::Cow::Borrowed), &[], &alone);
    let mut portraits: Vec<Portrait> =
        units.iter().map(|unit| portrait(&unit.article, &mut reader)).collect();
    let mut rarity = Rarity::default();
    rarity.count(portraits.iter());
    for portrait in &mut portraits {
        rarity.weigh(portrait);
    }
    let keys: Vec<Vec<(u32, f32)>> = portraits.iter().map(lookup_keys).collect();
    let (mut index, mut scratch) = (Index::default(), Scratch::default());
    for (at, keys) in keys.iter().enumerate() {
        index.add(at as u32, keys);
    }
    let mut near: Vec<(u32, u32)> = Vec::new();
    for (at, keys) in keys.iter().enumerate() {
        let own = at as u32;
        let found = index.nearest(own, keys, settings, &mut scratch);
        near.extend(found.into_iter().map(|other| (own.min(other), own.max(other))));
    }
    near.sort_unstable();
    near.dedup();
    let pairs = near.into_iter().filter_map(|(one, two)| {
        let (one, two) = (one as usize, two as usize);
        let found = evidence(portraits.get(one)?, portraits.get(two)?);
        Some(Pair {
            a: units.get(one)?.article.id.clone(),
            b: units.get(two)?.article.id.clone(),
            same_language: found.same_language,
            signals: found.signals,
            groups: found.groups.count(),
            score: decision::score(&found, &Model::SHIPPED),
        })
    });
    pairs.collect()
}
