//! What a page of a story shows, decided before a line of it is written: which facts stand
//! together, how citations are numbered, whose text is shown, and where the page stops.

use std::collections::{BTreeMap, BTreeSet};

use recoupe_facts::{Citation, Claim, Fact, FactSheet, Field, Origin, RelationKind};
use recoupe_text::{Article, Language};
use serde::{Deserialize, Serialize};

use crate::link::host;

/// Articles whose text is shown beside the sheet. Beyond it a page grows past what a
/// browser scrolls with ease (60 articles of 5 kB, marked, are about half a megabyte).
pub(crate) const TEXTS_SHOWN: usize = 60;
/// Bytes of text shown beside the sheet, over all articles.
pub(crate) const TEXT_BYTES_SHOWN: usize = 1_500_000;
/// Facts drawn on one page.
pub(crate) const FACTS_SHOWN: usize = 300;
/// Claims quoted under one fact; the rest are counted.
pub(crate) const CLAIMS_SHOWN: usize = 20;
/// Relations explained under one fact.
pub(crate) const RELATIONS_SHOWN: usize = 12;
/// Quotations drawn on one page.
pub(crate) const QUOTES_SHOWN: usize = 150;
/// Timeline entries drawn on one page.
pub(crate) const ENTRIES_SHOWN: usize = 150;
/// Facts listed under one origin that alone states them.
pub(crate) const SINGLE_FACTS_SHOWN: usize = 40;
/// Rows of the table of articles.
pub(crate) const ARTICLES_LISTED: usize = 600;

/// What is known of the articles of a story beyond their text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StoryContext {
    /// One entry per article, in any order; an article without one counts as a text of its
    /// own and as its lead.
    pub standings: Vec<Standing>,
    /// Relative link from the sheet back to the report of the edition.
    pub report: Option<String>,
}

/// How an article stands among the copies of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The article's id.
    pub article: String,
    /// The id of its copy group; articles of one group count as one distinct text.
    pub copy_group: String,
    /// Its role in that group.
    pub role: Role,
    /// Whether a later version has taken its place or it was withdrawn.
    pub is_superseded: bool,
}

/// Roles within a copy group, as pages name them.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The text against which the others were checked.
    #[default]
    Lead,
    /// The same copy.
    Copy,
    /// Shares a part of the copy.
    Partial,
    /// An update, correction or withdrawal.
    Version,
}

/// The three shelves facts stand on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Shelf {
    /// What the story is about.
    Core,
    /// What is told of the parties to it.
    Parties,
    /// Figures of other events.
    Background,
}

/// What makes two citations one.
type Passage<'sheet> = (&'sheet str, Field, u32, u32, u32, u32);

fn passage(citation: &Citation) -> Passage<'_> {
    (
        &citation.article,
        citation.field,
        citation.byte_start,
        citation.byte_end,
        citation.sentence_byte_start,
        citation.sentence_byte_end,
    )
}

/// Everything a page of a story needs, looked up once.
#[derive(Debug)]
pub(crate) struct Plan<'sheet> {
    /// The sheet.
    pub(crate) sheet: &'sheet FactSheet,
    /// The facts that are drawn, in order of the sheet.
    pub(crate) facts: Vec<(Shelf, &'sheet Fact)>,
    /// Distinct citations in order of their numbers, which count from 1.
    pub(crate) citations: Vec<&'sheet Citation>,
    /// Ids of the articles whose text is shown, in order of the sheet.
    pub(crate) texts: Vec<&'sheet str>,
    numbers: BTreeMap<Passage<'sheet>, usize>,
    articles: BTreeMap<&'sheet str, &'sheet Article>,
    standings: BTreeMap<&'sheet str, &'sheet Standing>,
    origins: BTreeMap<&'sheet str, &'sheet Origin>,
    places: BTreeMap<&'sheet str, usize>,
    shown: BTreeSet<&'sheet str>,
    by_article: BTreeMap<&'sheet str, Vec<usize>>,
}

