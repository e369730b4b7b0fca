//! The articles of a story read into scenes: who is named, what is measured, what the
//! words that refer back stand for.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_text::{Article, Language, LineClass, Span, values};

use crate::scene::build::{NamedRun, clauses, joined, nodes};
use crate::scene::entities::{Entities, EntityId, EntityKind, Sighting, Votes};
use crate::scene::lexicon::country_of;
use crate::scene::names::{Vocabulary, names};
use crate::scene::node::{Node, NodeKind, ReferenceKind, Scene};
use crate::scene::tokens::{Shape, Token, tokens};
use crate::scene::words::{is_and, is_company_noun, is_determiner};
use crate::sheet::{Field, Place};

/// All sentences of a story, ready for rules.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// In order of the articles, and of the text inside each; headlines come first.
    pub(crate) scenes: Vec<Scene>,
    /// Who is named.
    pub(crate) entities: Entities,
}

/// A sentence, headline or row before it is understood.
struct Piece<'articles> {
    article: usize,
    text: &'articles str,
    field: Field,
    place: Place,
    span: Span,
    language: Language,
    tokens: Vec<Token>,
    /// Written with capitals throughout, as English headlines are: capitals say nothing.
    title_case: bool,
}

/// Reads the articles of a story, given in their final order.
pub(crate) fn read(articles: &[&Article]) -> Reading {
    let pieces: Vec<Piece<'_>> = articles
        .iter()
        .enumerate()
        .filter(|(_, article)| article.language.is_read())
        .flat_map(|(at, article)| pieces(at, article))
        .collect();
    let mut vocabulary = Vocabulary::default();
    for piece in pieces.iter().filter(|piece| piece.is_prose()) {
        vocabulary.observe(&piece.tokens);
    }
    let sightings: Vec<Sighting> = pieces
        .iter()
        .filter(|piece| piece.is_prose())
        .flat_map(|piece| sightings(piece, &vocabulary))
        .collect();
    let mut entities = Entities::learn(&sightings);
    for article in articles {
        if let Some(id) = article.source.as_deref().and_then(|source| entities.of_name(source)) {
            entities.mark_outlet(id);
        }
    }
    let mut scenes: Vec<Scene> = pieces
        .iter()
        .map(|piece| scene(piece, articles, &vocabulary, &entities))
        .collect();
    mark_credited(&scenes, articles, &mut entities);
    resolve(&mut scenes, &entities);
    Reading { scenes, entities }
}

/// Marks as outlets the organisations that at least half of their mentions are credited:
/// "according to X", "told X", « selon X ».
fn mark_credited(scenes: &[Scene], articles: &[&Article], entities: &mut Entities) {
    let mut credits: BTreeMap<EntityId, u32> = BTreeMap::new();
    let mut mentions: BTreeMap<EntityId, u32> = BTreeMap::new();
    for scene in scenes.iter().filter(|scene| scene.place == Place::Body) {
        for entity in scene.nodes.iter().filter_map(Node::name) {
            *mentions.entry(entity).or_default() += 1;
        }
        let Some(article) = articles.get(scene.article) else { continue };
        let text = crate::claims::text_of(article, scene.field);
        let credit = crate::cues::attribution(scene, text, entities);
        if let Some(entity) = credit.filter(|credit| credit.is_hearsay).and_then(|c| c.entity) {
            *credits.entry(entity).or_default() += 1;
        }
    }
    for (entity, count) in credits {
        let all = mentions.get(&entity).copied().unwrap_or(0);
        if entities.is_party(entity) && count * 2 >= all {
            entities.mark_outlet(entity);
        }
    }
}

impl Piece<'_> {
    fn is_prose(&self) -> bool {
        self.place == Place::Body && !self.title_case
    }
}

fn pieces<'articles>(at: usize, article: &'articles Article) -> Vec<Piece<'articles>> {
    let mut found = Vec::new();
    let mut add = |text: &'articles str, field, place, span: Span, language: Language| {
        let tokens = tokens(text, span);
        let title_case = place != Place::Table && is_title_case(&tokens, language);
        let language = if language.is_read() { language } else { article.language };
        found.push(Piece { article: at, text, field, place, span, language, tokens, title_case });
    };
    if let Some(title) = &article.title {
        let language = article.language;
        match title.span {
            Some(span) => add(&article.text, Field::Text, Place::Title, span, language),
            None => {
                let span = Span::new(0, title.text.len());
                add(&title.text, Field::Title, Place::Title, span, language);
            }
        }
    }
    let title_span = article.title.as_ref().and_then(|title| title.span);
    for (index, line) in article.lines.iter().enumerate() {
        match line.class {
            LineClass::Table => {
                add(&article.text, Field::Text, Place::Table, line.span, line.language);
            }
            LineClass::Prose | LineClass::Subhead => {
                let first = article.sentences.partition_point(|s| (s.line as usize) < index);
                for sentence in article.sentences.iter().skip(first) {
                    if sentence.line as usize != index {
                        break;
                    }
                    if !title_span.is_some_and(|title| title.overlaps(sentence.span)) {
                        add(
                            &article.text,
                            Field::Text,
                            Place::Body,
                            sentence.span,
                            line.language,
                        );
                    }
                }
            }
            _ => {}
        }
    }
    found
}

