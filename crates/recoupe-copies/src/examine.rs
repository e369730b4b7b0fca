//! Two articles side by side: what they share and what differs, in order of the text; each
//! number beside its threshold; and how near the verdict was to another one.

use recoupe_text::{Article, Span};
use serde::Serialize;

use crate::align::{Block, Meeting, align};
use crate::words::{self, Words};
use crate::{Comparison, CopySettings, Reason, Verdict};

/// A stretch of two aligned bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "part")]
pub enum Part {
    /// The same words stand in both.
    Both {
        /// Where in `a`.
        in_a: Span,
        /// Where in `b`.
        in_b: Span,
        /// How many words.
        words: u32,
    },
    /// Between two shared stretches each has words of its own, or only one of them has.
    Differs {
        /// The words of `a`, where it has any here.
        in_a: Option<Span>,
        /// The words of `b`, where it has any here.
        in_b: Option<Span>,
        /// How many words of `a`.
        words_a: u32,
        /// How many words of `b`.
        words_b: u32,
    },
}

/// Aligns the bodies of two articles: every word of each body lies in one part, parts stand
/// in order of the text. Any two articles can be aligned; strangers differ in one part.
/// Cost n log n in their words.
pub fn aligned(a: &Article, b: &Article) -> Vec<Part> {
    let (a, b) = (words::of_body(a), words::of_body(b));
    let meeting = |words: &Words| Meeting::new(&words.hashes);
    let blocks = align((&a.hashes, &meeting(&a)), (&b.hashes, &meeting(&b)));
    let end = Block { a: a.hashes.len(), b: b.hashes.len(), length: 0 };
    let (mut from_a, mut from_b) = (0, 0);
    let mut parts = Vec::new();
    for block in blocks.into_iter().chain([end]) {
        let (words_a, words_b) = (block.a - from_a, block.b - from_b);
        if words_a + words_b > 0 {
            parts.push(Part::Differs {
                in_a: stretch(&a.spans, from_a, words_a),
                in_b: stretch(&b.spans, from_b, words_b),
                words_a: words_a as u32,
                words_b: words_b as u32,
            });
        }
        let spans = stretch(&a.spans, block.a, block.length).zip(stretch(
            &b.spans,
            block.b,
            block.length,
        ));
        if let Some((in_a, in_b)) = spans {
            parts.push(Part::Both { in_a, in_b, words: block.length as u32 });
        }
        (from_a, from_b) = (block.a + block.length, block.b + block.length);
    }
    parts
}

/// The place of so many words from a word on; `None` for no words.
fn stretch(spans: &[Span], from: usize, count: usize) -> Option<Span> {
    let last = (from + count).checked_sub(1).filter(|_| count > 0)?;
    Some(Span { start: spans.get(from)?.start, end: spans.get(last)?.end })
}

/// A number of a comparison beside the threshold that it is held against.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Check {
    /// The setting ([`CopySettings`]) that holds the threshold.
    pub setting: &'static str,
    /// What is measured, in words.
    pub what: &'static str,
    /// What was measured, 0..1.
    pub value: f64,
    /// From this value on it holds.
    pub threshold: f64,
    /// Whether it holds, with all that it needs besides.
    pub holds: bool,
    /// What follows where it holds.
    pub then: Verdict,
}

impl Comparison {
    /// The thresholds that the comparison was held against, in the order they are asked:
    /// the first that holds decides; where none holds the two are apart. Short bodies and
    /// equal ones are decided before any of them.
    pub fn checks(&self, settings: &CopySettings) -> Vec<Check> {
        let (small, large) = self.shares();
        let series = self.series_threshold(settings);
        let check =
            |setting, what, (value, threshold): (f64, f64), holds: bool, then| Check {
                setting,
                what,
                value,
                threshold,
                holds: holds && value >= threshold,
                then,
            };
        let changed = self.slots.changed_share();
        let whole = large >= settings.whole_coverage;
        vec![
            check(
                "series_changed",
                "figures, names and dates that changed inside common wording",
                (changed, series),
                self.reason == Reason::Series,
                Verdict::Apart,
            ),
            check(
                "partial_coverage",
                "words of the smaller body in the larger, the larger not covered",
                (small, settings.partial_coverage),
                !whole,
                Verdict::Partial,
            ),
            check(
                "copy_coverage",
                "words of both bodies that stand in both",
                (large, settings.copy_coverage),
                true,
                Verdict::Copy,
            ),
            check(
                "partial_coverage_same_start",
                "words of the smaller body in the larger, where both begin alike",
                (small, settings.partial_coverage_same_start),
                self.same_start,
                Verdict::Partial,
            ),
        ]
    }

