//! # rate
//!
//! Finds the key rate of a central bank after its decision, and by how much it moved it.
//! Must not find: rates of unemployment, exchange, growth, taxes, loans; rates before the
//! decision.
//!
//! - EN "The Bank of Orland cut its key rate by a quarter point to 4%."
//! - FR « La Banque d'Orlande a abaissé son taux directeur d'un quart de point, à 4 %. »

use recoupe_text::values::Kind;

use super::roles::{Party, matches_any};
use super::{Bench, Rule};
use crate::scene::entities::EntityId;
use crate::scene::words::is_preposition;
use crate::sheet::Modality;

pub(super) const RULE: Rule = Rule { id: "rate", forms: "rate rates taux costs", read };

const MOVES: [&str; 48] = [
    "cut",
    "cuts",
    "cutting",
    "raise",
    "raises",
    "raised",
    "raising",
    "lower",
    "lowers",
    "lowered",
    "lowering",
    "hike",
    "hikes",
    "hiked",
    "trim",
    "trims",
    "trimmed",
    "hold",
    "holds",
    "held",
    "keep",
    "keeps",
    "kept",
    "leave",
    "leaves",
    "left",
    "increase*",
    "reduce*",
    "slash*",
    "bring*",
    "brought",
    "set",
    "abaiss*",
    "baiss*",
    "relèv*",
    "relev*",
    "maintient",
    "maintenu*",
    "maintenir",
    "laiss*",
    "réduit",
    "réduire",
    "augment*",
    "ramen*",
    "ramèn*",
    "port*",
    "fix*",
    "touch*",
];
/// What stands before or after "rate" where it is no key rate.
const OTHER: [&str; 34] = [
    "unemployment",
    "jobless",
    "exchange",
    "growth",
    "inflation",
    "tax",
    "mortgage",
    "mortgages",
    "birth",
    "death",
    "mortality",
    "vacancy",
    "success",
    "interbank",
    "market",
    "swap",
    "occupancy",
    "conversion",
    "chômage",
    "change",
    "croissance",
    "imposition",
    "marge",
    "participation",
    "occupation",
    "mortalité",
    "natalité",
    "réussite",
    "rendement",
    "endettement",
    "épargne",
    "emploi",
    "hypothécaire",
    "hypothécaires",
];

fn read(bench: &mut Bench<'_>, at: usize) {
    let costs =
        bench.word(at) == "costs" && bench.scene.word_before(at, 1) != "borrowing";
    if !bench.scene.is_word(at) || is_other(bench, at) || costs {
        return;
    }
    let active = verb(bench, at);
    let Some(verb) = active.or_else(|| passive(bench, at)) else { return };
    let bank = if active.is_some() { bank(bench, verb) } else { named_bank(bench) };
    let Some(bank) = bank else { return };
    let expected = bench.has_left(
        verb,
        7,
        &[
            "expect*",
            "forecast*",
            "expects",
            "could",
            "may",
            "might",
            "prévoi*",
            "attend*",
            "pourrait",
            "devrait",
            "anticip*",
            "again",
        ],
    );
    let level = level(bench, at);
    let step = (verb + 1..at + 14).find(|near| {
        bench.is_value(*near, Kind::Percent)
            && !bench.is_taken(*near)
            && Some(*near) != level
            && is_points(bench, *near)
    });
    // « ramené de 3,75 % à 3,50 % », "to 3.5% from 3.75%": what it was.
    let former = (verb + 1..at + 14).find(|near| {
        bench.is_value(*near, Kind::Percent)
            && Some(*near) != level
            && !is_points(bench, *near)
            && matches!(bench.scene.word_before(*near, 1), "from" | "de")
    });
    for (value, attribute) in [(level, "rate"), (step, "rate_change"), (former, "rate")] {
        let Some(value) = value else { continue };
        let mut draft =
            bench.draft(attribute, bank.entity, verb).spanning(&[bank.node, at, value]);
        if expected {
            draft.modality = Modality::Forecast;
        }
        draft.is_former = Some(value) == former;
        // « n'a pas touché à son taux » holds it.
        if bench.word(verb).starts_with("touch") {
            draft.certainty = Some(crate::sheet::Certainty::Asserted);
        }
        draft.value = bench.take(value);
        bench.drafts.push(draft);
    }
}

