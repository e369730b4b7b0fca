//! A story made by hand: invented companies, five articles in two languages, with a copy,
//! an update, a contradiction and a headline that says more than its body.

#![expect(clippy::too_many_lines, reason = "a sample is one long table")]

use recoupe_facts::{
    Certainty, Citation, Claim, Fact, FactSheet, FactValue, Field, Modality,
    OpenQuestion, Origin, Place, Quote, Relation, RelationKind, Stage, SummaryLine,
    Support, TimelineEntry, ValueKind,
};
use recoupe_pages::{Role, Standing, StoryContext};
use recoupe_text::values::Bound;
use recoupe_text::{Article, Language, Line, LineClass, Sentence, Span, Title};

use LineClass::{Byline, Chrome, Credit, Prose, Repeat, Subhead, Table};

/// An article of the given lines; sentences end at `. `, `? ` and `! `.
pub(crate) fn article(
    id: &str,
    source: &str,
    day: &str,
    language: Language,
    lines: &[(LineClass, &str)],
) -> Article {
    let mut text = String::new();
    let mut classed = Vec::new();
    let mut sentences = Vec::new();
    for (index, (class, words)) in lines.iter().enumerate() {
        let start = text.len();
        text.push_str(words);
        let span = Span::new(start, text.len());
        classed.push(Line { class: *class, span, language });
        if matches!(class, Prose | Subhead | LineClass::Title) {
            let spans = split(words).into_iter().map(|part| part.shifted(start));
            sentences.extend(spans.map(|span| Sentence { span, line: index as u32 }));
        }
        text.push_str("\n\n");
    }
    let title = classed.iter().find(|line| line.class == LineClass::Title);
    Article {
        id: id.to_owned(),
        source: Some(source.to_owned()),
        url: Some(format!("https://{id}.example/2025/{id}-story")),
        title: title.map(|line| Title {
            text: line.span.of(&text).to_owned(),
            span: Some(line.span),
        }),
        published: day.parse().ok(),
        published_at: Some(day.to_owned()),
        metadata: recoupe_text::Metadata::default(),
        lines: classed,
        sentences,
        language,
        languages: vec![(language, 1.0)],
        text,
    }
}

fn split(words: &str) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = 0;
    for (index, _) in words.match_indices([' ']) {
        if words.get(..index).is_some_and(|before| before.ends_with(['.', '?', '!'])) {
            spans.push(Span::new(start, index));
            start = index + 1;
        }
    }
    spans.push(Span::new(start, words.len()));
    spans
}

/// The citation of words of an article, within the sentence or row they stand in.
pub(crate) fn cite(article: &Article, words: &str) -> Citation {
    let start = article.text.find(words).unwrap_or_default();
    let quote = Span::new(start, start + words.len());
    let line = article.lines.iter().find(|line| line.span.covers(quote));
    let sentence = article
        .sentences
        .iter()
        .map(|sentence| sentence.span)
        .find(|span| span.covers(quote))
        .or_else(|| line.map(|line| line.span))
        .unwrap_or(quote);
    let (char_start, char_end) = quote.characters(&article.text);
    Citation {
        article: article.id.clone(),
        field: Field::Text,
        byte_start: quote.start,
        byte_end: quote.end,
        char_start: char_start as u32,
        char_end: char_end as u32,
        quote: words.to_owned(),
        sentence: sentence.of(&article.text).to_owned(),
        sentence_byte_start: sentence.start,
        sentence_byte_end: sentence.end,
        place: match line.map(|line| line.class) {
            Some(LineClass::Title) => Place::Title,
            Some(Table) => Place::Table,
            _ => Place::Body,
        },
    }
}

/// A value; an empty `amount` is none.
pub(crate) fn value(
    kind: ValueKind,
    amount: &str,
    unit: &str,
    bound: Bound,
    text: &str,
) -> FactValue {
    FactValue {
        kind,
        amount: amount.parse().ok(),
        high: None,
        unit: (!unit.is_empty()).then(|| unit.to_owned()),
        per: None,
        bound,
        text: text.to_owned(),
    }
}