/// The counts of the line under the headline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Articles of the story.
    pub(crate) articles: u64,
    /// Copy groups among them.
    pub(crate) texts: u64,
    /// Outlets, by name; `None` where no article names one.
    pub(crate) outlets: u64,
    /// Independent origins.
    pub(crate) origins: u64,
    /// Languages of the articles, in order of their codes' enum.
    pub(crate) languages: Vec<Language>,
}

impl<'sheet> Plan<'sheet> {
    /// Plans the page of a sheet. `n log n` in citations.
    pub(crate) fn new(
        sheet: &'sheet FactSheet,
        articles: &[&'sheet Article],
        context: &'sheet StoryContext,
    ) -> Self {
        let mut plan = Self {
            sheet,
            facts: shelved(sheet),
            citations: Vec::new(),
            texts: Vec::new(),
            numbers: BTreeMap::new(),
            articles: articles
                .iter()
                .map(|article| (article.id.as_str(), *article))
                .collect(),
            standings: by_article(&context.standings),
            origins: origins_by_article(sheet),
            places: places(sheet),
            shown: BTreeSet::new(),
            by_article: BTreeMap::new(),
        };
        plan.number_citations();
        plan.choose_texts();
        plan
    }

    /// The article of an id, where it was given.
    pub(crate) fn article(&self, id: &str) -> Option<&'sheet Article> {
        self.articles.get(id).copied()
    }

