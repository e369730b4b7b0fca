//! From pairs to stories: the likeliest joins first, each judged against the members of
//! both sides and not against a mean of them.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rayon::prelude::*;

use crate::decision::Model;
use crate::quick::{QuickMap, QuickSet};
use crate::repair;

/// Members of a story that stand for it when it is compared; the founder is the first.
const REPRESENTATIVES: usize = 8;

/// The founder and members spread evenly over the rest.
pub(crate) fn representatives(members: &[u32]) -> impl Iterator<Item = u32> {
    let step = members.len().div_ceil(REPRESENTATIVES).max(1);
    members.iter().copied().step_by(step)
}

/// What people laid down: pairs of articles that stay together or apart, smaller first.
#[derive(Debug, Default)]
pub(crate) struct Orders {
    /// Pairs that must not be in one story.
    pub(crate) apart: QuickSet<(u32, u32)>,
    /// Articles that must stay where they are.
    pub(crate) joined: QuickSet<u32>,
}

/// What a partition is made of besides its pairs.
#[derive(Debug)]
pub(crate) struct Ground<'a, S> {
    /// See [`crate::StorySettings::join_at`].
    pub(crate) join_at: f32,
    /// The log-odds of any pair, the smaller article first.
    pub(crate) score: S,
    /// What people laid down.
    pub(crate) orders: &'a Orders,
    /// The margins.
    pub(crate) model: &'a Model,
}

/// Groups that were made anew: out of which of the groups before.
#[derive(Debug)]
pub(crate) struct Regrouped {
    /// Places of the groups before, ascending.
    pub(crate) before: Vec<usize>,
    /// The articles of the groups after, ascending, by their first article.
    pub(crate) after: Vec<Vec<u32>>,
}

/// Regroups: average-link clustering, best join first, over the scored `pairs`, down to
/// `join_at` (single articles need a little more), then repair. `before` are the groups as
/// they stand, ascending inside, single articles among them. Groups that no hopeful pair
/// touches are left out of the outcome: they stay as they are.
///
/// Groups that no chain of hopeful pairs connects cannot meet, so each connected part is
/// settled by itself, on all processors, with the same outcome. Ties fall to the smaller
/// article, so the outcome depends on the order of the articles alone. A link is bounded
/// by the better of the links it was made of, so a stale one is only ever too high and is
/// computed anew when it surfaces. Cost: n log n in the pairs.
pub(crate) fn regroup<S: Fn(u32, u32) -> f32 + Sync>(
    before: &[Vec<u32>],
    pairs: &[(u32, u32, f32)],
    ground: &Ground<'_, S>,
) -> Vec<Regrouped> {
    let mut group_of: QuickMap<u32, u32> = QuickMap::default();
    for (at, members) in before.iter().enumerate() {
        group_of.extend(members.iter().map(|member| (*member, at as u32)));
    }
    let hopeful = pairs.iter().filter(|(_, _, link)| *link >= ground.join_at);
    let mut joins: Vec<(u32, u32, (u32, u32, f32))> = hopeful
        .filter_map(|pair| {
            let (one, two) = (*group_of.get(&pair.0)?, *group_of.get(&pair.1)?);
            Some((one.min(two), one.max(two), *pair))
        })
        .collect();
    let parts = connected(before.len(), &mut joins);
    parts.into_par_iter().map(|part| part.settled(before, ground)).collect()
}

/// Groups that chains of hopeful pairs connect.
struct Part {
    groups: Vec<u32>,
    joins: Vec<(u32, u32, (u32, u32, f32))>,
}

/// The connected parts, by their first group.
fn connected(count: usize, joins: &mut [(u32, u32, (u32, u32, f32))]) -> Vec<Part> {
    let mut leaders: Vec<u32> = (0..count as u32).collect();
    for (one, two, _) in joins.iter() {
        let (one, two) = (leader(&leaders, *one), leader(&leaders, *two));
        if let Some(slot) = leaders.get_mut(one.max(two) as usize) {
            *slot = one.min(two);
        }
    }
    // Flat, so that what follows is one look each.
    for at in 0..leaders.len() {
        let top = leader(&leaders, at as u32);
        if let Some(slot) = leaders.get_mut(at) {
            *slot = top;
        }
    }
    let top = |group: u32| leaders.get(group as usize).copied().unwrap_or(group);
    joins
        .sort_unstable_by_key(|(one, two, pair)| (top(*one), *one, *two, pair.0, pair.1));
    let mut parts: Vec<Part> = Vec::new();
    let mut part_of: QuickMap<u32, usize> = QuickMap::default();
    for join in joins.iter() {
        let at = *part_of.entry(top(join.0)).or_insert(parts.len());
        if at == parts.len() {
            parts.push(Part { groups: Vec::new(), joins: Vec::new() });
        }
        if let Some(part) = parts.get_mut(at) {
            part.joins.push(*join);
        }
    }
    for group in 0..count as u32 {
        let at = part_of.get(&top(group));
        if let Some(part) = at.and_then(|at| parts.get_mut(*at)) {
            part.groups.push(group);
        }
    }
    parts
}

