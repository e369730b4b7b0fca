//! What an article is about, as keys: names, places, figures, events and words.

use recoupe_text::{Article, Language, LineClass, Span};

use crate::amount::Amount;
use crate::figure_keys::figure_keys;
use crate::figures::figures;
use crate::gazetteer::{Gazetteer, Referent};
use crate::key::{Field, Key, Kind, Mark, Place, key, paired};
use crate::lexicon::Lexicon;
use crate::names::NameSense;
use crate::phase::{Phase, Stands, settled};
use crate::token::{Case, Token, tokens};
use crate::vocabulary::{Reader, Vocabulary};
use crate::words::{Words, gathered};

/// Words of the body that are read. Beyond them articles tell the past of the matter,
/// which they share with other events.
const MOST_BODY_WORDS: usize = 380;
/// Words of the prose that count as its lead: one long sentence and a half.
const LEAD_WORDS: usize = 60;
/// Words that stand in for a headline where there is none.
const HEADLINE_WORDS: usize = 16;
/// Words of a headline that are read.
const MOST_TITLE_WORDS: usize = 40;

/// What an article is about.
#[derive(Debug, Clone)]
pub(crate) struct Portrait {
    /// Language of the body.
    pub(crate) language: Language,
    /// Day of publication, in days of the calendar from a fixed start.
    pub(crate) day: Option<i32>,
    /// Names and organisations, by key.
    pub(crate) names: Vec<Mark>,
    /// Places, by key.
    pub(crate) places: Vec<Mark>,
    /// Figures and days, by key.
    pub(crate) numbers: Vec<Mark>,
    /// Kinds of events, by key.
    pub(crate) events: Vec<Mark>,
    /// The figures that can name an event, as intervals, headline first.
    pub(crate) amounts: Vec<Amount>,
    /// Where its matters stand, by headline and lead.
    pub(crate) phases: Vec<Stands>,
    /// Stems of its language.
    pub(crate) stems: Words,
    /// Words beyond languages.
    pub(crate) concepts: Words,
    /// Whether the spans of title marks point into the headline beside the text.
    pub(crate) title_apart: bool,
    /// Lengths of the rows of marks, by [`Row`]; 0 before weighing.
    pub(crate) lengths: [Length; 4],
}

/// One of the four rows of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Row {
    /// [`Portrait::names`].
    Names,
    /// [`Portrait::places`].
    Places,
    /// [`Portrait::numbers`].
    Numbers,
    /// [`Portrait::events`].
    Events,
}

/// Length of a row of marks as a vector of weights.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Length {
    /// Of the whole row.
    pub(crate) whole: f32,
    /// Of its marks in headline and lead.
    pub(crate) head: f32,
}

impl Portrait {
    /// The length of one row.
    pub(crate) fn length(&self, row: Row) -> Length {
        self.lengths.get(row as usize).copied().unwrap_or_default()
    }
}

/// Measures a row of marks.
pub(crate) fn length(marks: &[Mark]) -> Length {
    let mut squares = Length::default();
    for mark in marks {
        let square = mark.weight * mark.weight;
        squares.whole += square;
        squares.head += if mark.field <= Field::Lead { square } else { 0.0 };
    }
    Length { whole: squares.whole.sqrt(), head: squares.head.sqrt() }
}

/// A stretch of tokens of one text.
struct Passage<'a> {
    text: &'a str,
    tokens: Vec<Token>,
}

/// Draws the portrait of an article. Linear in the words that are read.
pub(crate) fn portrait(article: &Article, reader: &mut Reader) -> Portrait {
    let language = article.language;
    let vocabulary = reader.vocabulary(language);
    let body = Passage { text: &article.text, tokens: body_tokens(article, vocabulary) };
    let title = article.title.as_ref().map(|title| Passage {
        text: &title.text,
        tokens: tokens(&title.text, MOST_TITLE_WORDS, vocabulary),
    });
    let vocabulary = &*vocabulary;
    let headless = title.as_ref().is_none_or(|title| title.tokens.is_empty());
    let mut drawing = Drawing::new(language, vocabulary);
    let sense = NameSense::of(&body.tokens, &article.text, vocabulary);
    if let Some(title) = &title {
        drawing.draw(
            title,
            |_| Field::Title,
            |token| sense.is_name_in_title(token, vocabulary),
        );
        let found = figures(title.text, article.language, article.published);
        drawing.mark_numbers(found, |_| Field::Title);
    }
    let field_of = |at: usize| match at {
        _ if headless && at < HEADLINE_WORDS => Field::Title,
        _ if at < LEAD_WORDS => Field::Lead,
        _ => Field::Body,
    };
    drawing.draw(&body, field_of, |token| sense.is_name_in_body(token, vocabulary));
    drawing.mark_numbers(body_figures(article, &body.tokens), |span| {
        field_of(body.tokens.partition_point(|token| token.span.start() < span.start()))
    });
    let day = article.published.map(day_number);
    drawing.finished(day, !headless)
}

