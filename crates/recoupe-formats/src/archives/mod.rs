//! Archives: their entries are read in the order they are stored, each as if it were a file
//! of its own. Nothing is ever written to disk under an entry's name.

mod tar;
mod zip;

pub(crate) use tar::{Tar, is_tar};
pub(crate) use zip::Zip;

use std::io;

use recoupe_text::Reason;

use crate::Record;
use crate::content::{Place, Traits};
use crate::opening::Opened;

/// The entry that is being read, and what all entries before it were.
#[derive(Default)]
struct Entries {
    open: Option<(Place, Opened)>,
    traits: Traits,
    count: u64,
}

impl Entries {
    fn new(form: &str) -> Self {
        Self { traits: Traits::of(form, "utf-8"), ..Self::default() }
    }

    /// The next record of the open entry; `None` where there is none (any more).
    /// A damaged entry is a rejection and ends; what unpacks to too much ends the archive.
    fn next_record(&mut self) -> io::Result<Option<Record>> {
        let Some((place, opened)) = &mut self.open else { return Ok(None) };
        match opened.records.next_record() {
            Ok(Some(record)) => Ok(Some(record)),
            Ok(None) => {
                self.close();
                Ok(None)
            }
            Err(cause) => {
                let place = place.clone();
                self.close();
                damaged(&place, &cause).map(Some).ok_or(cause)
            }
        }
    }

    /// Takes up an entry; a rejection where it cannot be opened.
    fn open(
        &mut self,
        place: Place,
        opened: io::Result<Opened>,
    ) -> io::Result<Option<Record>> {
        match opened {
            Ok(opened) => {
                self.open = Some((place, opened));
                Ok(None)
            }
            Err(cause) => damaged(&place, &cause).map(Some).ok_or(cause),
        }
    }

    fn close(&mut self) {
        let Some((_, opened)) = self.open.take() else { return };
        let traits = opened.records.trait_of();
        if traits.holds.is_empty() {
            *self.traits.holds.entry(traits.form).or_default() += 1;
        }
        for (form, count) in traits.holds {
            *self.traits.holds.entry(form).or_default() += count;
        }
        self.traits.passed_over += traits.passed_over;
        if self.traits.encoding == "utf-8" {
            self.traits.encoding = traits.encoding;
        }
        self.traits.mapping = self.traits.mapping.take().or(traits.mapping);
    }

    /// Counts one more entry; an error where there are too many.
    fn counts_one(&mut self, place: &Place) -> io::Result<()> {
        self.count += 1;
        let most = place.settings.limits.archive_entries;
        if self.count <= most {
            return Ok(());
        }
        let message = format!("holds more than {most} entries");
        Err(io::Error::new(io::ErrorKind::FileTooLarge, message))
    }
}

/// A damaged entry as a rejection; `None` where the whole archive must end.
fn damaged(place: &Place, cause: &io::Error) -> Option<Record> {
    let reason = match cause.kind() {
        io::ErrorKind::FileTooLarge => return None,
        io::ErrorKind::QuotaExceeded => Reason::TooLarge,
        _ => Reason::Malformed,
    };
    Some(Place::reject(place.name.clone(), reason, cause.to_string()))
}

/// The name of an entry as part of a place: steps upwards, roots and control characters
/// are left out. `None` for hidden entries, which are passed over as in folders.
fn shown_name(name: &str) -> Option<String> {
    let parts: Vec<String> = name
        .split(['/', '\\'])
        .filter(|part| !matches!(*part, "" | "." | ".."))
        .map(|part| part.chars().filter(|letter| !letter.is_control()).collect())
        .collect();
    let is_hidden =
        parts.iter().any(|part: &String| part.starts_with('.') || part == "__MACOSX");
    (!is_hidden && !parts.is_empty()).then(|| parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<&str>) {
        assert_eq!(shown_name(name).as_deref(), expected, "{name}");
    }

    #[test]
    fn names_of_entries_lead_nowhere() {
        check("news/été.html", Some("news/été.html"));
        check("../../etc/passwd", Some("etc/passwd"));
        check("/etc/passwd", Some("etc/passwd"));
        check("C:\\news\\a.txt", Some("C:/news/a.txt"));
        check("a\u{1b}[2J.txt", Some("a[2J.txt"));
        check("news/.DS_Store", None);
        check("__MACOSX/a.txt", None);
        check("..", None);
    }
}
