//! `recoupe explain`.

use std::io::Write;

use anyhow::Result;
use recoupe::{Edition, explain};

use crate::arguments::ExplainArguments;
use crate::exit::Exit;
use crate::screen;

pub(crate) fn perform(arguments: &ExplainArguments) -> Result<Exit> {
    let edition = Edition::open(&arguments.edition)?;
    let explanation = explain(&edition, &arguments.first, &arguments.second)?;
    let mut out = screen::output();
    if arguments.json {
        writeln!(out, "{}", explanation.to_json())?;
    } else {
        for line in explanation.in_words() {
            writeln!(out, "{line}")?;
        }
    }
    out.flush()?;
    Ok(Exit::Done)
}
