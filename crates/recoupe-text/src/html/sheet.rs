//! A page as the rules see it: its blocks, what the names of its elements say, and what part
//! each element plays.

use super::blocks::{Block, Blocks};
use super::cues::Cue;
use super::tags::Tag;
use super::tree::{Node, Tree};

/// A paragraph has at least so many words outside links; shorter ones count when they end as
/// sentences do.
const PARAGRAPH_WORDS: f32 = 14.0;
const SENTENCE_WORDS: f32 = 5.0;

/// A paragraph's words count up to so many: one giant block is no article by its length.
const MOST_WORTH: f32 = 150.0;

/// The part an element plays, by its names and tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// Readers' remarks.
    Comment,
    /// What surrounds articles, and what is not shown.
    Chrome,
    Caption,
    Byline,
}

/// How names are believed.
#[derive(Debug, Clone, Copy)]
struct Casting {
    /// Whether what is named a caption is one.
    has_captions: bool,
    /// Whether what is named chrome is chrome though it is mostly running text.
    is_trusting: bool,
}

/// A page with its blocks and parts.
pub(super) struct Sheet<'page> {
    pub(super) tree: Tree<'page>,
    pub(super) blocks: Blocks,
    /// Of each node.
    pub(super) cues: Vec<Cue>,
    /// The part each node plays by itself or inside another one.
    pub(super) parts: Vec<Option<Part>>,
    /// Of each block the words it has as a paragraph of an article.
    paragraphs: Vec<f32>,
    /// Sums of the words of paragraphs before each block, all of them.
    running: Vec<f32>,
    /// Sums of all words before each block.
    words: Vec<f32>,
    /// The element that names itself the body and holds most of the running text.
    pub(super) named_body: Option<u32>,
    /// The first `<h1>` with text.
    pub(super) headline: Option<u32>,
}

impl<'page> Sheet<'page> {
    /// Linear.
    pub(super) fn of(tree: Tree<'page>) -> Self {
        let blocks = Blocks::of(&tree);
        let cues: Vec<Cue> = tree.nodes.iter().map(|node| Cue::of(&tree, node)).collect();
        let paragraphs = paragraphs(&blocks);
        let (mut running, mut words) = (vec![0.0], vec![0.0]);
        let mut sums = (0.0, 0.0);
        for (block, paragraph) in blocks.blocks.iter().zip(&paragraphs) {
            sums.0 += paragraph;
            sums.1 += block.shape.words;
            running.push(sums.0);
            words.push(sums.1);
        }
        let parts = vec![None; tree.nodes.len()];
        let mut sheet = Self {
            tree,
            blocks,
            cues,
            parts,
            paragraphs,
            running,
            words,
            named_body: None,
            headline: None,
        };
        sheet.headline = sheet.find_headline();
        sheet.named_body = sheet.find_named_body();
        sheet.cast();
        sheet
    }

    /// Words of paragraphs inside an element.
    pub(super) fn running(&self, index: u32) -> f32 {
        self.sum(&self.running, index)
    }

    /// All words inside an element.
    pub(super) fn words(&self, index: u32) -> f32 {
        self.sum(&self.words, index)
    }

    fn sum(&self, sums: &[f32], index: u32) -> f32 {
        let range = self.blocks.inside(index, self.end(index));
        let at = |place: usize| sums.get(place).copied().unwrap_or_default();
        at(range.end) - at(range.start)
    }

    /// The words of a block that is a paragraph; of any other block none.
    pub(super) fn paragraph(&self, place: usize) -> f32 {
        self.paragraphs.get(place).copied().unwrap_or_default()
    }

    pub(super) fn all_running(&self) -> f32 {
        self.running.last().copied().unwrap_or_default()
    }

    pub(super) fn end(&self, index: u32) -> u32 {
        self.tree.node(index as usize).map_or(index, |node| node.end)
    }

    pub(super) fn cue(&self, index: u32) -> Cue {
        self.cues.get(index as usize).copied().unwrap_or_default()
    }

    /// The part a block plays: by the element whose line it is, or by inline elements that
    /// hold all of it.
    pub(super) fn part(&self, block: &Block) -> Option<Part> {
        let of = |index: u32| self.parts.get(index as usize).copied().flatten();
        of(block.node)
            .or_else(|| of(block.first).filter(|part| of(block.last) == Some(*part)))
    }

    pub(super) fn contains(&self, outer: u32, inner: u32) -> bool {
        outer <= inner && inner < self.end(outer)
    }

    pub(super) fn tag(&self, index: u32) -> Tag {
        self.tree.node(index as usize).map_or(Tag::Other, |node| node.tag)
    }

