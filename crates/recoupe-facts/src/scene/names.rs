//! Names inside a sentence: runs of capitalised words, in prose of both languages.

use std::collections::BTreeMap;
use std::ops::Range;

use super::lexicon::{COMPANY_FORMS, FIRST_NAMES, INSTITUTIONS, NOT_NAMES};
use super::tokens::{Shape, Token};
use super::verbs::is_verb;
use super::words::{is_and, is_auxiliary};

/// How often each folded word of a story stands in lower case, and with a capital where
/// no sentence begins. Tells names from openers of sentences.
#[derive(Debug, Default, Clone)]
pub(crate) struct Vocabulary {
    lower: BTreeMap<String, u32>,
    capital: BTreeMap<String, u32>,
}

impl Vocabulary {
    /// Counts the words of one sentence of prose.
    pub(crate) fn observe(&mut self, tokens: &[Token]) {
        for (at, token) in tokens.iter().enumerate() {
            let count = match token.shape {
                Shape::Lower => self.lower.entry(token.folded.clone()),
                Shape::Capital | Shape::Upper if !opens_sentence(tokens, at) => {
                    self.capital.entry(token.folded.clone())
                }
                _ => continue,
            };
            *count.or_default() += 1;
        }
    }

    /// Whether a word that opens a sentence is a name here: seen with a capital inside a
    /// sentence and never without one, or written as only names are.
    fn is_name(&self, token: &Token, stands_as_name: bool) -> bool {
        let lower = self.lower.contains_key(&token.folded);
        let capital = self.capital.contains_key(&token.folded);
        let apt = stands_as_name && !looks_common(&token.folded);
        !lower && (capital || is_marked(token) || apt)
    }
}

/// Whether what follows fits a name better than a modifier: a verb, a possessive, a mark.
fn stands_as_name(tokens: &[Token], end: usize) -> bool {
    let next = folded(tokens, end);
    is_auxiliary(next)
        || is_verb(next)
        || is_and(next)
        || is_title(next)
        || matches!(
            next,
            "'s" | ","
                | "("
                | "-"
                | ":"
                | "n'"
                | "ne"
                | "s'"
                | "se"
                | "also"
                | "which"
                | "qui"
        )
}

/// Whether the capital of a word is due to its place: first word, or first after an
/// opening quotation mark or a colon.
fn opens_sentence(tokens: &[Token], at: usize) -> bool {
    tokens
        .iter()
        .take(at)
        .rev()
        .take_while(|token| token.shape == Shape::Mark)
        .any(|mark| matches!(mark.folded.as_str(), "\"" | ":" | "." | "..." | "?" | "!"))
        || tokens.iter().take(at).all(|token| token.shape == Shape::Mark)
}

/// Capitals that no rule of the sentence explains: `OpenThis`, `ONU`, `xThat`.
fn is_marked(token: &Token) -> bool {
    token.shape == Shape::Upper
        || (token.span.len() > 2
            && token.folded.chars().any(char::is_alphabetic)
            && token.shape == Shape::Capital
            && token.folded.contains(|letter: char| letter.is_ascii_digit()))
}

/// Endings of words that often open a sentence and are seldom names.
fn looks_common(word: &str) -> bool {
    const ENDINGS: [&str; 12] = [
        "ing", "ly", "ed", "ment", "ant", "ée", "és", "ées", "tion", "tions", "ness",
        "ers",
    ];
    ENDINGS.iter().any(|ending| word.ends_with(ending)) || word.chars().count() < 3
}

/// The runs of tokens that are names, in order, not overlapping.
pub(crate) fn names(tokens: &[Token], vocabulary: &Vocabulary) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match name_at(tokens, at, vocabulary) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    super::institutions::with_institutions(tokens, found)
}

fn folded(tokens: &[Token], at: usize) -> &str {
    tokens.get(at).map_or("", |token| token.folded.as_str())
}

fn is_capital(tokens: &[Token], at: usize) -> bool {
    tokens.get(at).is_some_and(Token::is_capital)
}

