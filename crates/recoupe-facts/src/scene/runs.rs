//! Which runs of words of a sentence are names the story knows.

use super::build::{NamedRun, joined};
use super::entities::Entities;
use super::names::{Vocabulary, names};
use super::tokens::{Shape, Token};

/// The names of a sentence: those its own words show, where its capitals say anything, and
/// forms known from elsewhere.
pub(crate) fn named_runs(
    tokens: &[Token],
    vocabulary: Option<&Vocabulary>,
    entities: &Entities,
) -> Vec<NamedRun> {
    let mut runs: Vec<NamedRun> = Vec::new();
    if let Some(vocabulary) = vocabulary {
        for run in names(tokens, vocabulary) {
            let part = tokens.get(run.clone()).unwrap_or_default();
            let hyphened = part.iter().any(|token| token.folded == "-");
            let split =
                if hyphened { split_known(tokens, &run, entities) } else { Vec::new() };
            if !split.is_empty() {
                runs.extend(split);
            } else if let Some(entity) = entities.of_form(&joined(part)) {
                runs.push((run, entity));
            }
        }
    }
    let mut at = 0;
    while at < tokens.len() {
        if let Some((run, _)) = runs.iter().find(|(run, _)| run.contains(&at)) {
            at = run.end;
        } else if let Some(named) = known_at(tokens, at, entities) {
            at = named.0.end;
            runs.push(named);
        } else {
            at += 1;
        }
    }
    runs.sort_by_key(|(run, _)| run.start);
    runs
}

/// The longest known form that begins at a capitalised token.
fn known_at(tokens: &[Token], at: usize, entities: &Entities) -> Option<NamedRun> {
    let first = tokens.get(at)?;
    if !first.is_capital() {
        return None;
    }
    (at + 1..=(at + 6).min(tokens.len())).rev().find_map(|end| {
        if tokens.get(end - 1)?.shape == Shape::Mark {
            return None;
        }
        let form = joined(tokens.get(at..end)?);
        entities.of_form(&form).map(|entity| (at..end, entity))
    })
}

/// `Orlan-Veltra AI`: two known names joined by a hyphen.
fn split_known(
    tokens: &[Token],
    run: &std::ops::Range<usize>,
    entities: &Entities,
) -> Vec<NamedRun> {
    let hyphen =
        run.clone().find(|at| tokens.get(*at).is_some_and(|token| token.folded == "-"));
    let Some(hyphen) = hyphen else { return Vec::new() };
    let form = |range: std::ops::Range<usize>| {
        let part = tokens.get(range.clone()).unwrap_or_default();
        entities.of_form(&joined(part)).map(|entity| (range, entity))
    };
    match (form(run.start..hyphen), form(hyphen + 1..run.end)) {
        (Some(left), Some(right)) => vec![left, right],
        _ => Vec::new(),
    }
}
