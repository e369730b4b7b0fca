//! # stake
//!
//! Finds who holds or takes what share of whom, and what is paid for it.
//! Must not find: growth rates, shares of a market.
//!
//! - EN "Orlan will take a 49% stake in Veltra for $14.3 billion."
//! - FR « Orlan prend 49 % du capital de Veltra. » « une participation de 49 % dans Veltra »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule};
use crate::sheet::Stage;

pub(super) const RULE: Rule = Rule {
    id: "stake",
    forms: "stake stakes shareholding interest participation capital part own owns owned hold \
            holds holding held détient détiennent détenait détenaient détenir détiendra \
            détiendrait détenant possède possèdent possédait posséder posséderait contrôle \
            contrôlait controls controlled keeps keep kept retain retains garde gardent gardera \
            garderait conserve conservent conservera conserverait conservait \
            recevra recevrait obtient obtiendrait",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    let verb = is_holding(bench.word(at));
    let percent = if verb {
        bench.value_right(at, Kind::Percent, 4)
    } else {
        bench
            .value_left(at, Kind::Percent, 6)
            .or_else(|| bench.value_right(at, Kind::Percent, 4))
    };
    let Some(percent) = percent else {
        if matches!(bench.word(at), "stake" | "participation") {
            unsized_stake(bench, at);
        }
        return;
    };
    if let Some(seller) = sale(bench, at, percent) {
        sold(bench, at, percent, seller);
        return;
    }
    let subjects =
        bench.subjects(if verb { at } else { first_verb(bench, percent.min(at)) });
    let but: Vec<_> = subjects.iter().map(|party| party.entity).collect();
    let prepositions = ["in", "of", "dans", "de", "d'", "du", "chez", "au"];
    let targets = bench.objects(percent.max(at), &prepositions, &but);
    let near =
        targets.first().copied().filter(|target| target.node <= percent.max(at) + 12);
    let near = near.or_else(|| of_last_deal(bench, percent, subjects.first()?.entity));
    let (Some(holder), Some(target)) = (subjects.first().copied(), near) else { return };
    stake(bench, at, holder, target, percent, verb);
}

/// Verbs and nouns of those who hold shares.
pub(super) fn is_holding(word: &str) -> bool {
    let noun = matches!(
        word,
        "stake"
            | "stakes"
            | "shareholding"
            | "interest"
            | "participation"
            | "capital"
            | "part"
    );
    !noun
}

/// "is negotiating a stake in B, at a cost of M": money for a share of unstated size.
fn unsized_stake(bench: &mut Bench<'_>, at: usize) {
    let targets = bench.objects(at, &["in", "dans", "chez"], &[]);
    let Some(target) = targets.first().copied().filter(|target| target.node <= at + 8)
    else {
        return;
    };
    let Some(money) = bench.value_right(target.node, Kind::Money, 8) else { return };
    let verb = first_verb(bench, at);
    let Some(holder) =
        bench.subjects(verb).first().map(|party| bench.organisation(*party))
    else {
        return;
    };
    if verb == at || holder.entity == target.entity {
        return;
    }
    let mut draft = bench.draft("investment", holder.entity, verb).spanning(&[
        holder.node,
        target.node,
        money,
    ]);
    draft.object = Some(target.entity);
    draft.is_deal = true;
    draft.value = bench.take(money);
    bench.drafts.push(draft);
}

/// "A buys 40% of B": the purchase of a share, read by the verb of purchase.
pub(super) fn bought(bench: &mut Bench<'_>, at: usize, percent: usize) {
    let Some(holder) = bench.subjects(at).first().copied() else { return };
    let prepositions = ["in", "of", "dans", "de", "d'", "du", "chez"];
    let targets = bench.objects(percent, &prepositions, &[holder.entity]);
    if let Some(target) =
        targets.first().copied().filter(|target| target.node <= percent + 12)
    {
        stake(bench, at, holder, target, percent, false);
    }
}

/// The verb of a sale left of the share: « cède 40 % de son capital », "sells a 40% stake".
fn sale(bench: &Bench<'_>, at: usize, percent: usize) -> Option<usize> {
    let first = first_verb(bench, percent.min(at));
    matches!(
        bench.word(first),
        "cède"
            | "cèdent"
            | "cédé"
            | "céder"
            | "cédera"
            | "vend"
            | "vendu"
            | "vendre"
            | "ouvre"
            | "ouvert"
            | "sells"
            | "sold"
            | "selling"
            | "sell"
            | "offload"
            | "offloads"
    )
    .then_some(first)
}

/// « A cède 40 % de son capital à B », "A sold 40% of its shares to B": B holds of A.
fn sold(bench: &mut Bench<'_>, at: usize, percent: usize, verb: usize) {
    let own = (percent.min(at)..percent.max(at) + 4)
        .any(|node| matches!(bench.word(node), "its" | "son" | "sa" | "ses"));
    let Some(target) = bench.subjects(verb).first().copied().filter(|_| own) else {
        return;
    };
    let buyers = bench.objects(percent, &["à", "au", "aux", "to"], &[target.entity]);
    if let Some(buyer) =
        buyers.first().copied().filter(|buyer| buyer.node <= percent + 12)
    {
        stake(bench, at, buyer, target, percent, false);
    }
}

