//! The few numbers that decide what counts as the same copy.

use serde::{Deserialize, Serialize};

/// What counts as the same copy. Start from a preset and change what you must:
/// [`CopySettings::standard`], [`CopySettings::strict`] or [`CopySettings::loose`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopySettings {
    /// Words in a shingle.
    pub shingle_words: usize,
    /// Bodies with fewer shingles than this are short: they are copies only when the
    /// whole folded body is equal, or title and body agree.
    pub short_shingles: usize,
    /// Share of the smaller body's shingles that the other must hold before the two are
    /// looked at word by word; below it they are apart.
    pub look_containment: f64,
    /// Share of the words of *both* bodies that must stand in both, in the same order,
    /// for `copy`.
    pub copy_coverage: f64,
    /// Share of the *smaller* body's words that must stand in the larger, in the same
    /// order, for `partial`.
    pub partial_coverage: f64,
    /// Share of the larger body from which on a contained body is a copy of it rather than
    /// a part.
    pub whole_coverage: f64,
    /// The same, where the two also begin with the same words.
    pub partial_coverage_same_start: f64,
    /// Reports of a series: share of the places where the wording changes that change a
    /// figure, a name or a date, from which on the two are apart.
    pub series_slots: f64,
    /// Reports of a series: share of all figures, names and dates inside the common
    /// wording that differ, from which on the two are apart.
    pub series_changed: f64,
    /// The same, where the two were published three days or more from each other: an update
    /// follows sooner.
    pub series_changed_days_later: f64,
    /// A word run that stands in more families of documents than this says nothing.
    pub common_shingle: usize,
    /// Groups above this size raise a warning.
    pub giant_group: usize,
}

impl CopySettings {
    /// For newsrooms and data sets alike.
    pub fn standard() -> Self {
        Self {
            shingle_words: 3,
            short_shingles: 8,
            look_containment: 0.20,
            copy_coverage: 0.50,
            partial_coverage: 0.75,
            whole_coverage: 0.60,
            partial_coverage_same_start: 0.60,
            series_slots: 0.15,
            series_changed: 0.30,
            series_changed_days_later: 0.25,
            common_shingle: 24,
            giant_group: 500,
        }
    }

    /// Only what a reader would take for the same text: longer shingles, more in common.
    pub fn strict() -> Self {
        Self {
            shingle_words: 5,
            look_containment: 0.40,
            copy_coverage: 0.75,
            partial_coverage: 0.90,
            partial_coverage_same_start: 0.80,
            ..Self::standard()
        }
    }

    /// Also heavily edited copies.
    pub fn loose() -> Self {
        Self {
            look_containment: 0.15,
            copy_coverage: 0.40,
            partial_coverage: 0.70,
            partial_coverage_same_start: 0.40,
            ..Self::standard()
        }
    }
}