fn is_other(bench: &Bench<'_>, at: usize) -> bool {
    let before = (1..3).any(|back| OTHER.contains(&bench.scene.word_before(at, back)));
    let of = matches!(bench.word(at + 1), "of" | "de" | "d'" | "du" | "des");
    let after = of && (at + 2..at + 4).any(|right| OTHER.contains(&bench.word(right)));
    before || after
}

/// The verb that moves or holds the rate: before it, or after it in the passive.
fn verb(bench: &Bench<'_>, at: usize) -> Option<usize> {
    (at.saturating_sub(9)..at)
        .rev()
        .filter(|left| bench.same_clause(*left, at))
        .find(|left| bench.scene.is_word(*left) && matches_any(bench.word(*left), &MOVES))
}

/// "The policy rate was cut to 4%", « Le taux directeur passe à 4 % »: only of rates that
/// are called key rates.
fn passive(bench: &Bench<'_>, at: usize) -> Option<usize> {
    const KEY: [&str; 10] = [
        "key",
        "policy",
        "benchmark",
        "repo",
        "deposit",
        "directeur",
        "directeurs",
        "interest",
        "base",
        "main",
    ];
    const STANDS: [&str; 15] = [
        "passe", "passent", "reste", "restent", "stays", "stay", "remains", "remain",
        "stands", "now", "demeure", "revient", "ressort", "falls", "rises",
    ];
    let key = bench.has_near(at, 2, &KEY);
    (at + 1..at + 6)
        .take_while(|_| key)
        .filter(|right| bench.same_clause(*right, at) && bench.scene.is_word(*right))
        .find(|right| {
            let word = bench.word(*right);
            matches_any(word, &MOVES) || STANDS.contains(&word)
        })
}

/// The one bank that the sentence names, else the one central bank of the story.
fn named_bank(bench: &Bench<'_>) -> Option<Party> {
    let mut here: Vec<Party> = (0..bench.scene.nodes.len())
        .filter(|at| bench.scene.nodes.get(*at).is_some_and(|node| node.name().is_some()))
        .filter_map(|at| bench.party(at, &[]))
        .filter(|party| is_bank(bench.entities.name(party.entity)))
        .collect();
    here.dedup_by_key(|party| party.entity);
    match here.as_slice() {
        [only] => Some(*only),
        [] => central_bank(bench).map(|entity| Party { entity, node: 0 }),
        _ => None,
    }
}

/// The central bank of the story, where it names one only.
fn central_bank(bench: &Bench<'_>) -> Option<EntityId> {
    let mut banks: Vec<EntityId> = bench
        .entities
        .forms()
        .filter(|(_, entity)| is_central(bench.entities.name(*entity)))
        .map(|(_, entity)| entity)
        .collect();
    banks.sort_unstable();
    banks.dedup();
    match banks.as_slice() {
        [only] => Some(*only),
        _ => None,
    }
}

/// The bank that decides: the subject, where its name or the sentence says that it is one;
/// else the one central bank that the story names.
fn bank(bench: &Bench<'_>, verb: usize) -> Option<Party> {
    let subjects = bench.subjects(verb);
    let named =
        subjects.iter().copied().find(|party| is_bank(bench.entities.name(party.entity)));
    if named.is_some() {
        return named;
    }
    let says = (0..verb).any(|at| {
        let (word, next) = (bench.word(at), bench.word(at + 1));
        word == "central" && next == "bank"
            || word == "banque" && next == "centrale"
            || word.ends_with("central bank")
            || word.ends_with("banque centrale")
            || word == "the bank"
            || word == "the fed"
            || word == "la fed"
            || word.ends_with("la banque")
    });
    if !says && !subjects.is_empty() {
        return None;
    }
    let node = subjects.first().map_or(verb, |party| party.node);
    central_bank(bench).filter(|_| says).map(|entity| Party { entity, node })
}

