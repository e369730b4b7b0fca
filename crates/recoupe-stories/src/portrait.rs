//! What an article is about, as keys: names, places, figures, events and words.

use recoupe_text::words::{is_stop_word, stem};
use recoupe_text::{Article, Language, LineClass, Span};

use crate::amount::{Amount, Measure};
use crate::background::Background;
use crate::cognate;
use crate::figures::figures;
use crate::gazetteer::{Gazetteer, Referent};
use crate::key::{Field, Key, Kind, Mark, key};
use crate::lexicon::Lexicon;
use crate::names::NameSense;
use crate::token::{Case, Token, tokens};
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
/// Share of articles beyond which a word tells nothing.
const STOP_SHARE: f32 = 0.35;

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
    /// The figures as intervals, headline first.
    pub(crate) amounts: Vec<Amount>,
    /// Stems of its language: headline, lead, whole.
    pub(crate) stems: [Words; 3],
    /// Words beyond languages: headline, lead, whole.
    pub(crate) concepts: [Words; 3],
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
pub(crate) fn portrait(article: &Article) -> Portrait {
    let body = Passage { text: &article.text, tokens: body_tokens(article) };
    let title = article.title.as_ref().map(|title| Passage {
        text: &title.text,
        tokens: tokens(&title.text, MOST_TITLE_WORDS),
    });
    let language = article.language;
    let headless = title.as_ref().is_none_or(|title| title.tokens.is_empty());
    let mut drawing = Drawing::new(language);
    let sense = NameSense::of(&body.tokens, &article.text);
    if let Some(title) = &title {
        drawing.draw(title, |_| Field::Title, |token| sense.is_name_in_title(token));
        let found = figures(title.text, article.language, article.published);
        drawing.mark_numbers(found, |_| Field::Title);
    }
    let field_of = |at: usize| match at {
        _ if headless && at < HEADLINE_WORDS => Field::Title,
        _ if at < LEAD_WORDS => Field::Lead,
        _ => Field::Body,
    };
    drawing.draw(&body, field_of, |token| sense.is_name_in_body(token));
    drawing.mark_numbers(body_figures(article, &body.tokens), |span| {
        field_of(body.tokens.partition_point(|token| token.span.start() < span.start()))
    });
    let day = article.published.map(day_number);
    drawing.finished(day, !headless)
}

