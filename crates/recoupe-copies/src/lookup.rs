//! Keys under which an article can be looked up: two articles that share a key are worth a
//! comparison. What an index on disk keeps of a signature.

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::Signature;

/// Bands of so many values each; 32 bands of 4, as in [`crate::candidates`].
const ROWS: usize = 4;

/// The keys of one article. Numbers of 64 bits, evenly spread, the same on every machine
/// for one [`crate::SIGNATURE_FORMAT`]; keys of different kinds do not meet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LookupKeys {
    /// Of the whole body: articles with equal bodies share it.
    pub exact: u64,
    /// Of each band of MinHash values; articles of resemblance 0.6 share one with
    /// probability 0.988. Empty where the body has no shingle.
    pub bands: Vec<u64>,
    /// Of sampled shingles: a brief shares them with the text it was cut from.
    pub samples: Vec<u64>,
}

/// The keys of a signature. Pure; linear in it.
pub fn lookup_keys(signature: &Signature) -> LookupKeys {
    let key = |kind: u64, bytes: &[u8]| xxh3_64_with_seed(bytes, kind);
    let bands = signature.values.chunks(ROWS).zip(1_u64..).map(|(values, band)| {
        let bytes: Vec<u8> =
            values.iter().flat_map(|value| value.to_le_bytes()).collect();
        key(band, &bytes)
    });
    let samples = signature.samples.iter();
    LookupKeys {
        exact: key(u64::MAX, &signature.exact.to_le_bytes()),
        bands: if signature.shingles == 0 { Vec::new() } else { bands.collect() },
        samples: samples.map(|sample| key(u64::MAX - 1, &sample.to_le_bytes())).collect(),
    }
}
