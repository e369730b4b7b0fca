//! From pairs to stories: the likeliest joins first, each judged against the members of
//! both sides and not against a mean of them.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

/// Members of a story that stand for it when it is compared; the founder is the first.
const REPRESENTATIVES: usize = 8;

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

/// Groups the articles `0..count`: average-link clustering, best join first, over the
/// scored pairs, down to `join_at`. `score` gives the log-odds of any pair; pairs that
/// were never candidates are scored when two groups meet.
///
/// Ties fall to the smaller index, so the outcome depends on the order of the articles
/// alone. Members ascend, groups ascend by their first member. A link is bounded by the
/// better of the links it was made of, so a stale one is only ever too high and is
/// computed anew when it surfaces. Cost: n log n in the pairs.
pub(crate) fn gather(
    count: usize,
    pairs: &[(u32, u32, f32)],
    join_at: f32,
    score: impl Fn(u32, u32) -> f32,
) -> Vec<Vec<u32>> {
    let mut gathering = Gathering::new(count, pairs, score);
    let hopeful = pairs.iter().filter(|(_, _, link)| *link >= join_at);
    let mut joins: BinaryHeap<Join> =
        hopeful.map(|&(one, two, link)| Join { link, one, two, sizes: (1, 1) }).collect();
    while let Some(join) = joins.pop() {
        if let Some(fresher) = gathering.settle(join, join_at) {
            joins.push(fresher);
        }
    }
    gathering.groups()
}

struct Gathering<S> {
    /// The group each article points to; its own index where it leads one.
    leader: Vec<u32>,
    /// Members by leader, ascending; empty for articles that lead nothing.
    members: Vec<Vec<u32>>,
    known: HashMap<(u32, u32), f32>,
    score: S,
}

impl<S: Fn(u32, u32) -> f32> Gathering<S> {
    fn new(count: usize, pairs: &[(u32, u32, f32)], score: S) -> Self {
        Self {
            leader: (0..count as u32).collect(),
            members: (0..count as u32).map(|article| vec![article]).collect(),
            known: pairs.iter().map(|&(one, two, link)| ((one, two), link)).collect(),
            score,
        }
    }

    /// Makes the join, or gives it back with a fresh link, or drops it.
    fn settle(&mut self, join: Join, join_at: f32) -> Option<Join> {
        let one = self.leader_of(join.one);
        let two = self.leader_of(join.two);
        if one == two {
            return None;
        }
        let (one, two) = (one.min(two), one.max(two));
        let sizes = (self.size(one), self.size(two));
        if (join.one, join.two, join.sizes) == (one, two, sizes) {
            self.merge(one, two);
            return None;
        }
        let link = self.link(one, two);
        (link >= join_at).then_some(Join { link, one, two, sizes })
    }

    fn leader_of(&self, article: u32) -> u32 {
        let mut at = article;
        while let Some(&next) = self.leader.get(at as usize) {
            if next == at {
                break;
            }
            at = next;
        }
        at
    }

    fn of(&self, leader: u32) -> &[u32] {
        self.members.get(leader as usize).map_or(&[], Vec::as_slice)
    }

    fn size(&self, leader: u32) -> u32 {
        self.of(leader).len() as u32
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

    /// Mean score over the representatives of both sides.
    fn link(&mut self, one: u32, two: u32) -> f32 {
        let (own, other) = (representatives(self.of(one)), representatives(self.of(two)));
        let mut sum = 0.0;
        for &mine in &own {
            for &theirs in &other {
                sum += self.score_of(mine.min(theirs), mine.max(theirs));
            }
        }
        sum / (own.len() * other.len()).max(1) as f32
    }

    fn score_of(&mut self, one: u32, two: u32) -> f32 {
        let score = &self.score;
        *self.known.entry((one, two)).or_insert_with(|| score(one, two))
    }

    fn groups(self) -> Vec<Vec<u32>> {
        self.members.into_iter().filter(|members| !members.is_empty()).collect()
    }
}

/// The founder and members spread evenly over the rest.
fn representatives(members: &[u32]) -> Vec<u32> {
    let step = members.len().div_ceil(REPRESENTATIVES).max(1);
    members.iter().copied().step_by(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chain_of_likenesses_is_not_one_story() {
        let near = |one: u32, two: u32| if two - one == 1 { 2.0 } else { -4.0 };
        let pairs: Vec<_> = (0..6).map(|at| (at, at + 1, 2.0)).collect();
        let groups = gather(7, &pairs, 0.0, near);
        assert!(groups.iter().all(|members| members.len() <= 2), "{groups:?}");
    }

    #[test]
    fn every_article_is_in_one_group() {
        let groups = gather(4, &[(0, 2, 3.0), (1, 3, -1.0)], 0.0, |_, _| -6.0);
        assert_eq!(groups, [vec![0, 2], vec![1], vec![3]]);
    }
}
