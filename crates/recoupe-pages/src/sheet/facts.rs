//! The facts, on three shelves: the story's own, the parties', and other events' figures.

use maud::{Markup, html};
use recoupe_facts::{
    Certainty, Fact, FactValue, Modality, Place, RelationKind, ValueKind,
};

use super::claims::{certainty_chip, credit, disputes, list, step_chip};
use super::front::{alert_keys, differs};
use crate::dates::written_date;
use crate::numbers::{counted, value};
use crate::plan::{Plan, Shelf, claim_of, has};
use crate::words::{attribute, both, each};

/// Contradicting values that stand under the value of a fact.
const OTHER_VALUES_SHOWN: usize = 3;

/// Names of origins that stand beside their count.
const NAMES_SHOWN: usize = 6;

/// All facts that are drawn, and how many are not.
pub(super) fn sections(plan: &Plan<'_>) -> Markup {
    let left_out = plan.sheet.facts.len().saturating_sub(plan.facts.len()) as u64;
    html! {
        div #facts tabindex="-1" {
            (shelf(plan, Shelf::Core, ("The facts", "Les faits"), None))
            (shelf(plan, Shelf::Parties, ("About the parties", "Sur les acteurs"), None))
            (shelf(
                plan,
                Shelf::Background,
                ("Background: other events", "En arrière-plan : autres événements"),
                Some((
                    "Figures the articles recall from elsewhere; they are not part of this story.",
                    "Chiffres que les articles rappellent d’ailleurs ; ils ne sont pas ceux de cette histoire.",
                )),
            ))
            @if plan.facts.is_empty() {
                p.empty { (both("No fact could be drawn from these articles.", "Aucun fait n’a pu être tiré de ces articles.")) }
            }
            @if left_out > 0 {
                p.rest {
                    (each(|tongue| counted(
                        left_out,
                        ["more fact stands in the data of this sheet", "more facts stand in the data of this sheet"],
                        ["autre fait figure dans les données de cette fiche", "autres faits figurent dans les données de cette fiche"],
                        tongue,
                    )))
                }
            }
        }
    }
}

/// One shelf with its heading; nothing where it is empty.
fn shelf(
    plan: &Plan<'_>,
    shelf: Shelf,
    heading: (&str, &str),
    remark: Option<(&str, &str)>,
) -> Markup {
    let facts: Vec<&Fact> = plan.shelf(shelf).collect();
    if facts.is_empty() {
        return html! {};
    }
    let key = match shelf {
        Shelf::Core => "core",
        Shelf::Parties => "parties",
        Shelf::Background => "background",
    };
    html! {
        section class={ "shelf " (key) } aria-labelledby={ "shelf-" (key) } {
            h2 id={ "shelf-" (key) } { (both(heading.0, heading.1)) }
            @if let Some((english, french)) = remark { p.remark { (both(english, french)) } }
            ol.facts {
                @for fact in facts { (one(plan, fact)) }
            }
        }
    }
}

/// The place of a fact on the page, for links to it.
pub(super) fn anchor(plan: &Plan<'_>, fact: &Fact) -> Option<usize> {
    plan.facts
        .iter()
        .position(|(_, other)| std::ptr::eq(*other, fact))
        .map(|index| index + 1)
}

/// One fact.
fn one(plan: &Plan<'_>, fact: &Fact) -> Markup {
    html! {
        li.fact id=[anchor(plan, fact).map(|place| format!("f{place}"))] data-flags=(alert_keys(fact)) tabindex="-1" {
            div.figure {
                span.attribute { (attribute(&fact.attribute)) }
                @if let Some(shown) = figure(fact) { (shown) }
                (against(fact))
            }
            div.said {
                p.statement { (statement(plan, fact)) }
                p.badges { (standing(fact)) (badges(fact)) }
                (disputes(plan, fact))
                (list(plan, fact))
            }
        }
    }
}

/// The value, large; nothing where the statement says it all.
fn figure(fact: &Fact) -> Option<Markup> {
    let is_number = fact.value.amount.is_some();
    if fact.value.kind == ValueKind::None || (!is_number && fact.value.text.is_empty()) {
        return None;
    }
    let size = if is_number { "value" } else { "value named" };
    Some(html! { span class=(size) { (each(|tongue| value(&fact.value, tongue))) } })
}

