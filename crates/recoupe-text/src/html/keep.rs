//! Which blocks of a page are lines of its article, and what each of them is.

use super::sheet::{Part, Sheet, ends_sentence};
use super::tables::{self, Tables};
use super::tags::Tag;
use crate::{LineClass, Span};

/// A line of the article.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    pub(super) class: LineClass,
    /// The blocks it is made of: several are the cells of one row.
    pub(super) blocks: std::ops::Range<usize>,
}

/// A bold line of at most so many words that does not end as a sentence is a subhead.
const LONGEST_SUBHEAD: f32 = 18.0;

/// A teaser has at most so many words; two of them make a list of other articles.
const LONGEST_TEASER: f32 = 90.0;
const LEAST_TEASERS: usize = 2;

/// More headings above the first paragraph are no headings of it.
const MOST_HEADS: usize = 2;

/// The words under the headline stand at most so many blocks above the body.
const MOST_LEAD_BLOCKS: usize = 40;

/// The lines of the article inside `article`, in order.
pub(super) fn lines(sheet: &Sheet<'_>, article: u32) -> Vec<Kept> {
    let mut range = sheet.blocks.inside(article, sheet.end(article));
    let tables = Tables::of(sheet, range.clone());
    let classes = Classes::of(sheet, range.clone(), &tables);
    range = classes.trimmed(range);
    let mut kept = lead(sheet, range.start);
    let mut place = range.start;
    while place < range.end {
        let end = tables.row_end(place).min(range.end).max(place + 1);
        if let Some(class) = classes.get(place) {
            kept.push(Kept { class, blocks: place..end });
        }
        place = end;
    }
    kept
}

/// The class of each block of a range, `None` where it is left out.
struct Classes {
    from: usize,
    classes: Vec<Option<LineClass>>,
}

impl Classes {
    fn of(sheet: &Sheet<'_>, range: std::ops::Range<usize>, tables: &Tables) -> Self {
        let class = |place: usize| class_of(sheet, place, tables);
        let mut classes = Self { from: range.start, classes: range.map(class).collect() };
        classes.drop_teasers(sheet);
        classes.drop_labels_at_the_end(sheet);
        classes.drop_empty_heads();
        classes
    }

    fn get(&self, place: usize) -> Option<LineClass> {
        self.classes.get(place.checked_sub(self.from)?).copied().flatten()
    }

    /// Teasers of other articles below the text: linked headings, each with at most one short
    /// paragraph, up to the end.
    fn drop_teasers(&mut self, sheet: &Sheet<'_>) {
        let blocks = sheet.blocks.blocks.get(self.from..).unwrap_or_default();
        let blocks = blocks.get(..self.classes.len()).unwrap_or_default();
        let (mut start, mut heads, mut words) = (self.classes.len(), 0, 0.0);
        for (place, block) in blocks.iter().enumerate().rev() {
            if self.classes.get(place).copied().flatten() == Some(LineClass::Prose) {
                words += block.shape.words;
            }
            let is_linked = block.shape.link_share() > 0.8 && block.shape.words >= 4.0;
            if block.heading > 0 && is_linked && words <= LONGEST_TEASER {
                (start, heads, words) = (place, heads + 1, 0.0);
            } else if words > LONGEST_TEASER || block.heading > 0 && words > 0.0 {
                break;
            }
        }
        let has_text =
            self.classes.iter().take(start).any(|c| *c == Some(LineClass::Prose));
        if heads >= LEAST_TEASERS && has_text {
            self.classes.iter_mut().skip(start).for_each(|class| *class = None);
        }
    }

    /// Labels below the last paragraph: permanent links, dates, names.
    fn drop_labels_at_the_end(&mut self, sheet: &Sheet<'_>) {
        for (place, class) in self.classes.iter_mut().enumerate().rev() {
            let Some(block) = sheet.blocks.blocks.get(self.from + place) else {
                continue;
            };
            let is_item =
                matches!(sheet.tag(block.node), Tag::P | Tag::Li | Tag::Dd | Tag::Pre);
            let text = sheet.blocks.words_of(block);
            match class {
                Some(LineClass::Prose) if sheet.paragraph(self.from + place) > 0.0 => {
                    break;
                }
                Some(LineClass::Table) => break,
                Some(LineClass::Prose) if is_item || ends_sentence(text) => {}
                Some(LineClass::Prose) => *class = None,
                _ => {}
            }
        }
    }

