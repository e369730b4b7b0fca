//! Who the persons of a story are: the posts their articles give them, and what a pronoun
//! or "the union leader" stands for.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::paragraphs::Paragraph;
use super::subjects::{Found, sentence_subject};
use super::words::{
    Gender, gender, is_body_noun, is_person_noun, is_speaker_pronoun, opens_phrase,
};
use crate::scene::entities::{Entities, EntityId, EntityKind};
use crate::scene::node::{NodeKind, ReferenceKind};
use crate::scene::words::{is_preposition, is_relative};

/// Who said something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Speaker {
    /// Somebody with a name.
    Named(EntityId),
    /// Somebody the text only describes: "person close to the family".
    Described(String),
}

/// What is known of the speakers of a story.
pub(super) struct People<'story> {
    entities: &'story Entities,
    /// By person, in order of the text: the article and the words for the post.
    roles: BTreeMap<EntityId, Vec<(usize, String)>>,
    genders: BTreeMap<EntityId, Gender>,
    /// Those whom the story gives an age or a "who".
    persons: BTreeSet<EntityId>,
}

/// How many sentences back a pronoun or a described speaker may reach.
const MEMORY: usize = 6;
/// A post is told in at most this many words; longer appositions tell stories.
const LONGEST_ROLE: usize = 14;

/// A place in the story: index of the paragraph and of its sentence.
pub(super) type Spot = (usize, usize);

