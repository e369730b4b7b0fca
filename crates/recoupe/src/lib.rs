//! The hall of recoupe, and its public library: settings, the order of the stages, threads,
//! and the edition.
//!
//! In go the names of inputs; out comes an *edition*: which articles carry the same copy,
//! which tell the same story, and for each story a fact sheet in which every fact points at
//! the words it was read in. The hall decides nothing about language or similarity: it
//! calls `recoupe-formats`, `recoupe-text`, `recoupe-copies`, `recoupe-stories`,
//! `recoupe-facts` and `recoupe-pages` in order and keeps what they say.
//! It prints nothing: what happens is told to a [`Progress`] of the caller.
//!
//! Memory: the texts of all documents are held at once, about three times their size.
//!
//! ```
//! use recoupe::{Output, Settings, Silent, run};
//!
//! let folder = tempfile::tempdir()?;
//! std::fs::write(folder.path().join("news.txt"), "The mill at Arle reopened on Monday.")?;
//! let inputs = [folder.path().join("news.txt").display().to_string()];
//! let output = Output::new(folder.path().join("edition"));
//! let outcome = run(&inputs, &Settings::default(), &output, &Silent)?;
//! assert_eq!(outcome.counts.documents, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod checkpoint;
mod clean;
mod curves;
mod direct;
mod edition;
mod eval;
mod explain;
mod filtered;
mod guidance;
mod index;
mod output;
mod pages;
mod progress;
mod reading;
mod report;
mod row_text;
mod run;
mod schema;
mod settings;
mod stages;
mod verify;

pub use clean::clean;
pub use curves::{CurveStep, Curves, PresetCurve, curves, write_whole};
pub use direct::Means;
pub use edition::{
    ArticleRow, Counts, Edition, EditionHead, ExportForm, FORMAT, Status, export,
};
pub use eval::{Evaluation, Gold, Ledger, Score, evaluate};
pub use explain::{Explanation, explain};
pub use guidance::guidance;
pub use index::{Answer, Index, KnownCopy, Outcome as IndexOutcome};
pub use output::{Filtered, Output};
pub use progress::{Event, Progress, Silent, Step};
pub use reading::{Reading, read};
pub use recoupe_copies::{
    Change, CopyGroup, CopySettings, Member, Pair, Role, Simd, Succession,
};
pub use recoupe_facts::FactSheet;
pub use recoupe_formats::{
    Error, ErrorKind, Field, InputFile, InputSettings, Limits, Mapping, Override,
};
pub use recoupe_stories::{
    Constraint, Guidance, KnownStory, Ruling, Story, StorySettings, Wish,
};
pub use recoupe_text::dates::{Day, parse_published};
pub use recoupe_text::{Article, Language, LineClass, Rejection};
pub use row_text::{clean_row, json_text, values_row};
pub use run::{Outcome, Scope, copies, run, run_scope, with_threads};
pub use schema::schemas;
pub use settings::{FieldOrder, Keep, Settings};
pub use verify::{Fault, Verification, verify};
