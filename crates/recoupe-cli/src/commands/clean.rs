//! `recoupe clean`.

use std::io::Write;

use anyhow::Result;
use recoupe::{Settings, clean_row, read};

use crate::arguments::CleanArguments;
use crate::exit::Exit;
use crate::progress::Shown;
use crate::screen;

pub(crate) fn perform(arguments: &CleanArguments, shown: &Shown) -> Result<Exit> {
    let settings =
        Settings { input: arguments.input.how.settings()?, ..Settings::default() };
    let reading = read(&arguments.input.inputs, &settings, shown)?;
    let mut out = screen::output();
    let mut rejections = 0_u64;
    for (document, place) in reading.documents.iter().zip(&reading.places) {
        match document {
            Ok(article) => writeln!(out, "{}", clean_row(article, place))?,
            Err(rejection) => {
                rejections += 1;
                let reason = rejection.reason.key();
                screen::tell(&format!(
                    "{}: {reason}: {}",
                    rejection.place, rejection.detail
                ));
            }
        }
    }
    out.flush()?;
    let is_below = arguments.strict && rejections > 0;
    Ok(if is_below { Exit::Below } else { Exit::Done })
}
