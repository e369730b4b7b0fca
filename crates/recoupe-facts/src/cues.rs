//! How sure a sentence is, how far a deal has come, and whom a statement is credited to:
//! read from closed lists of words around the waking word of a claim.

use crate::rules::Draft;
use crate::rules::roles::matches_any;
use crate::scene::entities::{Entities, EntityId};
use crate::scene::node::{ClauseKind, Node, Scene};
use crate::sheet::{Certainty, Modality, Place, Stage};

/// Whom a statement is credited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// The name, or the words for sources without one ("people familiar with the matter").
    pub(crate) name: String,
    /// The entity, where one is named.
    pub(crate) entity: Option<EntityId>,
    /// Whether the words say that somebody else reports: "according to", "told", « selon »;
    /// a plain "said" may be a party speaking for itself.
    pub(crate) is_hearsay: bool,
}

/// The words that say how sure and how far: those of the clause of the waking word, and of
/// the clauses it hangs in.
fn words_around(scene: &Scene, at: usize) -> Vec<&str> {
    let mut clauses = Vec::new();
    let mut clause = scene.nodes.get(at).map_or(0, |node| node.clause);
    for _ in 0..4 {
        clauses.push(clause);
        let Some(shape) = scene.clauses.get(clause) else { break };
        // What is said of a name in passing is as sure as itself, not as its sentence.
        if shape.kind != ClauseKind::Bracket || shape.parent == clause {
            break;
        }
        clause = shape.parent;
    }
    scene
        .nodes
        .iter()
        .filter(|node| clauses.contains(&node.clause) || scene.place == Place::Title)
        .filter(|node| !node.quoted || scene.nodes.get(at).is_some_and(|at| at.quoted))
        // The month of May is no modal verb.
        .filter(|node| node.value().is_none())
        .flat_map(|node| node.folded.split(' '))
        .collect()
}

/// The words from at most `before` nodes left of `at` to `after` right of it, in its clause.
fn window(scene: &Scene, at: usize, before: usize, after: usize) -> Vec<&str> {
    let clause = scene.nodes.get(at).map_or(0, |node| node.clause);
    scene
        .nodes
        .iter()
        .enumerate()
        .filter(|(index, node)| {
            node.clause == clause
                && *index + before >= at
                && *index <= at + after
                && node.value().is_none()
        })
        .flat_map(|(_, node)| node.folded.split(' '))
        .collect()
}

fn any(words: &[&str], cues: &[&str]) -> bool {
    words.iter().any(|word| matches_any(word, cues))
}

fn phrase(words: &[&str], phrases: &[&str]) -> bool {
    let text = words.join(" ");
    phrases.iter().any(|phrase| text.contains(phrase))
}

const POSSIBLE: [&str; 17] = [
    "could",
    "may",
    "might",
    "potential",
    "potentially",
    "possible",
    "possibly",
    "perhaps",
    "pourrait",
    "pourraient",
    "potentiel",
    "potentielle",
    "éventuel",
    "éventuelle",
    "éventuellement",
    "possibles",
    "peut-être",
];
const REPORTED: [&str; 17] = [
    "reportedly",
    "rumoured",
    "rumored",
    "serait",
    "seraient",
    "aurait",
    "auraient",
    "envisagerait",
    "négocierait",
    "étudierait",
    "souhaiterait",
    "prévoirait",
    "allegedly",
    "viserait",
    "préparerait",
    "chercherait",
    "discuterait",
];
const FORECAST: [&str; 22] = [
    "forecast",
    "forecasts",
    "expects",
    "expected",
    "projects",
    "projected",
    "prévoit",
    "prévoient",
    "prévoyait",
    "table",
    "tablent",
    "attend",
    "attendu",
    "attendue",
    "anticipe",
    "guidance",
    "prévisions",
    "prévision",
    "outlook",
    "objectif",
    "vise",
    "targets",
];

