//! # toll
//!
//! Finds how many people an event killed, injured, left missing or drove from their homes.
//! Must not find: the tolls of other events ("the worst since the quake that killed …"),
//! parts of a toll ("five of the dead"), things that are counted. The toll of an earlier
//! event that the sentence dates is kept under its year.
//!
//! - EN "A quake struck the coast, killing at least 41 people and injuring about 300."
//! - FR « Un séisme a frappé la côte, tuant au moins 41 personnes et en blessant environ 300. »

use recoupe_text::values::{Bound, Kind};

use super::{Bench, DraftValue, Rule, Subject};

pub(super) const RULE: Rule = Rule {
    id: "toll",
    forms: "killed killing kills kill dead died dies dying deaths death toll fatalities lives \
            casualties morts mortes mort tués tuées tuant tué tue tuent péri périssent décès \
            décédés décédées vie bilan injured injuring injures injuries wounded wounding hurt \
            blessés blessées blessant blessé blesse blessures contusionnés contusionnées \
            missing disparus disparues unaccounted evacuated evacuating evacuates évacués \
            évacuées évacué évacuant évacue abri displaced déplacés déplacées relogés relogées homes logement \
            logements domicile domiciles maisons foyer foyers",
    read,
};

const DEATHS: &[&str] = &[
    "killed",
    "killing",
    "kills",
    "kill",
    "dead",
    "died",
    "dies",
    "deaths",
    "death",
    "toll",
    "fatalities",
    "lives",
    "morts",
    "mortes",
    "mort",
    "tués",
    "tuées",
    "tuant",
    "tué",
    "tue",
    "tuent",
    "péri",
    "périssent",
    "décès",
    "décédés",
    "décédées",
    "vie",
    "bilan",
];
const INJURED: &[&str] = &[
    "injured",
    "injuring",
    "injures",
    "injuries",
    "wounded",
    "wounding",
    "hurt",
    "blessés",
    "blessées",
    "blessant",
    "blessé",
    "blesse",
    "blessures",
    "contusionnés",
    "contusionnées",
];
const MISSING: &[&str] = &["missing", "disparus", "disparues", "unaccounted"];
const EVACUATED: &[&str] = &[
    "displaced",
    "déplacés",
    "déplacées",
    "relogés",
    "relogées",
    "homes",
    "logement",
    "logements",
    "domicile",
    "domiciles",
    "maisons",
    "foyer",
    "foyers",
    "evacuated",
    "evacuating",
    "evacuates",
    "évacués",
    "évacuées",
    "évacué",
    "évacuant",
    "évacue",
    "abri",
];

/// Where a word has its number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// "nine people were killed", "41 dead".
    Before,
    /// "killing nine people".
    After,
    /// "the toll rose to 68".
    Count,
    /// Nowhere.
    Nowhere,
}

fn read(bench: &mut Bench<'_>, at: usize) {
    let Some(attribute) = attribute(bench.word(at)) else { return };
    if !bench.scene.is_word(at) || is_part(bench, at) {
        return;
    }
    let number = match side(bench, at) {
        Side::After => bench.people_after(at).or_else(|| passive(bench, at)),
        Side::Before => {
            stops(attribute).and_then(|stops| bench.people_before(at, &stops))
        }
        Side::Count => bench.count_reached(at),
        Side::Nowhere => None,
    };
    let Some(number) = number.filter(|number| !bench.is_taken(*number)) else { return };
    if is_some_of(bench, number) {
        return;
    }
    let Some(subject) = bench.happening(at, number) else { return };
    state(bench, at, number, attribute, subject);
}

/// "14 people killed in …": no auxiliary, the number before, a noun for people between.
fn passive(bench: &Bench<'_>, at: usize) -> Option<usize> {
    matches!(
        bench.word(at),
        "killed" | "injured" | "wounded" | "evacuated" | "hurt" | "évacué"
    )
    .then(|| attribute(bench.word(at)).and_then(stops))
    .flatten()
    .and_then(|stops| bench.people_before(at, &stops))
}

