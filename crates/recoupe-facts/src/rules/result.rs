//! # result
//!
//! Finds revenue, profit and loss of a company, with their period; and what is forecast.
//! Must not find: changes ("up $2bn"), the sales of a product line without its company.
//!
//! - EN "With revenue of $870 million in 2024 and forecasts reaching $2 billion in 2025, Veltra …"
//! - FR « Veltra a réalisé un chiffre d'affaires de 870 millions de dollars en 2024 et table
//!   sur 2 milliards en 2025. »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule, Subject};
use crate::sheet::Modality;

pub(super) const RULE: Rule = Rule {
    id: "result",
    forms: "revenue revenues sales turnover profit profits earnings income loss losses revenus \
            chiffre ca ventes bénéfice bénéfices perte pertes résultat forecast forecasts \
            prévisions expects expected table tabler tablait vise viser prévoit attend anticipe \
            anticiper",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) && !bench.word(at).ends_with("ca") {
        return;
    }
    match bench.word(at) {
        "forecast" | "forecasts" | "prévisions" | "expects" | "expected" | "table"
        | "tabler" | "tablait" | "vise" | "viser" | "prévoit" | "attend" | "anticipe"
        | "anticiper" => {
            forecast(bench, at);
        }
        _ => stated(bench, at),
    }
}

/// Which figure a word names, and one past its last word.
fn measure(bench: &Bench<'_>, at: usize) -> Option<(&'static str, usize)> {
    let next = bench.word(at + 1);
    match bench.word(at) {
        "chiffre" if matches!(next, "d'") => Some(("revenue", at + 2)),
        "revenue" | "revenues" | "sales" | "turnover" | "revenus" | "ventes" | "ca" => {
            Some(("revenue", at))
        }
        "income" if matches!(bench.scene.word_before(at, 1), "net" | "operating") => {
            Some(("profit", at))
        }
        "profit" | "profits" | "earnings" | "bénéfice" | "bénéfices" => {
            Some(("profit", at))
        }
        "résultat" if matches!(next, "net" | "opérationnel" | "d'") => {
            Some(("profit", at))
        }
        "loss" | "losses" | "perte" | "pertes" => Some(("loss", at)),
        _ => None,
    }
}

fn stated(bench: &mut Bench<'_>, at: usize) {
    let Some((attribute, end)) = measure(bench, at) else { return };
    let Some(money) = figure(bench, at, end) else { return };
    let Some(subject) = whose(bench, at, end, money) else { return };
    let forecast = bench.has_left(
        money,
        12,
        &[
            "forecast*",
            "expect*",
            "prévoi*",
            "table",
            "tabler",
            "vise",
            "viser",
            "attend*",
            "anticip*",
            "target*",
            "guidance",
            "objectif*",
            "prévision*",
            "project*",
            "prévu",
            "prévue",
            "espèr*",
            "hope*",
            "aim*",
            "would",
            "will",
            "devrait",
            "reach*",
            "atteindra*",
        ],
    ) && !bench.has_left(
        money,
        6,
        &["reported", "posted", "réalisé", "dégagé", "publié", "reached", "hit", "a"],
    );
    push(bench, attribute, at, subject, money, forecast);
}

/// The amount of a figure: "revenue of M", "revenue was M", "M in revenue", « M de chiffre
/// d'affaires ».
fn figure(bench: &Bench<'_>, at: usize, end: usize) -> Option<usize> {
    let right = bench.value_right(end, Kind::Money, 11).filter(|money| {
        !(end + 1..*money).any(|word| {
            matches!(bench.word(word), ";" | "from" | "versus" | "against" | "contre")
                || measure(bench, word).is_some()
        })
    });
    let left = bench.value_left(at, Kind::Money, 4).filter(|money| {
        (*money + 1..at).all(|word| {
            matches!(
                bench.word(word),
                "in" | "of"
                    | "de"
                    | "d'"
                    | "annual"
                    | "net"
                    | "operating"
                    | "yearly"
                    | "total"
                    | "quarterly"
                    | "recurring"
            )
        })
    });
    left.or(right)
}

