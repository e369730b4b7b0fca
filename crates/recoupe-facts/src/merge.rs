//! From statements to facts: what speaks of the same thing is put together, compared as
//! intervals, and counted by origins.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_text::values::Bound;
use recoupe_text::{Article, Language};

use crate::claims::{Statement, text_of};
use crate::event::EventName;
use crate::origins::{Origins, outside_source};
use crate::reading::Reading;
use crate::relations;
use crate::rules::Subject;
use crate::scene::entities::EntityId;
use crate::sheet::{
    Certainty, Citation, Claim, Fact, Modality, Place, Stage, Support, ValueKind,
};
use crate::wording;

/// Attributes that a subject may have many of: each value is a fact of its own.
const SET_VALUED: [&str; 6] =
    ["client", "partner", "founder", "subsidiary", "investor", "supplier"];

/// What must agree before two statements are compared at all.
type Key = (
    Subject,
    &'static str,
    Option<EntityId>,
    Option<EntityId>,
    Modality,
    Option<String>,
    &'static str,
);

/// What the event of a story is called.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Names<'story> {
    /// The headline, where no shorter name is known.
    pub(crate) headline: &'story str,
    /// What happened where.
    pub(crate) event: Option<&'story EventName>,
}

impl Names<'_> {
    fn event(&self) -> String {
        self.event.map_or_else(|| self.headline.to_owned(), |event| event.whole.clone())
    }

    /// Another event of the same sort, known by its year.
    fn earlier(&self, year: i16) -> String {
        match self.event {
            Some(event) if event.is_english => format!("{year} {}", event.noun),
            Some(event) => format!("{} de {year}", event.noun),
            None => format!("earlier event ({year})"),
        }
    }
}

/// The statements of a story put together into facts, in no particular order.
pub(crate) fn facts(
    statements: &[Statement],
    reading: &Reading,
    articles: &[&Article],
    origins: &Origins,
    names: &Names<'_>,
) -> Vec<Fact> {
    let mut groups: BTreeMap<Key, Vec<&Statement>> = BTreeMap::new();
    for statement in statements {
        groups.entry(key(statement)).or_default().push(statement);
    }
    adopt_bodies(&mut groups);
    groups
        .into_values()
        .flat_map(|group| by_period(&group))
        .filter(|group| group.iter().any(|statement| statement.place != Place::Title))
        .map(|group| fact(&group, reading, articles, origins, names))
        .collect()
}

/// A procedure told without the body that leads it is the one that others name, where only
/// one is named against the same party; so is a post told without its house.
fn adopt_bodies(groups: &mut BTreeMap<Key, Vec<&Statement>>) {
    let bare: Vec<Key> = groups
        .keys()
        .filter(|key| matches!(key.1, "investigation" | "role") && key.2.is_none())
        .cloned()
        .collect();
    for key in bare {
        let mut named = groups
            .keys()
            .filter(|other| other.0 == key.0 && other.1 == key.1 && other.2.is_some());
        let (Some(only), None) = (named.next().cloned(), named.next()) else { continue };
        if let (Some(moved), Some(group)) = (groups.remove(&key), groups.get_mut(&only)) {
            group.extend(moved);
        }
    }
}

fn key(statement: &Statement) -> Key {
    let set = SET_VALUED.contains(&statement.attribute);
    let modality = match statement.modality {
        // A deal that is sought and the same deal made are one fact at two stages.
        Modality::Sought if is_deal(statement.attribute) => Modality::Actual,
        modality => modality,
    };
    (
        statement.subject,
        statement.attribute,
        statement.object,
        statement.entity.filter(|_| set),
        modality,
        statement.value.per.clone(),
        statement.aspect,
    )
}

/// Attributes whose stage moves while they stay the same fact.
pub(crate) fn is_deal(attribute: &str) -> bool {
    matches!(
        attribute,
        "investment"
            | "acquisition"
            | "stake"
            | "funding_round"
            | "spending_plan"
            | "jobs_cut"
    )
}

