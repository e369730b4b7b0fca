//! What is known of a word, worked out once for all the articles that hold it: its stem,
//! how common it is, what it may open. A cache of pure functions: what an article gives
//! does not depend on what was read before it.

use recoupe_text::Language;
use recoupe_text::words::{is_stop_word, stem};

use crate::background::Background;
use crate::cognate;
use crate::gazetteer::Gazetteer;
use crate::key::{Key, Kind, key};
use crate::lexicon::Lexicon;
use crate::names::is_no_name;
use crate::quick::QuickMap;

/// Share of articles beyond which a word tells nothing.
pub(crate) const STOP_SHARE: f32 = 0.35;
/// Share of articles below which no stop word lies.
const COMMON_SHARE: f32 = 0.02;
/// Words a vocabulary holds at most before it starts anew between two articles: some
/// 60 MB, a hundred times what a day of news needs.
const MOST_WORDS: usize = 400_000;

/// A word by its number in one vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct WordId(u32);

impl WordId {
    /// All that starts with a digit: figures are read apart.
    pub(crate) const NUMBER: Self = Self(0);
}

/// What is known of one folded word.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent findings on one word")]
pub(crate) struct Known {
    /// Its folded spelling; empty for figures.
    pub(crate) folded: Box<str>,
    /// The key of its stem.
    pub(crate) stem: Key,
    /// Share of articles that hold it in lower case.
    pub(crate) share: f32,
    /// Whether it tells nothing of the matter.
    pub(crate) is_empty: bool,
    /// The key of its cognate prefix and how common that is, where it tells something.
    pub(crate) cognate: Option<(Key, f32)>,
    /// Whether a phrase of the lexicon begins with its stem.
    pub(crate) opens_meaning: bool,
    /// Whether a place or an organisation of the tables begins with it.
    pub(crate) opens_referent: bool,
    /// Whether it can name anyone where it stands with a capital.
    pub(crate) may_name: bool,
    /// Its key as a name.
    pub(crate) name: Key,
    /// Share of articles that hold it with a capital.
    pub(crate) name_share: f32,
    /// Whether it, or it without a final `s`, is an everyday word.
    pub(crate) is_everyday: bool,
    /// It without a final `s`.
    pub(crate) singular: WordId,
}

/// The words of one language that were met.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    language: Language,
    ids: QuickMap<Box<str>, u32>,
    words: Vec<Known>,
}

impl Vocabulary {
    fn new(language: Language) -> Self {
        let figure = Known {
            folded: "".into(),
            stem: Key(0),
            share: 0.0,
            is_empty: true,
            cognate: None,
            opens_meaning: false,
            opens_referent: false,
            may_name: false,
            name: Key(0),
            name_share: 1.0,
            is_everyday: true,
            singular: WordId::NUMBER,
        };
        Self { language, ids: QuickMap::default(), words: vec![figure] }
    }

    /// The number of a folded word; what is not known of it yet is worked out.
    pub(crate) fn word(&mut self, folded: &str) -> WordId {
        if let Some(&id) = self.ids.get(folded) {
            return WordId(id);
        }
        let singular = match folded.strip_suffix('s') {
            Some(rest) if !rest.is_empty() => Some(self.word(rest)),
            _ => None,
        };
        let id = WordId(self.words.len() as u32);
        let known = self.look_up(folded, singular, id);
        self.ids.insert(folded.into(), id.0);
        self.words.push(known);
        id
    }

    /// What is known of a word of this vocabulary; of any other what is known of figures.
    pub(crate) fn known(&self, id: WordId) -> &Known {
        static NOTHING: std::sync::OnceLock<Vocabulary> = std::sync::OnceLock::new();
        self.words.get(id.0 as usize).unwrap_or_else(|| {
            let nothing = NOTHING.get_or_init(|| Self::new(Language::Unknown));
            nothing.known(WordId::NUMBER)
        })
    }

    fn look_up(&self, folded: &str, singular: Option<WordId>, own: WordId) -> Known {
        let table = Background::shared();
        let share = table.of_word(folded, self.language);
        let stemmed = stem(folded, self.language);
        let is_plural_of_everyday =
            singular.is_some_and(|rest| table.is_everyday(&self.known(rest).folded));
        let stem = key(Kind::Stem, &stemmed);
        Known {
            folded: folded.into(),
            stem,
            share,
            is_empty: folded.len() < 2 || is_empty_word(folded, share, self.language),
            cognate: cognate_of(folded, share),
            opens_meaning: Lexicon::shared().has_opening(stem, self.language),
            opens_referent: Gazetteer::shared().has_opening(folded),
            may_name: folded.chars().nth(1).is_some() && !is_no_name(folded),
            name: key(Kind::Name, folded),
            name_share: table.of_name(folded),
            is_everyday: table.is_everyday(folded) || is_plural_of_everyday,
            singular: singular.unwrap_or(own),
        }
    }
}

/// Whether a word tells nothing; only common words are looked up in the list.
fn is_empty_word(folded: &str, share: f32, language: Language) -> bool {
    share > STOP_SHARE || (share > COMMON_SHARE && is_stop_word(folded, language))
}

fn cognate_of(folded: &str, share: f32) -> Option<(Key, f32)> {
    let prefix = cognate::prefix(folded)?;
    let common = Background::shared().of_prefix(&prefix).max(share);
    (common <= STOP_SHARE).then(|| (key(Kind::Concept, &prefix), common))
}

/// The vocabularies of a thread that reads articles.
#[derive(Debug)]
pub(crate) struct Reader {
    english: Vocabulary,
    french: Vocabulary,
    other: Vocabulary,
}

impl Default for Reader {
    fn default() -> Self {
        Self {
            english: Vocabulary::new(Language::English),
            french: Vocabulary::new(Language::French),
            other: Vocabulary::new(Language::Unknown),
        }
    }
}

impl Reader {
    /// The vocabulary of a language; call it once for each article.
    pub(crate) fn vocabulary(&mut self, language: Language) -> &mut Vocabulary {
        let chosen = match language {
            Language::English => &mut self.english,
            Language::French => &mut self.french,
            Language::Other(_) | Language::Unknown => &mut self.other,
        };
        if chosen.words.len() > MOST_WORDS {
            *chosen = Vocabulary::new(chosen.language);
        }
        chosen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_its_stem_its_openings_and_its_commonness() {
        let mut reader = Reader::default();
        let english = reader.vocabulary(Language::English);
        let (quakes, quake) = (english.word("quakes"), english.word("quake"));
        assert_eq!(english.known(quakes).singular, quake);
        assert_eq!(english.known(quakes).stem, english.known(quake).stem);
        assert!(english.known(quakes).opens_meaning);
        let london = english.word("london");
        assert!(english.known(london).opens_referent && english.known(london).may_name);
        let french = reader.vocabulary(Language::French);
        let seisme = french.word("seismes");
        assert!(french.known(seisme).opens_meaning && !french.known(seisme).is_empty);
        let dans = french.word("dans");
        assert!(french.known(dans).is_empty);
    }
}
