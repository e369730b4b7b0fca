//! Who inquires into whom: the parties of a procedure around the noun that names it.

use super::Bench;
use super::investigation::OPENS;
use super::roles::{Party, matches_any};
use crate::scene::entities::{EntityId, EntityKind};
use crate::scene::node::{NodeKind, ReferenceKind};

/// The one inquired into, right of the noun, and where the words of the matter begin.
/// `opener` is who opens it: never what "the company" stands for.
pub(super) fn target(
    bench: &Bench<'_>,
    at: usize,
    opener: Option<&Party>,
) -> Option<(Party, Option<usize>)> {
    const INTO: [&str; 8] =
        ["into", "against", "sur", "visant", "contre", "targeting", "concernant", "over"];
    let into = (at + 1..at + 16)
        .take_while(|right| !matches!(bench.word(*right), "." | ";"))
        .find(|right| INTO.contains(&bench.word(*right)))?;
    let but: Vec<EntityId> = opener.iter().map(|party| party.entity).collect();
    let node = (into + 1..into + 16)
        .take_while(|right| !matches!(bench.word(*right), "." | ";" | ":" | "\""))
        .find(|right| {
            bench.is_named(*right)
                && bench
                    .scene
                    .nodes
                    .get(*right)
                    .and_then(crate::scene::node::Node::name)
                    .is_none_or(|entity| bench.entities.kind(entity) != EntityKind::Place)
        })?;
    let party =
        referent(bench, node, &but).filter(|party| may_be_target(bench, *party))?;
    Some((party, Some(into + 1)))
}

/// Whom a node names. A reference that may stand for several means the organisation among
/// them.
pub(super) fn referent(bench: &Bench<'_>, at: usize, but: &[EntityId]) -> Option<Party> {
    if let NodeKind::Reference(_, candidates) = &bench.scene.nodes.get(at)?.kind {
        let mut fitting = candidates.iter().filter(|candidate| !but.contains(candidate));
        let sure = fitting.clone().find(|candidate| {
            bench.entities.kind(**candidate) == EntityKind::Organisation
        });
        let entity = sure.or_else(|| fitting.next())?;
        return Some(Party { entity: *entity, node: at });
    }
    bench.party(at, but)
}

/// An organisation or a person; a name of unknown kind only where it is named directly, as
/// it may be a place.
fn may_be_target(bench: &Bench<'_>, party: Party) -> bool {
    let Some(node) = bench.scene.nodes.get(party.node) else { return false };
    let governor = node.governor.as_str();
    let site = (1..4).any(|back| {
        matches!(
            bench.scene.word_before(party.node, back),
            "usine"
                | "site"
                | "ville"
                | "port"
                | "plant"
                | "factory"
                | "town"
                | "city"
                | "à"
                | "in"
                | "at"
        )
    });
    let direct = matches!(governor, "" | "into" | "against" | "sur" | "contre")
        || node.name().is_none()
        || matches!(governor, "de" | "d'" | "of" | "du") && !site;
    match bench.entities.kind(party.entity) {
        EntityKind::Place | EntityKind::Outlet => false,
        EntityKind::Organisation => true,
        EntityKind::Person | EntityKind::Unknown => direct,
    }
}

/// The one subject; « Visé par une enquête, Orlan … »: the one that follows an opener.
pub(super) fn subject(bench: &Bench<'_>, at: usize) -> Option<Party> {
    // "whose bank is under investigation": an unknown bank, not the one whose it is.
    let unknown = (at.saturating_sub(8)..at).any(|left| {
        bench.same_clause(left, at)
            && bench.scene.nodes.get(left).is_some_and(|node| {
                matches!(&node.kind, NodeKind::Reference(ReferenceKind::Company, list) if list.is_empty())
                    && node.governor.is_empty()
            })
    });
    if unknown {
        return None;
    }
    let mut subjects = bench.subjects(at);
    let opens = matches!(
        bench.word(0),
        "visé" | "visée" | "visés" | "under" | "facing" | "cible"
    );
    if subjects.is_empty() && opens {
        subjects.extend(bench.subject_after(at).filter(|_| at < 8));
    }
    let only = (subjects.len() == 1).then(|| subjects.pop()).flatten()?;
    referent(bench, only.node, &[])
}

/// Who opens the procedure whose noun stands at `at`, where the sentence names one.
pub(super) fn opener(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let verb = (at.saturating_sub(8)..at)
        .rev()
        .find(|left| matches_any(bench.word(*left), &OPENS))?;
    let named = |party: &Party| {
        bench.scene.nodes.get(party.node).is_some_and(|node| node.name().is_some())
    };
    subject(bench, verb).filter(named)
}

/// The body that inquires, where it has a name: the subject of the verb that opens, or the
/// one that "by" or « de » names.
pub(super) fn body(bench: &Bench<'_>, at: usize, target: EntityId) -> Option<Party> {
    let fits =
        |party: &Party| party.entity != target && bench.entities.is_party(party.entity);
    let named = |party: &Party| {
        bench.scene.nodes.get(party.node).is_some_and(|node| node.name().is_some())
    };
    let opener = (at.saturating_sub(8)..at)
        .rev()
        .find(|left| matches_any(bench.word(*left), &OPENS));
    let by = (at + 1..at + 3)
        .find(|right| matches!(bench.word(*right), "by" | "par" | "de" | "du" | "d'"))
        .and_then(|_| bench.organisation_in(at + 2, at + 6, &[target]));
    let governed = by.filter(|party| {
        bench.scene.nodes.get(party.node).is_some_and(|node| {
            matches!(node.governor.as_str(), "by" | "par" | "de" | "du" | "d'")
        })
    });
    governed
        .filter(fits)
        .filter(named)
        .or_else(|| {
            opener.and_then(|verb| subject(bench, verb)).filter(fits).filter(named)
        })
        .or_else(|| {
            opener.and_then(|verb| bench.agent(verb, 3)).filter(fits).filter(named)
        })
}
