//! The first pass: inputs become sketches, places and rows.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use rayon::prelude::*;
use recoupe_copies::{CopyText, Sketch, Sketcher, Sketches, read_moment};
use recoupe_formats::{
    Block, Error, InputFile, LeanRecord, LineFile, LineReader, Record, documents, files,
    identify,
};
use recoupe_text::{
    Article, Content, Language, RawDocument, ReadSettings, Reason, Rejection,
    RepeatedLines, Span, detect,
};

use super::heap::Heap;
use super::library::{Book, Contents, Library, Place, published_at};
use super::rows::{Head, add_keys, head_of_whole};
use super::shelves::SpillingShelves;
use super::{Means, no_document};
use crate::Settings;
use crate::edition::{article_row, rejected_row};
use crate::progress::{Event, Progress, Step};
use crate::reading::Entry;
use crate::run::note;

/// What the first pass leaves.
pub(crate) struct Signed {
    pub(crate) sketches: Sketches,
    pub(crate) shelves: SpillingShelves,
    pub(crate) library: Library,
    /// Heads of the rows of all documents, in input order.
    pub(crate) rows: Rows,
    pub(crate) inputs: Vec<InputFile>,
    pub(crate) languages: BTreeMap<String, u64>,
    /// Documents that repeat another one under the same id, by position.
    pub(crate) repeated: BTreeMap<u32, Rejection>,
}

/// Rows of documents in input order.
pub(crate) struct Rows {
    pub(crate) heap: Heap,
    /// For each block: its rows joined, and their lengths.
    pub(crate) blocks: Vec<(super::heap::Piece, Vec<RowOf>)>,
}

/// A row of a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RowOf {
    /// Of an article, without id and tail; its length.
    Article(u32),
    /// Of a rejected document, whole; its length and the key of its reason.
    Rejected(u32, Reason),
}

/// A document of a block that became an article.
struct Signature {
    id: String,
    sketch: Sketch,
    languages: Vec<Language>,
    start: usize,
    length: u32,
    line: u32,
    part: u32,
}

/// A block after it was read.
#[derive(Default)]
struct SignedBlock {
    signatures: Vec<Signature>,
    rows: Vec<u8>,
    lengths: Vec<RowOf>,
}

/// So many blocks are read ahead for each thread.
const AHEAD: usize = 3;

/// Reads and sketches all documents. Fails where an input cannot be read or the work folder
/// cannot be written.
pub(crate) fn sign(
    inputs: &[String],
    settings: &Settings,
    means: Means,
    folder: &Path,
    progress: &dyn Progress,
) -> Result<Signed, Error> {
    let quarter = means.memory / 4;
    let mut desk = Desk {
        settings,
        means,
        folder,
        progress,
        bytes_before: 0,
        signed: Signed {
            sketches: Sketches::default(),
            shelves: SpillingShelves::new(folder, 2 * quarter),
            library: Library::default(),
            rows: Rows {
                heap: Heap::new(&folder.join("rows"), quarter),
                blocks: Vec::new(),
            },
            inputs: Vec::new(),
            languages: BTreeMap::new(),
            repeated: BTreeMap::new(),
        },
    };
    desk.signed.library.how = ReadSettings {
        max_bytes: settings.input.limits.document_bytes as usize,
        ..ReadSettings::default()
    };
    let paths = files(inputs)?;
    let sizes = paths.iter().filter_map(|path| std::fs::metadata(path).ok());
    note(progress, Event::Begins(Step::Input, sizes.map(|one| one.len()).sum()))?;
    for path in &paths {
        match LineFile::open(path, &settings.input)? {
            Some(file) => desk.lines(path, file)?,
            None => desk.others(path)?,
        }
    }
    note(progress, Event::Ends(Step::Input))?;
    let mut signed = desk.signed;
    if signed.rows.blocks.is_empty() {
        return Err(no_document(inputs));
    }
    let Signed { sketches, shelves, .. } = &mut signed;
    sketches.settle(shelves).map_err(|cause| Error::writing(folder, &cause))?;
    settle_ids(&mut signed)?;
    Ok(signed)
}

struct Desk<'run> {
    settings: &'run Settings,
    means: Means,
    folder: &'run Path,
    progress: &'run dyn Progress,
    bytes_before: u64,
    signed: Signed,
}

