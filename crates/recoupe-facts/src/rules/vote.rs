//! # vote
//!
//! Finds the share of the vote of a candidate or party, and of a motion (a strike).
//! Must not find: turnout, swings in points, leads.
//!
//! - EN "Jane Doe won the run-off with 52.3% of the vote."
//! - FR « Jeanne Dubreuil a recueilli 52,3 % des suffrages. »

use recoupe_text::values::Kind;

use super::roles::{Party, matches_any};
use super::{Bench, Rule, Subject};
use crate::scene::entities::EntityKind;
use crate::sheet::Modality;

pub(super) const RULE: Rule = Rule {
    id: "vote",
    forms: "won win wins took take takes received receives got gained polled scored secured \
            obtained garnered votes vote voted finished recueilli recueille obtenu obtient \
            remporte remporté emporté emporte totalise totalisé récolté devance devancé élu élue réélu réélue \
            voix suffrages against voté votée approuvée approuvé contre crédite créditait créditée \
            crédité donnait donne dépasse plafonne given gives arrivé arrivée backed approved \
            adopted rejected passed adopté adoptée rejeté rejetée",
    read,
};

const BALLOT: [&str; 27] = [
    "vote",
    "votes",
    "voters",
    "election",
    "elections",
    "run-off",
    "runoff",
    "round",
    "ballot",
    "poll",
    "polls",
    "referendum",
    "presidency",
    "presidential",
    "voix",
    "suffrages",
    "suffrage",
    "scrutin",
    "tour",
    "élection",
    "élections",
    "présidentielle",
    "référendum",
    "urnes",
    "bulletins",
    "électeurs",
    "exit",
];
const TURNOUT: [&str; 6] =
    ["turnout", "participation", "abstention", "bulletins", "counted", "dépouill*"];

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at)
        || bench.scene.nodes.get(at).is_some_and(|node| node.quoted)
    {
        return;
    }
    match bench.word(at) {
        "voté" | "votée" | "approuvée" | "approuvé" | "voted" | "backed" | "approved"
        | "adopted" | "rejected" | "passed" | "adopté" | "adoptée" | "rejeté"
        | "rejetée" => motion(bench, at),
        "contre" | "against" => rival(bench, at),
        "votes" | "voix" | "suffrages" if is_tally(bench, at) => tally(bench, at),
        "vote" | "votes" | "voix" | "suffrages" => opener(bench, at),
        _ => share(bench, at),
    }
}

/// Whether the sentence, or the article before it, speaks of an election.
fn is_election(bench: &Bench<'_>) -> bool {
    let here = (0..bench.scene.nodes.len()).any(|at| BALLOT.contains(&bench.word(at)));
    here || bench
        .earlier
        .iter()
        .chain(&bench.drafts)
        .any(|draft| draft.attribute == "vote")
}

/// "X won with 52.3%", "Y, who took 47.7%", « X a recueilli 52,3 % ».
fn share(bench: &mut Bench<'_>, at: usize) {
    if !is_election(bench) {
        return;
    }
    let Some(percent) = bench.value_right(at, Kind::Percent, 14) else { return };
    let direct = (at + 1..percent).all(|between| {
        !matches_any(bench.word(between), &TURNOUT)
            && bench.scene.nodes.get(between).is_none_or(|node| {
                node.value().is_none_or(|value| value.kind != Kind::Percent)
            })
    });
    let subjects = bench.subjects(at);
    let objects: Vec<usize> = (at.saturating_sub(3)..at)
        .filter(|left| matches!(bench.word(*left), "la" | "le" | "l'" | "her" | "him"))
        .collect();
    let polled = matches!(
        bench.word(at),
        "crédite" | "créditait" | "donnait" | "donne" | "given" | "gives"
    );
    let party = if polled {
        polled_party(bench, at, percent)
    } else if objects.is_empty() || !polled {
        match subjects.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    } else {
        None
    };
    let Some(party) = party.filter(|_| direct) else { return };
    state(bench, at, party, percent, polled);
}

/// Whom a poll gives a share: the name after the verb.
fn polled_party(bench: &Bench<'_>, at: usize, percent: usize) -> Option<Party> {
    let mut parties = (at + 1..percent).filter_map(|right| bench.party(right, &[]));
    let party = parties.next().filter(|party| may_stand(bench, *party));
    party.filter(|_| parties.next().is_none())
}

