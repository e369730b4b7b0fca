use super::*;

/// Checks the class letter of each line: T title, S subhead, P prose, t table, B byline,
/// C credit, x chrome, r repeat.
#[track_caller]
fn check_given(title: Option<&str>, source: Option<&str>, marked: &str) {
    let (classes, lines): (Vec<&str>, Vec<&str>) =
        marked.lines().filter_map(|line| line.trim().split_once(' ')).unzip();
    let text = lines.join("\n");
    let hints = Hints { title, source, declared: Language::Unknown, blocks: &[] };
    let cleaned = clean(&text, &hints, &RepeatedLines::none());
    let found: Vec<String> = cleaned
        .lines
        .iter()
        .map(|line| format!("{} {}", letter(line.class), line.span.of(&text)))
        .collect();
    let expected: Vec<String> =
        classes.iter().zip(&lines).map(|(c, l)| format!("{c} {l}")).collect();
    assert_eq!(found, expected);
}

#[track_caller]
fn check(marked: &str) {
    check_given(None, None, marked);
}

fn letter(class: LineClass) -> char {
    match class {
        LineClass::Title => 'T',
        LineClass::Subhead => 'S',
        LineClass::Prose => 'P',
        LineClass::Table => 't',
        LineClass::Byline => 'B',
        LineClass::Credit => 'C',
        LineClass::Chrome => 'x',
        LineClass::Repeat => 'r',
    }
}

#[test]
fn furniture_around_an_article_is_chrome_in_either_language() {
    check(
        "x Skip to main content
         x Menu
         x ShareShareIcon
         T Harbour firm buys its old rival
         r Harbour firm buys its old rival
         B By Ada Stone
         x 4 minutes de lecture
         P The harbour firm said on Monday that it would buy its old rival for cash.
         S Why it matters
         P The rival has run the northern docks since the port was built, and its quays are full.
         C (Reporting by Roy Poe; editing by Ada Stone)
         x Partager cet article
         x Similar news
         x Nine docks that changed the world
         x Laisser un commentaire",
    );
    check(
        "x Aller au contenu
         x Économie
         x PartagerPartagerIcône
         T Le port rachète son vieux rival
         r Le port rachète son vieux rival
         B Publié le 8 juin 2025 à 10h32
         x 4 min read
         P Le port a annoncé lundi qu’il allait racheter son vieux rival, au comptant.
         S Pourquoi c’est important
         P Le rival exploite les quais du nord depuis la construction du port, et ils sont pleins.
         C Crédit photo : A. Pierre
         x Share this article
         x Sur le même sujet
         x Neuf quais qui ont changé le monde
         x Leave a comment",
    );
}

#[test]
fn rows_of_tables_are_kept_with_their_header() {
    check(
        "T The prices of five boats compared
         P Five boats of the same length were tested on the lake by our readers last week.
         S What they cost
         t Boat Price Crew
         t Alma $20,400 4
         t Bora $18,100 2
         t Cora undisclosed by maker
         P The cheapest boat is not the slowest, and the crews were happy with all of them.",
    );
    check(
        "T Les prix de cinq bateaux comparés
         P Cinq bateaux de même longueur ont été essayés sur le lac par nos lecteurs.
         t Bateau Prix Équipage
         t Alma 20 400 € 4
         t Bora 18 100 € 2
         P Le bateau le moins cher n’est pas le plus lent, et les équipages en sont contents.",
    );
}

#[test]
fn strips_of_market_prices_are_furniture() {
    check(
        "x ALMA 40 7 612.40 +0.3 %
         x BORA 100 2 210.05 -1.2 %
         T Harbour firm buys its old rival
         P The harbour firm said on Monday that it would buy its old rival for cash.
         x Partager cet article
         x ALMA 40 7 612,40 +0,3 %
         x BORA 100 2 210,05 -1,2 %",
    );
}

#[test]
fn plain_texts_are_prose() {
    check("P The harbour firm buys its old rival for cash");
    check("P Le port rachète son vieux rival au comptant");
    check(
        "P Harbour firm shares rose 4 percent on Monday after the board agreed to the sale.",
    );
    check(
        "P Une seule ligne. Mais plusieurs phrases y tiennent.La suite est collée à la fin.",
    );
    check(
        "P Der Hafen kauft seinen alten Rivalen und zahlt bar, wie die Leitung am Montag sagte.",
    );
}

#[test]
fn a_given_title_is_found_in_the_text_with_glue_or_outlet_around_it() {
    check_given(
        Some("Harbour firm buys its old rival | The Harbour Ledger"),
        Some("The Harbour Ledger"),
        "x The latest of the day
         T Harbour firm buys its old rival
         B The Harbour Ledger
         P The harbour firm said on Monday that it would buy its old rival for cash.",
    );
    check_given(
        Some("Le port rachète son vieux rival"),
        None,
        "T PartagerPartagerIcôneLe port rachète son vieux rival
         r Le port rachète son vieux rival - La Vigie
         P Le port a annoncé lundi qu’il allait racheter son vieux rival, au comptant.",
    );
}

#[test]
fn the_title_behind_glue_has_its_own_span() {
    let text = "ShareShareIconHarbour firm buys its rival\nThe harbour firm said on Monday that it buys its rival.";
    let hints =
        Hints { title: None, source: None, declared: Language::Unknown, blocks: &[] };
    let title = clean(text, &hints, &RepeatedLines::none()).title.unwrap();
    assert_eq!(title.text, "Harbour firm buys its rival");
    assert_eq!(title.span.unwrap().of(text), title.text);
}

#[test]
fn short_last_sentences_and_numbered_heads_belong_to_the_text() {
    check(
        "P The line has been shut since the landslide, and the crews are working day and night.
         S 2. When will it reopen?
         P Not before Wednesday.
         B Ada Stone
         x All rights reserved",
    );
    check(
        "P La ligne est fermée depuis l’éboulement et les équipes travaillent jour et nuit.
         S 2. Quand rouvrira-t-elle ?
         P Pas avant mercredi.
         B Ada Pierre
         x Tous droits réservés",
    );
}

#[test]
fn furniture_in_the_other_language_does_not_sway_the_body() {
    let text = "Nous utilisons des cookies pour mesurer l’audience. Tout accepter\nPartager cet article\n\
        The harbour firm said on Monday that it would buy its old rival for cash.\nLaisser un commentaire";
    let hints =
        Hints { title: None, source: None, declared: Language::French, blocks: &[] };
    let cleaned = clean(text, &hints, &RepeatedLines::none());
    assert_eq!(cleaned.languages, [(Language::English, 1.0)]);
}

#[test]
fn a_mixed_body_has_shares() {
    let text = "The harbour firm said on Monday that it would buy its old rival for cash, and quickly.\n\
        Le port a annoncé lundi qu’il allait racheter son vieux rival, au comptant.";
    let hints =
        Hints { title: None, source: None, declared: Language::Unknown, blocks: &[] };
    let languages = clean(text, &hints, &RepeatedLines::none()).languages;
    assert_eq!(
        languages.iter().map(|share| share.0).collect::<Vec<_>>(),
        [Language::English, Language::French]
    );
    assert!((languages.iter().map(|share| share.1).sum::<f32>() - 1.0).abs() < 1e-5);
}

#[test]
fn lines_are_ordered_and_hold_every_visible_character() {
    arbtest::arbtest(|random| {
        let text: String = random.arbitrary()?;
        let spans = line_spans(&text);
        assert!(spans.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
        assert!(spans.iter().all(|(span, _)| !span.of(&text).is_empty()));
        Ok(())
    })
    .budget_ms(100);
}