fn name_at(tokens: &[Token], start: usize, vocabulary: &Vocabulary) -> Option<usize> {
    let first = tokens.get(start)?;
    if !first.is_capital() {
        return None;
    }
    if first.folded.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let end = run_end(tokens, start);
    let single = end == start + 1;
    let opens = opens_sentence(tokens, start);
    let word = first.folded.as_str();
    let joined: Vec<&str> = (start..end).map(|at| folded(tokens, at)).collect();
    if !single && super::lexicon::PLACES.contains(joined.join("_").as_str()) {
        return Some(end);
    }
    if NOT_NAMES.contains(word) && !begins_name(tokens, start, end, opens) {
        return None;
    }
    if single && (COMPANY_FORMS.contains(word) || word.chars().count() == 1) {
        return None;
    }
    if single && INSTITUTIONS.contains(word) {
        return None;
    }
    if opens && single && !vocabulary.is_name(first, stands_as_name(tokens, end)) {
        return None;
    }
    // A common opener glued to a name: « Selon Orlan », "Rival Orlan".
    if opens
        && !single
        && vocabulary.lower.contains_key(word)
        && !INSTITUTIONS.contains(word)
    {
        return None;
    }
    Some(end)
}

/// Whether a word that is no name by itself begins one: `La Vigie`, `European Commission`.
fn begins_name(tokens: &[Token], start: usize, end: usize, opens: bool) -> bool {
    let word = folded(tokens, start);
    let article = matches!(word, "the" | "la" | "le" | "les" | "l'");
    let next = folded(tokens, start + 1);
    if end <= start + 1 {
        return false;
    }
    if is_gentilic(tokens, start + 1) {
        return true;
    }
    if article {
        return !opens && !NOT_NAMES.contains(next) && !next.is_empty();
    }
    // First names that are words too: Jan, April, Mark.
    if FIRST_NAMES.contains(word)
        && is_capital(tokens, start + 1)
        && !NOT_NAMES.contains(next)
    {
        return true;
    }
    (INSTITUTIONS.contains(next) || (INSTITUTIONS.contains(folded(tokens, end - 1))))
        && tokens.get(start).is_some_and(|token| token.shape == Shape::Capital)
        && !is_title(word)
}

/// Words for posts that stand before the name of a person.
fn is_title(word: &str) -> bool {
    matches!(
        word,
        "ceo"
            | "cfo"
            | "coo"
            | "cto"
            | "pdg"
            | "dg"
            | "chief"
            | "president"
            | "président"
            | "présidente"
            | "director"
            | "directeur"
            | "directrice"
            | "minister"
            | "ministre"
            | "chairman"
            | "chairwoman"
            | "founder"
            | "fondateur"
            | "fondatrice"
            | "analyst"
            | "analyste"
            | "executive"
            | "managing"
            | "mr"
            | "mrs"
            | "ms"
            | "dr"
            | "mme"
            | "m."
            | "spokesman"
            | "spokeswoman"
            | "spokesperson"
            | "porte-parole"
            | "professor"
            | "professeur"
    )
}

/// One past the last token of the run of capitalised words that begins at `start`.
fn run_end(tokens: &[Token], start: usize) -> usize {
    let institution = INSTITUTIONS.contains(folded(tokens, start))
        || INSTITUTIONS.contains(folded(tokens, start + 1));
    let person = FIRST_NAMES.contains(folded(tokens, start));
    let mut end = start + 1;
    loop {
        let step = next_part(tokens, start, end, institution, person);
        if step == 0 {
            return end;
        }
        end += step;
    }
}

/// How many tokens after `end` still belong to the run; 0 where it ends.
fn next_part(
    tokens: &[Token],
    start: usize,
    end: usize,
    institution: bool,
    person: bool,
) -> usize {
    let Some(token) = tokens.get(end) else { return 0 };
    let word = token.folded.as_str();
    if token.is_capital() && continues(tokens, end, person && end == start + 1) {
        return usize::from(token.spaced || glued(tokens, end));
    }
    if word == "plc" && token.spaced {
        return 1;
    }
    if matches!(word, "-" | "&" | "'") && is_capital(tokens, end + 1) {
        let tight = !token.spaced && tokens.get(end + 1).is_some_and(|next| !next.spaced);
        return if tight || word == "&" { 2 } else { 0 };
    }
    if matches!(
        word,
        "de" | "du"
            | "d'"
            | "van"
            | "von"
            | "der"
            | "le"
            | "la"
            | "el"
            | "al"
            | "ben"
            | "bin"
    ) && person
        && is_capital(tokens, end + 1)
    {
        return 2;
    }
    if institution { institution_part(tokens, end) } else { 0 }
}

