//! The marks that news desks put on updates, corrections, kills and embargoes. The marks
//! are data: `data/{en,fr}/versions.txt`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use recoupe_text::words::{Word, words};
use recoupe_text::{Article, LineClass, Span};
use serde::{Deserialize, Serialize};

/// What a mark announces; a later one is the stronger.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The story must not be published before a moment. It is no new version.
    Embargo,
    /// A newer or fuller version.
    Update,
    /// A version that puts something right.
    Correction,
    /// A version that takes back the one before and stands in its place («annule et
    /// remplace»).
    Replacement,
    /// The story is taken back.
    Kill,
}

impl Change {
    /// Whether the article is a new version of the story.
    pub fn is_version(self) -> bool {
        self != Self::Embargo
    }

    /// Whether what came before is taken back.
    pub fn kills(self) -> bool {
        matches!(self, Self::Replacement | Self::Kill)
    }

    /// Whether the mark counts only in brackets or in capitals: the same words open
    /// ordinary headlines ("Embargo: what the sanctions change", « Annulé : le festival
    /// n'aura pas lieu »).
    fn is_loud(self) -> bool {
        matches!(self, Self::Embargo | Self::Replacement | Self::Kill)
    }
}

/// A mark, with its number where it has one (`UPDATE 2-`).
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct VersionMark {
    /// What it announces.
    pub change: Change,
    /// Its number, 1 to 99.
    pub number: Option<u32>,
}

/// Where in a line a mark counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It opens the line, or closes it in brackets or behind a dash.
    Start,
    /// Anywhere.
    Inside,
    /// Anywhere, in capitals.
    Capitals,
}

/// A line of the data.
struct Mark {
    place: Place,
    change: Change,
    words: Vec<String>,
}

/// All marks, and a quick look that passes over nearly all lines.
struct Marks {
    /// By their first word; `#` for a number.
    by_first: BTreeMap<String, Vec<Mark>>,
    /// One telling word of each mark. `None` where it could not be built: then every line
    /// is read.
    quick: Option<AhoCorasick>,
}

static MARKS: LazyLock<Marks> = LazyLock::new(|| {
    let files = [
        include_str!("../../data/en/versions.txt"),
        include_str!("../../data/fr/versions.txt"),
    ];
    let marks: Vec<Mark> =
        files.iter().flat_map(|file| file.lines()).filter_map(parse).collect();
    let telling: Option<Vec<&str>> = marks.iter().map(telling).collect();
    let quick = telling.and_then(|telling| {
        AhoCorasick::builder().ascii_case_insensitive(true).build(telling).ok()
    });
    let mut by_first: BTreeMap<String, Vec<Mark>> = BTreeMap::new();
    for mark in marks {
        let first = mark.words.first().cloned().unwrap_or_default();
        by_first.entry(first).or_default().push(mark);
    }
    Marks { by_first, quick }
});

fn parse(line: &str) -> Option<Mark> {
    let mut parts = line.split('|').map(str::trim);
    let place = match parts.next()? {
        "start" => Place::Start,
        "inside" => Place::Inside,
        "capitals" => Place::Capitals,
        _ => return None,
    };
    let change = match parts.next()? {
        "embargo" => Change::Embargo,
        "update" => Change::Update,
        "correction" => Change::Correction,
        "replacement" => Change::Replacement,
        "kill" => Change::Kill,
        _ => return None,
    };
    let words = parts.next()?.split(' ').map(str::to_owned).collect();
    Some(Mark { place, change, words })
}

/// Words that stand in any article and tell nothing.
const USUAL: [&str; 8] =
    ["article", "story", "version", "this", "cette", "jour", "avec", "with"];

/// The longest run of plain letters in the mark, which any line that holds the mark holds
/// in some case; of equal ones the first, usual words last.
fn telling(mark: &Mark) -> Option<&str> {
    let runs = mark
        .words
        .iter()
        .flat_map(|word| word.split(|letter: char| !letter.is_ascii_lowercase()));
    runs.filter(|run| run.len() >= 2)
        .rev()
        .max_by_key(|run| (!USUAL.contains(run), run.len()))
}

/// Lines at the beginning and at the end of an article that may carry a mark.
const FIRST_LINES: usize = 2;
const LAST_LINES: usize = 4;

/// The strongest mark of an article (kill, then replacement, correction, update, embargo;
/// then the higher number), in its title or in its first or last lines. English and French
/// marks are read whatever the language of the article. Cost: one quick pass over those
/// lines; only a line that may hold a mark is split into words.
pub fn version_mark(article: &Article) -> Option<VersionMark> {
    let title = article.title.as_ref().map(|title| title.text.as_str());
    let lines: Vec<Span> = article
        .lines
        .iter()
        .filter(|line| !matches!(line.class, LineClass::Chrome | LineClass::Table))
        .map(|line| line.span)
        .collect();
    let first = lines.iter().take(FIRST_LINES);
    let last = lines.iter().skip(FIRST_LINES);
    let last = last.rev().take(LAST_LINES);
    let edges = first.chain(last).map(|span| span.of(&article.text));
    title.into_iter().chain(edges).filter_map(mark_of).max()
}

