//! What the rules of decisions and procedures share: agents after "by", sentences that name
//! a body, words near a word.

use recoupe_text::Span;
use recoupe_text::values::Kind;

use super::roles::{Party, matches_any};
use super::{Bench, DraftValue};
use crate::scene::entities::EntityKind;
use crate::scene::node::{NodeKind, ReferenceKind};

impl Bench<'_> {
    /// Whom "by" or « par » names after a participle or noun at `at`: "announced by their
    /// main employer, Orlan", « annoncée par leur employeur, Orlan ».
    pub(crate) fn agent(&self, at: usize, reach: usize) -> Option<Party> {
        let by = (at + 1..at + 1 + reach)
            .find(|right| matches!(self.word(*right), "by" | "par"))?;
        let first = (by + 1..by + 9)
            .take_while(|right| {
                !matches!(self.word(*right), "." | ";" | ":" | "(" | "\"")
            })
            .find(|right| self.is_named(*right))?;
        self.organisation_at(first, &[])
    }

    /// Whether a name or a reference to a company stands at a node, understood or not: the
    /// search for a party ends there, as a name further on plays another role.
    pub(crate) fn is_named(&self, at: usize) -> bool {
        self.scene.nodes.get(at).is_some_and(|node| {
            matches!(
                node.kind,
                NodeKind::Name(_) | NodeKind::Reference(ReferenceKind::Company, _)
            )
        })
    }

    /// The first organisation named in the nodes `from..to`, nothing else being named before.
    pub(crate) fn organisation_in(
        &self,
        from: usize,
        to: usize,
        but: &[crate::scene::entities::EntityId],
    ) -> Option<Party> {
        let first = (from..to)
            .take_while(|at| !matches!(self.word(*at), "." | ";" | ":" | "\""))
            .find(|at| self.is_named(*at))?;
        self.organisation_at(first, but)
    }

    /// The organisation at a node: a name not known to be a person or a place, or a
    /// reference to a company.
    pub(crate) fn organisation_at(
        &self,
        at: usize,
        but: &[crate::scene::entities::EntityId],
    ) -> Option<Party> {
        let node = self.scene.nodes.get(at)?;
        let acts = matches!(
            node.kind,
            NodeKind::Name(_) | NodeKind::Reference(ReferenceKind::Company, _)
        );
        self.party(at, but).filter(|party| {
            acts && self.entities.is_party(party.entity) && !but.contains(&party.entity)
        })
    }

    /// The organisation that does what the verb at `at` says; of a person the employer.
    pub(crate) fn acting_organisation(&self, at: usize) -> Option<Party> {
        let subjects = self.subjects(at);
        let [subject] = subjects.as_slice() else {
            return subjects.first().copied().filter(|_| subjects.len() == 1);
        };
        let party = self.organisation(*subject);
        (self.entities.kind(party.entity) != EntityKind::Person).then_some(party)
    }

    /// Whether one of these words stands within `reach` nodes to either side, whatever the
    /// clause.
    pub(crate) fn has_near(&self, at: usize, reach: usize, words: &[&str]) -> bool {
        (at.saturating_sub(reach)..=at + reach)
            .any(|near| near != at && matches_any(self.word(near), words))
    }

    /// The nearest free value of a kind within `reach` nodes right of `at`, before the
    /// sentence takes a new start.
    pub(crate) fn value_near(
        &self,
        at: usize,
        kind: Kind,
        reach: usize,
    ) -> Option<usize> {
        (at + 1..at + 1 + reach)
            .take_while(|right| !matches!(self.word(*right), ";" | ":" | "\"" | "."))
            .find(|right| self.is_value(*right, kind) && !self.is_taken(*right))
    }

    /// The words from node `first` to node `last`.
    pub(crate) fn words(&self, first: usize, last: usize) -> DraftValue {
        match (self.scene.nodes.get(first), self.scene.nodes.get(last)) {
            (Some(start), Some(end)) if first <= last => {
                DraftValue::Words(Span::new(start.span.start(), end.span.end()))
            }
            _ => DraftValue::None,
        }
    }

    /// The words of a phrase that begins at `first`: up to a mark, a relative pronoun or
    /// twelve nodes.
    pub(crate) fn phrase(&self, first: usize) -> DraftValue {
        let end = (first..first + 12)
            .take_while(|at| {
                !self.word(*at).is_empty()
                    && !matches!(
                        self.word(*at),
                        "," | "."
                            | ";"
                            | ":"
                            | "("
                            | ")"
                            | "\""
                            | "that"
                            | "which"
                            | "qui"
                            | "dont"
                    )
            })
            .last();
        end.map_or(DraftValue::None, |last| self.words(first, last))
    }
}
