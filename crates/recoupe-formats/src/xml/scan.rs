//! Cuts the items out of a stream of XML by their tags, whatever stands inside them.

use std::io::{self, BufRead};

use crate::Limits;

/// What stands around the items is kept up to here: the head of a feed has some 2 kB.
const AROUND_BYTES: usize = 64 << 10;

/// One item as it stands in the stream.
#[derive(Debug, Default)]
pub(crate) struct Cut {
    /// The line it begins on, from 1.
    pub(crate) line: u64,
    pub(crate) text: String,
    /// Whether its end tag was met.
    pub(crate) is_whole: bool,
    /// Longer than records may be; its text is not kept.
    pub(crate) is_over: bool,
}

/// The stream, and where it stands.
pub(crate) struct Scanner {
    reader: Box<dyn BufRead>,
    names: &'static [&'static str],
    most: usize,
    line: u64,
    /// Everything outside the items, as far as it is kept.
    around: String,
    /// A start tag of an item that was met while another was open, with its line.
    ahead: Option<(String, u64)>,
    /// Levels open around the items; 0 at the end where nothing is cut off.
    open_around: i64,
}

/// A tag, a run of text, a comment or a CDATA section.
struct Piece {
    text: Vec<u8>,
    is_over: bool,
}

impl Scanner {
    pub(crate) fn new(
        reader: Box<dyn BufRead>,
        names: &'static [&'static str],
        limits: Limits,
    ) -> Self {
        Self {
            reader,
            names,
            most: limits.record_bytes as usize,
            line: 1,
            around: String::new(),
            ahead: None,
            open_around: 0,
        }
    }

    /// What stands around the items met so far.
    pub(crate) fn around(&self) -> &str {
        &self.around
    }

    /// Whether all that was opened around the items was closed again.
    pub(crate) fn is_whole(&self) -> bool {
        self.open_around <= 0
    }

    /// The next item, `None` at the end. An item ends at its end tag, or where a sibling of
    /// its name begins (items of feeds never hold each other).
    pub(crate) fn next_cut(&mut self) -> io::Result<Option<Cut>> {
        let Some((tag, line)) = self.next_start()? else { return Ok(None) };
        let name = name_of(&tag).to_owned();
        let mut cut = Cut { line, is_whole: tag.ends_with("/>"), ..Cut::default() };
        cut.text = tag;
        let mut depth = 1_u32;
        while !cut.is_whole {
            let line = self.line;
            let Some(piece) = self.next_piece()? else { return Ok(Some(cut)) };
            let text = String::from_utf8_lossy(&piece.text);
            let is_own = text.starts_with('<') && name_of(&text) == name;
            if is_own && text.starts_with("</") {
                depth -= 1;
                cut.is_whole = depth == 0;
            } else if is_own && !text.ends_with("/>") {
                if self.names.len() > 1 {
                    self.ahead = Some((text.into_owned(), line));
                    return Ok(Some(cut));
                }
                depth += 1;
            }
            cut.is_over |= piece.is_over || cut.text.len() + text.len() > self.most;
            if cut.is_over {
                cut.text = String::new();
            } else {
                cut.text.push_str(&text);
            }
        }
        Ok(Some(cut))
    }

    /// The next start tag of an item, with its line.
    fn next_start(&mut self) -> io::Result<Option<(String, u64)>> {
        if let Some(ahead) = self.ahead.take() {
            return Ok(Some(ahead));
        }
        loop {
            let line = self.line;
            let Some(piece) = self.next_piece()? else { return Ok(None) };
            let text = String::from_utf8_lossy(&piece.text);
            let is_tag = text.starts_with('<') && !text.starts_with("<!");
            if is_tag && !text.starts_with("</") && self.is_item(&text) {
                return Ok(Some((text.into_owned(), line)));
            }
            if is_tag && !text.starts_with("<?") && !text.ends_with("/>") {
                self.open_around += if text.starts_with("</") { -1 } else { 1 };
            }
            if self.around.len() + text.len() <= AROUND_BYTES {
                self.around.push_str(&text);
            }
        }
    }

    fn is_item(&self, tag: &str) -> bool {
        let name = name_of(tag);
        self.names.contains(&name.rsplit(':').next().unwrap_or_default())
    }

    /// The next piece; longer ones than records may be are passed over.
    fn next_piece(&mut self) -> io::Result<Option<Piece>> {
        let mut piece = Piece { text: Vec::new(), is_over: false };
        let Some(&first) = self.reader.fill_buf()?.first() else { return Ok(None) };
        if first == b'<' {
            self.take_tag(&mut piece)?;
        } else {
            self.take_until(&mut piece, b'<', false)?;
        }
        Ok(Some(piece))
    }

    /// Takes a tag to its `>`; comments, CDATA sections and document types to theirs.
    fn take_tag(&mut self, piece: &mut Piece) -> io::Result<()> {
        self.take_until(piece, b'>', true)?;
        let ending: &[u8] = if piece.text.starts_with(b"<!--") {
            b"-->"
        } else if piece.text.starts_with(b"<![CDATA[") {
            b"]]>"
        } else if piece.text.starts_with(b"<?") {
            b"?>"
        } else if piece.text.starts_with(b"<!DOCTYPE") {
            return self.take_doctype(piece);
        } else {
            return self.take_quoted(piece);
        };
        while !piece.text.ends_with(ending) {
            if !self.take_until(piece, b'>', true)? {
                break;
            }
        }
        Ok(())
    }

    /// A document type may hold declarations in brackets.
    fn take_doctype(&mut self, piece: &mut Piece) -> io::Result<()> {
        while piece.text.contains(&b'[') && !ends_declarations(&piece.text) {
            if !self.take_until(piece, b'>', true)? {
                break;
            }
        }
        Ok(())
    }

    /// A `>` inside a quoted attribute does not end the tag. A quote that never closes is
    /// given up where the next tag begins.
    fn take_quoted(&mut self, piece: &mut Piece) -> io::Result<()> {
        while has_open_quote(&piece.text) && !piece.text.contains(&b'\n') {
            let next = self.reader.fill_buf()?;
            let until = memchr::memchr2(b'>', b'<', next);
            match until.and_then(|at| next.get(at)) {
                Some(b'>') => {}
                _ => break,
            }
            if !self.take_until(piece, b'>', true)? {
                break;
            }
        }
        Ok(())
    }

    /// Takes bytes up to `end`, which belongs to the piece where `includes`; `false` where
    /// nothing was left.
    fn take_until(
        &mut self,
        piece: &mut Piece,
        end: u8,
        includes: bool,
    ) -> io::Result<bool> {
        let mut is_any = false;
        loop {
            let part = self.reader.fill_buf()?;
            if part.is_empty() {
                return Ok(is_any);
            }
            is_any = true;
            let found = memchr::memchr(end, part);
            let used = found.map_or(part.len(), |at| at + usize::from(includes));
            let part = part.get(..used).unwrap_or_default();
            self.line += memchr::memchr_iter(b'\n', part).count() as u64;
            if piece.is_over || piece.text.len() + used > self.most {
                piece.is_over = true;
                keep_edges(&mut piece.text, part);
            } else {
                piece.text.extend_from_slice(part);
            }
            self.reader.consume(used);
            if found.is_some() {
                return Ok(true);
            }
        }
    }
}

