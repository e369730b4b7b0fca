//! What is kept of each article while candidates are looked for: a few numbers in columns,
//! so that ten million articles fit in memory, and long lists of keys on shelves that may
//! lie on disk.

use std::collections::BTreeSet;
use std::io;

use recoupe_text::{Article, Language, Span};
use xxhash_rust::xxh3::xxh3_128;

use crate::minhash::{self, VALUES};
use crate::signature::moment;
use crate::simd::Kernel;
use crate::words::{of_body, read_hashes};
use crate::{CopySettings, Signature, Simd, shingles, tongue};

/// Bands × rows of the 128 values. With 32 × 4 a pair of resemblance 0.5 meets in some
/// band with probability 0.873, of 0.6 with 0.988, of 0.7 with 0.9998.
pub(crate) const BANDS: usize = 32;
pub(crate) const ROWS: usize = VALUES / BANDS;

/// Shingles whose hash lies below `2^64 / SAMPLED` are sampled: the same ones in every
/// document, so that the samples of two documents share what the documents share. At 16
/// an article of 430 words keeps about 27 (216 bytes), enough to see a fifth of it in
/// another text with certainty, and a third of a 100-word brief 9 times in 10.
const SAMPLED: u64 = 16;

/// The samples lie in so many parts, by their hash, so that one part of ten million
/// articles can be sorted in a fraction of the memory.
pub(crate) const SAMPLE_PARTS: usize = 64;

/// Which shelf a list of keys lies on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shelf {
    /// Keys of one band: 0 to 31.
    Band(usize),
    /// Sampled shingles of one part: 0 to 63.
    Samples(usize),
}

impl Shelf {
    /// All shelves.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..BANDS).map(Self::Band).chain((0..SAMPLE_PARTS).map(Self::Samples))
    }

    /// How many there are.
    pub const COUNT: usize = BANDS + SAMPLE_PARTS;

    /// The number of this shelf, 0 to [`Shelf::COUNT`] (exclusive).
    pub fn number(self) -> usize {
        match self {
            Self::Band(band) => band,
            Self::Samples(part) => BANDS + part,
        }
    }
}

/// Where long lists of keys are kept: in memory ([`Memory`]) or, by a caller that may open
/// files, on disk. Order inside a shelf does not matter.
pub trait Shelves: Sync {
    /// Adds keys to a shelf. Fails where they cannot be written.
    fn add(&mut self, shelf: Shelf, keys: &[u64]) -> io::Result<()>;

    /// All keys of a shelf. Fails where they cannot be read.
    fn keys(&self, shelf: Shelf) -> io::Result<Vec<u64>>;
}

/// Shelves in memory.
#[derive(Debug, Default)]
pub struct Memory {
    shelves: Vec<Vec<u64>>,
}

impl Shelves for Memory {
    fn add(&mut self, shelf: Shelf, keys: &[u64]) -> io::Result<()> {
        self.shelves.resize_with(Shelf::COUNT, Vec::new);
        if let Some(kept) = self.shelves.get_mut(shelf.number()) {
            kept.extend_from_slice(keys);
        }
        Ok(())
    }

    fn keys(&self, shelf: Shelf) -> io::Result<Vec<u64>> {
        Ok(self.shelves.get(shelf.number()).cloned().unwrap_or_default())
    }
}

/// The part of a document that copies are found by, as plain data.
#[derive(Debug, Clone)]
pub struct CopyText<'text> {
    /// The whole text.
    pub text: &'text str,
    /// The parts of it that count.
    pub body: &'text [Span],
    /// The title, where one is given.
    pub title: Option<&'text str>,
    /// Moment of publication in seconds since 1970 UTC; see [`crate::read_moment`].
    pub published: Option<i64>,
}

/// A sketch of the words of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sketch {
    /// Moment of publication.
    pub published: Option<i64>,
    /// Number of words of the body.
    pub words: u32,
    /// Number of shingles of the body, repeats counted.
    pub shingles: u32,
    /// Languages that are sure from the words; `None` where words do not tell.
    pub languages: Option<Vec<Language>>,
    /// xxh3-128 of the words of the body; of a short body and its title.
    pub exact: u128,
    pub(crate) low: [u8; VALUES],
    pub(crate) bands: [u32; BANDS],
    pub(crate) samples: Vec<u64>,
}

/// Makes sketches; holds the room they are made in. One for each thread.
#[derive(Debug, Clone)]
pub struct Sketcher {
    width: usize,
    short: usize,
    kernel: Kernel,
    words: Vec<u64>,
    shingles: Vec<u64>,
    bytes: Vec<u8>,
}

impl Sketcher {
    /// For these settings, with these instructions (the widest there are where the
    /// processor lacks the ones asked for: the sketches are the same).
    pub fn new(settings: &CopySettings, simd: Simd) -> Self {
        Self {
            width: settings.shingle_words,
            short: settings.short_shingles,
            kernel: Kernel::or_widest(simd),
            words: Vec::new(),
            shingles: Vec::new(),
            bytes: Vec::new(),
        }
    }