fn attribute(word: &str) -> Option<&'static str> {
    [
        ("deaths", DEATHS),
        ("injured", INJURED),
        ("missing", MISSING),
        ("evacuated", EVACUATED),
    ]
    .into_iter()
    .find(|(_, words)| words.contains(&word))
    .map(|(attribute, _)| attribute)
}

/// The words of the other tolls: a number beyond one of them belongs to it.
fn stops(attribute: &str) -> Option<Vec<&'static str>> {
    let lists = [DEATHS, INJURED, MISSING, EVACUATED];
    let words = lists.into_iter().flatten().copied();
    (!attribute.is_empty()).then(|| {
        words
            .filter(|word| {
                !matches!(*word, "mort" | "vie" | "abri" | "homes" | "maisons")
            })
            .collect()
    })
}

fn side(bench: &Bench<'_>, at: usize) -> Side {
    let before = bench.scene.word_before(at, 1);
    let passive = matches!(
        before,
        "were"
            | "been"
            | "are"
            | "été"
            | "sont"
            | "being"
            | "people"
            | "reported"
            | "found"
            | "personnes"
            | "feared"
            | "confirmed"
    );
    let lost = |words: &[&str]| bench.has_left(at, 4, words);
    match bench.word(at) {
        "killing" | "kills" | "kill" | "injuring" | "injures" | "wounding"
        | "evacuating" | "evacuates" | "tuant" | "tue" | "tuent" | "blessant"
        | "blesse" | "évacuant" | "évacue" => Side::After,
        "killed" | "injured" | "wounded" | "evacuated" | "hurt"
            if number_of(bench, at) =>
        {
            if passive || before == "people" {
                Side::Count
            } else {
                Side::Nowhere
            }
        }
        "killed" | "injured" | "wounded" | "evacuated" | "hurt" | "évacué" | "blessé"
        | "tué"
            if !passive =>
        {
            Side::After
        }
        "dead" if number_of(bench, at) => Side::Count,
        "toll" | "bilan" => Side::Count,
        "deaths" | "fatalities" | "casualties"
            if bench.people_before(at, &[]).is_none() =>
        {
            Side::Count
        }
        "mort" if lost(&["trouvé", "trouvent", "trouveront"]) => Side::Before,
        "vie" if lost(&["perdu", "perdent", "perdront"]) => Side::Before,
        "vie" if lost(&["coûté", "coûte", "coûtant"]) => Side::After,

        "lives"
            if lost(&[
                "claimed", "claims", "claiming", "cost", "costing", "taken", "lost",
            ]) =>
        {
            Side::Before
        }
        // "had to leave their homes": people, never the homes themselves.
        "homes" | "logement" | "logements" | "domicile" | "domiciles" | "maisons"
        | "foyer" | "foyers" => {
            if lost(&[
                "leave", "left", "flee", "fled", "forced", "driven", "quitter", "quitté",
                "fuir", "fui",
            ]) {
                Side::Before
            } else {
                Side::Nowhere
            }
        }
        "abri" if lost(&["mis", "mises", "mettre"]) => Side::Before,
        "abri" | "blessé" | "tué" | "dying" | "death" | "mort" | "vie" | "lives" => {
            Side::Nowhere
        }
        "injuries" | "blessures"
            if !lost(&["with", "avec", "suffered", "sustained", "souffrent"]) =>
        {
            Side::Nowhere
        }
        _ => Side::Before,
    }
}

/// "the number of people killed", "the number of dead": the count stands further right.
fn number_of(bench: &Bench<'_>, at: usize) -> bool {
    (1..6).any(|back| {
        bench.scene.word_before(at, back) == "of"
            && matches!(
                bench.scene.word_before(at, back + 1),
                "number" | "tally" | "count"
            )
    })
}

