//! What speaks for and against two articles telling one event.

use recoupe_text::Language;

use crate::amount;
use crate::key::{Field, Mark};
use crate::phase;
use crate::portrait::{Portrait, Row};

/// How many signals a pair of articles has.
pub(crate) const SIGNALS: usize = 25;

/// One signal of a pair; its place in the row of signals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Signal {
    /// 1 always; its weight is the odds before any evidence.
    Base,
    /// Cosine of weighted names.
    Names,
    /// Rarity of the shared names, saturating.
    NameMass,
    /// Share of headline names that the other article mentions: the poorer direction.
    HeadlineBoth,
    /// The same: the richer direction.
    HeadlineOne,
    /// Cosine of weighted places.
    Places,
    /// Rarity of the shared figures and days, saturating.
    Numbers,
    /// Cosine of weighted event kinds.
    Events,
    /// Both headlines name kinds of events, and none in common.
    EventClash,
    /// Cosine of headline words.
    TitleWords,
    /// Cosine of the words of headline and lead.
    LeadWords,
    /// Cosine of all words that are read.
    AllWords,
    /// Nearness in time, centred: 0.5 on one day, -0.5 far apart, 0 unknown.
    Time,
    /// Days apart on a logarithmic scale: 0 within a day, 0.5 after six weeks, 1 after a
    /// year.
    FarApart,
    /// Each headline names someone whom the other article never mentions.
    PartyClash,
    /// Headline figures of one kind that cannot be the same.
    NumberClash,
    /// Other parties, and like headlines, other figures or one phase of one kind of matter:
    /// a template filled anew.
    Template,
    /// Rarest shared name or figure, by the better of the fields it stands in.
    BestShared,
    /// Cosine of the names of headline and lead.
    HeadNames,
    /// Each headline names someone whom the other's headline and lead leave out.
    PartyApart,
    /// Figures of one kind in headline and lead that cannot be the same, wherever else they
    /// may be told.
    NumberApart,
    /// Both headlines name places, and none in common; or both openings, and the articles
    /// none at all.
    PlacesApart,
    /// Both headlines name people or organisations, and none in common.
    NamesApart,
    /// They stand elsewhere in one matter: talks and purchase, verdict and sentence. The
    /// surer the more days lie between them.
    PhaseClash,
    /// One phase of one kind of matter, with weeks between: the next results, the next
    /// decision on rates. 0 up to five days, 1 after two weeks.
    Again,
}

/// The signals of a pair, and which independent kinds of evidence are there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Evidence {
    /// Values by [`Signal`].
    pub(crate) signals: [f32; SIGNALS],
    /// Whether both articles are in one language.
    pub(crate) same_language: bool,
    /// Independent kinds of evidence, of four: names, figures, place with event, wording.
    pub(crate) groups: Groups,
}

impl Evidence {
    /// The value of one signal.
    pub(crate) fn signal(&self, signal: Signal) -> f32 {
        self.signals.get(signal as usize).copied().unwrap_or(0.0)
    }
}

/// Which independent kinds of evidence a pair has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four independent yes-or-no findings")]
pub(crate) struct Groups {
    /// Shared names of weight.
    pub(crate) names: bool,
    /// Shared figures or days of weight.
    pub(crate) numbers: bool,
    /// A shared place and a shared kind of event.
    pub(crate) place_and_event: bool,
    /// Like wording.
    pub(crate) wording: bool,
}

impl Groups {
    /// How many of them are there.
    pub(crate) fn count(self) -> usize {
        [self.names, self.numbers, self.place_and_event, self.wording]
            .into_iter()
            .map(usize::from)
            .sum()
    }
}

