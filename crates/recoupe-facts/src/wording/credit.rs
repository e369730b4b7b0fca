//! Words of the sources inside our sentences: names as they are, anything else in
//! quotation marks where it is not in the reader's language.

/// Words that begin a description in French and in no English one.
const FRENCH_STARTS: [&str; 22] = [
    "le",
    "la",
    "les",
    "un",
    "une",
    "des",
    "du",
    "de",
    "deux",
    "trois",
    "quatre",
    "plusieurs",
    "certains",
    "son",
    "sa",
    "ses",
    "leur",
    "leurs",
    "ce",
    "cette",
    "ces",
    "sources",
];

/// A source in the reader's language: a name stays as it is, a description in the other
/// language is quoted.
pub(super) fn source(source: &str, french: bool) -> String {
    let described = source.chars().next().is_some_and(char::is_lowercase);
    if !described {
        return source.to_owned();
    }
    in_language(source, is_french(source), french)
}

/// Whether a description is French, by its first word or its letters.
fn is_french(words: &str) -> bool {
    let first = words.split([' ', '’', '\'']).next().unwrap_or_default();
    FRENCH_STARTS.contains(&first) && first != "sources"
        || matches!(first, "l" | "d" | "qu")
        || words.contains(" de ")
        || words.contains(" du ")
        || words.chars().any(|letter| "éèêàçôî".contains(letter))
}

/// `words` as they are, or in quotation marks where their language is not the reader's.
pub(super) fn in_language(words: &str, from_french: bool, french: bool) -> String {
    match (from_french, french) {
        (true, false) | (false, true) if words.is_empty() => String::new(),
        (true, false) => format!("“{words}”"),
        (false, true) => format!("« {words} »"),
        _ => words.to_owned(),
    }
}
