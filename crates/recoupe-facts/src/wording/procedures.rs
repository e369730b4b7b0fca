//! Investigations: opened, dropped, settled, ended with a fine.

use super::french::{a, de};
use super::{Clause, Told};
use crate::sheet::{Stage, ValueKind};

pub(super) fn investigation(told: Told<'_>) -> Clause {
    let text = if told.french { in_french(told) } else { in_english(told) };
    let known = matches!(
        told.fact.stage,
        None | Some(
            Stage::Opened
                | Stage::Dropped
                | Stage::Settled
                | Stage::Fined
                | Stage::Cleared
                | Stage::Completed
        )
    );
    Clause { text, says_stage: known, says_period: true, says_doubt: false }
}

/// What it is about, in the words of the source; a fine is told apart.
fn matter(told: Told<'_>) -> String {
    let text = told.fact.value.text.as_str();
    let about = told.fact.value.kind == ValueKind::Text
        && !text.is_empty()
        && text != told.subject();
    match (about, told.french) {
        (false, _) => String::new(),
        (true, false) => format!(" over {}", told.words(text)),
        (true, true) => format!(" ({})", told.words(text)),
    }
}

fn sum(told: Told<'_>) -> Option<String> {
    (told.fact.value.kind == ValueKind::Money).then(|| told.value())
}

fn in_english(told: Told<'_>) -> String {
    let (subject, about, when) = (told.subject(), matter(told), told.when());
    let by = told.object().map_or_else(String::new, |body| format!(" by {body}"));
    match (told.fact.stage, sum(told)) {
        (Some(Stage::Fined), Some(fine)) => {
            format!("{subject} was fined {fine}{by}{about}{when}")
        }
        (Some(Stage::Fined), None) => format!("{subject} was fined{by}{about}{when}"),
        (Some(Stage::Settled), Some(sum)) => {
            format!("{subject} settled an investigation{by} for {sum}{about}{when}")
        }
        (Some(Stage::Settled), None) => {
            format!("{subject} settled an investigation{by}{about}{when}")
        }
        (Some(Stage::Dropped), _) => {
            format!("an investigation of {subject}{by}{about} was dropped{when}")
        }
        (Some(Stage::Cleared), _) => {
            format!(
                "an investigation of {subject}{by}{about} ended without a finding{when}"
            )
        }
        (Some(Stage::Completed), _) => {
            format!("an investigation of {subject}{by}{about} has ended{when}")
        }
        (Some(Stage::Opened), _) => {
            format!("an investigation of {subject}{by}{about} was opened{when}")
        }
        _ => format!("{subject} is under investigation{by}{about}{when}"),
    }
}

fn in_french(told: Told<'_>) -> String {
    let (subject, about, when) = (told.subject(), matter(told), told.when());
    let by = told.object().map_or_else(String::new, |body| format!(" {}", de(body)));
    match (told.fact.stage, sum(told), told.object()) {
        (Some(Stage::Fined), Some(fine), Some(body)) => {
            format!("{body} a infligé une amende de {fine} {}{about}{when}", a(subject))
        }
        (Some(Stage::Fined), Some(fine), None) => {
            format!("{subject} a reçu une amende de {fine}{about}{when}")
        }
        (Some(Stage::Fined), None, _) => {
            format!("{subject} a reçu une amende{by}{about}{when}")
        }
        (Some(Stage::Settled), Some(sum), _) => {
            format!(
                "{subject} a réglé à l’amiable pour {sum} une enquête{by}{about}{when}"
            )
        }
        (Some(Stage::Settled), None, _) => {
            format!("{subject} a réglé à l’amiable une enquête{by}{about}{when}")
        }
        (Some(Stage::Dropped), ..) => {
            format!("l’enquête{by} visant {subject}{about} a été classée{when}")
        }
        (Some(Stage::Cleared), ..) => {
            format!("l’enquête{by} visant {subject}{about} s’est close sans suite{when}")
        }
        (Some(Stage::Completed), ..) => {
            format!("l’enquête{by} visant {subject}{about} est terminée{when}")
        }
        (Some(Stage::Opened), ..) => {
            format!("une enquête{by} visant {subject}{about} a été ouverte{when}")
        }
        _ => format!("{subject} fait l’objet d’une enquête{by}{about}{when}"),
    }
}
