//! Cases a desk meets, English and French side by side.

mod maker;

use maker::{article, dated};
use recoupe_copies::{CopySettings, Reason, Role, Verdict, explain, find};
use recoupe_text::{Article, Language};

const FERRY: &str = "A ferry with 214 people on board ran aground on Sunday near the island of \
Corvane, the coast guard said.\n\
Nobody was hurt, and the passengers were taken ashore in lifeboats before nightfall. The \
captain, a woman of 46 with long experience of these waters, told investigators that the \
rudder had stopped answering a few minutes after the ship left port.\n\
The company that runs the line promised to pay for new tickets and said a second ship would \
take over the route from Tuesday. Divers are to inspect the hull as soon as the wind drops. \
The harbour master of Port Elian said that he had warned of the sandbank in a letter last \
spring, and that no answer had ever come.";

const FERRY_FR: &str = "Un ferry transportant 214 personnes s'est échoué dimanche près de l'île \
de Corvane, ont annoncé les garde-côtes.\n\
Personne n'a été blessé et les passagers ont été conduits à terre en canot avant la tombée de \
la nuit. La commandante, une femme de 46 ans qui connaît bien ces eaux, a raconté aux \
enquêteurs que la barre avait cessé de répondre quelques minutes après le départ du port.\n\
La compagnie qui exploite la ligne a promis de rembourser les billets et assuré qu'un second \
navire prendrait le relais dès mardi. Des plongeurs doivent inspecter la coque lorsque le vent \
sera tombé. Le capitaine du port d'Élian a indiqué qu'il avait signalé le banc de sable dans \
une lettre au printemps dernier, et qu'aucune réponse n'était jamais venue.";

const OTHER: &str = "Prices for winter wheat rose again as dry weather spread across the plains. \
Farmers in the north have started to sow earlier than usual, and two cooperatives are buying \
seed from abroad. A spokeswoman for the growers' union called for help with the cost of \
diesel, while the ministry pointed to a fund that was set up after the frost of last year. \
Bakers expect to pay more by the end of the summer, and some have cut their opening hours.";

const OTHER_FR: &str = "Le prix du blé d'hiver a encore augmenté, la sécheresse gagnant les \
plaines. Les agriculteurs du nord ont commencé à semer plus tôt que d'habitude, et deux \
coopératives achètent des semences à l'étranger. Une porte-parole du syndicat réclame une aide \
sur le gazole, tandis que le ministère renvoie au fonds créé après le gel de l'an dernier. Les \
boulangers s'attendent à payer davantage d'ici la fin de l'été, et certains ferment plus tôt.";

fn seen(one: &str, other: &str) -> (Verdict, Reason) {
    let comparison = explain(
        &article("a", "", one),
        &article("b", "", other),
        &CopySettings::standard(),
    );
    (comparison.verdict, comparison.reason)
}

#[track_caller]
fn check(one: &str, other: &str, expected: (Verdict, Reason)) {
    assert_eq!(seen(one, other), expected);
    assert_eq!(seen(other, one), expected);
}

#[test]
fn typography_alone_leaves_the_bodies_identical() {
    for text in [FERRY, FERRY_FR] {
        let changed = text.replace('\'', "’").replace(' ', "\u{a0}").to_uppercase();
        check(text, &changed, (Verdict::Copy, Reason::Identical));
        check(text, &text.replace('\n', "\n\n"), (Verdict::Copy, Reason::Identical));
    }
}

#[test]
fn a_new_headline_dateline_and_credit_leave_a_copy() {
    let english = format!("PORT ELIAN, June 7 (Wire) - {FERRY}\nReporting by A. Writer");
    let french =
        format!("PORT-ÉLIAN, 7 juin (Dépêche) - {FERRY_FR}\nAvec notre correspondante");
    check(FERRY, &english, (Verdict::Copy, Reason::SameWording));
    check(FERRY_FR, &french, (Verdict::Copy, Reason::SameWording));
}

#[test]
fn words_changed_here_and_there_leave_a_copy() {
    let english = FERRY
        .replace("ran aground", "hit a sandbank")
        .replace("told investigators", "explained")
        .replace("promised", "has offered")
        .replace("as soon as", "once");
    let french = FERRY_FR
        .replace("s'est échoué", "a touché le fond")
        .replace("a raconté", "a expliqué")
        .replace("a promis", "s'est engagée à")
        .replace("lorsque", "dès que");
    check(FERRY, &english, (Verdict::Copy, Reason::SameWording));
    check(FERRY_FR, &french, (Verdict::Copy, Reason::SameWording));
}

