//! The walk from articles to stories, step by step in time: what is read once is kept while
//! it is within the window, new articles meet what is open, and what was joined is repaired.

use rayon::prelude::*;

use crate::candidates::{Index, Scratch, lookup_keys};
use crate::constraints::{self, Constraint, Wish};
use crate::decision::{Model, score};
use crate::evidence::evidence;
use crate::follow::{self, Near};
use crate::gather::{Ground, Orders, Regrouped, regroup};
use crate::portrait::{Portrait, portrait};
use crate::quick::{QuickMap, QuickSet};
use crate::rarity::Rarity;
use crate::settings::StorySettings;
use crate::story::{Story, told};
use crate::units::Unit;
use crate::vocabulary::Reader;

/// Articles that one thread reads in a row, so that what it learns of words pays.
const READ_IN_A_ROW: usize = 256;

/// A group of units.
#[derive(Debug, Clone)]
struct Group {
    /// Its units, ascending.
    members: Vec<u32>,
    /// Whether it still takes in articles.
    is_open: bool,
}

/// All that is known while stories are found.
#[derive(Debug, Default)]
pub(crate) struct Engine<'a> {
    settings: StorySettings,
    constraints: Vec<Constraint>,
    model: Model,
    units: Vec<Unit<'a>>,
    /// By unit; none once its story is closed.
    portraits: Vec<Option<Box<Portrait>>>,
    unit_of: QuickMap<String, u32>,
    groups: Vec<Group>,
    /// The open groups, ascending.
    open: Vec<u32>,
    /// Closed stories as they were told, by group.
    closed: Vec<(u32, Story)>,
    index: Index,
    rarity: Rarity,
    near: Vec<Near>,
    today: Option<i32>,
    /// Articles that people want joined with others: their stories stay open.
    pinned: QuickSet<String>,
}

impl<'a> Engine<'a> {
    pub(crate) fn new(settings: StorySettings, constraints: Vec<Constraint>) -> Self {
        let joins = constraints.iter().filter(|constraint| constraint.wish == Wish::Join);
        let pinned = joins.flat_map(|constraint| constraint.articles.clone()).collect();
        Self { settings, constraints, pinned, ..Self::default() }
    }

    /// The same with another model, for measurements.
    #[cfg(feature = "dev")]
    pub(crate) fn with_model(self, model: Model) -> Self {
        Self { model, ..self }
    }

    /// Takes in units, in their order, and settles what they change. The cost is linear in
    /// them, apart from groups they touch.
    pub(crate) fn step(&mut self, new: Vec<Unit<'a>>) {
        let first = self.units.len() as u32;
        self.admit(new);
        let pairs = self.scored_pairs(first);
        self.regroup(first, &pairs);
        self.close_what_is_past();
    }

    /// Adds a copy of a unit that was taken in before; false where the group is unknown.
    pub(crate) fn take_copy(&mut self, unit: Unit<'a>) -> Option<Unit<'a>> {
        let known = unit
            .copy_group
            .as_ref()
            .and_then(|group| self.unit_of.get(&group_name(group)).copied());
        let Some(at) = known else { return Some(unit) };
        if let Some(slot) = self.units.get_mut(at as usize) {
            for article in [unit.article].into_iter().chain(unit.copies) {
                self.unit_of.insert(article.id.clone(), at);
                slot.copies.push(article);
            }
        }
        None
    }

    /// Whether an article was taken in before.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.unit_of.contains_key(id)
    }

    fn admit(&mut self, new: Vec<Unit<'a>>) {
        let first = self.units.len();
        let mut drawn: Vec<Box<Portrait>> = new
            .par_iter()
            .with_min_len(READ_IN_A_ROW)
            .map_init(Reader::default, |reader, unit| {
                Box::new(portrait(&unit.article, reader))
            })
            .collect();
        let newest = drawn.iter().filter_map(|portrait| portrait.day).max();
        if let (Some(before), Some(now)) = (self.today, newest) {
            self.rarity.age((now - before) as f32, self.settings.half_life_days);
        }
        self.today = self.today.max(newest);
        self.rarity.count(drawn.iter().map(|portrait| &**portrait));
        drawn.par_iter_mut().for_each(|portrait| self.rarity.weigh(portrait));
        for (at, unit) in new.iter().enumerate() {
            let own = (first + at) as u32;
            for article in unit.members() {
                self.unit_of.insert(article.id.clone(), own);
            }
            if let Some(group) = &unit.copy_group {
                self.unit_of.insert(group_name(group), own);
            }
        }
        self.units.extend(new);
        self.portraits.extend(drawn.into_iter().map(Some));
    }

    fn portrait(&self, unit: u32) -> Option<&Portrait> {
        self.portraits.get(unit as usize)?.as_deref()
    }

