//! What words that refer back stand for: "the company", « elle », "its".
//!
//! Sentences are read in order. Each has a topic, the company it begins with; a reference
//! takes a company named before it in its sentence, else the topic. A profile ("Founded in
//! 1987, the company …") speaks of the target of the deal, as news does. Where nothing is
//! sure, the reference stays open, and rules that meet it say nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::rules::{Draft, Subject};
use crate::scene::entities::{Entities, EntityId, EntityKind};
use crate::scene::institutions::{central_bank_of, is_institution};
use crate::scene::lexicon::country_of;
use crate::scene::node::{NodeKind, ReferenceKind, Scene};
use crate::scene::words::{is_and, is_company_noun, is_preposition};
use crate::sheet::Place;

/// What the whole story says of the companies it names.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    /// The countries and towns they belong to.
    homes: Homes,
    /// Which nouns are used for which names: "startup", « fabricant ».
    described: BTreeMap<&'static str, BTreeSet<EntityId>>,
    /// Funds and other investors: never "the company" of a deal.
    investors: BTreeSet<EntityId>,
}

impl Ground {
    /// Learns from all sentences of a story.
    pub(crate) fn learn(scenes: &[Scene], entities: &Entities) -> Self {
        let mut ground = Self { homes: homes(scenes), ..Self::default() };
        let mut nouns: BTreeMap<EntityId, BTreeSet<&'static str>> = BTreeMap::new();
        for scene in scenes {
            for (entity, noun) in descriptions(scene) {
                let Some(noun) = telling(&noun) else { continue };
                ground.described.entry(noun).or_default().insert(entity);
                nouns.entry(entity).or_default().insert(noun);
            }
            for (at, node) in scene.nodes.iter().enumerate() {
                let Some(entity) = node.name() else { continue };
                if names_investor(entities.name(entity)) || is_called_fund(scene, at) {
                    ground.investors.insert(entity);
                }
            }
        }
        ground.investors.extend(
            nouns
                .into_iter()
                .filter(|(_, nouns)| nouns.len() == 1 && nouns.contains("fund"))
                .map(|(entity, _)| entity),
        );
        ground
    }
}

/// The sort of company a noun tells of, one word for both languages; `None` for nouns that fit
/// any company.
fn telling(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "startup" | "up" | "pousse" | "start-up" | "licorne" | "unicorn" | "scale-up" => {
            "startup"
        }
        "bank" | "lender" | "banque" => "bank",
        "maker" | "manufacturer" | "fabricant" | "constructeur" | "carmaker"
        | "chipmaker" | "producer" | "industriel" | "équipementier" | "câblier"
        | "motoriste" => "maker",
        "airline" | "carrier" => "airline",
        "insurer" | "assureur" => "insurer",
        "retailer" | "distributeur" | "enseigne" => "retailer",
        "publisher" | "éditeur" => "publisher",
        "operator" | "opérateur" | "exploitant" => "operator",
        "supplier" | "fournisseur" => "supplier",
        "fund" | "fonds" | "investor" | "investisseur" => "fund",
        "laboratoire" | "biotech" => "laboratory",
        "brewer" | "brasseur" => "brewer",
        "developer" => "developer",
        "conglomerate" | "conglomérat" => "conglomerate",
        _ => return None,
    })
}

/// "the private equity firm Orlan", « le fonds américain Orlan ».
fn is_called_fund(scene: &Scene, at: usize) -> bool {
    (1..5)
        .take_while(|back| {
            at.checked_sub(*back).is_some_and(|before| scene.is_word(before))
                && !is_preposition(scene.word_before(at, *back))
        })
        .any(|back| {
            matches!(
                scene.word_before(at, back),
                "fund" | "fonds" | "equity" | "buyout" | "investisseur" | "investor"
            )
        })
}

/// Words that end the names of funds.
fn names_investor(name: &str) -> bool {
    name.split_whitespace().skip(1).any(|word| {
        matches!(
            word,
            "Capital"
                | "Ventures"
                | "Partners"
                | "Equity"
                | "Investissement"
                | "Investments"
                | "Gestion"
                | "Fund"
                | "Invest"
        )
    })
}

