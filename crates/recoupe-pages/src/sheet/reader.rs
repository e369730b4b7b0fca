//! The articles beside the facts: the untouched text, its lines by class, and every cited
//! sentence findable by the number of its citation.

use std::collections::BTreeSet;

use maud::{Markup, html};
use recoupe_facts::{Citation, Field};
use recoupe_text::{Article, Line, LineClass, Span};

use super::listing::{provenance, role};
use crate::numbers::counted;
use crate::plan::Plan;
use crate::typography::shortened;
use crate::words::{both, each, furniture};

/// Bytes of one article that are shown before lines without a citation are left out.
const ARTICLE_BYTES_SHOWN: usize = 120_000;
/// Characters of a title in the list of articles.
const CHOICE_LENGTH: usize = 70;

/// A citation within one text of one article.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    /// Its number on the page.
    pub(crate) number: usize,
    /// The sentence or row.
    pub(crate) sentence: Span,
    /// The exact words.
    pub(crate) quote: Span,
}

impl Mark {
    /// Whether a part of its sentence or quote lies in a span.
    fn touches(&self, span: Span) -> bool {
        self.sentence.overlaps(span) || self.quote.overlaps(span)
    }
}

/// The pane with all texts that are shown.
pub(super) fn pane(plan: &Plan<'_>) -> Markup {
    let left_out = plan.sheet.articles.len().saturating_sub(plan.texts.len()) as u64;
    html! {
        aside.reader #reader aria-labelledby="reader-name" tabindex="-1" {
            h2.unseen #reader-name { (both("The articles’ text", "Le texte des articles")) }
            div.reader-bar {
                button.step type="button" data-step="-1" { "←" span.unseen { (both("previous article", "article précédent")) } }
                select.choice aria-labelledby="reader-name" {
                    @for id in &plan.texts { (choice(plan, id)) }
                }
                button.step type="button" data-step="1" { "→" span.unseen { (both("next article", "article suivant")) } }
                button.close type="button" data-close { "✕" span.unseen { (both("close", "fermer")) } }
            }
            div.texts {
                @for id in &plan.texts {
                    @if let Some(article) = plan.article(id) { (text_of(plan, article)) }
                }
                @if left_out > 0 {
                    p.rest {
                        (each(|tongue| counted(
                            left_out,
                            ["more article without its text here", "more articles without their text here"],
                            ["autre article sans son texte ici", "autres articles sans leur texte ici"],
                            tongue,
                        )))
                    }
                }
            }
            p.unseen #announcer aria-live="polite" {}
        }
    }
}

/// An entry of the list of articles; its words need no language.
fn choice(plan: &Plan<'_>, id: &str) -> Markup {
    let place = plan.place(id).unwrap_or_default();
    let title = plan.article(id).and_then(|article| article.title.as_ref());
    html! {
        option value={ "a" (place) } {
            (place) ". " (plan.outlet(id))
            @if let Some(title) = title { " — " (shortened(&title.text, CHOICE_LENGTH)) }
        }
    }
}

/// One article with its marks.
fn text_of(plan: &Plan<'_>, article: &Article) -> Markup {
    let in_title = marks(plan, article, Field::Title);
    let in_text = marks(plan, article, Field::Text);
    let aside = article
        .title
        .as_ref()
        .filter(|title| title.span.is_none() || !in_title.is_empty());
    html! {
        article.text id=[plan.place(&article.id).map(|place| format!("a{place}"))] data-first[plan.leads(article)] lang=(article.language.code()) tabindex="-1" {
            p.where { (provenance(article)) (role(plan, &article.id)) }
            @if let Some(title) = aside {
                h3.title dir="auto" { (marked(&title.text, Span::new(0, title.text.len()), &in_title, &mut BTreeSet::new())) }
            }
            (body(article, &in_text))
        }
    }
}

/// The citations that point into one text of an article, by where they start.
/// Spans that do not lie on characters of the text are left out.
fn marks(plan: &Plan<'_>, article: &Article, field: Field) -> Vec<Mark> {
    let text = match (field, &article.title) {
        (Field::Text, _) => article.text.as_str(),
        (Field::Title, Some(title)) => title.text.as_str(),
        (Field::Title, None) => return Vec::new(),
    };
    let mut marks: Vec<Mark> = plan
        .citations_of(&article.id)
        .filter(|(_, citation)| citation.field == field)
        .filter_map(|(number, citation)| mark(number, citation, text))
        .collect();
    marks.sort_by_key(|mark| (mark.sentence.min(mark.quote), mark.number));
    marks
}

