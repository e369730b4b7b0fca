//! What the frame of the main deal asks and no article answers.

use recoupe_text::values::Bound;

use crate::reading::Reading;
use crate::scene::node::NodeKind;
use crate::sheet::{Certainty, Fact, OpenQuestion, Place, Stage, ValueKind};

/// The open questions of the main deal, in a fixed order; none where the story has no deal
/// at its core.
pub(crate) fn questions(facts: &[Fact], reading: &Reading) -> Vec<OpenQuestion> {
    let main = facts.iter().find(|fact| {
        fact.core
            && matches!(
                fact.attribute.as_str(),
                "investment" | "acquisition" | "stake" | "funding_round"
            )
    });
    let Some(main) = main else { return Vec::new() };
    let deal = Deal { main, facts, reading };
    [deal.price(), deal.stake(), deal.investors(), deal.closing(), deal.confirmation()]
        .into_iter()
        .flatten()
        .collect()
}

struct Deal<'sheet> {
    main: &'sheet Fact,
    facts: &'sheet [Fact],
    reading: &'sheet Reading,
}

/// Words of a sentence that speaks of the end of a deal, both languages.
const CLOSING: [&str; 26] = [
    "close",
    "closes",
    "closed",
    "closing",
    "complete",
    "completed",
    "completion",
    "finalised",
    "finalized",
    "finalise",
    "effective",
    "clearance",
    "finalisée",
    "finalisé",
    "finaliser",
    "finalisation",
    "bouclée",
    "bouclé",
    "boucler",
    "clôture",
    "conclue",
    "conclure",
    "closings",
    "réalisation",
    "settled",
    "définitive",
];

/// Words of a sentence that gives a price.
const PRICING: [&str; 20] = [
    "price",
    "pay",
    "paid",
    "pays",
    "paying",
    "deal",
    "offer",
    "invest",
    "invested",
    "worth",
    "prix",
    "payer",
    "payé",
    "paie",
    "montant",
    "investir",
    "investi",
    "opération",
    "offre",
    "transaction",
];

/// Words of a sentence that gives the size of a stake.
const SHARING: [&str; 14] = [
    "stake",
    "capital",
    "shares",
    "equity",
    "holding",
    "participation",
    "parts",
    "actions",
    "titres",
    "majority",
    "minority",
    "majoritaire",
    "minoritaire",
    "ownership",
];

#[expect(clippy::unnecessary_wraps, reason = "each frame asks one question or none")]
fn question(attribute: &str, text: String, text_fr: String) -> Option<OpenQuestion> {
    Some(OpenQuestion { attribute: attribute.to_owned(), text, text_fr })
}