    fn score(&self, one: u32, two: u32) -> f32 {
        match (self.portrait(one), self.portrait(two)) {
            (Some(one), Some(two)) => score(&evidence(one, two), &self.model),
            _ => f32::NEG_INFINITY,
        }
    }

    /// The pairs worth comparing of the units from `first` on, with their scores, ascending.
    fn scored_pairs(&mut self, first: u32) -> Vec<(u32, u32, f32)> {
        let fresh: Vec<(u32, Vec<(u32, f32)>)> = (first..self.units.len() as u32)
            .into_par_iter()
            .map(|unit| (unit, self.portrait(unit).map_or_else(Vec::new, lookup_keys)))
            .collect();
        for (unit, keys) in &fresh {
            self.index.add(*unit, keys);
        }
        let mut pairs: Vec<(u32, u32)> = fresh
            .par_iter()
            .with_min_len(READ_IN_A_ROW)
            .map_init(Scratch::default, |scratch, (unit, keys)| {
                let near = self.index.nearest(*unit, keys, &self.settings, scratch);
                near.into_iter()
                    .map(|other| (other.min(*unit), other.max(*unit)))
                    .collect::<Vec<_>>()
            })
            .flatten_iter()
            .collect();
        pairs.par_sort_unstable();
        pairs.dedup();
        let weighed: Vec<((u32, u32, f32), Option<Near>)> = pairs
            .into_par_iter()
            .filter_map(|(one, two)| {
                let found = evidence(self.portrait(one)?, self.portrait(two)?);
                let score = score(&found, &self.model);
                Some(((one, two, score), follow::near(one, two, &found, score)))
            })
            .collect();
        self.near.extend(weighed.iter().filter_map(|(_, near)| *near));
        weighed.into_iter().map(|(pair, _)| pair).collect()
    }

    /// Settles the units from `first` on with the open groups.
    fn regroup(&mut self, first: u32, pairs: &[(u32, u32, f32)]) {
        let (orders, joins) = constraints::orders(&self.constraints, &self.unit_of);
        let mut before: Vec<Vec<u32>> = self
            .open
            .iter()
            .filter_map(|group| self.groups.get(*group as usize))
            .map(|group| group.members.clone())
            .collect();
        let mut slots: Vec<Option<u32>> =
            self.open.iter().map(|group| Some(*group)).collect();
        before.extend((first..self.units.len() as u32).map(|unit| vec![unit]));
        slots.resize(before.len(), None);
        join_by_order(&mut before, &orders, &joins);
        let ground = Ground {
            join_at: self.settings.join_at,
            score: |one, two| self.score(one, two),
            orders: &orders,
            model: &self.model,
        };
        let regrouped = regroup(&before, pairs, &ground);
        self.keep(before, slots, regrouped);
    }

    /// Writes the outcome of a regrouping into the groups: a group keeps its place where its
    /// first unit stays.
    fn keep(
        &mut self,
        before: Vec<Vec<u32>>,
        slots: Vec<Option<u32>>,
        regrouped: Vec<Regrouped>,
    ) {
        let mut is_stale = vec![false; before.len()];
        let mut after: Vec<Vec<u32>> = Vec::new();
        for part in regrouped {
            for at in part.before {
                if let Some(stale) = is_stale.get_mut(at) {
                    *stale = true;
                }
            }
            after.extend(part.after);
        }
        let untouched = before.into_iter().zip(is_stale).filter(|(_, stale)| !stale);
        after.extend(untouched.map(|(members, _)| members));
        after.retain(|members| !members.is_empty());
        after.sort_unstable();
        let mut slot_of: QuickMap<u32, u32> = QuickMap::default();
        for slot in slots.into_iter().flatten() {
            if let Some(group) = self.groups.get_mut(slot as usize) {
                slot_of.extend(group.members.first().map(|founder| (*founder, slot)));
                group.members = Vec::new();
            }
        }
        self.open.clear();
        for members in after {
            let founder = members.first().copied().unwrap_or_default();
            let slot = slot_of.get(&founder).copied().unwrap_or(self.groups.len() as u32);
            let group = Group { members, is_open: true };
            match self.groups.get_mut(slot as usize) {
                Some(place) => *place = group,
                None => self.groups.push(group),
            }
            self.open.push(slot);
        }
        self.open.sort_unstable();
    }

