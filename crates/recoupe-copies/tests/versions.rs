//! Updates, corrections, kills and embargoes among the copies of a story.
#![expect(clippy::expect_used, reason = "a test may fail")]

mod maker;

use maker::article;
use recoupe_copies::{
    Change, Copies, CopyGroup, CopySettings, Dispatch, Member, Role, Succession, find,
    succession,
};
use recoupe_text::{Article, Publication};

const ENGLISH: &str = "The harbour of Port Elian opened again on Monday after three days of storm, \
     and the first boats left before dawn. Fishermen said that the quay had lost two of its \
     cranes and that the fish hall would stay closed until the roof was mended. The town \
     counts on the state for half of the cost, the mayor said at the hall.";
const FRENCH: &str = "Le port d’Élian a rouvert lundi après trois jours de tempête et les premiers \
     bateaux sont partis avant l’aube. Les pêcheurs racontent que le quai a perdu deux de ses \
     grues et que la halle restera fermée tant que le toit ne sera pas réparé. La ville compte \
     sur l’État pour la moitié de la facture, a dit le maire.";

fn dispatch(id: &str, source: &str, at: &str, title: &str, text: &str) -> Article {
    Article {
        source: Some(source.to_owned()),
        published_at: Some(at.to_owned()),
        ..article(id, title, text)
    }
}

#[track_caller]
fn told<'a>(copies: &'a Copies, id: &str) -> &'a Succession {
    &member(copies, id).succession
}

#[track_caller]
fn member<'a>(copies: &'a Copies, id: &str) -> &'a Member {
    let mut members = copies.groups.iter().flat_map(|group| &group.members);
    members.find(|member| member.id == id).expect("a member")
}

#[expect(clippy::unnecessary_wraps, reason = "it stands where a part is optional")]
fn id(written: &str) -> Option<String> {
    Some(written.to_owned())
}

/// The marks of an update, a correction and a kill in one language, and a text.
struct Desk {
    text: &'static str,
    update: &'static str,
    correction: &'static str,
    kill: &'static str,
    replacement: &'static str,
    headline: &'static str,
}

const DESKS: [Desk; 2] = [
    Desk {
        text: ENGLISH,
        update: "UPDATE 1-",
        correction: "CORRECTED-",
        kill: "KILL: ",
        replacement: "(Substitute) ",
        headline: "Harbour of Port Elian reopens",
    },
    Desk {
        text: FRENCH,
        update: "Lead 1 : ",
        correction: "RECTIFICATIF : ",
        kill: "ANNULATION : ",
        replacement: "ANNULE ET REMPLACE - ",
        headline: "Le port d’Élian rouvre",
    },
];

impl Desk {
    fn article(
        &self,
        id: &str,
        source: &str,
        hour: u32,
        mark: &str,
        more: &str,
    ) -> Article {
        let title = format!("{mark}{}", self.headline);
        let text = format!("{}\n{more}", self.text);
        dispatch(id, source, &format!("2026-03-02T{hour:02}:00:00Z"), &title, &text)
    }
}

#[test]
fn an_update_and_a_correction_supersede_what_came_before() {
    for desk in DESKS {
        let articles = [
            desk.article("first", "agency", 8, "", ""),
            desk.article("paper", "paper", 9, "", ""),
            desk.article("second", "agency", 10, desk.update, "Two boats, deux bateaux."),
            desk.article("third", "agency", 12, desk.correction, "Trois bateaux, three."),
        ];
        let copies = find(&articles, &CopySettings::standard());
        assert_eq!(copies.groups.len(), 1, "{}", desk.headline);
        let first = Succession {
            version_number: Some(1),
            superseded_by: id("second"),
            ..Succession::default()
        };
        assert_eq!(told(&copies, "first"), &first);
        assert_eq!(told(&copies, "paper"), &first, "a copy of the first version");
        let second = told(&copies, "second");
        assert_eq!(
            (second.version_number, second.change),
            (Some(2), Some(Change::Update))
        );
        assert_eq!(
            (&second.supersedes, &second.superseded_by),
            (&id("first"), &id("third"))
        );
        let third = told(&copies, "third");
        assert_eq!(
            (third.version_number, third.change),
            (Some(3), Some(Change::Correction))
        );
        assert_eq!((&third.supersedes, &third.superseded_by), (&id("second"), &None));
        assert_eq!(member(&copies, "second").role, Role::Version);
        assert_eq!(member(&copies, "paper").role, Role::Copy);
    }
}

