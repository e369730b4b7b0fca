//! A sentence made ready for rules: tokens, names, values, references, clauses.

pub(crate) mod build;
pub(crate) mod context;
pub(crate) mod currency;
pub(crate) mod entities;
pub(crate) mod institutions;
pub(crate) mod lexicon;
pub(crate) mod names;
pub(crate) mod node;
pub(crate) mod runs;
pub(crate) mod tokens;
pub(crate) mod verbs;
pub(crate) mod words;