    pub(super) fn parent(&self, index: u32) -> u32 {
        self.tree.node(index as usize).map_or(0, |node| node.parent)
    }

    /// An element and those around it, the innermost first, without the root.
    pub(super) fn around(&self, index: u32) -> impl Iterator<Item = u32> {
        std::iter::successors(Some(index), |&index| Some(self.parent(index)))
            .take_while(|&index| index > 0)
    }

    /// The first `<h1>` with words of its own, links or not.
    fn find_headline(&self) -> Option<u32> {
        let is_title = |block: &&Block| block.heading == 1 && block.shape.words >= 2.0;
        self.blocks.blocks.iter().find(is_title).map(|block| block.node)
    }

    /// The innermost element named as a body that holds the most running text; it must hold
    /// a third of all.
    fn find_named_body(&self) -> Option<u32> {
        let mut best: Option<(f32, u32)> = None;
        for (index, cue) in self.cues.iter().enumerate().skip(1) {
            if !cue.is_body || cue.is_comment {
                continue;
            }
            let words = self.running(index as u32);
            if best.is_none_or(|(most, _)| words >= most * 0.9) && words > 0.0 {
                let inner =
                    best.is_some_and(|(_, known)| self.contains(known, index as u32));
                if best.is_none_or(|(most, _)| words > most || inner) {
                    best = Some((words, index as u32));
                }
            }
        }
        let all = self.all_running() - self.remarks();
        best.filter(|(words, _)| words * 3.0 >= all).map(|(_, index)| index)
    }

    /// Words of paragraphs inside elements named as readers' remarks.
    fn remarks(&self) -> f32 {
        let (mut words, mut end) = (0.0, 0);
        for (index, cue) in self.cues.iter().enumerate().skip(1) {
            let index = index as u32;
            let holds_headline =
                self.headline.is_some_and(|head| self.contains(index, head));
            if index >= end && cue.is_comment && !cue.is_body && !holds_headline {
                words += self.running(index);
                end = self.end(index);
            }
        }
        words
    }

    /// Gives each element its part. Where captions hold most of the running text, the page is
    /// a show of pictures and they are its text; where chrome holds most of what the named
    /// body has, its names are not to be trusted.
    fn cast(&mut self) {
        let mut how = Casting { has_captions: true, is_trusting: true };
        self.cast_as(how);
        let root = self.named_body.unwrap_or(0);
        let all = self.running(root);
        how.is_trusting = self.running_as(root, Part::Chrome) <= MOST_TRUSTED * all;
        how.has_captions = self.running_as(root, Part::Caption) <= MOST_CAPTIONS * all;
        if !how.is_trusting || !how.has_captions {
            self.cast_as(how);
        }
    }

    /// Words of paragraphs inside an element that play a part.
    fn running_as(&self, index: u32, part: Part) -> f32 {
        let range = self.blocks.inside(index, self.end(index));
        let blocks = self.blocks.blocks.get(range.clone()).unwrap_or_default().iter();
        range
            .zip(blocks)
            .filter(|(_, block)| self.part(block) == Some(part))
            .map(|(place, _)| self.paragraph(place))
            .sum()
    }

    fn cast_as(&mut self, how: Casting) {
        for index in 1..self.tree.nodes.len() {
            let Some(node) = self.tree.node(index).copied() else { continue };
            let inherited = self.parts.get(node.parent as usize).copied().flatten();
            let part = match inherited {
                Some(Part::Caption | Part::Byline) | None if node.tag != Tag::Text => {
                    let own = self.own_part(index as u32, &node, how);
                    own.filter(|part| how.has_captions || *part != Part::Caption)
                        .or(inherited)
                }
                other => other,
            };
            if let Some(place) = self.parts.get_mut(index) {
                *place = part;
            }
        }
    }

    /// The share of all running text that an element named as chrome may hold.
    fn most_chrome(&self, index: u32) -> f32 {
        match self.named_body {
            Some(body) if self.contains(body, index) => MOST_INSIDE,
            Some(_) => 1.0,
            None => MOST_CHROME,
        }
    }

