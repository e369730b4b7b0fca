//! # investigation
//!
//! Finds procedures of authorities against somebody, and how they ended: opened, dropped,
//! settled, cleared. Fines are read by the rule `fine`.
//! Must not find: polls and reports that French also calls « enquête », and procedures
//! whose target the sentence does not name.
//!
//! - EN "The authority opened an investigation into Orlan. It was dropped in May."
//! - FR « L'autorité a ouvert une enquête visant Orlan. Elle a été classée en mai. »

use recoupe_text::values::Kind;

use super::bodies::{BODIES, body_words};
use super::probe_parties::{body, opener, subject, target};
use super::roles::{Party, matches_any};
use super::{Bench, Draft, Rule, Subject};
use crate::scene::entities::EntityId;
use crate::scene::node::{NodeKind, ReferenceKind};
use crate::sheet::Stage;

pub(super) const RULE: Rule = Rule {
    id: "investigation",
    forms: "investigation investigations probe inquiry enquête enquêtes investigating \
            investigates investigated dropped closed shelved abandoned abandonnée classée \
            close refermée settled settles transigé transige cleared clears blanchi blanchie \
            innocenté innocentée",
    read,
};

/// Verbs and nouns of opening a procedure.
pub(super) const OPENS: [&str; 33] = [
    "opened",
    "opens",
    "open",
    "opening",
    "launched",
    "launches",
    "launch",
    "launching",
    "started",
    "starts",
    "began",
    "begun",
    "ordered",
    "ouvert",
    "ouverte",
    "ouvre",
    "ouvrir",
    "ouverture",
    "ouvrent",
    "lancé",
    "lance",
    "lancée",
    "diligenté",
    "diligentée",
    "mène",
    "conducting",
    "conducted",
    "mené",
    "menée",
    "leading",
    "confirmed",
    "engagé",
    "engagée",
];
const ENDS: [&str; 18] = [
    "dropped",
    "drops",
    "drop",
    "closed",
    "closes",
    "shelved",
    "abandoned",
    "abandonné",
    "abandonnée",
    "abandonne",
    "classé",
    "classée",
    "classe",
    "refermée",
    "refermé",
    "clos",
    "close",
    "ended",
];
const UNDER: [&str; 13] = [
    "under", "objet", "visé", "visée", "visés", "visées", "faces", "face", "facing",
    "faced", "subject", "cible", "target",
];

fn read(bench: &mut Bench<'_>, at: usize) {
    if bench.scene.nodes.get(at).is_some_and(|node| node.quoted) {
        return;
    }
    let probe = matches!(
        bench.scene.nodes.get(at).map(|node| &node.kind),
        Some(NodeKind::Reference(ReferenceKind::Probe, _))
    );
    if !probe && !bench.scene.is_word(at) {
        return;
    }
    let word = bench.word(at).to_owned();
    match word.as_str() {
        "dropped" | "closed" | "shelved" | "abandoned" | "abandonnée" | "classée"
        | "close" | "refermée" => {
            ended_pronoun(bench, at);
        }
        "settled" | "settles" | "transigé" | "transige" => settled(bench, at),
        "cleared" | "clears" | "blanchi" | "blanchie" | "innocenté" | "innocentée" => {
            cleared(bench, at);
        }
        "investigating" | "investigates" | "investigated" => inquires(bench, at),
        _ if probe && follow_up(bench, at) => {}
        _ => opened(bench, at),
    }
}