    /// What would have to be different for another verdict, in words; `None` where the
    /// bodies are equal or too short for thresholds.
    pub fn nearest_miss(&self, settings: &CopySettings) -> Option<String> {
        let checks = self.checks(settings);
        let by = |setting: &str| checks.iter().find(|check| check.setting == setting);
        match (self.verdict, self.reason) {
            (
                _,
                Reason::Identical
                | Reason::Short
                | Reason::SameTitle
                | Reason::OtherLanguage,
            ) => None,
            (Verdict::Apart, Reason::Series) => by("series_changed").map(|check| {
                format!(
                    "copies if fewer figures, names and dates had changed: {:.2}, and below {:.2} is asked",
                    check.value, check.threshold
                )
            }),
            (Verdict::Apart, _) => self.nearest_join(&checks),
            (Verdict::Copy | Verdict::Partial, _) => {
                let decided = checks.iter().find(|check| check.holds)?;
                Some(format!(
                    "apart if {} were below {:.2} (here {:.2})",
                    decided.what, decided.threshold, decided.value
                ))
            }
        }
    }

    /// The threshold whose distance is the smallest.
    fn nearest_join(&self, checks: &[Check]) -> Option<String> {
        let joins = checks.iter().filter(|check| {
            check.then != Verdict::Apart
                && (check.setting != "partial_coverage_same_start" || self.same_start)
        });
        let lack = |check: &Check| check.threshold - check.value;
        let nearest = joins.min_by(|one, other| lack(one).total_cmp(&lack(other)))?;
        let name = match nearest.then {
            Verdict::Copy => "a copy",
            Verdict::Partial | Verdict::Apart => "a partial copy",
        };
        Some(format!(
            "{name} from {:.2} on ({}), here {:.2}: {:.2} short",
            nearest.threshold,
            nearest.what,
            nearest.value,
            lack(nearest).max(0.0)
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain;
    use recoupe_text::{Language, Line, LineClass};

    fn article(id: &str, text: &str) -> Article {
        let line = Line {
            class: LineClass::Prose,
            span: Span::new(0, text.len()),
            language: Language::Unknown,
        };
        Article {
            id: id.to_owned(),
            source: None,
            url: None,
            title: None,
            published: None,
            published_at: None,
            metadata: recoupe_text::Metadata::default(),
            text: text.to_owned(),
            lines: vec![line],
            sentences: Vec::new(),
            language: Language::Unknown,
            languages: Vec::new(),
        }
    }

    /// `=` for words of both, `-` for those of `a` only, `+` for those of `b` only.
    #[track_caller]
    fn check(a: &str, b: &str, expected: &[&str]) {
        let (one, other) = (article("a", a), article("b", b));
        let mut seen = Vec::new();
        for part in aligned(&one, &other) {
            match part {
                Part::Both { in_a, .. } => seen.push(format!("={}", in_a.of(a))),
                Part::Differs { in_a, in_b, .. } => {
                    seen.extend(in_a.map(|span| format!("-{}", span.of(a))));
                    seen.extend(in_b.map(|span| format!("+{}", span.of(b))));
                }
            }
        }
        assert_eq!(seen, expected);
    }

    #[test]
    fn what_two_texts_share_and_where_they_differ_is_told_in_order() {
        check(
            "The harbour opened on Monday after three days of storm.",
            "The harbour opened on Monday after four days of storm, at noon.",
            &[
                "=The harbour opened on Monday after",
                "-three",
                "+four",
                "=days of storm",
                "+at noon",
            ],
        );
        check(
            "PARIS - Le port a rouvert lundi après trois jours de tempête",
            "Le port a rouvert mardi après trois jours de tempête",
            &[
                "-PARIS",
                "=Le port a rouvert",
                "-lundi",
                "+mardi",
                "=après trois jours de tempête",
            ],
        );
        check("one two three", "un deux trois", &["-one two three", "+un deux trois"]);
        check("", "", &[]);
    }

    #[test]
    fn parts_hold_every_word_once() {
        arbtest::arbtest(|source| {
            let one: Vec<u8> = source.arbitrary()?;
            let other: Vec<u8> = source.arbitrary()?;
            let text = |words: &[u8]| -> String {
                words
                    .iter()
                    .flat_map(|word| {
                        ["abcdefghi".get(..=usize::from(word % 9)).unwrap(), " "]
                    })
                    .collect()
            };
            let parts = aligned(&article("a", &text(&one)), &article("b", &text(&other)));
            let (mut in_a, mut in_b) = (0, 0);
            for part in parts {
                let (a, b) = match part {
                    Part::Both { words, .. } => (words, words),
                    Part::Differs { words_a, words_b, .. } => (words_a, words_b),
                };
                in_a += a as usize;
                in_b += b as usize;
            }
            assert_eq!((in_a, in_b), (one.len(), other.len()));
            Ok(())
        })
        .budget_ms(300);
    }

    #[test]
    fn the_check_that_decides_agrees_with_the_verdict() {
        let settings = CopySettings::standard();
        let mut words: Vec<String> = (0..120).map(|at| format!("word{at}")).collect();
        let whole = article("a", &words.join(" "));
        for changed in 0..100 {
            if let Some(word) = words.get_mut((changed * 7) % 120) {
                *word = format!("other{changed}");
            }
            let seen = explain(&whole, &article("b", &words.join(" ")), &settings);
            let decided = seen.checks(&settings).into_iter().find(|check| check.holds);
            let verdict = decided.map_or(Verdict::Apart, |check| check.then);
            assert_eq!(verdict, seen.verdict, "{changed}: {seen:?}");
            assert!(seen.nearest_miss(&settings).is_some());
        }
    }
}
