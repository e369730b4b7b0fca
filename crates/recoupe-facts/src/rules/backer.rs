//! # backer
//!
//! Finds investors that are named as such, without an amount.
//!
//! - EN "supported by investors like Orlan and Septime" "a round in which Orlan participated"
//! - FR « soutenue par des investisseurs comme Orlan » « un tour auquel Orlan a participé »

use super::roles::Party;
use super::{Bench, Rule};
use crate::sheet::Stage;

pub(super) const RULE: Rule = Rule {
    id: "backer",
    forms: "supported participated participates participé participait participe investors \
            shareholders investisseurs actionnaires soutenu soutenue soutenus",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    match bench.word(at) {
        "participated" | "participates" | "participé" | "participait" | "participe" => {
            participated(bench, at);
        }
        "investors" | "shareholders" | "investisseurs" | "actionnaires" => {
            listed(bench, at);
        }
        _ => supported(bench, at),
    }
}

/// "Veltra, …, supported by investors like A and B".
fn supported(bench: &mut Bench<'_>, at: usize) {
    if !matches!(bench.word(at + 1), "by" | "par") {
        return;
    }
    let investors = bench.has_right(
        at,
        5,
        &["investors", "shareholders", "funds", "investisseurs", "actionnaires", "fonds"],
    );
    let target = bench.subjects(at).first().copied().or_else(|| bench.main_subject(at));
    let Some(target) = target.filter(|_| investors) else { return };
    let backers = bench.objects(
        at,
        &["by", "like", "as", "including", "par", "comme"],
        &[target.entity],
    );
    push(bench, at, &backers, target);
}

/// "its investors include A and B", « parmi ses actionnaires, A et B ».
fn listed(bench: &mut Bench<'_>, at: usize) {
    let list = bench.has_right(
        at,
        4,
        &["include", "includes", "including", "dont", "are", "sont"],
    );
    let mine = (at.saturating_sub(3)..at)
        .find(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive));
    let (Some(mine), true) = (mine, list) else { return };
    let Some(target) = bench.main_subject(at).or_else(|| bench.party(mine, &[])) else {
        return;
    };
    let from = (at + 1..at + 4)
        .find(|node| bench.scene.nodes.get(*node).is_some_and(|n| n.name().is_some()));
    let Some(first) = from.and_then(|node| bench.party(node, &[target.entity])) else {
        return;
    };
    let backers = bench.joined_right(first, &[target.entity]);
    push(bench, at, &backers, target);
}

/// "a funding round in which A participated": the round is that of the head before it.
fn participated(bench: &mut Bench<'_>, at: usize) {
    let round = (at.saturating_sub(14)..at).any(|left| {
        matches!(bench.word(left), "round" | "table" | "fonds" | "levée" | "series")
    });
    let clause = bench.scene.nodes.get(at).map_or(0, |node| node.clause);
    let head = bench.scene.clauses.get(clause).and_then(|clause| clause.head);
    let target = head.and_then(|head| bench.party(head, &[]));
    let (Some(target), true) = (target, round) else { return };
    let backers = bench.subjects(at);
    let backers: Vec<Party> =
        backers.into_iter().filter(|party| party.entity != target.entity).collect();
    let period = (at.saturating_sub(16)..at).rev().find_map(|left| {
        bench
            .scene
            .nodes
            .get(left)?
            .value()
            .filter(|value| value.kind == recoupe_text::values::Kind::Date)?
            .iso
            .clone()
    });
    let before = bench.drafts.len();
    push(bench, at, &backers, target);
    for draft in bench.drafts.iter_mut().skip(before) {
        draft.period.clone_from(&period);
    }
}

fn push(bench: &mut Bench<'_>, at: usize, backers: &[Party], target: Party) {
    for backer in backers {
        if backer.entity == target.entity || !bench.entities.is_party(backer.entity) {
            continue;
        }
        let mut draft = bench
            .draft("investment", backer.entity, at)
            .spanning(&[backer.node, target.node]);
        draft.object = Some(target.entity);
        draft.stage = Some(Stage::Completed);
        bench.drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Veltra Systems grows, supported by investors like Orlan Group.",
            &["investment: Orlan Group > Veltra Systems"],
        );
        check(
            "La société Veltra grandit, soutenue par des investisseurs comme le groupe Orlan.",
            &["investment: Orlan > Veltra"],
        );
    }
}
