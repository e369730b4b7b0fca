//! When a stage or a number changed: a picture of lanes, and the entries in words.

use std::collections::BTreeMap;

use maud::{Markup, html};
use recoupe_facts::{Citation, Claim, Fact, TimelineEntry};

use super::claims::cite;
use crate::charts;
use crate::dates::written_date;
use crate::numbers::{counted, value};
use crate::plan::{ENTRIES_SHOWN, Plan};
use crate::words::{Tongue, attribute, both, each, stage};

/// Lanes of the picture; further facts stand in the list alone.
const LANES_SHOWN: usize = 6;

/// The timeline of the story; nothing where it has no dated entry.
pub(super) fn section(plan: &Plan<'_>) -> Markup {
    let entries = &plan.sheet.timeline;
    if entries.is_empty() {
        return html! {};
    }
    let left_out = entries.len().saturating_sub(ENTRIES_SHOWN) as u64;
    html! {
        section.timeline aria-labelledby="timeline" {
            h2 #timeline { (both("How it moved", "Comment cela a évolué")) }
            (picture(plan))
            ol.entries {
                @for entry in entries.iter().take(ENTRIES_SHOWN) { (one(plan, entry)) }
            }
            @if left_out > 0 {
                p.rest { (each(|tongue| counted(left_out, ["later entry", "later entries"], ["entrée ultérieure", "entrées ultérieures"], tongue))) }
            }
        }
    }
}

fn one(plan: &Plan<'_>, entry: &TimelineEntry) -> Markup {
    html! {
        li {
            time { (each(|tongue| written_date(&entry.date, tongue))) }
            span.label {
                (both(&entry.label, &entry.label_fr))
                @if let Some(citation) = citation(plan, entry) { " " (cite(plan, citation)) }
            }
        }
    }
}

fn fact_of<'sheet>(plan: &Plan<'sheet>, entry: &TimelineEntry) -> Option<&'sheet Fact> {
    plan.sheet.facts.iter().find(|fact| fact.fact == entry.fact)
}

fn citation<'sheet>(
    plan: &Plan<'sheet>,
    entry: &TimelineEntry,
) -> Option<&'sheet Citation> {
    fact_of(plan, entry)?.citations.get(entry.citation as usize)
}

/// One lane per fact that changes, with a point per entry, once for each language.
fn picture(plan: &Plan<'_>) -> Markup {
    let lanes = [lanes(plan, Tongue::English), lanes(plan, Tongue::French)];
    if lanes[0].is_empty() {
        return html! {};
    }
    html! {
        @for (tongue, lanes) in Tongue::BOTH.into_iter().zip(&lanes) {
            div class={ "picture " (tongue.class()) } lang=(tongue.code()) { (charts::lanes(lanes, tongue)) }
        }
    }
}

/// The lanes in which at least two days differ.
fn lanes(plan: &Plan<'_>, tongue: Tongue) -> Vec<charts::Lane> {
    let mut lanes: Vec<(&str, charts::Lane)> = Vec::new();
    let mut before: BTreeMap<&str, &Claim> = BTreeMap::new();
    for entry in plan.sheet.timeline.iter().take(ENTRIES_SHOWN) {
        let (Some(fact), Some(day)) =
            (fact_of(plan, entry), charts::day_number(&entry.date))
        else {
            continue;
        };
        let earlier = before.get(fact.fact.as_str()).copied();
        let Some(label) = short_label(fact, entry, earlier, tongue) else { continue };
        if let Some(claim) = claim_at(fact, entry) {
            before.insert(&fact.fact, claim);
        }
        let point = charts::Point { day, date: entry.date.clone(), label };
        match lanes.iter_mut().find(|(id, _)| *id == fact.fact) {
            Some((_, lane)) => lane.points.push(point),
            None => lanes.push((&fact.fact, lane_of(fact, point, tongue))),
        }
    }
    let mut lanes: Vec<charts::Lane> = lanes.into_iter().map(|(_, lane)| lane).collect();
    lanes.retain(changes);
    lanes.truncate(LANES_SHOWN);
    lanes
}

/// A lane that begins with a point.
fn lane_of(fact: &Fact, first: charts::Point, tongue: Tongue) -> charts::Lane {
    charts::Lane {
        name: attribute(&fact.attribute).get(tongue),
        subject: fact.subject.clone(),
        points: vec![first],
    }
}

fn changes(lane: &charts::Lane) -> bool {
    lane.points.windows(2).any(|pair| match pair {
        [before, after] => before.day != after.day && before.label != after.label,
        _ => false,
    })
}

/// What stands at a point of a lane: the value where it is new, else the stage.
fn short_label(
    fact: &Fact,
    entry: &TimelineEntry,
    before: Option<&Claim>,
    tongue: Tongue,
) -> Option<String> {
    let claim = claim_at(fact, entry)?;
    let is_new = before.is_none_or(|before| before.value.amount != claim.value.amount);
    let has_many_values =
        fact.claims.iter().any(|other| other.value.amount != claim.value.amount);
    if is_new && has_many_values && claim.value.amount.is_some() {
        return Some(value(&claim.value, tongue));
    }
    claim.stage.map(|step| {
        let (english, french) = stage(step);
        tongue.pick(english, french).to_owned()
    })
}

/// The claim an entry stands for.
fn claim_at<'sheet>(fact: &'sheet Fact, entry: &TimelineEntry) -> Option<&'sheet Claim> {
    fact.claims.get(entry.citation as usize)
}
