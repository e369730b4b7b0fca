//! Lines that many documents of one source repeat: the furniture of its pages.
//!
//! One page cannot tell a menu word from a subhead; a hundred pages of one outlet can. A
//! line is learned as repeated when it stands in several different documents of one source.
//! What keeps content from being eaten:
//! - counts are by source, so a dispatch that twenty outlets print counts once for each;
//! - documents are told apart by their long lines: copies and most versions of one article
//!   are one document, however often they come;
//! - only lines of at most [`LONGEST_LINE`] characters count;
//! - short labels need [`LABEL_DOCUMENTS`], sentences [`SENTENCE_DOCUMENTS`] documents;
//! - the caller never takes the title or a row of a table for furniture on this evidence.
//!
//! Of each source only a sample is kept: the [`MOST_DOCUMENTS`] documents with the smallest
//! digests, which is the same sample in whatever order and on however many machines they
//! are seen. Memory is bounded by the number of sources (a few dozen kilobytes each).

use std::collections::{BTreeMap, BTreeSet};

use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use crate::fold::fold_key;

/// In so many different documents of one source a label must stand. Three: the smallest
/// number that a follow-up which quotes its predecessor does not reach by itself.
const LABEL_DOCUMENTS: usize = 3;

/// A sentence must stand in so many: live updates of one event share paragraphs.
const SENTENCE_DOCUMENTS: usize = 6;

/// Longer lines (characters) are never furniture: cookie notices and newsletter prompts stay
/// below, paragraphs of background repeated by a paper's reporters lie above.
const LONGEST_LINE: usize = 200;

/// Documents kept per source. A label of every fiftieth page is still seen five times.
const MOST_DOCUMENTS: usize = 256;

/// Short lines kept per document: menus have some hundred.
const MOST_LINES: usize = 160;

/// The lines that repeat, by source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RepeatedLines {
    /// Sorted digests of source and line: in documents enough for labels.
    labels: Vec<u64>,
    /// Those in documents enough for sentences.
    sentences: Vec<u64>,
}

impl RepeatedLines {
    /// Nothing learned: every line is judged by itself.
    pub fn none() -> Self {
        Self::default()
    }

    /// Begins to learn.
    pub fn learner() -> Learner {
        Learner::default()
    }

    /// Number of repeated lines.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Whether no line repeats.
    pub fn is_empty(&self) -> bool {
        self.labels.is_empty()
    }

    /// Whether this line, a sentence or a label, repeats in documents of this source.
    pub(crate) fn is_furniture(
        &self,
        source: Option<&str>,
        line: &str,
        is_prose: bool,
    ) -> bool {
        let known = if is_prose { &self.sentences } else { &self.labels };
        !known.is_empty()
            && line_digest(source_digest(source), line)
                .is_some_and(|digest| known.binary_search(&digest).is_ok())
    }
}

/// Learns lines. Learners of parts of a corpus can be [merged](Learner::merge); the result
/// depends neither on the order of documents nor on how they were parted.
#[derive(Debug, Clone, Default)]
pub struct Learner {
    /// By source: the kept documents by digest, each with the digests of its short lines.
    sources: BTreeMap<u64, BTreeMap<u64, BTreeSet<u64>>>,
}

impl Learner {
    /// Learns from one document of plain text, as it came or extracted. Linear.
    pub fn observe(&mut self, source: Option<&str>, text: &str) {
        let source = source_digest(source);
        let document = document_digest(text);
        let kept = self.sources.entry(source).or_default();
        let is_out = kept.len() >= MOST_DOCUMENTS
            && kept.last_key_value().is_some_and(|(&last, _)| document > last);
        if !is_out {
            let lines =
                text.lines().filter_map(|line| line_digest(source, line)).collect();
            keep(kept, document, lines);
        }
    }

    /// Adds what another learner learned.
    pub fn merge(&mut self, other: Self) {
        for (source, documents) in other.sources {
            let kept = self.sources.entry(source).or_default();
            for (document, lines) in documents {
                keep(kept, document, lines);
            }
        }
    }

