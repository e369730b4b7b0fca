//! Deals and plans: one verb phrase for each, told at its stage.

use super::french::{de, of_amount};
use super::{Clause, Told};
use crate::sheet::{Certainty, Modality, Stage};

/// A deal as a verb phrase of the language, without its subject.
struct Deal {
    /// "invest $3 billion in Graphein", « investir … ».
    infinitive: String,
    /// "investing …"; the French does without it.
    gerund: String,
    /// "invested …", English past and participle are told apart where they differ.
    past: String,
    /// "invested …", « investi … », after "has" and « a ».
    participle: String,
    /// "investment by Ordanta in Graphein: $3 billion", where nothing is known of the stage.
    nominal: String,
}

pub(super) fn clause(told: Told<'_>) -> Clause {
    let quantified =
        told.fact.value.amount.is_some() || told.fact.attribute != "jobs_cut";
    if !quantified {
        let (subject, value) = (told.subject(), told.value());
        return Clause::plain(if told.french {
            format!("suppressions de postes chez {subject} : {value}")
        } else {
            format!("job cuts at {subject}: {value}")
        });
    }
    let deal = if told.french { french_deal(told) } else { english_deal(told) };
    if told.french { in_french(told, &deal) } else { in_english(told, &deal) }
}

/// The stage a deal is told at: a plan is planned even where no word says so.
fn stage(told: Told<'_>) -> Option<Stage> {
    let planned = told.fact.attribute == "spending_plan"
        && matches!(told.fact.stage, None | Some(Stage::Announced));
    if planned { Some(Stage::Planned) } else { told.fact.stage }
}

fn in_english(told: Told<'_>, deal: &Deal) -> Clause {
    let subject = told.subject();
    let Deal { infinitive, gerund, past, participle, nominal } = deal;
    if told.fact.certainty == Certainty::Negated {
        return Clause::plain(nominal.clone());
    }
    let text = match stage(told) {
        Some(Stage::Rumoured) => {
            format!("{subject} is rumoured to be looking to {infinitive}")
        }
        Some(Stage::Considering) => format!("{subject} is considering {gerund}"),
        Some(Stage::InTalks) => format!("{subject} is in talks to {infinitive}"),
        Some(Stage::Offered) => format!("{subject} has offered to {infinitive}"),
        Some(Stage::Planned) => format!("{subject} plans to {infinitive}"),
        Some(Stage::Agreed) => format!("{subject} has agreed to {infinitive}"),
        Some(Stage::Signed) => format!("{subject} has signed a deal to {infinitive}"),
        Some(Stage::Announced) => {
            format!("{subject} has announced that it will {infinitive}")
        }
        Some(Stage::Review) => format!("{subject} is awaiting clearance to {infinitive}"),
        Some(Stage::Completed) if told.fact.period.is_some() => {
            return Clause::staged(format!("{subject} {past}{}", told.when()))
                .with_period();
        }
        Some(Stage::Completed) => format!("{subject} has {participle}"),
        Some(Stage::Postponed) => format!("{subject} has put off plans to {infinitive}"),
        Some(Stage::Cancelled) => format!("{subject} has dropped plans to {infinitive}"),
        Some(Stage::Denied) => format!("{subject} denies plans to {infinitive}"),
        _ => return unstaged(told, deal),
    };
    sourced(told, text)
}

fn in_french(told: Told<'_>, deal: &Deal) -> Clause {
    let subject = told.subject();
    let Deal { infinitive, participle, nominal, .. } = deal;
    let de_infinitive = de(infinitive);
    if told.fact.certainty == Certainty::Negated {
        return Clause::plain(nominal.clone());
    }
    let text = match stage(told) {
        Some(Stage::Rumoured) => {
            format!("{subject} chercherait, selon la rumeur, à {infinitive}")
        }
        Some(Stage::Considering) => format!("{subject} envisage {de_infinitive}"),
        Some(Stage::InTalks) => format!("{subject} est en discussions pour {infinitive}"),
        Some(Stage::Offered) => format!("{subject} propose {de_infinitive}"),
        Some(Stage::Planned) => format!("{subject} prévoit {de_infinitive}"),
        Some(Stage::Agreed) => format!("{subject} a convenu {de_infinitive}"),
        Some(Stage::Signed) => format!("{subject} a signé un accord pour {infinitive}"),
        Some(Stage::Announced) => format!("{subject} annonce vouloir {infinitive}"),
        Some(Stage::Review) => format!("{subject} attend le feu vert pour {infinitive}"),
        Some(Stage::Completed) => {
            return Clause::staged(format!("{subject} a {participle}{}", told.when()))
                .with_period();
        }
        Some(Stage::Postponed) => {
            format!("{subject} a reporté son projet {de_infinitive}")
        }
        Some(Stage::Cancelled) => format!("{subject} a renoncé à {infinitive}"),
        Some(Stage::Denied) => format!("{subject} dément vouloir {infinitive}"),
        _ => return unstaged(told, deal),
    };
    sourced(told, text)
}

/// A told stage says how sure a plan is; that it is only reported, or hangs on conditions,
/// is still to be said.
fn sourced(told: Told<'_>, text: String) -> Clause {
    let open =
        matches!(told.fact.certainty, Certainty::Reported | Certainty::Conditional);
    Clause { says_doubt: !open, ..Clause::staged(text) }
}

