//! Reads text files as the articles of one story and prints its facts, one a line.
//!
//! `cargo run -p recoupe-facts --example sheet -- FILE...`

use recoupe_facts::{StoryArticle, StoryInput, sheet};
use recoupe_text::{Article, Content, RawDocument, ReadSettings, RepeatedLines, read};

#[expect(clippy::print_stdout, reason = "an example that prints")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut articles: Vec<Article> = Vec::new();
    for path in std::env::args().skip(1) {
        let document = RawDocument {
            id: Some(path.clone()),
            content: Content::Text(std::fs::read_to_string(&path)?),
            place: path,
            ..RawDocument::default()
        };
        match read(document, &ReadSettings::default(), &RepeatedLines::none()) {
            Ok(article) => articles.push(article),
            Err(rejection) => println!("rejected: {rejection:?}"),
        }
    }
    let groups: Vec<String> = articles.iter().map(|article| article.id.clone()).collect();
    let input = StoryInput {
        story: "story",
        articles: articles
            .iter()
            .zip(&groups)
            .map(|(article, group)| StoryArticle {
                article,
                copy_group: group,
                is_lead: true,
                is_superseded: false,
            })
            .collect(),
    };
    let sheet = sheet(&input);
    println!("{}", sheet.headline);
    for fact in &sheet.facts {
        println!(
            "{} {} | {:?} {:?} {:?} | {} articles, {} origins{}",
            if fact.core { "*" } else { " " },
            fact.statement,
            fact.stage,
            fact.certainty,
            fact.modality,
            fact.support.articles,
            fact.support.origins,
            if fact.support.unnamed { " (unnamed)" } else { "" },
        );
        for citation in &fact.citations {
            println!("      {:?} {}", citation.place, citation.quote);
        }
        for relation in &fact.relations {
            println!(
                "      {:?} {}-{}: {}",
                relation.relation, relation.a, relation.b, relation.why
            );
        }
    }
    for quote in &sheet.quotes {
        println!("Q {:?} {:?}: {}", quote.speaker, quote.role, quote.citation.quote);
    }
    for line in &sheet.summary {
        println!("S {}", line.text);
    }
    Ok(())
}
