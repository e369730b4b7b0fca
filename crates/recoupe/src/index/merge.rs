//! Small segments become larger ones, so that a look has few files to ask.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::fs::File;
use std::io::{BufRead, BufReader};

use recoupe_formats::Error;

use super::segment::{ARTICLES, KeyStream, Segment, SegmentWriter};
use super::{Index, SegmentHead};

/// So many segments of one size become one of the next. Eight: an article is rewritten seven
/// times on the way to two million, and a look asks at most seven segments of each size.
const FAN: u64 = 8;

impl Index {
    /// Merges as long as there are [`FAN`] segments of one size. The caller holds the lock.
    pub(super) fn merge(&mut self) -> Result<(), Error> {
        while let Some(places) = self.alike() {
            self.merge_these(&places)?;
        }
        Ok(())
    }

    /// The places of [`FAN`] segments of one size, the smallest size first.
    fn alike(&self) -> Option<Vec<usize>> {
        let size = |segment: &SegmentHead| segment.articles.max(1).ilog(FAN);
        let largest = self.head.segments.iter().map(size).max()?;
        (0..=largest).find_map(|wanted| {
            let places: Vec<usize> = (0..)
                .zip(&self.head.segments)
                .filter(|(_, segment)| size(segment) == wanted)
                .map(|(place, _)| place)
                .take(FAN as usize)
                .collect();
            (places.len() as u64 == FAN).then_some(places)
        })
    }

    fn merge_these(&mut self, places: &[usize]) -> Result<(), Error> {
        let name = self.next_name();
        let folder = self.folder.join(&name);
        let parts: Vec<&Segment> =
            places.iter().filter_map(|place| self.segments.get(*place)).collect();
        let articles = write_merged(&parts, SegmentWriter::create(&folder)?)?;
        let merged = Segment::open(&folder, articles)?;
        let mut old = Vec::new();
        for place in places.iter().rev() {
            old.push(self.head.segments.remove(*place).name);
            self.segments.remove(*place);
        }
        self.head.segments.push(SegmentHead { name, articles });
        self.segments.push(merged);
        self.write_head()?;
        for name in old {
            let folder = self.folder.join(name);
            std::fs::remove_dir_all(&folder)
                .map_err(|cause| Error::writing(&folder, &cause))?;
        }
        Ok(())
    }
}

fn write_merged(parts: &[&Segment], mut writer: SegmentWriter) -> Result<u64, Error> {
    let mut streams = Vec::with_capacity(parts.len());
    let mut base = 0;
    for part in parts {
        streams.push(KeyStream::open(part, base)?);
        base += part.articles as u32;
        copy_lines(part, &mut writer)?;
    }
    let mut heads = BinaryHeap::new();
    let mut advance = |at: usize, heads: &mut BinaryHeap<_>| -> Result<(), Error> {
        let Some((stream, part)) = streams.get_mut(at).zip(parts.get(at)) else {
            return Ok(());
        };
        let next = stream.next();
        let next = next.map_err(|cause| Error::reading(&part.path(""), &cause))?;
        heads.extend(next.map(|(key, article)| Reverse((key, article, at))));
        Ok(())
    };
    for at in 0..parts.len() {
        advance(at, &mut heads)?;
    }
    while let Some(Reverse((key, article, at))) = heads.pop() {
        writer.put_key(key, article)?;
        advance(at, &mut heads)?;
    }
    writer.finish()
}

fn copy_lines(part: &Segment, writer: &mut SegmentWriter) -> Result<(), Error> {
    let path = part.path(ARTICLES);
    let failed = |cause: std::io::Error| Error::reading(&path, &cause);
    let mut reader =
        BufReader::with_capacity(1 << 18, File::open(&path).map_err(failed)?);
    let mut line = Vec::new();
    while reader.read_until(b'\n', &mut line).map_err(failed)? > 0 {
        writer.put_line(&line)?;
        line.clear();
    }
    Ok(())
}
