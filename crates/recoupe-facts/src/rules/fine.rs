//! # fine
//!
//! Finds fines that an authority or court imposed on a company: an `investigation` at the
//! stage `fined`, with the sum.
//! Must not find: fines that threaten, and those of persons (rule `sentence`).
//!
//! - EN "The competition authority fined Orlan 18 million euros."
//! - FR « Orlan a écopé d'une amende de 18 millions d'euros. »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule};
use crate::scene::entities::EntityKind;
use crate::sheet::Stage;

pub(super) const RULE: Rule =
    Rule {
        id: "fine", forms: "fined fines fine amende sanction pénalité penalty", read
    };

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) || threatens(bench, at) {
        return;
    }
    let found = match bench.word(at) {
        "fined" => verb(bench, at),
        "fines" => active(bench, at),
        _ => noun(bench, at),
    };
    let Some((target, body, money)) = found else { return };
    if bench.entities.kind(target.entity) == EntityKind::Person {
        return;
    }
    let body = body.filter(|body| {
        body.entity != target.entity
            && bench.entities.is_party(body.entity)
            && bench.scene.nodes.get(body.node).is_some_and(|node| node.name().is_some())
    });
    let mut draft = bench.draft("investigation", target.entity, at).spanning(&[
        target.node,
        money,
        body.map_or(at, |body| body.node),
    ]);
    draft.object = body.map(|body| body.entity);
    draft.stage = Some(Stage::Fined);
    if draft.object.is_none() {
        draft.other = super::bodies::body_words(bench, at);
    }
    draft.value = bench.take(money);
    bench.drafts.push(draft);
}

/// Verbs of those who have to pay.
const SUFFERED: [&str; 13] = [
    "écopé",
    "écope",
    "paid",
    "pay",
    "received",
    "payé",
    "condamné",
    "condamnée",
    "payer",
    "sanctionné",
    "sanctionnée",
    "reçu",
    "agreed",
];

type Found = (Party, Option<Party>, usize);

/// "risks a fine of", « encourt une amende pouvant atteindre ».
fn threatens(bench: &Bench<'_>, at: usize) -> bool {
    bench.has_near(
        at,
        6,
        &[
            "risks", "risk", "risque", "encourt", "encourir", "could", "may", "might",
            "pourrait", "pouvant", "faces", "face", "facing", "maximum", "seek", "seeks",
            "requis", "réclame",
        ],
    )
}

/// "was fined M by B", "B fined X M".
fn verb(bench: &Bench<'_>, at: usize) -> Option<Found> {
    let passive =
        matches!(bench.scene.word_before(at, 1), "was" | "were" | "been" | "being");
    if !passive {
        return active(bench, at);
    }
    let subjects = bench.subjects(at);
    let [target] = subjects.as_slice() else { return None };
    let money = bench.value_near(at, Kind::Money, 10)?;
    Some((*target, bench.agent(at, 8), money))
}

fn active(bench: &Bench<'_>, at: usize) -> Option<Found> {
    let target = bench.organisation_in(at + 1, at + 5, &[])?;
    let money = bench.value_near(at, Kind::Money, 10)?;
    let body = bench.subjects(at).first().copied();
    Some((target, body, money))
}

/// "imposed a fine of M on X", « X a écopé d'une amende de M », « a infligé une amende de M à X ».
fn noun(bench: &Bench<'_>, at: usize) -> Option<Found> {
    let money = bench
        .value_near(at, Kind::Money, 5)
        .filter(|money| !bench.has_left(*money, 3, &["to", "par", "per"]))?;
    let imposed = bench.has_left(
        at,
        8,
        &[
            "impose",
            "imposed",
            "imposes",
            "levied",
            "handed",
            "slapped",
            "infligé",
            "inflige",
            "infligea",
            "prononcé",
            "imposé",
        ],
    );
    if imposed {
        let target = bench
            .objects(money, &["on", "à", "au", "against", "contre"], &[])
            .first()
            .copied()
            .or_else(|| {
                (at.saturating_sub(5)..at)
                    .rev()
                    .find_map(|left| bench.organisation_at(left, &[]))
            })?;
        return Some((target, bench.subjects(at).first().copied(), money));
    }
    let verb = (at.saturating_sub(9)..at)
        .rev()
        .find(|left| SUFFERED.contains(&bench.word(*left)))?;
    let subjects = bench.subjects(verb);
    let [target] = subjects.as_slice() else { return None };
    Some((*target, None, money))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_only, check_stages};

    #[test]
    fn fines_are_read_in_both_voices() {
        check_stages(
            "The Competition Authority fined Orlan Group €18 million in 2021.",
            &[
                "investigation: Orlan Group > Competition Authority = 18000000 EUR [fined]",
            ],
        );
        check_stages(
            "The company Orlan was fined 18 million euros.",
            &["investigation: Orlan = 18000000 EUR [fined]"],
        );
        check_stages(
            "Le groupe Orlan avait écopé en 2021 d'une amende de 18 millions d'euros.",
            &["investigation: Orlan = 18000000 EUR [fined]"],
        );
        check_stages(
            "L'Autorité de la concurrence a infligé une amende de 18 millions d'euros à Orlan.",
            &["investigation: Orlan > Autorité de la concurrence = 18000000 EUR [fined]"],
        );
    }

    #[test]
    fn threats_of_a_fine_are_none() {
        check_only("investigation", "Orlan Group could be fined 18 million euros.", &[]);
        check_only(
            "investigation",
            "Le groupe Orlan risque une amende de 18 millions d'euros.",
            &[],
        );
    }
}
