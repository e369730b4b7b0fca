//! The headline: which line shows it, and which lines show it again.

use std::collections::BTreeSet;

use super::facts::LineFacts;
use super::{Draft, glue};
use crate::fold::fold_key;
use crate::words::{is_stop_word, words};
use crate::{Language, LineClass, Span, Title};

/// Headlines of more words are standfirsts.
const LONGEST_TITLE: usize = 32;
/// The headline stands among the first lines; long menus end before this one.
const DEEPEST_TITLE: usize = 120;
/// Bytes of running text a headline is compared with: the lead and a little more.
const COMPARED_BYTES: usize = 3000;
/// Below this a line above the text is no headline. A line of 4 to 20 words has 1.5; a
/// third of its words in the lead adds 1.3; shown twice adds 2.
const LEAST_SCORE: f32 = 2.0;

/// Finds the headline and marks the lines that show it (`Title` once, then `Repeat`).
pub(super) fn find(draft: &mut Draft<'_>) -> Option<Title> {
    let given = draft.hints.title.map(str::trim).filter(|title| !title.is_empty());
    let shown = match given {
        Some(given) => shown_title(draft, given),
        None if is_lone(draft) => None,
        None => best_candidate(draft),
    };
    let Some((index, span, key)) = shown else {
        return given.map(|text| Title { text: text.to_owned(), span: None });
    };
    draft.set(index, LineClass::Title);
    mark_repeats(draft, index, &key);
    let line = draft.lines.get(index)?;
    let start = span.start() - line.span.start();
    let text = line.text.get(start..start + span.len()).unwrap_or(line.text);
    Some(Title { text: text.to_owned(), span: Some(span) })
}

/// Without running text a headline needs another line to stand over; a line alone is a brief.
fn is_lone(draft: &Draft<'_>) -> bool {
    let worded =
        draft.lines.iter().filter(|line| line.phrase.is_none() && line.words >= 6);
    draft.prose.is_empty() && worded.count() < 2
}

/// The first line that shows a given title: alone, behind glued labels, or with the name of
/// the outlet behind a separator on either side.
fn shown_title(draft: &Draft<'_>, given: &str) -> Option<(usize, Span, String)> {
    let whole = fold_key(given);
    let short = fold_key(without_outlet(given));
    for key in [whole.as_str(), short.as_str()] {
        let found = draft.lines.iter().enumerate().find_map(|(index, line)| {
            let (span, line_key) = title_part(line);
            (line_key == key && !key.is_empty()).then_some((index, span, line_key))
        });
        if found.is_some() {
            return found;
        }
    }
    let (index, span, key) = best_candidate(draft)?;
    let likeness = shared_words(&content_words(&key), &content_words(&whole));
    (likeness >= 0.6).then_some((index, span, key))
}

/// The part of a line that can be a headline, and its key: without glued labels in front and
/// an outlet's name behind.
fn title_part(line: &LineFacts<'_>) -> (Span, String) {
    let start = glue::behind_glue(line.text).unwrap_or(0);
    let rest = line.text.get(start..).unwrap_or_default();
    if start == 0 {
        return (line.span, line.key.clone());
    }
    let begin = line.span.start() + start;
    (Span::new(begin, begin + rest.len()), fold_key(rest))
}

/// `A port stands still | The Harbour Ledger`: the headline without what stands behind the
/// last bar or spaced dash, where that is shorter.
fn without_outlet(title: &str) -> &str {
    let cut = [" | ", " - ", " – ", " — ", " :: "]
        .iter()
        .filter_map(|mark| title.rfind(mark))
        .max();
    let Some(head) = cut.and_then(|at| title.get(..at)) else { return title };
    let outlet_words =
        title.get(head.len()..).unwrap_or_default().split_whitespace().count();
    if head.split_whitespace().count() >= 3 && outlet_words <= 7 {
        head.trim()
    } else {
        title
    }
}

