//! The edition at a glance: plain counts in, one page of pictures out.

mod counts;
mod draw;
mod stories;

use std::collections::BTreeMap;

use jiff::civil::Date;
use recoupe_text::Language;
use serde::{Deserialize, Serialize};

use crate::words::Bilingual;

pub use draw::report_html;

/// What the report shows; plain counts, filled by whoever ran the edition.
/// `articles` plus the rejections are the `documents`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Report {
    /// A name for the edition: its folder or label. May be empty.
    pub title: String,
    /// Version of recoupe that made it.
    pub version: String,
    /// Documents that came in.
    pub documents: u64,
    /// Documents that became articles.
    pub articles: u64,
    /// Documents turned away, by the key of the reason ([`recoupe_text::Reason::key`]).
    pub rejections: BTreeMap<String, u64>,
    /// Copy groups: texts that are left when copies count once.
    pub distinct_texts: u64,
    /// Stories.
    pub story_count: u64,
    /// How many copy groups have so many articles.
    pub copy_group_sizes: BTreeMap<u64, u64>,
    /// How many stories have so many articles.
    pub story_sizes: BTreeMap<u64, u64>,
    /// Outlets with their articles, in any order; all of them or the largest.
    pub outlets: Vec<NamedCount>,
    /// How many outlets there are, where `outlets` holds only the largest; 0 takes the
    /// length of `outlets`.
    pub outlet_count: u64,
    /// Articles by the language of their body, in any order.
    pub languages: Vec<LanguageCount>,
    /// Compared pairs by resemblance and verdict.
    pub similarities: Similarities,
    /// Articles by day of publication and language, in any order; days may repeat.
    pub days: Vec<DayCount>,
    /// Articles without a readable day of publication.
    pub undated: u64,
    /// The stories, in any order; the page lists the largest and counts the rest.
    pub stories: Vec<StoryRow>,
    /// Facts over all sheets.
    pub facts: u64,
    /// Facts that rest on one origin alone.
    pub single_origin_facts: u64,
    /// Facts that some claim contradicts.
    pub contradicted_facts: u64,
    /// What whoever reads the edition should know.
    pub warnings: Vec<Bilingual>,
    /// Settings as name and value, in the order to show.
    pub settings: Vec<(String, String)>,
}

/// A name and how many articles bear it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedCount {
    /// The name.
    pub name: String,
    /// Articles.
    pub articles: u64,
}

/// Articles of one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LanguageCount {
    /// The language of the body.
    pub language: Language,
    /// Articles.
    pub articles: u64,
}

/// Articles of one day and language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day of publication.
    pub day: Date,
    /// The language of the body.
    pub language: Language,
    /// Articles.
    pub articles: u64,
}

/// What a comparison of two articles ended in.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The same copy.
    Copy,
    /// A part is the same copy.
    Partial,
    /// Neither.
    Apart,
}

/// A histogram of resemblance in twenty steps of 0.05, apart for each verdict.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Similarities {
    /// Pairs found to be one copy.
    pub copy: [u64; 20],
    /// Pairs that share a part.
    pub partial: [u64; 20],
    /// Pairs that were compared and are apart.
    pub apart: [u64; 20],
}

impl Similarities {
    /// Counts one pair; `resemblance` in 0..=1, anything else goes to the nearest end.
    pub fn add(&mut self, verdict: Verdict, resemblance: f64) {
        let steps = match verdict {
            Verdict::Copy => &mut self.copy,
            Verdict::Partial => &mut self.partial,
            Verdict::Apart => &mut self.apart,
        };
        // A small push keeps 0.15 in the step that starts there: 0.15 × 20 is 2.9999…
        let index = (resemblance.clamp(0.0, 1.0) * 20.0 + 1e-9) as usize;
        if let Some(step) = steps.get_mut(index.min(19)) {
            *step += 1;
        }
    }

    /// Whether no pair was counted.
    pub fn is_empty(&self) -> bool {
        [&self.copy, &self.partial, &self.apart]
            .iter()
            .all(|steps| steps.iter().all(|n| *n == 0))
    }
}

/// A line of the list of stories.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct StoryRow {
    /// The story's id.
    pub story: String,
    /// Its headline, as a source wrote it.
    pub headline: String,
    /// ISO 639-1 code of the headline's language, where known.
    pub headline_language: Option<String>,
    /// Languages of its articles.
    pub languages: Vec<Language>,
    /// Articles.
    pub articles: u64,
    /// Copy groups.
    pub distinct_texts: u64,
    /// Outlets.
    pub outlets: u64,
    /// Independent origins.
    pub origins: u64,
    /// Facts on its sheet.
    pub facts: u64,
    /// Facts that some claim contradicts.
    pub contradictions: u64,
    /// First day of publication, ISO.
    pub first: Option<String>,
    /// Last day of publication, ISO.
    pub last: Option<String>,
    /// Relative link to its sheet: `sheets/STORY.html`.
    pub sheet: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pairs_fall_into_the_step_that_starts_at_their_resemblance() {
        let mut similarities = Similarities::default();
        for (resemblance, step) in
            [(0.0, 0), (0.15, 3), (0.149, 2), (0.95, 19), (1.0, 19), (7.0, 19), (-1.0, 0)]
        {
            let before = similarities.copy[step];
            similarities.add(Verdict::Copy, resemblance);
            assert_eq!(similarities.copy[step], before + 1, "{resemblance}");
        }
        similarities.add(Verdict::Apart, f64::NAN);
        assert_eq!(similarities.apart[0], 1);
    }
}