    /// The lines that repeat.
    pub fn finish(self) -> RepeatedLines {
        let mut repeated = RepeatedLines::default();
        for documents in self.sources.into_values() {
            let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
            for line in documents.into_values().flatten() {
                *counts.entry(line).or_default() += 1;
            }
            for (line, count) in counts {
                if count >= LABEL_DOCUMENTS {
                    repeated.labels.push(line);
                }
                if count >= SENTENCE_DOCUMENTS {
                    repeated.sentences.push(line);
                }
            }
        }
        repeated.labels.sort_unstable();
        repeated.sentences.sort_unstable();
        repeated
    }
}

/// Keeps the smallest digests: of lines in a document, of documents in a source.
fn keep(kept: &mut BTreeMap<u64, BTreeSet<u64>>, document: u64, lines: BTreeSet<u64>) {
    let known = kept.entry(document).or_default();
    known.extend(lines);
    while known.len() > MOST_LINES {
        known.pop_last();
    }
    while kept.len() > MOST_DOCUMENTS {
        kept.pop_last();
    }
}

/// The smallest digest of the document's long lines, which furniture does not have; of the
/// whole text where there is none. Two versions of one article mostly have the same.
fn document_digest(text: &str) -> u64 {
    let long = text.lines().filter(|line| line.chars().nth(LONGEST_LINE).is_some());
    long.map(words_digest).min().unwrap_or_else(|| words_digest(text))
}

/// White space does not make a text another one.
fn words_digest(text: &str) -> u64 {
    text.split_whitespace().fold(0, |seed, word| xxh3_64_with_seed(word.as_bytes(), seed))
}

fn source_digest(source: Option<&str>) -> u64 {
    source.map_or(0, |source| xxh3_64(fold_key(source).as_bytes()))
}

/// The digest of a line of a source; `None` for lines that never count: long ones and those
/// without a letter or figure.
fn line_digest(source: u64, line: &str) -> Option<u64> {
    let line = line.trim();
    if line.is_empty() || line.chars().nth(LONGEST_LINE).is_some() {
        return None;
    }
    let key = fold_key(line);
    (!key.is_empty()).then(|| xxh3_64_with_seed(key.as_bytes(), source))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn article(number: usize, furniture: &str) -> String {
        let long = format!("Paragraph {number} says what it says. ").repeat(10);
        format!("{furniture}\nHeadline number {number}\n{long}\n{furniture}")
    }

    #[test]
    fn a_label_of_three_documents_of_one_source_is_furniture() {
        let mut learner = RepeatedLines::learner();
        for number in 0..3 {
            learner.observe(Some("La Vigie"), &article(number, "Édition du soir"));
            learner.observe(Some("Ledger"), &article(0, "Evening edition"));
        }
        let repeats = learner.finish();
        assert!(repeats.is_furniture(Some("la vigie"), "édition du soir", false));
        assert!(
            !repeats.is_furniture(Some("La Vigie"), "Édition du soir", true),
            "a sentence needs more"
        );
        assert!(
            !repeats.is_furniture(Some("Ledger"), "Evening edition", false),
            "one text thrice"
        );
        assert!(!repeats.is_furniture(None, "Édition du soir", false));
        assert!(!repeats.is_furniture(Some("La Vigie"), "Headline number 1", false));
    }

    proptest! {
        #[test]
        fn order_and_parting_do_not_matter(numbers in proptest::collection::vec(0usize..6, 0..20), cut in 0usize..20) {
            let observe = |learner: &mut Learner, numbers: &[usize]| {
                for &number in numbers {
                    learner.observe(None, &article(number, "Menu"));
                }
            };
            let mut whole = RepeatedLines::learner();
            observe(&mut whole, &numbers);
            let (left, right) = numbers.split_at(cut.min(numbers.len()));
            let (mut first, mut second) = (RepeatedLines::learner(), RepeatedLines::learner());
            observe(&mut first, right);
            observe(&mut second, left);
            first.merge(second);
            prop_assert_eq!(first.finish(), whole.finish());
        }
    }
}