/// One statement of a fact: where, which value, stage, certainty, credited to whom.
pub(crate) struct Said<'a> {
    pub(crate) citation: Citation,
    pub(crate) value: FactValue,
    pub(crate) stage: Option<Stage>,
    pub(crate) certainty: Certainty,
    pub(crate) credit: Option<&'a str>,
}

/// A fact out of its statements.
pub(crate) fn fact(
    id: &str,
    about: [&str; 3],
    statements: [&str; 2],
    core: bool,
    origins: u32,
    said: Vec<Said<'_>>,
) -> Fact {
    let [subject, attribute, object] = about;
    let best = said.last();
    let mut articles: Vec<&str> =
        said.iter().map(|one| one.citation.article.as_str()).collect();
    articles.sort_unstable();
    articles.dedup();
    Fact {
        fact: id.to_owned(),
        subject: subject.to_owned(),
        attribute: attribute.to_owned(),
        object: (!object.is_empty()).then(|| object.to_owned()),
        value: best.map_or(value(ValueKind::None, "", "", Bound::Exact, ""), |one| {
            one.value.clone()
        }),
        period: None,
        stage: best.and_then(|one| one.stage),
        certainty: best.map_or(Certainty::Asserted, |one| one.certainty),
        modality: Modality::Actual,
        attribution: best.and_then(|one| one.credit).map(str::to_owned),
        statement: statements[0].to_owned(),
        statement_fr: statements[1].to_owned(),
        support: Support {
            articles: articles.len() as u32,
            origins,
            named: Vec::new(),
            unnamed: false,
        },
        core,
        claims: said
            .iter()
            .enumerate()
            .map(|(index, one)| Claim {
                claim: format!("c{}", index + 1),
                article: one.citation.article.clone(),
                value: one.value.clone(),
                stage: one.stage,
                certainty: one.certainty,
                attribution: one.credit.map(str::to_owned),
                place: one.citation.place,
                rule: "made".to_owned(),
            })
            .collect(),
        relations: Vec::new(),
        citations: said.into_iter().map(|one| one.citation).collect(),
    }
}

fn relation(a: &str, b: &str, kind: RelationKind, why: [&str; 2]) -> Relation {
    Relation {
        a: a.to_owned(),
        b: b.to_owned(),
        relation: kind,
        why: why[0].to_owned(),
        why_fr: why[1].to_owned(),
    }
}

