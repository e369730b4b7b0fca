//! Which language a text is written in.
//!
//! Three witnesses, cheapest first:
//! 1. a vote of frequent words (`data/*/common_words.txt`): a word that several languages
//!    share counts its share for each;
//! 2. letters: French accents, letters that neither French nor English writes;
//! 3. two models of characters, only where the vote is short of evidence: trigrams (whatlang)
//!    and hashed n-grams of sixteen languages (whichlang), which are the better of the two on
//!    headlines. Where both say the same of a few words, it is believed.
//!
//! The vote alone settles nearly every line of English and French news, so the models are
//! rarely asked.

use std::collections::HashMap;
use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use crate::Language;
use crate::lists::entries;
use crate::words::scan;

/// The language of a text by itself: English, French, another one by its code, or unknown
/// where the evidence is too thin (a name, a number, two words).
///
/// Cost: linear, about 25 MB/s where words decide; trigrams read at most
/// `TRIGRAM_BYTES` bytes.
pub fn detect(text: &str) -> Language {
    Evidence::of(text).decide(text)
}

/// Trigrams need no more than this: accuracy is flat beyond a few hundred letters.
const TRIGRAM_BYTES: usize = 1200;

/// Below so many words a vote is a guess, and other witnesses are asked.
const FEW_WORDS: u32 = 5;

/// Share of words that frequent words make up in running text of their language: 0.4 to 0.6
/// in English and French news; Walloon or Catalan reach 0.2 on the French list.
const RUNNING_SHARE: f32 = 0.28;

/// A vote this many times the next language's is clear.
const CLEAR_LEAD: f32 = 1.5;

/// Elisions are short, frequent and common to several Romance languages: half a word.
const ELISION_WEIGHT: f32 = 0.5;

/// In doubt, the share of frequent words below which no trigram makes a text English or
/// French: Walloon and pidgins lie under it, telegraphic headlines of some words above.
const DOUBTFUL_SHARE: f32 = 0.16;

/// The share that is enough where trigrams agree: for English, and for lines of fewer words
/// than [`HEADLINE_WORDS`].
const HEADLINE_SHARE: f32 = 0.07;
const HEADLINE_WORDS: u32 = 14;

/// Votes of English and French that differ by less say little: one word of the other
/// language in a title. 1.2 keeps French headlines with an English title in them, and 0.3
/// loses one in two hundred.
const EVEN_LEAD: f32 = 1.2;

/// The share that a longer text needs where the model of n-grams agrees.
const LONG_SHARE: f32 = 0.13;

/// What speaks for each language, addable over lines.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Evidence {
    words: u32,
    votes: Votes,
    /// Words with a letter that French writes and English does not.
    french_letters: u32,
    /// Words with a Latin letter that neither writes.
    foreign_letters: u32,
    /// Words that no list knows, shaped as English and as French words are.
    shapes: [u32; 2],
    letters: u32,
    /// Letters of other scripts.
    other_script: u32,
}

/// Endings of words that are frequent in one of the two languages and rare in the other.
const ENGLISH_ENDINGS: [&str; 22] = [
    "ing", "ings", "ed", "ly", "ness", "ship", "ght", "ghts", "wn", "ck", "cks", "sh",
    "th", "ths", "ity", "ies", "ey", "ys", "ew", "ow", "ows", "ful",
];
const FRENCH_ENDINGS: [&str; 24] = [
    "eur", "eurs", "euse", "euses", "eux", "eau", "eaux", "aire", "aires", "ique",
    "iques", "ité", "ités", "ée", "ées", "és", "ère", "ères", "ement", "ements", "ait",
    "aient", "oir", "iste",
];

/// Shapes weigh little: they tip a scale that words leave even.
const SHAPE_WEIGHT: f32 = 0.35;

fn has_ending(word: &str, endings: &[&str]) -> bool {
    word.len() >= 5 && endings.iter().any(|ending| word.ends_with(ending))
}

const LANGUAGES: usize = 24;
type Votes = [f32; LANGUAGES];
const ENGLISH: usize = 0;
const FRENCH: usize = 1;

/// Which languages know a word (bits by index of [`CODES`]).
static WORDS: LazyLock<HashMap<&'static str, u32>> = LazyLock::new(word_languages);

/// Codes of the languages of the vote: English, French, then the others in their file's order.
static CODES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let others = other_lists().map(|(code, _)| Language::from_code(code));
    [Language::English, Language::French]
        .into_iter()
        .chain(others)
        .take(LANGUAGES)
        .collect()
});

