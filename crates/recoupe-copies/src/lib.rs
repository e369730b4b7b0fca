//! The same copy: which articles carry one text, up to the edits that outlets make.
//!
//! In go [`Article`]s, out come [`Copies`]: groups (a partition of the articles, every
//! member verified against its lead), the verified pairs with their scores and reasons,
//! and warnings. This crate never says that two articles tell the same *event*.
//!
//! The stages are separate, and what passes between them is data:
//! [`sign`] → [`candidates`] → [`verify`] → [`group`]; [`find`] runs them all, and
//! [`explain`] shows everything about one pair.
//!
//! ```
//! use recoupe_copies::{CopySettings, find};
//!
//! let copies = find(&[], &CopySettings::standard());
//! assert!(copies.groups.is_empty());
//! ```
//!
//! Broder, "On the resemblance and containment of documents" (1997); Leskovec, Rajaraman,
//! Ullman, "Mining of Massive Datasets", chapter 3 (bands); Irber et al., "Lightweight
//! compositional analysis of metagenomes with FracMinHash" (2022; sampled shingles).

mod align;
mod candidates;
mod compare;
mod examine;
mod group;
mod leads;
mod lookup;
mod minhash;
mod quoted;
mod radix;
mod settings;
mod shingles;
mod signature;
#[expect(unsafe_code, reason = "wide registers; the module states why each use is sound")]
mod simd;
mod sketch;
mod slots;
mod stars;
mod tongue;
mod verify;
mod versions;
mod warnings;
mod words;

use rayon::prelude::*;
use recoupe_text::Article;

pub use candidates::{Candidate, candidates, candidates_of};
pub use compare::{Comparison, Passage, Reason, Verdict, explain};
pub use examine::{Check, Part, aligned};
pub use group::{Copies, CopyGroup, Member, Role, group};
pub use leads::prefer_leads;
pub use lookup::{LookupKeys, lookup_keys};
pub use minhash::VALUES;
pub use settings::CopySettings;
pub use signature::{SIGNATURE_FORMAT, Signature, languages, read_moment, sign};
pub use simd::Simd;
pub use sketch::{CopyText, Memory, Shelf, Shelves, Sketch, Sketcher, Sketches};
pub use slots::Slots;
pub use verify::{Pair, components, verify};
pub use versions::{
    Change, Declared, Dispatch, Succession, VersionMark, note_mark, succession,
    version_mark, version_mark_of,
};
pub use warnings::{SharedLine, Warning, giants};

/// Finds the copies among the articles: a partition of them, the verified pairs, and
/// warnings. The result depends neither on the order of the articles nor on the number of
/// threads. Ids should be unique. Cost: about linear in the text.
pub fn find(articles: &[Article], settings: &CopySettings) -> Copies {
    let signatures: Vec<Signature> =
        articles.par_iter().map(|article| sign(article, settings)).collect();
    let found = candidates(&signatures, settings);
    let pairs = verify(articles, &found, settings);
    let mut copies = group(articles, &signatures, pairs, settings);
    let dispatches: Vec<Dispatch<'_>> = articles.par_iter().map(Dispatch::of).collect();
    copies.tell_versions(&dispatches);
    copies
}
