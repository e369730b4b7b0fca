//! Stated dates of publication.

use jiff::civil::Date;

/// The day of a stated date of publication, or `None` where it cannot be read for sure.
pub fn parse_published(stated: &str) -> Option<Date> {
    stated.trim().get(..10).and_then(|day| day.parse().ok())
}

/// The date and time as stated, trimmed.
pub(crate) fn moment(stated: &str) -> String {
    stated.trim().to_owned()
}
