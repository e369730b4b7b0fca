//! Tables: rows whose columns have names. Each row becomes an object and goes through the
//! same key conventions as JSON.

#[cfg(feature = "columnar")]
pub(crate) mod columnar;
pub(crate) mod delimited;
#[cfg(feature = "columnar")]
mod parquet_out;
mod writing;

#[cfg(feature = "columnar")]
pub(crate) use columnar::{open_arrow_file, open_arrow_stream, open_parquet};
pub(crate) use delimited::Delimited;
#[cfg(feature = "columnar")]
pub use parquet_out::write_parquet;
pub use writing::{Column, ColumnKind, MORE, write_csv};

#[cfg(not(feature = "columnar"))]
pub use without::write_parquet;
#[cfg(not(feature = "columnar"))]
pub(crate) use without::{open_arrow_file, open_arrow_stream, open_parquet};

#[cfg(not(feature = "columnar"))]
mod without {
    use std::fs::File;
    use std::io::{self, BufRead};

    use crate::content::{Place, Records};

    /// Parquet is not written: the feature `columnar` is off.
    pub fn write_parquet<Row: serde::Serialize>(
        path: &std::path::Path,
        _: &[super::Column],
        _: impl IntoIterator<Item = Row>,
    ) -> Result<(), crate::Error> {
        let what = "Parquet is not written by this build";
        let remedy = "build it with the feature `columnar`";
        Err(crate::Error::new(crate::ErrorKind::Unwritable, path, what, remedy))
    }

    fn refused() -> io::Result<Box<dyn Records>> {
        let message = "Parquet and Arrow are not read: the feature `columnar` is off";
        Err(io::Error::new(io::ErrorKind::Unsupported, message))
    }

    pub(crate) fn open_parquet(_: File, _: Place) -> io::Result<Box<dyn Records>> {
        refused()
    }

    pub(crate) fn open_arrow_file(_: File, _: Place) -> io::Result<Box<dyn Records>> {
        refused()
    }

    pub(crate) fn open_arrow_stream(
        _: Box<dyn BufRead>,
        _: Place,
    ) -> io::Result<Box<dyn Records>> {
        refused()
    }
}
