//! The lines of a file as they came.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use crate::packing::{Digested, Intake, Packing};
use crate::{Error, Limits};

/// Calls `visit` for each line of a file, plain or packed, numbered from 1, with its bytes
/// as they came, line end included where it has one. Fails where the file cannot be read or
/// `visit` fails. Memory: one line.
pub fn each_line(
    path: &Path,
    limits: Limits,
    mut visit: impl FnMut(u64, &[u8]) -> Result<(), Error>,
) -> Result<(), Error> {
    let failed = |cause: io::Error| Error::reading(path, &cause);
    let file = File::open(path).map_err(failed)?;
    let mut reader = unpacked(file, limits).map_err(failed)?;
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        if reader.read_until(b'\n', &mut line).map_err(failed)? == 0 {
            break;
        }
        visit(number, &line)?;
    }
    Ok(())
}

/// The plain bytes of a file, whatever is packed around them.
fn unpacked(file: File, limits: Limits) -> io::Result<Box<dyn BufRead>> {
    let intake = Intake::default();
    let digested = Digested { inner: Box::new(file), intake: intake.clone() };
    let mut reader: Box<dyn BufRead> = Box::new(BufReader::new(digested));
    for _ in 0..limits.nesting {
        let packing = Packing::of(reader.fill_buf()?);
        if packing == Packing::Plain {
            break;
        }
        reader = packing.unpack(reader, limits, &intake)?;
    }
    Ok(reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_as_they_are_also_out_of_gzip() {
        use std::io::Write;
        let folder = tempfile::tempdir().unwrap();
        let text = b"{\"a\": 1}\r\n\n {\"b\":\"\xc3\xa9\"}";
        let plain = folder.path().join("plain");
        std::fs::write(&plain, text).unwrap();
        let packed = folder.path().join("packed");
        let mut gzip = flate2::write::GzEncoder::new(
            File::create(&packed).unwrap(),
            flate2::Compression::fast(),
        );
        gzip.write_all(text).unwrap();
        gzip.finish().unwrap();
        for path in [plain, packed] {
            let mut seen = Vec::new();
            each_line(&path, Limits::default(), |number, line| {
                seen.push((number, line.to_vec()));
                Ok(())
            })
            .unwrap();
            let lengths: Vec<(u64, usize)> =
                seen.iter().map(|(number, line)| (*number, line.len())).collect();
            assert_eq!(lengths, [(1, 10), (2, 1), (3, 11)]);
            let whole: Vec<u8> = seen.into_iter().flat_map(|(_, line)| line).collect();
            assert_eq!(whole, text);
        }
    }
}
