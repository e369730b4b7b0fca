//! Two articles, word by word: what they share, what differs, and the verdict.

use std::cell::OnceCell;

use recoupe_text::{Article, Span};
use serde::{Deserialize, Serialize};

use crate::align::{ANCHOR_WORDS, Block, Meeting, align};
use crate::quoted::{quotations, share_inside};
use crate::signature::moment;
use crate::slots::{Slots, slots, volatile};
use crate::versions::{VersionMark, new_version};
use crate::words::{self, Words};
use crate::{CopySettings, shingles};

/// What two articles are to each other.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The same copy, up to edits.
    Copy,
    /// One holds most of the other: a brief cut from a dispatch, a dispatch inside a
    /// longer text.
    Partial,
    /// Not the same copy.
    Apart,
}

/// Why.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// The folded bodies are equal.
    Identical,
    /// Most words of both stand in both, in the same order.
    SameWording,
    /// Most words of the smaller stand in the larger.
    Contained,
    /// Both begin alike, and a good part of the smaller stands in the larger.
    SameStart,
    /// Short bodies under the same title.
    SameTitle,
    /// Hardly a shingle in common.
    LittleShared,
    /// A passage in common (background), and the rest is different.
    PassageOnly,
    /// What somebody said in common, word for word, and the rest is different.
    QuotationOnly,
    /// The wording of a series with other figures, names and dates.
    Series,
    /// Too short to tell, and not equal.
    Short,
    /// The bodies are in different languages.
    OtherLanguage,
}

/// A passage that stands in both articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Where it stands in the text of `a`.
    pub in_a: Span,
    /// Where it stands in the text of `b`.
    pub in_b: Span,
    /// How many words agree.
    pub words: u32,
}

/// A comparison of two articles, with all that led to the verdict.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// Id of the one.
    pub a: String,
    /// Id of the other.
    pub b: String,
    /// Jaccard resemblance of the shingle sets, 0..1, symmetric, 1 for equal bodies.
    pub resemblance: f64,
    /// Share of the shingles of `a` that stand in `b`, 0..1.
    pub containment_a: f64,
    /// Share of the shingles of `b` that stand in `a`, 0..1.
    pub containment_b: f64,
    /// Share of the words of `a` that stand in `b` in the same order, 0..1.
    pub coverage_a: f64,
    /// Share of the words of `b` that stand in `a` in the same order, 0..1.
    pub coverage_b: f64,
    /// Words of the body of `a`.
    pub words_a: u32,
    /// Words of the body of `b`.
    pub words_b: u32,
    /// Seconds between the two publications, where both are known.
    pub seconds_apart: Option<i64>,
    /// Whether both begin alike: a shared passage starts near the beginning of both.
    pub same_start: bool,
    /// What fills the places where the common wording differs.
    pub slots: Slots,
    /// The shared passages, in order of the text, longest overlap first resolved.
    pub passages: Vec<Passage>,
    /// What the two are to each other.
    pub verdict: Verdict,
    /// Why, for machines.
    pub reason: Reason,
    /// Why, for people.
    pub explanation: String,
}

/// An article's body made ready to be compared with many others.
pub(crate) struct Body<'a> {
    article: &'a Article,
    words: Words,
    /// The set of shingles, sorted.
    shingles: Vec<u64>,
    /// Where this body can meet another.
    meeting: Meeting,
    /// For each word whether it is a figure, a name or a date; made when first asked for.
    volatile: OnceCell<Vec<bool>>,
    /// What it says of its version; read when first asked for.
    version: OnceCell<Option<VersionMark>>,
    moment: Option<i64>,
}

impl<'a> Body<'a> {
    pub(crate) fn new(article: &'a Article, settings: &CopySettings) -> Self {
        let words = words::of_body(article);
        let placed = shingles::placed(&words.hashes, settings.shingle_words);
        Self {
            article,
            shingles: shingles::different(&placed),
            meeting: if settings.shingle_words == ANCHOR_WORDS {
                Meeting::of_placed(&placed)
            } else {
                Meeting::new(&words.hashes)
            },
            volatile: OnceCell::new(),
            version: OnceCell::new(),
            moment: moment(article),
            words,
        }
    }

