//! How many sources really stand behind a story: ten papers that print one dispatch are
//! one origin.
//!
//! Articles are joined when they carry the same copy, credit the same agency or outlet for
//! what the story is about, or (across languages) give the same figures in the same order,
//! as close translations do.

use std::collections::BTreeMap;

use recoupe_text::Article;

use crate::claims::Statement;
use crate::credit::{credit_line, is_same_agency};
use crate::reading::Reading;
use crate::rules::Subject;
use crate::scene::entities::{EntityId, EntityKind};
use crate::sheet::{Origin, Place};
use crate::story::StoryArticle;

/// The origins of a story and, by article, the index of its origin.
pub(crate) struct Origins {
    pub(crate) list: Vec<Origin>,
    pub(crate) of_article: Vec<usize>,
    /// Outlets and agencies that articles credit, by entity.
    pub(crate) sources: BTreeMap<EntityId, usize>,
}

/// Share of the figures of the shorter article that must recur in order in a translation.
/// Independent reports of one deal share a few figures, seldom four fifths of them in order.
const TRANSLATION_SHARE: f64 = 0.8;
/// Sentences in which news says whose report it is; credits further down belong to details.
const OPENING_SENTENCES: usize = 4;
/// Fewer figures than this prove nothing.
const TRANSLATION_FIGURES: usize = 6;

/// Whom an article goes back to.
struct Name {
    name: String,
    /// Whether a credit line or dateline says so, rather than the opening of the text.
    printed: bool,
}

/// Finds the origins. Quadratic in the articles of a story for translations only.
pub(crate) fn origins(
    articles: &[&StoryArticle<'_>],
    reading: &Reading,
    statements: &[Statement],
) -> Origins {
    let mut joined = Union::new(articles.len());
    let mut why: Vec<(usize, String)> = Vec::new();
    for (left, right) in pairs(articles.len()) {
        if articles[left].copy_group == articles[right].copy_group {
            joined.union(left, right);
            why.push((left, "same copy".to_owned()));
        }
    }
    let names: Vec<Option<Name>> = articles
        .iter()
        .enumerate()
        .map(|(at, entry)| named(at, entry.article, reading))
        .collect();
    for (left, right) in pairs(articles.len()) {
        let same = match (&names[left], &names[right]) {
            (Some(one), Some(other)) => is_same_agency(&one.name, &other.name),
            _ => false,
        };
        // What an outlet prints of an agency is not the outlet's own report.
        let own = |at: usize| !names[at].as_ref().is_some_and(|name| name.printed);
        let cites = own(right) && cites(names[left].as_ref(), articles[right].article)
            || own(left) && cites(names[right].as_ref(), articles[left].article);
        if same || cites {
            joined.union(left, right);
            let name = names[left].as_ref().or(names[right].as_ref());
            let name = name.map_or("", |name| name.name.as_str());
            why.push((left, format!("credit to {name}")));
        } else if translated(
            articles[left].article,
            articles[right].article,
            left,
            right,
            reading,
        ) {
            joined.union(left, right);
            why.push((left, "the same figures in the same order".to_owned()));
        }
    }
    assemble(articles, &mut joined, &names, &why, statements, reading)
}

fn pairs(count: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..count).flat_map(move |left| (left + 1..count).map(move |right| (left, right)))
}

/// Whether a name is that of an outlet, in full or by its first words: "Le Sémaphore" for
/// « Le Sémaphore des affaires ».
fn is_outlet(outlet: &str, name: &str) -> bool {
    let (outlet, name) = (key(outlet), key(name));
    outlet == name
        || outlet
            .strip_prefix(name.as_str())
            .is_some_and(|rest| rest.starts_with(' ') && name.chars().count() > 4)
}

fn key(name: &str) -> String {
    let folded = recoupe_text::fold::fold_key(name);
    folded
        .strip_prefix("the ")
        .or_else(|| folded.strip_prefix("le "))
        .or_else(|| folded.strip_prefix("la "))
        .unwrap_or(&folded)
        .to_owned()
}

/// Whether the outlet an article goes back to is the outlet of another.
fn cites(name: Option<&Name>, other: &Article) -> bool {
    match (name, &other.source) {
        (Some(name), Some(source)) => is_outlet(source, &name.name),
        _ => false,
    }
}

/// The agency or outlet an article goes back to: its credit line or dateline, else the
/// outlet that its opening credits: a report that begins with "X reported" is X's, what an
/// outlet credits to itself is its own.
fn named(at: usize, article: &Article, reading: &Reading) -> Option<Name> {
    let printed = credit_line(article).map(|name| Name { name, printed: true });
    printed.or_else(|| {
        let credited = reading
            .scenes
            .iter()
            .filter(|scene| scene.article == at && scene.place == Place::Body)
            .take(OPENING_SENTENCES)
            .find_map(|scene| {
                let text = crate::claims::text_of(article, scene.field);
                let credit =
                    crate::attribution::attribution(scene, text, &reading.entities)?;
                let entity = credit.entity.filter(|_| credit.is_hearsay)?;
                let outlet = reading.entities.kind(entity) == EntityKind::Outlet;
                outlet.then(|| reading.entities.name(entity).to_owned())
            })?;
        let own =
            article.source.as_deref().is_some_and(|source| is_outlet(source, &credited));
        (!own).then_some(Name { name: credited, printed: false })
    })
}

