//! Forms of the verbs that news of business and events lives on, for telling where a noun
//! phrase ends. Rules have their own triggers; this list only says "a verb stands here".

use std::collections::HashSet;
use std::sync::LazyLock;

static VERBS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../../data/verbs.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
});

/// Whether a folded word is a form of a common verb of the news.
pub(crate) fn is_verb(word: &str) -> bool {
    VERBS.contains(word)
}