#[test]
fn a_brief_cut_from_a_dispatch_is_a_partial_copy() {
    for text in [FERRY, FERRY_FR] {
        let brief: String = text.split_inclusive(' ').take(34).collect();
        check(text, &brief, (Verdict::Partial, Reason::Contained));
    }
}

#[test]
fn a_dispatch_inside_a_longer_text_is_a_partial_copy() {
    let more = "Elsewhere on the coast the season has begun well. Hotels in the bay report that \
        rooms are taken until the autumn, and the railway has put on three more trains.";
    let plus = "Ailleurs sur la côte, la saison a bien commencé. Les hôtels de la baie affichent \
        complet jusqu'à l'automne, et le chemin de fer a ajouté trois trains.";
    let english = format!("{OTHER}\n{FERRY}\n{more}");
    let french = format!("{OTHER_FR}\n{FERRY_FR}\n{plus}");
    check(FERRY, &english, (Verdict::Partial, Reason::Contained));
    check(FERRY_FR, &french, (Verdict::Partial, Reason::Contained));
}

#[test]
fn a_shared_quotation_or_background_paragraph_is_no_copy() {
    let last = |text: &str| text.rsplit(". ").next().unwrap_or_default().to_owned();
    let english = format!("{OTHER}\n{}", last(FERRY));
    let french = format!("{OTHER_FR}\n{}", last(FERRY_FR));
    assert_eq!(seen(FERRY, &english).0, Verdict::Apart);
    assert_eq!(seen(FERRY_FR, &french).0, Verdict::Apart);
    assert_eq!(seen(FERRY, OTHER), (Verdict::Apart, Reason::LittleShared));
    assert_eq!(seen(FERRY, FERRY_FR), (Verdict::Apart, Reason::LittleShared));
}

#[test]
fn articles_that_share_only_a_quotation_are_told_as_such() {
    for (one, other) in [
        (
            "The mayor spoke at the quay on Monday. \"We will mend the roof of the fish hall before \
             the winter and nobody will pay a penny more for a berth,\" she said. Boats left.",
            "A strike over berths ends today. \"We will mend the roof of the fish hall before the \
             winter and nobody will pay a penny more for a berth,\" read the letter to crews.",
        ),
        (
            "Le maire était lundi sur le quai. « Nous réparerons le toit de la halle avant l’hiver \
             et personne ne paiera un centime de plus pour sa place », a-t-il promis, sous la pluie.",
            "La grève des pêcheurs prend fin. « Nous réparerons le toit de la halle avant l’hiver et \
             personne ne paiera un centime de plus pour sa place », dit la lettre aux équipages.",
        ),
    ] {
        assert_eq!(seen(one, other), (Verdict::Apart, Reason::QuotationOnly));
        let unquoted = |text: &str| text.replace(['"', '«', '»'], "");
        assert_eq!(seen(&unquoted(one), &unquoted(other)).0, Verdict::Copy);
        let edited = one.replace("Monday", "Tuesday").replace("lundi", "mardi");
        assert_eq!(seen(one, &edited), (Verdict::Copy, Reason::SameWording));
    }
}

fn closing(index: &str, change: &str, volume: &str, best: &str, worst: &str) -> String {
    format!(
        "The Corvane exchange closed at {index} points, a change of {change} percent on the day, \
with {volume} million shares traded. The strongest stock was {best}, ahead of the rest of the \
list, while {worst} came last. Dealers spoke of a quiet session with little news and looked \
ahead to the figures on prices that are due at the end of the week."
    )
}

fn cloture(index: &str, change: &str, volume: &str, best: &str, worst: &str) -> String {
    format!(
        "La Bourse de Corvane a terminé à {index} points, soit une variation de {change} % sur \
la séance, pour {volume} millions de titres échangés. La plus forte hausse revient à {best}, \
devant le reste de la cote, tandis que {worst} ferme la marche. Les courtiers évoquent une \
séance calme, sans grande nouvelle, et attendent les chiffres des prix en fin de semaine."
    )
}

#[test]
fn reports_of_a_series_stay_apart() {
    check(
        &closing("4,312", "0.8", "61", "Halden Paper", "Brisco"),
        &closing("4,287", "1.4", "54", "Ostrava Mills", "Tarn Foods"),
        (Verdict::Apart, Reason::Series),
    );
    check(
        &cloture("4.312", "0,8", "61", "Halden Papier", "Brisco"),
        &cloture("4.287", "1,4", "54", "Moulins d'Ostrava", "Tarn"),
        (Verdict::Apart, Reason::Series),
    );
}

#[test]
fn a_new_toll_is_no_series() {
    let english =
        FERRY.replace("214", "219").replace("Nobody was hurt", "Two people were hurt");
    let french =
        FERRY_FR.replace("214", "219").replace("Personne n'a", "Deux personnes ont");
    assert_eq!(seen(FERRY, &english).0, Verdict::Copy);
    assert_eq!(seen(FERRY_FR, &french).0, Verdict::Copy);
}

