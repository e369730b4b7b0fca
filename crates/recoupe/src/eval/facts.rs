//! Scores of facts: how many of the gold's are found, how many of those found are right,
//! and how many tie a right value to the wrong party.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_facts::{Fact, FactValue, Origin, ValueKind};

use super::gold::{Gold, GoldFact, GoldRelation, GoldSide};
use super::matching::{is_same_amount, is_same_name};
use super::score::Scores;
use super::{Edition, Found};

/// How exactly a fact must be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Eye {
    /// Subject, attribute and value; the other party where both name one.
    Lenient,
    /// Also the other party, bound, stage and period, wherever the gold states them.
    Strict,
}

/// A fact of a sheet and the gold's names for the articles it cites.
struct Cited<'sheet> {
    fact: &'sheet Fact,
    articles: BTreeSet<&'sheet str>,
    origins: &'sheet [Origin],
}

/// Scores facts, origins and relations, where the gold has facts.
pub(crate) fn score(
    found: &Found<'_>,
    edition: &Edition,
    gold: &Gold,
    scores: &mut Scores,
) {
    if gold.facts.is_empty() {
        return;
    }
    let cited: Vec<Cited<'_>> = edition
        .sheets
        .iter()
        .flat_map(|sheet| sheet.facts.iter().map(|fact| (fact, &sheet.origins)))
        .map(|(fact, origins)| Cited {
            fact,
            articles: fact.citations.iter().map(|one| found.name(&one.article)).collect(),
            origins,
        })
        .collect();
    recall(found, gold, &cited, scores);
    precision(found, gold, &cited, scores);
    relations(found, gold, &cited, scores);
}

fn recall(found: &Found<'_>, gold: &Gold, cited: &[Cited<'_>], scores: &mut Scores) {
    for truth in &gold.facts {
        let language = found.language_of(truth.articles.iter().map(String::as_str));
        let near = || cited.iter().filter(|one| shares_article(one, truth));
        let strict = near().any(|one| is_right(one, truth, Eye::Strict));
        let lenient = near().find(|one| is_right(one, truth, Eye::Lenient));
        scores.count("facts.recall_strict", &language, strict);
        scores.count("facts.recall_lenient", &language, lenient.is_some());
        let attribute = &truth.attribute;
        scores.count(&format!("facts.{attribute}_recall"), &language, lenient.is_some());
        if truth.core {
            scores.count("facts.core_recall_lenient", &language, lenient.is_some());
        }
        match lenient {
            None => scores.fault(format!("facts: missing {}", in_words(truth))),
            Some(one) => origins(truth, one, &language, scores),
        }
    }
}

/// Independent origins: exactly right, and the fault that matters most: counting too many.
/// The gold counts them for one value: where a sheet shows another of the same fact (a later
/// toll), those of the claims that state the gold's are counted.
fn origins(truth: &GoldFact, one: &Cited<'_>, language: &str, scores: &mut Scores) {
    let Some(expected) = truth.origins else { return };
    let counted = if is_same_value(&one.fact.value, one.fact, truth) {
        one.fact.support.origins
    } else {
        origins_of_value(one, truth)
    };
    scores.count("origins.exact", language, counted == expected);
    scores.count("origins_overcounted", language, counted > expected);
    if counted != expected {
        let words = in_words(truth);
        scores.fault(format!("origins: {counted}, not {expected}: {words}"));
    }
}

fn origins_of_value(one: &Cited<'_>, truth: &GoldFact) -> u32 {
    let stating = |article: &String| {
        one.fact.claims.iter().any(|claim| {
            claim.article == *article && is_same_value(&claim.value, one.fact, truth)
        })
    };
    one.origins.iter().filter(|origin| origin.articles.iter().any(stating)).count() as u32
}

