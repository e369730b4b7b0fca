//! Who is who in a story: the forms of a name, learned from its articles.

use std::collections::{BTreeMap, BTreeSet};

use super::lexicon::{COMPANY_FORMS, FIRST_NAMES, INSTITUTIONS, PLACES};

/// An index into [`Entities`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct EntityId(pub(crate) u32);

/// What sort of thing a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum EntityKind {
    /// A company, agency, party, team.
    Organisation,
    /// A person.
    Person,
    /// A country, region or city.
    Place,
    /// A paper, broadcaster or agency that the story is credited to.
    Outlet,
    /// Not known.
    Unknown,
}

/// One name as it stands in one place.
#[derive(Debug, Clone)]
pub(crate) struct Sighting {
    /// The words as written.
    pub(crate) text: String,
    /// The same, folded.
    pub(crate) folded: String,
    /// Which article, in order.
    pub(crate) article: usize,
    /// Votes that the words around it give.
    pub(crate) votes: Votes,
}

/// Evidence for the kind of a name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Votes {
    /// For an organisation.
    pub(crate) organisation: u32,
    /// For a person.
    pub(crate) person: u32,
    /// For a place.
    pub(crate) place: u32,
}

impl Votes {
    fn add(&mut self, other: Self) {
        self.organisation += other.organisation;
        self.person += other.person;
        self.place += other.place;
    }

    fn kind(self) -> EntityKind {
        let most = self.organisation.max(self.person).max(self.place);
        match most {
            0 => EntityKind::Unknown,
            _ if most == self.organisation => EntityKind::Organisation,
            _ if most == self.person => EntityKind::Person,
            _ => EntityKind::Place,
        }
    }
}

/// Somebody or something with a name.
#[derive(Debug, Clone)]
pub(crate) struct Entity {
    /// The fullest form that running text uses.
    pub(crate) name: String,
    /// What it is.
    pub(crate) kind: EntityKind,
}

/// All names of a story.
#[derive(Debug, Clone, Default)]
pub(crate) struct Entities {
    list: Vec<Entity>,
    by_form: BTreeMap<String, EntityId>,
}

#[derive(Default)]
struct Form {
    written: BTreeMap<String, u32>,
    votes: Votes,
    articles: BTreeSet<usize>,
}

impl Entities {
    /// Learns the names of a story from where they were seen, in order of the articles.
    /// Short forms join a long one where only one fits. Cost: forms × forms, and stories
    /// have few forms.
    pub(crate) fn learn(sightings: &[Sighting]) -> Self {
        let mut forms: BTreeMap<String, Form> = BTreeMap::new();
        let plain: BTreeSet<String> = sightings
            .iter()
            .filter(|sighting| !sighting.folded.contains('-'))
            .map(|sighting| key(&sighting.folded))
            .collect();
        for sighting in sightings {
            // "the Orlan-Veltra deal" names two, not a third.
            let pair = sighting.folded.split_once('-');
            if pair.is_some_and(|(one, other)| {
                plain.contains(&key(one)) && plain.contains(&key(other))
            }) {
                continue;
            }
            let form = forms.entry(key(&sighting.folded)).or_insert_with(|| Form {
                votes: own_votes(&sighting.folded),
                ..Form::default()
            });
            *form.written.entry(sighting.text.clone()).or_default() += 1;
            form.votes.add(sighting.votes);
            form.articles.insert(sighting.article);
        }
        let parents = parents(&forms);
        let mut entities = Self::default();
        let mut ids: BTreeMap<String, EntityId> = BTreeMap::new();
        for folded in forms.keys() {
            let root = root(folded, &parents);
            let id = *ids.entry(root.clone()).or_insert_with(|| {
                entities
                    .list
                    .push(Entity { name: String::new(), kind: EntityKind::Unknown });
                EntityId(entities.list.len() as u32 - 1)
            });
            entities.by_form.insert(folded.clone(), id);
        }
        entities.describe(&forms);
        entities
    }

    fn describe(&mut self, forms: &BTreeMap<String, Form>) {
        let mut votes = vec![Votes::default(); self.list.len()];
        let mut best: Vec<(usize, u32, String)> =
            vec![(0, 0, String::new()); self.list.len()];
        for (folded, id) in &self.by_form {
            let (Some(form), at) = (forms.get(folded), id.0 as usize) else { continue };
            let written = form.written.iter().max_by_key(|(text, count)| {
                let shouted =
                    text.chars().count() > 4 && !text.chars().any(char::is_lowercase);
                (!shouted, **count, std::cmp::Reverse((*text).clone()))
            });
            let (Some((text, count)), Some(votes), Some(best)) =
                (written, votes.get_mut(at), best.get_mut(at))
            else {
                continue;
            };
            votes.add(form.votes);
            // "LYON" of a dateline is written "Lyon" elsewhere.
            let shouted =
                text.chars().count() > 4 && !text.chars().any(char::is_lowercase);
            let rank =
                (folded.split(' ').count().min(6), if shouted { 0 } else { *count });
            if rank > (best.0, best.1) || best.2.is_empty() {
                *best = (rank.0, rank.1, text.clone());
            }
        }
        for ((entity, votes), best) in self.list.iter_mut().zip(votes).zip(best) {
            entity.kind = votes.kind();
            entity.name = best.2;
        }
    }