#[test]
fn updates_corrections_and_kills_are_versions() {
    let of = |id: &str, moment: &str, title: &str, text: &str| Article {
        published_at: Some(moment.to_owned()),
        ..article(id, title, text)
    };
    for (text, titles) in [
        (
            FERRY,
            ["UPDATE 1-Ferry aground", "Correction: Ferry story", "KILL: Ferry aground"],
        ),
        (
            FERRY_FR,
            [
                "Lead 1 : ferry échoué",
                "RECTIFICATIF - Ferry échoué",
                "ANNULE ET REMPLACE",
            ],
        ),
    ] {
        let mut articles = vec![
            of("first", "2026-06-07T10:00:00Z", "Ferry", text),
            of("second", "2026-06-07T10:30:00Z", "Ferry, again", text),
        ];
        for (at, title) in (1..).zip(titles) {
            let id = format!("v{at}");
            articles.push(of(&id, &format!("2026-06-07T1{at}:00:00Z"), title, text));
        }
        let copies = find(&articles, &CopySettings::standard());
        assert_eq!(copies.groups.len(), 1);
        let roles: Vec<(&str, Role)> = copies.groups[0]
            .members
            .iter()
            .map(|one| (one.id.as_str(), one.role))
            .collect();
        let wanted = [
            ("first", Role::Lead),
            ("second", Role::Copy),
            ("v1", Role::Version),
            ("v2", Role::Version),
            ("v3", Role::Version),
        ];
        assert_eq!(roles.len(), wanted.len());
        for role in wanted {
            assert!(roles.contains(&role), "{role:?} in {roles:?}");
        }
    }
}

#[test]
fn short_bodies_need_to_be_equal_or_to_agree_with_the_title() {
    let settings = CopySettings::standard();
    for (text, near, titles) in [
        (
            "The lake is open again.",
            "The lake is open again, mayor says.",
            ["Lake", "Pool"],
        ),
        (
            "Le lac est rouvert.",
            "Le lac est rouvert, dit le maire.",
            ["Le lac", "La piscine"],
        ),
    ] {
        let verdict = |one: &str, first: &str, other: &str, second: &str| {
            explain(&article("a", first, one), &article("b", second, other), &settings)
                .verdict
        };
        assert_eq!(verdict(text, titles[0], text, titles[0]), Verdict::Copy);
        assert_eq!(verdict(text, titles[0], text, titles[1]), Verdict::Apart);
        assert_eq!(verdict(text, titles[0], near, titles[0]), Verdict::Copy);
        assert_eq!(verdict(text, titles[0], near, titles[1]), Verdict::Apart);
    }
}

#[test]
fn the_earliest_leads_and_a_known_time_comes_before_a_bare_day() {
    let copies = find(
        &[
            dated("day", "2026-06-07", FERRY),
            dated("noon", "2026-06-07T14:00:00+02:00", FERRY),
            dated("later", "2026-06-07T12:30:00Z", FERRY),
            article("never", "", FERRY),
        ],
        &CopySettings::standard(),
    );
    let ids: Vec<&str> =
        copies.groups[0].members.iter().map(|member| member.id.as_str()).collect();
    assert_eq!(ids, ["noon", "later", "day", "never"]);
}

#[test]
fn bodies_in_different_languages_never_meet() {
    let in_language = |id: &str, language: Language| Article {
        language,
        languages: vec![(language, 1.0)],
        ..article(id, "", "1 234 5 678 9 012 3 456 7 890 1 234 5 678 9 012 3 456 7 891")
    };
    let pair = [in_language("a", Language::English), in_language("b", Language::French)];
    assert_eq!(find(&pair, &CopySettings::standard()).groups.len(), 2);
    let pair = [in_language("a", Language::English), in_language("b", Language::English)];
    assert_eq!(find(&pair, &CopySettings::standard()).groups.len(), 1);
}

#[test]
fn strict_keeps_apart_what_loose_joins() {
    let words: Vec<&str> = FERRY.split(' ').collect();
    let changed: Vec<&str> = words
        .iter()
        .enumerate()
        .map(|(at, word)| if at % 6 == 5 { "salt" } else { *word })
        .collect();
    let changed = changed.join(" ");
    let verdict = |settings: &CopySettings| {
        explain(&article("a", "", FERRY), &article("b", "", &changed), settings).verdict
    };
    assert_eq!(verdict(&CopySettings::strict()), Verdict::Apart);
    assert_eq!(verdict(&CopySettings::loose()), Verdict::Copy);
}
