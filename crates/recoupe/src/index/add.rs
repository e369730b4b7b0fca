//! New articles into the index.

use rayon::prelude::*;
use recoupe_copies::{lookup_keys, sign};
use recoupe_formats::{Documents, Error, Record, documents, identify};
use recoupe_text::{Article, ReadSettings, Rejection, RepeatedLines};

use super::answer::Answer;
use super::segment::{Segment, SegmentWriter, Stored};
use super::{Index, SegmentHead};
use crate::Settings;

/// Articles that become durable together; after them they are acknowledged.
const TOGETHER: usize = 512;

/// What came of one document.
pub type Outcome = Result<Answer, Rejection>;

impl Index {
    /// Adds the documents of the inputs, and tells for each what the index knows of it: its
    /// copies, those that came with it included. `tell` is called in input order once the
    /// article is safe on disk, whatever happens to the process then.
    ///
    /// An article that stands in the index already, with the same id and the same words, is
    /// not added again; another text under an id that is taken becomes `ID~` and six
    /// hexadecimal digits of its digest. Fails where an input cannot be read, the index
    /// cannot be written or another process is adding, or where `tell` fails.
    pub fn add(
        &mut self,
        inputs: &[String],
        settings: &Settings,
        tell: &mut dyn FnMut(&Outcome) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let lock = self.lock()?;
        // Another process may have added since this one opened the index.
        *self = Self::open(&self.folder)?;
        self.remove_orphans()?;
        let mut stream = documents(inputs, &settings.input)?;
        loop {
            let read = next_part(&mut stream, settings)?;
            if read.is_empty() {
                break;
            }
            let outcomes = self.add_part(read)?;
            outcomes.iter().try_for_each(&mut *tell)?;
            self.merge()?;
        }
        drop(lock);
        Ok(())
    }

    /// What the index knows of each document of the inputs; nothing is added.
    pub fn query_all(
        &self,
        inputs: &[String],
        settings: &Settings,
        tell: &mut dyn FnMut(&Outcome) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let mut stream = documents(inputs, &settings.input)?;
        loop {
            let read = next_part(&mut stream, settings)?;
            if read.is_empty() {
                return Ok(());
            }
            let outcomes: Vec<Result<Outcome, Error>> = read
                .into_par_iter()
                .map(|one| match one {
                    Ok(stored) => self.query(&stored.article, &stored.place).map(Ok),
                    Err(rejection) => Ok(Err(rejection)),
                })
                .collect();
            for outcome in outcomes {
                tell(&outcome?)?;
            }
        }
    }

    /// Adds articles that are read already; see [`Index::add`].
    pub fn add_articles(
        &mut self,
        articles: Vec<Article>,
    ) -> Result<Vec<Outcome>, Error> {
        let lock = self.lock()?;
        *self = Self::open(&self.folder)?;
        self.remove_orphans()?;
        let read = articles
            .into_iter()
            .map(|article| Ok(Stored { place: article.id.clone(), article }));
        let outcomes = self.add_part(read.collect())?;
        self.merge()?;
        drop(lock);
        Ok(outcomes)
    }

    fn add_part(
        &mut self,
        read: Vec<Result<Stored, Rejection>>,
    ) -> Result<Vec<Outcome>, Error> {
        let mut fresh: Vec<Stored> = Vec::new();
        let mut told: Vec<Result<(Stored, bool), Rejection>> = Vec::new();
        for one in read {
            let named = match one {
                Ok(stored) => Ok(self.named(stored, &fresh)?),
                Err(rejection) => Err(rejection),
            };
            if let Ok((stored, true)) = &named {
                fresh.push(stored.clone());
            }
            told.push(named);
        }
        if !fresh.is_empty() {
            self.write_segment(&fresh)?;
        }
        let answers: Vec<Result<Outcome, Error>> = told
            .into_par_iter()
            .map(|one| match one {
                Err(rejection) => Ok(Err(rejection)),
                Ok((stored, is_new)) => {
                    let answer = self.query(&stored.article, &stored.place)?;
                    Ok(Ok(Answer { added: Some(is_new), ..answer }))
                }
            })
            .collect();
        answers.into_iter().collect()
    }