    /// The entity a folded form names.
    pub(crate) fn of_form(&self, folded: &str) -> Option<EntityId> {
        self.by_form.get(&key(folded)).copied()
    }

    /// The entity that a name written anywhere (a credit, a source field) names.
    pub(crate) fn of_name(&self, name: &str) -> Option<EntityId> {
        let key = key(&name.to_lowercase());
        let bare = ["the ", "le ", "la ", "les ", "l'"]
            .iter()
            .find_map(|article| key.strip_prefix(article))
            .unwrap_or(&key);
        self.by_form.get(&key).or_else(|| self.by_form.get(bare)).copied()
    }

    /// Marks a name as a place.
    pub(crate) fn mark_place(&mut self, id: EntityId) {
        if let Some(entity) = self.list.get_mut(id.0 as usize) {
            entity.kind = EntityKind::Place;
        }
    }

    /// Marks a name as a person, unless it is known to be an organisation.
    pub(crate) fn mark_person(&mut self, id: EntityId) {
        if let Some(entity) = self.list.get_mut(id.0 as usize)
            && entity.kind == EntityKind::Unknown
        {
            entity.kind = EntityKind::Person;
        }
    }

    /// Marks a name as an outlet or agency: it reports and takes no part.
    pub(crate) fn mark_outlet(&mut self, id: EntityId) {
        // "CAMPARA (Romania) -": brackets of a dateline also hold countries.
        if let Some(entity) = self.list.get_mut(id.0 as usize)
            && entity.kind != EntityKind::Place
        {
            entity.kind = EntityKind::Outlet;
        }
    }

    /// The forms known, in order, with their entities.
    pub(crate) fn forms(&self) -> impl Iterator<Item = (&str, EntityId)> {
        self.by_form.iter().map(|(form, id)| (form.as_str(), *id))
    }

    /// The entity.
    pub(crate) fn get(&self, id: EntityId) -> Option<&Entity> {
        self.list.get(id.0 as usize)
    }

    /// Its name; empty for an id from elsewhere.
    pub(crate) fn name(&self, id: EntityId) -> &str {
        self.get(id).map_or("", |entity| entity.name.as_str())
    }

    /// Its kind.
    pub(crate) fn kind(&self, id: EntityId) -> EntityKind {
        self.get(id).map_or(EntityKind::Unknown, |entity| entity.kind)
    }

    /// Whether it may act as a company does: an organisation, or not known to be else.
    pub(crate) fn is_party(&self, id: EntityId) -> bool {
        matches!(self.kind(id), EntityKind::Organisation | EntityKind::Unknown)
    }
}

/// Forms are compared without accents: papers abroad drop them.
fn key(folded: &str) -> String {
    recoupe_text::fold::fold_key(folded)
}

/// Words that complete the name of a company rather than name another.
fn is_company_form(word: &str) -> bool {
    COMPANY_FORMS.contains(word) || matches!(word, "ai" | "ia" | "&" | "co")
}

/// What the words of a name say of its kind.
fn own_votes(folded: &str) -> Votes {
    let words: Vec<&str> = folded.split([' ', '-']).collect();
    if super::institutions::is_institution(folded) {
        return Votes { organisation: 4, ..Votes::default() };
    }
    let company = words.iter().skip(1).any(|word| COMPANY_FORMS.contains(word))
        || words.iter().any(|word| INSTITUTIONS.contains(word))
        || words.iter().skip(1).any(|word| matches!(*word, "ai" | "ia" | "bank" | "tv"));
    let person =
        words.len() > 1 && words.first().is_some_and(|word| FIRST_NAMES.contains(word));
    let bare = folded.strip_prefix("the ").unwrap_or(folded);
    let place = PLACES.contains(bare.replace(' ', "_").as_str());
    Votes {
        organisation: if company { 4 } else { 0 },
        person: if person && !company { 3 } else { 0 },
        place: if place { 8 } else { 0 },
    }
}

