//! All settings of a run.

use recoupe_copies::CopySettings;
use recoupe_formats::InputSettings;
use recoupe_stories::StorySettings;
use serde::{Deserialize, Serialize};

/// Everything that a result depends on besides the inputs and the version. Threads and
/// progress are not here: they change nothing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// How inputs are read.
    pub input: InputSettings,
    /// What counts as the same copy.
    pub copies: CopySettings,
    /// What counts as the same story.
    pub stories: StorySettings,
    /// Which articles of a copy group a filter should keep.
    pub keep: Keep,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            input: InputSettings::default(),
            copies: CopySettings::standard(),
            stories: StorySettings::default(),
            keep: Keep::default(),
        }
    }
}

/// Which articles of a copy group are marked `keep`. Nothing is ever removed.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Keep {
    /// The lead of each group and its versions (updates, corrections).
    #[default]
    Lead,
    /// The earliest published of each group; without dates the lead.
    Earliest,
    /// The longest text of each group.
    Longest,
    /// All of them.
    All,
}

impl Keep {
    /// The name used on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Earliest => "earliest",
            Self::Longest => "longest",
            Self::All => "all",
        }
    }
}
