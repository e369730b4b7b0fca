//! What is weighed: one article for each copy group, and each article without one.

use crate::quick::QuickMap;
use jiff::civil::Date;
use recoupe_text::Article;

use crate::story::CopyMembers;

/// An article that is weighed, and those that go with it.
#[derive(Debug)]
pub(crate) struct Unit<'a> {
    /// The article that stands for all.
    pub(crate) article: &'a Article,
    /// All articles, the weighed one among them.
    pub(crate) members: Vec<&'a Article>,
    /// The copy group they are, if any.
    pub(crate) copy_group: Option<&'a str>,
}

/// Order of articles everywhere: by day, those without one last, then by id.
pub(crate) fn order(article: &Article) -> (bool, Option<Date>, &str) {
    (article.published.is_none(), article.published, &article.id)
}

/// The units of a run in their final order. An article that two groups claim stays in the
/// group with the smaller id; of articles with one id the first is kept.
pub(crate) fn units<'a>(
    articles: &'a [Article],
    groups: &'a [CopyMembers],
) -> Vec<Unit<'a>> {
    let mut sorted: Vec<&Article> = articles.iter().collect();
    sorted.sort_by_key(|article| order(article));
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
    let mut units: Vec<Unit<'a>> = Vec::new();
    for article in sorted {
        let group = group_of.get(article.id.as_str()).copied();
        let at = group.and_then(|group| place.get(group.id.as_str()).copied());
        if let Some(unit) = at.and_then(|at| units.get_mut(at)) {
            unit.members.push(article);
            if group.is_some_and(|group| group.lead == article.id) {
                unit.article = article;
            }
            continue;
        }
        if let Some(group) = group {
            place.insert(&group.id, units.len());
        }
        let copy_group = group.map(|group| group.id.as_str());
        units.push(Unit { article, members: vec![article], copy_group });
    }
    units.sort_by_key(|unit| order(unit.article));
    units
}
