//! Words for whether a document may be used, of every format and both languages.

use recoupe_text::Publication;

/// What a stated word means; qcodes (`stat:usable`) are read without their scheme, case and
/// hyphens play no part. `None` for a word nothing here knows.
///
/// Sources: the IPTC's publishing status and signal vocabularies, the `management-status`
/// and `Status` values of NITF and NewsML 1.2, and the words of newsroom systems.
pub(crate) fn publication_of(stated: &str) -> Option<Publication> {
    let word = stated.rsplit(':').next().unwrap_or_default().trim().to_lowercase();
    let word: String = word.chars().filter(|letter| letter.is_alphanumeric()).collect();
    match word.as_str() {
        "usable" | "published" | "publish" | "live" | "free" | "utilisable"
        | "publié" => Some(Publication::Usable),
        "update" | "updated" | "writethru" | "lead" | "misàjour" | "miseàjour"
        | "actualisé" => Some(Publication::Updated),
        "correction" | "corrected" | "corrective" | "refile" | "rectificatif"
        | "corrigé" => Some(Publication::Corrected),
        "withheld" | "embargoed" | "embargo" | "hold" | "held" | "sousembargo"
        | "suspendu" => Some(Publication::Withheld),
        "canceled" | "cancelled" | "cancel" | "kill" | "killed" | "withdrawn"
        | "withdrawal" | "retracted" | "deleted" | "recalled" | "spiked" | "annulé"
        | "annulation" | "retiré" => Some(Publication::Cancelled),
        _ => None,
    }
}

/// The state that several stated words together mean: the gravest.
pub(crate) fn gravest<'word>(
    stated: impl IntoIterator<Item = &'word str>,
) -> Option<Publication> {
    stated.into_iter().filter_map(publication_of).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stated: &str, expected: Option<Publication>) {
        assert_eq!(publication_of(stated), expected, "{stated}");
    }

    #[test]
    fn words_of_both_languages_and_all_formats_are_known() {
        check("stat:usable", Some(Publication::Usable));
        check("stat:canceled", Some(Publication::Cancelled));
        check("Killed", Some(Publication::Cancelled));
        check("Annulé", Some(Publication::Cancelled));
        check("sous embargo", Some(Publication::Withheld));
        check("withheld", Some(Publication::Withheld));
        check("sig:correction", Some(Publication::Corrected));
        check("Rectificatif", Some(Publication::Corrected));
        check("Mise à jour", Some(Publication::Updated));
        check("http://cv.iptc.org/newscodes/signal/update", None);
        check("article", None);
        check("", None);
    }

    #[test]
    fn the_gravest_word_counts() {
        let stated = ["stat:usable", "sig:update", "sig:correction"];
        assert_eq!(gravest(stated), Some(Publication::Corrected));
        assert_eq!(gravest(["noise"]), None);
    }
}
