//! Whom a sentence credits: "officials said", "a spokesman for Orlan said", "according to",
//! ", a indiqué la police", « selon des sources proches du dossier », "told the Ledger".
//!
//! A name is credited as the story's entity; an office, a trade or an unnamed source with the
//! words of the text. What is credited must be the subject of a verb of saying by its place:
//! right before the verb from the start of its clause, or, turned round, right after it.

use std::ops::Range;

use recoupe_text::values::Kind;
use recoupe_text::{Language, Span};

use crate::quotes::is_person_noun;
use crate::scene::entities::{Entities, EntityId, EntityKind};
use crate::scene::node::{Node, NodeKind, ReferenceKind, Scene};
use crate::scene::verbs::is_verb;
use crate::scene::words::{
    is_and, is_auxiliary, is_conjunction, is_determiner, is_preposition, is_relative,
};
use crate::sheet::Place;

/// Whom a statement is credited to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribution {
    /// The name, or the words for sources without one ("people familiar with the matter").
    pub(crate) name: String,
    /// The entity, where one is named.
    pub(crate) entity: Option<EntityId>,
    /// Whether the words say that somebody else reports: "according to", "told", « selon »,
    /// unnamed sources; a plain "said" may be a party or an office speaking for itself.
    pub(crate) is_hearsay: bool,
    /// Whether a speaker with a name said it to the outlet that `entity` is: `name` is the
    /// speaker's, and what he states is no rumour.
    pub(crate) is_firsthand: bool,
}

/// Verbs that report, whoever speaks. Participles in the masculine singular.
const CREDIT_VERBS: &[&str] = &[
    "reported",
    "reports",
    "said",
    "says",
    "say",
    "told",
    "wrote",
    "noted",
    "added",
    "announced",
    "announces",
    "revealed",
    "disclosed",
    "confirmed",
    "confirms",
    "stated",
    "declared",
    "warned",
    "warns",
    "estimate",
    "estimates",
    "estimated",
    "explained",
    "acknowledged",
    "insisted",
    "argued",
    "claimed",
    "found",
    "rapporte",
    "rapporté",
    "rapportait",
    "rapportent",
    "révèle",
    "révélé",
    "indique",
    "indiqué",
    "indiquent",
    "annoncé",
    "annonce",
    "annoncent",
    "déclaré",
    "déclare",
    "déclarent",
    "précisé",
    "précise",
    "précisent",
    "affirme",
    "affirmé",
    "affirment",
    "assure",
    "assuré",
    "assurent",
    "écrit",
    "expliqué",
    "explique",
    "expliquent",
    "ajouté",
    "ajoute",
    "croit",
    "avance",
    "avancé",
    "confirmé",
    "confirme",
    "confirment",
    "relève",
    "dit",
    "disent",
    "disait",
    "estime",
    "estimé",
    "estiment",
    "souligné",
    "souligne",
    "raconté",
    "raconte",
    "racontent",
    "constaté",
    "reconnu",
    "confié",
    "confie",
    "confient",
    "averti",
    "prévenu",
    "signalé",
    "signale",
    "signalent",
];

/// Forms that are as often a noun, or a verb of something else: they credit only a name, or
/// turned round.
const DOUBTFUL_VERBS: &[&str] = &[
    "reports",
    "notes",
    "claims",
    "estimates",
    "annonce",
    "rapporte",
    "rapportent",
    "rapportait",
    "avance",
    "avancé",
    "relève",
    "signale",
    "écrit",
    "révèle",
    "révélé",
];

/// Nouns for sources that keep their names to themselves, and for papers seen.
const HEARSAY_NOUNS: &[&str] = &[
    "source",
    "sources",
    "people",
    "person",
    "persons",
    "insider",
    "insiders",
    "reports",
    "documents",
    "document",
    "personne",
    "personnes",
    "proches",
];