/// "opened an investigation into Orlan", "Orlan is under investigation".
fn opened(bench: &mut Bench<'_>, at: usize) {
    let word = bench.word(at).to_owned();
    let noun = word.rsplit([' ', '\'']).next().unwrap_or_default();
    // A poll, a report: not a procedure.
    if noun.starts_with("enquête")
        && bench.has_right(
            at,
            4,
            &["réalisée", "auprès", "publiée", "d'opinion", "sortie"],
        )
    {
        return;
    }
    let opens = bench.has_near(at, 8, &OPENS);
    let under = bench.has_left(at, 5, &UNDER);
    let body_near = bench.has_near(at, 7, &BODIES);
    if !opens && !under && !body_near {
        return;
    }
    let opener = opener(bench, at);
    let (target, topic) = match target(bench, at, opener.as_ref()) {
        Some(found) => found,
        None if under => match subject(bench, at) {
            Some(party) => (party, None),
            None => return,
        },
        // "The project was delayed by an investigation of the authority."
        None => match bench.topic.filter(|_| suffers(bench, at)) {
            Some(entity) => (Party { entity, node: at }, None),
            None => return,
        },
    };
    let body = body(bench, at, target.entity);
    let mut draft = probe_draft(
        bench,
        at,
        target.entity,
        body.map(|body| body.entity),
        Stage::Opened,
    )
    .spanning(&[target.node, body.map_or(at, |body| body.node)]);
    if let Some(topic) = topic {
        draft.value = bench.phrase(topic);
    }
    let ended = (at + 1..at + 24)
        .any(|right| matches_any(bench.word(right), &ENDS) && bench.scene.is_word(right));
    bench.drafts.push(draft.clone());
    if ended && !opens {
        draft.stage = Some(Stage::Dropped);
        bench.drafts.push(draft);
    }
}

/// Whether the noun is the agent of a passive: "delayed by an inquiry", « retardé par une
/// enquête ». What it happens to belongs to the company the article speaks of.
fn suffers(bench: &Bench<'_>, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|left| {
        matches!(bench.word(left), "by" | "par")
            && matches_any(
                bench.scene.word_before(left, 1),
                &[
                    "delayed",
                    "slowed",
                    "halted",
                    "hit",
                    "held",
                    "retardé*",
                    "ralenti*",
                    "suspendu*",
                    "freiné*",
                    "visé*",
                ],
            )
    })
}

/// "The regulator is investigating Orlan".
fn inquires(bench: &mut Bench<'_>, at: usize) {
    let aided = matches!(
        bench.scene.word_before(at, 1),
        "is" | "are" | "was" | "were" | "been" | "also"
    );
    if bench.word(at) == "investigated" {
        let passive = matches!(bench.scene.word_before(at, 1), "being" | "been" | "was");
        let Some(target) = subject(bench, at).filter(|_| passive) else { return };
        let body = bench.agent(at, 4).filter(|body| body.entity != target.entity);
        let draft = probe_draft(
            bench,
            at,
            target.entity,
            body.map(|body| body.entity),
            Stage::Opened,
        )
        .spanning(&[target.node]);
        bench.drafts.push(draft);
        return;
    }
    if !aided && bench.word(at) == "investigating" {
        return;
    }
    let body = subject(bench, at);
    let but: Vec<EntityId> = body.iter().map(|body| body.entity).collect();
    let Some(target) = bench.organisation_in(at + 1, at + 6, &but) else { return };
    let object = body.map(|body| body.entity);
    let draft = probe_draft(bench, at, target.entity, object, Stage::Opened)
        .spanning(&[target.node]);
    bench.drafts.push(draft);
}

/// "The investigation was dropped", « L'enquête porte sur 214 millions d'euros ».
fn follow_up(bench: &mut Bench<'_>, at: usize) -> bool {
    let Some(last) = last_probe(bench) else { return false };
    let end = (at + 1..at + 10).find(|right| {
        bench.scene.is_word(*right)
            && bench.same_clause(*right, at)
            && matches_any(bench.word(*right), &ENDS)
    });
    if let Some(end) = end {
        again(bench, last, at, end, Stage::Dropped);
        return true;
    }
    let covers = bench.has_right(
        at,
        3,
        &["porte", "concerns", "covers", "centres", "focuses", "concerne"],
    );
    let money = bench.value_right(at, Kind::Money, 14).filter(|_| covers);
    if let Some(money) = money {
        let stage = last.stage.unwrap_or(Stage::Opened);
        let mut draft = again_draft(bench, last, at, money, stage);
        draft.value = bench.take(money);
        bench.drafts.push(draft);
        return true;
    }
    false
}

