//! One readable sentence for a fact, in English and in French, from its normalised parts
//! alone: hedges stay, nothing is added.

use recoupe_text::Language;
use recoupe_text::values::Bound;
use rust_decimal::Decimal;

use crate::relations::{mot, word};
use crate::sheet::{Certainty, Fact, FactValue, Modality, ValueKind};

/// The statement of a fact.
pub(crate) fn statement(fact: &Fact, language: Language) -> String {
    let french = language == Language::French;
    let mut text = sentence(fact, french);
    if let Some(period) = &fact.period
        && fact.value.kind != ValueKind::Date
    {
        text = format!("{text} ({})", period_words(period, french));
    }
    if let Some(stage) = fact.stage {
        text.push_str(", ");
        text.push_str(if french { mot(stage) } else { word(stage) });
    }
    text.push_str(hedge(fact, french));
    if let Some(source) = &fact.attribution
        && !text.contains(source.as_str())
    {
        let credit = if french {
            format!(", selon {source}")
        } else {
            format!(", according to {source}")
        };
        text.push_str(&credit);
    }
    text
}

fn hedge(fact: &Fact, french: bool) -> &'static str {
    match (fact.certainty, french) {
        (Certainty::Possible, _) => " (possible)",
        (Certainty::Conditional, false) => " (on conditions)",
        (Certainty::Conditional, true) => " (sous conditions)",
        (Certainty::Reported, false) if fact.attribution.is_none() => " (reported)",
        (Certainty::Reported, true) if fact.attribution.is_none() => " (rapporté)",
        (Certainty::Negated, false) => " — said not to be so",
        (Certainty::Negated, true) => " — donné pour faux",
        _ => "",
    }
}

#[expect(clippy::too_many_lines, reason = "a table: one line an attribute and language")]
fn sentence(fact: &Fact, french: bool) -> String {
    let subject = fact.subject.as_str();
    let object = fact.object.as_deref().unwrap_or_default();
    let value = value_words(&fact.value, french);
    let has_value = fact.value.kind != ValueKind::None;
    let text = fact.value.text.as_str();
    let forecast = fact.modality == Modality::Forecast;
    let sought = fact.modality == Modality::Sought;
    match (fact.attribute.as_str(), french) {
        ("investment", false) if has_value => {
            format!("{subject} – investment in {object}: {value}")
        }
        ("investment", true) if has_value => {
            format!("{subject} – investissement dans {object} : {value}")
        }
        ("investment", false) => format!("{subject} – investment in {object}"),
        ("investment", true) => format!("{subject} – investissement dans {object}"),
        ("acquisition", false) if has_value => {
            format!("{subject} – acquisition of {object} for {value}")
        }
        ("acquisition", true) if has_value => {
            format!("{subject} – rachat de {object} pour {value}")
        }
        ("acquisition", false) => format!("{subject} – acquisition of {object}"),
        ("acquisition", true) => format!("{subject} – rachat de {object}"),
        ("stake", false) => format!("{subject} – stake in {object}: {value}"),
        ("stake", true) => format!("{subject} – participation dans {object} : {value}"),
        ("funding_round", false) => {
            format!("{subject} – funding round of {value}{}", led(object, " led by "))
        }
        ("funding_round", true) => {
            format!("{subject} – levée de fonds de {value}{}", led(object, " menée par "))
        }
        ("valuation", false) if sought => {
            format!("{subject} – valuation sought: {value}")
        }
        ("valuation", true) if sought => {
            format!("{subject} – valorisation visée : {value}")
        }
        ("valuation", false) => format!("{subject} – valuation: {value}"),
        ("valuation", true) => format!("{subject} – valorisation : {value}"),
        ("revenue", _) => {
            measure(subject, "revenue", "chiffre d’affaires", &value, forecast, french)
        }
        ("profit", _) => measure(subject, "profit", "bénéfice", &value, forecast, french),
        ("loss", _) => measure(subject, "loss", "perte", &value, forecast, french),
        ("spending_plan", false) => format!("{subject} – spending plan: {value}"),
        ("spending_plan", true) => format!("{subject} – plan d’investissement : {value}"),
        ("role", false) if !object.is_empty() => {
            format!("{subject} – {text} of {object}")
        }
        ("role", true) if !object.is_empty() => format!("{subject} – {text} ({object})"),
        ("role", _) => format!("{subject} – {text}"),
        ("founded", false) => format!("{subject} was founded in {value}"),
        ("founded", true) => format!("{subject} – fondation : {value}"),
        ("founder", false) => format!("{text} founded {subject}"),
        ("founder", true) => format!("{text} – fondation de {subject}"),
        ("client", false) => format!("{text} is a client of {subject}"),
        ("client", true) => format!("{text} – client de {subject}"),
        ("partner", false) => format!("{subject} and {text} are partners"),
        ("partner", true) => format!("{subject} et {text} sont partenaires"),
        ("subsidiary", false) => format!("{text} belongs to {subject}"),
        ("subsidiary", true) => format!("{text} appartient à {subject}"),
        ("investigation", false) => {
            format!("{subject} – investigation{}{}", led(object, " by "), led(text, ": "))
        }
        ("investigation", true) => {
            format!("{subject} – enquête{}{}", led(object, " de "), led(text, " : "))
        }
        ("jobs_cut", false) => format!("{subject} – jobs to go: {value}"),
        ("jobs_cut", true) => format!("{subject} – suppressions d’emplois : {value}"),
        ("deaths", false) => format!("{subject} – deaths: {value}"),
        ("deaths", true) => format!("{subject} – morts : {value}"),
        ("injured", false) => format!("{subject} – injured: {value}"),
        ("injured", true) => format!("{subject} – blessés : {value}"),
        ("missing", true) => format!("{subject} – disparus : {value}"),
        ("evacuated", true) => format!("{subject} – évacués : {value}"),
        ("rate", false) => format!("{subject} – key rate: {value}"),
        ("rate", true) => format!("{subject} – taux directeur : {value}"),
        ("rate_change", false) => format!("{subject} – change of key rate: {value}"),
        ("rate_change", true) => {
            format!("{subject} – variation du taux directeur : {value}")
        }
        ("sentence", true) => format!("{subject} – condamnation : {value}"),
        ("price", true) => format!("{subject} – prix : {value}"),
        ("strike", true) => format!("{subject} – grève : {value}"),
        ("departure", false) => {
            format!("{subject} – departure{}{}", led(object, " from "), led(text, ": "))
        }
        ("departure", true) => {
            format!("{subject} – départ{}{}", led(object, " de "), led(text, " : "))
        }
        (attribute, false) => {
            format!("{subject} – {}: {value}", attribute.replace('_', " "))
        }
        (attribute, true) => {
            format!("{subject} – {} : {value}", attribute.replace('_', " "))
        }
    }
}

