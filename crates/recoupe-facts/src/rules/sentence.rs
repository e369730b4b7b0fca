//! # sentence
//!
//! Finds what a court imposed on a person: time and fine.
//! Must not find: what prosecutors ask for (kept as sought), maximum penalties.
//!
//! - EN "Jane Doe was sentenced to four years in prison and fined 30,000 euros."
//! - FR « Jeanne Dubreuil a été condamnée à quatre ans de prison et 30 000 euros d'amende. »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule};
use crate::scene::entities::EntityKind;
use crate::sheet::Modality;

pub(super) const RULE: Rule = Rule {
    id: "sentence",
    forms: "sentenced jailed imprisoned sentence condamné condamnée condamne écopé écope \
            requis sought seek seeks requested emprisonné peine",
    read,
};

const PRISON: [&str; 12] = [
    "prison",
    "jail",
    "jailed",
    "imprisonment",
    "custody",
    "behind",
    "sentence",
    "sentenced",
    "emprisonnement",
    "réclusion",
    "détention",
    "sursis",
];

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at)
        || bench.has_near(
            at,
            6,
            &["maximum", "encourt", "risque", "faces", "could", "pourrait", "jusqu'à"],
        )
    {
        return;
    }
    let word = bench.word(at);
    let sought = matches!(word, "requis" | "sought" | "seek" | "seeks" | "requested")
        || bench.has_left(
            at,
            6,
            &["sought", "seek", "seeks", "requested", "requis", "demand*", "réclam*"],
        );
    if matches!(word, "sentence" | "peine")
        && !bench.has_left(
            at,
            8,
            &["handed", "given", "received", "gave", "écopé", "prononcé", "infligé"],
        )
    {
        return;
    }
    let court = bench.has_near(at, 14, &PRISON)
        || matches!(word, "jailed" | "imprisoned" | "sentenced");
    let Some(person) = condemned(bench, at).filter(|_| court) else { return };
    let term = term(bench, at);
    let fine = fine(bench, at);
    for value in [term, fine].into_iter().flatten() {
        let mut draft =
            bench.draft("sentence", person.entity, at).spanning(&[person.node, value]);
        if sought {
            draft.modality = Modality::Sought;
        }
        draft.value = bench.take(value);
        bench.drafts.push(draft);
    }
}

/// The one condemned: the subject of a passive, the object of an active verb; a person, or
/// an unknown name.
fn condemned(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let human = |party: &Party| {
        matches!(
            bench.entities.kind(party.entity),
            EntityKind::Person | EntityKind::Unknown
        )
    };
    let word = bench.word(at);
    let before = bench.scene.word_before(at, 1);
    let passive =
        matches!(before, "was" | "been" | "were" | "été" | "est" | "is" | "to" | "be")
            || matches!(word, "écopé" | "écope" | "sentence" | "peine" | "jailed")
            || before == ",";
    let against = || {
        bench
            .objects(at, &["against", "contre", "for", "pour", "à"], &[])
            .first()
            .copied()
    };
    // « Le parquet avait requis six ans »: for the one whose sentence was just told.
    let told = || {
        let mut drafts = bench.drafts.iter().rev().chain(bench.earlier.iter().rev());
        drafts.find(|draft| draft.attribute == "sentence").and_then(|draft| {
            match draft.subject {
                super::Subject::Entity(entity) => Some(Party { entity, node: at }),
                _ => None,
            }
        })
    };
    let found = if matches!(word, "requis" | "sought" | "seek" | "seeks" | "requested") {
        against().or_else(told)
    } else if passive {
        let subjects = bench.subjects(at);
        (subjects.len() == 1).then(|| subjects.first().copied()).flatten()
    } else {
        // « a condamné mardi le promoteur immobilier Jean Dubreuil à cinq ans »: the first name
        // that no preposition governs.
        (at + 1..at + 10)
            .take_while(|right| !matches!(bench.word(*right), "to" | "à" | "," | "."))
            .find_map(|right| bench.party(right, &[]))
    };
    found.filter(human)
}

/// The time: the first duration after the word, or before "sentence".
fn term(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let left = matches!(bench.word(at), "sentence")
        .then(|| bench.value_left(at, Kind::Duration, 5))
        .flatten();
    left.or_else(|| bench.value_near(at, Kind::Duration, 9))
        .filter(|term| !bench.has_left(*term, 3, &["after", "après", "since", "depuis"]))
}

/// « 30 000 euros d'amende », "fined 30,000 euros", "a fine of 30,000 euros".
fn fine(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let money = bench.value_near(at, Kind::Money, 20)?;
    let fined = (at..money + 4)
        .any(|near| matches!(bench.word(near), "fine" | "fined" | "amende" | "amendes"));
    fined.then_some(money)
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn titles_stand_between_verb_and_name() {
        check(
            "Le tribunal correctionnel de Lyon a condamné mardi le promoteur immobilier Jean Dubreuil à cinq ans de prison, dont deux avec sursis.",
            &["sentence: Jean Dubreuil = 5 year"],
        );
    }

    #[test]
    fn courts_impose_time_and_fines() {
        check(
            "Jane Doe was sentenced to four years in prison and fined 30,000 euros.",
            &["sentence: Jane Doe = 30000 EUR", "sentence: Jane Doe = 4 year"],
        );
        check(
            "Jeanne Dubreuil a été condamnée lundi à quatre ans de prison et 30 000 euros d'amende.",
            &[
                "sentence: Jeanne Dubreuil = 30000 EUR",
                "sentence: Jeanne Dubreuil = 4 year",
            ],
        );
        check("Jane Doe was jailed for six months.", &["sentence: Jane Doe = 6 month"]);
    }

    #[test]
    fn companies_and_risks_are_left_out() {
        check_only(
            "sentence",
            "Jane Doe faces a maximum sentence of ten years in prison.",
            &[],
        );
        check_only("sentence", "Jeanne Dubreuil risque dix ans de prison.", &[]);
        check_only(
            "sentence",
            "Le maire a condamné l'attaque deux ans après les faits.",
            &[],
        );
    }
}
