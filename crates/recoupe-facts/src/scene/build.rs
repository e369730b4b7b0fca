//! From tokens, names and values to the nodes and clauses of a scene.

use std::ops::Range;

use recoupe_text::Span;
use recoupe_text::values::{Kind, Value};

use super::entities::{Entities, EntityId, EntityKind};
use super::node::{Clause, ClauseKind, Node, NodeKind, ReferenceKind, Scene};
use super::tokens::{Shape, Token};
use super::verbs::is_verb;
use super::words::{
    is_auxiliary, is_company_noun, is_conjunction, is_deal_noun, is_preposition,
    is_probe_noun, is_relative,
};
use crate::sheet::Place;

/// A name found in the tokens, with the entity it belongs to.
pub(crate) type NamedRun = (Range<usize>, EntityId);

/// Makes the nodes of a scene: values and names become one node each, references to
/// companies, deals and procedures too.
pub(crate) fn nodes(
    tokens: &[Token],
    names: &[NamedRun],
    values: &[Value],
    entities: &Entities,
) -> Vec<Node> {
    let mut nodes = Vec::with_capacity(tokens.len());
    let mut at = 0;
    let mut quoted = false;
    while let Some(token) = tokens.get(at) {
        let (kind, end) = node_at(tokens, at, (names, entities), values);
        let span = Span::new(
            token.span.start(),
            tokens.get(end - 1).map_or(token.span.end(), |last| last.span.end()),
        );
        let folded = match kind {
            NodeKind::Word | NodeKind::Mark => token.folded.clone(),
            _ => joined(tokens.get(at..end).unwrap_or_default()),
        };
        if kind == NodeKind::Mark && folded == "\"" {
            quoted = !quoted;
        }
        let possessive = tokens.get(end).is_some_and(|next| next.folded == "'s")
            || matches!(token.folded.as_str(), "its" | "sa" | "son" | "ses");
        nodes.push(Node {
            kind,
            span,
            folded,
            governor: String::new(),
            possessive,
            clause: 0,
            quoted,
            spaced: token.spaced,
        });
        at = end;
    }
    nodes
}

/// The folded words of tokens with single spaces where there was white space.
pub(crate) fn joined(tokens: &[Token]) -> String {
    let mut words = String::new();
    for token in tokens {
        if token.spaced && !words.is_empty() {
            words.push(' ');
        }
        words.push_str(&token.folded);
    }
    words
}

fn node_at(
    tokens: &[Token],
    at: usize,
    (names, entities): (&[NamedRun], &Entities),
    values: &[Value],
) -> (NodeKind, usize) {
    if let Some((value, end)) = value_at(tokens, at, values) {
        return (NodeKind::Value(Box::new(value.clone())), end);
    }
    if let Some((run, entity)) = names.iter().find(|(run, _)| run.start == at) {
        return (NodeKind::Name(*entity), run.end);
    }
    if let Some((kind, end)) = reference_at(tokens, at, names, entities) {
        return (NodeKind::Reference(kind, Vec::new()), end);
    }
    let mark = tokens.get(at).is_some_and(|token| token.shape == Shape::Mark);
    (if mark { NodeKind::Mark } else { NodeKind::Word }, at + 1)
}

/// The value that begins at (or, where a token straddles, inside) this token.
fn value_at<'values>(
    tokens: &[Token],
    at: usize,
    values: &'values [Value],
) -> Option<(&'values Value, usize)> {
    let span = tokens.get(at)?.span;
    let before = at.checked_sub(1).and_then(|before| tokens.get(before));
    let value = values.iter().find(|value| {
        value.span.overlaps(span)
            && !before.is_some_and(|before| value.span.overlaps(before.span))
    })?;
    if !is_rule_value(value) {
        return None;
    }
    let end = tokens
        .iter()
        .enumerate()
        .skip(at)
        .take_while(|(_, token)| token.span.overlaps(value.span))
        .last()
        .map_or(at + 1, |(last, _)| last + 1);
    Some((value, end))
}

/// Ordinals, and numbers that are articles (`un`, `une`, `one`), stay words.
fn is_rule_value(value: &Value) -> bool {
    match value.kind {
        Kind::Ordinal => false,
        Kind::Number => value.amount != Some(1.into()) || value.core.len() == 1,
        _ => true,
    }
}

/// Words that refer back, beginning at this token.
fn reference_at(
    tokens: &[Token],
    at: usize,
    names: &[NamedRun],
    entities: &Entities,
) -> Option<(ReferenceKind, usize)> {
    let word =
        |offset: usize| tokens.get(at + offset).map_or("", |token| token.folded.as_str());
    if matches!(
        word(0),
        "it" | "its" | "elle" | "il" | "celui-ci" | "celle-ci" | "sa" | "son" | "ses"
    ) {
        let impersonal = matches!(word(0), "il" | "it")
            && matches!(
                word(1),
                "y" | "faut" | "s'" | "est" | "is" | "was" | "remains" | "reste" | "n'"
            );
        return (!impersonal).then_some((ReferenceKind::Pronoun, at + 1));
    }
    let determiner = matches!(
        word(0),
        "the" | "this" | "le" | "la" | "l'" | "ce" | "cet" | "cette" | "du" | "au"
    );
    if !determiner {
        return None;
    }
    // `du groupe`: the preposition stays a word of its own, the noun becomes the reference;
    // it is met again at the next token.
    if matches!(word(0), "du" | "au") {
        return None;
    }
    noun_reference(tokens, at + 1, names, entities)
}

