//! Where words stand in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a text: `start` is inside, `end` is not, both from 0.
///
/// Every span that recoupe makes lies on character boundaries of the text it was made for.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    Serialize,
    Deserialize,
)]
pub struct Span {
    /// First byte.
    #[serde(rename = "byte_start")]
    pub start: u32,
    /// One past the last byte.
    #[serde(rename = "byte_end")]
    pub end: u32,
}

impl Span {
    /// The span from `start` to `end`, in bytes; an `end` before `start` gives an empty span.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: start as u32, end: end.max(start) as u32 }
    }

    /// The words at this span, or the empty string where the span is not on character
    /// boundaries of `text` or reaches past its end.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// First byte, as an index.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// One past the last byte, as an index.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span moved `by` bytes to the right: from a part of a text to the whole.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by as u32, end: self.end + by as u32 }
    }

    /// The same span counted in characters (Unicode scalar values) as `(start, end)`.
    /// Linear in `text` up to the end of the span.
    pub fn characters(self, text: &str) -> (usize, usize) {
        let before = text.get(..self.start()).map_or(0, |part| part.chars().count());
        (before, before + self.of(text).chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_gives_back_its_words_and_never_cuts_a_letter() {
        let text = "L’été à Paris";
        assert_eq!(Span::new(4, 9).of(text), "été");
        assert_eq!(Span::new(4, 9).characters(text), (2, 5));
        assert_eq!(Span::new(5, 9).of(text), "");
        assert_eq!(Span::new(4, 900).of(text), "");
    }
}
