//! Quotations and speakers, English and French side by side. A line is `speaker: words`.

use recoupe_text::{Article, Content, RawDocument, ReadSettings, RepeatedLines};

use super::quotes;
use crate::reading::read;
use crate::rules::testing::article;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let article = article(text);
    let articles = [&article];
    let found: Vec<String> = quotes(&read(&articles), &articles)
        .into_iter()
        .map(|quote| {
            let citation = &quote.citation;
            let span = citation.byte_start as usize..citation.byte_end as usize;
            assert_eq!(article.text.get(span), Some(citation.quote.as_str()));
            assert!(citation.sentence.contains(&citation.quote), "{}", citation.sentence);
            format!("{}: {}", quote.speaker.unwrap_or_default(), citation.quote)
        })
        .collect();
    assert_eq!(found, expected, "\n{text}");
}

#[test]
fn a_verb_before_or_after_the_marks_names_the_speaker() {
    check(
        "The plant will close in May. \"We have no orders left,\" said Laura Hill, chief executive of Orlan.",
        &["Laura Hill: We have no orders left,"],
    );
    check(
        "L’usine fermera en mai. « Nous n’avons plus de commandes », a déclaré Laure Colline, directrice générale d’Orlan.",
        &["Laure Colline: Nous n’avons plus de commandes"],
    );
    check(
        "The plant will close in May. Orlan chief executive Laura Hill said: \"We have no orders left.\"",
        &["Laura Hill: We have no orders left."],
    );
    check(
        "L’usine fermera en mai. Selon Laure Colline, « nous n’avons plus de commandes ».",
        &["Laure Colline: nous n’avons plus de commandes"],
    );
    check(
        "The plant will close. “We have no orders left,” the group's chief executive, Laura Hill, told reporters on Monday.",
        &["Laura Hill: We have no orders left,"],
    );
    check(
        "L’usine fermera. « Nous n’avons plus de commandes », a déclaré lundi à la presse la directrice générale du groupe, Laure Colline.",
        &["Laure Colline: Nous n’avons plus de commandes"],
    );
}

#[test]
fn speech_goes_on_after_its_speaker_was_named() {
    check(
        "The strike began at dawn. “Nobody asked us,” said Mary Stone, a docker. “Now they will have to.”",
        &["Mary Stone: Nobody asked us,", "Mary Stone: Now they will have to."],
    );
    check(
        "La grève a commencé à l’aube. « Personne ne nous a consultés », lâche Marie Pierre, docker. « Il faudra bien maintenant. »",
        &[
            "Marie Pierre: Personne ne nous a consultés",
            "Marie Pierre: Il faudra bien maintenant.",
        ],
    );
    check(
        "The strike began at dawn. “Nobody asked us,” said Mary Stone, “and nobody will.”",
        &["Mary Stone: Nobody asked us,", "Mary Stone: and nobody will."],
    );
    check(
        "La grève a commencé. « Nous irons, a prévenu Marie Pierre, jusqu’au bout de ce combat. »",
        &["Marie Pierre: Nous irons", "Marie Pierre: jusqu’au bout de ce combat."],
    );
}

#[test]
fn speech_over_several_paragraphs_has_one_speaker() {
    check(
        "Mary Stone, a docker, said: “We waited for years for an answer.\n\n“None ever came to us.”\n\nThe port is closed.",
        &[
            "Mary Stone: We waited for years for an answer.",
            "Mary Stone: None ever came to us.",
        ],
    );
    check(
        "« Nous avons attendu une réponse pendant des années.\n\n« Elle n’est jamais venue », raconte Marie Pierre, docker.\n\nLe port est fermé.",
        &[
            "Marie Pierre: Nous avons attendu une réponse pendant des années.",
            "Marie Pierre: Elle n’est jamais venue",
        ],
    );
}