/// A noun, after at most two modifiers, that refers back and names nobody itself; a place may
/// stand before it: "the Paris-based company", "the Hull group".
fn noun_reference(
    tokens: &[Token],
    from: usize,
    names: &[NamedRun],
    entities: &Entities,
) -> Option<(ReferenceKind, usize)> {
    let mut at = from;
    let mut modifiers = 0;
    while modifiers < 3 {
        if let Some(end) = place_at(tokens, at, names, entities) {
            at = end;
            continue;
        }
        let token = tokens.get(at)?;
        let word = token.folded.as_str();
        if token.shape == Shape::Mark && word != "-"
            || is_preposition(word)
            || names.iter().any(|(run, _)| run.contains(&at))
        {
            return None;
        }
        let kind = if is_company_noun(word) {
            ReferenceKind::Company
        } else if is_deal_noun(word) {
            ReferenceKind::Deal
        } else if is_probe_noun(word) {
            ReferenceKind::Probe
        } else {
            at += 1;
            modifiers += 1;
            continue;
        };
        return refers(tokens, at, names).map(|end| (kind, end));
    }
    None
}

/// One past the name of a place, or "X-based", that begins at this token.
fn place_at(
    tokens: &[Token],
    at: usize,
    names: &[NamedRun],
    entities: &Entities,
) -> Option<usize> {
    let (run, entity) = names.iter().find(|(run, _)| run.start == at)?;
    let word = |at: usize| tokens.get(at).map_or("", |token| token.folded.as_str());
    if word(run.end) == "-" && word(run.end + 1) == "based" {
        return Some(run.end + 2);
    }
    let company = matches!(word(run.end), "company" | "startup" | "firm")
        && entities.kind(*entity) == EntityKind::Unknown
        && run.len() == 1;
    (company || entities.kind(*entity) == EntityKind::Place).then_some(run.end)
}

/// One past the reference whose noun stands at `noun`, unless a name follows it.
fn refers(tokens: &[Token], noun: usize, names: &[NamedRun]) -> Option<usize> {
    let mut end = noun + 1;
    // "start-up", "jeune pousse parisienne": the rest of a hyphened noun, one adjective.
    if tokens.get(end).is_some_and(|token| token.folded == "-" && !token.spaced) {
        end += 2;
    }
    let named = |at: usize| names.iter().any(|(run, _)| run.start == at);
    if named(end) || tokens.get(end).is_some_and(|next| is_company_noun(&next.folded)) {
        return None;
    }
    let mut at = end;
    // "le fabricant suisse de robots Veltra": words that lead up to a name describe it.
    while at < end + 8 {
        if named(at) {
            return None;
        }
        let Some(token) = tokens.get(at) else { break };
        let word = token.folded.as_str();
        let of = matches!(word, "de" | "d'" | "du" | "des" | "of");
        // « d'équipements »: what follows an elision stands without a space.
        let elided = at
            .checked_sub(1)
            .and_then(|before| tokens.get(before))
            .is_some_and(|before| before.folded.ends_with('\''));
        let lower =
            token.shape == Shape::Lower && (token.spaced || elided) || word == "-" || of;
        if !lower || is_verb(word) || is_auxiliary(word) || is_preposition(word) && !of {
            break;
        }
        at += 1;
    }
    Some(end)
}

/// Gives each node its clause.
pub(crate) fn clauses(scene: &mut Scene) {
    let mut builder = ClauseBuilder {
        clauses: vec![Clause { parent: 0, head: None, kind: ClauseKind::Main }],
        open: vec![0],
        last_party: None,
    };
    for at in 0..scene.nodes.len() {
        builder.step(scene, at);
        let clause = builder.current();
        if let Some(node) = scene.nodes.get_mut(at) {
            node.clause = clause;
            if node.is_party() && !(node.possessive && node.name().is_none()) {
                builder.last_party = Some(at);
            }
        }
        builder.after(scene, at);
    }
    scene.clauses = builder.clauses;
}

struct ClauseBuilder {
    clauses: Vec<Clause>,
    open: Vec<usize>,
    last_party: Option<usize>,
}

impl ClauseBuilder {
    fn current(&self) -> usize {
        self.open.last().copied().unwrap_or(0)
    }

    fn kind(&self) -> ClauseKind {
        self.clauses.get(self.current()).map_or(ClauseKind::Main, |clause| clause.kind)
    }

    fn push(&mut self, kind: ClauseKind, head: Option<usize>) {
        let parent = self.current();
        self.open.push(self.clauses.len());
        self.clauses.push(Clause { parent, head, kind });
    }

