//! # jobs
//!
//! Finds how many jobs an organisation cuts.
//! Must not find: jobs created, jobs that exist, parts of a cut ("of which 170 abroad").
//!
//! - EN "Orlan will cut about 300 jobs."
//! - FR « Orlan a annoncé la suppression de 1 150 postes. »

use recoupe_text::values::{Bound, Kind, Value};
use rust_decimal::Decimal;

use super::roles::{Party, matches_any};
use super::{Bench, DraftValue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "jobs",
    forms: "jobs job posts positions roles workers employees staff people postes emplois \
            salariés suppressions licenciements redundancies layoffs",
    read,
};

/// Verbs and nouns of cutting jobs.
const CUTS: [&str; 27] = [
    "cut",
    "cuts",
    "cutting",
    "axe",
    "axes",
    "axed",
    "axing",
    "shed",
    "sheds",
    "shedding",
    "slash*",
    "eliminat*",
    "scrap",
    "scrapping",
    "lose",
    "loses",
    "losing",
    "loss",
    "lost",
    "suppression*",
    "supprim*",
    "licenci*",
    "layoff*",
    "redundanc*",
    "détrui*",
    "biffe*",
    "taille",
];
/// Verbs of sending people away: they go with people, not with jobs.
const DISMISSES: [&str; 7] =
    ["lay", "lays", "laid", "laying", "dismiss*", "licenci*", "sack*"];
/// What jobs themselves do when they go.
const GO: [&str; 12] = [
    "cut",
    "cuts",
    "lost",
    "axed",
    "go",
    "going",
    "disappear",
    "eliminated",
    "supprimés",
    "supprimé",
    "disparaîtront",
    "disparaître",
];
const GROWS: [&str; 12] = [
    "create", "creates", "created", "creating", "add", "adds", "hire", "hires",
    "recruit*", "crée*", "créé*", "embauch*",
];

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at)
        || bench.scene.nodes.get(at).is_some_and(|node| node.quoted)
    {
        return;
    }
    let Some(cut) = cutting(bench, at) else { return };
    if none_cut(bench, at) {
        negated(bench, at, cut);
        return;
    }
    let Some(number) = number(bench, at) else { return };
    let Some(party) = who(bench, cut, number.max(at)) else { return };
    let mut draft =
        bench.draft("jobs_cut", party.entity, cut).spanning(&[party.node, number, at]);
    draft.value = bench.take(number);
    draft.is_deal = true;
    bench.drafts.push(draft);
}

/// The word that says that the jobs at `at` go.
fn cutting(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let people = matches!(
        bench.word(at),
        "workers" | "employees" | "staff" | "people" | "salariés"
    );
    let words: &[&str] = if people { &DISMISSES } else { &CUTS };
    let itself = matches_any(
        bench.word(at),
        &["suppressions", "licenciements", "redundancies", "layoffs"],
    );
    if itself {
        return (bench.word(at) != "suppressions").then_some(at);
    }
    let left = (at.saturating_sub(12)..at)
        .rev()
        .take_while(|left| {
            !matches!(bench.word(*left), ";" | ":" | "\"")
                && !matches_any(bench.word(*left), &GROWS)
        })
        .find(|left| bench.scene.is_word(*left) && matches_any(bench.word(*left), words));
    let right = || {
        (at + 1..at + 6)
            .take_while(|right| !matches!(bench.word(*right), "," | "." | ";" | ":"))
            .find(|right| {
                !people && GO.contains(&bench.word(*right)) && bench.scene.is_word(*right)
            })
    };
    left.or_else(right)
}

/// The number of jobs: right before the noun; of "300 of the 2,400 jobs" the part.
fn number(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let nearest = (at.saturating_sub(4)..at)
        .rev()
        .take_while(|left| !matches!(bench.word(*left), "," | ";" | "." | ":"))
        .find(|left| bench.is_value(*left, Kind::Number))
        .or_else(|| {
            // "layoffs of 300", « licenciements: 300 » stand before their number.
            let noun =
                matches!(bench.word(at), "layoffs" | "redundancies" | "licenciements");
            bench.value_right(at, Kind::Number, 3).filter(|_| noun)
        })?;
    let whole = (nearest.saturating_sub(6)..nearest)
        .rev()
        .find(|left| bench.is_value(*left, Kind::Number));
    let part = whole.filter(|part| {
        (*part + 1..nearest)
            .any(|between| matches!(bench.word(between), "of" | "sur" | "des"))
            && !(*part + 1..nearest)
                .any(|between| matches!(bench.word(between), "," | "and" | "et"))
    });
    // "dont 170 en Belgique": a part of the cut, not the cut.
    let number = part.unwrap_or(nearest);
    let partial =
        matches!(bench.scene.word_before(number, 1), "dont" | "including" | "which");
    // "one in ten jobs" is a share.
    let whole = bench
        .scene
        .nodes
        .get(number)
        .and_then(|node| node.value())
        .is_some_and(|value| value.amount.is_some_and(|amount| amount.is_integer()));
    (whole && !partial && !bench.is_taken(number)).then_some(number)
}

