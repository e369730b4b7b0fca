//! From the sentences of a story to its claims: rules run article by article, then
//! certainty, stage and attribution are read around each.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use recoupe_text::values::{Bound, Kind};
use recoupe_text::{Article, Span};

use crate::attribution::{self, Attribution};
use crate::cues;
use crate::discourse::{Discourse, Ground};
use crate::interval::Interval;
use crate::reading::Reading;
use crate::rules::{Bench, Draft, DraftValue, Subject};
use crate::scene::entities::{EntityId, EntityKind};
use crate::scene::node::Scene;
use crate::sheet::{Certainty, FactValue, Field, Modality, Place, Stage, ValueKind};

/// One statement in one place, ready to be compared.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) article: usize,
    pub(crate) scene: usize,
    pub(crate) attribute: &'static str,
    pub(crate) subject: Subject,
    pub(crate) object: Option<EntityId>,
    pub(crate) value: FactValue,
    pub(crate) entity: Option<EntityId>,
    pub(crate) interval: Option<Interval>,
    pub(crate) period: Option<String>,
    pub(crate) stage: Option<Stage>,
    pub(crate) certainty: Certainty,
    pub(crate) modality: Modality,
    pub(crate) attribution: Option<Attribution>,
    pub(crate) place: Place,
    pub(crate) evidence: Span,
    pub(crate) rule: &'static str,
    /// Whether the sentence says that another value has taken the place of this one.
    pub(crate) is_former: bool,
    /// Whether the headline or the opening of its article says so.
    pub(crate) opens: bool,
    /// What a price covers: debt taken in, or left out.
    pub(crate) basis: Basis,
    /// Which of several figures of one name.
    pub(crate) aspect: &'static str,
    /// Words for the other party, where it has no name.
    pub(crate) other: Option<String>,
}

/// The text a scene was read from.
pub(crate) fn text_of(article: &Article, field: Field) -> &str {
    match field {
        Field::Text => &article.text,
        Field::Title => article.title.as_ref().map_or("", |title| title.text.as_str()),
    }
}

/// All statements of a story, in order of articles and text.
pub(crate) fn statements(reading: &mut Reading, articles: &[&Article]) -> Vec<Statement> {
    let mut found = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    let employers = employers(reading);
    let mut article = usize::MAX;
    // Bodies before headlines: a headline may refer to what only the body introduces.
    let mut order: Vec<usize> = (0..reading.scenes.len()).collect();
    order.sort_by_key(|at| {
        reading
            .scenes
            .get(*at)
            .map(|scene| (scene.article, scene.place == Place::Title, *at))
    });
    let ground = Ground::learn(&reading.scenes, &reading.entities);
    let mut discourse = Discourse::default();
    for at in order {
        let Some(scene) = reading.scenes.get_mut(at) else { continue };
        if scene.article != article {
            article = scene.article;
            drafts.clear();
            discourse = Discourse::default();
        }
        discourse.read(scene, &reading.entities, &ground, &drafts);
        let Some(scene) = reading.scenes.get(at) else { continue };
        let Some(source) = articles.get(article) else { continue };
        #[expect(
            clippy::redundant_closure_for_method_calls,
            reason = "the type's own package is not a package of this room"
        )]
        let year = source.published.map(|day| day.year());
        let made = work(
            scene,
            reading,
            &drafts,
            &employers,
            (discourse.inherited_topic(), year),
        );
        for draft in &made {
            found.push(statement(
                scene,
                at,
                draft,
                reading,
                text_of(source, scene.field),
            ));
        }
        drafts.extend(made);
    }
    found.sort_by_key(|statement| (statement.article, statement.scene));
    found
}

/// Who works for whom, where the story names one organisation only.
fn employers(reading: &Reading) -> HashMap<EntityId, EntityId> {
    let none = HashMap::new();
    let mut found: BTreeMap<EntityId, BTreeSet<EntityId>> = BTreeMap::new();
    for scene in reading.scenes.iter().filter(|scene| scene.place == Place::Body) {
        let mut bench = Bench::new(scene, &reading.entities, &[], &none);
        bench.work_roles();
        for draft in &bench.drafts {
            if let ("role", Subject::Entity(person), Some(employer)) =
                (draft.attribute, draft.subject, draft.object)
            {
                found.entry(person).or_default().insert(employer);
            }
        }
    }
    found
        .into_iter()
        .filter(|(_, employers)| employers.len() == 1)
        .filter_map(|(person, employers)| Some((person, employers.into_iter().next()?)))
        .collect()
}

fn work(
    scene: &Scene,
    reading: &Reading,
    earlier: &[Draft],
    employers: &HashMap<EntityId, EntityId>,
    (topic, year): (Option<EntityId>, Option<i16>),
) -> Vec<Draft> {
    let mut bench = Bench::new(scene, &reading.entities, earlier, employers);
    bench.topic = topic.filter(|_| scene.place == Place::Body);
    bench.year = year;
    bench.work();
    bench.drafts
}