    /// The sketch of one body. Cost: linear in the text.
    pub fn sketch(&mut self, body: &CopyText) -> Sketch {
        self.words.clear();
        for span in body.body {
            read_hashes(span.of(body.text), &mut self.words);
        }
        self.of_words(body.title, body.published)
    }

    /// The sketch of an article whose lines are classed. Cost: linear in the text.
    pub fn sketch_article(&mut self, article: &Article) -> Sketch {
        self.words = of_body(article).hashes;
        let title = article.title.as_ref().map(|title| title.text.as_str());
        self.of_words(title, moment(article))
    }

    fn of_words(&mut self, title: Option<&str>, published: Option<i64>) -> Sketch {
        self.shingles.clear();
        self.shingles.extend(shingles::each(&self.words, self.width));
        let values = minhash::smallest(&self.shingles, self.kernel);
        Sketch {
            published,
            words: self.words.len() as u32,
            shingles: self.shingles.len() as u32,
            languages: tongue::languages(&self.words),
            exact: self.exact(title),
            low: minhash::low_bytes(&values),
            bands: bands_of(&values),
            samples: sample(&self.shingles),
        }
    }

    fn exact(&mut self, title: Option<&str>) -> u128 {
        self.bytes.clear();
        self.bytes.extend(self.words.iter().flat_map(|hash| hash.to_le_bytes()));
        if is_short(&self.shingles, self.short) {
            let mut words = Vec::new();
            read_hashes(title.unwrap_or_default(), &mut words);
            self.bytes.extend(words.iter().flat_map(|hash| hash.to_le_bytes()));
        }
        xxh3_128(&self.bytes)
    }
}

/// Whether there are fewer different shingles than `least`.
pub(crate) fn is_short(shingles: &[u64], least: usize) -> bool {
    let mut seen: Vec<u64> = Vec::with_capacity(least);
    for shingle in shingles {
        if seen.len() >= least {
            return false;
        }
        if !seen.contains(shingle) {
            seen.push(*shingle);
        }
    }
    seen.len() < least
}

/// The keys of the bands.
pub(crate) fn bands_of(values: &[u32]) -> [u32; BANDS] {
    let mut keys = [0; BANDS];
    for ((band, key), rows) in (0..).zip(&mut keys).zip(values.chunks_exact(ROWS)) {
        *key = minhash::band_key(rows, band);
    }
    keys
}

/// The sampled ones, sorted, each once.
pub(crate) fn sample(shingles: &[u64]) -> Vec<u64> {
    let sampled = shingles.iter().copied().filter(|hash| *hash < u64::MAX / SAMPLED);
    let mut sampled: Vec<u64> = sampled.collect();
    sampled.sort_unstable();
    sampled.dedup();
    sampled
}

/// Ids one behind the other.
#[derive(Debug, Clone, Default)]
struct Ids {
    joined: String,
    places: Vec<(u64, u32)>,
}

impl Ids {
    fn push(&mut self, id: &str) {
        self.places.push((self.joined.len() as u64, id.len() as u32));
        self.joined.push_str(id);
    }

    fn set(&mut self, position: u32, id: &str) {
        if let Some(place) = self.places.get_mut(position as usize) {
            *place = (self.joined.len() as u64, id.len() as u32);
            self.joined.push_str(id);
        }
    }

    fn at(&self, position: u32) -> &str {
        let place = self.places.get(position as usize).copied();
        let (start, length) = place.unwrap_or_default();
        self.joined.get(start as usize..start as usize + length as usize).unwrap_or("")
    }
}

impl Sketch {
    /// The part of a signature that candidates are looked for with.
    pub(crate) fn of_signature(signature: &Signature) -> Self {
        Self {
            published: signature.published,
            words: signature.words,
            shingles: signature.shingles,
            languages: None,
            exact: signature.exact,
            low: minhash::low_bytes(&signature.values),
            bands: bands_of(&signature.values),
            samples: signature.samples.clone(),
        }
    }
}

/// Sketches of all articles, in columns, by position. About 200 bytes and the id for each
/// article; what lies on the shelves comes on top of it, about 470 bytes.
#[derive(Debug, Clone, Default)]
pub struct Sketches {
    ids: Ids,
    published: Vec<i64>,
    words: Vec<u32>,
    shingles: Vec<u32>,
    sampled: Vec<u32>,
    languages: Vec<u64>,
    exact: Vec<u128>,
    low: Vec<[u8; VALUES]>,
    removed: BTreeSet<u32>,
    /// Keys on their way to the shelves.
    waiting: Vec<Vec<u64>>,
}

/// So many keys of one shelf wait in memory before they are put there.
const WAITING: usize = 4096;

