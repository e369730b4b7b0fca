//! # share_price
//!
//! Finds what a bid offers for each share, where the sentence itself names no buyer: the
//! parties are those of the acquisition the article speaks of.
//! Must not find: prices on the exchange, dividends.
//!
//! - EN "Shareholders of Veltra will receive $41.50 for each share."
//! - FR « L'offre est libellée à 48,50 euros par action. »

use recoupe_text::values::Kind;

use super::{Bench, DraftValue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "share_price",
    forms: "offer bid offers receive receives offre opa recevront reçoivent libellée libellé \
            prix price pence proposition propositions proposal proposals proposed raised relevé \
            relève relever indication terms sweetened",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    let amounts = amounts(bench);
    let Some(money) = amounts.first().copied() else { return };
    if !bench.same_clause(money, at) && money >= at + 12 {
        return;
    }
    let market = (money.saturating_sub(9)..money + 6).any(|node| {
        matches!(
            bench.word(node),
            "closed"
                | "closing"
                | "rose"
                | "fell"
                | "traded"
                | "trading"
                | "clôture"
                | "cours"
                | "bourse"
                | "dividend"
                | "dividende"
                | "jumped"
                | "slipped"
                | "bondi"
                | "earnings"
                | "bénéfice"
        )
    });
    if market {
        return;
    }
    let Some(deal) =
        bench.earlier.iter().rev().find(|draft| draft.attribute == "acquisition")
    else {
        return;
    };
    let parties: Vec<_> =
        bench.earlier.iter().filter(|draft| draft.attribute == "acquisition").collect();
    if parties
        .iter()
        .any(|other| other.object != deal.object || other.subject != deal.subject)
    {
        return;
    }
    let deal = deal.clone();
    for money in amounts {
        let mut draft = deal.clone();
        draft.trigger = at;
        draft.rule = bench.rule;
        draft.stage = None;
        draft.certainty = None;
        draft.is_former = is_former(bench, money);
        draft.evidence = (at.min(money), at.max(money));
        draft.value = bench.take(money);
        if let DraftValue::Typed(value) = &mut draft.value {
            value.per = Some("share".to_owned());
        }
        bench.drafts.push(draft);
    }
}

/// The free amounts per share of the sentence; beside one of them also plain amounts that
/// are listed with it: "305 pence per share in September, and later 318 pence".
fn amounts(bench: &Bench<'_>) -> Vec<usize> {
    let free: Vec<usize> = (0..bench.scene.nodes.len())
        .filter(|node| bench.is_value(*node, Kind::Money) && !bench.is_taken(*node))
        .collect();
    free.into_iter().filter(|node| is_per_share(bench, *node)).collect()
}

/// "up from the 48.50 first put forward", « de 48,50 à 49,75 euros »: what was offered before.
fn is_former(bench: &Bench<'_>, money: usize) -> bool {
    (money.saturating_sub(3)..money).any(|node| bench.word(node) == "from")
}

/// "per share", "a share", "for each share", « par action », pence.
fn is_per_share(bench: &Bench<'_>, at: usize) -> bool {
    let value = bench.scene.nodes.get(at).and_then(|node| node.value());
    value.is_some_and(|value| value.per.as_deref() == Some("share"))
        || bench.word(at).contains("pence")
        || ((at + 1..at + 4)
            .any(|node| matches!(bench.word(node), "share" | "action" | "titre"))
            && (at + 1..at + 3).any(|node| {
                matches!(bench.word(node), "each" | "per" | "par" | "a" | "chaque" | "l'")
            }))
}
