//! Articles and stories as items of ninjs 3.1 (IPTC, News in JSON).

use std::fmt::Write;
use std::path::Path;

use recoupe_facts::FactSheet;
use recoupe_formats::{Error, write_json};
use recoupe_stories::Story;
use recoupe_text::{Article, Publication};
use serde_json::{Value, json};

use crate::edition::{ArticleRow, Edition, Status};

/// Writes `items.json`: articles in input order, then stories in theirs.
pub(super) fn write(edition: &Edition, folder: &Path) -> Result<(), Error> {
    let read = edition.articles.iter().filter(|row| row.status == Status::Article);
    let articles = read.filter_map(|row| Some(article_item(row, edition.text(&row.id)?)));
    let stories = edition.stories.iter().map(|story| {
        let sheet = edition.sheets.iter().find(|sheet| sheet.story == story.story);
        story_item(story, sheet, edition)
    });
    let items: Vec<Value> = articles.chain(stories).collect();
    write_json(&folder.join("items.json"), &items)
}

fn article_item(row: &ArticleRow, article: &Article) -> Value {
    let stated = &article.metadata;
    let body = article.body();
    let mut item = json!({
        "uri": article_uri(&row.id),
        "type": "text",
        "representationType": "full",
        "standard": standard(),
        "bodies": [{
            "role": "main",
            "contentType": "text/plain",
            "charCount": body.chars().count(),
            "value": body,
        }],
    });
    let set = |name: &str, value: Option<Value>| put(&mut item, name, value);
    set_all(
        set,
        [
            (
                "headlines",
                row.title.as_ref().map(|it| json!([{"role": "main", "value": it}])),
            ),
            ("firstCreated", moment(row.published.as_deref())),
            ("versionCreated", moment(stated.updated.as_deref())),
            ("embargoedUntil", moment(stated.embargoed_until.as_deref())),
            ("pubStatus", stated.publication.map(|state| json!(status(state)))),
            ("version", stated.version.as_ref().map(|it| json!(it))),
            ("language", row.language.map(|it| json!(it.code()))),
            ("by", stated.byline.as_ref().map(|it| json!(it))),
            ("edNote", stated.editor_note.as_ref().map(|it| json!(it))),
            ("infoSources", sources(row, article)),
            ("altIds", alternative_ids(row, article)),
            ("associations", lead(row)),
        ],
    );
    item
}

fn set_all<const COUNT: usize>(
    mut set: impl FnMut(&str, Option<Value>),
    fields: [(&str, Option<Value>); COUNT],
) {
    for (name, value) in fields {
        set(name, value);
    }
}

fn put(item: &mut Value, name: &str, value: Option<Value>) {
    if let (Some(fields), Some(value)) = (item.as_object_mut(), value) {
        fields.insert(name.to_owned(), value);
    }
}

fn standard() -> Value {
    json!({
        "name": "ninjs",
        "version": "3.1",
        "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
    })
}

fn sources(row: &ArticleRow, article: &Article) -> Option<Value> {
    let own = row.source.iter().map(|name| json!({"role": "publisher", "name": name}));
    let credited = article.metadata.credits.iter();
    let credited = credited.map(|name| json!({"role": "credit", "name": name}));
    let all: Vec<Value> = own.chain(credited).collect();
    (!all.is_empty()).then_some(Value::Array(all))
}

fn alternative_ids(row: &ArticleRow, article: &Article) -> Option<Value> {
    let one = |role: &str, value: &String| json!({"role": role, "value": value});
    let own =
        [("id", Some(&row.id)), ("url", row.url.as_ref()), ("story", row.story.as_ref())];
    let own = own.into_iter().filter_map(|(role, value)| Some(one(role, value?)));
    let others = article.metadata.same_as.iter().map(|value| one("sameAs", value));
    let all: Vec<Value> = own.chain(others).collect();
    (!all.is_empty()).then_some(Value::Array(all))
}

/// The lead of its copy group, where it is not that itself.
fn lead(row: &ArticleRow) -> Option<Value> {
    let lead = row.lead.as_ref().filter(|lead| **lead != row.id)?;
    Some(json!([{"name": lead, "uri": article_uri(lead), "rel": "copyOf"}]))
}

