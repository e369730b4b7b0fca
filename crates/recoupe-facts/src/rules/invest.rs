//! # invest
//!
//! Finds who puts how much money into whom.
//! Must not find: money put into places or purposes (that is a spending plan), money that
//! another verb of the sentence governs.
//!
//! - EN "Orlan is in talks to invest more than $10 billion in Veltra."
//! - FR « Orlan négocie un investissement de plus de 10 milliards de dollars dans Veltra. »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule};
use crate::sheet::Modality;

pub(super) const RULE: Rule = Rule {
    id: "invest",
    forms: "invest invests invested investing inject injects injected injecting pour pours \
            poured pouring pump pumps pumped pumping back backs backed backing commit commits \
            committed put puts bet bets betting plow plough investment investments injection \
            investir investit investi investissent investira investiront investirait \
            spend spends dépenser dépense dépensera consacrer consacre consacrera wager pari plan \
            programme program enveloppe promis promet \
            investissait investissant injecter injecte injecté injectera injecterait miser \
            misé misera misent apporter apporté apporte apportera apporterait apportent apporteront contribute \
            contributes contributed contributing consacrerait consacreront devote devotes financer financé \
            investissement investissements",
    read,
};

const INTO: [&str; 6] = ["in", "into", "on", "dans", "chez", "sur"];

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) {
        return;
    }
    match bench.word(at) {
        "investment" | "investments" | "injection" | "investissement"
        | "investissements" => {
            noun(bench, at);
        }
        "back" | "backs" | "backed" | "backing" => backing(bench, at),
        "buys" | "buy" if bench.word(at + 1) == "into" => bought_into(bench, at),
        "buys" | "buy" => {}
        "wager" | "pari" => wager(bench, at),
        "plan" | "programme" | "program" | "enveloppe" => plan(bench, at),
        _ => verb(bench, at),
    }
}

/// "A invests M in B"; « A investit M dans B ».
fn verb(bench: &mut Bench<'_>, at: usize) {
    let subjects = bench.subjects(at);
    let Some(amount) = bench.value_right(at, Kind::Money, 14) else {
        let investing = bench.word(at).starts_with("invest");
        if investing {
            plain(bench, at, &subjects);
        }
        return;
    };
    let but: Vec<_> = subjects.iter().map(|party| party.entity).collect();
    let mut targets = bench.objects(amount, &INTO, &but);
    let gives = bench.word(at).starts_with("apport");
    if targets.is_empty() && gives {
        targets = bench.objects(amount, &["à", "au", "aux"], &but);
    }
    if targets.is_empty() && (gives || bench.word(at).starts_with("contribut")) {
        targets.extend(raiser(bench, at));
    }
    if targets.is_empty() {
        targets = bench.objects(at, &INTO, &but);
    }
    if subjects.is_empty() {
        return;
    }
    let word = bench.word(at);
    let spends = ["invest", "spend", "dépens", "consacr", "devot"]
        .iter()
        .any(|stem| word.starts_with(stem))
        && !bench.has_right(
            amount,
            3,
            &["économies", "savings", "dividend", "dividende"],
        );
    if targets.is_empty() && spends {
        spending(bench, at, &subjects, amount);
    } else {
        investment(bench, at, &subjects, &targets, Some(amount));
    }
}

/// "buys into B with M".
fn bought_into(bench: &mut Bench<'_>, at: usize) {
    let subjects = bench.subjects(at);
    let but: Vec<_> = subjects.iter().map(|party| party.entity).collect();
    let targets = bench.objects(at, &["into"], &but);
    let amount = bench.value_right(at, Kind::Money, 10);
    investment(bench, at, &subjects, &targets, amount);
}

