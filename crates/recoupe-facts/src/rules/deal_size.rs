//! # deal_size
//!
//! Finds amounts stated of a deal that was named before: the reference takes the parties of
//! the last deal of the article, where there is only one pair.
//!
//! - EN "This investment could exceed $10 billion."
//! - FR « L'opération pourrait dépasser 10 milliards de dollars. »

use recoupe_text::values::{Bound, Kind};

use super::{Bench, DraftValue, Rule};
use crate::scene::node::{NodeKind, ReferenceKind};

pub(super) const RULE: Rule = Rule {
    id: "deal_size",
    forms: "exceed exceeds exceeding reach reaches top tops total totals dépasser dépasse \
            dépasserait atteindre atteint atteindrait porte porterait s'élève s'élever \
            s'élèverait",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    let refers = (at.saturating_sub(6)..at).rev().any(|left| {
        bench.scene.nodes.get(left).is_some_and(|node| {
            matches!(node.kind, NodeKind::Reference(ReferenceKind::Deal, _))
                && node.governor.is_empty()
        })
    });
    let Some(amount) = bench.value_right(at, Kind::Money, 5).filter(|_| refers) else { return };
    let Some(last) = last_deal(bench) else { return };
    let mut draft = last;
    draft.value = bench.take(amount);
    if let DraftValue::Typed(value) = &mut draft.value
        && value.bound == Bound::Exact
        && matches!(bench.word(at), "exceed" | "exceeds" | "exceeding" | "dépasser" | "dépasse" | "dépasserait" | "top" | "tops")
    {
        value.bound = Bound::MoreThan;
    }
    draft.trigger = at;
    draft.rule = bench.rule;
    draft.stage = None;
    draft.certainty = None;
    draft.evidence = (at.saturating_sub(6), amount);
    if let Some(start) = (at.saturating_sub(6)..at).find(|left| {
        bench.scene.nodes.get(*left).is_some_and(|node| {
            matches!(node.kind, NodeKind::Reference(ReferenceKind::Deal, _))
        })
    }) {
        draft.evidence.0 = start;
    }
    bench.drafts.push(draft);
}

/// The deal that the article speaks of: the pair of the last two deals, where they agree.
fn last_deal(bench: &Bench<'_>) -> Option<super::Draft> {
    let mut deals = bench
        .earlier
        .iter()
        .rev()
        .filter(|draft| matches!(draft.attribute, "investment" | "acquisition"));
    let last = deals.next()?;
    let same = deals
        .next()
        .is_none_or(|before| before.subject == last.subject && before.object == last.object);
    same.then(|| last.clone())
}
