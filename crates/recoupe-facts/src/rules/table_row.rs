//! # table_row
//!
//! Finds deals in rows of tables that scraping has flattened: two names, an amount, and
//! nothing that says who buys whom but the order of the columns.
//! Must not find: rows with one name or three, rows without an amount.
//!
//! - EN "Orlan Veltra >$10 billion (potential) Data Labeling"
//! - FR « Orlan Veltra 10 Md€ Batteries »

use recoupe_text::values::Kind;

use super::{Bench, Rule};
use crate::scene::node::Node;
use crate::sheet::{Certainty, Place, Stage};

pub(super) const RULE: Rule = Rule { id: "table_row", forms: "", read };

pub(super) fn read(bench: &mut Bench<'_>, _: usize) {
    if bench.scene.place != Place::Table {
        return;
    }
    let money = (0..bench.scene.nodes.len()).find(|at| bench.is_value(*at, Kind::Money));
    let vague = (0..bench.scene.nodes.len())
        .find(|at| matches!(bench.word(*at), "billions" | "millions" | "milliards"));
    let Some(amount) = money.or(vague) else { return };
    let names: Vec<usize> = bench
        .scene
        .nodes
        .iter()
        .enumerate()
        .take(amount)
        .filter(|(_, node): &(usize, &Node)| node.name().is_some())
        .map(|(at, _)| at)
        .collect();
    let &[investor, target] = names.as_slice() else { return };
    let (Some(investor), Some(target)) =
        (bench.party(investor, &[]), bench.party(target, &[]))
    else {
        return;
    };
    if investor.entity == target.entity {
        return;
    }
    let known = bench.earlier.iter().rev().find(|draft| {
        draft.subject == super::Subject::Entity(investor.entity)
            && draft.object == Some(target.entity)
            && draft.is_deal
    });
    // The prose of the same article says what kind of deal it is; a table alone does not.
    let Some(attribute) = known.map(|draft| draft.attribute) else { return };
    let mut draft = bench.draft(attribute, investor.entity, amount).spanning(&[
        investor.node,
        target.node,
        amount,
    ]);
    draft.object = Some(target.entity);
    draft.is_deal = true;
    if let Some(money) = money {
        draft.value = bench.take(money);
    }
    let open = bench.has_right(
        amount,
        4,
        &["potential", "planned", "talks", "possible", "potentiel", "envisagé", "projet"],
    );
    if open {
        draft.certainty = Some(Certainty::Possible);
        draft.stage = Some(Stage::Considering);
    }
    bench.drafts.push(draft);
}
