//! From the products of the stages to the rows of an edition.

use std::collections::BTreeMap;

use recoupe_copies::{Copies, CopyGroup, Member, Role, Succession};
use recoupe_facts::FactSheet;
use recoupe_formats::InputFile;
use recoupe_stories::{Found as FoundStories, Ruling, Story};
use recoupe_text::{Article, Metadata, Rejection};

use super::{ArticleRow, Counts, Edition, EditionHead, FORMAT, Status};
use crate::reading::Entry;
use crate::{Keep, Settings};

/// Puts an edition together. `entries` are the documents in input order, `texts` their
/// articles sorted by id.
pub(crate) fn assemble(
    settings: &Settings,
    inputs: Vec<InputFile>,
    entries: &[Entry],
    texts: Vec<Article>,
    found: (Copies, FoundStories, Vec<FactSheet>),
) -> Edition {
    let (copies, FoundStories { stories, rulings }, sheets) = found;
    let articles =
        article_rows(entries, &texts, &copies.groups, &stories, &settings.keep);
    let counts = counted(&articles, &copies.groups, &stories, &sheets);
    let head = EditionHead {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_string(),
        counts,
        settings: settings.clone(),
        inputs,
        warnings: copies.warnings.into_iter().map(|warning| warning.message).collect(),
        rulings,
    };
    Edition {
        head,
        articles,
        texts,
        pairs: copies.pairs,
        copies: copies.groups,
        stories,
        sheets,
    }
}

/// What became of a constraint, in one line.
pub(crate) fn ruling_in_words(ruling: &Ruling) -> String {
    let score = ruling.score.map(|score| format!(" (score {score:+.2})"));
    let note = ruling.note.as_deref().map(|note| format!(" [{note}]"));
    format!(
        "constraint on {} and {}: {}{}{}",
        ruling.a,
        ruling.b,
        ruling.english,
        score.unwrap_or_default(),
        note.unwrap_or_default()
    )
}

fn article_rows(
    entries: &[Entry],
    texts: &[Article],
    groups: &[CopyGroup],
    stories: &[Story],
    keep: &Keep,
) -> Vec<ArticleRow> {
    let texts: BTreeMap<&str, &Article> =
        texts.iter().map(|article| (article.id.as_str(), article)).collect();
    let mut places: BTreeMap<&str, (&CopyGroup, &Member, bool)> = BTreeMap::new();
    for group in groups {
        for member in &group.members {
            let is_kept = member.id == group.lead
                || match keep {
                    Keep::All => true,
                    Keep::Lead => member.role == Role::Version,
                    _ => false,
                };
            places.insert(&member.id, (group, member, is_kept));
        }
    }
    let story_of: BTreeMap<&str, &str> = stories
        .iter()
        .flat_map(|story| {
            story.articles.iter().map(|id| (id.as_str(), story.story.as_str()))
        })
        .collect();
    let rows = entries.iter().map(|entry| match &entry.outcome {
        Err(rejection) => rejected_row(entry, rejection),
        Ok(id) => {
            let mut row = article_row(entry, id, texts.get(id.as_str()).copied());
            row.story = story_of.get(id.as_str()).map(ToString::to_string);
            if let Some((group, member, is_kept)) = places.get(id.as_str()) {
                row.copy_group = Some(group.copy_group.clone());
                row.lead = Some(group.lead.clone());
                row.role = Some(member.role);
                row.resemblance = Some(member.resemblance);
                row.containment = Some(member.containment);
                row.succession = member.succession.clone();
                row.keep = *is_kept;
            }
            row
        }
    });
    rows.collect()
}

/// The row of a document that became an article, before articles are compared.
pub(crate) fn article_row(
    entry: &Entry,
    id: &str,
    article: Option<&Article>,
) -> ArticleRow {
    let published = article.and_then(|article| {
        article
            .published_at
            .clone()
            .or_else(|| article.published.map(|day| day.to_string()))
    });
    ArticleRow {
        id: id.to_string(),
        place: entry.place.clone(),
        source: article
            .and_then(|article| article.source.clone())
            .or_else(|| whole_file(&entry.place)),
        url: article.and_then(|article| article.url.clone()),
        title: article
            .and_then(|article| article.title.as_ref())
            .map(|title| title.text.clone()),
        published,
        status: Status::Article,
        reason: None,
        detail: None,
        language: article.map(|article| article.language),
        languages: article
            .into_iter()
            .flat_map(|article| &article.languages)
            .map(|(language, share)| (language.code().to_string(), *share))
            .collect(),
        copy_group: None,
        role: None,
        lead: None,
        resemblance: None,
        containment: None,
        succession: Succession::default(),
        known: None,
        keep: true,
        story: None,
        metadata: article.map_or_else(Metadata::default, stated),
        extra: article.map_or_else(BTreeMap::new, unknown_fields),
    }
}

/// What an article states about itself, without the fields that nothing here knows.
fn stated(article: &Article) -> Metadata {
    Metadata { extra: BTreeMap::new(), ..article.metadata.clone() }
}

/// The fields that nothing here knows, each as the JSON value it was.
fn unknown_fields(article: &Article) -> BTreeMap<String, serde_json::Value> {
    let fields = article.metadata.extra.iter();
    fields
        .filter_map(|(name, written)| {
            Some((name.clone(), serde_json::from_str(written).ok()?))
        })
        .collect()
}

/// A document that is a file of its own, without an outlet, has its file for a source.
fn whole_file(place: &str) -> Option<String> {
    let record = place
        .rsplit_once(':')
        .is_some_and(|(_, line)| line.bytes().all(|byte| byte.is_ascii_digit()));
    (!record && place != "-").then(|| place.to_string())
}

/// The row of a document that did not.
pub(crate) fn rejected_row(entry: &Entry, rejection: &Rejection) -> ArticleRow {
    ArticleRow {
        status: Status::Rejected,
        reason: Some(rejection.reason),
        detail: Some(rejection.detail.clone()),
        keep: false,
        source: entry.source.clone(),
        url: entry.url.clone(),
        ..article_row(entry, &rejection.id, None)
    }
}

fn counted(
    articles: &[ArticleRow],
    groups: &[CopyGroup],
    stories: &[Story],
    sheets: &[FactSheet],
) -> Counts {
    let mut counts = Counts { documents: articles.len() as u64, ..Counts::default() };
    for row in articles {
        match row.reason {
            Some(reason) => {
                counts.rejections += 1;
                *counts.reasons.entry(reason.key().to_string()).or_default() += 1;
            }
            None => counts.articles += 1,
        }
        if let Some(language) = row.language {
            *counts.languages.entry(language.code().to_string()).or_default() += 1;
        }
    }
    counts.copy_groups = groups.len() as u64;
    let sizes = groups.iter().map(|group| group.members.len() as u64);
    counts.in_copies = sizes.filter(|size| *size > 1).sum();
    counts.stories = stories.len() as u64;
    counts.stories_of_many =
        stories.iter().filter(|story| story.copy_groups.len() > 1).count() as u64;
    counts.stories_across_languages =
        stories.iter().filter(|story| story.languages.len() > 1).count() as u64;
    let facts = || sheets.iter().flat_map(|sheet| &sheet.facts);
    counts.facts = facts().count() as u64;
    counts.citations = facts().map(|fact| fact.citations.len() as u64).sum();
    counts
}
