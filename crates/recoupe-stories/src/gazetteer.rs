//! Places and organisations that are spelt differently in the two languages, made one.

use crate::quick::QuickMap;
use std::sync::OnceLock;

use recoupe_text::Language;

use crate::token::{Case, Token, folded_words};
use crate::vocabulary::Vocabulary;

/// What a phrase of the tables stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Referent {
    /// A country or a part of the world, by its CLDR code.
    Country(String),
    /// A city or region, and its country's code.
    City(String, String),
    /// An organisation.
    Organisation(String),
}

/// How a phrase must be capitalised to be met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spelling {
    Acronym,
    Name,
    Word,
}

#[derive(Debug)]
struct Phrase {
    words: Vec<String>,
    spelling: Spelling,
    referent: Referent,
}

/// The tables of places and organisations, by the first word of each phrase.
#[derive(Debug)]
pub(crate) struct Gazetteer {
    phrases: QuickMap<String, Vec<Phrase>>,
}

impl Gazetteer {
    /// The tables shipped with the crate, read once.
    pub(crate) fn shared() -> &'static Self {
        static TABLES: OnceLock<Gazetteer> = OnceLock::new();
        TABLES.get_or_init(|| {
            let mut tables = Self { phrases: QuickMap::default() };
            tables.read(include_str!("../data/territories.tsv"), country);
            tables.read(include_str!("../data/places.tsv"), country);
            tables
                .read(include_str!("../data/organisations.tsv"), Referent::Organisation);
            tables.phrases.values_mut().for_each(|same_start| {
                same_start.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
            });
            tables
        })
    }

    fn read(&mut self, table: &str, referent: fn(String) -> Referent) {
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let columns: Vec<&str> = line.split('\t').collect();
            let (target, forms) = match columns.as_slice() {
                [id, forms] => (referent((*id).to_owned()), forms),
                [id, parent, forms] => {
                    (Referent::City((*id).to_owned(), (*parent).to_owned()), forms)
                }
                _ => continue,
            };
            for form in forms.split('|') {
                self.add(form, &target);
            }
        }
    }

    fn add(&mut self, form: &str, referent: &Referent) {
        let spelling = spelling_of(form);
        for written in inflected(form, spelling) {
            let words = folded_words(&written, 12);
            let Some(first) = words.first() else { continue };
            let phrase =
                Phrase { spelling, referent: referent.clone(), words: words.clone() };
            self.phrases.entry(first.clone()).or_default().push(phrase);
        }
    }

    /// The longest phrase of the tables that starts at the first of `rest`, and its length
    /// in words. Adjectives of peoples take a capital in English and none in French.
    pub(crate) fn longest(
        &self,
        rest: &[Token],
        vocabulary: &Vocabulary,
        language: Language,
    ) -> Option<(usize, &Referent)> {
        let first = rest.first()?;
        let phrases = self.phrases.get(&*vocabulary.known(first.word).folded)?;
        let met =
            phrases.iter().find(|phrase| phrase.is_at(rest, vocabulary, language))?;
        Some((met.words.len(), &met.referent))
    }

    /// Whether a phrase of the tables begins with this folded word.
    pub(crate) fn has_opening(&self, folded: &str) -> bool {
        self.phrases.contains_key(folded)
    }
}

impl Phrase {
    fn is_at(&self, rest: &[Token], vocabulary: &Vocabulary, language: Language) -> bool {
        let Some(first) = rest.first() else { return false };
        let capital = match self.spelling {
            Spelling::Acronym => first.case == Case::AllCapitals,
            Spelling::Name => first.case.is_capital(),
            Spelling::Word => language == Language::French || first.case.is_capital(),
        };
        capital
            && rest.len() >= self.words.len()
            && self
                .words
                .iter()
                .zip(rest)
                .skip(1)
                .all(|(word, token)| **word == *vocabulary.known(token.word).folded)
    }
}

fn country(code: String) -> Referent {
    Referent::Country(code)
}

fn spelling_of(form: &str) -> Spelling {
    let letters = || form.chars().filter(|letter| letter.is_alphabetic());
    if letters().all(char::is_uppercase) && letters().count() > 1 {
        Spelling::Acronym
    } else if form
        .starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric())
    {
        Spelling::Name
    } else {
        Spelling::Word
    }
}

/// A lower-case form with its endings in both languages; a name as it is.
fn inflected(form: &str, spelling: Spelling) -> Vec<String> {
    if spelling != Spelling::Word || form.contains(' ') {
        return vec![form.to_owned()];
    }
    let mut forms: Vec<String> =
        ["", "s", "e", "es"].iter().map(|ending| format!("{form}{ending}")).collect();
    if form.ends_with("en") {
        forms.extend([format!("{form}ne"), format!("{form}nes")]);
    }
    if form.ends_with("on") {
        forms.extend([format!("{form}ne"), format!("{form}nes")]);
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::token::tokens;
    use crate::vocabulary::Reader;

    #[track_caller]
    fn check(text: &str, language: Language, expected: Option<&str>) {
        let mut reader = Reader::default();
        let words = reader.vocabulary(language);
        let read = tokens(text, 20, words);
        let longest = Gazetteer::shared().longest(&read, words, language);
        let met = longest.map(|(_, referent)| match referent {
            Referent::Country(id)
            | Referent::City(id, _)
            | Referent::Organisation(id) => id,
        });
        assert_eq!(met.map(String::as_str), expected, "{text}");
    }

    #[test]
    fn names_of_both_languages_lead_to_one_place() {
        check("London police", Language::English, Some("london"));
        check("Londres s'inquiète", Language::French, Some("london"));
        check("Côte d’Ivoire", Language::French, Some("CI"));
        check("Ivory Coast", Language::English, Some("CI"));
        check("White House aides", Language::English, Some("US"));
        check("Maison-Blanche", Language::French, Some("US"));
        check("U.S. forces", Language::English, Some("US"));
        check("us against them", Language::English, None);
        check("nice weather", Language::English, None);
    }

    #[test]
    fn peoples_and_organisations_are_read_in_both_languages() {
        check("Chinese officials", Language::English, Some("CN"));
        check("chinoises", Language::French, Some("CN"));
        check("egyptiennes", Language::French, Some("EG"));
        check("polish the shoes", Language::English, None);
        check("NATO", Language::English, Some("nato"));
        check("l'OTAN", Language::French, None);
        check("OTAN", Language::French, Some("nato"));
        check("Nations unies", Language::French, Some("un"));
    }
}
