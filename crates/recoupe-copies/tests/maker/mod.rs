//! Articles for the tests: by hand, or made from a seed.
#![allow(dead_code, reason = "each test file uses a part")]

use recoupe_text::{Article, Language, Line, LineClass, Span, Title};

/// An article whose lines are all prose.
pub(crate) fn article(id: &str, title: &str, text: &str) -> Article {
    let language = Language::Unknown;
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let span = Span::new(start, start + line.trim_end().len());
        start += line.len();
        if !span.is_empty() {
            lines.push(Line { class: LineClass::Prose, span, language });
        }
    }
    Article {
        id: id.to_owned(),
        source: None,
        url: None,
        title: Some(title.to_owned())
            .filter(|title| !title.is_empty())
            .map(|text| Title { text, span: None }),
        published: None,
        published_at: None,
        metadata: recoupe_text::Metadata::default(),
        text: text.to_owned(),
        lines,
        sentences: Vec::new(),
        language,
        languages: Vec::new(),
    }
}

/// The same, with a moment of publication.
pub(crate) fn dated(id: &str, moment: &str, text: &str) -> Article {
    Article { published_at: Some(moment.to_owned()), ..article(id, "", text) }
}

/// A small generator of numbers (SplitMix64), the same everywhere.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((value ^ (value >> 31)) >> 11) as usize % sides.max(1)
    }

    /// A word; the first ones are drawn far more often, as in any language.
    pub(crate) fn word(&mut self) -> String {
        let bound = 1 << (1 + self.roll(13));
        format!("mot{}", self.roll(bound))
    }

    pub(crate) fn words(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.word()).collect()
    }

    pub(crate) fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            let other = self.roll(at + 1);
            list.swap(at, other);
        }
    }
}

/// `count` articles: stories of their own, and edited copies of earlier ones (words
/// replaced, ends cut, passages put in), from light to heavy.
pub(crate) fn corpus(seed: u64, count: usize) -> Vec<Article> {
    let mut dice = Dice(seed);
    let mut bodies: Vec<Vec<String>> = Vec::new();
    for _ in 0..count {
        let body = if !bodies.is_empty() && dice.roll(2) == 0 {
            let from = dice.roll(bodies.len());
            edited(&bodies[from].clone(), &mut dice)
        } else {
            let length = 40 + dice.roll(260);
            dice.words(length)
        };
        bodies.push(body);
    }
    let day = |dice: &mut Dice| format!("2026-03-{:02}", 1 + dice.roll(20));
    (0..)
        .zip(bodies)
        .map(|(at, body)| dated(&format!("a{at:04}"), &day(&mut dice), &body.join(" ")))
        .collect()
}

fn edited(body: &[String], dice: &mut Dice) -> Vec<String> {
    let mut body = body.to_vec();
    match dice.roll(4) {
        0 => {}
        1 => {
            let every = 12 + dice.roll(60);
            let start = dice.roll(every);
            for at in (start..body.len()).step_by(every) {
                body[at] = dice.word();
            }
        }
        2 => {
            let keep = body.len() * (5 + dice.roll(5)) / 10;
            body.truncate(keep.max(30));
        }
        _ => {
            let at = dice.roll(body.len());
            let count = 1 + dice.roll(40);
            let more = dice.words(count);
            body.splice(at..at, more);
        }
    }
    body
}
