//! What a caller may choose.

use serde::{Deserialize, Serialize};

/// Settings of the search for stories.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct StorySettings {
    /// Mean log-odds at which two groups of articles become one story. 0 is even odds;
    /// lower joins more, higher less. See [`StorySettings::default`].
    pub join_at: f32,
    /// Articles that one article is compared with, at most.
    pub most_candidates: usize,
    /// Articles that are looked at for each shared key: the nearest in time.
    pub nearest_for_a_key: usize,
    /// Days after its last article in which a story takes in more.
    pub window_days: i32,
    /// Articles (copies counted once) that are always within reach, however long ago: a
    /// small archive is compared whole. Memory is bounded by the larger of the two windows,
    /// at about 5 kB an article.
    pub window_articles: usize,
    /// Days in which a count of how common a word is loses half its weight.
    pub half_life_days: f32,
}

impl Default for StorySettings {
    /// `join_at` −0.5, in the middle of a plateau: see the curves in `MEASURED.md` beside
    /// this crate's manifest. Lower joins follow-ups of one saga, higher loses reports from
    /// another angle. The bounds on candidates: 48 of both gives the same groups. A month
    /// of days: reports of one event that are further apart are rare enough to be told as
    /// follow-ups. Half-life of 15 days: a name is new again after a season.
    fn default() -> Self {
        Self {
            join_at: -0.5,
            most_candidates: 32,
            nearest_for_a_key: 32,
            window_days: 30,
            window_articles: 50_000,
            half_life_days: 15.0,
        }
    }
}
