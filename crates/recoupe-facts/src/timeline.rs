//! Dated entries of a sheet: what happened when, by dates that stand in the text or by the
//! stated day of publication; never by a guess.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_text::{Article, Language, values};

use crate::sheet::{
    Certainty, Fact, Place, RelationKind, Stage, TimelineEntry, ValueKind,
};
use crate::wording::{statement, value_words};

/// The entries of the facts, oldest first: days of founding, measured periods, the first
/// day each stage of a deal was printed, numbers that replaced others.
pub(crate) fn timeline(facts: &[Fact], articles: &[&Article]) -> Vec<TimelineEntry> {
    let days: BTreeMap<&str, String> = articles
        .iter()
        .filter_map(|article| Some((article.id.as_str(), day(article)?)))
        .collect();
    let mut entries: Vec<TimelineEntry> = Vec::new();
    for fact in facts {
        entries.extend(dated_value(fact, articles));
        entries.extend(measured(fact));
        entries.extend(stages(fact, &days));
        entries.extend(updates(fact, &days));
    }
    let mut seen = BTreeSet::new();
    entries.retain(|entry| seen.insert((entry.date.clone(), entry.label.clone())));
    entries.sort_by(|left, right| {
        (&left.date, &left.fact, &left.label).cmp(&(
            &right.date,
            &right.fact,
            &right.label,
        ))
    });
    entries
}

/// The stated day of publication.
fn day(article: &Article) -> Option<String> {
    article.published.map(|day| day.to_string())
}

fn entry(
    date: String,
    fact: &Fact,
    label: String,
    label_fr: String,
    citation: usize,
) -> TimelineEntry {
    TimelineEntry {
        date,
        fact: fact.fact.clone(),
        label,
        label_fr,
        citation: citation as u32,
    }
}

/// A fact whose value is a date: the day or year a company was founded.
fn dated_value(fact: &Fact, articles: &[&Article]) -> Option<TimelineEntry> {
    if fact.value.kind != ValueKind::Date {
        return None;
    }
    fact.citations
        .iter()
        .enumerate()
        .filter(|(_, citation)| citation.place != Place::Title)
        .find_map(|(at, citation)| {
            let article =
                articles.iter().find(|article| article.id == citation.article)?;
            let language = if article.language == Language::French {
                Language::French
            } else {
                Language::English
            };
            let found = values::find(&citation.sentence, language, article.published);
            let year = fact.value.amount.map(|year| year.normalize().to_string());
            let date = found
                .iter()
                .filter(|value| {
                    same_words(value.span.of(&citation.sentence), &fact.value.text)
                })
                .find_map(|value| value.iso.clone())
                .or(year)?;
            Some(entry(date, fact, fact.statement.clone(), fact.statement_fr.clone(), at))
        })
}

fn same_words(one: &str, other: &str) -> bool {
    one.split_whitespace().eq(other.split_whitespace())
}

/// A figure of a period that the text states: revenue of 2024, a valuation of spring 2024.
fn measured(fact: &Fact) -> Option<TimelineEntry> {
    let figure = matches!(
        fact.attribute.as_str(),
        "revenue"
            | "profit"
            | "loss"
            | "valuation"
            | "funding_round"
            | "investment"
            | "acquisition"
            | "stake"
            | "vote"
            | "spending_plan"
            | "price"
    );
    let period = fact.period.clone().filter(|_| figure)?;
    let at = fact
        .citations
        .iter()
        .position(|citation| citation.place != Place::Title)
        .unwrap_or(0);
    Some(entry(period, fact, fact.statement.clone(), fact.statement_fr.clone(), at))
}

/// The first day on which each stage of a fact was printed.
fn stages(fact: &Fact, days: &BTreeMap<&str, String>) -> Vec<TimelineEntry> {
    let mut first: BTreeMap<Stage, (String, usize)> = BTreeMap::new();
    for (at, claim) in fact.claims.iter().enumerate() {
        let (Some(stage), Place::Body) = (claim.stage, claim.place) else { continue };
        // A period of its own dates the fact already; the day of print would contradict it.
        let (Some(day), None) = (days.get(claim.article.as_str()), &fact.period) else {
            continue;
        };
        let known = first.entry(stage).or_insert_with(|| (day.clone(), at));
        if *day < known.0 {
            *known = (day.clone(), at);
        }
    }
    first
        .into_iter()
        // A deal that is settled short of its end was not done on any day.
        .filter(|(stage, _)| {
            *stage != Stage::Completed || fact.stage == Some(Stage::Completed)
        })
        .filter(|_| fact.core)
        .map(|(stage, (day, at))| {
            let [label, label_fr] = at_stage(fact, stage, at);
            let label = format!("{label} (as published)");
            let label_fr = format!("{label_fr} (à la date de publication)");
            entry(day, fact, label, label_fr, at)
        })
        .collect()
}

