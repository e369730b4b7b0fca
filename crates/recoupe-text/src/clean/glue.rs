//! Labels of icons and buttons that scraping glued together: `ShareShareIcon`,
//! `Print ArrowPrint ArrowPrint Arrow`, alone or in front of real words.

use crate::fold::fold_key;

/// Words that name the picture, not its meaning.
const ICON_WORDS: [&str; 14] = [
    "icon",
    "icone",
    "icône",
    "arrow",
    "fleche",
    "flèche",
    "chevron",
    "caret",
    "logo",
    "svg",
    "spinner",
    "hamburger",
    "avatar",
    "thumbnail",
];

/// Longer lines are no label.
const LONGEST_LABEL: usize = 160;

/// Whether the whole line is a label glued to itself or to the name of its icon.
pub(super) fn is_glued_label(line: &str) -> bool {
    if line.len() > LONGEST_LABEL || line.ends_with(['.', '?', '!']) {
        return false;
    }
    if !has_junction(line) && !is_repetition(line) {
        return false;
    }
    let parts = parts(line);
    let is_short = line.split_whitespace().count() <= 8;
    is_short
        && parts.len() >= 2
        && (is_repetition(line) || glued_parts(&parts) == parts.len())
}

/// Where the real words begin behind a glued label at the head of a line, if they do.
pub(super) fn behind_glue(line: &str) -> Option<usize> {
    if line.len() > LONGEST_LABEL * 3 || !has_junction(line) {
        return None;
    }
    let parts = parts(line);
    let glued = glued_parts(&parts);
    let start = parts.get(glued).map(|part| part.0)?;
    let rest = line.get(start..)?;
    // A label before fewer words is a label still.
    (glued >= 2 && rest.split_whitespace().count() >= 3).then_some(start)
}

/// Whether a capital follows a small letter anywhere.
fn has_junction(line: &str) -> bool {
    let mut last = ' ';
    line.chars().any(|character| {
        std::mem::replace(&mut last, character).is_lowercase() && character.is_uppercase()
    })
}

/// A run of letters between places where a capital follows a small letter without a space
/// (start, text without outer spaces).
fn parts(line: &str) -> Vec<(usize, &str)> {
    let mut cuts = vec![0];
    let mut last = ' ';
    for (at, character) in line.char_indices() {
        if last.is_lowercase() && character.is_uppercase() {
            cuts.push(at);
        }
        last = character;
    }
    cuts.push(line.len());
    cuts.windows(2)
        .filter_map(|pair| match *pair {
            [start, end] => Some((start, line.get(start..end)?.trim())),
            _ => None,
        })
        .collect()
}

/// How many parts at the head are labels said twice or icon names. The part before an icon
/// name belongs to it (`ChevronDown` + `Icon`).
fn glued_parts(parts: &[(usize, &str)]) -> usize {
    let keys: Vec<String> = parts.iter().map(|(_, part)| fold_key(part)).collect();
    let mut glued = 0;
    for (index, key) in keys.iter().enumerate() {
        let is_icon = key.split(' ').any(|word| ICON_WORDS.contains(&word));
        let is_said_before = index > 0 && keys.get(index - 1) == Some(key);
        if (is_icon || is_said_before) && index <= glued + 2 {
            glued = index + 1;
        }
    }
    if keys.len() < 2 { 0 } else { glued }
}

/// Whether the line is one stretch of three letters or more said again and again.
fn is_repetition(line: &str) -> bool {
    let length = line.len();
    (3..=length / 2).filter(|unit| length.is_multiple_of(*unit)).any(|unit| {
        let first = line.get(..unit);
        first.is_some_and(|first| {
            first.chars().any(char::is_alphabetic) && line == first.repeat(length / unit)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glued_labels_are_debris() {
        for line in [
            "ShareShareIcon",
            "ShareShareIconCopyCopyIconPrintPrintIcon",
            "Turning ArrowTurning Arrow",
            "ChevronDownIcon",
            "PartagerPartagerIcône",
            "FlècheFlècheFlèche",
        ] {
            assert!(is_glued_label(line), "{line}");
        }
        for line in [
            "YouTube",
            "OpenAir",
            "McDonald",
            "Port Arrow wins",
            "Haute-Rive",
            "EasyPort PortAir",
            "iPort",
        ] {
            assert!(!is_glued_label(line), "{line}");
        }
    }

    #[test]
    fn words_behind_a_glued_label_are_kept() {
        for (line, expected) in [
            (
                "ShareShareIconHarbour firm buys its rival",
                Some("Harbour firm buys its rival"),
            ),
            (
                "PartagerPartagerIcôneLe port rachète son rival",
                Some("Le port rachète son rival"),
            ),
            ("OpenAir buys its old rival", None),
            ("Le port rachète son rival", None),
        ] {
            assert_eq!(behind_glue(line).and_then(|start| line.get(start..)), expected);
        }
    }
}
