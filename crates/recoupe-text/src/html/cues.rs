//! What the names of elements say about what is in them.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};

use super::tags::Tag;
use super::tree::{Node, Tree};
use crate::lists::entries;

/// What one element says, by its tag and names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "one element may say several things")]
pub(super) struct Cue {
    /// It holds the body of an article.
    pub(super) is_body: bool,
    /// Readers' remarks.
    pub(super) is_comment: bool,
    /// What surrounds articles.
    pub(super) is_chrome: bool,
    /// What mostly surrounds articles, but may hold a part of one.
    pub(super) is_doubtful: bool,
    pub(super) is_caption: bool,
    pub(super) is_byline: bool,
    /// The words under the headline.
    pub(super) is_lead: bool,
    /// Not shown.
    pub(super) is_hidden: bool,
}

impl Cue {
    /// The cue of one element; of a text nothing.
    pub(super) fn of(tree: &Tree<'_>, node: &Node) -> Self {
        let mut cue = Self::of_tag(node.tag);
        if node.tag == Tag::Text || node.attributes.is_empty() {
            return cue;
        }
        for (name, value) in tree.attributes(node) {
            cue.hear(name, value);
        }
        cue
    }

    fn of_tag(tag: Tag) -> Self {
        Self {
            is_chrome: matches!(tag, Tag::Nav | Tag::Footer | Tag::Menu),
            is_doubtful: matches!(tag, Tag::Aside | Tag::Form),
            is_caption: tag == Tag::Figcaption,
            is_byline: matches!(tag, Tag::Address),
            ..Self::default()
        }
    }

    fn hear(&mut self, name: &str, value: &str) {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        if is("class")
            || is("id")
            || is("role")
            || is("data-component")
            || is("data-testid")
        {
            for part in value.split_ascii_whitespace().take(MOST_NAMES) {
                self.hear_name(part);
            }
        } else if is("itemprop") {
            self.is_body |= value.eq_ignore_ascii_case("articleBody");
            self.is_byline |=
                ["author", "datePublished", "dateModified", "publisher"].contains(&value);
            self.is_caption |= value.eq_ignore_ascii_case("caption");
            self.is_comment |= value.eq_ignore_ascii_case("comment");
        } else if is("rel") {
            self.is_byline |= value.eq_ignore_ascii_case("author");
        } else if is("style") {
            let squeezed: String =
                value.chars().take(400).filter(|c| !c.is_ascii_whitespace()).collect();
            self.is_hidden |= squeezed.contains("display:none");
        } else if is("hidden") {
            self.is_hidden = true;
        } else if is("aria-hidden") {
            self.is_hidden |= value == "true";
        }
    }

    /// Hears one name of a class list.
    fn hear_name(&mut self, name: &str) {
        let mut words: Vec<String> = vec![String::new()];
        let mut was_small = false;
        for letter in name.chars().take(LONGEST_NAME) {
            let begins = letter.is_uppercase() && was_small;
            was_small = letter.is_lowercase();
            let is_apart = !letter.is_alphanumeric();
            if (begins || is_apart) && words.last().is_some_and(|word| !word.is_empty()) {
                words.push(String::new());
            }
            if let Some(word) = words.last_mut().filter(|_| !is_apart) {
                word.extend(letter.to_lowercase());
            }
        }
        for word in &words {
            if let Some(&kind) = CUES.words.get(word.as_str()) {
                self.note(kind);
            }
        }
        let squeezed = words.concat();
        for found in CUES.parts.iter().flat_map(|parts| parts.find_iter(&squeezed)) {
            if let Some(&kind) = CUES.kinds.get(found.pattern().as_usize()) {
                self.note(kind);
            }
        }
    }

    fn note(&mut self, kind: CueKind) {
        match kind {
            CueKind::Body => self.is_body = true,
            CueKind::Comment => self.is_comment = true,
            CueKind::Chrome => self.is_chrome = true,
            CueKind::Doubtful => self.is_doubtful = true,
            CueKind::Caption => self.is_caption = true,
            CueKind::Byline => self.is_byline = true,
            CueKind::Lead => self.is_lead = true,
        }
    }
}

/// More names in one list are made by machines for style.
const MOST_NAMES: usize = 24;

/// Longer names are made by machines.
const LONGEST_NAME: usize = 60;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CueKind {
    Body,
    Comment,
    Chrome,
    Doubtful,
    Caption,
    Byline,
    Lead,
}

impl CueKind {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "body" => Self::Body,
            "comment" => Self::Comment,
            "chrome" => Self::Chrome,
            "doubtful" => Self::Doubtful,
            "caption" => Self::Caption,
            "byline" => Self::Byline,
            "lead" => Self::Lead,
            _ => return None,
        })
    }
}

struct Cues {
    words: HashMap<&'static str, CueKind>,
    /// The list is our own and small: it always builds.
    parts: Option<AhoCorasick>,
    /// Of each pattern of `parts`.
    kinds: Vec<CueKind>,
}

static CUES: LazyLock<Cues> = LazyLock::new(|| {
    let mut words = HashMap::new();
    let (mut parts, mut kinds) = (Vec::new(), Vec::new());
    let lines = entries(include_str!("../../data/html/cues.txt"))
        .filter_map(|line| line.split_once(':'))
        .filter_map(|(kind, names)| Some((CueKind::read(kind)?, names)));
    for (kind, names) in lines {
        for name in names.split_whitespace() {
            if let Some(word) = name.strip_prefix('=') {
                words.entry(word).or_insert(kind);
            } else {
                parts.push(name);
                kinds.push(kind);
            }
        }
    }
    let parts = AhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .build(&parts)
        .ok();
    Cues { words, parts, kinds }
});
