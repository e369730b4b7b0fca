//! How much one input may cost.

use serde::{Deserialize, Serialize};

/// Bounds on what is read, so that one strange file cannot take the machine down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// The longest text or page of one document, in bytes. Longer ones are rejected as
    /// `too_large`. 4 MiB: the longest newspaper texts stay below 1 MiB, and offsets are
    /// 32 bits wide.
    pub document_bytes: u64,
    /// The longest record (a line of JSON Lines, a row, an item of a feed, a record of a
    /// web archive), in bytes. Longer ones are skipped without being kept in memory and
    /// rejected as `too_large`.
    pub record_bytes: u64,
    /// How many times larger than its packed form a file may become, beyond the first
    /// [`Limits::FREE_BYTES`], all its entries and layers together. News packs 3 to 10
    /// times; 400 leaves room for very repetitive files and stops "bombs", which reach
    /// 1,000.
    pub unpacking_ratio: u64,
    /// How many archives and packings may stand inside each other: 4 reads a gzipped page
    /// in a tar in a gzip, and stops archives that hold themselves.
    pub nesting: u32,
    /// How many entries an archive may hold. One million: above the largest collections
    /// that are handed around as one archive.
    pub archive_entries: u64,
    /// How deep elements of XML may stand inside each other. News formats stay below 40.
    /// (JSON stops at 128, a fixed bound of its parser.)
    pub markup_depth: u32,
    /// How many elements one record of XML may have. A long article has some 1,000.
    pub markup_elements: u32,
    /// How much of the fields that nothing here knows is carried through, in bytes of one
    /// document; 0 leaves them out. Fields that do not fit are left out, in alphabetical
    /// order.
    pub extra_bytes: u64,
}

impl Limits {
    /// What may always be unpacked, whatever the ratio: 64 MiB.
    pub const FREE_BYTES: u64 = 64 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            document_bytes: 4 << 20,
            record_bytes: 64 << 20,
            unpacking_ratio: 400,
            nesting: 4,
            archive_entries: 1_000_000,
            markup_depth: 128,
            markup_elements: 200_000,
            extra_bytes: 4 << 10,
        }
    }
}
