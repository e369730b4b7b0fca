//! How sure a sentence is and how far a deal has come: read from closed lists of words
//! around the waking word of a claim. Whom it credits stands in `credits`.

use crate::rules::Draft;
use crate::rules::roles::matches_any;
use crate::scene::node::{ClauseKind, Scene};
use crate::sheet::{Certainty, Modality, Place, Stage};

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
    if is_conditional(scene, draft.trigger)
        && !any(&near, &["invested", "acquired", "raised"])
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
    if any(&near, &["devrait", "devraient"])
        || phrase(&near, &["expected to", "likely to"])
    {
        return Certainty::Forecast;
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

/// Whether what follows hangs on something that has not happened: anywhere in the sentence,
/// for conditions stand in clauses of their own.
fn is_conditional(scene: &Scene, at: usize) -> bool {
    let quoted = scene.nodes.get(at).is_some_and(|node| node.quoted);
    let all: Vec<&str> = scene
        .nodes
        .iter()
        .filter(|node| node.quoted == quoted && node.value().is_none())
        .flat_map(|node| node.folded.split(' '))
        .collect();
    phrase(
        &all,
        &[
            "if the deal",
            "if the transaction",
            "if the bid",
            "if realized",
            "if approved",
            "if regulators",
            "si l' opération",
            "si l'opération",
            "si l'accord",
            "si l'offre",
            "si la transaction",
            "si les autorités",
            "subject to",
            "provided that",
            "sous réserve",
            "à condition",
        ],
    )
}

fn is_negated(scene: &Scene, at: usize) -> bool {
    let left = window(scene, at, 4, 0);
    let right = window(scene, at, 0, 2);
    let french = any(&left, &["n'", "ne"])
        && (any(&left, &["pas", "jamais", "plus"]) || any(&right, &["pas", "jamais"]));
    let english = any(&left, &["not", "never", "denied", "denies"])
        && !phrase(&left, &["not only", "not yet", "whether or not"]);
    let wider = window(scene, at, 6, 0);
    let none = phrase(
        &wider,
        &["no plans", "no plan to", "no intention", "aucun projet", "aucune intention"],
    );
    french || english || none
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
            "plans",
            "plan",
            "planned",
            "planning",
            "intends",
            "will",
            "wants",
            "aims",
            "prévoit",
            "compte",
            "entend",
            "va",
            "vont",
            "souhaite",
            "veut",
            "projette",
            "envisage",
            "seeking",
            "seeks",
            "cherche",
            "cherchent",
            "devrait",
            "devraient",
        ],
    ) || phrase(&near, &["expected to", "likely to"])
        || is_future(scene, word)
        || scene.word_before(draft.trigger, 1) == "to"
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
        &["close to buying", "close to acquiring", "sur le point de"],
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
        &["agreed", "agrees", "convenu", "conclu", "accepté", "acceptent"],
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

/// Future forms of French: « investira », « rachèteront ».
fn is_future(scene: &Scene, word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["era", "ira", "dra", "eront", "iront", "dront"];
    scene.language == recoupe_text::Language::French
        && word.chars().count() > 5
        && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Past forms: "has invested", "invested", « a investi », « a racheté ».
fn is_past(scene: &Scene, at: usize, word: &str) -> bool {
    let auxiliary = (1..4).any(|back| {
        matches!(
            scene.word_before(at, back),
            "has"
                | "have"
                | "had"
                | "a"
                | "ont"
                | "avait"
                | "avaient"
                | "s'est"
                | "aurait"
                | "auraient"
        )
    });
    // "Is said to have acquired".
    let perfect = scene.word_before(at, 1) == "have" && scene.word_before(at, 2) == "to";
    let english = word.ends_with("ed")
        || matches!(word, "bought" | "took" | "put" | "sold" | "won");
    let future = (1..4).any(|back| {
        matches!(scene.word_before(at, back), "to" | "will" | "would" | "be")
    });
    let french = auxiliary
        && ["é", "i", "is", "u", "ert"].iter().any(|ending| word.ends_with(ending));
    (english && (!future || perfect) && scene.language == recoupe_text::Language::English)
        || french
}
