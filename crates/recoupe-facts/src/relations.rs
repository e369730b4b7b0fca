//! How the statements of one fact stand to one another. Most differences are none: numbers
//! are compared as intervals, and only where currency and kind agree.

use std::collections::BTreeSet;

use recoupe_text::Article;
use recoupe_text::values::Bound;
use rust_decimal::Decimal;

use crate::apart::{apart, replaced};
use crate::claims::Statement;
use crate::interval::Interval;
use crate::origins::Origins;
use crate::sheet::{Certainty, Place, Relation, RelationKind, Stage, ValueKind};

/// The relations between statements that differ: one for each pair of distinct values, and
/// one for each headline that says more than its body. Statement `n` is claim `c(n+1)`.
pub(crate) fn relations(
    group: &[&Statement],
    articles: &[&Article],
    origins: &Origins,
) -> Vec<Relation> {
    let shown = representatives(group);
    let mut found = Vec::new();
    for (index, left) in shown.iter().enumerate() {
        for right in shown.iter().skip(index + 1) {
            if let Some(relation) = pair(group, *left, *right, articles, origins) {
                found.push(relation);
            }
        }
    }
    let mut titles = BTreeSet::new();
    for (at, statement) in group.iter().enumerate() {
        if statement.place == Place::Title
            && titles.insert(statement.article)
            && let Some(relation) = overclaim(group, at)
        {
            found.push(relation);
        }
    }
    found
}

/// The first statement of each distinct value and stage outside headlines.
fn representatives(group: &[&Statement]) -> Vec<usize> {
    let mut seen = BTreeSet::new();
    let in_body = |row: &Statement| {
        group.iter().any(|statement| {
            statement.place == Place::Body
                && statement.article == row.article
                && statement.value.amount == row.value.amount
                && statement.value.bound == row.value.bound
        })
    };
    group
        .iter()
        .enumerate()
        .filter(|(_, statement)| statement.place != Place::Title)
        // A row that repeats what the text of its article says adds nothing.
        .filter(|(_, statement)| statement.place != Place::Table || !in_body(statement))
        .filter(|(_, statement)| {
            let value = &statement.value;
            seen.insert((
                value.amount.map(|amount| amount.normalize()),
                value.high.map(|high| high.normalize()),
                format!("{:?}{:?}", value.bound, value.kind),
                value.unit.clone(),
                statement.stage,
            ))
        })
        .map(|(at, _)| at)
        .collect()
}

fn pair(
    group: &[&Statement],
    left: usize,
    right: usize,
    articles: &[&Article],
    origins: &Origins,
) -> Option<Relation> {
    let (one, other) = (group.get(left)?, group.get(right)?);
    let (kind, why, why_fr) = compare(group, one, other, (articles, origins))?;
    Some(Relation {
        a: format!("c{}", left + 1),
        b: format!("c{}", right + 1),
        relation: kind,
        why,
        why_fr,
    })
}

/// A relation and why it holds, in English and in French.
pub(crate) type Finding = (RelationKind, String, String);

fn compare(
    group: &[&Statement],
    one: &Statement,
    other: &Statement,
    (articles, origins): (&[&Article], &Origins),
) -> Option<Finding> {
    let (left, right) = (&one.value, &other.value);
    let (a, b) = (left.text.as_str(), right.text.as_str());
    if left.kind == ValueKind::None
        || right.kind == ValueKind::None
        || left.kind != right.kind
    {
        return stages(one, other);
    }
    let (Some(first), Some(second)) = (one.interval, other.interval) else {
        return stages(one, other);
    };
    if left.bound == Bound::Vague || right.bound == Bound::Vague {
        return None;
    }
    if left.unit != right.unit {
        return currencies(one, other);
    }
    if left.amount == right.amount && left.high == right.high {
        if left.bound == right.bound {
            return stages(one, other);
        }
        return Some((
            RelationKind::QualifierDiffers,
            format!("the same number, bounded differently: “{a}” and “{b}”"),
            format!("le même nombre, autrement borné : « {a} » et « {b} »"),
        ));
    }
    if let Some(finding) = replaced(group, one, other) {
        return Some(finding);
    }
    if !first.overlaps(second) {
        return apart(group, one, other, (articles, origins));
    }
    Some(inside((one, first), (other, second), a, b))
}

/// One price told in two currencies by two articles: nobody can compare them without a rate.
fn currencies(one: &Statement, other: &Statement) -> Option<Finding> {
    let money = one.value.kind == ValueKind::Money && one.value.per == other.value.per;
    let (a, b) = (one.value.text.as_str(), other.value.text.as_str());
    (money && one.article != other.article).then(|| {
        (
            RelationKind::Compatible,
            format!("“{a}” and “{b}” are in different currencies"),
            format!("« {a} » et « {b} » sont en monnaies différentes"),
        )
    })
}

/// Whether a value is a single number, exact or estimated, rather than a bound or a range.
fn is_point(statement: &Statement) -> bool {
    matches!(statement.value.bound, Bound::Exact | Bound::About | Bound::Nearly)
}

/// Whether the tight value makes the loose one more precise: it lies within a bound or range,
/// or an estimate is its rounding; 140 is no closer look at "about 130".
fn sharpens(tight: &Statement, loose: &Statement) -> bool {
    if !is_point(tight) {
        return false;
    }
    if !is_point(loose) {
        return true;
    }
    match (tight.value.amount, loose.value.amount) {
        (Some(tight), Some(amount)) if loose.value.bound != Bound::Exact => {
            (tight - amount).abs() <= last_place(amount) / Decimal::TWO
        }
        _ => true,
    }
}

