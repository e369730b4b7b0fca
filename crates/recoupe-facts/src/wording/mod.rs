//! One readable sentence for a fact, in English and in French, from its normalised parts
//! alone: hedges stay, nothing is added.
//!
//! A clause says as much as grammar allows (who has done, plans or negotiates what); what
//! it could not say of the period, the stage or the doubt follows it in few words. Where
//! grammar would ask for what no source states, such as the gender of a person, the
//! sentence is built without it.

mod amounts;
mod companies;
mod credit;
mod deals;
mod events;
mod french;
mod periods;
mod procedures;
mod roles;
#[cfg(test)]
mod tests;

use recoupe_text::Language;

use crate::relations::{mot, word};
use crate::sheet::{Certainty, Fact, ValueKind};

pub(crate) use amounts::value_words;

/// A fact to be told in one language.
#[derive(Debug, Clone, Copy)]
struct Told<'fact> {
    fact: &'fact Fact,
    /// The name of the event that the story tells; a fact about it needs no subject.
    event: &'fact str,
    /// Whether the sentence is French; English otherwise.
    french: bool,
    /// Whether the words of the fact (roles, matters, sources) were read in French.
    from_french: bool,
}

/// A clause, and what of the fact it says already.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Clause {
    text: String,
    says_period: bool,
    says_stage: bool,
    says_doubt: bool,
}

impl Clause {
    /// A clause that leaves period, stage and doubt to what follows.
    fn plain(text: String) -> Self {
        Self { text, ..Self::default() }
    }

    /// A clause that says the stage, and with it how sure it is.
    fn staged(text: String) -> Self {
        Self { text, says_stage: true, says_doubt: true, says_period: false }
    }

    fn with_period(self) -> Self {
        Self { says_period: true, ..self }
    }
}

/// The statement of a fact in `language` (English unless French). `event` is the name of
/// the event of its story, `written` the language its words were read in.
pub(crate) fn statement(
    fact: &Fact,
    event: &str,
    written: Language,
    language: Language,
) -> String {
    let told = Told {
        fact,
        event,
        french: language == Language::French,
        from_french: written == Language::French,
    };
    let clause = told.clause();
    let mut text = clause.text;
    if !clause.says_period
        && fact.value.kind != ValueKind::Date
        && let Some(period) = &fact.period
    {
        text = format!("{text} ({})", periods::bare(period, told.french));
    }
    if !clause.says_stage
        && let Some(stage) = fact.stage
    {
        text.push_str(", ");
        text.push_str(if told.french { mot(stage) } else { word(stage) });
    }
    if !clause.says_doubt {
        text.push_str(told.doubt());
    }
    text.push_str(&told.credited(&text));
    capitalised(&text)
}

impl<'fact> Told<'fact> {
    fn clause(self) -> Clause {
        let fact = self.fact;
        match fact.attribute.as_str() {
            "investment" | "acquisition" | "stake" | "funding_round"
            | "spending_plan" | "jobs_cut" => deals::clause(self),
            "valuation" | "revenue" | "profit" | "loss" | "founded" | "founder"
            | "client" | "partner" | "subsidiary" | "investor" | "supplier" => {
                companies::clause(self)
            }
            "investigation" => procedures::investigation(self),
            "role" => roles::role(self),
            "departure" => roles::departure(self),
            _ => events::clause(self),
        }
    }

    fn subject(self) -> &'fact str {
        &self.fact.subject
    }

    fn object(self) -> Option<&'fact str> {
        self.fact.object.as_deref().filter(|object| !object.is_empty())
    }

    fn has_value(self) -> bool {
        self.fact.value.kind != ValueKind::None
    }

    fn value(self) -> String {
        value_words(&self.fact.value, self.french)
    }

    /// Words of a source: in quotation marks where their language is not the reader's.
    fn words(self, words: &str) -> String {
        credit::in_language(words, self.from_french, self.french)
    }

    /// `in 2024`, « en mars 2025 », with the space before it; nothing where unknown.
    fn when(self) -> String {
        self.fact.period.as_deref().map_or_else(String::new, |period| {
            format!(" {}", periods::within(period, self.french))
        })
    }

    /// How unsure the sources are, where the clause could not say it.
    fn doubt(self) -> &'static str {
        let unattributed = self.fact.attribution.is_none();
        match (self.fact.certainty, self.french) {
            (Certainty::Possible, false) => " (possibly)",
            (Certainty::Possible, true) => " (possible)",
            (Certainty::Conditional, false) => " (on conditions)",
            (Certainty::Conditional, true) => " (sous conditions)",
            (Certainty::Reported, false) if unattributed => " (reported)",
            (Certainty::Reported, true) if unattributed => " (rapporté)",
            (Certainty::Forecast, false) => " (expected)",
            (Certainty::Forecast, true) => " (attendu)",
            (Certainty::Opinion, false) => " (an opinion)",
            (Certainty::Opinion, true) => " (un avis)",
            (Certainty::Negated, false) => " — said not to be so",
            (Certainty::Negated, true) => " — donné pour faux",
            _ => "",
        }
    }

    /// Whom the statement is credited to, unless `told` names them already.
    fn credited(self, told: &str) -> String {
        let Some(source) = &self.fact.attribution else { return String::new() };
        if told.contains(source.as_str()) {
            return String::new();
        }
        let source = credit::source(source, self.french);
        if self.french {
            format!(", selon {source}")
        } else {
            format!(", according to {source}")
        }
    }
}

/// A sentence begins with a capital; names keep theirs as they are written.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
