//! Lines that many documents of one source repeat: the furniture of its pages.
//!
//! One page cannot tell a menu word from a subhead; a hundred pages of one outlet can. A
//! line is learned as repeated when it stands in at least [`MIN_DOCUMENTS`] different texts
//! of one source. Three guards keep content from being eaten:
//! - counts are by source, so a dispatch that twenty outlets print counts once for each;
//! - a text counts once per source however often it comes (exact copies of one page, apart
//!   from white space, are one document);
//! - only lines of at most [`LONGEST_LINE`] characters count, and the caller still asks what
//!   a line looks like: a table row or the title is never taken for furniture on this
//!   evidence alone.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use crate::fold::fold_key;

/// In so many different documents of one source a line must stand. Three: the smallest
/// number that a follow-up which quotes its predecessor does not reach by itself.
pub(crate) const MIN_DOCUMENTS: u32 = 3;

/// Longer lines (characters) are never furniture: cookie notices and newsletter prompts stay
/// below, paragraphs of background repeated by a paper's reporters lie above.
pub(crate) const LONGEST_LINE: usize = 200;

/// Lines held by one learner before those seen once are dropped: 4 million hashes are some
/// 200 MB.
const MOST_LINES: usize = 4_000_000;

/// The lines that repeat, by source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RepeatedLines {
    /// Sorted hashes of source and line.
    hashes: Vec<u64>,
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

    /// Whether this line repeats in documents of this source.
    pub fn contains(&self, source: Option<&str>, line: &str) -> bool {
        if self.hashes.is_empty() {
            return false;
        }
        line_hash(source_seed(source), line)
            .is_some_and(|hash| self.hashes.binary_search(&hash).is_ok())
    }

    /// Number of repeated lines.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// Whether no line repeats.
    pub fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}

/// Counts lines. Learners of parts of a corpus can be [merged](Learner::merge); the result
/// depends neither on the order of documents nor on how they were parted.
#[derive(Debug, Clone, Default)]
pub struct Learner {
    /// Per source and line: a small set of document hashes, enough to know three.
    lines: BTreeMap<u64, Documents>,
}

/// The smallest hashes of the documents that hold a line: at most [`MIN_DOCUMENTS`], so that
/// memory is bounded and order does not matter.
type Documents = Vec<u64>;

impl Learner {
    /// Counts the lines of one document. Only plain text: extracted or as it came.
    pub fn observe(&mut self, source: Option<&str>, text: &str) {
        let seed = source_seed(source);
        let document = document_hash(text);
        for line in text.lines() {
            if let Some(hash) = line_hash(seed, line) {
                note(self.lines.entry(hash).or_default(), document);
            }
        }
        if self.lines.len() > MOST_LINES {
            self.lines.retain(|_, documents| documents.len() > 1);
        }
    }

    /// Adds what another learner counted.
    pub fn merge(&mut self, other: Self) {
        for (line, documents) in other.lines {
            let known = self.lines.entry(line).or_default();
            documents.into_iter().for_each(|document| note(known, document));
        }
    }

    /// The lines that repeat.
    pub fn finish(self) -> RepeatedLines {
        let hashes = self
            .lines
            .into_iter()
            .filter(|(_, documents)| documents.len() as u32 >= MIN_DOCUMENTS)
            .map(|(line, _)| line)
            .collect();
        RepeatedLines { hashes }
    }
}

fn note(documents: &mut Documents, document: u64) {
    if let Err(place) = documents.binary_search(&document) {
        documents.insert(place, document);
        documents.truncate(MIN_DOCUMENTS as usize);
    }
}

/// White space does not make a text another one.
fn document_hash(text: &str) -> u64 {
    let mut seed = 0;
    for word in text.split_whitespace() {
        seed = xxhash_rust::xxh3::xxh3_64_with_seed(word.as_bytes(), seed);
    }
    seed
}

fn source_seed(source: Option<&str>) -> u64 {
    source.map_or(0, |source| xxh3_64(fold_key(source).as_bytes()))
}

/// The hash of a line of a source; `None` for lines that never count: long ones and those
/// without a letter.
fn line_hash(seed: u64, line: &str) -> Option<u64> {
    let line = line.trim();
    if line.is_empty() || line.chars().nth(LONGEST_LINE).is_some() {
        return None;
    }
    let key = fold_key(line);
    (!key.is_empty()).then(|| xxhash_rust::xxh3::xxh3_64_with_seed(key.as_bytes(), seed))
}