/// What the sentences read so far have settled; made anew for each article.
#[derive(Debug, Default)]
pub(crate) struct Discourse {
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

/// The countries and towns that names are said to belong to: "its French rival Orlan", « le
/// groupe norvégien Orlan », « le lillois Orlan », "Lyon-based Orlan". A country by its code,
/// a town by `@` and the first letters that its name shares with its adjective.
pub(crate) type Homes = BTreeMap<EntityId, BTreeSet<String>>;

/// Letters that the name of a town and what belongs to it share: Lille and « lillois ».
const TOWN_LETTERS: usize = 4;

/// Learns the homes of a story's names from all its sentences.
pub(crate) fn homes(scenes: &[Scene]) -> Homes {
    let mut found = Homes::new();
    for scene in scenes {
        for (at, node) in scene.nodes.iter().enumerate() {
            let Some(entity) = node.name() else { continue };
            let homes = found.entry(entity).or_default();
            homes.extend(homes_before(scene, at));
            homes.extend(town_after(scene, at));
        }
    }
    found.retain(|_, homes| !homes.is_empty());
    found
}

/// What the words before a name say of its home.
fn homes_before(scene: &Scene, at: usize) -> Vec<String> {
    let mut found = Vec::new();
    for back in 1..8 {
        let Some(before) = at.checked_sub(back) else { break };
        let Some(node) = scene.nodes.get(before) else { break };
        let word = node.folded.as_str();
        let based = scene.word(before + 1) == "-" && scene.word(before + 2) == "based";
        if node.name().is_some() {
            // "Japan's Orlan", "Lyon-based Orlan".
            let country = country_of(word).filter(|_| node.possessive);
            found.extend(country.map(str::to_owned));
            found.extend(based.then(|| town(word)).flatten());
            break;
        }
        let of = matches!(word, "de" | "d'");
        let joins = word == "-" || word == "'s";
        if is_preposition(word) && !of || !scene.is_word(before) && !joins {
            break;
        }
        found.extend(country_of(word).map(str::to_owned));
        found.extend(town(word).filter(|_| back <= 2 && is_gentile(word)));
    }
    found
}

/// "Orlan, based in Lyon", « Orlan, dont le siège est à Lille ».
fn town_after(scene: &Scene, at: usize) -> Option<String> {
    let seat = (at + 1..at + 5).any(|next| {
        matches!(
            scene.word(next),
            "based"
                | "headquartered"
                | "basé"
                | "basée"
                | "installé"
                | "installée"
                | "siège"
        )
    });
    let place = (at + 2..at + 9)
        .take_while(|next| !matches!(scene.word(*next), "." | ";"))
        .find(|next| scene.nodes.get(*next).is_some_and(|node| node.name().is_some()))?;
    let node = scene.nodes.get(place).filter(|_| seat)?;
    matches!(node.governor.as_str(), "in" | "à" | "at")
        .then(|| town(&node.folded))
        .flatten()
}

/// The key of a town: `@` and its first letters, without accents.
fn town(word: &str) -> Option<String> {
    let letters: String = recoupe_text::fold::fold_key(word)
        .chars()
        .filter(|letter| letter.is_alphabetic())
        .take(TOWN_LETTERS)
        .collect();
    (letters.chars().count() == TOWN_LETTERS).then(|| format!("@{letters}"))
}

/// Whether a French word has the shape of an adjective made from a town: « lillois »,
/// « nantaise », « toulousain ».
fn is_gentile(word: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "ois", "oise", "ais", "aise", "ien", "ienne", "ain", "aine", "éen", "éenne",
        "ard", "arde",
    ];
    const OTHERS: [&str; 18] = [
        "ancien",
        "ancienne",
        "européen",
        "européenne",
        "prochain",
        "prochaine",
        "quotidien",
        "quotidienne",
        "souverain",
        "souveraine",
        "urbain",
        "urbaine",
        "désormais",
        "jamais",
        "mauvais",
        "mauvaise",
        "soudain",
        "lendemain",
    ];
    word.chars().count() >= 6
        && ENDINGS.iter().any(|ending| word.ends_with(ending))
        && !OTHERS.contains(&word)
}

