//! `recoupe index`.

use std::io::Write;

use anyhow::Result;
use recoupe::{Error, Index, IndexOutcome, Output, Settings};

use crate::arguments::{IndexCommand, IndexGroups, IndexInput};
use crate::exit::Exit;
use crate::screen;

pub(crate) fn perform(command: &IndexCommand) -> Result<Exit> {
    match command {
        IndexCommand::Create(create) => {
            Index::create(&create.index, &create.same.settings())?;
            Ok(Exit::Done)
        }
        IndexCommand::Add(input) => {
            let settings = settings(input)?;
            let mut index = Index::open(&input.index)?;
            index.add(&input.input.inputs, &settings, &mut tell)?;
            Ok(Exit::Done)
        }
        IndexCommand::Query(input) => {
            let settings = settings(input)?;
            let index = Index::open(&input.index)?;
            index.query_all(&input.input.inputs, &settings, &mut tell)?;
            Ok(Exit::Done)
        }
        IndexCommand::Groups(arguments) => groups(arguments),
    }
}

fn settings(input: &IndexInput) -> Result<Settings, Error> {
    Ok(Settings { input: input.input.how.settings()?, ..Settings::default() })
}

/// One line for each document, at once: whoever reads it may rely on it.
fn tell(outcome: &IndexOutcome) -> Result<(), Error> {
    match outcome {
        Ok(answer) => {
            let mut out = screen::output();
            let told = writeln!(out, "{}", answer.to_json()).and_then(|()| out.flush());
            told.map_err(|cause| Error::writing("-".as_ref(), &cause))
        }
        Err(rejection) => {
            let reason = rejection.reason.key();
            screen::tell(&format!("{}: {reason}: {}", rejection.place, rejection.detail));
            Ok(())
        }
    }
}

fn groups(arguments: &IndexGroups) -> Result<Exit> {
    let settings = Settings { keep: arguments.keep.clone(), ..Settings::default() };
    let mut output = Output::new(&arguments.out);
    if arguments.force {
        output = output.replacing();
    }
    let counts = Index::open(&arguments.index)?.groups(&settings, &output)?;
    let mut out = screen::output();
    writeln!(
        out,
        "{} articles, {} texts; {} share theirs with another",
        counts.articles, counts.copy_groups, counts.in_copies
    )?;
    writeln!(out, "edition: {}", output.folder().display())?;
    out.flush()?;
    Ok(Exit::Done)
}