/// Splits statements of one key by period: equal or nested periods go together, a
/// statement without one joins the period whose value it shares, else stands apart: a
/// former round is not the one negotiated now.
fn by_period<'s>(group: &[&'s Statement]) -> Vec<Vec<&'s Statement>> {
    if group.first().is_some_and(|statement| statement.attribute == "investigation") {
        // A procedure stays one fact from its opening to its end.
        let mut whole = group.to_vec();
        whole.sort_by_key(|statement| {
            (statement.article, statement.scene, statement.evidence)
        });
        return vec![whole];
    }
    let mut parts: Vec<(String, Vec<&'s Statement>)> = Vec::new();
    let dated = group.iter().filter(|statement| statement.period.is_some());
    let mut dated: Vec<&&Statement> = dated.collect();
    dated.sort_by_key(|statement| {
        (
            std::cmp::Reverse(statement.period.as_ref().map(String::len)),
            statement.period.clone(),
        )
    });
    for statement in dated {
        let period = statement.period.as_deref().unwrap_or_default();
        match parts.iter_mut().find(|(other, _)| nested(period, other)) {
            Some((_, part)) => part.push(statement),
            None => parts.push((period.to_owned(), vec![statement])),
        }
    }
    let mut undated: Vec<&'s Statement> = Vec::new();
    for statement in group.iter().filter(|statement| statement.period.is_none()) {
        // "Up to 20" agrees with all below it: it says nothing of the period.
        let valued = statement.value.kind != ValueKind::None
            && !matches!(statement.value.bound, Bound::AtMost | Bound::LessThan);
        let agreeing = parts.iter().position(|(_, part)| {
            valued && part.iter().any(|other| is_sized(other) && agrees(statement, other))
        });
        match agreeing.and_then(|at| parts.get_mut(at)) {
            Some((_, part)) => part.push(statement),
            None => undated.push(statement),
        }
    }
    let mut all: Vec<Vec<&'s Statement>> =
        parts.into_iter().map(|(_, part)| part).collect();
    if !undated.is_empty() {
        all.push(undated);
    }
    for part in &mut all {
        part.sort_by_key(|statement| {
            (statement.article, statement.scene, statement.evidence)
        });
    }
    all
}

/// Whether one period lies in the other: `2025-06` in `2025`.
fn nested(one: &str, other: &str) -> bool {
    one == other || one.starts_with(other) || other.starts_with(one)
}

fn is_sized(statement: &Statement) -> bool {
    !matches!(statement.value.bound, Bound::AtMost | Bound::LessThan)
}

fn agrees(one: &Statement, other: &Statement) -> bool {
    match (one.interval, other.interval) {
        (Some(left), Some(right)) => {
            one.value.unit == other.value.unit
                && one.value.bound != Bound::Vague
                && left.overlaps(right)
        }
        _ => {
            one.value.kind == ValueKind::None
                || one.entity.is_some() && one.entity == other.entity
        }
    }
}

fn fact(
    group: &[&Statement],
    reading: &Reading,
    articles: &[&Article],
    origins: &Origins,
    names: &Names<'_>,
) -> Fact {
    let group = distinct(group);
    let best = best(&group, origins);
    let stage = settled_stage(&group, articles);
    let (attribution, unnamed) = credit(&group, reading);
    let subject = match best.subject {
        Subject::Entity(entity) => reading.entities.name(entity).to_owned(),
        Subject::Event => names.event(),
        Subject::Year(year) => names.earlier(year),
        Subject::Aftershock => "aftershock".to_owned(),
    };
    let claims: Vec<Claim> = group
        .iter()
        .enumerate()
        .map(|(at, statement)| claim(at, statement, articles))
        .collect();
    let citations = group
        .iter()
        .filter_map(|statement| citation(statement, reading, articles))
        .collect();
    let mut fact = Fact {
        fact: String::new(),
        subject,
        attribute: best.attribute.to_owned(),
        object: best
            .object
            .map(|entity| reading.entities.name(entity).to_owned())
            .or_else(|| group.iter().find_map(|statement| statement.other.clone())),
        value: best.value.clone(),
        period: settled_period(&group, stage),
        stage,
        certainty: certainty(&group, stage),
        modality: best.modality,
        attribution,
        statement: String::new(),
        statement_fr: String::new(),
        support: support(&backing(&group, best), reading, origins, unnamed),
        core: false,
        relations: relations::relations(&group, articles, origins),
        claims,
        citations,
    };
    fact.fact = id(&fact);
    let written = articles.get(best.article).map_or(Language::Unknown, |a| a.language);
    let event = names.event();
    fact.statement = wording::statement(&fact, &event, written, Language::English);
    fact.statement_fr = wording::statement(&fact, &event, written, Language::French);
    fact
}

/// One statement for each article, place and value: what an article says twice in the
/// same words counts once.
fn distinct<'s>(group: &[&'s Statement]) -> Vec<&'s Statement> {
    let mut seen = BTreeSet::new();
    group
        .iter()
        .copied()
        .filter(|statement| {
            seen.insert((statement.article, statement.scene, statement.evidence.end))
        })
        .collect()
}

/// An id from what is compared: stable when articles are added.
fn id(fact: &Fact) -> String {
    let value = match fact.value.kind {
        ValueKind::Entity => fact.value.text.as_str(),
        _ => "",
    };
    let parts = [
        fact.attribute.as_str(),
        &fact.subject,
        fact.object.as_deref().unwrap_or_default(),
        value,
        fact.period.as_deref().unwrap_or_default(),
        fact.value.per.as_deref().unwrap_or_default(),
    ];
    let words: Vec<String> = parts
        .iter()
        .filter(|part| !part.is_empty())
        .map(|part| {
            recoupe_text::fold::fold_key(part)
                .split_whitespace()
                .collect::<Vec<_>>()
                .join("-")
        })
        .collect();
    words.join(":")
}

