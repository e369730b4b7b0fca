//! The language of each line, and of the body.

use super::Draft;
use super::facts::LineFacts;
use crate::detect::Evidence;
use crate::{Language, LineClass};

/// Lines of fewer words follow the body they stand in.
const FOLLOWING_WORDS: u32 = 5;

/// A line of fewer words differs from the body only by a clear vote.
const DOUBTFUL_WORDS: u32 = 14;

/// Shares of the body by language (largest first), and the language of each line.
pub(super) fn tell(
    draft: &Draft<'_>,
    declared: Language,
) -> (Vec<(Language, f32)>, Vec<Language>) {
    let body = body_language(draft, declared);
    let tongues: Vec<Language> = draft
        .lines
        .iter()
        .zip(&draft.classes)
        .map(|(line, class)| of_line(line, class.unwrap_or(LineClass::Chrome), body))
        .collect();
    let mut shares = shares(draft, &tongues);
    if shares.is_empty() {
        shares.push((body, 1.0));
    }
    // The body's language leads even where lines in doubt outweigh it.
    shares.sort_by(|left, right| {
        right.1.total_cmp(&left.1).then_with(|| left.0.cmp(&right.0))
    });
    (shares, tongues)
}

/// The language of all prose together; of the title and table where there is none.
fn body_language(draft: &Draft<'_>, declared: Language) -> Language {
    let by = |wanted: fn(LineClass) -> bool| {
        let mut evidence = Evidence::default();
        let mut longest = "";
        for (line, class) in draft.lines.iter().zip(&draft.classes) {
            if class.is_some_and(wanted) {
                evidence.add(&line.evidence);
                longest =
                    if line.text.len() > longest.len() { line.text } else { longest };
            }
        }
        evidence.decide(longest)
    };
    match by(|class| class == LineClass::Prose) {
        Language::Unknown => match by(LineClass::is_body) {
            Language::Unknown => declared,
            known => known,
        },
        known => known,
    }
}

fn of_line(line: &LineFacts<'_>, class: LineClass, body: Language) -> Language {
    let words = line.evidence.words();
    if !class.is_body() && class != LineClass::Repeat {
        return if words >= 2 {
            line.evidence.decide(line.text)
        } else {
            Language::Unknown
        };
    }
    if words < FOLLOWING_WORDS {
        return body;
    }
    match line.evidence.by_vote() {
        Some(clear) => clear,
        None if words < DOUBTFUL_WORDS => body,
        None => match line.evidence.decide(line.text) {
            Language::Unknown => body,
            found => found,
        },
    }
}

/// Shares of the characters of prose and subheads; of all of the body where there are none.
fn shares(draft: &Draft<'_>, tongues: &[Language]) -> Vec<(Language, f32)> {
    let mut counts: Vec<(Language, usize)> = Vec::new();
    for ((line, class), &language) in draft.lines.iter().zip(&draft.classes).zip(tongues)
    {
        if !class
            .is_some_and(|class| matches!(class, LineClass::Prose | LineClass::Subhead))
        {
            continue;
        }
        match counts.iter_mut().find(|(known, _)| *known == language) {
            Some((_, count)) => *count += line.text.len(),
            None => counts.push((language, line.text.len())),
        }
    }
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    counts
        .into_iter()
        .map(|(language, count)| (language, count as f32 / all.max(1) as f32))
        .collect()
}