/// "five of the dead", "most of the injured", « parmi les morts ».
fn is_part(bench: &Bench<'_>, at: usize) -> bool {
    let (one, two) = (bench.scene.word_before(at, 1), bench.scene.word_before(at, 2));
    let article = matches!(one, "the" | "les" | "des");
    let of = matches!(two, "of" | "among" | "parmi") && article;
    of && !number_of(bench, at)
}

/// "rose from six", « s'élevait à 68 morts la veille », "the previous figure was 68": a count
/// that another has replaced.
fn is_former(bench: &Bench<'_>, number: usize) -> bool {
    let from = (number.saturating_sub(3)..number).any(|node| {
        matches!(
            bench.word(node),
            "from" | "earlier" | "previous" | "précédent" | "against" | "contre"
        )
    });
    let before = (number + 1..number + 5).any(|node| {
        matches!(bench.word(node), "veille" | "earlier" | "previously" | "auparavant")
    });
    from || before
}

/// "Five of the 11 people killed", « cinq des onze morts »: a part of a toll told beside it.
fn is_some_of(bench: &Bench<'_>, number: usize) -> bool {
    let of = matches!(bench.word(number + 1), "of" | "des");
    let whole = (number + 2..number + 4)
        .find(|node| bench.is_value(*node, Kind::Number))
        .filter(|_| of);
    whole.is_some_and(|whole| {
        (whole + 1..whole + 3).any(|node| {
            attribute(bench.word(node)).is_some()
                && !crate::scene::words::is_auxiliary(bench.word(node))
        })
    })
}

fn state(
    bench: &mut Bench<'_>,
    at: usize,
    number: usize,
    attribute: &'static str,
    subject: Subject,
) {
    let mut value = bench.take(number);
    // "deaths pass 100", « dépasse la centaine »: a verb bounds the number.
    let passed = bench.has_left(
        number,
        3,
        &["pass", "passes", "passed", "exceed*", "top", "tops", "topped", "dépass*"],
    );
    if let DraftValue::Typed(value) = &mut value {
        // Whole people only.
        if value.kind != Kind::Number
            || value.amount.is_none_or(|amount| !amount.is_integer())
        {
            return;
        }
        if passed && matches!(value.bound, Bound::Exact | Bound::About) {
            value.bound = Bound::MoreThan;
        }
    }
    let former = is_former(bench, number);
    let mut draft = bench.draft_of_event(attribute, at).spanning(&[number]);
    draft.is_former = former;
    draft.subject = subject;
    draft.value = value;
    if let Subject::Year(year) = subject {
        draft.period = Some(year.to_string());
    }
    bench.drafts.push(draft);
}

#[cfg(test)]
mod tests {
    use super::super::testing::{check, check_only};

    const TOLLS: &str = "deaths injured missing evacuated";

    #[test]
    fn active_verbs_have_their_number_after_them() {
        check(
            "A magnitude 6.1 earthquake struck the island on Monday, killing at least 21 people and injuring about 400, officials said.",
            &["deaths: EVENT = at_least 21", "injured: EVENT = about 400"],
        );
        check(
            "Un séisme a frappé l'île lundi, tuant au moins 21 personnes et en blessant environ 400, selon les autorités.",
            &["deaths: EVENT = at_least 21", "injured: EVENT = about 400"],
        );
        check(
            "The explosion killed at least 12 workers, injured 30 and shattered windows.",
            &["deaths: EVENT = at_least 12", "injured: EVENT = 30"],
        );
        check(
            "L'incendie a coûté la vie à 12 ouvriers de l'usine.",
            &["deaths: EVENT = 12"],
        );
        check(
            "The flood left seven dead and three missing.",
            &["deaths: EVENT = 7", "missing: EVENT = 3"],
        );
    }

