//! One file per command.

mod clean;
mod curves;
mod eval;
mod explain;
mod export;
mod index;
mod run;
mod schema;
mod values;
mod verify;

use anyhow::Result;
use recoupe::with_threads;

use crate::arguments::{Arguments, Command};
use crate::exit::Exit;
use crate::progress::Shown;

/// Does what the arguments ask.
pub(crate) fn perform(arguments: Arguments) -> Result<Exit> {
    let shown = Shown::new(arguments.progress);
    with_threads(arguments.threads, move || match arguments.command {
        Command::Run(run) => run::perform(&run, None, &shown),
        Command::Copies(copies) => {
            run::perform(&copies.run, Some(copies.means()), &shown)
        }
        Command::Clean(clean) => clean::perform(&clean, &shown),
        Command::Values(values) => values::perform(&values),
        Command::Index(index) => index::perform(&index),
        Command::Curves(curves) => curves::perform(&curves, &shown),
        Command::Explain(explain) => explain::perform(&explain),
        Command::Schema(schema) => schema::perform(&schema),
        Command::Verify(verify) => verify::perform(&verify, &shown),
        Command::Eval(eval) => eval::perform(&eval),
        Command::Export(export) => export::perform(&export),
    })?
}