/// « avec 52,34 % des voix, X devance Y »: a share that opens a clause is of the subject
/// that follows.
fn opener(bench: &mut Bench<'_>, at: usize) {
    let percent = (at.saturating_sub(3)..at)
        .rev()
        .find(|left| bench.is_value(*left, Kind::Percent) && !bench.is_taken(*left));
    let Some(percent) = percent else { return };
    let with = matches!(bench.scene.word_before(percent, 1), "avec" | "with");
    let free_left = (0..percent).any(|left| {
        bench.same_clause(left, percent)
            && bench.party(left, &[]).is_some_and(|party| may_stand(bench, party))
    });
    if !with || free_left || bench.word(at + 1) != "," {
        return;
    }
    let Some(party) = bench.party(at + 2, &[]).filter(|party| may_stand(bench, *party))
    else {
        return;
    };
    state(bench, at, party, percent, false);
}

/// « contre 47,7 % pour le conservateur Y ».
fn rival(bench: &mut Bench<'_>, at: usize) {
    if !is_election(bench)
        || !bench.is_value(at + 1, Kind::Percent)
        || bench.is_taken(at + 1)
    {
        return;
    }
    let party = (at + 2..at + 13)
        .skip_while(|right| !matches!(bench.word(*right), "pour" | "à" | "au" | "for"))
        .take_while(|right| !matches!(bench.word(*right), "." | ";"))
        .filter_map(|right| bench.party(right, &[]))
        // « contre 49 % à l'ancien maire de Lannec, Jean Dubreuil ».
        .find(|party| {
            let node = bench.scene.nodes.get(party.node);
            let of = node.is_some_and(|node| {
                matches!(node.governor.as_str(), "de" | "d'" | "du" | "of")
            });
            !of || bench.entities.kind(party.entity) == EntityKind::Person
        });
    let Some(party) = party.filter(|party| may_stand(bench, *party)) else { return };
    state(bench, at, party, at + 1, false);
}

/// "by 32 votes to 11", « par 32 voix contre 11 ».
fn is_tally(bench: &Bench<'_>, at: usize) -> bool {
    let number = |node: usize| bench.is_value(node, Kind::Number);
    at > 0
        && number(at - 1)
        && matches!(bench.word(at + 1), "contre" | "to" | "against")
        && number(at + 2)
}

/// The votes for and against: of the body that votes, where the sentence names it. The two
/// are never compared.
fn tally(bench: &mut Bench<'_>, at: usize) {
    let subject =
        bench.main_subject(at).filter(|party| bench.entities.is_party(party.entity));
    for (node, aspect) in [(at - 1, "for"), (at + 2, "against")] {
        if bench.is_taken(node) {
            continue;
        }
        let mut draft = match subject {
            Some(party) => {
                bench.draft("vote", party.entity, at).spanning(&[party.node, node])
            }
            None => bench.draft_of_event("vote", at).spanning(&[node]),
        };
        draft.aspect = aspect;
        draft.value = bench.take(node);
        bench.drafts.push(draft);
    }
}

fn may_stand(bench: &Bench<'_>, party: Party) -> bool {
    bench.entities.kind(party.entity) != EntityKind::Place
}

fn state(bench: &mut Bench<'_>, at: usize, party: Party, percent: usize, polled: bool) {
    let points = bench
        .scene
        .nodes
        .get(percent)
        .and_then(|node| node.value())
        .is_some_and(|value| value.unit.as_deref() == Some("pp"));
    let turnout = bench.has_left(percent, 8, &TURNOUT);
    if points || turnout || !may_stand(bench, party) {
        return;
    }
    let mut draft =
        bench.draft("vote", party.entity, at).spanning(&[party.node, percent]);
    draft.period = round(bench, percent);
    if polled || (0..percent).any(|left| bench.word(left) == "exit") {
        draft.modality = Modality::Forecast;
    }
    draft.value = bench.take(percent);
    bench.drafts.push(draft);
}

/// The round, where the sentence says that it was the first.
fn round(bench: &Bench<'_>, percent: usize) -> Option<String> {
    let near = |words: &[&str], other: &str| {
        (percent.saturating_sub(10)..percent + 5).any(|at| {
            words.contains(&bench.word(at))
                && matches!(bench.word(at + 1), next if next == other)
        })
    };
    let first = near(&["opening", "first"], "round") || near(&["premier"], "tour");
    first.then(|| "round-1".to_owned())
}

