//! The fact sheet: the product of this crate and a promised output form.
//!
//! Field names are the keys of `sheets.jsonl`; scoring and pages rely on them.

use recoupe_text::values::{Bound, Kind};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// What the articles of one story state, merged, with evidence.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct FactSheet {
    /// The id of the story.
    pub story: String,
    /// The headline of the article that leads the sheet.
    pub headline: String,
    /// Ids of the articles, by (published, id).
    pub articles: Vec<String>,
    /// Groups of articles that go back to one source; a partition of `articles`.
    pub origins: Vec<Origin>,
    /// The facts, most important first.
    pub facts: Vec<Fact>,
    /// What was said, by whom, in order of the articles.
    pub quotes: Vec<Quote>,
    /// Dated entries, oldest first: stages and numbers that change.
    pub timeline: Vec<TimelineEntry>,
    /// At most five lines, each the words of a source.
    pub summary: Vec<SummaryLine>,
    /// Questions that the frames of this story ask and no article answers.
    pub open_questions: Vec<OpenQuestion>,
}

/// Articles that go back to one source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// `o1`, `o2` … in order of the articles.
    pub origin: String,
    /// The agency or outlet it goes back to, where one is known.
    pub name: Option<String>,
    /// Ids of its articles.
    pub articles: Vec<String>,
    /// Why they are one, in words.
    pub why: String,
}

/// One thing that is stated, by one article or many.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Id, derived from what is compared: stable when articles are added.
    pub fact: String,
    /// Whom it is about, in its fullest form.
    pub subject: String,
    /// What is stated: `investment`, `valuation`, `role` and so on.
    pub attribute: String,
    /// The other party (target, organisation, client), where the attribute has one.
    pub object: Option<String>,
    /// The merged value: the tightest that a body states, never an average.
    pub value: FactValue,
    /// The period it holds for: `2024`, `2025-06`, `2025-Q2`, `2024-spring`.
    pub period: Option<String>,
    /// How far it has come.
    pub stage: Option<Stage>,
    /// How sure the sources are.
    pub certainty: Certainty,
    /// Whether it is so, is wanted, or is foreseen; claims of different modality are never
    /// compared.
    pub modality: Modality,
    /// Whom the statement is credited to, where a source says so.
    pub attribution: Option<String>,
    /// One readable sentence in English.
    pub statement: String,
    /// The same in French.
    pub statement_fr: String,
    /// How widely it is stated.
    pub support: Support,
    /// Whether it belongs to what the story is about, rather than its background.
    pub core: bool,
    /// Each statement of it, in order of the articles; `citations` stand in the same order.
    pub claims: Vec<Claim>,
    /// How the claims stand to one another: only pairs that differ.
    pub relations: Vec<Relation>,
    /// Where it was read.
    pub citations: Vec<Citation>,
}

/// A value as it is shown and compared.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct FactValue {
    /// What sort of value.
    pub kind: ValueKind,
    /// The number, in units.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub amount: Option<Decimal>,
    /// The upper end of a range.
    #[serde(with = "rust_decimal::serde::float_option")]
    pub high: Option<Decimal>,
    /// Currency, `%`, unit.
    pub unit: Option<String>,
    /// What it is paid or counted for: `share`; amounts for different things are never
    /// compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<String>,
    /// How the number is bounded.
    pub bound: Bound,
    /// As one source writes it, or the name, where the value is one.
    pub text: String,
}

/// Sorts of fact values.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum ValueKind {
    /// Money.
    Money,
    /// Per cent or points.
    Percent,
    /// A bare number or count.
    Number,
    /// A date or period.
    Date,
    /// A length of time.
    Duration,
    /// A number with a unit.
    Quantity,
    /// A name: person, organisation, place.
    Entity,
    /// Words.
    Text,
    /// Nothing beyond the statement itself (a deal without a price).
    None,
}

impl From<Kind> for ValueKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Money => Self::Money,
            Kind::Percent => Self::Percent,
            Kind::Number | Kind::Ordinal | Kind::Score => Self::Number,
            Kind::Date | Kind::Time => Self::Date,
            Kind::Duration => Self::Duration,
            Kind::Quantity => Self::Quantity,
        }
    }
}

/// How far a deal, plan or procedure has come; later variants are further along.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Someone says that someone thinks of it.
    Rumoured,
    /// Considered, studied.
    Considering,
    /// Negotiated.
    InTalks,
    /// Offered, bid.
    Offered,
    /// Planned, intended.
    Planned,
    /// Agreed in principle.
    Agreed,
    /// Signed.
    Signed,
    /// Announced by a party.
    Announced,
    /// Before regulators or shareholders.
    Review,
    /// Done.
    Completed,
    /// Put off.
    Postponed,
    /// Called off.
    Cancelled,
    /// Denied by a party.
    Denied,
    /// A procedure was opened.
    Opened,
    /// A procedure was dropped.
    Dropped,
    /// Settled between the parties.
    Settled,
    /// Ended with a fine.
    Fined,
    /// Ended without finding.
    Cleared,
}

