//! A sentence made ready for rules: tokens, names, values, references, clauses.

pub(crate) mod build;
pub(crate) mod entities;
pub(crate) mod lexicon;
pub(crate) mod names;
pub(crate) mod node;
pub(crate) mod tokens;
pub(crate) mod verbs;
pub(crate) mod words;
