//! The pages as a whole: golden samples, hostile text, citations, bounds.

#![expect(
    clippy::unwrap_used,
    clippy::assigning_clones,
    reason = "helpers of tests may stop at once, and plain assignments read better there"
)]

#[path = "../examples/made/edition.rs"]
mod edition;
#[path = "../examples/made/story.rs"]
mod story;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use recoupe_facts::{FactSheet, Field, Place};
use recoupe_pages::{
    Report, StoryContext, Tongue, report_html, sheet_html, sheet_markdown_in,
};
use recoupe_text::{Article, Language, LineClass};

/// One opening, closing or empty tag.
#[derive(Debug)]
struct Tag {
    name: String,
    attributes: Vec<(String, String)>,
    closes: bool,
}

/// Elements that have no end.
const VOID: [&str; 3] = ["meta", "input", "!DOCTYPE"];

/// The tags of a page; style and script are passed over.
fn tags(page: &str) -> Vec<Tag> {
    let mut tags = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let (inside, after) = after.split_once('>').unwrap();
        let closes = inside.starts_with('/');
        let inside = inside.trim_start_matches('/');
        let (name, attributes) = inside.split_once(' ').unwrap_or((inside, ""));
        tags.push(Tag {
            name: name.to_owned(),
            attributes: attributes_of(attributes),
            closes,
        });
        rest = after;
        if !closes && matches!(name, "style" | "script") {
            rest = after.split_once(&format!("</{name}")).unwrap().1;
            rest = rest.trim_start_matches('>');
            tags.push(Tag {
                name: name.to_owned(),
                attributes: Vec::new(),
                closes: true,
            });
        }
    }
    tags
}

fn attributes_of(text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(after) => after.split_once('"').unwrap(),
            None => ("", after),
        };
        attributes.push((name.to_owned(), value.to_owned()));
        rest = after.trim_start();
    }
    attributes
}