    /// Headings of what was left out: right behind them stands nothing that was kept, and
    /// nothing is kept up to the next heading.
    fn drop_empty_heads(&mut self) {
        // Whether something is kept below, and right below, before a heading of something
        // left out.
        let (mut is_followed, mut is_filled) = (false, false);
        for class in self.classes.iter_mut().rev() {
            match class {
                None | Some(LineClass::Credit | LineClass::Byline) => is_followed = false,
                Some(LineClass::Subhead) => {
                    if !is_filled && !is_followed {
                        *class = None;
                    } else {
                        is_followed = true;
                    }
                    is_filled = false;
                }
                Some(_) => (is_followed, is_filled) = (true, true),
            }
        }
    }

    /// The range without what stands before its first and behind its last paragraph or table,
    /// but for subheads above it.
    fn trimmed(&self, range: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let is_text = |place: &usize| {
            matches!(self.get(*place), Some(LineClass::Prose | LineClass::Table))
        };
        let Some(first) = range.clone().find(is_text) else {
            return range.start..range.start;
        };
        let last = range.clone().rev().find(is_text).unwrap_or(first);
        let head = (range.start..first)
            .rev()
            .take_while(|&place| self.get(place).is_none_or(|c| c == LineClass::Subhead))
            .filter(|&place| self.get(place).is_some())
            .take(MOST_HEADS)
            .last()
            .unwrap_or(first);
        head..last + 1
    }
}

fn class_of(sheet: &Sheet<'_>, place: usize, tables: &Tables) -> Option<LineClass> {
    let block = sheet.blocks.blocks.get(place)?;
    match sheet.part(block) {
        Some(Part::Chrome | Part::Comment) => return None,
        Some(Part::Caption) => return Some(LineClass::Credit),
        Some(Part::Byline) => return Some(LineClass::Byline),
        None => {}
    }
    if tables.is_row(place) {
        return Some(LineClass::Table);
    }
    let text = sheet.blocks.words_of(block);
    if !text.chars().any(char::is_alphanumeric) {
        return None;
    }
    let shape = block.shape;
    if block.heading > 0 {
        let is_title = sheet.headline == Some(block.node);
        return (!is_title && shape.link_share() < 0.5).then_some(LineClass::Subhead);
    }
    let ends = ends_sentence(text);
    if shape.link_share() > MOST_LINKED && !(ends && shape.plain() >= 3.0) {
        return None;
    }
    let is_head = shape.is_bold() && shape.words <= LONGEST_SUBHEAD && !ends;
    Some(if is_head { LineClass::Subhead } else { LineClass::Prose })
}

/// A block with more of its words in links is a list of links.
const MOST_LINKED: f32 = 0.6;

/// The words under the headline that stand above the element of the body: named so, or
/// sentences between headline and body; and who wrote it.
fn lead(sheet: &Sheet<'_>, start: usize) -> Vec<Kept> {
    let headline =
        sheet.headline.map(|index| sheet.blocks.inside(index, sheet.end(index)).end);
    let from = headline.filter(|&head| head <= start).unwrap_or(start);
    let from = from.max(start.saturating_sub(MOST_LEAD_BLOCKS));
    let mut kept = Vec::new();
    for place in from..start {
        let Some(block) = sheet.blocks.blocks.get(place) else { continue };
        let part = sheet.part(block);
        if part == Some(Part::Byline) {
            kept.push(Kept { class: LineClass::Byline, blocks: place..place + 1 });
        }
        if part.is_some() || block.shape.link_share() > 0.3 {
            continue;
        }
        let is_named =
            sheet.around(block.node).take(4).any(|index| sheet.cue(index).is_lead);
        let is_text = block.shape.plain() >= 8.0;
        let is_paragraph = sheet.paragraph(place) > 0.0;
        if is_text && (is_named || is_paragraph) {
            kept.push(Kept { class: LineClass::Prose, blocks: place..place + 1 });
        }
    }
    kept
}

/// The text of a line: cells of a row are parted by ` | `.
pub(super) fn text_of(sheet: &Sheet<'_>, kept: &Kept) -> (String, Span) {
    let blocks = sheet.blocks.blocks.get(kept.blocks.clone()).unwrap_or_default();
    let page = Span {
        start: blocks.first().map_or(0, |block| block.page.start),
        end: blocks.last().map_or(0, |block| block.page.end),
    };
    let text = match blocks {
        [block] => sheet.blocks.words_of(block).to_owned(),
        cells => tables::row_text(sheet, cells),
    };
    (text, page)
}