/// Whether most words of three letters and more begin with a capital.
fn is_title_case(tokens: &[Token], language: Language) -> bool {
    let words = tokens
        .iter()
        .filter(|token| token.shape != Shape::Mark && token.folded.chars().count() > 3);
    let capitals = words.clone().filter(|token| token.is_capital()).count();
    let all = words.count();
    all >= 3 && capitals * 100 > all * if language == Language::French { 75 } else { 60 }
}

fn sightings(piece: &Piece<'_>, vocabulary: &Vocabulary) -> Vec<Sighting> {
    names(&piece.tokens, vocabulary)
        .into_iter()
        .filter_map(|run| {
            let part = piece.tokens.get(run.clone())?;
            let span = Span::new(part.first()?.span.start(), part.last()?.span.end());
            Some(Sighting {
                text: span.of(piece.text).split_whitespace().collect::<Vec<_>>().join(" "),
                folded: joined(part),
                article: piece.article,
                votes: context_votes(&piece.tokens, run.start, run.end),
            })
        })
        .collect()
}

/// What the words next to a name say of its kind.
fn context_votes(tokens: &[Token], start: usize, end: usize) -> Votes {
    let word = |at: Option<usize>| {
        at.and_then(|at| tokens.get(at)).map_or("", |token| token.folded.as_str())
    };
    let before = word(start.checked_sub(1));
    let before2 = word(start.checked_sub(2));
    let mut votes = Votes::default();
    if is_company_noun(before) || (is_company_noun(before2) && !is_determiner(before)) {
        votes.organisation += 2;
    }
    if is_person_title(before) || (before == "," && is_person_title(before2)) {
        votes.person += 2;
    }
    let after: Vec<&str> = (end..end + 5).map(|at| word(Some(at))).collect();
    let role = |words: &[&str]| words.iter().any(|word| is_person_title(word));
    match after.as_slice() {
        [",", rest @ ..] if role(rest.get(..3).unwrap_or_default()) => votes.person += 2,
        ["'s", next, ..] if is_person_title(next) => votes.organisation += 2,
        [next, ..] if matches!(*next, "ceo" | "shares" | "pdg" | "chief") => {
            votes.organisation += 2;
        }
        _ => {}
    }
    votes
}

/// Words for posts and courtesy that stand next to the names of persons.
fn is_person_title(word: &str) -> bool {
    matches!(
        word,
        "ceo" | "cfo" | "pdg" | "président" | "présidente" | "president" | "chairman"
            | "chairwoman" | "director" | "directeur" | "directrice" | "founder" | "cofounder"
            | "fondateur" | "fondatrice" | "cofondateur" | "cofondatrice" | "minister"
            | "ministre" | "analyst" | "analyste" | "mr" | "mrs" | "ms" | "dr" | "m." | "mm."
            | "mme" | "spokesman" | "spokeswoman" | "spokesperson" | "porte-parole" | "patron"
            | "patronne" | "chief" | "secretary" | "secrétaire" | "judge" | "juge" | "maire"
            | "mayor" | "professor" | "professeur" | "avocat" | "avocate" | "lawyer"
            | "économiste" | "economist" | "gouverneur" | "governor" | "boss" | "head"
            | "executive" | "délégué" | "déléguée" | "gérant" | "associé" | "associée"
    )
}

fn scene(
    piece: &Piece<'_>,
    articles: &[&Article],
    vocabulary: &Vocabulary,
    entities: &Entities,
) -> Scene {
    let runs = named_runs(piece, vocabulary, entities);
    let reference = articles.get(piece.article).and_then(|article| article.published);
    let mut found = values::find(piece.span.of(piece.text), piece.language, reference);
    for value in &mut found {
        value.span = value.span.shifted(piece.span.start());
        value.core = value.core.shifted(piece.span.start());
    }
    found.retain(|value| {
        !matches!(value.kind, values::Kind::Number | values::Kind::Ordinal | values::Kind::Duration)
            || !runs.iter().any(|(run, _)| {
                piece.tokens.get(run.clone()).unwrap_or_default().iter().any(|token| {
                    token.span.overlaps(value.span)
                })
            })
    });
    let mut scene = Scene {
        article: piece.article,
        field: piece.field,
        place: piece.place,
        span: piece.span,
        language: piece.language,
        nodes: nodes(&piece.tokens, &runs, &found),
        clauses: Vec::new(),
    };
    clauses(&mut scene);
    scene.govern();
    scene
}

