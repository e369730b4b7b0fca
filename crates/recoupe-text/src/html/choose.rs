//! Which element of a page holds its article.

use super::sheet::Sheet;
use super::tags::Tag;

/// A larger element is taken for the article when it adds at least this share of running
/// text ...
const LEAST_GAIN: f32 = 0.2;
/// ... and at least this share of the words it adds is running text: lists of other
/// articles have headlines and links between their teasers.
const LEAST_DENSITY: f32 = 0.6;

/// Running text counts for the element it stands in and those around it, up to so many.
const LEVELS: usize = 3;

/// The element that holds the article: the one whose own paragraphs outweigh its links and
/// labels most, widened while that adds running text. The root where there is no text.
pub(super) fn article(sheet: &Sheet<'_>) -> u32 {
    let worths: Vec<f32> =
        (0..sheet.blocks.blocks.len()).map(|place| worth(sheet, place)).collect();
    let sums = Sums::of(sheet, &worths);
    let start = named(sheet, &sums).unwrap_or_else(|| by_paragraphs(sheet, &worths));
    widen(sheet, start, &sums)
}

/// Sums over the blocks before each block.
struct Sums {
    worth: Vec<f32>,
    words: Vec<f32>,
    running: Vec<f32>,
}

/// What an element holds outside chrome, captions and the like.
#[derive(Debug, Clone, Copy)]
struct Holding {
    worth: f32,
    words: f32,
    running: f32,
}

impl Sums {
    fn of(sheet: &Sheet<'_>, worths: &[f32]) -> Self {
        let mut sums = Self { worth: vec![0.0], words: vec![0.0], running: vec![0.0] };
        let add = |sums: &mut Vec<f32>, value: f32| {
            sums.push(sums.last().copied().unwrap_or_default() + value);
        };
        for (place, (block, worth)) in sheet.blocks.blocks.iter().zip(worths).enumerate()
        {
            let is_free = sheet.part(block).is_none();
            add(&mut sums.worth, *worth);
            add(&mut sums.words, if is_free { block.shape.words } else { 0.0 });
            let running = sheet.paragraph(place);
            add(&mut sums.running, if is_free { running } else { 0.0 });
        }
        sums
    }

    fn inside(&self, sheet: &Sheet<'_>, index: u32) -> Holding {
        let range = sheet.blocks.inside(index, sheet.end(index));
        let sum = |sums: &[f32]| {
            let at = |place: usize| sums.get(place).copied().unwrap_or_default();
            at(range.end) - at(range.start)
        };
        Holding {
            worth: sum(&self.worth),
            words: sum(&self.words),
            running: sum(&self.running),
        }
    }
}

/// What a block says for the element around it.
fn worth(sheet: &Sheet<'_>, place: usize) -> f32 {
    let Some(block) = sheet.blocks.blocks.get(place) else { return 0.0 };
    if sheet.part(block).is_some() {
        return 0.0;
    }
    let running = sheet.paragraph(place);
    if running > 0.0 {
        return running;
    }
    if block.shape.link_share() > 0.5 {
        return -block.shape.linked.min(20.0) - 2.0;
    }
    if block.heading > 0 { 0.0 } else { -1.0 }
}

/// The element that names itself the body, where it holds half of the worth of the page.
fn named(sheet: &Sheet<'_>, sums: &Sums) -> Option<u32> {
    let body = sheet.named_body?;
    let worth = sums.inside(sheet, body).worth;
    (worth > 0.0 && worth * 2.0 >= sums.inside(sheet, 0).worth).then_some(body)
}

/// The element whose paragraphs, not deeper than [`LEVELS`], weigh most.
fn by_paragraphs(sheet: &Sheet<'_>, worths: &[f32]) -> u32 {
    let mut scores = vec![0.0_f32; sheet.tree.nodes.len()];
    for (block, worth) in sheet.blocks.blocks.iter().zip(worths) {
        let mut index = block.node;
        for _ in 0..LEVELS {
            if let Some(score) = scores.get_mut(index as usize) {
                *score += worth;
            }
            if index == 0 {
                break;
            }
            index = sheet.parent(index);
        }
    }
    let mut best = (0.0, 0);
    for (index, &score) in scores.iter().enumerate() {
        let index = index as u32;
        if !may_hold(sheet, index) {
            continue;
        }
        let bonus = match sheet.tag(index) {
            Tag::Article => 1.15,
            _ if sheet.cue(index).is_body => 1.25,
            _ => 1.0,
        };
        // Of elements that say the same the innermost.
        let is_inner = sheet.contains(best.1, index);
        let score = score * bonus;
        if score > best.0 || is_inner && score >= best.0 * 0.99 && score > 0.0 {
            best = (score, index);
        }
    }
    best.1
}

/// Whether an element can hold an article: paragraphs, headings and items cannot.
fn may_hold(sheet: &Sheet<'_>, index: u32) -> bool {
    let tag = sheet.tag(index);
    !matches!(tag, Tag::P | Tag::Li | Tag::Dt | Tag::Dd | Tag::Tr)
        && tag.heading().is_none()
}

/// The widest element around `start` that adds enough running text.
fn widen(sheet: &Sheet<'_>, start: u32, sums: &Sums) -> u32 {
    let mut chosen = start;
    let mut held = sums.inside(sheet, start);
    for outer in sheet.around(start).skip(1).chain([0]) {
        let all = sums.inside(sheet, outer);
        let gain = all.worth - held.worth;
        let is_dense =
            all.running - held.running >= LEAST_DENSITY * (all.words - held.words);
        if gain >= LEAST_GAIN * held.worth && is_dense {
            (chosen, held) = (outer, all);
        }
    }
    chosen
}