/// "It was dropped", « Elle a été classée », « Elle l'a classée »: right after a statement
/// about a procedure.
fn ended_pronoun(bench: &mut Bench<'_>, at: usize) {
    let before: Vec<&str> =
        (1..=3).map(|back| bench.scene.word_before(at, back)).collect();
    let passive =
        before.iter().take(2).any(|word| matches!(*word, "was" | "been" | "été"));
    let held = before.contains(&"l'");
    let pronoun = (at.saturating_sub(6)..at).any(|left| {
        matches!(bench.word(left), "it" | "elle") && bench.same_clause(left, at)
    });
    if !pronoun || !passive && !held {
        return;
    }
    let last = bench.drafts.last().or(bench.earlier.last()).cloned();
    let Some(last) = last.filter(|last| last.attribute == "investigation") else {
        return;
    };
    again(bench, last, at.saturating_sub(4), at, Stage::Dropped);
}

/// "The company settled and paid 4 million euros", « avait transigé, moyennant 4 M€ ».
fn settled(bench: &mut Bench<'_>, at: usize) {
    let probe = last_probe(bench);
    let Some(party) =
        subject(bench, at).or_else(|| unresolved(bench, at, probe.as_ref()))
    else {
        return;
    };
    let money = bench.value_near(at, Kind::Money, 18);
    let last = probe.filter(|last| last.subject == Subject::Entity(party.entity));
    let with_body = (at + 1..at + 12).any(|right| BODIES.contains(&bench.word(right)));
    let legal = bench.word(at).starts_with("transig");
    let mut draft = match last {
        Some(last) => again_draft(bench, last, party.node, at, Stage::Settled),
        None if with_body || legal && money.is_some() => {
            probe_draft(bench, at, party.entity, None, Stage::Settled)
                .spanning(&[party.node])
        }
        None => return,
    };
    if let Some(money) = money {
        draft.value = bench.take(money);
        draft = draft.spanning(&[money]);
    }
    bench.drafts.push(draft);
}

/// "the company" right before the verb, of which nothing else is known: the target of the
/// procedure that the article speaks of.
fn unresolved(bench: &Bench<'_>, at: usize, probe: Option<&Draft>) -> Option<Party> {
    let Subject::Entity(entity) = probe?.subject else { return None };
    let node = (at.saturating_sub(3)..at).rev().find(|left| {
        bench.scene.nodes.get(*left).is_some_and(|node| {
            matches!(&node.kind, NodeKind::Reference(ReferenceKind::Company, list) if list.is_empty())
        })
    })?;
    Some(Party { entity, node })
}

/// "The authority cleared Orlan of abusing …", « Orlan a été blanchie ».
fn cleared(bench: &mut Bench<'_>, at: usize) {
    let english = matches!(bench.word(at), "cleared" | "clears");
    let of = (at + 1..at + 7).find(|right| bench.word(*right) == "of");
    if english && of.is_none() {
        return;
    }
    let passive =
        matches!(bench.scene.word_before(at, 1), "was" | "were" | "been" | "été" | "est");
    let target = if passive {
        subject(bench, at)
    } else {
        bench.organisation_in(at + 1, at + 4, &[])
    };
    let Some(target) = target else { return };
    let body = if passive { bench.agent(at, 4) } else { subject(bench, at) };
    let body = body.filter(|body| {
        body.entity != target.entity
            && bench.scene.nodes.get(body.node).is_some_and(|node| node.name().is_some())
    });
    let mut draft = probe_draft(
        bench,
        at,
        target.entity,
        body.map(|body| body.entity),
        Stage::Cleared,
    )
    .spanning(&[target.node, of.unwrap_or(at)]);
    if let Some(of) = of {
        draft.value = bench.phrase(of + 1);
    }
    bench.drafts.push(draft);
}

/// The last procedure the article spoke of, this sentence included.
pub(super) fn last_probe(bench: &Bench<'_>) -> Option<Draft> {
    let probes = bench.drafts.iter().rev().chain(bench.earlier.iter().rev());
    probes.into_iter().find(|draft| draft.attribute == "investigation").cloned()
}

