//! Event kinds and news words of both languages, met by their stems.

use crate::quick::QuickMap;
use std::sync::OnceLock;

use recoupe_text::Language;
use recoupe_text::words::stem;

use crate::background::Background;
use crate::key::{Key, Kind, key};
use crate::token::tokens;

/// What a phrase of the lexicon means.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Meaning {
    /// [`Kind::Event`] or [`Kind::Concept`].
    pub(crate) kind: Kind,
    /// Its key.
    pub(crate) key: Key,
    /// Share of articles that tell of it, by how common its English words are.
    pub(crate) share: f32,
}

/// A phrase of stems and what it means.
#[derive(Debug)]
struct Entry {
    stems: Vec<String>,
    meaning: Meaning,
}

/// The phrases of one language, by their first stem, longest first.
#[derive(Debug, Default)]
struct Phrases(QuickMap<String, Vec<Entry>>);

/// Both lexicons (events, news words) in both languages.
#[derive(Debug)]
pub(crate) struct Lexicon {
    english: Phrases,
    french: Phrases,
    names: QuickMap<u64, String>,
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
            };
            lexicon.read_events(include_str!("../data/events.tsv"));
            lexicon.read_words(include_str!("../data/en_fr.tsv"));
            lexicon
        })
    }

    fn read_events(&mut self, table: &str) {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let [name, english, french] = columns.as_slice() else { continue };
            let meaning = Meaning {
                kind: Kind::Event,
                key: key(Kind::Event, name),
                share: EVENT_SHARE,
            };
            self.names.insert(meaning.key.0, (*name).to_owned());
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
        stems: &'a [String],
        language: Language,
    ) -> impl Iterator<Item = Meaning> + 'a {
        let phrases =
            if language == Language::French { &self.french } else { &self.english };
        let entries = stems.first().and_then(|first| phrases.0.get(first));
        entries
            .into_iter()
            .flatten()
            .filter(|entry| entry.is_at(stems))
            .map(|it| it.meaning)
    }

    /// The name of an event kind, as the table writes it.
    pub(crate) fn event_name(&self, event: Key) -> Option<&str> {
        self.names.get(&event.0).map(String::as_str)
    }
}

impl Entry {
    fn is_at(&self, stems: &[String]) -> bool {
        stems.len() >= self.stems.len()
            && self.stems.iter().eq(stems.iter().take(self.stems.len()))
    }
}

impl Phrases {
    fn add(&mut self, forms: &str, language: Language, meaning: Meaning) {
        for form in forms.split('|').filter(|form| !form.is_empty()) {
            let stems: Vec<String> = tokens(form, 6)
                .iter()
                .map(|token| stem(&token.folded, language).into_owned())
                .collect();
            let Some(first) = stems.first().cloned() else { continue };
            let entries = self.0.entry(first).or_default();
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
            let stems: Vec<_> = tokens(text, 20)
                .iter()
                .map(|it| stem(&it.folded, language).into_owned())
                .collect();
            let met = Lexicon::shared()
                .starting(&stems, language)
                .filter(|meaning| meaning.kind == Kind::Event)
                .any(|meaning| Lexicon::shared().event_name(meaning.key) == Some(event));
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
