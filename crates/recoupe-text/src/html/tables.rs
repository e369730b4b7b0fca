//! Tables of facts, told from tables that only lay a page out.

use super::blocks::Block;
use super::sheet::Sheet;
use super::tags::Tag;

/// Cells of a table of facts have at most so many words, and this many on average.
const MOST_CELL_WORDS: f32 = 60.0;
const MOST_MEAN_WORDS: f32 = 12.0;

/// The rows of tables of facts among the blocks of a range.
pub(super) struct Tables {
    from: usize,
    /// For each block the place behind the last block of its row; 0 outside tables.
    ends: Vec<usize>,
}

impl Tables {
    pub(super) fn of(sheet: &Sheet<'_>, range: std::ops::Range<usize>) -> Self {
        let mut tables = Self { from: range.start, ends: vec![0; range.len()] };
        let mut place = range.start;
        while place < range.end {
            let Some(block) = sheet.blocks.blocks.get(place) else { break };
            let table = sheet.around(block.first).find(|&i| sheet.tag(i) == Tag::Table);
            let Some(table) = table else {
                place += 1;
                continue;
            };
            let inside = sheet.blocks.inside(table, sheet.end(table));
            let end = inside.end.min(range.end).max(place + 1);
            if is_of_facts(sheet, place..end) {
                tables.note_rows(sheet, place..end);
            }
            place = end;
        }
        tables
    }

    fn note_rows(&mut self, sheet: &Sheet<'_>, range: std::ops::Range<usize>) {
        let rows: Vec<u32> = range.clone().map(|place| row_of(sheet, place)).collect();
        let mut end = range.end;
        for place in range.clone().rev() {
            let row = rows.get(place - range.start);
            let below = rows.get(place + 1 - range.start);
            if below.is_some() && row != below {
                end = place + 1;
            }
            if let Some(known) = self.ends.get_mut(place - self.from) {
                *known = end;
            }
        }
    }

    pub(super) fn is_row(&self, place: usize) -> bool {
        self.row_end(place) > 0
    }

    /// The place behind the last block of the row of this block; 0 outside tables of facts.
    pub(super) fn row_end(&self, place: usize) -> usize {
        let index = place.checked_sub(self.from);
        index.and_then(|index| self.ends.get(index)).copied().unwrap_or(0)
    }
}

fn row_of(sheet: &Sheet<'_>, place: usize) -> u32 {
    let block = sheet.blocks.blocks.get(place);
    block
        .and_then(|block| sheet.around(block.first).find(|&i| sheet.tag(i) == Tag::Tr))
        .unwrap_or(0)
}

fn cell_of(sheet: &Sheet<'_>, block: &Block) -> u32 {
    let is_cell = |index: &u32| matches!(sheet.tag(*index), Tag::Td | Tag::Th);
    sheet.around(block.first).find(is_cell).unwrap_or(0)
}

/// At least two rows of several short cells each.
fn is_of_facts(sheet: &Sheet<'_>, range: std::ops::Range<usize>) -> bool {
    let blocks = sheet.blocks.blocks.get(range.clone()).unwrap_or_default();
    let mut wide_rows = 0;
    let mut rows = 0;
    let mut cells = 0_usize;
    let mut last = (u32::MAX, u32::MAX);
    let mut cells_in_row = 0;
    for (place, block) in range.zip(blocks) {
        if block.shape.words > MOST_CELL_WORDS {
            return false;
        }
        let at = (row_of(sheet, place), cell_of(sheet, block));
        if at.0 != last.0 {
            rows += 1;
            cells_in_row = 0;
        }
        if at != last {
            cells += 1;
            cells_in_row += 1;
            wide_rows += usize::from(cells_in_row == 2);
        }
        last = at;
    }
    let words: f32 = blocks.iter().map(|block| block.shape.words).sum();
    rows >= 2 && wide_rows * 2 >= rows && words <= MOST_MEAN_WORDS * cells.max(1) as f32
}

/// The cells of a row with ` | ` between them; lines inside one cell with a space.
pub(super) fn row_text(sheet: &Sheet<'_>, blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut last = None;
    for block in blocks {
        let cell = cell_of(sheet, block);
        if let Some(known) = last {
            text.push_str(if known == cell { " " } else { " | " });
        }
        text.push_str(sheet.blocks.words_of(block));
        last = Some(cell);
    }
    text
}
