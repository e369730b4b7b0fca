//! `recoupe values`.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use anyhow::Result;
use recoupe::{Error, Language, values_row};

use crate::arguments::{Tongue, ValuesArguments};
use crate::exit::Exit;
use crate::screen;

pub(crate) fn perform(arguments: &ValuesArguments) -> Result<Exit> {
    let language = arguments.lang.map(|tongue| match tongue {
        Tongue::En => Language::English,
        Tongue::Fr => Language::French,
    });
    let day = arguments.day;
    let path = arguments.file.as_deref().unwrap_or(Path::new("-"));
    let mut reader: Box<dyn BufRead> = if path == Path::new("-") {
        Box::new(io::stdin().lock())
    } else {
        let file = File::open(path).map_err(|cause| Error::reading(path, &cause))?;
        Box::new(BufReader::new(file))
    };
    let mut out = screen::output();
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = reader
            .read_until(b'\n', &mut line)
            .map_err(|cause| Error::reading(path, &cause))?;
        if length == 0 {
            break;
        }
        let text = String::from_utf8_lossy(&line);
        writeln!(
            out,
            "{}",
            values_row(text.trim_end_matches(['\n', '\r']), language, day)
        )?;
    }
    out.flush()?;
    Ok(Exit::Done)
}
