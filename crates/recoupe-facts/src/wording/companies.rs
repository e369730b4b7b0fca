//! What companies are worth, earn, and are to one another.

use super::french::{de, of_amount};
use super::{Clause, Told};
use crate::sheet::{Certainty, Modality};

pub(super) fn clause(told: Told<'_>) -> Clause {
    match told.fact.attribute.as_str() {
        "valuation" => valuation(told),
        "revenue" => {
            result(told, ("revenue", "had revenue"), ("un chiffre d’affaires", "réalisé"))
        }
        "profit" => result(told, ("profit", "made a profit"), ("un bénéfice", "dégagé")),
        "loss" => result(told, ("loss", "made a loss"), ("une perte", "accusé")),
        _ => Clause::plain(tie(told)),
    }
}

fn valuation(told: Told<'_>) -> Clause {
    let (subject, value) = (told.subject(), told.value());
    let past = told.fact.period.is_some();
    let sought = told.fact.modality == Modality::Sought;
    let text = match (told.french, sought) {
        (false, true) => format!("{subject} is seeking a valuation of {value}"),
        (true, true) => format!("{subject} vise une valorisation {}", of_amount(&value)),
        (false, false) if told.fact.certainty == Certainty::Possible => {
            format!("{subject} could be valued at {value}")
        }
        (true, false) if told.fact.certainty == Certainty::Possible => {
            format!("la valorisation {} pourrait être {}", de(subject), of_amount(&value))
        }
        (false, false) if past => format!("{subject} was valued at {value}"),
        (false, false) => format!("{subject} is valued at {value}"),
        (true, false) if past => {
            format!("la valorisation {} était {}", de(subject), of_amount(&value))
        }
        (true, false) => {
            format!("la valorisation {} est {}", de(subject), of_amount(&value))
        }
    };
    // That a value is sought is no stage of it.
    Clause {
        text: format!("{text}{}", told.when()),
        says_period: true,
        says_stage: true,
        says_doubt: told.fact.certainty == Certainty::Possible,
    }
}

/// Revenue, profit or loss of a period, stated or foreseen.
fn result(told: Told<'_>, english: (&str, &str), french: (&str, &str)) -> Clause {
    let (subject, value) = (told.subject(), told.value());
    let foreseen = told.fact.modality == Modality::Forecast
        || matches!(told.fact.certainty, Certainty::Forecast | Certainty::Possible);
    let text = match (told.french, foreseen) {
        (false, false) => format!("{subject} {} of {value}", english.1),
        (false, true) => {
            format!("{subject} is expected to have {} of {value}", article(english.0))
        }
        (true, false) => {
            format!("{subject} a {} {} {}", french.1, french.0, of_amount(&value))
        }
        (true, true) => {
            let verb = match french.1 {
                "réalisé" => "réaliser",
                "dégagé" => "dégager",
                _ => "accuser",
            };
            format!("{subject} devrait {verb} {} {}", french.0, of_amount(&value))
        }
    };
    let says_doubt = foreseen && told.fact.certainty != Certainty::Reported;
    let text = format!("{text}{}", told.when());
    Clause { text, says_period: true, says_stage: false, says_doubt }
}

fn article(noun: &str) -> String {
    if noun == "revenue" { noun.to_owned() } else { format!("a {noun}") }
}

/// What two parties are to each other.
fn tie(told: Told<'_>) -> String {
    let (subject, text) = (told.subject(), told.fact.value.text.as_str());
    match (told.fact.attribute.as_str(), told.french) {
        ("founded", false) => format!("{subject} was founded in {}", told.value()),
        ("founded", true) => {
            format!("la fondation {} remonte à {}", de(subject), told.value())
        }
        ("founder", false) => format!("{text} founded {subject}"),
        ("founder", true) => format!("{text} a fondé {subject}"),
        ("client", false) => format!("{text} is a client of {subject}"),
        ("client", true) => format!("{text} compte parmi les clients {}", de(subject)),
        ("partner", false) => format!("{subject} and {text} are partners"),
        ("partner", true) => format!("{subject} et {text} sont partenaires"),
        ("investor", false) => format!("{text} is an investor in {subject}"),
        ("investor", true) => {
            format!("{text} compte parmi les investisseurs {}", de(subject))
        }
        ("supplier", false) => format!("{text} supplies {subject}"),
        ("supplier", true) => format!("{text} fournit {subject}"),
        (_, false) => format!("{text} belongs to {subject}"),
        (_, true) => format!("{text} appartient à {subject}"),
    }
}
