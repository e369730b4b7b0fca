//! # result
//!
//! Finds revenue, profit and loss of a company, with their period; and what is forecast.
//! Must not find: changes ("up $2bn"), the sales of a product line without its company.
//!
//! - EN "With revenue of $870 million in 2024 and forecasts reaching $2 billion in 2025, Veltra …"
//! - FR « Veltra a réalisé un chiffre d'affaires de 870 millions de dollars en 2024 et table
//!   sur 2 milliards en 2025. »

use recoupe_text::values::Kind;

use super::roles::Party;
use super::{Bench, Rule, Subject};
use crate::sheet::Modality;

pub(super) const RULE: Rule = Rule {
    id: "result",
    forms: "revenue revenues sales turnover profit profits earnings income loss losses revenus \
            chiffre ca ventes bénéfice bénéfices perte pertes résultat forecast forecasts \
            prévisions expects expected table tabler tablait vise viser prévoit attend anticipe \
            anticiper earned lost perdu prévoyait visait attendait tablaient espère",
    read,
};

fn read(bench: &mut Bench<'_>, at: usize) {
    if !bench.scene.is_word(at) && !bench.word(at).ends_with("ca") {
        return;
    }
    match bench.word(at) {
        "forecast" | "forecasts" | "prévisions" | "expects" | "expected" | "table"
        | "tabler" | "tablait" | "vise" | "viser" | "prévoit" | "attend" | "anticipe"
        | "anticiper" | "prévoyait" | "visait" | "attendait" | "tablaient" | "espère" =>
        {
            forecast(bench, at);
        }
        "earned" | "lost" | "perdu" => earned(bench, at),
        _ => stated(bench, at),
    }
}

/// Which figure a word names, and one past its last word.
fn measure(bench: &Bench<'_>, at: usize) -> Option<(&'static str, usize)> {
    let next = bench.word(at + 1);
    match bench.word(at) {
        "chiffre" if matches!(next, "d'") => Some(("revenue", at + 2)),
        "revenue" | "revenues" | "sales" | "turnover" | "revenus" | "ventes" | "ca" => {
            Some(("revenue", at))
        }
        "income" if matches!(bench.scene.word_before(at, 1), "net" | "operating") => {
            Some(("profit", at))
        }
        "profit" | "profits" | "earnings" | "bénéfice" | "bénéfices" => {
            Some(("profit", at))
        }
        "résultat" if matches!(next, "net" | "opérationnel" | "d'") => {
            Some(("profit", at))
        }
        "loss" | "losses" | "perte" | "pertes" => Some(("loss", at)),
        _ => None,
    }
}

/// "earned 61 million", "lost 12 billion yen": the verb says which figure.
fn earned(bench: &mut Bench<'_>, at: usize) {
    let attribute = if bench.word(at) == "earned" { "profit" } else { "loss" };
    let Some(money) = bench.value_right(at, Kind::Money, 2) else { return };
    let per =
        bench.scene.nodes.get(money).and_then(|node| node.value()?.per.clone()).is_some();
    let Some(subject) = bench.subjects(at).first().copied().filter(|_| !per) else {
        return;
    };
    push(bench, attribute, at, subject, money, false);
}

fn stated(bench: &mut Bench<'_>, at: usize) {
    let Some((attribute, end)) = measure(bench, at) else { return };
    let Some(money) = figure(bench, at, end) else { return };
    let Some(subject) = whose(bench, at, end, money) else { return };
    let forecast = bench.has_left(
        money,
        12,
        &[
            "forecast*",
            "expect",
            "expects",
            "expected",
            "expecting",
            "prévoi*",
            "table",
            "tabler",
            "vise",
            "viser",
            "attend*",
            "anticip*",
            "target*",
            "guidance",
            "objectif*",
            "prévision*",
            "project*",
            "prévu",
            "prévue",
            "espèr*",
            "hope*",
            "aim*",
            "would",
            "will",
            "devrait",
            "reach*",
            "atteindra*",
        ],
    ) && !bench.has_left(
        money,
        6,
        &["reported", "posted", "réalisé", "dégagé", "publié", "reached", "hit", "a"],
    );
    push(bench, attribute, at, subject, money, forecast);
    compared(bench, attribute, at, subject, money, forecast);
}

