//! What a story states, who states it, how sure they are and how many independent origins
//! stand behind it: from the articles of one story to a [`FactSheet`].
//! No fact without evidence, nothing from outside the sources; a rule that cannot decide
//! says nothing.

mod apart;
mod attribution;
#[cfg(test)]
mod cases;
mod claims;
mod credit;
mod cues;
mod discourse;
mod event;
mod interval;
mod merge;
mod origins;
mod questions;
mod quotes;
mod reading;
mod relations;
mod rules;
mod scene;
mod sheet;
mod story;
mod summary;
#[cfg(test)]
mod testing;
mod timeline;
mod wording;

pub use sheet::{
    Certainty, Citation, Claim, Fact, FactSheet, FactValue, Field, Modality,
    OpenQuestion, Origin, Place, Quote, Relation, RelationKind, Stage, SummaryLine,
    Support, TimelineEntry, ValueKind,
};
pub use story::{StoryArticle, StoryInput, sheet};
