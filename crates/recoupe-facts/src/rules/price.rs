//! # price
//!
//! Finds what a product sells for.
//! Must not find: prices of companies, shares, deals; deposits.
//!
//! - EN "The Uno sells from 22,490 euros."
//! - FR « L'Uno, vendue à partir de 22 490 euros, … »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule};
use crate::scene::entities::{EntityId, EntityKind};
use crate::sheet::Place;

pub(super) const RULE: Rule = Rule {
    id: "price",
    forms: "priced sells sell retails starting costs cost price vendu vendue vendus vendues \
            vend affiché affichée affichés annoncé annoncée coûte proposé proposée facturé \
            facturée commercialisé commercialisée",
    read,
};

/// Products above this are no consumer goods: deals and companies are priced in the same
/// words ("shares sold at", "priced at $2 billion").
const DEAREST: i64 = 5_000_000;

fn read(bench: &mut Bench<'_>, at: usize) {
    if bench.scene.place == Place::Table || !bench.scene.is_word(at) {
        return;
    }
    let Some(money) = money(bench, at) else { return };
    let Some(product) = product(bench, at) else { return };
    let mut draft =
        bench.draft("price", product.entity, at).spanning(&[product.node, money]);
    draft.value = bench.take(money);
    bench.drafts.push(draft);
}

/// The price: right after the verb and its preposition, never per share.
fn money(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let reach = if bench.word(at) == "price" { 4 } else { 5 };
    let money = bench.value_near(at, Kind::Money, reach)?;
    let linked = (at + 1..money).all(|between| {
        matches!(
            bench.word(between),
            "at" | "from"
                | "for"
                | "of"
                | "à"
                | "partir"
                | "de"
                | "au"
                | "prix"
                | "is"
                | "a"
                | "d'"
                | "dès"
                | "starts"
                | "starting"
                | "about"
                | "only"
                | "just"
        )
    });
    let small =
        bench.scene.nodes.get(money).and_then(|node| node.value()).is_some_and(|value| {
            value.amount.is_some_and(|amount| amount < DEAREST.into())
                && value.per.is_none()
        });
    let stock = bench.has_near(
        at,
        8,
        &[
            "share", "shares", "action", "actions", "stock", "titre", "titres", "offer",
            "offre", "bid", "fined", "damage", "strike", "grève", "repairs",
        ],
    );
    (linked && small && !stock).then_some(money)
}

/// What is sold: the subject or head, where it is a thing; or the one name that a noun for
/// goods stands next to.
fn product(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let thing = |party: &Party| is_thing(bench, *party);
    let subjects = bench.subjects(at);
    if let [only] = subjects.as_slice()
        && bench.scene.nodes.get(only.node).is_some_and(|node| node.name().is_some())
        && !matches!(bench.word(at), "starting")
    {
        return Some(*only).filter(thing);
    }
    let mut found: Vec<Party> = (0..at)
        .filter_map(|left| {
            bench.party(left, &[]).filter(|_| {
                bench.scene.nodes.get(left).is_some_and(|node| node.name().is_some())
            })
        })
        .filter(|party| is_goods(bench, party.node))
        .filter(thing)
        .collect();
    found.dedup_by_key(|party| party.entity);
    let [only] = found.as_slice() else { return None };
    Some(*only)
}

/// A name that does nothing that companies do, and is no person or place.
fn is_thing(bench: &Bench<'_>, party: Party) -> bool {
    let company =
        |entity: EntityId| bench.entities.kind(entity) == EntityKind::Organisation;
    !company(party.entity)
        && !matches!(
            bench.entities.kind(party.entity),
            EntityKind::Person | EntityKind::Place
        )
}

/// "its Orla small electric car", "the Uno phone", « la citadine Orla ».
fn is_goods(bench: &Bench<'_>, at: usize) -> bool {
    const GOODS: [&str; 40] = [
        "car",
        "cars",
        "suv",
        "hatchback",
        "sedan",
        "van",
        "truck",
        "bike",
        "scooter",
        "phone",
        "smartphone",
        "tablet",
        "laptop",
        "computer",
        "console",
        "watch",
        "headset",
        "model",
        "camera",
        "robot",
        "game",
        "voiture",
        "citadine",
        "berline",
        "utilitaire",
        "moto",
        "vélo",
        "téléphone",
        "tablette",
        "ordinateur",
        "montre",
        "casque",
        "modèle",
        "jeu",
        "appareil",
        "électrique",
        "drone",
        "printer",
        "imprimante",
        "device",
    ];
    let after = (at + 1..at + 5)
        .take_while(|right| {
            bench.scene.is_word(*right)
                && !crate::scene::words::is_preposition(bench.word(*right))
        })
        .any(|right| GOODS.contains(&bench.word(right)));
    let before = (1..3).any(|back| GOODS.contains(&bench.scene.word_before(at, back)));
    after || before
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn prices_go_to_their_product() {
        check(
            "The carmaker says the Vela sells from 22,490 euros.",
            &["price: Vela = 22490 EUR"],
        );
        check(
            "Mais la Vela, vendue à partir de 22 490 euros, reste rare.",
            &["price: Vela = at_least 22490 EUR"],
        );
        check(
            "Mais la Vela, annoncée à moins de 25 000 euros, reste rare.",
            &["price: Vela = less_than 25000 EUR"],
        );
        check(
            "The carmaker Orlan put off its Vela electric car, a model starting at 24,900 euros.",
            &["price: Vela = 24900 EUR"],
        );
    }

    #[test]
    fn shares_companies_and_deposits_have_no_price_here() {
        check_only(
            "price",
            "The company Orlan sells at $40 a share. The company Veltra was priced at $2 billion.",
            &[],
        );
        check_only("price", "Le groupe Orlan a annoncé 12 euros par action.", &[]);
    }
}
