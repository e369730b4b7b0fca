//! The rules: one rule, one file, English and French side by side.
//!
//! A rule names the words that wake it ([`Rule::forms`]) and reads one sentence around such
//! a word. To add one, copy `example.rs`, and put its `RULE` in [`RULES`]: the order there
//! is the order in which rules may take a value, and one value serves one rule.
//! A rule that cannot decide says nothing.

mod acquire;
mod appointment;
mod backer;
mod belongs;
mod bodies;
mod client;
mod deal_size;
mod example;
mod fine;
mod founded;
mod frames;
mod happening;
mod holding;
mod invest;
mod investigation;
mod jobs;
mod magnitude;
mod owned;
mod price;
mod probe_parties;
mod rate;
mod result;
mod role;
pub(crate) mod roles;
mod round;
mod sale;
mod sentence;
mod share_price;
mod stake;
mod strike;
mod table_row;
#[cfg(test)]
pub(crate) mod testing;
mod toll;
mod valuation;
mod vote;

use std::collections::HashMap;
use std::sync::LazyLock;

use recoupe_text::Span;
use recoupe_text::values::Value;

use crate::scene::entities::{Entities, EntityId};
use crate::scene::node::Scene;
use crate::sheet::{Certainty, Modality, Place, Stage};

/// All rules, in the order in which they may take values.
const RULES: &[Rule] = &[
    role::RULE,
    founded::RULE,
    belongs::RULE,
    round::RULE,
    owned::RULE,
    stake::RULE,
    sale::RULE,
    acquire::RULE,
    holding::RULE,
    valuation::RULE,
    result::RULE,
    invest::RULE,
    deal_size::RULE,
    share_price::RULE,
    client::RULE,
    backer::RULE,
    example::RULE,
    magnitude::RULE,
    toll::RULE,
    fine::RULE,
    investigation::RULE,
    jobs::RULE,
    rate::RULE,
    vote::RULE,
    sentence::RULE,
    price::RULE,
    strike::RULE,
    appointment::RULE,
];

/// A rule.
pub(crate) struct Rule {
    /// Its name, kept with each claim it makes.
    pub(crate) id: &'static str,
    /// The folded words that wake it, separated by spaces, both languages.
    pub(crate) forms: &'static str,
    /// Reads the sentence around the waking word at node `at`.
    pub(crate) read: fn(&mut Bench<'_>, usize),
}

/// What a claim says of its value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum DraftValue {
    /// A typed value of the text.
    Typed(Value),
    /// A name.
    Entity(EntityId),
    /// Words of the text.
    Words(Span),
    /// Nothing beyond the statement.
    None,
}

/// Whom a claim is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Subject {
    /// Somebody or something named.
    Entity(EntityId),
    /// The event of the story itself.
    Event,
    /// Another event, known by its year alone.
    Year(i16),
    /// An aftershock of the event of the story.
    Aftershock,
}

/// A claim as a rule makes it, before certainty and attribution are read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Draft {
    /// What is stated.
    pub(crate) attribute: &'static str,
    /// Whom it is about.
    pub(crate) subject: Subject,
    /// The other party.
    pub(crate) object: Option<EntityId>,
    /// The value.
    pub(crate) value: DraftValue,
    /// The period, as ISO.
    pub(crate) period: Option<String>,
    /// A stage the rule itself knows; otherwise it is read from the words around.
    pub(crate) stage: Option<Stage>,
    /// A certainty the rule itself knows.
    pub(crate) certainty: Option<Certainty>,
    /// Actual, sought or forecast.
    pub(crate) modality: Modality,
    /// First and last node of the words that say so.
    pub(crate) evidence: (usize, usize),
    /// The node of the waking word: certainty is read around it.
    pub(crate) trigger: usize,
    /// Which rule made it.
    pub(crate) rule: &'static str,
    /// Whether stages of a deal apply.
    pub(crate) is_deal: bool,
    /// Whether the sentence itself says that another value has taken the place of this one:
    /// "up from", "previously", « il tablait jusqu'ici sur ».
    pub(crate) is_former: bool,
    /// Which of several figures of one name: the operating profit is not the net one. Empty for
    /// the plain one; statements of different aspects are never compared.
    pub(crate) aspect: &'static str,
    /// Words for the other party, where it has no name: "the Irish data regulator".
    pub(crate) other: Option<Span>,
}

