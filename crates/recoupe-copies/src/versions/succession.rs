//! The versions of a story in order: what supersedes what, and what was taken back.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_text::{Article, Publication};
use serde::{Deserialize, Serialize};

use super::declared::change_of;
use super::notice::Headlines;
use super::{Change, Declared, VersionMark, note_mark, version_mark};
use crate::candidates::root;
use crate::signature::{moment, read_moment};
use crate::{CopyGroup, Pair};

/// What is known of an article's place among versions, before others are looked at.
#[derive(Debug, Clone)]
pub struct Dispatch<'a> {
    /// The article's id.
    pub id: &'a str,
    /// Its outlet or agency.
    pub source: Option<&'a str>,
    /// Its headline.
    pub title: Option<&'a str>,
    /// Its text; only notices of withdrawal are read.
    pub text: &'a str,
    /// Its moment of publication in seconds since 1970 UTC; a day without a time counts as
    /// its end.
    pub moment: Option<i64>,
    /// Whether the time of day is known.
    pub is_timed: bool,
    /// What it says of itself.
    pub mark: Option<VersionMark>,
    /// What its record declares.
    pub declared: Declared,
}

/// How an article stands among the versions of its story. All parts are empty where the
/// story has only one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Succession {
    /// Its version, counted from 1 in order of time; copies of one version share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version_number: Option<u32>,
    /// What it announces, by its own words or by its record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub change: Option<Change>,
    /// The first article of the version before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<String>,
    /// The first article of the version after.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub superseded_by: Option<String>,
    /// Whether its version was taken back, by a kill or by its own record.
    #[serde(skip_serializing_if = "is_false")]
    pub killed: bool,
    /// The article that took it back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub killed_by: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes references")]
fn is_false(value: &bool) -> bool {
    !value
}

/// When this version was made: its own moment where the record speaks of versions, else
/// the publication.
fn version_moment<'a>(article: &'a Article, declared: &Declared) -> Option<&'a str> {
    let speaks = declared.version.is_some()
        || declared.publication.is_some()
        || declared.document.is_some()
        || !declared.replaces.is_empty();
    let updated = article.metadata.updated.as_deref().filter(|_| speaks);
    updated.or(article.published_at.as_deref())
}

impl<'a> Dispatch<'a> {
    /// What an article and its record say of its version. Cost: see [`version_mark`].
    pub fn of(article: &'a Article) -> Self {
        let declared = Declared::of(article);
        let note = declared.note.as_deref().and_then(note_mark);
        let stated = version_moment(article, &declared);
        Self {
            id: &article.id,
            source: article.source.as_deref(),
            title: article.title.as_ref().map(|title| title.text.as_str()),
            text: &article.text,
            moment: stated.and_then(read_moment).or_else(|| moment(article)),
            is_timed: stated.is_some_and(|stated| stated.len() > "2026-01-01".len()),
            mark: version_mark(article).max(note),
            declared,
        }
    }

    /// The stronger of what words and record announce.
    pub fn change(&self) -> Option<Change> {
        let declared = self.declared.publication.and_then(change_of);
        let replaces = (!self.declared.replaces.is_empty()).then_some(Change::Update);
        self.mark.map(|mark| mark.change).max(declared).max(replaces)
    }

    pub(super) fn kills(&self) -> bool {
        self.change().is_some_and(Change::kills)
    }

    /// The identity that all versions of its document share.
    fn document(&self) -> &str {
        self.declared.document.as_deref().unwrap_or(self.id)
    }

    /// Whether its record says that it must not be used.
    fn is_cancelled(&self) -> bool {
        self.declared.publication == Some(Publication::Cancelled)
    }

    fn is_version(&self) -> bool {
        self.change().is_some_and(Change::is_version)
    }

    /// Whether it may have come before the other: true where a moment is unknown.
    pub(super) fn is_before(&self, other: &Self) -> bool {
        self.moment.zip(other.moment).is_none_or(|(here, there)| here <= there)
    }

    /// Days since 1970.
    fn day(&self) -> i64 {
        self.moment.map_or(i64::MAX, |moment| moment.div_euclid(86_400))
    }
}

