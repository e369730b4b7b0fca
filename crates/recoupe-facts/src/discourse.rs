//! What words that refer back stand for: "the company", « elle », "its".
//!
//! Sentences are read in order. Each has a topic, the company it begins with; a reference
//! takes a company named before it in its sentence, else the topic. A profile ("Founded in
//! 1987, the company …") speaks of the target of the deal, as news does. Where nothing is
//! sure, the reference stays open, and rules that meet it say nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::{Draft, Subject};
use crate::scene::entities::{Entities, EntityId};
use crate::scene::lexicon::country_of;
use crate::scene::node::{NodeKind, ReferenceKind, Scene};
use crate::scene::words::{is_and, is_company_noun, is_preposition};
use crate::sheet::Place;

/// What the sentences read so far have settled; made anew for each article.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
    /// Which nouns were used for which names: "startup", « fabricant ».
    described: BTreeMap<String, BTreeSet<EntityId>>,
    /// Companies named so far.
    named: BTreeSet<EntityId>,
    topic: Option<EntityId>,
    inherited: Option<EntityId>,
    paragraph: Option<usize>,
    /// Companies named in the sentence before, those that no preposition governs first.
    before: Vec<EntityId>,
    /// How many of them no preposition governs.
    free_before: usize,
}

/// The countries that names are said to belong to: "its French rival Orlan", « le groupe
/// norvégien Orlan ».
pub(crate) type Countries = BTreeMap<EntityId, BTreeSet<&'static str>>;