/// How sure a claim is.
pub(crate) fn certainty(scene: &Scene, draft: &Draft, credited: bool) -> Certainty {
    if let Some(certainty) = draft.certainty {
        return certainty;
    }
    let around = words_around(scene, draft.trigger);
    let near = window(scene, draft.trigger, 5, 2);
    if is_negated(scene, draft.trigger) {
        return Certainty::Negated;
    }
    if draft.modality == Modality::Forecast {
        return Certainty::Forecast;
    }
    if phrase(
        &around,
        &[
            "if the deal",
            "if realized",
            "si l' opération",
            "subject to",
            "sous réserve",
            "à condition",
        ],
    ) && !any(&near, &["invested", "acquired", "raised"])
    {
        return Certainty::Conditional;
    }
    if credited
        || any(&around, &REPORTED)
        || phrase(
            &around,
            &[
                "is said to",
                "are said to",
                "sources",
                "people familiar",
                "reports emerged",
                "reports that",
                "reports say",
                "croit savoir",
            ],
        )
    {
        return Certainty::Reported;
    }
    let left = window(scene, draft.trigger, 40, 0);
    if any(&near, &POSSIBLE)
        || any(&left, &["could", "may", "might", "pourrait", "pourraient"])
    {
        return Certainty::Possible;
    }
    if any(&near, &FORECAST) && draft.modality != Modality::Actual {
        return Certainty::Forecast;
    }
    Certainty::Asserted
}

fn is_negated(scene: &Scene, at: usize) -> bool {
    let left = window(scene, at, 4, 0);
    let right = window(scene, at, 0, 2);
    let french = any(&left, &["n'", "ne"])
        && (any(&left, &["pas", "jamais", "plus"]) || any(&right, &["pas", "jamais"]));
    let english = any(&left, &["not", "never", "denied", "denies"])
        && !phrase(&left, &["not only", "not yet", "whether or not"]);
    french || english
}

/// How far the deal of a claim has come, by the words of its clause; the first list that
/// has a word there decides, from the surest to the vaguest.
pub(crate) fn stage(scene: &Scene, draft: &Draft) -> Option<Stage> {
    if draft.stage.is_some() || !draft.is_deal {
        return draft.stage;
    }
    let around = words_around(scene, draft.trigger);
    let near = window(scene, draft.trigger, 6, 1);
    for (stage, cues, phrases) in STAGES {
        if any(&around, cues) || phrase(&around, phrases) {
            return Some(*stage);
        }
    }
    let word = scene.word(draft.trigger);
    if any(
        &near,
        &[
            "plans", "plan", "planned", "planning", "intends", "will", "wants", "aims",
            "prévoit", "compte", "entend", "va", "vont", "souhaite", "veut", "projette",
            "envisage",
        ],
    ) || scene.word_before(draft.trigger, 1) == "to"
        && any(&near, &["set", "ready", "committed"])
    {
        return Some(Stage::Planned);
    }
    if is_past(scene, draft.trigger, word) {
        return Some(Stage::Completed);
    }
    if any(
        &around,
        &[
            "announced",
            "announces",
            "unveiled",
            "annoncé",
            "annonce",
            "dévoilé",
            "officialisé",
        ],
    ) {
        return Some(Stage::Announced);
    }
    None
}

type StageCues = (Stage, &'static [&'static str], &'static [&'static str]);

const STAGES: &[StageCues] = &[
    (
        Stage::Cancelled,
        &[
            "scrapped",
            "abandoned",
            "abandons",
            "abandonné",
            "abandonne",
            "renonce",
            "renoncé",
            "renoncent",
        ],
        &[
            "called off",
            "walked away",
            "walks away",
            "pulled out of",
            "jeté l' éponge",
            "drops bid",
            "drops its",
            "dropped its bid",
            "withdrew its",
            "withdraws its",
            "retire son offre",
            "retiré son offre",
            "no longer pursuing",
        ],
    ),
    (Stage::Denied, &["denied", "denies", "démenti", "dément"], &[]),
    (
        Stage::Postponed,
        &["postponed", "postpones", "reporté", "reportée"],
        &["put on hold"],
    ),
    (
        Stage::InTalks,
        &[
            "talks",
            "negotiations",
            "negotiating",
            "negotiates",
            "discussions",
            "pourparlers",
            "négociations",
            "négociation",
            "négocie",
            "négocient",
            "négocier",
            "discute",
            "négocierait",
            "discuterait",
        ],
        &[],
    ),
    (
        Stage::Considering,
        &[
            "considering",
            "considers",
            "weighing",
            "weighs",
            "exploring",
            "mulling",
            "studying",
            "envisage",
            "envisagerait",
            "envisagent",
            "étudie",
            "étudierait",
            "réfléchit",
        ],
        &[],
    ),
    (
        Stage::Offered,
        &["offered", "bid", "proposé", "opa", "offre", "tender", "offer"],
        &[],
    ),
    (
        Stage::Review,
        &[],
        &["regulatory approval", "antitrust approval", "feu vert", "awaiting approval"],
    ),
    (Stage::Signed, &["signed", "signs", "signé", "signe", "signent", "signature"], &[]),
    (
        Stage::Agreed,
        &["agreed", "agrees", "convenu", "conclu"],
        &["agreement to", "accord pour", "un accord", "reached a deal", "s' est entendu"],
    ),
    (
        Stage::Completed,
        &[
            "completed",
            "completes",
            "closed",
            "closes",
            "finalised",
            "finalized",
            "finalisé",
            "bouclé",
            "boucle",
            "réalisé",
        ],
        &[],
    ),
];

