//! The signals in words.

use crate::evidence::{SIGNALS, Signal};

impl Signal {
    /// All of them, in the order of the row.
    pub(crate) const ALL: [Self; SIGNALS] = [
        Self::Base,
        Self::Names,
        Self::NameMass,
        Self::HeadlineBoth,
        Self::HeadlineOne,
        Self::Places,
        Self::Numbers,
        Self::Events,
        Self::EventClash,
        Self::TitleWords,
        Self::LeadWords,
        Self::AllWords,
        Self::Time,
        Self::FarApart,
        Self::PartyClash,
        Self::NumberClash,
        Self::Template,
        Self::BestShared,
        Self::HeadNames,
        Self::PartyApart,
        Self::NumberApart,
        Self::PlacesApart,
        Self::NamesApart,
        Self::PhaseClash,
        Self::Again,
    ];

    /// Its name, and what it means in English and in French.
    pub(crate) fn told(self) -> [&'static str; 3] {
        WORDS.get(self as usize).copied().unwrap_or_default()
    }
}

/// By signal: name, English, French.
const WORDS: [[&str; 3]; SIGNALS] = [
    [
        "before any evidence",
        "what any two articles start from",
        "point de départ de deux articles quelconques",
    ],
    ["names", "how alike their names are", "ressemblance des noms"],
    ["name mass", "how rare the names they share are", "rareté des noms communs"],
    [
        "headlines told by both",
        "each tells what the other headline names",
        "chacun reprend ce que nomme le titre de l'autre",
    ],
    [
        "headline told by one",
        "one tells what the other headline names",
        "l'un reprend ce que nomme le titre de l'autre",
    ],
    ["places", "how alike their places are", "ressemblance des lieux"],
    [
        "numbers",
        "how rare the figures and days they share are",
        "rareté des chiffres et dates communs",
    ],
    [
        "events",
        "how alike their kinds of events are",
        "ressemblance des types d'événements",
    ],
    [
        "event clash",
        "the headlines tell different kinds of events",
        "les titres parlent d'événements de types différents",
    ],
    ["title words", "how alike the headlines are worded", "ressemblance des titres"],
    [
        "lead words",
        "how alike headlines and openings are worded",
        "ressemblance des titres et des attaques",
    ],
    ["all words", "how alike the articles are worded", "ressemblance des textes"],
    ["time", "published on near days, or not", "dates de publication proches ou non"],
    [
        "far apart",
        "weeks or months between them",
        "des semaines ou des mois les séparent",
    ],
    [
        "party clash",
        "each headline names someone whom the other never mentions",
        "chaque titre nomme un acteur que l'autre ne cite jamais",
    ],
    [
        "number clash",
        "the main figures are told nowhere in the other",
        "les chiffres principaux ne figurent pas dans l'autre",
    ],
    [
        "template",
        "one pattern with other parties or figures",
        "un même modèle, mais d'autres acteurs ou chiffres",
    ],
    [
        "best shared",
        "the rarest name or figure they share",
        "le nom ou chiffre commun le plus rare",
    ],
    [
        "head names",
        "how alike the names of headline and opening are",
        "ressemblance des noms du titre et de l'attaque",
    ],
    [
        "party apart",
        "each headline names someone whom the other's opening leaves out",
        "chaque titre nomme un acteur absent de l'attaque de l'autre",
    ],
    [
        "number apart",
        "figures of the openings cannot be the same",
        "les chiffres des attaques ne peuvent être les mêmes",
    ],
    [
        "places apart",
        "the headlines name other places",
        "les titres nomment d'autres lieux",
    ],
    [
        "names apart",
        "the headlines name other people",
        "les titres nomment d'autres acteurs",
    ],
    [
        "phase clash",
        "the matter stands elsewhere: a follow-up",
        "l'affaire en est à un autre stade : une suite",
    ],
    [
        "again",
        "the same kind of event weeks later",
        "un événement du même type des semaines plus tard",
    ],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_in_the_order_of_the_row_and_no_name_is_given_twice() {
        let mut names = Vec::new();
        for (at, signal) in Signal::ALL.iter().enumerate() {
            assert_eq!(*signal as usize, at);
            names.push(signal.told()[0]);
        }
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), SIGNALS);
    }
}
