//! The date of publication that a page states.

use super::bounds::{Tag, Tags};

/// The names of `<meta>` fields that state it, best first.
const FIELDS: [&str; 14] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "og:published_time",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "publish-date",
    "publication_date",
    "pubdate",
    "sailthru.date",
    "dc.date",
    "date",
];

/// Fields beyond are comments and related articles, not the head of the page.
const SEARCHED_BYTES: usize = 400_000;

/// The date as the page states it: by `<meta>`, else JSON-LD, else the first `<time>` that
/// says it is the publication or has a full date. Linear in the first 400 kB.
pub(super) fn date(html: &str) -> Option<String> {
    let mut end = html.len().min(SEARCHED_BYTES);
    while !html.is_char_boundary(end) {
        end -= 1;
    }
    let html = html.get(..end)?;
    by_meta(html).or_else(|| by_linked_data(html)).or_else(|| by_time(html))
}

fn by_meta(html: &str) -> Option<String> {
    let mut best: Option<(usize, String)> = None;
    for tag in Tags::new(html).filter(|tag| tag.name.eq_ignore_ascii_case("meta")) {
        let field = ["property", "name", "itemprop"]
            .iter()
            .find_map(|name| attribute(&tag, name))
            .map(str::to_ascii_lowercase);
        let rank =
            field.and_then(|field| FIELDS.iter().position(|known| *known == field));
        let Some((rank, content)) = rank.zip(attribute(&tag, "content")) else {
            continue;
        };
        if best.as_ref().is_none_or(|(known, _)| rank < *known) && is_dated(content) {
            best = Some((rank, content.trim().to_owned()));
        }
    }
    best.map(|(_, content)| content)
}

fn by_linked_data(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("\"datePublished\"")?;
    let value = rest.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    let stated = value.split('"').next()?;
    (stated.len() <= 60 && is_dated(stated)).then(|| stated.to_owned())
}

fn by_time(html: &str) -> Option<String> {
    Tags::new(html)
        .filter(|tag| tag.name.eq_ignore_ascii_case("time") && !tag.is_end)
        .filter_map(|tag| attribute(&tag, "datetime"))
        .find(|stated| is_dated(stated))
        .map(|stated| stated.trim().to_owned())
}

fn is_dated(stated: &str) -> bool {
    crate::dates::parse_published(stated).is_some()
}

/// The value of an attribute, quoted or not.
fn attribute<'page>(tag: &Tag<'page>, name: &str) -> Option<&'page str> {
    let attributes = tag.attributes;
    let mut from = 0;
    loop {
        let at = from + find_ignoring_case(attributes.get(from..)?, name)?;
        from = at + name.len();
        let is_whole = at.checked_sub(1).is_none_or(|before| {
            attributes.as_bytes().get(before).is_some_and(u8::is_ascii_whitespace)
        });
        let rest = attributes.get(from..)?.trim_start();
        let Some(value) = rest.strip_prefix('=').filter(|_| is_whole) else { continue };
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''));
        return match quote {
            Some(quote) => value.get(1..)?.split(quote).next(),
            None => value.split(|c: char| c.is_whitespace() || c == '/').next(),
        };
    }
}

fn find_ignoring_case(text: &str, name: &str) -> Option<usize> {
    text.as_bytes()
        .windows(name.len())
        .position(|window| window.eq_ignore_ascii_case(name.as_bytes()))
}
