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
    /// Where a matter stands.
    Phase,
    /// A stem of one language.
    Stem,
    /// A word beyond languages: a concept of the lexicon or a cognate's prefix.
    Concept,
}

/// A key: the same words of the same kind have the same key in every run. 32 bits: among
/// the few hundred keys of two articles two different words meet in one key once in tens
/// of thousands of pairs, and half the memory is half the cost of comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key(pub(crate) u32);

/// The key of `name` within `kind`.
pub(crate) fn key(kind: Kind, name: &str) -> Key {
    let seed = kind as u64 + 1;
    Key(xxhash_rust::xxh3::xxh3_64_with_seed(name.as_bytes(), seed) as u32)
}

/// The key of two keys in this order: a first name and a family name.
pub(crate) fn paired(first: Key, second: Key) -> Key {
    let both = (u64::from(first.0) << 32) | u64::from(second.0);
    Key((both.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32)
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
    pub(crate) place: Place,
}

/// A span in ten bytes less: marks are kept by the million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    start: u32,
    length: u16,
}

impl Place {
    /// The place of a span; one that is too long keeps its start.
    pub(crate) fn of(span: Span) -> Self {
        let length = (span.end() - span.start()).min(usize::from(u16::MAX));
        Self { start: span.start() as u32, length: length as u16 }
    }

    /// The span again.
    pub(crate) fn span(self) -> Span {
        let start = self.start as usize;
        Span::new(start, start + usize::from(self.length))
    }
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
