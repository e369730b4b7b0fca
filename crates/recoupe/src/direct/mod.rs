//! `recoupe copies` for very many documents: no document is read as a whole article, and
//! nothing but a few numbers of each is held.
//!
//! Four passes: *sign* (blocks of lines are read, parsed and sketched on all threads),
//! *candidates* (from shelves of keys that may lie on disk), *join* (candidates that hang
//! together are read again by their place, compared word by word and grouped; no component
//! knows of another), *write*. What differs from the walk of whole articles: in plain
//! records of JSON Lines every line of the text counts, and the language is told by stop
//! words.

mod heap;
mod joining;
mod library;
mod rows;
mod shelves;
mod signing;
#[cfg(test)]
mod tests;
mod writing;

pub(crate) use library::read_again;
use recoupe_copies::{Simd, candidates_of};
use recoupe_formats::{Error, ErrorKind};

use crate::output::Output;
use crate::progress::{Event, Progress, Step};
use crate::run::{Outcome, note};
use crate::{Keep, Settings};

/// How the work is done; the result does not depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Means {
    /// Which instructions signatures are computed with.
    pub simd: Simd,
    /// About how many bytes of memory keys and rows may take before they are written to
    /// files beside the output. The sketches (some 250 bytes for each document) come on
    /// top.
    pub memory: u64,
}

impl Default for Means {
    /// The widest instructions, and 4 GiB.
    fn default() -> Self {
        Self { simd: Simd::Auto, memory: 4 << 30 }
    }
}

/// Whether this run can go the direct way: nothing is asked for that needs whole articles
/// or every field of the records.
pub(crate) fn fits(inputs: &[String], settings: &Settings, output: &Output) -> bool {
    !output.is_filtered()
        && !matches!(settings.keep, Keep::Field(_))
        && !inputs.iter().any(|input| input == "-")
}

/// The folder inside the unfinished output that holds what is only needed on the way.
const FOLDER: &str = "work";

/// Makes an edition of copies. See [`crate::run_scope`] for the promises and errors.
pub(crate) fn run(
    inputs: &[String],
    settings: &Settings,
    means: Means,
    output: &Output,
    progress: &dyn Progress,
) -> Result<Outcome, Error> {
    output.prepare()?;
    let partial = output.partial();
    let folder = partial.join(FOLDER);
    if partial.exists() {
        std::fs::remove_dir_all(&partial)
            .map_err(|cause| Error::writing(&partial, &cause))?;
    }
    std::fs::create_dir_all(&folder).map_err(|cause| Error::writing(&folder, &cause))?;
    let signed = signing::sign(inputs, settings, means, &folder, progress)?;
    note(progress, Event::Begins(Step::Copies, signed.sketches.len() as u64))?;
    let found = candidates_of(&signed.sketches, &signed.shelves, &settings.copies)
        .map_err(|cause| Error::writing(&folder, &cause))?;
    let joined = joining::join(&signed, &found, settings, means, &folder, progress)?;
    drop(found);
    note(progress, Event::Ends(Step::Copies))?;
    let counts = writing::write(signed, joined, settings, &partial, progress)?;
    std::fs::remove_dir_all(&folder).map_err(|cause| Error::writing(&folder, &cause))?;
    output.publish()?;
    Ok(Outcome { counts, report: None, fullest: Vec::new() })
}

fn no_document(inputs: &[String]) -> Error {
    Error::new(
        ErrorKind::NoInput,
        inputs.first().map_or("INPUT", String::as_str),
        "holds no document",
        "name inputs with at least one document",
    )
}
