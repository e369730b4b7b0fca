//! All groups of an index, as an edition.

use std::collections::BTreeMap;

use rayon::prelude::*;
use recoupe_formats::{Error, ErrorKind};
use recoupe_stories::Found;
use recoupe_text::Article;

use super::segment::Stored;
use super::{Answer, Index};
use crate::edition::{self, Counts, Edition};
use crate::output::Output;
use crate::reading::Entry;
use crate::{Settings, stages};

impl Index {
    /// All articles, sorted by id.
    pub fn articles(&self) -> Result<Vec<Article>, Error> {
        Ok(self.stored()?.into_iter().map(|stored| stored.article).collect())
    }

    fn stored(&self) -> Result<Vec<Stored>, Error> {
        let mut all = Vec::with_capacity(self.len() as usize);
        for segment in &self.segments {
            for stored in segment.all() {
                all.push(stored?);
            }
        }
        all.sort_by(|one, other| one.article.id.cmp(&other.article.id));
        Ok(all)
    }

    /// Writes the groups of all articles as an edition of copies: the same as one batch over
    /// the same articles, in whatever order and parts they were added. Documents stand in
    /// order of their ids. `settings` choose the keep policy; what counts as the same copy
    /// is what the index was made with. Fails where the index cannot be read or the edition
    /// cannot be written.
    pub fn groups(&self, settings: &Settings, output: &Output) -> Result<Counts, Error> {
        if self.is_empty() {
            let remedy = "add articles with `recoupe index add`";
            let what = "holds no article";
            return Err(Error::new(ErrorKind::NoInput, &self.folder, what, remedy));
        }
        output.prepare()?;
        let partial = output.partial();
        let failed = |cause: std::io::Error| Error::writing(&partial, &cause);
        if partial.exists() {
            std::fs::remove_dir_all(&partial).map_err(failed)?;
        }
        std::fs::create_dir_all(&partial).map_err(failed)?;
        let settings = Settings { copies: self.head.copies.clone(), ..settings.clone() };
        let stored = self.stored()?;
        let entries: Vec<Entry> = stored.iter().map(entry).collect();
        let texts: Vec<Article> = stored.into_iter().map(|one| one.article).collect();
        let copies = stages::copies(&texts, &settings);
        let found = (copies, Found::default(), Vec::new());
        let edition = edition::assemble(&settings, Vec::new(), &entries, texts, found);
        edition::write(&edition, &partial)?;
        if output.is_filtered() {
            crate::filtered::write(&edition, settings.input.limits, output)?;
        }
        output.publish()?;
        Ok(edition.head.counts)
    }
}

impl Index {
    /// Tells each article of an edition the nearest copy of it that stands here; it is not
    /// kept then. Fails where the index cannot be read.
    pub(crate) fn mark_known(&self, edition: &mut Edition) -> Result<(), Error> {
        let answers: Vec<Result<Answer, Error>> =
            edition.texts.par_iter().map(|text| self.query(text, "")).collect();
        let mut known = BTreeMap::new();
        for answer in answers {
            let Answer { id, copies, .. } = answer?;
            known.extend(copies.into_iter().next().map(|copy| (id, copy)));
        }
        for row in &mut edition.articles {
            row.known = known.get(&row.id).cloned();
            row.keep &= row.known.is_none();
        }
        Ok(())
    }
}

fn entry(stored: &Stored) -> Entry {
    Entry {
        place: stored.place.clone(),
        source: stored.article.source.clone(),
        url: stored.article.url.clone(),
        outcome: Ok(stored.article.id.clone()),
    }
}