/// The strongest mark in the title and the lines of a text that was not split into an
/// article: all its lines count as lines of the story. The same answer as
/// [`version_mark`] where no line is chrome or a table.
pub fn version_mark_of(title: Option<&str>, text: &str) -> Option<VersionMark> {
    let is_line = |line: &&str| !line.trim().is_empty();
    let first: Vec<&str> = text.lines().filter(is_line).take(FIRST_LINES).collect();
    let last = text.lines().rev().filter(is_line).take(LAST_LINES);
    // Of a short text some lines are read twice, which changes no maximum.
    title.into_iter().chain(first).chain(last).map(str::trim).filter_map(mark_of).max()
}

/// The mark in a desk's note to its clients, which stands apart as if in brackets
/// ("CORRECTS spelling in para 3", « ajoute la réaction du maire »).
pub fn note_mark(note: &str) -> Option<VersionMark> {
    let note = note.trim();
    let is_bracketed = note.starts_with(['(', '[']);
    if is_bracketed { mark_of(note) } else { mark_of(&format!("({note})")) }
}

/// The mark of a new version; an embargo is none.
pub(crate) fn new_version(article: &Article) -> Option<VersionMark> {
    version_mark(article).filter(|mark| mark.change.is_version())
}

/// Of a longer line only so many bytes at its beginning and at its end are read.
const EDGE_BYTES: usize = 240;

/// The strongest mark of a line.
fn mark_of(line: &str) -> Option<VersionMark> {
    if line.len() <= 2 * EDGE_BYTES {
        return mark_in(line, true);
    }
    let head = (0..=EDGE_BYTES).rev().find(|at| line.is_char_boundary(*at))?;
    let tail =
        (line.len() - EDGE_BYTES..line.len()).find(|at| line.is_char_boundary(*at))?;
    let (head, tail) = (line.get(..head)?, line.get(tail..)?);
    mark_in(head, true).max(mark_in(tail, false))
}

/// The strongest mark in a line or in a part of one; `at_start` where it begins the line.
fn mark_in(line: &str, at_start: bool) -> Option<VersionMark> {
    if !may_hold_mark(line) {
        return None;
    }
    let read: Vec<Word> = words(line).iter().flat_map(|word| word.parts(line)).collect();
    let found = (0..read.len()).flat_map(|from| {
        let here = read.get(from..).unwrap_or_default();
        let marks = marks_of(here).filter(|mark| opens(&mark.words, here));
        marks.map(move |mark| (here, mark, at_start && from == 0))
    });
    found
        .filter_map(|(here, mark, opens_line)| {
            let marked = here.get(..mark.words.len())?;
            let number = mark.words.iter().position(|word| word == "#");
            let number = number.and_then(|at| number_of(&marked.get(at)?.folded));
            let (first, last) = (marked.first()?, marked.last()?);
            let place = Marked {
                line,
                span: Span { start: first.span.start, end: last.span.end },
                opens_line,
                numbered: number.is_some(),
            };
            place.counts(mark).then_some(VersionMark { change: mark.change, number })
        })
        .max()
}

/// Whether a telling word of a mark stands in the line as a word: "leader" holds no "lead".
fn may_hold_mark(line: &str) -> bool {
    let Some(quick) = &MARKS.quick else { return true };
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| line.as_bytes().get(at)).is_some_and(u8::is_ascii_alphabetic)
    };
    let mut found = quick.find_overlapping_iter(line);
    found.any(|one| !is_letter(one.start().checked_sub(1)) && !is_letter(Some(one.end())))
}

/// The marks that may begin with these words.
fn marks_of(here: &[Word]) -> impl Iterator<Item = &'static Mark> {
    let first = here.first().map(|word| word.folded.as_str()).unwrap_or_default();
    let numbered = number_of(first).map(|_| "#");
    let keys = std::iter::once(first).chain(numbered);
    let found: Vec<&'static Vec<Mark>> =
        keys.filter_map(|key| MARKS.by_first.get(key)).collect();
    found.into_iter().flatten()
}

/// Whether the words open with the mark.
fn opens(mark: &[String], words: &[Word]) -> bool {
    mark.len() <= words.len()
        && mark.iter().zip(words).all(|(wanted, word)| {
            wanted == &word.folded || (wanted == "#" && number_of(&word.folded).is_some())
        })
}

/// Larger numbers are years and amounts.
const MOST_VERSIONS: u32 = 99;