    pub(crate) fn id(&self) -> &str {
        &self.article.id
    }

    fn hashes(&self) -> &[u64] {
        &self.words.hashes
    }

    fn volatile(&self) -> &[bool] {
        self.volatile.get_or_init(|| volatile(&self.article.text, &self.words))
    }

    fn version(&self) -> Option<VersionMark> {
        *self.version.get_or_init(|| new_version(self.article))
    }
}

/// Compares two articles in full, shared passages of strangers included. Cost n log n in
/// their words.
pub fn explain(a: &Article, b: &Article, settings: &CopySettings) -> Comparison {
    let (a, b) = (Body::new(a, settings), Body::new(b, settings));
    let mut comparison = compare(&a, &b, settings);
    if comparison.reason == Reason::LittleShared {
        align_words(&mut comparison, &a, &b);
        if comparison.shares_quotation_only(&a, &b) {
            comparison.reason = Reason::QuotationOnly;
        }
        comparison.explanation = comparison.in_words();
    }
    comparison
}

pub(crate) fn compare(a: &Body, b: &Body, settings: &CopySettings) -> Comparison {
    let mut comparison = measure(a, b);
    let short = a.shingles.len().min(b.shingles.len()) < settings.short_shingles;
    let near = comparison.containment_small() >= settings.look_containment;
    if near || short {
        align_words(&mut comparison, a, b);
    }
    let equal = a.hashes() == b.hashes() && (!short || same_title(a, b));
    let (verdict, reason) = if equal {
        (Verdict::Copy, Reason::Identical)
    } else if short {
        judge_short(&comparison, a, b, settings)
    } else {
        judge(&comparison, a, b, settings)
    };
    comparison.verdict = verdict;
    comparison.reason = reason;
    comparison.explanation = comparison.in_words();
    comparison
}

/// Shingles in common.
fn measure(a: &Body, b: &Body) -> Comparison {
    let shared = shingles::shared(&a.shingles, &b.shingles);
    let (in_a, in_b) = (a.shingles.len(), b.shingles.len());
    let equal = a.hashes() == b.hashes();
    let ratio = |part: usize, whole: usize| match whole {
        _ if equal => 1.0,
        0 => 0.0,
        _ => part as f64 / whole as f64,
    };
    Comparison {
        a: a.article.id.clone(),
        b: b.article.id.clone(),
        resemblance: ratio(shared, in_a + in_b - shared),
        containment_a: ratio(shared, in_a),
        containment_b: ratio(shared, in_b),
        coverage_a: 0.0,
        coverage_b: 0.0,
        words_a: a.hashes().len() as u32,
        words_b: b.hashes().len() as u32,
        seconds_apart: a
            .moment
            .zip(b.moment)
            .map(|(one, other)| one.saturating_sub(other).saturating_abs()),
        same_start: false,
        slots: Slots::default(),
        passages: Vec::new(),
        verdict: Verdict::Apart,
        reason: Reason::LittleShared,
        explanation: String::new(),
    }
}

/// A passage that starts within this share of both bodies starts near their beginning: a
/// new dateline or a rewritten first sentence may stand before it.
const START: f64 = 0.2;
/// Shorter shared passages are stock phrases and say nothing about the beginning.
const TELLING_WORDS: usize = 6;

