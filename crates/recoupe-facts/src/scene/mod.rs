//! A sentence made ready for rules: tokens, names, values, clauses.

pub(crate) mod lexicon;
pub(crate) mod names;
pub(crate) mod tokens;