fn mark(number: usize, citation: &Citation, text: &str) -> Option<Mark> {
    let span = |start: u32, end: u32| Span::new(start as usize, end as usize);
    let quote = span(citation.byte_start, citation.byte_end);
    let sentence = span(citation.sentence_byte_start, citation.sentence_byte_end);
    let fits = |span: Span| text.get(span.start()..span.end()).is_some();
    (fits(quote) && !quote.is_empty()).then(|| Mark {
        number,
        quote,
        sentence: if fits(sentence) && !sentence.is_empty() { sentence } else { quote },
    })
}

/// Runs of lines of one sort: furniture folds, table rows stand together.
fn body(article: &Article, marks: &[Mark]) -> Markup {
    let whole = [Line {
        class: LineClass::Prose,
        span: Span::new(0, article.text.len()),
        language: article.language,
    }];
    let lines: &[Line] = if article.lines.is_empty() { &whole } else { &article.lines };
    let mut seen = BTreeSet::new();
    let mut bytes_left = ARTICLE_BYTES_SHOWN;
    html! {
        @for run in lines.chunk_by(|left, right| shelf(left.class) == shelf(right.class)) {
            @let class = run.first().map_or(LineClass::Prose, |line| line.class);
            @match shelf(class) {
                Sort::Folded => (folded(article, run, marks, &mut seen, &mut bytes_left)),
                Sort::Table => div.table { (shown(article, run, marks, &mut seen, &mut bytes_left)) },
                Sort::Plain => (shown(article, run, marks, &mut seen, &mut bytes_left)),
            }
        }
    }
}

/// How lines of a class are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    Plain,
    Table,
    Folded,
}

fn shelf(class: LineClass) -> Sort {
    match class {
        LineClass::Table => Sort::Table,
        LineClass::Chrome | LineClass::Repeat => Sort::Folded,
        _ => Sort::Plain,
    }
}

/// Lines that are set apart, behind their count.
fn folded(
    article: &Article,
    run: &[Line],
    marks: &[Mark],
    seen: &mut BTreeSet<usize>,
    bytes_left: &mut usize,
) -> Markup {
    let class = run.first().map_or(LineClass::Chrome, |line| line.class);
    let (english, french) = furniture(class);
    html! {
        details.chrome {
            summary {
                (each(|tongue| {
                    let lines = counted(run.len() as u64, ["line", "lines"], ["ligne", "lignes"], tongue);
                    format!("{lines} · {}", tongue.pick(english, french))
                }))
            }
            (shown(article, run, marks, seen, bytes_left))
        }
    }
}

/// The lines of a run; beyond the limit only those that are cited.
fn shown(
    article: &Article,
    run: &[Line],
    marks: &[Mark],
    seen: &mut BTreeSet<usize>,
    bytes_left: &mut usize,
) -> Markup {
    let kept: Vec<&Line> = run
        .iter()
        .filter(|line| {
            let is_cited = marks.iter().any(|mark| mark.touches(line.span));
            let is_kept = line.span.len() <= *bytes_left || is_cited;
            *bytes_left =
                bytes_left.saturating_sub(if is_kept { line.span.len() } else { 0 });
            is_kept
        })
        .collect();
    let left_out = (run.len() - kept.len()) as u64;
    html! {
        @for line in kept {
            p class=(class_name(line.class)) lang=[own_language(article, line)] dir="auto" {
                (marked(&article.text, line.span, marks, seen))
            }
        }
        @if left_out > 0 {
            p.rest { (each(|tongue| counted(left_out, ["line not shown", "lines not shown"], ["ligne non affichée", "lignes non affichées"], tongue))) }
        }
    }
}

/// The language of a line that is not in the language of its article.
fn own_language<'line>(article: &Article, line: &'line Line) -> Option<&'line str> {
    let differs = line.language != article.language && line.language.is_read();
    differs.then(|| line.language.code())
}

fn class_name(class: LineClass) -> &'static str {
    match class {
        LineClass::Title => "line title",
        LineClass::Subhead => "line subhead",
        LineClass::Prose => "line prose",
        LineClass::Table => "line row",
        LineClass::Byline => "line byline",
        LineClass::Credit => "line credit",
        LineClass::Chrome => "line furniture",
        LineClass::Repeat => "line repeated",
    }
}

/// The words of a span cut wherever a sentence or quote begins or ends, so that marks that
/// nest or overlap never make crossing elements. Each piece names the citations it belongs
/// to; `seen` remembers which already have their anchor.
/// Pieces × marks of the line, both small.
pub(crate) fn marked(
    text: &str,
    span: Span,
    marks: &[Mark],
    seen: &mut BTreeSet<usize>,
) -> Markup {
    let here: Vec<&Mark> = marks.iter().filter(|mark| mark.touches(span)).collect();
    let cuts: BTreeSet<u32> = here
        .iter()
        .flat_map(|mark| {
            [mark.sentence.start, mark.sentence.end, mark.quote.start, mark.quote.end]
        })
        .filter(|cut| *cut > span.start && *cut < span.end)
        .chain([span.start, span.end])
        .collect();
    let cuts: Vec<u32> = cuts.into_iter().collect();
    html! {
        @for pair in cuts.windows(2) {
            @if let [start, end] = *pair {
                (piece(text, Span { start, end }, &here, seen))
            }
        }
    }
}

