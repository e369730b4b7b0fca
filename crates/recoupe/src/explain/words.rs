//! An explanation in words, for a terminal.

use recoupe_copies::{Part, Verdict};

use super::{Explanation, Place};

/// Of a long stretch so many words are shown at each end.
const WORDS_SHOWN: usize = 9;

/// So many parts of two texts are shown; the JSON form has all of them.
const PARTS_SHOWN: usize = 60;

impl Explanation {
    /// As one JSON object.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// In words, a line each: the verdict on the copy with its scores, thresholds and
    /// nearest miss; both texts side by side; the verdict on the story with its evidence.
    pub fn in_words(&self) -> Vec<String> {
        let mut lines = vec![
            self.told(self.same_copy, "copy"),
            format!("  {}", self.copies.explanation),
        ];
        lines.extend(self.groups.iter().map(|groups| format!("  {groups}")));
        lines.extend(self.scores());
        lines.extend(self.nearest_miss.iter().map(|miss| format!("  nearest: {miss}")));
        lines.push(standing(&self.a, &self.place_a));
        lines.push(standing(&self.b, &self.place_b));
        lines.push("  side by side:".to_owned());
        lines.extend(self.side_by_side());
        // An edition of copies alone has no stories to tell of.
        if self.story_of_a.is_some() || self.story_of_b.is_some() {
            lines.push(self.told(self.same_story, "story"));
            lines.extend(self.story());
        }
        lines
    }

    fn told(&self, same: bool, what: &str) -> String {
        let verdict = if same { "the same" } else { "not the same" };
        format!("{} and {}: {verdict} {what}", self.a, self.b)
    }

    /// The three scores, and the thresholds beside what is held against them.
    fn scores(&self) -> Vec<String> {
        let copies = &self.copies;
        let mut lines = vec![
            format!("  {:<12}{:.2}", "resemblance", copies.resemblance),
            format!(
                "  {:<12}{:.2} of {} ({} words), {:.2} of {} ({} words)",
                "containment",
                copies.containment_a,
                self.a,
                copies.words_a,
                copies.containment_b,
                self.b,
                copies.words_b
            ),
        ];
        lines.push("  here  asked".to_owned());
        for check in &self.checks {
            let mark = if check.holds { "yes" } else { "no" };
            let then = match check.then {
                Verdict::Copy => "copy",
                Verdict::Partial => "partial copy",
                Verdict::Apart => "apart",
            };
            lines.push(format!(
                "  {:.2}  {:.2}   {then:<13} {mark:<4} {} ({})",
                check.value, check.threshold, check.what, check.setting
            ));
        }
        lines
    }

    fn side_by_side(&self) -> Vec<String> {
        let width = self.a.chars().count().max(self.b.chars().count()).clamp(4, 24);
        let line = |who: &str, mark: char, words: &str, count: u32| {
            let who: String = who.chars().take(width).collect();
            let unit = if count == 1 { "word" } else { "words" };
            format!("  {mark} {who:<width$}  {} ({count} {unit})", shortened(words))
        };
        let mut lines = Vec::new();
        for one in self.aligned.iter().take(PARTS_SHOWN) {
            let (text_a, text_b) = (one.text_a.as_deref(), one.text_b.as_deref());
            match one.part {
                Part::Both { words, .. } => {
                    lines.extend(text_a.map(|text| line("both", '=', text, words)));
                }
                Part::Differs { words_a, words_b, .. } => {
                    lines.extend(text_a.map(|text| line(&self.a, '-', text, words_a)));
                    lines.extend(text_b.map(|text| line(&self.b, '+', text, words_b)));
                }
            }
        }
        let left = self.aligned.len().saturating_sub(PARTS_SHOWN);
        if left > 0 {
            lines.push(format!("  … and {left} stretches more (--json shows all)"));
        }
        lines
    }

    fn story(&self) -> Vec<String> {
        let stories = &self.stories;
        let kinds = if stories.evidence.is_empty() {
            "none".to_string()
        } else {
            stories.evidence.join(", ")
        };
        let mut lines = vec![format!(
            "  score {:+.2} (a join needs {:+.2} and two kinds of evidence; here: {kinds})",
            stories.score, stories.needed
        )];
        for reason in &stories.reasons {
            lines.push(format!("  {:+.2} {}", reason.weight, reason.english));
        }
        if !stories.contributions.is_empty() {
            let terms = stories.contributions.iter();
            let terms: Vec<String> =
                terms.map(|term| format!("{} {:+.2}", term.signal, term.adds)).collect();
            lines.push(format!("  the sum: {}", terms.join(", ")));
        }
        for other in &stories.alternatives {
            lines.push(format!(
                "  nearest to {} besides: {} ({:+.2})",
                other.of, other.article, other.score
            ));
        }
        lines.extend(self.others());
        lines.extend(self.ruling.iter().map(|ruling| format!("  {ruling}")));
        lines
    }

    /// What the pair alone does not tell: the verdict on it and the groups may differ, for
    /// other articles have their say.
    fn others(&self) -> Option<String> {
        if self.same_story && !self.stories.joined {
            return Some(
                "  the two alone would stay apart: other articles of the story join them"
                    .to_string(),
            );
        }
        if !self.same_story && self.stories.joined {
            let (one, other) = (self.story_of_a.as_deref()?, self.story_of_b.as_deref()?);
            return Some(format!(
                "  the two alone would be joined: the other articles of {one} and {other} speak against"
            ));
        }
        None
    }
}

/// How an article stands in its group and among versions.
fn standing(id: &str, place: &Place) -> String {
    let group = place.copy_group.as_deref().unwrap_or("no copy group");
    let mut line = match place.lead.as_deref() {
        Some(lead) if lead == id => format!("  {id} leads {group}"),
        Some(lead) => format!(
            "  {id} is in {group}: resemblance {:.2} to its lead {lead}, {:.2} of it stands there",
            place.resemblance.unwrap_or_default(),
            place.containment.unwrap_or_default()
        ),
        None => format!("  {id} is in {group}"),
    };
    let told = &place.succession;
    let version = told.version_number.map(|number| format!("; version {number} of it"));
    let others = [
        (", takes the place of", &told.supersedes),
        (", its place was taken by", &told.superseded_by),
        (", was taken back by", &told.killed_by),
    ];
    let others = others
        .into_iter()
        .filter_map(|(what, other)| Some(format!("{what} {}", other.as_deref()?)));
    line.extend(version.into_iter().chain(others));
    line
}

/// A stretch of text on one line: its first and last words.
fn shortened(text: &str) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    if words.len() <= 2 * WORDS_SHOWN + 2 {
        return format!("\"{text}\"");
    }
    let head = words.get(..WORDS_SHOWN).unwrap_or_default().join(" ");
    let tail = words.get(words.len() - WORDS_SHOWN..).unwrap_or_default().join(" ");
    format!("\"{head} … {tail}\"")
}
