//! Times of the day: "10:30", "8 p.m.", "noon", "20h30", "à 20 heures". Their figures are no
//! numbers, even where nobody asks for times.

use super::super::lexicon::Sense;
use super::super::scan::Scan;
use crate::{Language, Span};

/// A time of the day as 24 hours, where it stands, and the token after it.
#[derive(Debug)]
pub(super) struct Time {
    pub(super) end: usize,
    pub(super) span: Span,
    pub(super) iso: String,
}

impl Time {
    fn new(
        scan: &Scan,
        start: usize,
        end: usize,
        hour: u32,
        minute: u32,
    ) -> Option<Self> {
        let exists = hour < 24 && minute < 60 || (hour, minute) == (24, 0);
        let iso = format!("{:02}:{minute:02}", hour % 24);
        exists.then(|| Self { end, span: scan.span(start, end), iso })
    }
}

/// The time of the day that begins at a token.
pub(super) fn time_of_day(scan: &Scan, at: usize) -> Option<Time> {
    let french = scan.language == Language::French;
    if french && matches!(scan.word(at), "à" | "vers" | "des" | "avant" | "apres") {
        return hours_in_words(scan, at + 1).or_else(|| named(scan, at + 1));
    }
    if !french && matches!(scan.word(at), "at" | "by" | "until" | "before" | "after") {
        return named(scan, at + 1);
    }
    let short =
        scan.is_digits(at) && scan.raw(at).len() <= 2 && !scan.is_glued_to_word(at);
    if !short {
        return None;
    }
    let hour = number(scan, at)?;
    if scan.word(at + 1) == ":" && is_minutes(scan, at + 2) && scan.is_glued(at + 1) {
        return clock_face(scan, at, hour);
    }
    if french && scan.word(at + 1) == "h" && hour < 24 {
        let minutes = scan.is_digits(at + 2) && scan.raw(at + 2).len() == 2;
        let minute = if minutes { number(scan, at + 2)? } else { 0 };
        return Time::new(scan, at, at + 2 + usize::from(minutes), hour, minute);
    }
    let (afternoon, end) = half_of_day(scan, at + 1)?;
    Time::new(scan, at, end, of_the_half(hour, afternoon), 0)
}

/// "10:30", "10:30:15", "8:45 p.m.".
fn clock_face(scan: &Scan, at: usize, hour: u32) -> Option<Time> {
    let seconds =
        scan.word(at + 3) == ":" && scan.is_glued(at + 3) && is_minutes(scan, at + 4);
    let end = if seconds { at + 5 } else { at + 3 };
    let minute = number(scan, at + 2)?;
    match half_of_day(scan, end) {
        Some((afternoon, end)) => {
            Time::new(scan, at, end, of_the_half(hour, afternoon), minute)
        }
        None => Time::new(scan, at, end, hour, minute),
    }
}

fn number(scan: &Scan, at: usize) -> Option<u32> {
    scan.raw(at).parse().ok()
}

/// Twelve hours on a clock make twenty-four of a day.
fn of_the_half(hour: u32, afternoon: bool) -> u32 {
    match (hour, afternoon) {
        (12, false) => 0,
        (1..=11, true) => hour + 12,
        _ => hour,
    }
}

fn is_minutes(scan: &Scan, at: usize) -> bool {
    scan.is_digits(at) && scan.raw(at).len() == 2 && scan.is_glued(at)
}

/// "am", "p.m."; true for the afternoon.
fn half_of_day(scan: &Scan, at: usize) -> Option<(bool, usize)> {
    match (scan.word(at), scan.word(at + 1), scan.word(at + 2)) {
        (half @ ("am" | "pm"), _, _) => Some((half == "pm", at + 1)),
        (half @ ("a" | "p"), ".", "m") => Some((half == "p", at + 3)),
        _ => None,
    }
}

/// "Noon", "midnight", « midi », « minuit », after the word that leads to a time.
fn named(scan: &Scan, at: usize) -> Option<Time> {
    let (hour, end) = scan.find(at, |sense| match sense {
        Sense::Clock(hour) => Some(hour),
        _ => None,
    })?;
    Time::new(scan, at, end, hour, 0)
}

/// "À 20 heures", "à 20 heures 30".
fn hours_in_words(scan: &Scan, at: usize) -> Option<Time> {
    let hours = scan.is_digits(at)
        && scan.raw(at).len() <= 2
        && matches!(scan.word(at + 1), "heures" | "heure");
    if !hours {
        return None;
    }
    let minutes = scan.is_digits(at + 2) && scan.raw(at + 2).len() == 2;
    let minute = if minutes { number(scan, at + 2)? } else { 0 };
    Time::new(scan, at, at + 2 + usize::from(minutes), number(scan, at)?, minute)
}
