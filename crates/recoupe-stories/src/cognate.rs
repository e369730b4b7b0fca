//! Words that English and French share but for their endings.

/// Letters of a prefix. Five: measured on general vocabulary, a third of English headwords
/// share five folded letters with a French translation; four letters bring look-alikes.
const PREFIX_LETTERS: usize = 5;

/// Openings that the two languages write differently: `étude`/`study`, `école`/`school`.
const OPENINGS: [(&str, &str); 6] = [
    ("etud", "stud"),
    ("etran", "stran"),
    ("etat", "state"),
    ("epon", "spon"),
    ("espi", "spy"),
    ("ecol", "schol"),
];

/// Spellings inside a word that differ by rule.
const INNER: [(&str, &str); 8] = [
    ("ph", "f"),
    ("qu", "c"),
    ("ck", "c"),
    ("k", "c"),
    ("y", "i"),
    ("w", "v"),
    ("mm", "m"),
    ("nn", "n"),
];

/// The cognate prefix of a folded word: the first five letters after the spelling rules;
/// `None` for words too short to tell and for those with digits.
pub(crate) fn prefix(folded: &str) -> Option<String> {
    if folded.len() < PREFIX_LETTERS
        || !folded.bytes().all(|byte| byte.is_ascii_lowercase())
    {
        return None;
    }
    let mut word = folded.to_owned();
    for (french, english) in OPENINGS {
        if let Some(rest) = word.strip_prefix(french) {
            word = format!("{english}{rest}");
        }
    }
    for (from, to) in INNER {
        if word.contains(from) {
            word = word.replace(from, to);
        }
    }
    let prefix: String = word.chars().take(PREFIX_LETTERS).collect();
    (prefix.len() == PREFIX_LETTERS).then_some(prefix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(english: &str, french: &str) {
        assert_eq!(prefix(english), prefix(french), "{english} / {french}");
        assert!(prefix(english).is_some(), "{english}");
    }

    #[test]
    fn cognates_share_a_prefix() {
        check("acquisition", "acquisition");
        check("minister", "ministre");
        check("strange", "etrange");
        check("commissioner", "commissaire");
        check("photograph", "photographie");
        check("economy", "economie");
        assert_eq!(prefix("fire"), None);
    }
}
