//! The language of a body, cheaply: only so that bodies in different languages are not
//! compared, and for the row of an article that is read for its copies alone.

use std::sync::LazyLock;

use recoupe_text::Language;
use recoupe_text::words::stop_words;

use crate::words::hash_word;

/// Words looked at from the beginning and from the end of a body.
const LOOKED_AT: usize = 64;

/// Share of stop words from which on a stretch is surely in their language. English and
/// French news hold 0.40 to 0.55; Spanish or Italian reach 0.25 on the French list.
const SURE_SHARE: usize = 33;

/// A language is sure when it has this many times the stop words of the other.
const CLEAR_LEAD: usize = 2;

/// Fewer words than this say nothing by themselves.
const FEW_WORDS: usize = 12;

/// Stop words by hash: which of the two languages know them.
struct Known {
    slots: Vec<(u64, u8)>,
}

const SLOTS: usize = 4096;
const ENGLISH: u8 = 1;
const FRENCH: u8 = 2;

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known { slots: vec![(0, 0); SLOTS] };
    for (language, bit) in [(Language::English, ENGLISH), (Language::French, FRENCH)] {
        for word in stop_words(language) {
            known.note(hash_word(word), bit);
        }
    }
    known
});

impl Known {
    fn note(&mut self, hash: u64, bit: u8) {
        for step in 0..SLOTS {
            if let Some(slot) = self.slots.get_mut((hash as usize + step) % SLOTS)
                && (slot.1 == 0 || slot.0 == hash)
            {
                *slot = (hash, slot.1 | bit);
                return;
            }
        }
    }

    fn bits(&self, hash: u64) -> u8 {
        let mut at = hash as usize % SLOTS;
        while let Some(&(known, bits)) = self.slots.get(at) {
            if bits == 0 || known == hash {
                return bits;
            }
            at = (at + 1) % SLOTS;
        }
        0
    }
}

/// The languages of a body whose words are English or French beyond doubt: of its
/// beginning and of its end. `None` where that cannot be told by stop words.
pub(crate) fn languages(words: &[u64]) -> Option<Vec<Language>> {
    if words.len() <= 2 * LOOKED_AT {
        return language(words).map(|only| vec![only]);
    }
    let first = language(words.get(..LOOKED_AT)?)?;
    let last = language(words.get(words.len() - LOOKED_AT..)?)?;
    Some(if first == last { vec![first] } else { vec![first, last] })
}

fn language(words: &[u64]) -> Option<Language> {
    let known = &*KNOWN;
    let (mut english, mut french) = (0, 0);
    for bits in words.iter().map(|hash| known.bits(*hash)) {
        english += usize::from(bits & ENGLISH != 0);
        french += usize::from(bits & FRENCH != 0);
    }
    let (most, least) = (english.max(french), english.min(french));
    let sure = words.len() >= FEW_WORDS
        && most * 100 >= SURE_SHARE * words.len()
        && most >= CLEAR_LEAD * least;
    sure.then_some(if english > french { Language::English } else { Language::French })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&[Language]>) {
        let mut words = Vec::new();
        crate::words::read_hashes(text, &mut words);
        assert_eq!(languages(&words).as_deref(), expected, "{text}");
    }

    #[test]
    fn running_text_of_both_languages_is_known() {
        let english = "The ferry that left the harbour at dawn has been towed back to the \
            island, and none of the people who were on it was hurt, said the guard. ";
        let french = "Le ferry qui avait quitté le port à l'aube a été ramené sur l'île, et \
            aucune des personnes qui étaient à bord n'a été blessée, ont dit les gardes. ";
        check(english, Some(&[Language::English]));
        check(french, Some(&[Language::French]));
        let both = format!("{}{}", english.repeat(4), french.repeat(4));
        check(&both, Some(&[Language::English, Language::French]));
        check("Port Elian 3, Corvane 1", None);
        check(
            "El ferry que salió del puerto al amanecer fue remolcado de vuelta a la isla y \
             ninguna de las personas que iban a bordo resultó herida según la guardia.",
            None,
        );
    }
}