/// Rarity that shared names must have together to be evidence of their own: one rare name
/// in a headline, or two in the bodies.
const NAMES_MASS: f32 = 4.0;
/// Rarity that shared figures must have together.
const NUMBERS_MASS: f32 = 3.0;
/// Rarity by field that a shared place must have: a country that is not in all the news, in
/// headline or lead.
const PLACE_STRENGTH: f32 = 1.0;
/// The same for a shared kind of event: in both leads, or a headline and a body.
const EVENT_STRENGTH: f32 = 1.5;
/// Cosine of all words that is evidence of its own.
const WORDING_COSINE: f32 = 0.16;
/// Cosine of headline words that is evidence of its own.
const TITLE_COSINE: f32 = 0.35;
/// Rarity of a headline name whose absence in the other article counts.
const PARTY_RARITY: f32 = 2.5;
/// The same for a place: countries are the parties of statistics and of matches.
const PARTY_PLACE_RARITY: f32 = 1.3;
/// Rarity of missing parties at which they have told two thirds of what they can.
const PARTY_SCALE: f32 = 4.0;
/// Rarity of a headline's name that sets it apart from another headline.
const APART_RARITY: f32 = 2.0;
/// The same for a place: any country that is not in a third of all news.
const PLACE_APART_RARITY: f32 = 1.1;
/// Days after which a like event may be the next one: reports of one event are mostly out
/// by then.
const AGAIN_AFTER_DAYS: f32 = 5.0;
/// Days after those until it most likely is.
const AGAIN_RAMP_DAYS: f32 = 9.0;
/// Openings without a place in common, of headlines without one in common.
const OPENINGS_APART: f32 = 0.8;
/// One phase of one matter with other parties is a pattern told anew, as headlines are that
/// share half of their words.
const SAME_PHASE: f32 = 0.5;
/// How much a clash of phases counts on one day, on the next, without days.
const CLASH_ON_DAYS: [f32; 3] = [0.2, 0.4, 0.7];
/// Spread of the Gaussian of time, in days: 72 hours, as in Miranda et al. 2018.
const TIME_SIGMA_DAYS: f32 = 3.0;
/// Days from which distance starts to count on the logarithmic scale.
const FAR_UNIT_DAYS: f32 = 7.0;
/// Days at which that scale ends.
const FAR_MOST_DAYS: f32 = 365.0;
/// Scale at which the rarity of shared names has told two thirds of what it can.
const NAME_SCALE: f32 = 16.0;
/// The same for figures.
const NUMBER_SCALE: f32 = 8.0;

/// Weighs one article against another. Symmetric; linear in their keys.
pub(crate) fn evidence(one: &Portrait, two: &Portrait) -> Evidence {
    let same_language = one.language == two.language && one.language != Language::Unknown;
    let names = shared(&one.names, &two.names, lengths(one, two, Row::Names));
    let places = shared(&one.places, &two.places, lengths(one, two, Row::Places));
    let numbers = shared(&one.numbers, &two.numbers, lengths(one, two, Row::Numbers));
    let events = shared(&one.events, &two.events, lengths(one, two, Row::Events));
    let heads = [missing(one, two), missing(two, one)];
    let words = if same_language {
        one.stems.likeness(&two.stems)
    } else {
        one.concepts.likeness(&two.concepts)
    };
    let parties = heads[0].parties.min(heads[1].parties);
    let figures = amount::clash(&one.amounts, &two.amounts, Field::Body);
    let figures_apart = amount::clash(&one.amounts, &two.amounts, Field::Lead);
    let (time, far) = nearness(one.day, two.day);
    let same_phase =
        SAME_PHASE * f32::from(u8::from(phase::is_same(&one.phases, &two.phases)));
    let signals = [
        1.0,
        names.cosine,
        saturating(names.mass, NAME_SCALE),
        1.0 - heads[0].all.max(heads[1].all),
        1.0 - heads[0].all.min(heads[1].all),
        places.cosine,
        saturating(numbers.mass, NUMBER_SCALE),
        events.cosine,
        event_clash(one, two),
        words.title,
        words.lead,
        words.all,
        time,
        far,
        parties,
        figures,
        heads[0].parties_in_lead.min(heads[1].parties_in_lead)
            * words.overlap.max(figures_apart).max(same_phase),
        names.best.max(numbers.best) / 7.0,
        names.head_cosine,
        heads[0].parties_in_lead.min(heads[1].parties_in_lead),
        figures_apart,
        places_apart(one, two),
        headlines_apart(&one.names, &two.names, APART_RARITY),
        phase_clash(one, two),
        again(one, two),
    ];
    let groups = Groups {
        names: names.mass >= NAMES_MASS,
        numbers: numbers.mass >= NUMBERS_MASS,
        place_and_event: places.best >= PLACE_STRENGTH && events.best >= EVENT_STRENGTH,
        wording: words.all >= WORDING_COSINE || words.title >= TITLE_COSINE,
    };
    Evidence { signals, same_language, groups }
}