/// Of a piece that is too long its name and its last bytes are kept, to find its end.
fn keep_edges(text: &mut Vec<u8>, part: &[u8]) {
    text.truncate(64);
    text.shrink_to_fit();
    text.extend_from_slice(part.get(part.len().saturating_sub(8)..).unwrap_or_default());
}

fn ends_declarations(text: &[u8]) -> bool {
    let text = text.strip_suffix(b">").unwrap_or_default();
    text.trim_ascii_end().ends_with(b"]")
}

fn has_open_quote(tag: &[u8]) -> bool {
    let mut quote = None;
    for byte in tag {
        match quote {
            Some(open) if open == *byte => quote = None,
            None if matches!(byte, b'"' | b'\'') => quote = Some(*byte),
            _ => {}
        }
    }
    quote.is_some()
}

/// The name in a start or end tag.
fn name_of(tag: &str) -> &str {
    let inner = tag.trim_start_matches(['<', '/']);
    let end = inner
        .find(|letter: char| letter.is_whitespace() || matches!(letter, '>' | '/'))
        .unwrap_or(inner.len());
    inner.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::io::{BufReader, Cursor};

    use super::*;

    fn cuts(text: &str, names: &'static [&'static str], most: u64) -> Vec<Cut> {
        let reader = BufReader::with_capacity(5, Cursor::new(text.as_bytes().to_vec()));
        let limits = Limits { record_bytes: most, ..Limits::default() };
        let mut scanner = Scanner::new(Box::new(reader), names, limits);
        let mut cuts = Vec::new();
        while let Some(cut) = scanner.next_cut().unwrap() {
            cuts.push(cut);
        }
        cuts
    }

    const FEED: &[&str] = &["item", "entry"];

    #[test]
    fn items_are_cut_whatever_they_hold() {
        let text = "<rss>\n<channel><item a='>'><![CDATA[</item> <item>]]></item>\n\
                    <!-- <item/> --><item/><item>\n<b>x</b></item></channel></rss>";
        let found = cuts(text, FEED, 1 << 20);
        let lines: Vec<u64> = found.iter().map(|cut| cut.line).collect();
        assert_eq!(lines, [2, 3, 3]);
        assert!(found.iter().all(|cut| cut.is_whole));
        assert_eq!(found[0].text, "<item a='>'><![CDATA[</item> <item>]]></item>");
        assert_eq!(found[2].text, "<item>\n<b>x</b></item>");
    }

    #[test]
    fn an_item_without_end_does_not_hide_the_next() {
        let found = cuts("<rss><item>one<item>two</item><item>cut", FEED, 1 << 20);
        let whole: Vec<bool> = found.iter().map(|cut| cut.is_whole).collect();
        assert_eq!(whole, [false, true, false]);
    }

    #[test]
    fn items_that_hold_their_like_stay_whole() {
        let text = "<NewsML><NewsItem>a<NewsItem>b</NewsItem>c</NewsItem></NewsML>";
        let found = cuts(text, &["NewsItem"], 1 << 20);
        assert_eq!(found.len(), 1);
        assert!(found[0].text.ends_with("c</NewsItem>"));
    }

    #[test]
    fn long_items_are_passed_over() {
        let text = format!("<rss><item>{}</item><item>ok</item>", "x".repeat(500));
        let found = cuts(&text, FEED, 100);
        assert_eq!((found[0].is_over, found[0].text.len()), (true, 0));
        assert_eq!(found[1].text, "<item>ok</item>");
    }

    #[test]
    fn no_bytes_break_it_and_none_loop_for_ever() {
        arbtest::arbtest(|random| {
            let mut text = String::new();
            for _ in 0..random.int_in_range(0..=60)? {
                let parts = [
                    "<item",
                    ">",
                    "</item>",
                    "<![CDATA[",
                    "]]>",
                    "<!--",
                    "-->",
                    "é",
                    "\"",
                    "<",
                    "/>",
                    "<!DOCTYPE x [",
                    "]>",
                    "<?",
                    "?>",
                    "\n",
                    "=",
                ];
                text.push_str(random.choose(&parts)?);
            }
            assert!(cuts(&text, FEED, 40).len() <= text.len());
            Ok(())
        })
        .budget_ms(200);
    }
}
