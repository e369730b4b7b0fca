//! Versions: an update, a correction, a kill takes the place of what came before. A new
//! version *supersedes*, it hides nothing; a kill marks all copies of what it takes back.
//!
//! [`mark`] reads what an article says of itself in its own words, [`declared`] what its
//! record says beside the text, and [`succession`] puts the versions of a story in order.

mod declared;
mod mark;
mod notice;
mod succession;

pub use declared::Declared;
pub(crate) use mark::new_version;
pub use mark::{Change, VersionMark, note_mark, version_mark, version_mark_of};
pub use succession::{Dispatch, Succession, succession};
