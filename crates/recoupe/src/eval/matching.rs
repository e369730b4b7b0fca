//! When a name or a number of the gold and one of a sheet are the same.

use recoupe_text::fold::fold_key;

/// Two amounts are the same within half a per cent: "1,24 milliard" and "1.238 billion" are
/// one figure of two outlets only where the gold says so, rounding to three places is not.
const SAME_AMOUNT: f64 = 0.005;

/// Whether two amounts are the same.
pub(crate) fn is_same_amount(one: f64, other: f64) -> bool {
    (one - other).abs() <= SAME_AMOUNT * one.abs().max(other.abs())
}

/// Words that stand in names without telling them apart.
const SILENT: [&str; 16] = [
    "the", "le", "la", "les", "l", "de", "du", "des", "d", "of", "and", "et", "group",
    "groupe", "mr", "m",
];

fn words(name: &str) -> Vec<String> {
    let folded = fold_key(name);
    let parts = folded.split(|letter: char| !letter.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn telling(name: &str) -> Vec<String> {
    let all = words(name);
    let telling: Vec<String> =
        all.iter().filter(|word| !SILENT.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

/// Whether a name that was found is one of the gold's: all telling words of the one stand
/// in the other, accents, case and articles aside.
pub(crate) fn is_same_name(found: &str, gold: &str, also: &[String]) -> bool {
    let found = telling(found);
    let mut names = std::iter::once(gold).chain(also.iter().map(String::as_str));
    !found.is_empty()
        && names.any(|name| {
            let name = telling(name);
            let within = |small: &[String], large: &[String]| {
                !small.is_empty() && small.iter().all(|word| large.contains(word))
            };
            within(&found, &name) || within(&name, &found)
        })
}

/// Whether quoted words are the same: one holds the other, marks and spacing aside.
pub(crate) fn is_same_quote(found: &str, gold: &str) -> bool {
    let (found, gold) = (words(found).join(" "), words(gold).join(" "));
    !found.is_empty()
        && !gold.is_empty()
        && (found.contains(&gold) || gold.contains(&found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_same_without_articles_accents_and_forms() {
        assert!(is_same_name("l’Aldermatt", "Aldermatt Robotics", &[]));
        assert!(is_same_name("Hélène Tournemine", "Helene Tournemine", &[]));
        assert!(is_same_name("Séverac", "groupe Séverac", &[]));
        assert!(is_same_name("La Banque", "X", &["banque".to_string()]));
        assert!(!is_same_name("Ordanta", "Graphein Labs", &["Graphein".to_string()]));
        assert!(!is_same_name("", "Graphein", &[]));
    }

    #[test]
    fn amounts_are_the_same_within_rounding_of_three_places() {
        assert!(is_same_amount(1.24e9, 1.24e9));
        assert!(!is_same_amount(1.24e9, 1.25e9));
        assert!(is_same_amount(0.0, 0.0));
    }
}
