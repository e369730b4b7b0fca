//! Years, decades, quarters, halves, seasons and business years.
//!
//! Four bare digits are a year only after a word that says so ("in 2024", "depuis 2019", "d'ici
//! 2030", "(2024)"); after an article or "of" only where they do not look like a count.

use super::super::lexicon::Sense;
use super::super::numbers::{self, Around};
use super::super::scan::Scan;
use super::super::{measures, ordinals};
use super::moment::{Moment, Part};
use super::parts::{looks_like_year, short_year, year, year_after};
use crate::Language;

/// The period that begins at a token.
pub(super) fn period(scan: &Scan, at: usize) -> Option<Moment> {
    let readings = [
        years(scan, at),
        decade(scan, at),
        century(scan, at),
        year_after_cue(scan, at),
        year_after_noun(scan, at),
        short_quarter(scan, at),
        quarter_or_half(scan, at),
        first_months(scan, at),
        season(scan, at),
        fiscal(scan, at),
    ];
    let mut best: Option<Moment> = None;
    for reading in readings.into_iter().flatten() {
        if best.as_ref().is_none_or(|best| reading.end > best.end) {
            best = Some(reading);
        }
    }
    best
}

/// "2020-2024", "2024/25", "2024-25".
fn years(scan: &Scan, at: usize) -> Option<Moment> {
    let from = year(scan, at).filter(|year| (1800..2100).contains(year))?;
    let link = matches!(scan.word(at + 1), "-" | "–" | "/") && scan.is_glued(at + 1);
    if !link || !scan.is_glued(at + 2) || is_chain(scan, at) {
        return None;
    }
    let to = match year(scan, at + 2) {
        Some(to) => to,
        None => later_in_century(scan, at + 2, from)?,
    };
    let end = at + 3;
    let longer = matches!(scan.word(end), "-" | "–" | "/") && scan.is_glued(end);
    (from < to && !longer).then(|| Moment::new(Part::Years(to), Some(from), at, end))
}

/// "1950-53", "2024-25". Up to twelve the second figure may be a month.
fn later_in_century(scan: &Scan, at: usize, from: i16) -> Option<i16> {
    short_year(scan, at)?;
    let two: i16 = scan.raw(at).parse().ok()?;
    let to = from - from % 100 + two;
    let to = if to < from { to + 100 } else { to };
    (to == from + 1 || (two > 12 && (from + 1..from + 60).contains(&to))).then_some(to)
}

fn is_chain(scan: &Scan, at: usize) -> bool {
    scan.is_glued(at) && matches!(scan.word_before(at), "-" | "/" | "–" | "+")
}

/// "In 2024", "since 2019", "la crise de 2008", "(2024)", "mid-2024".
fn year_after_cue(scan: &Scan, at: usize) -> Option<Moment> {
    let (sure, start) = cue(scan, at)?;
    let start = scan.skip_hyphen(start);
    let year = year(scan, start)?;
    if let Some(longer) = years(scan, start).or_else(|| super::numeric::day(scan, start))
    {
        return Some(longer);
    }
    let measure = measures::single(scan, start, Around::default())?;
    if measure.unit.is_some() || measure.end > start + 1 {
        return None;
    }
    let likely = (1900..2050).contains(&year) && year % 100 != 0;
    let numbered = matches!(scan.word(start + 1), "/") && scan.is_glued(start + 1);
    let article = matches!(
        scan.word(at),
        "the"
            | "of"
            | "de"
            | "d"
            | "l"
            | "le"
            | "la"
            | "les"
            | "this"
            | "that"
            | "his"
            | "her"
            | "their"
            | "its"
    );
    let counted = is_counting(scan, start + 1) && if sure { !likely } else { !article };
    ((sure || likely) && !numbered && !counted)
        .then(|| Moment::year(year, start, start + 1))
}

/// "Le budget 2025", "les JO 2024", "World Cup 2026": a likely year right after a noun; in
/// English after a name.
fn year_after_noun(scan: &Scan, at: usize) -> Option<Moment> {
    let before = at.checked_sub(1)?;
    let letters = scan.is_letters(before) && !scan.is_glued(at);
    let last = scan.raw(before).rsplit(char::is_whitespace).next().unwrap_or_default();
    let name = last.chars().next().is_some_and(char::is_uppercase);
    let unknown = scan.word(before).is_empty();
    let fits = letters
        && match scan.language {
            Language::English => name,
            Language::French => unknown,
            Language::Other(_) | Language::Unknown => false,
        };
    let alone = || measures::single(scan, at, Around::default());
    let bare = fits
        && looks_like_year(scan, at)
        && alone().is_some_and(|single| single.end == at + 1);
    bare.then(|| year(scan, at)).flatten().map(|year| Moment::year(year, at, at + 1))
}

fn cue(scan: &Scan, at: usize) -> Option<(bool, usize)> {
    if matches!(scan.word(at), "(" | "[") {
        let closed = matches!(scan.word(at + 2), ")" | "]" | "," | ";" | "-" | "–");
        return closed.then_some((true, at + 1));
    }
    scan.find(at, |sense| match sense {
        Sense::YearCue(sure) => Some(sure),
        _ => None,
    })
}