    #[test]
    fn passives_and_states_have_their_number_before_them() {
        check(
            "Fifteen people were killed and 62 injured on Sunday when a bus hit a lorry.",
            &["deaths: EVENT = 15", "injured: EVENT = 62"],
        );
        check(
            "Huit personnes ont trouvé la mort et 120 autres ont été blessées vendredi dans un accident de car.",
            &["deaths: EVENT = 8", "injured: EVENT = 120"],
        );
        check(
            "L'explosion a fait plus de 20 morts, 45 blessés et trois disparus.",
            &[
                "deaths: EVENT = more_than 20",
                "injured: EVENT = 45",
                "missing: EVENT = 3",
            ],
        );
        check(
            "About 11,000 residents were evacuated from villages along the river.",
            &["evacuated: EVENT = about 11000"],
        );
        check(
            "Près de 3 000 habitants ont été évacués des quartiers inondés.",
            &["evacuated: EVENT = nearly 3000"],
        );
        check(
            "Les 120 voyageurs et quatre membres d'équipage ont été évacués en quelques minutes.",
            &["evacuated: EVENT = 120"],
        );
        check(
            "Some 300 people had to leave their homes on Monday.",
            &["evacuated: EVENT = about 300"],
        );
        check(
            "Quelque 300 habitants ont dû quitter leur logement lundi.",
            &["evacuated: EVENT = about 300"],
        );
        check(
            "Neuf personnes, dont deux enfants, ont été légèrement blessées.",
            &["injured: EVENT = 9"],
        );
        check(
            "Nine people, including two children, were slightly injured.",
            &["injured: EVENT = 9"],
        );
        check(
            "Une quarantaine de passagers ont été évacués lundi.",
            &["evacuated: EVENT = about 40"],
        );
        check("The storm left six people with minor injuries.", &["injured: EVENT = 6"]);
        check(
            "Six personnes, légèrement blessées, ont été conduites à l'hôpital.",
            &["injured: EVENT = 6"],
        );
        check("Three of the 40 people on board were killed.", &["deaths: EVENT = 3"]);
    }

    #[test]
    fn counts_say_where_they_have_come_to() {
        check(
            "The death toll rose to 58 on Tuesday, officials said.",
            &["deaths: EVENT = 58"],
        );
        check(
            "Le bilan s'établit à 102 morts et plus de 800 blessés.",
            &["deaths: EVENT = 102", "injured: EVENT = more_than 800"],
        );
        check("Le bilan du séisme est passé de 21 à 58 morts.", &["deaths: EVENT = 58"]);
        check(
            "The number of dead stands at 24, the ministry said.",
            &["deaths: EVENT = 24"],
        );
    }

    #[test]
    fn tolls_of_other_events_are_not_the_toll_of_this_one() {
        check_only(
            TOLLS,
            "A quake shook the coast on Monday. An earthquake in 1981 killed about 3,000 people there.",
            &["deaths: <1981> = about 3000 @ 1981"],
        );
        check_only(
            TOLLS,
            "Une secousse a été ressentie lundi. Le séisme de 1981 avait fait environ 3 000 morts.",
            &["deaths: <1981> = about 3000 @ 1981"],
        );
        check_only(
            TOLLS,
            "The tremor was weaker than the one that killed 300 people last month in the south.",
            &[],
        );
        check_only(
            TOLLS,
            "La secousse a été comme celle qui a fait plus de cent morts ce mois-ci au sud.",
            &[],
        );
        check_only(
            TOLLS,
            "Five of the dead were workers at a school. Two others died of heart attacks.",
            &[],
        );
        check_only(
            TOLLS,
            "Le maire a été blessé. La grippe a tué la fête. Deux hôpitaux ont été évacués.",
            &[],
        );
        check_only(
            TOLLS,
            "The flood damaged 300 homes. Le projet compte 300 logements.",
            &[],
        );
        check_only(
            TOLLS,
            "The mayor was killed in a village of 300 people. The firm killed 300 products.",
            &[],
        );
    }
}
