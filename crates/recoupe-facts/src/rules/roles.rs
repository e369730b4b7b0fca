//! Who does what in a sentence: subjects, objects, amounts and periods around a word.
//!
//! Roles are read from position and from the preposition that governs a name; a name in a
//! relative clause or an apposition plays no role outside it.

use recoupe_text::Language;
use recoupe_text::values::Kind;

use super::Bench;
use crate::scene::entities::{EntityId, EntityKind};
use crate::scene::node::{ClauseKind, Node, NodeKind, ReferenceKind};
use crate::scene::verbs::is_verb;
use crate::scene::words::{is_and, is_auxiliary, is_preposition};
use crate::sheet::Place;

/// Somebody in a role: who, and at which node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Party {
    /// Who.
    pub(crate) entity: EntityId,
    /// Where.
    pub(crate) node: usize,
}

/// Nouns and verbs seldom stand further from their parts than this many nodes.
const REACH: usize = 30;

impl Bench<'_> {
    fn node(&self, at: usize) -> Option<&Node> {
        self.scene.nodes.get(at)
    }

    /// The folded word at a node.
    pub(crate) fn word(&self, at: usize) -> &str {
        self.scene.word(at)
    }

    /// Whether two nodes stand in one clause.
    pub(crate) fn same_clause(&self, left: usize, right: usize) -> bool {
        match (self.node(left), self.node(right)) {
            (Some(left), Some(right)) => left.clause == right.clause,
            _ => false,
        }
    }

    /// The party at a node, where it may act as a company; `but` is never the answer of a
    /// reference.
    pub(crate) fn party(&self, at: usize, but: &[EntityId]) -> Option<Party> {
        let entity = match &self.node(at)?.kind {
            NodeKind::Name(entity) => *entity,
            NodeKind::Reference(
                ReferenceKind::Company | ReferenceKind::Pronoun,
                candidates,
            ) => {
                let mut fitting =
                    candidates.iter().filter(|candidate| !but.contains(candidate));
                let first = *fitting.next()?;
                // "The company" beside its buyer: the other one, where there is only one.
                let sure = candidates.first() == Some(&first) || fitting.next().is_none();
                sure.then_some(first)?
            }
            _ => return None,
        };
        Some(Party { entity, node: at })
    }

    fn may_act(&self, party: Party) -> bool {
        !matches!(
            self.entities.kind(party.entity),
            EntityKind::Place | EntityKind::Outlet
        )
    }

    /// Who does what the verb at `at` says: the nearest party to its left in the same
    /// clause that no preposition governs, with those joined to it by "and"; the head of a
    /// relative clause or apposition; for infinitives and participles the subject of the
    /// clause around. Empty where nobody fits.
    pub(crate) fn subjects(&self, at: usize) -> Vec<Party> {
        if let Some(near) = self.subject_in_clause(at) {
            return self.joined_left(near);
        }
        let clause = self.node(at).map_or(0, |node| node.clause);
        let Some(shape) = self.scene.clauses.get(clause) else { return Vec::new() };
        if let Some(head) = shape.head
            && shape.kind != ClauseKind::Bracket
            && let Some(party) = self.party(head, &[])
            && self.may_act(party)
        {
            let listed = self.listed_heads(party, at);
            return if listed.is_empty() { self.joined_left(party) } else { listed };
        }
        if let Some(party) = self.opened_subject(at) {
            return vec![party];
        }
        if self.is_dependent(at) || self.scene.place == Place::Title {
            return self.main_subject(at).map(|party| vec![party]).unwrap_or_default();
        }
        Vec::new()
    }

    /// "led by the fund A and the bank B, which are contributing": the heads of a relative
    /// clause whose verb is in the plural. Empty where it is not.
    fn listed_heads(&self, last: Party, at: usize) -> Vec<Party> {
        let plural = (last.node + 1..=at).any(|node| {
            matches!(
                self.word(node),
                "are" | "have" | "were" | "ont" | "sont" | "avaient"
            ) || self.scene.is_word(node)
                && self.word(node).ends_with("ent")
                && is_verb(self.word(node))
        });
        let Some(governor) = self.node(last.node).map(|node| node.governor.clone())
        else {
            return Vec::new();
        };
        if !plural || governor.is_empty() {
            return Vec::new();
        }
        let mut heads = vec![last];
        for left in (last.node.saturating_sub(12)..last.node).rev() {
            let Some(node) = self.node(left) else { break };
            if node.name().is_some() {
                let Some(party) = self.party(left, &[]) else { break };
                if node.governor != governor || !self.may_act(party) {
                    break;
                }
                heads.push(party);
            } else if matches!(self.word(left), "." | ";" | "(")
                || is_verb(self.word(left))
            {
                break;
            }
        }
        heads.reverse();
        heads
    }

    /// Of a participle that opens its sentence the party after the comma: "Founded in 2014 by
    /// Jane Doe, Veltra makes robots", « Née en 2017, la start-up emploie 900 personnes ».
    pub(crate) fn opened_subject(&self, at: usize) -> Option<Party> {
        let opens = at <= 1
            && (0..at)
                .all(|left| self.scene.is_word(left) && !is_auxiliary(self.word(left)))
            && (is_verb(self.word(at)) || is_participle(self.word(at)));
        let comma = (at + 1..self.scene.nodes.len().min(at + REACH))
            .filter(|comma| self.word(*comma) == ",");
        // "Founded in Lyon, France, by …": what follows the comma must be free to act.
        opens
            .then(|| {
                comma.flat_map(|comma| comma + 1..comma + 5).find(|node| {
                    self.is_free(*node)
                        && self.party(*node, &[]).is_some_and(|party| self.may_act(party))
                })
            })
            .flatten()
            .and_then(|node| self.party(node, &[]))
    }

    /// The first party of the sentence that no preposition governs, outside relative
    /// clauses and appositions, left of `at`.
    pub(crate) fn main_subject(&self, at: usize) -> Option<Party> {
        (0..at.min(self.scene.nodes.len()))
            .filter(|left| self.clause_kind(*left) == ClauseKind::Main)
            .filter(|left| self.is_free(*left))
            .find_map(|left| self.party(left, &[]).filter(|party| self.may_act(*party)))
    }

    /// The first free party to the right in the same clause: after an opener such as
    /// "With revenue of …, X shows".
    pub(crate) fn subject_after(&self, at: usize) -> Option<Party> {
        (at + 1..self.scene.nodes.len())
            .filter(|right| self.clause_kind(*right) == ClauseKind::Main)
            .filter(|right| self.is_free(*right))
            .find_map(|right| self.party(right, &[]).filter(|party| self.may_act(*party)))
    }

    fn clause_kind(&self, at: usize) -> ClauseKind {
        self.node(at)
            .and_then(|node| self.scene.clauses.get(node.clause))
            .map_or(ClauseKind::Main, |clause| clause.kind)
    }

    fn is_free(&self, at: usize) -> bool {
        self.node(at).is_some_and(|node| {
            node.is_party()
                && node.governor.is_empty()
                && !node.possessive
                && !node.quoted
        })
    }

    fn subject_in_clause(&self, at: usize) -> Option<Party> {
        let mut noun = false;
        // "has landed its largest customer and will spend": a second verb of one subject.
        let joined = (1..4).map(|back| self.scene.word_before(at, back)).find(|word| {
            !is_auxiliary(word)
                && !matches!(*word, "also" | "aussi" | "then" | "puis" | "now")
        });
        let joined = joined.is_some_and(is_and);
        let finite = is_verb(self.word(at)) && !self.is_dependent(at) && !joined;
        for left in (at.saturating_sub(REACH)..at).rev() {
            if !self.same_clause(left, at) {
                continue;
            }
            // "Orlan, a Lyon-based maker, has raised": the town is a modifier.
            if self.word(left + 1) == "-" && self.word(left + 2) == "based" {
                continue;
            }
            if self.is_free(left) {
                // "Orlan said its rival bought": the nearer noun is the subject.
                return self.party(left, &[]).filter(|party| self.may_act(*party));
            }
            if self.scene.is_word(left) {
                let word = self.word(left);
                if is_verb(word) && noun && finite && left + 1 < at {
                    return None;
                }
                noun |= finite && self.is_noun(left);
            }
        }
        None
    }

    /// A word after a determiner or possessive, which no preposition governs: may be a
    /// subject of its own.
    fn is_noun(&self, at: usize) -> bool {
        let before = self.scene.word_before(at, 1);
        let before2 = self.scene.word_before(at, 2);
        crate::scene::words::is_determiner(before)
            && !is_preposition(before2)
            && !is_verb(self.word(at))
            && !is_auxiliary(self.word(at))
    }

    /// Infinitives, gerunds and participles take their subject from the clause around.
    fn is_dependent(&self, at: usize) -> bool {
        let word = self.word(at);
        let before = self.scene.word_before(at, 1);
        matches!(
            before,
            "to" | "de"
                | "d'"
                | "à"
                | "pour"
                | "by"
                | "en"
                | "of"
                | "in"
                | "with"
                | "a"
                | "an"
                | "avec"
                | "un"
                | "une"
                | "its"
                | "the"
                | "le"
                | "la"
                | "l'"
        ) || word.ends_with("ing")
            || word.ends_with("ant")
            || word.ends_with("er")
            || word.ends_with("ir")
    }

    /// A party and those joined to its left: "A, B and C have …".
    fn joined_left(&self, last: Party) -> Vec<Party> {
        let mut parties = vec![last];
        let mut at = last.node;
        while let Some(joint) = at.checked_sub(1) {
            let joins = is_and(self.word(joint)) || self.word(joint) == ",";
            let Some(before) = joint.checked_sub(1) else { break };
            let oxford = is_and(self.word(joint)) && self.word(before) == ",";
            let before = if oxford { before.saturating_sub(1) } else { before };
            let named = self.node(before).is_some_and(|node| {
                node.name().is_some() && node.governor.is_empty() && !node.possessive
            });
            // A comma alone joins only inside a list that an "and" closes.
            let closed = is_and(self.word(joint)) || parties.len() > 1;
            if !joins || !named || !closed {
                break;
            }
            let Some(party) = self.party(before, &[]) else { break };
            if !self.may_act(party) {
                break;
            }
            parties.push(party);
            at = before;
        }
        parties.reverse();
        parties
    }

    /// The parties right of `from` that one of these prepositions governs, in one list; the
    /// empty string stands for a direct object. `but` are never meant by a reference.
    pub(crate) fn objects(
        &self,
        from: usize,
        prepositions: &[&str],
        but: &[EntityId],
    ) -> Vec<Party> {
        let direct = prepositions.contains(&"");
        for right in from + 1..(from + 1 + REACH).min(self.scene.nodes.len()) {
            if !self.same_clause(right, from) {
                continue;
            }
            let Some(node) = self.node(right) else { break };
            if node.is_party()
                && prepositions.contains(&node.governor.as_str())
                && !(node.possessive && node.name().is_none())
            {
                let Some(party) = self.party(right, but) else { continue };
                let fits =
                    self.entities.is_party(party.entity) && !self.is_modifier(right);
                if but.contains(&party.entity) || !fits {
                    if direct {
                        return Vec::new();
                    }
                    continue;
                }
                return self.joined_right(party, but);
            }
            if direct
                && self.scene.is_word(right)
                && right > from + 1
                && is_auxiliary(&node.folded)
            {
                break;
            }
        }
        Vec::new()
    }

    /// Whether a name only describes the noun after it, as English puts it: "the Orlan and
    /// Veltra plants", "Orlan shares".
    pub(crate) fn is_modifier(&self, at: usize) -> bool {
        let mut next = at + 1;
        while is_and(self.word(next))
            && self.node(next + 1).is_some_and(|n| n.name().is_some())
        {
            next += 2;
        }
        self.scene.language == Language::English
            && self.scene.is_word(next)
            && matches!(
                self.word(next),
                "plants"
                    | "plant"
                    | "factory"
                    | "factories"
                    | "shares"
                    | "stock"
                    | "sites"
                    | "site"
                    | "offices"
                    | "office"
                    | "bonds"
                    | "users"
                    | "customers"
                    | "family"
                    | "chief"
                    | "ceo"
                    | "board"
                    | "staff"
                    | "workers"
                    | "executives"
                    | "stores"
                    | "store"
                    | "market"
                    | "markets"
                    | "sales"
                    | "models"
                    | "products"
                    | "branches"
                    | "mines"
                    | "mine"
                    | "investors"
                    | "shareholders"
                    | "employees"
                    | "units"
                    | "headquarters"
                    | "area"
                    | "region"
                    | "campus"
                    | "refinery"
                    | "smelter"
                    | "warehouse"
                    | "depot"
            )
    }

    /// A party and those listed after it: "A, B and C".
    pub(crate) fn joined_right(&self, first: Party, but: &[EntityId]) -> Vec<Party> {
        let mut parties = vec![first];
        let mut at = first.node;
        for _ in 0..30 {
            let mut next = at + 1;
            // ", or B" goes back to an earlier list.
            if self.word(next) == "," && matches!(self.word(next + 1), "or" | "ou") {
                break;
            }
            while self.word(next) == ","
                || is_and(self.word(next))
                || matches!(
                    self.word(next),
                    "que"
                        | "now"
                        | "the"
                        | "le"
                        | "la"
                        | "les"
                        | "l'"
                        | "maintenant"
                        | "aussi"
                )
            {
                next += 1;
            }
            if next == at + 1 {
                break;
            }
            next = self.described_name(next);
            let named = self.node(next).is_some_and(|node| node.name().is_some());
            let Some(party) = self.party(next, but).filter(|_| named) else { break };
            // "A and B have …": the second name begins a clause of its own.
            let verb = self.word(next + 1);
            let clause = is_auxiliary(verb) && self.word(at + 1) != ",";
            if clause
                || !self.entities.is_party(party.entity)
                || but.contains(&party.entity)
            {
                break;
            }
            parties.push(party);
            at = next;
        }
        parties
    }

    /// "and the insurer B", "and Sweden's B", « et l'avionneur B »: the name that the words at
    /// `from` lead up to; `from` itself where they lead to none.
    fn described_name(&self, from: usize) -> usize {
        let place = self.node(from).is_some_and(|node| node.possessive)
            && self.word(from + 1) == "'s";
        if place {
            return from + 2;
        }
        let end = (from..from + 5)
            .take_while(|at| {
                self.scene.is_word(*at)
                    && !is_verb(self.word(*at))
                    && !is_auxiliary(self.word(*at))
                    && !is_preposition(self.word(*at))
                    && !crate::scene::words::is_conjunction(self.word(*at))
                    && !crate::scene::words::is_relative(self.word(*at))
            })
            .last()
            .map_or(from, |last| last + 1);
        let named = self.node(end).is_some_and(|node| node.name().is_some());
        if named { end } else { from }
    }

    /// The first free value of a kind right of `from` in the same clause (or in brackets
    /// after it), at most `reach` nodes away and not past a relative pronoun.
    pub(crate) fn value_right(
        &self,
        from: usize,
        kind: Kind,
        reach: usize,
    ) -> Option<usize> {
        (from + 1..(from + 1 + reach).min(self.scene.nodes.len()))
            .take_while(|right| {
                self.same_clause(*right, from)
                    || self.clause_kind(*right) != ClauseKind::Main
            })
            .filter(|right| self.same_clause(*right, from))
            .find(|right| self.is_value(*right, kind) && !self.is_taken(*right))
    }

    /// The nearest free value of a kind left of `from` in the same clause.
    pub(crate) fn value_left(
        &self,
        from: usize,
        kind: Kind,
        reach: usize,
    ) -> Option<usize> {
        (from.saturating_sub(reach)..from)
            .rev()
            .filter(|left| self.same_clause(*left, from))
            .find(|left| self.is_value(*left, kind) && !self.is_taken(*left))
    }

    /// Whether a value of this kind stands at a node.
    pub(crate) fn is_value(&self, at: usize, kind: Kind) -> bool {
        self.node(at).and_then(Node::value).is_some_and(|value| value.kind == kind)
    }

    /// The period that belongs to the value at `value`: the nearest date to its right
    /// before the next value of its kind, in the same clause; else the date just before.
    pub(crate) fn period(&self, value: usize) -> Option<(String, usize)> {
        let kind = self.node(value).and_then(Node::value).map(|value| value.kind);
        let right = (value + 1..(value + 16).min(self.scene.nodes.len()))
            .take_while(|at| {
                let other = self.node(*at).and_then(Node::value).map(|value| value.kind);
                other.is_none() || other != kind
            })
            .filter(|at| self.same_clause(*at, value))
            .find(|at| self.is_value(*at, Kind::Date));
        let left = || {
            (value.saturating_sub(9)..value)
                .rev()
                .take_while(|at| {
                    let other =
                        self.node(*at).and_then(Node::value).map(|value| value.kind);
                    other.is_none() || other != kind
                })
                .filter(|at| self.same_clause(*at, value))
                .find(|at| self.is_value(*at, Kind::Date))
        };
        let at = right.or_else(left)?;
        let iso =
            self.node(at).and_then(Node::value).and_then(|value| value.iso.clone())?;
        Some((iso, at))
    }

    /// The organisation a party stands for: itself, or the employer of a person.
    pub(crate) fn organisation(&self, party: Party) -> Party {
        let employer = self.employers.get(&party.entity).copied();
        let here = self.drafts.iter().find_map(|draft| {
            let person = draft.subject == super::Subject::Entity(party.entity);
            draft.object.filter(|_| person && draft.attribute == "role")
        });
        match here.or(employer) {
            Some(entity) if self.entities.kind(party.entity) == EntityKind::Person => {
                Party { entity, ..party }
            }
            _ => party,
        }
    }

    /// Whether one of these folded words stands within `reach` nodes left of `at`, in the
    /// same clause.
    pub(crate) fn has_left(&self, at: usize, reach: usize, words: &[&str]) -> bool {
        (at.saturating_sub(reach)..at)
            .any(|left| self.same_clause(left, at) && matches_any(self.word(left), words))
    }

    /// Whether one of these folded words stands within `reach` nodes right of `at`, in the
    /// same clause.
    pub(crate) fn has_right(&self, at: usize, reach: usize, words: &[&str]) -> bool {
        (at + 1..=at + reach).any(|right| {
            self.same_clause(right, at) && matches_any(self.word(right), words)
        })
    }
}

/// Whether a word has the ending of a past participle, in either language.
fn is_participle(word: &str) -> bool {
    ["ed", "é", "ée", "és", "ées", "ue", "ise"]
        .iter()
        .any(|ending| word.ends_with(ending))
        || matches!(word, "born" | "built" | "led" | "held" | "né" | "née" | "issu")
}

/// Whether a word is one of these; an entry that ends in `*` stands for all words it begins.
pub(crate) fn matches_any(word: &str, words: &[&str]) -> bool {
    !word.is_empty()
        && words.iter().any(|entry| match entry.strip_suffix('*') {
            Some(stem) => word.starts_with(stem),
            None => word == *entry,
        })
}