/// Puts the versions of each story in order. The result holds the articles of stories with
/// more than one version, and all that announce a change or were taken back, by id.
///
/// Articles belong to one story of versions where they are of one copy group, where their
/// records name one document, where one names the other as what it replaces, or where a
/// notice of withdrawal names the other's headline. An article with a mark opens a version,
/// unless another source opened it with the same mark; an article without one belongs to
/// the version before it that it resembles most. Versions stand in order of the day, then
/// of time or number. A kill takes back all versions before it, with all their copies, also
/// those published later.
///
/// `dispatches` in any order; `pairs` are the verified ones of `groups`. The result depends
/// on no order. Cost: n log n, and nothing beyond a look at each where none is marked.
pub fn succession(
    dispatches: &[Dispatch<'_>],
    groups: &[CopyGroup],
    pairs: &[Pair],
) -> BTreeMap<String, Succession> {
    let is_marked =
        |one: &Dispatch<'_>| one.change().is_some() || one.declared.document.is_some();
    if !dispatches.iter().any(is_marked) {
        return BTreeMap::new();
    }
    let desk = Desk::new(dispatches, groups);
    let families = desk.families();
    let resemblances = desk.resemblances(&families, pairs);
    let mut found = BTreeMap::new();
    for family in &families {
        let versions = desk.versions(family, &resemblances);
        desk.tell(&versions, &mut found);
    }
    found
}

/// The articles, and where each stands.
struct Desk<'a> {
    dispatches: &'a [Dispatch<'a>],
    /// Places of the articles, sorted by id.
    by_id: Vec<(&'a str, u32)>,
    /// The number of each article's group.
    group_of: Vec<u32>,
    groups: u32,
    /// Documents that more than one article declares to be a version of.
    shared: BTreeSet<&'a str>,
}