fn is_bank(name: &str) -> bool {
    let name = name.to_lowercase();
    name.split([' ', '-']).any(|word| {
        matches!(
            word,
            "bank"
                | "banque"
                | "reserve"
                | "réserve"
                | "fed"
                | "ecb"
                | "bce"
                | "boe"
                | "bns"
                | "snb"
                | "boj"
        ) || word.ends_with("bank") && word.len() > 4
    })
}

/// A name that only a central bank has.
fn is_central(name: &str) -> bool {
    let folded = name.to_lowercase();
    is_bank(name)
        && (folded.contains("central")
            || folded.contains("national")
            || folded.contains("reserve")
            || folded.contains(" of ")
            || folded.starts_with("banque d")
            || folded.ends_with("bank"))
}

fn is_points(bench: &Bench<'_>, at: usize) -> bool {
    bench
        .scene
        .nodes
        .get(at)
        .and_then(|node| node.value())
        .is_some_and(|value| value.unit.as_deref() == Some("pp"))
}

/// The level after the decision: the percentage after "to", "at", « à »; never one after
/// "from" or « de ».
fn level(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let candidates: Vec<usize> = (at + 1..at + 18)
        .take_while(|right| !matches!(bench.word(*right), ";" | "\"" | "."))
        .filter(|right| bench.is_value(*right, Kind::Percent) && !bench.is_taken(*right))
        .filter(|right| !is_points(bench, *right))
        .collect();
    candidates.iter().copied().find(|right| {
        let preposition = (at..*right)
            .rev()
            .take(3)
            .map(|left| bench.word(left))
            .find(|word| is_preposition(word));
        matches!(preposition, Some("to" | "at" | "à"))
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn decisions_give_the_rate_after_them() {
        check(
            "The Bank of Orland cut its key rate by a quarter point to 4% on Thursday.",
            &["rate: Bank of Orland = 4 %"],
        );
        check(
            "La Banque d'Orlande a abaissé jeudi son taux directeur d'un quart de point, à 4 %.",
            &["rate: Banque d'Orlande = 4 %"],
        );
        check(
            "Orland Bank left its policy rate unchanged at 4.25%.",
            &["rate: Orland Bank = 4.25 %"],
        );
        check(
            "La Banque d'Orlande a maintenu ses taux à 4,25 %.",
            &["rate: Banque d'Orlande = 4.25 %"],
        );
        check(
            "The policy rate was cut to 4.25% from 4.5%, Orland Bank said in a statement.",
            &["rate: Orland Bank = 4.25 %", "rate: Orland Bank = 4.5 %"],
        );
        check(
            "Le taux directeur passe ainsi de 4,5 % à 4,25 %, a annoncé la Banque d'Orlande.",
            &["rate: Banque d'Orlande = 4.25 %", "rate: Banque d'Orlande = 4.5 %"],
        );
        check(
            "The Bank of Orland raised its key rate from 4% to 4.5%.",
            &["rate: Bank of Orland = 4.5 %", "rate: Bank of Orland = 4 %"],
        );
        check(
            "The Bank of Orland cut its key rate by 25 basis points to 4%.",
            &["rate: Bank of Orland = 4 %", "rate_change: Bank of Orland = 0.25 pp"],
        );
    }

    #[test]
    fn other_rates_and_other_actors_are_left_out() {
        check_only(
            "rate",
            "The Bank of Orland said the unemployment rate fell to 4%.",
            &[],
        );
        check_only("rate", "Le groupe Orlan a ramené son taux de marge à 4 %.", &[]);
        check_only("rate", "Orlan Group cut its rate to 4%.", &[]);
    }

    #[test]
    fn central_banks_are_named_by_their_country() {
        check(
            "On Thursday Norway's central bank cut its key rate to 3.75%.",
            &["rate: Norway's central bank = 3.75 %"],
        );
        check(
            "Jeudi, la banque centrale de Norvège a abaissé son taux directeur à 3,75 %.",
            &["rate: banque centrale de Norvège = 3.75 %"],
        );
    }
}