/// « détient déjà 14,8 % du capital »: of the company that the holder was just said to buy.
fn of_last_deal(
    bench: &Bench<'_>,
    percent: usize,
    holder: crate::scene::entities::EntityId,
) -> Option<Party> {
    let bare = (percent + 1..percent + 4).any(|node| {
        matches!(bench.word(node), "capital" | "shares" | "titres" | "actions")
    });
    let deal = bench.earlier.iter().rev().find(|draft| {
        matches!(draft.attribute, "acquisition" | "stake")
            && draft.subject == super::Subject::Entity(holder)
    })?;
    let entity = deal.object.filter(|_| bare)?;
    Some(Party { entity, node: percent })
}

/// The verb left of the share, for whom its subject is sought: "take a 49% stake".
fn first_verb(bench: &Bench<'_>, at: usize) -> usize {
    (at.saturating_sub(8)..at)
        .rev()
        .filter(|left| bench.same_clause(*left, at))
        .find(|left| crate::scene::verbs::is_verb(bench.word(*left)))
        .unwrap_or(at)
}

/// A share that another has replaced: "to 15% from 9%".
pub(super) fn former_stake(
    bench: &mut Bench<'_>,
    at: usize,
    (holder, target): (Party, Party),
    percent: usize,
) {
    let mut draft =
        bench.draft("stake", holder.entity, at).spanning(&[holder.node, percent, at]);
    draft.object = Some(target.entity);
    draft.is_deal = true;
    draft.is_former = true;
    draft.stage = Some(Stage::Completed);
    draft.value = bench.take(percent);
    bench.drafts.push(draft);
}

/// The share that a holder has of a target; `holds` where it is held rather than bought.
pub(super) fn stake(
    bench: &mut Bench<'_>,
    at: usize,
    holder: Party,
    target: Party,
    percent: usize,
    holds: bool,
) {
    // A person holds shares for herself, and buys them for her company.
    let holder = if holds { holder } else { bench.organisation(holder) };
    if holder.entity == target.entity || !bench.entities.is_party(target.entity) {
        return;
    }
    let verb = crate::scene::verbs::is_verb(bench.word(at));
    let trigger = if holds || verb { at } else { first_verb(bench, percent.min(at)) };
    let mut draft = bench.draft("stake", holder.entity, trigger).spanning(&[
        holder.node,
        target.node,
        percent,
        at,
    ]);
    draft.object = Some(target.entity);
    draft.is_deal = true;
    draft.value = bench.take(percent);
    if holds && is_settled(bench.word(at)) {
        draft.stage = Some(Stage::Completed);
    }
    let price = paid(bench, target.node.max(percent));
    let evidence = draft.evidence;
    bench.drafts.push(draft);
    if let Some(price) = price.filter(|_| !holds) {
        let mut paid =
            bench.draft("investment", holder.entity, trigger).spanning(&[price]);
        paid.evidence = (evidence.0.min(price), evidence.1.max(price));
        paid.object = Some(target.entity);
        paid.is_deal = true;
        paid.value = bench.take(price);
        bench.drafts.push(paid);
    }
}

/// Verbs that state a share as held today.
fn is_settled(word: &str) -> bool {
    !matches!(
        word,
        "holding"
            | "own"
            | "hold"
            | "keep"
            | "retain"
            | "détenir"
            | "posséder"
            | "recevra"
            | "recevrait"
            | "obtiendrait"
            | "détiendra"
            | "détiendrait"
            | "posséderait"
            | "garderait"
            | "conserverait"
            | "gardera"
            | "conservera"
    )
}

/// What is paid for the share: money after "for", « pour », « moyennant ».
fn paid(bench: &Bench<'_>, from: usize) -> Option<usize> {
    bench.value_right(from, Kind::Money, 9).filter(|money| {
        bench
            .scene
            .nodes
            .get(*money)
            .is_some_and(|node| matches!(node.governor.as_str(), "for" | "pour"))
            || (from..*money)
                .any(|word| matches!(bench.word(word), "moyennant" | "contre"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Orlan Group will take a 49% stake in Veltra Systems.",
            &["stake: Orlan Group > Veltra Systems = 49 %"],
        );
        check(
            "Le groupe Orlan détient 49 % de la société Veltra.",
            &["stake: Orlan > Veltra = 49 %"],
        );
        check(
            "Orlan Group has won control of Veltra Systems. Orlan will own more than 91 per cent of Veltra once the deal closes.",
            &["stake: Orlan Group > Veltra Systems = more_than 91 %"],
        );
        check(
            "Le groupe Orlan a annoncé mardi détenir 91,3 % du capital de Veltra à l'issue de son offre.",
            &["stake: Orlan > Veltra = 91.3 %"],
        );
    }
}
