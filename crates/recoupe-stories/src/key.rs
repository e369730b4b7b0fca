//! Keys: what two articles may share, each one number in a space without languages.

use recoupe_text::Span;

/// What a key stands for. The kinds do not share keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Kind {
    /// A capitalised name, or an organisation of the tables.
    Name,
    /// A country, region or city of the tables.
    Place,
    /// A figure with its unit, or a day.
    Number,
    /// A kind of event.
    Event,
    /// A stem of one language.
    Stem,
    /// A word beyond languages: a concept of the lexicon or a cognate's prefix.
    Concept,
}

/// A key: the same words of the same kind have the same key in every run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(pub(crate) u64);

/// The key of `name` within `kind`.
pub(crate) fn key(kind: Kind, name: &str) -> Key {
    let seed = kind as u64 + 1;
    Key(xxhash_rust::xxh3::xxh3_64_with_seed(name.as_bytes(), seed))
}

/// Where a key was met, and how much it weighs there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Mark {
    /// What was met.
    pub(crate) key: Key,
    /// Weight: first by field and count, then times rarity.
    pub(crate) weight: f32,
    /// Rarity of the key, in nats; 0 until it was weighed.
    pub(crate) rarity: f32,
    /// The best field it stands in.
    pub(crate) field: Field,
    /// Where it was met first in that field.
    pub(crate) span: Span,
}

/// A part of an article, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Field {
    /// The headline.
    Title,
    /// The first words of the prose.
    Lead,
    /// The rest.
    Body,
}

impl Field {
    /// How much a word in this field weighs: headlines name the event, bodies wander.
    pub(crate) fn weight(self) -> f32 {
        match self {
            Self::Title => 3.0,
            Self::Lead => 2.0,
            Self::Body => 1.0,
        }
    }
}
