//! The walk: inputs, articles, copies, stories, fact sheets, edition.

use std::collections::BTreeMap;
use std::path::PathBuf;

use rayon::prelude::*;
use recoupe_copies::{Copies, CopyGroup};
use recoupe_facts::{FactSheet, StoryArticle, StoryInput};
use recoupe_formats::{Error, ErrorKind, InputFile};
use recoupe_stories::{
    CopyMembers, Found as FoundStories, Outcome as RulingOutcome, Ruling, Story,
};
use recoupe_text::{Article, Rejection};

use crate::Settings;
use crate::checkpoint::Checkpoints;
use crate::direct::{self, Means};
use crate::edition::{self, Counts, Edition, FORMAT, names};
use crate::index::Index;
use crate::output::Output;
use crate::progress::{Event, Progress, Step};
use crate::reading::{self, Entry, Intake};
use crate::{filtered, pages, stages};

/// How far a run goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// Copies, stories, fact sheets and pages.
    #[default]
    Everything,
    /// Copies only: no story, no sheet.
    CopiesOnly,
}

/// What a finished run can tell.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What was counted.
    pub counts: Counts,
    /// The picture of the whole edition, where one was drawn.
    pub report: Option<PathBuf>,
    /// The fullest fact sheets: headline and page, most facts first, at most three.
    pub fullest: Vec<(String, PathBuf)>,
}

/// How many sheets [`Outcome::fullest`] names.
const FULLEST_NAMED: usize = 3;

/// How many sheets are written between two notes of progress.
const SHEETS_BETWEEN_NOTES: usize = 64;

/// Makes a whole edition. See [`run_scope`].
pub fn run(
    inputs: &[String],
    settings: &Settings,
    output: &Output,
    progress: &dyn Progress,
) -> Result<Outcome, Error> {
    run_scope(inputs, settings, output, Scope::Everything, progress)
}

/// Makes an edition of copies only. Where nothing is asked for that needs whole articles
/// (a filtered set, a keep policy by a field, standard input), documents go a direct way
/// that holds a few hundred bytes of each: see [`Means`]. Otherwise as [`run_scope`] with
/// [`Scope::CopiesOnly`].
pub fn copies(
    inputs: &[String],
    settings: &Settings,
    means: Means,
    output: &Output,
    progress: &dyn Progress,
) -> Result<Outcome, Error> {
    if direct::fits(inputs, settings, output) {
        return direct::run(inputs, settings, means, output, progress);
    }
    run_scope(inputs, settings, output, Scope::CopiesOnly, progress)
}

/// Makes an edition as far as `scope` says. The folder appears whole at the end; until then
/// work is kept in `DIR.partial` beside it, and an interrupted run with the same inputs,
/// settings and version goes on after its last finished step.
///
/// The result depends on inputs, settings and version only: not on threads, not on the
/// clock, and, but for the order of `articles.jsonl` and of the inputs in `edition.json`,
/// not on the order of the inputs.
///
/// Fails where an input cannot be read, the output cannot be written or something stands
/// in its place, or where the listener asks to stop.
pub fn run_scope(
    inputs: &[String],
    settings: &Settings,
    output: &Output,
    scope: Scope,
    progress: &dyn Progress,
) -> Result<Outcome, Error> {
    output.prepare()?;
    let intake = reading::take_in(inputs, settings, progress)?;
    let partial = output.partial();
    let checkpoints =
        Checkpoints::open(&partial, &key_of(settings, &intake.inputs, scope))?;
    let files = intake.inputs.clone();
    let (entries, texts) = articles_step(intake, settings, &checkpoints, progress)?;
    let walk = Walk { texts: &texts, settings, checkpoints: &checkpoints, progress };
    let copies = walk.copies()?;
    let (stories, sheets) = match scope {
        Scope::CopiesOnly => (FoundStories::default(), Vec::new()),
        Scope::Everything => {
            let found = walk.stories(&copies.groups)?;
            let sheets = walk.sheets(&found.stories, &copies.groups)?;
            (found, sheets)
        }
    };
    let mut edition =
        edition::assemble(settings, files, &entries, texts, (copies, stories, sheets));
    if let Some(index) = &settings.against {
        Index::open(index)?.mark_known(&mut edition)?;
    }
    if scope == Scope::Everything {
        pages::draw(&edition, &partial, progress)?;
    }
    if output.has_parquet() {
        edition::write_parquet_tables(&edition, &partial)?;
    }
    edition::write(&edition, &partial)?;
    if output.is_filtered() {
        filtered::write(&edition, settings.input.limits, output)?;
    }
    checkpoints.close()?;
    output.publish()?;
    Ok(outcome_of(&edition, output))
}

