//! Groups from verified edges, without chains: every member passed against its lead.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use crate::candidates::root;
use crate::compare::{Body, Verdict};
use crate::verify::verify_pair;
use crate::versions::version_mark;
use crate::{CopySettings, Pair, Signature};

/// What a member is to its group.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The earliest; against it every other member was verified.
    Lead,
    /// The same copy.
    Copy,
    /// A part of the lead, or the lead is a part of it.
    Partial,
    /// An update, correction or kill of the lead, or the lead is one of it.
    Version,
}

/// A member of a group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// The article's id.
    pub id: String,
    /// What it is to the group.
    pub role: Role,
    /// Resemblance to the lead, 0..1.
    pub resemblance: f64,
    /// Share of its shingles that stand in the lead, 0..1.
    pub containment: f64,
}

/// Articles that carry the same copy. Most groups have one member.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CopyGroup {
    /// Id of the group: `copy-` and the id of the lead.
    pub copy_group: String,
    /// Id of the lead.
    pub lead: String,
    /// The members: the lead, then the others in lead order.
    pub members: Vec<Member>,
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The group it is about.
    pub copy_group: String,
    /// What is the matter, in words.
    pub message: String,
}

/// What came of the search for copies.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Copies {
    /// A partition of the articles, sorted by lead.
    pub groups: Vec<CopyGroup>,
    /// Verified pairs, sorted by ids; each member of a group has one with its lead.
    pub pairs: Vec<Pair>,
    /// Giant groups and the like.
    pub warnings: Vec<Warning>,
}

/// Groups the articles. Leads are taken in a total order (earliest published, then longest
/// body, then id); a lead takes those of its component that pass against it, directly or,
/// for neighbours of neighbours, by a comparison made here; who does not pass founds or
/// joins another group. `signatures` are those of `articles`, in the same order.
pub fn group(
    articles: &[Article],
    signatures: &[Signature],
    pairs: Vec<Pair>,
    settings: &CopySettings,
) -> Copies {
    let graph = Graph::new(articles, signatures, &pairs);
    let components = graph.components(&pairs);
    let stars: Vec<Vec<Star>> = components
        .par_iter()
        .map(|component| graph.stars(component, &pairs, settings))
        .collect();
    let mut copies = Copies { pairs, ..Copies::default() };
    let mut made: Vec<Pair> = Vec::new();
    for star in stars.into_iter().flatten() {
        copies.groups.push(graph.copy_group(&star));
        made.extend(star.made);
    }
    copies.groups.sort_by(|one, other| one.lead.cmp(&other.lead));
    copies.pairs.extend(made);
    copies.pairs.sort_by(|one, other| (&one.a, &one.b).cmp(&(&other.a, &other.b)));
    copies.warnings = giants(&copies.groups, settings);
    copies
}

fn giants(groups: &[CopyGroup], settings: &CopySettings) -> Vec<Warning> {
    let large = groups.iter().filter(|group| group.members.len() > settings.giant_group);
    large
        .map(|group| Warning {
            copy_group: group.copy_group.clone(),
            message: format!(
                "{} articles in one group; look whether they share a page's furniture rather than a text",
                group.members.len()
            ),
        })
        .collect()
}

/// In a component up to this size a lead is compared with everyone; in a larger one, with
/// neighbours of neighbours, so that the cost stays linear.
const SMALL_COMPONENT: usize = 64;

/// A lead and those that passed against it, by rank.
struct Star {
    lead: u32,
    members: Vec<(u32, Link)>,
    /// Pairs compared here.
    made: Vec<Pair>,
}

/// How a member stands to its lead.
#[derive(Clone, Copy)]
struct Link {
    verdict: Verdict,
    resemblance: f64,
    containment: f64,
}

/// Documents by rank in lead order, and the verified pairs between them.
struct Graph<'a> {
    articles: Vec<&'a Article>,
    /// For each rank its verified neighbours and the pair's place, sorted.
    neighbours: Vec<Vec<(u32, u32)>>,
}

impl<'a> Graph<'a> {
    fn new(articles: &'a [Article], signatures: &[Signature], pairs: &[Pair]) -> Self {
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

    /// Ranks that hang together by verified pairs, each component sorted.
    fn components(&self, pairs: &[Pair]) -> Vec<Vec<u32>> {
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
    fn stars(
        &self,
        component: &[u32],
        pairs: &[Pair],
        settings: &CopySettings,
    ) -> Vec<Star> {
        let mut free: BTreeSet<u32> = component.iter().copied().collect();
        let mut stars = Vec::new();
        while let Some(lead) = free.pop_first() {
            let others = if component.len() <= SMALL_COMPONENT {
                free.clone()
            } else {
                self.two_steps_away(lead, pairs)
            };
            let star = self.star(lead, &free, others, pairs, settings);
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

    fn star(
        &self,
        lead: u32,
        free: &BTreeSet<u32>,
        mut others: BTreeSet<u32>,
        pairs: &[Pair],
        settings: &CopySettings,
    ) -> Star {
        let mut star = Star { lead, members: Vec::new(), made: Vec::new() };
        for (near, pair) in self.joined(lead, pairs) {
            if free.contains(&near) {
                star.members.push((near, self.link(near, pair)));
            }
        }
        others.retain(|far| free.contains(far) && !self.are_known(lead, *far));
        if let Some(article) =
            self.articles.get(lead as usize).filter(|_| !others.is_empty())
        {
            let body = Body::new(article, settings);
            for far in others {
                let Some(other) = self.articles.get(far as usize) else { continue };
                let pair = verify_pair(&body, &Body::new(other, settings), settings);
                if pair.verdict != Verdict::Apart {
                    star.members.push((far, self.link(far, &pair)));
                    star.made.push(pair);
                }
            }
        }
        star.members.sort_by_key(|(rank, _)| *rank);
        star
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

    fn copy_group(&self, star: &Star) -> CopyGroup {
        let lead = self.articles.get(star.lead as usize);
        let mark = lead
            .and_then(|article| version_mark(article))
            .filter(|_| !star.members.is_empty());
        let id = lead.map(|article| article.id.clone()).unwrap_or_default();
        let first = Member {
            id: id.clone(),
            role: Role::Lead,
            resemblance: 1.0,
            containment: 1.0,
        };
        let others = star.members.iter().filter_map(|(rank, link)| {
            let article = self.articles.get(*rank as usize)?;
            let role = match link.verdict {
                _ if version_mark(article) != mark => Role::Version,
                Verdict::Partial => Role::Partial,
                Verdict::Copy | Verdict::Apart => Role::Copy,
            };
            let Link { resemblance, containment, .. } = *link;
            Some(Member { id: article.id.clone(), role, resemblance, containment })
        });
        let members = std::iter::once(first).chain(others).collect();
        CopyGroup { copy_group: format!("copy-{id}"), lead: id, members }
    }
}