/// The names of a piece: those its own words show, and forms known from elsewhere.
fn named_runs(piece: &Piece<'_>, vocabulary: &Vocabulary, entities: &Entities) -> Vec<NamedRun> {
    let mut runs: Vec<NamedRun> = Vec::new();
    if !piece.title_case && piece.place != Place::Table {
        for run in names(&piece.tokens, vocabulary) {
            let part = piece.tokens.get(run.clone()).unwrap_or_default();
            let hyphened = part.iter().any(|token| token.folded == "-");
            let split = if hyphened { split_known(piece, &run, entities) } else { Vec::new() };
            if !split.is_empty() {
                runs.extend(split);
            } else if let Some(entity) = entities.of_form(&joined(part)) {
                runs.push((run, entity));
            }
        }
    }
    let mut at = 0;
    while at < piece.tokens.len() {
        if let Some((run, _)) = runs.iter().find(|(run, _)| run.contains(&at)) {
            at = run.end;
        } else if let Some(named) = known_at(piece, at, entities) {
            at = named.0.end;
            runs.push(named);
        } else {
            at += 1;
        }
    }
    runs.sort_by_key(|(run, _)| run.start);
    runs
}

/// The longest known form that begins at a capitalised token.
fn known_at(piece: &Piece<'_>, at: usize, entities: &Entities) -> Option<NamedRun> {
    let first = piece.tokens.get(at)?;
    if !first.is_capital() {
        return None;
    }
    (at + 1..=(at + 6).min(piece.tokens.len())).rev().find_map(|end| {
        let form = joined(piece.tokens.get(at..end)?);
        entities.of_form(&form).map(|entity| (at..end, entity))
    })
}

/// `Orlan-Veltra AI`: two known names joined by a hyphen.
fn split_known(
    piece: &Piece<'_>,
    run: &std::ops::Range<usize>,
    entities: &Entities,
) -> Vec<NamedRun> {
    let hyphen = run
        .clone()
        .find(|at| piece.tokens.get(*at).is_some_and(|token| token.folded == "-"));
    let Some(hyphen) = hyphen else { return Vec::new() };
    let form = |range: std::ops::Range<usize>| {
        let part = piece.tokens.get(range.clone()).unwrap_or_default();
        entities.of_form(&joined(part)).map(|entity| (range, entity))
    };
    match (form(run.start..hyphen), form(hyphen + 1..run.end)) {
        (Some(left), Some(right)) => vec![left, right],
        _ => Vec::new(),
    }
}

/// Gives each reference the entities it may stand for.
fn resolve(scenes: &mut [Scene], entities: &Entities) {
    let mut described: BTreeMap<(usize, String), BTreeSet<EntityId>> = BTreeMap::new();
    let countries = countries(scenes);
    let mut last: BTreeMap<(usize, EntityId), usize> = BTreeMap::new();
    for at in 0..scenes.len() {
        let (before, rest) = scenes.split_at_mut(at);
        let Some(scene) = rest.first_mut() else { return };
        if scene.place != Place::Body {
            continue;
        }
        let earlier: Vec<&Scene> = before
            .iter()
            .rev()
            .filter(|earlier| earlier.article == scene.article && earlier.place == Place::Body)
            .take(2)
            .collect();
        for (entity, noun) in descriptions(scene) {
            described.entry((scene.article, noun)).or_default().insert(entity);
        }
        for (index, node) in scene.nodes.iter().enumerate() {
            if let Some(entity) = node.name() {
                last.insert((scene.article, entity), at * 1000 + index);
            }
        }
        for index in 0..scene.nodes.len() {
            let candidates: Vec<EntityId> = candidates(scene, index, &earlier, entities, &described, &last)
                .into_iter()
                .filter(|entity| fits_country(scene, index, *entity, &countries))
                .collect();
            if let Some(node) = scene.nodes.get_mut(index)
                && let NodeKind::Reference(_, list) = &mut node.kind
            {
                *list = candidates;
            }
        }
    }
}

/// The countries that names are said to belong to anywhere in the story: "its French rival
/// Orlan", « le belge Veltra », « le groupe norvégien Orlan ».
fn countries(scenes: &[Scene]) -> BTreeMap<EntityId, BTreeSet<&'static str>> {
    let mut found: BTreeMap<EntityId, BTreeSet<&'static str>> = BTreeMap::new();
    for scene in scenes {
        for (at, node) in scene.nodes.iter().enumerate() {
            let Some(entity) = node.name() else { continue };
            for back in 1..6 {
                let word = scene.word_before(at, back);
                let stops = crate::scene::words::is_preposition(word)
                    || at.checked_sub(back).is_none_or(|before| !scene.is_word(before));
                if stops {
                    break;
                }
                if let Some(country) = country_of(word) {
                    found.entry(entity).or_default().insert(country);
                }
            }
        }
    }
    found
}

