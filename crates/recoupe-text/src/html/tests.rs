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
fn hostile_pages_are_turned_away_before_they_are_parsed() {
    let deep = format!("<body>{}", "<div>".repeat(100_000));
    assert_eq!(try_extract(&deep), Err(Unreadable::TooDeep));
    let crossed = "<div></span>".repeat(1_000);
    assert_eq!(try_extract(&crossed), Err(Unreadable::TooDeep));
    let reopened = format!("{}{}", "<b>".repeat(250), "<p>x".repeat(100_000));
    assert_eq!(try_extract(&reopened), Err(Unreadable::TooDeep));
    let many = "<br>".repeat(bounds::MOST_TAGS + 1);
    assert_eq!(try_extract(&many), Err(Unreadable::TooManyTags));
    let siblings = format!("<p>{}", "<div>x</div>".repeat(2_000));
    assert!(!matches!(
        try_extract(&siblings),
        Err(Unreadable::TooDeep | Unreadable::TooManyTags)
    ));
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