/// The statement whose value the fact shows: of the body if any, with a value if any, of
/// those that do not contradict the one with the most origins the tightest; the earliest
/// article breaks ties.
fn best<'s>(group: &[&'s Statement], origins: &Origins) -> &'s Statement {
    let rank = |statement: &&&Statement| match (statement.place, statement.value.kind) {
        (_, ValueKind::None) => 5,
        _ if crate::apart::is_former(group, statement) => 4,
        (Place::Body, _) if statement.value.bound != Bound::Vague => 0,
        (Place::Table, _) if statement.value.bound != Bound::Vague => 1,
        (Place::Title, _) => 3,
        _ => 2,
    };
    let top = group.iter().map(|statement| rank(&statement)).min().unwrap_or(5);
    let eligible: Vec<&&Statement> =
        group.iter().filter(|statement| rank(statement) == top).collect();
    let backing = |one: &Statement| {
        eligible
            .iter()
            .filter(|other| agrees(one, other) || one.value.text == other.value.text)
            .filter_map(|other| origins.of_article.get(other.article))
            .collect::<BTreeSet<_>>()
            .len()
    };
    let most = eligible.iter().map(|statement| backing(statement)).max().unwrap_or(0);
    eligible
        .iter()
        .filter(|statement| backing(statement) == most)
        .min_by_key(|statement| {
            let width = statement.interval.and_then(crate::interval::Interval::width);
            (width.is_none(), width, statement.article, statement.scene)
        })
        .map_or(group[0], |statement| **statement)
}

/// The period the statements share; of a procedure, when it reached its stage.
fn settled_period(group: &[&Statement], stage: Option<Stage>) -> Option<String> {
    let reached = |statement: &&&Statement| {
        statement.attribute != "investigation" || statement.stage == stage
    };
    group.iter().filter(reached).find_map(|statement| statement.period.clone())
}

/// The stage of the newest day that states one; among equals the one most often stated,
/// then the furthest.
fn settled_stage(group: &[&Statement], articles: &[&Article]) -> Option<Stage> {
    let day = |statement: &&Statement| {
        articles.get(statement.article).and_then(|article| article.published)
    };
    if group.iter().all(|statement| statement.attribute == "investigation") {
        // A procedure does not go back.
        return group.iter().filter_map(|statement| statement.stage).max();
    }
    let bodies: Vec<&&Statement> = group
        .iter()
        .filter(|statement| statement.place == Place::Body && statement.stage.is_some())
        .collect();
    let newest = bodies.iter().filter_map(|statement| day(statement)).max();
    let mut votes: BTreeMap<Stage, usize> = BTreeMap::new();
    for statement in
        bodies.iter().filter(|statement| day(statement) == newest || newest.is_none())
    {
        if let Some(stage) = statement.stage {
            *votes.entry(stage).or_default() += 1;
        }
    }
    votes
        .into_iter()
        .max_by_key(|(stage, count)| (*count, *stage))
        .map(|(stage, _)| stage)
        .or_else(|| bodies.iter().find_map(|statement| statement.stage))
        .or_else(|| {
            group
                .iter()
                .filter(|statement| statement.place == Place::Table)
                .find_map(|statement| statement.stage)
        })
}

/// What most body statements are sure of, of those that state the settled stage if any do;
/// the less sure of equals.
fn certainty(group: &[&Statement], stage: Option<Stage>) -> Certainty {
    let staged: Vec<&Statement> = group
        .iter()
        .copied()
        .filter(|statement| {
            stage.is_some() && statement.stage == stage && statement.place == Place::Body
        })
        .collect();
    let group = if staged.is_empty() { group } else { &staged };
    let mut votes: BTreeMap<Certainty, usize> = BTreeMap::new();
    let bodies = group.iter().any(|statement| statement.place == Place::Body);
    for statement in
        group.iter().filter(|statement| !bodies || statement.place == Place::Body)
    {
        *votes.entry(statement.certainty).or_default() += 1;
    }
    votes
        .into_iter()
        .max_by_key(|(certainty, count)| (*count, *certainty))
        .map_or(Certainty::Asserted, |(certainty, _)| certainty)
}