/// "which are contributing M each": to the round that the article speaks of.
fn raiser(bench: &Bench<'_>, at: usize) -> Option<Party> {
    let mut drafts = bench.drafts.iter().rev().chain(bench.earlier.iter().rev());
    let draft = drafts.find(|draft| draft.attribute == "funding_round")?;
    match draft.subject {
        super::Subject::Entity(entity) => Some(Party { entity, node: at }),
        _ => None,
    }
}

/// A headline's "Orlan's wager: $8 billion on Veltra".
fn wager(bench: &mut Bench<'_>, at: usize) {
    if bench.scene.place != crate::sheet::Place::Title {
        return;
    }
    let Some(subject) = owner(bench, at).or_else(|| bench.subjects(at).first().copied())
    else {
        return;
    };
    let Some(amount) = bench.value_right(at, Kind::Money, 8) else { return };
    let targets = bench.objects(amount, &INTO, &[subject.entity]);
    investment(bench, at, &[subject], &targets, Some(amount));
}

/// "a $65 billion plan", « un plan de 65 milliards d'euros ».
fn plan(bench: &mut Bench<'_>, at: usize) {
    let amount = bench
        .value_right(at, Kind::Money, 6)
        .or_else(|| bench.value_left(at, Kind::Money, 2));
    let Some(amount) = amount else { return };
    let between = amount.min(at)..amount.max(at);
    let purpose = between.clone().chain(at..at + 3).any(|node| {
        let word = bench.word(node);
        word.starts_with("invest")
            || word.starts_with("dépense")
            || matches!(word, "spending" | "capital" | "expansion" | "modernisation")
    });
    let other = between.chain(amount..amount + 4).any(|node| {
        matches!(
            bench.word(node),
            "économies"
                | "savings"
                | "pension"
                | "sauvegarde"
                | "départs"
                | "aid"
                | "aide"
                | "rescue"
        )
    });
    if purpose && !other {
        let subjects = bench.subjects(at);
        spending(bench, at, &subjects, amount);
    }
}

/// "Orlan has invested in Veltra", with no amount.
fn plain(bench: &mut Bench<'_>, at: usize, subjects: &[Party]) {
    let but: Vec<_> = subjects.iter().map(|party| party.entity).collect();
    let targets = bench.objects(at, &["in", "into", "dans", "chez"], &but);
    investment(bench, at, subjects, &targets, None);
}

/// "A and B have backed C", "backed by A and B".
fn backing(bench: &mut Bench<'_>, at: usize) {
    if bench.word(at + 1) == "by" {
        let but: Vec<_> = bench.subjects(at).iter().map(|party| party.entity).collect();
        let backers = bench.objects(at, &["by", "like", "as", "including"], &but);
        let Some(target) = bench.subjects(at).pop() else { return };
        if bench.entities.is_party(target.entity) {
            investment(bench, at, &backers, &[target], None);
        }
        return;
    }
    let subjects = bench.subjects(at);
    let but: Vec<_> = subjects.iter().map(|party| party.entity).collect();
    let targets = bench.objects(at, &[""], &but);
    let has = matches!(
        bench.scene.word_before(at, 1),
        "has" | "have" | "had" | "also" | "already"
    );
    if has || !bench.word(at).eq("back") {
        investment(bench, at, &subjects, &targets, None);
    }
}

/// "an investment of M in B", "A's investment in B"; « investissement de M de A dans B ».
fn noun(bench: &mut Bench<'_>, at: usize) {
    let next = bench.word(at + 1);
    if matches!(
        next,
        "plan"
            | "program"
            | "programme"
            | "bank"
            | "fund"
            | "firm"
            | "company"
            | "banker"
    ) || bench.has_left(
        at,
        2,
        &[
            "plan",
            "programme",
            "programmes",
            "plans",
            "enveloppe",
            "banque",
            "fonds",
            "société",
        ],
    ) {
        if let Some(amount) = planned_amount(bench, at) {
            let subjects = bench.subjects(at);
            spending(bench, at, &subjects, amount);
        }
        return;
    }
    let mut subjects =
        owner(bench, at).map_or_else(|| bench.subjects(at), |party| vec![party]);
    let named: Vec<_> = subjects.iter().map(|party| party.entity).collect();
    let by = bench.objects(at, &["by", "par"], &[]);
    if !by.is_empty() {
        subjects = by;
    }
    let amount = bench
        .value_right(at, Kind::Money, 4)
        .or_else(|| bench.value_left(at, Kind::Money, 2));
    let targets = bench.objects(
        amount.unwrap_or(at).max(at),
        &["in", "into", "dans", "chez"],
        &named,
    );
    investment(bench, at, &subjects, &targets, amount);
}

