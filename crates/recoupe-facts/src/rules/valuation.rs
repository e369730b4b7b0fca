//! # valuation
//!
//! Finds what a company is or would be worth.
//! Must not find: the size of a deal, prices of goods.
//!
//! - EN "Veltra, valued at nearly $14 billion" "seeking a valuation of up to $25 billion"
//! - FR « Veltra, valorisée près de 14 milliards de dollars » « une valorisation de 25 milliards »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule};
use crate::sheet::{Modality, Stage};

pub(super) const RULE: Rule = Rule {
    id: "valuation",
    forms: "valued values valuing valuation worth valorisé valorisée valorisant valorise \
            valoriser valoriserait valorisait valorisation évalué évaluée évaluant capitalisation",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    let word = bench.word(at).to_owned();
    if word == "worth"
        && !matches!(
            bench.scene.word_before(at, 1),
            "company" | "startup" | "firm" | "business" | "is" | "was"
        )
    {
        return;
    }
    let reach = 9;
    let Some(money) = bench.value_right(at, Kind::Money, reach) else {
        if matches!(word.as_str(), "valuation" | "valorisation")
            && let Some(money) = bench.value_left(at, Kind::Money, 3)
        {
            let subject = whose(bench, at);
            valuation(bench, at, subject, money);
        }
        return;
    };
    if let Some(bid) = bid(bench, at, money) {
        let mut draft = bid.spanning(&[at, money]);
        draft.value = bench.take(money);
        bench.drafts.push(draft);
        return;
    }
    let subject = match word.as_str() {
        "values" | "valuing" | "valorisant" | "valorise" | "valoriser"
        | "valoriserait" | "valorisait" | "évaluant" => valued_object(bench, at, money),
        "valuation" | "valorisation" | "capitalisation" => whose(bench, at),
        _ => bench.subjects(at).last().copied(),
    };
    valuation(bench, at, subject, money);
}

/// "The offer values Veltra at M", "agreed to buy Veltra in a deal that values it at M": the
/// price of an acquisition rather than a valuation of its own.
fn bid(bench: &Bench<'_>, at: usize, money: usize) -> Option<super::Draft> {
    let verb = matches!(
        bench.word(at),
        "values"
            | "valuing"
            | "valued"
            | "valorise"
            | "valorisant"
            | "valoriserait"
            | "valorisait"
    );
    if !verb {
        return None;
    }
    let here = bench.drafts.iter().rev().find(|draft| draft.attribute == "acquisition");
    let offer = (at.saturating_sub(8)..at).any(|left| {
        bench.scene.nodes.get(left).is_some_and(|node| {
            matches!(
                node.kind,
                crate::scene::node::NodeKind::Reference(
                    crate::scene::node::ReferenceKind::Deal,
                    _
                )
            )
        })
    });
    let earlier =
        bench.earlier.iter().rev().find(|draft| draft.attribute == "acquisition");
    let draft = here.or(earlier.filter(|_| offer))?;
    let named = (at + 1..money).find_map(|node| bench.scene.nodes.get(node)?.name());
    let same = named.is_none_or(|entity| draft.object == Some(entity));
    let mut draft = draft.clone();
    draft.evidence = (at, money);
    draft.trigger = at;
    draft.rule = "valuation";
    draft.stage = None;
    same.then_some(draft)
}

/// "valuing Veltra at M", "valuing it at M": the name between verb and amount, else the
/// target of the deal of the sentence.
fn valued_object(bench: &Bench<'_>, at: usize, money: usize) -> Option<Party> {
    let deal = bench.drafts.iter().rev().find_map(|draft| match draft.attribute {
        "acquisition" | "investment" | "stake" => draft.object,
        "funding_round" => match draft.subject {
            super::Subject::Entity(entity) => Some(entity),
            _ => None,
        },
        _ => None,
    });
    for node in at + 1..money {
        let Some(found) = bench.scene.nodes.get(node) else { break };
        if found.name().is_some() {
            return bench.party(node, &[]);
        }
        if found.is_party()
            && let Some(entity) = deal
        {
            return Some(Party { entity, node });
        }
        if found.is_party() {
            return bench.party(node, &[]);
        }
    }
    // « ce qui la valorise à … », "a deal that values the group at …" without an object.
    deal.map(|entity| Party { entity, node: at })
}

/// Whose valuation: "its valuation", "Veltra's valuation", "the valuation of Veltra", else
/// the subject of the verb around: "Veltra seeks a valuation of …".
fn whose(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let owner = (at.saturating_sub(4)..at)
        .rev()
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| bench.party(left, &[]));
    let of = bench
        .objects(at, &["of", "de", "d'", "du"], &[])
        .first()
        .copied()
        .filter(|party| party.node <= at + 3);
    let raised = bench.drafts.iter().rev().find_map(|draft| {
        match (draft.attribute, draft.subject) {
            ("funding_round", super::Subject::Entity(entity)) => {
                Some(Party { entity, node: at })
            }
            _ => None,
        }
    });
    owner.or(of).or(raised).or_else(|| bench.subjects(at).first().copied())
}

fn valuation(bench: &mut Bench<'_>, at: usize, subject: Option<Party>, money: usize) {
    let Some(subject) = subject.map(|party| bench.organisation(party)) else { return };
    if !bench.entities.is_party(subject.entity) {
        return;
    }
    let sought = bench.has_left(
        at,
        7,
        &[
            "seek*",
            "sought",
            "target*",
            "aim*",
            "hope*",
            "hoping",
            "vise*",
            "visant",
            "cherch*",
            "espér*",
            "espèr*",
            "ambition*",
            "could",
            "pourrait",
        ],
    );
    let period = bench.period(money);
    let mut draft = bench.draft("valuation", subject.entity, at).spanning(&[
        subject.node,
        money,
        period.as_ref().map_or(at, |period| period.1),
    ]);
    draft.period = period.map(|period| period.0);
    draft.value = bench.take(money);
    if sought {
        draft.modality = Modality::Sought;
        draft.stage = Some(Stage::Planned);
    }
    bench.drafts.push(draft);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Veltra Systems, valued at nearly $14 billion, hired staff.",
            &["valuation: Veltra Systems = nearly 14000000000 USD"],
        );
        check(
            "La société Veltra, valorisée près de 14 milliards de dollars, recrute.",
            &["valuation: Veltra = nearly 14000000000 USD"],
        );
    }

    #[test]
    fn what_only_looks_alike_is_left_out() {
        check_only("valuation", "The deal is worth $5 billion to Orlan Group.", &[]);
    }
}
