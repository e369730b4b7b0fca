//! # appointment
//!
//! Finds who is appointed to a post (`role`, announced) and who leaves one (`departure`).
//! Must not find: posts that somebody already holds (rule `role`).
//!
//! - EN "Orlan named Jane Doe chief executive." "Jane Doe resigned."
//! - FR « Jeanne Dubreuil a été nommée directrice générale d'Orlan. » « Jean Martin a démissionné. »

use super::roles::{Party, matches_any};
use super::{Bench, Rule};
use crate::scene::entities::EntityKind;
use crate::scene::words::{is_and, is_determiner};
use crate::sheet::Stage;

pub(super) const RULE: Rule = Rule {
    id: "appointment",
    forms: "appointed appoints named names promoted nommé nommée nomme désigné désignée \
            promu promue resigned resigns quit quits steps stepped démission démissionné \
            démissionne démissionnaire",
    read,
};

/// Nouns that begin or end the words of a post.
const POSTS: [&str; 44] = [
    "ceo",
    "cfo",
    "coo",
    "cto",
    "chief",
    "chairman",
    "chairwoman",
    "chair",
    "president",
    "director",
    "head",
    "minister",
    "governor",
    "secretary",
    "manager",
    "coach",
    "editor",
    "ambassador",
    "commissioner",
    "executive",
    "vice",
    "interim",
    "deputy",
    "pdg",
    "président",
    "présidente",
    "directeur",
    "directrice",
    "administrateur",
    "administratrice",
    "ministre",
    "gouverneur",
    "gouverneure",
    "secrétaire",
    "responsable",
    "patron",
    "patronne",
    "préfet",
    "préfète",
    "entraîneur",
    "sélectionneur",
    "ambassadeur",
    "ambassadrice",
    "dg",
];

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at)
        || bench.scene.nodes.get(at).is_some_and(|node| node.quoted)
    {
        return;
    }
    match bench.word(at) {
        "appointed" | "appoints" | "named" | "names" | "promoted" | "nommé"
        | "nommée" | "nomme" | "désigné" | "désignée" | "promu" | "promue" => {
            appointed(bench, at);
        }
        _ => left(bench, at),
    }
}

fn person(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let node = bench.scene.nodes.get(at)?;
    let entity = node.name()?;
    let known = bench.entities.kind(entity) == EntityKind::Person;
    let full =
        bench.entities.kind(entity) == EntityKind::Unknown && node.folded.contains(' ');
    (known || full).then_some(Party { entity, node: at })
}

fn appointed(bench: &mut Bench<'_>, at: usize) {
    let after = (at + 1..at + 4)
        .take_while(|right| !matches!(bench.word(*right), "," | "."))
        .find_map(|right| person(bench, right));
    let subject = || {
        let subjects = bench.subjects(at);
        subjects
            .first()
            .copied()
            .filter(|party| subjects.len() == 1 && person(bench, party.node).is_some())
    };
    let passive = bench.has_left(at, 3, &["was", "been", "été", "is", "est"]);
    let active = named_to_post(bench, at).or(after).filter(|_| !passive);
    let Some(person) = active.or_else(subject) else { return };
    let from = active.map_or(at, |party| party.node);
    let Some((first, last)) = post(bench, from + 1) else { return };
    let object = organisation_of(bench, last).or_else(|| {
        active
            .and_then(|_| bench.acting_organisation(at))
            .filter(|party| bench.entities.is_party(party.entity))
    });
    let mut draft =
        bench.draft("role", person.entity, at).spanning(&[person.node, first, last]);
    draft.object = object.map(|party| party.entity);
    draft.value = bench.words(first, last);
    draft.stage = Some(Stage::Announced);
    bench.drafts.push(draft);
}

/// "Orlan named Jane Doe chief executive": a name of two words that a post follows is a
/// person's, whatever the words around say elsewhere.
fn named_to_post(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let node = bench.scene.nodes.get(at + 1)?;
    let entity = node.name().filter(|_| node.folded.contains(' '))?;
    let post = (at + 2..at + 5).any(|right| POSTS.contains(&bench.word(right)));
    let place = bench.entities.kind(entity) == EntityKind::Place;
    (post && !place).then_some(Party { entity, node: at + 1 })
}