    /// A clause of its own level: what was open is closed.
    fn renew(&mut self) {
        self.open.clear();
        self.open.push(self.clauses.len());
        let parent = self.clauses.len();
        self.clauses.push(Clause { parent, head: None, kind: ClauseKind::Main });
    }

    /// Before node `at` is placed.
    fn step(&mut self, scene: &Scene, at: usize) {
        let word = scene.word(at);
        if scene.nodes.get(at).is_some_and(|node| node.kind == NodeKind::Mark) {
            match word {
                "(" | "[" => self.push(ClauseKind::Bracket, at.checked_sub(1)),
                ";" => self.renew(),
                // A headline's colon joins whom it is about to what is said of them.
                ":" if scene.place != Place::Title => self.renew(),
                "-" if scene.place != Place::Title
                    && scene.nodes.get(at).is_some_and(|node| node.spaced) =>
                {
                    self.renew();
                }
                "," => self.comma(scene, at),
                _ => {}
            }
            return;
        }
        if !scene.is_word(at) {
            return;
        }
        let before = scene.word_before(at, 1);
        if is_relative(word) && before != "," && self.kind() != ClauseKind::Relative {
            self.push(ClauseKind::Relative, self.last_party);
        } else if is_conjunction(word) && opens_clause(scene, at) {
            self.renew();
        }
    }

    fn comma(&mut self, scene: &Scene, at: usize) {
        let next = scene.word(at + 1);
        let listed = scene.nodes.get(at + 1).is_some_and(|node| {
            matches!(node.kind, NodeKind::Name(_) | NodeKind::Value(_))
        }) || (super::words::is_and(next)
            && !matches!(next, "or" | "ou")
            && scene.nodes.get(at + 2).is_some_and(|node| node.name().is_some()));
        if self.kind() != ClauseKind::Main && self.kind() != ClauseKind::Bracket {
            // A list inside an apposition does not end it.
            let in_list = listed
                && at
                    .checked_sub(1)
                    .and_then(|before| scene.nodes.get(before))
                    .is_some_and(|node| matches!(node.kind, NodeKind::Name(_)));
            if !in_list {
                self.open.pop();
            }
        }
        if listed {
            return;
        }
        let relative = is_relative(next)
            || (is_preposition(next) && is_relative(scene.word(at + 2)));
        let head = at
            .checked_sub(1)
            .filter(|before| scene.nodes.get(*before).is_some_and(Node::is_party));
        if relative {
            self.push(ClauseKind::Relative, self.last_party);
        } else if head.is_some()
            && scene.is_word(at + 1)
            && !is_auxiliary(next)
            && !is_conjunction(next)
            && !super::words::is_and(next)
            && !is_adverbial(next)
            && !finite(scene, at + 1)
        {
            self.push(ClauseKind::Apposition, head);
        }
    }

    /// After node `at` was placed: brackets end with their own mark.
    fn after(&mut self, scene: &Scene, at: usize) {
        if matches!(scene.word(at), ")" | "]") && self.kind() == ClauseKind::Bracket {
            self.open.pop();
        }
        if self.open.is_empty() {
            self.open.push(0);
        }
    }
}

/// `tandis que`, `alors que`, `bien que`; the other conjunctions by themselves.
fn opens_clause(scene: &Scene, at: usize) -> bool {
    match scene.word(at) {
        "tandis" | "alors" | "bien" => matches!(scene.word(at + 1), "que" | "qu'"),
        "si" => at == 0 || scene.word_before(at, 1) == ",",
        _ => true,
    }
}

/// Prepositions whose phrase after a comma belongs to the verb, not to the name before:
/// "agreed to buy Veltra, for $3bn", « a finalisé l'achat de Veltra, au prix de 3 M€ ».
fn is_adverbial(word: &str) -> bool {
    matches!(
        word,
        "for"
            | "at"
            | "in"
            | "on"
            | "after"
            | "before"
            | "since"
            | "despite"
            | "through"
            | "during"
            | "following"
            | "au"
            | "à"
            | "pour"
            | "lors"
            | "moyennant"
            | "contre"
            | "depuis"
            | "après"
            | "avant"
            | "malgré"
            | "sans"
            | "dans"
            | "sur"
            | "pendant"
            | "selon"
    )
}

/// Whether a finite verb stands at a node, rather than a participle: `counts`, `compte`.
fn finite(scene: &Scene, at: usize) -> bool {
    let word = scene.word(at);
    let participle = ["ed", "ing", "ant", "é", "ée", "és", "ées", "enu", "enue"]
        .iter()
        .any(|ending| word.ends_with(ending))
        || matches!(
            word,
            "acquis"
                | "acquise"
                | "pris"
                | "prise"
                | "mis"
                | "mise"
                | "construit"
                | "construite"
                | "conduit"
                | "conduite"
                | "soutenus"
                | "inscrit"
                | "inscrite"
        )
        || matches!(
            word,
            "led" | "founded" | "built" | "held" | "sold" | "bought" | "run" | "made"
        );
    is_verb(word) && !participle
}
