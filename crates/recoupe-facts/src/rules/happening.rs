//! What the rules of tolls and magnitudes share: numbers of people, and whether a sentence
//! speaks of the event of the story or of another one.

use recoupe_text::values::Kind;

use super::roles::matches_any;
use super::{Bench, Subject};
use crate::scene::words::{is_and, is_auxiliary, is_preposition};

/// Nouns for events with victims, both languages.
pub(crate) const EVENT_NOUNS: [&str; 66] = [
    "earthquake",
    "quake",
    "tremor",
    "séisme",
    "tremblement",
    "secousse",
    "flood",
    "floods",
    "flooding",
    "inondation",
    "inondations",
    "crue",
    "crues",
    "fire",
    "blaze",
    "wildfire",
    "incendie",
    "incendies",
    "explosion",
    "blast",
    "crash",
    "collision",
    "accident",
    "derailment",
    "déraillement",
    "attack",
    "attaque",
    "attentat",
    "shooting",
    "fusillade",
    "storm",
    "tempête",
    "hurricane",
    "ouragan",
    "cyclone",
    "typhoon",
    "typhon",
    "tornado",
    "tornade",
    "landslide",
    "landslides",
    "mudslide",
    "glissement",
    "eruption",
    "éruption",
    "avalanche",
    "disaster",
    "catastrophe",
    "collapse",
    "effondrement",
    "sinking",
    "naufrage",
    "shipwreck",
    "stampede",
    "bousculade",
    "bombing",
    "heatwave",
    "canicule",
    "epidemic",
    "épidémie",
    "outbreak",
    "tsunami",
    "strike",
    "grève",
    "walkout",
    "drought",
];

/// Nouns for people that are counted, both languages.
const PEOPLE: [&str; 96] = [
    "people",
    "persons",
    "person",
    "passengers",
    "workers",
    "employees",
    "residents",
    "villagers",
    "civilians",
    "soldiers",
    "troops",
    "policemen",
    "officers",
    "children",
    "students",
    "pupils",
    "women",
    "men",
    "migrants",
    "tourists",
    "pilgrims",
    "fans",
    "spectators",
    "firefighters",
    "rescuers",
    "miners",
    "patients",
    "inhabitants",
    "adults",
    "teenagers",
    "others",
    "drivers",
    "sailors",
    "fishermen",
    "members",
    "victims",
    "guests",
    "demonstrators",
    "protesters",
    "worshippers",
    "holidaymakers",
    "occupants",
    "survivors",
    "climbers",
    "skiers",
    "hikers",
    "travellers",
    "travelers",
    "locals",
    "personnes",
    "passagers",
    "passagères",
    "ouvriers",
    "ouvrières",
    "salariés",
    "salariées",
    "employés",
    "employées",
    "habitants",
    "habitantes",
    "riverains",
    "riveraines",
    "villageois",
    "civils",
    "soldats",
    "militaires",
    "policiers",
    "gendarmes",
    "enfants",
    "élèves",
    "étudiants",
    "étudiantes",
    "femmes",
    "hommes",
    "touristes",
    "pèlerins",
    "supporters",
    "spectateurs",
    "pompiers",
    "secouristes",
    "mineurs",
    "résidents",
    "résidentes",
    "adultes",
    "adolescents",
    "victimes",
    "autres",
    "marins",
    "pêcheurs",
    "membres",
    "voyageurs",
    "voyageuses",
    "vacanciers",
    "manifestants",
    "fidèles",
    "automobilistes",
];

/// Small words that may stand between a number and what it says of people.
const BETWEEN: [&str; 26] = [
    "other",
    "others",
    "more",
    "autres",
    "still",
    "also",
    "seriously",
    "slightly",
    "badly",
    "critically",
    "lightly",
    "grièvement",
    "légèrement",
    "gravement",
    "encore",
    "toujours",
    "confirmed",
    "reported",
    "feared",
    "presumed",
    "additional",
    "supplémentaires",
    "au",
    "moins",
    "further",
    "believed",
];