fn leader(leaders: &[u32], of: u32) -> u32 {
    let mut at = of;
    while let Some(&next) = leaders.get(at as usize) {
        if next == at {
            break;
        }
        at = next;
    }
    at
}

impl Part {
    fn settled<S: Fn(u32, u32) -> f32>(
        self,
        before: &[Vec<u32>],
        ground: &Ground<'_, S>,
    ) -> Regrouped {
        let place: QuickMap<u32, u32> = self
            .groups
            .iter()
            .enumerate()
            .map(|(at, group)| (*group, at as u32))
            .collect();
        let own = |group: &u32| place.get(group).copied().unwrap_or(0);
        let members = self
            .groups
            .iter()
            .map(|group| before.get(*group as usize).cloned().unwrap_or_default())
            .collect();
        let known = self.joins.iter().map(|(_, _, pair)| ((pair.0, pair.1), pair.2));
        let links = Links { known: known.collect(), ground };
        let joins: Vec<Join> = self
            .joins
            .iter()
            .filter(|(one, two, _)| one != two)
            .map(|(one, two, pair)| Join {
                link: pair.2,
                one: own(one),
                two: own(two),
                sizes: (1, 1),
            })
            .collect();
        let mut gathering =
            Gathering { leader: (0..self.groups.len() as u32).collect(), members, links };
        gathering.gather(joins);
        let Gathering { members, mut links, .. } = gathering;
        let groups = members.into_iter().filter(|members| !members.is_empty()).collect();
        let mut after = repair::repaired(groups, &mut links);
        after.sort_unstable();
        Regrouped {
            before: self.groups.iter().map(|group| *group as usize).collect(),
            after,
        }
    }
}

/// A join that may be made.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Join {
    link: f32,
    one: u32,
    two: u32,
    /// Sizes of both sides when the link was computed; larger ones mean it is stale.
    sizes: (u32, u32),
}

impl Eq for Join {}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        self.link
            .total_cmp(&other.link)
            .then((other.one, other.two).cmp(&(self.one, self.two)))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What came of a join.
enum Settled {
    /// It was made.
    Joined,
    /// One side has grown; this is the link of today.
    Fresher(Join),
    /// Too weak for groups of this size; it is looked at again when others have joined.
    Waits(Join),
    /// The two are one already, too far apart for any size, or kept apart by people.
    Over,
}

/// Links between groups, from the scores of their members.
pub(crate) struct Links<'a, S> {
    known: QuickMap<(u32, u32), f32>,
    /// What the partition rests on.
    pub(crate) ground: &'a Ground<'a, S>,
}

impl<S: Fn(u32, u32) -> f32> Links<'_, S> {
    /// The score of two articles.
    pub(crate) fn of_two(&mut self, one: u32, two: u32) -> f32 {
        let pair = (one.min(two), one.max(two));
        let score = &self.ground.score;
        *self.known.entry(pair).or_insert_with(|| score(pair.0, pair.1))
    }

    /// Mean score over the representatives of both sides.
    pub(crate) fn between(&mut self, own: &[u32], other: &[u32]) -> f32 {
        let (mut sum, mut count) = (0.0, 0_u32);
        for mine in representatives(own) {
            for theirs in representatives(other) {
                sum += self.of_two(mine, theirs);
                count += 1;
            }
        }
        sum / count.max(1) as f32
    }

    /// Whether people keep any two of them apart.
    pub(crate) fn are_kept_apart(&self, own: &[u32], other: &[u32]) -> bool {
        let apart = &self.ground.orders.apart;
        !apart.is_empty()
            && own.iter().any(|one| {
                other.iter().any(|two| apart.contains(&(*one.min(two), *one.max(two))))
            })
    }
}

