//! The words of the interface, English and French side by side.

use maud::{Markup, Render, html};
use recoupe_facts::{Certainty, Place, RelationKind, Stage};
use recoupe_text::LineClass;
use serde::{Deserialize, Serialize};

use crate::typography::french_spaces;

/// The languages a page speaks to its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Tongue {
    /// English.
    #[default]
    English,
    /// French.
    French,
}

impl Tongue {
    /// Both, in the order pages write them.
    pub(crate) const BOTH: [Self; 2] = [Self::English, Self::French];

    /// The class that shows an element only in this language.
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::English => "l-en",
            Self::French => "l-fr",
        }
    }

    /// ISO 639-1.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::French => "fr",
        }
    }

    /// The words of this language.
    pub(crate) fn pick<T>(self, english: T, french: T) -> T {
        match self {
            Self::English => english,
            Self::French => french,
        }
    }
}

/// One remark in both languages, as plain text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bilingual {
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}

impl Bilingual {
    /// Both wordings; French spaces before `: ; ? !` become narrow and unbreakable when the
    /// page is drawn.
    pub fn new(english: impl Into<String>, french: impl Into<String>) -> Self {
        Self { en: english.into(), fr: french.into() }
    }

    /// The wording for one language.
    pub(crate) fn get(&self, tongue: Tongue) -> String {
        match tongue {
            Tongue::English => self.en.clone(),
            Tongue::French => french_spaces(&self.fr),
        }
    }
}

impl Render for Bilingual {
    fn render(&self) -> Markup {
        both(&self.en, &self.fr)
    }
}

/// Both wordings of a label; the page shows the one of its language.
pub(crate) fn both(english: &str, french: &str) -> Markup {
    if english == french {
        return html! { (english) };
    }
    html! {
        span.l-en lang="en" { (english) }
        span.l-fr lang="fr" { (french_spaces(french)) }
    }
}

/// What a function writes for each language, each shown in its own.
pub(crate) fn each<R: Render>(write: impl Fn(Tongue) -> R) -> Markup {
    html! {
        @for tongue in Tongue::BOTH {
            span class=(tongue.class()) lang=(tongue.code()) { (write(tongue)) }
        }
    }
}

/// English and French of a stage.
pub(crate) fn stage(stage: Stage) -> (&'static str, &'static str) {
    match stage {
        Stage::Rumoured => ("rumoured", "rumeur"),
        Stage::Considering => ("under consideration", "à l’étude"),
        Stage::InTalks => ("in talks", "en discussions"),
        Stage::Offered => ("offered", "offre déposée"),
        Stage::Planned => ("planned", "prévu"),
        Stage::Agreed => ("agreed", "accord de principe"),
        Stage::Signed => ("signed", "signé"),
        Stage::Announced => ("announced", "annoncé"),
        Stage::Review => ("under review", "en cours d’examen"),
        Stage::Completed => ("completed", "finalisé"),
        Stage::Postponed => ("postponed", "reporté"),
        Stage::Cancelled => ("called off", "abandonné"),
        Stage::Denied => ("denied", "démenti"),
        Stage::Opened => ("proceedings opened", "procédure ouverte"),
        Stage::Dropped => ("proceedings dropped", "procédure classée"),
        Stage::Settled => ("settled", "transaction conclue"),
        Stage::Fined => ("fined", "sanctionné"),
        Stage::Cleared => ("cleared", "mis hors de cause"),
    }
}

/// English and French of a certainty.
pub(crate) fn certainty(certainty: Certainty) -> (&'static str, &'static str) {
    match certainty {
        Certainty::Asserted => ("stated as fact", "donné pour acquis"),
        Certainty::Reported => ("reported", "rapporté"),
        Certainty::Possible => ("possible", "possible"),
        Certainty::Conditional => ("conditional", "sous condition"),
        Certainty::Forecast => ("forecast", "prévision"),
        Certainty::Opinion => ("opinion", "jugement"),
        Certainty::Negated => ("stated not to be so", "donné pour faux"),
    }
}