    fn own_part(&self, index: u32, node: &Node, how: Casting) -> Option<Part> {
        let cue = self.cue(index);
        let all = self.all_running().max(1.0);
        let holds_body = self.named_body.is_some_and(|body| self.contains(index, body));
        let holds_headline = self.headline.is_some_and(|head| self.contains(index, head));
        let says = cue.is_comment || cue.is_chrome || cue.is_doubtful || cue.is_hidden;
        if !says && !cue.is_caption && !cue.is_byline && node.tag != Tag::Figure {
            return None;
        }
        if holds_body {
            return None;
        }
        let running = self.running(index);
        let is_main = self.named_body.is_none() && running > MOST_COMMENT * all;
        if cue.is_comment && !holds_headline && !is_main {
            return Some(Part::Comment);
        }
        let is_text = running >= MOST_DOUBTFUL * self.words(index);
        let is_chrome = (cue.is_chrome || cue.is_hidden) && (how.is_trusting || !is_text)
            || cue.is_doubtful && (!is_text || how.is_trusting && running <= SMALL * all);
        if is_chrome && !holds_headline && running <= self.most_chrome(index) * all {
            return Some(Part::Chrome);
        }
        let all_words = self.words(index);
        if (cue.is_caption || node.tag == Tag::Figure && !self.holds_table(index, node))
            && all_words <= MOST_CAPTION
        {
            return Some(Part::Caption);
        }
        (cue.is_byline && all_words <= MOST_BYLINE && !holds_headline)
            .then_some(Part::Byline)
    }

    fn holds_table(&self, index: u32, node: &Node) -> bool {
        let inside = self.tree.nodes.get(index as usize..node.end as usize);
        inside.unwrap_or_default().iter().any(|node| {
            matches!(node.tag, Tag::Table | Tag::Pre | Tag::Blockquote | Tag::Code)
        })
    }
}

/// An element named as chrome that holds more of the running text is named wrongly; inside an
/// element named as the body it takes more.
const MOST_CHROME: f32 = 0.35;
const MOST_INSIDE: f32 = 0.5;

/// An element named with a doubtful name is chrome where less of its words is running text.
const MOST_DOUBTFUL: f32 = 0.5;

/// An element named with a doubtful name is chrome too where it holds less of all running
/// text: a picture's caption, a box beside the text.
const SMALL: f32 = 0.15;

/// Without a named body, remarks that hold a larger share of the running text are a live
/// blog's.
const MOST_COMMENT: f32 = 0.7;

/// Where chrome holds a larger share of the running text, names are not trusted.
const MOST_TRUSTED: f32 = 0.5;

/// Captions with a larger share of the running text are the text.
const MOST_CAPTIONS: f32 = 0.4;

/// Captions and bylines have at most so many words.
const MOST_CAPTION: f32 = 120.0;
const MOST_BYLINE: f32 = 40.0;

/// A teaser has at most so many words; so many of them on a page are a list of other
/// articles, fewer may be sections of this one.
const LONGEST_TEASER: f32 = 60.0;
const LEAST_TEASERS: usize = 3;

/// The words that each block has as a paragraph. Teasers, single short paragraphs under
/// linked headings, are none where a page has several.
fn paragraphs(blocks: &Blocks) -> Vec<f32> {
    let mut words: Vec<f32> =
        blocks.blocks.iter().map(|block| paragraph_words(blocks, block)).collect();
    let mut teasers = Vec::new();
    let mut head: Option<usize> = None;
    let mut since: Vec<usize> = Vec::new();
    for (place, block) in blocks.blocks.iter().enumerate() {
        if block.heading > 0 && block.shape.words >= 4.0 {
            note_teaser(&mut teasers, head, &since, &words);
            head = (block.shape.link_share() > 0.8).then_some(place);
            since.clear();
        } else if words.get(place).is_some_and(|&words| words > 0.0) {
            since.push(place);
        }
    }
    note_teaser(&mut teasers, head, &since, &words);
    if teasers.len() >= LEAST_TEASERS {
        for place in teasers {
            if let Some(words) = words.get_mut(place) {
                *words = 0.0;
            }
        }
    }
    words
}

/// Notes the first paragraph under a linked heading, if it is short and the only one there
/// or the last heading's.
fn note_teaser(
    teasers: &mut Vec<usize>,
    head: Option<usize>,
    since: &[usize],
    words: &[f32],
) {
    let (Some(_), Some(&first)) = (head, since.first()) else { return };
    let is_short = words.get(first).is_some_and(|&words| words <= LONGEST_TEASER);
    if is_short && since.len() == 1 {
        teasers.push(first);
    }
}

/// The words of a block that is a paragraph by itself; of any other block none.
fn paragraph_words(blocks: &Blocks, block: &Block) -> f32 {
    let plain = block.shape.plain();
    let is_linked = block.shape.link_share() > 0.5;
    let is_sentence = plain >= SENTENCE_WORDS && ends_sentence(blocks.words_of(block));
    if block.heading > 0 || is_linked || !is_sentence && plain < PARAGRAPH_WORDS {
        0.0
    } else {
        plain.min(MOST_WORTH)
    }
}

/// Whether a text ends as a sentence does, or leads to a list.
pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '"' | '”' | '»' | '\'' | '’' | ')' | ']')
    })
    .ends_with(['.', '!', '?', '…', ':', '。', '！', '？', '।', '؟', '۔'])
}