/// Judges the facts of sheets whose attribute the gold lists, in articles it knows and whose
/// facts somebody listed.
fn precision(found: &Found<'_>, gold: &Gold, cited: &[Cited<'_>], scores: &mut Scores) {
    let attributes: BTreeSet<&str> =
        gold.facts.iter().map(|truth| truth.attribute.as_str()).collect();
    let unlisted: BTreeSet<&str> = gold
        .articles
        .iter()
        .filter(|article| article.facts == Some(false))
        .map(|article| article.id.as_str())
        .collect();
    let is_listed = |id: &&str| found.knows(id) && !unlisted.contains(id);
    for one in cited {
        let attribute = one.fact.attribute.as_str();
        let is_known = one.articles.iter().any(is_listed);
        if !is_known || !attributes.contains(attribute) {
            continue;
        }
        let language = found.language_of(one.articles.iter().copied());
        let near = || gold.facts.iter().filter(|truth| shares_article(one, truth));
        let right = near().any(|truth| is_right(one, truth, Eye::Lenient));
        let misbound = !right && near().any(|truth| has_value(one.fact, truth));
        scores.count("facts.precision", &language, right);
        scores.count(&format!("facts.{attribute}_precision"), &language, right);
        scores.count("facts.binding_errors", &language, misbound);
        if !right {
            let sort = if misbound { "misbound" } else { "wrong" };
            let statement = &one.fact.statement;
            let articles: Vec<&str> = one.articles.iter().copied().collect();
            scores.fault(format!("facts: {sort} [{}] {statement}", articles.join(" ")));
        }
    }
}

fn shares_article(one: &Cited<'_>, truth: &GoldFact) -> bool {
    truth.articles.iter().any(|id| one.articles.contains(id.as_str()))
}

fn is_right(one: &Cited<'_>, truth: &GoldFact, eye: Eye) -> bool {
    let fact = one.fact;
    fact.attribute == truth.attribute
        && is_same_subject(fact, truth)
        && has_object(fact, truth, eye)
        && match eye {
            Eye::Lenient => is_role_of_both(fact, truth) || has_value(fact, truth),
            Eye::Strict => has_value_strictly(fact, truth),
        }
}

/// A role between the right person and the right organisation: its words differ with the
/// language of the article, so that leniently they are not compared.
fn is_role_of_both(fact: &Fact, truth: &GoldFact) -> bool {
    truth.attribute == "role" && truth.object.is_some() && fact.object.is_some()
}

/// What is counted of an event, which has no name that two people would give it alike; that
/// it is the same one shows in the articles they share.
fn is_of_event(attribute: &str) -> bool {
    matches!(attribute, "deaths" | "injured" | "missing" | "evacuated" | "magnitude")
}

fn is_same_subject(fact: &Fact, truth: &GoldFact) -> bool {
    is_of_event(&truth.attribute)
        || is_same_name(&fact.subject, &truth.subject, &truth.subject_aka)
}

fn has_object(fact: &Fact, truth: &GoldFact, eye: Eye) -> bool {
    match (&truth.object, &fact.object) {
        (None, _) => true,
        (Some(_), None) => eye == Eye::Lenient,
        (Some(gold), Some(found)) => is_same_name(found, gold, &truth.object_aka),
    }
}

/// Whether the fact, or one of its claims, holds the gold's value.
fn has_value(fact: &Fact, truth: &GoldFact) -> bool {
    let claimed = fact.claims.iter().map(|claim| &claim.value);
    std::iter::once(&fact.value)
        .chain(claimed)
        .any(|value| is_same_value(value, fact, truth))
}

/// The same with bound, stage and period; each may stand on the fact or on one claim.
fn has_value_strictly(fact: &Fact, truth: &GoldFact) -> bool {
    let whole = (&fact.value, fact.stage);
    let claims =
        fact.claims.iter().map(|claim| (&claim.value, claim.stage.or(fact.stage)));
    let period_fits = truth.period.is_none() || truth.period == fact.period;
    let fits = |(value, stage): (&FactValue, Option<recoupe_facts::Stage>)| {
        let bound = key_of(value.bound);
        let stage = stage.map(key_of);
        is_same_value(value, fact, truth)
            && truth
                .value
                .bound
                .as_ref()
                .is_none_or(|truth| Some(truth) == bound.as_ref())
            && truth.stage.as_ref().is_none_or(|truth| {
                Some(Some(truth)) == stage.as_ref().map(Option::as_ref)
            })
    };
    period_fits && std::iter::once(whole).chain(claims).any(fits)
}