impl Desk<'_> {
    /// A file of JSON Lines.
    fn lines(&mut self, path: &Path, mut file: LineFile) -> Result<(), Error> {
        let rules = file.rules(&self.settings.input);
        let book = self.signed.library.books.len() as u32;
        let spool_path = self.folder.join(format!("unpacked-{book}"));
        let mut spool = (!file.is_plain()).then(|| Heap::new(&spool_path, 0));
        let mut counted = 0;
        let mut too_long = Vec::new();
        let failed = |cause: std::io::Error| Error::writing(&spool_path, &cause);
        let how = self.signed.library.how;
        let sketcher = Sketcher::new(&self.settings.copies, self.means.simd);
        let (sender, receiver) = mpsc::channel::<(u64, u64, SignedBlock)>();
        rayon::in_place_scope(|scope| {
            let (mut given, mut taken) = (0_u64, 0_u64);
            let mut early = BTreeMap::new();
            let ahead = (AHEAD * rayon::current_num_threads()) as u64;
            let mut is_done = false;
            while !is_done || taken < given {
                if !is_done && given - taken < ahead {
                    match file.next_block(&mut too_long)? {
                        None => is_done = true,
                        Some(block) => {
                            if let Some(spool) = &mut spool {
                                spool.push(&block.bytes).map_err(failed)?;
                            }
                            let (sender, rules) = (sender.clone(), rules.clone());
                            let (number, mut sketcher) = (given, sketcher.clone());
                            scope.spawn(move |_| {
                                let done =
                                    sign_block(&block, &rules, &how, &mut sketcher);
                                // The receiver lives as long as the scope.
                                let _ = sender.send((number, block.offset, done));
                            });
                            given += 1;
                        }
                    }
                }
                let must_wait = taken < given && (is_done || given - taken >= ahead);
                if let Some((number, offset, block)) = next_done(&receiver, must_wait) {
                    early.insert(number, (offset, block));
                }
                while let Some((offset, block)) = early.remove(&taken) {
                    taken += 1;
                    counted += block.lengths.len() as u64;
                    self.take(block, book, offset)?;
                    let bytes = self.bytes_before + file.bytes_read();
                    note(self.progress, Event::Advances(Step::Input, bytes))?;
                }
            }
            Ok::<(), Error>(())
        })?;
        for number in too_long {
            counted += 1;
            self.take(rejected_block(rules.too_long(number)), book, 0)?;
        }
        self.bytes_before += file.bytes_read();
        let read_from = match &mut spool {
            Some(spool) => {
                spool.flush().map_err(failed)?;
                spool_path.as_path()
            }
            None => path,
        };
        let contents = Contents::Records(Box::new(rules));
        if counted > 0 {
            self.signed.library.books.push(Book::open(read_from, contents)?);
        }
        let told = file.finished(counted, "utf-8");
        note(self.progress, Event::File(&told))?;
        self.signed.inputs.push(told);
        Ok(())
    }

    /// A file of another kind: read in full, its articles kept in a file of their own.
    fn others(&mut self, path: &Path) -> Result<(), Error> {
        let book = self.signed.library.books.len() as u32;
        let spool_path = self.folder.join(format!("articles-{book}"));
        let mut spool = Heap::new(&spool_path, 0);
        let mut offset = 0;
        let arguments = [path.display().to_string()];
        let mut stream = documents(&arguments, &self.settings.input)?;
        loop {
            let part: Result<Vec<Record>, Error> =
                stream.by_ref().take(TOGETHER).collect();
            let mut part = part?;
            if part.is_empty() {
                break;
            }
            identify(&mut part);
            let how = self.signed.library.how;
            let mut sketcher = Sketcher::new(&self.settings.copies, self.means.simd);
            let entries: Vec<Entry> = part.iter().map(Entry::of).collect();
            let read: Vec<Result<Article, Rejection>> = part
                .into_par_iter()
                .map(|record| match record {
                    Record::Rejection(rejection) => Err(rejection),
                    Record::Document(document) => {
                        recoupe_text::read(document, &how, &RepeatedLines::none())
                    }
                })
                .collect();
            let mut block = SignedBlock::default();
            for (entry, article) in entries.iter().zip(read) {
                match article {
                    Err(rejection) => block.reject(entry, &rejection),
                    Ok(article) => {
                        let bytes = serde_json::to_vec(&article).unwrap_or_default();
                        spool
                            .push(&bytes)
                            .map_err(|cause| Error::writing(&spool_path, &cause))?;
                        let place = (offset, bytes.len() as u32);
                        offset += bytes.len();
                        block.add_article(entry, &article, place, &mut sketcher);
                    }
                }
            }
            self.take(block, book, 0)?;
        }
        for told in stream.files() {
            note(self.progress, Event::File(told))?;
            self.signed.inputs.push(told.clone());
        }
        if offset > 0 || self.signed.library.books.len() as u32 == book {
            spool.flush().map_err(|cause| Error::writing(&spool_path, &cause))?;
            self.signed.library.books.push(Book::open(&spool_path, Contents::Articles)?);
        }
        Ok(())
    }

    /// Adds a block to the columns.
    fn take(&mut self, block: SignedBlock, book: u32, offset: u64) -> Result<(), Error> {
        let failed = |cause: std::io::Error| Error::writing(self.folder, &cause);
        let signed = &mut self.signed;
        for one in &block.signatures {
            signed
                .sketches
                .push(&one.id, &one.sketch, &one.languages, &mut signed.shelves)
                .map_err(failed)?;
            signed.library.places.push(Place {
                file: book,
                part: one.part,
                offset: offset + one.start as u64,
                length: one.length,
                line: one.line,
            });
            let language = one.languages.first().copied().unwrap_or(Language::Unknown);
            match signed.languages.get_mut(language.code()) {
                Some(count) => *count += 1,
                None => {
                    signed.languages.insert(language.code().to_owned(), 1);
                }
            }
        }
        let piece = signed.rows.heap.push(&block.rows).map_err(failed)?;
        if !block.lengths.is_empty() {
            signed.rows.blocks.push((piece, block.lengths));
        }
        Ok(())
    }
}

