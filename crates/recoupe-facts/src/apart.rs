//! Two values of one fact that cannot both be so, and why they seldom contradict each other:
//! one has replaced the other, is a part of it, takes in the debt, or is a count gone on.

use recoupe_text::Article;
use recoupe_text::values::Bound;
use rust_decimal::Decimal;

use crate::claims::{Basis, Statement};
use crate::origins::Origins;
use crate::relations::Finding;
use crate::sheet::{Place, RelationKind};

/// The articles and origins of a story, for judging two of its statements.
pub(crate) type Sources<'s> = (&'s [&'s Article], &'s Origins);

/// Two values that cannot both be so: an update where one origin replaces its own figure or a
/// later day a figure that grows; a contradiction otherwise.
pub(crate) fn apart(
    group: &[&Statement],
    one: &Statement,
    other: &Statement,
    (articles, origins): Sources<'_>,
) -> Option<Finding> {
    if let Some(finding) = replaced(group, one, other) {
        return Some(finding);
    }
    // An article that gives two figures tells how one became the other; it does not
    // contradict itself.
    if one.article == other.article || is_part(group, one, other) {
        return None;
    }
    let (a, b) = (one.value.text.as_str(), other.value.text.as_str());
    if differs_by_debt(one, other) {
        return Some((
            RelationKind::QualifierDiffers,
            format!("“{a}” and “{b}”: one takes in the debt"),
            format!("« {a} » et « {b} » : l’un compte la dette"),
        ));
    }
    if is_counting(one, other) {
        return Some((
            RelationKind::Updates,
            format!("“{a}” and “{b}”: the count went on"),
            format!("« {a} » et « {b} » : le dépouillement a continué"),
        ));
    }
    if count_is_close(one, other) {
        return Some((
            RelationKind::Compatible,
            format!("“{a}” and “{b}” are counts taken at different moments"),
            format!("« {a} » et « {b} » sont des décomptes de moments différents"),
        ));
    }
    if is_incomparable(one, other, articles)
        || is_aside(group, one)
        || is_aside(group, other)
    {
        return None;
    }
    if !is_weighed(group, one, other) && updates(group, one, other, (articles, origins)) {
        return Some(update(a, b));
    }
    if nearly_touch(one, other) {
        return Some((
            RelationKind::Compatible,
            format!("“{a}” and “{b}” are close, and one is an estimate"),
            format!("« {a} » et « {b} » sont proches, et l’un est une estimation"),
        ));
    }
    if !is_weighed(group, one, other)
        && (is_of_another_scale(one, other)
            || has_many_values(group)
            || one_article_knows_both(group, one, other))
    {
        return None;
    }
    Some((
        RelationKind::Contradicts,
        format!("“{a}” and “{b}” cannot both be so"),
        format!("« {a} » et « {b} » s’excluent"),
    ))
}

fn update(old: &str, new: &str) -> Finding {
    (
        RelationKind::Updates,
        format!("“{new}” replaces “{old}”"),
        format!("« {new} » remplace « {old} »"),
    )
}

/// What somebody calls a former value has been replaced, whoever still prints it.
pub(crate) fn replaced(
    group: &[&Statement],
    one: &Statement,
    other: &Statement,
) -> Option<Finding> {
    let (first, second) = (is_former(group, one), is_former(group, other));
    let differ = one.value.amount != other.value.amount && first != second;
    let (old, new) = if first { (one, other) } else { (other, one) };
    differ.then(|| update(&old.value.text, &new.value.text))
}

fn stated(statement: &Statement, articles: &[&Article]) -> Option<String> {
    let article = articles.get(statement.article)?;
    article.published_at.clone().or_else(|| article.published.map(|day| day.to_string()))
}

/// Figures of a company compare only over a stated period. What is held today and what will be
/// held are two moments of one stake; without a day on both sides nobody can tell.
fn is_incomparable(one: &Statement, other: &Statement, articles: &[&Article]) -> bool {
    let figure = matches!(one.attribute, "revenue" | "profit" | "loss");
    let undated = stated(one, articles).is_none() || stated(other, articles).is_none();
    figure && (one.period.is_none() || one.period != other.period)
        || one.attribute == "stake" && undated
}

/// Whether a toll is only told further down: the toll that a report stands for is in its
/// opening, a number below counts some of the victims.
fn is_aside(group: &[&Statement], one: &Statement) -> bool {
    let toll = matches!(one.attribute, "deaths" | "injured" | "missing" | "evacuated");
    toll && !group
        .iter()
        .any(|statement| statement.opens && statement.value.amount == one.value.amount)
}