    /// Tells and forgets the stories whose last article lies before both windows.
    fn close_what_is_past(&mut self) {
        let Some(today) = self.today else { return };
        let horizon = today - self.settings.window_days;
        let kept_from = self.units.len().saturating_sub(self.settings.window_articles);
        let is_past = |unit: &u32| {
            (*unit as usize) < kept_from
                && !self.is_pinned(*unit)
                && self
                    .portrait(*unit)
                    .and_then(|it| it.day)
                    .is_none_or(|day| day < horizon)
        };
        let past: Vec<u32> = self
            .open
            .iter()
            .copied()
            .filter(|group| {
                let group = self.groups.get(*group as usize);
                group.is_some_and(|group| group.members.iter().all(is_past))
            })
            .collect();
        if past.is_empty() {
            return;
        }
        let stories: Vec<(u32, Story)> =
            past.par_iter().map(|group| (*group, self.told(*group))).collect();
        self.closed.extend(stories);
        for slot in &past {
            let Some(group) = self.groups.get_mut(*slot as usize) else { continue };
            group.is_open = false;
            for unit in &group.members {
                if let Some(portrait) = self.portraits.get_mut(*unit as usize) {
                    *portrait = None;
                }
            }
        }
        let groups = &self.groups;
        self.open.retain(|slot| groups.get(*slot as usize).is_some_and(|it| it.is_open));
        let portraits = &self.portraits;
        self.index
            .retain(|unit| portraits.get(unit as usize).is_some_and(Option::is_some));
    }

    fn is_pinned(&self, unit: u32) -> bool {
        let unit = self.units.get(unit as usize).filter(|_| !self.pinned.is_empty());
        unit.is_some_and(|unit| unit.members().any(|it| self.pinned.contains(&it.id)))
    }

    fn told(&self, group: u32) -> Story {
        let members = self.groups.get(group as usize).map_or(&[][..], |it| &it.members);
        let of: Vec<(&Unit<'_>, &Portrait)> = members
            .iter()
            .filter_map(|unit| {
                Some((self.units.get(*unit as usize)?, self.portrait(*unit)?))
            })
            .collect();
        told(&of, &self.model)
    }

    /// All stories so far, by first day, then founder, with their links.
    pub(crate) fn stories(&self) -> Vec<Story> {
        let mut all: Vec<(u32, Story)> = self.closed.clone();
        let open: Vec<(u32, Story)> =
            self.open.par_iter().map(|group| (*group, self.told(*group))).collect();
        all.extend(open);
        let founder = |slot: u32| {
            let group = self.groups.get(slot as usize);
            group.and_then(|group| group.members.first().copied()).unwrap_or(u32::MAX)
        };
        all.sort_by_cached_key(|(slot, story)| {
            (story.first.is_none(), story.first, founder(*slot))
        });
        let mut story_of: QuickMap<u32, u32> = QuickMap::default();
        for (at, (slot, _)) in all.iter().enumerate() {
            let members =
                self.groups.get(*slot as usize).map_or(&[][..], |it| &it.members);
            story_of.extend(members.iter().map(|unit| (*unit, at as u32)));
        }
        let mut stories: Vec<Story> = all.into_iter().map(|(_, story)| story).collect();
        let name = |unit: u32| {
            let unit = self.units.get(unit as usize);
            unit.map_or_else(String::new, |unit| unit.article.id.clone())
        };
        follow::link(&mut stories, &self.near, &story_of, &name);
        stories
    }

    /// The articles taken in.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &recoupe_text::Article> {
        self.units.iter().flat_map(Unit::members)
    }

    /// What people wished.
    pub(crate) fn constraints(&self) -> &[Constraint] {
        &self.constraints
    }

    /// The settings.
    pub(crate) fn settings(&self) -> &StorySettings {
        &self.settings
    }
}

/// The name of a copy group among the names of articles: no id begins like this.
fn group_name(group: &str) -> String {
    format!("\u{0}{group}")
}

/// Merges the groups that people joined, but for those that people keep apart.
fn join_by_order(groups: &mut [Vec<u32>], orders: &Orders, joins: &[(u32, u32)]) {
    if joins.is_empty() {
        return;
    }
    let mut place: QuickMap<u32, usize> = QuickMap::default();
    for (at, members) in groups.iter().enumerate() {
        place.extend(members.iter().map(|unit| (*unit, at)));
    }
    for (one, two) in joins {
        let (Some(&first), Some(&second)) = (place.get(one), place.get(two)) else {
            continue;
        };
        let (Some(own), Some(other)) = (groups.get(first), groups.get(second)) else {
            continue;
        };
        let clash = own.iter().any(|one| {
            other.iter().any(|two| orders.apart.contains(&(*one.min(two), *one.max(two))))
        });
        if first == second || clash {
            continue;
        }
        let moved = groups.get_mut(second).map(std::mem::take).unwrap_or_default();
        place.extend(moved.iter().map(|unit| (*unit, first)));
        if let Some(members) = groups.get_mut(first) {
            members.extend(moved);
            members.sort_unstable();
        }
    }
}
