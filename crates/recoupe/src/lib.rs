//! The hall: settings, the order of the stages, threads, the edition.
