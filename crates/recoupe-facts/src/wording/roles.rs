//! Who holds which role, without guessing anybody's gender.

use std::collections::HashMap;
use std::sync::LazyLock;

use recoupe_text::fold::fold_key;

use super::french::de;
use super::{Clause, Told};
use crate::sheet::Stage;

/// How a role is said.
#[derive(Debug, Clone, Copy)]
struct Saying {
    english_with: &'static str,
    english_alone: &'static str,
    french_with: &'static str,
    french_alone: &'static str,
}

/// Sayings by the folded forms of the role in either language.
static SAYINGS: LazyLock<HashMap<String, Saying>> = LazyLock::new(|| {
    let mut sayings = HashMap::new();
    for line in include_str!("../../data/roles.txt").lines() {
        let columns: Vec<&'static str> = line.split('|').map(str::trim).collect();
        let &[english, french, english_with, english_alone, french_with, french_alone] =
            columns.as_slice()
        else {
            continue;
        };
        if english.starts_with('#') {
            continue;
        }
        let saying = Saying { english_with, english_alone, french_with, french_alone };
        for form in english.split(',').chain(french.split(',')) {
            sayings.insert(fold_key(form), saying);
        }
    }
    sayings
});

/// "Sigrid Aune is chief executive of Brandval", « Sigrid Aune dirige Brandval ».
pub(super) fn role(told: Told<'_>) -> Clause {
    let (subject, text) = (told.subject(), told.fact.value.text.as_str());
    let saying = SAYINGS.get(&fold_key(text));
    let sentence = match (saying, told.object(), told.french) {
        (Some(saying), Some(body), false) => {
            format!("{subject} is {} {body}", saying.english_with)
        }
        (Some(saying), None, false) => format!("{subject} is {}", saying.english_alone),
        // French words of a French source know the gender.
        (_, Some(body), true) if told.from_french => {
            format!("{subject}, {text} {}", de(body))
        }
        (_, None, true) if told.from_french => format!("{subject}, {text}"),
        (Some(saying), Some(body), true) => {
            let said = saying.french_with.replace("{de}", &de(body)).replace("{}", body);
            format!("{subject} {said}")
        }
        (Some(saying), None, true) => format!("{subject} {}", saying.french_alone),
        (None, Some(body), false) => format!("{subject}, {} of {body}", told.words(text)),
        (None, Some(body), true) => format!("{subject}, {} ({body})", told.words(text)),
        (None, None, _) => format!("{subject}, {}", told.words(text)),
    };
    if told.fact.stage != Some(Stage::Announced) {
        return Clause::plain(sentence);
    }
    // An appointment is told as one; French puts it before, for its participle has a gender.
    let text = match (saying, told.object(), told.french) {
        (Some(saying), Some(body), false) => {
            format!("{subject} has been named {} {body}", bare(saying.english_with))
        }
        (_, _, false) => format!("appointment announced: {sentence}"),
        (_, _, true) => format!("nomination annoncée : {sentence}"),
    };
    Clause { says_stage: true, ..Clause::plain(text) }
}

/// "an analyst at" → "analyst at".
fn bare(role: &str) -> &str {
    ["the ", "an ", "a "]
        .into_iter()
        .find_map(|article| role.strip_prefix(article))
        .unwrap_or(role)
}

/// "Ann Roe is leaving Brandval", « Ann Roe quitte Brandval ».
pub(super) fn departure(told: Told<'_>) -> Clause {
    let subject = told.subject();
    let body = told.object();
    let text = match (body, told.french) {
        (Some(body), false) => format!("{subject} is leaving {body}"),
        (Some(body), true) => format!("{subject} quitte {body}"),
        (None, false) => format!("{subject} is stepping down"),
        (None, true) => format!("{subject} quitte ses fonctions"),
    };
    Clause::plain(text)
}
