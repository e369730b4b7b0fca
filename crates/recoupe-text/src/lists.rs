//! Reading the word and phrase lists under `data/`.

/// The entries of a list: one a line, `#` begins a comment, empty lines are skipped.
pub(crate) fn entries(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines()
        .map(|line| line.split('#').next().unwrap_or_default().trim())
        .filter(|line| !line.is_empty())
}
