//! The headline of a page: what the page states and what it shows.

use std::collections::BTreeSet;

use super::sheet::Sheet;
use super::stated::Stated;
use crate::Span;
use crate::fold::fold_key;

/// The shown headline shares at least this much of its words with the stated one.
const LEAST_SHARED: f32 = 0.6;

/// The headline and where the page shows it (an empty span where it does not). A heading
/// that says what the page states is the headline; without one the stated headline, without
/// the name of the site; without that the first heading.
pub(super) fn find(sheet: &mut Sheet<'_>, stated: &Stated) -> Option<(String, Span)> {
    let wanted: Vec<BTreeSet<String>> = stated
        .titles
        .iter()
        .map(|title| words(title))
        .filter(|set| !set.is_empty())
        .collect();
    let mut best: Option<(f32, usize)> = None;
    for (place, block) in sheet.blocks.blocks.iter().enumerate() {
        if block.heading == 0 || block.heading > 3 {
            continue;
        }
        let own = words(sheet.blocks.words_of(block));
        let shared = wanted.iter().map(|title| shared(&own, title)).fold(0.0, f32::max);
        let shared = shared + if block.heading == 1 { 0.1 } else { 0.0 };
        if shared >= LEAST_SHARED && best.is_none_or(|(most, _)| shared > most) {
            best = Some((shared, place));
        }
    }
    let shown = best.map(|(_, place)| place).or_else(|| {
        let index = sheet.headline?;
        sheet.blocks.blocks.iter().position(|block| block.node == index)
    });
    let shown = shown.and_then(|place| sheet.blocks.blocks.get(place).copied());
    if let Some(block) = shown.filter(|_| best.is_some() || stated.titles.is_empty()) {
        sheet.headline = Some(block.node);
        return Some((sheet.blocks.words_of(&block).to_owned(), block.page));
    }
    let title = stated.titles.first()?;
    Some((without_site(title, stated.site.as_deref()), Span::default()))
}

fn words(title: &str) -> BTreeSet<String> {
    fold_key(title)
        .split(' ')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Share of words in common, by the smaller set; a single word is no headline.
fn shared(own: &BTreeSet<String>, title: &BTreeSet<String>) -> f32 {
    let common = own.intersection(title).count() as f32;
    if own.len() < 2 { 0.0 } else { common / own.len().min(title.len()).max(2) as f32 }
}

/// `Un port rouvre | La Vigie`: the title without the name of the site behind (or before) a
/// bar or spaced dash.
fn without_site(title: &str, site: Option<&str>) -> String {
    let site = site.map(fold_key).unwrap_or_default();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " · "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let is_site = fold_key(tail) == site || tail.split_whitespace().count() <= 4;
            if is_site && head.split_whitespace().count() >= 3 {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}