/// Whom the fact is credited to: the name credited most often, else the words for unnamed
/// sources; and whether unnamed sources alone stand behind a statement of it.
fn credit(group: &[&Statement], reading: &Reading) -> (Option<String>, bool) {
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let mut unnamed: Option<String> = None;
    // An office that speaks for itself is no unnamed source.
    let mut any_unnamed = false;
    for statement in group.iter().filter(|statement| statement.place == Place::Body) {
        let Some(credit) = &statement.attribution else { continue };
        // "X has declared …" of X's own post credits nobody.
        if credit
            .entity
            .is_some_and(|entity| statement.subject == Subject::Entity(entity))
        {
            continue;
        }
        if credit.entity.is_some() {
            *names.entry(credit.name.clone()).or_default() += 1;
        } else {
            any_unnamed |= credit.is_hearsay;
            unnamed = unnamed.or_else(|| Some(credit.name.clone()));
        }
    }
    let _ = reading;
    let named = names
        .into_iter()
        .max_by_key(|(name, count)| (*count, std::cmp::Reverse(name.clone())));
    (named.map(|(name, _)| name).or(unnamed), any_unnamed)
}

/// The statements that state the shown value itself: others refine it, contradict it, or say
/// nothing of it, and stand behind no number.
fn backing<'s>(group: &[&'s Statement], best: &Statement) -> Vec<&'s Statement> {
    group
        .iter()
        .copied()
        .filter(|statement| {
            best.value.amount.is_none()
                || statement.value.amount == best.value.amount
                    && statement.value.high == best.value.high
                    && statement.value.unit == best.value.unit
        })
        .collect()
}

/// Articles and independent origins. A statement credited to an outlet counts for that
/// outlet, wherever it is printed; one credited to unnamed sources adds an origin only
/// where no other stands behind the fact.
fn support(
    group: &[&Statement],
    reading: &Reading,
    origins: &Origins,
    unnamed: bool,
) -> Support {
    let stated: BTreeSet<usize> =
        group.iter().map(|statement| statement.article).collect();
    let mut sure = BTreeSet::new();
    let mut vague = BTreeSet::new();
    let mut named = BTreeSet::new();
    for statement in group.iter().filter(|statement| statement.place != Place::Title) {
        let own = origins.of_article.get(statement.article).copied().unwrap_or(0);
        let outside = outside_source(statement, reading);
        match (&statement.attribution, outside) {
            (_, Some(entity)) => {
                named.insert(reading.entities.name(entity).to_owned());
                sure.insert(origins.sources.get(&entity).copied().unwrap_or(own));
            }
            (Some(credit), None) if credit.entity.is_none() && credit.is_hearsay => {
                vague.insert(own);
            }
            _ => {
                sure.insert(own);
            }
        }
    }
    // An article that also credits the statement to somebody is no origin of its own for it.
    let credited: BTreeSet<usize> = group
        .iter()
        .filter(|statement| outside_source(statement, reading).is_some())
        .filter_map(|statement| origins.of_article.get(statement.article).copied())
        .collect();
    let outside: BTreeSet<usize> = origins.sources.values().copied().collect();
    sure.retain(|origin| !credited.contains(origin) || outside.contains(origin));
    // Nor is one that says once that it has it from unnamed sources.
    sure.retain(|origin| !vague.contains(origin) || outside.contains(origin));
    // Whom articles credit may join origins; it never makes two of one dispatch.
    let printed: BTreeSet<usize> = group
        .iter()
        .filter_map(|statement| origins.of_article.get(statement.article).copied())
        .collect();
    let count = sure.len().min(printed.len()).max(1);
    Support {
        articles: stated.len() as u32,
        origins: count as u32,
        named: named.into_iter().collect(),
        unnamed,
    }
}

fn claim(at: usize, statement: &Statement, articles: &[&Article]) -> Claim {
    Claim {
        claim: format!("c{}", at + 1),
        article: articles
            .get(statement.article)
            .map(|article| article.id.clone())
            .unwrap_or_default(),
        value: statement.value.clone(),
        stage: statement.stage,
        certainty: statement.certainty,
        attribution: statement.attribution.as_ref().map(|credit| credit.name.clone()),
        place: statement.place,
        rule: statement.rule.to_owned(),
    }
}

fn citation(
    statement: &Statement,
    reading: &Reading,
    articles: &[&Article],
) -> Option<Citation> {
    let article = articles.get(statement.article)?;
    let scene = reading.scenes.get(statement.scene)?;
    Some(cite(article, scene.field, statement.evidence, scene.span, statement.place))
}

/// A citation of a span inside a sentence.
pub(crate) fn cite(
    article: &Article,
    field: crate::sheet::Field,
    evidence: recoupe_text::Span,
    sentence: recoupe_text::Span,
    place: Place,
) -> Citation {
    let text = text_of(article, field);
    let (char_start, char_end) = evidence.characters(text);
    Citation {
        article: article.id.clone(),
        field,
        byte_start: evidence.start,
        byte_end: evidence.end,
        char_start: char_start as u32,
        char_end: char_end as u32,
        quote: evidence.of(text).to_owned(),
        sentence: sentence.of(text).to_owned(),
        sentence_byte_start: sentence.start,
        sentence_byte_end: sentence.end,
        place,
    }
}
