//! `recoupe clean`.

use std::io::Write;
use std::ops::ControlFlow;

use anyhow::Result;
use recoupe::{Settings, clean};

use crate::arguments::CleanArguments;
use crate::exit::Exit;
use crate::progress::Shown;
use crate::screen;

pub(crate) fn perform(arguments: &CleanArguments, shown: &Shown) -> Result<Exit> {
    let settings =
        Settings { input: arguments.input.how.settings()?, ..Settings::default() };
    let mut out = screen::output();
    let mut rejections = 0_u64;
    let mut failed = None;
    clean(&arguments.input.inputs, &settings, shown, &mut |row| {
        match row {
            Ok(row) => {
                if let Err(cause) = writeln!(out, "{row}") {
                    failed = Some(cause);
                    return ControlFlow::Break(());
                }
            }
            Err(rejection) => {
                rejections += 1;
                let reason = rejection.reason.key();
                screen::tell(&format!(
                    "{}: {reason}: {}",
                    rejection.place, rejection.detail
                ));
            }
        }
        ControlFlow::Continue(())
    })?;
    if let Some(cause) = failed {
        return Err(cause.into());
    }
    out.flush()?;
    let is_below = arguments.strict && rejections > 0;
    Ok(if is_below { Exit::Below } else { Exit::Done })
}