/// The key a unit-like enum is written with.
fn key_of(value: impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

fn is_same_value(value: &FactValue, fact: &Fact, truth: &GoldFact) -> bool {
    let amount = value.amount.and_then(|amount| f64::try_from(amount).ok());
    let gold = &truth.value;
    match gold.kind.as_str() {
        "entity" | "text" => {
            let name = gold.text.as_deref().unwrap_or_default();
            is_same_name(&value.text, name, &[])
                || fact
                    .object
                    .as_deref()
                    .is_some_and(|object| is_same_name(object, name, &[]))
        }
        "date" => {
            let year = gold.amount.map(|year| format!("{year:.0}"));
            let stated = [Some(value.text.as_str()), fact.period.as_deref()];
            amount.zip(gold.amount).is_some_and(|(one, other)| is_same_amount(one, other))
                || year.is_some_and(|year| {
                    stated.into_iter().flatten().any(|text| text.contains(&year))
                })
        }
        _ => match (gold.amount, amount) {
            (None, None) => true,
            (Some(gold_amount), Some(amount)) => {
                let has_unit = gold.unit.is_none()
                    || value.kind != ValueKind::Money
                    || gold.unit == value.unit;
                is_same_amount(gold_amount, amount) && has_unit
            }
            _ => false,
        },
    }
}

/// How statements stand to one another: how many planted relations are told, and how many
/// contradictions are cried that are none.
fn relations(found: &Found<'_>, gold: &Gold, cited: &[Cited<'_>], scores: &mut Scores) {
    for truth in &gold.relations {
        let articles = [truth.a.article.as_str(), truth.b.article.as_str()];
        let language = found.language_of(articles);
        let is_told = cited.iter().any(|one| tells(one, truth, found));
        scores.count("relations.recall", &language, is_told);
        scores.count(&format!("relations.{}_recall", truth.relation), &language, is_told);
        if !is_told {
            let GoldRelation { subject, attribute, relation, a, b } = truth;
            scores.fault(format!(
                "relations: missing {relation} of {subject} {attribute}: {} {:?}, {} {:?}",
                a.article, a.amount, b.article, b.amount
            ));
        }
    }
    if gold.relations.is_empty() {
        return;
    }
    for one in cited.iter().filter(|one| one.articles.iter().any(|id| found.knows(id))) {
        for relation in &one.fact.relations {
            let key = key_of(relation.relation).unwrap_or_default();
            if key != "contradicts" {
                continue;
            }
            let is_true = gold
                .relations
                .iter()
                .any(|truth| truth.relation == key && tells(one, truth, found));
            let language = found.language_of(one.articles.iter().copied());
            scores.count("relations.false_contradictions", &language, !is_true);
            if !is_true {
                scores.fault(format!("relations: no contradiction: {}", relation.why));
            }
        }
    }
}

/// Whether a fact tells a relation of the gold: between two claims with the articles and
/// amounts of its sides, in either direction.
fn tells(one: &Cited<'_>, truth: &GoldRelation, found: &Found<'_>) -> bool {
    let fact = one.fact;
    let event = is_of_event(&truth.attribute) || truth.attribute == "vote";
    if fact.attribute != truth.attribute
        || !(event || is_same_name(&fact.subject, &truth.subject, &[]))
    {
        return false;
    }
    let claims: BTreeMap<&str, &recoupe_facts::Claim> =
        fact.claims.iter().map(|claim| (claim.claim.as_str(), claim)).collect();
    let is_side = |id: &str, side: &GoldSide| {
        claims.get(id).is_some_and(|claim| {
            let amount = claim.value.amount.and_then(|amount| f64::try_from(amount).ok());
            let has_amount = match (side.amount, amount) {
                (Some(gold), Some(amount)) => is_same_amount(gold, amount),
                (gold, _) => gold.is_none(),
            };
            // One pair stands for all articles that give the same two amounts.
            let stands =
                side.amount.is_some() || found.name(&claim.article) == side.article;
            stands && has_amount
        })
    };
    fact.relations.iter().any(|relation| {
        key_of(relation.relation).as_deref() == Some(truth.relation.as_str())
            && ((is_side(&relation.a, &truth.a) && is_side(&relation.b, &truth.b))
                || (is_side(&relation.a, &truth.b) && is_side(&relation.b, &truth.a)))
    })
}

fn in_words(truth: &GoldFact) -> String {
    let GoldFact { story, subject, attribute, object, value, articles, .. } = truth;
    format!(
        "{story}: {subject} {attribute} {} {} [{}]",
        object.as_deref().unwrap_or("-"),
        value.text.as_deref().unwrap_or("-"),
        articles.join(" ")
    )
}
