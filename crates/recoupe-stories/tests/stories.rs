//! The stage as its callers see it: partitions, independence, look-alikes, both languages.

use jiff::civil::date;
use proptest::prelude::*;
use recoupe_stories::{
    Constraint, CopyMembers, Found, Guidance, KnownStory, Outcome, Story, StoryIndex,
    StorySettings, Wish, explain, find, find_guided,
};
use recoupe_text::{Article, Language, Line, LineClass, Span, Title};

/// An event told twice: title and text in English, title and text in French, day of November.
struct Told {
    event: &'static str,
    day: i8,
    english: [&'static str; 2],
    french: [&'static str; 2],
}

/// Pairs of look-alikes: events 0 and 1, 2 and 3, and so on.
const EVENTS: [Told; 10] = [
    Told {
        event: "teltrine",
        day: 4,
        english: [
            "Norvaxa to buy chip designer Teltrine for $2.4 billion",
            "Norvaxa said on Tuesday it would buy Teltrine, a Dutch designer of chips for cars, for $2.4 billion in cash.\nTeltrine, which employs 1,100 people in Eindhoven, will keep its name, chief executive Joris Vandaal said.\nThe deal is expected to close in the second quarter.",
        ],
        french: [
            "Norvaxa rachète le concepteur de puces Teltrine pour 2,4 milliards de dollars",
            "Norvaxa a annoncé mardi le rachat de Teltrine, un concepteur néerlandais de puces pour l'automobile, pour 2,4 milliards de dollars en numéraire.\nTeltrine, qui emploie 1 100 personnes à Eindhoven, gardera son nom, a assuré son directeur général, Joris Vandaal.\nL'opération doit être bouclée au deuxième trimestre.",
        ],
    },
    Told {
        event: "quellmar",
        day: 6,
        english: [
            "Norvaxa to buy software maker Quellmar for $900 million",
            "Norvaxa said on Thursday it would buy Quellmar, a Spanish maker of payroll software, for $900 million in shares.\nQuellmar, based in Bilbao, has 400 employees and was founded by Inés Arrieta.\nThe deal is expected to close in the first quarter.",
        ],
        french: [
            "Norvaxa rachète l'éditeur de logiciels Quellmar pour 900 millions de dollars",
            "Norvaxa a annoncé jeudi le rachat de Quellmar, un éditeur espagnol de logiciels de paie, pour 900 millions de dollars en actions.\nQuellmar, installé à Bilbao, compte 400 salariés et a été fondé par Inés Arrieta.\nL'opération doit être bouclée au premier trimestre.",
        ],
    },
    Told {
        event: "chile",
        day: 10,
        english: [
            "Magnitude 6.4 earthquake shakes northern Chile, two dead",
            "A magnitude 6.4 earthquake struck northern Chile early on Monday, killing two people in the mining town of Calamara, officials said.\nPower was cut to 30,000 homes, governor Elsa Riquelme said.\nNo tsunami warning was issued.",
        ],
        french: [
            "Un séisme de magnitude 6,4 secoue le nord du Chili, deux morts",
            "Un tremblement de terre de magnitude 6,4 a frappé le nord du Chili lundi à l'aube, faisant deux morts dans la ville minière de Calamara, selon les autorités.\nLe courant a été coupé dans 30 000 foyers, a indiqué la gouverneure Elsa Riquelme.\nAucune alerte au tsunami n'a été lancée.",
        ],
    },
    Told {
        event: "nepal",
        day: 12,
        english: [
            "Magnitude 5.9 earthquake shakes western Nepal, five dead",
            "A magnitude 5.9 earthquake struck western Nepal early on Wednesday, killing five people in the district of Jumlekot, officials said.\nRoads were cut by landslides, district chief Hari Thapaliya said.\nRescuers walked to the villages.",
        ],
        french: [
            "Un séisme de magnitude 5,9 secoue l'ouest du Népal, cinq morts",
            "Un tremblement de terre de magnitude 5,9 a frappé l'ouest du Népal mercredi à l'aube, faisant cinq morts dans le district de Jumlekot, selon les autorités.\nDes routes ont été coupées par des glissements de terrain, a indiqué le chef du district, Hari Thapaliya.\nLes secours ont gagné les villages à pied.",
        ],
    },
    Told {
        event: "brennick",
        day: 13,
        english: [
            "Norway's former fisheries minister Brennick jailed for four years",
            "An Oslo court on Thursday sentenced Halvard Brennick, a former fisheries minister, to four years in prison for taking bribes from a salmon farmer.\nBrennick, 61, had denied the charges.\nHis lawyer Siri Osmundal said he would appeal.",
        ],
        french: [
            "L'ancien ministre norvégien de la pêche Brennick condamné à quatre ans de prison",
            "Un tribunal d'Oslo a condamné jeudi Halvard Brennick, ancien ministre de la pêche, à quatre ans de prison pour avoir touché des pots-de-vin d'un éleveur de saumons.\nHalvard Brennick, 61 ans, avait nié les faits.\nSon avocate, Siri Osmundal, a annoncé qu'il ferait appel.",
        ],
    },
    Told {
        event: "pellitano",
        day: 14,
        english: [
            "Italy's former transport minister Pellitano jailed for three years",
            "A Rome court on Friday sentenced Dario Pellitano, a former transport minister, to three years in prison for rigging a tender for a motorway.\nPellitano, 58, had denied the charges.\nHis lawyer Carla Fontebasso said he would appeal.",
        ],
        french: [
            "L'ancien ministre italien des transports Pellitano condamné à trois ans de prison",
            "Un tribunal de Rome a condamné vendredi Dario Pellitano, ancien ministre des transports, à trois ans de prison pour avoir truqué un appel d'offres d'autoroute.\nDario Pellitano, 58 ans, avait nié les faits.\nSon avocate, Carla Fontebasso, a annoncé qu'il ferait appel.",
        ],
    },
    Told {
        event: "brest",
        day: 18,
        english: [
            "Dockers strike shuts port of Brest for second day",
            "Dockers at the French port of Brest stayed on strike on Tuesday over the loss of 85 jobs at the operator Pontamer, union leader Yann Kervadec said.\nSix ships were waiting off the coast.\nTalks with Pontamer are due on Wednesday.",
        ],
        french: [
            "La grève des dockers bloque le port de Brest pour la deuxième journée",
            "Les dockers du port de Brest ont poursuivi leur grève mardi contre la suppression de 85 emplois chez l'opérateur Pontamer, a indiqué le responsable syndical Yann Kervadec.\nSix navires attendaient au large.\nDes discussions avec Pontamer sont prévues mercredi.",
        ],
    },
    Told {
        event: "gdansk",
        day: 19,
        english: [
            "Dockers strike shuts port of Gdansk for second day",
            "Dockers at the Polish port of Gdansk stayed on strike on Wednesday over night shifts at the terminal company Baltrans, union leader Marek Zielny said.\nNine ships were waiting off the coast.\nTalks with Baltrans are due on Friday.",
        ],
        french: [
            "La grève des dockers bloque le port de Gdansk pour la deuxième journée",
            "Les dockers du port polonais de Gdansk ont poursuivi leur grève mercredi contre le travail de nuit dans la société de terminaux Baltrans, a indiqué le responsable syndical Marek Zielny.\nNeuf navires attendaient au large.\nDes discussions avec Baltrans sont prévues vendredi.",
        ],
    },
    Told {
        event: "iceland-rate",
        day: 20,
        english: [
            "Iceland's central bank cuts its policy rate to 7.25%",
            "Iceland's central bank cut its policy rate by a quarter of a percentage point to 7.25% on Thursday, governor Birna Stefansdottir said.\nInflation slowed to 3.9% in October.\nThe krona was little changed in Reykjavik.",
        ],
        french: [
            "La banque centrale d'Islande abaisse son taux directeur à 7,25 %",
            "La banque centrale d'Islande a abaissé jeudi son taux directeur d'un quart de point, à 7,25 %, a annoncé la gouverneure Birna Stefansdottir.\nL'inflation a ralenti à 3,9 % en octobre.\nLa couronne a peu varié à Reykjavik.",
        ],
    },
    Told {
        event: "hungary-rate",
        day: 21,
        english: [
            "Hungary's central bank cuts its policy rate to 6.00%",
            "Hungary's central bank cut its policy rate by half a percentage point to 6.00% on Friday, governor Tamas Kerekes said.\nInflation slowed to 4.4% in October.\nThe forint weakened in Budapest.",
        ],
        french: [
            "La banque centrale de Hongrie abaisse son taux directeur à 6,00 %",
            "La banque centrale de Hongrie a abaissé vendredi son taux directeur d'un demi-point, à 6,00 %, a annoncé le gouverneur Tamas Kerekes.\nL'inflation a ralenti à 4,4 % en octobre.\nLe forint a reculé à Budapest.",
        ],
    },
];

fn article(
    id: &str,
    language: Language,
    [title, text]: [&str; 2],
    day: Option<i8>,
) -> Article {
    let mut lines = Vec::new();
    let mut start = 0;
    for line in text.split('\n') {
        let span = Span::new(start, start + line.len());
        lines.push(Line { class: LineClass::Prose, span, language });
        start = span.end() + 1;
    }
    Article {
        id: id.to_owned(),
        source: None,
        url: None,
        title: Some(Title { text: title.to_owned(), span: None }),
        published: day.map(|day| date(2025, 11, day)),
        published_at: None,
        metadata: recoupe_text::Metadata::default(),
        text: text.to_owned(),
        lines,
        sentences: Vec::new(),
        language,
        languages: vec![(language, 1.0)],
    }
}

fn english(told: &Told) -> Article {
    article(
        &format!("{}-en", told.event),
        Language::English,
        told.english,
        Some(told.day),
    )
}

fn french(told: &Told) -> Article {
    article(&format!("{}-fr", told.event), Language::French, told.french, Some(told.day))
}

fn all() -> Vec<Article> {
    EVENTS.iter().flat_map(|told| [english(told), french(told)]).collect()
}

fn undated(mut article: Article) -> Article {
    article.published = None;
    article
}

fn stories(articles: &[Article]) -> Vec<Story> {
    find(articles, &[], &StorySettings::default())
}

/// The ids of each story, sorted.
fn groups(articles: &[Article]) -> Vec<Vec<String>> {
    let mut groups: Vec<_> =
        stories(articles).into_iter().map(|it| it.articles).collect();
    for group in &mut groups {
        group.sort();
    }
    groups.sort();
    groups
}

#[track_caller]
fn assert_count(articles: &[Article], count: usize) {
    let groups = groups(articles);
    let pair = articles.first().zip(articles.get(1));
    let why =
        pair.map(|(one, two)| explain(one, two, articles, &StorySettings::default()));
    assert_eq!(groups.len(), count, "{groups:?}\n{why:#?}");
}

#[test]
fn one_event_in_two_languages_is_one_story_even_alone_in_the_run() {
    for told in &EVENTS {
        assert_count(&[english(told), french(told)], 1);
        assert_count(&[undated(english(told)), undated(french(told))], 1);
    }
}

#[test]
fn look_alikes_stay_apart_within_and_across_languages() {
    for pair in EVENTS.chunks(2) {
        let [one, two] = pair else { continue };
        assert_count(&[english(one), english(two)], 2);
        assert_count(&[french(one), french(two)], 2);
        assert_count(&[english(one), french(two)], 2);
        assert_count(&[undated(english(one)), undated(english(two))], 2);
        assert_count(&[undated(french(one)), undated(french(two))], 2);
    }
}

#[test]
fn every_event_is_one_story_in_a_mixed_run() {
    let groups = groups(&all());
    assert_eq!(groups.len(), EVENTS.len(), "{groups:?}");
    assert!(groups.iter().all(|group| group.len() == 2), "{groups:?}");
}

#[test]
fn a_story_names_its_founder_its_languages_and_its_reasons() {
    let told = &EVENTS[0];
    let found = stories(&[french(told), english(told)]);
    let story = found.first().unwrap();
    assert_eq!(story.story, "s-teltrine-en");
    assert_eq!(story.languages, [Language::English, Language::French]);
    assert_eq!(story.first, Some(date(2025, 11, 4)));
    let join = story.why.first().unwrap();
    assert_eq!(
        (join.article.as_str(), join.with.as_str()),
        ("teltrine-fr", "teltrine-en")
    );
    let names = join.reasons.iter().find(|reason| reason.kind == "names").unwrap();
    assert!(names.shared.iter().any(|word| word == "Teltrine"), "{names:?}");
    assert!(names.french.starts_with("mêmes personnes"), "{names:?}");
}

#[test]
fn a_clash_of_parties_is_explained() {
    let why = explain(
        &english(&EVENTS[2]),
        &english(&EVENTS[3]),
        &[],
        &StorySettings::default(),
    );
    assert!(!why.joined);
    assert!(why.reasons.iter().any(|reason| reason.kind == "parties"), "{why:#?}");
}

#[test]
fn copies_go_where_their_lead_goes() {
    let told = &EVENTS[0];
    let mut copy = english(&EVENTS[9]);
    copy.id = "copy".to_owned();
    let group = CopyMembers {
        id: "c1".to_owned(),
        lead: "teltrine-en".to_owned(),
        members: vec!["teltrine-en".to_owned(), "copy".to_owned()],
    };
    let found =
        find(&[copy, english(told), french(told)], &[group], &StorySettings::default());
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].copy_groups, ["c1"]);
    assert_eq!(found[0].articles, ["teltrine-en", "teltrine-fr", "copy"]);
}

