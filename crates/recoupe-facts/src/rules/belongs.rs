//! # belongs
//!
//! Finds which company belongs to which: parents and subsidiaries.
//!
//! - EN "Orlan, the parent company of Veltra and Septime" "its subsidiary Veltra Asia"
//! - FR « Orlan, maison mère de Veltra » « sa filiale Veltra Asie »

use super::roles::Party;
use super::{Bench, DraftValue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "belongs",
    forms: "parent owner mère subsidiary subsidiaries filiale filiales unit propriétaire",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    let noun = bench.word(at).rsplit(' ').next().unwrap_or_default().to_owned();
    match noun.as_str() {
        "parent" | "owner" | "mère" | "propriétaire" => parent(bench, at),
        _ => subsidiary(bench, at),
    }
}

/// "X, the parent company of A, B and C".
fn parent(bench: &mut Bench<'_>, at: usize) {
    if bench.word(at) == "mère" && bench.scene.word_before(at, 1) != "maison" {
        return;
    }
    let of = bench.objects(at, &["of", "de", "d'", "du", "des"], &[]);
    let near = of.first().is_some_and(|party| party.node <= at + 4);
    let Some(owner) = bench.subjects(at).last().copied().filter(|_| near) else { return };
    for owned in of {
        push(bench, at, owner, owned);
    }
}

/// "its subsidiary X", "X, a subsidiary of Y"; « sa filiale X », « X, filiale de Y ».
fn subsidiary(bench: &mut Bench<'_>, at: usize) {
    let after = (at + 1..at + 3).find_map(|node| {
        bench.scene.nodes.get(node)?.name()?;
        bench.party(node, &[])
    });
    let mine = (at.saturating_sub(2)..at)
        .any(|left| bench.scene.nodes.get(left).is_some_and(|node| node.possessive));
    if let (Some(owned), true) = (after, mine) {
        let named = (at.saturating_sub(2)..at).find_map(|left| {
            bench.scene.nodes.get(left)?.name()?;
            bench.party(left, &[])
        });
        if let Some(owner) = named.or_else(|| bench.main_subject(at)).or_else(|| {
            (at.saturating_sub(2)..at).find_map(|left| bench.party(left, &[owned.entity]))
        }) {
            push(bench, at, owner, owned);
        }
        return;
    }
    let of = bench.objects(at, &["of", "de", "d'", "du"], &[]).first().copied();
    let Some(owner) = of.filter(|party| party.node <= at + 3) else { return };
    let Some(owned) = bench.subjects(at).last().copied() else { return };
    push(bench, at, owner, owned);
}

fn push(bench: &mut Bench<'_>, at: usize, owner: Party, owned: Party) {
    if owner.entity == owned.entity
        || !bench.entities.is_party(owner.entity)
        || !bench.entities.is_party(owned.entity)
    {
        return;
    }
    let mut draft =
        bench.draft("subsidiary", owner.entity, at).spanning(&[owner.node, owned.node]);
    draft.value = DraftValue::Entity(owned.entity);
    bench.drafts.push(draft);
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Orlan Group, the parent company of Veltra Systems, hired staff.",
            &["subsidiary: Orlan Group = Veltra Systems"],
        );
        check(
            "Le groupe Orlan, maison mère de Veltra, recrute.",
            &["subsidiary: Orlan = Veltra"],
        );
    }
}