/// Words after a French verb that open what was said.
const OPENS_SPEECH: &[&str] = &[
    "que", "qu'", "avoir", "être", "n'", "ne", "vouloir", "pouvoir", "craindre", "s'",
    ":", "\"", "«",
];

/// Longest noun phrase that is credited, in nodes: longer runs hold more than a subject.
const LONGEST_PHRASE: usize = 14;

/// Whom the sentence credits, where it credits anyone; the first who is.
pub(crate) fn attribution(
    scene: &Scene,
    text: &str,
    entities: &Entities,
) -> Option<Attribution> {
    if scene.place != Place::Body {
        return None;
    }
    let credits = Credits { scene, text, entities };
    (0..scene.nodes.len()).find_map(|at| credits.at(at))
}

struct Credits<'scene> {
    scene: &'scene Scene,
    text: &'scene str,
    entities: &'scene Entities,
}

impl Credits<'_> {
    fn at(&self, at: usize) -> Option<Attribution> {
        let scene = self.scene;
        match scene.word(at) {
            "according" if scene.word(at + 1) == "to" => self.after(at + 2),
            "selon" | "d'après" => self.after(at + 1),
            "après" if scene.word_before(at, 1) == "d'" => self.after(at + 1),
            "croire" if scene.word_before(at, 1) == "en" => self.after(at + 1),
            "believes" if scene.word_before(at, 1) == "one" => self.after(at + 1),
            "cited" | "citing" | "cité" | "citée" | "citées" | "cités" | "citant" => {
                let by = matches!(scene.word(at + 1), "by" | "par");
                self.after(at + 1 + usize::from(by))
            }
            word if CREDIT_VERBS.contains(&word) && self.is_verb_at(at) => self
                .told(at)
                .map(|told| self.person_after(at, &told).unwrap_or(told))
                .or_else(|| self.speaker(at)),
            _ => None,
        }
    }

    /// Whether the word of saying is a verb here, and the reporter's own.
    fn is_verb_at(&self, at: usize) -> bool {
        let scene = self.scene;
        let before = scene.word_before(at, 1);
        let auxiliary = before == "a" && scene.language == Language::French;
        let noun = is_determiner(before) && !auxiliary && before != "that";
        scene.is_word(at) && !noun && scene.nodes.get(at).is_some_and(|node| !node.quoted)
    }

    fn node(&self, at: usize) -> Option<&Node> {
        self.scene.nodes.get(at)
    }

    /// "told the Harbour Ledger", « a déclaré à La Vigie », « ont déclaré deux sources à La
    /// Vigie »: the outlet that was told.
    fn told(&self, at: usize) -> Option<Attribution> {
        let scene = self.scene;
        let from = match scene.word(at) {
            "told" => at + 1,
            "déclaré" | "confié" | "indiqué" | "affirmé" => {
                // Turned round, the subject may stand between: « ont déclaré deux sources à ».
                let closes = self.closes_speech(self.group_start(at));
                let reach = at + 1..at + if closes { 6 } else { 2 };
                let to = reach
                    .clone()
                    .find(|&to| matches!(scene.word(to), "à" | "au" | "aux"))?;
                // A speaker with a name is the source, whomever it spoke to.
                if (at + 1..to)
                    .any(|at| self.node(at).is_some_and(|n| n.name().is_some()))
                {
                    return None;
                }
                to + 1
            }
            _ => return None,
        };
        let named = |&index: &usize| {
            self.node(index).is_some_and(|node| {
                node.name().is_some()
                    && matches!(node.governor.as_str(), "" | "à" | "au" | "aux")
            })
        };
        (from..from + 2).find(named).and_then(|name| self.credit(name))
    }

    /// « …, a déclaré à l'Agence X le préfet Jean Roy »: a speaker with a name is the source,
    /// and the report is the outlet's.
    fn person_after(&self, at: usize, told: &Attribution) -> Option<Attribution> {
        if self.scene.language != Language::French {
            return None;
        }
        let found = self.subject_after(at, self.group_start(at))?;
        let kind = self.entities.kind(found.entity?);
        let named = matches!(kind, EntityKind::Person | EntityKind::Unknown);
        (named && found.entity != told.entity).then(|| Attribution {
            name: found.name,
            is_firsthand: true,
            ..told.clone()
        })
    }

    /// What is credited after "according to": a name, or the words for who has none.
    fn after(&self, from: usize) -> Option<Attribution> {
        let mut end = from;
        for at in from..(from + LONGEST_PHRASE).min(self.scene.nodes.len()) {
            let node = self.node(at)?;
            if node.name().is_some() && !self.is_source_before(from, at) {
                return self.credit(at);
            }
            if node.kind == NodeKind::Mark && node.folded != "-" {
                break;
            }
            end = at;
        }
        self.described(from..end + 1, true)
    }

    /// "Documents seen by the Ledger", « sources proches d'Orlan »: the name says which.
    fn is_source_before(&self, from: usize, name: usize) -> bool {
        let governed = (from..name).any(|at| is_preposition(self.scene.word(at)));
        governed && (from..name).any(|at| HEARSAY_NOUNS.contains(&self.scene.word(at)))
    }

    /// "X said …", "…, officials said", "…, said X"; « …, a indiqué la police ».
    fn speaker(&self, verb: usize) -> Option<Attribution> {
        let group = self.group_start(verb);
        let found = self.subject_before(verb, group);
        let credit = found.or_else(|| self.subject_after(verb, group))?;
        let word = self.scene.word(verb);
        let hearsay = matches!(word, "rapporte" | "rapporté" | "révèle" | "révélé")
            || matches!(word, "reported" | "reports") && tells_news(self.scene, verb);
        let is_hearsay =
            if credit.entity.is_some() { hearsay } else { credit.is_hearsay };
        Some(Attribution { is_hearsay, ..credit })
    }

    /// Where the auxiliaries, clitics and adverbs before a verb begin.
    fn group_start(&self, verb: usize) -> usize {
        let french = self.scene.language == Language::French;
        let mut start = verb;
        while start > 0 && self.scene.is_word(start - 1) {
            let word = self.scene.word(start - 1);
            let auxiliary =
                matches!(word, "has" | "had" | "have" | "also" | "later" | "then")
                    || french
                        && matches!(
                            word,
                            "a" | "ont"
                                | "avait"
                                | "avaient"
                                | "s'"
                                | "est"
                                | "sont"
                                | "n'"
                                | "ne"
                                | "lui"
                                | "leur"
                                | "nous"
                                | "l'"
                                | "y"
                                | "en"
                                | "aussi"
                                | "également"
                                | "ensuite"
                        );
            let adverb = word.ends_with("ly") && word.len() > 4
                || french && word.ends_with("ment") && word.len() > 6;
            if !auxiliary && !adverb {
                break;
            }
            start -= 1;
        }
        start
    }

    /// The noun phrase right before a verb of saying.
    fn subject_before(&self, verb: usize, group: usize) -> Option<Attribution> {
        let mut end = group;
        // "Anna Berg, the mayor, said": the words between the commas stand beside the name.
        if end > 0 && self.scene.word(end - 1) == "," {
            let open = (0..end - 1)
                .rev()
                .take(LONGEST_PHRASE)
                .find(|&at| self.scene.word(at) == "," || self.is_quote(at))?;
            let named = open.checked_sub(1).and_then(|at| self.node(at)?.name());
            named?;
            end = open;
        }
        let range = self.phrase_before(end);
        let last = range.end.checked_sub(1).filter(|last| range.contains(last))?;
        let node = self.node(last)?;
        if node.name().is_some() && !node.possessive && self.is_free(range.clone(), last)
        {
            return self.credit(last);
        }
        // "The Norwire agency reported".
        let named = last.checked_sub(1).filter(|name| {
            range.contains(name)
                && self.node(*name).is_some_and(|node| node.name().is_some())
                && is_press_noun(self.scene.word(last))
        });
        if let Some(name) = named {
            return self.credit(name);
        }
        let word = self.scene.word(verb);
        let opens = self.scene.language != Language::French
            || OPENS_SPEECH.contains(&self.scene.word(verb + 1));
        let finds = word != "found" || self.scene.word(verb + 1) == "that";
        if DOUBTFUL_VERBS.contains(&word) || !opens || !finds {
            return None;
        }
        // "Officials on the island said": where they are is not who they are.
        let unnamed = [0, 1]
            .iter()
            .any(|at| HEARSAY_NOUNS.contains(&self.scene.word(range.start + at)));
        let place = range.clone().skip(1).find(|&at| {
            !unnamed && matches!(self.scene.word(at), "on" | "in" | "dans" | "sur")
        });
        self.described(range.start..place.unwrap_or(range.end), false)
    }

    fn is_quote(&self, at: usize) -> bool {
        matches!(self.scene.word(at), "\"" | "“" | "”" | "«" | "»")
    }

    /// The nodes of the noun phrase that ends before a node: back to the mark, the verb or the
    /// conjunction before it.
    fn phrase_before(&self, end: usize) -> Range<usize> {
        let mut start = end;
        while start > 0 && end - start < LONGEST_PHRASE {
            let at = start - 1;
            let Some(node) = self.node(at) else { break };
            let word = node.folded.as_str();
            let goes_on = match &node.kind {
                NodeKind::Mark => word == "-" || word == "'s",
                NodeKind::Value(value) => value.kind == Kind::Number,
                NodeKind::Name(_) => true,
                NodeKind::Reference(kind, _) => *kind == ReferenceKind::Company,
                NodeKind::Word if self.is_in_relative(at) => true,
                // "A person briefed on the plans".
                NodeKind::Word
                    if HEARSAY_NOUNS.contains(&self.scene.word_before(at, 1)) =>
                {
                    true
                }
                NodeKind::Word => !self.ends_phrase(at),
            };
            if !goes_on || node.quoted {
                break;
            }
            start = at;
        }
        start..end
    }

    /// Whether "who" or « qui » opens a clause before this word of the phrase: "a nurse who
    /// asked not to be named".
    fn is_in_relative(&self, at: usize) -> bool {
        (0..=at).rev().take(8).take_while(|&left| self.scene.is_word(left)).any(|left| {
            matches!(self.scene.word(left), "who" | "qui")
                && left > 0
                && self.scene.is_word(left - 1)
        })
    }

    fn ends_phrase(&self, at: usize) -> bool {
        let word = self.scene.word(at);
        if word == "on" && self.scene.language == Language::French {
            return true;
        }
        let noun = is_determiner(self.scene.word_before(at, 1));
        is_conjunction(word)
            || is_and(word)
            || is_relative(word)
            || matches!(
                word,
                "he" | "she"
                    | "it"
                    | "they"
                    | "il"
                    | "elle"
                    | "ils"
                    | "elles"
                    | "we"
                    | "i"
            )
            || (!noun && !is_determiner(word) && (is_auxiliary(word) || is_verb(word)))
                && !HEARSAY_NOUNS.contains(&word)
    }

    /// Whether a name heads its phrase: nothing governs it, or it stands beside a post ("union
    /// leader John Marsh").
    fn is_free(&self, range: Range<usize>, name: usize) -> bool {
        let governed =
            range.clone().any(|at| at < name && is_preposition(self.scene.word(at)));
        let person = self
            .node(name)
            .and_then(Node::name)
            .is_some_and(|entity| self.entities.kind(entity) == EntityKind::Person);
        !governed
            || person
                && self.scene.is_word(name.wrapping_sub(1))
                && !is_preposition(self.scene.word_before(name, 1))
                && !is_determiner(self.scene.word_before(name, 1))
    }

    /// The noun phrase right after a verb of saying that closes what was said.
    fn subject_after(&self, verb: usize, group: usize) -> Option<Attribution> {
        if !self.closes_speech(group) {
            return None;
        }
        let start = self.skip_asides(verb + 1)?;
        let mut end = start;
        while end < self.scene.nodes.len() && end - start < LONGEST_PHRASE {
            let node = self.node(end)?;
            let word = node.folded.as_str();
            let inside = matches!(word, "de" | "d'" | "du" | "des" | "of" | "for" | "at")
                || (word == "to" && self.scene.word_before(end, 1) == "close")
                || (word == "au"
                    && matches!(self.scene.word(end + 1), "fait" | "courant"));
            let stops = match &node.kind {
                NodeKind::Mark => word != "-",
                NodeKind::Value(value) => value.kind != Kind::Number || end > start,
                NodeKind::Word => {
                    !inside && is_preposition(word) && !matches!(word, "close" | "proche")
                        || is_conjunction(word)
                        || is_relative(word) && !matches!(word, "qui" | "who")
                }
                NodeKind::Name(_) | NodeKind::Reference(..) => false,
            };
            if stops {
                break;
            }
            end += 1;
        }
        let person = (start..end).rev().find(|&at| {
            self.node(at).is_some_and(|node| node.name().is_some() && !node.possessive)
                && self.is_free(start..end, at)
        });
        // « Le secrétaire du syndicat, Jean Roy »: the name set beside the post.
        let beside = || {
            let post = (start..end).any(|at| is_person_noun(self.scene.word(at)));
            let named = self.node(end + 1).is_some_and(|node| node.name().is_some());
            (post && named && self.scene.word(end) == ",").then_some(end + 1)
        };
        match person.or_else(beside) {
            Some(name) => self.credit(name),
            None => self.described(start..end, false),
        }
    }

    /// Whether a mark before a verb group closes what was said.
    fn closes_speech(&self, group: usize) -> bool {
        group.checked_sub(1).and_then(|before| self.node(before)).is_some_and(|node| {
            matches!(
                node.folded.as_str(),
                "," | "?" | "!" | "–" | "—" | "-" | "\"" | "”" | "»"
            )
        })
    }

    /// Past times and asides between a verb and its subject: « mardi », « à la presse », « par
    /// courriel », "on Tuesday".
    fn skip_asides(&self, mut at: usize) -> Option<usize> {
        for _ in 0..3 {
            let node = self.node(at)?;
            match &node.kind {
                NodeKind::Value(value) if value.kind != Kind::Number => at += 1,
                NodeKind::Word
                    if is_preposition(&node.folded)
                        || matches!(node.folded.as_str(), "au" | "aux" | "à") =>
                {
                    let determined = is_determiner(self.scene.word(at + 1));
                    at += 2 + usize::from(determined);
                }
                _ => break,
            }
        }
        Some(at)
    }

    /// The words of a noun phrase without a name that heads it; none for pronouns and for
    /// references that stay open.
    fn described(&self, range: Range<usize>, hearsay: bool) -> Option<Attribution> {
        let first = self.node(range.start)?;
        let last = self.node(range.end.checked_sub(1)?)?;
        let words: Vec<&str> = range.clone().map(|at| self.scene.word(at)).collect();
        let noun = range.clone().any(|at| {
            let word = self.scene.word(at);
            self.node(at).is_some_and(|node| {
                matches!(
                    node.kind,
                    NodeKind::Word
                        | NodeKind::Name(_)
                        | NodeKind::Reference(ReferenceKind::Company, _)
                )
            }) && !is_determiner(word)
                && !is_preposition(word)
                && word.chars().count() > 2
        });
        let pronoun = matches!(
            first.kind,
            NodeKind::Reference(
                ReferenceKind::Pronoun | ReferenceKind::Deal | ReferenceKind::Probe,
                _
            )
        ) || matches!(
            words.first(),
            Some(
                &("he"
                    | "she"
                    | "it"
                    | "they"
                    | "il"
                    | "elle"
                    | "ils"
                    | "elles"
                    | "on"
                    | "-"
                    | "t")
            )
        );
        let governed = !hearsay
            && is_preposition(&first.folded)
            && !matches!(first.folded.as_str(), "des" | "du" | "de");
        let own = words.iter().find(|word| !is_determiner(word) && !word.is_empty());
        if own.is_some_and(|head| is_party_noun(head)) {
            return None;
        }
        let span = Span::new(first.span.start(), last.span.end().max(first.span.start()));
        let name = without_determiner(span.of(self.text).trim());
        if !noun || pronoun || governed || name.is_empty() {
            return None;
        }
        let is_hearsay = hearsay || words.iter().any(|word| HEARSAY_NOUNS.contains(word));
        Some(Attribution {
            name: name.to_owned(),
            entity: None,
            is_hearsay,
            is_firsthand: false,
        })
    }

    fn credit(&self, at: usize) -> Option<Attribution> {
        let node = self.node(at)?;
        let entity = node.name()?;
        // The fullest form that the story knows, else the words as they stand.
        let name = match self.entities.name(entity) {
            "" => node.span.of(self.text),
            name => name,
        };
        Some(Attribution {
            name: name.to_owned(),
            entity: Some(entity),
            is_hearsay: true,
            is_firsthand: false,
        })
    }
}