/// Values that cannot be so together with the one shown large.
fn against(fact: &Fact) -> Markup {
    let mut others: Vec<&FactValue> = fact
        .relations
        .iter()
        .filter(|relation| relation.relation == RelationKind::Contradicts)
        .flat_map(|relation| [claim_of(fact, &relation.a), claim_of(fact, &relation.b)])
        .flatten()
        .map(|(claim, _)| &claim.value)
        .filter(|other| other.amount.is_some() && other.amount != fact.value.amount)
        .collect();
    others.sort_by_key(|other| other.amount);
    others.dedup_by_key(|other| other.amount);
    others.truncate(OTHER_VALUES_SHOWN);
    html! {
        @for other in others {
            span.against {
                (both("against: ", "contre : ")) (each(|tongue| value(other, tongue)))
            }
        }
    }
}

/// The readable sentence, as the way to the words it was read in.
fn statement(plan: &Plan<'_>, fact: &Fact) -> Markup {
    let sentence = both(&fact.statement, &fact.statement_fr);
    let best = fact
        .claims
        .iter()
        .zip(&fact.citations)
        .filter(|(_, citation)| plan.shows(&citation.article))
        .min_by_key(|(claim, _)| (claim.place == Place::Title, claim.value != fact.value))
        .and_then(|(_, citation)| plan.number(citation));
    match best {
        Some(number) => html! { a href={ "#c" (number) } { (sentence) } },
        None => sentence,
    }
}

/// Stage, certainty, what is wanted or foreseen, period, whom it is credited to.
fn standing(fact: &Fact) -> Markup {
    html! {
        @if let Some(step) = fact.stage { (step_chip(step)) }
        (certainty_chip(fact.certainty))
        @match fact.modality {
            Modality::Actual => {}
            Modality::Sought => span.chip.hedge { (both("sought", "visé")) }
            Modality::Forecast if fact.certainty == Certainty::Forecast => {}
            Modality::Forecast => span.chip.hedge { (both("foreseen", "prévu")) }
        }
        @if let Some(period) = &fact.period {
            span.chip.period { (each(|tongue| written_date(period, tongue))) }
        }
        @if let Some(source) = fact.attribution.as_deref().filter(|source| !names(fact, source)) {
            (credit(source))
        }
    }
}

/// Whether the readable sentence already says whom it is credited to.
fn names(fact: &Fact, source: &str) -> bool {
    fact.statement.contains(source) && fact.statement_fr.contains(source)
}

/// How widely it is stated, and how the statements differ.
fn badges(fact: &Fact) -> Markup {
    let support = &fact.support;
    html! {
        @if support.origins >= 2 {
            span.badge.many {
                (each(|tongue| counted(
                    u64::from(support.origins),
                    ["independent origin", "independent origins"],
                    ["origine indépendante", "origines indépendantes"],
                    tongue,
                )))
            }
        } @else {
            span.badge.single { (both("only one origin", "une seule origine")) }
        }
        @if !support.named.is_empty() {
            span.named {
                bdi { (support.named.iter().take(NAMES_SHOWN).map(String::as_str).collect::<Vec<_>>().join(", ")) }
                @if support.named.len() > NAMES_SHOWN { " +" (support.named.len() - NAMES_SHOWN) }
            }
        }
        @if support.unnamed {
            span.badge.unnamed { (both("unnamed sources", "sources anonymes")) }
        }
        @if has(fact, RelationKind::Contradicts) {
            span.badge.contradicts { (both("contradicts", "contradiction")) }
        }
        @if has(fact, RelationKind::HeadlineOverclaims) {
            span.badge.overclaims { (both("headline says more", "le titre en dit plus")) }
        }
        @if differs(fact) { span.badge.differs { (both("differs", "diffère")) } }
        @if has(fact, RelationKind::Updates) {
            span.badge.updated { (both("updated", "mis à jour")) }
        }
    }
}