/// One piece between two cuts, after the anchors of the citations that begin with it.
fn piece(text: &str, span: Span, marks: &[&Mark], seen: &mut BTreeSet<usize>) -> Markup {
    let numbers = |covers: fn(&Mark) -> Span| -> String {
        let met: Vec<String> = marks
            .iter()
            .filter(|mark| covers(mark).overlaps(span))
            .map(|mark| mark.number.to_string())
            .collect();
        met.join(" ")
    };
    let in_sentences = numbers(|mark| mark.sentence);
    let in_quotes = numbers(|mark| mark.quote);
    let words = span.of(text);
    html! {
        @for mark in marks {
            @if mark.touches(span) && seen.insert(mark.number) {
                span.anchor id={ "c" (mark.number) } tabindex="-1" {}
            }
        }
        @if !in_quotes.is_empty() {
            mark.cited data-s=(in_sentences) data-q=(in_quotes) { (words) }
        } @else if !in_sentences.is_empty() {
            span.cited data-s=(in_sentences) { (words) }
        } @else {
            (words)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn mark(number: usize, sentence: [usize; 2], quote: [usize; 2]) -> Mark {
        Mark {
            number,
            sentence: Span::new(sentence[0], sentence[1]),
            quote: Span::new(quote[0], quote[1]),
        }
    }

    fn drawn(text: &str, marks: &[Mark]) -> String {
        marked(text, Span::new(0, text.len()), marks, &mut BTreeSet::new()).into_string()
    }

    #[test]
    fn a_quote_stands_inside_its_sentence() {
        assert_eq!(
            drawn("It rose 4% today.", &[mark(1, [0, 17], [8, 10])]),
            "<span id=\"c1\" class=\"anchor\" tabindex=\"-1\"></span>\
             <span class=\"cited\" data-s=\"1\">It rose </span>\
             <mark class=\"cited\" data-s=\"1\" data-q=\"1\">4%</mark>\
             <span class=\"cited\" data-s=\"1\"> today.</span>"
                .replace(
                    "<span id=\"c1\" class=\"anchor\"",
                    "<span class=\"anchor\" id=\"c1\""
                )
        );
    }

    #[test]
    fn overlapping_quotes_share_pieces_and_cross_no_element() {
        let shown = drawn("abcdef", &[mark(1, [0, 6], [0, 4]), mark(2, [0, 6], [2, 6])]);
        assert!(shown.contains("data-s=\"1 2\" data-q=\"1 2\">cd</mark>"), "{shown}");
        assert!(shown.contains("data-q=\"1\">ab</mark>"), "{shown}");
        assert!(shown.contains("data-q=\"2\">ef</mark>"), "{shown}");
    }

    /// What is left when the elements are taken away and the escapes undone.
    fn without_elements(markup: &str) -> String {
        let mut text = String::new();
        let mut is_inside = false;
        for letter in markup.chars() {
            match letter {
                '<' => is_inside = true,
                '>' => is_inside = false,
                letter if !is_inside => text.push(letter),
                _ => {}
            }
        }
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&")
    }

    proptest! {
        #[test]
        fn marks_never_change_the_text_and_every_mark_has_its_anchor(
            text in "[a-c é<>&\"’\u{202E}]{0,40}",
            spans in prop::collection::vec((0_usize..60, 0_usize..30, 0_usize..60, 0_usize..30), 0..8),
        ) {
            let fitted = |from: usize, length: usize| {
                let edges: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
                let start = edges[from % edges.len()];
                let end = edges[(from % edges.len() + length).min(edges.len() - 1)];
                [start, end]
            };
            let marks: Vec<Mark> = spans
                .iter()
                .enumerate()
                .map(|(index, &(a, b, c, d))| mark(index + 1, fitted(a, b), fitted(c, d)))
                .filter(|mark| !mark.quote.is_empty())
                .collect();
            let shown = drawn(&text, &marks);
            prop_assert_eq!(without_elements(&shown), text.clone());
            for mark in &marks {
                prop_assert_eq!(shown.matches(&format!("id=\"c{}\"", mark.number)).count(), 1);
            }
            prop_assert_eq!(
                shown.matches("<mark").count() + shown.matches("<span").count(),
                shown.matches("</mark>").count() + shown.matches("</span>").count()
            );
        }
    }
}