fn align_words(comparison: &mut Comparison, a: &Body, b: &Body) {
    let blocks = align((a.hashes(), &a.meeting), (b.hashes(), &b.meeting));
    let matched: usize = blocks.iter().map(|block| block.length).sum();
    let share =
        |whole: usize| if whole == 0 { 0.0 } else { matched as f64 / whole as f64 };
    comparison.coverage_a = share(a.hashes().len());
    comparison.coverage_b = share(b.hashes().len());
    comparison.slots =
        slots((a.hashes(), a.volatile()), (b.hashes(), b.volatile()), &blocks);
    comparison.same_start =
        blocks.iter().find(|block| block.length >= TELLING_WORDS).is_some_and(|block| {
            block.a as f64 <= START * a.hashes().len() as f64
                && block.b as f64 <= START * b.hashes().len() as f64
        });
    comparison.passages = blocks
        .iter()
        .filter(|block| block.length >= TELLING_WORDS)
        .filter_map(|block| passage(block, a, b))
        .collect();
}

fn passage(block: &Block, a: &Body, b: &Body) -> Option<Passage> {
    let span = |spans: &[Span], from: usize| {
        let (first, last) = (spans.get(from)?, spans.get(from + block.length - 1)?);
        Some(Span { start: first.start, end: last.end })
    };
    Some(Passage {
        in_a: span(&a.words.spans, block.a)?,
        in_b: span(&b.words.spans, block.b)?,
        words: block.length as u32,
    })
}

/// One changed place is a slip put right or a new toll, not a series.
const SERIES_SLOTS: u32 = 2;
/// From this many seconds between two articles on, the later is hardly an update: three
/// days.
const DAYS_LATER: i64 = 3 * 86_400;

fn judge(
    seen: &Comparison,
    a: &Body,
    b: &Body,
    settings: &CopySettings,
) -> (Verdict, Reason) {
    if seen.containment_small() < settings.look_containment {
        return (Verdict::Apart, Reason::LittleShared);
    }
    if seen.is_series(a, b, settings) {
        return (Verdict::Apart, Reason::Series);
    }
    let (small, large) = seen.shares();
    if large < WHOLE_COPY && seen.shares_quotation_only(a, b) {
        return (Verdict::Apart, Reason::QuotationOnly);
    }
    if small >= settings.partial_coverage && large < settings.whole_coverage {
        (Verdict::Partial, Reason::Contained)
    } else if large >= settings.copy_coverage {
        (Verdict::Copy, Reason::SameWording)
    } else if small >= settings.partial_coverage_same_start && seen.same_start {
        (Verdict::Partial, Reason::SameStart)
    } else {
        (Verdict::Apart, Reason::PassageOnly)
    }
}

fn bytes_of(spans: &[Span]) -> f64 {
    spans.iter().map(|span| span.end() - span.start()).sum::<usize>() as f64
}

/// From this share of the shared words on that stand between quotation marks in both, two
/// articles share a quotation and nothing else. 0.80: the words that lead to a quotation
/// and away from it ("she said on Monday") are often shared too. By judgement.
const QUOTED: f64 = 0.8;
/// Below this share of the words outside quotation marks, in both, the reports around the
/// quotation are different ones. 0.25: an interview that was copied shares its questions
/// and its introduction. By judgement, and by cases in both languages.
const AROUND: f64 = 0.25;
/// From this share of the larger body on a copy is a copy, whatever stands in quotation
/// marks; only pairs below are looked at.
const WHOLE_COPY: f64 = 0.8;

/// Short bodies agree by title and most of their words.
fn judge_short(
    seen: &Comparison,
    a: &Body,
    b: &Body,
    settings: &CopySettings,
) -> (Verdict, Reason) {
    let titled = a.article.title.is_some() && same_title(a, b);
    let (_, large) = seen.coverages();
    if titled && large.max(seen.resemblance) >= settings.copy_coverage {
        (Verdict::Copy, Reason::SameTitle)
    } else {
        (Verdict::Apart, Reason::Short)
    }
}

/// Whether the titles are the same words, or both are missing.
fn same_title(a: &Body, b: &Body) -> bool {
    words::of_title(a.article) == words::of_title(b.article)
}

impl Comparison {
    /// Containment of the smaller body in the larger.
    pub fn containment_small(&self) -> f64 {
        self.containment_a.max(self.containment_b)
    }

