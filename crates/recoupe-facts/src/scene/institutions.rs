//! Public bodies that are called by what they are and where: "Canada's central bank", « la
//! banque centrale norvégienne », « le conseil municipal de Lannec », "Savoy prosecutors". The
//! words are one name, as if each were written with a capital.

use std::ops::Range;

use super::lexicon::{PLACES, country_of};
use super::tokens::Token;

/// Nouns that English puts after the place, with or without `'s`.
const AFTER_PLACE: [&str; 15] = [
    "family",
    "bank",
    "council",
    "prosecutors",
    "prosecutor",
    "parliament",
    "government",
    "regulator",
    "watchdog",
    "authority",
    "court",
    "prefecture",
    "legislature",
    "assembly",
    "ministry",
];

/// Nouns that French, or English with "of" and "in", puts before the place.
const BEFORE_PLACE: [&str; 16] = [
    "famille",
    "conseil",
    "tribunal",
    "parquet",
    "banque",
    "préfecture",
    "préfet",
    "cour",
    "université",
    "hôpital",
    "rectorat",
    "parlement",
    "prosecutors",
    "council",
    "gouvernement",
    "barreau",
];

/// The names of a sentence with those of public bodies made whole; still in order, never
/// overlapping.
pub(crate) fn with_institutions(
    tokens: &[Token],
    runs: Vec<Range<usize>>,
) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::with_capacity(runs.len());
    for run in runs {
        let floor = found.last().map_or(0, |last| last.end);
        let whole = if let Some(family) = family(tokens, &run) {
            Some(family)
        } else if is_place(tokens, &run) {
            after_place(tokens, &run).or_else(|| {
                before_place(tokens, &run).filter(|whole| whole.start >= floor)
            })
        } else {
            None
        };
        found.push(whole.unwrap_or(run));
    }
    let national = national_banks(tokens);
    found.retain(|run| !national.iter().any(|bank| overlap(bank, run)));
    found.extend(national);
    found.sort_by_key(|run| run.start);
    found
}

fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

fn folded(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.folded.as_str())
}

fn is_place(tokens: &[Token], run: &Range<usize>) -> bool {
    let part = tokens.get(run.clone()).unwrap_or_default();
    let words: Vec<&str> = part.iter().map(|token| token.folded.as_str()).collect();
    let joined = words.join("_");
    PLACES.contains(joined.as_str()) || words.len() == 1 && country_of(&joined).is_some()
}

/// "the Dubreuil family", « la famille Dubreuil »: not the company that bears the name.
fn family(tokens: &[Token], run: &Range<usize>) -> Option<Range<usize>> {
    let before = run.start.checked_sub(1).filter(|at| folded(tokens, *at) == "famille");
    if folded(tokens, run.end) == "family" && run.len() == 1 {
        return Some(run.start..run.end + 1);
    }
    before.map(|start| start..run.end)
}

/// "Canada's central bank", "Britain's competition authority", "Lannec council".
fn after_place(tokens: &[Token], run: &Range<usize>) -> Option<Range<usize>> {
    let owns = folded(tokens, run.end) == "'s";
    let from = if owns { run.end + 1 } else { run.end };
    let reach = if owns { 3 } else { 2 };
    let noun =
        (from..from + reach).find(|at| AFTER_PLACE.contains(&folded(tokens, *at)))?;
    let plain = (from..noun).all(|at| {
        tokens.get(at).is_some_and(|token| {
            token.spaced
                && token.folded.chars().all(char::is_alphabetic)
                && !matches!(
                    token.folded.as_str(),
                    "and" | "the" | "of" | "in" | "has" | "is"
                )
        })
    });
    let bank = folded(tokens, noun) != "bank" || folded(tokens, noun - 1) == "central";
    (plain && bank).then_some(run.start..noun + 1)
}

/// « le conseil municipal de Lannec », « le parquet de Paris », "prosecutors in Savoy".
fn before_place(tokens: &[Token], run: &Range<usize>) -> Option<Range<usize>> {
    let mut at = run.start.checked_sub(1)?;
    if matches!(folded(tokens, at), "la" | "le" | "l'" | "the") {
        at = at.checked_sub(1)?;
    }
    if !matches!(folded(tokens, at), "de" | "du" | "d'" | "des" | "of" | "in" | "à") {
        return None;
    }
    // At most two adjectives stand between the noun and its place.
    let noun = (1..4)
        .filter_map(|back| at.checked_sub(back))
        .find(|noun| BEFORE_PLACE.contains(&folded(tokens, *noun)))?;
    let plain = (noun + 1..at).all(|between| {
        tokens.get(between).is_some_and(|token| {
            token.spaced && token.folded.chars().all(char::is_alphabetic)
        })
    });
    let banked =
        folded(tokens, noun) != "banque" || folded(tokens, noun + 1) == "centrale";
    let city = folded(tokens, at) != "à" || folded(tokens, noun) == "université";
    (plain && banked && city).then_some(noun..run.end)
}

/// « la banque centrale norvégienne ».
fn national_banks(tokens: &[Token]) -> Vec<Range<usize>> {
    (0..tokens.len())
        .filter(|at| {
            folded(tokens, *at) == "banque"
                && folded(tokens, at + 1) == "centrale"
                && country_of(folded(tokens, at + 2)).is_some()
        })
        .map(|at| at..at + 3)
        .collect()
}

/// The country whose central bank a folded name is, however it is put.
pub(crate) fn central_bank_of(name: &str) -> Option<&'static str> {
    let words: Vec<&str> = name.split([' ', '\'']).collect();
    let central = name.contains("central bank") || name.contains("banque centrale");
    let plain = name.starts_with("bank of ") || name.starts_with("banque d");
    if !(central || plain && words.len() <= 4) {
        return None;
    }
    words.iter().find_map(|word| country_of(word))
}

/// Whether a folded name is that of a public body as this module makes them.
pub(crate) fn is_institution(name: &str) -> bool {
    let words: Vec<&str> = name.split([' ', '\'']).collect();
    words.len() > 1
        && (words.first().is_some_and(|word| BEFORE_PLACE.contains(word))
            || words.last().is_some_and(|word| AFTER_PLACE.contains(word)))
}

#[cfg(test)]
mod tests {
    use crate::reading::read;
    use crate::rules::testing::article;
    use crate::scene::node::Node;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let article = article(text);
        let reading = read(&[&article]);
        let found = reading
            .scenes
            .iter()
            .flat_map(|scene| &scene.nodes)
            .filter_map(Node::name)
            .any(|entity| reading.entities.name(entity) == expected);
        assert!(found, "{text}");
    }

    #[test]
    fn bodies_are_named_by_what_they_are_and_where() {
        check(
            "On Wednesday Canada's central bank held its key rate at 2 percent.",
            "Canada's central bank",
        );
        check(
            "La banque centrale norvégienne a maintenu jeudi son taux directeur à 4 %.",
            "banque centrale norvégienne",
        );
        check(
            "Le conseil municipal de Lyon a adopté jeudi soir la gratuité des bus.",
            "conseil municipal de Lyon",
        );
        check(
            "Le parquet de Paris a ouvert mardi une enquête sur les causes de la panne.",
            "parquet de Paris",
        );
    }
}