/// The line above the running text that looks most like its headline.
fn best_candidate(draft: &Draft<'_>) -> Option<(usize, Span, String)> {
    let end = draft.body_start().min(DEEPEST_TITLE);
    let keys: Vec<String> =
        draft.lines.iter().take(end).map(|line| title_part(line).1).collect();
    let body = body_words(draft);
    let mut best: Option<(f32, usize)> = None;
    for index in 0..end {
        if let Some(score) = score(draft, index, &keys, &body)
            && best.is_none_or(|(most, _)| score > most)
        {
            best = Some((score, index));
        }
    }
    let (_, index) = best.filter(|&(score, _)| score >= LEAST_SCORE)?;
    let (span, key) = title_part(draft.lines.get(index)?);
    Some((index, span, key))
}

/// How much the line at `index` looks like the headline; `None` where it cannot be.
fn score(
    draft: &Draft<'_>,
    index: usize,
    keys: &[String],
    body: &BTreeSet<String>,
) -> Option<f32> {
    let line = draft.lines.get(index)?;
    let is_glued = glue::behind_glue(line.text).is_some();
    let is_out = line.phrase.is_some() && !is_glued
        || line.full_stop
        || line.is_row()
        || !(2..=LONGEST_TITLE).contains(&line.words)
        || draft.is_furniture(index);
    if is_out {
        return None;
    }
    let key = keys.get(index)?;
    let times = keys.iter().filter(|other| *other == key).count();
    let content = content_words(key);
    let length = if (4..=20).contains(&line.words) { 1.5 } else { 0.0 };
    let first = if index == 0 { 0.5 } else { 0.0 };
    let shared = if body.is_empty() { 0.0 } else { shared_words(&content, body) };
    Some(length + first + 4.0 * shared + 2.0 * (times.clamp(1, 3) - 1) as f32)
}

fn body_words(draft: &Draft<'_>) -> BTreeSet<String> {
    let mut bytes = 0;
    let mut found = BTreeSet::new();
    for &index in &draft.prose {
        if bytes > COMPARED_BYTES {
            break;
        }
        if let Some(line) = draft.lines.get(index) {
            let mut end = line.text.len().min(COMPARED_BYTES);
            while !line.text.is_char_boundary(end) {
                end -= 1;
            }
            found.extend(content_words(&fold_key(
                line.text.get(..end).unwrap_or_default(),
            )));
            bytes += end;
        }
    }
    found
}

/// The first five letters of each word of some weight: enough to match inflected forms in
/// both languages.
fn content_words(key: &str) -> BTreeSet<String> {
    words(key)
        .into_iter()
        .map(|word| word.folded)
        .filter(|word| {
            word.len() >= 3
                && !is_stop_word(word, Language::English)
                && !is_stop_word(word, Language::French)
        })
        .map(|word| word.chars().take(5).collect())
        .collect()
}

/// Share of `part` that is in `whole`; nothing shares nothing.
fn shared_words(part: &BTreeSet<String>, whole: &BTreeSet<String>) -> f32 {
    let shared = part.intersection(whole).count();
    // Two words more in the base: one lucky word is no headline.
    shared as f32 / (part.len().max(1) as f32 + if part.len() < 3 { 1.0 } else { 0.0 })
}

/// Marks the later (and earlier) lines that show the same headline.
fn mark_repeats(draft: &mut Draft<'_>, shown: usize, key: &str) {
    let outlet = draft.hints.source.map(fold_key).unwrap_or_default();
    for index in 0..draft.lines.len() {
        let Some(line) = draft.lines.get(index) else { break };
        if index == shown || line.words > LONGEST_TITLE + 6 {
            continue;
        }
        let again = title_part(line).1;
        let is_with_outlet = again.strip_prefix(key).is_some_and(|rest| {
            !rest.is_empty()
                && (rest.trim() == outlet || fold_key(without_outlet(line.text)) == key)
        });
        let is_doubled = again.len() == key.len() * 2 + 1
            && again.starts_with(key)
            && again.ends_with(key);
        if !key.is_empty() && (again == key || is_with_outlet || is_doubled) {
            draft.set(index, LineClass::Repeat);
        }
    }
}
