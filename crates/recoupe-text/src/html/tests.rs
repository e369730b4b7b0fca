use super::*;

const ENGLISH: &str = r#"<html lang="en"><head><title>Harbour firm buys rival | The Ledger</title>
<meta property="article:published_time" content="2025-06-08T10:32:00+02:00">
<meta property="og:title" content="Harbour firm buys rival"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/money">Money</a></li></ul></nav>
<article><h1>Harbour firm buys rival</h1>
<p>The harbour firm said on Monday that it would buy its old rival for cash, and that both boards had agreed &amp; signed.</p>
<h2>Why it matters</h2>
<p>The rival has run the northern docks since the port was built, and its quays have been full for as long as anyone remembers.</p>
<table><tr><th>Dock</th><th>Price</th></tr><tr><td>North</td><td>$2.4 million</td></tr><tr><td>South</td><td>$1.1 million</td></tr></table>
<p>The regulator will look at the deal before the end of the year, the firm said, and it expects no objections at all.</p></article>
<footer><p>All rights reserved</p></footer></body></html>"#;

const FRENCH: &str = r#"<html lang="fr"><head><title>Le port rachète son rival - La Vigie</title>
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2025-06-08"}</script></head><body>
<nav><a href="/">Accueil</a></nav><article><h1>Le port rachète son rival</h1>
<p>Le port a annoncé lundi qu’il allait racheter son vieux rival au comptant, et que les deux conseils avaient signé.</p>
<h2>Pourquoi c’est important</h2>
<p>Le rival exploite les quais du nord depuis la construction du port, et ils sont pleins depuis aussi longtemps&nbsp;!</p>
<ul><li>Le quai nord emploie deux cents dockers.</li><li>Le quai sud en emploie cent.</li></ul>
<p>Le régulateur examinera l’opération avant la fin de l’année, a précisé le port, qui n’attend aucune objection.</p></article></body></html>"#;

#[test]
fn blocks_become_lines_and_rows_stay_whole() {
    let page = extract(ENGLISH).unwrap();
    let lines: Vec<&str> = page.text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines.first(), Some(&"Harbour firm buys rival"));
    assert!(lines.contains(&"Why it matters"), "{lines:?}");
    assert!(lines.contains(&"North | $2.4 million"), "{lines:?}");
    assert!(page.text.contains("agreed & signed."));
    assert!(!page.text.contains("All rights reserved"));
    assert_eq!(page.date.as_deref(), Some("2025-06-08T10:32:00+02:00"));
}

#[test]
fn french_pages_keep_their_punctuation_and_items() {
    let page = extract(FRENCH).unwrap();
    assert!(page.text.contains("longtemps !") || page.text.contains("longtemps\u{a0}!"));
    assert!(
        page.text.lines().any(|line| line == "Le quai sud en emploie cent."),
        "{}",
        page.text
    );
    assert_eq!(page.date.as_deref(), Some("2025-06-08"));
    assert_eq!(page.title.as_deref(), Some("Le port rachète son rival"));
}

#[test]
fn hostile_pages_are_read_or_turned_away() {
    let deep = format!("<body>{}{ENGLISH}", "<div>".repeat(100_000));
    assert!(extract(&deep).is_some_and(|page| page.text.contains("agreed & signed.")));
    let wide = format!("<p {}>{ENGLISH}", "class='menu' x=\"".repeat(100_000));
    let _ = extract(&wide);
    let open = format!("{}{ENGLISH}", "<b><a href=x><table><td>".repeat(20_000));
    let _ = extract(&open);
    let dark = format!("\u{0}<p>{}\u{0}</p>{ENGLISH}", "\u{0}".repeat(100_000));
    assert!(extract(&dark).is_some());
    let many = "<br>".repeat(1_000_001);
    assert_eq!(
        try_extract(&many, &PageBounds::default()),
        Err(Unreadable::TooManyElements(1_000_000))
    );
    let few = PageBounds { elements: 3, ..PageBounds::default() };
    assert!(try_extract("<p>a<p>b<p>c<p>d", &few).is_err());
}