/// Whether one value has taken the place of the other.
fn updates(
    group: &[&Statement],
    one: &Statement,
    other: &Statement,
    (articles, origins): Sources<'_>,
) -> bool {
    // Any article that prints the one value against any that prints the other.
    let printing = |value: &Statement| -> Vec<usize> {
        let same = group.iter().filter(|other| other.value.amount == value.value.amount);
        same.map(|statement| statement.article).collect()
    };
    let (first, second) = (printing(one), printing(other));
    let same_origin = first.iter().any(|left| {
        second.iter().any(|right| {
            left != right
                && origins.of_article.get(*left) == origins.of_article.get(*right)
        })
    });
    let days = (stated(one, articles), stated(other, articles));
    let later_day = match &days {
        (Some(first), Some(second)) => first.get(..10) != second.get(..10),
        _ => false,
    };
    let moving =
        matches!(one.attribute, "deaths" | "injured" | "evacuated" | "missing" | "vote")
            && !is_disputed(group, one, other, articles, origins);
    let grows = one.attribute == "stake" && (later_day || one.stage != other.stage);
    let corrected = is_correction(one, articles) != is_correction(other, articles);
    same_origin || corrected || (moving && later_day) || grows
}

/// Whether an article says that it corrects another: its values take the place of others.
fn is_correction(statement: &Statement, articles: &[&Article]) -> bool {
    /// Words of corrections stand in the headline or the first lines.
    const HEAD: usize = 240;
    let Some(article) = articles.get(statement.article) else { return false };
    let title = article.title.as_ref().map_or("", |title| title.text.as_str());
    let text: String = title.chars().chain(article.text.chars().take(HEAD)).collect();
    let text = text.to_lowercase();
    [
        "correction",
        "corrects",
        "corrected",
        "corrigé",
        "corrige ",
        "rectific",
        "rectifie",
        "bien lire",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// Whether the larger of two prices takes in the debt, or the smaller leaves it out.
fn differs_by_debt(one: &Statement, other: &Statement) -> bool {
    let (small, large) =
        if one.value.amount <= other.value.amount { (one, other) } else { (other, one) };
    large.basis == Basis::WithDebt && small.basis != Basis::WithDebt
        || small.basis == Basis::WithoutDebt && large.basis != Basis::WithoutDebt
}

/// Two figures of one thing seldom differ by more than this factor: beyond it one of them
/// counts something else (a price a share against a price in all, the victims of one family
/// against all). 3: of the contradictions cried on 383 English articles about 69 events,
/// all false, 7 of 25 lie above; of those planted in the development corpus none does.
const SCALE: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

fn is_of_another_scale(one: &Statement, other: &Statement) -> bool {
    match (one.value.amount, other.value.amount) {
        (Some(first), Some(second)) => first.max(second) > SCALE * first.min(second),
        _ => false,
    }
}

/// From this many values that exclude each other on, a fact tells parts, rounds or days of
/// something that moves, and no two of them stand against each other. 3: two sides make a
/// dispute.
const MANY_VALUES: usize = 3;

fn has_many_values(group: &[&Statement]) -> bool {
    let mut apart: Vec<&&Statement> = Vec::new();
    for statement in group.iter().filter(|statement| {
        statement.place == Place::Body && statement.value.bound != Bound::Vague
    }) {
        let overlaps = |other: &&&Statement| match (statement.interval, other.interval) {
            (Some(left), Some(right)) => left.overlaps(right),
            _ => true,
        };
        if !apart.iter().any(overlaps) {
            apart.push(statement);
        }
    }
    apart.len() >= MANY_VALUES
}

/// Whether an article that gives the one value also gives the other: its author knows both
/// and does not find that they exclude each other.
fn one_article_knows_both(
    group: &[&Statement],
    one: &Statement,
    other: &Statement,
) -> bool {
    let gives = |article: usize, value: &Statement| {
        group.iter().any(|statement| {
            statement.article == article
                && statement.place == Place::Body
                && statement.value.amount == value.value.amount
        })
    };
    group
        .iter()
        .any(|statement| gives(statement.article, one) && gives(statement.article, other))
}

/// Whether an article sets the two values against each other, each with its own source: a
/// dispute that a reporter has seen.
fn is_weighed(group: &[&Statement], one: &Statement, other: &Statement) -> bool {
    let amount = one.value.amount;
    let credited: Vec<&&Statement> = group
        .iter()
        .filter(|statement| {
            statement.place == Place::Body
                && statement.attribution.is_some()
                && statement.value.bound == Bound::Exact
                && !statement.is_former
        })
        .collect();
    amount.is_some()
        && credited.iter().filter(|left| left.value.amount == amount).any(|left| {
            credited.iter().any(|right| {
                right.value.amount == other.value.amount
                    && left.article == right.article
                    && left.attribution != right.attribution
            })
        })
}

/// Share of a count of injured or homeless by which two reports of one day differ without
/// standing against each other: 35 and 37 are, 58 and 63 are not. Deaths have no such play.
const COUNT_PLAY: Decimal = Decimal::from_parts(6, 0, 0, false, 2);

/// The same where one of the two is an estimate.
const ESTIMATE_PLAY: Decimal = Decimal::from_parts(15, 0, 0, false, 2);
/// Shares of a vote move by less than a point while the last ballots are counted.
const COUNTING_POINTS: Decimal = Decimal::ONE;

/// Whether two shares of one vote differ as counts of more and more ballots do.
fn is_counting(one: &Statement, other: &Statement) -> bool {
    match (one.value.amount, other.value.amount) {
        (Some(first), Some(second)) if one.attribute == "vote" => {
            (first - second).abs() < COUNTING_POINTS
        }
        _ => false,
    }
}

/// Whether the article of the lower toll also gives one that agrees with the higher: the lower
/// is a part of it ("five guests of one inn").
fn is_part(group: &[&Statement], one: &Statement, other: &Statement) -> bool {
    let toll = matches!(one.attribute, "deaths" | "injured" | "missing" | "evacuated");
    let (low, high) =
        if one.value.amount <= other.value.amount { (one, other) } else { (other, one) };
    let gives_high = |article: usize| {
        group.iter().any(|statement| {
            statement.article == article
                && statement.value.amount > low.value.amount
                && match (statement.interval, high.interval) {
                    (Some(own), Some(theirs)) => own.overlaps(theirs),
                    _ => false,
                }
        })
    };
    // An article that weighs two tolls against each other also gives both.
    let mut lower =
        group.iter().filter(|statement| statement.value.amount == low.value.amount);
    toll && lower.all(|statement| gives_high(statement.article))
}

/// Whether two counts of injured, missing or evacuated differ by less than a count's play.
fn count_is_close(one: &Statement, other: &Statement) -> bool {
    let counted = matches!(one.attribute, "injured" | "evacuated" | "missing");
    match (one.value.amount, other.value.amount) {
        (Some(first), Some(second)) if counted => {
            let estimate = |statement: &Statement| {
                matches!(statement.value.bound, Bound::About | Bound::Nearly)
            };
            let play =
                if estimate(one) || estimate(other) { ESTIMATE_PLAY } else { COUNT_PLAY };
            (first - second).abs() < play * first.max(second)
        }
        _ => false,
    }
}

/// Whether any statement with this value calls it a former one.
pub(crate) fn is_former(group: &[&Statement], one: &Statement) -> bool {
    group.iter().any(|statement| {
        statement.is_former
            && statement.value.amount == one.value.amount
            && statement.value.high == one.value.high
    })
}

/// Whether two tolls stand against each other rather than one after the other: the later is
/// the lower, or the earlier is still printed, by another origin, once the later is known.
fn is_disputed(
    group: &[&Statement],
    one: &Statement,
    other: &Statement,
    articles: &[&Article],
    origins: &Origins,
) -> bool {
    let day = |statement: &Statement| {
        articles.get(statement.article).and_then(|article| article.published)
    };
    let (earlier, later) =
        if day(one) <= day(other) { (one, other) } else { (other, one) };
    // An article that recalls an earlier count also gives its own, higher one.
    let highest = group
        .iter()
        .filter(|statement| statement.article == later.article)
        .filter_map(|statement| statement.value.amount)
        .max();
    let falls = highest < earlier.value.amount;
    let from = |statement: &Statement| origins.of_article.get(statement.article);
    let persists = group.iter().any(|statement| {
        statement.place == Place::Body
            && statement.value.amount == earlier.value.amount
            && statement.value.bound == Bound::Exact
            && day(statement) >= day(later)
            && from(statement) != from(later)
            && statement.article != later.article
    });
    falls || persists
}

/// Whether an estimate misses another value by less than a fiftieth: "about" has no sharp
/// edge.
fn nearly_touch(one: &Statement, other: &Statement) -> bool {
    let estimate = |statement: &Statement| {
        matches!(statement.value.bound, Bound::About | Bound::Nearly)
    };
    let (Some(first), Some(second)) = (one.interval, other.interval) else {
        return false;
    };
    let between = |high: Option<Decimal>, low: Option<Decimal>| match (high, low) {
        (Some(high), Some(low)) if high < low => Some((low - high, low)),
        _ => None,
    };
    let gap = between(first.high, second.low).or_else(|| between(second.high, first.low));
    (estimate(one) || estimate(other))
        && gap.is_none_or(|(gap, low)| gap * Decimal::from(50) < low)
}