#[test]
fn a_copy_without_a_mark_belongs_to_the_version_it_was_taken_from() {
    for desk in DESKS {
        let more = "Elle a dit que the boats came back with empty nets et sans poisson.";
        let articles = [
            desk.article("first", "agency", 8, "", ""),
            desk.article("second", "agency", 10, desk.update, more),
            desk.article("early", "paper", 9, "", ""),
            desk.article("late", "gazette", 11, "", more),
            desk.article("slow", "courier", 12, "", ""),
        ];
        let copies = find(&articles, &CopySettings::standard());
        let versions =
            ["early", "late", "slow"].map(|id| told(&copies, id).version_number);
        assert_eq!(versions, [Some(1), Some(2), Some(1)], "{}", desk.headline);
        assert_eq!(told(&copies, "late").supersedes, id("first"));
    }
}

#[test]
fn a_kill_marks_all_copies_of_what_it_takes_back() {
    for desk in DESKS {
        let articles = [
            desk.article("first", "agency", 8, "", ""),
            desk.article("paper", "paper", 9, "", ""),
            desk.article("kill", "agency", 10, desk.kill, ""),
            desk.article("slow", "gazette", 15, "", ""),
        ];
        let copies = find(&articles, &CopySettings::standard());
        for killed in ["first", "paper"] {
            assert!(told(&copies, killed).killed, "{killed}");
            assert_eq!(told(&copies, killed).killed_by, id("kill"));
        }
        assert!(!told(&copies, "kill").killed);
        assert_eq!(told(&copies, "kill").change, Some(Change::Kill));
        assert!(
            told(&copies, "slow").killed,
            "printed too late, and taken back all the same"
        );
    }
}

#[test]
fn a_replacement_takes_back_and_stands() {
    for desk in DESKS {
        let articles = [
            desk.article("first", "agency", 8, "", ""),
            desk.article(
                "new",
                "agency",
                10,
                desk.replacement,
                "Deux bateaux, two boats.",
            ),
        ];
        let copies = find(&articles, &CopySettings::standard());
        assert_eq!(told(&copies, "first").killed_by, id("new"), "{}", desk.headline);
        assert_eq!(told(&copies, "new").killed_by, None);
        assert_eq!(told(&copies, "new").change, Some(Change::Replacement));
    }
}

#[test]
fn a_notice_that_names_the_headline_takes_the_story_back() {
    let notices = [
        "Please disregard the story «Harbour of Port Elian reopens» sent at 0800 GMT.",
        "Veuillez annuler la dépêche « Le port d’Élian rouvre » diffusée à 8h.",
    ];
    for (desk, notice) in DESKS.into_iter().zip(notices) {
        let at = "2026-03-02T11:00:00Z";
        let articles = [
            desk.article("first", "agency", 8, "", ""),
            desk.article("paper", "paper", 9, "", ""),
            dispatch(
                "other",
                "agency",
                at,
                "Sheep on the road near Arle",
                "No sheep was hurt.",
            ),
            dispatch("notice", "agency", at, "Advisory", notice),
        ];
        let copies = find(&articles, &CopySettings::standard());
        assert_eq!(told(&copies, "first").killed_by, id("notice"), "{}", desk.headline);
        assert_eq!(told(&copies, "paper").killed_by, id("notice"));
        assert_eq!(told(&copies, "other"), &Succession::default());
        let mut elsewhere = articles;
        elsewhere[3].source = Some("another agency".to_owned());
        let copies = find(&elsewhere, &CopySettings::standard());
        assert!(!told(&copies, "first").killed, "nobody kills another's story");
    }
}

fn alone(id: &str) -> CopyGroup {
    let member = Member {
        id: id.to_owned(),
        role: Role::Lead,
        resemblance: 1.0,
        containment: 1.0,
        succession: Succession::default(),
    };
    CopyGroup {
        copy_group: format!("copy-{id}"),
        lead: id.to_owned(),
        members: vec![member],
    }
}

