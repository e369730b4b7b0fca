//! `recoupe export`.

use std::io::Write;

use anyhow::Result;
use recoupe::{Edition, ExportForm, export};

use crate::arguments::{ExportArgument, ExportArguments};
use crate::exit::Exit;
use crate::screen;

pub(crate) fn perform(arguments: &ExportArguments) -> Result<Exit> {
    let edition = Edition::open(&arguments.edition)?;
    let form = match arguments.form {
        ExportArgument::Parquet => ExportForm::Parquet,
        ExportArgument::Csv => ExportForm::Csv,
        ExportArgument::Ninjs => ExportForm::Ninjs,
        ExportArgument::LabelStudio => ExportForm::LabelStudio,
        ExportArgument::JsonLd => ExportForm::JsonLd,
        ExportArgument::WebAnnotation => ExportForm::WebAnnotation,
    };
    export(&edition, form, &arguments.out)?;
    let mut out = screen::output();
    writeln!(out, "written: {}", arguments.out.display())?;
    out.flush()?;
    Ok(Exit::Done)
}