fn other_lists() -> impl Iterator<Item = (&'static str, &'static str)> {
    entries(include_str!("../data/other/common_words.txt"))
        .filter_map(|l| l.split_once(':'))
}

fn word_languages() -> HashMap<&'static str, u32> {
    let mut known = HashMap::new();
    let mut note =
        |word: &'static str, index: usize| *known.entry(word).or_default() |= 1 << index;
    entries(include_str!("../data/en/common_words.txt"))
        .for_each(|word| note(word, ENGLISH));
    entries(include_str!("../data/fr/common_words.txt"))
        .for_each(|word| note(word, FRENCH));
    for (index, (_, words)) in other_lists().enumerate().take(LANGUAGES - 2) {
        words.split_whitespace().for_each(|word| note(word, index + 2));
    }
    known
}

impl Evidence {
    /// The evidence in one text. Linear.
    pub(crate) fn of(text: &str) -> Self {
        let mut evidence = Self::default();
        scan(text, &mut |_, word| evidence.hear(word));
        evidence
    }

    /// Adds the evidence of another text.
    pub(crate) fn add(&mut self, other: &Self) {
        self.words += other.words;
        self.french_letters += other.french_letters;
        self.foreign_letters += other.foreign_letters;
        self.letters += other.letters;
        for (shapes, more) in self.shapes.iter_mut().zip(other.shapes) {
            *shapes += more;
        }
        self.other_script += other.other_script;
        for (vote, more) in self.votes.iter_mut().zip(other.votes) {
            *vote += more;
        }
    }

    /// Number of words heard (figures are none).
    pub(crate) fn words(&self) -> u32 {
        self.words
    }

    /// Adds the evidence of one folded word.
    pub(crate) fn hear(&mut self, word: &str) {
        let languages = WORDS.get(word).copied().unwrap_or(0);
        let mut letters = 0;
        let (mut french, mut foreign) = (false, false);
        for letter in word.chars().filter(|letter| letter.is_alphabetic()) {
            letters += 1;
            match letter {
                'a'..='z' => {}
                'é' | 'è' | 'ê' | 'ë' | 'à' | 'â' | 'ç' | 'î' | 'ï' | 'ô' | 'ù' | 'û' =>
                {
                    french = true;
                }
                '\u{80}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => foreign = true,
                _ => self.other_script += 1,
            }
        }
        if letters == 0 || word.bytes().any(|byte| byte.is_ascii_digit()) {
            return;
        }
        self.letters += letters;
        self.words += 1;
        self.french_letters += u32::from(french);
        if languages == 0 && !foreign {
            self.shapes[ENGLISH] +=
                u32::from(!french && has_ending(word, &ENGLISH_ENDINGS));
            self.shapes[FRENCH] += u32::from(has_ending(word, &FRENCH_ENDINGS));
        }
        self.foreign_letters += u32::from(foreign);
        let weight = if word.ends_with('\'') { ELISION_WEIGHT } else { 1.0 };
        let share = weight / languages.count_ones().max(1) as f32;
        let mut left = languages;
        while left != 0 {
            if let Some(vote) = self.votes.get_mut(left.trailing_zeros() as usize) {
                *vote += share;
            }
            left &= left - 1;
        }
    }

    /// The language this evidence speaks for; `text` is asked for trigrams in doubt.
    pub(crate) fn decide(&self, text: &str) -> Language {
        if self.words == 0 {
            return Language::Unknown;
        }
        if self.other_script * 2 > self.letters {
            return by_trigrams(text).map_or(Language::Unknown, |(language, _)| language);
        }
        self.by_vote().unwrap_or_else(|| {
            if self.words < FEW_WORDS {
                self.of_few_words(text)
            } else {
                self.in_doubt(text)
            }
        })
    }

    /// The language of a clear vote.
    pub(crate) fn by_vote(&self) -> Option<Language> {
        let (best, vote) = self.best(0..LANGUAGES)?;
        let (_, next) = self.best((0..LANGUAGES).filter(|&index| index != best))?;
        let foreign = self.foreign_letters as f32;
        let is_clear = self.words >= FEW_WORDS
            && vote / self.words as f32 >= RUNNING_SHARE
            && vote >= CLEAR_LEAD * next
            && (best > FRENCH || foreign < 0.12 * self.words as f32);
        is_clear.then(|| CODES.get(best).copied()).flatten()
    }

