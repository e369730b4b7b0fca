//! Results of matches: "won 3-1", "beat them 6-4, 7-5", « s'est imposé 2-0 », « battus 2 à 1 ».
//!
//! Two small numbers with a dash are as often a range, a date or a part of a name: they are a
//! score only where a word of the game stands near.

use rust_decimal::Decimal;

use super::{Bound, Kind, Value};
use crate::{Language, Span};

/// Bytes looked back and ahead for a word of the game: about a clause. Wider reaches make
/// scores of the figures in the next sentence.
const REACH_BEFORE: usize = 90;
const REACH_AFTER: usize = 40;

/// No match of the sports that newspapers tell ends with more points.
const MOST_POINTS: i64 = 200;

const WORDS_ENGLISH: &[&str] = &[
    "won",
    "win",
    "wins",
    "winning",
    "winner",
    "beat",
    "beats",
    "beating",
    "beaten",
    "lost",
    "lose",
    "loses",
    "losing",
    "draw",
    "drew",
    "drawn",
    "tie",
    "tied",
    "victory",
    "victories",
    "defeat",
    "defeated",
    "defeats",
    "loss",
    "score",
    "scored",
    "scoreline",
    "led",
    "lead",
    "leading",
    "trailed",
    "trailing",
    "aggregate",
    "edged",
    "thrashed",
    "match",
    "game",
    "set",
    "sets",
    "half-time",
    "overtime",
    "penalties",
];
const WORDS_FRENCH: &[&str] = &[
    "gagne",
    "gagné",
    "gagnent",
    "battu",
    "battus",
    "battue",
    "battues",
    "bat",
    "battent",
    "battant",
    "imposé",
    "imposés",
    "imposée",
    "imposées",
    "impose",
    "imposent",
    "victoire",
    "défaite",
    "nul",
    "nuls",
    "score",
    "mène",
    "menait",
    "menaient",
    "perdu",
    "perd",
    "perdent",
    "vainqueur",
    "vainqueurs",
    "match",
    "succès",
    "incliné",
    "inclinés",
    "inclinée",
    "inclinées",
    "incline",
    "inclinent",
    "dominé",
    "dominés",
    "set",
    "sets",
    "mi-temps",
    "prolongation",
    "prolongations",
    "emporté",
    "emporte",
];

/// Joins the two numbers of each result into one value. Linear.
pub(super) fn join(text: &str, language: Language, values: &mut Vec<Value>) {
    let words = match language {
        Language::English => WORDS_ENGLISH,
        Language::French => WORDS_FRENCH,
        Language::Other(_) | Language::Unknown => return,
    };
    let found = std::mem::take(values);
    let mut at = 0;
    while let Some(value) = found.get(at) {
        let score = one(text, value).or_else(|| {
            let next = found.get(at + 1)?;
            two(text, value, next)
        });
        let of_a_game = score.filter(|(score, _)| is_of_a_game(text, score.span, words));
        let (kept, taken) = of_a_game.unwrap_or_else(|| (value.clone(), 1));
        values.push(kept);
        at += taken;
    }
}

/// "24-31", which reads as a range.
fn one(text: &str, value: &Value) -> Option<(Value, usize)> {
    let range = value.kind == Kind::Number && value.bound == Bound::Between;
    let (left, right) = value.span.of(text).split_once(['-', '–'])?;
    let plain = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    (range && plain(left) && plain(right))
        .then(|| score(value.amount?, value.high?, value.span))
        .flatten()
        .map(|score| (score, 1))
}

/// "3-1", "2 à 1": two numbers side by side.
fn two(text: &str, first: &Value, second: &Value) -> Option<(Value, usize)> {
    let plain = |value: &Value| {
        value.kind == Kind::Number
            && value.bound == Bound::Exact
            && value.core == value.span
    };
    let between = text.get(first.span.end()..second.span.start())?;
    let linked = matches!(between, "-" | "–" | " - " | " – " | " à ");
    let span = Span::new(first.span.start(), second.span.end());
    (plain(first) && plain(second) && linked)
        .then(|| score(first.amount?, second.amount?, span))
        .flatten()
        .map(|score| (score, 2))
}

fn score(one: Decimal, other: Decimal, span: Span) -> Option<Value> {
    let points = |amount: Decimal| {
        amount.is_integer()
            && (Decimal::ZERO..Decimal::from(MOST_POINTS)).contains(&amount)
    };
    (points(one) && points(other)).then(|| Value {
        amount: Some(one),
        high: Some(other),
        ..Value::bare(Kind::Score, span)
    })
}

fn is_of_a_game(text: &str, span: Span, words: &[&str]) -> bool {
    let before = tail(text.get(..span.start()).unwrap_or_default(), REACH_BEFORE);
    let after = head(text.get(span.end()..).unwrap_or_default(), REACH_AFTER);
    let near = before.rsplit(". ").next().unwrap_or_default();
    let next = after.split(". ").next().unwrap_or_default();
    has_word(near, words) || has_word(next, words)
}

fn has_word(text: &str, words: &[&str]) -> bool {
    text.split(|letter: char| !letter.is_alphabetic() && letter != '-')
        .any(|word| words.contains(&word.to_lowercase().as_str()))
}

/// The last bytes of a text, from a character on.
pub(super) fn tail(text: &str, bytes: usize) -> &str {
    let start = text.len().saturating_sub(bytes);
    (start..=text.len()).find_map(|start| text.get(start..)).unwrap_or_default()
}

/// The first bytes of a text, up to a character.
pub(super) fn head(text: &str, bytes: usize) -> &str {
    (0..=bytes.min(text.len())).rev().find_map(|end| text.get(..end)).unwrap_or_default()
}