/// English and French of a relation between two claims.
pub(crate) fn relation(kind: RelationKind) -> (&'static str, &'static str) {
    match kind {
        RelationKind::Equal => ("the same", "identique"),
        RelationKind::Refines => {
            ("consistent, one is more precise", "compatible, l’un est plus précis")
        }
        RelationKind::Compatible => ("compatible", "compatible"),
        RelationKind::QualifierDiffers => {
            ("differs: how exact", "diffère : degré de précision")
        }
        RelationKind::StageDiffers => {
            ("differs: how far along", "diffère : état d’avancement")
        }
        RelationKind::HeadlineOverclaims => {
            ("headline says more", "le titre en dit plus")
        }
        RelationKind::Updates => ("updated", "mis à jour"),
        RelationKind::Contradicts => ("contradicts", "contradiction"),
    }
}

/// English and French of the place a claim stands in; `None` for running text.
pub(crate) fn place(place: Place) -> Option<(&'static str, &'static str)> {
    match place {
        Place::Title => Some(("headline", "titre")),
        Place::Body => None,
        Place::Table => Some(("table", "tableau")),
    }
}

/// English and French of lines that are set apart from the article.
pub(crate) fn furniture(class: LineClass) -> (&'static str, &'static str) {
    match class {
        LineClass::Repeat => ("repeated line", "ligne répétée"),
        _ => ("page furniture", "habillage de page"),
    }
}

/// English and French of an attribute; unknown ones are `None`, their key is then shown.
fn known_attribute(key: &str) -> Option<(&'static str, &'static str)> {
    Some(match key {
        "acquisition" | "acquire" => ("Acquisition", "Acquisition"),
        "amount" => ("Amount", "Montant"),
        "backer" | "backers" => ("Backer", "Soutien financier"),
        "belongs" | "belongs_to" | "part_of" => ("Belongs to", "Appartenance"),
        "capacity" => ("Capacity", "Capacité"),
        "client" | "clients" => ("Client", "Client"),
        "damage" => ("Damage", "Dégâts"),
        "date" => ("Date", "Date"),
        "deaths" | "dead" | "toll" => ("Deaths", "Morts"),
        "deal_size" => ("Size of the deal", "Montant de l’opération"),
        "evacuated" => ("Evacuated", "Évacués"),
        "employees" | "staff" | "headcount" => ("Staff", "Effectifs"),
        "fine" => ("Fine", "Amende"),
        "founded" | "founding" => ("Founded", "Fondation"),
        "founder" => ("Founder", "Fondateur"),
        "funding" | "funding_round" | "round" => ("Funding round", "Levée de fonds"),
        "guidance" | "forecast" => ("Forecast", "Prévision"),
        "headquarters" => ("Headquarters", "Siège"),
        "injured" => ("Injured", "Blessés"),
        "investigation" | "legal" => ("Legal", "Procédure"),
        "investment" | "invest" => ("Investment", "Investissement"),
        "investor" | "investors" => ("Investor", "Investisseur"),
        "jobs" => ("Jobs", "Emplois"),
        "jobs_cut" | "job_cuts" | "layoffs" => ("Job cuts", "Suppressions d’emplois"),
        "loss" => ("Loss", "Perte"),
        "magnitude" => ("Magnitude", "Magnitude"),
        "merger" => ("Merger", "Fusion"),
        "net_profit" => ("Net profit", "Bénéfice net"),
        "operating_profit" => ("Operating profit", "Résultat opérationnel"),
        "outcome" => ("Outcome", "Issue"),
        "partner" | "partnership" => ("Partnership", "Partenariat"),
        "plan" => ("Plan", "Projet"),
        "price" => ("Price", "Prix"),
        "profit" => ("Profit", "Bénéfice"),
        "rate" => ("Rate", "Taux"),
        "result" => ("Result", "Résultat"),
        "revenue" => ("Revenue", "Chiffre d’affaires"),
        "role" => ("Role", "Fonction"),
        "sales" => ("Sales", "Ventes"),
        "sentence" => ("Sentence", "Peine"),
        "spending" | "spending_plan" | "spend" | "capex" => ("Spending", "Dépenses"),
        "stake" => ("Stake", "Participation"),
        "vote" => ("Vote", "Vote"),
        "valuation" => ("Valuation", "Valorisation"),
        _ => return None,
    })
}

/// How an attribute is shown: its known wording, else its key as words.
pub(crate) fn attribute(key: &str) -> Bilingual {
    if let Some((english, french)) = known_attribute(key) {
        return Bilingual::new(english, french);
    }
    let plain = key.replace(['_', '-'], " ");
    let mut letters = plain.chars();
    let capital: String =
        letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    Bilingual::new(capital.clone(), capital)
}
