//! Groups that are too large to be believed, and what holds them together.

use std::collections::BTreeMap;

use recoupe_text::words::for_each_word;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::{CopyGroup, CopySettings};

/// A line or sentence that many members of a group share.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedLine {
    /// The words, as the first of them (by id) has them.
    pub text: String,
    /// How many of the members that were looked at have it.
    pub articles: u32,
}

/// Something a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// The group it is about.
    pub copy_group: String,
    /// What is the matter, in words, with the lines that bind the group.
    pub message: String,
    /// How many members the group has.
    pub members: u32,
    /// How many of them have the lead's text word for word, the lead included.
    pub identical: u32,
    /// How many members were looked at for their lines.
    pub looked_at: u32,
    /// The lines that most of these share, the commonest first; at most five.
    pub lines: Vec<SharedLine>,
}

/// So many members of a giant group are looked at, evenly spread over it: the share of a
/// line among them is then known within three hundredths.
const LOOKED_AT: usize = 1_000;

/// A line longer than this, in bytes, is looked at sentence by sentence.
const LONG_LINE: usize = 300;

/// Shorter lines, in words, bind no group.
const TELLING_WORDS: usize = 5;

/// How many lines a warning names.
const NAMED_LINES: usize = 5;

/// From this share of members with equal texts on, a giant group is one text that went
/// round, not furniture that many texts share.
const MOSTLY_EQUAL: f64 = 0.9;

/// Warns of groups with more members than [`CopySettings::giant_group`], and names the
/// lines that bind each. `text_of` gives the text of an article by id; articles without one
/// are passed over. Sorted by group. Cost: linear in the texts that are looked at.
pub fn giants<'a>(
    groups: &[CopyGroup],
    settings: &CopySettings,
    text_of: impl Fn(&str) -> Option<&'a str>,
) -> Vec<Warning> {
    let large = groups.iter().filter(|group| group.members.len() > settings.giant_group);
    large.map(|group| giant(group, &text_of)).collect()
}

fn giant<'a>(group: &CopyGroup, text_of: &impl Fn(&str) -> Option<&'a str>) -> Warning {
    let count = group.members.len();
    let identical =
        group.members.iter().filter(|member| member.resemblance >= 1.0).count();
    let step = count.div_ceil(LOOKED_AT).max(1);
    let texts: Vec<&str> = group
        .members
        .iter()
        .step_by(step)
        .filter_map(|member| text_of(&member.id))
        .collect();
    let lines = commonest(&texts);
    let message = message(group, identical, texts.len(), &lines);
    Warning {
        copy_group: group.copy_group.clone(),
        message,
        members: count as u32,
        identical: identical as u32,
        looked_at: texts.len() as u32,
        lines,
    }
}

fn message(
    group: &CopyGroup,
    identical: usize,
    looked_at: usize,
    lines: &[SharedLine],
) -> String {
    let count = group.members.len();
    let head = format!("{count} articles in one group, {}", group.copy_group);
    if identical as f64 >= MOSTLY_EQUAL * count as f64 {
        return format!("{head}: {identical} of them have the same text word for word");
    }
    let Some(first) = lines.first() else {
        return format!("{head}: no line stands in two of them; look at its pairs");
    };
    let named: Vec<String> = lines
        .iter()
        .map(|line| format!("\"{}\" ({})", shortened(&line.text), line.articles))
        .collect();
    let share = f64::from(first.articles) / looked_at.max(1) as f64;
    format!(
        "{head}; look whether they share a page's furniture rather than a text: the commonest \
         line stands in {:.0} % of the {looked_at} looked at. Commonest: {}",
        share * 100.0,
        named.join("; ")
    )
}

/// The first words of a line, for a message.
fn shortened(line: &str) -> String {
    const SHOWN: usize = 80;
    if line.chars().count() <= SHOWN {
        return line.to_owned();
    }
    let head: String = line.chars().take(SHOWN).collect();
    format!("{}…", head.trim_end())
}

/// The lines that most of the texts share, those that stand in one alone left out.
fn commonest(texts: &[&str]) -> Vec<SharedLine> {
    let mut seen: BTreeMap<u64, (u32, &str)> = BTreeMap::new();
    for text in texts {
        let mut keys: Vec<(u64, &str)> =
            pieces(text).filter_map(|piece| Some((key(piece)?, piece))).collect();
        keys.sort_by_key(|(key, _)| *key);
        keys.dedup_by_key(|(key, _)| *key);
        for (key, piece) in keys {
            seen.entry(key).or_insert((0, piece)).0 += 1;
        }
    }
    let mut common: Vec<(u32, &str)> =
        seen.into_values().filter(|(articles, _)| *articles > 1).collect();
    common.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    let named = common.into_iter().take(NAMED_LINES);
    named.map(|(articles, text)| SharedLine { text: text.to_owned(), articles }).collect()
}