impl Deal<'_> {
    /// Facts between the same two parties.
    fn between(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(|fact| {
            fact.fact == self.main.fact
                || (fact.subject == self.main.subject && fact.object == self.main.object)
        })
    }

    fn has(&self, kind: ValueKind) -> bool {
        self.between().any(|fact| {
            fact.claims.iter().any(|claim| {
                claim.value.kind == kind
                    && claim.value.bound != Bound::Vague
                    && claim.place != Place::Title
            })
        })
    }

    /// Whether a sentence of a body holds such a value beside one of these words: then it
    /// may be the answer, though no fact was read there.
    fn said(&self, kind: ValueKind, words: &[&str]) -> bool {
        self.reading.scenes.iter().filter(|scene| scene.place == Place::Body).any(
            |scene| {
                let value = scene.nodes.iter().any(|node| {
                    node.value().is_some_and(|value| ValueKind::from(value.kind) == kind)
                });
                value
                    && scene.nodes.iter().any(|node| {
                        node.folded.split(' ').any(|word| words.contains(&word))
                    })
            },
        )
    }

    fn price(&self) -> Option<OpenQuestion> {
        let priced = self.has(ValueKind::Money)
            || self.facts.iter().any(|fact| {
                fact.attribute == "price"
                    && Some(&fact.subject) == self.main.object.as_ref()
            });
        if priced || self.said(ValueKind::Money, &PRICING) {
            return None;
        }
        let (subject, object) =
            (&self.main.subject, self.main.object.as_deref().unwrap_or_default());
        match self.main.attribute.as_str() {
            "funding_round" => question(
                "funding_round",
                format!("How much does {subject} raise?"),
                format!("Combien {subject} lève-t-il ?"),
            ),
            _ if object.is_empty() => None,
            attribute => question(
                attribute,
                format!("How much does {subject} pay for {object}?"),
                format!("Combien {subject} paie-t-il pour {object} ?"),
            ),
        }
    }

    fn stake(&self) -> Option<OpenQuestion> {
        let object = self.main.object.as_deref()?;
        let asked = matches!(self.main.attribute.as_str(), "investment" | "stake");
        if !asked
            || self.has(ValueKind::Percent)
            || self.said(ValueKind::Percent, &SHARING)
        {
            return None;
        }
        question(
            "stake",
            format!("How large is the stake of {} in {object}?", self.main.subject),
            format!("Quelle part de {object} revient à {} ?", self.main.subject),
        )
    }

    fn investors(&self) -> Option<OpenQuestion> {
        let round = self.main.attribute == "funding_round";
        let known = self.main.object.is_some()
            || self.facts.iter().any(|fact| {
                matches!(fact.attribute.as_str(), "investor" | "investment")
                    && (fact.object.as_ref() == Some(&self.main.subject)
                        || fact.subject == self.main.subject)
            });
        let open = matches!(
            self.main.stage,
            Some(Stage::Completed | Stage::Announced | Stage::Signed)
        );
        if !round || known || !open {
            return None;
        }
        question(
            "investor",
            format!("Who invests in {}?", self.main.subject),
            format!("Qui investit dans {} ?", self.main.subject),
        )
    }

    /// Asked unless the deal is done, dead, or a sentence on its end gives a date.
    fn closing(&self) -> Option<OpenQuestion> {
        let open = matches!(
            self.main.stage,
            Some(
                Stage::Planned
                    | Stage::Agreed
                    | Stage::Signed
                    | Stage::Announced
                    | Stage::Review
            )
        );
        if !open || self.main.attribute == "funding_round" || self.dated_end() {
            return None;
        }
        question(
            "closing",
            "When is the deal to be completed?".to_owned(),
            "Quand l’opération doit-elle être finalisée ?".to_owned(),
        )
    }

    fn dated_end(&self) -> bool {
        self.reading.scenes.iter().filter(|scene| scene.place == Place::Body).any(
            |scene| {
                let ends = scene
                    .nodes
                    .iter()
                    .any(|node| CLOSING.contains(&node.folded.as_str()));
                let dated = scene.nodes.iter().any(|node| {
                matches!(&node.kind, NodeKind::Value(value) if value.iso.is_some())
            });
                ends && dated
            },
        )
    }

    /// Asked where no body states the deal without reserve and none credits it to a party.
    fn confirmation(&self) -> Option<OpenQuestion> {
        let parties: Vec<&str> = std::iter::once(self.main.subject.as_str())
            .chain(self.main.object.as_deref())
            .collect();
        let confirmed = self.between().flat_map(|fact| fact.claims.iter()).any(|claim| {
            let sure = claim.certainty == Certainty::Asserted
                && claim.attribution.is_none()
                && matches!(
                    claim.stage,
                    Some(
                        Stage::Announced
                            | Stage::Signed
                            | Stage::Agreed
                            | Stage::Completed
                    )
                );
            let own =
                claim.attribution.as_deref().is_some_and(|name| parties.contains(&name));
            claim.place == Place::Body && (sure || own)
        });
        let hearsay = self.main.support.unnamed
            || matches!(
                self.main.certainty,
                Certainty::Reported | Certainty::Possible | Certainty::Conditional
            );
        if confirmed || !hearsay {
            return None;
        }
        let names = parties.join(" / ");
        question(
            "confirmation",
            format!("Do the parties ({names}) confirm it?"),
            format!("Les parties ({names}) le confirment-elles ?"),
        )
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::sheet_of;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let (sheet, _) = sheet_of(&[("a1", "2025-06-10", "Orlan and Veltra", text)]);
        let found: Vec<&str> = sheet
            .open_questions
            .iter()
            .map(|question| question.attribute.as_str())
            .collect();
        assert_eq!(found, expected, "{:#?}", sheet.open_questions);
        assert!(sheet.open_questions.iter().all(|question| !question.text_fr.is_empty()));
    }

    #[test]
    fn what_nobody_tells_of_the_main_deal_is_asked() {
        check(
            "Orlan Group has agreed to buy the software maker Veltra, the companies said.\n\nThey gave no terms.",
            &["acquisition", "closing"],
        );
        check(
            "Le groupe Orlan a signé un accord pour racheter l’éditeur de logiciels Veltra, ont annoncé les deux entreprises.\n\nIls n’ont pas donné de détails.",
            &["acquisition", "closing"],
        );
    }

    #[test]
    fn what_is_answered_is_not_asked() {
        check(
            "Orlan Group has agreed to buy the software maker Veltra for $2 billion.\n\nThe deal should close in March 2026.",
            &[],
        );
        check(
            "Le groupe Orlan a signé un accord pour racheter l’éditeur de logiciels Veltra pour 2 milliards de dollars.\n\nL’opération doit être finalisée en mars 2026.",
            &[],
        );
        check(
            "A storm hit the coast on Sunday.\n\nNobody was hurt, the mayor said.",
            &[],
        );
    }
}