impl Sketches {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Adds the sketch of the article at the next position. `languages` are those of its
    /// body, none where unknown. Fails where a shelf fails.
    pub fn push(
        &mut self,
        id: &str,
        sketch: &Sketch,
        languages: &[Language],
        shelves: &mut impl Shelves,
    ) -> io::Result<()> {
        let position = self.words.len() as u64;
        self.waiting.resize_with(Shelf::COUNT, Vec::new);
        self.ids.push(id);
        self.published.push(sketch.published.unwrap_or(i64::MAX));
        self.words.push(sketch.words);
        self.shingles.push(sketch.shingles);
        self.sampled.push(sketch.samples.len() as u32);
        self.languages.push(bits(languages));
        self.exact.push(sketch.exact);
        self.low.push(sketch.low);
        if sketch.shingles > 0 {
            for (band, key) in (0..).zip(&sketch.bands) {
                self.put(Shelf::Band(band), u64::from(*key) << 32 | position, shelves)?;
            }
        }
        for sample in &sketch.samples {
            let part = (sample % SAMPLE_PARTS as u64) as usize;
            // All sampled hashes begin with four zero bits; the next 32 tell them apart.
            let key = sample >> 28 << 32 | position;
            self.put(Shelf::Samples(part), key, shelves)?;
        }
        Ok(())
    }

    fn put(
        &mut self,
        shelf: Shelf,
        key: u64,
        shelves: &mut impl Shelves,
    ) -> io::Result<()> {
        let Some(waiting) = self.waiting.get_mut(shelf.number()) else { return Ok(()) };
        waiting.push(key);
        if waiting.len() >= WAITING {
            shelves.add(shelf, waiting)?;
            waiting.clear();
        }
        Ok(())
    }

    /// Puts all that waits on its shelf; to be called before candidates are looked for.
    /// Fails where a shelf fails.
    pub fn settle(&mut self, shelves: &mut impl Shelves) -> io::Result<()> {
        for (shelf, waiting) in Shelf::all().zip(std::mem::take(&mut self.waiting)) {
            shelves.add(shelf, &waiting)?;
        }
        Ok(())
    }

    /// Gives the article at a position another id.
    pub fn rename(&mut self, position: u32, id: &str) {
        self.ids.set(position, id);
    }

    /// Takes the article at a position out: it is a candidate for nothing.
    pub fn remove(&mut self, position: u32) {
        self.removed.insert(position);
    }

    /// Whether it was taken out.
    pub fn is_removed(&self, position: u32) -> bool {
        self.removed.contains(&position)
    }

    /// The id at a position.
    pub fn id(&self, position: u32) -> &str {
        self.ids.at(position)
    }

    /// The order in which leads are chosen: earliest published (unknown last), then
    /// longest body, then id.
    pub(crate) fn lead_key(&self, position: u32) -> (i64, std::cmp::Reverse<u32>, &str) {
        let at = position as usize;
        let published = self.published.get(at).copied().unwrap_or(i64::MAX);
        let words = self.words.get(at).copied().unwrap_or_default();
        (published, std::cmp::Reverse(words), self.id(position))
    }

    /// Moment of publication at a position.
    pub fn published(&self, position: u32) -> Option<i64> {
        let moment = self.published.get(position as usize).copied();
        moment.filter(|moment| *moment != i64::MAX)
    }

    /// Words of the body at a position.
    pub fn words(&self, position: u32) -> u32 {
        self.words.get(position as usize).copied().unwrap_or_default()
    }

    pub(crate) fn shingles(&self, position: u32) -> u32 {
        self.shingles.get(position as usize).copied().unwrap_or_default()
    }

    pub(crate) fn sampled(&self, position: u32) -> u32 {
        self.sampled.get(position as usize).copied().unwrap_or_default()
    }

    pub(crate) fn low(&self, position: u32) -> Option<&[u8; VALUES]> {
        self.low.get(position as usize)
    }

    pub(crate) fn exact(&self, position: u32) -> u128 {
        self.exact.get(position as usize).copied().unwrap_or_default()
    }

    /// Whether two bodies may be in one language: they share one, or one is unknown.
    pub(crate) fn same_language(&self, one: u32, other: u32) -> bool {
        let of = |at: u32| self.languages.get(at as usize).copied().unwrap_or_default();
        of(one) == 0 || of(other) == 0 || of(one) & of(other) != 0
    }
}

/// Languages as bits: one each for English and French, and 62 that the others share. None
/// where one is unknown.
fn bits(languages: &[Language]) -> u64 {
    let bit = |language: &Language| match language {
        Language::English => 1,
        Language::French => 2,
        Language::Other([first, second]) => {
            4_u64 << ((u64::from(*first) * 26 + u64::from(*second)) % 62)
        }
        Language::Unknown => 0,
    };
    if languages.contains(&Language::Unknown) {
        return 0;
    }
    languages.iter().map(bit).fold(0, |all, one| all | one)
}
