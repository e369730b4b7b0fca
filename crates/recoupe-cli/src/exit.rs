//! Exit codes: a promise that scripts rely on.

use std::io;
use std::process::ExitCode;

use recoupe::ErrorKind;

/// How the command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exit {
    /// 0: done.
    Done,
    /// 1: done, with rejections under `--strict`, or a failed `verify` or `eval` gate.
    Below,
    /// 2: the command was not understood.
    Usage,
    /// 3: an input could not be read, or an output not written.
    Failed,
}

impl Exit {
    /// The code of an error: a setting is usage, a reader that went away is no failure.
    pub(crate) fn of(error: &anyhow::Error) -> Self {
        let is_broken_pipe = |cause: &(dyn std::error::Error + 'static)| {
            cause
                .downcast_ref::<io::Error>()
                .is_some_and(|io| io.kind() == io::ErrorKind::BrokenPipe)
        };
        if error.chain().any(is_broken_pipe) {
            return Self::Done;
        }
        match error.downcast_ref::<recoupe::Error>().map(recoupe::Error::kind) {
            Some(ErrorKind::Setting) => Self::Usage,
            _ => Self::Failed,
        }
    }
}

/// What clap refused, or was asked to print.
pub(crate) fn of_refusal(refusal: &clap::Error) -> Exit {
    // A terminal that went away while help is printed is nobody's failure.
    drop(refusal.print());
    if refusal.use_stderr() { Exit::Usage } else { Exit::Done }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Done => Self::SUCCESS,
            Exit::Below => Self::from(1),
            Exit::Usage => Self::from(2),
            Exit::Failed => Self::from(3),
        }
    }
}