/// "In 1500 cases": round years before a noun count.
fn is_counting(scan: &Scan, at: usize) -> bool {
    scan.is_letters(at) && (scan.word(at).is_empty() || numbers::counts_people(scan, at))
}

/// "The 1990s", "the '90s", "années 90", "années 1990", "the nineties", "années
/// quatre-vingt".
fn decade(scan: &Scan, at: usize) -> Option<Moment> {
    let french = scan.word(at) == "annees";
    let after = at + usize::from(french || scan.word(at) == "the");
    let start = if french { at } else { after };
    let quoted = after + usize::from(scan.word(after) == "'");
    let digits = scan.is_digits(quoted);
    if digits {
        let ends = scan.word(quoted + 1) == "s" && scan.is_glued(quoted + 1);
        let from: i16 = match scan.raw(quoted) {
            four if four.len() == 4 => four.parse().ok()?,
            _ => short_year(scan, quoted).filter(|_| french || (ends && quoted > at))?,
        };
        let from =
            if from > 2020 && scan.raw(quoted).len() == 2 { from - 100 } else { from };
        let fits = from % 10 == 0 && (1500..2100).contains(&from) && (french || ends);
        let end = quoted + 1 + usize::from(!french);
        return fits.then(|| Moment::new(Part::Decade, Some(from), start, end));
    }
    if after == at {
        return None;
    }
    let (tens, end) = scan.find(after, |sense| match sense {
        Sense::Decade(tens) => Some(tens),
        Sense::Cardinal(tens @ 20..) if french => i16::try_from(tens).ok(),
        _ => None,
    })?;
    let dix = french && scan.word(scan.skip_hyphen(end)) == "dix";
    let end = if dix { scan.skip_hyphen(end) + 1 } else { end };
    let tens = if dix { tens + 10 } else { tens };
    Some(Moment::new(Part::Decade, Some(1900 + tens), start, end))
}

/// "The 19th century", "nineteenth-century", « le XIXe siècle », « 21e siècle ».
fn century(scan: &Scan, at: usize) -> Option<Moment> {
    let roman = scan.find(at, |sense| match sense {
        Sense::Century(number) => Some(number),
        _ => None,
    });
    let (number, end) = roman.or_else(|| {
        let (amount, end) =
            ordinals::in_figures(scan, at).or_else(|| ordinals::in_words(scan, at))?;
        Some((i16::try_from(i128::try_from(amount).ok()?).ok()?, end))
    })?;
    let noun = scan.skip_hyphen(end);
    let era = matches!(scan.word(noun + 1), "bc" | "bce" | "av");
    let named = matches!(scan.word(noun), "century" | "siecle");
    (named && !era && (2..=30).contains(&number))
        .then(|| Moment::new(Part::Century, Some((number - 1) * 100), at, noun + 1))
}

/// "Q2 2025", "2Q25", "T2 2025", "H1 2025", "S1 2025".
fn short_quarter(scan: &Scan, at: usize) -> Option<Moment> {
    let (letter, digit) = if scan.is_digits(at) { (at + 1, at) } else { (at, at + 1) };
    let number: i8 =
        scan.is_digits(digit).then(|| scan.raw(digit).parse().ok()).flatten()?;
    let capital = scan.raw(letter).chars().all(char::is_uppercase);
    if !scan.is_glued(letter.max(digit)) || !capital || scan.raw(digit).len() != 1 {
        return None;
    }
    let part = match (scan.raw(letter), number) {
        ("Q" | "T", 1..=4) => Part::Quarter(number),
        ("H" | "S", 1..=2) => Part::Half(number),
        _ => return None,
    };
    let end = letter.max(digit) + 1;
    let glued_year =
        scan.is_glued(end).then(|| short_year(scan, end).or_else(|| full(scan, end)));
    if let Some(year) = glued_year.flatten() {
        return Some(Moment::new(part, Some(year), at, end + 1));
    }
    if scan.is_glued(end) && scan.is_letters(end) {
        return None;
    }
    let after = scan.skip_hyphen(end);
    let after = after + usize::from(scan.word(after) == "/");
    if let Some((year, end)) =
        fiscal_year(scan, after).or_else(|| year_after(scan, after))
    {
        return Some(Moment::new(part, Some(year), at, end));
    }
    // Without a year "T2" and "S1" are as often names.
    let sure = scan.raw(letter) == "Q"
        || matches!(scan.word_before(at), "du" | "au" | "le" | "ce");
    sure.then(|| Moment::new(part, None, at, end))
}

fn full(scan: &Scan, at: usize) -> Option<i16> {
    let four = scan.is_digits(at) && scan.raw(at).len() == 4;
    four.then(|| scan.raw(at).parse().ok()).flatten()
}

