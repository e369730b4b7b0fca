//! The `recoupe` command: arguments in, words and exit codes out. What it does, the hall
//! does.

use std::process::ExitCode;

mod arguments;
mod commands;
mod exit;
mod progress;
mod screen;

use clap::Parser;

use crate::arguments::Arguments;
use crate::exit::Exit;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(refusal) => return exit::of_refusal(&refusal).into(),
    };
    match commands::perform(arguments) {
        Ok(exit) => exit.into(),
        Err(error) => {
            let exit = Exit::of(&error);
            if exit != Exit::Done {
                screen::complain(&error);
            }
            exit.into()
        }
    }
}
