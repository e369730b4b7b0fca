//! The list of stories: the largest first, the rest counted.

use maud::{Markup, html};

use super::{Report, StoryRow};
use crate::dates::written_date;
use crate::link::relative_link;
use crate::numbers::{count, counted};
use crate::typography::shortened;
use crate::words::{both, each};

/// Stories listed. 400 rows are a quarter of a megabyte and still search without delay.
const STORIES_LISTED: usize = 400;
/// Stories seen before asking for all; the same number stands in `report.css`.
const STORIES_AT_FIRST: usize = 12;
/// Characters of a headline.
const HEADLINE_LENGTH: usize = 180;

/// The table of stories.
pub(super) fn section(report: &Report) -> Markup {
    let mut rows: Vec<&StoryRow> = report.stories.iter().collect();
    rows.sort_by(|left, right| {
        (right.origins, right.articles, &left.story).cmp(&(
            left.origins,
            left.articles,
            &right.story,
        ))
    });
    let left_out = (report.story_count.max(rows.len() as u64))
        .saturating_sub(STORIES_LISTED.min(rows.len()) as u64);
    html! {
        section #stories aria-labelledby="stories-name" tabindex="-1" {
            h2 #stories-name { (both("The stories", "Les histoires")) }
            @if rows.is_empty() {
                p.empty { (both("No story in this edition.", "Aucune histoire dans cette édition.")) }
            } @else {
                label.search {
                    span { (both("Find in the headlines", "Chercher dans les titres")) }
                    input type="search" autocomplete="off";
                }
                div.scroll.few tabindex="0" {
                    table {
                        (header())
                        tbody { @for row in rows.into_iter().take(STORIES_LISTED) { (line(row)) } }
                    }
                }
                @if report.stories.len() > STORIES_AT_FIRST {
                    button.more type="button" data-more {
                        (each(|tongue| {
                            let listed = count(report.stories.len().min(STORIES_LISTED) as u64, tongue);
                            tongue.pick(format!("Show all {listed}"), format!("Afficher les {listed}"))
                        }))
                    }
                }
                @if left_out > 0 {
                    p.rest {
                        (each(|tongue| counted(left_out, ["smaller story is not listed", "smaller stories are not listed"], ["histoire plus petite n’est pas listée", "histoires plus petites ne sont pas listées"], tongue)))
                    }
                }
            }
        }
    }
}

fn header() -> Markup {
    let names = [
        ("articles", "articles"),
        ("texts", "textes"),
        ("outlets", "médias"),
        ("origins", "origines"),
        ("facts", "faits"),
        ("contradicted", "contredits"),
    ];
    html! {
        thead {
            tr {
                th scope="col" { (both("Story", "Histoire")) }
                @for (english, french) in names {
                    th.number scope="col" { button type="button" data-sort { (both(english, french)) } }
                }
            }
        }
    }
}

fn line(row: &StoryRow) -> Markup {
    let headline = if row.headline.is_empty() { &row.story } else { &row.headline };
    let codes: Vec<String> =
        row.languages.iter().map(|language| language.code().to_uppercase()).collect();
    let days = days(row);
    html! {
        tr {
            th scope="row" {
                span.headline lang=[row.headline_language.as_deref()] dir="auto" {
                    @match row.sheet.as_deref().and_then(relative_link) {
                        Some(link) => a href=(link) { (shortened(headline, HEADLINE_LENGTH)) },
                        None => (shortened(headline, HEADLINE_LENGTH)),
                    }
                }
                span.under {
                    @if let Some(days) = &days { (each(|tongue| written_date(days, tongue))) }
                    @if days.is_some() && !codes.is_empty() { " · " }
                    (codes.join(", "))
                }
            }
            @for number in [row.articles, row.distinct_texts, row.outlets, row.origins, row.facts] {
                td.number data-n=(number) { (each(|tongue| count(number, tongue))) }
            }
            td.number data-n=(row.contradictions) {
                @if row.contradictions > 0 {
                    span.badge.contradicts { (each(|tongue| count(row.contradictions, tongue))) }
                } @else { "–" }
            }
        }
    }
}

fn days(row: &StoryRow) -> Option<String> {
    match (&row.first, &row.last) {
        (Some(first), Some(last)) if first != last => Some(format!("{first}/{last}")),
        (Some(day), _) | (None, Some(day)) => Some(day.clone()),
        (None, None) => None,
    }
}
