//! # holding
//!
//! Finds who holds what share of a company that the sentence does not name: it is the one that
//! the article tells a deal of, else the one it speaks of.
//! Must not find: shares of a market, of sales, of staff.
//!
//! - EN "the investment firm Adria, which holds 35 per cent" "Jane Stone, who holds 11%,"
//! - FR « le fonds Adria, actionnaire à 35 % » « garde 34 % des droits de vote »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::stake::{former_stake, is_holding, stake};
use super::{Bench, Rule, Subject};
use crate::scene::entities::EntityId;

pub(super) const RULE: Rule = Rule {
    id: "holding",
    forms: "own owns owned hold holds holding held détient détiennent détenait détenaient \
            détenir détiendra détiendrait détenant possède possèdent possédait posséder \
            posséderait keeps keep kept retain retains garde gardent gardera garderait conserve \
            conservent conservera conserverait conservait sitting actionnaire shareholder \
            recevra recevrait obtiendrait receive receives stake shareholding participation",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if matches!(bench.word(at), "stake" | "participation" | "shareholding") {
        moved(bench, at);
        return;
    }
    if !bench.scene.is_word(at) || !is_holding(bench.word(at)) {
        return;
    }
    let Some(percent) = bench.value_right(at, Kind::Percent, 6) else { return };
    if is_of_something(bench, percent) {
        return;
    }
    let subjects = bench.subjects(at);
    let [holder] = subjects.as_slice() else { return };
    if let Some(target) = of_story(bench, percent, holder.entity) {
        stake(bench, at, *holder, target, percent, true);
    }
}

/// "Orlan's stake will fall to 24% from 38%", « la participation d'Orlan tombera à 24 % ».
fn moved(bench: &mut Bench<'_>, at: usize) {
    let moves = bench.has_right(
        at,
        5,
        &[
            "fall*",
            "fell",
            "drop*",
            "rise*",
            "rose",
            "increase*",
            "tomb*",
            "pass*",
            "mont*",
            "recul*",
            "ramen*",
        ],
    );
    let Some(percent) = bench.value_right(at, Kind::Percent, 7).filter(|_| moves) else {
        return;
    };
    let owner = (at.saturating_sub(3)..at)
        .rev()
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| bench.party(left, &[]));
    let of = bench.objects(at, &["of", "de", "d'", "du"], &[]).first().copied();
    let Some(holder) = owner.or(of.filter(|party| party.node <= at + 4)) else { return };
    if let Some(target) = of_story(bench, percent, holder.entity) {
        stake(bench, at, holder, target, percent, true);
        let before = (percent + 1..percent + 4)
            .find(|node| bench.is_value(*node, Kind::Percent))
            .filter(|node| {
                matches!(bench.scene.word_before(*node, 1), "from" | "contre")
            });
        if let Some(before) = before {
            former_stake(bench, at, (holder, target), before);
        }
    }
}

/// Whether the words after the share say that it is one of something else than a company:
/// "35% of the market". Shares, capital and votes are of one.
fn is_of_something(bench: &Bench<'_>, percent: usize) -> bool {
    let of = matches!(
        bench.word(percent + 1),
        "of" | "de" | "des" | "du" | "d'" | "in" | "dans"
    );
    let of_shares = (percent + 1..percent + 5).any(|node| {
        matches!(
            bench.word(node),
            "capital"
                | "shares"
                | "titres"
                | "actions"
                | "parts"
                | "stock"
                | "votes"
                | "vote"
                | "voting"
                | "equity"
        )
    });
    let next = bench.word(percent + 1);
    let goes_on = bench.scene.is_word(percent + 1)
        && !matches!(
            next,
            "depuis" | "since" | "and" | "et" | "après" | "after" | "through"
        );
    (of || goes_on) && !of_shares
}

/// The company whose shares are meant.
fn of_story(bench: &Bench<'_>, percent: usize, holder: EntityId) -> Option<Party> {
    let deals = || bench.drafts.iter().rev().chain(bench.earlier.iter().rev());
    let bought = deals()
        .filter(|draft| draft.attribute == "acquisition")
        .filter_map(|draft| draft.object)
        .find(|entity| *entity != holder);
    let told = deals()
        .filter_map(|draft| match (draft.attribute, draft.subject) {
            ("acquisition" | "stake" | "investment", _) => draft.object,
            ("funding_round", Subject::Entity(entity)) => Some(entity),
            _ => None,
        })
        .find(|entity| *entity != holder);
    // The founder or head of the company spoken of holds shares of it.
    let own = |entity: &EntityId| {
        bench.employers.get(&holder) == Some(entity)
            || deals().any(|draft| {
                draft.subject == Subject::Entity(holder) && draft.object == Some(*entity)
            })
    };
    let topic = bench.topic.filter(|entity| *entity != holder && own(entity));
    bought.or(told).or(topic).map(|entity| Party { entity, node: percent })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn a_share_of_nobody_named_is_of_the_company_of_the_deal() {
        check(
            "Orlan Group agreed to buy Veltra Systems from the investment firm Adria, which holds 35 per cent.",
            &["stake: Adria > Veltra Systems = 35 %"],
        );
        check(
            "Le groupe Orlan a racheté la société Veltra. Le fonds Adria, actionnaire à 35 % depuis 2017, se retire.",
            &["stake: Adria > Veltra = 35 %"],
        );
        check(
            "Orlan Group agreed to buy Veltra Systems. Jane Stone, who founded Veltra, holds 11%.",
            &["stake: Jane Stone > Veltra Systems = 11 %"],
        );
        check_only("stake", "Orlan Group holds 35 per cent of the market.", &[]);
    }
}
