//! `recoupe curves`.

use std::io::Write;

use anyhow::Result;
use recoupe::{Gold, Settings, curves};

use crate::arguments::CurvesArguments;
use crate::exit::Exit;
use crate::progress::Shown;
use crate::screen;

pub(crate) fn perform(arguments: &CurvesArguments, shown: &Shown) -> Result<Exit> {
    let settings =
        Settings { input: arguments.input.how.settings()?, ..Settings::default() };
    let gold = Gold::open(&arguments.gold)?;
    let drawn = curves(&arguments.input.inputs, &gold, &settings, shown)?;
    let names: Vec<&str> = arguments
        .input
        .inputs
        .iter()
        .map(|input| input.rsplit(['/', '\\']).next().unwrap_or(input))
        .collect();
    recoupe::write_whole(&arguments.out, drawn.to_svg(&names.join(", ")).as_bytes())?;
    let mut out = screen::output();
    if arguments.json {
        writeln!(out, "{}", drawn.to_json())?;
    } else {
        write!(out, "{}", drawn.table())?;
    }
    out.flush()?;
    Ok(Exit::Done)
}
