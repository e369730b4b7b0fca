//! The signature of an article: a sketch of its body's words, small enough to keep for
//! millions of articles and enough to find which of them may carry the same copy.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use recoupe_text::{Article, Language};
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_128;

use crate::simd::{Kernel, Simd};
use crate::sketch::{is_short, sample};
use crate::{CopySettings, minhash, shingles, words};

/// Signatures of different formats must not be compared: folding, hashes or sampling
/// changed. The same text has the same signature on every machine for one format.
pub const SIGNATURE_FORMAT: u32 = 2;

/// A language with less than this share of the body does not count as one of its own.
const LANGUAGE_SHARE: f32 = 0.2;

/// A sketch of the words of an article's body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signature {
    /// [`SIGNATURE_FORMAT`] when it was made.
    pub format: u32,
    /// Words per shingle when it was made.
    pub shingle_words: u32,
    /// The article's id.
    pub id: String,
    /// Moment of publication in seconds since 1970 UTC, for choosing a lead. A day without
    /// a time counts as its end, so that a known time on that day comes first.
    pub published: Option<i64>,
    /// Number of words of the body.
    pub words: u32,
    /// Number of shingles of the body, repeats counted.
    pub shingles: u32,
    /// Languages that hold a good share of the body; empty where unknown.
    pub languages: Vec<Language>,
    /// xxh3-128 of the words of the body; of a short body and its title.
    #[serde(with = "hexadecimal")]
    pub exact: u128,
    /// 128 MinHash values of the shingles.
    pub values: Vec<u32>,
    /// The sampled shingle hashes, sorted.
    pub samples: Vec<u64>,
}

/// The signature of one article. Pure; cost linear in the text.
pub fn sign(article: &Article, settings: &CopySettings) -> Signature {
    let body = words::of_body(article).hashes;
    let runs: Vec<u64> = shingles::each(&body, settings.shingle_words).collect();
    let mut exact = words::bytes(&body);
    if is_short(&runs, settings.short_shingles) {
        exact.extend(words::bytes(&words::of_title(article)));
    }
    Signature {
        format: SIGNATURE_FORMAT,
        shingle_words: settings.shingle_words as u32,
        id: article.id.clone(),
        published: moment(article),
        words: body.len() as u32,
        shingles: runs.len() as u32,
        languages: languages(article),
        exact: xxh3_128(&exact),
        values: minhash::smallest(&runs, Kernel::or_widest(Simd::Auto)).to_vec(),
        samples: sample(&runs),
    }
}

/// The languages that hold a good share of an article's body; none where unknown.
pub fn languages(article: &Article) -> Vec<Language> {
    let mut seen: Vec<Language> = article
        .languages
        .iter()
        .filter(|(_, share)| *share >= LANGUAGE_SHARE)
        .map(|(language, _)| *language)
        .collect();
    if seen.is_empty() {
        seen.push(article.language);
    }
    if seen.contains(&Language::Unknown) {
        seen.clear();
    }
    seen
}

/// When the article was published, in seconds since 1970 UTC.
pub(crate) fn moment(article: &Article) -> Option<i64> {
    let stated = article.published_at.as_deref().and_then(read_moment);
    stated.or_else(|| end_of(article.published?))
}

/// A moment as it was stated, in seconds since 1970 UTC: RFC 3339, without a zone as UTC,
/// a day as its end.
pub fn read_moment(stated: &str) -> Option<i64> {
    if let Ok(moment) = stated.parse::<jiff::Timestamp>() {
        return Some(moment.as_second());
    }
    match stated.parse::<DateTime>() {
        Ok(moment) if stated.len() > "2026-01-01".len() => seconds(moment),
        _ => end_of(stated.parse::<Date>().ok()?),
    }
}

fn end_of(day: Date) -> Option<i64> {
    seconds(day.at(23, 59, 59, 0))
}

fn seconds(moment: DateTime) -> Option<i64> {
    Some(moment.to_zoned(TimeZone::UTC).ok()?.timestamp().as_second())
}

impl Signature {
    /// Whether the two bodies may be in one language: they share one, or one is unknown.
    pub fn same_language(&self, other: &Self) -> bool {
        self.languages.is_empty()
            || other.languages.is_empty()
            || self.languages.iter().any(|language| other.languages.contains(language))
    }

    /// The order in which leads are chosen: earliest published (unknown last), then
    /// longest body, then id.
    pub(crate) fn lead_key(&self) -> (i64, std::cmp::Reverse<u32>, &str) {
        (self.published.unwrap_or(i64::MAX), std::cmp::Reverse(self.words), &self.id)
    }
}

/// 128-bit numbers as hexadecimal text: many readers of JSON cannot hold them.
mod hexadecimal {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(
        value: &u128,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&format!("{value:032x}"))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<u128, D::Error> {
        let text = String::deserialize(deserializer)?;
        u128::from_str_radix(&text, 16).map_err(D::Error::custom)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use recoupe_text::{Line, LineClass, Span};
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    fn article(text: &str) -> Article {
        let line = Line {
            class: LineClass::Prose,
            span: Span::new(0, text.len()),
            language: Language::Unknown,
        };
        article_of(text, vec![line])
    }

    /// An article with this text and these lines, and nothing else.
    pub(crate) fn article_of(text: &str, lines: Vec<Line>) -> Article {
        Article {
            id: "a".to_owned(),
            source: None,
            url: None,
            title: None,
            published: None,
            published_at: None,
            metadata: recoupe_text::Metadata::default(),
            text: text.to_owned(),
            lines,
            sentences: Vec::new(),
            language: Language::Unknown,
            languages: Vec::new(),
        }
    }

    #[track_caller]
    fn check(text: &str, expected: u64) {
        let signature = sign(&article(text), &CopySettings::standard());
        let written = serde_json::to_vec(&signature).unwrap();
        assert_eq!(xxh3_64(&written), expected, "another signature needs another format");
    }

    /// The same text must have the same signature on every machine; when folding or hashes
    /// change on purpose, `SIGNATURE_FORMAT` grows and these numbers change with it.
    #[test]
    fn signatures_of_format_2_do_not_change() {
        check(
            "The harbour of Port Elian opened again on Monday after three days of storm, and \
             the first 1,200 crates of fish were sold within the hour.",
            4_671_885_486_091_583_199,
        );
        check(
            "Le port d’Élian a rouvert lundi après trois jours de tempête, et les 1 200 \
             premières caisses de poisson ont été vendues en moins d’une heure.",
            9_365_406_004_479_307_375,
        );
    }

    #[track_caller]
    fn check_moment(stated: &str, expected: Option<i64>) {
        let published_at = Some(stated.to_owned());
        assert_eq!(
            moment(&Article { published_at, ..article("") }),
            expected,
            "{stated}"
        );
    }

    #[test]
    fn a_day_without_a_time_counts_as_its_end() {
        check_moment("2026-03-01T12:00:00Z", Some(1_772_366_400));
        check_moment("2026-03-01T13:00:00+01:00", Some(1_772_366_400));
        check_moment("2026-03-01T12:00:00", Some(1_772_366_400));
        check_moment("2026-03-01", Some(1_772_409_599));
        check_moment("hier soir", None);
        check_moment("", None);
    }
}
