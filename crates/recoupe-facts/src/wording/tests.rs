use recoupe_text::Language;
use recoupe_text::values::Bound;
use rust_decimal::Decimal;

use super::statement;
use crate::sheet::{Certainty, Fact, FactValue, Modality, Stage, Support, ValueKind};

/// A fact whose parts the cases change.
fn fact(attribute: &str, subject: &str, object: Option<&str>, value: FactValue) -> Fact {
    Fact {
        fact: String::new(),
        subject: subject.to_owned(),
        attribute: attribute.to_owned(),
        object: object.map(str::to_owned),
        value,
        period: None,
        stage: None,
        certainty: Certainty::Asserted,
        modality: Modality::Actual,
        attribution: None,
        statement: String::new(),
        statement_fr: String::new(),
        support: Support::default(),
        core: true,
        claims: Vec::new(),
        relations: Vec::new(),
        citations: Vec::new(),
    }
}

fn value(
    kind: ValueKind,
    amount: Option<Decimal>,
    unit: &str,
    bound: Bound,
) -> FactValue {
    FactValue {
        kind,
        amount,
        high: None,
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        per: None,
        bound,
        text: String::new(),
    }
}

fn money(millions: i64, unit: &str, bound: Bound) -> FactValue {
    value(ValueKind::Money, Some(Decimal::from(millions * 1_000_000)), unit, bound)
}

fn count(number: i64, bound: Bound) -> FactValue {
    value(ValueKind::Number, Some(Decimal::from(number)), "", bound)
}

fn words(kind: ValueKind, text: &str) -> FactValue {
    FactValue { text: text.to_owned(), ..value(kind, None, "", Bound::Exact) }
}

#[track_caller]
fn check_written(fact: &Fact, written: Language, english: &str, french: &str) {
    let event = "earthquake in Orland";
    assert_eq!(statement(fact, event, written, Language::English), english);
    assert_eq!(statement(fact, event, written, Language::French), french);
}

#[track_caller]
fn check(fact: &Fact, english: &str, french: &str) {
    check_written(fact, Language::English, english, french);
}

#[test]
fn a_deal_is_told_at_its_stage() {
    let talks = Fact {
        stage: Some(Stage::InTalks),
        certainty: Certainty::Reported,
        attribution: Some("Norwire".to_owned()),
        ..fact(
            "investment",
            "Ordanta Group",
            Some("Graphein Labs"),
            money(8_000, "USD", Bound::MoreThan),
        )
    };
    check(
        &talks,
        "Ordanta Group is in talks to invest more than $8 billion in Graphein Labs, according to Norwire",
        "Ordanta Group est en discussions pour investir plus de 8 milliards de dollars dans Graphein Labs, selon Norwire",
    );
    let agreed = Fact {
        stage: Some(Stage::Agreed),
        ..fact("acquisition", "Castel", Some("Boréal"), money(3_200, "CAD", Bound::Exact))
    };
    check(
        &agreed,
        "Castel has agreed to buy Boréal for C$3.2 billion",
        "Castel a convenu de racheter Boréal pour 3,2 milliards de dollars canadiens",
    );
    let done = Fact {
        stage: Some(Stage::Completed),
        period: Some("2025-09-01".to_owned()),
        ..fact(
            "funding_round",
            "Héliane",
            Some("Arvo"),
            money(1_500, "EUR", Bound::Exact),
        )
    };
    check(
        &done,
        "Héliane raised €1.5 billion in a round led by Arvo on 1 September 2025",
        "Héliane a levé 1,5 milliard d’euros lors d’un tour de table mené par Arvo le 1er septembre 2025",
    );
    let dropped = Fact {
        stage: Some(Stage::Cancelled),
        ..fact("jobs_cut", "Séverac", None, count(1_320, Bound::About))
    };
    check(
        &dropped,
        "Séverac has dropped plans to cut about 1,320 jobs",
        "Séverac a renoncé à supprimer environ 1\u{202f}320 postes",
    );
}

#[test]
fn where_no_stage_is_known_no_verb_says_one() {
    check(
        &fact("acquisition", "Brandval", Some("Holmby"), money(480, "EUR", Bound::Exact)),
        "Acquisition of Holmby by Brandval for €480 million",
        "Rachat de Holmby par Brandval pour 480 millions d’euros",
    );
    let possible = Fact {
        certainty: Certainty::Possible,
        ..fact("funding_round", "Solvance", None, money(500, "EUR", Bound::AtMost))
    };
    check(
        &possible,
        "Solvance could raise up to €500 million",
        "Solvance pourrait lever jusqu’à 500 millions d’euros",
    );
    let plan = Fact {
        modality: Modality::Sought,
        period: Some("2026/2028".to_owned()),
        ..fact("spending_plan", "Ostrevant", None, money(180, "EUR", Bound::Exact))
    };
    check(
        &plan,
        "Ostrevant plans to spend €180 million (2026–2028)",
        "Ostrevant prévoit d’investir 180 millions d’euros (2026–2028)",
    );
}

#[test]
fn stakes_and_shares() {
    let stake = Fact {
        stage: Some(Stage::Completed),
        ..fact(
            "stake",
            "Hoshino",
            Some("Aldermatt"),
            value(ValueKind::Percent, Some(Decimal::new(194, 1)), "%", Bound::Nearly),
        )
    };
    check(
        &stake,
        "Hoshino has taken a stake of nearly 19.4% in Aldermatt",
        "Hoshino a pris une participation de près de 19,4 % dans Aldermatt",
    );
    let price = FactValue {
        per: Some("share".to_owned()),
        ..value(ValueKind::Money, Some(Decimal::new(415, 1)), "USD", Bound::Exact)
    };
    let offer = Fact {
        stage: Some(Stage::Offered),
        ..fact("acquisition", "Ordanta", Some("Quillstone"), price)
    };
    check(
        &offer,
        "Ordanta has offered to buy Quillstone for $41.50 per share",
        "Ordanta propose de racheter Quillstone pour 41,50 dollars par action",
    );
}

