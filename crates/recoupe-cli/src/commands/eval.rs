//! `recoupe eval`.

use std::io::Write;

use anyhow::Result;
use recoupe::{Edition, Gold, Ledger, evaluate};

use crate::arguments::EvalArguments;
use crate::exit::Exit;
use crate::screen;

pub(crate) fn perform(arguments: &EvalArguments) -> Result<Exit> {
    let edition = Edition::open(&arguments.edition)?;
    let gold = Gold::open(&arguments.gold)?;
    let evaluation = evaluate(&edition, &gold);
    let name = arguments.gold_name.clone().unwrap_or_else(|| {
        let stem = arguments.gold.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    });
    let mut out = screen::output();
    if let Some(head) = &arguments.csv {
        write!(out, "{}", evaluation.ledger_lines(&format!("{head},{name}")))?;
    } else if arguments.json {
        writeln!(out, "{}", evaluation.to_json())?;
    } else {
        write!(out, "{}", evaluation.table())?;
    }
    if arguments.faults {
        for fault in &evaluation.faults {
            writeln!(out, "{fault}")?;
        }
    }
    let mut exit = Exit::Done;
    if let Some(path) = &arguments.ledger {
        for fall in Ledger::open(path, &name)?.falls(&evaluation.scores) {
            writeln!(out, "fell: {fall}")?;
            exit = Exit::Below;
        }
    }
    out.flush()?;
    Ok(exit)
}