/// The words of a post that begin within a few nodes of `from`: "as its new chief
/// executive", « administratrice déléguée ad interim ».
fn post(bench: &Bench<'_>, from: usize) -> Option<(usize, usize)> {
    let first = (from..from + 6)
        .take_while(|at| !matches!(bench.word(*at), "." | ";" | "\""))
        .find(|at| bench.scene.is_word(*at) && POSTS.contains(&bench.word(*at)))?;
    let last = (first..first + 6)
        .take_while(|at| {
            let word = bench.word(*at);
            *at == first
                || bench.scene.is_word(*at)
                    && !is_determiner(word)
                    && !matches!(
                        word,
                        "of" | "de"
                            | "du"
                            | "d'"
                            | "des"
                            | "at"
                            | "in"
                            | "after"
                            | "on"
                            | "to"
                            | "from"
                            | "par"
                            | "by"
                            | "pour"
                            | "en"
                            | "à"
                    )
                    && (!is_and(word) || POSTS.contains(&bench.word(*at + 1)))
        })
        .last()?;
    Some((first, last))
}

/// The organisation that "of", "at", « de » names right after the post.
fn organisation_of(bench: &Bench<'_>, last: usize) -> Option<Party> {
    let preposition =
        matches!(bench.word(last + 1), "of" | "at" | "de" | "du" | "d'" | "chez" | "for");
    (last + 2..last + 6)
        .take_while(|at| preposition && !matches!(bench.word(*at), "," | "."))
        .find_map(|at| bench.organisation_at(at, &[]))
}

/// "Jane Doe resigned as chief executive", « Jean Martin a présenté sa démission ».
fn left(bench: &mut Bench<'_>, at: usize) {
    let word = bench.word(at);
    let leaves = match word {
        "steps" | "stepped" => matches!(bench.word(at + 1), "down" | "aside"),
        "démission" => {
            bench.has_left(at, 5, &["présent*", "remis", "remet", "annonc*", "donn*"])
        }
        "démissionnaire" => bench.scene.word_before(at, 1) == ",",
        "quit" | "quits" => bench.has_right(at, 3, &["as"]),
        _ => true,
    };
    let asked = bench.has_left(
        at,
        5,
        &["not", "calls", "réclam*", "demand*", "pas", "refus*", "rejected"],
    );
    if !leaves || asked {
        return;
    }
    let apposition = (word == "démissionnaire")
        .then(|| at.checked_sub(2).and_then(|node| person(bench, node)))
        .flatten();
    let subject = apposition.or_else(|| {
        let subjects = bench.subjects(at);
        subjects.first().copied().filter(|_| subjects.len() == 1)
    });
    let before = || {
        // « Le patron d'Orlan, Jean Martin, a présenté »: the name between commas.
        (at.saturating_sub(8)..at).rev().find_map(|left| {
            let commas =
                bench.word(left + 1) == "," && bench.scene.word_before(left, 1) == ",";
            person(bench, left).filter(|_| commas)
        })
    };
    let who = before().or(subject).filter(|party| person(bench, party.node).is_some());
    let Some(who) = who else { return };
    let mut draft = bench.draft("departure", who.entity, at).spanning(&[who.node]);
    draft.object = bench.employers.get(&who.entity).copied();
    draft.stage = Some(Stage::Announced);
    if let Some((first, last)) = post(bench, at + 1)
        .filter(|_| matches_any(bench.word(at + 1), &["as", "from", "down", "de", "du"]))
    {
        draft.value = bench.words(first, last);
    }
    bench.drafts.push(draft);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_only, check_stages};

    #[test]
    fn appointments_name_person_post_and_house() {
        check_stages(
            "Orlan Group named Jane Doe chief executive on Monday.",
            &["role: Jane Doe > Orlan Group = chief executive [announced]"],
        );
        check_stages(
            "Jane Doe has been appointed finance director of Orlan Group.",
            &["role: Jane Doe > Orlan Group = director [announced]"],
        );
        check_stages(
            "Jeanne Dubreuil a été nommée directrice générale du groupe Orlan.",
            &["role: Jeanne Dubreuil > Orlan = directrice générale [announced]"],
        );
    }

    #[test]
    fn departures_name_the_person() {
        check_stages(
            "Jane Doe resigned on Monday as chairwoman.",
            &["departure: Jane Doe [announced]"],
        );
        check_stages(
            "Jeanne Dubreuil a présenté mardi sa démission.",
            &["departure: Jeanne Dubreuil [announced]"],
        );
        check_only(
            "departure",
            "Jane Doe rejected calls to resign. Orlan quits the market.",
            &[],
        );
        check_only(
            "departure",
            "L'opposition réclame la démission de Jeanne Dubreuil.",
            &[],
        );
    }
}