/// Learns the countries of a story's names from all its sentences.
pub(crate) fn countries(scenes: &[Scene]) -> Countries {
    let mut found = Countries::new();
    for scene in scenes {
        for (at, node) in scene.nodes.iter().enumerate() {
            let Some(entity) = node.name() else { continue };
            for back in 1..7 {
                let word = scene.word_before(at, back);
                let of = matches!(word, "de" | "d'");
                let stops = is_preposition(word) && !of
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

impl Discourse {
    /// Fills in the references of the next sentence and takes note of what it names.
    pub(crate) fn read(
        &mut self,
        scene: &mut Scene,
        entities: &Entities,
        countries: &Countries,
        deals: &[Draft],
    ) {
        if scene.place != Place::Body {
            return;
        }
        if self.paragraph != Some(scene.paragraph) && !self.carries_over() {
            self.topic = None;
        }
        for (entity, noun) in descriptions(scene) {
            self.described.entry(noun).or_default().insert(entity);
        }
        if is_profile(scene) {
            self.topic = target(deals);
        }
        self.inherited = self.topic;
        for at in 0..scene.nodes.len() {
            let list = self.candidates(scene, at, entities, countries, deals);
            if let Some(node) = scene.nodes.get_mut(at)
                && let NodeKind::Reference(_, candidates) = &mut node.kind
            {
                *candidates = list;
            }
        }
        self.note(scene, entities, deals);
    }

    /// The company that the sentence read last begins under, before its own words change it.
    pub(crate) fn inherited_topic(&self) -> Option<EntityId> {
        self.inherited
    }

    /// Whether the topic outlives its paragraph: nothing else was named freely in its last
    /// sentence.
    fn carries_over(&self) -> bool {
        self.before
            .iter()
            .take(self.free_before)
            .all(|entity| Some(*entity) == self.topic)
    }

    fn candidates(
        &self,
        scene: &Scene,
        at: usize,
        entities: &Entities,
        countries: &Countries,
        deals: &[Draft],
    ) -> Vec<EntityId> {
        let Some(node) = scene.nodes.get(at) else { return Vec::new() };
        let NodeKind::Reference(kind, _) = node.kind else { return Vec::new() };
        if matches!(kind, ReferenceKind::Deal | ReferenceKind::Probe) {
            return Vec::new();
        }
        if kind == ReferenceKind::Company {
            if let Some(country) = country(scene, at) {
                return self.of_country(scene, at, country, entities, countries);
            }
            if let Some(known) = self.of_noun(&node.folded) {
                return known;
            }
        }
        let mut first = companies(scene, at, entities, true);
        if first.is_empty() || is_profile(scene) {
            first.splice(0..0, self.topic.or_else(|| sole_raiser(deals, kind)));
        }
        if first.is_empty() {
            return first;
        }
        let same = self.paragraph == Some(scene.paragraph);
        let others = if same { self.before.clone() } else { Vec::new() };
        for other in others.into_iter().chain(companies(scene, at, entities, false)) {
            if !first.contains(&other) {
                first.push(other);
            }
        }
        first
    }

    /// The one company of a country that was named so far.
    fn of_country(
        &self,
        scene: &Scene,
        at: usize,
        country: &str,
        entities: &Entities,
        countries: &Countries,
    ) -> Vec<EntityId> {
        let noun = scene.nodes.get(at).and_then(|node| self.of_noun(&node.folded));
        let mut fitting: Vec<EntityId> = countries
            .iter()
            .filter(|(entity, own)| {
                own.contains(country)
                    && self.named.contains(entity)
                    && entities.is_party(**entity)
            })
            .map(|(entity, _)| *entity)
            .collect();
        // "la start-up californienne" between two Californian companies.
        if fitting.len() > 1 {
            let profiled = self.topic.filter(|_| is_profile(scene));
            fitting.retain(|entity| {
                noun.as_ref()
                    .map_or(profiled == Some(*entity), |known| known.contains(entity))
            });
        }
        if fitting.len() == 1 { fitting } else { Vec::new() }
    }

    /// The one company that a noun more telling than "company" was used for.
    fn of_noun(&self, words: &str) -> Option<Vec<EntityId>> {
        let noun = words
            .split([' ', '-', '\''])
            .rfind(|word| is_company_noun(word) || *word == "up")?;
        let plain = matches!(
            noun,
            "company"
                | "firm"
                | "group"
                | "entreprise"
                | "société"
                | "groupe"
                | "business"
        );
        let known = self.described.get(noun).filter(|_| !plain)?;
        (known.len() == 1).then(|| known.iter().copied().collect())
    }

    fn note(&mut self, scene: &Scene, entities: &Entities, deals: &[Draft]) {
        let free = companies(scene, usize::MAX, entities, true);
        let spoken =
            scene.nodes.iter().filter(|node| node.quoted).count() * 2 > scene.nodes.len();
        let opener = opener(scene);
        self.topic = match opener {
            Some(entity) => Some(entity),
            None if is_round(scene) => sole_raiser(deals, ReferenceKind::Company),
            None if spoken => None,
            None => free.first().copied().or(self.topic),
        };
        self.free_before = free.len();
        self.before = free;
        for entity in companies(scene, usize::MAX, entities, false) {
            if !self.before.contains(&entity) {
                self.before.push(entity);
            }
        }
        self.named.extend(self.before.iter().copied());
        self.paragraph = Some(scene.paragraph);
    }
}

/// The company that a sentence which opens with a reference or a possessive speaks of.
fn opener(scene: &Scene) -> Option<EntityId> {
    scene
        .nodes
        .iter()
        .take(8)
        .find_map(|node| match &node.kind {
            NodeKind::Reference(
                ReferenceKind::Company | ReferenceKind::Pronoun,
                candidates,
            ) => candidates.first().copied(),
            _ => None,
        })
        .filter(|_| scene.nodes.iter().take(4).all(|node| node.name().is_none()))
}

/// "The round …", « Le tour de table … ».
fn is_round(scene: &Scene) -> bool {
    (0..4).any(|at| matches!(scene.word(at), "round" | "tour" | "levée"))
}

/// Companies named before node `end`: those that no preposition governs and that are not
/// only possessors, or the others.
fn companies(
    scene: &Scene,
    end: usize,
    entities: &Entities,
    free: bool,
) -> Vec<EntityId> {
    let mut found = Vec::new();
    for node in scene.nodes.iter().take(end).filter(|node| !node.quoted) {
        let is_free = node.governor.is_empty() && !node.possessive;
        let entity = match &node.kind {
            NodeKind::Reference(_, candidates) => candidates.first().copied(),
            _ => node.name(),
        };
        let Some(entity) = entity.filter(|_| is_free == free) else { continue };
        let credited = !free
            && matches!(node.governor.as_str(), "by" | "par" | "to" | "selon" | "après");
        if entities.is_party(entity) && !credited && !found.contains(&entity) {
            found.push(entity);
        }
    }
    found
}

/// The country a reference names: "the Belgian group", « le groupe japonais ».
fn country(scene: &Scene, at: usize) -> Option<&'static str> {
    let node = scene.nodes.get(at)?;
    node.folded
        .split([' ', '\''])
        .chain(std::iter::once(scene.word(at + 1)))
        .find_map(country_of)
}

/// "Founded in 2016, the company …", « Née en 2017, la start-up … »: a sentence that opens
/// with where its subject comes from.
fn is_profile(scene: &Scene) -> bool {
    let first = scene.nodes.first().map_or("", |node| node.folded.as_str());
    let referring = scene.nodes.iter().take(20).any(|node| {
        matches!(
            node.kind,
            NodeKind::Reference(ReferenceKind::Company | ReferenceKind::Pronoun, _)
        )
    });
    let named = scene.nodes.iter().take(20).any(|node| {
        node.name().is_some() && node.governor.is_empty() && !node.possessive
    });
    referring
        && !named
        && matches!(
            first,
            "founded"
                | "created"
                | "established"
                | "based"
                | "headquartered"
                | "launched"
                | "fondé"
                | "fondée"
                | "créé"
                | "créée"
                | "né"
                | "née"
                | "basé"
                | "basée"
                | "installé"
                | "installée"
                | "implanté"
                | "implantée"
                | "lancé"
                | "lancée"
                | "spécialisé"
                | "spécialisée"
        )
}

/// Whom the deals of the article so far are about: the target, or who raises the money.
fn target(deals: &[Draft]) -> Option<EntityId> {
    let mut targets =
        deals.iter().filter_map(|draft| match (draft.attribute, draft.subject) {
            ("funding_round", Subject::Entity(entity)) => Some(entity),
            ("acquisition" | "stake" | "investment", _) => draft.object,
            _ => None,
        });
    let first = targets.next()?;
    let agreed = targets.next().is_none_or(|second| second == first);
    agreed.then_some(first)
}

/// Who raises money, where one company does: "the company" of a funding round.
fn sole_raiser(deals: &[Draft], kind: ReferenceKind) -> Option<EntityId> {
    let raisers: BTreeSet<EntityId> = deals
        .iter()
        .filter_map(|draft| match (draft.attribute, draft.subject) {
            ("funding_round", Subject::Entity(entity)) => Some(entity),
            _ => None,
        })
        .collect();
    let only = raisers.len() == 1 && kind == ReferenceKind::Company;
    raisers.into_iter().next().filter(|_| only)
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
