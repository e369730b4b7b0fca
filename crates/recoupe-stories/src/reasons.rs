//! What spoke for and against two articles telling one event, in words, in English and
//! French.

use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use crate::decision::contribution;
use crate::evidence::{Evidence, Signal, common, evidence};
use crate::key::{Field, Mark};
use crate::lexicon::Lexicon;
use crate::phase;
use crate::portrait::Portrait;
use crate::story::rounded;

/// One thing that spoke for or against two articles telling one event.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Reason {
    /// What it is: `names`, `places`, `numbers`, `events`, `wording`, `time`, `parties`,
    /// `figures`, `phase`, `again`, `template`.
    pub kind: String,
    /// What it adds to the log-odds; negative speaks against.
    pub weight: f32,
    /// The words of the articles it rests on, the rarest first, at most six.
    pub shared: Vec<String>,
    /// In English.
    pub english: String,
    /// In French.
    pub french: String,
}

/// Reasons that add less are left out.
const LEAST_WEIGHT: f32 = 0.1;
/// Shared words that a reason quotes.
const MOST_QUOTED: usize = 6;

/// A kind of reason: the signals it sums up and what to call it.
struct Theme {
    kind: &'static str,
    signals: &'static [Signal],
    english: [&'static str; 2],
    french: [&'static str; 2],
}

/// For each theme what to say when it speaks for, and when against.
const THEMES: [Theme; 11] = [
    Theme {
        kind: "names",
        signals: &[
            Signal::Names,
            Signal::NameMass,
            Signal::HeadlineBoth,
            Signal::HeadlineOne,
            Signal::BestShared,
            Signal::HeadNames,
        ],
        english: ["they name the same people and organisations", "few names in common"],
        french: ["mêmes personnes et organisations", "peu de noms communs"],
    },
    Theme {
        kind: "places",
        signals: &[Signal::Places],
        english: ["the same places", "other places"],
        french: ["mêmes lieux", "autres lieux"],
    },
    Theme {
        kind: "numbers",
        signals: &[Signal::Numbers],
        english: ["the same figures and dates", "other figures and dates"],
        french: ["mêmes chiffres et dates", "autres chiffres et dates"],
    },
    Theme {
        kind: "events",
        signals: &[Signal::Events, Signal::EventClash],
        english: [
            "the same kind of event",
            "the headlines tell different kinds of events",
        ],
        french: [
            "même type d'événement",
            "les titres parlent d'événements de types différents",
        ],
    },
    Theme {
        kind: "wording",
        signals: &[Signal::TitleWords, Signal::LeadWords, Signal::AllWords],
        english: ["alike in wording", "unlike in wording"],
        french: ["formulations proches", "formulations différentes"],
    },
    Theme {
        kind: "time",
        signals: &[Signal::Time, Signal::FarApart],
        english: ["published close in time", "published far apart in time"],
        french: ["publiés à des dates proches", "publiés à des dates éloignées"],
    },
    Theme {
        kind: "parties",
        signals: &[
            Signal::PartyClash,
            Signal::PartyApart,
            Signal::PlacesApart,
            Signal::NamesApart,
        ],
        english: [
            "",
            "each headline names someone whom the other article never mentions",
        ],
        french: ["", "chaque titre nomme un acteur que l'autre article ne cite jamais"],
    },
    Theme {
        kind: "figures",
        signals: &[Signal::NumberClash, Signal::NumberApart],
        english: ["", "the main figures cannot be the same"],
        french: ["", "les chiffres principaux ne peuvent être les mêmes"],
    },
    Theme {
        kind: "phase",
        signals: &[Signal::PhaseClash],
        english: ["", "the matter stands elsewhere, one follows the other"],
        french: ["", "l'affaire en est à un autre stade, l'un est la suite de l'autre"],
    },
    Theme {
        kind: "again",
        signals: &[Signal::Again],
        english: ["", "the same kind of event, weeks apart"],
        french: ["", "le même type d'événement, à des semaines d'écart"],
    },
    Theme {
        kind: "template",
        signals: &[Signal::Template],
        english: ["", "like headlines with other parties or figures"],
        french: ["", "titres semblables, mais autres acteurs ou autres chiffres"],
    },
];

/// The reasons of a pair, the weightiest first.
pub(crate) fn reasons(
    one: &Article,
    first: &Portrait,
    two: &Article,
    second: &Portrait,
) -> Vec<Reason> {
    let found = evidence(first, second);
    let sides = Sides { one, first, two, second };
    let mut reasons: Vec<Reason> =
        THEMES.iter().filter_map(|theme| theme.reason(&found, &sides)).collect();
    reasons.sort_by(|one, two| {
        two.weight.abs().total_cmp(&one.weight.abs()).then(one.kind.cmp(&two.kind))
    });
    reasons
}

impl Theme {
    fn reason(&self, evidence: &Evidence, sides: &Sides<'_>) -> Option<Reason> {
        let weight: f32 =
            self.signals.iter().map(|signal| contribution(evidence, *signal)).sum();
        let against = usize::from(weight < 0.0);
        let english = self.english.get(against).copied().unwrap_or_default();
        if weight.abs() < LEAST_WEIGHT || english.is_empty() {
            return None;
        }
        let shared = sides.quoted(self.kind);
        let in_french =
            if self.kind == "events" { sides.events(1) } else { shared.clone() };
        let with = |sentence: &str, colon: &str, words: &[String]| match words {
            [] => sentence.to_owned(),
            words => format!("{sentence}{colon} {}", words.join(", ")),
        };
        let french = self.french.get(against).copied().unwrap_or_default();
        Some(Reason {
            kind: self.kind.to_owned(),
            weight: rounded(weight),
            english: with(english, ":", &shared),
            french: with(french, " :", &in_french),
            shared,
        })
    }
}

/// Both articles with their portraits.
struct Sides<'a> {
    one: &'a Article,
    first: &'a Portrait,
    two: &'a Article,
    second: &'a Portrait,
}

impl Sides<'_> {
    /// The words a theme rests on: shared ones, or for a clash of parties the missing ones.
    fn quoted(&self, kind: &str) -> Vec<String> {
        match kind {
            "names" => self.shared(&self.first.names, &self.second.names),
            "places" => self.shared(&self.first.places, &self.second.places),
            "numbers" => self.shared(&self.first.numbers, &self.second.numbers),
            "events" => self.events(0),
            "phase" => self.phases(),
            "parties" => {
                let mut words = unshared(self.one, self.first, self.second);
                words.extend(unshared(self.two, self.second, self.first));
                words
            }
            _ => Vec::new(),
        }
    }

