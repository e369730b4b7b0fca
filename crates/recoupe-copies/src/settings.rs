//! The few numbers that decide what counts as the same copy, and what they rest on.
//!
//! Measured 2026-11-22 with `examples/copies` (each number alone moved by `KEY=VALUE`) on
//! two generated corpora of 10,000 documents with known copies (`g3`, `g4`) and on 6,088
//! French agency articles with known repeats and updates (`fr`, whose truth misses many
//! updates, so that its precision is a floor). With the standard settings pairwise F1 is
//! 0.997, 0.999 and 0.961. What is said below is the F1 of `g3`, `g4` and, for `fr`,
//! precision / recall, each against 0.997, 0.994 and 0.938 / 0.985 (the standard settings
//! with a `partial_coverage` of 0.75).

use serde::{Deserialize, Serialize};

/// What counts as the same copy. Start from a preset and change what you must:
/// [`CopySettings::standard`], [`CopySettings::strict`] or [`CopySettings::loose`].
/// Shares are 0..1.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopySettings {
    /// Words in a shingle. 3: of two texts that differ in every tenth word 0.57 of the
    /// shingles agree, with 5 words only 0.42, by arithmetic.
    pub shingle_words: usize,
    /// Bodies with fewer shingles than this are short: they are copies only when body and
    /// title are equal, or the titles are and most words agree. 8: ten words, one
    /// sentence. Whole articles never come near (4 to 32 give the same groups on all three
    /// sets); on the same sets with every body cut to its first 5 to 30 words (2026-11-22),
    /// precision / recall of `fr` are 0.917 / 0.723, with 4 they are 0.876 / 0.818, with 12
    /// 0.940 / 0.664; of `g4` 0.825 / 0.329, 0.832 / 0.371, 0.814 / 0.289. 8 and not 4: a
    /// brief that is joined wrongly is worse than one that stays alone.
    pub short_shingles: usize,
    /// Share of the smaller body's shingles that the other must hold before the two are
    /// looked at word by word; below it they are apart. 0.20: anything from 0.10 to 0.40
    /// gives the same groups on all three sets; it only decides what is reported as near.
    pub look_containment: f64,
    /// Share of the words of *both* bodies that must stand in both, in the same order,
    /// for `copy`. 0.50: 0.40 joins stories that follow each other (fr 0.917 / 0.983), 0.70
    /// loses edited copies (g3 0.995, g4 0.993).
    pub copy_coverage: f64,
    /// Share of the *smaller* body's words that must stand in the larger, in the same
    /// order, for `partial`. 0.70: 0.75 loses briefs whose first sentence was rewritten
    /// (g4 0.994 against 0.999), 0.65 adds nothing and joins more (fr 0.935 against 0.938
    /// precision).
    pub partial_coverage: f64,
    /// The same, where the two also begin with the same words. 0.60: 0.50 finds more
    /// updates and joins more that only begin alike (fr 0.921 / 0.991), 0.70 loses updates
    /// (fr 0.945 / 0.983).
    pub partial_coverage_same_start: f64,
    /// Share of the larger body from which on a contained body is called a copy of it
    /// rather than a part. 0.60: it names the relation and joins nothing (the same groups
    /// from 0.50 to 0.80 on all three sets). Of the members of `g4` it calls 37 % of the
    /// truncated copies partial, and 2 to 11 % of the copies edited otherwise (2026-11-22);
    /// 0.50 calls 20 % and 1 to 7 %, 0.70 57 % and 3 to 23 %.
    pub whole_coverage: f64,
    /// Reports of a series: share of the places where the wording changes that change a
    /// figure, a name or a date, from which on the two may be apart. 0.15: 0.05 splits
    /// copies that lost a figure among many edits (g4 0.990), 0.40 joins the edited copy of
    /// one report with the next report (g3 0.995; 4.3 % of the reports joined, not 2.0 %).
    pub series_slots: f64,
    /// Reports of a series: share of all figures, names and dates inside the common
    /// wording that differ, from which on the two are apart. 0.30: of the pairs of `fr` no
    /// true one lies above 0.25 and no report of a series below 0.40; in the generated
    /// corpora 0.1 to 0.6 % of the true pairs lie above. 0.40 joins 6.0 % of the reports of
    /// g3 with others, not 2.0 %; 0.20 splits copies (g3 0.996, g4 0.994).
    pub series_changed: f64,
    /// The same, where the two were published three days or more from each other: an update
    /// follows sooner. 0.25: at 0.30 g3 has 0.991, and 5.8 % of its reports
    /// are joined with others.
    pub series_changed_days_later: f64,
    /// A word run that stands in more families of documents than this is a stock phrase.
    /// 24: it bounds the cost; copies of one text count as one family.
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
            partial_coverage: 0.70,
            partial_coverage_same_start: 0.60,
            whole_coverage: 0.60,
            series_slots: 0.15,
            series_changed: 0.30,
            series_changed_days_later: 0.25,
            common_shingle: 24,
            giant_group: 500,
        }
    }

    /// Only what a reader would take for the same text: longer shingles, more in common.
    /// F1 0.974 and 0.973, fr 0.979 / 0.969.
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

    /// Also heavily edited copies and the stages of a developing story. F1 0.997 and 0.999,
    /// fr 0.886 / 0.987.
    pub fn loose() -> Self {
        Self {
            look_containment: 0.15,
            copy_coverage: 0.40,
            partial_coverage: 0.65,
            partial_coverage_same_start: 0.40,
            ..Self::standard()
        }
    }
}