struct Gathering<'a, S> {
    /// The group each group points to; its own place where it leads one.
    leader: Vec<u32>,
    /// Articles by leader, ascending; empty for groups that lead nothing.
    members: Vec<Vec<u32>>,
    links: Links<'a, S>,
}

impl<S: Fn(u32, u32) -> f32> Gathering<'_, S> {
    fn gather(&mut self, joins: Vec<Join>) {
        let mut joins = BinaryHeap::from(joins);
        let mut waiting = Vec::new();
        loop {
            let mut joined = false;
            while let Some(join) = joins.pop() {
                match self.settle(join) {
                    Settled::Joined => joined = true,
                    Settled::Fresher(join) => joins.push(join),
                    Settled::Waits(join) => waiting.push(join),
                    Settled::Over => {}
                }
            }
            if !joined {
                return;
            }
            joins.extend(waiting.drain(..));
        }
    }

    fn settle(&mut self, join: Join) -> Settled {
        let join_at = self.links.ground.join_at;
        let one = leader(&self.leader, join.one);
        let two = leader(&self.leader, join.two);
        if one == two {
            return Settled::Over;
        }
        let (one, two) = (one.min(two), one.max(two));
        let sizes = (self.of(one).len() as u32, self.of(two).len() as u32);
        if (join.one, join.two, join.sizes) == (one, two, sizes) {
            if join.link < self.links.ground.model.needed(sizes, join_at) {
                return Settled::Waits(join);
            }
            if self.links.are_kept_apart(self.of(one), self.of(two)) {
                return Settled::Over;
            }
            self.merge(one, two);
            return Settled::Joined;
        }
        let (own, other) =
            (self.members.get(one as usize), self.members.get(two as usize));
        let (Some(own), Some(other)) = (own, other) else { return Settled::Over };
        let link = self.links.between(own, other);
        let fresher = Join { link, one, two, sizes };
        if link >= join_at { Settled::Fresher(fresher) } else { Settled::Over }
    }

    fn of(&self, leader: u32) -> &[u32] {
        self.members.get(leader as usize).map_or(&[], Vec::as_slice)
    }

    fn merge(&mut self, one: u32, two: u32) {
        let Some(moved) = self.members.get_mut(two as usize).map(std::mem::take) else {
            return;
        };
        if let Some(leader) = self.leader.get_mut(two as usize) {
            *leader = one;
        }
        if let Some(members) = self.members.get_mut(one as usize) {
            members.extend(moved);
            members.sort_unstable();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(
        count: u32,
        pairs: &[(u32, u32, f32)],
        orders: &Orders,
        score: impl Fn(u32, u32) -> f32 + Sync,
    ) -> Vec<Vec<u32>> {
        let before: Vec<Vec<u32>> = (0..count).map(|article| vec![article]).collect();
        let ground = Ground { join_at: 0.0, score, orders, model: &Model::SHIPPED };
        let regrouped = regroup(&before, pairs, &ground);
        let touched: Vec<usize> =
            regrouped.iter().flat_map(|it| it.before.clone()).collect();
        let mut groups: Vec<Vec<u32>> =
            regrouped.into_iter().flat_map(|it| it.after).collect();
        let rest = before.into_iter().enumerate().filter(|(at, _)| !touched.contains(at));
        groups.extend(rest.map(|(_, members)| members));
        groups.sort();
        groups
    }

    #[test]
    fn a_chain_of_likenesses_is_not_one_story() {
        let near = |one: u32, two: u32| if two - one == 1 { 2.0 } else { -4.0 };
        let pairs: Vec<_> = (0..6).map(|at| (at, at + 1, 2.0)).collect();
        let groups = gathered(7, &pairs, &Orders::default(), near);
        assert!(groups.iter().all(|members| members.len() <= 2), "{groups:?}");
    }

    #[test]
    fn every_article_is_in_one_group() {
        let pairs = [(0, 2, 3.0), (1, 3, -1.0)];
        let groups = gathered(4, &pairs, &Orders::default(), |_, _| -6.0);
        assert_eq!(groups, [vec![0, 2], vec![1], vec![3]]);
    }

    #[test]
    fn what_people_keep_apart_is_not_joined() {
        let mut orders = Orders::default();
        orders.apart.insert((0, 2));
        let pairs = [(0, 1, 3.0), (0, 2, 3.0), (1, 2, 2.0)];
        let groups = gathered(3, &pairs, &orders, |_, _| 3.0);
        assert_eq!(groups, [vec![0, 1], vec![2]]);
    }
}