    /// Whether the two are reports of one series. A mark of a new version on one of them
    /// says that what changed was changed on purpose.
    fn is_series(&self, a: &Body, b: &Body, settings: &CopySettings) -> bool {
        let days_later = self.is_days_later();
        let least_changed = self.series_threshold(settings);
        let slots = &self.slots;
        slots.volatile_slots >= SERIES_SLOTS
            && slots.volatile_share() >= settings.series_slots
            && slots.changed_share() >= least_changed
            && (days_later || a.version() == b.version())
    }

    fn is_days_later(&self) -> bool {
        self.seconds_apart.is_some_and(|seconds| seconds >= DAYS_LATER)
    }

    /// The share of changed figures, names and dates from which on the two are apart.
    pub(crate) fn series_threshold(&self, settings: &CopySettings) -> f64 {
        if self.is_days_later() {
            settings.series_changed_days_later
        } else {
            settings.series_changed
        }
    }

    /// How much of the smaller and of the larger body stands in the other: by words in the
    /// same order, or by word runs wherever they stand, whichever is more.
    pub(crate) fn shares(&self) -> (f64, f64) {
        let (small, large) = self.coverages();
        (
            small.max(self.containment_small()),
            large.max(self.containment_a.min(self.containment_b)),
        )
    }

    /// Whether nearly all that the two share stands between quotation marks in both, and
    /// little of what stands around them.
    fn shares_quotation_only(&self, a: &Body, b: &Body) -> bool {
        let quoted = |body: &Body, of: fn(&Passage) -> Span| {
            let quotations = quotations(&body.article.text);
            let shared: Vec<Span> = self.passages.iter().map(of).collect();
            let inside = share_inside(&shared, &quotations);
            let outside = bytes_of(&shared) * (1.0 - inside);
            let around = bytes_of(&body.words.spans)
                * (1.0 - share_inside(&body.words.spans, &quotations));
            inside >= QUOTED && outside <= AROUND * around
        };
        !self.passages.is_empty()
            && quoted(a, |passage| passage.in_a)
            && quoted(b, |passage| passage.in_b)
    }

    /// Coverage of the smaller and of the larger body.
    fn coverages(&self) -> (f64, f64) {
        let (a, b) = (self.coverage_a, self.coverage_b);
        (a.max(b), a.min(b))
    }

    /// The longest shared passage; of equal ones the first.
    pub fn longest_passage(&self) -> Option<Passage> {
        self.passages.iter().copied().rev().max_by_key(|passage| passage.words)
    }

    fn in_words(&self) -> String {
        let percent = |share: f64| format!("{:.0} %", share * 100.0);
        let (small, large) = self.coverages();
        let small = percent(small.max(self.containment_small()));
        let large = percent(large);
        let slots = &self.slots;
        match self.reason {
            Reason::Identical => "the bodies are equal word for word".to_owned(),
            Reason::SameWording => format!(
                "{small} of the words of one and {large} of the other stand in both, in the same order"
            ),
            Reason::Contained => {
                format!("{small} of the smaller body stands in the larger")
            }
            Reason::SameStart => {
                format!(
                    "both begin alike, and {small} of the smaller body stands in the larger"
                )
            }
            Reason::SameTitle => {
                format!("short bodies under one title, {large} of the words in common")
            }
            Reason::LittleShared => format!(
                "only {} of the smaller body's word runs stand in the larger",
                percent(self.containment_small())
            ),
            Reason::PassageOnly => format!(
                "they share a passage ({small} of the smaller body, {large} of the larger), and the rest differs"
            ),
            Reason::QuotationOnly => format!(
                "they share words that somebody said ({small} of the smaller body, {large} of the larger), and the rest differs"
            ),
            Reason::Series => format!(
                "the wording of a series: {} of {} changed places change a figure, a name or a date, and {} of these differ in all",
                slots.volatile_slots,
                slots.slots,
                percent(slots.changed_share())
            ),
            Reason::Short => "too short to tell, and title or body differ".to_owned(),
            Reason::OtherLanguage => "the bodies are in different languages".to_owned(),
        }
    }
}
