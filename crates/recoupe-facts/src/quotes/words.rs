//! Words that quotations hang on: verbs of saying, nouns for persons, pronouns.

use std::collections::HashSet;
use std::sync::LazyLock;

type Words = HashSet<&'static str>;

fn words(list: &'static str) -> Words {
    list.lines()
        .filter(|line| !line.starts_with('#'))
        .flat_map(str::split_whitespace)
        .collect()
}

static SPEECH: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/speech_verbs.txt")));
static NAMING: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/naming_verbs.txt")));
static PERSONS: LazyLock<Words> =
    LazyLock::new(|| words(include_str!("../../data/person_nouns.txt")));

/// A French participle without the marks of gender and number: `dites` is `dit`.
fn masculine(word: &str) -> &str {
    let bare = word.strip_suffix("es").or_else(|| word.strip_suffix('e'));
    let bare = bare.or_else(|| word.strip_suffix('s')).unwrap_or(word);
    if bare.ends_with(['é', 'i', 't', 'u']) { bare } else { word }
}

/// Whether a form of a verb of saying: `said`, `a déclaré`.
pub(super) fn is_speech(word: &str) -> bool {
    SPEECH.contains(word) || SPEECH.contains(masculine(word))
}

/// Whether a form of a verb that quotes a few words: `called it “…”`, `parle de « … »`.
pub(super) fn is_naming(word: &str) -> bool {
    is_speech(word) || NAMING.contains(word) || NAMING.contains(masculine(word))
}

/// Whether a noun for a person; plurals of both languages too.
pub(crate) fn is_person_noun(word: &str) -> bool {
    PERSONS.contains(word)
        || word.strip_suffix('s').is_some_and(|word| PERSONS.contains(word))
}

/// Whether a noun for a body of people that speaks as one.
pub(super) fn is_body_noun(word: &str) -> bool {
    const BODIES: [&str; 40] = [
        "union",
        "ministry",
        "council",
        "court",
        "army",
        "government",
        "agency",
        "party",
        "association",
        "federation",
        "commission",
        "police",
        "club",
        "university",
        "hospital",
        "charity",
        "committee",
        "board",
        "regulator",
        "institute",
        "syndicat",
        "ministère",
        "mairie",
        "conseil",
        "tribunal",
        "armée",
        "gouvernement",
        "agence",
        "parti",
        "fédération",
        "préfecture",
        "parquet",
        "université",
        "hôpital",
        "comité",
        "régulateur",
        "institut",
        "direction",
        "collectif",
        "ong",
    ];
    BODIES.contains(&word)
}

/// Whether the word looks like a finite form or a participle that could report speech,
/// where the marks alone show that something was said: "…," the docker fumed; « … », a
/// fulminé le docker.
pub(super) fn looks_reporting(word: &str) -> bool {
    word.chars().count() > 3
        && ["ed", "é", "ée", "it", "ie"].iter().any(|ending| word.ends_with(ending))
}

/// Auxiliaries, clitics and adverbs that may stand between a quotation and its verb in
/// French: « … », nous a-t-elle aussi confié.
pub(super) fn is_before_verb(word: &str) -> bool {
    matches!(
        word,
        "a" | "ont"
            | "avait"
            | "avaient"
            | "s'"
            | "se"
            | "est"
            | "sont"
            | "était"
            | "nous"
            | "lui"
            | "leur"
            | "m'"
            | "me"
            | "l'"
            | "en"
            | "y"
            | "-"
            | "t"
            | "il"
            | "elle"
            | "ils"
            | "elles"
            | "on"
            | "aussi"
            | "également"
            | "encore"
            | "ainsi"
            | "même"
            | "toujours"
            | "déjà"
            | "n'"
            | "ne"
            | "pas"
            | "also"
            | "has"
            | "had"
            | "have"
            | "later"
            | "then"
            | "simplement"
            | "alors"
            | "aurait"
            | "auraient"
            | "notamment"
            | "certes"
    )
}

/// Pronouns that stand for a speaker.
pub(super) fn is_speaker_pronoun(word: &str) -> bool {
    matches!(word, "he" | "she" | "it" | "they" | "il" | "elle" | "ils" | "elles")
}

/// Determiners that open a noun phrase, and the counters that do.
pub(super) fn opens_phrase(word: &str) -> bool {
    matches!(
        word,
        "the"
            | "a"
            | "an"
            | "its"
            | "his"
            | "her"
            | "their"
            | "one"
            | "another"
            | "some"
            | "two"
            | "three"
            | "several"
            | "many"
            | "le"
            | "la"
            | "les"
            | "l'"
            | "un"
            | "une"
            | "des"
            | "son"
            | "sa"
            | "ses"
            | "leur"
            | "leurs"
            | "ce"
            | "cet"
            | "cette"
            | "ces"
            | "deux"
            | "trois"
            | "plusieurs"
            | "certains"
            | "certaines"
            | "this"
            | "that"
    )
}

/// Gender a determiner or title gives away.
pub(super) fn gender(word: &str) -> Option<Gender> {
    match word {
        "le" | "un" | "ce" | "cet" | "m." | "mr" | "he" | "il" | "his" | "monsieur"
        | "sir" => Some(Gender::Masculine),
        "la" | "une" | "cette" | "mme" | "mrs" | "ms" | "she" | "elle" | "her"
        | "madame" | "mlle" | "lady" => Some(Gender::Feminine),
        _ => None,
    }
}

/// Grammatical or natural gender, as far as the text shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gender {
    /// he, il, le.
    Masculine,
    /// she, elle, la.
    Feminine,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn participles_are_known_in_all_their_forms() {
        for word in
            ["said", "dit", "dite", "dites", "déclarée", "déclarés", "promis", "juge"]
        {
            assert!(is_speech(word), "{word}");
        }
        for word in ["sold", "vendu", "the", "maison"] {
            assert!(!is_speech(word), "{word}");
        }
        assert!(is_naming("called") && is_naming("qualifiée"));
        assert!(is_person_noun("analyst") && is_person_noun("analystes"));
    }
}
