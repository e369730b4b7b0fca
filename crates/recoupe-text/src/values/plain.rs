//! Numbers that count no unit: which of them are numbers at all, and not parts of names,
//! addresses, times of the day or scores.

use rust_decimal::Decimal;

use super::Bound;
use super::measures::Single;
use super::numbers::Shape;
use super::scan::Scan;

/// Whether a number without unit stands for itself.
pub(super) fn is_number(scan: &Scan, single: &Single, bound: Bound) -> bool {
    let (start, end) = (single.start, single.number.end);
    match single.number.shape {
        Shape::Article => bound != Bound::Exact,
        Shape::Words | Shape::Fraction => !scan.is_glued_to_word(start),
        Shape::Digits | Shape::Figures => !is_part_of_name(scan, start, end),
    }
}

/// "A380", "COVID-19", "5G", "page/12", "#3".
fn is_part_of_name(scan: &Scan, start: usize, end: usize) -> bool {
    let before = start.wrapping_sub(1);
    let letters_before = scan.is_glued(start)
        && (scan.is_letters(before)
            || (matches!(scan.word_before(start), "-" | "–" | "." | "'")
                && scan.is_glued(before)
                && scan.is_letters(before.wrapping_sub(1)))
            || matches!(scan.word_before(start), "/" | "@" | "&" | "#" | "=" | "_"));
    let letters_after = scan.is_glued(end)
        && (scan.is_letters(end)
            || (matches!(scan.word(end), "/" | "@" | ":" | "=" | "_")
                && scan.is_glued(end + 1)));
    letters_before || letters_after
}

/// Whether two plain numbers make a range: with a dash only from ten on, because "3-1" is a
/// score.
pub(super) fn is_range(scan: &Scan, first: &Single, second: &Single, dash: bool) -> bool {
    let whole = is_number(scan, first, Bound::Exact)
        && !is_part_of_name(scan, second.start.max(1), second.end);
    let chained =
        matches!(scan.word(second.end), "-" | "–" | "/") && scan.is_glued(second.end);
    let after_chain = matches!(scan.word_before(first.start), "-" | "–" | "/");
    let score = dash && second.number.amount < Decimal::TEN;
    whole && !chained && !after_chain && !score
}
