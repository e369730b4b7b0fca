//! The one place where the hall fits the stages together: what one gives, in the form the
//! next one asks for.

use std::collections::BTreeSet;

use recoupe_copies::{CopyGroup, version_mark};
use recoupe_stories::CopyMembers;
use recoupe_text::Article;

/// A copy group in the form the stories stage asks for.
pub(crate) fn members(group: &CopyGroup) -> CopyMembers {
    CopyMembers {
        id: group.copy_group.clone(),
        lead: group.lead.clone(),
        members: group.members.iter().map(|member| member.id.clone()).collect(),
    }
}

/// The ids of the members of a copy group whose place a later version has taken: an
/// update, correction or kill that came after them (unmarked articles come before marked
/// ones of the same day, and lower numbers before higher ones).
pub(crate) fn superseded(group: &[&Article]) -> BTreeSet<String> {
    let place_in_time = |article: &Article| {
        let mark = version_mark(article);
        (article.published, mark.map(|mark| (mark.number, mark.change)))
    };
    let latest = group
        .iter()
        .filter(|article| version_mark(article).is_some())
        .map(|article| place_in_time(article))
        .max();
    let Some(latest) = latest else { return BTreeSet::new() };
    let earlier = group.iter().filter(|article| place_in_time(article) < latest);
    earlier.map(|article| article.id.clone()).collect()
}
