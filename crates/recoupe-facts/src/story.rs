//! The door of the stage.

use recoupe_text::Article;

use crate::claims::{Statement, statements};
use crate::event::EventName;
use crate::merge;
use crate::origins::origins;
use crate::reading::{Reading, read};
use crate::rules::Subject;
use crate::scene::entities::EntityId;
use crate::sheet::{Fact, FactSheet, Place};

/// The articles of one story.
#[derive(Debug, Clone)]
pub struct StoryInput<'articles> {
    /// The id of the story.
    pub story: &'articles str,
    /// Its articles, in any order.
    pub articles: Vec<StoryArticle<'articles>>,
}

/// An article of a story and the copy group it belongs to.
#[derive(Debug, Clone, Copy)]
pub struct StoryArticle<'articles> {
    /// The article.
    pub article: &'articles Article,
    /// The id of its copy group.
    pub copy_group: &'articles str,
    /// Whether it leads its copy group.
    pub is_lead: bool,
    /// Whether a later version has taken its place or it was killed.
    pub is_superseded: bool,
}

/// Writes the fact sheet of a story. Total: a story without readable articles gives an
/// empty sheet. Independent of the order of the articles.
pub fn sheet(input: &StoryInput<'_>) -> FactSheet {
    let mut entries: Vec<&StoryArticle<'_>> = input.articles.iter().collect();
    entries.sort_by(|left, right| order(left.article).cmp(&order(right.article)));
    let articles: Vec<&Article> = entries.iter().map(|entry| entry.article).collect();
    let mut reading = read(&articles);
    let statements = statements(&mut reading, &articles);
    let origins = origins(&entries, &reading, &statements);
    let headline = headline(&entries);
    let event = event_name(&reading, &articles, &headline);
    let names = merge::Names { headline: &headline, event: event.as_ref() };
    let mut facts = merge::facts(&statements, &reading, &articles, &origins, &names);
    rank(&mut facts, &statements, &reading);
    FactSheet {
        story: input.story.to_owned(),
        headline,
        articles: articles.iter().map(|article| article.id.clone()).collect(),
        origins: origins.list,
        quotes: crate::quotes::quotes(&reading, &articles),
        timeline: crate::timeline::timeline(&facts, &articles),
        summary: crate::summary::summary(&facts, &reading, &articles),
        open_questions: crate::questions::questions(&facts, &reading),
        facts,
    }
}

fn order(article: &Article) -> (Option<&str>, &str) {
    (article.published_at.as_deref(), &article.id)
}

/// What happened where, in the words of the article whose headline leads the sheet.
fn event_name(
    reading: &Reading,
    articles: &[&Article],
    headline: &str,
) -> Option<EventName> {
    let led = articles.iter().position(|article| {
        article.title.as_ref().is_some_and(|title| title.text == headline)
    });
    crate::event::name(reading, led.unwrap_or(0))
}

/// The headline of the first lead that has one.
fn headline(entries: &[&StoryArticle<'_>]) -> String {
    entries
        .iter()
        .filter(|entry| entry.is_lead && entry.article.language.is_read())
        .chain(entries.iter())
        .find_map(|entry| entry.article.title.as_ref())
        .map(|title| title.text.clone())
        .unwrap_or_default()
}

/// Marks the facts of the parties the story is about, and sorts: core before background,
/// deals before figures, more origins before fewer.
fn rank(facts: &mut [Fact], statements: &[Statement], reading: &Reading) {
    let parties = main_parties(statements);
    let names: Vec<&str> =
        parties.iter().map(|party| reading.entities.name(*party)).collect();
    for fact in facts.iter_mut() {
        let subject = names.contains(&fact.subject.as_str());
        let object = fact.object.as_deref().is_some_and(|object| names.contains(&object));
        let deal = merge::is_deal(&fact.attribute) && fact.object.is_some();
        // A deal of a main party with somebody else is background, unless it is the target.
        let concerns = if deal { object } else { subject || object };
        fact.core = concerns || is_event(&fact.attribute) || parties.is_empty();
    }
    facts.sort_by(|left, right| {
        let key = |fact: &Fact| {
            (
                !fact.core,
                weight(&fact.attribute),
                std::cmp::Reverse(fact.support.origins),
                std::cmp::Reverse(fact.support.articles),
                fact.fact.clone(),
            )
        };
        key(left).cmp(&key(right))
    });
}

/// What general news is about when it is about no deal.
fn is_event(attribute: &str) -> bool {
    matches!(
        attribute,
        "deaths"
            | "injured"
            | "missing"
            | "evacuated"
            | "magnitude"
            | "rate"
            | "rate_change"
            | "vote"
            | "sentence"
            | "strike"
    )
}

fn weight(attribute: &str) -> u8 {
    match attribute {
        "acquisition" | "investment" | "funding_round" | "deaths" | "magnitude"
        | "rate" => 0,
        "stake" | "jobs_cut" | "injured" | "evacuated" | "investigation" | "sentence"
        | "vote" => 1,
        "valuation" | "revenue" | "profit" | "loss" | "spending_plan" | "price" => 2,
        "role" | "founder" | "founded" => 3,
        _ => 4,
    }
}

/// The parties of the deal that most statements, and headlines doubly, speak of.
fn main_parties(statements: &[Statement]) -> Vec<EntityId> {
    let mut votes: std::collections::BTreeMap<Vec<EntityId>, u32> =
        std::collections::BTreeMap::new();
    for statement in statements {
        let Subject::Entity(subject) = statement.subject else { continue };
        let deal = merge::is_deal(statement.attribute);
        let weight = match (deal, statement.place) {
            (true, Place::Title) => 6,
            (true, Place::Body) if statement.scene < 6 => 3,
            (true, _) => 2,
            _ => 1,
        };
        let mut parties = vec![subject];
        parties.extend(statement.object.filter(|_| deal));
        *votes.entry(parties).or_default() += weight;
    }
    votes
        .into_iter()
        .max_by_key(|(parties, count)| (*count, std::cmp::Reverse(parties.clone())))
        .map(|(parties, _)| parties)
        .unwrap_or_default()
}