/// Who cuts: the agent of a passive, the one whose plan it is, the subject.
fn who(bench: &Bench<'_>, cut: usize, last: usize) -> Option<Party> {
    if let Some(agent) = announced_by(bench, last) {
        return Some(agent);
    }
    if let Some(planner) = planner(bench, cut) {
        return Some(planner);
    }
    if let Some(house) = house(bench, last.max(cut)) {
        return Some(house);
    }
    bench.acting_organisation(cut).filter(|party| bench.entities.is_party(party.entity))
}

/// "450 jobs would go at Orlan", « 450 emplois supprimés chez Orlan ».
fn house(bench: &Bench<'_>, last: usize) -> Option<Party> {
    let at =
        (last + 1..last + 4).find(|right| matches!(bench.word(*right), "at" | "chez"))?;
    bench.organisation_in(at + 1, at + 4, &[])
}

/// "announced by their employer, Orlan", « annoncée par leur employeur, Orlan ».
fn announced_by(bench: &Bench<'_>, last: usize) -> Option<Party> {
    let said = (last + 1..last + 5).find(|right| {
        matches_any(
            bench.word(*right),
            &[
                "announced",
                "planned",
                "decided",
                "annoncé*",
                "prévu*",
                "décidé*",
                "unveiled",
            ],
        )
    })?;
    bench.agent(said, 2)
}

/// "plans by Orlan to cut", « le projet d'Orlan de supprimer ».
fn planner(bench: &Bench<'_>, cut: usize) -> Option<Party> {
    let plan = (cut.saturating_sub(12)..cut).rev().find(|left| {
        matches!(
            bench.word(*left),
            "plan" | "plans" | "projet" | "decision" | "décision" | "intention"
        )
    })?;
    (plan + 1..cut)
        .filter(|at| {
            bench.scene.nodes.get(*at).is_some_and(|node| {
                matches!(node.governor.as_str(), "by" | "de" | "d'" | "du" | "of" | "par")
            })
        })
        .find_map(|at| bench.organisation_at(at, &[]))
}

fn none_cut(bench: &Bench<'_>, at: usize) -> bool {
    (1..4).any(|back| {
        matches!(bench.scene.word_before(at, back), "no" | "aucun" | "aucune")
    })
}

/// "no jobs would be cut".
fn negated(bench: &mut Bench<'_>, at: usize, cut: usize) {
    let Some(party) = who(bench, cut, at) else { return };
    let first = at.saturating_sub(1);
    let mut draft =
        bench.draft("jobs_cut", party.entity, cut).spanning(&[first, at, cut]);
    let Some(node) = bench.scene.nodes.get(first) else { return };
    draft.value = DraftValue::Typed(none_of(node.span));
    draft.is_deal = true;
    bench.drafts.push(draft);
}

/// "no": a count of none.
fn none_of(span: recoupe_text::Span) -> Value {
    Value {
        kind: Kind::Number,
        span,
        core: span,
        amount: Some(Decimal::ZERO),
        high: None,
        precision: None,
        magnitude: None,
        unit: None,
        unit_assumed: false,
        bound: Bound::Exact,
        iso: None,
        per: None,
        converts_previous: false,
        counts: None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn cuts_are_read_with_who_makes_them() {
        check(
            "Orlan Group said it would cut about 300 of the target's 2,400 jobs.",
            &["jobs_cut: Orlan Group = about 300"],
        );
        check(
            "Le groupe Orlan a annoncé jeudi la suppression de 1 150 postes.",
            &["jobs_cut: Orlan = 1150"],
        );
        check(
            "The company Orlan will shed 90 positions in Lyon.",
            &["jobs_cut: Orlan = 90"],
        );
        check("Le groupe Orlan va licencier 90 salariés.", &["jobs_cut: Orlan = 90"]);
        check(
            "Dockers protested at the loss of 140 jobs announced by their employer, Orlan Group.",
            &["jobs_cut: Orlan Group = 140"],
        );
        check(
            "Les dockers protestent contre la suppression de 140 postes annoncée par leur employeur, le groupe Orlan.",
            &["jobs_cut: Orlan = 140"],
        );
        check(
            "Dockers walked out over plans by operator Orlan Group to cut 140 jobs.",
            &["jobs_cut: Orlan Group = 140"],
        );
    }

    #[test]
    fn jobs_that_go_at_a_house_are_its_own() {
        check(
            "The union said 450 jobs would go at Orlan Group.",
            &["jobs_cut: Orlan Group = 450"],
        );
        check(
            "Le groupe Orlan prévoit 450 suppressions d'emplois.",
            &["jobs_cut: Orlan = 450"],
        );
        check(
            "The company Orlan is to eliminate one in ten positions, or 450 jobs.",
            &["jobs_cut: Orlan = 450"],
        );
    }

    #[test]
    fn jobs_that_stay_or_come_are_not_cut() {
        check_only(
            "jobs_cut",
            "Orlan Group will create 300 jobs. It has 2,400 employees.",
            &[],
        );
        check_only(
            "jobs_cut",
            "Le groupe Orlan va créer 300 emplois. Il compte 2 400 salariés.",
            &[],
        );
        check_only(
            "jobs_cut",
            "Orlan Group said no jobs would be cut.",
            &["jobs_cut: Orlan Group = 0"],
        );
    }
}
