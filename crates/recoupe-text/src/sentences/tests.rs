use proptest::prelude::*;

use super::*;

/// `|` marks the boundaries in `marked`.
#[track_caller]
fn check(language: Language, marked: &str) {
    let text = marked.replace('|', "");
    let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
    let spans = split(&text, Span::new(0, text.len()), language);
    let found: Vec<&str> = spans.iter().map(|span| span.of(&text)).collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn english(marked: &str) {
    check(Language::English, marked);
}

#[track_caller]
fn french(marked: &str) {
    check(Language::French, marked);
}

#[test]
fn titles_and_names_stay_together() {
    english("Mr. Hale met Dr. Ana Ruiz. |She agreed.");
    french("M. Hale a vu Mme. Ruiz. |Elle a accepté.");
    french("MM. Roux et Petit ont signé. |Le Dr. Blanc aussi.");
    english("The St. Lawrence rose. |Gen. Poe spoke.");
    french("L'église de St. Malo brûle. |Mgr. Leroy est venu.");
    french("Mlle. Duval et le Pr. Simon ont parlé. |Personne n'a répondu.");
    english("Sen. Poe and Rep. Lane voted. |It passed.");
    french("Reçu par S.E. Karim Amrani, il a remercié. |Puis il est parti.");
}

#[test]
fn initials_do_not_end_a_sentence() {
    english("J. K. Stone wrote it. |Nobody read it.");
    french("J.-P. Morin l'a écrit. |Personne ne l'a lu.");
    english("It is up to you and I. |Do you agree?");
    french("C'est signé É. Vasseur. |Il l'admet.");
    french("Le plan B. Selon lui, rien ne presse.".replace("B. S", "B. |S").as_str());
}

#[test]
fn figures_keep_their_points() {
    english("It rose 2.4 percent to $1.3 billion. |Costs fell.");
    french("Il a gagné 2,4 % à 1.300 euros. |Les coûts baissent.");
    french("Coût : 10,5 Md€. |La ville paiera.");
    english("It ended in 2024. |12 people left.");
    french("C'était en 2024. |12 personnes sont parties.");
    english("See No. 5 and p. 12. |Then go.");
    french("Voir l'art. 5, p. 12, et le n° 3. |Puis partez.");
    french("Le vol. 2 est épuisé. |Le t. 3 suivra.");
}

#[test]
fn companies_and_countries_end_only_before_a_starter() {
    english("Acme Inc. Chairman Roy Poe left. |He was tired.");
    english("He works for Acme Inc. |He likes it.");
    french("Il dirige Acme S.A. Monaco depuis mai. |Il s'y plaît.");
    french("Il travaille chez Durand et Cie. |Il y est bien.");
    english("The U.S. Senate met. |They live in the U.S. |They like it.");
    french("Vers 300 av. J.-C. |Le temple fut bâti.");
    french("En 52 av. J.-C. César l'emporte. |C'est la fin.");
    english("It opens at 9 a.m. Monday. |It closes at 5 p.m. |The doors are green.");
    french("Fruits, légumes, etc. |Tout y est.");
    french("Ouvert de janv. à sept. sauf le lundi. |Entrée libre.");
}

#[test]
fn quotations_and_brackets_are_not_cut() {
    english("“We won. We are glad,” she said. |He nodded.");
    french("« On a gagné. On est contents », dit-elle. |Il acquiesce.");
    english("\"Is it true?\" Smith asked. |Nobody spoke.");
    french("« Est-ce vrai ? » demande-t-il. |Personne ne parle.");
    french("« Non ! » |Elle sort.");
    french("« C'est fini. » |Le maire a quitté la salle.");
    english("He said “it is over.” |The mayor left.");
    english("It sold (for cash. No debt.) last year. |It grew.");
    french("Il a vendu (au comptant. Sans dette.) l'an dernier. |Il a grandi.");
    french("\"C'est fini.\" |Le maire est parti.");
    french("Elle (l'avocate) part. |Il reste [sur place].");
}

#[test]
fn exclamations_questions_and_ellipses() {
    english("Really?! |Yes... |No.");
    french("Vraiment ?! |Oui… |Non.");
    english("He waited ... and left. |So did she.");
    french("Il attend… et s'en va. |Elle aussi.");
    french("Attendre… |Puis partir !");
    french("Quoi ? |Rien !");
    french("Et puis... |Le silence.");
    french("Ah ! dit-il. |Enfin !");
}

#[test]
fn glued_paragraphs_are_parted_and_addresses_are_not() {
    english("It was the end.The board met. |Next.".replace("end.", "end.|").as_str());
    french("C'était la fin.|Le conseil s'est réuni.|« Bien », dit-il.");
    french("« C'est fini. »|Le conseil s'est réuni.");
    english("See www.harbour.Example or mail a.b@mail.Example now. |Thanks.");
    french("Voir lavigie.example/une.html. |Merci.");
}

#[test]
fn lists_and_lines() {
    english("1. The first point. |2. The second point.");
    french("1. Le premier point. |2. Le second point.");
    english("Points: |• one |• two");
    french("Au menu : |• soupe |• pain");
    check(Language::French, "Première ligne\n|Deuxième ligne. |Fin");
}

#[test]
fn inline_lists_are_cut_into_their_items() {
    english("1) Open the lock |2) Let the water in |3) Wait");
    french("1) Ouvrir l'écluse |2) Faire entrer l'eau |3) Attendre");
    english("a. Open the lock |b. Let the water in");
    french("1. Ouvrir l'écluse |2. Faire entrer l'eau |3. Attendre");
    english("It fell in 2) the second quarter.");
    french("Le point a) du plan ne tient pas.");
}

#[test]
fn hours_notes_and_wrapped_lines() {
    english(
        "He left the bank at 5 p.m. |Travellers waited. |At 5 p.m. Monday it closed.",
    );
    french("Il part à 17 h 30. |Les voyageurs attendent.");
    english("It was shut.[12] |It stays so.");
    french("Elle est close.[3] |Elle le reste.");
    check(
        Language::English,
        "It was a cold night in the middle of the city\nand it rained. |Yes.",
    );
    check(
        Language::French,
        "C'était une nuit froide au beau milieu de la ville\net il pleuvait. |Oui.",
    );
}

#[test]
fn other_terminators_and_scripts() {
    check(
        Language::Unknown,
        "これはペンです。|それは本です。".replace("。|", "。 |").as_str(),
    );
    french("iPhone ou rien. |iPad aussi.");
    french("Et alors ? |2025 arrive.");
    french("Le titre a gagné 3 %. |À Paris, il recule.");
    french("Il est élu. |« Merci », lâche-t-il.");
    french("Fin de citation. |– Et après ?");
}

proptest! {
    #[test]
    fn sentences_hold_every_visible_character_in_order(
        text in "[A-Za-zé .!?…«»\"“”()\\n0-9-]{0,80}|\\PC{0,60}",
    ) {
        let spans = split(&text, Span::new(0, text.len()), Language::Unknown);
        let joined: String = spans.iter().map(|span| span.of(&text)).collect();
        let visible = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
        prop_assert_eq!(visible(&joined), visible(&text));
        prop_assert!(spans.windows(2).all(|pair| pair[0].end <= pair[1].start));
    }
}