fn statement(
    scene: &Scene,
    at: usize,
    draft: &Draft,
    reading: &Reading,
    text: &str,
) -> Statement {
    let attribution = attribution::attribution(scene, text, &reading.entities);
    let credited =
        attribution.as_ref().is_some_and(|credit| !is_own(credit, draft, reading));
    let (stage, certainty) =
        agreed(cues::stage(scene, draft), cues::certainty(scene, draft, credited));
    let first = scene
        .nodes
        .get(draft.evidence.0)
        .map_or(scene.span.start(), |node| node.span.start());
    let last = scene
        .nodes
        .get(draft.evidence.1)
        .map_or(scene.span.end(), |node| node.span.end());
    let (value, entity, interval) = value(draft, reading, text);
    Statement {
        article: scene.article,
        scene: at,
        attribute: draft.attribute,
        subject: draft.subject,
        object: draft.object,
        value,
        entity,
        interval,
        period: draft.period.clone(),
        stage,
        certainty,
        modality: draft.modality,
        attribution,
        place: scene.place,
        evidence: Span::new(first, last.max(first)),
        rule: draft.rule,
        is_former: draft.is_former || is_put_right(scene, draft),
        opens: opens(reading, at),
        basis: basis(scene, draft),
        aspect: draft.aspect,
        // The words stand in the body, also where a headline takes the matter up.
        other: draft
            .other
            .filter(|_| scene.field == Field::Text)
            .map(|span| span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")),
    }
}

/// Sentences of an article that tell what it is about.
const OPENING: usize = 4;

/// Whether a scene is the headline of its article or among its first sentences.
fn opens(reading: &Reading, at: usize) -> bool {
    let Some(scene) = reading.scenes.get(at) else { return false };
    let before = reading
        .scenes
        .iter()
        .take(at)
        .rev()
        .take_while(|other| other.article == scene.article)
        .filter(|other| other.place == Place::Body)
        .take(OPENING)
        .count();
    scene.place == Place::Title || before < OPENING
}

/// "84 million euros, not 94 million", « 14,9 % et non 19,4 % »: the value that a correction
/// takes back.
fn is_put_right(scene: &Scene, draft: &Draft) -> bool {
    let DraftValue::Typed(value) = &draft.value else { return false };
    let Some(at) = scene.nodes.iter().position(|node| node.span == value.span) else {
        return false;
    };
    matches!(scene.word_before(at, 1), "non" | "not")
        || matches!(scene.word_before(at, 2), "non" | "not")
            && matches!(
                scene.word_before(at, 1),
                "de" | "à" | "the" | "d'" | "of" | "pas"
            )
}

/// What a price covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Basis {
    /// The sentence does not say.
    Unsaid,
    /// "including debt", « dette comprise », "enterprise value".
    WithDebt,
    /// "excluding debt", « hors dette », "equity value", « fonds propres ».
    WithoutDebt,
}

/// What the price of a claim covers, by the words of its sentence.
fn basis(scene: &Scene, draft: &Draft) -> Basis {
    if !matches!(draft.attribute, "acquisition" | "valuation" | "investment") {
        return Basis::Unsaid;
    }
    let any = |pairs: &[(&str, &str)]| {
        (0..scene.nodes.len()).any(|at| {
            let ahead =
                |word: &str| (at + 1..at + 4).any(|next| scene.word(next) == word);
            pairs.iter().any(|(first, second)| scene.word(at) == *first && ahead(second))
        })
    };
    if any(&[
        ("including", "debt"),
        ("dette", "comprise"),
        ("dettes", "comprises"),
        ("dette", "incluse"),
        ("enterprise", "value"),
        ("valeur", "entreprise"),
        ("assumed", "debt"),
    ]) {
        Basis::WithDebt
    } else if any(&[
        ("excluding", "debt"),
        ("hors", "dette"),
        ("hors", "dettes"),
        ("dette", "exclue"),
        ("equity", "value"),
        ("fonds", "propres"),
    ]) {
        Basis::WithoutDebt
    } else {
        Basis::Unsaid
    }
}

/// Stage and certainty, where the one speaks for the other: what is denied is not so, and
/// what is not so has reached no stage.
fn agreed(stage: Option<Stage>, certainty: Certainty) -> (Option<Stage>, Certainty) {
    match (stage, certainty) {
        (Some(Stage::Denied), _) => (stage, Certainty::Negated),
        (_, Certainty::Negated) => (None, certainty),
        _ => (stage, certainty),
    }
}

/// Whether a statement is credited to one of its own parties: what a company says of its
/// own deal is asserted, not hearsay.
fn is_own(credit: &Attribution, draft: &Draft, reading: &Reading) -> bool {
    // An office or a trade that says something makes no hearsay of it.
    let Some(entity) = credit.entity else { return !credit.is_hearsay };
    if credit.is_firsthand {
        return true;
    }
    reading.entities.kind(entity) == EntityKind::Person
        || draft.subject == Subject::Entity(entity)
        || draft.object == Some(entity)
}

fn value(
    draft: &Draft,
    reading: &Reading,
    text: &str,
) -> (FactValue, Option<EntityId>, Option<Interval>) {
    let plain = |kind, text: &str| FactValue {
        kind,
        amount: None,
        high: None,
        unit: None,
        per: None,
        bound: Bound::Exact,
        text: text.to_owned(),
    };
    match &draft.value {
        DraftValue::Typed(value) => {
            let written =
                value.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            let fact = FactValue {
                kind: value.kind.into(),
                amount: value.amount.or_else(|| year(value)),
                high: value.high,
                unit: value.unit.clone(),
                per: value.per.clone(),
                bound: value.bound,
                text: written,
            };
            let dated = value.kind == Kind::Date;
            (fact, None, if dated { None } else { Interval::of(value) })
        }
        DraftValue::Entity(entity) => (
            plain(ValueKind::Entity, reading.entities.name(*entity)),
            Some(*entity),
            None,
        ),
        DraftValue::Words(span) => {
            let words = span.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
            (plain(ValueKind::Text, &words), None, None)
        }
        DraftValue::None => (plain(ValueKind::None, ""), None, None),
    }
}

/// A date that is a bare year also has it as its number.
fn year(value: &recoupe_text::values::Value) -> Option<rust_decimal::Decimal> {
    let iso = value.iso.as_deref()?;
    (value.kind == Kind::Date && iso.len() == 4).then(|| iso.parse().ok()).flatten()
}