fn saturating(mass: f32, scale: f32) -> f32 {
    1.0 - (-mass / scale).exp()
}

/// What two rows of marks share.
#[derive(Debug, Clone, Copy, Default)]
struct Shared {
    cosine: f32,
    head_cosine: f32,
    mass: f32,
    best: f32,
}

/// How much a mark counts by its field alone, as a share of a headline's.
fn prominence(mark: &Mark) -> f32 {
    mark.field.weight() / Field::Title.weight()
}

/// Products of the lengths of two rows of marks: whole rows, and headline with lead.
#[derive(Debug, Clone, Copy)]
struct Lengths {
    whole: f32,
    head: f32,
}

fn lengths(one: &Portrait, two: &Portrait, row: Row) -> Lengths {
    let (own, other) = (one.length(row), two.length(row));
    Lengths { whole: own.whole * other.whole, head: own.head * other.head }
}

fn shared(own: &[Mark], other: &[Mark], lengths: Lengths) -> Shared {
    let mut found = Shared::default();
    for (mine, theirs) in common(own, other) {
        let product = mine.weight * theirs.weight;
        found.cosine += product;
        if mine.field <= Field::Lead && theirs.field <= Field::Lead {
            found.head_cosine += product;
        }
        let rarity = mine.rarity.min(theirs.rarity);
        let strength = rarity * (prominence(mine) * prominence(theirs)).sqrt();
        found.mass += strength;
        found.best = found.best.max(strength);
    }
    found.cosine = share(found.cosine, lengths.whole);
    found.head_cosine = share(found.head_cosine, lengths.head);
    found
}

fn share(product: f32, length: f32) -> f32 {
    if length > 0.0 { product / length } else { 0.0 }
}

/// The marks that both rows hold, pair by pair, ascending by key.
pub(crate) fn common<'a>(
    own: &'a [Mark],
    other: &'a [Mark],
) -> impl Iterator<Item = (&'a Mark, &'a Mark)> {
    let mut theirs = other.iter().peekable();
    own.iter().filter_map(move |mine| {
        while theirs.next_if(|mark| mark.key < mine.key).is_some() {}
        theirs.peek().filter(|mark| mark.key == mine.key).map(|mark| (mine, *mark))
    })
}

/// 1 where both headlines hold marks that are not everyone's, and none in common.
fn headlines_apart(own: &[Mark], other: &[Mark], rarity: f32) -> f32 {
    let heads = |marks: &[Mark]| {
        marks.iter().any(|it| it.field == Field::Title && it.rarity >= rarity)
    };
    let meet = common(own, other)
        .any(|(mine, theirs)| mine.field == Field::Title && theirs.field == Field::Title);
    f32::from(u8::from(heads(own) && heads(other) && !meet))
}

/// Headlines of other places, or openings where the articles share no place at all.
fn places_apart(one: &Portrait, two: &Portrait) -> f32 {
    let (own, other) = (&one.places, &two.places);
    let titles = headlines_apart(own, other, PLACE_APART_RARITY);
    titles.max(OPENINGS_APART * heads_apart(own, other, PLACE_APART_RARITY))
}

/// The same for headlines with leads, where the articles share no such mark at all.
fn heads_apart(own: &[Mark], other: &[Mark], rarity: f32) -> f32 {
    let heads = |marks: &[Mark]| {
        marks.iter().any(|it| it.field <= Field::Lead && it.rarity >= rarity)
    };
    let meet = common(own, other).next().is_some();
    f32::from(u8::from(heads(own) && heads(other) && !meet))
}

