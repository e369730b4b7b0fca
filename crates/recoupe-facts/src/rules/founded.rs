//! # founded
//!
//! Finds when and by whom a company was founded.
//!
//! - EN "Veltra, founded in 2016 by Jane Doe" "Jane Doe founded Veltra in 2016."
//! - FR « Veltra, fondée en 2016 par Jeanne Dubreuil » « créée en 2016 »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, DraftValue, Rule};
use crate::scene::entities::EntityKind;

pub(super) const RULE: Rule = Rule {
    id: "founded",
    forms: "founded cofounded created established launched set fondé fondée fondés créé créée \
            cofondé cofondée lancée naît née né fonde",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    let strong = matches!(
        bench.word(at),
        "founded" | "cofounded" | "fondé" | "fondée" | "cofondé" | "cofondée" | "fonde"
    );
    let year = year(bench, at);
    let founders = by(bench, at);
    if !strong && (year.is_none() || !follows_name(bench, at)) {
        return;
    }
    let has = (1..4).any(|back| {
        matches!(bench.scene.word_before(at, back), "a" | "ont" | "has" | "have" | "had")
    }) && !(1..4)
        .any(|back| crate::scene::words::is_be(bench.scene.word_before(at, back)));
    let subject = bench.subjects(at).last().copied();
    let Some(subject) = subject else { return };
    if bench.entities.kind(subject.entity) == EntityKind::Person
        && (has || bench.word(at) != "né")
    {
        active(bench, at, year);
    } else if bench.entities.is_party(subject.entity) {
        passive(bench, at, subject, year, &founders);
    }
}

/// "Veltra, created in": a weak verb must stand right after the name or a form of to be.
fn follows_name(bench: &Bench<'_>, at: usize) -> bool {
    (1..4).any(|back| {
        let node = at.checked_sub(back).and_then(|at| bench.scene.nodes.get(at));
        node.is_some_and(crate::scene::node::Node::is_party)
    }) || at < 2
}

/// The year that "in" or « en » introduces close to the verb.
fn year(bench: &Bench<'_>, at: usize) -> Option<usize> {
    bench.value_right(at, Kind::Date, 12).filter(|date| {
        let near = *date <= at + 6;
        let iso = bench.scene.nodes.get(*date).and_then(|node| node.value()?.iso.clone());
        // "launched last month" is said of goods: only founding itself has a month.
        let strong = matches!(
            bench.word(at),
            "founded" | "cofounded" | "fondé" | "fondée" | "cofondé" | "cofondée"
        );
        let past = iso.is_some_and(|iso| iso.len() == 4 || strong && iso.len() <= 7);
        past && (near || !by(bench, at).is_empty())
    })
}

/// The persons after "by".
fn by(bench: &Bench<'_>, at: usize) -> Vec<Party> {
    let mut found = Vec::new();
    for right in at + 1..(at + 16).min(bench.scene.nodes.len()) {
        if !bench.same_clause(right, at) {
            continue;
        }
        let Some(node) = bench.scene.nodes.get(right) else { break };
        if node.name().is_some()
            && matches!(node.governor.as_str(), "by" | "par")
            && let Some(party) = bench.party(right, &[])
            && !matches!(bench.entities.kind(party.entity), EntityKind::Place)
        {
            found.push(party);
        }
    }
    found
}

/// "Jane Doe founded Veltra in 2016".
fn active(bench: &mut Bench<'_>, at: usize, year: Option<usize>) {
    let founders = bench.subjects(at);
    let Some(company) = bench.objects(at, &[""], &[]).first().copied() else { return };
    if company.node > at + 5 {
        return;
    }
    passive(bench, at, company, year, &founders);
}

fn passive(
    bench: &mut Bench<'_>,
    at: usize,
    company: Party,
    year: Option<usize>,
    founders: &[Party],
) {
    if let Some(year) = year {
        let mut draft =
            bench.draft("founded", company.entity, at).spanning(&[company.node, year]);
        draft.value = bench.take(year);
        bench.drafts.push(draft);
    }
    for founder in founders {
        let mut draft = bench
            .draft("founder", company.entity, at)
            .spanning(&[company.node, founder.node]);
        draft.value = DraftValue::Entity(founder.entity);
        bench.drafts.push(draft);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Veltra Systems, founded in 2016 by Jane Stone, makes robots.",
            &["founded: Veltra Systems = 2016", "founder: Veltra Systems = Jane Stone"],
        );
        check(
            "La société Veltra, fondée en 2016 par Jeanne Dubreuil, fabrique des robots.",
            &["founded: Veltra = 2016", "founder: Veltra = Jeanne Dubreuil"],
        );
    }
}