/// The five articles.
pub(crate) fn articles() -> Vec<Article> {
    let (english, french) = (Language::English, Language::French);
    vec![
        article(
            "meridian",
            "Meridian Wire",
            "2025-06-02",
            english,
            &[
                (LineClass::Title, "Boréa in talks to invest in turbine maker Lumenor"),
                (Byline, "By Ida Marchetti, 2 June 2025"),
                (
                    Prose,
                    "Boréa is in talks to invest more than $10 billion in Lumenor, people familiar with the matter said on Monday. The talks could still fall apart, they added.",
                ),
                (
                    Prose,
                    "Lumenor, founded in 2011 by Agathe Vinck, makes turbines for tidal power. It was valued at nearly $14 billion in a spring 2024 round.",
                ),
                (Subhead, "A crowded shore"),
                (
                    Prose,
                    "In 2022 Northgate Energy paid $3.1 billion for Seabright, another maker of tidal turbines. “We talk to everyone who shares our patience,” Agathe Vinck told Meridian Wire.",
                ),
                (Credit, "Reporting by Meridian Wire; editing by J. Okafor"),
            ],
        ),
        article(
            "harbour",
            "Harbour Ledger",
            "2025-06-02",
            english,
            &[
                (Chrome, "Subscribe"),
                (Chrome, "Share this article"),
                (LineClass::Title, "Boréa buys Lumenor for $14 billion"),
                (
                    Prose,
                    "Boréa is in talks to invest more than $10 billion in Lumenor, people familiar with the matter said on Monday. The talks could still fall apart, they added.",
                ),
                (
                    Prose,
                    "Lumenor, founded in 2011 by Agathe Vinck, makes turbines for tidal power.",
                ),
                (Credit, "Meridian Wire"),
                (Repeat, "Boréa buys Lumenor for $14 billion"),
                (Chrome, "Read more: ten beaches for the summer"),
            ],
        ),
        article(
            "vigie",
            "La Vigie",
            "2025-06-03",
            french,
            &[
                (LineClass::Title, "Boréa négocierait une entrée au capital de Lumenor"),
                (Byline, "Par Solène Aubry, le 3 juin 2025"),
                (
                    Prose,
                    "Le groupe belge Boréa envisagerait d’injecter plus de 10 milliards de dollars dans Lumenor, selon deux sources proches du dossier. L’opération porterait sur 49 % du capital.",
                ),
                (
                    Prose,
                    "« Rien n’est signé à ce stade », a déclaré Hugo Delmas, directeur financier de Boréa. Le fabricant d’hydroliennes a réalisé un chiffre d’affaires de 870 millions de dollars en 2024.",
                ),
            ],
        ),
        article(
            "pacific",
            "Pacific Dispatch",
            "2025-06-10",
            english,
            &[
                (LineClass::Title, "Boréa signs $14.3 billion Lumenor investment"),
                (
                    Prose,
                    "Boréa has signed an agreement to invest $14.3 billion in Lumenor for a 49% stake, the two companies said on Tuesday. Agathe Vinck will join Boréa’s board.",
                ),
                (
                    Prose,
                    "The deal values Lumenor at $29 billion. It is subject to approval by regulators in Brussels and London.",
                ),
                (Table, "Year\tRevenue\tNet loss"),
                (Table, "2023\t$610 million\t$45 million"),
                (Table, "2024\t$870 million\t$12 million"),
            ],
        ),
        article(
            "courrier",
            "Le Courrier des Affaires",
            "2025-06-11",
            french,
            &[
                (Chrome, "Accueil"),
                (Chrome, "Newsletter"),
                (Chrome, "Partager"),
                (LineClass::Title, "Hydroliennes : Boréa prend le contrôle de Lumenor"),
                (
                    Prose,
                    "Boréa a signé mardi un accord pour investir 14,3 milliards de dollars dans Lumenor et détiendra 51 % de l’entreprise. L’autorisation des autorités de la concurrence pourrait prendre un an.",
                ),
                (
                    Prose,
                    "« C’est le plus grand pari de notre histoire », a déclaré Hugo Delmas, directeur financier de Boréa.",
                ),
                (Chrome, "Lire aussi : nos conseils pour l’été"),
            ],
        ),
    ]
}

/// What the hall would say of them.
pub(crate) fn context() -> StoryContext {
    let standing = |article: &str, group: &str, role, is_superseded| Standing {
        article: article.to_owned(),
        copy_group: group.to_owned(),
        role,
        is_superseded,
    };
    StoryContext {
        standings: vec![
            standing("meridian", "g1", Role::Lead, true),
            standing("harbour", "g1", Role::Copy, false),
            standing("vigie", "g2", Role::Lead, false),
            standing("pacific", "g3", Role::Lead, false),
            standing("courrier", "g4", Role::Lead, false),
        ],
        report: Some("../report.html".to_owned()),
    }
}

fn dollars(amount: &str, bound: Bound, text: &str) -> FactValue {
    value(ValueKind::Money, amount, "USD", bound, text)
}

fn percent(amount: &str, text: &str) -> FactValue {
    value(ValueKind::Percent, amount, "%", Bound::Exact, text)
}

fn named(text: &str) -> FactValue {
    value(ValueKind::Entity, "", "", Bound::Exact, text)
}

/// A plain statement of a fact.
fn stated(citation: Citation, value: FactValue) -> Said<'static> {
    Said { citation, value, stage: None, certainty: Certainty::Asserted, credit: None }
}