/// For each short form the one longer form it stands for.
fn parents(forms: &BTreeMap<String, Form>) -> BTreeMap<String, String> {
    let mut parents = BTreeMap::new();
    let mut central: BTreeMap<&str, &String> = BTreeMap::new();
    for (short, form) in forms {
        // "Canada's central bank", « la banque centrale du Canada », "Bank of Canada".
        if let Some(country) = super::institutions::central_bank_of(short) {
            match central.get(country) {
                Some(first) => {
                    parents.insert(short.clone(), (*first).clone());
                }
                None => {
                    central.insert(country, short);
                }
            }
            continue;
        }
        let mut fitting: Vec<&String> = forms
            .iter()
            .filter(|(long, other)| {
                long.len() > short.len() && stands_for(short, form, long, other)
            })
            .map(|(long, _)| long)
            .collect();
        // "Orlan Labs" is the name in full, "Orlan Asia" is somebody else's.
        let full = |long: &str| {
            let rest = long.strip_prefix(short.as_str()).unwrap_or_default();
            rest.starts_with(' ') && rest.split_whitespace().all(is_company_form)
        };
        if fitting.iter().any(|long| full(long)) {
            fitting.retain(|long| full(long));
        }
        // A name of a company outweighs that of a founder who shares it.
        if fitting.iter().any(|long| long.starts_with(short.as_str()))
            && form.votes.person == 0
        {
            fitting.retain(|long| long.starts_with(short.as_str()));
        }
        // Of "orlan", "orlan group" and "orlan group sa" the last is the fullest form of one
        // name: keep a chain, refuse a choice.
        fitting.sort_by_key(|long| long.len());
        let Some(first) = fitting.first() else { continue };
        let chain = fitting.iter().all(|long| {
            long.starts_with(first.as_str()) || long.ends_with(first.as_str())
        });
        if chain {
            parents.insert(short.clone(), (*first).clone());
        }
    }
    parents
}

fn root(form: &str, parents: &BTreeMap<String, String>) -> String {
    let mut at = form;
    for _ in 0..6 {
        match parents.get(at) {
            Some(parent) => at = parent,
            None => break,
        }
    }
    at.to_owned()
}

/// Whether a short form stands for a long one.
fn stands_for(short: &str, short_form: &Form, long: &str, long_form: &Form) -> bool {
    if short_form.votes.place > 0 {
        return false;
    }
    let rest = long.strip_prefix(short).and_then(|rest| rest.strip_prefix(' '));
    if let Some(rest) = rest {
        if long_form.votes.person >= 3 && long_form.votes.organisation == 0 {
            return short_form.votes.organisation == 0;
        }
        let form_only = rest.split(' ').all(|word| {
            COMPANY_FORMS.contains(word) || matches!(word, "ai" | "ia" | "&" | "co")
        });
        return form_only || introduces(short_form, long_form);
    }
    let last = long.strip_suffix(short).is_some_and(|before| before.ends_with(' '));
    if last && !short.contains(' ') {
        return long_form.votes.person > long_form.votes.organisation
            && short_form.votes.organisation == 0;
    }
    is_acronym(short, long)
        && long_form.articles.intersection(&short_form.articles).count() > 0
}

/// Whether the long form introduces the short one, as news does: at least half of the
/// articles with the long form go on with the short one.
fn introduces(short: &Form, long: &Form) -> bool {
    let both = short.articles.intersection(&long.articles).count();
    both * 2 >= long.articles.len()
        && both > 0
        && long.votes.organisation >= long.votes.person
        && short.votes.person == 0
}

/// Whether `short` is made of the first letters of the words of `long`, small words aside.
fn is_acronym(short: &str, long: &str) -> bool {
    if short.chars().count() < 2 || short.contains(' ') {
        return false;
    }
    let initials: String = long
        .split([' ', '-', '\''])
        .filter(|word| {
            !matches!(
                *word,
                "of" | "the"
                    | "and"
                    | "de"
                    | "du"
                    | "des"
                    | "d"
                    | "la"
                    | "l"
                    | "et"
                    | "for"
            )
        })
        .filter_map(|word| word.chars().next())
        .collect();
    initials.chars().count() >= 2 && initials == short.replace('.', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(article: usize, text: &str) -> Sighting {
        Sighting {
            text: text.to_owned(),
            folded: text.to_lowercase(),
            article,
            votes: Votes::default(),
        }
    }

    #[test]
    fn short_forms_join_the_one_long_form_that_fits() {
        let entities = Entities::learn(&[
            seen(0, "Orlan Platforms"),
            seen(0, "Orlan"),
            seen(0, "Jane Stone"),
            seen(0, "Stone"),
            seen(1, "Veltra AI"),
            seen(1, "Veltra"),
            seen(1, "Banque du Léman"),
            seen(1, "BL"),
        ]);
        let same =
            |left: &str, right: &str| entities.of_form(left) == entities.of_form(right);
        assert!(same("orlan", "orlan platforms"));
        assert!(same("stone", "jane stone"));
        assert!(same("veltra", "veltra ai"));
        assert!(same("bl", "banque du léman"));
        assert!(!same("orlan", "veltra"));
        assert_eq!(entities.name(entities.of_form("stone").unwrap()), "Jane Stone");
        assert_eq!(entities.kind(entities.of_form("stone").unwrap()), EntityKind::Person);
    }

    #[test]
    fn two_long_forms_leave_a_short_one_alone() {
        let entities = Entities::learn(&[
            seen(0, "Jane Stone"),
            seen(0, "Peter Stone"),
            seen(0, "Stone"),
        ]);
        assert_ne!(entities.of_form("stone"), entities.of_form("jane stone"));
        assert_ne!(entities.of_form("stone"), entities.of_form("peter stone"));
    }
}