/// The lines of a text; of long ones the sentences.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.lines().flat_map(|line| {
        let ends = |at: usize| line.len() > LONG_LINE && is_sentence_end(line, at);
        let mut start = 0;
        let mut parts = Vec::new();
        for (at, mark) in line.match_indices(['.', '!', '?']) {
            let end = at + mark.len();
            if ends(end) {
                parts.extend(line.get(start..end));
                start = end;
            }
        }
        parts.extend(line.get(start..));
        parts.into_iter().map(str::trim)
    })
}

/// Whether white space follows at this byte.
fn is_sentence_end(line: &str, at: usize) -> bool {
    line.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_whitespace)
}

/// The words of a line as a number; `None` where they are too few.
fn key(piece: &str) -> Option<u64> {
    let mut bytes: Vec<u8> = Vec::with_capacity(piece.len() * 2);
    for_each_word(piece, |word| bytes.extend(word.hash.to_le_bytes()));
    (bytes.len() >= TELLING_WORDS * 8).then(|| xxh3_64(&bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Member, Role, Succession};

    fn group(count: usize, resemblance: f64) -> CopyGroup {
        let member = |at: usize| Member {
            id: format!("m{at:04}"),
            role: if at == 0 { Role::Lead } else { Role::Copy },
            resemblance: if at == 0 { 1.0 } else { resemblance },
            containment: resemblance,
            succession: Succession::default(),
        };
        CopyGroup {
            copy_group: "copy-m0000".to_owned(),
            lead: "m0000".to_owned(),
            members: (0..count).map(member).collect(),
        }
    }

    fn warned(texts: &[String], resemblance: f64) -> Vec<Warning> {
        let groups = [group(texts.len(), resemblance)];
        giants(
            &groups,
            &CopySettings { giant_group: 20, ..CopySettings::standard() },
            |id| {
                let at: usize = id.get(1..)?.parse().ok()?;
                texts.get(at).map(String::as_str)
            },
        )
    }

    #[test]
    fn a_giant_group_names_the_lines_that_bind_it() {
        for (line, own) in [
            (
                "Subscribe to our letter and never miss a tide again!",
                "Story of boat number",
            ),
            (
                "Abonnez-vous à notre lettre et ne manquez aucune marée !",
                "Histoire du bateau",
            ),
        ] {
            let texts: Vec<String> = (0..50)
                .map(|at| match at % 5 {
                    0 => format!("{own} {at} and its long way home."),
                    _ => format!("{own} {at} and its long way home.\n{line}"),
                })
                .collect();
            let warnings = warned(&texts, 0.7);
            let [warning] = warnings.as_slice() else { panic!("{warnings:?}") };
            assert_eq!((warning.members, warning.looked_at), (50, 50));
            let named = SharedLine { text: line.to_owned(), articles: 40 };
            assert_eq!(warning.lines, [named]);
            assert!(warning.message.contains(line), "{}", warning.message);
            assert!(warning.message.contains("80 %"), "{}", warning.message);
        }
    }

    #[test]
    fn one_text_that_went_round_is_told_as_such() {
        let texts = vec!["La marée monte et le port attend ses bateaux.".to_owned(); 30];
        let warnings = warned(&texts, 1.0);
        assert!(warnings[0].message.contains("30 of them have the same text"));
        assert_eq!(warnings[0].identical, 30);
    }

    #[test]
    fn sentences_of_long_lines_are_lines_too() {
        let shared = "The council reminds all readers of the tide tables.";
        let texts: Vec<String> = (0..30)
            .map(|at| {
                format!(
                    "{} {shared} {}",
                    "Own word. ".repeat(20 + at),
                    "More. ".repeat(40)
                )
            })
            .collect();
        assert_eq!(warned(&texts, 0.5)[0].lines[0].text, shared);
    }

    #[test]
    fn small_groups_raise_no_warning() {
        assert_eq!(warned(&vec!["a b c d e f".to_owned(); 20], 1.0), []);
    }
}
