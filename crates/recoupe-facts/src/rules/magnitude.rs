//! # magnitude
//!
//! Finds the magnitude of an earthquake; that of an aftershock is kept apart.
//! Must not find: magnitudes that a sentence compares with.
//!
//! - EN "A magnitude 6.1 earthquake struck the island."
//! - FR « Un séisme de magnitude 6,1 a frappé l'île. »

use recoupe_text::values::Kind;
use rust_decimal::Decimal;

use super::{Bench, Rule, Subject};

pub(super) const RULE: Rule = Rule { id: "magnitude", forms: "magnitude richter", read };

/// The strongest earthquake measured had magnitude 9.5.
const STRONGEST: i64 = 10;

fn read(bench: &mut Bench<'_>, at: usize) {
    // "Richter" may have been read as a name.
    if !bench.scene.is_word(at) && bench.word(at) != "richter" {
        return;
    }
    let Some(number) = number(bench, at) else { return };
    let Some(mut subject) = bench.happening(at, number) else { return };
    let after = ["aftershock", "aftershocks", "réplique", "répliques"];
    let from = at.saturating_sub(16);
    if (from..at + 4).any(|near| after.contains(&bench.word(near))) {
        subject = Subject::Aftershock;
    }
    let mut draft = bench.draft_of_event("magnitude", at).spanning(&[number]);
    draft.subject = subject;
    if let Subject::Year(year) = subject {
        draft.period = Some(year.to_string());
    }
    draft.value = bench.take(number);
    bench.drafts.push(draft);
}

/// "magnitude 6.1", "magnitude of 6.1", "6.1-magnitude", « magnitude a été évaluée à 6,1 »,
/// "6.1 on the Richter scale".
fn number(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let fits = |node: &usize| {
        !bench.is_taken(*node)
            && bench.scene.nodes.get(*node).and_then(|node| node.value()).is_some_and(
                |value| {
                    value.kind == Kind::Number
                        && value.amount.is_some_and(|amount| {
                            amount > Decimal::ONE && amount < Decimal::from(STRONGEST)
                        })
                },
            )
    };
    let left = || (at.saturating_sub(5)..at).rev().find(fits);
    if bench.word(at) == "richter" {
        return left();
    }
    let tight = at
        .checked_sub(2)
        .filter(|_| bench.scene.word_before(at, 1) == "-")
        .filter(|node| fits(node));
    let measured = |right: &usize| {
        (at + 1..*right).all(|between| {
            bench.scene.is_word(between)
                && !matches!(bench.word(between), "and" | "et" | "at" | "of")
                || matches!(bench.word(between), "of" | "at")
        })
    };
    tight.or_else(|| (at + 1..at + 7).find(fits).filter(measured))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn magnitudes_are_read_in_both_languages() {
        check(
            "A magnitude 6.1 earthquake struck the island on Monday.",
            &["magnitude: EVENT = 6.1"],
        );
        check(
            "Un séisme de magnitude 6,1 a frappé l'île lundi.",
            &["magnitude: EVENT = 6.1"],
        );
        check(
            "The 6.1-magnitude tremor was felt in the capital.",
            &["magnitude: EVENT = 6.1"],
        );
        check(
            "La magnitude a été évaluée à 6,1 par l'institut.",
            &["magnitude: EVENT = 6.1"],
        );
        check(
            "The quake measured 6.1 on the Richter scale.",
            &["magnitude: EVENT = 6.1"],
        );
    }

    #[test]
    fn aftershocks_and_other_quakes_stay_apart() {
        check(
            "Une dizaine de répliques ont suivi, dont l'une de magnitude 5,2.",
            &["magnitude: <aftershock> = 5.2"],
        );
        check(
            "A quake in 1981 had a magnitude of 7.2.",
            &["magnitude: <1981> = 7.2 @ 1981"],
        );
        check_only("magnitude", "The order of magnitude of the damage is unknown.", &[]);
    }
}