/// Past forms: "has invested", "invested", « a investi », « a racheté ».
fn is_past(scene: &Scene, at: usize, word: &str) -> bool {
    let auxiliary = (1..4).any(|back| {
        matches!(
            scene.word_before(at, back),
            "has" | "have" | "had" | "a" | "ont" | "avait" | "avaient" | "s'est"
        )
    });
    let english = word.ends_with("ed")
        || matches!(word, "bought" | "took" | "put" | "sold" | "won");
    let future = (1..4).any(|back| {
        matches!(scene.word_before(at, back), "to" | "will" | "would" | "be")
    });
    let french = auxiliary
        && ["é", "i", "is", "u", "ert"].iter().any(|ending| word.ends_with(ending));
    (english && !future && scene.language == recoupe_text::Language::English) || french
}

/// Whom the sentence credits, where it credits anyone.
pub(crate) fn attribution(
    scene: &Scene,
    text: &str,
    entities: &Entities,
) -> Option<Attribution> {
    if scene.place != Place::Body {
        return None;
    }
    (0..scene.nodes.len()).find_map(|at| credit_at(scene, at, text, entities))
}

const CREDIT_VERBS: [&str; 40] = [
    "reported",
    "reports",
    "said",
    "says",
    "told",
    "wrote",
    "noted",
    "added",
    "announced",
    "revealed",
    "disclosed",
    "confirmed",
    "stated",
    "declared",
    "rapporte",
    "rapporté",
    "rapportait",
    "révèle",
    "révélé",
    "indique",
    "indiqué",
    "annoncé",
    "annonce",
    "déclaré",
    "déclare",
    "précisé",
    "précise",
    "affirme",
    "affirmé",
    "assure",
    "assuré",
    "écrit",
    "expliqué",
    "explique",
    "ajouté",
    "croit",
    "avance",
    "avancé",
    "confirmé",
    "relève",
];

fn credit_at(
    scene: &Scene,
    at: usize,
    text: &str,
    entities: &Entities,
) -> Option<Attribution> {
    let word = scene.word(at);
    match word {
        "according" if scene.word(at + 1) == "to" => after(scene, at + 2, text, entities),
        "selon" | "d'après" => after(scene, at + 1, text, entities),
        "après" if scene.word_before(at, 1) == "d'" => {
            after(scene, at + 1, text, entities)
        }
        "croire" if scene.word_before(at, 1) == "en" => {
            after(scene, at + 1, text, entities)
        }
        "believes" if scene.word_before(at, 1) == "one" => {
            after(scene, at + 1, text, entities)
        }
        "cited" | "citing" | "cité" | "citée" | "citées" | "cités" | "citant" => {
            let from =
                if matches!(scene.word(at + 1), "by" | "par") { at + 2 } else { at + 1 };
            after(scene, from, text, entities)
        }
        "told" | "déclaré" | "confié" | "indiqué" | "affirmé"
            if told_to(scene, at).is_some() =>
        {
            told_to(scene, at).and_then(|name| credit(scene, name, text, entities))
        }
        _ if CREDIT_VERBS.contains(&word) && scene.is_word(at) => {
            let hearsay = matches!(word, "rapporte" | "rapporté" | "révèle" | "révélé")
                || matches!(word, "reported" | "reports") && tells_news(scene, at);
            speaker(scene, at, text, entities)
                .map(|credit| Attribution { is_hearsay: hearsay, ..credit })
        }
        _ => None,
    }
}

