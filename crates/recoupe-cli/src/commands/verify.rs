//! `recoupe verify`.

use std::io::Write;

use anyhow::Result;
use recoupe::{Edition, Settings, verify};

use crate::arguments::VerifyArguments;
use crate::exit::Exit;
use crate::progress::Shown;
use crate::screen;

pub(crate) fn perform(arguments: &VerifyArguments, shown: &Shown) -> Result<Exit> {
    let edition = Edition::open(&arguments.edition)?;
    let settings = Settings { input: arguments.how.settings()?, ..Settings::default() };
    let sources =
        Some(arguments.sources.as_slice()).filter(|sources| !sources.is_empty());
    let verification = verify(&edition, sources, &settings, shown)?;
    let mut out = screen::output();
    for fault in &verification.faults {
        let place = [fault.story.as_str(), &fault.fact, &fault.article];
        let place: Vec<&str> =
            place.into_iter().filter(|part| !part.is_empty()).collect();
        writeln!(out, "{}: {}", place.join(" "), fault.what)?;
    }
    let faults = verification.faults.len();
    write!(out, "{} citations checked", verification.citations)?;
    if sources.is_some() {
        write!(out, ", {} texts compared with their sources", verification.articles)?;
    }
    writeln!(
        out,
        ": {}",
        if faults == 0 { "all hold".into() } else { format!("{faults} do not hold") }
    )?;
    out.flush()?;
    Ok(if faults == 0 { Exit::Done } else { Exit::Below })
}
