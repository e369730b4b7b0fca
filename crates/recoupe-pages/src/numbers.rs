//! Numbers as English and French print them.

use recoupe_facts::{FactValue, ValueKind};
use recoupe_text::values::Bound;
use rust_decimal::Decimal;

use crate::dates::written_date;
use crate::typography::NARROW;
use crate::words::Tongue;

/// Steps at which a number is named, largest first, with the English and French names in
/// singular and plural. French counts on in thousands of milliards.
const SCALES: [(u64, [&str; 4]); 3] = [
    (1_000_000_000_000, ["trillion", "trillion", "", ""]),
    (1_000_000_000, ["billion", "billion", "milliard", "milliards"]),
    (1_000_000, ["million", "million", "million", "millions"]),
];

/// A scaled number longer than this behind the mark is printed in full instead:
/// `1,234,567` says more than `1.234567 million`.
const SCALED_PLACES: u32 = 3;

/// A count with its thousands apart: `12,345` and `12 345` (narrow no-break space).
pub(crate) fn count(number: u64, tongue: Tongue) -> String {
    grouped(&number.to_string(), tongue)
}

/// Both forms of a noun by number: French counts 0 and 1 as one, English 1 alone.
pub(crate) fn counted(
    number: u64,
    english: [&'static str; 2],
    french: [&'static str; 2],
    tongue: Tongue,
) -> String {
    let noun = match tongue {
        Tongue::English if number == 1 => english[0],
        Tongue::English => english[1],
        Tongue::French if number <= 1 => french[0],
        Tongue::French => french[1],
    };
    format!("{} {noun}", count(number, tongue))
}

/// A share of a whole in per cent, one decimal below ten: `49%`, `4.2%`, `49 %`, `4,2 %`.
pub(crate) fn share(part: u64, whole: u64, tongue: Tongue) -> String {
    let percent = if whole == 0 { 0.0 } else { part as f64 * 100.0 / whole as f64 };
    let digits = usize::from(percent > 0.0 && percent < 9.95);
    match tongue {
        Tongue::English => format!("{percent:.digits$}%"),
        Tongue::French => format!("{percent:.digits$}{NARROW}%").replace('.', ","),
    }
}

/// Digits with separators for thousands; takes `-12345` and `12345.67`.
fn grouped(digits: &str, tongue: Tongue) -> String {
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (sign, whole) =
        whole.strip_prefix('-').map_or(("", whole), |rest| ("\u{2212}", rest));
    let separator = tongue.pick(',', NARROW);
    let mut written = String::from(sign);
    for (place, digit) in whole.chars().enumerate() {
        let left = whole.len() - place;
        if place > 0 && left.is_multiple_of(3) && whole.len() > 3 {
            written.push(separator);
        }
        written.push(digit);
    }
    if !fraction.is_empty() {
        written.push(tongue.pick('.', ','));
        written.push_str(fraction);
    }
    written
}

/// A number: `14.3 billion`, `14,3 milliards`, `870,500`.
/// Never rounded: what cannot be named in full is printed in full.
pub(crate) fn number(amount: Decimal, tongue: Tongue) -> String {
    let (digits, scale) = scaled(amount, tongue);
    if scale.is_empty() { digits } else { format!("{digits} {scale}") }
}

/// The digits and the name of the scale, which is empty below a million.
fn scaled(amount: Decimal, tongue: Tongue) -> (String, &'static str) {
    let size = amount.abs();
    for (step, names) in SCALES {
        let [one, many] = tongue.pick([names[0], names[1]], [names[2], names[3]]);
        let step = Decimal::from(step);
        if one.is_empty() || size < step {
            continue;
        }
        let Some(part) = amount.checked_div(step).map(|part| part.normalize()) else {
            continue;
        };
        if part.scale() > SCALED_PLACES {
            continue;
        }
        let name = if part.abs() < Decimal::TWO { one } else { many };
        return (grouped(&part.to_string(), tongue), name);
    }
    (grouped(&amount.normalize().to_string(), tongue), "")
}

/// A value as a reader of the language writes it, its bound in words:
/// `more than $10 billion`, `plus de 10 milliards de dollars`.
pub(crate) fn value(value: &FactValue, tongue: Tongue) -> String {
    if value.kind == ValueKind::Date {
        // A year may come with its number: it is still no count.
        return written_date(&value.text, tongue);
    }
    let Some(amount) = value.amount else { return value.text.clone() };
    let unit = value.unit.as_deref().unwrap_or_default();
    let shown = match value.high {
        Some(high) => range(amount, high, value.kind, unit, tongue),
        None => measured(amount, value.kind, unit, tongue),
    };
    let shown = match bound(value.bound, tongue) {
        "" => shown,
        words => format!("{words} {shown}"),
    };
    match &value.per {
        Some(unit) => {
            format!(
                "{shown} {} {}",
                tongue.pick("per", "par"),
                named_unit(unit, Decimal::ONE, tongue)
            )
        }
        None => shown,
    }
}

/// Two ends; the unit is said once where the language allows.
fn range(
    low: Decimal,
    high: Decimal,
    kind: ValueKind,
    unit: &str,
    tongue: Tongue,
) -> String {
    let (from, to) = match kind {
        ValueKind::Percent => (
            grouped(&low.normalize().to_string(), tongue),
            measured(high, kind, unit, tongue),
        ),
        _ => (measured(low, kind, unit, tongue), measured(high, kind, unit, tongue)),
    };
    match tongue {
        Tongue::English => format!("{from} to {to}"),
        Tongue::French => format!("{from} à {to}"),
    }
}

/// A number with its unit.
fn measured(amount: Decimal, kind: ValueKind, unit: &str, tongue: Tongue) -> String {
    match kind {
        ValueKind::Money => money(amount, unit, tongue),
        ValueKind::Percent => percent(amount, unit, tongue),
        _ if unit.is_empty() => number(amount, tongue),
        _ => format!("{} {}", number(amount, tongue), named_unit(unit, amount, tongue)),
    }
}

/// Signs English puts before an amount, and the words French puts after it.
const CURRENCIES: [(&str, &str, &str, &str); 12] = [
    ("USD", "$", "dollar", "dollars"),
    ("EUR", "€", "euro", "euros"),
    ("GBP", "£", "livre sterling", "livres sterling"),
    ("JPY", "¥", "yen", "yens"),
    ("CAD", "C$", "dollar canadien", "dollars canadiens"),
    ("AUD", "A$", "dollar australien", "dollars australiens"),
    ("HKD", "HK$", "dollar de Hong Kong", "dollars de Hong Kong"),
    ("NZD", "NZ$", "dollar néo-zélandais", "dollars néo-zélandais"),
    ("CHF", "CHF ", "franc suisse", "francs suisses"),
    ("CNY", "CN¥", "yuan", "yuans"),
    ("INR", "₹", "roupie indienne", "roupies indiennes"),
    ("KRW", "₩", "won", "wons"),
];

/// An amount of money in words of the language.
fn money(amount: Decimal, unit: &str, tongue: Tongue) -> String {
    let known = CURRENCIES.iter().find(|row| row.0 == unit);
    let (mut digits, scale) = scaled(amount, tongue);
    // A price in small money shows both its digits: $41.50.
    if scale.is_empty() && amount.normalize().scale() == 1 {
        digits.push('0');
    }
    match (tongue, known) {
        (Tongue::English, Some((_, sign, ..))) if scale.is_empty() => {
            format!("{sign}{digits}")
        }
        (Tongue::English, Some((_, sign, ..))) => format!("{sign}{digits} {scale}"),
        (Tongue::French, Some((_, _, one, many))) => {
            let name = if amount.abs() < Decimal::TWO { one } else { many };
            if scale.is_empty() {
                return format!("{digits} {name}");
            }
            let of = if name.starts_with('e') { "d’" } else { "de " };
            format!("{digits} {scale} {of}{name}")
        }
        (_, None) => format!("{} {unit}", number(amount, tongue)),
    }
}

/// Per cent, or points.
fn percent(amount: Decimal, unit: &str, tongue: Tongue) -> String {
    let digits = grouped(&amount.normalize().to_string(), tongue);
    match (unit, tongue) {
        ("pp", _) => format!("{digits} points"),
        (_, Tongue::English) => format!("{digits}%"),
        (_, Tongue::French) => format!("{digits}{NARROW}%"),
    }
}

/// Names of units in French; units come in the English singular.
const UNITS: [(&str, &str); 26] = [
    ("year", "an"),
    ("month", "mois"),
    ("week", "semaine"),
    ("day", "jour"),
    ("hour", "heure"),
    ("minute", "minute"),
    ("second", "seconde"),
    ("decade", "décennie"),
    ("kilometre", "kilomètre"),
    ("metre", "mètre"),
    ("centimetre", "centimètre"),
    ("millimetre", "millimètre"),
    ("mile", "mile"),
    ("hectare", "hectare"),
    ("acre", "acre"),
    ("tonne", "tonne"),
    ("kilogram", "kilogramme"),
    ("litre", "litre"),
    ("barrel", "baril"),
    ("watt", "watt"),
    ("kilowatt", "kilowatt"),
    ("megawatt", "mégawatt"),
    ("gigawatt", "gigawatt"),
    ("degree", "degré"),
    ("person", "personne"),
    ("share", "action"),
];

/// The unit's name in the number of the amount; symbols and unknown units as they stand.
fn named_unit(unit: &str, amount: Decimal, tongue: Tongue) -> String {
    let known = UNITS.iter().find(|row| row.0 == unit);
    let name = match (tongue, known) {
        (_, None) => return unit.to_owned(),
        (Tongue::English, Some(row)) => row.0,
        (Tongue::French, Some(row)) => row.1,
    };
    let is_one = match tongue {
        Tongue::English => amount == Decimal::ONE,
        Tongue::French => amount.abs() < Decimal::TWO,
    };
    if is_one || name.ends_with('s') {
        return name.to_owned();
    }
    if name == "person" { "people".to_owned() } else { format!("{name}s") }
}

/// The words of a bound, to stand before the number; empty where none are needed.
fn bound(bound: Bound, tongue: Tongue) -> &'static str {
    let (english, french) = match bound {
        Bound::Exact | Bound::Between | Bound::Vague => ("", ""),
        Bound::MoreThan => ("more than", "plus de"),
        Bound::AtLeast => ("at least", "au moins"),
        Bound::LessThan => ("less than", "moins de"),
        Bound::AtMost => ("up to", "jusqu’à"),
        Bound::Nearly => ("nearly", "près de"),
        Bound::About => ("about", "environ"),
    };
    tongue.pick(english, french)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn made(kind: ValueKind, amount: &str, unit: &str, bound: Bound) -> FactValue {
        FactValue {
            kind,
            amount: amount.parse().ok(),
            high: None,
            unit: (!unit.is_empty()).then(|| unit.to_owned()),
            per: None,
            bound,
            text: amount.to_owned(),
        }
    }

    #[track_caller]
    fn check(
        kind: ValueKind,
        amount: &str,
        unit: &str,
        bound: Bound,
        expected: [&str; 2],
    ) {
        let made = made(kind, amount, unit, bound);
        let shown = Tongue::BOTH.map(|tongue| value(&made, tongue).replace(NARROW, "~"));
        assert_eq!(shown, expected);
    }

    #[test]
    fn values_read_naturally_in_both_languages() {
        use ValueKind::{Duration, Money, Number, Percent, Quantity};
        check(
            Money,
            "10000000000",
            "USD",
            Bound::MoreThan,
            ["more than $10 billion", "plus de 10 milliards de dollars"],
        );
        check(
            Money,
            "14300000000",
            "EUR",
            Bound::Exact,
            ["€14.3 billion", "14,3 milliards d’euros"],
        );
        check(
            Money,
            "1500000",
            "CHF",
            Bound::About,
            ["about CHF 1.5 million", "environ 1,5 million de francs suisses"],
        );
        check(
            Money,
            "2000000000000",
            "USD",
            Bound::Exact,
            ["$2 trillion", "2~000 milliards de dollars"],
        );
        check(
            Money,
            "12345678",
            "GBP",
            Bound::AtMost,
            ["up to £12,345,678", "jusqu’à 12~345~678 livres sterling"],
        );
        check(Money, "900", "SEK", Bound::Exact, ["900 SEK", "900 SEK"]);
        check(Percent, "49.0", "%", Bound::Nearly, ["nearly 49%", "près de 49~%"]);
        check(Percent, "0.25", "pp", Bound::Exact, ["0.25 points", "0,25 points"]);
        check(Number, "-1234.5", "", Bound::Exact, ["−1,234.5", "−1~234,5"]);
        check(
            Duration,
            "1",
            "year",
            Bound::LessThan,
            ["less than 1 year", "moins de 1 an"],
        );
        check(Quantity, "3", "kilometre", Bound::Exact, ["3 kilometres", "3 kilomètres"]);
        check(Quantity, "40", "GW", Bound::AtLeast, ["at least 40 GW", "au moins 40 GW"]);
    }

    #[test]
    fn a_year_is_no_count() {
        let year = made(ValueKind::Date, "2017", "", Bound::Exact);
        assert_eq!(Tongue::BOTH.map(|tongue| value(&year, tongue)), ["2017", "2017"]);
    }

    #[test]
    fn a_price_says_what_it_is_paid_for() {
        let mut price = made(ValueKind::Money, "42.5", "EUR", Bound::Exact);
        price.per = Some("share".to_owned());
        assert_eq!(value(&price, Tongue::English), "€42.50 per share");
        assert_eq!(value(&price, Tongue::French), "42,50 euros par action");
    }

    #[test]
    fn a_range_has_two_ends() {
        let mut made = made(ValueKind::Percent, "10", "%", Bound::Between);
        made.high = "15".parse().ok();
        assert_eq!(value(&made, Tongue::English), "10 to 15%");
        assert_eq!(value(&made, Tongue::French), format!("10 à 15{NARROW}%"));
    }

    #[test]
    fn shares_and_counts_follow_the_language() {
        assert_eq!(share(1, 3, Tongue::English), "33%");
        assert_eq!(share(1, 40, Tongue::French), format!("2,5{NARROW}%"));
        assert_eq!(share(0, 0, Tongue::English), "0%");
        let forms = (["story", "stories"], ["histoire", "histoires"]);
        assert_eq!(counted(0, forms.0, forms.1, Tongue::English), "0 stories");
        assert_eq!(counted(0, forms.0, forms.1, Tongue::French), "0 histoire");
    }
}