    /// How an article stands among its copies, where known.
    pub(crate) fn standing(&self, id: &str) -> Option<&'sheet Standing> {
        self.standings.get(id).copied()
    }

    /// The origin an article goes back to.
    pub(crate) fn origin(&self, id: &str) -> Option<&'sheet Origin> {
        self.origins.get(id).copied()
    }

    /// The place of an article in the sheet, from 1: its short name on the page.
    pub(crate) fn place(&self, id: &str) -> Option<usize> {
        self.places.get(id).copied()
    }

    /// Whether the text of an article is on the page.
    pub(crate) fn shows(&self, id: &str) -> bool {
        self.shown.contains(id)
    }

    /// The number of a citation, from 1.
    pub(crate) fn number(&self, citation: &Citation) -> Option<usize> {
        self.numbers.get(&passage(citation)).copied()
    }

    /// The citations into one article with their numbers, in order of the numbers.
    pub(crate) fn citations_of(
        &self,
        id: &str,
    ) -> impl Iterator<Item = (usize, &'sheet Citation)> {
        self.by_article
            .get(id)
            .into_iter()
            .flatten()
            .filter_map(|number| Some((*number, *self.citations.get(number - 1)?)))
    }

    /// The facts of one shelf, in order.
    pub(crate) fn shelf(&self, shelf: Shelf) -> impl Iterator<Item = &'sheet Fact> {
        self.facts.iter().filter(move |entry| entry.0 == shelf).map(|entry| entry.1)
    }

    /// Whether an article bears the headline of the sheet.
    pub(crate) fn leads(&self, article: &Article) -> bool {
        article.title.as_ref().is_some_and(|title| title.text == self.sheet.headline)
    }

    /// How an article is called: its outlet, else the host of its address, else its id.
    pub(crate) fn outlet<'id>(&self, id: &'id str) -> &'id str
    where
        'sheet: 'id,
    {
        self.article(id).map_or(id, called)
    }

    /// The language of the words of a citation: that of their line, else of the article.
    pub(crate) fn language(&self, citation: &Citation) -> Option<&'sheet str> {
        let article = self.article(&citation.article)?;
        let line = article
            .lines
            .iter()
            .find(|line| {
                citation.byte_start >= line.span.start
                    && citation.byte_start < line.span.end
            })
            .filter(|line| citation.field == Field::Text && line.language.is_read());
        Some(line.map_or(&article.language, |line| &line.language).code())
    }

    /// The counts of the story.
    pub(crate) fn counts(&self) -> Counts {
        let ids = || self.sheet.articles.iter().map(String::as_str);
        let texts: BTreeSet<&str> = ids()
            .map(|id| {
                self.standing(id).map_or(id, |standing| standing.copy_group.as_str())
            })
            .collect();
        let known = || ids().filter_map(|id| self.article(id));
        let outlets: BTreeSet<&str> =
            known().filter_map(|article| article.source.as_deref()).collect();
        let languages: BTreeSet<Language> =
            known().map(|article| article.language).collect();
        Counts {
            articles: self.sheet.articles.len() as u64,
            texts: texts.len() as u64,
            outlets: outlets.len() as u64,
            origins: self.sheet.origins.len() as u64,
            languages: languages.into_iter().collect(),
        }
    }

    /// For each origin the facts it alone states, under its name, in order of the origins;
    /// empty where the story has one origin.
    pub(crate) fn alone(&self) -> Vec<(&'sheet str, Vec<&'sheet Fact>)> {
        if self.sheet.origins.len() < 2 {
            return Vec::new();
        }
        let mut by_origin: BTreeMap<&str, Vec<&'sheet Fact>> = BTreeMap::new();
        for (_, fact) in &self.facts {
            let mut origins = fact.claims.iter().map(|claim| self.origin(&claim.article));
            let Some(Some(first)) = origins.next() else { continue };
            if origins
                .all(|origin| origin.is_some_and(|origin| origin.origin == first.origin))
            {
                by_origin.entry(&first.origin).or_default().push(fact);
            }
        }
        let named = |origin: &'sheet Origin| {
            let outlet = origin.articles.first().map(|id| self.outlet(id));
            origin.name.as_deref().or(outlet).unwrap_or(&origin.origin)
        };
        self.sheet
            .origins
            .iter()
            .filter_map(|origin| {
                Some((named(origin), by_origin.remove(origin.origin.as_str())?))
            })
            .collect()
    }

    /// Numbers in the order a reader meets them: summary, facts, quotations.
    fn number_citations(&mut self) {
        let sheet = self.sheet;
        let summary = sheet.summary.iter().flat_map(|line| &line.citations);
        let facts: Vec<&'sheet Citation> =
            self.facts.iter().flat_map(|(_, fact)| &fact.citations).collect();
        let quotes = sheet.quotes.iter().take(QUOTES_SHOWN).map(|quote| &quote.citation);
        for citation in summary.chain(facts).chain(quotes) {
            let next = self.citations.len() + 1;
            let number = *self.numbers.entry(passage(citation)).or_insert(next);
            if number == next {
                self.citations.push(citation);
                self.by_article.entry(&citation.article).or_default().push(number);
            }
        }
    }

    /// Shows the texts that are cited most, within the limits, in order of the sheet.
    fn choose_texts(&mut self) {
        let mut wanted: Vec<(usize, usize, &'sheet str)> = self
            .places
            .iter()
            .map(|(id, place)| (self.by_article.get(id).map_or(0, Vec::len), *place, *id))
            .collect();
        wanted.sort_by(|left, right| right.0.cmp(&left.0).then(left.1.cmp(&right.1)));
        let mut bytes_left = TEXT_BYTES_SHOWN;
        for (_, _, id) in wanted {
            let Some(article) = self.article(id) else { continue };
            if self.shown.len() == TEXTS_SHOWN || article.text.len() > bytes_left {
                continue;
            }
            bytes_left -= article.text.len();
            self.shown.insert(id);
        }
        let mut texts: Vec<&'sheet str> = self.shown.iter().copied().collect();
        texts.sort_by_key(|id| self.places.get(id));
        self.texts = texts;
    }
}

/// How an article is called: its outlet, else the host of its address, else its id.
pub(crate) fn called(article: &Article) -> &str {
    let source = article.source.as_deref();
    source.or_else(|| host(article.url.as_deref()?)).unwrap_or(&article.id)
}

fn by_article(standings: &[Standing]) -> BTreeMap<&str, &Standing> {
    standings.iter().map(|standing| (standing.article.as_str(), standing)).collect()
}