/// What a claim said at its stage, in English and in French.
fn at_stage(fact: &Fact, stage: Stage, claim: usize) -> [String; 2] {
    let value = fact.claims.get(claim).map_or(&fact.value, |claim| &claim.value);
    let told = Fact {
        stage: Some(stage),
        value: value.clone(),
        certainty: Certainty::Asserted,
        attribution: None,
        ..fact.clone()
    };
    [Language::English, Language::French]
        .map(|language| statement(&told, "", Language::Unknown, language))
}

/// Numbers of which a later one replaced an earlier: both, each with the day it was
/// printed.
fn updates(fact: &Fact, days: &BTreeMap<&str, String>) -> Vec<TimelineEntry> {
    let mut claims: BTreeSet<&str> = BTreeSet::new();
    for relation in fact
        .relations
        .iter()
        .filter(|relation| relation.relation == RelationKind::Updates)
    {
        if day_of(fact, &relation.a, days) != day_of(fact, &relation.b, days) {
            claims.insert(relation.a.as_str());
            claims.insert(relation.b.as_str());
        }
    }
    let name = fact.attribute.replace('_', " ");
    fact.claims
        .iter()
        .enumerate()
        .filter(|(_, claim)| claims.contains(claim.claim.as_str()))
        .filter_map(|(at, claim)| {
            let day = days.get(claim.article.as_str())?;
            let value = value_words(&claim.value, false);
            let valeur = value_words(&claim.value, true);
            let label = format!("{} – {name}: {value} (as published)", fact.subject);
            let label_fr = format!(
                "{} – {} : {valeur} (à la date de publication)",
                fact.subject,
                attribute_fr(&fact.attribute)
            );
            Some(entry(day.clone(), fact, label, label_fr, at))
        })
        .collect()
}

/// The day on which a claim was printed.
fn day_of<'d>(
    fact: &Fact,
    claim: &str,
    days: &'d BTreeMap<&str, String>,
) -> Option<&'d String> {
    let claim = fact.claims.iter().find(|other| other.claim == claim)?;
    days.get(claim.article.as_str())
}

fn attribute_fr(attribute: &str) -> &str {
    match attribute {
        "deaths" => "morts",
        "injured" => "blessés",
        "evacuated" => "évacués",
        "vote" => "voix",
        "valuation" => "valorisation",
        "revenue" => "chiffre d’affaires",
        "profit" => "bénéfice",
        "loss" => "perte",
        "stake" => "participation",
        "investment" => "investissement",
        "acquisition" => "rachat",
        "funding_round" => "levée de fonds",
        "price" => "prix",
        "spending_plan" => "plan d’investissement",
        "jobs_cut" => "suppressions de postes",
        "investigation" => "enquête",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::sheet_of;

    #[track_caller]
    fn check(text: &str, published: &str, expected: &[&str]) {
        let (sheet, _) = sheet_of(&[("a1", published, "Orlan and Veltra", text)]);
        let found: Vec<String> = sheet
            .timeline
            .iter()
            .map(|entry| format!("{} {}", entry.date, entry.label))
            .collect();
        for line in expected {
            assert!(
                found.iter().any(|entry| entry.starts_with(line)),
                "{line} in {found:#?}"
            );
        }
        for entry in &sheet.timeline {
            let fact = sheet.facts.iter().find(|fact| fact.fact == entry.fact).unwrap();
            assert!(fact.citations.get(entry.citation as usize).is_some());
        }
        assert!(sheet.timeline.is_sorted_by_key(|entry| &entry.date));
    }

    #[test]
    fn dates_of_the_text_and_the_day_of_print_make_entries() {
        check(
            "Orlan Group has signed an agreement to buy the software maker Veltra for $2 billion.\n\nVeltra was founded in 2011 and had revenue of $310 million in 2024.",
            "2025-06-10",
            &[
                "2011 Veltra",
                "2024 Veltra had revenue",
                "2025-06-10 Orlan Group has signed a deal to buy Veltra",
            ],
        );
        check(
            "Le groupe Orlan a signé un accord pour racheter l’éditeur de logiciels Veltra pour 2 milliards de dollars.\n\nVeltra, fondée en 2011, a réalisé un chiffre d’affaires de 310 millions de dollars en 2024.",
            "2025-06-10",
            &["2011 Veltra", "2024 Veltra had revenue"],
        );
    }

    #[test]
    fn without_a_stated_day_no_stage_is_dated() {
        let text = "Orlan Group has signed an agreement to buy the software maker Veltra for $2 billion.\n\nThe group makes pumps.";
        let (sheet, _) = sheet_of(&[("a1", "", "Orlan and Veltra", text)]);
        assert!(sheet.timeline.is_empty(), "{:#?}", sheet.timeline);
    }
}
