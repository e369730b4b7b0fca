//! The words of an article's body as numbers, with the place of each in the untouched text.
//! What a word is, and how typography is folded away, [`recoupe_text::words`] decides.

use recoupe_text::words::for_each_word;
use recoupe_text::{Article, LineClass, Span};

/// Words in order of the text: their hashes, and where each stands.
#[derive(Debug, Clone, Default)]
pub(crate) struct Words {
    /// Hashes of the folded words; the same on every machine.
    pub(crate) hashes: Vec<u64>,
    /// The place of each.
    pub(crate) spans: Vec<Span>,
}

/// The words of an article's body: its prose and subheads; where it has none, its tables;
/// where it has neither, all its lines, so that a page of figures is still somebody.
pub(crate) fn of_body(article: &Article) -> Words {
    let prose =
        of_lines(article, |class| matches!(class, LineClass::Prose | LineClass::Subhead));
    if !prose.hashes.is_empty() {
        return prose;
    }
    let tables = of_lines(article, |class| class == LineClass::Table);
    if !tables.hashes.is_empty() {
        return tables;
    }
    of_lines(article, |_| true)
}

/// The words of the title; empty without one.
pub(crate) fn of_title(article: &Article) -> Vec<u64> {
    let mut words = Words::default();
    if let Some(title) = &article.title {
        words.read(&title.text, 0);
    }
    words.hashes
}

fn of_lines(article: &Article, wanted: impl Fn(LineClass) -> bool) -> Words {
    let mut words = Words::default();
    for line in article.lines.iter().filter(|line| wanted(line.class)) {
        words.read(line.span.of(&article.text), line.span.start());
    }
    words
}

impl Words {
    /// Adds the words of `text`, which begins at byte `offset` of the whole.
    fn read(&mut self, text: &str, offset: usize) {
        for_each_word(text, |word| {
            self.hashes.push(word.hash);
            self.spans.push(word.span.shifted(offset));
        });
    }
}

/// The bytes of a row of hashes, the same on every machine.
pub(crate) fn bytes(hashes: &[u64]) -> Vec<u8> {
    hashes.iter().flat_map(|hash| hash.to_le_bytes()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use recoupe_text::{Language, Line};

    fn article(lines: &[(LineClass, &str)]) -> Article {
        let (mut text, mut spans) = (String::new(), Vec::new());
        for (class, line) in lines {
            let start = text.len();
            text.push_str(line);
            let span = Span::new(start, text.len());
            spans.push(Line { class: *class, span, language: Language::Unknown });
            text.push('\n');
        }
        Article {
            id: String::new(),
            source: None,
            url: None,
            title: None,
            published: None,
            published_at: None,
            metadata: recoupe_text::Metadata::default(),
            text,
            lines: spans,
            sentences: Vec::new(),
            language: Language::Unknown,
            languages: Vec::new(),
        }
    }

    #[track_caller]
    fn check(lines: &[(LineClass, &str)], expected: &[&str]) {
        let article = article(lines);
        let words = of_body(&article);
        let seen: Vec<&str> =
            words.spans.iter().map(|span| span.of(&article.text)).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn only_prose_and_subheads_are_the_body() {
        use LineClass::{Byline, Chrome, Credit, Prose, Repeat, Subhead, Table, Title};
        check(
            &[
                (Title, "Ferry aground"),
                (Byline, "By A. Writer"),
                (Prose, "Nobody was hurt."),
                (Subhead, "Un été calme"),
                (Table, "7 | 9"),
                (Credit, "Photo: desk"),
                (Chrome, "Share"),
                (Repeat, "Ferry aground"),
            ],
            &["Nobody", "was", "hurt", "Un", "été", "calme"],
        );
        check(&[(Title, "Résultats"), (Table, "7 | 9")], &["7", "9"]);
        check(&[(Title, "Résultats")], &["Résultats"]);
        check(&[], &[]);
    }
}