/// Runs `work` with this many threads (all processors where `None`).
pub fn with_threads<Product: Send>(
    threads: Option<usize>,
    work: impl FnOnce() -> Product + Send,
) -> Result<Product, Error> {
    let Some(threads) = threads else { return Ok(work()) };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().map_err(
        |cause| Error::setting("--threads", cause.to_string(), "ask for fewer threads"),
    )?;
    Ok(pool.install(work))
}

/// Tells the listener; its wish to stop becomes an error.
pub(crate) fn note(progress: &dyn Progress, event: Event<'_>) -> Result<(), Error> {
    if progress.note(event).is_continue() {
        return Ok(());
    }
    Err(Error::new(
        ErrorKind::Interrupted,
        "run",
        "was asked to stop",
        "start it again with the same arguments: it goes on where it stopped",
    ))
}

/// What makes two runs the same: version, format, settings, scope, and the digests of the
/// inputs under their names.
fn key_of(settings: &Settings, inputs: &[InputFile], scope: Scope) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    hasher.update(&FORMAT.to_le_bytes());
    hasher.update(format!("{scope:?}").as_bytes());
    hasher.update(serde_json::to_string(settings).unwrap_or_default().as_bytes());
    let known = serde_json::to_string(&settings.guidance.known);
    hasher.update(known.unwrap_or_default().as_bytes());
    for file in inputs {
        hasher.update(&[0]);
        hasher.update(file.path.as_bytes());
        hasher.update(&[0]);
        hasher.update(file.blake3.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

/// Documents become articles: entries in input order, articles sorted by id.
fn articles_step(
    intake: Intake,
    settings: &Settings,
    checkpoints: &Checkpoints,
    progress: &dyn Progress,
) -> Result<(Vec<Entry>, Vec<Article>), Error> {
    let (entries_name, texts_name) = ("entries", "texts");
    if let (Some(entries), Some(texts)) =
        (checkpoints.rows(entries_name), checkpoints.rows(texts_name))
    {
        note(progress, Event::TakenUp(Step::Articles))?;
        return Ok((entries, texts));
    }
    let mut entries: Vec<Entry> = intake.records.iter().map(Entry::of).collect();
    let documents = reading::articles_of(intake.records, settings, progress)?;
    let texts = sorted_articles(documents, &mut entries);
    checkpoints.keep(texts_name, &texts)?;
    checkpoints.keep(entries_name, &entries)?;
    note(progress, Event::Ends(Step::Articles))?;
    Ok((entries, texts))
}

/// The articles sorted by id; each entry learns what became of its document.
fn sorted_articles(
    documents: Vec<Result<Article, Rejection>>,
    entries: &mut [Entry],
) -> Vec<Article> {
    let mut texts = Vec::with_capacity(documents.len());
    for (document, entry) in documents.into_iter().zip(entries.iter_mut()) {
        match document {
            Ok(article) => {
                entry.outcome = Ok(article.id.clone());
                texts.push(article);
            }
            Err(rejection) => entry.outcome = Err(rejection),
        }
    }
    texts.par_sort_by(|left, right| left.id.cmp(&right.id));
    texts
}

/// The steps over articles that are read.
struct Walk<'run> {
    texts: &'run [Article],
    settings: &'run Settings,
    checkpoints: &'run Checkpoints,
    progress: &'run dyn Progress,
}

impl Walk<'_> {
    fn copies(&self) -> Result<Copies, Error> {
        let name = Step::Copies.name();
        let kept: Option<Vec<Copies>> = self.checkpoints.rows(name);
        if let Some(copies) = kept.and_then(|mut rows| rows.pop()) {
            note(self.progress, Event::TakenUp(Step::Copies))?;
            return Ok(copies);
        }
        note(self.progress, Event::Begins(Step::Copies, self.texts.len() as u64))?;
        let copies = stages::copies(self.texts, self.settings);
        for warning in &copies.warnings {
            note(self.progress, Event::Warning(&warning.message))?;
        }
        self.checkpoints.keep(name, std::slice::from_ref(&copies))?;
        note(self.progress, Event::Ends(Step::Copies))?;
        Ok(copies)
    }

    fn stories(&self, groups: &[CopyGroup]) -> Result<FoundStories, Error> {
        let (name, rulings_name) = (Step::Stories.name(), "rulings");
        if let (Some(rulings), Some(stories)) =
            (self.checkpoints.rows(rulings_name), self.checkpoints.rows(name))
        {
            note(self.progress, Event::TakenUp(Step::Stories))?;
            return Ok(FoundStories { stories, rulings });
        }
        note(self.progress, Event::Begins(Step::Stories, groups.len() as u64))?;
        let members: Vec<CopyMembers> = groups.iter().map(stages::members).collect();
        let settings = self.settings;
        let found = recoupe_stories::find_guided(
            self.texts,
            &members,
            &settings.stories,
            &settings.guidance,
        );
        for ruling in found.rulings.iter().filter(|ruling| needs_a_word(ruling)) {
            note(self.progress, Event::Warning(&edition::ruling_in_words(ruling)))?;
        }
        self.checkpoints.keep(rulings_name, &found.rulings)?;
        self.checkpoints.keep(name, &found.stories)?;
        note(self.progress, Event::Ends(Step::Stories))?;
        Ok(found)
    }

    fn sheets(
        &self,
        stories: &[Story],
        groups: &[CopyGroup],
    ) -> Result<Vec<FactSheet>, Error> {
        let name = Step::Sheets.name();
        if let Some(sheets) = self.checkpoints.rows(name) {
            note(self.progress, Event::TakenUp(Step::Sheets))?;
            return Ok(sheets);
        }
        note(self.progress, Event::Begins(Step::Sheets, stories.len() as u64))?;
        let places = self.places(groups);
        let mut sheets = Vec::with_capacity(stories.len());
        for part in stories.chunks(SHEETS_BETWEEN_NOTES) {
            let written = part.par_iter().map(|story| Self::sheet(story, &places));
            sheets.extend(written.collect::<Vec<_>>());
            note(self.progress, Event::Advances(Step::Sheets, sheets.len() as u64))?;
        }
        self.checkpoints.keep(name, &sheets)?;
        note(self.progress, Event::Ends(Step::Sheets))?;
        Ok(sheets)
    }

    /// Each article of the groups in the form the facts stage asks for, by id.
    fn places<'group>(
        &'group self,
        groups: &'group [CopyGroup],
    ) -> BTreeMap<&'group str, StoryArticle<'group>> {
        let mut places = BTreeMap::new();
        for group in groups {
            for member in &group.members {
                let Some(article) = self.text(&member.id) else { continue };
                let place = StoryArticle {
                    article,
                    copy_group: &group.copy_group,
                    is_lead: article.id == group.lead,
                    is_superseded: member.succession.superseded_by.is_some(),
                };
                places.insert(article.id.as_str(), place);
            }
        }
        places
    }

    fn text(&self, id: &str) -> Option<&Article> {
        let index = self.texts.binary_search_by(|article| article.id.as_str().cmp(id));
        self.texts.get(index.ok()?)
    }

    fn sheet(story: &Story, places: &BTreeMap<&str, StoryArticle<'_>>) -> FactSheet {
        let articles =
            story.articles.iter().filter_map(|id| places.get(id.as_str()).copied());
        recoupe_facts::sheet(&StoryInput {
            story: &story.story,
            articles: articles.collect(),
        })
    }
}

/// Whether people should hear of what became of their constraint.
fn needs_a_word(ruling: &Ruling) -> bool {
    ruling.against_evidence || ruling.outcome != RulingOutcome::Honoured
}

fn outcome_of(edition: &Edition, output: &Output) -> Outcome {
    let mut by_facts: Vec<&FactSheet> = edition.sheets.iter().collect();
    by_facts.sort_by_key(|sheet| (std::cmp::Reverse(sheet.facts.len()), &sheet.story));
    let folder = output.folder();
    let fullest = by_facts.into_iter().take(FULLEST_NAMED).map(|sheet| {
        let stem = pages::file_stem(&sheet.story);
        let pages = folder.join(names::SHEET_FOLDER);
        (sheet.headline.clone(), pages.join(format!("{stem}.html")))
    });
    let report = Some(folder.join(names::REPORT)).filter(|path| path.is_file());
    Outcome { counts: edition.head.counts.clone(), report, fullest: fullest.collect() }
}