/// How much of a headline the other article leaves out.
#[derive(Debug, Clone, Copy)]
struct Missing {
    /// Share of the rarity of its names and places that is told nowhere.
    all: f32,
    /// Rarity of the parties that are told nowhere, saturating.
    parties: f32,
    /// The same, left out of the other's headline and lead.
    parties_in_lead: f32,
}

/// What the headline of `one` names and `two` leaves out.
fn missing(one: &Portrait, two: &Portrait) -> Missing {
    let mut total = 0.0;
    let mut lacking = Missing { all: 0.0, parties: 0.0, parties_in_lead: 0.0 };
    let rows = [
        (&one.names, &two.names, PARTY_RARITY),
        (&one.places, &two.places, PARTY_PLACE_RARITY),
    ];
    for (own, other, rarity) in rows {
        for mark in own.iter().filter(|mark| mark.field == Field::Title) {
            total += mark.rarity;
            let found = other.binary_search_by_key(&mark.key, |it| it.key).ok();
            let told = found.and_then(|at| other.get(at)).map(|it| it.field);
            let party = if is_party(mark, rarity) { mark.rarity } else { 0.0 };
            if told.is_none() {
                lacking.all += mark.rarity;
                lacking.parties += party;
            }
            if told.is_none_or(|field| field == Field::Body) {
                lacking.parties_in_lead += party;
            }
        }
    }
    Missing {
        all: if total > 0.0 { lacking.all / total } else { 0.5 },
        parties: saturating(lacking.parties, PARTY_SCALE),
        parties_in_lead: saturating(lacking.parties_in_lead, PARTY_SCALE),
    }
}

/// Whether a headline's name is a party to the event: rare, and named again in the text.
/// Capitals of headlines alone are too often no names.
fn is_party(mark: &Mark, rarity: f32) -> bool {
    mark.rarity >= rarity && mark.weight > Field::Title.weight() * mark.rarity * 1.02
}

fn nearness(one: Option<i32>, two: Option<i32>) -> (f32, f32) {
    let (Some(one), Some(two)) = (one, two) else { return (0.0, 0.0) };
    let apart = (one - two).abs() as f32;
    let near = (-apart * apart / (2.0 * TIME_SIGMA_DAYS * TIME_SIGMA_DAYS)).exp();
    let far = (apart / FAR_UNIT_DAYS).ln_1p() / (FAR_MOST_DAYS / FAR_UNIT_DAYS).ln_1p();
    (near - 0.5, far.min(1.0))
}

fn again(one: &Portrait, two: &Portrait) -> f32 {
    let (Some(first), Some(second)) = (one.day, two.day) else { return 0.0 };
    let apart = (first - second).abs() as f32;
    let weeks = ((apart - AGAIN_AFTER_DAYS) / AGAIN_RAMP_DAYS).clamp(0.0, 1.0);
    if weeks > 0.0 && phase::is_recurring(&one.phases, &two.phases) { weeks } else { 0.0 }
}

fn phase_clash(one: &Portrait, two: &Portrait) -> f32 {
    let Some((sure, _, _)) = phase::clash(&one.phases, &two.phases) else { return 0.0 };
    let [same_day, next_day, unknown] = CLASH_ON_DAYS;
    let by_days = match one.day.zip(two.day).map(|(one, two)| (one - two).abs()) {
        Some(0) => same_day,
        Some(1) => next_day,
        Some(_) => 1.0,
        None => unknown,
    };
    sure * by_days
}

fn event_clash(one: &Portrait, two: &Portrait) -> f32 {
    let heads = |portrait: &Portrait| {
        portrait.events.iter().any(|mark| mark.field == Field::Title)
    };
    let meets = common(&one.events, &two.events)
        .any(|(mine, theirs)| mine.field <= Field::Lead && theirs.field <= Field::Lead);
    f32::from(u8::from(heads(one) && heads(two) && !meets))
}
