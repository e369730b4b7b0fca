//! What stands under a fact: its claims, each with the words of its source, and the pairs
//! that differ with both sides quoted.

use maud::{Markup, html};
use recoupe_facts::{Certainty, Citation, Claim, Fact, Relation, RelationKind};

use crate::dates::written_date;
use crate::link::deep_link;
use crate::numbers::{counted, value};
use crate::plan::{Plan, RELATIONS_SHOWN, claim_of, quoted_claims};
use crate::words::{both, certainty, each, place, relation, stage};

/// Citations shown beside one line; the rest stand under the facts.
const CITES_SHOWN: usize = 6;

/// The numbers of some citations, each a way to the words.
pub(super) fn cites(plan: &Plan<'_>, citations: &[Citation]) -> Markup {
    html! {
        span.cites {
            @for citation in citations.iter().take(CITES_SHOWN) { (cite(plan, citation)) }
        }
    }
}

/// The number of one citation: to the article beside, else to the source, else bare.
pub(super) fn cite(plan: &Plan<'_>, citation: &Citation) -> Markup {
    let Some(number) = plan.number(citation) else { return html! {} };
    let outlet = plan.outlet(&citation.article);
    let source = source_link(plan, citation);
    html! {
        @if plan.shows(&citation.article) {
            a.cite href={ "#c" (number) } title=(outlet) { (number) }
        } @else if let Some(link) = source {
            a.cite.away href=(link) rel="noopener noreferrer" target="_blank" title=(outlet) { (number) "↗" }
        } @else {
            span.cite title=(outlet) { (number) }
        }
    }
}

/// The way to the words at their source, where it has a web address.
fn source_link(plan: &Plan<'_>, citation: &Citation) -> Option<String> {
    let url = plan.article(&citation.article)?.url.as_deref()?;
    deep_link(url, &citation.sentence)
}

/// The sentence of a citation with its exact words marked, in the language of the source.
pub(super) fn quoted(plan: &Plan<'_>, citation: &Citation) -> Markup {
    let (before, words, after) = around(citation);
    html! {
        q.words lang=[plan.language(citation)] dir="auto" {
            (before) mark { (words) } (after)
        }
    }
}

/// The sentence before, at and after the quote; where the quote is not inside it, the quote
/// alone.
pub(crate) fn around(citation: &Citation) -> (&str, &str, &str) {
    let (sentence, quote) = (citation.sentence.as_str(), citation.quote.as_str());
    let offset = citation.byte_start.checked_sub(citation.sentence_byte_start);
    let stated = offset.map(|offset| offset as usize).filter(|offset| {
        sentence.get(*offset..).is_some_and(|rest| rest.starts_with(quote))
    });
    stated
        .or_else(|| sentence.find(quote))
        .and_then(|start| {
            let (before, rest) = sentence.split_at_checked(start)?;
            let (words, after) = rest.split_at_checked(quote.len())?;
            Some((before, words, after))
        })
        .unwrap_or(("", quote, ""))
}

/// Outlet, day, language and place of a citation.
pub(super) fn whereabouts(plan: &Plan<'_>, citation: &Citation) -> Markup {
    let article = plan.article(&citation.article);
    let published = article.and_then(|article| article.published);
    html! {
        span.outlet dir="auto" { (plan.outlet(&citation.article)) }
        @if let Some(day) = published {
            " · " time datetime=(day) { (each(|tongue| written_date(&day.to_string(), tongue))) }
        }
        @if let Some(language) = plan.language(citation) {
            " · " span.code { (language.to_uppercase()) }
        }
        @if let Some((english, french)) = place(citation.place) {
            " · " span.place { (both(english, french)) }
        }
    }
}

/// The claims of a fact, folded under their count.
pub(super) fn list(plan: &Plan<'_>, fact: &Fact) -> Markup {
    let claims = quoted_claims(plan, fact);
    let left_out = fact.claims.len().saturating_sub(claims.len()) as u64;
    let quiet: Vec<&Relation> =
        fact.relations.iter().filter(|relation| !is_loud(relation.relation)).collect();
    html! {
        details.claims {
            summary {
                (each(|tongue| tally(fact, tongue)))
            }
            ol {
                @for (claim, citation) in claims { (one(plan, claim, citation)) }
            }
            @if left_out > 0 {
                p.rest {
                    (each(|tongue| counted(
                        left_out,
                        ["more statement of the same", "more statements of the same"],
                        ["autre énoncé du même fait", "autres énoncés du même fait"],
                        tongue,
                    )))
                }
            }
            @for relation in quiet.into_iter().take(RELATIONS_SHOWN) { (pair(plan, fact, relation)) }
        }
    }
}

