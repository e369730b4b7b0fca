//! Tolls, magnitudes, rates, votes, sentences, and whatever has no sentence of its own.

use rust_decimal::Decimal;

use super::french::de;
use super::{Clause, Told};
use crate::sheet::ValueKind;

pub(super) fn clause(told: Told<'_>) -> Clause {
    if let Some(text) = toll(told).or_else(|| magnitude(told)).or_else(|| judged(told)) {
        return Clause { says_period: false, ..Clause::plain(text) };
    }
    Clause::plain(labelled(told))
}

/// Whether the fact is about the event of the story, which its sheet names already.
fn is_the_event(told: Told<'_>) -> bool {
    told.subject() == told.event || told.subject().is_empty()
}

/// "112 people were killed", « 112 personnes sont mortes ».
fn toll(told: Told<'_>) -> Option<String> {
    let (english, french) = match told.fact.attribute.as_str() {
        "deaths" => (("was killed", "were killed"), ("est morte", "sont mortes")),
        "injured" => {
            (("was injured", "were injured"), ("a été blessée", "ont été blessées"))
        }
        "missing" => (
            ("is missing", "are missing"),
            ("est portée disparue", "sont portées disparues"),
        ),
        "evacuated" => {
            (("was evacuated", "were evacuated"), ("a été évacuée", "ont été évacuées"))
        }
        "arrested" => {
            (("was arrested", "were arrested"), ("a été arrêtée", "ont été arrêtées"))
        }
        _ => return None,
    };
    let amount = told.fact.value.amount.filter(|amount| *amount > Decimal::ZERO)?;
    let single = amount == Decimal::ONE && told.fact.value.high.is_none();
    let value = told.value();
    let text = match (told.french, single) {
        (false, true) => format!("{value} person {}", english.0),
        (false, false) => format!("{value} people {}", english.1),
        (true, true) => format!("{value} personne {}", french.0),
        (true, false) => format!("{value} personnes {}", french.1),
    };
    Some(format!("{text}{}", place(told)))
}

/// Where a toll is not that of the story's event: " (earlier event, 2019)".
fn place(told: Told<'_>) -> String {
    if is_the_event(told) {
        return String::new();
    }
    match (told.subject(), told.french) {
        ("aftershock", true) => " (réplique)".to_owned(),
        (subject, true) => match subject.strip_prefix("earlier event (") {
            Some(year) => format!(" (événement antérieur, {year}"),
            None => format!(" ({subject})"),
        },
        (subject, false) => format!(" ({subject})"),
    }
}

fn magnitude(told: Told<'_>) -> Option<String> {
    if told.fact.attribute != "magnitude" {
        return None;
    }
    let value = told.value();
    let text = match (told.subject(), told.french) {
        ("aftershock", false) => {
            return Some(format!("an aftershock had a magnitude of {value}"));
        }
        ("aftershock", true) => {
            return Some(format!("une réplique a atteint la magnitude {value}"));
        }
        (_, false) => format!("the quake had a magnitude of {value}"),
        (_, true) => format!("le séisme a atteint la magnitude {value}"),
    };
    Some(format!("{text}{}", place(told)))
}

fn judged(told: Told<'_>) -> Option<String> {
    if told.fact.attribute != "sentence" || told.fact.value.kind == ValueKind::None {
        return None;
    }
    let (subject, value) = (told.subject(), told.value());
    let length = told.fact.value.kind == ValueKind::Duration;
    Some(match (told.french, length) {
        (false, _) => format!("{subject} was sentenced to {value}"),
        (true, true) => format!("peine prononcée contre {subject} : {value}"),
        (true, false) => format!("condamnation {} : {value}", de(subject)),
    })
}

/// The attribute as a label: "key rate of the Bank of X: 4%".
fn labelled(told: Told<'_>) -> String {
    let attribute = told.fact.attribute.as_str();
    let (english, french) = match attribute {
        "rate" => ("key rate", "taux directeur"),
        "rate_change" => ("change of the key rate", "variation du taux directeur"),
        "strike" => ("strike", "grève"),
        "price" => ("price", "prix"),
        "share_price" => ("share price", "cours de l’action"),
        "vote" => ("vote", "vote"),
        "score" => ("score", "score"),
        "turnout" => ("turnout", "participation"),
        "volume" => ("volume", "volume"),
        "launch" => ("launch", "lancement"),
        "delay" => ("delay", "retard"),
        "demand" => ("demand", "revendication"),
        "deaths" => ("killed", "morts"),
        "injured" => ("injured", "blessés"),
        "missing" => ("missing", "disparus"),
        "evacuated" => ("evacuated", "évacués"),
        "damage" => ("damage", "dégâts"),
        _ => ("", ""),
    };
    let spelled = attribute.replace('_', " ");
    let label = match (english, told.french) {
        ("", _) => spelled.as_str(),
        (english, false) => english,
        (_, true) => french,
    };
    let value = told.value();
    match (is_the_event(told), told.french) {
        (true, false) => format!("{label}: {value}"),
        (true, true) => format!("{label} : {value}"),
        (false, false) => format!("{label} of {}: {value}", told.subject()),
        (false, true) => format!("{label} {} : {value}", de(told.subject())),
    }
}
