//! Components of verified pairs, split into stars: a lead and those that passed against it.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};

use recoupe_text::Article;

use crate::candidates::root;
use crate::compare::{Body, Verdict};
use crate::verify::verify_pair;
use crate::{CopySettings, Pair, Signature};

/// In a component up to this size a lead is compared with everyone; in a larger one, with
/// neighbours of neighbours, so that the cost stays linear.
const SMALL_COMPONENT: usize = 64;

/// A lead and those that passed against it, by rank.
pub(crate) struct Star {
    pub(crate) lead: u32,
    pub(crate) members: Vec<(u32, Link)>,
    /// Pairs compared here.
    pub(crate) made: Vec<Pair>,
}

/// How a member stands to its lead.
#[derive(Clone, Copy)]
pub(crate) struct Link {
    pub(crate) verdict: Verdict,
    pub(crate) resemblance: f64,
    pub(crate) containment: f64,
}

/// Documents by rank in lead order, and the verified pairs between them.
pub(crate) struct Graph<'a> {
    articles: Vec<&'a Article>,
    /// For each rank its verified neighbours and the pair's place, sorted.
    neighbours: Vec<Vec<(u32, u32)>>,
}

impl<'a> Graph<'a> {
    pub(crate) fn new(
        articles: &'a [Article],
        signatures: &[Signature],
        pairs: &[Pair],
    ) -> Self {
        let mut order: Vec<(&Signature, &Article)> =
            signatures.iter().zip(articles).collect();
        order.sort_by(|one, other| one.0.lead_key().cmp(&other.0.lead_key()));
        let ranks: BTreeMap<&str, u32> =
            order.iter().map(|(_, article)| article.id.as_str()).zip(0..).collect();
        let mut neighbours = vec![Vec::new(); order.len()];
        for (place, pair) in (0_u32..).zip(pairs) {
            let found = (ranks.get(pair.a.as_str()), ranks.get(pair.b.as_str()));
            let (Some(&a), Some(&b)) = found else { continue };
            for (from, to) in [(a, b), (b, a)] {
                if let Some(list) = neighbours.get_mut(from as usize) {
                    list.push((to, place));
                }
            }
        }
        for list in &mut neighbours {
            list.sort_unstable();
            // Repeated ids would give repeated pairs.
            list.dedup_by_key(|(rank, _)| *rank);
        }
        Self {
            articles: order.into_iter().map(|(_, article)| article).collect(),
            neighbours,
        }
    }

