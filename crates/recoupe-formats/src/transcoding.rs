//! A stream of bytes in any encoding as a stream of UTF-8.

use std::io::{self, Read};

use encoding_rs::{CoderResult, Decoder, Encoding};

/// How many bytes are decoded in one go.
const PIECE_BYTES: usize = 1 << 15;

/// A reader that decodes as it goes; letters that cannot be are U+FFFD. A byte-order mark
/// of its encoding is passed over.
pub(crate) struct Transcoding {
    inner: Box<dyn Read>,
    decoder: Decoder,
    raw: Vec<u8>,
    /// Where the undecoded bytes of `raw` begin.
    raw_from: usize,
    text: Vec<u8>,
    text_from: usize,
    is_at_end: bool,
}

impl Transcoding {
    pub(crate) fn new(inner: Box<dyn Read>, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: Vec::new(),
            raw_from: 0,
            text: Vec::new(),
            text_from: 0,
            is_at_end: false,
        }
    }

    /// Decodes the next piece into `text`.
    fn decode_more(&mut self) -> io::Result<()> {
        self.text_from = 0;
        self.text.clear();
        while self.text.is_empty() && !self.is_at_end {
            let is_last = self.raw_from >= self.raw.len() && self.read_raw()? == 0;
            self.text.resize(PIECE_BYTES, 0);
            let raw = self.raw.get(self.raw_from..).unwrap_or_default();
            let (result, read, written, _) =
                self.decoder.decode_to_utf8(raw, &mut self.text, is_last);
            self.raw_from += read;
            self.text.truncate(written);
            self.is_at_end = is_last && result == CoderResult::InputEmpty;
        }
        Ok(())
    }

    fn read_raw(&mut self) -> io::Result<usize> {
        self.raw.resize(PIECE_BYTES, 0);
        self.raw_from = 0;
        let length = loop {
            match self.inner.read(&mut self.raw) {
                Err(cause) if cause.kind() == io::ErrorKind::Interrupted => {}
                outcome => break outcome,
            }
        };
        let length = length.inspect_err(|_| self.raw.clear())?;
        self.raw.truncate(length);
        Ok(length)
    }
}

impl Read for Transcoding {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.text_from >= self.text.len() {
            self.decode_more()?;
        }
        let ready = self.text.get(self.text_from..).unwrap_or_default();
        let length = ready.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), ready.get(..length)) {
            to.copy_from_slice(from);
        }
        self.text_from += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use encoding_rs::{ISO_8859_15, UTF_16BE, UTF_16LE, WINDOWS_1252};

    use super::*;

    #[track_caller]
    fn check(bytes: Vec<u8>, encoding: &'static Encoding, text: &str) {
        let mut read = String::new();
        let mut stream = Transcoding::new(Box::new(Cursor::new(bytes)), encoding);
        stream.read_to_string(&mut read).unwrap();
        assert!(read == text, "{} bytes, {} expected", read.len(), text.len());
    }

    #[test]
    fn every_encoding_becomes_utf_8_however_long() {
        let text = "L’été : 50 € — « Œuvre » \u{1f600}\n".repeat(9_000);
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        check(wide, UTF_16LE, &text);
        let marked = std::iter::once(0xfeff).chain(text.encode_utf16());
        check(marked.flat_map(u16::to_be_bytes).collect(), UTF_16BE, &text);
        check(b"L\x92\xe9t\xe9".to_vec(), WINDOWS_1252, "L’été");
        check(b"50 \xa4, \xbduvre".to_vec(), ISO_8859_15, "50 €, œuvre");
        check(vec![0x41, 0, 0x42], UTF_16LE, "A\u{fffd}");
        check(Vec::new(), UTF_16LE, "");
    }
}
