//! Currencies that a text leaves unsaid: pence, and amounts that take the currency of the
//! amount before them.

use recoupe_text::values;

use super::words::{is_and, is_preposition};

/// Whether an article speaks of sterling, so that its pence are hundredths of a pound.
pub(crate) fn names_pounds(text: &str) -> bool {
    text.contains('£') || text.contains("pounds") || text.contains("livres sterling")
}

pub(crate) fn pence_to_pounds(found: &mut [values::Value]) {
    let hundred = rust_decimal::Decimal::ONE_HUNDRED;
    for value in found.iter_mut().filter(|value| value.unit.as_deref() == Some("penny")) {
        value.amount = value.amount.map(|amount| amount / hundred);
        value.high = value.high.map(|high| high / hundred);
        value.precision = value.precision.map(|precision| precision / hundred);
        value.unit = Some("GBP".to_owned());
        value.unit_assumed = true;
    }
}

/// "sales of 1.24 billion euros and a profit of 71 million": a number with a scale word
/// that counts nothing takes the currency of the amount before it in its sentence.
/// `before` is the currency that the sentence before, of the same paragraph, ended with;
/// returned is the one that this sentence ends with.
pub(crate) fn inherit_currency(
    found: &mut [values::Value],
    text: &str,
    before: Option<&str>,
) -> Option<String> {
    let mut last: Option<String> = before.map(str::to_owned);
    for value in found {
        match value.kind {
            values::Kind::Money => last.clone_from(&value.unit),
            values::Kind::Number if last.is_some() => {
                let words = value.core.of(text).to_lowercase();
                let scaled = ["million", "billion", "milliard", "trillion"]
                    .iter()
                    .any(|scale| words.contains(scale));
                let next = text.get(value.span.end()..).unwrap_or_default().trim_start();
                if scaled && counts_nothing(next) {
                    value.kind = values::Kind::Money;
                    value.unit.clone_from(&last);
                    value.unit_assumed = true;
                }
            }
            _ => {}
        }
    }
    last
}

/// Whether what follows a number is not a noun it counts.
fn counts_nothing(next: &str) -> bool {
    let word: String = next.chars().take_while(|letter| letter.is_alphabetic()).collect();
    let word = word.to_lowercase();
    word.is_empty() && !next.starts_with(|letter: char| letter.is_ascii_digit())
        || is_preposition(&word)
        || is_and(&word)
        || matches!(
            word.as_str(),
            "last"
                | "a"
                | "this"
                | "l"
                | "un"
                | "cette"
                | "contre"
                | "that"
                | "qui"
                | "which"
                | "while"
                | "but"
                | "mais"
                | "alors"
                | "over"
                | "net"
                | "an"
        ) && !word.is_empty()
}
