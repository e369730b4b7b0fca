//! A sentence as rules see it: words, marks, values, names and references, each with the
//! preposition that governs it and the clause it stands in.

use recoupe_text::values::Value;
use recoupe_text::{Language, Span};

use super::entities::EntityId;
use super::words::{is_and, is_determiner, is_preposition, looks_verbal};
use crate::sheet::{Field, Place};

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NodeKind {
    /// A word.
    Word,
    /// A mark of punctuation.
    Mark,
    /// A typed value.
    Value(Box<Value>),
    /// A name.
    Name(EntityId),
    /// Words that refer back: `the company`, `elle`. The entities they may stand for, best
    /// first; empty where nothing fits.
    Reference(ReferenceKind, Vec<EntityId>),
}

/// What a reference refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ReferenceKind {
    /// A company: `the startup`, `le groupe`.
    Company,
    /// A thing or company: `it`, `its`, `elle`, `il`, `sa`.
    Pronoun,
    /// A deal: `this investment`, `l'opération`.
    Deal,
    /// A procedure: `the investigation`, `l'enquête`.
    Probe,
}

/// One node of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// What it is.
    pub(crate) kind: NodeKind,
    /// Where it stands.
    pub(crate) span: Span,
    /// Folded words.
    pub(crate) folded: String,
    /// The preposition that governs it, folded; empty where none does. Names, values and
    /// references only.
    pub(crate) governor: String,
    /// Whether `'s` follows, or it is a possessive pronoun.
    pub(crate) possessive: bool,
    /// The clause it stands in: an index into [`Scene::clauses`].
    pub(crate) clause: usize,
    /// Whether it stands between quotation marks.
    pub(crate) quoted: bool,
    /// Whether white space stands before it.
    pub(crate) spaced: bool,
}

impl Node {
    /// The entity named, where it is a name.
    pub(crate) fn name(&self) -> Option<EntityId> {
        match self.kind {
            NodeKind::Name(id) => Some(id),
            _ => None,
        }
    }

    /// The value, where it is one.
    pub(crate) fn value(&self) -> Option<&Value> {
        match &self.kind {
            NodeKind::Value(value) => Some(value),
            _ => None,
        }
    }

    /// Whether it can play a role: a name or a reference to a company.
    pub(crate) fn is_party(&self) -> bool {
        matches!(
            self.kind,
            NodeKind::Name(_)
                | NodeKind::Reference(ReferenceKind::Company | ReferenceKind::Pronoun, _)
        )
    }
}

/// A clause of a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Clause {
    /// The clause it hangs in; itself for the main clause.
    pub(crate) parent: usize,
    /// The node it describes (relative clauses, appositions, brackets).
    pub(crate) head: Option<usize>,
    /// What sort of clause.
    pub(crate) kind: ClauseKind,
}

/// Sorts of clauses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ClauseKind {
    /// Stands by itself.
    Main,
    /// `, which …`, `qui …`.
    Relative,
    /// Between commas after a name.
    Apposition,
    /// Between brackets.
    Bracket,
}

/// One sentence, headline or table row, ready for rules.
#[derive(Debug, Clone)]
pub(crate) struct Scene {
    /// Which article of the story, in order.
    pub(crate) article: usize,
    /// Which text of the article the spans index.
    pub(crate) field: Field,
    /// Title, body or table.
    pub(crate) place: Place,
    /// The whole sentence.
    pub(crate) span: Span,
    /// Its language.
    pub(crate) language: Language,
    /// The line of the article it stands in; one line is one paragraph.
    pub(crate) paragraph: usize,
    /// Its nodes, in order.
    pub(crate) nodes: Vec<Node>,
    /// Its clauses; the first is the main one.
    pub(crate) clauses: Vec<Clause>,
}