fn planned_amount(bench: &Bench<'_>, at: usize) -> Option<usize> {
    let plan = matches!(bench.word(at + 1), "plan" | "program" | "programme")
        || bench.has_left(
            at,
            2,
            &["plan", "programme", "programmes", "plans", "enveloppe"],
        );
    plan.then(|| {
        bench
            .value_right(at, Kind::Money, 6)
            .or_else(|| bench.value_left(at, Kind::Money, 3))
    })
    .flatten()
}

/// The name whose possessive stands before a noun: "Orlan's potential investment".
fn owner(bench: &Bench<'_>, at: usize) -> Option<Party> {
    (at.saturating_sub(5)..at)
        .rev()
        .take_while(|left| !matches!(bench.word(*left), "," | "of" | "de" | "in" | "for"))
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| bench.party(left, &[]))
}

fn investment(
    bench: &mut Bench<'_>,
    at: usize,
    subjects: &[Party],
    targets: &[Party],
    amount: Option<usize>,
) {
    let value = amount.map(|amount| bench.take(amount));
    for subject in subjects {
        for target in targets {
            let subject = bench.organisation(*subject);
            if subject.entity == target.entity || !bench.entities.is_party(target.entity)
            {
                continue;
            }
            let mut draft = bench.draft("investment", subject.entity, at).spanning(&[
                subject.node,
                target.node,
                amount.unwrap_or(at),
            ]);
            draft.object = Some(target.entity);
            draft.is_deal = true;
            if let Some(value) = &value {
                draft.value = value.clone();
            }
            bench.drafts.push(draft);
        }
    }
}

/// Money for a purpose rather than a party: a spending plan.
fn spending(bench: &mut Bench<'_>, at: usize, subjects: &[Party], amount: usize) {
    let Some(subject) = subjects.first().map(|party| bench.organisation(*party)) else {
        return;
    };
    let period = bench.period(amount);
    let mut draft = bench.draft("spending_plan", subject.entity, at).spanning(&[
        subject.node,
        amount,
        period.as_ref().map_or(at, |period| period.1),
    ]);
    draft.period = period.map(|period| period.0);
    draft.value = bench.take(amount);
    draft.is_deal = true;
    draft.modality = Modality::Sought;
    bench.drafts.push(draft);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Orlan Group invested $10 billion in Veltra Systems.",
            &["investment: Orlan Group > Veltra Systems = 10000000000 USD"],
        );
        check(
            "Le groupe Orlan a investi 10 milliards de dollars dans la société Veltra.",
            &["investment: Orlan > Veltra = 10000000000 USD"],
        );
        check(
            "Le groupe Orlan apporterait entre 8 et 10 milliards de dollars à la société Veltra.",
            &["investment: Orlan > Veltra = between 8000000000-10000000000 USD"],
        );
        check(
            "Veltra Systems has raised 1.5 billion euros. The round is led by the fund Orlan Capital and the pension fund Septime, which are contributing 400 million euros each.",
            &[
                "investment: Orlan Capital > Veltra Systems = 400000000 EUR",
                "investment: Septime > Veltra Systems = 400000000 EUR",
            ],
        );
    }

    #[test]
    fn what_only_looks_alike_is_left_out() {
        check_only("investment", "Orlan Group invested $2 billion in France.", &[]);
    }
}