/// Words that open a noun phrase and say nothing of who it is. "Two" and « deux » stay: how
/// many sources there are is told.
const DETERMINERS: &[&str] = &[
    "the ", "a ", "an ", "some ", "le ", "la ", "les ", "l'", "l’", "un ", "une ",
    "des ", "du ", "de la ", "de l'", "de l’", "d'", "d’", "its ", "their ", "his ",
    "her ", "son ", "sa ", "ses ", "leur ", "leurs ",
];

fn without_determiner(words: &str) -> &str {
    let lower = words.to_lowercase();
    let longest = DETERMINERS
        .iter()
        .filter(|determiner| lower.starts_with(**determiner))
        .max_by_key(|determiner| determiner.len());
    longest.and_then(|determiner| words.get(determiner.len()..)).unwrap_or(words)
}

/// Nouns for the parties of a story that speak for themselves: what "the company said" of its
/// own deal is credited to nobody else.
fn is_party_noun(word: &str) -> bool {
    let noun = word.rsplit([' ', '\'', '’']).next().unwrap_or_default();
    matches!(
        noun,
        "company"
            | "companies"
            | "group"
            | "groups"
            | "firm"
            | "firms"
            | "startup"
            | "start"
            | "business"
            | "businesses"
            | "sides"
            | "parties"
            | "partners"
            | "groupe"
            | "groupes"
            | "entreprise"
            | "entreprises"
            | "société"
            | "sociétés"
            | "firme"
            | "compagnie"
            | "compagnies"
            | "partenaires"
            | "pousse"
    )
}

/// Nouns for papers and agencies that stand beside their names.
fn is_press_noun(word: &str) -> bool {
    matches!(
        word,
        "agency"
            | "newspaper"
            | "paper"
            | "daily"
            | "newswire"
            | "agence"
            | "quotidien"
            | "journal"
            | "magazine"
            | "site"
            | "website"
            | "hebdomadaire"
            | "weekly"
    )
}

/// "X reported that", "X reported on Monday", "…, X reported.": tells news. "X reported a
/// profit", "X reported sales of" gives account of itself.
fn tells_news(scene: &Scene, at: usize) -> bool {
    let next = scene.nodes.get(at + 1);
    next.is_none_or(|next| {
        next.value().is_some_and(|value| {
            value.kind == Kind::Date
                && value.iso.as_deref().is_some_and(|iso| iso.len() == 10)
        }) || matches!(
            next.folded.as_str(),
            "that"
                | "on"
                | "earlier"
                | "late"
                | "last"
                | "first"
                | ","
                | "."
                | "\""
                | ":"
                | ";"
        ) && !scene.word(at + 2).starts_with('-')
    })
}
