//! The text as the grammar reads it: known words, digits and signs, with everything else
//! between them folded into one unknown piece.

use super::fold::{Class, is_space, pieces};
use super::lexicon::{Lexicon, Sense};
use crate::{Language, Span};

/// A piece of the text with the number of its word in the lexicon (0: unknown).
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) class: Class,
    pub(super) word: u16,
    pub(super) start: u32,
    pub(super) end: u32,
}

/// A scanned text. Positions (`at`) are indices of tokens; asking past either end is
/// answered with "nothing there".
#[derive(Debug)]
pub(super) struct Scan<'t> {
    pub(super) text: &'t str,
    pub(super) language: Language,
    lexicon: &'static Lexicon,
    tokens: Vec<Token>,
    /// Whether a figure or a word that carries a value stands here, or is reached from here
    /// without an unknown word between. Most function words fail this one look.
    hopeful: Vec<bool>,
}

impl<'t> Scan<'t> {
    /// Scans `text`. Linear; runs of unknown words take one token together.
    pub(super) fn of(text: &'t str, language: Language) -> Self {
        let lexicon = Lexicon::of(language);
        let mut tokens: Vec<Token> = Vec::new();
        let mut address_end = 0;
        for piece in pieces(text) {
            if piece.start < address_end {
                continue;
            }
            let word = lexicon.id(&piece.folded);
            address_end = address_end_from(text, lexicon.name(word), piece.start);
            let is_address = address_end > 0;
            let token = Token {
                class: piece.class,
                word: if is_address { 0 } else { word },
                start: piece.start as u32,
                end: if is_address { address_end } else { piece.end } as u32,
            };
            match tokens.last_mut() {
                Some(last) if is_unknown(last) && is_unknown(&token) => {
                    last.end = token.end;
                }
                _ => tokens.push(token),
            }
        }
        let hopeful = hopeful(&tokens, lexicon);
        Self { text, language, lexicon, tokens, hopeful }
    }

    /// How many tokens there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token at a place.
    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.get(at)
    }

    /// The folded word, digits known to the lexicon, or sign at a place; else empty.
    pub(super) fn word(&self, at: usize) -> &str {
        self.token(at).map_or("", |token| self.lexicon.name(token.word))
    }

    /// The folded word one before a place.
    pub(super) fn word_before(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// The words as they stand in the text.
    pub(super) fn raw(&self, at: usize) -> &'t str {
        self.token(at).map_or("", |token| {
            self.text.get(token.start as usize..token.end as usize).unwrap_or_default()
        })
    }

    /// Whether a run of digits stands here.
    pub(super) fn is_digits(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.class == Class::Digits)
    }

    /// Whether letters stand here, known or not.
    pub(super) fn is_letters(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.class == Class::Word)
    }

    /// Whether nothing stands between the token here and the one before it.
    pub(super) fn is_glued(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        match (before, self.token(at)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// Whether letters or digits end right where the token here begins.
    pub(super) fn is_glued_to_word(&self, at: usize) -> bool {
        let before = at.wrapping_sub(1);
        self.is_glued(at) && (self.is_letters(before) || self.is_digits(before))
    }

    /// What stands between the token here and the one before it.
    pub(super) fn gap(&self, at: usize) -> &'t str {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        match (before, self.token(at)) {
            (Some(before), Some(token)) => self
                .text
                .get(before.end as usize..token.start as usize)
                .unwrap_or_default(),
            _ => "",
        }
    }

    /// The span from one token up to, but without, another.
    pub(super) fn span(&self, from: usize, to: usize) -> Span {
        let start = self.token(from).map_or(0, |token| token.start as usize);
        let last = to.checked_sub(1).and_then(|last| self.token(last));
        Span::new(start, last.map_or(start, |token| token.end as usize))
    }

    /// The longest phrase at a place whose sense `wanted` takes, and where it ends.
    /// One hyphen may stand between two of its words.
    pub(super) fn find<T>(
        &self,
        at: usize,
        wanted: impl Fn(Sense) -> Option<T>,
    ) -> Option<(T, usize)> {
        let word = self.token(at)?.word;
        self.lexicon.entries(word).iter().find_map(|entry| {
            let found = wanted(entry.sense)?;
            Some((found, self.phrase_end(at + 1, &entry.rest)?))
        })
    }

    /// Whether any value can begin here: at a figure, or at a word with a sense of its own.
    pub(super) fn begins_value(&self, at: usize) -> bool {
        let hopeful = self.hopeful.get(at).copied().unwrap_or_default();
        hopeful
            && self.token(at).is_some_and(|token| {
                token.class == Class::Digits
                    || (token.word != 0 && self.lexicon.begins_value(token.word))
            })
    }

    fn phrase_end(&self, mut at: usize, rest: &[u16]) -> Option<usize> {
        for &word in rest {
            if self.word(at) == "-" && self.is_glued(at) && self.is_glued(at + 1) {
                at += 1;
            }
            if self.token(at)?.word != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// The place after a hyphen here that is glued on both sides, or the place itself.
    pub(super) fn skip_hyphen(&self, at: usize) -> usize {
        let hyphen = self.word(at) == "-" && self.is_glued(at) && self.is_glued(at + 1);
        at + usize::from(hyphen)
    }
}

/// One walk from the end: hope passes back over known words and signs.
fn hopeful(tokens: &[Token], lexicon: &Lexicon) -> Vec<bool> {
    let mut hopeful = vec![false; tokens.len()];
    let word = |at: usize| tokens.get(at).map_or("", |token| lexicon.name(token.word));
    let mut after = false;
    for (at, (token, hope)) in tokens.iter().zip(&mut hopeful).enumerate().rev() {
        // "Au moins un", "plus d'une", "un euro", "un élève sur cinq": elsewhere "un" is an
        // article.
        let bounded = matches!(word(at), "un" | "une")
            && (tokens.get(at + 1).is_some_and(|next| lexicon.names_unit(next.word))
                || word(at.wrapping_sub(1)) == "moins"
                || (word(at + 1).is_empty() && word(at + 2) == "sur")
                || (word(at.wrapping_sub(1)) == "'"
                    && matches!(word(at.wrapping_sub(3)), "plus" | "moins" | "pres")));
        let carries =
            token.class == Class::Digits || bounded || lexicon.carries_value(token.word);
        after = carries || (after && !is_unknown(token) && token.class != Class::Break);
        *hope = after;
    }
    hopeful
}

/// Where a web address that begins with this word ends, at the next space; else 0.
fn address_end_from(text: &str, word: &str, start: usize) -> usize {
    if !matches!(word, "http" | "https" | "www") {
        return 0;
    }
    let rest = text.get(start..).unwrap_or_default();
    start + rest.find(is_space).unwrap_or(rest.len())
}

fn is_unknown(token: &Token) -> bool {
    token.class == Class::Word && token.word == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_words_take_one_token_and_phrases_skip_hyphens() {
        let scan = Scan::of("blue tables cost ten us-dollars", Language::English);
        assert_eq!(scan.raw(0), "blue tables cost");
        let found = scan.find(2, |sense| match sense {
            Sense::Currency(currency) => Some(currency.code),
            _ => None,
        });
        assert_eq!(found, Some(("USD", 5)));
    }
}
