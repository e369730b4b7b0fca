//! # round
//!
//! Finds money a company raises from investors, and who leads the round.
//! Must not find: raised forecasts, prices, stakes.
//!
//! - EN "Veltra raised $230 million in a Series C led by Orlan Capital."
//! - FR « Veltra a levé 62 millions d'euros auprès d'Orlan. » « un tour de table de 62 M€ mené
//!   par Orlan »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule};

pub(super) const RULE: Rule = Rule {
    id: "round",
    forms: "raise raises raised raising lever lève lèvent levé levée lèvera lèverait levait \
            boucle bouclé boucler round series série tour secured secures closed closes \
            financing financement",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    match bench.word(at) {
        "raise" | "raises" | "raised" | "raising" | "lever" | "lève" | "lèvent"
        | "levé" | "lèvera" | "lèverait" | "levait" => verb(bench, at),
        "levée"
            if matches!(bench.word(at + 1), "de") && bench.word(at + 2) == "fonds" =>
        {
            noun(bench, at + 2);
        }
        "tour" if bench.word(at + 1) == "de" && bench.word(at + 2) == "table" => {
            noun(bench, at + 2);
        }
        "round"
            if bench.has_left(
                at,
                3,
                &[
                    "funding",
                    "financing",
                    "investment",
                    "seed",
                    "equity",
                    "series",
                    "rights",
                ],
            ) =>
        {
            noun(bench, at);
        }
        "series" | "série" | "financing" | "financement" => noun(bench, at),
        "secured" | "secures" | "closed" | "closes" | "boucle" | "bouclé" | "boucler"
            if bench.has_right(
                at,
                9,
                &[
                    "round",
                    "funding",
                    "financing",
                    "financement",
                    "table",
                    "levée",
                    "fonds",
                    "série",
                ],
            ) =>
        {
            verb(bench, at);
        }
        _ => {}
    }
}

fn verb(bench: &mut Bench<'_>, at: usize) {
    let money = bench.value_right(at, Kind::Money, 9).filter(|money| {
        !(at + 1..*money).any(|word| {
            matches!(
                bench.word(word),
                "to" | "from"
                    | "forecast"
                    | "price"
                    | "stake"
                    | "offer"
                    | "prévision"
                    | "objectif"
                    | "à"
                    | "wages"
                    | "salaries"
            )
        })
    });
    let Some(money) = money else { return };
    let Some(subject) = bench.subjects(at).first().copied() else { return };
    funding(bench, at, subject, money);
}

fn noun(bench: &mut Bench<'_>, at: usize) {
    let money = bench.value_right(at, Kind::Money, 4).or_else(|| {
        bench.value_left(at, Kind::Money, 5).filter(|money| is_size(bench, *money, at))
    });
    let Some(money) = money else { return };
    // "A led the $40 million round in B": the leader is the subject, B raises.
    let leads = (at.saturating_sub(8)..at)
        .find(|left| {
            matches!(bench.word(*left), "led" | "leads" | "mène" | "mené" | "conduit")
        })
        .filter(|verb| bench.word(verb + 1) != "by" && bench.word(verb + 1) != "par");
    if let Some(verb) = leads {
        let leaders = bench.subjects(verb);
        let raisers =
            bench.objects(money.max(at), &["in", "of", "de", "d'", "chez"], &[]);
        if let (Some(leader), Some(raiser)) = (leaders.first(), raisers.first())
            && raiser.node <= at + 5
        {
            funding(bench, at, *raiser, money);
            invested(bench, at, *leader, *raiser);
        }
        return;
    }
    let owner = (money.min(at).saturating_sub(4)..money.max(at))
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| bench.party(left, &[]));
    let of = bench
        .objects(money.max(at), &["by", "for", "de", "d'", "pour"], &[])
        .first()
        .copied();
    let of =
        of.filter(|party| party.node <= money.max(at) + 4 && !led(bench, party.node));
    let subject = owner.or(of).or_else(|| bench.subjects(money.min(at)).first().copied());
    if let Some(subject) = subject {
        funding(bench, at, subject, money);
    }
}