/// `2`, `2nd`, `2e`, `2ème`: a number in digits, with the ending of an ordinal.
fn number_of(word: &str) -> Option<u32> {
    const ENDINGS: [&str; 9] = ["", "st", "nd", "rd", "th", "er", "e", "ème", "nde"];
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let (number, ending) = word.split_at_checked(digits)?;
    let number: u32 = number.parse().ok()?;
    (ENDINGS.contains(&ending) && (1..=MOST_VERSIONS).contains(&number)).then_some(number)
}

/// The words of a mark where they stand.
struct Marked<'line> {
    line: &'line str,
    span: Span,
    opens_line: bool,
    numbered: bool,
}

impl Marked<'_> {
    fn counts(&self, mark: &Mark) -> bool {
        match mark.place {
            Place::Inside => true,
            Place::Capitals => self.in_capitals(),
            Place::Start => {
                let set_off =
                    (self.opens_line && self.is_set_off()) || self.closes_line();
                set_off
                    && (!mark.change.is_loud()
                        || self.in_capitals()
                        || self.in_brackets())
            }
        }
    }

    fn rest(&self) -> &str {
        self.line.get(self.span.end()..).unwrap_or_default()
    }

    fn before(&self) -> &str {
        self.line.get(..self.span.start()).unwrap_or_default().trim_end()
    }

    fn in_brackets(&self) -> bool {
        self.before().ends_with(['(', '[', '*'])
    }

    fn in_capitals(&self) -> bool {
        let mut letters =
            self.span.of(self.line).chars().filter(|one| one.is_alphabetic());
        letters.all(char::is_uppercase)
    }

    /// Whether the mark is set off from what follows: by punctuation, by standing in
    /// brackets, by its number with a dash, or by number and capitals ("1st LEAD Harbour
    /// reopens"). "Update your phone" and « Précision suisse » are not marks.
    fn is_set_off(&self) -> bool {
        let rest = self.rest();
        let next = rest.trim_start();
        let punctuation = next.starts_with([':', '–', '—', '/', '|', ')', ']']);
        let dash = rest.starts_with('-') || next.starts_with("- ");
        let loud = || self.has_capital_word() && !is_loud_line(next);
        self.in_brackets()
            || punctuation
            || dash
            || (self.numbered && (next.starts_with(['-', ',', '.']) || loud()))
    }

    /// Whether the mark has a word in capitals ("1st LEAD").
    fn has_capital_word(&self) -> bool {
        let mut words = self.span.of(self.line).split(|one: char| !one.is_alphabetic());
        words.any(|word| word.len() >= 4 && word.chars().all(char::is_uppercase))
    }

    /// Whether the mark closes the line: in brackets ("Harbour reopens (updated)") or, in
    /// capitals, behind a dash or a bar.
    fn closes_line(&self) -> bool {
        let rest = self.rest().trim();
        let closed = matches!(rest, ")" | "]" | "*")
            || (rest.ends_with([')', ']']) && !rest.contains(['(', '[', '.']));
        let dashed = self.before().ends_with(['-', '–', '—', '|', ':']);
        (self.in_brackets() && closed)
            || (rest.is_empty() && dashed && self.in_capitals() && !self.opens_line)
    }
}

