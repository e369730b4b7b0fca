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
            prix price pence proposition raised relevé relève",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    let money = (0..bench.scene.nodes.len()).find(|node| {
        bench.is_value(*node, Kind::Money)
            && !bench.is_taken(*node)
            && is_per_share(bench, *node)
    });
    let Some(money) =
        money.filter(|money| bench.same_clause(*money, at) || *money < at + 12)
    else {
        return;
    };
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
    let mut draft = deal.clone();
    draft.trigger = at;
    draft.rule = bench.rule;
    draft.stage = None;
    draft.certainty = None;
    draft.evidence = (at.min(money), at.max(money));
    draft.value = bench.take(money);
    if let DraftValue::Typed(value) = &mut draft.value {
        value.per = Some("share".to_owned());
    }
    bench.drafts.push(draft);
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