/// Tokens of the prose and subheads, spans into the article's text.
fn body_tokens(article: &Article, vocabulary: &mut Vocabulary) -> Vec<Token> {
    let mut body: Vec<Token> = Vec::new();
    for line in &article.lines {
        if !matches!(line.class, LineClass::Prose | LineClass::Subhead) {
            continue;
        }
        let room = MOST_BODY_WORDS.saturating_sub(body.len());
        if room == 0 {
            break;
        }
        for mut token in tokens(line.span.of(&article.text), room, vocabulary) {
            token.span = token.span.shifted(line.span.start());
            body.push(token);
        }
    }
    body
}

/// Figures of the lines whose words are read, spans into the article's text.
fn body_figures(article: &Article, tokens: &[Token]) -> Vec<Amount> {
    let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
        return Vec::new();
    };
    let read = Span::new(first.span.start(), last.span.end());
    let lines = article.lines.iter().filter(|line| {
        matches!(line.class, LineClass::Prose | LineClass::Subhead)
            && line.span.overlaps(read)
    });
    let found = lines.flat_map(|line| {
        let part = Span::new(line.span.start(), line.span.end().min(read.end()));
        let mut found =
            figures(part.of(&article.text), article.language, article.published);
        for amount in &mut found {
            amount.span = amount.span.shifted(part.start());
        }
        found
    });
    found.collect()
}

fn day_number(date: jiff::civil::Date) -> i32 {
    let start = jiff::civil::Date::constant(2000, 1, 1);
    (date - start).get_days()
}

/// A portrait in the making.
struct Drawing<'a> {
    language: Language,
    vocabulary: &'a Vocabulary,
    names: Vec<Mark>,
    places: Vec<Mark>,
    numbers: Vec<Mark>,
    events: Vec<Mark>,
    amounts: Vec<Amount>,
    phases: Vec<Stands>,
    stems: Vec<(Key, f32, Field)>,
    concepts: Vec<(Key, f32, Field)>,
}

impl<'a> Drawing<'a> {
    fn new(language: Language, vocabulary: &'a Vocabulary) -> Self {
        Self {
            language,
            vocabulary,
            names: Vec::new(),
            places: Vec::new(),
            numbers: Vec::new(),
            events: Vec::new(),
            amounts: Vec::new(),
            phases: Vec::new(),
            stems: Vec::new(),
            concepts: Vec::new(),
        }
    }

    fn draw(
        &mut self,
        passage: &Passage<'_>,
        field_of: impl Fn(usize) -> Field + Copy,
        is_name: impl Fn(&Token) -> bool,
    ) {
        let known = self.mark_known(passage, field_of);
        self.mark_names(passage, field_of, &known, is_name);
        self.mark_words(passage, field_of, &known);
    }

    /// Marks places and organisations of the tables; which tokens they cover.
    fn mark_known(
        &mut self,
        passage: &Passage<'_>,
        field_of: impl Fn(usize) -> Field,
    ) -> Vec<bool> {
        let mut covered = vec![false; passage.tokens.len()];
        let mut at = 0;
        while let Some(rest) = passage.tokens.get(at..).filter(|rest| !rest.is_empty()) {
            let opens = rest
                .first()
                .is_some_and(|first| self.vocabulary.known(first.word).opens_referent);
            let longest =
                || Gazetteer::shared().longest(rest, self.vocabulary, self.language);
            let Some((length, referent)) = opens.then(longest).flatten() else {
                at += 1;
                continue;
            };
            let end = rest.get(length - 1).map_or(0, |token| token.span.end());
            let start = rest.first().map_or(0, |token| token.span.start());
            self.mark_referent(referent, field_of(at), Span::new(start, end));
            covered.iter_mut().skip(at).take(length).for_each(|it| *it = true);
            at += length;
        }
        covered
    }

    fn mark_referent(&mut self, referent: &Referent, field: Field, span: Span) {
        match referent {
            Referent::Country(code) => {
                self.places.push(mark(
                    Kind::Place,
                    code,
                    country_share(code),
                    field,
                    span,
                ));
            }
            Referent::City(city, country) => {
                self.places.push(mark(Kind::Place, city, CITY_SHARE, field, span));
                let share = country_share(country);
                self.places.push(mark(Kind::Place, country, share, field, span));
            }
            Referent::Organisation(id) => {
                let name = format!("@{id}");
                self.names.push(mark(Kind::Name, &name, ORGANISATION_SHARE, field, span));
            }
        }
    }

