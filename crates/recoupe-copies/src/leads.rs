//! Another order of leads: the longest text, a preferred source, whatever the user wants to
//! keep. Groups are split again where a member does not pass against the new lead.

use std::collections::BTreeMap;

use recoupe_text::Article;

use crate::compare::{Body, Verdict};
use crate::group::{Copies, CopyGroup, Member, Role};
use crate::verify::verify_pair;
use crate::versions::{Dispatch, Succession, new_version};
use crate::{CopySettings, Pair};

/// Gives each group the lead that `key` prefers (the smallest; of equal ones the first in
/// the usual order: earliest, longest, id). A member that does not pass against the new
/// lead founds or joins another group with those left, in the same order, so that every
/// member stays verified against its lead. Pairs that had to be compared for that are
/// added; versions are told again.
///
/// Only members of one group are compared: two groups are never joined. Groups of one are
/// untouched. The result depends on no order. Cost: one comparison for each member of a
/// group whose lead changes and whose pair with it is not known.
pub fn prefer_leads<Key: Ord>(
    copies: &mut Copies,
    articles: &[Article],
    settings: &CopySettings,
    key: impl Fn(&Article) -> Key,
) {
    let by_id: BTreeMap<&str, &Article> =
        articles.iter().map(|article| (article.id.as_str(), article)).collect();
    let article = |id: &str| by_id.get(id).copied();
    let known: BTreeMap<(String, String), Pair> = copies
        .pairs
        .drain(..)
        .map(|pair| ((pair.a.clone(), pair.b.clone()), pair))
        .collect();
    let mut desk = Regrouping { article: &article, settings, pairs: known };
    let mut groups = Vec::with_capacity(copies.groups.len());
    for group in copies.groups.drain(..) {
        let key_of = |member: &Member| article(&member.id).map(&key);
        let best = (1..group.members.len()).fold(0, |best, at| {
            let keys = (group.members.get(best), group.members.get(at));
            match (keys.0.map(key_of), keys.1.map(key_of)) {
                (Some(one), Some(other)) if other < one => at,
                _ => best,
            }
        });
        if best == 0 {
            groups.push(group);
            continue;
        }
        let mut members = group.members;
        // A stable sort: of equal keys the usual order.
        members.sort_by_cached_key(key_of);
        groups.extend(desk.split(members));
    }
    groups.sort_by(|one, other| one.lead.cmp(&other.lead));
    copies.groups = groups;
    copies.pairs = desk.pairs.into_values().collect();
    let dispatches: Vec<Dispatch<'_>> = articles.iter().map(Dispatch::of).collect();
    copies.tell_versions(&dispatches);
}

struct Regrouping<'a, Find> {
    article: &'a Find,
    settings: &'a CopySettings,
    pairs: BTreeMap<(String, String), Pair>,
}

impl<'a, Find: Fn(&str) -> Option<&'a Article>> Regrouping<'a, Find> {
    /// Splits members, in order of preference, into groups around their leads.
    fn split(&mut self, members: Vec<Member>) -> Vec<CopyGroup> {
        let mut groups = Vec::new();
        let mut waiting = members;
        while !waiting.is_empty() {
            let mut rest = waiting.into_iter();
            let Some(first) = rest.next() else { break };
            let lead = Member {
                role: Role::Lead,
                resemblance: 1.0,
                containment: 1.0,
                succession: Succession::default(),
                ..first
            };
            let mut group = CopyGroup {
                copy_group: format!("copy-{}", lead.id),
                lead: lead.id.clone(),
                members: vec![lead],
            };
            let mut left = Vec::new();
            for member in rest {
                match self.joined(&group.lead, &member) {
                    Some(member) => group.members.push(member),
                    None => left.push(member),
                }
            }
            groups.push(group);
            waiting = left;
        }
        groups
    }

    /// The member as one of the lead's group, if it passes.
    fn joined(&mut self, lead: &str, member: &Member) -> Option<Member> {
        let (a, b) = if lead <= member.id.as_str() {
            (lead, member.id.as_str())
        } else {
            (member.id.as_str(), lead)
        };
        let key = (a.to_owned(), b.to_owned());
        if !self.pairs.contains_key(&key) {
            let (one, other) = ((self.article)(a)?, (self.article)(b)?);
            let body = |article| Body::new(article, self.settings);
            let pair = verify_pair(&body(one), &body(other), self.settings);
            if pair.verdict == Verdict::Apart {
                return None;
            }
            self.pairs.insert(key.clone(), pair);
        }
        let pair = self.pairs.get(&key).filter(|pair| pair.verdict != Verdict::Apart)?;
        let mark = |id: &str| (self.article)(id).and_then(new_version);
        let is_version = mark(lead) != mark(&member.id);
        let is_a = pair.a == member.id;
        Some(Member {
            id: member.id.clone(),
            role: match pair.verdict {
                _ if is_version => Role::Version,
                Verdict::Partial => Role::Partial,
                Verdict::Copy | Verdict::Apart => Role::Copy,
            },
            resemblance: pair.resemblance,
            containment: if is_a { pair.containment_a } else { pair.containment_b },
            succession: Succession::default(),
        })
    }
}