    /// The article under an id that no other text of the index has, and whether it is new.
    fn named(&self, stored: Stored, fresh: &[Stored]) -> Result<(Stored, bool), Error> {
        match self.holder(&stored.article.id, fresh)? {
            None => Ok((stored, true)),
            Some(held) if is_same(&held, &stored.article) => Ok((stored, false)),
            Some(_) => {
                let digest = blake3::hash(stored.article.text.as_bytes()).to_hex();
                let digits = digest.get(..6).unwrap_or_default();
                let id = format!("{}~{digits}", stored.article.id);
                let is_new = self.holder(&id, fresh)?.is_none();
                let article = Article { id, ..stored.article };
                Ok((Stored { article, ..stored }, is_new))
            }
        }
    }

    /// The article that has an id.
    fn holder(&self, id: &str, fresh: &[Stored]) -> Result<Option<Article>, Error> {
        if let Some(stored) = fresh.iter().find(|stored| stored.article.id == id) {
            return Ok(Some(stored.article.clone()));
        }
        let key = id_key(id);
        for segment in &self.segments {
            for number in segment.under(key, usize::MAX)? {
                let held = segment.article(number)?.article;
                if held.id == id {
                    return Ok(Some(held));
                }
            }
        }
        Ok(None)
    }

    fn write_segment(&mut self, fresh: &[Stored]) -> Result<(), Error> {
        let name = self.next_name();
        let folder = self.folder.join(&name);
        let mut writer = SegmentWriter::create(&folder)?;
        let copies = self.settings();
        let mut keys: Vec<(u64, u32)> = fresh
            .par_iter()
            .zip(0..fresh.len() as u32)
            .flat_map_iter(|(stored, number)| {
                let keys = lookup_keys(&sign(&stored.article, copies));
                let own = [keys.exact, id_key(&stored.article.id)];
                let all = own.into_iter().chain(keys.bands).chain(keys.samples);
                all.map(move |key| (key, number))
            })
            .collect();
        keys.par_sort_unstable();
        for stored in fresh {
            let mut line = serde_json::to_vec(stored)
                .map_err(|cause| Error::writing(&folder, &std::io::Error::from(cause)))?;
            line.push(b'\n');
            writer.put_line(&line)?;
        }
        for (key, number) in keys {
            writer.put_key(key, number)?;
        }
        let articles = writer.finish()?;
        let segment = Segment::open(&folder, articles)?;
        self.head.segments.push(SegmentHead { name, articles });
        self.segments.push(segment);
        self.write_head()
    }

    /// The name of the next segment; each is used once.
    pub(super) fn next_name(&mut self) -> String {
        let name = format!("s-{:06}", self.head.next);
        self.head.next += 1;
        name
    }

    /// Removes segments that the list does not name: an addition or a merge was cut short.
    fn remove_orphans(&self) -> Result<(), Error> {
        let failed = |cause: std::io::Error| Error::writing(&self.folder, &cause);
        for entry in std::fs::read_dir(&self.folder).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_named = self.head.segments.iter().any(|segment| segment.name == name);
            if name.starts_with("s-") && !is_named {
                std::fs::remove_dir_all(entry.path()).map_err(failed)?;
            }
        }
        Ok(())
    }
}

fn id_key(id: &str) -> u64 {
    let digest = blake3::hash(id.as_bytes());
    let head = digest.as_bytes().first_chunk::<8>();
    head.map_or(0, |head| u64::from_le_bytes(*head))
}

/// Whether an article that came again says nothing new.
fn is_same(held: &Article, article: &Article) -> bool {
    held.text == article.text && held.title == article.title
}

/// The next documents, read one by one: what else came with them changes nothing.
fn next_part(
    stream: &mut Documents,
    settings: &Settings,
) -> Result<Vec<Result<Stored, Rejection>>, Error> {
    let mut records: Vec<Record> = Vec::new();
    for record in stream.by_ref().take(TOGETHER) {
        records.push(record?);
    }
    identify(&mut records);
    let how = ReadSettings {
        max_bytes: settings.input.limits.document_bytes as usize,
        ..ReadSettings::default()
    };
    let nothing = RepeatedLines::none();
    let read = records.into_par_iter().map(|record| match record {
        Record::Rejection(rejection) => Err(rejection),
        Record::Document(document) => {
            let place = document.place.clone();
            let article = recoupe_text::read(document, &how, &nothing)?;
            Ok(Stored { place, article })
        }
    });
    Ok(read.collect())
}