/// The organisation a statement is credited to, where it is no party of it.
pub(crate) fn outside_source(
    statement: &Statement,
    reading: &Reading,
) -> Option<EntityId> {
    let entity = statement.attribution.as_ref()?.entity?;
    let party = statement.subject == Subject::Entity(entity)
        || statement.object == Some(entity)
        || reading.entities.kind(entity) == EntityKind::Person;
    (!party).then_some(entity)
}

/// Whether two articles in different languages give the same figures in the same order.
fn translated(
    one: &Article,
    other: &Article,
    left: usize,
    right: usize,
    reading: &Reading,
) -> bool {
    if one.language == other.language {
        return false;
    }
    let figures = |article: usize| -> Vec<String> {
        reading
            .scenes
            .iter()
            .filter(|scene| scene.article == article && scene.place == Place::Body)
            .flat_map(|scene| scene.nodes.iter())
            .filter_map(|node| {
                let value = node.value()?;
                let number = value.amount.map(|amount| amount.normalize().to_string());
                number.or_else(|| value.iso.clone())
            })
            .collect()
    };
    let (one, other) = (figures(left), figures(right));
    let shorter = one.len().min(other.len());
    shorter >= TRANSLATION_FIGURES
        && common_subsequence(&one, &other) as f64 >= TRANSLATION_SHARE * shorter as f64
        && one.len().max(other.len()) <= shorter * 2
}

/// Length of the longest common subsequence.
fn common_subsequence(one: &[String], other: &[String]) -> usize {
    let mut row = vec![0usize; other.len() + 1];
    for left in one {
        let mut diagonal = 0;
        for (at, right) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if left == right { diagonal + 1 } else { above.max(row[at]) };
            diagonal = above;
        }
    }
    row.last().copied().unwrap_or(0)
}

fn assemble(
    articles: &[&StoryArticle<'_>],
    joined: &mut Union,
    names: &[Option<Name>],
    why: &[(usize, String)],
    statements: &[Statement],
    reading: &Reading,
) -> Origins {
    let mut list: Vec<Origin> = Vec::new();
    let mut index: BTreeMap<usize, usize> = BTreeMap::new();
    let mut of_article = Vec::with_capacity(articles.len());
    for (at, entry) in articles.iter().enumerate() {
        let root = joined.root(at);
        let origin = *index.entry(root).or_insert_with(|| {
            list.push(Origin {
                origin: format!("o{}", list.len() + 1),
                name: None,
                articles: Vec::new(),
                why: String::new(),
            });
            list.len() - 1
        });
        of_article.push(origin);
        if let Some(origin) = list.get_mut(origin) {
            origin.articles.push(entry.article.id.clone());
        }
    }
    // An agency's name is printed with its copy; whom an opening credits names an origin
    // only where several articles go back to it.
    for (at, name) in names.iter().enumerate() {
        let (Some(name), Some(origin)) = (name, list.get_mut(of_article[at])) else {
            continue;
        };
        if origin.name.is_none() && (name.printed || origin.articles.len() > 1) {
            origin.name = Some(name.name.clone());
        } else if origin.articles.len() == 1 {
            origin.why = format!("own report, crediting {}", name.name);
        }
    }
    for (at, reason) in why {
        if let Some(origin) = list.get_mut(of_article[*at])
            && !origin.why.contains(reason.as_str())
        {
            if !origin.why.is_empty() {
                origin.why.push_str("; ");
            }
            origin.why.push_str(reason);
        }
    }
    for (at, entry) in articles.iter().enumerate() {
        if let Some(origin) = list.get_mut(of_article[at])
            && origin.name.is_none()
        {
            origin.name.clone_from(&entry.article.source);
        }
    }
    for origin in &mut list {
        if origin.why.is_empty() {
            "own report".clone_into(&mut origin.why);
        }
    }
    let mut sources = BTreeMap::new();
    for statement in statements {
        if let Some(entity) = outside_source(statement, reading) {
            let name = key(reading.entities.name(entity));
            let known = list.iter().position(|origin| {
                origin.name.as_deref().is_some_and(|other| key(other) == name)
            });
            let next = list.len() + sources.len();
            sources.entry(entity).or_insert(known.unwrap_or(next));
        }
    }
    Origins { list, of_article, sources }
}

/// Disjoint sets; the smallest member is the root, so that order of joining changes nothing.
struct Union {
    parent: Vec<usize>,
}

impl Union {
    fn new(count: usize) -> Self {
        Self { parent: (0..count).collect() }
    }

    fn root(&mut self, at: usize) -> usize {
        let mut at = at;
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn union(&mut self, left: usize, right: usize) {
        let (left, right) = (self.root(left), self.root(right));
        let (low, high) = (left.min(right), left.max(right));
        self.parent[high] = low;
    }
}