/// `4 statements in 3 articles`.
fn tally(fact: &Fact, tongue: crate::words::Tongue) -> String {
    let claims = counted(
        fact.claims.len() as u64,
        ["statement", "statements"],
        ["énoncé", "énoncés"],
        tongue,
    );
    let articles = counted(
        u64::from(fact.support.articles),
        ["article", "articles"],
        ["article", "articles"],
        tongue,
    );
    format!("{claims} {} {articles}", tongue.pick("in", "dans"))
}

/// One claim: who says it, how it stands there, and the words.
fn one(plan: &Plan<'_>, claim: &Claim, citation: &Citation) -> Markup {
    let source = source_link(plan, citation);
    html! {
        li {
            p.where {
                (cite(plan, citation)) " " (whereabouts(plan, citation))
                @if let Some(link) = source {
                    " · " a.away href=(link) rel="noopener noreferrer" target="_blank" {
                        (both("at the source", "à la source")) " ↗"
                    }
                }
            }
            p { (quoted(plan, citation)) }
            p.reading { (reading(claim)) }
        }
    }
}

/// How a claim was read: value, stage, certainty, whom it is credited to.
fn reading(claim: &Claim) -> Markup {
    html! {
        @if claim.value.amount.is_some() {
            span.value { (each(|tongue| value(&claim.value, tongue))) }
        }
        @if let Some(step) = claim.stage { (step_chip(step)) }
        @if claim.certainty != Certainty::Asserted { (certainty_chip(claim.certainty)) }
        @if let Some(source) = &claim.attribution {
            (credit(source))
        }
    }
}

/// Whom a statement is credited to, in the words of the source.
pub(super) fn credit(source: &str) -> Markup {
    html! {
        span.credit {
            (both("according to “", "selon « ")) bdi { (source) } (both("”", " »"))
        }
    }
}

/// A stage, as a chip.
pub(super) fn step_chip(step: recoupe_facts::Stage) -> Markup {
    let (english, french) = stage(step);
    html! { span.chip.stage { (both(english, french)) } }
}

/// A certainty, as a chip.
pub(super) fn certainty_chip(sure: Certainty) -> Markup {
    let (english, french) = certainty(sure);
    let kind = if sure == Certainty::Asserted { "sure" } else { "hedge" };
    html! { span class={ "chip " (kind) } { (both(english, french)) } }
}

/// Whether a relation is shown without being asked for.
fn is_loud(kind: RelationKind) -> bool {
    matches!(
        kind,
        RelationKind::Contradicts
            | RelationKind::HeadlineOverclaims
            | RelationKind::Updates
    )
}

/// The loud relations of a fact with both sides quoted, gravest first.
pub(super) fn disputes(plan: &Plan<'_>, fact: &Fact) -> Markup {
    let mut loud: Vec<&Relation> =
        fact.relations.iter().filter(|relation| is_loud(relation.relation)).collect();
    loud.sort_by_key(|relation| std::cmp::Reverse(relation.relation));
    let left_out = loud.len().saturating_sub(RELATIONS_SHOWN) as u64;
    html! {
        @for relation in loud.into_iter().take(RELATIONS_SHOWN) { (pair(plan, fact, relation)) }
        @if left_out > 0 {
            p.rest {
                (each(|tongue| counted(
                    left_out,
                    ["more pair that differs", "more pairs that differ"],
                    ["autre paire qui diffère", "autres paires qui diffèrent"],
                    tongue,
                )))
            }
        }
    }
}

/// The class that colours a relation.
fn relation_class(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Contradicts => "contradicts",
        RelationKind::HeadlineOverclaims => "overclaims",
        RelationKind::Updates => "updated",
        RelationKind::QualifierDiffers | RelationKind::StageDiffers => "differs",
        RelationKind::Equal | RelationKind::Refines | RelationKind::Compatible => {
            "agrees"
        }
    }
}

/// Two claims side by side, and why they stand so to one another.
fn pair(plan: &Plan<'_>, fact: &Fact, between: &Relation) -> Markup {
    let sides = [claim_of(fact, &between.a), claim_of(fact, &between.b)];
    let (english, french) = relation(between.relation);
    html! {
        figure class={ "pair " (relation_class(between.relation)) } {
            figcaption {
                strong { (both(english, french)) }
                @if !between.why.is_empty() { (both(": ", " : ")) (both(&between.why, &between.why_fr)) }
            }
            div.sides {
                @for (claim, citation) in sides.into_iter().flatten() {
                    blockquote {
                        p.where { (cite(plan, citation)) " " (whereabouts(plan, citation)) }
                        p { (quoted(plan, citation)) }
                        p.reading { (reading(claim)) }
                    }
                }
            }
        }
    }
}
