//! Which article a notice of withdrawal speaks of, where it does not repeat its text: it
//! names the headline, in its own headline or between quotation marks.

use recoupe_text::words::for_each_word;

use super::Dispatch;

/// A headline of fewer words names no single article.
const TELLING_WORDS: usize = 3;

/// Of a longer text only the beginning is read, in bytes; notices are short.
const NOTICE_BYTES: usize = 4_096;

/// Headlines by the words they are made of.
pub(super) struct Headlines {
    /// Sorted: a key of the words, and the place of the article.
    keys: Vec<(u128, u32)>,
}

impl Headlines {
    /// Cost: one sort of the headlines.
    pub(super) fn of(dispatches: &[Dispatch<'_>]) -> Self {
        let mut keys: Vec<(u128, u32)> = dispatches
            .iter()
            .zip(0_u32..)
            .filter_map(|(one, place)| Some((key(one.title?)?, place)))
            .collect();
        keys.sort_unstable();
        Self { keys }
    }

    /// The article that a notice takes back: the latest before it, of the same source (or
    /// where a source is unknown), whose headline it names.
    pub(super) fn named_by(
        &self,
        notice: u32,
        dispatches: &[Dispatch<'_>],
    ) -> Option<u32> {
        let own = dispatches.get(notice as usize)?;
        let title = own.title.unwrap_or_default();
        let mut names: Vec<u128> = named(title).chain(named(opening(own.text))).collect();
        names.sort_unstable();
        names.dedup();
        let places = names.into_iter().flat_map(|name| self.places(name));
        let before = places.filter(|place| {
            dispatches.get(*place as usize).is_some_and(|other| {
                *place != notice
                    && !other.kills()
                    && same_source(own.source, other.source)
                    && other.is_before(own)
            })
        });
        before.max_by_key(|place| {
            dispatches.get(*place as usize).map(|other| (other.moment, other.id))
        })
    }

    fn places(&self, name: u128) -> impl Iterator<Item = u32> {
        let from = self.keys.partition_point(|(key, _)| *key < name);
        let rest = self.keys.get(from..).unwrap_or_default();
        rest.iter().take_while(move |(key, _)| *key == name).map(|(_, place)| *place)
    }
}

fn opening(text: &str) -> &str {
    let end = (0..=text.len().min(NOTICE_BYTES)).rev();
    let end = end.into_iter().find(|at| text.is_char_boundary(*at));
    end.and_then(|end| text.get(..end)).unwrap_or_default()
}

fn same_source(one: Option<&str>, other: Option<&str>) -> bool {
    one.zip(other).is_none_or(|(one, other)| one == other)
}

/// Keys of the headlines that a text may name: its lines with and without what stands
/// before a colon, a dash or a closing bracket, and what stands between quotation marks.
fn named(text: &str) -> impl Iterator<Item = u128> {
    let lines = text.lines().flat_map(|line| {
        let marks = line.match_indices([':', '-', '–', '—', ')', ']', '|']);
        let ends = marks.map(|(at, mark)| at + mark.len()).take(4);
        std::iter::once(0).chain(ends).filter_map(|from| key(line.get(from..)?))
    });
    let quoted = text.split(['"', '“', '”', '«', '»', '\n']).filter_map(key);
    lines.chain(quoted)
}

/// The words of a headline as a number; `None` where they are too few.
fn key(headline: &str) -> Option<u128> {
    let (mut count, mut key) = (0_usize, 0_u128);
    for_each_word(headline, |word| {
        count += 1;
        key = (key.rotate_left(37) ^ u128::from(word.hash))
            .wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
    });
    (count >= TELLING_WORDS).then_some(key)
}
