//! Classes by position, for lines that nothing else has classed.

use std::collections::BTreeSet;

use super::facts::LineFacts;
use super::phrases::Phrase;
use super::{Draft, naming, tables};
use crate::LineClass;

/// A short line between running text is a subhead up to so many words.
const LONGEST_SUBHEAD: usize = 16;
/// Running text of so many words ends a block of other articles' headlines.
const RESUMING_WORDS: usize = 20;
/// A standfirst or a last paragraph that lost its full stop has at least so many words.
const LEAST_UNSTOPPED: usize = 9;
/// More short lines than this in a row are no subheads.
const MOST_HEADS: usize = 3;

/// Gives every line a class.
pub(super) fn settle(draft: &mut Draft<'_>) {
    let blocked = blocks(draft);
    let (start, end) = extent(draft, &blocked);
    mark_prose(draft, &blocked);
    let title = draft.classes.iter().position(|class| *class == Some(LineClass::Title));
    let mut tail = Tail { is_adjacent: true, furniture: 0 };
    for index in 0..draft.lines.len() {
        if index > end {
            tail.pass(draft.class(index - 1));
        }
        if draft.class(index).is_some() {
            continue;
        }
        let is_blocked = blocked.get(index) == Some(&true);
        let class = if is_blocked || draft.is_furniture(index) {
            LineClass::Chrome
        } else if index < start {
            above(draft, index, title)
        } else if index < end {
            inside(draft, index)
        } else {
            below(draft, index, &tail)
        };
        draft.set(index, class);
    }
    if !has_text(draft) {
        rescue(draft);
    }
    if !has_text(draft) && draft.classes.contains(&Some(LineClass::Chrome)) {
        drop_title(draft);
    }
}

/// Lines under a header of other articles' headlines, up to where running text resumes.
fn blocks(draft: &Draft<'_>) -> Vec<bool> {
    let mut blocked = vec![false; draft.lines.len()];
    let mut is_open = false;
    let mut resumes_later = resuming(draft);
    for (index, line) in draft.lines.iter().enumerate() {
        let is_prose = draft.prose.binary_search(&index).is_ok();
        if is_prose && (line.words >= RESUMING_WORDS || resumes_later.contains(&index)) {
            is_open = false;
        }
        resumes_later.remove(&index);
        if let Some(place) = blocked.get_mut(index) {
            *place = is_open && draft.class(index).is_none();
        }
        is_open |= line.phrase == Some(Phrase::Header);
    }
    blocked
}

/// Running text with longer running text behind it before the next header: the article goes
/// on there.
fn resuming(draft: &Draft<'_>) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut has_long = false;
    for (index, line) in draft.lines.iter().enumerate().rev() {
        if line.phrase == Some(Phrase::Header) {
            has_long = false;
        }
        if draft.prose.binary_search(&index).is_ok() {
            has_long |= line.words >= RESUMING_WORDS;
            if has_long {
                found.insert(index);
            }
        }
    }
    found
}

/// First and one past the last line of the article proper.
fn extent(draft: &Draft<'_>, blocked: &[bool]) -> (usize, usize) {
    let mut body = (0..draft.lines.len()).filter(|&index| {
        let is_prose = draft.prose.binary_search(&index).is_ok();
        is_prose && blocked.get(index) == Some(&false)
            || draft.class(index) == Some(LineClass::Table)
    });
    let start = body.next().unwrap_or(draft.lines.len());
    let end = body.next_back().unwrap_or(start);
    (start, with_short_end(draft, blocked, (end + 1).min(draft.lines.len())))
}

/// `end` moved behind short last sentences ("Not before Wednesday.") and the subheads above
/// them.
fn with_short_end(draft: &Draft<'_>, blocked: &[bool], end: usize) -> usize {
    let is_free = |index: &usize| {
        draft.class(*index).is_none()
            && blocked.get(*index) == Some(&false)
            && !draft.is_furniture(*index)
    };
    let is_sentence = |index: &usize| {
        draft.lines.get(*index).is_some_and(|line| {
            line.full_stop && line.words >= 2 && line.stop_share > 0.0
        })
    };
    (end..draft.lines.len())
        .take_while(is_free)
        .take(LONGEST_SHORT_END)
        .filter(is_sentence)
        .last()
        .map_or(end, |last| last + 1)
}

/// More lines than this below the last long sentence are no end of an article.
const LONGEST_SHORT_END: usize = 6;

/// Running text is prose, a second showing of it a repeat.
fn mark_prose(draft: &mut Draft<'_>, blocked: &[bool]) {
    let mut shown = BTreeSet::new();
    for index in draft.prose.clone() {
        if draft.class(index).is_some() || blocked.get(index) == Some(&true) {
            continue;
        }
        let key = draft.lines.get(index).map(|line| line.key.clone()).unwrap_or_default();
        let is_new = key.is_empty() || shown.insert(key);
        draft.set(index, if is_new { LineClass::Prose } else { LineClass::Repeat });
    }
}