/// "from $30.9 million a year earlier", « contre 58,3 millions un an plus tôt », "compared
/// with a previous range of M", "rather than M": the value before, of the year before or of
/// the former forecast.
fn compared(
    bench: &mut Bench<'_>,
    attribute: &'static str,
    at: usize,
    subject: Party,
    money: usize,
    forecast: bool,
) {
    let Some(next) = (money + 1..money + 16)
        .take_while(|node| {
            !matches!(bench.word(*node), "." | ";") && measure(bench, *node).is_none()
        })
        .find(|node| bench.is_value(*node, Kind::Money) && !bench.is_taken(*node))
    else {
        return;
    };
    let between = |words: &[&str]| {
        (money + 1..next).any(|node| super::roles::matches_any(bench.word(node), words))
    };
    let against = between(&[
        "contre", "from", "against", "versus", "compared", "compares", "than", "lieu",
        "instead",
    ]);
    let year = (next + 1..next + 6).any(|node| {
        matches!(
            bench.word(node),
            "earlier"
                | "ago"
                | "plus"
                | "précédent"
                | "précédente"
                | "previous"
                | "prior"
        )
    });
    let per = bench.scene.nodes.get(next).and_then(|node| node.value()?.per.clone());
    if !against || per.is_some() || is_change(bench, next) {
        return;
    }
    let dated = bench.period(next).filter(|(_, node)| *node > next);
    let current = bench
        .drafts
        .iter()
        .rev()
        .find(|draft| draft.attribute == attribute)
        .and_then(|draft| draft.period.clone());
    let former = forecast || between(&["than", "lieu", "instead"]);
    push(bench, attribute, at, subject, next, forecast);
    let article_year = bench.year;
    let Some(last) = bench.drafts.last_mut().filter(|draft| draft.trigger == at) else {
        return;
    };
    if former {
        last.is_former = true;
        last.period = current;
    } else if let (None, true) = (&dated, year || current.is_some()) {
        last.period = current
            .as_deref()
            .and_then(year_before)
            .or_else(|| article_year.map(|year| (year - 1).to_string()));
    } else if dated.is_none() {
        // Against what, the sentence does not say.
        bench.drafts.pop();
    }
}

/// The same period a year before: `2025-Q3` becomes `2024-Q3`.
fn year_before(period: &str) -> Option<String> {
    let parts: Vec<String> = period
        .split('/')
        .map(|part| {
            let (year, rest) = part.split_at_checked(4)?;
            let year: i32 = year.parse().ok()?;
            Some(format!("{}{rest}", year - 1))
        })
        .collect::<Option<_>>()?;
    Some(parts.join("/"))
}

/// The amount of a figure: "revenue of M", "revenue was M", "M in revenue", « M de chiffre
/// d'affaires ».
fn figure(bench: &Bench<'_>, at: usize, end: usize) -> Option<usize> {
    let right = bench.value_right(end, Kind::Money, 11).filter(|money| {
        !(end + 1..*money).any(|word| {
            matches!(bench.word(word), ";" | "from" | "versus" | "against" | "contre")
                || measure(bench, word).is_some()
        })
    });
    let left = bench.value_left(at, Kind::Money, 4).filter(|money| {
        (*money + 1..at).all(|word| {
            matches!(
                bench.word(word),
                "in" | "of"
                    | "de"
                    | "d'"
                    | "annual"
                    | "net"
                    | "operating"
                    | "yearly"
                    | "total"
                    | "quarterly"
                    | "recurring"
            )
        })
    });
    left.or(right)
}

/// Whose figure: "its revenue", "Veltra's revenue", "revenue of Veltra", « son chiffre
/// d'affaires », the subject of the verb, or after an opener the subject that follows.
fn whose(bench: &Bench<'_>, at: usize, end: usize, money: usize) -> Option<Party> {
    let owner = (at.saturating_sub(5)..at)
        .rev()
        .take_while(|left| !matches!(bench.word(*left), "," | "and" | "et"))
        .filter(|left| bench.scene.nodes.get(*left).is_some_and(|node| node.possessive))
        .find_map(|left| bench.party(left, &[]));
    if owner.is_some() {
        return owner;
    }
    let of =
        bench.objects(end, &["of", "de", "d'", "du", "at", "chez"], &[]).first().copied();
    if let Some(of) = of.filter(|party| party.node <= end + 4) {
        return Some(of);
    }
    let opener = matches!(bench.word(0), "with" | "avec" | "after" | "après" | "on");
    let subjects = bench.subjects(at.min(money));
    if let Some(subject) = subjects.first() {
        return Some(*subject);
    }
    if opener {
        return bench.subject_after(at);
    }
    // "Revenue rose to M in 2024, with net income of N": of whom the sentence gave a figure.
    let before = bench.drafts.iter().rev().find_map(|draft| {
        match (draft.attribute, draft.subject) {
            ("revenue" | "profit" | "loss", Subject::Entity(entity)) => {
                Some(Party { entity, node: draft.evidence.0 })
            }
            _ => None,
        }
    });
    if before.is_some() {
        return before;
    }
    // « Le chiffre d'affaires s'est établi à … »: of whom the text speaks.
    let heads = at <= 3 && (0..at).all(|left| !bench.scene.nodes[left].is_party());
    bench.topic.filter(|_| heads).map(|entity| Party { entity, node: at })
}