fn probe_draft(
    bench: &Bench<'_>,
    at: usize,
    target: EntityId,
    body: Option<EntityId>,
    stage: Stage,
) -> Draft {
    let mut draft = bench.draft("investigation", target, at);
    draft.object = body.filter(|body| *body != target);
    draft.stage = Some(stage);
    if draft.object.is_none() {
        draft.other = body_words(bench, at);
    }
    draft
}

fn again(bench: &mut Bench<'_>, last: Draft, first: usize, end: usize, stage: Stage) {
    let draft = again_draft(bench, last, first, end, stage);
    bench.drafts.push(draft);
}

/// The same procedure at another stage. Its topic is not carried over: those words stand
/// elsewhere.
fn again_draft(
    bench: &Bench<'_>,
    last: Draft,
    first: usize,
    end: usize,
    stage: Stage,
) -> Draft {
    let Subject::Entity(target) = last.subject else { return last };
    let day = bench.value_right(end, Kind::Date, 4);
    let mut draft =
        probe_draft(bench, end, target, last.object, stage).spanning(&[first, end]);
    draft.other = draft.other.or(last.other).filter(|_| draft.object.is_none());
    if let Some(day) = day {
        draft.period =
            bench.scene.nodes.get(day).and_then(|node| node.value()?.iso.clone());
        draft = draft.spanning(&[day]);
    }
    draft
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check_only, check_stages};

    #[test]
    fn openings_name_target_body_and_matter() {
        check_stages(
            "The Competition Authority opened an investigation into Orlan Group over its prices.",
            &[
                "investigation: Orlan Group > Competition Authority = Orlan Group over its prices [opened]",
            ],
        );
        check_stages(
            "L'Autorité de la concurrence a ouvert une enquête visant le groupe Orlan.",
            &[
                "investigation: Orlan > Autorité de la concurrence = le groupe Orlan [opened]",
            ],
        );
        check_stages(
            "Prosecutors have opened an inquiry into the company Orlan.",
            &["investigation: Orlan = the company Orlan [opened]"],
        );
        check_stages(
            "Le groupe Orlan fait l'objet d'une enquête pour fraude.",
            &["investigation: Orlan [opened]"],
        );
    }

    #[test]
    fn what_refers_back_carries_the_procedure_on() {
        check_stages(
            "The regulator opened an investigation into Orlan Group in 2023. The investigation was dropped in May 2025.",
            &[
                "investigation: Orlan Group = Orlan Group in 2023 [opened]",
                "investigation: Orlan Group @ 2025-05 [dropped]",
            ],
        );
        check_stages(
            "Le régulateur avait ouvert en 2023 une enquête visant le groupe Orlan. Elle a été classée sans suite en mai.",
            &[
                "investigation: Orlan = le groupe Orlan [opened]",
                "investigation: Orlan @ 2025-05 [dropped]",
            ],
        );
        check_stages(
            "The regulator opened an inquiry into Orlan Group; the company settled last year and paid 4 million euros.",
            &[
                "investigation: Orlan Group = Orlan Group [opened]",
                "investigation: Orlan Group = 4000000 EUR @ 2024 [settled]",
            ],
        );
        check_stages(
            "Le groupe Orlan avait transigé l'an dernier, moyennant 4 millions d'euros.",
            &["investigation: Orlan = 4000000 EUR [settled]"],
        );
        check_stages(
            "The authority cleared Orlan Group in May of abusing its position.",
            &["investigation: Orlan Group = abusing its position [cleared]"],
        );
    }

    #[test]
    fn polls_and_cleared_deals_are_no_procedures() {
        check_only(
            "investigation",
            "L'enquête réalisée auprès des clients d'Orlan est publiée lundi.",
            &[],
        );
        check_only(
            "investigation",
            "Brussels cleared the purchase. The shop closed. Orlan settled in Lyon.",
            &[],
        );
        check_only(
            "investigation",
            "Une enquête a été ouverte sur les causes du sinistre.",
            &[],
        );
    }
}