/// "a $230 million Series C": the amount is part of the noun phrase; "valued at $14 billion
/// in a funding round" is not the size of the round.
fn is_size(bench: &Bench<'_>, money: usize, at: usize) -> bool {
    (money + 1..at).all(|word| {
        bench.scene.is_word(word)
            && !crate::scene::words::is_preposition(bench.word(word))
            && !crate::scene::words::is_determiner(bench.word(word))
            || bench.word(word) == "-"
    })
}

/// Whether the name at a node leads the round rather than raises it.
fn led(bench: &Bench<'_>, node: usize) -> bool {
    (1..4).any(|back| is_led(bench.scene.word_before(node, back)))
}

fn is_led(word: &str) -> bool {
    matches!(
        word,
        "led"
            | "mené"
            | "menée"
            | "conduit"
            | "conduite"
            | "emmené"
            | "emmenée"
            | "piloté"
            | "pilotée"
            | "dirigé"
            | "dirigée"
            | "co-led"
    )
}

fn funding(bench: &mut Bench<'_>, at: usize, subject: Party, money: usize) {
    let subject = bench.organisation(subject);
    if !bench.entities.is_party(subject.entity) {
        return;
    }
    let lead = leader(bench, money);
    let period = bench.period(money);
    let mut draft = bench.draft("funding_round", subject.entity, at).spanning(&[
        subject.node,
        money,
        lead.map_or(money, |lead| lead.node),
    ]);
    draft.is_deal = true;
    draft.value = bench.take(money);
    draft.period =
        period.map(|(iso, _)| iso).filter(|iso| iso.len() <= 7 || !iso.contains('/'));
    bench.drafts.push(draft);
    if let Some(lead) = lead {
        invested(bench, at, lead, subject);
    }
    for party in participants(bench, money) {
        invested(bench, at, party, subject);
    }
}

fn invested(bench: &mut Bench<'_>, at: usize, investor: Party, raiser: Party) {
    if investor.entity == raiser.entity {
        return;
    }
    let mut draft = bench
        .draft("investment", investor.entity, at)
        .spanning(&[investor.node, raiser.node]);
    draft.object = Some(raiser.entity);
    draft.is_deal = true;
    bench.drafts.push(draft);
}

/// "with participation from A and B", « avec la participation de A ».
fn participants(bench: &Bench<'_>, money: usize) -> Vec<Party> {
    let Some(noun) =
        (money..money + 24).find(|node| bench.word(*node) == "participation")
    else {
        return Vec::new();
    };
    let found = bench.objects(noun, &["from", "of", "de", "d'", "du"], &[]);
    let near = found.first().is_some_and(|party| party.node <= noun + 6);
    if near { found } else { Vec::new() }
}

/// Who leads: the name after "led by", anywhere later in the sentence.
fn leader(bench: &Bench<'_>, money: usize) -> Option<Party> {
    let led = (0..bench.scene.nodes.len()).find(|at| {
        *at + 12 > money
            && is_led(bench.word(*at))
            && matches!(bench.word(at + 1), "by" | "par")
    })?;
    (led + 2..led + 9).find_map(|at| {
        bench.scene.nodes.get(at)?.name()?;
        bench.party(at, &[])
    })
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Veltra Systems raised $230 million in a Series C round.",
            &["funding_round: Veltra Systems = 230000000 USD"],
        );
        check(
            "La société Veltra a levé 62 millions d'euros.",
            &["funding_round: Veltra = 62000000 EUR"],
        );
    }

    #[test]
    fn what_only_looks_alike_is_left_out() {
        check_only(
            "funding_round",
            "Orlan Group raised its forecast to $5 billion.",
            &[],
        );
    }
}