fn led(name: &str, before: &str) -> String {
    if name.is_empty() { String::new() } else { format!("{before}{name}") }
}

fn measure(
    subject: &str,
    en: &str,
    fr: &str,
    value: &str,
    forecast: bool,
    french: bool,
) -> String {
    match (forecast, french) {
        (false, false) => format!("{subject} – {en}: {value}"),
        (true, false) => format!("{subject} – {en} forecast: {value}"),
        (false, true) => format!("{subject} – {fr} : {value}"),
        (true, true) => format!("{subject} – {fr} prévu : {value}"),
    }
}

/// A period in words.
fn period_words(period: &str, french: bool) -> String {
    match period.split_once('-') {
        Some((year, "spring")) => {
            if french {
                format!("printemps {year}")
            } else {
                format!("spring {year}")
            }
        }
        Some((year, "summer")) => {
            if french {
                format!("été {year}")
            } else {
                format!("summer {year}")
            }
        }
        Some((year, "autumn")) => {
            if french {
                format!("automne {year}")
            } else {
                format!("autumn {year}")
            }
        }
        Some((year, "winter")) => {
            if french {
                format!("hiver {year}")
            } else {
                format!("winter {year}")
            }
        }
        Some((year, quarter)) if quarter.starts_with('Q') && french => {
            format!("{}e trimestre {year}", quarter.trim_start_matches('Q'))
                .replace("1e ", "1er ")
        }
        Some((year, half)) if half.starts_with('H') && french => {
            format!("{}e semestre {year}", half.trim_start_matches('H'))
                .replace("1e ", "1er ")
        }
        Some((year, month)) => {
            month_words(year, month, french).unwrap_or_else(|| period.to_owned())
        }
        None => period.to_owned(),
    }
}

/// `2025-03` as "March 2025", `2025-03-08` as "8 March 2025".
fn month_words(year: &str, rest: &str, french: bool) -> Option<String> {
    const MONTHS: [(&str, &str); 12] = [
        ("January", "janvier"),
        ("February", "février"),
        ("March", "mars"),
        ("April", "avril"),
        ("May", "mai"),
        ("June", "juin"),
        ("July", "juillet"),
        ("August", "août"),
        ("September", "septembre"),
        ("October", "octobre"),
        ("November", "novembre"),
        ("December", "décembre"),
    ];
    let (month, day) =
        rest.split_once('-').map_or((rest, None), |(month, day)| (month, Some(day)));
    let index = month.parse::<usize>().ok()?.checked_sub(1)?;
    let (english, french_name) = MONTHS.get(index)?;
    let name = if french { french_name } else { english };
    let day = match day {
        Some(day) => format!("{} ", day.parse::<u32>().ok()?),
        None => String::new(),
    };
    Some(format!("{day}{name} {year}"))
}

