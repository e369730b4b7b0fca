//! Inline lists: `1) … 2) … 3) …`, `a. … b. …`, with figures or single letters.

/// Where the items of an inline list begin (the first one at the head of the line is not
/// among them). A list is at least two markers that count up by one from `1` or `a`, written
/// in one way. Linear.
pub(super) fn starts(line: &str) -> Vec<usize> {
    let mut found = Vec::new();
    let mut last: Option<Marker<'_>> = None;
    let all: Vec<Marker<'_>> = markers(line).collect();
    for (place, &marker) in all.iter().enumerate() {
        let follows = last.is_some_and(|last| {
            marker.number == last.number + 1
                && marker.ending == last.ending
                && marker.is_letter == last.is_letter
        });
        if follows {
            if let Some(first) = last.filter(|last| last.start > 0) {
                found.push(first.start);
            }
            found.push(marker.start);
            last = Some(marker);
        } else if (marker.number == 1 || counts_on(&all, place))
            && may_begin(line, marker.start)
        {
            last = Some(marker);
        }
    }
    found.dedup();
    found
}

/// Whether the next two markers count up from this one: a list may go on from an earlier
/// line (`w) … x) … y) …`).
fn counts_on(markers: &[Marker<'_>], place: usize) -> bool {
    let run = markers.get(place..place + 3).unwrap_or_default();
    run.len() == 3
        && run.windows(2).all(|pair| match pair {
            [one, next] => {
                next.number == one.number + 1
                    && next.ending == one.ending
                    && next.is_letter == one.is_letter
            }
            _ => false,
        })
}

/// A list begins with the line, or behind a stop or a colon.
fn may_begin(line: &str, start: usize) -> bool {
    let before = line.get(..start).unwrap_or_default().trim_end();
    before.is_empty() || before.ends_with(['.', ':', ';', '!', '?', '•'])
}

#[derive(Debug, Clone, Copy)]
struct Marker<'text> {
    start: usize,
    number: u32,
    is_letter: bool,
    /// `.`, `)` or `.)`.
    ending: &'text str,
}

/// Words like `2)`, `b.`, `(c)` that could number an item.
fn markers(line: &str) -> impl Iterator<Item = Marker<'_>> {
    let mut at = 0;
    line.split_inclusive(char::is_whitespace).filter_map(move |word| {
        let start = at;
        at += word.len();
        marker(start, word.trim_end())
    })
}

fn marker(start: usize, word: &str) -> Option<Marker<'_>> {
    let bare = word.trim_start_matches('(');
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    let first = bare.bytes().next()?;
    let (length, number) = match digits {
        1 | 2 => (digits, bare.get(..digits)?.parse().ok()?),
        0 if first.is_ascii_lowercase() => (1, u32::from(first - b'a') + 1),
        _ => return None,
    };
    let ending = bare.get(length..)?;
    let is_opened = bare.len() < word.len();
    let is_marker = matches!(ending, ")" | ".)") || ending == "." && !is_opened;
    is_marker.then_some(Marker { start, number, is_letter: digits == 0, ending })
}
