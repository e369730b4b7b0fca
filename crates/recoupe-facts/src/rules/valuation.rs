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
    forms: "value valued values valuing valuation worth valorisé valorisée valorisant valorise \
            valoriser valoriserait valorisait valorisation évalué évaluée évaluant capitalisation",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    let word = bench.word(at).to_owned();
    if word == "worth" && !is_company_worth(bench, at) || is_contract(bench, at) {
        return;
    }
    // "the value of": a noun; "could value it at": a verb.
    if word == "value"
        && !bench.has_left(at, 2, &["could", "would", "to", "may", "might", "will"])
    {
        return;
    }
    let reach = 9;
    let Some(money) = bench.value_right(at, Kind::Money, reach) else {
        if matches!(word.as_str(), "valuation" | "valorisation")
            && let Some(money) = bench.value_left(at, Kind::Money, 3)
        {
            let subject = whose(bench, at, None);
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
        "value" | "values" | "valuing" | "valorisant" | "valorise" | "valoriser"
        | "valoriserait" | "valorisait" | "évaluant" => valued_object(bench, at, money),
        "worth" => bench
            .party(at.saturating_sub(1), &[])
            .or_else(|| bench.subjects(at).last().copied()),
        "valuation" | "valorisation" | "capitalisation" => whose(bench, at, Some(money)),
        _ => bench.subjects(at).last().copied(),
    };
    valuation(bench, at, subject, money);
}

/// "Veltra is worth M", "the company worth M"; not goods or deals.
fn is_company_worth(bench: &Bench<'_>, at: usize) -> bool {
    let before = bench.scene.word_before(at, 1);
    let noun = before.rsplit(' ').next().unwrap_or_default();
    matches!(noun, "company" | "startup" | "firm" | "business" | "group" | "is" | "was")
}

/// "an agreement valued at M", « une entente évaluée à M », "a contract worth M": what a deal
/// is worth, not a company.
fn is_contract(bench: &Bench<'_>, at: usize) -> bool {
    (1..4).any(|back| {
        let noun = bench.scene.word_before(at, back);
        matches!(
            noun.rsplit([' ', '\'']).next().unwrap_or_default(),
            "agreement"
                | "contract"
                | "deal"
                | "order"
                | "entente"
                | "accord"
                | "contrat"
                | "commande"
                | "marché"
                | "package"
                | "portfolio"
                | "land"
                | "plant"
        )
    }) && matches!(bench.word(at), "valued" | "worth" | "évalué" | "évaluée")
}

/// "The offer values Veltra at M", "agreed to buy Veltra in a deal that values it at M": the
/// price of an acquisition rather than a valuation of its own.
fn bid(bench: &Bench<'_>, at: usize, money: usize) -> Option<super::Draft> {
    let verb = matches!(
        bench.word(at),
        "value"
            | "values"
            | "valuing"
            | "valuation"
            | "worth"
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
    // "At that price Veltra would be valued at", "That would make the company worth".
    let price = (0..4)
        .any(|node| matches!(bench.word(node), "that" | "this" | "ce" | "cela"))
        && ((0..4).any(|node| matches!(bench.word(node), "price" | "prix" | "tarif"))
            || bench.word(at) == "worth");
    let offer = price
        || (at.saturating_sub(8)..at).any(|left| {
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
    if matches!(bench.word(at), "valuation" | "worth") && !price {
        return None;
    }
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
    let clitic = matches!(bench.scene.word_before(at, 1), "le" | "la" | "l'");
    deal.map(|entity| Party { entity, node: at })
        .or_else(|| bench.main_subject(at).filter(|_| clitic))
}

/// Whose valuation: "its valuation", "Veltra's valuation", "the valuation of Veltra", else
/// the subject of the verb around: "Veltra seeks a valuation of …".
fn whose(bench: &Bench<'_>, at: usize, money: Option<usize>) -> Option<Party> {
    let owner = (at.saturating_sub(4)..at)
        .rev()
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| bench.party(left, &[]));
    let of = bench
        .objects(at, &["of", "de", "d'", "du"], &[])
        .first()
        .copied()
        .filter(|party| party.node <= at + 3);
    // "a valuation of M for all of Veltra", « une valorisation de M pour la totalité de V ».
    let whole = money.and_then(|money| {
        bench
            .objects(money, &["of", "for", "de", "d'", "pour"], &[])
            .first()
            .copied()
            .filter(|party| party.node <= money + 7)
    });
    let of = of.or(whole);
    let heads = at <= 3 && (0..at).all(|left| !bench.scene.nodes[left].is_party());
    let topic = bench.topic.filter(|_| heads).map(|entity| Party { entity, node: at });
    let raised = bench.drafts.iter().rev().find_map(|draft| {
        match (draft.attribute, draft.subject) {
            ("funding_round", super::Subject::Entity(entity)) => {
                Some(Party { entity, node: at })
            }
            _ => None,
        }
    });
    owner.or(of).or(raised).or(topic).or_else(|| bench.subjects(at).first().copied())
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
        check(
            "Veltra Systems is preparing a listing in Paris that could value it at between 2.8 billion and 3.2 billion euros.",
            &["valuation: Veltra Systems = between 2800000000-3200000000 EUR"],
        );
        check(
            "La société Veltra prépare une introduction en Bourse qui pourrait la valoriser entre 2,8 et 3,2 milliards d'euros.",
            &["valuation: Veltra = between 2800000000-3200000000 EUR"],
        );
        check(
            "Orlan Group bought 40% of Veltra Systems. The price implies a valuation of 775 million francs for all of privately held Veltra.",
            &["valuation: Veltra Systems = 775000000 CHF"],
        );
    }

    #[test]
    fn what_an_offer_makes_a_company_worth_is_a_price() {
        check(
            "Orlan Group has made an offer for Veltra Systems. At that price Veltra would be valued at nearly $3 billion.",
            &[
                "acquisition: Orlan Group > Veltra Systems",
                "acquisition: Orlan Group > Veltra Systems = nearly 3000000000 USD",
            ],
        );
        check_only(
            "valuation",
            "Veltra Systems signed with Orlan Group, an agreement valued at $4 billion.",
            &[],
        );
    }

    #[test]
    fn what_only_looks_alike_is_left_out() {
        check_only("valuation", "The deal is worth $5 billion to Orlan Group.", &[]);
    }
}
