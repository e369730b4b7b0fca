//! The lists below the facts: who said what, what one origin alone says, what nobody
//! answers, and the articles themselves.

use maud::{Markup, html};
use recoupe_facts::Quote;
use recoupe_text::Article;

use super::claims::{around, cite, whereabouts};
use super::facts::anchor;
use crate::dates::written_date;
use crate::link::web_address;
use crate::numbers::counted;
use crate::plan::{
    ARTICLES_LISTED, Plan, QUOTES_SHOWN, Role, SINGLE_FACTS_SHOWN, called,
};
use crate::words::{attribute, both, each};

/// A note that more exists than is drawn.
fn rest(
    left_out: usize,
    english: [&'static str; 2],
    french: [&'static str; 2],
) -> Markup {
    html! {
        @if left_out > 0 {
            p.rest { (each(|tongue| counted(left_out as u64, english, french, tongue))) }
        }
    }
}

/// Who said what.
pub(super) fn quotes(plan: &Plan<'_>) -> Markup {
    let quotes = &plan.sheet.quotes;
    if quotes.is_empty() {
        return html! {};
    }
    html! {
        section.quotes aria-labelledby="quotes" {
            h2 #quotes { (both("Who said what", "Qui a dit quoi")) }
            ul {
                @for quote in quotes.iter().take(QUOTES_SHOWN) { (quotation(plan, quote)) }
            }
            (rest(
                quotes.len().saturating_sub(QUOTES_SHOWN),
                ["more quotation", "more quotations"],
                ["autre citation", "autres citations"],
            ))
        }
    }
}

fn quotation(plan: &Plan<'_>, quote: &Quote) -> Markup {
    let words = around(&quote.citation).1;
    html! {
        li {
            blockquote lang=[plan.language(&quote.citation)] dir="auto" { p { (words) } }
            p.speaker {
                @match &quote.speaker {
                    Some(speaker) => strong dir="auto" { (speaker) },
                    None => em { (both("speaker not named", "locuteur non nommé")) },
                }
                @if let Some(role) = &quote.role { ", " bdi { (role) } }
            }
            p.where {
                (cite(plan, &quote.citation)) " " (whereabouts(plan, &quote.citation))
                @if quote.articles.len() > 1 {
                    " · " (each(|tongue| counted(
                        quote.articles.len() as u64,
                        ["article carries it", "articles carry it"],
                        ["article la reprend", "articles la reprennent"],
                        tongue,
                    )))
                }
            }
        }
    }
}

/// For each origin, the facts it alone states; nothing where the story has one origin.
pub(super) fn single_origin(plan: &Plan<'_>) -> Markup {
    let shelves = plan.alone();
    if shelves.is_empty() {
        return html! {};
    }
    html! {
        section.alone aria-labelledby="alone" {
            h2 #alone { (both("What only one origin says", "Ce que dit une seule origine")) }
            @for (name, facts) in shelves {
                h3 dir="auto" { (name) }
                ul {
                    @for fact in facts.iter().take(SINGLE_FACTS_SHOWN) {
                        li {
                            a href=[anchor(plan, fact).map(|place| format!("#f{place}"))] {
                                (both(&fact.statement, &fact.statement_fr))
                            }
                        }
                    }
                }
                (rest(
                    facts.len().saturating_sub(SINGLE_FACTS_SHOWN),
                    ["more fact", "more facts"],
                    ["autre fait", "autres faits"],
                ))
            }
        }
    }
}

/// What a reader would ask and no article answers.
pub(super) fn open_questions(plan: &Plan<'_>) -> Markup {
    let questions = &plan.sheet.open_questions;
    if questions.is_empty() {
        return html! {};
    }
    html! {
        section.questions aria-labelledby="questions" {
            h2 #questions { (both("Open questions", "Questions ouvertes")) }
            ul {
                @for question in questions {
                    li {
                        span.attribute { (attribute(&question.attribute)) } " "
                        (both(&question.text, &question.text_fr))
                    }
                }
            }
        }
    }
}

/// The articles and where each comes from.
pub(super) fn articles(plan: &Plan<'_>) -> Markup {
    let ids = &plan.sheet.articles;
    if ids.is_empty() {
        return html! {};
    }
    html! {
        section.articles aria-labelledby="articles" {
            h2 #articles { (both("The articles", "Les articles")) }
            ol {
                @for id in ids.iter().take(ARTICLES_LISTED) { (row(plan, id)) }
            }
            (rest(
                ids.len().saturating_sub(ARTICLES_LISTED),
                ["more article", "more articles"],
                ["autre article", "autres articles"],
            ))
            (origins(plan))
        }
    }
}

/// One article: title, outlet, day, language, role, origin, address.
fn row(plan: &Plan<'_>, id: &str) -> Markup {
    let article = plan.article(id);
    let title = article.and_then(|article| article.title.as_ref());
    html! {
        li {
            p.title {
                @let shown = title.map_or(id, |title| title.text.as_str());
                span lang=[article.map(|article| article.language.code())] dir="auto" {
                    @match plan.place(id).filter(|_| plan.shows(id)) {
                        Some(place) => a href={ "#a" (place) } { (shown) },
                        None => (shown),
                    }
                }
            }
            p.where {
                @if let Some(article) = article { (provenance(article)) } @else { (id) }
                (role(plan, id))
                @if let Some(origin) = plan.origin(id) {
                    " · " span.origin title=(origin.why) { (origin.origin) @if let Some(name) = &origin.name { " " bdi { (name) } } }
                }
            }
        }
    }
}

/// Outlet, day, language and address.
pub(super) fn provenance(article: &Article) -> Markup {
    html! {
        span.outlet dir="auto" { (called(article)) }
        @if let Some(day) = article.published {
            " · " time datetime=(day) { (each(|tongue| written_date(&day.to_string(), tongue))) }
        }
        " · " span.code { (article.language.code().to_uppercase()) }
        @if let Some(url) = article.url.as_deref().and_then(web_address) {
            " · " a.away href=(url) rel="noopener noreferrer" target="_blank" {
                (both("source", "source")) " ↗"
            }
        }
    }
}

/// The role of an article among its copies, and whether something has replaced it.
pub(super) fn role(plan: &Plan<'_>, id: &str) -> Markup {
    let Some(standing) = plan.standing(id) else { return html! {} };
    let words = match standing.role {
        Role::Lead => None,
        Role::Copy => Some(("copy", "reprise")),
        Role::Partial => Some(("partial copy", "reprise partielle")),
        Role::Version => Some(("version", "version")),
    };
    html! {
        @if let Some((english, french)) = words {
            " " span.badge.quiet { (both(english, french)) }
        }
        @if standing.is_superseded {
            " " span.badge.superseded { (both("replaced or withdrawn", "remplacé ou retiré")) }
        }
    }
}

/// Why articles count as one origin.
fn origins(plan: &Plan<'_>) -> Markup {
    html! {
        @if !plan.sheet.origins.is_empty() {
            details.origins {
                summary { (both("How the origins were counted", "Comment les origines ont été comptées")) }
                dl {
                    @for origin in plan.sheet.origins.iter().take(ARTICLES_LISTED) {
                        dt { (origin.origin) @if let Some(name) = &origin.name { " · " bdi { (name) } } }
                        dd {
                            (each(|tongue| counted(origin.articles.len() as u64, ["article", "articles"], ["article", "articles"], tongue)))
                            @if !origin.why.is_empty() { " · " bdi { (origin.why) } }
                        }
                    }
                }
            }
        }
    }
}
