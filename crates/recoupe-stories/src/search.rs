//! The search for stories: all at once, or as articles come.

use std::borrow::Cow;

use recoupe_text::Article;
use serde::{Deserialize, Serialize};

use crate::constraints::{self, Constraint, Ruling};
use crate::engine::Engine;
use crate::identity::{KnownStory, named};
use crate::quick::QuickSet;
use crate::settings::StorySettings;
use crate::story::{CopyMembers, Story};
use crate::units::{Unit, units};

/// What people and earlier runs have to say.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Guidance {
    /// Articles that must be, or must not be, one story.
    #[serde(default)]
    pub constraints: Vec<Constraint>,
    /// Stories of an earlier run: a story that holds most of one of them keeps its id.
    /// Not written with the settings: the stories of this run replace them.
    #[serde(skip)]
    pub known: Vec<KnownStory>,
}

impl Guidance {
    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.constraints.is_empty() && self.known.is_empty()
    }
}

/// The stories of a run, and what became of the constraints.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Found {
    /// By first day, then founder; a partition of the articles.
    pub stories: Vec<Story>,
    /// In the order of the constraints.
    pub rulings: Vec<Ruling>,
}

/// Finds the stories of a run: every article is in exactly one of them.
///
/// Only the lead of each copy group is weighed; its copies go where it goes. An article in
/// no group stands for itself; a group whose lead is not among the articles is led by its
/// earliest member. Stories come by first day, then founder. The outcome does not depend
/// on the order of the articles. About linear in their number; uses rayon's threads, with
/// the same outcome for any number of them.
pub fn find(
    articles: &[Article],
    copy_groups: &[CopyMembers],
    settings: &StorySettings,
) -> Vec<Story> {
    find_guided(articles, copy_groups, settings, &Guidance::default()).stories
}

/// The same, with what people and earlier runs have to say.
pub fn find_guided(
    articles: &[Article],
    copy_groups: &[CopyMembers],
    settings: &StorySettings,
    guidance: &Guidance,
) -> Found {
    let alone = constraints::alone(&guidance.constraints);
    let units = units(articles.iter().map(Cow::Borrowed), copy_groups, &alone);
    let mut engine = Engine::new(*settings, guidance.constraints.clone());
    for step in steps(units, settings) {
        engine.step(step);
    }
    found(&engine, &guidance.known)
}

/// The stories of a run by another model.
#[cfg(feature = "dev")]
pub(crate) fn find_by(
    articles: &[Article],
    settings: &StorySettings,
    model: crate::decision::Model,
) -> Vec<Story> {
    let alone = QuickSet::default();
    let units = units(articles.iter().map(Cow::Borrowed), &[], &alone);
    let mut engine = Engine::new(*settings, Vec::new()).with_model(model);
    for step in steps(units, settings) {
        engine.step(step);
    }
    engine.stories()
}

fn found(engine: &Engine<'_>, known: &[KnownStory]) -> Found {
    let mut stories = engine.stories();
    named(&mut stories, known);
    let articles: Vec<&Article> = if engine.constraints().is_empty() {
        Vec::new()
    } else {
        engine.articles().collect()
    };
    let rulings = constraints::rulings(
        engine.constraints(),
        &stories,
        &articles,
        engine.settings(),
    );
    Found { stories, rulings }
}

/// A run is cut at the ends of days into steps of at least half the window, so that a small
/// run is one step and a large one never needs more than a window of memory.
fn steps<'a>(units: Vec<Unit<'a>>, settings: &StorySettings) -> Vec<Vec<Unit<'a>>> {
    let least = (settings.window_articles / 2).max(1);
    let mut steps: Vec<Vec<Unit<'a>>> = Vec::new();
    for unit in units {
        let day = unit.article.published;
        let is_new_step = steps.last().is_none_or(|step| {
            step.len() >= least
                && step.last().is_some_and(|last| last.article.published != day)
        });
        if is_new_step {
            steps.push(Vec::new());
        }
        if let Some(step) = steps.last_mut() {
            step.push(unit);
        }
    }
    steps
}

/// Stories that grow as articles come: the same portraits, the same score and the same
/// rules as [`find`], applied to what is new and to the stories it touches. One call with
/// all articles gives the stories of [`find`] where these are one step (half of
/// [`StorySettings::window_articles`]); many calls give the same kind of answer, not always
/// the same groups, for what comes later was not known when the first were joined.
#[derive(Debug)]
pub struct StoryIndex {
    engine: Engine<'static>,
    known: Vec<KnownStory>,
}

impl StoryIndex {
    /// An index without articles.
    pub fn new(settings: StorySettings, guidance: Guidance) -> Self {
        let engine = Engine::new(settings, guidance.constraints);
        Self { engine, known: guidance.known }
    }

    /// Takes in articles with the copy groups they are in. An id that was taken in before
    /// is passed over. Cost: linear in the new articles and the open stories.
    pub fn add(&mut self, articles: &[Article], copy_groups: &[CopyMembers]) {
        let constraints = self.engine.constraints().to_vec();
        let alone: QuickSet<&str> = constraints::alone(&constraints);
        let new = articles.iter().filter(|article| !self.engine.knows(&article.id));
        let new: Vec<Cow<'static, Article>> =
            new.map(|article| Cow::Owned(article.clone())).collect();
        let fresh = units(new.into_iter(), copy_groups, &alone);
        let fresh: Vec<Unit<'static>> =
            fresh.into_iter().filter_map(|unit| self.engine.take_copy(unit)).collect();
        self.engine.step(fresh);
    }

    /// The stories of all articles so far. A story that holds most of an earlier one keeps
    /// its id from call to call.
    pub fn found(&mut self) -> Found {
        let found = found(&self.engine, &self.known);
        self.known = found.stories.iter().map(KnownStory::of).collect();
        found
    }
}