#[test]
fn records_link_versions_whose_words_differ() {
    let of = |id: &str, hour: u32, title: &str, text: &str| {
        dispatch(id, "agency", &format!("2026-03-02T{hour:02}:00:00Z"), title, text)
    };
    let mut articles = [
        of("urn:7", 8, "Harbour", "A few words."),
        of("urn:7~00ff00", 9, "Le port", "D’autres mots, ici."),
        of("three", 10, "Quay", "Something else again."),
        of("four", 10, "Mill", "Rien à voir avec le port."),
        of("five", 11, "Le moulin", "The note says what the text does not."),
    ];
    articles[2].metadata.evolved_from = vec!["urn:7~00ff00".to_owned()];
    articles[2].metadata.publication = Some(Publication::Cancelled);
    articles[3].metadata.version = id("1");
    articles[3].metadata.publication = Some(Publication::Usable);
    articles[4].metadata.editor_note = id("CORRIGE le nom du moulin");
    let dispatches: Vec<Dispatch<'_>> = articles.iter().map(Dispatch::of).collect();
    let groups: Vec<CopyGroup> = articles.iter().map(|one| alone(&one.id)).collect();
    let found = succession(&dispatches, &groups, &[]);
    assert_eq!(found["urn:7"].superseded_by, id("urn:7~00ff00"));
    assert_eq!(found["urn:7~00ff00"].supersedes, id("urn:7"));
    assert_eq!(found["urn:7~00ff00"].killed_by, id("three"));
    assert_eq!(
        found["three"].killed_by,
        id("three"),
        "its record says that it is cancelled"
    );
    assert!(
        !found.contains_key("four"),
        "a first version of a document is nothing to tell"
    );
    assert_eq!(found["five"].change, Some(Change::Correction));
}

#[test]
fn numbers_of_versions_under_one_id_are_compared_as_numbers() {
    let at = "2026-03-02T08:00:00Z";
    let mut articles = ["urn:7", "urn:7~00ff00", "urn:7~00ff01"]
        .map(|id| dispatch(id, "agency", at, "Port", id));
    for (article, version) in articles.iter_mut().zip(["10", "9", "1"]) {
        article.metadata.version = id(version);
    }
    let dispatches: Vec<Dispatch<'_>> = articles.iter().map(Dispatch::of).collect();
    let groups: Vec<CopyGroup> = articles.iter().map(|one| alone(&one.id)).collect();
    let found = succession(&dispatches, &groups, &[]);
    assert_eq!(found["urn:7~00ff01"].superseded_by, id("urn:7~00ff00"));
    assert_eq!(found["urn:7~00ff00"].superseded_by, id("urn:7"));
}

#[test]
fn an_embargo_is_told_and_is_no_version() {
    let marks = ["EMBARGOED: ", "SOUS EMBARGO : "];
    for (desk, mark) in DESKS.into_iter().zip(marks) {
        let articles = [
            desk.article("held", "agency", 6, mark, ""),
            desk.article("free", "paper", 9, "", ""),
        ];
        let copies = find(&articles, &CopySettings::standard());
        assert_eq!(
            told(&copies, "held").change,
            Some(Change::Embargo),
            "{}",
            desk.headline
        );
        assert_eq!(told(&copies, "held").version_number, None);
        assert_eq!(member(&copies, "free").role, Role::Copy);
    }
}

#[test]
fn the_order_of_the_articles_changes_no_version() {
    let desk = &DESKS[0];
    let mut articles = vec![
        desk.article("first", "agency", 8, "", ""),
        desk.article("paper", "paper", 9, "", ""),
        desk.article("second", "agency", 10, desk.update, "Two boats."),
        desk.article("third", "agency", 11, desk.kill, ""),
        desk.article("slow", "gazette", 15, "", ""),
    ];
    let expected = find(&articles, &CopySettings::standard());
    for seed in 0..6 {
        maker::Dice(seed).shuffle(&mut articles);
        assert_eq!(find(&articles, &CopySettings::standard()), expected);
    }
}