/// The investment: talks, a headline that runs ahead, then the signature.
fn investment(of: &[Article]) -> Fact {
    let talks = "in talks to invest more than $10 billion in Lumenor";
    let unnamed = Some("people familiar with the matter");
    let more = || dollars("10000000000", Bound::MoreThan, "more than $10 billion");
    let said = |citation, value, stage, certainty, credit| Said {
        citation,
        value,
        stage: Some(stage),
        certainty,
        credit,
    };
    let reported = Certainty::Reported;
    let mut made = fact(
        "investment",
        ["Boréa", "investment", "Lumenor"],
        [
            "Boréa has signed an agreement to invest $14.3 billion in Lumenor.",
            "Boréa a signé un accord pour investir 14,3 milliards de dollars dans Lumenor.",
        ],
        true,
        3,
        vec![
            said(cite(&of[0], talks), more(), Stage::InTalks, reported, unnamed),
            said(
                cite(&of[1], "buys Lumenor for $14 billion"),
                dollars("14000000000", Bound::Exact, "$14 billion"),
                Stage::Completed,
                Certainty::Asserted,
                None,
            ),
            said(cite(&of[1], talks), more(), Stage::InTalks, reported, unnamed),
            said(
                cite(
                    &of[2],
                    "envisagerait d’injecter plus de 10 milliards de dollars dans Lumenor",
                ),
                dollars(
                    "10000000000",
                    Bound::MoreThan,
                    "plus de 10 milliards de dollars",
                ),
                Stage::Considering,
                reported,
                Some("deux sources proches du dossier"),
            ),
            said(
                cite(
                    &of[4],
                    "a signé mardi un accord pour investir 14,3 milliards de dollars dans Lumenor",
                ),
                dollars("14300000000", Bound::Exact, "14,3 milliards de dollars"),
                Stage::Signed,
                Certainty::Asserted,
                None,
            ),
            said(
                cite(
                    &of[3],
                    "has signed an agreement to invest $14.3 billion in Lumenor",
                ),
                dollars("14300000000", Bound::Exact, "$14.3 billion"),
                Stage::Signed,
                Certainty::Asserted,
                Some("the two companies"),
            ),
        ],
    );
    made.support.named = vec![
        "Meridian Wire".to_owned(),
        "La Vigie".to_owned(),
        "Pacific Dispatch".to_owned(),
    ];
    made.relations = vec![
        relation(
            "c2",
            "c3",
            RelationKind::HeadlineOverclaims,
            [
                "the headline tells a purchase for $14 billion, the body only talks of more than $10 billion",
                "le titre annonce un achat à 14 milliards de dollars, le texte ne parle que de discussions au-delà de 10 milliards",
            ],
        ),
        relation(
            "c1",
            "c6",
            RelationKind::Updates,
            [
                "more than $10 billion in talks on 2 June, $14.3 billion signed on 10 June",
                "plus de 10 milliards en discussion le 2 juin, 14,3 milliards signés le 10 juin",
            ],
        ),
        relation(
            "c1",
            "c4",
            RelationKind::StageDiffers,
            [
                "in talks in one, under consideration in the other",
                "en discussions dans l’un, à l’étude dans l’autre",
            ],
        ),
    ];
    made
}

/// The stake: 49 against 51 per cent.
fn stake(of: &[Article]) -> Fact {
    let mut hedged =
        stated(cite(&of[2], "porterait sur 49 % du capital"), percent("49", "49 %"));
    hedged.certainty = Certainty::Reported;
    let mut made = fact(
        "stake",
        ["Boréa", "stake", "Lumenor"],
        ["Boréa takes 49% of Lumenor.", "Boréa prend 49 % de Lumenor."],
        true,
        2,
        vec![
            hedged,
            stated(cite(&of[4], "détiendra 51 % de l’entreprise"), percent("51", "51 %")),
            stated(cite(&of[3], "for a 49% stake"), percent("49", "49%")),
        ],
    );
    made.relations = vec![relation(
        "c2",
        "c3",
        RelationKind::Contradicts,
        [
            "51% and 49% cannot both be so",
            "51 % et 49 % ne peuvent être vrais ensemble : l’un donne le contrôle, l’autre non",
        ],
    )];
    made
}

