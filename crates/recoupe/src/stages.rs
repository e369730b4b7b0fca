//! The one place where the hall fits the stages together: what one gives, in the form the
//! next one asks for.

use recoupe_copies::CopyGroup;
use recoupe_stories::CopyMembers;

/// A copy group in the form the stories stage asks for.
pub(crate) fn members(group: &CopyGroup) -> CopyMembers {
    CopyMembers {
        id: group.copy_group.clone(),
        lead: group.lead.clone(),
        members: group.members.iter().map(|member| member.id.clone()).collect(),
    }
}
