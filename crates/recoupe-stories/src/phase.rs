//! Where a matter stands: in talks, agreed, completed; charged, convicted, sentenced. Two
//! reports of one matter that stand elsewhere tell two events, the later a follow-up.

use crate::key::{Field, Key};

/// A phase of a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Phase {
    /// The matter: a deal, a case, a strike; its place in the table.
    matter: u8,
    /// How far it is; of two phases met, the higher counts.
    rank: u8,
    /// Whether matters of this kind come again and again: results, rates, votes.
    recurs: bool,
}

/// Matters that come again and again, so that a like report weeks later is the next one. A
/// purchase or a verdict told again is the same.
const RECURRING: [&str; 8] =
    ["rate", "figure", "company", "vote", "council", "match", "strike", "product"];

/// A phase and the field it was read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stands {
    /// The phase.
    pub(crate) phase: Phase,
    /// Headline or lead.
    pub(crate) field: Field,
}

impl Phase {
    /// As a key of the lexicon.
    pub(crate) fn key(self) -> Key {
        let matter = u32::from(self.matter) | u32::from(self.recurs) << 8;
        Key(matter << 8 | u32::from(self.rank))
    }

    /// The phase of such a key.
    pub(crate) fn of_key(key: Key) -> Self {
        Self { matter: (key.0 >> 8) as u8, rank: key.0 as u8, recurs: key.0 >> 16 != 0 }
    }
}

/// The rows of the table: name, phase, English and French words.
pub(crate) fn rows(table: &str) -> impl Iterator<Item = (String, Phase, &str, &str)> {
    let mut matters: Vec<&str> = Vec::new();
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.enumerate().filter_map(move |(rank, line)| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [matter, phase, english, french] = columns.as_slice() else { return None };
        if !matters.contains(matter) {
            matters.push(matter);
        }
        let place = matters.iter().position(|it| it == matter)?;
        let recurs = RECURRING.contains(matter);
        let phase_of_row = Phase { matter: place as u8, rank: rank as u8, recurs };
        Some((format!("{matter}: {phase}"), phase_of_row, *english, *french))
    })
}

/// One phase for each matter: headline before lead, then the higher. Ascending.
pub(crate) fn settled(mut met: Vec<Stands>) -> Vec<Stands> {
    met.sort_by_key(|it| (it.phase.matter, it.field, std::cmp::Reverse(it.phase.rank)));
    met.dedup_by_key(|it| it.phase.matter);
    met
}

/// A phase in the lead counts this much of one in the headline.
const LEAD_TRUST: f32 = 0.6;

/// How surely two articles stand elsewhere in one matter, 0..1, with the two phases; not
/// where they agree on another matter at least as surely.
pub(crate) fn clash(one: &[Stands], two: &[Stands]) -> Option<(f32, Phase, Phase)> {
    let trust = |it: &Stands| if it.field == Field::Title { 1.0 } else { LEAD_TRUST };
    let mut surest: Option<(f32, Phase, Phase)> = None;
    let mut agreed = 0.0_f32;
    for own in one {
        for other in two.iter().filter(|it| it.phase.matter == own.phase.matter) {
            let sure = trust(own) * trust(other);
            if own.phase == other.phase {
                agreed = agreed.max(sure);
            } else if surest.is_none_or(|(most, _, _)| sure > most) {
                surest = Some((sure, own.phase, other.phase));
            }
        }
    }
    surest.filter(|(sure, _, _)| *sure > agreed)
}

/// Whether both stand at one phase of one matter.
pub(crate) fn is_same(one: &[Stands], two: &[Stands]) -> bool {
    one.iter().any(|own| two.iter().any(|other| own.phase == other.phase))
}

/// Whether both stand at one phase of one matter of a kind that comes again and again.
pub(crate) fn is_recurring(one: &[Stands], two: &[Stands]) -> bool {
    let recurring = one.iter().filter(|own| own.phase.recurs);
    recurring.into_iter().any(|own| two.iter().any(|other| own.phase == other.phase))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::portrait::portrait;
    use crate::vocabulary::Reader;
    use recoupe_text::{Content, Language, RawDocument, ReadSettings, RepeatedLines};

    fn phases(title: &str, language: Language) -> Vec<Stands> {
        let document = RawDocument {
            id: Some("a".to_owned()),
            title: Some(title.to_owned()),
            content: Content::Text(format!("{title}.\n")),
            ..RawDocument::default()
        };
        let settings = ReadSettings::default();
        let read = recoupe_text::read(document, &settings, &RepeatedLines::none());
        let mut article = read.unwrap();
        article.language = language;
        portrait(&article, &mut Reader::default()).phases
    }

    #[track_caller]
    fn check(english: &str, french: &str, expected: &str) {
        for (title, language) in
            [(english, Language::English), (french, Language::French)]
        {
            let stands = phases(title, language);
            let names: Vec<_> = stands
                .iter()
                .filter_map(|it| Lexicon::shared().phase_name(it.phase))
                .collect();
            assert!(names.contains(&expected), "{title}: {names:?}");
        }
    }

    #[test]
    fn headlines_tell_where_a_matter_stands_in_both_languages() {
        check(
            "Velarno jumps 11% on Oslo debut",
            "Velarno s'envole pour sa première séance",
            "listing: debut",
        );
        check("Iceland pauses at 7%", "L'Islande fait une pause à 7 %", "rate: held");
        check("Velarno raises 20 million", "Velarno lève 20 millions", "round: raised");
        check(
            "Norvaxa in talks to buy Teltrine",
            "Norvaxa en négociations exclusives pour racheter Teltrine",
            "deal: talks",
        );
        check("Norvaxa to buy Teltrine", "Norvaxa rachète Teltrine", "deal: agreed");
        check(
            "Norvaxa completes purchase of Teltrine",
            "Norvaxa boucle le rachat de Teltrine",
            "deal: completed",
        );
        check(
            "Norvaxa walks away from Teltrine",
            "Norvaxa renonce à Teltrine",
            "deal: dropped",
        );
        check(
            "Ex-minister found guilty",
            "L'ex-ministre reconnu coupable",
            "court: convicted",
        );
        check("Ex-minister jailed", "L'ex-ministre condamné", "court: sentenced");
        check(
            "Dock strike called off",
            "La grève des dockers est levée",
            "strike: ended",
        );
    }

    #[test]
    fn two_phases_of_one_matter_clash_and_one_phase_does_not() {
        let english = |title| phases(title, Language::English);
        let french = |title| phases(title, Language::French);
        let sure =
            |one: &[Stands], two: &[Stands]| clash(one, two).map_or(0.0, |it| it.0);
        let talks = english("Norvaxa in talks to buy Teltrine");
        assert!(sure(&talks, &french("Norvaxa boucle le rachat de Teltrine")) > 0.9);
        assert!(sure(&talks, &french("Teltrine : négociations exclusives")) < 0.1);
        assert!(sure(&talks, &english("Ex-minister jailed")) < 0.1);
    }
}