impl<'story> People<'story> {
    /// Learns posts and genders from all paragraphs. Linear.
    pub(super) fn learn(
        paragraphs: &[Paragraph<'story>],
        entities: &'story Entities,
    ) -> Self {
        let mut people = Self {
            entities,
            roles: BTreeMap::new(),
            genders: BTreeMap::new(),
            persons: BTreeSet::new(),
        };
        for paragraph in paragraphs {
            for at in 0..paragraph.units.len() {
                if let Some(entity) = paragraph.name(at) {
                    people.observe(paragraph, at, entity);
                }
            }
        }
        people
    }

    fn observe(&mut self, paragraph: &Paragraph<'_>, at: usize, entity: EntityId) {
        if let Some(gender) = gender(paragraph.before(at)) {
            let title = matches!(
                paragraph.before(at),
                "m." | "mr" | "mme" | "mrs" | "ms" | "mlle"
            );
            if title {
                self.genders.entry(entity).or_insert(gender);
            }
        }
        // « le conservateur Jean Roy », « la ministre Anne Roy », whatever governs them.
        let french = paragraph.language == recoupe_text::Language::French;
        if french
            && is_person_noun(paragraph.before(at))
            && let Some(gender) =
                at.checked_sub(2).and_then(|before| gender(paragraph.word(before)))
        {
            self.genders.entry(entity).or_insert(gender);
        }
        if is_aged(paragraph, at) || matches!(paragraph.word(at + 2), "who" | "whom") {
            self.persons.insert(entity);
        }
        let found = [apposition(paragraph, at), preposed(paragraph, at)];
        for range in found.into_iter().flatten() {
            if let Some(gender) = feminine_post(paragraph, range.clone()) {
                self.genders.entry(entity).or_insert(gender);
            }
            let words = bare(paragraph, range);
            self.roles.entry(entity).or_default().push((paragraph.article, words));
        }
    }

    /// The post that an article (or, where it is silent, another) gives a person.
    pub(super) fn role(&self, entity: EntityId, article: usize) -> Option<String> {
        let roles = self.roles.get(&entity)?;
        let own = roles.iter().find(|(of, _)| *of == article);
        own.or_else(|| roles.first()).map(|(_, words)| words.clone())
    }

    /// Whether an entity is a person, by its name or by the posts the story gives it.
    pub(super) fn is_person(&self, entity: EntityId) -> bool {
        match self.entities.kind(entity) {
            EntityKind::Person => true,
            EntityKind::Unknown => {
                self.roles.contains_key(&entity) || self.persons.contains(&entity)
            }
            _ => false,
        }
    }

    fn fits(&self, entity: EntityId, wanted: Option<Gender>) -> bool {
        let known = self.genders.get(&entity).copied();
        wanted.is_none() || known.is_none() || known == wanted
    }

    /// The persons named in a range of units, outside quotations.
    fn persons(
        &self,
        paragraph: &Paragraph<'_>,
        range: Range<usize>,
    ) -> BTreeSet<EntityId> {
        range
            .filter_map(|at| paragraph.name(at))
            .filter(|entity| self.is_person(*entity))
            .collect()
    }

    /// Who a subject is. `spoken` holds who spoke in which sentence before.
    pub(super) fn resolve(
        &self,
        paragraphs: &[Paragraph<'_>],
        spot: Spot,
        found: &Found,
        spoken: &BTreeMap<Spot, Speaker>,
    ) -> Option<Speaker> {
        let paragraph = paragraphs.get(spot.0)?;
        match found {
            Found::Name(entity, _) => (self.entities.kind(*entity) != EntityKind::Place)
                .then_some(Speaker::Named(*entity)),
            Found::Phrase(phrase) => self
                .leader(paragraph, phrase.clone(), paragraphs, spoken)
                .or_else(|| self.described(paragraphs, spot, phrase.clone())),
            Found::Pronoun(at) => {
                self.pronoun(paragraphs, spot, paragraph.word(*at), *at, spoken)
            }
        }
    }

    /// "the boss", « la dirigeante »: the one person who has spoken in this article so far.
    fn leader(
        &self,
        paragraph: &Paragraph<'_>,
        phrase: Range<usize>,
        paragraphs: &[Paragraph<'_>],
        spoken: &BTreeMap<Spot, Speaker>,
    ) -> Option<Speaker> {
        let definite = matches!(paragraph.word(phrase.start), "the" | "le" | "la" | "l'");
        let general = matches!(
            paragraph.word(phrase.start + 1),
            "boss"
                | "executive"
                | "leader"
                | "dirigeant"
                | "dirigeante"
                | "patron"
                | "patronne"
                | "responsable"
        );
        let own = |spot: &Spot| {
            paragraphs.get(spot.0).is_some_and(|other| other.article == paragraph.article)
        };
        let persons: BTreeSet<EntityId> = spoken
            .iter()
            .filter(|(spot, _)| own(spot))
            .filter_map(|(_, speaker)| match speaker {
                Speaker::Named(entity) if self.is_person(*entity) => Some(*entity),
                _ => None,
            })
            .collect();
        let only = persons.first().copied().filter(|_| persons.len() == 1)?;
        let wanted = gender(paragraph.word(phrase.start));
        (definite && general && phrase.len() <= 4 && self.fits(only, wanted))
            .then_some(Speaker::Named(only))
    }

    /// "the union leader": the one person whom this article gives that post, else the words.
    fn described(
        &self,
        paragraphs: &[Paragraph<'_>],
        spot: Spot,
        phrase: Range<usize>,
    ) -> Option<Speaker> {
        let paragraph = paragraphs.get(spot.0)?;
        if let Some(entity) = only_candidate(paragraph, phrase.clone()) {
            return Some(Speaker::Named(entity));
        }
        let first = paragraph.word(phrase.start);
        let definite =
            matches!(first, "the" | "le" | "la" | "l'" | "this" | "ce" | "cet" | "cette");
        if definite && let Some(entity) = self.holder(paragraph, phrase.clone()) {
            return Some(Speaker::Named(entity));
        }
        if definite
            && let Some(entity) = self.just_named(paragraphs, spot, phrase.clone())
        {
            return Some(Speaker::Named(entity));
        }
        let words = bare(paragraph, phrase);
        (!words.is_empty() && words.chars().count() < 120)
            .then_some(Speaker::Described(words))
    }

    /// The only person to whom the article, or else the story, gives the post in a phrase.
    fn holder(
        &self,
        paragraph: &Paragraph<'_>,
        phrase: Range<usize>,
    ) -> Option<EntityId> {
        let nouns: Vec<&str> = phrase
            .map(|at| paragraph.word(at))
            .take_while(|word| !is_preposition(word))
            .filter(|word| is_person_noun(word))
            .collect();
        let noun = nouns.last()?;
        let holds = |in_article: bool| {
            let fitting: Vec<EntityId> = self
                .roles
                .iter()
                .filter(|(_, roles)| {
                    roles.iter().any(|(article, words)| {
                        (!in_article || *article == paragraph.article)
                            && words
                                .split(|letter: char| !letter.is_alphanumeric())
                                .any(|word| word.to_lowercase() == *noun)
                    })
                })
                .map(|(entity, _)| *entity)
                .collect();
            fitting
        };
        match holds(true).as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }

    /// The person who alone was named in the sentence before and has no other post: a text
    /// that goes on with "the founder" speaks of them.
    fn just_named(
        &self,
        paragraphs: &[Paragraph<'_>],
        spot: Spot,
        phrase: Range<usize>,
    ) -> Option<EntityId> {
        let paragraph = paragraphs.get(spot.0)?;
        let person = phrase
            .clone()
            .map(|at| paragraph.word(at))
            .take_while(|word| !is_preposition(word))
            .any(is_person_noun);
        let wanted = gender(paragraph.word(phrase.start));
        let before = back(paragraphs, spot).next()?;
        let persons =
            self.persons(paragraphs.get(before.0)?, sentence(paragraphs, before)?);
        let only = persons.first().copied().filter(|_| persons.len() == 1 && person)?;
        let posts = self.roles.contains_key(&only);
        (!posts && self.fits(only, wanted)).then_some(only)
    }

    fn pronoun(
        &self,
        paragraphs: &[Paragraph<'_>],
        spot: Spot,
        word: &str,
        at: usize,
        spoken: &BTreeMap<Spot, Speaker>,
    ) -> Option<Speaker> {
        if matches!(word, "they" | "ils" | "elles") {
            return None;
        }
        let wanted = gender(word);
        let own = paragraphs.get(spot.0)?.sentences.get(spot.1)?.start..at;
        let mut fallback = None;
        let ranges = std::iter::once((spot, own)).chain(
            back(paragraphs, spot)
                .filter_map(|spot| Some((spot, sentence(paragraphs, spot)?))),
        );
        for (place, range) in ranges.take(MEMORY) {
            let paragraph = paragraphs.get(place.0)?;
            let before = spoken.get(&place).filter(|_| place != spot);
            let subject = sentence_subject(paragraph, range.clone(), self.entities);
            let step = Step { paragraph, range, subject, before, wanted, word };
            match self.step(&step, &mut fallback) {
                Some(Ok(speaker)) => return Some(speaker),
                Some(Err(())) => return None,
                None => {}
            }
        }
        fallback
    }

    /// One sentence on the way back: `Some(Ok)` whom the pronoun stands for, `Some(Err)`
    /// that it cannot be told, `None` to go on.
    fn step(
        &self,
        step: &Step<'_, '_>,
        fallback: &mut Option<Speaker>,
    ) -> Option<Result<Speaker, ()>> {
        if let Some(Found::Phrase(phrase)) = &step.subject
            && let Some(speaker) = self.animate(step, phrase.clone())
        {
            return Some(Ok(speaker));
        }
        if step.word == "it" {
            return self.company(step);
        }
        let mut persons = self.persons(step.paragraph, step.range.clone());
        if let Some(Speaker::Named(speaker)) = step.before {
            persons.insert(*speaker);
        }
        persons
            .retain(|person| self.is_person(*person) && self.fits(*person, step.wanted));
        match (persons.len(), step.before, &step.subject) {
            (1, ..) => persons.first().map(|person| Ok(Speaker::Named(*person))),
            (0, _, Some(Found::Name(entity, _)))
                if matches!(step.word, "il" | "elle") =>
            {
                if fallback.is_none() && !self.is_person(*entity) {
                    *fallback = Some(Speaker::Named(*entity));
                }
                None
            }
            (0, ..) => None,
            // The one who was speaking goes on.
            (_, Some(Speaker::Named(speaker)), _) if persons.contains(speaker) => {
                Some(Ok(Speaker::Named(*speaker)))
            }
            _ => Some(Err(())),
        }
    }

    /// The company that `it` stands for in a sentence: the only one named, of several the
    /// only one known to be an organisation.
    fn company(&self, step: &Step<'_, '_>) -> Option<Result<Speaker, ()>> {
        let named: BTreeSet<EntityId> = step
            .range
            .clone()
            .filter_map(|at| step.paragraph.name(at))
            .filter(|entity| !self.is_person(*entity))
            .filter(|entity| self.entities.kind(*entity) != EntityKind::Place)
            .collect();
        let sure: Vec<&EntityId> = named
            .iter()
            .filter(|entity| self.entities.kind(**entity) == EntityKind::Organisation)
            .collect();
        match (named.len(), sure.as_slice()) {
            (0, _) => None,
            (1, _) => named.first().map(|entity| Ok(Speaker::Named(*entity))),
            (_, [only]) => Some(Ok(Speaker::Named(**only))),
            _ => Some(Err(())),
        }
    }

    /// A subject without a name that a pronoun may take up: a company or a person by post.
    fn animate(&self, step: &Step<'_, '_>, phrase: Range<usize>) -> Option<Speaker> {
        let paragraph = step.paragraph;
        let company = paragraph.node(phrase.start).is_some_and(|node| {
            matches!(node.kind, NodeKind::Reference(ReferenceKind::Company, _))
        });
        let body = phrase
            .clone()
            .map(|at| paragraph.word(at))
            .take_while(|word| !is_preposition(word))
            .any(is_body_noun);
        let company = company || body;
        let person = phrase
            .clone()
            .map(|at| paragraph.word(at))
            .take_while(|word| !is_preposition(word))
            .any(is_person_noun);
        let first = paragraph.word(phrase.start);
        let first = first.split(' ').next().unwrap_or(first);
        let shown = gender(first);
        let agrees = shown.is_none() || shown == step.wanted || step.wanted.is_none();
        let fits = match step.word {
            "it" => company,
            "he" | "she" => person,
            _ => company || person,
        };
        if !fits || !agrees {
            return None;
        }
        if let Some(entity) = only_candidate(paragraph, phrase.clone()) {
            return Some(Speaker::Named(entity));
        }
        if person && let Some(entity) = self.holder(paragraph, phrase.clone()) {
            return Some(Speaker::Named(entity));
        }
        Some(Speaker::Described(bare(paragraph, phrase)))
    }
}

struct Step<'step, 'story> {
    paragraph: &'step Paragraph<'story>,
    range: Range<usize>,
    subject: Option<Found>,
    before: Option<&'step Speaker>,
    wanted: Option<Gender>,
    word: &'step str,
}

/// The entity of a reference to a company that can stand for one only.
fn only_candidate(paragraph: &Paragraph<'_>, phrase: Range<usize>) -> Option<EntityId> {
    match paragraph.node(phrase.start).map(|node| &node.kind) {
        Some(NodeKind::Reference(ReferenceKind::Company, list))
            if list.len() == 1 && phrase.len() == 1 =>
        {
            list.first().copied()
        }
        _ => None,
    }
}

/// The sentences before a spot in the same article, newest first.
pub(super) fn back<'p>(
    paragraphs: &'p [Paragraph<'_>],
    spot: Spot,
) -> impl Iterator<Item = Spot> + 'p {
    let article = paragraphs.get(spot.0).map(|paragraph| paragraph.article);
    let own = (0..spot.1).rev().map(move |sentence| (spot.0, sentence));
    let earlier = (0..spot.0)
        .rev()
        .take_while(move |at| {
            paragraphs.get(*at).map(|paragraph| paragraph.article) == article
        })
        .filter(|at| paragraphs.get(*at).is_some_and(|paragraph| !paragraph.heading))
        .flat_map(|at| {
            let count =
                paragraphs.get(at).map_or(0, |paragraph| paragraph.sentences.len());
            (0..count).rev().map(move |sentence| (at, sentence))
        });
    own.chain(earlier)
}

/// The units of a sentence.
pub(super) fn sentence(paragraphs: &[Paragraph<'_>], spot: Spot) -> Option<Range<usize>> {
    paragraphs.get(spot.0)?.sentences.get(spot.1).cloned()
}

/// "Ann Lee, chief executive of the group,": the words after the name that tell a post.
fn apposition(paragraph: &Paragraph<'_>, name: usize) -> Option<Range<usize>> {
    if paragraph.word(name + 1) != "," {
        return None;
    }
    let start = name + 2;
    let mut end = start;
    while end < paragraph.units.len() {
        let word = paragraph.word(end);
        let mark = paragraph.is_mark(end) && word != "-";
        if mark
            || paragraph.is_quote(end)
            || is_relative(word)
            || crosses(paragraph, start, end)
        {
            break;
        }
        end += 1;
    }
    let first = paragraph.word(start);
    if super::words::is_speech(first) && !is_person_noun(first) || is_preposition(first) {
        return None;
    }
    let reach = if opens_phrase(first) { 6 } else { 3 };
    let noun = (start..end).take(reach).any(|at| is_person_noun(paragraph.word(at)));
    (noun && end - start <= LONGEST_ROLE).then_some(start..end)
}

/// Whether a verb that no apposition holds stands here: the words belong to a clause.
fn crosses(paragraph: &Paragraph<'_>, start: usize, at: usize) -> bool {
    let word = paragraph.word(at);
    at > start
        && !opens_phrase(paragraph.before(at))
        && (super::words::is_speech(word) && !is_person_noun(word)
            || matches!(
                word,
                "has"
                    | "have"
                    | "had"
                    | "is"
                    | "was"
                    | "were"
                    | "are"
                    | "est"
                    | "ont"
                    | "sont"
            ))
}

/// "the group's chief executive, Ann Lee", "analyst Ann Lee", « la PDG du groupe, Ann Lee ».
fn preposed(paragraph: &Paragraph<'_>, name: usize) -> Option<Range<usize>> {
    let end = if paragraph.before(name) == "," { name.checked_sub(1)? } else { name };
    let mut start = end;
    while start > 0 && end - start < LONGEST_ROLE {
        let at = start - 1;
        let word = paragraph.word(at);
        let dash = word == "-" && paragraph.node(at).is_some_and(|node| !node.spaced);
        if (paragraph.is_mark(at) && !dash && word != "'s") || paragraph.is_quote(at) {
            break;
        }
        if super::words::is_speech(word) && !is_person_noun(word)
            || is_speaker_pronoun(word)
        {
            break;
        }
        if crate::scene::words::is_auxiliary(word) && word != "a" || is_relative(word) {
            break;
        }
        start = at;
        if opens_phrase(word) && !is_preposition(paragraph.before(at)) && word != "'s" {
            break;
        }
    }
    let close = (start..end).rev().take(if end == name { 3 } else { LONGEST_ROLE });
    let noun = close.into_iter().any(|at| is_person_noun(paragraph.word(at)));
    let head = (start..end)
        .take_while(|at| !is_preposition(paragraph.word(*at)))
        .any(|at| is_person_noun(paragraph.word(at)));
    let bound =
        is_preposition(paragraph.before(name)) || is_preposition(paragraph.before(start));
    let counted = matches!(
        paragraph.word(start),
        "deux" | "two" | "trois" | "three" | "des" | "les"
    );
    (noun && head && !bound && !counted).then_some(start..end)
}

/// "Ann Lee, 51," and « Ann Lee, 51 ans, ».
fn is_aged(paragraph: &Paragraph<'_>, name: usize) -> bool {
    let age = paragraph.node(name + 2).is_some_and(|node| node.value().is_some());
    let end = paragraph.word(name + 3);
    paragraph.word(name + 1) == ","
        && age
        && matches!(end, "," | "." | "ans" | "")
        && paragraph.node(name + 2).is_some_and(|node| node.folded.len() <= 8)
}

/// Feminine where a post or its determiner shows it in French.
fn feminine_post(paragraph: &Paragraph<'_>, range: Range<usize>) -> Option<Gender> {
    let noun = range.clone().find(|at| is_person_noun(paragraph.word(*at)))?;
    let word = paragraph.word(noun);
    let shown = gender(paragraph.before(noun)).filter(|_| {
        noun > range.start && paragraph.language == recoupe_text::Language::French
    });
    let ending =
        ["trice", "ante", "euse", "ière", "ée", "présidente", "cheffe", "patronne"]
            .iter()
            .any(|ending| word.ends_with(ending));
    shown.or(ending.then_some(Gender::Feminine))
}

/// The words of a phrase without the article it opens with.
fn bare(paragraph: &Paragraph<'_>, mut range: Range<usize>) -> String {
    let articles = [
        "the", "a", "an", "le", "la", "les", "l'", "un", "une", "des", "his", "her",
        "its", "their", "son", "sa", "leur",
    ];
    let counted = matches!(paragraph.word(range.start + 1), "un" | "une" | "one" | "of");
    if range.len() > 1 && articles.contains(&paragraph.word(range.start)) && !counted {
        range.start += 1;
    }
    let words = paragraph.spelled(range.clone());
    // A reference is one unit: « le groupe » loses its article here.
    if range.len() == 1 {
        for article in ["the ", "le ", "la ", "l'", "l’"] {
            let cut = words
                .get(..article.len())
                .filter(|start| start.to_lowercase() == *article);
            if cut.is_some() {
                return words.get(article.len()..).unwrap_or_default().trim().to_owned();
            }
        }
    }
    words
}
