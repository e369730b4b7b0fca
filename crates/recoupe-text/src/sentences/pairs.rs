//! Quotations and brackets of one line.

/// Quotations and brackets longer than this (bytes) are cut into their sentences: they are
/// paragraphs of speech, or a bracket that was never closed.
const LONGEST_KEPT: usize = 320;

/// Opening and closing places of quotations and brackets, those that have both.
#[derive(Debug, Default)]
pub(super) struct Pairs {
    /// Sorted by opening place.
    pairs: Vec<(usize, usize)>,
}

impl Pairs {
    /// The pairs of `line`. Straight quotes pair up in turn; nesting of one kind is not
    /// followed. Linear.
    pub(super) fn of(line: &str) -> Self {
        let mut pairs = Vec::new();
        let mut open: [Option<usize>; 7] = [None; 7];
        let mut last = ' ';
        let mut characters = line.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let next = characters.peek().map_or(' ', |&(_, next)| next);
            let before = std::mem::replace(&mut last, character);
            let (slot, opens) = match character {
                '"' => (0, open[0].is_none()),
                '“' => (1, true),
                '”' => (1, false),
                '«' => (2, true),
                '»' => (2, false),
                '(' => (3, true),
                ')' => (3, false),
                '[' => (4, true),
                ']' => (4, false),
                // Apostrophes stand between letters or behind one; quotes have a space on
                // one side.
                '\'' | '`' if !before.is_alphanumeric() && next.is_alphanumeric() => {
                    (5, true)
                }
                '\'' if !next.is_alphanumeric() && !before.is_whitespace() => (5, false),
                '‘' if !before.is_alphanumeric() => (6, true),
                '’' if !next.is_alphanumeric() && !before.is_whitespace() => (6, false),
                _ => continue,
            };
            if opens {
                open[slot] = Some(at);
            } else if let Some(start) = open[slot].take() {
                pairs.push((start, at));
            }
        }
        pairs.sort_unstable();
        Self { pairs }
    }

    /// Whether the quote at this place opens.
    pub(super) fn opens(&self, place: usize) -> bool {
        self.pairs.binary_search_by_key(&place, |&(start, _)| start).is_ok()
    }

    /// Whether the quote at this place closes.
    pub(super) fn closes(&self, place: usize) -> bool {
        self.near(place).any(|&(_, end)| end == place)
    }

    /// Whether a short pair holds a stop and goes on behind it.
    pub(super) fn encloses(&self, start: usize, end: usize) -> bool {
        self.near(start).any(|&(open, close)| {
            open < start && close >= end && close - open <= LONGEST_KEPT
        })
    }

    /// Pairs that open at most [`LONGEST_KEPT`] before `place`: the others do not count, and
    /// leaving them out keeps the cost linear.
    fn near(&self, place: usize) -> impl Iterator<Item = &(usize, usize)> {
        let from = self.pairs.partition_point(|&(open, _)| open + LONGEST_KEPT < place);
        let to = self.pairs.partition_point(|&(open, _)| open <= place);
        self.pairs.get(from..to.max(from)).unwrap_or_default().iter()
    }
}