/// Above the running text.
fn above(draft: &Draft<'_>, index: usize, title: Option<usize>) -> LineClass {
    let Some(line) = draft.lines.get(index) else { return LineClass::Chrome };
    if is_naming(draft, line) {
        return LineClass::Byline;
    }
    let is_under_title = title.is_some_and(|title| title < index);
    let is_note =
        line.text.starts_with('(') && line.text.ends_with(')') && line.words >= 5;
    let is_sentence = line.full_stop && line.stop_share > 0.0 && line.words >= 2;
    let is_standfirst = line.words >= LEAST_UNSTOPPED && line.stop_share >= 0.15;
    if is_note || is_under_title && (is_sentence || is_standfirst) {
        LineClass::Prose
    } else if is_under_title
        && index + 1 == draft.body_start()
        && line.words >= 3
        && line.stop_share > 0.0
    {
        LineClass::Subhead
    } else {
        LineClass::Chrome
    }
}

/// Between running text.
fn inside(draft: &Draft<'_>, index: usize) -> LineClass {
    let Some(line) = draft.lines.get(index) else { return LineClass::Chrome };
    if naming::is_outlet(line, draft.hints.source) || naming::is_dateline(line) {
        return LineClass::Byline;
    }
    let leads_in = line.text.ends_with(':') && line.words >= LEAST_LEAD_IN;
    let is_note = line.text.starts_with('(') && line.text.ends_with(')');
    if line.full_stop
        || leads_in
        || is_note
        || tables::is_bulleted(line)
        || line.words > LONGEST_SUBHEAD
    {
        return LineClass::Prose;
    }
    let unclassed =
        |at: &usize| draft.class(*at).is_none_or(|class| class == LineClass::Subhead);
    let before = (0..index).rev().take(MOST_HEADS).take_while(unclassed).count();
    let behind =
        (index + 1..draft.lines.len()).take(MOST_HEADS).take_while(unclassed).count();
    match before + behind + 1 {
        run if run <= MOST_HEADS => LineClass::Subhead,
        _ if line.words >= SENTENCE_LIKE => LineClass::Prose,
        _ => LineClass::Chrome,
    }
}

/// A line with a colon at its end is running text from so many words on ("The table sums up
/// the deals:"), else a label ("Background:").
const LEAST_LEAD_IN: usize = 4;

/// In a longer run of lines without full stops, one of so many words is an item of a list.
const SENTENCE_LIKE: usize = 5;

/// What was passed below the running text.
struct Tail {
    /// Whether no furniture was.
    is_adjacent: bool,
    /// Number of lines of furniture.
    furniture: usize,
}

impl Tail {
    fn pass(&mut self, class: Option<LineClass>) {
        if class.is_none_or(|class| class == LineClass::Chrome) {
            self.is_adjacent = false;
            self.furniture += 1;
        }
    }
}

/// Below the running text.
fn below(draft: &Draft<'_>, index: usize, tail: &Tail) -> LineClass {
    let Some(line) = draft.lines.get(index) else { return LineClass::Chrome };
    let is_sentence = line.full_stop && line.words >= 2 && line.stop_share > 0.0;
    let is_cut_off = line.words >= LEAST_UNSTOPPED
        && line.stop_share >= 0.2
        && line.figures * 2 < line.words;
    // Names far below the text are furniture.
    if is_naming(draft, line) && tail.furniture <= 1 {
        LineClass::Byline
    } else if tail.is_adjacent && naming::is_signature(line) {
        LineClass::Credit
    } else if tail.is_adjacent && (is_sentence || is_cut_off || tables::is_bulleted(line))
    {
        LineClass::Prose
    } else {
        LineClass::Chrome
    }
}

fn is_naming(draft: &Draft<'_>, line: &LineFacts<'_>) -> bool {
    naming::is_name(line)
        || naming::is_outlet(line, draft.hints.source)
        || naming::is_dateline(line)
}

fn has_text(draft: &Draft<'_>) -> bool {
    draft
        .classes
        .iter()
        .flatten()
        .any(|class| class.is_body() && *class != LineClass::Title)
}

/// A title over nothing but furniture heads an empty page ("Page not found"), not an article.
/// A title alone may be a flash.
fn drop_title(draft: &mut Draft<'_>) {
    for class in
        draft.classes.iter_mut().filter(|class| **class == Some(LineClass::Title))
    {
        *class = Some(LineClass::Chrome);
    }
}

/// A text without running text: a brief of one line, a list, a language that is not known.
/// What is longest and no phrase is its prose.
fn rescue(draft: &mut Draft<'_>) {
    let has_title = draft.classes.contains(&Some(LineClass::Title));
    let may_be_prose = |line: &LineFacts<'_>| {
        line.phrase.is_none() && (line.words >= 6 || line.full_stop && line.words >= 3)
    };
    for index in 0..draft.lines.len() {
        let is_free =
            draft.class(index) == Some(LineClass::Chrome) && !draft.is_furniture(index);
        if is_free && draft.lines.get(index).is_some_and(may_be_prose) && !has_title {
            draft.set(index, LineClass::Prose);
        }
    }
}
