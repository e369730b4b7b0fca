//! How much one input may cost.

use serde::{Deserialize, Serialize};

/// Bounds on what is read, so that one strange file cannot take the machine down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// The longest text or page of one document, in bytes. Longer ones are rejected as
    /// `too_large`. 4 MiB: the longest newspaper texts stay below 1 MiB, and offsets are
    /// 32 bits wide.
    pub document_bytes: u64,
    /// The longest record (a line of JSON Lines, an element of a JSON array), in bytes.
    /// Longer ones are skipped without being kept in memory and rejected as `too_large`.
    pub record_bytes: u64,
    /// How many times larger than its packed form a file may become, beyond the first
    /// [`Limits::FREE_BYTES`]. News packs 3 to 10 times; 400 leaves room for very
    /// repetitive files and stops "bombs", which reach 1,000.
    pub unpacking_ratio: u64,
}

impl Limits {
    /// What may always be unpacked, whatever the ratio: 64 MiB.
    pub const FREE_BYTES: u64 = 64 << 20;
}

impl Default for Limits {
    fn default() -> Self {
        Self { document_bytes: 4 << 20, record_bytes: 64 << 20, unpacking_ratio: 400 }
    }
}