/// Whether "the Belgian group" may be this entity: a name said to belong elsewhere is not
/// meant, and where one name is said to belong there, no other is.
fn fits_country(
    scene: &Scene,
    at: usize,
    entity: EntityId,
    countries: &BTreeMap<EntityId, BTreeSet<&'static str>>,
) -> bool {
    let Some(node) = scene.nodes.get(at) else { return false };
    let mut words = node.folded.split([' ', '\'']).chain(std::iter::once(scene.word(at + 1)));
    let Some(country) = words.find_map(country_of) else { return true };
    match countries.get(&entity) {
        Some(own) => own.contains(country),
        None => !countries.values().any(|own| own.contains(country)),
    }
}

fn candidates(
    scene: &Scene,
    at: usize,
    earlier: &[&Scene],
    entities: &Entities,
    described: &BTreeMap<(usize, String), BTreeSet<EntityId>>,
    last: &BTreeMap<(usize, EntityId), usize>,
) -> Vec<EntityId> {
    let Some(node) = scene.nodes.get(at) else { return Vec::new() };
    let NodeKind::Reference(kind, _) = node.kind else { return Vec::new() };
    if matches!(kind, ReferenceKind::Deal | ReferenceKind::Probe) {
        return Vec::new();
    }
    if kind == ReferenceKind::Company {
        let noun = node.folded.rsplit([' ', '-', '\'']).next().unwrap_or_default();
        let specific = !matches!(
            noun,
            "company" | "firm" | "group" | "entreprise" | "société" | "groupe" | "business"
        );
        let key = (scene.article, noun.to_owned());
        if specific && let Some(known) = described.get(&key) {
            let mut known: Vec<EntityId> = known.iter().copied().collect();
            known.sort_by_key(|entity| {
                std::cmp::Reverse(last.get(&(scene.article, *entity)).copied())
            });
            return known;
        }
    }
    let mut found: Vec<EntityId> = Vec::new();
    let mut add = |list: Vec<EntityId>| {
        for entity in list {
            if entities.is_party(entity) && !found.contains(&entity) {
                found.push(entity);
            }
        }
    };
    add(free_parties(scene, at));
    for scene in earlier {
        add(free_parties(scene, usize::MAX));
    }
    add(governed_parties(scene, at));
    if let Some(scene) = earlier.first() {
        add(governed_parties(scene, usize::MAX));
    }
    found.truncate(4);
    found
}

/// The names of a scene before node `end` that no preposition governs, in their order.
fn free_parties(scene: &Scene, end: usize) -> Vec<EntityId> {
    scene
        .nodes
        .iter()
        .take(end)
        .filter(|node| !node.quoted && node.governor.is_empty() && !node.possessive)
        .filter_map(Node::name)
        .collect()
}

/// The names of a scene before node `end` that stand in another role; whom a statement is
/// credited to is nobody's reference.
fn governed_parties(scene: &Scene, end: usize) -> Vec<EntityId> {
    scene
        .nodes
        .iter()
        .take(end)
        .filter(|node| !node.quoted && (!node.governor.is_empty() || node.possessive))
        .filter(|node| !matches!(node.governor.as_str(), "by" | "par" | "to" | "selon" | "après"))
        .filter_map(Node::name)
        .collect()
}

/// Which nouns a scene uses for which names: "startup Veltra", "Veltra, a startup",
/// "Veltra is a startup"; « la start-up Veltra », « Veltra, une start-up ».
fn descriptions(scene: &Scene) -> Vec<(EntityId, String)> {
    let mut found = Vec::new();
    for (at, node) in scene.nodes.iter().enumerate() {
        let Some(entity) = node.name() else { continue };
        let before = scene.word_before(at, 1);
        if is_company_noun(before) {
            found.push((entity, noun_of(before)));
        }
        let linked = matches!(scene.word(at + 1), "," | "is" | "est" | "(");
        let article = matches!(
            scene.word(at + 2),
            "a" | "an" | "the" | "une" | "un" | "la" | "le" | "l'"
        );
        if linked && article {
            let noun = (at + 3..at + 8)
                .take_while(|index| scene.is_word(*index) || scene.word(*index) == "-")
                .map(|index| scene.word(index))
                .take_while(|word| !is_and(word) && *word != "of" && *word != "de")
                .find(|word| is_company_noun(word));
            if let Some(noun) = noun {
                found.push((entity, noun_of(noun)));
            }
        }
    }
    found
}

/// `start-up` and `jeune pousse` are written in several nodes; their last word is the key.
fn noun_of(word: &str) -> String {
    if word == "start" { "up".to_owned() } else { word.to_owned() }
}
