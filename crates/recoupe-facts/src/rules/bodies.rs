//! Public bodies that inquire, fine and judge, and the words that name them where they have
//! no name: "the Irish data regulator", « le parquet fédéral ».

use recoupe_text::Span;

use super::Bench;
use crate::scene::node::{Node, NodeKind};
use crate::scene::verbs::is_verb;
use crate::scene::words::{
    is_and, is_auxiliary, is_conjunction, is_determiner, is_preposition, is_relative,
};

/// Nouns of public bodies that inquire, fine and judge, both languages.
pub(crate) const BODIES: [&str; 34] = [
    "regulator",
    "regulators",
    "watchdog",
    "authority",
    "authorities",
    "prosecutor",
    "prosecutors",
    "court",
    "tribunal",
    "commission",
    "agency",
    "department",
    "ministry",
    "office",
    "police",
    "judge",
    "judges",
    "magistrates",
    "régulateur",
    "autorité",
    "autorités",
    "parquet",
    "procureur",
    "procureure",
    "cour",
    "agence",
    "ministère",
    "gendarme",
    "juge",
    "juges",
    "justice",
    "conseil",
    "inspection",
    "direction",
];

/// A body stands this near (in nodes) to the word of its procedure.
const REACH: usize = 16;

/// The words that name the body of the procedure whose noun or verb stands at `at`, without
/// their article: after "by" or "of" first, else the nearest left of it. `None` where the
/// sentence names none.
pub(super) fn body_words(bench: &Bench<'_>, at: usize) -> Option<Span> {
    let is_body = |node: &usize| {
        bench.scene.is_word(*node)
            && BODIES.contains(&bench.word(*node))
            && !bench.scene.nodes.get(*node).is_some_and(|node| node.quoted)
    };
    let agent = (at + 1..at + 8)
        .take_while(|node| !matches!(bench.word(*node), "." | ";" | ":" | ","))
        .find(|node| matches!(bench.word(*node), "by" | "par" | "de" | "du" | "d'"))
        .and_then(|by| (by + 1..by + 6).find(is_body));
    let noun = agent.or_else(|| (at.saturating_sub(REACH)..at).rev().find(is_body))?;
    let (first, last) = (leftmost(bench, noun), rightmost(bench, noun));
    let start = bench.scene.nodes.get(first)?.span.start();
    let end = bench.scene.nodes.get(last)?.span.end();
    Some(Span::new(start, end))
}

/// The first word of the noun phrase that ends in the noun: "Britain's competition authority".
fn leftmost(bench: &Bench<'_>, noun: usize) -> usize {
    let mut first = noun;
    while let Some(before) = first.checked_sub(1) {
        let word = bench.word(before);
        let owner =
            word == "'s" || bench.scene.nodes.get(before).is_some_and(|n| n.possessive);
        let plain = bench.scene.is_word(before) && !closes_phrase(word);
        if !owner && !plain || noun - before > 6 {
            break;
        }
        first = before;
    }
    first
}

/// The last word of the noun phrase: « l'autorité suisse des marchés », "prosecutors in Lyon".
fn rightmost(bench: &Bench<'_>, noun: usize) -> usize {
    let mut last = noun;
    for next in noun + 1..noun + 8 {
        let word = bench.word(next);
        let links = matches!(word, "of" | "de" | "du" | "des" | "d'" | "in" | "à");
        let article = is_determiner(word) && next > noun + 1;
        let named = bench.scene.nodes.get(next).is_some_and(|node: &Node| {
            matches!(node.kind, NodeKind::Name(_)) && !node.governor.is_empty()
        });
        if links || article {
            continue;
        }
        let plain =
            bench.scene.is_word(next) && !closes_phrase(word) && !is_participle(word);
        if !named && !plain {
            break;
        }
        last = next;
    }
    last
}

/// Words that no noun phrase goes over.
fn closes_phrase(word: &str) -> bool {
    is_determiner(word)
        || is_preposition(word)
        || is_verb(word)
        || is_auxiliary(word)
        || is_conjunction(word)
        || is_relative(word)
        || is_and(word)
        || word.is_empty()
        || matches!(word, "que" | "qu'" | "that" | "ne" | "n'" | "not" | "said" | "after")
}

fn is_participle(word: &str) -> bool {
    word.ends_with("ed") || word.ends_with("ing") || word == "ouvert" || word == "ouverte"
}
