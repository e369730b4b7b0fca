//! Groups from verified edges, without chains: every member passed against its lead.

use std::collections::BTreeMap;

use rayon::prelude::*;
use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use crate::stars::{Graph, Link, Star};
use crate::versions::{Dispatch, Succession, new_version, succession};
use crate::warnings::{Warning, giants};
use crate::{CopySettings, Pair, Signature, Verdict};

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
    /// Its place among the versions of the story.
    #[serde(flatten)]
    pub succession: Succession,
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
        copies.groups.push(copy_group(&graph, &star));
        made.extend(star.made);
    }
    copies.groups.sort_by(|one, other| one.lead.cmp(&other.lead));
    copies.pairs.extend(made);
    copies.pairs.sort_by(|one, other| (&one.a, &one.b).cmp(&(&other.a, &other.b)));
    if copies.groups.iter().any(|group| group.members.len() > settings.giant_group) {
        let texts: BTreeMap<&str, &str> =
            articles.iter().map(|one| (one.id.as_str(), one.text.as_str())).collect();
        copies.warnings = giants(&copies.groups, settings, |id| texts.get(id).copied());
    }
    copies
}

impl Copies {
    /// Tells each member its place among the versions of its story (see [`succession`]).
    /// `dispatches` in any order; members without one are told nothing.
    pub fn tell_versions(&mut self, dispatches: &[Dispatch<'_>]) {
        let mut found = succession(dispatches, &self.groups, &self.pairs);
        if found.is_empty() {
            return;
        }
        for member in self.groups.iter_mut().flat_map(|group| &mut group.members) {
            member.succession = found.remove(&member.id).unwrap_or_default();
        }
    }
}

fn copy_group(graph: &Graph, star: &Star) -> CopyGroup {
    let id =
        graph.article(star.lead).map(|article| article.id.clone()).unwrap_or_default();
    let lead = Member {
        id: id.clone(),
        role: Role::Lead,
        resemblance: 1.0,
        containment: 1.0,
        succession: Succession::default(),
    };
    let mut members = vec![lead];
    if !star.members.is_empty() {
        let mark = graph.article(star.lead).and_then(new_version);
        members.extend(star.members.iter().filter_map(|(rank, link)| {
            let article = graph.article(*rank)?;
            let is_version = new_version(article) != mark;
            Some(member(article, *link, is_version.then_some(Role::Version)))
        }));
    }
    CopyGroup { copy_group: format!("copy-{id}"), lead: id, members }
}

fn member(article: &Article, link: Link, role: Option<Role>) -> Member {
    let by_words = match link.verdict {
        Verdict::Partial => Role::Partial,
        Verdict::Copy | Verdict::Apart => Role::Copy,
    };
    Member {
        id: article.id.clone(),
        role: role.unwrap_or(by_words),
        resemblance: link.resemblance,
        containment: link.containment,
        succession: Succession::default(),
    }
}