impl Scene {
    /// The folded words at a node; empty past the end.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.nodes.get(at).map_or("", |node| node.folded.as_str())
    }

    /// The folded words `back` nodes before `at`; empty before the start.
    pub(crate) fn word_before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |before| self.word(before))
    }

    /// Whether a plain word stands at a node.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.nodes.get(at).is_some_and(|node| node.kind == NodeKind::Word)
    }

    /// Fills in what governs each name, value and reference.
    pub(crate) fn govern(&mut self) {
        for at in 0..self.nodes.len() {
            let governs = self.nodes.get(at).is_some_and(|node| {
                !matches!(node.kind, NodeKind::Word | NodeKind::Mark)
            });
            if !governs {
                continue;
            }
            let governor = self.governor(at);
            if let Some(node) = self.nodes.get_mut(at) {
                node.governor = governor;
            }
        }
    }

    /// The preposition before the noun phrase that ends in node `at`: looks left over
    /// determiners and modifiers, at most seven words, never past a mark, a value or a name.
    fn governor(&self, at: usize) -> String {
        let mut left = at;
        for distance in 0..12 {
            let Some(before) = left.checked_sub(1) else { return String::new() };
            left = before;
            let Some(node) = self.nodes.get(before) else { return String::new() };
            let word = node.folded.as_str();
            match &node.kind {
                NodeKind::Mark if word == "-" && !node.spaced => continue,
                NodeKind::Mark if word == "\"" => continue,
                NodeKind::Mark if word == "," => return self.listed(before, at),
                NodeKind::Mark | NodeKind::Value(_) => return String::new(),
                NodeKind::Name(_) | NodeKind::Reference(..) => {
                    return if node.possessive {
                        node.governor.clone()
                    } else {
                        String::new()
                    };
                }
                NodeKind::Word => {}
            }
            if super::words::is_conjunction(word) || super::words::is_relative(word) {
                return String::new();
            }
            if is_and(word) {
                return if distance <= 6 {
                    self.listed(before, at)
                } else {
                    String::new()
                };
            }
            if is_preposition(word) {
                let next = self.word(before + 1);
                // « équipe entre autres A et B »: an adverb of two words.
                if word == "entre" && next == "autres" {
                    return String::new();
                }
                if distance > 0 && self.describes(before) {
                    continue;
                }
                let verbal = self.is_word(before + 1) && looks_verbal(word, next);
                return if verbal { String::new() } else { word.to_owned() };
            }
            if super::words::is_auxiliary(word) && !is_determiner(word) {
                return String::new();
            }
            if super::verbs::is_verb(word) && !self.modifies(before) {
                return String::new();
            }
        }
        String::new()
    }

    /// "privately held Orlan", "the Paris-listed Orlan": a participle after an adverb or a
    /// hyphen describes the name after it.
    fn modifies(&self, at: usize) -> bool {
        let before = self.word_before(at, 1);
        let participle = self.word(at).ends_with("ed") || self.word(at) == "held";
        participle && (before.ends_with("ly") || before == "-")
    }

    /// Whether the "of" at a node belongs to a description that the name ends: « le fabricant
    /// belge de câbles X », "the maker of database software X".
    fn describes(&self, of: usize) -> bool {
        matches!(self.word(of), "de" | "d'" | "of" | "des")
            && !is_determiner(self.word(of + 1))
            && (1..4).any(|back| {
                let noun = self.word_before(of, back);
                super::words::is_company_noun(noun)
                    && (1..back).all(|between| self.is_word(of - between))
            })
    }

    /// Whether a list goes on after the name at `at`, or ends the sentence with it: another
    /// comma or "and" with a name behind it stands to its right before any verb.
    fn is_listed_on(&self, at: usize) -> bool {
        for right in at + 1..at + 9 {
            let word = self.word(right);
            let Some(node) = self.nodes.get(right) else { return true };
            match &node.kind {
                NodeKind::Name(_) | NodeKind::Reference(..) | NodeKind::Value(_) => {
                    return false;
                }
                NodeKind::Mark if word == "," => {
                    return (right + 1..right + 6)
                        .take_while(|next| {
                            self.is_word(*next)
                                && !super::verbs::is_verb(self.word(*next))
                        })
                        .last()
                        .map_or(self.nodes.get(right + 1), |last| {
                            self.nodes.get(last + 1)
                        })
                        .is_some_and(|next| matches!(next.kind, NodeKind::Name(_)));
                }
                NodeKind::Mark => {
                    return matches!(word, "." | ")" | ";" | "?" | "!" | "-");
                }
                NodeKind::Word if is_and(word) => return true,
                NodeKind::Word => {}
            }
            let of = matches!(word, "of" | "de" | "d'" | "du" | "des");
            if super::words::is_auxiliary(word)
                || super::verbs::is_verb(word)
                || is_preposition(word) && !of
            {
                return false;
            }
        }
        false
    }

    /// A name in a list takes what governs the one before: "by A, B and C".
    fn listed(&self, joint: usize, at: usize) -> String {
        let gap = at - joint;
        // "According to A, B is …": a name with a verb of its own is in no list.
        let next = self.word(at + 1);
        let acts = super::words::is_auxiliary(next) || super::verbs::is_verb(next);
        if acts && (self.word(joint) == "," || gap > 3) {
            return String::new();
        }
        // "Founded by A, B makes …": a comma joins only inside a list that goes on.
        if self.word(joint) == "," && !self.is_listed_on(at) {
            return String::new();
        }
        let before = joint.checked_sub(1).and_then(|before| self.nodes.get(before));
        match before {
            Some(node) if gap <= 7 && matches!(node.kind, NodeKind::Name(_)) => {
                node.governor.clone()
            }
            // "A, B, and C": a comma before the "and".
            Some(node) if node.folded == "," && joint >= 2 => self
                .nodes
                .get(joint - 2)
                .filter(|node| matches!(node.kind, NodeKind::Name(_)))
                .map(|node| node.governor.clone())
                .unwrap_or_default(),
            _ => String::new(),
        }
    }
}