    fn mark_names(
        &mut self,
        passage: &Passage<'_>,
        field_of: impl Fn(usize) -> Field,
        known: &[bool],
        is_name: impl Fn(&Token) -> bool,
    ) {
        let mut previous: Option<&Token> = None;
        for (at, token) in passage.tokens.iter().enumerate() {
            let is_known = known.get(at).copied().unwrap_or(false);
            if is_known || !is_name(token) {
                previous = None;
                continue;
            }
            let field = field_of(at);
            let known = self.vocabulary.known(token.word);
            self.names.push(found(known.name, known.name_share, field, token.span));
            if let Some(before) = previous.filter(|_| token.adjoins) {
                let full = paired(self.vocabulary.known(before.word).name, known.name);
                let span = Span::new(before.span.start(), token.span.end());
                self.names.push(found(full, FULL_NAME_SHARE, field, span));
            }
            previous = Some(token);
        }
    }

    fn mark_words(
        &mut self,
        passage: &Passage<'_>,
        field_of: impl Fn(usize) -> Field,
        covered: &[bool],
    ) {
        let vocabulary = self.vocabulary;
        let stems: Vec<Key> = passage
            .tokens
            .iter()
            .map(|token| vocabulary.known(token.word).stem)
            .collect();
        for (at, token) in passage.tokens.iter().enumerate() {
            let field = field_of(at);
            let known = vocabulary.known(token.word);
            let rest = stems.get(at..).unwrap_or_default();
            let is_in_lexicon =
                known.opens_meaning && self.mark_meanings(rest, field, token.span);
            if token.case == Case::Number || known.is_empty {
                continue;
            }
            self.stems.push((known.stem, known.share, field));
            if is_in_lexicon || covered.get(at).copied().unwrap_or(false) {
                continue;
            }
            if let Some((prefix, share)) = known.cognate {
                self.concepts.push((prefix, share, field));
            }
        }
    }

    /// Marks the events and the concept that begin with the first stem; whether there was a
    /// concept.
    fn mark_meanings(&mut self, stems: &[Key], field: Field, span: Span) -> bool {
        let mut is_in_lexicon = false;
        for meaning in Lexicon::shared().starting(stems, self.language) {
            if meaning.kind == Kind::Phase {
                if field < Field::Body {
                    let phase = Phase::of_key(meaning.key);
                    self.phases.push(Stands { phase, field });
                }
            } else if meaning.kind == Kind::Event {
                self.events.push(found(meaning.key, meaning.share, field, span));
            } else if !is_in_lexicon {
                is_in_lexicon = true;
                self.concepts.push((meaning.key, meaning.share, field));
            }
        }
        is_in_lexicon
    }

    fn mark_numbers(&mut self, found: Vec<Amount>, field_of: impl Fn(Span) -> Field) {
        for mut amount in found {
            amount.field = field_of(amount.span);
            for (name, share) in figure_keys(&amount) {
                let mark = mark(Kind::Number, &name, share, amount.field, amount.span);
                self.numbers.push(mark);
            }
            if amount.measure.can_name_an_event() {
                self.amounts.push(amount);
            }
        }
    }

    fn finished(self, day: Option<i32>, title_apart: bool) -> Portrait {
        Portrait {
            language: self.language,
            day,
            names: merged(self.names),
            places: merged(self.places),
            numbers: merged(self.numbers),
            events: merged(self.events),
            amounts: self.amounts,
            phases: settled(self.phases),
            stems: gathered(self.stems),
            concepts: gathered(self.concepts),
            title_apart,
            lengths: [Length::default(); 4],
        }
    }
}

/// Share of articles that name one city of the tables.
const CITY_SHARE: f32 = 0.01;
/// Share of articles that name one organisation of the tables.
const ORGANISATION_SHARE: f32 = 0.015;
/// Share of articles that hold one pair of neighbouring names.
const FULL_NAME_SHARE: f32 = 0.000_5;

/// Share of articles that name a country: a few stand in a tenth of all news.
fn country_share(code: &str) -> f32 {
    match code {
        "US" | "150" => 0.3,
        "GB" | "FR" | "001" => 0.15,
        "CN" | "RU" | "DE" | "002" | "142" => 0.1,
        "JP" | "IT" | "ES" | "CA" | "IN" | "IL" | "UA" | "IR" | "AU" | "CH" | "BE" => {
            0.05
        }
        _ => 0.02,
    }
}

fn mark(kind: Kind, name: &str, share: f32, field: Field, span: Span) -> Mark {
    found(key(kind, name), share, field, span)
}

fn found(key: Key, share: f32, field: Field, span: Span) -> Mark {
    Mark { key, weight: field.weight(), rarity: share, field, place: Place::of(span) }
}

/// Marks by key, one each: the best field, its weight, and a little for repetition.
fn merged(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_unstable_by_key(|mark| (mark.key, mark.field, mark.place));
    let mut merged: Vec<Mark> = Vec::new();
    for mark in marks {
        match merged.last_mut().filter(|last| last.key == mark.key) {
            Some(last) => last.weight += REPEAT_WEIGHT / (1.0 + last.weight),
            None => merged.push(mark),
        }
    }
    merged.shrink_to_fit();
    merged
}

/// What a further mention adds, shrinking as mentions pile up.
const REPEAT_WEIGHT: f32 = 1.0;