/// A forecast that names no figure of its own, after one that does: "and forecasts reaching
/// M in 2025", « et table sur M en 2025 », also in the next sentence.
fn forecast(bench: &mut Bench<'_>, at: usize) {
    let Some(money) = bench.value_right(at, Kind::Money, 6) else { return };
    // « les attentes des analystes, qui tablaient sur M »: not the company's own forecast.
    if bench.has_near(
        at,
        8,
        &["analystes", "analysts", "consensus", "economists", "économistes"],
    ) {
        return;
    }
    let named = (at + 1..money)
        .chain(money + 1..money + 5)
        .any(|word| measure(bench, word).is_some());
    let blocked = (at + 1..money).any(|word| {
        bench
            .scene
            .nodes
            .get(word)
            .is_some_and(|node| node.is_party() && !node.possessive)
            || matches!(
                bench.word(word),
                "invest"
                    | "investir"
                    | "spend"
                    | "dépenser"
                    | "raise"
                    | "lever"
                    | "savings"
                    | "économies"
                    | "synergies"
                    | "cost"
                    | "coût"
            )
    });
    if named || blocked {
        return;
    }
    let was = matches!(
        bench.word(at),
        "tablait" | "tablaient" | "prévoyait" | "visait" | "attendait"
    ) || bench.has_near(
        at,
        4,
        &["previously", "previous", "auparavant", "jusqu'ici", "jusqu*"],
    );
    let here = bench
        .drafts
        .iter()
        .rev()
        .find(|draft| {
            matches!(draft.attribute, "revenue" | "profit") && draft.trigger < at
        })
        .map(|draft| (draft.attribute, draft.subject));
    let subjects = bench.subjects(at);
    let before = bench
        .earlier
        .last()
        .filter(|draft| matches!(draft.attribute, "revenue" | "profit" | "loss"));
    let before = before.map(|draft| {
        let attribute =
            if draft.attribute == "loss" { "revenue" } else { draft.attribute };
        (attribute, draft.subject)
    });
    let Some((_, Subject::Entity(entity))) = here.or(before) else { return };
    let same = subjects.first().is_none_or(|subject| subject.entity == entity);
    if !same && here.is_none() {
        return;
    }
    let node =
        here.map_or(at, |_| bench.drafts.last().map_or(at, |draft| draft.evidence.0));
    let told = last_forecast(bench).filter(|_| was);
    let count = bench.drafts.len();
    push(bench, "revenue", at, Party { entity, node }, money, true);
    // « Il tablait jusqu'ici sur M »: the forecast that the one before has replaced.
    if let (Some(told), Some(draft)) = (told, bench.drafts.get_mut(count)) {
        draft.is_former = true;
        draft.period = told.period;
    }
}

/// The last forecast of revenue that the article told.
fn last_forecast(bench: &Bench<'_>) -> Option<super::Draft> {
    let mut drafts = bench.drafts.iter().rev().chain(bench.earlier.iter().rev());
    drafts
        .find(|draft| {
            draft.attribute == "revenue" && draft.modality == Modality::Forecast
        })
        .cloned()
}

fn push(
    bench: &mut Bench<'_>,
    attribute: &'static str,
    at: usize,
    subject: Party,
    money: usize,
    forecast: bool,
) {
    let subject = bench.organisation(subject);
    if !bench.entities.is_party(subject.entity) || is_change(bench, money) {
        return;
    }
    let period = bench.period(money).or_else(|| fiscal_year(bench, at));
    // « après un bénéfice de 9 millions un an auparavant »: of the year before.
    let earlier = (money + 1..money + 6)
        .take_while(|node| {
            !matches!(bench.word(*node), "," | ";" | ".")
                && !bench.is_value(*node, Kind::Money)
        })
        .any(|node| {
            matches!(bench.word(node), "earlier" | "ago" | "auparavant")
                || bench.word(node) == "plus" && bench.word(node + 1) == "tôt"
        });
    let period = if earlier {
        let now = bench.drafts.last().and_then(|draft| draft.period.clone());
        // The date that stands beside it is itself the earlier one.
        let now = now.filter(|_| period.is_none() && bench.drafts.len() == 1);
        now.as_deref()
            .and_then(year_before)
            .or_else(|| bench.year.map(|year| (year - 1).to_string()))
            .map(|iso| (iso, money))
    } else {
        period
    };
    let mut draft = bench.draft(attribute, subject.entity, at).spanning(&[
        subject.node,
        money,
        period.as_ref().map_or(at, |period| period.1),
    ]);
    draft.period = period.map(|period| period.0);
    draft.value = bench.take(money);
    draft.aspect = aspect(bench, at);
    if forecast {
        draft.modality = Modality::Forecast;
    }
    bench.drafts.push(draft);
}