/// Participles that may stand before a word of state: "were found dead".
const LINKS: [&str; 24] = [
    "found",
    "trouvé",
    "perdu",
    "perdent",
    "trouvent",
    "trouveront",
    "retrouvés",
    "retrouvées",
    "portées",
    "portés",
    "confirmed",
    "reported",
    "left",
    "feared",
    "mis",
    "mises",
    "leave",
    "flee",
    "fled",
    "forced",
    "quitter",
    "quitté",
    "fuir",
    "fui",
];

/// Most news sentences keep a number of people this near (in nodes) to its verb.
const LEFT_REACH: usize = 14;

impl Bench<'_> {
    /// The number of people that stands before the word of state at `at`: "nine people were
    /// killed", "63 injured", « 140 autres ont été blessées ». Of "143 passengers and six
    /// crew were evacuated" the first number. `stops` are words at which the search ends.
    pub(crate) fn people_before(&self, at: usize, stops: &[&str]) -> Option<usize> {
        if self.is_singular(at) {
            return None;
        }
        for left in (at.saturating_sub(LEFT_REACH)..at).rev() {
            if self.is_value(left, Kind::Number) {
                if self.counts_part(left) {
                    continue;
                }
                let fits = self.same_clause(left, at) || self.after_comma(left, at);
                return (fits && self.is_headcount(left, at))
                    .then(|| self.first_of_pair(left));
            }
            let word = self.word(left);
            let joint = is_and(word) && left + 1 < at;
            let verb = self.scene.is_word(left)
                && crate::scene::verbs::is_verb(word)
                && !is_auxiliary(word)
                && !is_preposition(word)
                && !LINKS.contains(&word);
            if matches_any(word, stops)
                || joint
                || verb
                || matches!(word, ";" | ":" | "." | "\"")
            {
                return None;
            }
        }
        None
    }

    /// « Six personnes, légèrement blessées »: a participle between commas is still said of
    /// the people before the comma.
    fn after_comma(&self, number: usize, at: usize) -> bool {
        (number + 2..at).any(|between| {
            self.word(between) == "," && at - between <= 2 && between - number <= 3
        })
    }

    /// A verb in the singular has no number of people for its subject.
    fn is_singular(&self, at: usize) -> bool {
        let mut left = at;
        while let Some(before) = left.checked_sub(1) {
            let word = self.word(before);
            let passes = BETWEEN.contains(&word)
                || LINKS.contains(&word)
                || matches!(word, "been" | "été" | "la" | "à" | "l'");
            if !passes {
                return matches!(
                    word,
                    "was"
                        | "is"
                        | "has"
                        | "a"
                        | "est"
                        | "était"
                        | "fut"
                        | "avait"
                        | "sera"
                        | "aurait"
                );
            }
            left = before;
        }
        false
    }

    /// "of the 40 people": the number of a whole, of which another number is a part;
    /// "including two children": a part of another number.
    fn counts_part(&self, number: usize) -> bool {
        let governor =
            self.scene.nodes.get(number).map_or("", |node| node.governor.as_str());
        matches!(governor, "of" | "among" | "parmi" | "sur" | "including")
            || matches!(self.scene.word_before(number, 1), "dont" | "including")
            || (governor == "des" && self.scene.word_before(number, 1) == "des")
    }

    /// Whether the words after a number make it a number of people.
    fn is_headcount(&self, number: usize, at: usize) -> bool {
        let next = self.word(number + 1);
        if self.is_other(number) {
            return (0..number).any(|left| self.is_value(left, Kind::Number));
        }
        number + 1 == at
            || self.people_noun(number).is_some()
            || BETWEEN.contains(&next)
            || (is_auxiliary(next) && number + 1 < at)
            || (next == "of" && self.people_within(number + 2, at))
            || (matches!(next, "de" | "des" | "d'") && self.people_within(number + 2, at))
    }

    fn people_within(&self, from: usize, to: usize) -> bool {
        (from..to).any(|at| PEOPLE.contains(&self.word(at)))
    }

    /// "two others": only beside a number that says beside whom.
    fn is_other(&self, number: usize) -> bool {
        matches!(self.word(number + 1), "others" | "other" | "autres" | "more")
    }

    /// The noun for people right after a number, with at most two modifiers between.
    fn people_noun(&self, number: usize) -> Option<usize> {
        (number + 1..number + 4)
            .take_while(|at| {
                self.scene.nodes.get(*at).is_some_and(|node| {
                    let folded = node.folded.as_str();
                    node.value().is_none()
                        && !is_preposition(folded)
                        && !is_auxiliary(folded)
                        && !is_and(folded)
                        && !matches!(folded, "," | "." | ";" | ":" | "(" | ")")
                })
            })
            .find(|at| PEOPLE.contains(&self.word(*at)))
    }

    /// Of two joined numbers of people the first: "143 passengers and six crew members".
    fn first_of_pair(&self, number: usize) -> usize {
        let joint = number.checked_sub(1).filter(|before| is_and(self.word(*before)));
        let Some(joint) = joint else { return number };
        let first = (joint.saturating_sub(4)..joint)
            .rev()
            .find(|at| self.is_value(*at, Kind::Number));
        first
            .filter(|first| {
                self.people_noun(*first).is_some_and(|noun| noun + 1 == joint)
            })
            .unwrap_or(number)
    }

    /// The number of people right after an active verb: "killing at least 41 people",
    /// « en blessant environ 300 ».
    pub(crate) fn people_after(&self, at: usize) -> Option<usize> {
        let number = (at + 1..at + 4)
            .take_while(|right| {
                self.is_value(*right, Kind::Number)
                    || matches!(
                        self.word(*right),
                        "another"
                            | "an"
                            | "estimated"
                            | "some"
                            | "encore"
                            | "aussi"
                            | "also"
                            | "à"
                            | "to"
                            | "of"
                            | "the"
                            | "les"
                            | "up"
                            | "as"
                            | "many"
                    )
            })
            .find(|right| self.is_value(*right, Kind::Number))?;
        let next = self.scene.nodes.get(number + 1);
        let bare = next.is_none_or(|node| {
            !self.scene.is_word(number + 1)
                || is_preposition(&node.folded)
                || is_and(&node.folded)
                || is_auxiliary(&node.folded)
                || BETWEEN.contains(&node.folded.as_str())
                || matches!(
                    node.folded.as_str(),
                    "when" | "lors" | "after" | "dont" | "alone" | "as" | "so"
                )
        });
        (bare || self.people_noun(number).is_some()).then_some(number)
    }

    /// The number a count has reached: "the toll rose to 68", "deaths pass 100",
    /// « le bilan s'établit à 112 morts ». Of several in the clause the one it leads to.
    pub(crate) fn count_reached(&self, at: usize) -> Option<usize> {
        let numbers: Vec<usize> = (at + 1..(at + 22).min(self.scene.nodes.len()))
            .filter(|right| self.is_value(*right, Kind::Number) && !self.is_taken(*right))
            .filter(|right| {
                let moved = (at + 1..*right)
                    .filter(|between| self.scene.is_word(*between))
                    .any(|between| matches_any(self.word(between), &MOVES));
                let put = (at + 1..*right).all(|between| {
                    matches!(
                        self.word(between),
                        "at" | "à" | ":" | "is" | "was" | "of" | "now" | "désormais"
                    )
                });
                moved || put
            })
            .filter(|right| self.word(right + 1) != "%" && !self.counts_something(*right))
            .collect();
        let towards = numbers.iter().find(|right| {
            self.scene
                .nodes
                .get(**right)
                .is_some_and(|node| matches!(node.governor.as_str(), "to" | "at" | "à"))
        });
        towards.or(numbers.first()).copied()
    }

    /// A noun that is not for people follows: "rose after 12 days", "68 villages".
    fn counts_something(&self, number: usize) -> bool {
        let next = self.word(number + 1);
        self.scene.is_word(number + 1)
            && self.people_noun(number).is_none()
            && !is_preposition(next)
            && !is_and(next)
            && !is_auxiliary(next)
            && !BETWEEN.contains(&next)
            && !matches!(
                next,
                "dead"
                    | "morts"
                    | "deaths"
                    | "after"
                    | "when"
                    | "as"
                    | "on"
                    | "la"
                    | "le"
                    | "jeudi"
                    | "lundi"
                    | "mardi"
                    | "mercredi"
                    | "vendredi"
                    | "samedi"
                    | "dimanche"
                    | "officials"
                    | "late"
                    | "early"
                    | "overnight"
                    | "so"
            )
    }

    /// Whose toll the sentence tells at `at`: the event of the story; an earlier one that the
    /// sentence dates by its year; `None` where it compares with another event.
    pub(crate) fn happening(&self, at: usize, number: usize) -> Option<Subject> {
        if (0..at).any(|left| matches_any(self.word(left), &COMPARES)) {
            return self.dated_by_year(at, number);
        }
        match self.foreign_year(at) {
            None => Some(Subject::Event),
            Some(_) => self.dated_by_year(at, number),
        }
    }

    /// The one bare year of the sentence that is not the year of the article.
    fn foreign_year(&self, at: usize) -> Option<usize> {
        (0..self.scene.nodes.len())
            .filter(|other| self.same_clause(*other, at) || *other < at)
            .find(|other| {
                self.bare_year(*other).is_some_and(|year| Some(year) != self.year)
            })
    }

    /// A bare year: a date that is nothing else, or a four-digit number after an event.
    fn bare_year(&self, at: usize) -> Option<i16> {
        let node = self.scene.nodes.get(at)?;
        let value = node.value()?;
        if value.kind != Kind::Date {
            return None;
        }
        value.iso.as_deref().filter(|iso| iso.len() == 4)?.parse().ok()
    }

    /// The year that dates the event: "an earthquake in 1976 killed", "the 1976 quake",
    /// "killed nine people in 2004".
    fn dated_by_year(&self, at: usize, number: usize) -> Option<Subject> {
        let year = self.foreign_year(at)?;
        let last = at.max(number);
        let named = (year.saturating_sub(3)..year + 3)
            .any(|near| near != year && EVENT_NOUNS.contains(&self.word(near)));
        let follows = year > last && year - last <= 4;
        if !named && !follows {
            return None;
        }
        self.bare_year(year).map(Subject::Year)
    }
}

/// Verbs of counts that move or stand.
const MOVES: [&str; 44] = [
    "rose",
    "rises",
    "risen",
    "rise",
    "climb",
    "climbs",
    "climbed",
    "reach",
    "reaches",
    "reached",
    "pass",
    "passes",
    "passed",
    "top",
    "tops",
    "topped",
    "exceed",
    "exceeds",
    "exceeded",
    "stands",
    "stood",
    "jumps",
    "jumped",
    "grew",
    "put",
    "puts",
    "s'établit",
    "établit",
    "établissait",
    "élève",
    "élevait",
    "atteint",
    "atteignait",
    "dépasse",
    "dépassé",
    "dépassait",
    "passe",
    "passé",
    "grimpe",
    "grimpé",
    "monte",
    "monté",
    "alourdi",
    "alourdit",
];

/// Words that bring another event in: what they stand before is not the story's own.
const COMPARES: [&str; 19] = [
    "comme",
    "like",
    "unlike",
    "than",
    "since",
    "depuis",
    "memories",
    "souvenir",
    "souvenirs",
    "unrelated",
    "rappelle",
    "rappelant",
    "recalls",
    "recalled",
    "recalling",
    "similar",
    "celle",
    "celui",
    "previous",
];