    fn shared(&self, own: &[Mark], other: &[Mark]) -> Vec<String> {
        let mut met: Vec<(f32, &Mark)> = common(own, other)
            .map(|(mine, theirs)| (mine.weight * theirs.weight, mine))
            .collect();
        met.sort_by(|one, two| two.0.total_cmp(&one.0).then(one.1.key.cmp(&two.1.key)));
        quotes(met.into_iter().map(|(_, mark)| words_of(self.one, self.first, mark)))
    }

    /// The two phases that clash.
    fn phases(&self) -> Vec<String> {
        let clash = phase::clash(&self.first.phases, &self.second.phases);
        let phases = clash.map(|(_, one, two)| [one, two]).into_iter().flatten();
        quotes(
            phases.filter_map(|it| Lexicon::shared().phase_name(it).map(str::to_owned)),
        )
    }

    /// The kinds of events both tell of, in English (0) or French (1).
    fn events(&self, language: usize) -> Vec<String> {
        let names = common(&self.first.events, &self.second.events)
            .filter_map(|(mine, _)| Lexicon::shared().event_names(mine.key));
        quotes(names.filter_map(|names| names.get(language).cloned()))
    }
}

/// Headline names of `own` that `other` never mentions.
fn unshared(article: &Article, own: &Portrait, other: &Portrait) -> Vec<String> {
    let lacking =
        own.names.iter().filter(|mark| mark.field == Field::Title).filter(|mark| {
            other.names.binary_search_by_key(&mark.key, |it| it.key).is_err()
        });
    quotes(lacking.map(|mark| words_of(article, own, mark)))
}

/// Words, each once, without those that are part of one already quoted.
fn quotes(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for word in words {
        if kept.len() < MOST_QUOTED && !kept.iter().any(|other| other.contains(&word)) {
            kept.push(word);
        }
    }
    kept
}

fn words_of(article: &Article, portrait: &Portrait, mark: &Mark) -> String {
    let title = article.title.as_ref().filter(|_| portrait.title_apart);
    let text = match title {
        Some(title) if mark.field == Field::Title => &title.text,
        _ => &article.text,
    };
    mark.place.span().of(text).to_owned()
}
