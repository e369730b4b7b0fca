//! French joints: elision and contraction before names and verbs.

/// Whether a word asks for elision: it begins with a vowel. An `h` is left alone, for
/// whether it is aspirated cannot be seen.
pub(super) fn begins_with_vowel(word: &str) -> bool {
    word.chars().next().is_some_and(|first| {
        let first = first.to_lowercase().next().unwrap_or(first);
        "aeiouyàâäéèêëîïôöùûüœæ".contains(first)
    })
}

/// `de` before a name or a verb: « d’Ordanta », « du Sémaphore », « de Brandval ».
pub(super) fn de(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("Le ").or_else(|| name.strip_prefix("le ")) {
        return format!("du {rest}");
    }
    if let Some(rest) = name.strip_prefix("Les ").or_else(|| name.strip_prefix("les ")) {
        return format!("des {rest}");
    }
    if begins_with_vowel(name) { format!("d’{name}") } else { format!("de {name}") }
}

/// `à` before a name: « au Sémaphore », « à Brandval ».
pub(super) fn a(name: &str) -> String {
    if let Some(rest) = name.strip_prefix("Le ").or_else(|| name.strip_prefix("le ")) {
        return format!("au {rest}");
    }
    if let Some(rest) = name.strip_prefix("Les ").or_else(|| name.strip_prefix("les ")) {
        return format!("aux {rest}");
    }
    format!("à {name}")
}

/// An amount after a noun: « de 3 milliards », « d’environ 3 », « pouvant atteindre 3 »,
/// « de 3 à 5 ».
pub(super) fn of_amount(amount: &str) -> String {
    if let Some(top) = amount.strip_prefix("jusqu’à ") {
        return format!("pouvant atteindre {top}");
    }
    if amount.starts_with("de ") { amount.to_owned() } else { de(amount) }
}
