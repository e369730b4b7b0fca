//! Event kinds, phases of matters and news words of both languages, met by their stems.

use crate::quick::QuickMap;
use std::sync::OnceLock;

use recoupe_text::Language;
use recoupe_text::words::stem;

use crate::background::Background;
use crate::key::{Key, Kind, key};
use crate::phase::{self, Phase};
use crate::token::folded_words;

/// What a phrase of the lexicon means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Meaning {
    /// [`Kind::Event`], [`Kind::Phase`] or [`Kind::Concept`].
    pub(crate) kind: Kind,
    /// Its key; of a phase see [`crate::phase::Phase::of_key`].
    pub(crate) key: Key,
    /// Share of articles that tell of it, by how common its English words are.
    pub(crate) share: f32,
}

/// A phrase of stems and what it means.
#[derive(Debug)]
struct Entry {
    stems: Vec<Key>,
    meaning: Meaning,
}

/// The phrases of one language, by their first stem, longest first.
#[derive(Debug, Default)]
struct Phrases(QuickMap<u32, Vec<Entry>>);

/// Both lexicons (events, news words) in both languages.
#[derive(Debug)]
pub(crate) struct Lexicon {
    english: Phrases,
    french: Phrases,
    names: QuickMap<u32, [String; 2]>,
    phases: QuickMap<u32, String>,
}

/// Share of articles that tell of an event of some kind.
const EVENT_SHARE: f32 = 0.04;

impl Lexicon {
    /// The tables shipped with the crate, read once.
    pub(crate) fn shared() -> &'static Self {
        static TABLES: OnceLock<Lexicon> = OnceLock::new();
        TABLES.get_or_init(|| {
            let mut lexicon = Self {
                english: Phrases::default(),
                french: Phrases::default(),
                names: QuickMap::default(),
                phases: QuickMap::default(),
            };
            lexicon.read_events(include_str!("../data/events.tsv"));
            lexicon.read_phases(include_str!("../data/phases.tsv"));
            lexicon.read_words(include_str!("../data/en_fr.tsv"));
            lexicon
        })
    }

    fn read_events(&mut self, table: &str) {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, english, french, french_name] = columns.as_slice() else {
                continue;
            };
            let meaning = Meaning {
                kind: Kind::Event,
                key: key(Kind::Event, name),
                share: EVENT_SHARE,
            };
            let names = [(*name).to_owned(), (*french_name).to_owned()];
            self.names.insert(meaning.key.0, names);
            self.add(english, french, meaning);
        }
    }

    fn read_phases(&mut self, table: &str) {
        for (name, phase, english, french) in phase::rows(table) {
            let meaning = Meaning { kind: Kind::Phase, key: phase.key(), share: 1.0 };
            self.phases.insert(meaning.key.0, name);
            self.add(english, french, meaning);
        }
    }

    fn read_words(&mut self, table: &str) {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((english, french)) = line.split_once('\t') else { continue };
            let share = english
                .split('|')
                .map(|word| Background::shared().of_word(word, Language::English))
                .fold(0.0, f32::max);
            let meaning =
                Meaning { kind: Kind::Concept, key: key(Kind::Concept, english), share };
            self.add(english, french, meaning);
        }
    }

    fn add(&mut self, english: &str, french: &str, meaning: Meaning) {
        self.english.add(english, Language::English, meaning);
        self.french.add(french, Language::French, meaning);
    }

    /// Every phrase that starts at the first of `stems`, in the article's language.
    pub(crate) fn starting<'a>(
        &'a self,
        stems: &'a [Key],
        language: Language,
    ) -> impl Iterator<Item = Meaning> + 'a {
        let phrases =
            if language == Language::French { &self.french } else { &self.english };
        let entries = stems.first().and_then(|first| phrases.0.get(&first.0));
        entries
            .into_iter()
            .flatten()
            .filter(|entry| entry.is_at(stems))
            .map(|it| it.meaning)
    }

    /// Whether a phrase of the language begins with this stem.
    pub(crate) fn has_opening(&self, stem: Key, language: Language) -> bool {
        let phrases =
            if language == Language::French { &self.french } else { &self.english };
        phrases.0.contains_key(&stem.0)
    }

    /// The name of a phase, as the table writes it: `deal: talks`.
    pub(crate) fn phase_name(&self, phase: Phase) -> Option<&str> {
        self.phases.get(&phase.key().0).map(String::as_str)
    }

    /// The names of an event kind in English and French, as the table writes them.
    pub(crate) fn event_names(&self, event: Key) -> Option<&[String; 2]> {
        self.names.get(&event.0)
    }
}

impl Entry {
    fn is_at(&self, stems: &[Key]) -> bool {
        stems.len() >= self.stems.len()
            && self.stems.iter().eq(stems.iter().take(self.stems.len()))
    }
}

impl Phrases {
    fn add(&mut self, forms: &str, language: Language, meaning: Meaning) {
        for form in forms.split('|').filter(|form| !form.is_empty()) {
            let stems: Vec<Key> = folded_words(form, 6)
                .iter()
                .map(|folded| key(Kind::Stem, &stem(folded, language)))
                .collect();
            let Some(first) = stems.first().copied() else { continue };
            let entries = self.0.entry(first.0).or_default();
            if !entries
                .iter()
                .any(|it| it.stems == stems && it.meaning.key == meaning.key)
            {
                entries.push(Entry { stems, meaning });
                entries.sort_by_key(|it| {
                    (std::cmp::Reverse(it.stems.len()), it.meaning.key)
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(english: &str, french: &str, event: &str) {
        for (text, language) in [(english, Language::English), (french, Language::French)]
        {
            let stems: Vec<_> = folded_words(text, 20)
                .iter()
                .map(|folded| key(Kind::Stem, &stem(folded, language)))
                .collect();
            let met = Lexicon::shared()
                .starting(&stems, language)
                .filter(|meaning| meaning.kind == Kind::Event)
                .filter_map(|meaning| Lexicon::shared().event_names(meaning.key))
                .any(|[name, _]| name == event);
            assert!(met, "{text}: no {event} in {stems:?}");
        }
    }

    #[test]
    fn one_event_has_words_in_both_languages() {
        check("earthquakes", "séisme", "quake");
        check("takeover bid", "rachète", "takeover");
        check("laid off", "licenciements", "layoff");
        check("wildfires", "feux de forêt", "wildfire");
        check("derailed", "déraillement", "derailment");
    }
}