    /// The article at a rank.
    pub(crate) fn article(&self, rank: u32) -> Option<&'a Article> {
        self.articles.get(rank as usize).copied()
    }

    /// Ranks that hang together by verified pairs, each component sorted.
    pub(crate) fn components(&self, pairs: &[Pair]) -> Vec<Vec<u32>> {
        let count = self.articles.len() as u32;
        let mut parents: Vec<u32> = (0..count).collect();
        for rank in 0..count {
            for (other, _) in self.joined(rank, pairs) {
                let (a, b) = (root(&mut parents, rank), root(&mut parents, other));
                if let Some(parent) = parents.get_mut(a.max(b) as usize) {
                    *parent = a.min(b);
                }
            }
        }
        let mut keyed: Vec<(u32, u32)> =
            (0..count).map(|rank| (root(&mut parents, rank), rank)).collect();
        keyed.sort_unstable();
        let runs = keyed.chunk_by(|one, other| one.0 == other.0);
        runs.map(|run| run.iter().map(|(_, rank)| *rank).collect()).collect()
    }

    /// The neighbours of a rank that are copies or partial copies of it.
    fn joined<'p>(
        &'p self,
        rank: u32,
        pairs: &'p [Pair],
    ) -> impl Iterator<Item = (u32, &'p Pair)> {
        let list = self.neighbours.get(rank as usize).map_or(&[][..], Vec::as_slice);
        list.iter().filter_map(|(other, place)| {
            let pair = pairs.get(*place as usize)?;
            (pair.verdict != Verdict::Apart).then_some((*other, pair))
        })
    }

    /// Splits a component into stars: leads in lead order, each with those that pass
    /// against it; then each member goes to the lead it resembles most.
    pub(crate) fn stars(
        &self,
        component: &[u32],
        pairs: &[Pair],
        settings: &CopySettings,
    ) -> Vec<Star> {
        let known = Known {
            graph: self,
            pairs,
            settings,
            ranks: component,
            bodies: component.iter().map(|_| OnceCell::new()).collect(),
        };
        let mut free: BTreeSet<u32> = component.iter().copied().collect();
        let mut stars = Vec::new();
        while let Some(lead) = free.pop_first() {
            let star = known.star(lead, &free);
            for (member, _) in &star.members {
                free.remove(member);
            }
            stars.push(star);
        }
        if stars.len() > 1 {
            self.settle(&mut stars, pairs);
        }
        stars
    }

    /// Moves each member to the lead it resembles most, of equal ones the first.
    fn settle(&self, stars: &mut [Star], pairs: &[Pair]) {
        let places: BTreeMap<u32, usize> =
            stars.iter().map(|star| star.lead).zip(0..).collect();
        let members: Vec<(usize, u32, Link)> = stars
            .iter_mut()
            .zip(0..)
            .flat_map(|(star, place)| {
                std::mem::take(&mut star.members)
                    .into_iter()
                    .map(move |(rank, link)| (place, rank, link))
            })
            .collect();
        for (place, rank, link) in members {
            let mut best = (place, link);
            for (lead, pair) in self.joined(rank, pairs) {
                let Some(&other) = places.get(&lead) else { continue };
                let nearer = pair.resemblance.total_cmp(&best.1.resemblance);
                if nearer.is_gt() || (nearer.is_eq() && other < best.0) {
                    best = (other, self.link(rank, pair));
                }
            }
            if let Some(star) = stars.get_mut(best.0) {
                star.members.push((rank, best.1));
            }
        }
        for star in stars {
            star.members.sort_by_key(|(rank, _)| *rank);
        }
    }

    /// The neighbours of the neighbours of a rank.
    fn two_steps_away(&self, rank: u32, pairs: &[Pair]) -> BTreeSet<u32> {
        let near = self.joined(rank, pairs).map(|(near, _)| near);
        near.flat_map(|near| self.joined(near, pairs).map(|(far, _)| far)).collect()
    }

    /// Whether the two were compared before.
    fn are_known(&self, one: u32, other: u32) -> bool {
        let list = self.neighbours.get(one as usize).map_or(&[][..], Vec::as_slice);
        list.binary_search_by_key(&other, |(rank, _)| *rank).is_ok()
    }

    /// How the member at `rank` stands in a pair with its lead.
    fn link(&self, rank: u32, pair: &Pair) -> Link {
        let is_a = self.articles.get(rank as usize).is_some_and(|one| one.id == pair.a);
        Link {
            verdict: pair.verdict,
            resemblance: pair.resemblance,
            containment: if is_a { pair.containment_a } else { pair.containment_b },
        }
    }
}

/// One component, and what is known of its members; bodies are made ready when needed.
struct Known<'a> {
    graph: &'a Graph<'a>,
    pairs: &'a [Pair],
    settings: &'a CopySettings,
    ranks: &'a [u32],
    bodies: Vec<OnceCell<Body<'a>>>,
}

impl Known<'_> {
    /// The star of a lead among those that are still free.
    fn star(&self, lead: u32, free: &BTreeSet<u32>) -> Star {
        let mut star = Star { lead, members: Vec::new(), made: Vec::new() };
        for (near, pair) in self.graph.joined(lead, self.pairs) {
            if free.contains(&near) {
                star.members.push((near, self.graph.link(near, pair)));
            }
        }
        for far in self.unknown(lead, free) {
            let Some(pair) = self.compare(lead, far) else { continue };
            if pair.verdict != Verdict::Apart {
                star.members.push((far, self.graph.link(far, &pair)));
                star.made.push(pair);
            }
        }
        star.members.sort_by_key(|(rank, _)| *rank);
        star
    }

    /// Those among the free that the lead was never compared with and may match.
    fn unknown(&self, lead: u32, free: &BTreeSet<u32>) -> BTreeSet<u32> {
        let mut others = if self.ranks.len() <= SMALL_COMPONENT {
            free.clone()
        } else {
            self.graph.two_steps_away(lead, self.pairs)
        };
        others.retain(|far| free.contains(far) && !self.graph.are_known(lead, *far));
        others
    }

    fn compare(&self, one: u32, other: u32) -> Option<Pair> {
        Some(verify_pair(self.body(one)?, self.body(other)?, self.settings))
    }

    fn body(&self, rank: u32) -> Option<&Body<'_>> {
        let article = self.graph.article(rank)?;
        let cell = self.bodies.get(self.ranks.binary_search(&rank).ok()?)?;
        Some(cell.get_or_init(|| Body::new(article, self.settings)))
    }
}