/// Pages with a place among the paragraphs, in both languages.
const AROUND: [(&str, &str, &str); 2] = [
    (
        "<h1>Harbour firm buys rival</h1>{}<div class=story-body><p>The harbour firm said on Monday that it would buy its old rival for cash.</p>",
        "<p>The rival has run the northern docks since the port was built, long ago.</p>",
        "<p>The regulator will look at the deal before the end of the year, it said.</p></div>",
    ),
    (
        "<h1>Le port rachète son rival</h1>{}<div class=corps-article><p>Le port a annoncé lundi qu’il allait racheter son vieux rival au comptant.</p>",
        "<p>Le rival exploite les quais du nord depuis la construction du port, jadis.</p>",
        "<p>Le régulateur examinera l’opération avant la fin de l’année, dit le port.</p></div>",
    ),
];

/// Checks the class of the line that holds `wanted` on a page with `inside` among its
/// paragraphs; `None` where no line may hold it.
#[track_caller]
fn check_inside(
    (first, second, third): (&str, &str, &str),
    inside: &str,
    wanted: &str,
    expected: Option<LineClass>,
) {
    let html = format!("{}{second}{inside}{third}", first.replace("{}", ""));
    let page = extract(&html).unwrap();
    let found =
        page.blocks.iter().find(|block| block.text.of(&page.text).contains(wanted));
    assert_eq!(found.map(|block| block.class), expected, "{inside}\n{}", page.text);
}

#[test]
fn what_stands_among_paragraphs_is_told_by_its_structure() {
    use LineClass::{Byline, Credit, Prose, Subhead, Table};
    let [english, french] = AROUND;
    for (around, inside, wanted, expected) in [
        (english, "<h2>Why it matters</h2>", "matters", Some(Subhead)),
        (french, "<h2>Pourquoi maintenant</h2>", "maintenant", Some(Subhead)),
        (english, "<p><strong>What comes next</strong></p>", "next", Some(Subhead)),
        (french, "<p><strong>Et maintenant</strong></p>", "Et maint", Some(Subhead)),
        (english, "<ul><li>North dock</ul>", "North", Some(Prose)),
        (french, "<ul><li>Quai nord</ul>", "Quai", Some(Prose)),
        (
            english,
            "<figure><figcaption>The dock at dawn.</figcaption></figure>",
            "dawn",
            Some(Credit),
        ),
        (french, "<div class=legende>Le quai à l’aube.</div>", "aube", Some(Credit)),
        (english, "<div class='byline'>By Ada Stone</div>", "Ada", Some(Byline)),
        (french, "<span class='auteur'>Par Ada Pierre</span>", "Ada", Some(Byline)),
        (
            english,
            "<table><tr><td>North<td>$2<tr><td>South<td>$1</table>",
            "North | $2",
            Some(Table),
        ),
        (
            french,
            "<table><tr><td>Nord<td>2 €<tr><td>Sud<td>1 €</table>",
            "Nord | 2 €",
            Some(Table),
        ),
        (
            english,
            "<div class='related-links'><p>A port stands still for a whole day.</p></div>",
            "still",
            None,
        ),
        (
            french,
            "<div class='a-lire-aussi'><p>Un port à l’arrêt pendant un jour entier.</p></div>",
            "arrêt",
            None,
        ),
        (english, "<ul><li><a href=/x>A port stands still</a></ul>", "still", None),
        (french, "<p><a href=/x>Un port à l’arrêt</a></p>", "arrêt", None),
        (
            english,
            "<div style='display: none'>Our secret docks are hidden.</div>",
            "secret",
            None,
        ),
        (french, "<div hidden>Nos quais secrets sont cachés.</div>", "secrets", None),
    ] {
        check_inside(around, inside, wanted, expected);
    }
}

#[test]
fn the_words_under_the_headline_belong_to_the_text() {
    let leads = [
        "<div class=standfirst>Both boards have agreed on the price of the old docks</div>",
        "<div class=chapo>Les deux conseils se sont accordés sur le prix des vieux quais</div>",
    ];
    for ((first, second, third), lead) in AROUND.into_iter().zip(leads) {
        let page =
            extract(&format!("{}{second}{third}", first.replace("{}", lead))).unwrap();
        assert_eq!(page.blocks.len(), 5, "{}", page.text);
    }
}

