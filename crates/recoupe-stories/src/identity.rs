//! Ids that stay: a story that goes on keeps the name it had.

use serde::{Deserialize, Serialize};

use crate::quick::{QuickMap, QuickSet};
use crate::story::Story;

/// A story of an earlier run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownStory {
    /// Its id.
    pub story: String,
    /// The ids of its articles.
    pub articles: Vec<String>,
}

impl KnownStory {
    /// A story as the next run should know it.
    pub fn of(story: &Story) -> Self {
        Self { story: story.story.clone(), articles: story.articles.clone() }
    }
}

/// Gives the stories their ids: that of the known story with which one shares the most
/// articles, each id to one story only; the others the id of their founder, or of the first
/// of their articles whose id is free. Links are renamed too. Linear in the articles.
pub(crate) fn named(stories: &mut [Story], known: &[KnownStory]) {
    if known.is_empty() {
        return;
    }
    let mut known_of: QuickMap<&str, u32> = QuickMap::default();
    for (at, story) in known.iter().enumerate() {
        known_of.extend(story.articles.iter().map(|id| (id.as_str(), at as u32)));
    }
    let mut claims: Vec<(usize, u32, usize)> = Vec::new();
    for (at, story) in stories.iter().enumerate() {
        let mut of: Vec<u32> = story
            .articles
            .iter()
            .filter_map(|id| known_of.get(id.as_str()).copied())
            .collect();
        of.sort_unstable();
        for same in of.chunk_by(|one, two| one == two) {
            claims.extend(same.first().map(|known| (same.len(), *known, at)));
        }
    }
    claims
        .sort_by(|one, two| two.0.cmp(&one.0).then((one.1, one.2).cmp(&(two.1, two.2))));
    let mut taken: QuickSet<u32> = QuickSet::default();
    let mut names: Vec<Option<String>> = vec![None; stories.len()];
    for (_, id, at) in claims {
        let Some(name) = names.get_mut(at).filter(|name| name.is_none()) else {
            continue;
        };
        if taken.insert(id) {
            *name = known.get(id as usize).map(|story| story.story.clone());
        }
    }
    rename(stories, names);
}

fn rename(stories: &mut [Story], names: Vec<Option<String>>) {
    let mut used: QuickSet<String> = names.iter().flatten().cloned().collect();
    let mut new_name: QuickMap<String, String> = QuickMap::default();
    for (story, name) in stories.iter_mut().zip(names) {
        let name = name.unwrap_or_else(|| {
            let ids = story.articles.iter().map(|id| format!("s-{id}"));
            let free = ids.into_iter().find(|id| !used.contains(id));
            free.unwrap_or_else(|| story.story.clone())
        });
        used.insert(name.clone());
        new_name.insert(std::mem::replace(&mut story.story, name.clone()), name);
    }
    for story in stories {
        let links = story.follows.iter_mut().chain(&mut story.leads_to);
        for link in links.chain(&mut story.considered) {
            if let Some(name) = new_name.get(&link.story) {
                link.story.clone_from(name);
            }
        }
    }
}