fn story_item(story: &Story, sheet: Option<&FactSheet>, edition: &Edition) -> Value {
    let members = story.articles.iter().map(|id| {
        let title = edition.text(id).and_then(|article| article.title.as_ref());
        let name = title.map_or(id.as_str(), |title| title.text.as_str());
        json!({"name": name, "uri": article_uri(id), "type": "text", "rel": "member"})
    });
    let mut item = json!({
        "uri": format!("urn:recoupe:story:{}", encoded(&story.story)),
        "type": "composite",
        "representationType": "full",
        "standard": standard(),
        "associations": members.collect::<Vec<Value>>(),
        "altIds": [{"role": "story", "value": story.story}],
    });
    let headline = story.headline.as_ref();
    put(
        &mut item,
        "headlines",
        headline.map(|it| json!([{"role": "main", "value": it}])),
    );
    put(&mut item, "bodies", sheet.and_then(bodies));
    item
}

/// The summary, and the facts in both languages, a line each.
fn bodies(sheet: &FactSheet) -> Option<Value> {
    let lines = |lines: Vec<&str>| lines.join("\n");
    let summary = lines(sheet.summary.iter().map(|line| line.text.as_str()).collect());
    let facts = sheet.facts.iter();
    let english = lines(facts.clone().map(|fact| fact.statement.as_str()).collect());
    let french = lines(facts.map(|fact| fact.statement_fr.as_str()).collect());
    let all: Vec<Value> = [("summary", summary), ("facts-en", english), ("facts-fr", french)]
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(role, value)| json!({"role": role, "contentType": "text/plain", "value": value}))
        .collect();
    (!all.is_empty()).then_some(Value::Array(all))
}

/// The status of ninjs has three values; updates and corrections are usable.
fn status(state: Publication) -> &'static str {
    match state {
        Publication::Usable | Publication::Updated | Publication::Corrected => "usable",
        Publication::Withheld => "withheld",
        Publication::Cancelled => "canceled",
    }
}

/// A moment as ninjs asks for it, an RFC 3339 date with time and zone; a day alone, or a
/// time without its zone, is left out rather than completed.
fn moment(stated: Option<&str>) -> Option<Value> {
    let stated = stated?;
    let is_whole = stated.parse::<jiff::Timestamp>().is_ok();
    is_whole.then(|| json!(stated))
}

/// An id that is an address already stays; others become one.
fn article_uri(id: &str) -> String {
    if is_uri(id) {
        id.to_owned()
    } else {
        format!("urn:recoupe:article:{}", encoded(id))
    }
}

/// Whether it is an absolute URI of RFC 3986, as far as its letters go.
fn is_uri(id: &str) -> bool {
    let Some((scheme, rest)) = id.split_once(':') else { return false };
    scheme.len() > 1
        && scheme.starts_with(|letter: char| letter.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
        && !rest.is_empty()
        && rest.bytes().all(|byte| {
            byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte)
        })
}

/// Everything but unreserved letters as `%XX`.
fn encoded(id: &str) -> String {
    let mut encoded = String::new();
    for byte in id.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_become_addresses() {
        assert_eq!(article_uri("urn:newsml:a.example:7"), "urn:newsml:a.example:7");
        assert_eq!(article_uri("https://a.example/x"), "https://a.example/x");
        assert_eq!(article_uri("d:0a1b"), "urn:recoupe:article:d%3A0a1b");
        assert_eq!(article_uri("été 7"), "urn:recoupe:article:%C3%A9t%C3%A9%207");
        assert_eq!(
            article_uri("urn:with space"),
            "urn:recoupe:article:urn%3Awith%20space"
        );
    }

    #[test]
    fn moments_are_whole_or_left_out() {
        assert_eq!(
            moment(Some("2026-03-02T08:00:00+01:00")),
            Some(json!("2026-03-02T08:00:00+01:00"))
        );
        for stated in [None, Some("2026-03-02"), Some("2026-03-02T08:00"), Some("lundi")]
        {
            assert_eq!(moment(stated), None);
        }
    }
}
