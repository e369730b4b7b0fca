//! An edition drawn for people: from a [`FactSheet`](recoupe_facts::FactSheet) and its
//! articles to one self-contained page or Markdown per story, and from counts to a report
//! of the whole edition.
//! Interface in English and French; quotations stay in the language of their source.
//! This crate decides nothing about language or facts, opens no file and asks no network;
//! the same input gives the same bytes.
//!
//! ```
//! use recoupe_facts::FactSheet;
//! use recoupe_pages::{StoryContext, sheet_html, sheet_markdown};
//!
//! let sheet = FactSheet { headline: "Boréa <buys> Lumo".to_owned(), ..FactSheet::default() };
//! let page = sheet_html(&sheet, &[], &StoryContext::default());
//! assert!(page.contains("Boréa &lt;buys&gt; Lumo"));
//! assert!(sheet_markdown(&sheet, &[], &StoryContext::default()).starts_with("# Boréa"));
//! ```

mod charts;
mod curves;
mod dates;
mod escape;
mod link;
mod markdown;
mod numbers;
mod page;
mod plan;
mod report;
mod sheet;
mod typography;
mod words;

pub use curves::{Curve, CurvePoint, Panel, curves_svg};
pub use markdown::{sheet_markdown, sheet_markdown_in};
pub use plan::{Role, Standing, StoryContext};
pub use report::{
    DayCount, LanguageCount, NamedCount, Report, Similarities, StoryRow, Verdict,
    report_html,
};
pub use sheet::sheet_html;
pub use words::{Bilingual, Tongue};
