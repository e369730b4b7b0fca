//! Magnitudes of earthquakes: "magnitude 6.1", "a 6.1-magnitude quake", « d'une magnitude de
//! 6,1 », "7.1 on the Richter scale".

use rust_decimal::Decimal;

use super::scores::{head, tail};
use super::{Kind, Value};

/// The strongest earthquake ever measured had magnitude 9.5.
const STRONGEST: i64 = 10;

/// The unit that a magnitude is given.
const UNIT: &str = "magnitude";

/// What may stand between the word and its number.
const LINKS: &[&str] =
    &["", "de", "of", "d'environ", "about", "estimée à", "at", "à", "-"];

/// Makes quantities of the numbers that tell a magnitude. Linear.
pub(super) fn mark(text: &str, values: &mut [Value]) {
    for value in values.iter_mut().filter(|value| value.kind == Kind::Number) {
        let measured = value.amount.is_some_and(|amount| {
            (Decimal::ZERO..Decimal::from(STRONGEST)).contains(&amount)
        });
        if measured && is_magnitude(text, value) {
            value.kind = Kind::Quantity;
            value.unit = Some(UNIT.to_owned());
        }
    }
}

fn is_magnitude(text: &str, value: &Value) -> bool {
    let before =
        tail(text.get(..value.span.start()).unwrap_or_default(), 30).to_lowercase();
    let after = head(text.get(value.span.end()..).unwrap_or_default(), 40).to_lowercase();
    let named = before
        .rsplit_once(UNIT)
        .is_some_and(|(_, between)| LINKS.contains(&between.trim()));
    let after = after.trim_start_matches([' ', '-', '\u{a0}', '\u{2011}']);
    let scale =
        ["on the richter", "on the open-ended richter", "sur l'échelle", "sur l’échelle"];
    named
        || after.starts_with(UNIT)
        || (scale.iter().any(|words| after.starts_with(words))
            && after.contains("richter"))
}