/// "Members voted 92% in favour of the strike", « La grève a été approuvée à 94 % ».
fn motion(bench: &mut Bench<'_>, at: usize) {
    const MOTIONS: [&str; 29] = [
        "strike",
        "stoppage",
        "walkout",
        "grève",
        "débrayage",
        "motion",
        "accord",
        "agreement",
        "deal",
        "offer",
        "mouvement",
        "industrial",
        "text",
        "texte",
        "bill",
        "law",
        "loi",
        "plan",
        "projet",
        "initiative",
        "referendum",
        "référendum",
        "voters",
        "votants",
        "électeurs",
        "parliament",
        "treaty",
        "traité",
        "proposal",
    ];
    let about =
        (at.saturating_sub(12)..at + 12).any(|near| MOTIONS.contains(&bench.word(near)));
    let percent = bench.value_near(at, Kind::Percent, 8).or_else(|| ballots(bench, at));
    let Some(percent) = percent.filter(|_| about) else { return };
    let french = matches!(bench.scene.word_before(percent, 1), "à" | "par");
    let english = matches!(bench.word(at), "voted")
        || matches!(bench.scene.word_before(percent, 1), "by" | "with");
    if !french && !english {
        return;
    }
    let mut draft = bench.draft_of_event("vote", at).spanning(&[percent]);
    draft.subject = Subject::Event;
    draft.value = bench.take(percent);
    bench.drafts.push(draft);
}

/// "by 312 votes to 201", « par 312 voix contre 201 »: the votes of the side that won.
fn ballots(bench: &Bench<'_>, at: usize) -> Option<usize> {
    bench
        .value_near(at, Kind::Number, 8)
        .filter(|number| matches!(bench.word(number + 1), "votes" | "voix" | "to"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn shares_go_to_their_candidate() {
        check(
            "Jane Doe won the presidential run-off on Sunday with 52.3% of the vote, defeating John Stone, who took 47.7%.",
            &["vote: Jane Doe = 52.3 %", "vote: John Stone = 47.7 %"],
        );
        check(
            "Jeanne Dubreuil a recueilli 52,3 % des suffrages dimanche, contre 47,7 % pour le conservateur Jean Martin.",
            &["vote: Jeanne Dubreuil = 52.3 %", "vote: Jean Martin = 47.7 %"],
        );
        check(
            "Avec 52,3 % des voix, Jeanne Dubreuil devance Jean Martin, qui en obtient 47,7 %.",
            &["vote: Jeanne Dubreuil = 52.3 %", "vote: Jean Martin = 47.7 %"],
        );
    }

    #[test]
    fn tallies_keep_both_sides_apart() {
        check(
            "Le conseil municipal de Lyon a adopté jeudi soir, par 32 voix contre 11, la gratuité des bus.",
            &[
                "vote: conseil municipal de Lyon = 32",
                "vote: conseil municipal de Lyon = 11",
            ],
        );
        check(
            "Canada's central bank cut its key rate on Thursday by five votes to four, it said.",
            &["vote: Canada's central bank = 5", "vote: Canada's central bank = 4"],
        );
        check(
            "Retired firefighter Paula Stone won the byelection with 38.4 per cent of the vote against 35.9 per cent for councillor Mark Doe.",
            &["vote: Paula Stone = 38.4 %", "vote: Mark Doe = 35.9 %"],
        );
    }

    #[test]
    fn motions_are_votes_of_the_event() {
        check(
            "The union's members voted 92% in favour of the strike on Monday.",
            &["vote: EVENT = 92 %"],
        );
        check(
            "Parliament approved the bill by 312 votes to 201.",
            &["vote: EVENT = 312", "vote: EVENT = 201"],
        );
        check(
            "Le texte a été adopté par 312 voix contre 201.",
            &["vote: EVENT = 312", "vote: EVENT = 201"],
        );
        check("The initiative was approved by 61% of voters.", &["vote: EVENT = 61 %"]);
        check(
            "Ils ont voté la grève à 92 %, selon le syndicat.",
            &["vote: EVENT = 92 %"],
        );
    }

    #[test]
    fn turnout_and_sales_are_no_votes() {
        check_only("vote", "Turnout in the election was 58.1%, said Jane Doe.", &[]);
        check_only("vote", "La participation au scrutin s'élève à 58,1 %.", &[]);
        check_only("vote", "Orlan Group won 30% of the market.", &[]);
    }
}
