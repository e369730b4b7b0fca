//! Values in the reader's language: the number normalised, with its bound.

use recoupe_text::values::Bound;
use rust_decimal::Decimal;

use super::french::begins_with_vowel;
use crate::sheet::{FactValue, ValueKind};

/// A value in words: "more than $8 billion", « plus de 8 milliards de dollars ».
pub(crate) fn value_words(value: &FactValue, french: bool) -> String {
    let words = bare_words(value, french);
    match (value.per.as_deref(), french) {
        (Some("share"), true) => format!("{words} par action"),
        (Some(per), false) => format!("{words} per {per}"),
        _ => words,
    }
}

fn bare_words(value: &FactValue, french: bool) -> String {
    let Some(amount) = value.amount else { return own_words(value) };
    let unit = value.unit.as_deref().unwrap_or_default();
    match value.kind {
        ValueKind::Date | ValueKind::Quantity => return own_words(value),
        ValueKind::Duration => {
            return length_of_time(amount, unit, french).map_or_else(
                || own_words(value),
                |words| bounded(value.bound, &words, french),
            );
        }
        _ => {}
    }
    let number = |amount: Decimal| number_words(amount, unit, value.kind, french);
    if value.bound == Bound::Between {
        let top = value.high.unwrap_or(amount);
        let (low, high) = (number(amount), number(top));
        return if french {
            // « de 350 à 360 millions de dollars »: the scale and the unit stand once.
            format!("de {} à {high}", short_low(amount, top).unwrap_or(low))
        } else {
            format!("{low} to {high}")
        };
    }
    bounded(value.bound, &number(amount), french)
}

/// The figure of the lower end alone, where both ends have one scale.
fn short_low(low: Decimal, high: Decimal) -> Option<String> {
    let scale_of = |amount: Decimal| {
        [1_000_000_000_000_i64, 1_000_000_000, 1_000_000]
            .into_iter()
            .find(|scale| amount.abs() >= Decimal::from(*scale))
            .unwrap_or(1)
    };
    let scale = scale_of(low);
    (scale == scale_of(high)).then_some(())?;
    Some(localised(low.checked_div(Decimal::from(scale))?.normalize(), true, 0))
}

/// The words of the source; a number in words does not keep the capital it had at the head
/// of a sentence.
fn own_words(value: &FactValue) -> String {
    let text = value.text.as_str();
    let counted = matches!(
        value.kind,
        ValueKind::Money | ValueKind::Percent | ValueKind::Number | ValueKind::Duration
    );
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if counted && second.is_lowercase() => {
            first.to_lowercase().chain(text.chars().skip(1)).collect()
        }
        _ => text.to_owned(),
    }
}

fn bounded(bound: Bound, number: &str, french: bool) -> String {
    let before = match (bound, french) {
        (Bound::Exact | Bound::Vague | Bound::Between, _) => "",
        (Bound::MoreThan, false) => "more than ",
        (Bound::MoreThan, true) => "plus de ",
        (Bound::AtLeast, false) => "at least ",
        (Bound::AtLeast, true) => "au moins ",
        (Bound::LessThan, false) => "less than ",
        (Bound::LessThan, true) => "moins de ",
        (Bound::AtMost, false) => "up to ",
        (Bound::AtMost, true) => "jusqu’à ",
        (Bound::Nearly, false) => "nearly ",
        (Bound::Nearly, true) => "près de ",
        (Bound::About, false) => "about ",
        (Bound::About, true) => "environ ",
    };
    format!("{before}{number}")
}

/// "7 years", « 18 mois »; nothing where the unit is not known here.
fn length_of_time(amount: Decimal, unit: &str, french: bool) -> Option<String> {
    let (one, many) = match (unit, french) {
        ("year", false) => ("year", "years"),
        ("year", true) => ("an", "ans"),
        ("month", false) => ("month", "months"),
        ("month", true) => ("mois", "mois"),
        ("week", false) => ("week", "weeks"),
        ("week", true) => ("semaine", "semaines"),
        ("day", false) => ("day", "days"),
        ("day", true) => ("jour", "jours"),
        ("hour", false) => ("hour", "hours"),
        ("hour", true) => ("heure", "heures"),
        ("minute", _) => ("minute", "minutes"),
        _ => return None,
    };
    let single = if french { amount < Decimal::TWO } else { amount == Decimal::ONE };
    Some(format!("{} {}", localised(amount, french, 0), if single { one } else { many }))
}