/// "Second quarter of 2025", "deuxième trimestre 2025", "first half of the year", "1er
/// semestre 2025".
fn quarter_or_half(scan: &Scan, at: usize) -> Option<Moment> {
    let (number, end) = rank(scan, at)?;
    let end = end + usize::from(matches!(scan.word(end), "fiscal" | "-"));
    let part = match (scan.word(end), number) {
        ("quarter" | "trimestre", 1..=4) => Part::Quarter(number),
        ("half" | "semestre", 1..=2) => Part::Half(number),
        _ => return None,
    };
    let end = end + 1;
    if let Some((year, end)) = fiscal_year(scan, end).or_else(|| year_after(scan, end)) {
        return Some(Moment::new(part, Some(year), at, end));
    }
    let of_the_year = of_the_year(scan, end);
    // "The first half" is also a part of a match.
    if scan.word(end - 1) == "half" && of_the_year.is_none() {
        return None;
    }
    Some(Moment::new(part, None, at, of_the_year.unwrap_or(end)))
}

/// "Of the year", "of this year", "de l'année", "de cette année".
fn of_the_year(scan: &Scan, at: usize) -> Option<usize> {
    match (scan.word(at), scan.word(at + 1), scan.word(at + 2)) {
        ("of", "the" | "this", "year") | ("de", "cette", "annee") => Some(at + 3),
        ("de", "l", "'") if scan.word(at + 3) == "annee" => Some(at + 4),
        _ => None,
    }
}

/// A small ordinal, in words or figures: "second", "2nd", "2e", "premier".
fn rank(scan: &Scan, at: usize) -> Option<(i8, usize)> {
    if scan.is_digits(at) {
        let suffix = matches!(
            scan.word(at + 1),
            "st" | "nd" | "rd" | "th" | "e" | "er" | "eme" | "re" | "nde"
        );
        let number =
            scan.raw(at).parse().ok().filter(|number| (1..=4).contains(number))?;
        return (suffix && scan.is_glued(at + 1)).then_some((number, at + 2));
    }
    scan.find(at, |sense| match sense {
        Sense::Ordinal(number @ 1..=4) => i8::try_from(number).ok(),
        _ => None,
    })
}

/// "First nine months of 2024", "neuf premiers mois de 2024".
fn first_months(scan: &Scan, at: usize) -> Option<Moment> {
    let (months, end) = if scan.word(at) == "first" {
        let (months, end) = super::parts::count(scan, at + 1)?;
        (scan.word(end) == "months").then_some((months, end + 1))?
    } else {
        let (months, end) = super::parts::count(scan, at)?;
        let named = scan.word(end) == "premiers" && scan.word(end + 1) == "mois";
        named.then_some((months, end + 2))?
    };
    let (year, end) = year_after(scan, end)?;
    let last = i8::try_from(months).ok().filter(|months| (2..=11).contains(months))?;
    Some(Moment::new(Part::Months(1, last), Some(year), at, end))
}

/// "Spring 2024", "spring of 2024", "printemps 2024", "l'été 2024", "winter 2024-25".
fn season(scan: &Scan, at: usize) -> Option<Moment> {
    let (season, end) = scan.find(at, |sense| match sense {
        Sense::Season(season) => Some(season),
        _ => None,
    })?;
    // "Ont été 2024": the participle.
    let participle = scan.word(at) == "ete"
        && matches!(
            scan.word_before(at),
            "a" | "ont" | "avait" | "avaient" | "avoir" | "aura" | "ayant" | "ai"
        );
    let (year, end) = year_after(scan, end).filter(|_| !participle)?;
    let second = matches!(scan.word(end), "-" | "–" | "/") && scan.is_glued(end);
    let winter =
        second.then(|| short_year(scan, end + 1).or_else(|| full(scan, end + 1)));
    let end = if winter.flatten() == Some(year + 1) { end + 2 } else { end };
    Some(Moment::new(Part::Season(season), Some(year), at, end))
}

/// "Fiscal 2025", "FY25", "fiscal year 2025", "exercice 2025".
fn fiscal(scan: &Scan, at: usize) -> Option<Moment> {
    let (year, end) = fiscal_year(scan, at)?;
    Some(Moment::new(Part::Fiscal, Some(year), at, end))
}

fn fiscal_year(scan: &Scan, at: usize) -> Option<(i16, usize)> {
    let at = at + usize::from(matches!(scan.word(at), "of" | "de"));
    let at = if scan.word(at) == "l" && scan.word(at + 1) == "'" { at + 2 } else { at };
    let after = match scan.word(at) {
        "fy" => at + 1,
        "fiscal" | "financial" => at + 1 + usize::from(scan.word(at + 1) == "year"),
        "exercice" => {
            at + 1 + usize::from(matches!(scan.word(at + 1), "fiscal" | "annuel"))
        }
        _ => return None,
    };
    let short = || (scan.word(at) == "fy").then(|| short_year(scan, after)).flatten();
    let year =
        full(scan, after).or_else(short).filter(|year| (1900..2100).contains(year))?;
    let split =
        matches!(scan.word(after + 1), "-" | "/" | "–") && scan.is_glued(after + 1);
    let second =
        split.then(|| full(scan, after + 2).or_else(|| short_year(scan, after + 2)));
    Some(match second.flatten() {
        Some(last) if last == year + 1 => (last, after + 3),
        _ => (year, after + 1),
    })
}