fn shared_documents<'a>(dispatches: &'a [Dispatch<'_>]) -> BTreeSet<&'a str> {
    let named: BTreeSet<&str> =
        dispatches.iter().filter_map(|one| one.declared.document.as_deref()).collect();
    if named.is_empty() {
        return named;
    }
    let mut documents: Vec<&str> = dispatches.iter().map(Dispatch::document).collect();
    documents.sort_unstable();
    let runs = documents.chunk_by(|one, other| one == other);
    let shared = runs.filter(|run| run.len() > 1).filter_map(|run| run.first().copied());
    shared.filter(|document| named.contains(document)).collect()
}

/// Resemblances of pairs of places, the smaller first.
type Resemblances = BTreeMap<(u32, u32), f64>;

/// The articles of one version, the one that opens it first.
struct Version {
    places: Vec<u32>,
}

impl<'a> Desk<'a> {
    fn new(dispatches: &'a [Dispatch<'a>], groups: &[CopyGroup]) -> Self {
        let mut by_id: Vec<(&str, u32)> =
            dispatches.iter().map(|one| one.id).zip(0_u32..).collect();
        by_id.sort_unstable();
        let mut desk = Self {
            dispatches,
            by_id,
            group_of: vec![u32::MAX; dispatches.len()],
            groups: groups.len() as u32,
            shared: shared_documents(dispatches),
        };
        for (group, number) in groups.iter().zip(0_u32..) {
            for member in &group.members {
                let place = desk.place(&member.id);
                let slot = place.and_then(|at| desk.group_of.get_mut(at as usize));
                if let Some(slot) = slot {
                    *slot = number;
                }
            }
        }
        desk
    }

    fn at(&self, place: u32) -> Option<&'a Dispatch<'a>> {
        self.dispatches.get(place as usize)
    }

    fn place(&self, id: &str) -> Option<u32> {
        let at = self.by_id.binary_search_by(|(known, _)| (*known).cmp(id)).ok()?;
        self.by_id.get(at).map(|(_, place)| *place)
    }

    fn group(&self, place: u32) -> Option<u32> {
        self.group_of.get(place as usize).copied().filter(|group| *group != u32::MAX)
    }

    /// The places of each story of versions that holds a marked article, each sorted.
    fn families(&self) -> Vec<Vec<u32>> {
        let mut parents: Vec<u32> = (0..self.groups).collect();
        let mut told: BTreeSet<u32> = BTreeSet::new();
        for (one, other) in self.links() {
            let groups = (self.group(one), self.group(other));
            let (Some(one), Some(other)) = groups else { continue };
            let (one, other) = (root(&mut parents, one), root(&mut parents, other));
            if let Some(parent) = parents.get_mut(one.max(other) as usize) {
                *parent = one.min(other);
            }
            told.insert(one);
        }
        for (place, one) in (0_u32..).zip(self.dispatches) {
            told.extend(one.change().and_then(|_| self.group(place)));
        }
        let told: BTreeSet<u32> =
            told.into_iter().map(|group| root(&mut parents, group)).collect();
        let mut families: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for place in 0..self.dispatches.len() as u32 {
            let Some(group) = self.group(place) else { continue };
            let family = root(&mut parents, group);
            if told.contains(&family) {
                families.entry(family).or_default().push(place);
            }
        }
        families.into_values().collect()
    }

    /// Pairs of articles that are versions of one document though their words may differ.
    fn links(&self) -> Vec<(u32, u32)> {
        let mut links = Vec::new();
        let mut documents: BTreeMap<&str, u32> = BTreeMap::new();
        for (place, one) in (0_u32..).zip(self.dispatches) {
            if self.shares_document(one) {
                let first = *documents.entry(one.document()).or_insert(place);
                if first != place {
                    links.push((first, place));
                }
            }
        }
        let mut headlines = None;
        for (place, one) in (0_u32..).zip(self.dispatches) {
            for named in &one.declared.replaces {
                let named = named.as_str();
                let other = self.place(named).or_else(|| documents.get(named).copied());
                links.extend(other.map(|other| (other, place)));
            }
            if one.kills() {
                let headlines =
                    headlines.get_or_insert_with(|| Headlines::of(self.dispatches));
                let other = headlines.named_by(place, self.dispatches);
                links.extend(other.map(|other| (other, place)));
            }
        }
        links
    }

    /// What the pairs inside families resemble.
    fn resemblances(&self, families: &[Vec<u32>], pairs: &[Pair]) -> Resemblances {
        let inside: BTreeSet<u32> = families.iter().flatten().copied().collect();
        let known = pairs.iter().filter_map(|pair| {
            let (a, b) = (self.place(&pair.a)?, self.place(&pair.b)?);
            let both = inside.contains(&a) && inside.contains(&b);
            both.then_some(((a.min(b), a.max(b)), pair.resemblance))
        });
        known.collect()
    }

    /// The versions of a family, in order.
    fn versions(&self, family: &[u32], resemblances: &Resemblances) -> Vec<Version> {
        let is_timed = family
            .iter()
            .filter_map(|place| self.at(*place))
            .all(|one| one.is_timed || !one.is_version());
        let mut family = family.to_vec();
        family.sort_by_key(|place| self.order(*place, is_timed));
        let is_marked = |place: &u32| self.at(*place).is_some_and(|one| self.opens(one));
        let (marked, plain): (Vec<u32>, Vec<u32>) =
            family.into_iter().partition(is_marked);
        let mut versions: Vec<Version> = Vec::new();
        for place in marked {
            match versions.iter_mut().find(|version| self.is_same(version, place)) {
                Some(version) => version.places.push(place),
                None => versions.push(Version { places: vec![place] }),
            }
        }
        let mut originals = Vec::new();
        let heads: Vec<u32> =
            versions.iter().filter_map(|one| one.places.first().copied()).collect();
        for place in plain {
            let found = self.nearest(place, &originals, &heads, resemblances);
            match found.and_then(|at| versions.get_mut(at)) {
                Some(version) => version.places.push(place),
                None => originals.push(place),
            }
        }
        if !originals.is_empty() {
            versions.insert(0, Version { places: originals });
        }
        versions
    }

    /// Whether an article opens a version of its own.
    fn opens(&self, one: &Dispatch<'_>) -> bool {
        one.is_version() || self.shares_document(one)
    }

    /// Whether other articles declare to be versions of its document.
    fn shares_document(&self, one: &Dispatch<'_>) -> bool {
        self.shared.contains(one.document())
    }

    /// The order of versions; `is_timed` where the time of day of all marked ones is known.
    fn order(&self, place: u32, is_timed: bool) -> impl Ord + use<'a> {
        let one = self.at(place);
        let day = one.map(Dispatch::day);
        let marked = one.is_some_and(Dispatch::is_version);
        let number = one.and_then(|one| one.mark).and_then(|mark| mark.number);
        let version = one
            .and_then(|one| one.declared.version.as_deref())
            .map(|version| version.trim_start_matches('0'))
            .map(|version| (version.len(), version));
        let moment = one.and_then(|one| one.moment);
        let timed = if is_timed { moment } else { None };
        (
            day,
            timed,
            version,
            marked,
            number,
            moment,
            one.map(|one| (one.change(), one.id)),
        )
    }

    /// Whether a marked article belongs to a version that another source opened.
    fn is_same(&self, version: &Version, place: u32) -> bool {
        let opener = version.places.first().and_then(|first| self.at(*first));
        let (Some(opener), Some(one)) = (opener, self.at(place)) else { return false };
        let group = version.places.first().and_then(|first| self.group(*first));
        let same_mark = opener.mark == one.mark && opener.change() == one.change();
        if self.shares_document(opener) || self.shares_document(one) {
            return opener.document() == one.document()
                && opener.declared.version.is_some()
                && opener.declared.version == one.declared.version;
        }
        let numbered = one.mark.is_some_and(|mark| mark.number.is_some());
        let other_source = opener.source.is_none() || opener.source != one.source;
        group == self.group(place) && same_mark && (other_source || numbered)
    }

    /// Which version an article without a mark is a copy of; `None` for the first.
    fn nearest(
        &self,
        place: u32,
        originals: &[u32],
        heads: &[u32],
        resemblances: &Resemblances,
    ) -> Option<usize> {
        let one = self.at(place)?;
        let known =
            |other: u32| resemblances.get(&(place.min(other), place.max(other))).copied();
        let here = |other: &u32| self.group(*other) == self.group(place);
        let original = originals.iter().copied().find(here);
        let mut best = (original.and_then(known).unwrap_or(-1.0), None);
        let may_follow = |head: u32| {
            here(&head) && self.at(head).is_some_and(|head| head.is_before(one))
        };
        for (head, at) in heads.iter().copied().zip(0_usize..) {
            if !may_follow(head) {
                continue;
            }
            let near = known(head).unwrap_or(-1.0);
            // Without any original in the group the first version there is the nearest.
            if near > best.0 || (original.is_none() && best.1.is_none() && near >= best.0)
            {
                best = (near, Some(at));
            }
        }
        best.1
    }

    /// Tells what supersedes what.
    fn tell(&self, versions: &[Version], found: &mut BTreeMap<String, Succession>) {
        let head = |at: usize| {
            let first = versions.get(at)?.places.first()?;
            self.at(*first).map(|one| one.id.to_owned())
        };
        let kills: Vec<Option<String>> = (0..versions.len())
            .map(|at| head(at).filter(|_| self.is_kill(versions.get(at))))
            .collect();
        for (at, version) in versions.iter().enumerate() {
            let killer = kills.iter().skip(at + 1).flatten().next().cloned();
            let cancelled = version.places.iter().filter_map(|place| self.at(*place));
            let cancelled = cancelled.filter(|one| one.is_cancelled());
            let killer = killer.or_else(|| cancelled.map(|one| one.id.to_owned()).next());
            for one in version.places.iter().filter_map(|place| self.at(*place)) {
                let told = Succession {
                    version_number: Some(at as u32 + 1).filter(|_| versions.len() > 1),
                    change: one.change(),
                    supersedes: at.checked_sub(1).and_then(head),
                    superseded_by: head(at + 1),
                    killed: killer.is_some(),
                    killed_by: killer.clone(),
                };
                if told != Succession::default() {
                    found.insert(one.id.to_owned(), told);
                }
            }
        }
    }

    fn is_kill(&self, version: Option<&Version>) -> bool {
        let first = version.and_then(|version| version.places.first());
        first.and_then(|first| self.at(*first)).is_some_and(Dispatch::kills)
    }
}