/// Records of files of other kinds that are read together.
const TOGETHER: usize = 512;

/// A block that is done; where `must_wait`, waits for one, and works meanwhile if this
/// thread is one of the workers (with one thread it is the only one).
fn next_done<Done>(receiver: &mpsc::Receiver<Done>, must_wait: bool) -> Option<Done> {
    loop {
        if let Ok(done) = receiver.try_recv() {
            return Some(done);
        }
        if !must_wait {
            return None;
        }
        if rayon::yield_now() != Some(rayon::Yield::Executed)
            && let Ok(done) = receiver.recv_timeout(Duration::from_micros(200))
        {
            return Some(done);
        }
    }
}

fn rejected_block(records: Vec<Record>) -> SignedBlock {
    let mut block = SignedBlock::default();
    for record in records {
        let entry = Entry::of(&record);
        if let Record::Rejection(rejection) = record {
            block.reject(&entry, &rejection);
        }
    }
    block
}

/// Sketches all documents of a block.
fn sign_block(
    block: &Block,
    rules: &LineReader,
    how: &ReadSettings,
    sketcher: &mut Sketcher,
) -> SignedBlock {
    let mut signed = SignedBlock::default();
    for (number, start, line) in block.lines() {
        let place = (start, line.len() as u32, number as u32);
        if let Some(lean) = rules.lean(line).filter(|lean| !is_blank(&lean.text)) {
            signed.add_lean(&lean, &rules.place(number), place, sketcher);
            continue;
        }
        for (part, record) in (0_u32..).zip(rules.records(line, number)) {
            signed.add_record(record, part, how, place, sketcher);
        }
    }
    signed
}

/// Whether no character of the beginning shows; the full rules decide then.
fn is_blank(text: &str) -> bool {
    !text.bytes().take(256).any(|byte| byte.is_ascii_graphic())
}

/// Bytes from the beginning of a body that are looked at where stop words do not tell its
/// language.
const LANGUAGE_BYTES: usize = 1200;

fn languages_of(sketch: &Sketch, lean: &LeanRecord<'_>) -> Vec<Language> {
    if let Some(languages) = &sketch.languages {
        return languages.clone();
    }
    let mut end = LANGUAGE_BYTES.min(lean.text.len());
    while !lean.text.is_char_boundary(end) {
        end -= 1;
    }
    let found = detect(Span::new(0, end).of(&lean.text));
    if found != Language::Unknown {
        return vec![found];
    }
    let declared = lean.language.as_deref().map(Language::from_code);
    vec![declared.unwrap_or(Language::Unknown)]
}

impl SignedBlock {
    fn add_lean(
        &mut self,
        lean: &LeanRecord<'_>,
        place: &str,
        (start, length, line): (usize, u32, u32),
        sketcher: &mut Sketcher,
    ) {
        let published = lean.published.as_deref().and_then(published_at);
        let sketch = sketcher.sketch(&CopyText {
            text: &lean.text,
            body: &[Span::new(0, lean.text.len())],
            title: lean.title.as_deref(),
            published: published.as_deref().and_then(read_moment),
        });
        let languages = languages_of(&sketch, lean);
        let row = self.rows.len();
        let head = Head::of(place, lean, published.as_deref(), &languages);
        add_keys(&mut self.rows, &head);
        self.lengths.push(RowOf::Article((self.rows.len() - row) as u32));
        let id = match &lean.id {
            Some(id) => id.to_string(),
            None => derived_id(lean),
        };
        let part = 0;
        self.signatures.push(Signature {
            id,
            sketch,
            languages,
            start,
            length,
            line,
            part,
        });
    }

