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
}

impl Default for StorySettings {
    fn default() -> Self {
        Self { join_at: -0.5, most_candidates: 48, nearest_for_a_key: 48 }
    }
}
