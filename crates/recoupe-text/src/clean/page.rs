//! Classes of lines out of a page: its structure has said most, wording says the rest.

use super::Draft;
use super::phrases::Phrase;
use crate::LineClass;
use crate::html::PageBlock;

/// Running text of so many words ends a block of other articles' headlines, and is no
/// phrase's furniture when it stands among running text.
const RESUMING_WORDS: usize = 20;

/// Gives every line a class. Lines that already have one (the title) keep it.
pub(super) fn settle(draft: &mut Draft<'_>, blocks: &[PageBlock]) {
    let mut given = blocks.iter().peekable();
    let mut is_blocked = false;
    for index in 0..draft.lines.len() {
        let Some(line) = draft.lines.get(index) else { break };
        while given.next_if(|block| block.text.end <= line.span.start).is_some() {}
        let stated = given
            .peek()
            .filter(|block| block.text.start <= line.span.start)
            .map_or(LineClass::Prose, |block| block.class);
        let is_running = line.is_prose() && line.words >= RESUMING_WORDS;
        is_blocked &= !is_running;
        is_blocked |= line.phrase == Some(Phrase::Header) && stated != LineClass::Table;
        if draft.class(index).is_some() {
            continue;
        }
        let is_out = draft.is_furniture(index) || is_blocked;
        let class =
            if is_out { LineClass::Chrome } else { by_wording(stated, line.phrase) };
        draft.set(index, class);
    }
    drop_loose_heads(draft);
}

/// The class by structure, unless the wording of the line says it is something else.
fn by_wording(stated: LineClass, phrase: Option<Phrase>) -> LineClass {
    if !matches!(stated, LineClass::Prose | LineClass::Subhead | LineClass::Title) {
        return stated;
    }
    match phrase {
        Some(Phrase::Chrome | Phrase::Header) => LineClass::Chrome,
        Some(Phrase::Byline) => LineClass::Byline,
        Some(Phrase::Credit) => LineClass::Credit,
        None if stated == LineClass::Title => LineClass::Subhead,
        None => stated,
    }
}

/// Subheads under which nothing is left.
fn drop_loose_heads(draft: &mut Draft<'_>) {
    for index in (0..draft.lines.len()).rev() {
        match draft.class(index) {
            Some(LineClass::Subhead) => draft.set(index, LineClass::Chrome),
            Some(LineClass::Prose | LineClass::Table) => break,
            _ => {}
        }
    }
}