/// Which profit: operating and pre-tax results are never compared with net ones.
fn aspect(bench: &Bench<'_>, at: usize) -> &'static str {
    let words: Vec<&str> =
        (at.saturating_sub(3)..at + 3).map(|node| bench.word(node)).collect();
    let any =
        |list: &[&str]| words.iter().any(|word| super::roles::matches_any(word, list));
    if any(&["operating", "opérationnel*", "exploitation", "ebitda", "ebit"]) {
        "operating"
    } else if any(&["pretax", "pre-tax", "impôts", "tax"]) {
        "pretax"
    } else if any(&["core", "underlying", "adjusted", "courant*", "ajusté*"]) {
        "adjusted"
    } else {
        ""
    }
}

/// "its 2026 revenue forecast": a bare year right before the figure's noun.
fn fiscal_year(bench: &Bench<'_>, at: usize) -> Option<(String, usize)> {
    (at.saturating_sub(2)..at).find_map(|node| {
        let value = bench.scene.nodes.get(node)?.value()?;
        let year: u16 = value.amount?.try_into().ok()?;
        let bare = value.kind == Kind::Number && (1990..2100).contains(&year);
        bare.then(|| (year.to_string(), node))
    })
}

/// "up $2bn", « en hausse de 2 M€ »: a change, not a figure.
fn is_change(bench: &Bench<'_>, money: usize) -> bool {
    matches!(bench.scene.word_before(money, 1), "up" | "down" | "by")
        || (bench.scene.word_before(money, 1) == "de"
            && matches!(
                bench.scene.word_before(money, 2),
                "hausse" | "baisse" | "recul" | "progression" | "augmenté" | "reculé"
            ))
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    #[test]
    fn the_forms_of_both_languages_are_read() {
        check(
            "Veltra Systems had revenue of $870 million in 2024.",
            &["revenue: Veltra Systems = 870000000 USD @ 2024"],
        );
        check(
            "La société Veltra a réalisé un chiffre d'affaires de 870 millions de dollars en 2024.",
            &["revenue: Veltra = 870000000 USD @ 2024"],
        );
        check(
            "Founded in 2014, Veltra Systems makes robots. Revenue rose 41 per cent to 712 million euros in 2024, its first profitable year, with net income of 38 million.",
            &[
                "revenue: Veltra Systems = 712000000 EUR @ 2024",
                "profit: Veltra Systems = 38000000 EUR",
            ],
        );
        check(
            "Fondée en 1987, la société Veltra a réalisé l'an dernier un chiffre d'affaires de 702 millions de francs. Elle table sur 740 millions en 2025.",
            &[
                "revenue: Veltra = 702000000 CHF @ 2024",
                "revenue: Veltra = 740000000 CHF @ 2025",
            ],
        );
        check(
            "Veltra Systems had sales of 900 million euros last year and earned 61 million.",
            &[
                "revenue: Veltra Systems = 900000000 EUR @ 2024",
                "profit: Veltra Systems = 61000000 EUR @ 2024",
            ],
        );
    }

    #[test]
    fn figures_of_the_year_before_keep_their_year() {
        check(
            "Veltra Systems said net income rose to $64.2 million from $30.9 million a year earlier.",
            &[
                "profit: Veltra Systems = 64200000 USD",
                "profit: Veltra Systems = 30900000 USD @ 2024",
            ],
        );
        check(
            "La société Veltra a publié un bénéfice net de 41,6 millions d'euros, contre 58,3 millions un an plus tôt.",
            &["profit: Veltra = 41600000 EUR", "profit: Veltra = 58300000 EUR @ 2024"],
        );
    }

    #[test]
    fn former_forecasts_belong_to_the_new_one() {
        check(
            "Veltra Systems lowered its 2026 revenue forecast to 17.5 billion euros from 18.2 billion.",
            &[
                "revenue: Veltra Systems = 17500000000 EUR @ 2026",
                "revenue: Veltra Systems = 18200000000 EUR @ 2026",
            ],
        );
        check(
            "La société Veltra vise désormais un chiffre d'affaires de 7,4 milliards d'euros en 2025. Elle tablait jusqu'ici sur 7,8 milliards.",
            &[
                "revenue: Veltra = 7400000000 EUR @ 2025",
                "revenue: Veltra = 7800000000 EUR @ 2025",
            ],
        );
    }

    #[test]
    fn what_only_looks_alike_is_left_out() {
        check_only("revenue", "Sales rose by $2 billion at Orlan Group.", &[]);
    }
}
