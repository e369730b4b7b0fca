//! The second opinion: the body that the linked data of a page gives.

use super::PageBounds;
use super::blocks::Blocks;
use super::keep::Kept;
use super::sheet::Sheet;
use super::stated::Stated;
use super::tree::Tree;
use crate::LineClass;
use crate::fold::fold_key;

/// A stated body of fewer characters (folded) is a teaser.
const LEAST_STATED: usize = 400;

/// The lines that were kept hold at least this share of the stated body, or they were badly
/// chosen.
const LEAST_FOUND: f32 = 0.6;

/// The stated body must be found in the page by this share to be believed.
const LEAST_SHOWN: f32 = 0.8;

/// Shorter lines are found in any text by chance.
const LEAST_LINE: usize = 24;

/// Lines that hold less than this share of the stated body's length are not it.
const LEAST_LENGTH: f32 = 0.5;

/// The stated body itself, line by line, where the lines kept are much shorter than it: the
/// page shows its text by script only.
pub(super) fn told(
    sheet: &Sheet<'_>,
    stated: &Stated,
    kept: &[Kept],
) -> Option<Vec<String>> {
    let body = stated.body.as_deref()?;
    let place = |place: usize| sheet.blocks.blocks.get(place).map_or(0, |b| b.text.len());
    let length: usize = kept.iter().flat_map(|line| line.blocks.clone()).map(place).sum();
    if body.len() < LEAST_STATED || length as f32 >= LEAST_LENGTH * body.len() as f32 {
        return None;
    }
    let mut lines = Vec::new();
    for line in body.lines() {
        // Some bodies are markup; plain text passes as it is.
        let Ok(tree) = Tree::parse(line, &PageBounds::default()) else { continue };
        let blocks = Blocks::of(&tree);
        let texts = blocks.blocks.iter().map(|block| blocks.words_of(block).to_owned());
        lines.extend(texts);
    }
    Some(lines)
}

/// The lines kept, or where the page's linked data gives a body that they mostly miss and
/// the page shows, the lines of that body.
pub(super) fn opinion(sheet: &Sheet<'_>, stated: &Stated, kept: Vec<Kept>) -> Vec<Kept> {
    let Some(body) = stated.body.as_deref().map(fold_key) else { return kept };
    if body.len() < LEAST_STATED {
        return kept;
    }
    let is_stated = |place: usize| {
        let block = sheet.blocks.blocks.get(place);
        let key = block.map(|block| fold_key(sheet.blocks.words_of(block)));
        key.filter(|key| key.len() >= LEAST_LINE && body.contains(key.as_str()))
            .map_or(0, |key| key.len())
    };
    let found: usize =
        kept.iter().flat_map(|line| line.blocks.clone()).map(is_stated).sum();
    if found as f32 >= LEAST_FOUND * body.len() as f32 {
        return kept;
    }
    let mut shown = Vec::new();
    let mut length = 0;
    for place in 0..sheet.blocks.blocks.len() {
        let stated = is_stated(place);
        if stated > 0 && length < body.len() {
            length += stated;
            let heading = sheet.blocks.blocks.get(place).map_or(0, |block| block.heading);
            let class = if heading > 0 { LineClass::Subhead } else { LineClass::Prose };
            shown.push(Kept { class, blocks: place..place + 1 });
        }
    }
    if length as f32 >= LEAST_SHOWN * body.len() as f32 { shown } else { kept }
}
