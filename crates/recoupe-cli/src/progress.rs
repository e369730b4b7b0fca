//! Progress for people and for schedulers.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use recoupe::{Event, InputFile, Mapping, Progress, Step};

use crate::arguments::Show;
use crate::screen;

/// Shows what happens as the user asked.
pub(crate) struct Shown {
    how: How,
    /// Key conventions told already: a thousand files of one convention say it once.
    told: Mutex<Vec<Mapping>>,
}

enum How {
    Bars(ProgressBar),
    Json,
    Quiet,
}

impl Shown {
    pub(crate) fn new(show: Show) -> Self {
        let how = match show {
            Show::Json => How::Json,
            Show::Auto if std::io::stderr().is_terminal() => How::Bars(bar()),
            Show::Auto | Show::None => How::Quiet,
        };
        Self { how, told: Mutex::new(Vec::new()) }
    }

    /// Tells the mapping of keys once per convention, whatever the progress: a wrong one
    /// spoils the whole run.
    fn tell_mapping(&self, file: &InputFile) {
        let Some(mapping) = &file.mapping else { return };
        let is_new = self.told.lock().is_ok_and(|mut told| {
            let is_new = !told.iter().any(|one| one.keys == mapping.keys);
            if is_new {
                told.push(mapping.clone());
            }
            is_new
        });
        if is_new {
            self.line(&format!("{}: keys as {mapping}", file.path));
        }
    }

    /// A line that does not break the bars.
    fn line(&self, line: &str) {
        match &self.how {
            How::Bars(bar) => bar.suspend(|| screen::tell(line)),
            How::Json | How::Quiet => screen::tell(line),
        }
    }
}

impl Progress for Shown {
    fn note(&self, event: Event<'_>) -> ControlFlow<()> {
        match &self.how {
            How::Bars(bar) => draw(bar, event),
            How::Json => tell_json(event),
            How::Quiet => {}
        }
        match (event, &self.how) {
            (Event::File(file), How::Bars(_) | How::Quiet) => self.tell_mapping(file),
            (Event::Warning(warning), How::Bars(_) | How::Quiet) => {
                self.line(&format!("warning: {warning}"));
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}

fn draw(bar: &ProgressBar, event: Event<'_>) {
    match event {
        Event::Begins(step, total) => {
            let template = match (step, total) {
                (_, 0) => "{prefix:>9} {spinner} {elapsed}",
                (Step::Input, _) => {
                    "{prefix:>9} [{bar:32}] {bytes}/{total_bytes} {bytes_per_sec}, {eta} left"
                }
                _ => "{prefix:>9} [{bar:32}] {pos}/{len} {per_sec}, {eta} left",
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.reset();
            bar.set_length(total);
            bar.set_prefix(step.name());
        }
        Event::Advances(_, done) => bar.set_position(done),
        Event::Ends(Step::Pages) => bar.finish_and_clear(),
        Event::TakenUp(step) => {
            let line = format!("{}: taken up from an interrupted run", step.name());
            bar.suspend(|| screen::tell(&line));
        }
        _ => {}
    }
}

/// One object per event: `{"event":"advances","step":"articles","done":512}`.
fn tell_json(event: Event<'_>) {
    let line = match event {
        Event::Begins(step, total) => {
            format!(r#"{{"event":"begins","step":"{}","total":{total}}}"#, step.name())
        }
        Event::Advances(step, done) => {
            format!(r#"{{"event":"advances","step":"{}","done":{done}}}"#, step.name())
        }
        Event::Ends(step) => format!(r#"{{"event":"ends","step":"{}"}}"#, step.name()),
        Event::TakenUp(step) => {
            format!(r#"{{"event":"taken_up","step":"{}"}}"#, step.name())
        }
        Event::File(file) => {
            let mapping = file.mapping.as_ref().map(ToString::to_string);
            let mapping = recoupe::json_text(&mapping.unwrap_or_default());
            let path = recoupe::json_text(&file.path);
            let documents = file.documents;
            format!(
                r#"{{"event":"file","path":{path},"documents":{documents},"mapping":{mapping}}}"#
            )
        }
        Event::Warning(warning) => {
            format!(r#"{{"event":"warning","text":{}}}"#, recoupe::json_text(warning))
        }
        _ => return,
    };
    screen::tell(&line);
}