    fn best(&self, among: impl IntoIterator<Item = usize>) -> Option<(usize, f32)> {
        among
            .into_iter()
            .filter_map(|index| Some((index, *self.votes.get(index)?)))
            .reduce(|best, next| if next.1 > best.1 { next } else { best })
    }

    /// A headline, a label: any clear sign will do, silence is an answer.
    fn of_few_words(&self, text: &str) -> Language {
        let [english, french] = self.pair();
        let (_, other) = self.best(2..LANGUAGES).unwrap_or_default();
        if self.foreign_letters * 2 > self.words || other > english.max(french) + 0.5 {
            return Language::Unknown;
        }
        let guess = |sure: f64| match restricted(text, sure) {
            found if self.words >= 3 && found == by_model(text) => found,
            _ => Language::Unknown,
        };
        let has_vote = self.votes[ENGLISH] + self.votes[FRENCH] + accents(self) > 0.0;
        match english - french {
            lead if lead >= 0.3 && has_vote => Language::English,
            lead if lead <= -0.3 && has_vote => Language::French,
            lead if lead > 0.05 && guess(0.0) == Language::English => Language::English,
            lead if lead < -0.05 && guess(0.0) == Language::French => Language::French,
            _ => guess(0.0),
        }
    }

    /// Enough words, no clear vote: trigrams, weighed with the vote.
    fn in_doubt(&self, text: &str) -> Language {
        let [english, french] = self.pair();
        let (other_index, other) = self.best(2..LANGUAGES).unwrap_or_default();
        let (ours, our_vote, theirs) = if english >= french {
            (Language::English, english, french)
        } else {
            (Language::French, french, english)
        };
        let share = our_vote / self.words as f32;
        let is_foreign = self.foreign_letters as f32 >= 0.12 * self.words as f32;
        if other > our_vote && (self.words >= 8 || other >= our_vote + 1.0) {
            return CODES.get(other_index).copied().unwrap_or(Language::Unknown);
        }
        // French has close neighbours that trigrams do not know; English has none.
        let least = if ours == Language::English || self.words < HEADLINE_WORDS {
            HEADLINE_SHARE
        } else {
            DOUBTFUL_SHARE
        };
        let model = by_model(text);
        match by_trigrams(text) {
            _ if model == ours
                && !is_foreign
                && other <= our_vote
                && share >= self.least_with_model() =>
            {
                ours
            }
            _ if self.words < HEADLINE_WORDS
                && model.is_read()
                && (model == ours || our_vote - theirs < EVEN_LEAD)
                && !is_foreign
                && other <= our_vote
                && restricted(text, 0.0) == model =>
            {
                model
            }
            Some((Language::Other(code), sure))
                if share < DOUBTFUL_SHARE && (sure || is_foreign) =>
            {
                Language::Other(code)
            }
            _ if is_foreign => Language::Unknown,
            Some((language, _)) if language == ours && share >= least => ours,
            Some((language, true)) if language.is_read() && share >= DOUBTFUL_SHARE => {
                language
            }
            _ if share >= least
                && our_vote >= 2.0 * other
                && restricted(text, 0.0) == ours =>
            {
                ours
            }
            _ if share >= DOUBTFUL_SHARE
                && our_vote >= 1.15 * other
                && restricted(text, 0.0) == ours =>
            {
                ours
            }
            _ if self.words < HEADLINE_WORDS
                && other <= 0.0
                && our_vote >= 1.0 + theirs =>
            {
                ours
            }
            _ if share >= RUNNING_SHARE && our_vote >= CLEAR_LEAD * other => ours,
            _ => Language::Unknown,
        }
    }

    /// The share of frequent words that is enough where the model of n-grams agrees: it knows
    /// sixteen languages, so of longer texts more is asked.
    fn least_with_model(&self) -> f32 {
        if self.words < HEADLINE_WORDS { HEADLINE_SHARE } else { LONG_SHARE }
    }

    /// English and French votes, with letters.
    fn pair(&self) -> [f32; 2] {
        let shapes = self.shapes.map(|count| SHAPE_WEIGHT * count as f32);
        [
            self.votes[ENGLISH] + shapes[ENGLISH],
            self.votes[FRENCH] + accents(self) + shapes[FRENCH],
        ]
    }
}

/// What French letters weigh: other languages write most of them too.
fn accents(evidence: &Evidence) -> f32 {
    0.4 * evidence.french_letters as f32
}

