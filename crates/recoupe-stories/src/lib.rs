//! The same story, within and across English and French, explained.