/// How sure a source is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Stated as so.
    Asserted,
    /// Credited to somebody, or in the French conditional of report.
    Reported,
    /// Could, may, might; pourrait.
    Possible,
    /// If, provided that; sous réserve.
    Conditional,
    /// Expected, foreseen.
    Forecast,
    /// Somebody's judgement.
    Opinion,
    /// Stated not to be so.
    Negated,
}

/// Whether a value is so, wanted or foreseen.
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
pub enum Modality {
    /// It is or was so.
    #[default]
    Actual,
    /// Asked for, aimed at, negotiated.
    Sought,
    /// Expected of the future.
    Forecast,
}

/// How widely a fact is stated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Support {
    /// Articles that state it.
    pub articles: u32,
    /// Independent origins that state it, counted from below: statements credited to
    /// unnamed sources never add one to those that name theirs.
    pub origins: u32,
    /// Names of the origins that are known: agencies, outlets that broke the news.
    pub named: Vec<String>,
    /// Whether a statement rests on unnamed sources alone.
    pub unnamed: bool,
}

/// One statement in one place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// `c1`, `c2` … within the fact; claim `cN` has the N-th citation.
    pub claim: String,
    /// The article.
    pub article: String,
    /// The value as it stands there.
    pub value: FactValue,
    /// The stage it states.
    pub stage: Option<Stage>,
    /// How sure it is.
    pub certainty: Certainty,
    /// Whom it is credited to there.
    pub attribution: Option<String>,
    /// Title, body or table.
    pub place: Place,
    /// The rule that read it, for explanations.
    pub rule: String,
}

/// How two claims of one fact stand to one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relation {
    /// One claim.
    pub a: String,
    /// The other.
    pub b: String,
    /// What `b` is to `a`.
    pub relation: RelationKind,
    /// In words, English.
    pub why: String,
    /// In words, French.
    pub why_fr: String,
}

/// Kinds of relation between claims.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// The same value and bound.
    Equal,
    /// One lies inside the other.
    Refines,
    /// They overlap.
    Compatible,
    /// The same number with another bound.
    QualifierDiffers,
    /// The same value at another stage.
    StageDiffers,
    /// A headline states more than the body.
    HeadlineOverclaims,
    /// A later value replaces an earlier one.
    Updates,
    /// They cannot both be so.
    Contradicts,
}

/// Where a claim stands in its article.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// A headline.
    Title,
    /// Running text.
    Body,
    /// A row of a table.
    Table,
}

/// Which text of the article a span indexes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Field {
    /// The article's text.
    Text,
    /// The title given beside the text.
    Title,
}

/// The exact words a fact was read in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Citation {
    /// The article.
    pub article: String,
    /// Which of its texts the spans index.
    pub field: Field,
    /// First byte.
    pub byte_start: u32,
    /// One past the last byte.
    pub byte_end: u32,
    /// First character (Unicode scalar value).
    pub char_start: u32,
    /// One past the last character.
    pub char_end: u32,
    /// The words at the span.
    pub quote: String,
    /// The whole sentence or row around them.
    pub sentence: String,
    /// First byte of the sentence.
    pub sentence_byte_start: u32,
    /// One past the last byte of the sentence.
    pub sentence_byte_end: u32,
    /// Title, body or table.
    pub place: Place,
}

/// Words between quotation marks, and who said them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The speaker in full, where the text names one.
    pub speaker: Option<String>,
    /// The role the text gives the speaker.
    pub role: Option<String>,
    /// Where and what.
    pub citation: Citation,
    /// Articles that carry the same words.
    pub articles: Vec<String>,
}

/// A dated entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// ISO date or period.
    pub date: String,
    /// The fact it belongs to.
    pub fact: String,
    /// In words, English.
    pub label: String,
    /// In words, French.
    pub label_fr: String,
    /// Index into the fact's citations.
    pub citation: u32,
}

/// A line of the summary: verbatim words of a source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryLine {
    /// The sentence.
    pub text: String,
    /// Where it stands; the first citation is the sentence itself, further ones state the
    /// same facts elsewhere.
    pub citations: Vec<Citation>,
}

/// A question nobody answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenQuestion {
    /// The attribute it belongs to.
    pub attribute: String,
    /// In English.
    pub text: String,
    /// In French.
    pub text_fr: String,
}