/// Without a stage the doubt of the sources makes the verb; without doubt there is none, for
/// whether it is done is not known.
fn unstaged(told: Told<'_>, deal: &Deal) -> Clause {
    let subject = told.subject();
    let infinitive = &deal.infinitive;
    let sought = told.fact.modality == Modality::Sought;
    let text = match (told.fact.certainty, told.french) {
        (Certainty::Possible, false) => format!("{subject} could {infinitive}"),
        (Certainty::Possible, true) => format!("{subject} pourrait {infinitive}"),
        (Certainty::Forecast, false) => format!("{subject} is expected to {infinitive}"),
        (Certainty::Forecast, true) => format!("{subject} devrait {infinitive}"),
        (_, false) if sought => format!("{subject} is seeking to {infinitive}"),
        (_, true) if sought => format!("{subject} cherche à {infinitive}"),
        _ => return Clause::plain(deal.nominal.clone()),
    };
    // A stage that no deal has ("opened") is not said by the verb.
    Clause { says_stage: told.fact.stage.is_none(), ..sourced(told, text) }
}

fn english_deal(told: Told<'_>) -> Deal {
    let (subject, value) = (told.subject(), told.value());
    let in_object = led(" in ", told.object());
    let object = told.object().unwrap_or_default();
    match told.fact.attribute.as_str() {
        "acquisition" => {
            let price =
                if told.has_value() { format!(" for {value}") } else { String::new() };
            Deal {
                infinitive: format!("buy {object}{price}"),
                gerund: format!("buying {object}{price}"),
                past: format!("bought {object}{price}"),
                participle: format!("bought {object}{price}"),
                nominal: format!("acquisition of {object} by {subject}{price}"),
            }
        }
        "stake" => Deal {
            infinitive: format!("take a stake of {value}{in_object}"),
            gerund: format!("taking a stake of {value}{in_object}"),
            past: format!("took a stake of {value}{in_object}"),
            participle: format!("taken a stake of {value}{in_object}"),
            nominal: format!("stake of {subject}{in_object}: {value}"),
        },
        "funding_round" => {
            let leader = led(" in a round led by ", told.object());
            Deal {
                infinitive: format!("raise {value}{leader}"),
                gerund: format!("raising {value}{leader}"),
                past: format!("raised {value}{leader}"),
                participle: format!("raised {value}{leader}"),
                nominal: format!("funding round of {subject}: {value}"),
            }
        }
        "jobs_cut" => {
            let jobs =
                if value == "1" { "1 job".to_owned() } else { format!("{value} jobs") };
            let jobs = if value == "0" { "no jobs".to_owned() } else { jobs };
            Deal {
                infinitive: format!("cut {jobs}"),
                gerund: format!("cutting {jobs}"),
                past: format!("cut {jobs}"),
                participle: format!("cut {jobs}"),
                nominal: format!("job cuts at {subject}: {value}"),
            }
        }
        "spending_plan" => Deal {
            infinitive: format!("spend {value}{in_object}"),
            gerund: format!("spending {value}{in_object}"),
            past: format!("spent {value}{in_object}"),
            participle: format!("spent {value}{in_object}"),
            nominal: format!("spending plan of {subject}: {value}"),
        },
        _ => {
            let amount =
                if told.has_value() { format!(" {value}") } else { String::new() };
            let colon =
                if told.has_value() { format!(": {value}") } else { String::new() };
            Deal {
                infinitive: format!("invest{amount}{in_object}"),
                gerund: format!("investing{amount}{in_object}"),
                past: format!("invested{amount}{in_object}"),
                participle: format!("invested{amount}{in_object}"),
                nominal: format!("investment by {subject}{in_object}{colon}"),
            }
        }
    }
}

fn french_deal(told: Told<'_>) -> Deal {
    let (subject, value) = (told.subject(), told.value());
    let in_object = led(" dans ", told.object());
    let object = told.object().unwrap_or_default();
    let of_value = of_amount(&value);
    let verb = |infinitive: String, participle: String, nominal: String| Deal {
        infinitive,
        gerund: String::new(),
        past: String::new(),
        participle,
        nominal,
    };
    match told.fact.attribute.as_str() {
        "acquisition" => {
            let price =
                if told.has_value() { format!(" pour {value}") } else { String::new() };
            verb(
                format!("racheter {object}{price}"),
                format!("racheté {object}{price}"),
                format!("rachat {} par {subject}{price}", de(object)),
            )
        }
        "stake" => verb(
            format!("prendre une participation {of_value}{in_object}"),
            format!("pris une participation {of_value}{in_object}"),
            format!("participation {}{in_object} : {value}", de(subject)),
        ),
        "funding_round" => {
            let leader = led(" lors d’un tour de table mené par ", told.object());
            verb(
                format!("lever {value}{leader}"),
                format!("levé {value}{leader}"),
                format!("levée de fonds {} : {value}", de(subject)),
            )
        }
        "jobs_cut" => {
            let posts = match value.as_str() {
                "1" => "un poste".to_owned(),
                _ => format!("{value} postes"),
            };
            let nominal = format!("suppressions de postes chez {subject} : {value}");
            verb(format!("supprimer {posts}"), format!("supprimé {posts}"), nominal)
        }
        "spending_plan" => verb(
            format!("investir {value}{in_object}"),
            format!("investi {value}{in_object}"),
            format!("plan d’investissement {} : {value}", de(subject)),
        ),
        _ => {
            let amount =
                if told.has_value() { format!(" {value}") } else { String::new() };
            let colon =
                if told.has_value() { format!(" : {value}") } else { String::new() };
            verb(
                format!("investir{amount}{in_object}"),
                format!("investi{amount}{in_object}"),
                format!("investissement {}{in_object}{colon}", de(subject)),
            )
        }
    }
}

fn led(before: &str, name: Option<&str>) -> String {
    name.map_or_else(String::new, |name| format!("{before}{name}"))
}