/// A token right after an elided particle or a hyphen has no space before it.
fn glued(tokens: &[Token], at: usize) -> bool {
    at.checked_sub(1).is_some_and(|before| {
        let word = folded(tokens, before);
        word.ends_with('\'') || word == "-"
    })
}

/// Whether a capitalised word carries a run on.
fn continues(tokens: &[Token], at: usize, after_first_name: bool) -> bool {
    let word = folded(tokens, at);
    after_first_name && !is_title(word)
        || !NOT_NAMES.contains(word)
        || COMPANY_FORMS.contains(word)
        || INSTITUTIONS.contains(word)
        || matches!(word, "ai" | "ia" | "tv" | "it" | "news" | "press" | "bank")
}

/// The parts that names of institutions take: `Department of Labor`, `Autorité de la
/// concurrence`, `Banque centrale européenne`.
fn institution_part(tokens: &[Token], end: usize) -> usize {
    const ADJECTIVES: [&str; 12] = [
        "centrale",
        "central",
        "nationale",
        "national",
        "européenne",
        "européen",
        "générale",
        "suprême",
        "fédérale",
        "fédéral",
        "américain",
        "internationale",
    ];
    let word = folded(tokens, end);
    if ADJECTIVES.contains(&word) || is_gentilic(tokens, end) {
        return 1;
    }
    if !matches!(word, "of" | "for" | "de" | "du" | "des" | "d'") {
        return 0;
    }
    let mut at = end + 1;
    if matches!(folded(tokens, at), "the" | "la" | "l'" | "le" | "les") {
        at += 1;
    }
    if is_capital(tokens, at) {
        return at + 1 - end;
    }
    let english = matches!(word, "of" | "for");
    let noun = tokens.get(at).is_some_and(|token| token.shape == Shape::Lower);
    if english || !noun {
        return 0;
    }
    let plural = word == "des"
        && tokens.get(at + 1).is_some_and(|next| {
            next.shape == Shape::Lower
                && (next.folded.ends_with("iers") || next.folded.ends_with("ières"))
        });
    at + 1 + usize::from(plural) - end
}

/// « Crédit lyonnais », « Banque parisienne »: French writes the adjective of a region in
/// lower case, right after the noun of the institution.
fn is_gentilic(tokens: &[Token], at: usize) -> bool {
    const ENDINGS: [&str; 6] = ["ien", "ienne", "ais", "aise", "ois", "oise"];
    let Some(before) = at.checked_sub(1) else { return false };
    let noun = is_capital(tokens, before)
        && INSTITUTIONS.contains(folded(tokens, before))
        && !opens_sentence(tokens, before);
    let word = folded(tokens, at);
    noun && word.chars().count() > 5
        && tokens.get(at).is_some_and(|token| token.shape == Shape::Lower)
        && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use recoupe_text::Span;

    use super::super::tokens::tokens;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tokens = tokens(text, Span::new(0, text.len()));
        let mut vocabulary = Vocabulary::default();
        vocabulary.observe(&tokens);
        let found: Vec<&str> = names(&tokens, &vocabulary)
            .into_iter()
            .map(|run| {
                Span::new(tokens[run.start].span.start(), tokens[run.end - 1].span.end())
                    .of(text)
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn names_are_found_in_english() {
        check("The startup Veltra AI hired Jane Doe.", &["Veltra AI", "Jane Doe"]);
        check(
            "Orlan CEO Mark Stone met the U.S. Department of Labor.",
            &["Orlan", "Mark Stone", "U.S. Department of Labor"],
        );
        check(
            "In Paris, the European Commission objected.",
            &["Paris", "European Commission"],
        );
    }

    #[test]
    fn names_are_found_in_french() {
        check(
            "Le groupe Orlan et la start-up Veltra, selon La Vigie.",
            &["Orlan", "Veltra", "La Vigie"],
        );
        check(
            "L'Autorité de la concurrence a infligé une amende à Orlan.",
            &["Autorité de la concurrence", "Orlan"],
        );
        check(
            "Le patron du Crédit orlandais, Jean Dubois, parle.",
            &["Crédit orlandais", "Jean Dubois"],
        );
        check(
            "La PDG d'Orlan, Jeanne de Brissac, parle.",
            &["Orlan", "Jeanne de Brissac"],
        );
    }
}
