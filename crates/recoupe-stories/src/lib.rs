//! The same story, within and across English and French, explained.
//!
//! In go articles and their copy groups, out come stories: a partition of the articles by
//! event, whatever their language, with the evidence of every join. This crate never
//! states a fact, and never looks at raw bytes.
//!
//! Facts come before likeness: names, places, figures, days and kinds of events in one
//! space of keys without languages, then the words of headline, lead and body, then time.
//! One linear score weighs them; what each adds is the explanation. The features follow
//! Miranda et al., *Multilingual Clustering of Streaming News* (2018); facts before text
//! across languages follows Rupnik et al., *News Across Languages* (2016), and the JRC's
//! *NewsExplorer* (2004).
//!
//! ```
//! use recoupe_stories::{StorySettings, find};
//! assert!(find(&[], &[], &StorySettings::default()).is_empty());
//! ```

mod amount;
mod background;
mod candidates;
mod cognate;
mod constraints;
mod decision;
#[cfg(feature = "dev")]
pub mod dev;
mod engine;
mod evidence;
mod explain;
mod figure_keys;
mod figures;
mod follow;
mod gather;
mod gazetteer;
mod identity;
mod key;
mod lexicon;
mod names;
mod phase;
mod portrait;
mod quick;
mod rarity;
mod reasons;
mod repair;
mod search;
mod settings;
mod signal_words;
mod story;
mod token;
mod units;
mod vocabulary;
mod words;

pub use constraints::{Constraint, Outcome, Ruling, Wish};
pub use explain::{Alternative, Contribution, Explanation, explain};
pub use follow::Link;
pub use identity::KnownStory;
pub use reasons::Reason;
pub use search::{Found, Guidance, StoryIndex, find, find_guided};
pub use settings::StorySettings;
pub use story::{CopyMembers, Join, Story};
