//! Words that bound a number: "more than", "près de", "or more". The words stand in
//! `data/{en,fr}/values-bounds.txt`.

use super::lexicon::Sense;
use super::scan::Scan;
use super::{Bound, Found, Kind};

/// The bound whose words begin at a token, and where the number may begin. Two in a row
/// ("at least about") count as the first, except that the vaguer "about" gives way.
pub(super) fn before(scan: &Scan, at: usize) -> Option<(Bound, usize)> {
    let (bound, end) = bound_at(scan, at)?;
    let end = after_filler(scan, end);
    match bound_at(scan, end) {
        Some((inner, inner_end)) => {
            let kept = if bound == Bound::About { inner } else { bound };
            Some((kept, after_filler(scan, inner_end)))
        }
        None => Some((bound, end)),
    }
}

fn bound_at(scan: &Scan, at: usize) -> Option<(Bound, usize)> {
    scan.find(at, |sense| match sense {
        Sense::Before(bound) => Some(bound),
        _ => None,
    })
}

/// Words that may stand between the bound and the number: "la barre des", "the".
fn after_filler(scan: &Scan, mut at: usize) -> usize {
    for _ in 0..4 {
        match scan.word(at) {
            "the" | "les" | "le" | "la" | "des" | "du" | "barre" | "cap" | "seuil"
            | "de" => {
                at += 1;
            }
            "d" | "l" if scan.word(at + 1) == "'" => at += 2,
            _ => break,
        }
    }
    at
}

/// Whether a bound belongs to what was found after it. "Over three years" lasts, it does
/// not exceed, unless something stands "for over three years"; "over 2024" is a year.
pub(super) fn fits(scan: &Scan, at: usize, after: usize, found: &Found) -> bool {
    let Some(value) = found.values.first() else { return false };
    let word = scan.word(at);
    let lasting = matches!(word, "over" | "under" | "around" | "about" | "à");
    if value.kind == Kind::Duration && word == "over" {
        return matches!(scan.word_before(at), "for" | "of" | "after" | "lasted");
    }
    // "Dans les 300 euros" estimates; "dans les trois ans" and "dans les deux sens" do not.
    if word == "dans" {
        let large = value
            .amount
            .is_some_and(|amount| amount >= rust_decimal::Decimal::ONE_HUNDRED);
        return large && value.kind != Kind::Duration;
    }
    if value.kind == Kind::Number && (after == at + 1 || word == "à") {
        let year = scan.is_digits(after)
            && found.end == after + 1
            && super::dates::looks_like_year(scan, after);
        return !(year && lasting) && word != "near";
    }
    // "Au-delà de 2020" is a time, "au-dessus de 2020 points" a count.
    if value.kind == Kind::Number && matches!(word, "au" | "beyond") {
        let year = scan.is_digits(after)
            && found.end == after + 1
            && super::dates::looks_like_year(scan, after);
        return !year || scan.is_letters(found.end);
    }
    true
}

/// The bound whose words begin right after a value, and where they end.
pub(super) fn after(scan: &Scan, at: usize) -> (Bound, usize) {
    let hyphened = scan.skip_hyphen(at);
    let found = scan.find(hyphened, |sense| match sense {
        Sense::After(bound) => Some(bound),
        _ => None,
    });
    let Some((bound, end)) = found else { return (Bound::Exact, at) };
    let glued = scan.is_glued(hyphened);
    let refused = match scan.word(hyphened) {
        "+" => !glued || scan.is_digits(end),
        "plus" | "odd" => hyphened == at,
        _ => leads_on(scan, end),
    };
    if refused { (Bound::Exact, at) } else { (bound, end) }
}

/// Whether the words begin something else: "et plus de 5 millions", "ou plus tard", "at
/// least 5".
fn leads_on(scan: &Scan, at: usize) -> bool {
    matches!(scan.word(at), "de" | "d" | "than" | "later" | "tot" | "$" | "€" | "£")
        || scan.is_digits(at)
        || scan.raw(at).starts_with("tard")
        || super::numbers::numeral(scan, at, super::numbers::Around::default()).is_some()
}