impl Discourse {
    /// Fills in the references of the next sentence and takes note of what it names.
    pub(crate) fn read(
        &mut self,
        scene: &mut Scene,
        entities: &Entities,
        ground: &Ground,
        deals: &[Draft],
    ) {
        if scene.place != Place::Body {
            return;
        }
        if self.paragraph != Some(scene.paragraph) && !self.carries_over() {
            self.topic = None;
        }
        if is_profile(scene) {
            self.topic = target(deals);
        }
        self.inherited = self.topic;
        for at in 0..scene.nodes.len() {
            let list = self.candidates(scene, at, entities, ground, deals);
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
        ground: &Ground,
        deals: &[Draft],
    ) -> Vec<EntityId> {
        let Some(node) = scene.nodes.get(at) else { return Vec::new() };
        let NodeKind::Reference(kind, _) = node.kind else { return Vec::new() };
        if matches!(kind, ReferenceKind::Deal | ReferenceKind::Probe) {
            return Vec::new();
        }
        if kind == ReferenceKind::Company && is_new(scene, at) {
            return Vec::new();
        }
        if kind == ReferenceKind::Company {
            if let Some(known) = self.of_noun(scene, at, ground) {
                return vec![known];
            }
            if let Some(home) = home(scene, at) {
                let living = self.of_home(scene, at, &home, entities, ground);
                // A town that nobody is known to live in says nothing where only one
                // company was named.
                if !living.is_empty() || !home.starts_with('@') || self.named.len() > 1 {
                    return living;
                }
            }
        }
        let mut first = companies(scene, at, entities, true);
        if first.is_empty() || is_profile(scene) {
            first.splice(0..0, self.topic.or_else(|| sole_raiser(deals, kind)));
        }
        // "The company" and « son chiffre d'affaires » are not said of a fund: of its target.
        let of_company = kind == ReferenceKind::Company && !is_fund_noun(scene, at)
            || kind == ReferenceKind::Pronoun && tells_profile(scene);
        // Nor of a central bank, which is "the bank".
        if of_company && telling_at(scene, at) != Some("bank") {
            first.retain(|entity| {
                central_bank_of(&entities.name(*entity).to_lowercase()).is_none()
            });
        }
        if of_company && first.iter().any(|entity| ground.investors.contains(entity)) {
            first.retain(|entity| !ground.investors.contains(entity));
            if first.is_empty() {
                first.extend(target(deals).filter(|own| !ground.investors.contains(own)));
            }
            // "Orlan Ventures led the round in Veltra, which values the drone maker at …".
            if first.is_empty() {
                let mut others = companies(scene, at, entities, false);
                others.retain(|entity| !ground.investors.contains(entity));
                first.extend(others.first().filter(|_| others.len() == 1));
            }
        }
        if first.is_empty() {
            // "The operator …": the one company that the article has named.
            return self
                .only_company(entities)
                .filter(|_| kind == ReferenceKind::Company)
                .into_iter()
                .collect();
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

    /// The one organisation named so far.
    fn only_company(&self, entities: &Entities) -> Option<EntityId> {
        let mut known = self
            .named
            .iter()
            .filter(|entity| entities.kind(**entity) == EntityKind::Organisation);
        let only = known.next().copied();
        only.filter(|_| known.next().is_none() && self.named.len() < 3)
    }

    /// The one company of a country or town that was named so far.
    fn of_home(
        &self,
        scene: &Scene,
        at: usize,
        home: &str,
        entities: &Entities,
        ground: &Ground,
    ) -> Vec<EntityId> {
        let noun = telling_at(scene, at).and_then(|noun| ground.described.get(noun));
        let mut fitting: Vec<EntityId> = ground
            .homes
            .iter()
            .filter(|(entity, own)| {
                own.contains(home)
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

    /// The one company of those named so far that a telling noun is used for.
    fn of_noun(&self, scene: &Scene, at: usize, ground: &Ground) -> Option<EntityId> {
        let known = ground.described.get(telling_at(scene, at)?)?;
        let mut fitting = known.iter().filter(|entity| self.named.contains(entity));
        let only = fitting.next().copied()?;
        fitting.next().is_none().then_some(only)
    }

    fn note(&mut self, scene: &Scene, entities: &Entities, deals: &[Draft]) {
        let free = companies(scene, usize::MAX, entities, true);
        let spoken =
            scene.nodes.iter().filter(|node| node.quoted).count() * 2 > scene.nodes.len();
        let opener = opener(scene);
        self.topic = match opener {
            Some(entity) => Some(entity),
            None if opens_unknown(scene) => None,
            None if is_round(scene) => sole_raiser(deals, ReferenceKind::Company),
            None if spoken => None,
            None => {
                let first = free.first().copied();
                first.or_else(|| possessor(scene, entities)).or(self.topic)
            }
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

/// "The state agency that owns the track": words that tell which one speak of a new one.
fn is_new(scene: &Scene, at: usize) -> bool {
    matches!(scene.word(at + 1), "that" | "who" | "which" | "qui" | "dont")
        || matches!(scene.word(at + 1), "of" | "de")
            && matches!(scene.word(at + 2), "the" | "la" | "l'")
}

/// The sort of company that the noun of a reference tells of.
fn telling_at(scene: &Scene, at: usize) -> Option<&'static str> {
    let words = &scene.nodes.get(at)?.folded;
    words.rsplit([' ', '-', '\'']).find_map(telling)
}

fn is_fund_noun(scene: &Scene, at: usize) -> bool {
    let words = scene.nodes.get(at).map_or("", |node| node.folded.as_str());
    words.split([' ', '\'']).any(|word| {
        matches!(
            word,
            "fund"
                | "fonds"
                | "firm"
                | "firme"
                | "investor"
                | "investisseur"
                | "buyer"
                | "acquéreur"
                | "acquirer"
                | "holding"
        )
    })
}

/// Whether a sentence tells what a profile does: results, founders, staff.
fn tells_profile(scene: &Scene) -> bool {
    (0..scene.nodes.len()).any(|at| {
        matches!(
            scene.word(at),
            "founded"
                | "fondée"
                | "fondé"
                | "créée"
                | "revenue"
                | "revenues"
                | "chiffre"
                | "emploie"
                | "employs"
                | "salariés"
                | "bénéfice"
                | "revenus"
                | "ventes"
        )
    })
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

/// Whether a sentence is about somebody it refers to in words that name nobody known: "The
/// state agency that owns the track said …".
fn opens_unknown(scene: &Scene) -> bool {
    matches!(
        scene.nodes.first().map(|node| &node.kind),
        Some(NodeKind::Reference(ReferenceKind::Company | ReferenceKind::Pronoun, list)) if list.is_empty()
    ) && scene.nodes.first().is_some_and(|node| !node.possessive)
}

/// "Orlan's own division lost …": a sentence that opens with what belongs to a company.
fn possessor(scene: &Scene, entities: &Entities) -> Option<EntityId> {
    let node = scene.nodes.first().filter(|node| node.possessive)?;
    // "Orlan's stake in Veltra will fall": said of Veltra as much.
    let held =
        (2..5).any(|at| matches!(scene.word(at), "stake" | "bid" | "offer" | "shares"));
    node.name().filter(|entity| entities.is_party(*entity) && !held)
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
        // A public body is no company; a central bank alone is spoken of as one.
        let name = entities.name(entity).to_lowercase();
        if is_institution(&name) && central_bank_of(&name).is_none() {
            continue;
        }
        let credited = !free
            && matches!(node.governor.as_str(), "by" | "par" | "to" | "selon" | "après");
        if entities.is_party(entity) && !credited && !found.contains(&entity) {
            found.push(entity);
        }
    }
    found
}

/// The home a reference names: "the Belgian group", « la société nantaise », "the Paris-based
/// company", « l'entreprise de San Francisco ».
fn home(scene: &Scene, at: usize) -> Option<String> {
    let node = scene.nodes.get(at)?;
    let next = scene.word(at + 1);
    let words = || node.folded.split([' ', '\'', '-']).skip(1);
    let country = words().chain(std::iter::once(next)).find_map(country_of);
    if let Some(country) = country {
        return Some(country.to_owned());
    }
    let place = scene
        .nodes
        .get(at + 2)
        .filter(|node| matches!(next, "de" | "d'" | "of") && node.name().is_some());
    let noun = words().last().unwrap_or_default();
    if let Some(place) = place.filter(|_| is_company_noun(noun)) {
        return town(&place.folded);
    }
    if is_gentile(next) && scene.is_word(at + 1) {
        return town(next);
    }
    // "the Paris-based company": the name stands inside the reference.
    let based = node.folded.split_once("-based").map(|(place, _)| place);
    let place = based.or_else(|| {
        let inner = node.folded.strip_prefix("the ")?.rsplit_once(' ')?.0;
        crate::scene::lexicon::PLACES
            .contains(inner.replace(' ', "_").as_str())
            .then_some(inner)
    })?;
    town(place.strip_prefix("the ").unwrap_or(place))
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