#[test]
fn results_have_their_period() {
    let year = Fact {
        period: Some("2024".to_owned()),
        ..fact("revenue", "Graphein", None, money(640, "USD", Bound::Exact))
    };
    check(
        &year,
        "Graphein had revenue of $640 million in 2024",
        "Graphein a réalisé un chiffre d’affaires de 640 millions de dollars en 2024",
    );
    let quarter = Fact {
        period: Some("2025-Q2".to_owned()),
        ..fact("loss", "Quillstone", None, money(22, "EUR", Bound::About))
    };
    check(
        &quarter,
        "Quillstone made a loss of about €22 million in the second quarter of 2025",
        "Quillstone a accusé une perte d’environ 22 millions d’euros au deuxième trimestre 2025",
    );
    let foreseen = Fact {
        period: Some("2025".to_owned()),
        modality: Modality::Forecast,
        certainty: Certainty::Forecast,
        ..fact("revenue", "Graphein", None, money(1_500, "USD", Bound::Exact))
    };
    check(
        &foreseen,
        "Graphein is expected to have revenue of $1.5 billion in 2025",
        "Graphein devrait réaliser un chiffre d’affaires de 1,5 milliard de dollars en 2025",
    );
    let worth = Fact {
        period: Some("2024-04".to_owned()),
        ..fact("valuation", "Graphein", None, money(12_000, "USD", Bound::Nearly))
    };
    check(
        &worth,
        "Graphein was valued at nearly $12 billion in April 2024",
        "La valorisation de Graphein était de près de 12 milliards de dollars en avril 2024",
    );
}

#[test]
fn a_toll_speaks_of_people_and_not_of_headlines() {
    check(
        &fact("deaths", "earthquake in Orland", None, count(112, Bound::AtLeast)),
        "At least 112 people were killed",
        "Au moins 112 personnes sont mortes",
    );
    check(
        &fact("missing", "earthquake in Orland", None, count(1, Bound::Exact)),
        "1 person is missing",
        "1 personne est portée disparue",
    );
    check(
        &fact("deaths", "earlier event (2019)", None, count(30, Bound::Exact)),
        "30 people were killed (earlier event (2019))",
        "30 personnes sont mortes (événement antérieur, 2019)",
    );
    check(
        &fact(
            "evacuated",
            "earthquake in Orland",
            None,
            words(ValueKind::Number, "Dozens"),
        ),
        "Evacuated: dozens",
        "Évacués : dozens",
    );
}

#[test]
fn roles_need_no_gender() {
    let analyst = fact(
        "role",
        "Dario Penn",
        Some("Straits Research"),
        words(ValueKind::Text, "analyst"),
    );
    check(
        &analyst,
        "Dario Penn is an analyst at Straits Research",
        "Dario Penn est analyste chez Straits Research",
    );
    let chief =
        fact("role", "Sigrid Aune", Some("Ostrevant"), words(ValueKind::Text, "CEO"));
    check(
        &chief,
        "Sigrid Aune is chief executive of Ostrevant",
        "Sigrid Aune dirige Ostrevant",
    );
    let named = Fact { stage: Some(Stage::Announced), ..chief };
    check(
        &named,
        "Sigrid Aune has been named chief executive of Ostrevant",
        "Nomination annoncée : Sigrid Aune dirige Ostrevant",
    );
    let acting = fact(
        "role",
        "Nathalie Delcroix",
        Some("Ostrevant"),
        words(ValueKind::Text, "administratrice déléguée ad interim"),
    );
    check_written(
        &acting,
        Language::French,
        "Nathalie Delcroix, “administratrice déléguée ad interim” of Ostrevant",
        "Nathalie Delcroix, administratrice déléguée ad interim d’Ostrevant",
    );
}

#[test]
fn a_source_described_in_the_other_language_is_quoted() {
    let worth = Fact {
        attribution: Some("l’une de ces sources".to_owned()),
        ..fact("valuation", "Ordanta", None, money(300, "EUR", Bound::MoreThan))
    };
    check(
        &worth,
        "Ordanta is valued at more than €300 million, according to “l’une de ces sources”",
        "La valorisation d’Ordanta est de plus de 300 millions d’euros, selon l’une de ces sources",
    );
}

#[test]
fn a_range_says_scale_and_currency_once_in_french() {
    let range = FactValue {
        high: Some(Decimal::from(360_000_000)),
        ..money(350, "USD", Bound::Between)
    };
    check(
        &fact("profit", "Quillstone", None, range),
        "Quillstone made a profit of $350 million to $360 million",
        "Quillstone a dégagé un bénéfice de 350 à 360 millions de dollars",
    );
}

#[test]
fn procedures_are_told_to_their_end() {
    let fined = Fact {
        stage: Some(Stage::Fined),
        ..fact(
            "investigation",
            "Tessaro",
            Some("Le Conseil des prix"),
            money(18, "EUR", Bound::Exact),
        )
    };
    check(
        &fined,
        "Tessaro was fined €18 million by Le Conseil des prix",
        "Le Conseil des prix a infligé une amende de 18 millions d’euros à Tessaro",
    );
    let opened = Fact {
        stage: Some(Stage::Opened),
        ..fact(
            "investigation",
            "Carpatia",
            None,
            words(ValueKind::Text, "the pay of its drivers"),
        )
    };
    check(
        &opened,
        "An investigation of Carpatia over the pay of its drivers was opened",
        "Une enquête visant Carpatia (« the pay of its drivers ») a été ouverte",
    );
}