#[test]
fn an_unrelated_day_changes_nothing_else() {
    let whole = groups(&all());
    for day in [4, 10, 13, 18, 20] {
        let kept: Vec<_> = all()
            .into_iter()
            .filter(|it| it.published != Some(date(2025, 11, day)))
            .collect();
        let left: Vec<_> = groups(&kept);
        assert!(
            left.iter().all(|group| whole.contains(group)),
            "without {day}: {left:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn the_order_of_the_articles_changes_nothing(
        order in Just((0..20_usize).collect::<Vec<_>>()).prop_shuffle()
    ) {
        let articles = all();
        let shuffled: Vec<_> = order.iter().map(|at| articles[*at].clone()).collect();
        prop_assert_eq!(stories(&shuffled), stories(&articles));
    }

    #[test]
    fn stories_are_a_partition_of_any_part_of_the_run(
        kept in proptest::sample::subsequence((0..20_usize).collect::<Vec<_>>(), 0..20)
    ) {
        let articles = all();
        let part: Vec<_> = kept.iter().map(|at| articles[*at].clone()).collect();
        let mut told: Vec<_> = groups(&part).into_iter().flatten().collect();
        let mut given: Vec<_> = part.iter().map(|article| article.id.clone()).collect();
        told.sort();
        given.sort();
        prop_assert_eq!(told, given);
    }
}

#[test]
fn no_text_breaks_the_stage() {
    arbtest::arbtest(|random| {
        let texts: Vec<[String; 2]> = random.arbitrary()?;
        let articles: Vec<_> = texts
            .iter()
            .take(6)
            .enumerate()
            .map(|(at, [title, text])| {
                let language =
                    if at % 2 == 0 { Language::English } else { Language::French };
                article(&at.to_string(), language, [title, text], None)
            })
            .collect();
        let found = stories(&articles);
        let told: usize = found.iter().map(|story| story.articles.len()).sum();
        assert_eq!(told, articles.len());
        Ok(())
    })
    .budget_ms(1000);
}

fn guided(articles: &[Article], guidance: &Guidance) -> Found {
    find_guided(articles, &[], &StorySettings::default(), guidance)
}

fn wish(wish: Wish, articles: &[&str]) -> Constraint {
    let articles = articles.iter().map(|id| (*id).to_owned()).collect();
    Constraint { wish, articles, note: None }
}

fn story_of(found: &Found, id: &str) -> String {
    let story = found.stories.iter().find(|it| it.articles.iter().any(|own| own == id));
    story.map(|it| it.story.clone()).unwrap_or_default()
}

#[test]
fn what_people_wish_is_honoured_and_told_where_it_fights_the_evidence() {
    let constraints = vec![
        wish(Wish::Join, &["teltrine-en", "nepal-fr"]),
        wish(Wish::Apart, &["brest-en", "brest-fr"]),
        wish(Wish::Apart, &["chile-en", "nepal-en"]),
        wish(Wish::Join, &["chile-en", "nobody"]),
    ];
    let found = guided(&all(), &Guidance { constraints, known: Vec::new() });
    assert_eq!(story_of(&found, "teltrine-en"), story_of(&found, "nepal-fr"));
    assert_ne!(story_of(&found, "brest-en"), story_of(&found, "brest-fr"));
    let told: Vec<_> =
        found.rulings.iter().map(|it| (it.outcome, it.against_evidence)).collect();
    let honoured = Outcome::Honoured;
    let expected = [
        (honoured, true),
        (honoured, true),
        (honoured, false),
        (Outcome::Unknown, false),
    ];
    assert_eq!(told, expected, "{:#?}", found.rulings);
    assert!(
        found.rulings.iter().all(|it| !it.english.is_empty() && !it.french.is_empty())
    );
}

#[test]
fn who_must_stay_apart_is_not_joined_by_another_wish() {
    let constraints = vec![
        wish(Wish::Join, &["teltrine-en", "nepal-en"]),
        wish(Wish::Apart, &["teltrine-en", "nepal-en"]),
    ];
    let found = guided(&all(), &Guidance { constraints, known: Vec::new() });
    assert_ne!(story_of(&found, "teltrine-en"), story_of(&found, "nepal-en"));
    let outcomes: Vec<_> = found.rulings.iter().map(|it| it.outcome).collect();
    assert_eq!(outcomes, [Outcome::Contradicted, Outcome::Honoured]);
}

#[test]
fn copies_that_must_stay_apart_leave_their_copy_group() {
    let told = &EVENTS[0];
    let group = CopyMembers {
        id: "c1".to_owned(),
        lead: "teltrine-en".to_owned(),
        members: vec!["teltrine-en".to_owned(), "teltrine-fr".to_owned()],
    };
    let constraints = vec![wish(Wish::Apart, &["teltrine-en", "teltrine-fr"])];
    let guidance = Guidance { constraints, known: Vec::new() };
    let articles = [english(told), french(told)];
    let settings = StorySettings::default();
    let found = find_guided(&articles, &[group], &settings, &guidance);
    assert_eq!(found.stories.len(), 2);
}

#[test]
fn a_story_keeps_its_id_when_an_earlier_article_turns_up() {
    let told = &EVENTS[0];
    let before = stories(&[french(told)]);
    let known: Vec<_> = before.iter().map(KnownStory::of).collect();
    let mut earlier = english(told);
    earlier.published = Some(date(2025, 11, 3));
    let found =
        guided(&[earlier, french(told)], &Guidance { constraints: Vec::new(), known });
    let ids: Vec<_> = found.stories.iter().map(|it| it.story.as_str()).collect();
    assert_eq!(ids, ["s-teltrine-fr"]);
}

#[test]
fn articles_that_come_one_day_at_a_time_fall_into_the_same_stories() {
    let mut index = StoryIndex::new(StorySettings::default(), Guidance::default());
    for day in 1..=30 {
        let of_day = |it: &Article| it.published == Some(date(2025, 11, day));
        let new: Vec<_> = all().into_iter().filter(of_day).collect();
        index.add(&new, &[]);
    }
    let found = index.found();
    let mut online: Vec<_> = found.stories.iter().map(|it| it.articles.clone()).collect();
    for ids in &mut online {
        ids.sort();
    }
    online.sort();
    assert_eq!(online, groups(&all()));
    index.add(&all(), &[]);
    assert_eq!(index.found().stories.len(), EVENTS.len(), "known ids are passed over");
}

#[test]
fn a_copy_that_comes_later_joins_its_group() {
    let told = &EVENTS[0];
    let group = CopyMembers {
        id: "c1".to_owned(),
        lead: "teltrine-en".to_owned(),
        members: vec!["teltrine-en".to_owned(), "copy".to_owned()],
    };
    let mut copy = english(told);
    copy.id = "copy".to_owned();
    let mut index = StoryIndex::new(StorySettings::default(), Guidance::default());
    index.add(&[english(told)], std::slice::from_ref(&group));
    index.add(&[copy], &[group]);
    let found = index.found();
    assert_eq!(found.stories.len(), 1);
    assert_eq!(found.stories[0].articles, ["copy", "teltrine-en"]);
}

/// A purchase that is agreed, completed two months later, and told in both languages.
fn followed() -> Vec<Article> {
    let told = &EVENTS[0];
    let completed_english = [
        "Norvaxa completes purchase of Teltrine",
        "Norvaxa said on Monday it had completed the purchase of Teltrine, the Dutch designer of chips for cars, after regulators cleared it.\nTeltrine becomes a division under its chief executive Joris Vandaal.",
    ];
    let completed_french = [
        "Norvaxa boucle le rachat de Teltrine",
        "Norvaxa a annoncé lundi avoir finalisé le rachat de Teltrine, le concepteur néerlandais de puces pour l'automobile, après le feu vert des autorités.\nTeltrine devient une division, dirigée par Joris Vandaal.",
    ];
    let mut later = [
        article("later-en", Language::English, completed_english, Some(1)),
        article("later-fr", Language::French, completed_french, Some(1)),
    ];
    for it in &mut later {
        it.published = Some(date(2026, 1, 12));
    }
    [english(told), french(told)].into_iter().chain(later).collect()
}

#[test]
fn a_follow_up_is_linked_and_not_swallowed() {
    let found = stories(&followed());
    let ids: Vec<_> = found.iter().map(|it| it.articles.len()).collect();
    assert_eq!(ids, [2, 2], "{found:#?}");
    assert_eq!(found[1].follows.as_ref().unwrap().story, found[0].story);
    assert_eq!(found[0].leads_to.first().unwrap().story, found[1].story);
    assert!(found[0].follows.is_none());
    assert_eq!(found[1].considered.first().unwrap().story, found[0].story);
}

#[test]
fn an_explanation_is_the_whole_sum_with_alternatives() {
    let articles = all();
    let told = &EVENTS[0];
    let why =
        explain(&english(told), &french(told), &articles, &StorySettings::default());
    let sum: f32 = why.contributions.iter().map(|term| term.adds).sum();
    assert!(sum > why.needed && why.joined, "{why:#?}");
    let terms = &why.contributions;
    assert!(terms.iter().all(|term| !term.english.is_empty() && !term.french.is_empty()));
    assert_eq!(why.alternatives.len(), 6);
    let events = why.reasons.iter().find(|reason| reason.kind == "events").unwrap();
    assert!(events.english.contains("takeover") && events.french.contains("rachat"));
}

#[test]
fn removing_one_outlet_leaves_the_other_stories() {
    let whole = groups(&all());
    let english_only: Vec<_> =
        all().into_iter().filter(|it| it.language == Language::English).collect();
    for group in groups(&english_only) {
        assert!(whole.iter().any(|other| group.iter().all(|id| other.contains(id))));
        assert_eq!(group.len(), 1, "{group:?}");
    }
}

#[test]
fn other_ids_make_the_same_stories() {
    let renamed: Vec<_> = all()
        .into_iter()
        .enumerate()
        .map(|(at, mut article)| {
            article.id = format!("{:02}-{}", (at * 7) % 20, article.id);
            article
        })
        .collect();
    let mut told: Vec<Vec<String>> = groups(&renamed)
        .into_iter()
        .map(|group| group.into_iter().map(|id| id.chars().skip(3).collect()).collect())
        .collect();
    for group in &mut told {
        group.sort();
    }
    told.sort();
    assert_eq!(told, groups(&all()));
}

#[test]
fn small_windows_close_stories_and_lose_no_article() {
    let settings =
        StorySettings { window_days: 2, window_articles: 2, ..StorySettings::default() };
    let found = find(&all(), &[], &settings);
    let told: usize = found.iter().map(|story| story.articles.len()).sum();
    assert_eq!(told, 20);
    assert_eq!(found.len(), EVENTS.len(), "{found:#?}");
}