/// The place a rule works at: one scene, what is known so far of its article, and the
/// claims made.
pub(crate) struct Bench<'story> {
    /// The sentence.
    pub(crate) scene: &'story Scene,
    /// Who is named in the story.
    pub(crate) entities: &'story Entities,
    /// Claims of earlier sentences of the same article, oldest first.
    pub(crate) earlier: &'story [Draft],
    /// The one organisation a person is said to work for in this story.
    pub(crate) employers: &'story HashMap<EntityId, EntityId>,
    /// The company the sentences before speak of, where that is sure.
    pub(crate) topic: Option<EntityId>,
    /// Claims made of this sentence.
    pub(crate) drafts: Vec<Draft>,
    /// Nodes of values that a rule has taken.
    pub(crate) taken: Vec<usize>,
    /// The rule at work.
    pub(crate) rule: &'static str,
    /// The year in which the article was published, where it says.
    pub(crate) year: Option<i16>,
}

static WAKING: LazyLock<HashMap<&'static str, Vec<usize>>> = LazyLock::new(|| {
    let mut waking: HashMap<&'static str, Vec<usize>> = HashMap::new();
    for (index, rule) in RULES.iter().enumerate() {
        for form in rule.forms.split_whitespace() {
            waking.entry(form).or_default().push(index);
        }
    }
    waking
});

impl<'story> Bench<'story> {
    /// A bench with nothing on it yet.
    pub(crate) fn new(
        scene: &'story Scene,
        entities: &'story Entities,
        earlier: &'story [Draft],
        employers: &'story HashMap<EntityId, EntityId>,
    ) -> Self {
        Self {
            scene,
            entities,
            earlier,
            employers,
            drafts: Vec::new(),
            taken: Vec::new(),
            rule: "",
            topic: None,
            year: None,
        }
    }
}

impl Bench<'_> {
    /// Runs the rule for posts alone: who works for whom is known before any other rule
    /// asks.
    pub(crate) fn work_roles(&mut self) {
        for at in 0..self.scene.nodes.len() {
            let first = WAKING.get(self.scene.word(at)).and_then(|rules| rules.first());
            if self.scene.is_word(at) && first == Some(&0) {
                self.rule = role::RULE.id;
                (role::RULE.read)(self, at);
            }
        }
    }

    /// Runs all rules over the scene; each word is looked up once.
    pub(crate) fn work(&mut self) {
        if self.scene.place == Place::Table {
            self.rule = table_row::RULE.id;
            (table_row::RULE.read)(self, 0);
            return;
        }
        let mut woken: Vec<(usize, usize)> = Vec::new();
        for at in 0..self.scene.nodes.len() {
            // References wake rules by their noun: "the investigation".
            let word = self.scene.word(at);
            let noun = if self.scene.is_word(at) {
                word
            } else {
                word.rsplit([' ', '\'']).next().unwrap_or_default()
            };
            if let Some(rules) = WAKING.get(noun) {
                woken.extend(rules.iter().map(|rule| (*rule, at)));
            }
        }
        woken.sort_unstable();
        for (rule, at) in woken {
            if let Some(rule) = RULES.get(rule) {
                self.rule = rule.id;
                (rule.read)(self, at);
            }
        }
    }

    /// Whether a value was taken by a rule before.
    pub(crate) fn is_taken(&self, node: usize) -> bool {
        self.taken.contains(&node)
    }

    /// A draft with the usual fields filled in.
    pub(crate) fn draft(
        &self,
        attribute: &'static str,
        subject: EntityId,
        at: usize,
    ) -> Draft {
        Draft {
            attribute,
            subject: Subject::Entity(subject),
            object: None,
            value: DraftValue::None,
            period: None,
            stage: None,
            certainty: None,
            modality: Modality::Actual,
            evidence: (at, at),
            trigger: at,
            rule: self.rule,
            is_deal: false,
            is_former: false,
            aspect: "",
            other: None,
        }
    }

    /// A draft about the event of the story.
    pub(crate) fn draft_of_event(&self, attribute: &'static str, at: usize) -> Draft {
        Draft { subject: Subject::Event, ..self.draft(attribute, EntityId(u32::MAX), at) }
    }

    /// The typed value at a node, for a draft; takes it.
    pub(crate) fn take(&mut self, node: usize) -> DraftValue {
        self.taken.push(node);
        self.scene
            .nodes
            .get(node)
            .and_then(|node| node.value())
            .map_or(DraftValue::None, |value| DraftValue::Typed(value.clone()))
    }
}

impl Draft {
    /// Widens the evidence to hold these nodes.
    pub(crate) fn spanning(mut self, nodes: &[usize]) -> Self {
        for node in nodes {
            self.evidence.0 = self.evidence.0.min(*node);
            self.evidence.1 = self.evidence.1.max(*node);
        }
        self
    }
}
