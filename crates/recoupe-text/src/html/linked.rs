//! Linked data (JSON-LD) of a page, read leniently: what stands in a page is often no valid
//! JSON, and only four fields matter here.

use super::entities::decoded;
use super::tree::Tree;

/// What linked data says of the article.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) author: Option<String>,
    pub(super) date: Option<String>,
    pub(super) body: Option<String>,
}

/// Scripts of more bytes are data of whole sites.
const MOST_BYTES: usize = 2_000_000;

/// The first value of each field over all scripts; of bodies the longest. Linear.
pub(super) fn read(tree: &Tree<'_>) -> Linked {
    let mut linked = Linked::default();
    for script in &tree.linked_data {
        let script = script.of(tree.html);
        if script.len() <= MOST_BYTES {
            read_script(script, &mut linked);
        }
    }
    linked
}

fn read_script(script: &str, linked: &mut Linked) {
    let mut scan = Scan { text: script, at: 0 };
    // The key before the value that comes next, and the innermost key `author` that is open.
    let mut author_depth = None;
    let mut depth = 0_usize;
    let mut key: Option<String> = None;
    while let Some(piece) = scan.next() {
        match piece {
            Piece::Open => {
                depth += 1;
                if key.take().is_some_and(|key| key == "author") {
                    author_depth = Some(depth);
                }
            }
            Piece::Close => {
                if author_depth == Some(depth) {
                    author_depth = None;
                }
                depth = depth.saturating_sub(1);
            }
            Piece::Key(name) => key = Some(name),
            Piece::Value(value) => {
                if let Some(key) = key.take() {
                    note(linked, &key, value, author_depth.is_some());
                }
            }
            Piece::Comma => key = None,
        }
    }
}

fn note(linked: &mut Linked, key: &str, value: String, is_in_author: bool) {
    let fill = |field: &mut Option<String>, value: String| {
        let value = decoded(&value);
        if field.is_none() && !value.is_empty() {
            *field = Some(value);
        }
    };
    match key {
        "headline" => fill(&mut linked.headline, value),
        "datePublished" => fill(&mut linked.date, value),
        "author" => fill(&mut linked.author, value),
        "name" if is_in_author => fill(&mut linked.author, value),
        "articleBody" if linked.body.as_ref().is_none_or(|b| b.len() < value.len()) => {
            linked.body = Some(value);
        }
        _ => {}
    }
}

enum Piece {
    Open,
    Close,
    Comma,
    Key(String),
    Value(String),
}

struct Scan<'text> {
    text: &'text str,
    at: usize,
}

impl Scan<'_> {
    fn next(&mut self) -> Option<Piece> {
        let rest = self.text.get(self.at..)?;
        let found = rest.find(['{', '}', '[', ']', ',', '"'])?;
        self.at += found + 1;
        match rest.as_bytes().get(found).copied()? {
            b'{' | b'[' => Some(Piece::Open),
            b'}' | b']' => Some(Piece::Close),
            b',' => Some(Piece::Comma),
            _ => {
                let value = self.string()?;
                let behind = self.text.get(self.at..).unwrap_or_default().trim_start();
                let is_key = behind.starts_with(':');
                Some(if is_key { Piece::Key(value) } else { Piece::Value(value) })
            }
        }
    }

    /// The string whose quote was just passed.
    fn string(&mut self) -> Option<String> {
        let mut value = String::new();
        let rest = self.text.get(self.at..)?;
        let mut characters = rest.char_indices();
        while let Some((at, character)) = characters.next() {
            match character {
                '"' => {
                    self.at += at + 1;
                    return Some(value);
                }
                '\\' => match characters.next()?.1 {
                    'n' | 'r' | 't' | 'b' | 'f' => value.push('\n'),
                    'u' => {
                        let mut unit = 0;
                        for _ in 0..4 {
                            let digit = characters.next()?.1.to_digit(16).unwrap_or(0);
                            unit = unit * 16 + digit;
                        }
                        // Halves of a pair only follow each other: emoji are no words.
                        value.push(char::from_u32(unit).unwrap_or('\u{fffd}'));
                    }
                    other => value.push(other),
                },
                other => value.push(other),
            }
        }
        None
    }
}
