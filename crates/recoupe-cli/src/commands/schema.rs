//! `recoupe schema`.

use std::io::Write;

use anyhow::{Context, Result};
use recoupe::schemas;

use crate::arguments::SchemaArguments;
use crate::exit::Exit;
use crate::screen;

pub(crate) fn perform(arguments: &SchemaArguments) -> Result<Exit> {
    let folder = &arguments.out;
    let told = || format!("{}: cannot be written", folder.display());
    std::fs::create_dir_all(folder).with_context(told)?;
    let mut out = screen::output();
    for (name, text) in schemas() {
        let path = folder.join(name);
        std::fs::write(&path, text).with_context(told)?;
        writeln!(out, "written: {}", path.display())?;
    }
    out.flush()?;
    Ok(Exit::Done)
}