/// What is told of the parties, and of another deal.
fn others(of: &[Article]) -> Vec<Fact> {
    let revenue = |text: &str| dollars("870000000", Bound::Exact, text);
    let mut sales = fact(
        "revenue",
        ["Lumenor", "revenue", ""],
        [
            "Lumenor had revenue of $870 million in 2024.",
            "Lumenor a réalisé un chiffre d’affaires de 870 millions de dollars en 2024.",
        ],
        false,
        2,
        vec![
            stated(
                cite(&of[2], "un chiffre d’affaires de 870 millions de dollars en 2024"),
                revenue("870 millions de dollars"),
            ),
            stated(cite(&of[3], "2024\t$870 million"), revenue("$870 million")),
        ],
    );
    sales.period = Some("2024".to_owned());
    let mut valued = fact(
        "valuation-2024",
        ["Lumenor", "valuation", ""],
        [
            "Lumenor was valued at nearly $14 billion in spring 2024.",
            "Lumenor était valorisé près de 14 milliards de dollars au printemps 2024.",
        ],
        false,
        1,
        vec![stated(
            cite(&of[0], "valued at nearly $14 billion"),
            dollars("14000000000", Bound::Nearly, "nearly $14 billion"),
        )],
    );
    valued.period = Some("2024-spring".to_owned());
    let values_now = fact(
        "valuation",
        ["Lumenor", "valuation", ""],
        [
            "The deal values Lumenor at $29 billion.",
            "L’accord valorise Lumenor à 29 milliards de dollars.",
        ],
        true,
        1,
        vec![stated(
            cite(&of[3], "values Lumenor at $29 billion"),
            dollars("29000000000", Bound::Exact, "$29 billion"),
        )],
    );
    let founded = fact(
        "founded",
        ["Lumenor", "founded", ""],
        [
            "Lumenor was founded in 2011 by Agathe Vinck.",
            "Lumenor a été fondé en 2011 par Agathe Vinck.",
        ],
        false,
        1,
        vec![
            stated(
                cite(&of[0], "founded in 2011 by Agathe Vinck"),
                named("Agathe Vinck"),
            ),
            stated(
                cite(&of[1], "founded in 2011 by Agathe Vinck"),
                named("Agathe Vinck"),
            ),
        ],
    );
    let mut approval = fact(
        "approval",
        ["Boréa", "legal", "Lumenor"],
        [
            "The deal is subject to approval by regulators.",
            "L’accord est soumis à l’autorisation des autorités.",
        ],
        true,
        2,
        vec![
            Said {
                citation: cite(
                    &of[4],
                    "L’autorisation des autorités de la concurrence pourrait prendre un an",
                ),
                value: named(""),
                stage: Some(Stage::Review),
                certainty: Certainty::Possible,
                credit: None,
            },
            Said {
                citation: cite(
                    &of[3],
                    "subject to approval by regulators in Brussels and London",
                ),
                value: named(""),
                stage: Some(Stage::Review),
                certainty: Certainty::Conditional,
                credit: None,
            },
        ],
    );
    approval.support.unnamed = false;
    let elsewhere = fact(
        "acquisition-2022",
        ["Northgate Energy", "acquisition", "Seabright"],
        [
            "Northgate Energy paid $3.1 billion for Seabright.",
            "Northgate Energy a payé 3,1 milliards de dollars pour Seabright.",
        ],
        false,
        1,
        vec![stated(
            cite(&of[0], "Northgate Energy paid $3.1 billion for Seabright"),
            dollars("3100000000", Bound::Exact, "$3.1 billion"),
        )],
    );
    vec![values_now, approval, sales, valued, founded, elsewhere]
}