#[test]
fn pronouns_and_posts_stand_for_the_one_person_they_can() {
    check(
        "Mary Stone, a docker, was at the gate. “Nobody asked us,” she said.",
        &["Mary Stone: Nobody asked us,"],
    );
    check(
        "Marie Pierre, docker, attend devant la grille. « Personne ne nous a consultés », dit-elle.",
        &["Marie Pierre: Personne ne nous a consultés"],
    );
    check(
        "The mayor of Hull, Mary Stone, came late. Paul Baker waited. “Nobody asked us,” the mayor said.",
        &["Mary Stone: Nobody asked us,"],
    );
    check(
        "Le maire de Brest, Paul Boulanger, est venu tard. Marie Pierre attendait. « Personne ne nous a consultés », a regretté le maire.",
        &["Paul Boulanger: Personne ne nous a consultés"],
    );
}

#[test]
fn a_pronoun_that_two_persons_fit_names_nobody() {
    check(
        "Mary Stone met Laura Hill at the gate. “Nobody asked us at all,” she said.",
        &[],
    );
    check(
        "Marie Pierre a rencontré Laure Colline devant la grille. « Personne ne nous a consultés », dit-elle.",
        &[],
    );
}

#[test]
fn unnamed_speakers_keep_the_words_of_the_text() {
    check(
        "Talks go on. “Nothing is signed yet,” said a person close to the family.",
        &["person close to the family: Nothing is signed yet,"],
    );
    check(
        "Les discussions continuent. « Rien n’est encore signé », confie une source proche du dossier.",
        &["source proche du dossier: Rien n’est encore signé"],
    );
}

#[test]
fn a_few_quoted_words_belong_to_who_used_them() {
    check(
        "Mary Stone, who runs a fund, called the result “a triumph of pride”.",
        &["Mary Stone: a triumph of pride"],
    );
    check(
        "Le résultat surprend les marchés. Marie Pierre, analyste chez Orlan, parle d’« un triomphe de l’orgueil ».",
        &["Marie Pierre: un triomphe de l’orgueil"],
    );
}

#[test]
fn titles_single_words_and_slogans_are_no_speech() {
    check("The film “The Last Harbour” opens in May. The “old” plant will close.", &[]);
    check("Le film « Le dernier quai » sort en mai. La « vieille » usine fermera.", &[]);
    check(
        "A banner at the gate read “Our port is not for sale”. Mary Stone left early.",
        &[],
    );
    check("Mary Stone works for the newsletter “Morning in the port”, she said.", &[]);
}

#[test]
fn the_same_words_in_several_articles_are_one_quotation() {
    let read_as = |id: &str, text: &str| -> Article {
        let document = RawDocument {
            id: Some(id.to_owned()),
            content: Content::Text(text.to_owned()),
            ..RawDocument::default()
        };
        recoupe_text::read(document, &ReadSettings::default(), &RepeatedLines::none())
            .unwrap()
    };
    let one =
        read_as("a1", "The port is shut. “Nobody asked us,” said Mary Stone, a docker.");
    let other =
        read_as("a2", "Ships wait. \"Nobody asked us,\" Mary Stone told the paper.");
    let articles = [&one, &other];
    let found = quotes(&read(&articles), &articles);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].articles, ["a1", "a2"]);
    assert_eq!(found[0].role.as_deref(), Some("docker"));
}

#[test]
fn random_text_never_panics() {
    const PARTS: [&str; 16] = [
        "“",
        "”",
        "«",
        "»",
        "\"",
        "‘",
        "’",
        " said ",
        "Mary Stone",
        ", ",
        ". ",
        " a déclaré ",
        "\n\n",
        "dit-elle",
        "we will go",
        " é ",
    ];
    arbtest::arbtest(|bytes| {
        let mut text = String::new();
        for _ in 0..bytes.int_in_range(0..=40)? {
            text.push_str(bytes.choose(&PARTS)?);
        }
        if let Ok(article) = recoupe_text::read(
            RawDocument { content: Content::Text(text), ..RawDocument::default() },
            &ReadSettings::default(),
            &RepeatedLines::none(),
        ) {
            let articles = [&article];
            quotes(&read(&articles), &articles);
        }
        Ok(())
    })
    .budget_ms(400);
}
