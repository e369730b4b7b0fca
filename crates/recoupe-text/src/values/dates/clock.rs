//! Times of the day. They are no values of this crate, but their figures must not be read
//! as numbers: "10:30", "8 p.m.", "20h30", "à 20 heures".

use super::super::scan::Scan;
use crate::Language;

/// Where the time of the day that begins at a token ends.
pub(super) fn time_of_day(scan: &Scan, at: usize) -> Option<usize> {
    let french = scan.language == Language::French;
    if french && matches!(scan.word(at), "à" | "vers" | "des" | "avant" | "apres") {
        return hours_in_words(scan, at + 1);
    }
    let short =
        scan.is_digits(at) && scan.raw(at).len() <= 2 && !scan.is_glued_to_word(at);
    if !short {
        return None;
    }
    if scan.word(at + 1) == ":" && is_minutes(scan, at + 2) && scan.is_glued(at + 1) {
        let seconds =
            scan.word(at + 3) == ":" && scan.is_glued(at + 3) && is_minutes(scan, at + 4);
        let end = if seconds { at + 5 } else { at + 3 };
        return Some(half_of_day(scan, end).unwrap_or(end));
    }
    let hour: u32 = scan.raw(at).parse().unwrap_or_default();
    if french && scan.word(at + 1) == "h" && hour < 24 {
        let minutes = scan.is_digits(at + 2) && scan.raw(at + 2).len() == 2;
        return Some(at + 2 + usize::from(minutes));
    }
    half_of_day(scan, at + 1)
}

fn is_minutes(scan: &Scan, at: usize) -> bool {
    scan.is_digits(at) && scan.raw(at).len() == 2 && scan.is_glued(at)
}

/// "am", "p.m.".
fn half_of_day(scan: &Scan, at: usize) -> Option<usize> {
    match (scan.word(at), scan.word(at + 1), scan.word(at + 2)) {
        ("am" | "pm", _, _) => Some(at + 1),
        ("a" | "p", ".", "m") => Some(at + 3),
        _ => None,
    }
}

/// "À 20 heures", "à 20 heures 30".
fn hours_in_words(scan: &Scan, at: usize) -> Option<usize> {
    let hours = scan.is_digits(at)
        && scan.raw(at).len() <= 2
        && matches!(scan.word(at + 1), "heures" | "heure");
    let minutes = scan.is_digits(at + 2) && scan.raw(at + 2).len() == 2;
    hours.then_some(at + 2 + usize::from(minutes))
}