/// "X reported that", "X reported on Monday", "…, X reported.": tells news. "X reported a
/// profit", "X reported sales of" gives account of itself.
fn tells_news(scene: &Scene, at: usize) -> bool {
    let next = scene.nodes.get(at + 1);
    next.is_none_or(|next| {
        next.value().is_some_and(|value| {
            value.kind == recoupe_text::values::Kind::Date
                && value.iso.as_deref().is_some_and(|iso| iso.len() == 10)
        }) || matches!(
            next.folded.as_str(),
            "that"
                | "on"
                | "earlier"
                | "late"
                | "last"
                | "first"
                | ","
                | "."
                | "\""
                | ":"
                | ";"
        ) && !scene.word(at + 2).starts_with('-')
    })
}

/// "told the Harbour Ledger", « a déclaré à La Vigie »: the outlet that was told.
fn told_to(scene: &Scene, at: usize) -> Option<usize> {
    let from = if scene.word(at) == "told" {
        at + 1
    } else if matches!(scene.word(at + 1), "à" | "au" | "aux") {
        at + 2
    } else {
        return None;
    };
    let named = |index: &usize| {
        scene.nodes.get(*index).is_some_and(|node| {
            node.name().is_some()
                && matches!(node.governor.as_str(), "" | "à" | "au" | "aux")
        })
    };
    (from..from + 2).find(named)
}

/// What is credited after "according to": the first name, or the words for unnamed sources.
fn after(
    scene: &Scene,
    from: usize,
    text: &str,
    entities: &Entities,
) -> Option<Attribution> {
    let mut end = from;
    for at in from..(from + 12).min(scene.nodes.len()) {
        let node = scene.nodes.get(at)?;
        if node.name().is_some() {
            return credit(scene, at, text, entities);
        }
        if matches!(node.folded.as_str(), "," | "." | ";" | ":" | "\"") {
            break;
        }
        end = at;
    }
    let first = scene.nodes.get(from)?;
    let last = scene.nodes.get(end)?;
    let span = recoupe_text::Span::new(first.span.start(), last.span.end());
    let words = span.of(text).trim();
    (!words.is_empty()).then(|| Attribution {
        name: words.to_owned(),
        entity: None,
        is_hearsay: true,
    })
}

fn credit(
    scene: &Scene,
    at: usize,
    text: &str,
    entities: &Entities,
) -> Option<Attribution> {
    let node = scene.nodes.get(at)?;
    let entity = node.name()?;
    // The fullest form that the story knows, else the words as they stand.
    let name = match entities.name(entity) {
        "" => node.span.of(text),
        name => name,
    };
    Some(Attribution { name: name.to_owned(), entity: Some(entity), is_hearsay: true })
}

/// "X said …", "…, X said", "…, said X"; « a indiqué X ».
fn speaker(
    scene: &Scene,
    at: usize,
    text: &str,
    entities: &Entities,
) -> Option<Attribution> {
    let is_name = |index: usize| {
        scene.nodes.get(index).is_some_and(|node: &Node| {
            node.name().is_some() && node.governor.is_empty() && !node.possessive
        })
    };
    let mut left = at.checked_sub(1)?;
    while matches!(
        scene.word(left),
        "has" | "had" | "a" | "ont" | "also" | "avait" | "later"
    ) {
        left = left.checked_sub(1)?;
    }
    if is_name(left)
        && scene.nodes.get(left).is_some_and(|node| {
            scene.nodes.get(at).is_some_and(|verb| verb.clause == node.clause)
        })
    {
        return credit(scene, left, text, entities);
    }
    // "the Norwire agency reported".
    if is_press_noun(scene.word(left)) && left > 0 && is_name(left - 1) {
        return credit(scene, left - 1, text, entities);
    }
    let inverted = matches!(scene.word(left), "," | "\"" | "?" | "!") || left < at - 1;
    if inverted && is_name(at + 1) {
        return credit(scene, at + 1, text, entities);
    }
    // « rapporte l'agence Norwire », "reported the newspaper La Vigie".
    let noun = is_press_noun(scene.word(at + 2));
    if noun && is_name(at + 3) {
        return credit(scene, at + 3, text, entities);
    }
    None
}

/// Nouns for papers and agencies that stand beside their names.
fn is_press_noun(word: &str) -> bool {
    matches!(
        word,
        "agency"
            | "newspaper"
            | "paper"
            | "daily"
            | "newswire"
            | "agence"
            | "quotidien"
            | "journal"
            | "magazine"
            | "site"
            | "website"
            | "hebdomadaire"
            | "weekly"
    )
}