fn number_words(amount: Decimal, unit: &str, kind: ValueKind, french: bool) -> String {
    if kind == ValueKind::Percent {
        let number = localised(amount, french, 0);
        return match (unit, french) {
            ("points" | "point" | "pp", false) => format!("{number} points"),
            ("points" | "point" | "pp", true) => format!("{number} point{}", s(amount)),
            (_, true) => format!("{number} %"),
            (_, false) => format!("{number}%"),
        };
    }
    let scales: [(i64, &str, &str); 3] = [
        (1_000_000_000_000, "trillion", "billion"),
        (1_000_000_000, "billion", "milliard"),
        (1_000_000, "million", "million"),
    ];
    let scaled = scales.iter().find(|(scale, ..)| amount.abs() >= Decimal::from(*scale));
    let Some((scale, english_name, french_name)) = scaled else {
        // A price in small money shows both its digits: $41.50.
        let places =
            if kind == ValueKind::Money && !amount.fract().is_zero() { 2 } else { 0 };
        let number = localised(amount, french, places);
        return with_unit(&number, unit, french, false, amount.abs() < Decimal::TWO);
    };
    let short = amount.checked_div(Decimal::from(*scale)).unwrap_or(amount).normalize();
    let number = if french {
        format!("{} {french_name}{}", localised(short, french, 0), s(short))
    } else {
        format!("{} {english_name}", localised(short, french, 0))
    };
    with_unit(&number, unit, french, true, false)
}

/// French nouns take an `s` from two on: « 1,5 milliard », « 2 milliards ».
fn s(amount: Decimal) -> &'static str {
    if amount.abs() < Decimal::TWO { "" } else { "s" }
}

fn with_unit(
    number: &str,
    unit: &str,
    french: bool,
    scaled: bool,
    single: bool,
) -> String {
    if unit.is_empty() {
        return number.to_owned();
    }
    if !french {
        return match english_sign(unit) {
            Some(sign) => format!("{sign}{number}"),
            None => format!("{unit} {number}"),
        };
    }
    let name = french_name(unit);
    match (scaled, single) {
        (true, _) if begins_with_vowel(name) => format!("{number} d’{name}"),
        (true, _) => format!("{number} de {name}"),
        (false, true) => format!("{number} {}", singular(name)),
        (false, false) => format!("{number} {name}"),
    }
}

/// Signs that English newspapers print before amounts; others take their code.
fn english_sign(unit: &str) -> Option<&'static str> {
    Some(match unit {
        "USD" => "$",
        "EUR" => "€",
        "GBP" => "£",
        "JPY" => "¥",
        "CAD" => "C$",
        "AUD" => "A$",
        "NZD" => "NZ$",
        "SGD" => "S$",
        "HKD" => "HK$",
        "INR" => "₹",
        _ => return None,
    })
}

/// Names of currencies in French, plural (names: Unicode CLDR); codes where not listed.
fn french_name(unit: &str) -> &str {
    match unit {
        "USD" => "dollars",
        "EUR" => "euros",
        "GBP" => "livres sterling",
        "CHF" => "francs suisses",
        "JPY" => "yens",
        "CAD" => "dollars canadiens",
        "AUD" => "dollars australiens",
        "NZD" => "dollars néo-zélandais",
        "SGD" => "dollars de Singapour",
        "HKD" => "dollars de Hong Kong",
        "CNY" => "yuans",
        "INR" => "roupies indiennes",
        "SEK" => "couronnes suédoises",
        "NOK" => "couronnes norvégiennes",
        "DKK" => "couronnes danoises",
        "CZK" => "couronnes tchèques",
        "PLN" => "zlotys",
        "HUF" => "forints",
        "BRL" => "reals",
        "MXN" => "pesos mexicains",
        "KRW" => "wons",
        "ZAR" => "rands",
        "TRY" => "livres turques",
        "MAD" => "dirhams marocains",
        "AED" => "dirhams des Émirats",
        "TND" => "dinars tunisiens",
        "DZD" => "dinars algériens",
        "XOF" | "XAF" => "francs CFA",
        "RUB" => "roubles",
        "UAH" => "hryvnias",
        other => other,
    }
}

/// « dollars canadiens » → « dollar canadien ».
fn singular(name: &str) -> String {
    name.split(' ')
        .map(|word| match word {
            "Émirats" | "des" => word,
            _ => word.strip_suffix('s').unwrap_or(word),
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// Figures with the decimal mark and the thousands of the language, and at least this many
/// decimals.
fn localised(amount: Decimal, french: bool, decimals: usize) -> String {
    let plain = amount.normalize().to_string();
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (sign, digits) =
        whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(if french { '\u{202f}' } else { ',' });
        }
        grouped.push(digit);
    }
    let mark = if french { ',' } else { '.' };
    if fraction.is_empty() {
        format!("{sign}{grouped}")
    } else {
        format!("{sign}{grouped}{mark}{fraction:0<decimals$}")
    }
}
