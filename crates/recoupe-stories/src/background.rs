//! How common a word is in general, so that a corpus of two articles can tell a rare name
//! from a common word.

use crate::quick::QuickMap;
use std::sync::OnceLock;

use recoupe_text::Language;

use crate::token::fold;

/// The table's shares are of a text in sixteen languages. English fills about a seventh of
/// it and French a thirtieth: read off the function words `the`, `of`, `les`, `dans`,
/// whose shares within one language are well known.
const ENGLISH_SCALE: f32 = 7.0;
/// See [`ENGLISH_SCALE`].
const FRENCH_SCALE: f32 = 30.0;
/// Words of an article that are read, on average; turns a word's share into the share of
/// articles that hold it.
const ARTICLE_WORDS: f32 = 350.0;
/// Share of articles that hold a word that the table lacks.
pub(crate) const UNKNOWN_SHARE: f32 = 0.0005;
/// The table's unit: ten-millionths of the text.
const UNIT: f32 = 1e-7;

/// Shares of words in a text at large.
#[derive(Debug)]
pub(crate) struct Background {
    lower: QuickMap<String, f32>,
    capital: QuickMap<String, f32>,
    prefix: QuickMap<String, f32>,
}

impl Background {
    /// The table shipped with the crate, read once.
    pub(crate) fn shared() -> &'static Self {
        static TABLE: OnceLock<Background> = OnceLock::new();
        TABLE.get_or_init(|| Self::read(include_str!("../data/background.tsv")))
    }

    fn read(table: &str) -> Self {
        let mut read = Self {
            lower: QuickMap::default(),
            capital: QuickMap::default(),
            prefix: QuickMap::default(),
        };
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let Some((word, share)) = line.split_once('\t') else { continue };
            let share = share.parse::<f32>().unwrap_or(0.0) * UNIT;
            let folded = fold(word);
            if word.starts_with(char::is_uppercase) {
                *read.capital.entry(folded).or_default() += share;
            } else {
                if let Some(prefix) = crate::cognate::prefix(&folded) {
                    *read.prefix.entry(prefix).or_default() += share;
                }
                *read.lower.entry(folded).or_default() += share;
            }
        }
        read
    }

    /// Share of articles that hold the folded word written in lower case.
    pub(crate) fn of_word(&self, folded: &str, language: Language) -> f32 {
        in_articles(self.lower.get(folded).copied().unwrap_or(0.0) * scale(language))
    }

    /// Share of articles that hold the folded word written with a capital.
    pub(crate) fn of_name(&self, folded: &str) -> f32 {
        in_articles(self.capital.get(folded).copied().unwrap_or(0.0) * ENGLISH_SCALE)
    }

    /// Share of articles that hold a word with this cognate prefix.
    pub(crate) fn of_prefix(&self, prefix: &str) -> f32 {
        in_articles(self.prefix.get(prefix).copied().unwrap_or(0.0) * ENGLISH_SCALE)
    }

    /// Whether the folded word is an everyday word: met in lower case at least as often as
    /// with a capital.
    pub(crate) fn is_everyday(&self, folded: &str) -> bool {
        let lower = self.lower.get(folded).copied().unwrap_or(0.0);
        lower > 0.0 && lower >= self.capital.get(folded).copied().unwrap_or(0.0)
    }
}

fn scale(language: Language) -> f32 {
    if language == Language::French { FRENCH_SCALE } else { ENGLISH_SCALE }
}

fn in_articles(share: f32) -> f32 {
    (1.0 - (-share * ARTICLE_WORDS).exp()).max(UNKNOWN_SHARE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everyday_words_are_common_and_made_up_names_are_not() {
        let table = Background::shared();
        assert!(table.of_word("government", Language::English) > 0.05);
        assert!(table.of_word("gouvernement", Language::French) > 0.03);
        assert!(table.of_name("google") > table.of_name("zorblatt"));
        assert!(table.is_everyday("police") && !table.is_everyday("paris"));
    }
}