#[test]
fn remarks_of_readers_and_teasers_of_other_articles_are_left_out() {
    let others = [
        (
            "I have never seen such a deal in my whole life, and I am old.",
            "The dock was closed again last week.",
        ),
        (
            "Je n’ai jamais vu une telle affaire de ma vie, et je suis vieux.",
            "Le quai a encore fermé la semaine passée.",
        ),
    ];
    for ((first, second, third), (remark, teaser)) in AROUND.into_iter().zip(others) {
        let teaser_block =
            format!("<h3><a href=/x>One more of the old docks</a></h3><p>{teaser}</p>");
        let remarks =
            format!("<div id=comments>{}</div>", format!("<p>{remark}</p>").repeat(9));
        let html = format!(
            "<main>{}{second}{third}{}{remarks}</main>",
            first.replace("{}", ""),
            teaser_block.repeat(3)
        );
        let text = extract(&html).unwrap().text;
        assert!(!text.contains(remark) && !text.contains(teaser), "{text}");
    }
}

#[test]
fn a_body_in_linked_data_corrects_what_was_chosen() {
    let told =
        "Le port a rouvert lundi, dit la ville; les dockers y étaient dès l’aube. "
            .repeat(8);
    let other =
        "<p>Un tout autre texte, plus long que l’article, remplit cette page.</p>"
            .repeat(20);
    let html = format!(
        "<script type='application/ld+json'>{{\"author\":[{{\"name\":\"Ada Pierre\"}}],\"articleBody\":\"{told}\"}}</script>
         <div class=x>{other}</div><div class=share><p>{told}</p></div>"
    );
    let page = extract(&html).unwrap();
    assert!(
        page.text.contains("dès l’aube") && !page.text.contains("autre texte"),
        "{}",
        page.text
    );
    assert_eq!(page.byline.as_deref(), Some("Ada Pierre"));
}

#[test]
fn a_body_that_only_scripts_show_is_taken_from_linked_data() {
    let told = "Le port a rouvert lundi, dit la ville; les dockers y étaient. ".repeat(9);
    let html = format!(
        "<script type='application/ld+json'>{{\"articleBody\":\"{told}\\nC’est fini.\"}}</script><p>Activez les scripts.</p>"
    );
    let page = extract(&html).unwrap();
    assert!(page.text.ends_with("C’est fini."), "{}", page.text);
    let shown = format!("<noscript><p>{told}</p></noscript>");
    assert!(extract(&shown).is_some_and(|page| page.text.contains("rouvert")));
}

#[test]
fn each_line_leads_back_to_its_bytes_in_the_page() {
    for html in [ENGLISH, FRENCH] {
        let page = extract(html).unwrap();
        for block in &page.blocks {
            let line = block.text.of(&page.text);
            let word = line.split(' ').next().unwrap_or_default();
            assert!(!word.is_empty() && block.page.of(html).starts_with(word), "{line}");
        }
        assert!(page.blocks.windows(2).all(|pair| pair[0].text.end < pair[1].text.start));
    }
}

#[test]
fn broken_pages_never_panic() {
    for html in [
        "",
        "<",
        "</",
        "<!--",
        "<a href='",
        "<script>",
        "<p>x",
        "\u{0}",
        "<meta content",
        "<x-é>",
    ] {
        let _ = extract(html);
    }
    arbtest::arbtest(|random| {
        const PARTS: [&str; 16] = [
            "<p>",
            "</p>",
            "<div ",
            ">",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<td>",
            "<table>",
            "&nbsp;",
            "\"",
            "'",
            "Le port a annoncé lundi qu’il allait racheter son rival. ",
            "<meta name=date content=",
            "<li>",
        ];
        let mut html = String::new();
        for _ in 0..random.int_in_range(0..=40)? {
            html.push_str(random.choose(&PARTS)?);
        }
        let _ = extract(&html);
        Ok(())
    })
    .budget_ms(200);
}