/// A value in the reader's language: the number normalised, with its bound.
pub(crate) fn value_words(value: &FactValue, french: bool) -> String {
    let words = bare_words(value, french);
    match (value.per.as_deref(), french) {
        (Some("share"), true) => format!("{words} par action"),
        (Some(per), false) => format!("{words} per {per}"),
        _ => words,
    }
}

fn bare_words(value: &FactValue, french: bool) -> String {
    let Some(amount) = value.amount else { return value.text.clone() };
    if matches!(value.kind, ValueKind::Date | ValueKind::Duration | ValueKind::Quantity) {
        return value.text.clone();
    }
    let unit = value.unit.as_deref().unwrap_or_default();
    let number = |amount: Decimal| number_words(amount, unit, value.kind, french);
    match (value.bound, french) {
        (Bound::Exact | Bound::Vague, _) => number(amount),
        (Bound::MoreThan, false) => format!("more than {}", number(amount)),
        (Bound::MoreThan, true) => format!("plus de {}", number(amount)),
        (Bound::AtLeast, false) => format!("at least {}", number(amount)),
        (Bound::AtLeast, true) => format!("au moins {}", number(amount)),
        (Bound::LessThan, false) => format!("less than {}", number(amount)),
        (Bound::LessThan, true) => format!("moins de {}", number(amount)),
        (Bound::AtMost, false) => format!("up to {}", number(amount)),
        (Bound::AtMost, true) => format!("jusqu’à {}", number(amount)),
        (Bound::Nearly, false) => format!("nearly {}", number(amount)),
        (Bound::Nearly, true) => format!("près de {}", number(amount)),
        (Bound::About, false) => format!("about {}", number(amount)),
        (Bound::About, true) => format!("environ {}", number(amount)),
        (Bound::Between, false) => {
            format!("{} to {}", number(amount), number(value.high.unwrap_or(amount)))
        }
        (Bound::Between, true) => {
            format!("de {} à {}", number(amount), number(value.high.unwrap_or(amount)))
        }
    }
}

fn number_words(amount: Decimal, unit: &str, kind: ValueKind, french: bool) -> String {
    if kind == ValueKind::Percent {
        let number = localised(amount, french);
        return if french { format!("{number} %") } else { format!("{number}%") };
    }
    let scales: [(i64, &str, &str); 3] = [
        (1_000_000_000_000, " trillion", " billions"),
        (1_000_000_000, " billion", " milliards"),
        (1_000_000, " million", " millions"),
    ];
    let scaled = scales.iter().find(|(scale, ..)| amount.abs() >= Decimal::from(*scale));
    let number = match scaled {
        Some((scale, en, fr)) => {
            let short = (amount / Decimal::from(*scale)).normalize();
            let singular = short < Decimal::TWO;
            let name = if french && singular {
                fr.trim_end_matches('s')
            } else if french {
                fr
            } else {
                en
            };
            format!("{}{name}", localised(short, french))
        }
        None => localised(amount, french),
    };
    match (unit, french, scaled.is_some()) {
        ("", ..) => number,
        ("USD", false, _) => format!("${number}"),
        ("EUR", false, _) => format!("€{number}"),
        ("GBP", false, _) => format!("£{number}"),
        (unit, false, _) => format!("{unit} {number}"),
        (unit, true, true) => format!("{number} {}", de(unit)),
        (unit, true, false) => format!("{number} {}", unit_fr(unit)),
    }
}

fn unit_fr(unit: &str) -> &str {
    match unit {
        "USD" => "dollars",
        "EUR" => "euros",
        "GBP" => "livres sterling",
        "CHF" => "francs suisses",
        "JPY" => "yens",
        "CAD" => "dollars canadiens",
        other => other,
    }
}

fn de(unit: &str) -> String {
    let name = unit_fr(unit);
    if name.starts_with('e') { format!("d’{name}") } else { format!("de {name}") }
}

/// Figures with the decimal mark and the thousands of the language.
fn localised(amount: Decimal, french: bool) -> String {
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
        format!("{sign}{grouped}{mark}{fraction}")
    }
}
