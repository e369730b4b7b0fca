//! From pairs to stories: the likeliest joins first, each judged against the members of
//! both sides and not against a mean of them.

use crate::quick::QuickMap;
use std::cmp::Ordering;
use std::collections::BinaryHeap;

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
/// scored pairs, down to `join_at` (single articles need a little more). `score` gives the log-odds of any pair; pairs that
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
    let mut waiting = Vec::new();
    loop {
        let mut joined = false;
        while let Some(join) = joins.pop() {
            match gathering.settle(join, join_at) {
                Settled::Joined => joined = true,
                Settled::Fresher(join) => joins.push(join),
                Settled::Waits(join) => waiting.push(join),
                Settled::Over => {}
            }
        }
        if !joined {
            return gathering.groups();
        }
        joins.extend(waiting.drain(..));
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
    /// The two are one already, or too far apart for any size.
    Over,
}

/// What the link of two single articles must have above that of large groups, in log-odds:
/// one pair is one witness, and a mean over many errs less. 0.5: with 0, two purchases by
/// one buyer that are alone in a run became one (`tests/stories.rs`), and the groups of the
/// development events stayed the same within two articles.
const PAIR_MARGIN: f32 = 0.5;

/// The link that two single articles need.
pub(crate) fn pair_needed(join_at: f32) -> f32 {
    needed((1, 1), join_at)
}

/// The link that groups of these sizes need.
fn needed((one, two): (u32, u32), join_at: f32) -> f32 {
    join_at + PAIR_MARGIN / (one * two).max(1) as f32
}

struct Gathering<S> {
    /// The group each article points to; its own index where it leads one.
    leader: Vec<u32>,
    /// Members by leader, ascending; empty for articles that lead nothing.
    members: Vec<Vec<u32>>,
    known: QuickMap<(u32, u32), f32>,
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

    fn settle(&mut self, join: Join, join_at: f32) -> Settled {
        let one = self.leader_of(join.one);
        let two = self.leader_of(join.two);
        if one == two {
            return Settled::Over;
        }
        let (one, two) = (one.min(two), one.max(two));
        let sizes = (self.size(one), self.size(two));
        if (join.one, join.two, join.sizes) == (one, two, sizes) {
            if join.link < needed(sizes, join_at) {
                return Settled::Waits(join);
            }
            self.merge(one, two);
            return Settled::Joined;
        }
        let link = self.link(one, two);
        let fresher = Join { link, one, two, sizes };
        if link >= join_at { Settled::Fresher(fresher) } else { Settled::Over }
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