fn origins_by_article(sheet: &FactSheet) -> BTreeMap<&str, &Origin> {
    sheet
        .origins
        .iter()
        .flat_map(|origin| origin.articles.iter().map(move |id| (id.as_str(), origin)))
        .collect()
}

fn places(sheet: &FactSheet) -> BTreeMap<&str, usize> {
    let mut places = BTreeMap::new();
    for (index, id) in sheet.articles.iter().enumerate() {
        places.entry(id.as_str()).or_insert(index + 1);
    }
    places
}

/// The facts within the limit, each on its shelf.
fn shelved(sheet: &FactSheet) -> Vec<(Shelf, &Fact)> {
    let parties: BTreeSet<String> = sheet
        .facts
        .iter()
        .filter(|fact| fact.core)
        .flat_map(|fact| [Some(&fact.subject), fact.object.as_ref()])
        .flatten()
        .map(|name| name.to_lowercase())
        .collect();
    sheet
        .facts
        .iter()
        .take(FACTS_SHOWN)
        .map(|fact| (shelf_of(fact, &parties), fact))
        .collect()
}

/// Attributes that are events between parties of their own: with a partner from outside
/// the story they are another deal, and must not stand among its figures.
const EVENTS: [&str; 6] =
    ["acquisition", "investment", "stake", "merger", "fine", "funding_round"];

fn shelf_of(fact: &Fact, parties: &BTreeSet<String>) -> Shelf {
    // Where nothing is known to be what the story is about, nothing is called background.
    if fact.core || parties.is_empty() {
        return Shelf::Core;
    }
    let is_party = |name: &String| parties.contains(&name.to_lowercase());
    let has_party = is_party(&fact.subject) || fact.object.as_ref().is_some_and(is_party);
    let is_elsewhere = EVENTS.contains(&fact.attribute.as_str())
        && fact
            .object
            .as_ref()
            .is_none_or(|object| !is_party(object) || !is_party(&fact.subject));
    if has_party && !is_elsewhere { Shelf::Parties } else { Shelf::Background }
}

/// The claim of an id within a fact, with its citation.
pub(crate) fn claim_of<'fact>(
    fact: &'fact Fact,
    id: &str,
) -> Option<(&'fact Claim, &'fact Citation)> {
    fact.claims.iter().zip(&fact.citations).find(|(claim, _)| claim.claim == id)
}

/// Whether a fact has a relation of this kind.
pub(crate) fn has(fact: &Fact, kind: RelationKind) -> bool {
    fact.relations.iter().any(|relation| relation.relation == kind)
}

/// The claims worth quoting, at most [`CLAIMS_SHOWN`], in order: those that differ first
/// of all, then one per origin, then the others.
pub(crate) fn quoted_claims<'sheet>(
    plan: &Plan<'sheet>,
    fact: &'sheet Fact,
) -> Vec<(&'sheet Claim, &'sheet Citation)> {
    let disputed: BTreeSet<&str> = fact
        .relations
        .iter()
        .flat_map(|relation| [relation.a.as_str(), relation.b.as_str()])
        .collect();
    let mut seen_origins = BTreeSet::new();
    let mut ranked: Vec<(u8, usize)> = Vec::with_capacity(fact.claims.len());
    for (index, claim) in fact.claims.iter().enumerate() {
        let origin = plan.origin(&claim.article).map(|origin| origin.origin.as_str());
        let is_new = origin.is_none_or(|origin| seen_origins.insert(origin));
        let is_disputed = disputed.contains(claim.claim.as_str());
        let rank = if is_disputed { 0 } else { u8::from(!is_new) + 1 };
        ranked.push((rank, index));
    }
    ranked.sort_unstable();
    ranked.truncate(CLAIMS_SHOWN);
    ranked.sort_unstable_by_key(|entry| entry.1);
    ranked
        .into_iter()
        .filter_map(|(_, index)| fact.claims.get(index).zip(fact.citations.get(index)))
        .collect()
}