/// Whose figure: "its revenue", "Veltra's revenue", "revenue of Veltra", « son chiffre
/// d'affaires », the subject of the verb, or after an opener the subject that follows.
fn whose(bench: &Bench<'_>, at: usize, end: usize, money: usize) -> Option<Party> {
    let owner = (at.saturating_sub(5)..at)
        .rev()
        .take_while(|left| !matches!(bench.word(*left), "," | "and" | "et"))
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| bench.party(left, &[]));
    if owner.is_some() {
        return owner;
    }
    let of =
        bench.objects(end, &["of", "de", "d'", "du", "at", "chez"], &[]).first().copied();
    if let Some(of) = of.filter(|party| party.node <= end + 4) {
        return Some(of);
    }
    let opener = matches!(bench.word(0), "with" | "avec" | "after" | "après" | "on");
    let subjects = bench.subjects(at.min(money));
    if let Some(subject) = subjects.first() {
        return Some(*subject);
    }
    if opener {
        return bench.subject_after(at);
    }
    // « Le chiffre d'affaires s'est établi à … »: of whom the text speaks.
    let heads = at <= 3 && (0..at).all(|left| !bench.scene.nodes[left].is_party());
    bench.topic.filter(|_| heads).map(|entity| Party { entity, node: at })
}

/// A forecast that names no figure of its own, after one that does: "and forecasts reaching
/// M in 2025", « et table sur M en 2025 », also in the next sentence.
fn forecast(bench: &mut Bench<'_>, at: usize) {
    let Some(money) = bench.value_right(at, Kind::Money, 6) else { return };
    let named = (at + 1..money)
        .chain(money + 1..money + 5)
        .any(|word| measure(bench, word).is_some());
    let blocked = (at + 1..money).any(|word| {
        bench
            .scene
            .nodes
            .get(word)
            .is_some_and(|node| node.is_party() && !node.possessive)
            || matches!(
                bench.word(word),
                "invest"
                    | "investir"
                    | "spend"
                    | "dépenser"
                    | "raise"
                    | "lever"
                    | "savings"
                    | "économies"
                    | "synergies"
                    | "cost"
                    | "coût"
            )
    });
    if named || blocked {
        return;
    }
    let here = bench
        .drafts
        .iter()
        .rev()
        .find(|draft| {
            matches!(draft.attribute, "revenue" | "profit") && draft.trigger < at
        })
        .map(|draft| (draft.attribute, draft.subject));
    let subjects = bench.subjects(at);
    let before = bench
        .earlier
        .last()
        .filter(|draft| matches!(draft.attribute, "revenue" | "profit" | "loss"));
    let before = before.map(|draft| {
        let attribute =
            if draft.attribute == "loss" { "revenue" } else { draft.attribute };
        (attribute, draft.subject)
    });
    let Some((_, Subject::Entity(entity))) = here.or(before) else { return };
    let same = subjects.first().is_none_or(|subject| subject.entity == entity);
    if !same && here.is_none() {
        return;
    }
    let node =
        here.map_or(at, |_| bench.drafts.last().map_or(at, |draft| draft.evidence.0));
    push(bench, "revenue", at, Party { entity, node }, money, true);
}

fn push(
    bench: &mut Bench<'_>,
    attribute: &'static str,
    at: usize,
    subject: Party,
    money: usize,
    forecast: bool,
) {
    let subject = bench.organisation(subject);
    if !bench.entities.is_party(subject.entity) || is_change(bench, money) {
        return;
    }
    let period = bench.period(money);
    let mut draft = bench.draft(attribute, subject.entity, at).spanning(&[
        subject.node,
        money,
        period.as_ref().map_or(at, |period| period.1),
    ]);
    draft.period = period.map(|period| period.0);
    draft.value = bench.take(money);
    if forecast {
        draft.modality = Modality::Forecast;
    }
    bench.drafts.push(draft);
}

/// "up $2bn", « en hausse de 2 M€ »: a change, not a figure.
fn is_change(bench: &Bench<'_>, money: usize) -> bool {
    matches!(bench.scene.word_before(money, 1), "up" | "down" | "by")
        || (bench.scene.word_before(money, 1) == "de"
            && matches!(
                bench.scene.word_before(money, 2),
                "hausse" | "baisse" | "recul" | "progression" | "augmenté" | "reculé"
            ))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Veltra Systems had revenue of $870 million in 2024.",
            &["revenue: Veltra Systems = 870000000 USD @ 2024"],
        );
        check(
            "La société Veltra a réalisé un chiffre d'affaires de 870 millions de dollars en 2024.",
            &["revenue: Veltra = 870000000 USD @ 2024"],
        );
    }

    #[test]
    fn what_only_looks_alike_is_left_out() {
        check_only("revenue", "Sales rose by $2 billion at Orlan Group.", &[]);
    }
}