    fn add_record(
        &mut self,
        record: Record,
        part: u32,
        how: &ReadSettings,
        (start, length, line): (usize, u32, u32),
        sketcher: &mut Sketcher,
    ) {
        let mut records = vec![record];
        identify(&mut records);
        for record in records {
            let entry = Entry::of(&record);
            let read = match record {
                Record::Rejection(rejection) => Err(rejection),
                Record::Document(document) => {
                    recoupe_text::read(document, how, &RepeatedLines::none())
                }
            };
            match read {
                Err(rejection) => self.reject(&entry, &rejection),
                Ok(article) => {
                    self.add_article(&entry, &article, (start, length), sketcher);
                    if let Some(last) = self.signatures.last_mut() {
                        (last.line, last.part) = (line, part);
                    }
                }
            }
        }
    }

    fn add_article(
        &mut self,
        entry: &Entry,
        article: &Article,
        (start, length): (usize, u32),
        sketcher: &mut Sketcher,
    ) {
        let sketch = sketcher.sketch_article(article);
        let languages = recoupe_copies::languages(article);
        let head = head_of_whole(&article_row(entry, &article.id, Some(article)));
        self.rows.extend_from_slice(&head);
        self.lengths.push(RowOf::Article(head.len() as u32));
        self.signatures.push(Signature {
            id: article.id.clone(),
            sketch,
            languages,
            start,
            length,
            line: 0,
            part: 0,
        });
    }

    fn reject(&mut self, entry: &Entry, rejection: &Rejection) {
        let row = serde_json::to_vec(&rejected_row(entry, rejection)).unwrap_or_default();
        self.lengths.push(RowOf::Rejected(row.len() as u32, rejection.reason));
        self.rows.extend_from_slice(&row);
    }
}

/// The id of a document that has none of its own.
fn derived_id(lean: &LeanRecord<'_>) -> String {
    let owned =
        |field: &Option<std::borrow::Cow<'_, str>>| field.as_deref().map(str::to_owned);
    let mut records = vec![Record::Document(RawDocument {
        source: owned(&lean.source),
        url: owned(&lean.url),
        title: owned(&lean.title),
        published: owned(&lean.published),
        language: owned(&lean.language),
        content: Content::Text(lean.text.to_string()),
        ..RawDocument::default()
    })];
    identify(&mut records);
    match records.pop() {
        Some(Record::Document(document)) => document.id.unwrap_or_default(),
        _ => String::new(),
    }
}

/// Gives documents that share an id their own, as [`identify`] does: the same document
/// twice is a rejection, different ones get different ids.
fn settle_ids(signed: &mut Signed) -> Result<(), Error> {
    let count = signed.sketches.len() as u32;
    let mut keys: Vec<(u64, u32)> = (0..count)
        .into_par_iter()
        .map(|at| (id_hash(signed.sketches.id(at)), at))
        .collect();
    keys.par_sort_unstable();
    let mut shared: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for run in keys.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
        for (_, position) in run {
            let id = signed.sketches.id(*position).to_owned();
            shared.entry(id).or_default().push(*position);
        }
    }
    for (id, mut positions) in shared {
        if positions.len() < 2 {
            continue;
        }
        positions.sort_unstable();
        settle_one(signed, &id, &positions)?;
    }
    Ok(())
}

fn settle_one(signed: &mut Signed, id: &str, positions: &[u32]) -> Result<(), Error> {
    let documents: Result<Vec<RawDocument>, Error> =
        positions.iter().map(|at| signed.library.document(*at)).collect();
    let mut records: Vec<Record> = documents?.into_iter().map(Record::Document).collect();
    identify(&mut records);
    for (position, record) in positions.iter().zip(records) {
        match record {
            Record::Document(document) => {
                let own = document.id.unwrap_or_else(|| id.to_owned());
                signed.sketches.rename(*position, &own);
            }
            Record::Rejection(rejection) => {
                signed.sketches.remove(*position);
                signed.repeated.insert(*position, rejection);
            }
        }
    }
    Ok(())
}

/// Any even hash will do: equal hashes are compared as words.
fn id_hash(id: &str) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64;
    for byte in id.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    hash
}
