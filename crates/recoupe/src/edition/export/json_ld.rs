//! Articles and facts as linked data: `NewsArticle` and `Claim` of schema.org.
//!
//! No `ClaimReview` is made: nothing here rates a claim. Schema.org has no relation between
//! claims; how statements differ stands under the names `recoupe:…`.

use recoupe_facts::{Fact, FactSheet};
use serde_json::{Map, Value, json};

use super::{article_name, urn};
use crate::edition::{ArticleRow, Edition, Status};

/// One graph: articles in input order, then the facts of each story.
pub(super) fn graph(edition: &Edition) -> Value {
    let articles = edition
        .articles
        .iter()
        .filter(|row| row.status == Status::Article)
        .map(|row| news_article(edition, row));
    let claims = edition
        .sheets
        .iter()
        .flat_map(|sheet| sheet.facts.iter().map(|fact| claim(edition, sheet, fact)));
    let graph: Vec<Value> = articles.chain(claims).collect();
    json!({
        "@context": ["https://schema.org", { "recoupe": "urn:recoupe:terms:" }],
        "@graph": graph,
    })
}

fn news_article(edition: &Edition, row: &ArticleRow) -> Value {
    let mut item = Map::new();
    let mut set = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    let text = |value: &Option<String>| value.as_ref().map(|text| json!(text));
    let copied = row.lead.as_deref().filter(|lead| *lead != row.id);
    set("@id", Some(json!(article_name(edition, &row.id))));
    set("@type", Some(json!("NewsArticle")));
    set("identifier", Some(json!(row.id)));
    set("headline", text(&row.title));
    set("url", text(&row.url));
    set("datePublished", text(&row.published));
    set("inLanguage", row.language.map(|language| json!(language.code())));
    set(
        "publisher",
        row.source.as_ref().map(|name| json!({ "@type": "Organization", "name": name })),
    );
    set("isBasedOn", copied.map(|lead| json!({ "@id": article_name(edition, lead) })));
    Value::Object(item)
}

fn claim(edition: &Edition, sheet: &FactSheet, fact: &Fact) -> Value {
    let stated: Vec<&str> = sheet
        .articles
        .iter()
        .map(String::as_str)
        .filter(|id| fact.claims.iter().any(|claim| claim.article == **id))
        .collect();
    let place = |id: &str| json!({ "@id": article_name(edition, id) });
    let relations: Vec<Value> = fact
        .relations
        .iter()
        .map(|relation| {
            json!({
                "recoupe:a": relation.a,
                "recoupe:b": relation.b,
                "recoupe:relation": relation.relation,
                "description": relation.why,
            })
        })
        .collect();
    let mut item = json!({
        "@id": urn("fact", &format!("{}.{}", sheet.story, fact.fact)),
        "@type": "Claim",
        "text": [
            { "@value": fact.statement, "@language": "en" },
            { "@value": fact.statement_fr, "@language": "fr" },
        ],
        "about": { "@type": "Thing", "name": fact.subject },
        "isPartOf": { "@id": urn("story", &sheet.story) },
        "appearance": stated.iter().map(|id| place(id)).collect::<Vec<_>>(),
        "recoupe:attribute": fact.attribute,
        "recoupe:certainty": fact.certainty,
        "recoupe:independentOrigins": fact.support.origins,
    });
    if let Some(fields) = item.as_object_mut() {
        if let Some(first) = stated.first() {
            fields.insert("firstAppearance".to_owned(), place(first));
        }
        if let Some(credit) = &fact.attribution {
            fields.insert("creditText".to_owned(), json!(credit));
        }
        if let Some(period) = &fact.period {
            fields.insert("temporalCoverage".to_owned(), json!(period));
        }
        if !relations.is_empty() {
            fields.insert("recoupe:relations".to_owned(), json!(relations));
        }
    }
    item
}