/// Every element closes in order, and only known elements, attributes and addresses occur.
#[track_caller]
fn assert_sound(page: &str) {
    let mut open: Vec<String> = Vec::new();
    let mut ids = std::collections::BTreeSet::new();
    for tag in tags(page) {
        if tag.closes {
            assert_eq!(open.pop().as_deref(), Some(tag.name.as_str()));
            continue;
        }
        assert!(
            tag.name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '!'),
            "{tag:?}"
        );
        assert!(
            !["img", "iframe", "object", "link", "base", "form", "a:"]
                .contains(&tag.name.as_str()),
            "{tag:?}"
        );
        for (name, value) in &tag.attributes {
            assert!(
                !name.starts_with("on") && name != "style" && name != "src",
                "{tag:?}"
            );
            assert!(!value.contains('<'), "{tag:?}");
            if name == "href" {
                let is_known = [
                    "#",
                    "http://",
                    "https://",
                    "sheets/",
                    "sheet.html",
                    "../report.html",
                ];
                assert!(is_known.iter().any(|start| value.starts_with(start)), "{tag:?}");
                let is_away = value.starts_with("http");
                let has_rel = tag
                    .attributes
                    .iter()
                    .any(|(name, value)| name == "rel" && value == "noopener noreferrer");
                assert!(!is_away || has_rel, "{tag:?}");
            }
            if name == "id" {
                assert!(ids.insert(value.clone()), "the id {value} stands twice");
            }
        }
        if !VOID.contains(&tag.name.as_str()) {
            open.push(tag.name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    assert_eq!(page.matches("<script").count(), 1);
    for class in ["l-en", "l-fr"] {
        assert!(page.contains(class));
    }
    let shown = |class: &str| page.matches(&format!("class=\"{class}\"")).count();
    assert_eq!(shown("l-en"), shown("l-fr"), "a label lacks one of its languages");
}

fn page(sheet: &FactSheet, articles: &[Article], context: &StoryContext) -> String {
    sheet_html(sheet, &articles.iter().collect::<Vec<_>>(), context)
}

fn markdown(tongue: Tongue, sheet: &FactSheet, articles: &[Article]) -> String {
    sheet_markdown_in(
        tongue,
        sheet,
        &articles.iter().collect::<Vec<_>>(),
        &story::context(),
    )
}

/// The elements of the page with their classes, one a line, without words.
fn skeleton(page: &str) -> String {
    let mut lines = String::new();
    let mut depth = 0_usize;
    for tag in tags(page) {
        if tag.closes {
            depth -= 1;
            continue;
        }
        let named = |name: &str| tag.attributes.iter().find(|(other, _)| other == name);
        let class = named("class")
            .map_or(String::new(), |(_, value)| format!(".{}", value.replace(' ', ".")));
        let id = named("id").map_or(String::new(), |(_, value)| format!("#{value}"));
        let language =
            named("lang").map_or(String::new(), |(_, value)| format!(" lang={value}"));
        if !class.starts_with(".l-") {
            writeln!(lines, "{}{}{class}{id}{language}", "  ".repeat(depth), tag.name)
                .unwrap();
        }
        if !VOID.contains(&tag.name.as_str()) {
            depth += 1;
        }
    }
    lines
}

#[test]
fn the_markdown_of_the_sample_is_as_agreed_in_english() {
    let articles = story::articles();
    insta::assert_snapshot!(markdown(
        Tongue::English,
        &story::sheet(&articles),
        &articles
    ));
}

#[test]
fn the_markdown_of_the_sample_is_as_agreed_in_french() {
    let articles = story::articles();
    insta::assert_snapshot!(markdown(
        Tongue::French,
        &story::sheet(&articles),
        &articles
    ));
}

#[test]
fn the_elements_of_a_small_page_are_as_agreed() {
    let articles: Vec<Article> = story::articles().into_iter().take(2).collect();
    let mut sheet = story::sheet(&story::articles());
    sheet.articles.truncate(2);
    sheet.facts.retain(|fact| fact.fact == "founded");
    sheet.timeline.clear();
    sheet.summary.clear();
    sheet.quotes.truncate(1);
    sheet.origins.truncate(1);
    insta::assert_snapshot!(skeleton(&page(&sheet, &articles, &story::context())));
}

#[test]
fn the_sample_pages_are_sound() {
    let articles = story::articles();
    assert_sound(&page(&story::sheet(&articles), &articles, &story::context()));
    assert_sound(&report_html(&edition::report(2_400, 42)));
}

/// The words each citation number marks in one article of the pane.
fn marked_words(article: &str) -> BTreeMap<String, String> {
    let mut words: BTreeMap<String, String> = BTreeMap::new();
    for piece in article.split("<mark ").skip(1) {
        let numbers = piece.split_once("data-q=\"").unwrap().1.split_once('"').unwrap().0;
        let text = piece.split_once('>').unwrap().1.split_once("</mark>").unwrap().0;
        for number in numbers.split(' ') {
            words.entry(number.to_owned()).or_default().push_str(text);
        }
    }
    words
}

#[test]
fn every_citation_of_the_sheet_is_a_mark_with_its_very_words() {
    let articles = story::articles();
    let sheet = story::sheet(&articles);
    let shown = page(&sheet, &articles, &story::context());
    let pane = shown.split_once("<aside").unwrap().1;
    let sections: Vec<BTreeMap<String, String>> =
        pane.split("<article ").skip(1).map(marked_words).collect();
    let facts = sheet.facts.iter().flat_map(|fact| &fact.citations);
    let summary = sheet.summary.iter().flat_map(|line| &line.citations);
    let quotes = sheet.quotes.iter().map(|quote| &quote.citation);
    for citation in facts.chain(summary).chain(quotes) {
        let place = sheet.articles.iter().position(|id| *id == citation.article).unwrap();
        let is_marked = sections[place].values().any(|words| *words == citation.quote);
        assert!(is_marked, "{}", citation.quote);
    }
    // Every number that is a link on the sheet leads to an anchor and its words.
    let links: Vec<String> = tags(&shown)
        .iter()
        .flat_map(|tag| &tag.attributes)
        .filter(|(name, _)| name == "href")
        .filter_map(|(_, value)| value.strip_prefix("#c").map(str::to_owned))
        .collect();
    assert!(links.len() > 40, "{}", links.len());
    for number in links {
        assert!(pane.contains(&format!("id=\"c{number}\"")), "{number}");
        assert!(sections.iter().any(|section| section.contains_key(&number)), "{number}");
    }
}

/// Words that try to be markup, code or an order to the reader's screen.
const HOSTILE: [&str; 6] = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "a \u{202E}b\u{2066} c\u{200F}",
    "[x](javascript:alert(1)) <!-- `\n# x",
];

#[test]
fn hostile_text_stays_text_everywhere() {
    for hostile in HOSTILE {
        let articles = vec![hostile_article(hostile)];
        let sheet = hostile_sheet(hostile, &articles);
        let context =
            StoryContext { report: Some(hostile.to_owned()), ..story::context() };
        let shown = page(&sheet, &articles, &StoryContext::default());
        assert_sound(&shown);
        let _ = page(&sheet, &articles, &context);
        for tongue in [Tongue::English, Tongue::French] {
            let text = markdown(tongue, &sheet, &articles);
            assert!(
                !text.contains("<script")
                    && !text.contains("<img")
                    && !text.contains("<!--"),
                "{text}"
            );
            let unescaped = text.replace("\\]", "");
            assert!(
                !unescaped.contains("](javascript")
                    && !unescaped.contains("](<javascript"),
                "{text}"
            );
            assert!(!text.contains('\u{202E}'), "{text}");
        }
        let mut report = edition::report(20, 3);
        report.title = hostile.to_owned();
        report.version = hostile.to_owned();
        report.outlets[0].name = hostile.to_owned();
        report.stories[0].headline = hostile.to_owned();
        report.stories[0].headline_language = Some(hostile.to_owned());
        report.stories[0].sheet = Some(format!("sheets/{hostile}"));
        report.settings.push((hostile.to_owned(), hostile.to_owned()));
        report.rejections.insert(hostile.to_owned(), 3);
        assert_sound(&report_html(&report));
    }
}

fn hostile_article(hostile: &str) -> Article {
    let mut article = story::article(
        hostile,
        hostile,
        "2025-06-02",
        Language::English,
        &[
            (LineClass::Title, hostile),
            (LineClass::Chrome, hostile),
            (LineClass::Prose, hostile),
            (LineClass::Table, hostile),
        ],
    );
    article.url = Some(hostile.to_owned());
    article
}

/// The sample's sheet with every text replaced.
fn hostile_sheet(hostile: &str, articles: &[Article]) -> FactSheet {
    let mut sheet = story::sheet(&story::articles());
    let citation = story::cite(&articles[0], hostile);
    sheet.headline = hostile.to_owned();
    sheet.articles = vec![hostile.to_owned()];
    for fact in &mut sheet.facts {
        for text in [
            &mut fact.subject,
            &mut fact.attribute,
            &mut fact.statement,
            &mut fact.statement_fr,
        ] {
            *text = hostile.to_owned();
        }
        fact.period = Some(hostile.to_owned());
        fact.attribution = Some(hostile.to_owned());
        fact.support.named = vec![hostile.to_owned()];
        fact.value.amount = None;
        fact.value.text = hostile.to_owned();
        fact.citations.fill(citation.clone());
        for relation in &mut fact.relations {
            relation.why = hostile.to_owned();
            relation.why_fr = hostile.to_owned();
        }
    }
    for quote in &mut sheet.quotes {
        quote.speaker = Some(hostile.to_owned());
        quote.role = Some(hostile.to_owned());
        quote.citation = citation.clone();
    }
    for entry in &mut sheet.timeline {
        entry.label = hostile.to_owned();
        entry.label_fr = hostile.to_owned();
        entry.date = hostile.to_owned();
    }
    for origin in &mut sheet.origins {
        origin.name = Some(hostile.to_owned());
        origin.why = hostile.to_owned();
        origin.articles = vec![hostile.to_owned()];
    }
    for line in &mut sheet.summary {
        line.text = hostile.to_owned();
        line.citations = vec![citation.clone()];
    }
    sheet
}

#[test]
fn an_empty_sheet_and_an_empty_report_are_whole_pages() {
    let sheet = FactSheet::default();
    assert_sound(&page(&sheet, &[], &StoryContext::default()));
    assert_eq!(
        sheet_markdown_in(Tongue::French, &sheet, &[], &StoryContext::default()),
        "# Une histoire sans titre\n\n0 article · 0 texte distinct · 0 origine indépendante\n"
    );
    assert_sound(&report_html(&Report::default()));
}

#[test]
fn missing_articles_leave_their_quotations() {
    let articles = story::articles();
    let sheet = story::sheet(&articles);
    let shown = page(&sheet, &[], &StoryContext::default());
    assert_sound(&shown);
    assert!(shown.contains("has signed an agreement to invest"));
    assert!(!shown.split_once("<script").unwrap().0.contains("href=\"#c"));
}

#[test]
fn citations_that_point_nowhere_are_no_marks_and_break_nothing() {
    let articles = story::articles();
    let mut sheet = story::sheet(&articles);
    for (index, citation) in sheet.facts[0].citations.iter_mut().enumerate() {
        citation.byte_start = 3 + index as u32;
        citation.byte_end = [4, 4_000_000_000, 0, 5, 6, 7][index];
        citation.sentence_byte_start = 4_000_000_000;
        citation.field = if index % 2 == 0 { Field::Title } else { Field::Text };
        citation.place = Place::Title;
    }
    sheet.timeline[0].citation = u32::MAX;
    sheet.facts[1].relations[0].a = "c99".to_owned();
    sheet.facts[1].claims.truncate(1);
    assert_sound(&page(&sheet, &articles, &story::context()));
    let _ = markdown(Tongue::English, &sheet, &articles);
}

#[test]
fn a_story_of_five_hundred_articles_is_a_bounded_page() {
    let model = story::articles();
    let sheet_of_five = story::sheet(&model);
    let mut articles = Vec::new();
    let mut sheet =
        FactSheet { headline: sheet_of_five.headline.clone(), ..FactSheet::default() };
    let mut first = sheet_of_five.facts[0].clone();
    for index in 0..500 {
        let mut article = model[index % 5].clone();
        article.id = format!("a{index:03}");
        article
            .text
            .push_str(&"And so it went on for a while, day after day. ".repeat(100));
        for (claim, citation) in
            sheet_of_five.facts[0].claims.iter().zip(&sheet_of_five.facts[0].citations)
        {
            if citation.article == model[index % 5].id {
                let number = first.claims.len() + 1;
                first.claims.push(recoupe_facts::Claim {
                    claim: format!("c{number}"),
                    article: article.id.clone(),
                    ..claim.clone()
                });
                first.citations.push(recoupe_facts::Citation {
                    article: article.id.clone(),
                    ..citation.clone()
                });
            }
        }
        sheet.articles.push(article.id.clone());
        articles.push(article);
    }
    sheet.facts = vec![first; 400];
    let shown = page(&sheet, &articles, &StoryContext::default());
    let text = markdown(Tongue::English, &sheet, &articles);
    assert!(shown.len() < 12_000_000, "{} bytes", shown.len());
    assert!(text.len() < 4_000_000, "{} bytes", text.len());
    assert_eq!(shown.matches("<article").count(), 60);
    assert!(shown.contains("440 more articles without their text here"));
}

#[test]
fn a_report_is_small_whatever_the_edition() {
    for (articles, days) in [(2, 2), (100_000, 900), (5_000_000, 30_000)] {
        let shown = report_html(&edition::report(articles, days));
        assert_sound(&shown);
        assert!(shown.len() < 700_000, "{} bytes", shown.len());
    }
}

#[test]
fn the_order_of_what_is_given_does_not_matter() {
    let articles = story::articles();
    let sheet = story::sheet(&articles);
    let mut turned = articles.clone();
    turned.reverse();
    let mut context = story::context();
    context.standings.reverse();
    assert_eq!(
        page(&sheet, &articles, &story::context()),
        page(&sheet, &turned, &context)
    );
    let report = edition::report(300, 9);
    let mut other = report.clone();
    other.stories.reverse();
    other.outlets.reverse();
    other.days.reverse();
    other.languages.reverse();
    assert_eq!(report_html(&report), report_html(&other));
}
