//! The counts that the report of an edition draws.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_copies::Verdict as CopyVerdict;
use recoupe_facts::{FactSheet, RelationKind};
use recoupe_pages::{
    Bilingual, DayCount, LanguageCount, NamedCount, Report, Similarities, StoryRow,
    Verdict,
};
use recoupe_stories::Story;

use crate::Settings;
use crate::edition::{Edition, names};
use crate::pages::file_stem;

/// Counts an edition. Linear in its rows.
pub(crate) fn of(edition: &Edition) -> Report {
    let counts = &edition.head.counts;
    let mut report = Report {
        version: edition.head.version.clone(),
        documents: counts.documents,
        articles: counts.articles,
        rejections: counts.reasons.clone(),
        distinct_texts: counts.copy_groups,
        story_count: counts.stories,
        copy_group_sizes: sizes(edition.copies.iter().map(|group| group.members.len())),
        story_sizes: sizes(edition.stories.iter().map(|story| story.articles.len())),
        similarities: similarities(edition),
        stories: story_rows(edition),
        facts: counts.facts,
        settings: settings_in_words(&edition.head.settings),
        ..Report::default()
    };
    count_articles(edition, &mut report);
    for sheet in &edition.sheets {
        let single = sheet.facts.iter().filter(|fact| fact.support.origins <= 1).count();
        report.single_origin_facts += single as u64;
        report.contradicted_facts += contradictions(sheet);
    }
    report.warnings = edition
        .head
        .warnings
        .iter()
        .map(|warning| Bilingual { en: warning.clone(), fr: warning.clone() })
        .collect();
    report
}

fn sizes(lengths: impl Iterator<Item = usize>) -> BTreeMap<u64, u64> {
    let mut sizes = BTreeMap::new();
    for length in lengths {
        *sizes.entry(length as u64).or_default() += 1;
    }
    sizes
}

/// Outlets, languages and days.
fn count_articles(edition: &Edition, report: &mut Report) {
    let (mut outlets, mut languages, mut days) =
        (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for article in &edition.texts {
        if let Some(source) = &article.source {
            *outlets.entry(source.clone()).or_default() += 1;
        }
        *languages.entry(article.language).or_default() += 1;
        match article.published {
            Some(day) => *days.entry((day, article.language)).or_default() += 1,
            None => report.undated += 1,
        }
    }
    let named = outlets.into_iter().map(|(name, articles)| NamedCount { name, articles });
    report.outlets = named.collect();
    let told = languages
        .into_iter()
        .map(|(language, articles)| LanguageCount { language, articles });
    report.languages = told.collect();
    let dated = days.into_iter().map(|((day, language), articles)| DayCount {
        day,
        language,
        articles,
    });
    report.days = dated.collect();
}

fn similarities(edition: &Edition) -> Similarities {
    let mut similarities = Similarities::default();
    for pair in &edition.pairs {
        let verdict = match pair.verdict {
            CopyVerdict::Copy => Verdict::Copy,
            CopyVerdict::Partial => Verdict::Partial,
            CopyVerdict::Apart => Verdict::Apart,
        };
        similarities.add(verdict, pair.resemblance);
    }
    similarities
}

fn contradictions(sheet: &FactSheet) -> u64 {
    let contradicted = sheet.facts.iter().filter(|fact| {
        fact.relations
            .iter()
            .any(|relation| relation.relation == RelationKind::Contradicts)
    });
    contradicted.count() as u64
}

fn story_rows(edition: &Edition) -> Vec<StoryRow> {
    let sheets: BTreeMap<&str, &FactSheet> =
        edition.sheets.iter().map(|sheet| (sheet.story.as_str(), sheet)).collect();
    let rows = edition.stories.iter().map(|story| {
        story_row(edition, story, sheets.get(story.story.as_str()).copied())
    });
    rows.collect()
}

fn story_row(edition: &Edition, story: &Story, sheet: Option<&FactSheet>) -> StoryRow {
    let articles = || story.articles.iter().filter_map(|id| edition.text(id));
    let headline = story.headline.clone().unwrap_or_default();
    let outlets: BTreeSet<&str> =
        articles().filter_map(|article| article.source.as_deref()).collect();
    let headline_language = articles()
        .find(|article| {
            article.title.as_ref().is_some_and(|title| title.text == headline)
        })
        .map(|article| article.language.code().to_string());
    StoryRow {
        story: story.story.clone(),
        headline,
        headline_language,
        languages: story.languages.clone(),
        articles: story.articles.len() as u64,
        distinct_texts: story.copy_groups.len() as u64,
        outlets: outlets.len() as u64,
        origins: sheet.map_or(0, |sheet| sheet.origins.len() as u64),
        facts: sheet.map_or(0, |sheet| sheet.facts.len() as u64),
        contradictions: sheet.map_or(0, contradictions),
        first: story.first.map(|day| day.to_string()),
        last: story.last.map(|day| day.to_string()),
        sheet: sheet.map(|sheet| {
            format!("{}/{}.html", names::SHEET_FOLDER, file_stem(&sheet.story))
        }),
    }
}

/// The settings as name and value, groups joined by dots: `copies.shingle_words`, `3`.
fn settings_in_words(settings: &Settings) -> Vec<(String, String)> {
    fn walk(name: &str, value: &serde_json::Value, rows: &mut Vec<(String, String)>) {
        match value {
            serde_json::Value::Object(parts) => {
                for (part, inner) in parts {
                    let dot = if name.is_empty() { "" } else { "." };
                    walk(&format!("{name}{dot}{part}"), inner, rows);
                }
            }
            serde_json::Value::Null => {}
            serde_json::Value::String(text) => {
                rows.push((name.to_string(), text.clone()));
            }
            other => rows.push((name.to_string(), other.to_string())),
        }
    }
    let mut rows = Vec::new();
    walk("", &serde_json::to_value(settings).unwrap_or_default(), &mut rows);
    rows
}
