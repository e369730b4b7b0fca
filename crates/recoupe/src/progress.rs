//! What a run tells its caller while it goes.

use std::ops::ControlFlow;

use recoupe_formats::InputFile;

/// A step of the walk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// Inputs are read; counted in bytes as stored.
    Input,
    /// Documents become articles.
    Articles,
    /// Articles that carry the same copy are found.
    Copies,
    /// Copy groups that tell the same event are found.
    Stories,
    /// Fact sheets are written.
    Sheets,
    /// Pages are drawn.
    Pages,
}

impl Step {
    /// All steps in their order.
    pub const ALL: [Self; 6] = [
        Self::Input,
        Self::Articles,
        Self::Copies,
        Self::Stories,
        Self::Sheets,
        Self::Pages,
    ];

    /// Its name in messages and in `--progress json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => "input",
            Self::Articles => "articles",
            Self::Copies => "copies",
            Self::Stories => "stories",
            Self::Sheets => "sheets",
            Self::Pages => "pages",
        }
    }
}

/// Something that happened.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Event<'run> {
    /// An input file was read to its end; its mapping of keys is in it.
    File(&'run InputFile),
    /// A step begins; `total` units of work, 0 where unknown.
    Begins(Step, u64),
    /// So many units of the step are done.
    Advances(Step, u64),
    /// The step is done.
    Ends(Step),
    /// The step was done by an earlier run that was interrupted; its result is taken up.
    TakenUp(Step),
    /// Something the user should know, in words.
    Warning(&'run str),
}

/// Whoever wants to know how a run goes. Called from one thread at a time, in the same
/// order on every run.
pub trait Progress: Sync {
    /// Takes note of an event. `Break` asks the run to stop: it ends with an error of kind
    /// `Interrupted`, and the same run can go on later.
    fn note(&self, event: Event<'_>) -> ControlFlow<()>;
}

/// A listener that ignores everything.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn note(&self, _event: Event<'_>) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}
