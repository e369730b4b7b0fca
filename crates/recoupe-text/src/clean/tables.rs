//! Flattened tables: rows that lost their cells but not their figures. They carry facts and
//! must never be lost.

use super::Draft;
use super::facts::LineFacts;
use crate::LineClass;

/// A table has at least so many rows with an amount.
const LEAST_ROWS: usize = 2;
/// Longer lines are no rows.
const LONGEST_ROW: usize = 30;

/// Marks runs of rows: lines in a row that do not end as sentences, at least two of them and
/// two in five with an amount, with the header line right above.
pub(super) fn mark(draft: &mut Draft<'_>) {
    let mut start = 0;
    while start < draft.lines.len() {
        let length = (start..draft.lines.len())
            .take_while(|&index| may_be_row(draft, index))
            .count();
        mark_run(draft, start, start + length);
        start += length + 1;
    }
}

/// Not yet classed and no sentence. Above the running text only real rows count: menus and
/// dates stand there too.
fn may_be_row(draft: &Draft<'_>, index: usize) -> bool {
    let Some(line) = draft.lines.get(index) else { return false };
    draft.class(index).is_none()
        && draft.prose.binary_search(&index).is_err()
        && !draft.is_furniture(index)
        && line.words <= LONGEST_ROW
        && !line.full_stop
        && !is_bulleted(line)
        && !is_numbered_head(line)
        && (index > draft.body_start() || line.is_row() || draft.prose.is_empty())
}

fn mark_run(draft: &mut Draft<'_>, start: usize, end: usize) {
    let has_amount =
        |index: usize| draft.lines.get(index).is_some_and(LineFacts::has_amount);
    let with_amount: Vec<usize> =
        (start..end).filter(|&index| has_amount(index)).collect();
    let (Some(&first), Some(&last)) = (with_amount.first(), with_amount.last()) else {
        return;
    };
    let rows = last + 1 - first;
    if with_amount.len() < LEAST_ROWS || with_amount.len() * 5 < rows * 2 {
        return;
    }
    let first = header_start(draft, start, first, last);
    let last = tail_end(draft, last, end);
    if is_price_strip(draft, first, last) {
        return;
    }
    (first..last).for_each(|index| draft.set(index, LineClass::Table));
}

/// A strip of market prices is furniture of the page: it stands above the headline, or below
/// the running text behind other furniture. A table of the article stands under its text.
fn is_price_strip(draft: &Draft<'_>, first: usize, last: usize) -> bool {
    let is_title = |index: usize| draft.class(index) == Some(LineClass::Title);
    let is_above = (last..draft.body_start()).any(is_title);
    let is_behind = draft.prose.last().is_some_and(|&end| end < first);
    let follows_furniture = first
        .checked_sub(1)
        .is_some_and(|above| draft.class(above) == Some(LineClass::Chrome));
    is_above || is_behind && follows_furniture
}

/// `2. A margin that melts`: a numbered heading, whose only figure is its number.
fn is_numbered_head(line: &LineFacts<'_>) -> bool {
    let rest = line.text.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < line.text.len()
        && rest.starts_with(['.', ')', '-', '/'])
        && rest.chars().nth(1).is_some_and(|c| c.is_whitespace() || c.is_alphabetic())
        && !rest.contains(|c: char| c.is_ascii_digit() || "$€£¥%".contains(c))
}

/// Where the header begins above the first row with an amount: one line set as the rows are,
/// or all the cells where each cell has its own line.
fn header_start(draft: &Draft<'_>, start: usize, first: usize, last: usize) -> usize {
    let gap = |index: usize| draft.lines.get(index).map_or(0, |line| line.gap);
    let row_gap = (first + 1..=last).map(gap).min().unwrap_or(1);
    let words: usize = draft
        .lines
        .get(first..=last)
        .unwrap_or_default()
        .iter()
        .map(|line| line.words)
        .sum();
    let is_by_cell = words < 3 * (last + 1 - first);
    let most = if is_by_cell { first - start } else { 1 };
    let mut begin = first;
    while begin > start && first - begin < most && gap(begin) <= row_gap {
        begin -= 1;
    }
    begin
}

/// Rows without an amount right below the last one with an amount ("n/a", "undisclosed"),
/// set as the rows are.
fn tail_end(draft: &Draft<'_>, last: usize, end: usize) -> usize {
    let gap = |index: usize| draft.lines.get(index).map_or(0, |line| line.gap);
    let row_gap = gap(last);
    let is_row = |index: usize| {
        gap(index) == row_gap
            && row_gap == 1
            && draft.lines.get(index).is_some_and(|line| !line.stops && line.words >= 3)
    };
    (last + 1..end).find(|&index| !is_row(index)).unwrap_or(end)
}

/// `• …`, `- …`: an item of a list, read as prose.
pub(super) fn is_bulleted(line: &LineFacts<'_>) -> bool {
    line.text.starts_with(['•', '‣', '◦', '▪', '●', '*', '–', '—', '-', '·', '►', '→'])
        && line.text.chars().nth(1).is_some_and(char::is_whitespace)
}
