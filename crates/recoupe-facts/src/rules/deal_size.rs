//! # deal_size
//!
//! Finds amounts stated of a deal that was named before: the reference takes the parties of
//! the last deal of the article, where there is only one pair.
//!
//! - EN "This investment could exceed $10 billion."
//! - FR « L'opération pourrait dépasser 10 milliards de dollars. »

use recoupe_text::values::Kind;

use super::{Bench, Rule};
use crate::scene::node::{NodeKind, ReferenceKind};

pub(super) const RULE: Rule = Rule {
    id: "deal_size",
    forms: "investment deal transaction acquisition takeover purchase merger investissement \
            opération rachat",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    let refers = bench.scene.nodes.get(at).is_some_and(|node| {
        matches!(node.kind, NodeKind::Reference(ReferenceKind::Deal, _))
            && node.governor.is_empty()
    });
    let Some(amount) = bench.value_right(at, Kind::Money, 7).filter(|_| refers) else {
        return;
    };
    let sized = (at + 1..=amount).all(|node| {
        !bench.scene.nodes.get(node).is_some_and(crate::scene::node::Node::is_party)
            && !matches!(
                bench.word(node),
                "saves"
                    | "savings"
                    | "économies"
                    | "synergies"
                    | "values"
                    | "valorise"
                    | "from"
                    | "comes"
                    | "follows"
                    | "créer"
                    | "create"
                    | "cost"
                    | "coûts"
            )
    });
    let per_share = bench
        .scene
        .nodes
        .get(amount)
        .and_then(|node| node.value()?.per.clone())
        .is_some();
    let Some(last) = last_deal(bench).filter(|_| sized && !per_share) else { return };
    let mut draft = last;
    draft.value = bench.take(amount);
    draft.trigger = at;
    draft.rule = bench.rule;
    draft.stage = None;
    draft.certainty = None;
    draft.evidence = (at, amount);
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
    let same = deals.next().is_none_or(|before| {
        before.subject == last.subject && before.object == last.object
    });
    same.then(|| last.clone())
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Orlan Group is in talks to invest in Veltra Systems. This investment could exceed $10 billion.",
            &[
                "investment: Orlan Group > Veltra Systems",
                "investment: Orlan Group > Veltra Systems = more_than 10000000000 USD",
            ],
        );
    }
}