/// The sheet of the five articles.
pub(crate) fn sheet(of: &[Article]) -> FactSheet {
    let mut facts = vec![investment(of), stake(of)];
    facts.extend(others(of));
    let entry = |date: &str, fact: &str, citation, label: [&str; 2]| TimelineEntry {
        date: date.to_owned(),
        fact: fact.to_owned(),
        label: label[0].to_owned(),
        label_fr: label[1].to_owned(),
        citation,
    };
    let quote = |article: &Article, words: &str, speaker: &str, role: &str| Quote {
        speaker: Some(speaker.to_owned()),
        role: (!role.is_empty()).then(|| role.to_owned()),
        citation: cite(article, words),
        articles: vec![article.id.clone()],
    };
    let line = |article: &Article, words: &str, others: &[Citation]| SummaryLine {
        text: words.to_owned(),
        citations: [cite(article, words)]
            .into_iter()
            .chain(others.iter().cloned())
            .collect(),
    };
    let origin = |id: &str, name: &str, articles: &[&str], why: &str| Origin {
        origin: id.to_owned(),
        name: Some(name.to_owned()),
        articles: articles.iter().map(|id| (*id).to_owned()).collect(),
        why: why.to_owned(),
    };
    FactSheet {
        story: "s-borea-lumenor".to_owned(),
        headline: "Boréa signs $14.3 billion Lumenor investment".to_owned(),
        articles: of.iter().map(|article| article.id.clone()).collect(),
        origins: vec![
            origin(
                "o1",
                "Meridian Wire",
                &["meridian", "harbour"],
                "same copy, credited to Meridian Wire",
            ),
            origin("o2", "La Vigie", &["vigie"], "own text"),
            origin("o3", "Pacific Dispatch", &["pacific"], "own text"),
            origin("o4", "Le Courrier des Affaires", &["courrier"], "own text"),
        ],
        timeline: vec![
            entry(
                "2024-04",
                "valuation-2024",
                0,
                [
                    "Lumenor valued at nearly $14 billion",
                    "Lumenor valorisé près de 14 milliards de dollars",
                ],
            ),
            entry(
                "2025-06-02",
                "investment",
                0,
                [
                    "Talks over more than $10 billion are reported",
                    "Des discussions au-delà de 10 milliards de dollars sont rapportées",
                ],
            ),
            entry(
                "2025-06-03",
                "investment",
                3,
                [
                    "La Vigie speaks of a project under consideration",
                    "La Vigie évoque un projet à l’étude",
                ],
            ),
            entry(
                "2025-06-10",
                "investment",
                5,
                ["$14.3 billion signed", "14,3 milliards de dollars signés"],
            ),
        ],
        summary: vec![
            line(
                &of[3],
                "Boréa has signed an agreement to invest $14.3 billion in Lumenor for a 49% stake, the two companies said on Tuesday.",
                &[cite(
                    &of[4],
                    "a signé mardi un accord pour investir 14,3 milliards de dollars dans Lumenor",
                )],
            ),
            line(
                &of[3],
                "It is subject to approval by regulators in Brussels and London.",
                &[cite(
                    &of[4],
                    "L’autorisation des autorités de la concurrence pourrait prendre un an",
                )],
            ),
            line(
                &of[2],
                "Le fabricant d’hydroliennes a réalisé un chiffre d’affaires de 870 millions de dollars en 2024.",
                &[cite(&of[3], "2024\t$870 million")],
            ),
        ],
        quotes: vec![
            quote(
                &of[0],
                "We talk to everyone who shares our patience,",
                "Agathe Vinck",
                "founder of Lumenor",
            ),
            quote(
                &of[2],
                "Rien n’est signé à ce stade",
                "Hugo Delmas",
                "directeur financier de Boréa",
            ),
            quote(
                &of[4],
                "C’est le plus grand pari de notre histoire",
                "Hugo Delmas",
                "directeur financier de Boréa",
            ),
        ],
        open_questions: vec![
            OpenQuestion {
                attribute: "acquisition".to_owned(),
                text: "When is the deal to be completed?".to_owned(),
                text_fr: "Quand l’opération doit-elle être finalisée ?".to_owned(),
            },
            OpenQuestion {
                attribute: "investment".to_owned(),
                text: "How does Boréa pay for it?".to_owned(),
                text_fr: "Comment Boréa la financera-t-il ?".to_owned(),
            },
        ],
        facts,
    }
}
