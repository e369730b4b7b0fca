//! What is weighed: one article for each copy group, and each article without one.

use std::borrow::Cow;

use jiff::civil::Date;
use recoupe_text::Article;

use crate::quick::{QuickMap, QuickSet};
use crate::story::CopyMembers;

/// An article that is weighed, and those that go with it.
#[derive(Debug, Clone)]
pub(crate) struct Unit<'a> {
    /// The article that stands for all.
    pub(crate) article: Cow<'a, Article>,
    /// The others.
    pub(crate) copies: Vec<Cow<'a, Article>>,
    /// The copy group they are, if any.
    pub(crate) copy_group: Option<String>,
}

impl Unit<'_> {
    /// All its articles.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Article> {
        [&self.article].into_iter().chain(&self.copies).map(|article| &**article)
    }
}

/// Order of articles everywhere: by day, those without one last, then by id.
pub(crate) fn order(article: &Article) -> (bool, Option<Date>, &str) {
    (article.published.is_none(), article.published, &article.id)
}

/// The units of a run in their final order. An article that two groups claim stays in the
/// group with the smaller id; an article that is `alone` is weighed by itself, whatever its
/// group; a group without its lead is led by its earliest member.
pub(crate) fn units<'a>(
    articles: impl Iterator<Item = Cow<'a, Article>>,
    groups: &[CopyMembers],
    alone: &QuickSet<&str>,
) -> Vec<Unit<'a>> {
    let mut sorted: Vec<Cow<'a, Article>> = articles.collect();
    sorted.sort_by(|one, two| order(one).cmp(&order(two)));
    let mut group_of: QuickMap<&str, &CopyMembers> = QuickMap::default();
    for group in groups {
        for member in group.members.iter().chain([&group.lead]) {
            let claim = group_of.entry(member).or_insert(group);
            if group.id < claim.id {
                *claim = group;
            }
        }
    }
    let mut place: QuickMap<&str, usize> = QuickMap::default();
    let mut units: Vec<Unit<'a>> = Vec::with_capacity(sorted.len());
    for mut article in sorted {
        let group = group_of.get(article.id.as_str()).copied();
        let group = group.filter(|_| !alone.contains(article.id.as_str()));
        let at = group.and_then(|group| place.get(group.id.as_str()).copied());
        if let Some(unit) = at.and_then(|at| units.get_mut(at)) {
            if group.is_some_and(|group| group.lead == article.id) {
                std::mem::swap(&mut unit.article, &mut article);
            }
            unit.copies.push(article);
            continue;
        }
        if let Some(group) = group {
            place.insert(&group.id, units.len());
        }
        let copy_group = group.map(|group| group.id.clone());
        units.push(Unit { article, copies: Vec::new(), copy_group });
    }
    units.sort_by(|one, two| order(&one.article).cmp(&order(&two.article)));
    units
}