/// The last written place of a rounded number: of 1,900 the hundred, of 12 the one.
fn last_place(amount: Decimal) -> Decimal {
    let mut place = Decimal::ONE;
    let normal = amount.normalize();
    if normal.scale() > 0 {
        return Decimal::new(1, normal.scale());
    }
    for _ in 0..24 {
        let next = place * Decimal::TEN;
        if normal.is_zero() || !(normal % next).is_zero() {
            break;
        }
        place = next;
    }
    place
}

fn inside(
    (one, first): (&Statement, Interval),
    (other, second): (&Statement, Interval),
    a: &str,
    b: &str,
) -> Finding {
    let (kind, tight) = if first.covers(second) && sharpens(other, one) {
        (RelationKind::Refines, b)
    } else if second.covers(first) && sharpens(one, other) {
        (RelationKind::Refines, a)
    } else {
        (RelationKind::Compatible, "")
    };
    match kind {
        RelationKind::Refines => (
            kind,
            format!("“{a}” and “{b}” agree; “{tight}” is more precise"),
            format!("« {a} » et « {b} » concordent ; « {tight} » est plus précis"),
        ),
        _ => (
            kind,
            format!("“{a}” and “{b}” can both be so"),
            format!("« {a} » et « {b} » peuvent être vrais tous deux"),
        ),
    }
}

fn stages(one: &Statement, other: &Statement) -> Option<Finding> {
    let (first, second) = (one.stage?, other.stage?);
    if first == second || one.article == other.article {
        return None;
    }
    Some((
        RelationKind::StageDiffers,
        format!("one says {}, the other {}", word(first), word(second)),
        format!("l’un dit {}, l’autre {}", mot(first), mot(second)),
    ))
}

/// A headline that states as done, or without reserve, what its own body (or, where the
/// body is silent, the other bodies) only reports.
fn overclaim(group: &[&Statement], title: usize) -> Option<Relation> {
    let headline = group.get(title)?;
    let open = |statement: &Statement| {
        statement.place == Place::Body
            && (matches!(
                statement.stage,
                Some(
                    Stage::Rumoured
                        | Stage::Considering
                        | Stage::InTalks
                        | Stage::Offered
                        | Stage::Planned
                )
            ) || matches!(
                statement.certainty,
                Certainty::Reported | Certainty::Possible | Certainty::Conditional
            ))
    };
    let hedged = matches!(
        headline.certainty,
        Certainty::Possible | Certainty::Reported | Certainty::Conditional
    ) || matches!(
        headline.stage,
        Some(
            Stage::Rumoured
                | Stage::Considering
                | Stage::InTalks
                | Stage::Offered
                | Stage::Planned
        )
    );
    let own = group.iter().enumerate().filter(|(_, statement)| {
        statement.article == headline.article && statement.place == Place::Body
    });
    let bodies: Vec<(usize, &&Statement)> = own.collect();
    // The statement of the same amount first: the pair that an editor has to compare.
    let same = |statement: &Statement| statement.value.amount == headline.value.amount;
    let body = bodies
        .iter()
        .find(|(_, statement)| open(statement) && same(statement))
        .or_else(|| bodies.iter().find(|(_, statement)| open(statement)))?;
    let surer = bodies.iter().any(|(_, statement)| {
        statement.certainty == Certainty::Asserted
            && matches!(
                statement.stage,
                Some(Stage::Completed | Stage::Signed | Stage::Agreed | Stage::Announced)
            )
    });
    if hedged || surer {
        return None;
    }
    Some(Relation {
        a: format!("c{}", title + 1),
        b: format!("c{}", body.0 + 1),
        relation: RelationKind::HeadlineOverclaims,
        why: "the headline states without reserve what the article only reports"
            .to_owned(),
        why_fr: "le titre affirme sans réserve ce que l’article ne fait que rapporter"
            .to_owned(),
    })
}

/// A stage in English words.
pub(crate) fn word(stage: Stage) -> &'static str {
    match stage {
        Stage::Rumoured => "rumoured",
        Stage::Considering => "under consideration",
        Stage::InTalks => "in talks",
        Stage::Offered => "offered",
        Stage::Planned => "planned",
        Stage::Agreed => "agreed",
        Stage::Signed => "signed",
        Stage::Announced => "announced",
        Stage::Review => "under review",
        Stage::Completed => "done",
        Stage::Postponed => "postponed",
        Stage::Cancelled => "called off",
        Stage::Denied => "denied",
        Stage::Opened => "opened",
        Stage::Dropped => "dropped",
        Stage::Settled => "settled",
        Stage::Fined => "fined",
        Stage::Cleared => "cleared",
    }
}

/// A stage in French words.
pub(crate) fn mot(stage: Stage) -> &'static str {
    match stage {
        Stage::Rumoured => "rumeur",
        Stage::Considering => "à l’étude",
        Stage::InTalks => "en discussion",
        Stage::Offered => "proposé",
        Stage::Planned => "prévu",
        Stage::Agreed => "convenu",
        Stage::Signed => "signé",
        Stage::Announced => "annoncé",
        Stage::Review => "en cours d’examen",
        Stage::Completed => "réalisé",
        Stage::Postponed => "reporté",
        Stage::Cancelled => "abandonné",
        Stage::Denied => "démenti",
        Stage::Opened => "ouvert",
        Stage::Dropped => "classé",
        Stage::Settled => "réglé à l’amiable",
        Stage::Fined => "sanctionné",
        Stage::Cleared => "blanchi",
    }
}
