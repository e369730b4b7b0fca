//! The articles of a story read into scenes: who is named, what is measured, what the
//! words that refer back stand for.

use std::collections::BTreeMap;

use recoupe_text::{Article, Language, LineClass, Span, values};

use crate::scene::build::{clauses, joined, nodes};
use crate::scene::context::context_votes;
use crate::scene::currency::{inherit_currency, names_pounds, pence_to_pounds};
use crate::scene::entities::{Entities, EntityId, EntityKind, Sighting};
use crate::scene::names::{Vocabulary, names};
use crate::scene::node::{Node, Scene};
use crate::scene::runs::named_runs;
use crate::scene::tokens::{Shape, Token, tokens};
use crate::scene::words::is_and;
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
    paragraph: usize,
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
        if let Some(id) =
            article.source.as_deref().and_then(|source| entities.of_name(source))
        {
            entities.mark_outlet(id);
        }
    }
    for article in articles {
        let agency = crate::credit::credit_line(article);
        if let Some(id) = agency.and_then(|agency| entities.of_name(&agency)) {
            entities.mark_outlet(id);
        }
    }
    let mut currency = Currency::default();
    let scenes: Vec<Scene> = pieces
        .iter()
        .map(|piece| scene(piece, articles, (&vocabulary, &entities), &mut currency))
        .collect();
    mark_datelines(&scenes, &mut entities);
    mark_persons(&scenes, &mut entities);
    mark_credited(&scenes, articles, &mut entities);
    Reading { scenes, entities }
}

/// "OSLO, March 11 (Agency) -": the first name is a place, the one in brackets an agency.
fn mark_datelines(scenes: &[Scene], entities: &mut Entities) {
    for scene in scenes.iter().filter(|scene| scene.place == Place::Body) {
        let dash = (1..12).find(|at| scene.word(*at) == "-" || scene.word(*at) == "--");
        let Some(dash) = dash else { continue };
        let before = |at: usize| scene.nodes.get(at).and_then(Node::name);
        let bracket = scene.word_before(dash, 1) == ")";
        let clean = (0..dash).all(|at| {
            before(at).is_some()
                || scene.nodes.get(at).is_some_and(|node| node.value().is_some())
                || matches!(scene.word(at), "," | "(" | ")" | "." | "le" | "/")
        });
        if !clean {
            continue;
        }
        if let Some(place) = before(0) {
            entities.mark_place(place);
        }
        if let Some(agency) = dash.checked_sub(2).and_then(before).filter(|_| bracket) {
            entities.mark_outlet(agency);
        }
    }
}

/// A name joined to that of a person by "and" is a person's.
fn mark_persons(scenes: &[Scene], entities: &mut Entities) {
    for scene in scenes {
        for at in 0..scene.nodes.len() {
            let pair = (
                scene.nodes.get(at).and_then(Node::name),
                scene.nodes.get(at + 2).and_then(Node::name),
            );
            let (Some(left), Some(right)) = pair else { continue };
            if !is_and(scene.word(at + 1)) {
                continue;
            }
            if entities.kind(left) == EntityKind::Person {
                entities.mark_person(right);
            } else if entities.kind(right) == EntityKind::Person {
                entities.mark_person(left);
            }
        }
    }
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
        let credit = crate::attribution::attribution(scene, text, entities);
        if let Some(entity) =
            credit.filter(|credit| credit.is_hearsay).and_then(|c| c.entity)
        {
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
    let mut add = |text: &'articles str,
                   field,
                   place,
                   span: Span,
                   language: Language,
                   paragraph| {
        let tokens = tokens(text, span);
        // Running text that ends as sentences do is prose, however many names it holds.
        let sentence = place == Place::Body
            && tokens
                .last()
                .is_some_and(|last| matches!(last.folded.as_str(), "." | "?" | "!"));
        let title_case =
            place != Place::Table && !sentence && is_title_case(&tokens, language);
        let language = if language.is_read() { language } else { article.language };
        found.push(Piece {
            article: at,
            text,
            field,
            place,
            span,
            language,
            paragraph,
            tokens,
            title_case,
        });
    };
    if let Some(title) = &article.title {
        let language = article.language;
        let (text, field, span) = match title.span {
            Some(span) => (&article.text, Field::Text, span),
            None => (&title.text, Field::Title, Span::new(0, title.text.len())),
        };
        add(text, field, Place::Title, span, language, usize::MAX);
    }
    let title_span = article.title.as_ref().and_then(|title| title.span);
    for (index, line) in article.lines.iter().enumerate() {
        match line.class {
            LineClass::Table => {
                add(
                    &article.text,
                    Field::Text,
                    Place::Table,
                    line.span,
                    line.language,
                    index,
                );
            }
            LineClass::Prose | LineClass::Subhead => {
                let first =
                    article.sentences.partition_point(|s| (s.line as usize) < index);
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
                            index,
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
                text: span
                    .of(piece.text)
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" "),
                folded: joined(part),
                article: piece.article,
                votes: context_votes(&piece.tokens, run.start, run.end),
            })
        })
        .collect()
}

/// The currency that the sentence read last ended with, and its article and paragraph.
#[derive(Default)]
struct Currency {
    stood: Option<(usize, usize)>,
    unit: Option<String>,
}

fn scene(
    piece: &Piece<'_>,
    articles: &[&Article],
    (vocabulary, entities): (&Vocabulary, &Entities),
    currency: &mut Currency,
) -> Scene {
    let shown = !piece.title_case && piece.place != Place::Table;
    let runs = named_runs(&piece.tokens, shown.then_some(vocabulary), entities);
    let reference = articles.get(piece.article).and_then(|article| article.published);
    let text = piece.span.of(piece.text);
    let mut found = values::find(text, piece.language, reference);
    let stands = Some((piece.article, piece.paragraph));
    let before = currency.unit.take().filter(|_| currency.stood == stands);
    currency.unit = inherit_currency(&mut found, text, before.as_deref());
    currency.stood = stands;
    if articles.get(piece.article).is_some_and(|article| names_pounds(&article.text)) {
        pence_to_pounds(&mut found);
    }
    for value in &mut found {
        value.span = value.span.shifted(piece.span.start());
        value.core = value.core.shifted(piece.span.start());
    }
    found.retain(|value| {
        !matches!(
            value.kind,
            values::Kind::Number | values::Kind::Ordinal | values::Kind::Duration
        ) || !runs.iter().any(|(run, _)| {
            piece
                .tokens
                .get(run.clone())
                .unwrap_or_default()
                .iter()
                .any(|token| token.span.overlaps(value.span))
        })
    });
    let mut scene = Scene {
        article: piece.article,
        field: piece.field,
        place: piece.place,
        span: piece.span,
        language: piece.language,
        paragraph: piece.paragraph,
        nodes: nodes(&piece.tokens, &runs, &found, entities),
        clauses: Vec::new(),
    };
    clauses(&mut scene);
    scene.govern();
    scene
}
