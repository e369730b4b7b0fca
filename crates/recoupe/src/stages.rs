//! The one place where the hall fits the stages together: what one gives, in the form the
//! next one asks for.

use recoupe_copies::{CopyGroup, Member};
use recoupe_facts::FactSheet;
use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use crate::Edition;
use crate::edition::StoryRow;

/// What counts as the same story.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct StorySettings {}

/// Stories of articles sorted by id.
pub(crate) fn stories(
    _articles: &[Article],
    groups: &[CopyGroup],
    _settings: &StorySettings,
) -> Vec<StoryRow> {
    let stories = groups.iter().map(|group| StoryRow {
        story: format!("s:{}", group.lead),
        headline: String::new(),
        languages: Vec::new(),
        articles: group.members.iter().map(|member| member.id.clone()).collect(),
        copy_groups: vec![group.copy_group.clone()],
        first: None,
        last: None,
        why: serde_json::Value::Array(Vec::new()),
    });
    stories.collect()
}

/// Whether a later version has taken the place of a member of a copy group.
pub(crate) fn is_superseded(_member: &Member, _group: &CopyGroup) -> bool {
    false
}

/// The pages of one sheet, by extension.
pub(crate) fn sheet_pages(
    _sheet: &FactSheet,
    _edition: &Edition,
) -> Vec<(&'static str, String)> {
    Vec::new()
}

/// The picture of the whole edition.
pub(crate) fn report(_edition: &Edition) -> Option<String> {
    None
}