/// Tokens of the prose and subheads, spans into the article's text.
fn body_tokens(article: &Article) -> Vec<Token> {
    let mut body: Vec<Token> = Vec::new();
    for line in &article.lines {
        if !matches!(line.class, LineClass::Prose | LineClass::Subhead) {
            continue;
        }
        let room = MOST_BODY_WORDS.saturating_sub(body.len());
        if room == 0 {
            break;
        }
        for mut token in tokens(line.span.of(&article.text), room) {
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
struct Drawing {
    language: Language,
    names: Vec<Mark>,
    places: Vec<Mark>,
    numbers: Vec<Mark>,
    events: Vec<Mark>,
    amounts: Vec<Amount>,
    stems: Vec<(Key, f32, Field)>,
    concepts: Vec<(Key, f32, Field)>,
}

impl Drawing {
    fn new(language: Language) -> Self {
        Self {
            language,
            names: Vec::new(),
            places: Vec::new(),
            numbers: Vec::new(),
            events: Vec::new(),
            amounts: Vec::new(),
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
            let Some((length, referent)) =
                Gazetteer::shared().longest(rest, self.language)
            else {
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
            let share = Background::shared().of_name(&token.folded);
            self.names.push(mark(Kind::Name, &token.folded, share, field, token.span));
            if let Some(before) = previous.filter(|_| token.adjoins) {
                let full = format!("{} {}", before.folded, token.folded);
                let span = Span::new(before.span.start(), token.span.end());
                self.names.push(mark(Kind::Name, &full, FULL_NAME_SHARE, field, span));
            }
            previous = Some(token);
        }
    }

    fn mark_words(
        &mut self,
        passage: &Passage<'_>,
        field_of: impl Fn(usize) -> Field,
        known: &[bool],
    ) {
        let stems: Vec<String> = passage
            .tokens
            .iter()
            .map(|token| stem(&token.folded, self.language).into_owned())
            .collect();
        for (at, token) in passage.tokens.iter().enumerate() {
            let field = field_of(at);
            let rest = stems.get(at..).unwrap_or_default();
            let mut is_in_lexicon = false;
            for meaning in Lexicon::shared().starting(rest, self.language) {
                if meaning.kind == Kind::Event {
                    let found = found(meaning.key, meaning.share, field, token.span);
                    self.events.push(found);
                } else if !is_in_lexicon {
                    is_in_lexicon = true;
                    self.concepts.push((meaning.key, meaning.share, field));
                }
            }
            if token.case == Case::Number || token.folded.len() < 2 {
                continue;
            }
            let share = Background::shared().of_word(&token.folded, self.language);
            if is_empty_word(&token.folded, share, self.language) {
                continue;
            }
            if let Some(stem) = rest.first() {
                self.stems.push((key(Kind::Stem, stem), share, field));
            }
            let is_known = known.get(at).copied().unwrap_or(false);
            if !is_in_lexicon && !is_known {
                self.mark_cognate(&token.folded, share, field);
            }
        }
    }

    fn mark_cognate(&mut self, folded: &str, share: f32, field: Field) {
        let Some(prefix) = cognate::prefix(folded) else { return };
        let common = Background::shared().of_prefix(&prefix).max(share);
        if common <= STOP_SHARE {
            self.concepts.push((key(Kind::Concept, &prefix), common, field));
        }
    }

    fn mark_numbers(&mut self, found: Vec<Amount>, field_of: impl Fn(Span) -> Field) {
        for mut amount in found {
            amount.field = field_of(amount.span);
            for (name, share) in figure_names(&amount) {
                let mark = mark(Kind::Number, &name, share, amount.field, amount.span);
                self.numbers.push(mark);
            }
            self.amounts.push(amount);
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
            stems: by_field(&self.stems),
            concepts: by_field(&self.concepts),
            title_apart,
            lengths: [Length::default(); 4],
        }
    }
}

/// Whether a word tells nothing; only common words are looked up in the list.
fn is_empty_word(folded: &str, share: f32, language: Language) -> bool {
    share > STOP_SHARE || (share > COMMON_SHARE && is_stop_word(folded, language))
}

/// Share of articles below which no stop word lies.
const COMMON_SHARE: f32 = 0.02;
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

/// The keys of a figure, and how many articles hold the like: round and small figures are
/// common.
fn figure_names(amount: &Amount) -> Vec<(String, f32)> {
    let value = amount.value;
    let (raw, round) = (rounded(value, 4), rounded(value, 2));
    match amount.measure {
        Measure::Money => {
            let unit = amount.unit;
            vec![(format!("m{unit}:{round}"), 0.01), (format!("mm{unit}:{raw}"), 0.004)]
        }
        Measure::Percent => {
            vec![(format!("p:{raw}"), if is_round(value) { 0.05 } else { 0.01 })]
        }
        Measure::Magnitude => vec![(format!("q:{raw}"), 0.003)],
        Measure::Score => vec![(format!("s:{raw}"), 0.005)],
        Measure::Day => vec![(format!("d:{raw}"), 0.02)],
        Measure::Duration => match count_share(value) {
            Some(share) => vec![(format!("t{}:{raw}", amount.unit), share)],
            None => Vec::new(),
        },
        Measure::Count => {
            count_share(value).map(|it| (format!("n:{raw}"), it)).into_iter().collect()
        }
    }
}

/// Share of articles that hold this count; nothing for counts that say nothing.
fn count_share(value: f64) -> Option<f32> {
    let is_year = (1900.0..2100.0).contains(&value) && value.fract() == 0.0;
    match value {
        _ if is_year => Some(0.15),
        0.0..10.0 => None,
        10.0..32.0 => Some(0.1),
        32.0..100.0 => Some(0.04),
        _ if is_round(value) => Some(0.02),
        _ => Some(0.004),
    }
}

fn is_round(value: f64) -> bool {
    let scale = 10_f64.powf(value.abs().max(1.0).log10().floor());
    ((value / scale).fract()).abs() < 1e-9
}

/// The value with so many significant digits, as text.
fn rounded(value: f64, digits: i32) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    let scale = 10_f64.powi(value.abs().log10().floor() as i32 - digits + 1);
    format!("{:.4e}", (value / scale).round() * scale)
}

fn mark(kind: Kind, name: &str, share: f32, field: Field, span: Span) -> Mark {
    found(key(kind, name), share, field, span)
}

fn found(key: Key, share: f32, field: Field, span: Span) -> Mark {
    Mark { key, weight: field.weight(), rarity: share, field, span }
}

/// Marks by key, one each: the best field, its weight, and a little for repetition.
fn merged(mut marks: Vec<Mark>) -> Vec<Mark> {
    marks.sort_by_key(|mark| (mark.key, mark.field, mark.span));
    let mut merged: Vec<Mark> = Vec::new();
    for mark in marks {
        match merged.last_mut().filter(|last| last.key == mark.key) {
            Some(last) => last.weight += REPEAT_WEIGHT / (1.0 + last.weight),
            None => merged.push(mark),
        }
    }
    merged
}

/// What a further mention adds, shrinking as mentions pile up.
const REPEAT_WEIGHT: f32 = 1.0;

/// The words of the headline, of headline and lead, and of all.
fn by_field(words: &[(Key, f32, Field)]) -> [Words; 3] {
    let of = |last: Field| {
        let kept = words.iter().filter(|(_, _, field)| *field <= last);
        gathered(kept.map(|(key, share, field)| (*key, *share, field.weight())))
    };
    [of(Field::Title), of(Field::Lead), of(Field::Body)]
}
