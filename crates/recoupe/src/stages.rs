//! The one place where the hall fits the stages together: what one gives, in the form the
//! next one asks for.

use recoupe_copies::{Copies, CopyGroup};
use recoupe_stories::CopyMembers;
use recoupe_text::Article;

use crate::Settings;

/// The copies among articles, led as the keep policy asks.
pub(crate) fn copies(texts: &[Article], settings: &Settings) -> Copies {
    let mut copies = recoupe_copies::find(texts, &settings.copies);
    if let Some(preference) = settings.keep.preference() {
        recoupe_copies::prefer_leads(&mut copies, texts, &settings.copies, preference);
    }
    copies
}

/// A copy group in the form the stories stage asks for.
pub(crate) fn members(group: &CopyGroup) -> CopyMembers {
    CopyMembers {
        id: group.copy_group.clone(),
        lead: group.lead.clone(),
        members: group.members.iter().map(|member| member.id.clone()).collect(),
    }
}