/// Whether a line has no small letter.
fn is_loud_line(line: &str) -> bool {
    !line.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(Change, Option<u32>)>) {
        let found = mark_of(line).map(|mark| (mark.change, mark.number));
        assert_eq!(found, expected, "{line}");
    }

    #[test]
    fn marks_of_updates_are_read_in_both_languages() {
        use Change::Update;
        check("UPDATE 2-Harbour reopens after storm", Some((Update, Some(2))));
        check("Lead 2 : le port rouvre après la tempête", Some((Update, Some(2))));
        check("WRAPUP 1-Ministers agree on fishing quotas", Some((Update, Some(1))));
        check("(Adds quotes in paragraph 4)", Some((Update, None)));
        check("(Actualisé avec la réaction du maire)", Some((Update, None)));
        check("MISE À JOUR - Le port rouvre", Some((Update, None)));
        check("1st LEAD Harbour reopens after storm", Some((Update, Some(1))));
        check("3rd Lead: Harbour reopens", Some((Update, Some(3))));
        check("2e lead : le port rouvre", Some((Update, Some(2))));
        check("BC-Harbour, 4th Ld-Writethru", Some((Update, Some(4))));
        check("Harbour reopens after storm (updated)", Some((Update, None)));
        check("Le port rouvre après la tempête (actualisé)", Some((Update, None)));
        check("Le port rouvre (mis à jour avec bilan)", Some((Update, None)));
        check("Harbour reopens – UPDATE 3", Some((Update, Some(3))));
        check("Le port rouvre | ACTUALISATION", Some((Update, None)));
    }

    #[test]
    fn marks_of_corrections_are_read_in_both_languages() {
        use Change::Correction;
        check("CORRECTED-Harbour reopens", Some((Correction, None)));
        check("Correction: Harbour story", Some((Correction, None)));
        check("RECTIFICATIF : le port rouvre", Some((Correction, None)));
        check("Le port rouvre (rectificatif)", Some((Correction, None)));
        check("(Corrects day of reopening in first paragraph)", Some((Correction, None)));
        check("(Corrige le jour de la réouverture)", Some((Correction, None)));
        check(
            "This story has been corrected to show the right year.",
            Some((Correction, None)),
        );
        check(
            "Une version précédente de cet article donnait un autre âge.",
            Some((Correction, None)),
        );
    }

    #[test]
    fn marks_of_kills_are_read_in_both_languages() {
        use Change::{Kill, Replacement};
        check("KILL: Harbour story", Some((Kill, None)));
        check("BULLETIN KILL - Harbour story", Some((Kill, None)));
        check("(Kill) Harbour reopens", Some((Kill, None)));
        check("ANNULATION : le port rouvre", Some((Kill, None)));
        check("NE PAS UTILISER - le port rouvre", Some((Kill, None)));
        check("(Dépêche annulée) Le port rouvre", Some((Kill, None)));
        check("Harbour reopens (WITHDRAWN)", Some((Kill, None)));
        check("Le port rouvre (ANNULÉ)", Some((Kill, None)));
        check("Merci de ne pas utiliser cette dépêche.", Some((Kill, None)));
        check("This story has been withdrawn.", Some((Kill, None)));
        check("ANNULE ET REMPLACE la dépêche de 10h", Some((Replacement, None)));
        check(
            "Cette dépêche annule et remplace la version de 10h",
            Some((Replacement, None)),
        );
        check("(Substitute) Harbour reopens", Some((Replacement, None)));
    }

    #[test]
    fn marks_of_embargoes_are_read_in_both_languages() {
        use Change::Embargo;
        check("EMBARGOED: harbour to reopen on Monday", Some((Embargo, None)));
        check("Embargoed until Monday 0600 GMT", Some((Embargo, None)));
        check("HOLD FOR RELEASE - harbour to reopen", Some((Embargo, None)));
        check("SOUS EMBARGO jusqu'à lundi 6h", Some((Embargo, None)));
        check("(Embargo lundi 6h) Le port va rouvrir", Some((Embargo, None)));
        check("Ne pas publier avant lundi 6h", Some((Embargo, None)));
    }

    #[test]
    fn notes_of_desks_are_read_in_both_languages() {
        let change = |note: &str| note_mark(note).map(|mark| mark.change);
        assert_eq!(change("CORRECTS spelling in para 3"), Some(Change::Correction));
        assert_eq!(change("Adds quotes, background"), Some(Change::Update));
        assert_eq!(change("ajoute la réaction du maire"), Some(Change::Update));
        assert_eq!(change("(Rectifie l’âge au 2e paragraphe)"), Some(Change::Correction));
        assert_eq!(change("pictures will follow"), None);
    }

    #[test]
    fn ordinary_words_are_no_marks() {
        for line in [
            "Update your phone before Friday",
            "Correction fluid returns to schools",
            "Kill switch for scooters approved",
            "Killed: the tree that stood for ninety years",
            "Embargo: what the new sanctions change",
            "Withdrawn: the ferry that nobody took",
            "Three lead singers and one bass",
            "3 lead pipes were found under the mill",
            "Précision suisse, prix français",
            "Mise à jour gratuite pour les conducteurs",
            "Annulé : le festival d'Arle n'aura pas lieu",
            "Annulation : comment se faire rembourser",
            "Embargo : ce que changent les sanctions",
            "La nouvelle convention annule et remplace celle de 1998",
            "Le maire ajoute une rue au plan",
            "Lead 2 metres into the pipe",
            "Lead 2026: a conference",
            "",
        ] {
            check(line, None);
        }
    }

    #[test]
    fn the_quick_look_passes_over_no_mark() {
        for mark in MARKS.by_first.values().flatten() {
            let written = mark.words.join(" ").replace('#', "7");
            for line in [format!("({written})"), format!("({})", written.to_uppercase())]
            {
                assert!(mark_of(&line).is_some(), "{line}");
            }
        }
    }

    #[test]
    fn a_text_and_its_article_have_the_same_mark() {
        let text =
            "Arle, lundi.\n\nLe port rouvre.\nUn\nDeux\nTrois\n(Actualisé avec le maire)";
        assert_eq!(
            version_mark_of(Some("Le port"), text),
            Some(VersionMark { change: Change::Update, number: None })
        );
        assert_eq!(version_mark_of(None, "A.\nB.\nUPDATE 1: x\nC.\nD.\nE.\nF."), None);
    }
}
