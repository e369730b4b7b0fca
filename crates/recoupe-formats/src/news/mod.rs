//! News formats in JSON.

pub(crate) mod ninjs;