/// The language by trigrams over all of them, and whether they are sure.
fn by_trigrams(text: &str) -> Option<(Language, bool)> {
    let found = whatlang::detect(head(text))?;
    Some((language_of(found.lang()), found.is_reliable()))
}

/// English or French by trigrams; unknown where they are less sure than asked.
fn restricted(text: &str, sure: f64) -> Language {
    static PAIR: LazyLock<Detector> =
        LazyLock::new(|| Detector::with_allowlist(vec![Lang::Eng, Lang::Fra]));
    match PAIR.detect(head(text)) {
        Some(found) if found.confidence() >= sure => language_of(found.lang()),
        _ => Language::Unknown,
    }
}

/// The language by n-grams: one of sixteen, of which English and French matter here.
fn by_model(text: &str) -> Language {
    match whichlang::detect_language(head(text)) {
        whichlang::Lang::Eng => Language::English,
        whichlang::Lang::Fra => Language::French,
        _ => Language::Unknown,
    }
}

fn head(text: &str) -> &str {
    let mut end = text.len().min(TRIGRAM_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// The ISO 639-1 code of what trigrams know.
fn language_of(lang: Lang) -> Language {
    /// Pairs of ISO 639-3 and 639-1.
    const SHORT: &str = "epo eo,eng en,rus ru,cmn zh,spa es,por pt,ita it,ben bn,fra fr,deu de,\
        ukr uk,kat ka,ara ar,hin hi,jpn ja,heb he,yid yi,pol pl,amh am,jav jv,kor ko,nob nb,\
        dan da,swe sv,fin fi,tur tr,nld nl,hun hu,ces cs,ell el,bul bg,bel be,mar mr,kan kn,\
        ron ro,slv sl,hrv hr,srp sr,mkd mk,lit lt,lav lv,est et,tam ta,vie vi,urd ur,tha th,\
        guj gu,uzb uz,pan pa,aze az,ind id,tel te,pes fa,mal ml,ori or,mya my,nep ne,sin si,\
        khm km,tuk tk,aka ak,zul zu,sna sn,afr af,lat la,slk sk,cat ca,tgl tl,hye hy,cym cy";
    SHORT
        .split(',')
        .filter_map(|pair| pair.trim().split_once(' '))
        .find(|(long, _)| *long == lang.code())
        .map_or(Language::Unknown, |(_, short)| Language::from_code(short))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(detect(text).code(), expected, "{text}");
    }

    #[test]
    fn sentences_of_both_languages_are_told_apart() {
        check("The board will meet on Thursday to discuss the offer.", "en");
        check("Le conseil se réunira jeudi pour examiner l’offre.", "fr");
        check("Shares in the group rose after the announcement.", "en");
        check("Le titre du groupe progressait après cette annonce.", "fr");
    }

    #[test]
    fn headlines_without_grammar_are_told_apart() {
        check("Harbour firm buys rival for $2 billion", "en");
        check("Un port rachète son rival pour 2 milliards", "fr");
        check("Grève reconduite à la raffinerie de Lavéra", "fr");
        check("Strike extended at coastal refinery", "en");
    }

    #[test]
    fn other_languages_are_named() {
        check(
            "Die Regierung hat am Montag ein neues Gesetz für den Wohnungsbau vorgestellt.",
            "de",
        );
        check(
            "El gobierno presentó el lunes una nueva ley sobre la vivienda en todo el país.",
            "es",
        );
        check(
            "Il governo ha presentato lunedì una nuova legge sulla casa per tutti i cittadini.",
            "it",
        );
        check(
            "O governo apresentou na segunda-feira uma nova lei para a habitação em todo o país.",
            "pt",
        );
        check("Правительство представило в понедельник новый закон о жилье.", "ru");
    }

    #[test]
    fn too_little_is_unknown() {
        check("", "und");
        check("2,400", "und");
        check("Axel", "und");
    }

    #[test]
    fn every_language_of_the_trigrams_has_a_code() {
        for lang in Lang::all() {
            assert_ne!(language_of(*lang), Language::Unknown, "{lang}");
        }
        assert!(CODES.len() == other_lists().count() + 2, "LANGUAGES holds all lists");
    }

    #[test]
    fn random_text_never_panics() {
        arbtest::arbtest(|random| {
            let text: String = random.arbitrary()?;
            let _ = detect(&text);
            Ok(())
        })
        .budget_ms(200);
    }
}
