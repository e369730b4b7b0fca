//! The words the value grammar knows, with their senses, per language.
//!
//! Every form of the tables under `data/` is cut by the same rules as the text, so that a
//! form matches exactly where its words stand side by side (one hyphen may stand between).

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

use super::fold::{Folded, pieces};
use super::{Bound, currencies};
use crate::Language;

/// What a word or a phrase means to the grammar. Numbers are plain or powers of ten.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// Three, quatre-vingt: 0 to 19 and the tens.
    Cardinal(u32),
    /// Hundred, mille, milliard: a power of ten that multiplies what stands before it.
    Scale(u32),
    /// Md, bn, k: a power of ten written short.
    Suffix(u32),
    /// A dozen: counts exactly.
    Collective(u32),
    /// Une dizaine: counts about.
    AboutCollective(u32),
    /// Billions, dizaines: an amount without a figure, as a power of ten.
    Vague(u32),
    /// Dozens.
    VagueDozen,
    /// Several, plusieurs.
    Several,
    /// Multibillion, as a power of ten.
    Multi(u32),
    /// Third, deuxième.
    Ordinal(u32),
    /// Unième, only after a number.
    OrdinalUnit(u32),
    /// Hundredth, millième, as a power of ten.
    OrdinalScale(u32),
    /// Thirds, cinquième: what divides.
    Denominator(u64),
    /// Percent.
    Percent,
    /// Percentage points.
    Points,
    /// Basis points.
    BasisPoints,
    /// A length of time.
    Time(&'static str),
    /// A unit of measure.
    Measure(&'static str),
    /// A currency.
    Currency(currencies::Currency),
    /// A currency with its scale in one word: MUSD.
    ScaledCurrency(u32, currencies::Currency),
    /// Cents, pence.
    Subunit(&'static str),
    /// A share, par action.
    Per(&'static str),
    /// A bound before its number.
    Before(Bound),
    /// A bound after its number.
    After(Bound),
    /// A month of the year, from 1.
    Month(i8),
    /// A day of the week, Monday 1.
    Weekday(i8),
    /// A season, in English.
    Season(&'static str),
    /// Today, hier: days from the day of publication.
    DayShift(i32),
    /// Last, prochain.
    Shift(i32),
    /// Ce, cette.
    Demonstrative,
    /// Before a year; `true` where any year follows.
    YearCue(bool),
    /// The nineties.
    Decade(i16),
    /// Noon, minuit: an hour with a name.
    Clock(u32),
    /// XIXe, before "siècle".
    Century(i16),
    /// Christmas, Pâques: the day as the calendar table writes it.
    Feast(&'static str),
}

impl Sense {
    /// Whether a value can hang on it; units, bounds and cues only stand beside one.
    fn carries_value(self) -> bool {
        !matches!(
            self,
            Self::Suffix(_)
                | Self::Several
                | Self::Percent
                | Self::Points
                | Self::BasisPoints
                | Self::Measure(_)
                | Self::Currency(_)
                | Self::ScaledCurrency(..)
                | Self::Subunit(_)
                | Self::Per(_)
                | Self::Before(_)
                | Self::After(_)
                | Self::Shift(_)
                | Self::Demonstrative
                | Self::YearCue(_)
        )
    }
}

/// One phrase: the words after the first, and the sense of the whole.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) rest: Vec<u16>,
    pub(super) sense: Sense,
}

/// The words of one language. Word 0 is the unknown word.
#[derive(Debug)]
pub(super) struct Lexicon {
    ids: HashMap<Box<str>, u16, BuildHasherDefault<WordHash>>,
    words: Vec<Box<str>>,
    entries: Vec<Vec<Entry>>,
    begins: Vec<bool>,
    carries: Vec<bool>,
    /// For each first byte the lengths that some word has: one look rejects most words.
    lengths: [u32; 256],
}

/// Words that the grammar asks for by name and that no table holds.
const PARTICLES_ENGLISH: &str = "a an the of and or to from between in on at by for with \
    point minus negative plus over half quarter old aged age people users customers \
    subscribers shares jobs homes homeowners viewers vehicles cars units workers passengers \
    tourists visitors downloads britons americans households members vaccines doses \
    weigh weighs weighed weighing weight heavy lost gained range ranges ranging ranged vary \
    varies varied varying anywhere rose rise rising grew grow fell fall falling up down \
    increased increase jumped climbed dropped declined cut raised went slipped surged lowered \
    doubled soared narrowed widened moved boosted lifted reduced tripled change changed \
    am pm o clock p out ago today yesterday tomorrow now months h e s st nd rd th q fy ce bce bc ad ago earlier lasted later since until time times other \
    century noon midday midnight bc bce no not only one day days week month year quarter half fiscal financial end start mid \
    early late beginning middle last next this that past previous same each every \
    american canadian australian us well just more lot version million billion http https www \
    nineteen twenty st full 's";
const PARTICLES_FRENCH: &str = "un une le la les l d du des de et ou à a au aux en dans sur \
    entre par pour avec virgule moins plus negatif negative moitie demi demie demis et barre \
    cap seuil an ans age agee ages agees varie varient varier variant variait va vont allant \
    aller compris comprise comprises fourchette passe passes passee passees passaient passeront tombees passant passer passera \
    passerait passent passait augmente grimpe tombe bondi baisse recule releve abaisse reduit \
    ramene porte chute monte tombee progresse h e er re eme ere nd nde t s siecle jour jours semaine mois \
    trimestre semestre annee il y ai ont avait avoir aura ayant avaient ete fin debut mi \
    courant exercice fiscal d'ici vers que qu n est cent cents celsius million http https www \
    premiers midi minuit av autre avenue rue il y dans ce cette annuel janvier heures heure q fy soit tot";

impl Lexicon {
    /// The lexicon of `language`: built once, then shared.
    pub(super) fn of(language: Language) -> &'static Self {
        static ENGLISH: OnceLock<Lexicon> = OnceLock::new();
        static FRENCH: OnceLock<Lexicon> = OnceLock::new();
        static NEITHER: OnceLock<Lexicon> = OnceLock::new();
        match language {
            Language::English => ENGLISH.get_or_init(Self::english),
            Language::French => FRENCH.get_or_init(Self::french),
            Language::Other(_) | Language::Unknown => NEITHER.get_or_init(Self::neither),
        }
    }

    fn english() -> Self {
        Self::build(
            PARTICLES_ENGLISH,
            &[
                include_str!("../../data/en/values-numbers.txt"),
                include_str!("../../data/en/values-units.txt"),
                include_str!("../../data/en/values-currencies.txt"),
                include_str!("../../data/en/values-bounds.txt"),
                include_str!("../../data/en/values-calendar.txt"),
            ],
        )
    }

    fn french() -> Self {
        Self::build(
            PARTICLES_FRENCH,
            &[
                include_str!("../../data/fr/values-numbers.txt"),
                include_str!("../../data/fr/values-units.txt"),
                include_str!("../../data/fr/values-currencies.txt"),
                include_str!("../../data/fr/values-bounds.txt"),
                include_str!("../../data/fr/values-calendar.txt"),
            ],
        )
    }

    /// Symbols and codes that need no language.
    fn neither() -> Self {
        Self::build("", &["percent 0 = %"])
    }

    fn build(particles: &str, tables: &[&'static str]) -> Self {
        let mut lexicon = Self {
            ids: HashMap::default(),
            words: vec!["".into()],
            entries: vec![Vec::new()],
            begins: Vec::new(),
            carries: Vec::new(),
            lengths: [0; 256],
        };
        for (form, sense) in currencies::symbols_and_codes() {
            lexicon.add(&form, sense);
        }
        for line in tables.iter().flat_map(|table| table.lines()) {
            lexicon.add_line(line);
        }
        for word in particles.split_whitespace().chain(PUNCTUATION.split_whitespace()) {
            for piece in pieces(word) {
                lexicon.word(piece.folded.as_str());
            }
        }
        for entries in &mut lexicon.entries {
            entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
        }
        let starters: Vec<&str> = STARTERS.split_whitespace().collect();
        lexicon.begins = lexicon
            .words
            .iter()
            .zip(&lexicon.entries)
            .map(|(word, entries)| !entries.is_empty() || starters.contains(&&**word))
            .collect();
        lexicon.carries = lexicon
            .words
            .iter()
            .zip(&lexicon.entries)
            .map(|(word, entries)| {
                let senses = entries.iter().any(|entry| entry.sense.carries_value());
                (senses && !matches!(&**word, "un" | "une")) || "½¼¾⅓⅔".contains(&**word)
            })
            .collect();
        lexicon
    }

    fn add_line(&mut self, line: &'static str) {
        if line.starts_with('#') {
            return;
        }
        let Some((head, forms)) = line.split_once(" = ") else { return };
        let Some((name, argument)) = head.trim().split_once(' ') else { return };
        let Some(sense) = sense_of(name, argument.trim()) else { return };
        for form in forms.split(" | ") {
            self.add(form.trim(), sense);
            // "Plus de" before a consonant is "plus d'" before a vowel.
            if let (Sense::Before(_), Some(stem)) =
                (sense, form.trim().strip_suffix(" de"))
            {
                self.add(&format!("{stem} d'"), sense);
            }
        }
    }

    fn add(&mut self, form: &str, sense: Sense) {
        let mut ids = pieces(form).map(|piece| self.word(piece.folded.as_str()));
        let ids: Vec<u16> = ids.by_ref().collect();
        let Some((&first, rest)) = ids.split_first() else { return };
        if let Some(entries) = self.entries.get_mut(usize::from(first)) {
            entries.push(Entry { rest: rest.to_vec(), sense });
        }
    }

    fn word(&mut self, folded: &str) -> u16 {
        if let Some(&id) = self.ids.get(folded) {
            return id;
        }
        let id = self.words.len() as u16;
        self.words.push(folded.into());
        self.entries.push(Vec::new());
        self.ids.insert(folded.into(), id);
        if let (Some(&first), length @ 0..=31) = (folded.as_bytes().first(), folded.len())
            && let Some(lengths) = self.lengths.get_mut(usize::from(first))
        {
            *lengths |= 1 << length;
        }
        id
    }

    /// The number of a folded word, 0 for an unknown one.
    pub(super) fn id(&self, folded: &Folded) -> u16 {
        let word = folded.as_str();
        let first = word.as_bytes().first().copied().unwrap_or_default();
        let lengths = self.lengths.get(usize::from(first)).copied().unwrap_or_default();
        if word.len() > 31 || lengths & (1 << word.len()) == 0 {
            return 0;
        }
        self.ids.get(word).copied().unwrap_or_default()
    }

    /// The folded word of a number, empty for the unknown word.
    pub(super) fn name(&self, id: u16) -> &str {
        self.words.get(usize::from(id)).map_or("", |word| word)
    }

    /// Whether a value can begin with a word.
    pub(super) fn begins_value(&self, id: u16) -> bool {
        self.begins.get(usize::from(id)).copied().unwrap_or_default()
    }

    /// Whether a value can hang on a word: without a figure or such a word there is none.
    pub(super) fn carries_value(&self, id: u16) -> bool {
        id != 0 && self.carries.get(usize::from(id)).copied().unwrap_or_default()
    }

    /// Whether a unit begins with a word: a currency or a measure.
    pub(super) fn names_unit(&self, id: u16) -> bool {
        self.entries(id).iter().any(|entry| {
            matches!(
                entry.sense,
                Sense::Currency(_) | Sense::Subunit(_) | Sense::Measure(_)
            )
        })
    }

    /// The phrases that begin with a word, longest first.
    pub(super) fn entries(&self, id: u16) -> &[Entry] {
        self.entries.get(usize::from(id)).map_or(&[], Vec::as_slice)
    }
}

/// Words without a sense of their own with which a value may begin.
const STARTERS: &str = "- – . , ½ ¼ ¾ ⅓ ⅔ ( [ a an the un une le la les l d de du between entre \
    from minus negative moins negatif in il dans h q t s fy fiscal financial exercice annees \
    ce cet cette jusqu end mi fin à vers apres avant \
    at by until before after";

/// Signs that the grammar asks for by name.
const PUNCTUATION: &str =
    "- ' . , / ( ) [ ] : ; % + < > = ~ × ½ ¼ ¾ ⅓ ⅔ ^ # @ & \" ° ² ³";

fn sense_of(name: &str, argument: &'static str) -> Option<Sense> {
    let number = || argument.parse::<u32>().ok();
    Some(match name {
        "cardinal" => Sense::Cardinal(number()?),
        "scale" => Sense::Scale(number()?),
        "suffix" => Sense::Suffix(number()?),
        "collective" => Sense::Collective(number()?),
        "about" => Sense::AboutCollective(number()?),
        "vague" => Sense::Vague(number()?),
        "vaguedozen" => Sense::VagueDozen,
        "several" => Sense::Several,
        "multi" => Sense::Multi(number()?),
        "ordinal" => Sense::Ordinal(number()?),
        "ordinalunit" => Sense::OrdinalUnit(number()?),
        "ordinalscale" => Sense::OrdinalScale(number()?),
        "denominator" => Sense::Denominator(argument.parse().ok()?),
        "percent" => Sense::Percent,
        "points" => Sense::Points,
        "basis" => Sense::BasisPoints,
        "time" => Sense::Time(argument),
        "unit" => Sense::Measure(argument),
        "currency" => Sense::Currency(currencies::Currency::named(argument)),
        "subunit" => Sense::Subunit(argument),
        "per" => Sense::Per(argument),
        "before" => Sense::Before(bound_of(argument)?),
        "after" => Sense::After(bound_of(argument)?),
        "month" => Sense::Month(argument.parse().ok()?),
        "weekday" => Sense::Weekday(argument.parse().ok()?),
        "season" => Sense::Season(argument),
        "dayshift" => Sense::DayShift(argument.parse().ok()?),
        "shift" => Sense::Shift(argument.parse().ok()?),
        "demonstrative" => Sense::Demonstrative,
        "yearcue" => Sense::YearCue(number()? == 1),
        "decade" => Sense::Decade(argument.parse().ok()?),
        "century" => Sense::Century(argument.parse().ok()?),
        "clock" => Sense::Clock(number()?),
        "feast" => Sense::Feast(argument),
        _ => return None,
    })
}

fn bound_of(name: &str) -> Option<Bound> {
    Some(match name {
        "more_than" => Bound::MoreThan,
        "at_least" => Bound::AtLeast,
        "less_than" => Bound::LessThan,
        "at_most" => Bound::AtMost,
        "nearly" => Bound::Nearly,
        "about" => Bound::About,
        _ => return None,
    })
}

/// FNV-1a: the words are short and no stranger chooses them.
#[derive(Debug)]
pub(super) struct WordHash(u64);

impl Default for WordHash {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for WordHash {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fold::Piece;
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_understood() {
        for table in [
            include_str!("../../data/en/values-numbers.txt"),
            include_str!("../../data/en/values-units.txt"),
            include_str!("../../data/en/values-currencies.txt"),
            include_str!("../../data/en/values-bounds.txt"),
            include_str!("../../data/en/values-calendar.txt"),
            include_str!("../../data/fr/values-numbers.txt"),
            include_str!("../../data/fr/values-units.txt"),
            include_str!("../../data/fr/values-currencies.txt"),
            include_str!("../../data/fr/values-bounds.txt"),
            include_str!("../../data/fr/values-calendar.txt"),
        ] {
            for line in table.lines().filter(|line| !line.starts_with('#')) {
                let (head, forms) = line.split_once(" = ").expect(line);
                let (name, argument) = head.split_once(' ').expect(line);
                assert!(sense_of(name, argument).is_some(), "{line}");
                assert!(!forms.is_empty(), "{line}");
            }
        }
    }

    #[test]
    fn words_are_found_whatever_their_case_and_accents() {
        let french = Lexicon::of(Language::French);
        for word in ["Décembre", "DECEMBRE", "décembre"] {
            let folded = pieces(word).next().unwrap().folded;
            assert_eq!(french.name(french.id(&folded)), "decembre");
        }
        let unknown: Vec<Piece> = pieces("armoire").collect();
        assert_eq!(french.id(&unknown[0].folded), 0);
    }
}
