//! The page of one story.

mod claims;
mod facts;
mod front;
mod listing;
mod reader;
mod timeline;

pub(crate) use claims::around;
pub(crate) use front::count_line;
use maud::html;
use recoupe_facts::FactSheet;
use recoupe_text::Article;

use crate::page::{Page, document, language_switch};
use crate::plan::{Plan, StoryContext};
use crate::words::both;

/// The fact sheet of a story as one self-contained HTML page: facts on one side, the
/// articles with the very words on the other. Interface in English and French, one file,
/// no outside requests, works from disk and on paper.
///
/// `articles` are those of the story, in any order; those that are missing are listed by id
/// and their citations still quoted. Bounded whatever the story: the number of facts,
/// claims and texts drawn is capped, and what is left out is said on the page.
/// The same input gives the same bytes.
pub fn sheet_html(
    sheet: &FactSheet,
    articles: &[&Article],
    context: &StoryContext,
) -> String {
    let plan = Plan::new(sheet, articles, context);
    let content = html! {
        a.skip href="#facts" { (both("Skip to the facts", "Aller aux faits")) }
        header.bar {
            @if let Some(report) = context.report.as_deref().and_then(crate::link::relative_link) {
                a.home href=(report) { "← " (both("All stories", "Toutes les histoires")) }
            } @else {
                span.home { "recoupe" }
            }
            (language_switch())
        }
        div.spread {
            main {
                (front::masthead(&plan))
                (front::summary(&plan))
                (facts::sections(&plan))
                (timeline::section(&plan))
                (listing::quotes(&plan))
                (listing::single_origin(&plan))
                (listing::open_questions(&plan))
                (listing::articles(&plan))
                (front::colophon())
            }
            (reader::pane(&plan))
        }
    };
    let headline = if sheet.headline.is_empty() { "recoupe" } else { &sheet.headline };
    let page = Page {
        title: headline,
        kind: "sheet",
        style: include_str!("../../assets/sheet.css"),
        script: include_str!("../../assets/sheet.js"),
    };
    document(&page, &content)
}
