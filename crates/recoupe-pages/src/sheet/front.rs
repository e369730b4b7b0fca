//! The top of the page: headline, the counts in one line, what needs a look, the summary.

use maud::{Markup, html};
use recoupe_facts::{Fact, RelationKind};
use recoupe_text::Language;

use super::claims::cites;
use crate::dates::written_date;
use crate::numbers::counted;
use crate::plan::{Counts, Plan, has};
use crate::words::{Tongue, both, each};

/// The headline, its counts, and the badges that ask for a look.
pub(super) fn masthead(plan: &Plan<'_>) -> Markup {
    let counts = plan.counts();
    html! {
        header.masthead {
            h1 lang=[headline_language(plan)] dir="auto" {
                @if plan.sheet.headline.is_empty() {
                    (both("A story without a headline", "Une histoire sans titre"))
                } @else {
                    (plan.sheet.headline)
                }
            }
            p.counts { (each(|tongue| count_line(&counts, tongue))) }
            @if let Some(days) = days(plan) {
                p.days { (each(|tongue| written_date(&days, tongue))) }
            }
            (alerts(plan))
        }
    }
}

/// `3 articles · 2 distinct texts · 1 outlet · 2 independent origins · EN, FR`.
pub(crate) fn count_line(counts: &Counts, tongue: Tongue) -> String {
    let codes: Vec<String> = counts
        .languages
        .iter()
        .filter(|language| **language != Language::Unknown)
        .map(|language| language.code().to_uppercase())
        .collect();
    let mut parts = vec![
        counted(
            counts.articles,
            ["article", "articles"],
            ["article", "articles"],
            tongue,
        ),
        counted(
            counts.texts,
            ["distinct text", "distinct texts"],
            ["texte distinct", "textes distincts"],
            tongue,
        ),
    ];
    if counts.outlets > 0 {
        parts.push(counted(
            counts.outlets,
            ["outlet", "outlets"],
            ["média", "médias"],
            tongue,
        ));
    }
    parts.push(counted(
        counts.origins,
        ["independent origin", "independent origins"],
        ["origine indépendante", "origines indépendantes"],
        tongue,
    ));
    if !codes.is_empty() {
        parts.push(codes.join(", "));
    }
    parts.join(" · ")
}

/// The first and last day of publication, as a date or an interval.
fn days(plan: &Plan<'_>) -> Option<String> {
    let published = || {
        plan.sheet
            .articles
            .iter()
            .filter_map(|id| plan.article(id).and_then(|article| article.published))
    };
    let (first, last) = (published().min()?, published().max()?);
    Some(if first == last { first.to_string() } else { format!("{first}/{last}") })
}

/// The language of the article whose headline leads the sheet.
fn headline_language<'sheet>(plan: &Plan<'sheet>) -> Option<&'sheet str> {
    let mut articles = plan.sheet.articles.iter().filter_map(|id| plan.article(id));
    articles.find(|article| plan.leads(article)).map(|article| article.language.code())
}

/// A sort of fact that asks for a look: its filter key, its test and its wording.
struct Alert {
    key: &'static str,
    applies: fn(&Fact) -> bool,
    english: [&'static str; 2],
    french: [&'static str; 2],
}

const ALERTS: [Alert; 5] = [
    Alert {
        key: "contradicts",
        applies: |fact| has(fact, RelationKind::Contradicts),
        english: ["fact contradicted", "facts contradicted"],
        french: ["fait contredit", "faits contredits"],
    },
    Alert {
        key: "overclaims",
        applies: |fact| has(fact, RelationKind::HeadlineOverclaims),
        english: ["headline says more", "headlines say more"],
        french: ["titre en dit plus", "titres en disent plus"],
    },
    Alert {
        key: "updated",
        applies: |fact| has(fact, RelationKind::Updates),
        english: ["fact updated", "facts updated"],
        french: ["fait mis à jour", "faits mis à jour"],
    },
    Alert {
        key: "differs",
        applies: differs,
        english: ["fact told differently", "facts told differently"],
        french: ["fait diversement rapporté", "faits diversement rapportés"],
    },
    Alert {
        key: "single",
        applies: |fact| fact.support.origins <= 1,
        english: ["fact from one origin", "facts from one origin"],
        french: ["fait d’une seule origine", "faits d’une seule origine"],
    },
];

/// Whether claims differ in bound or stage.
pub(super) fn differs(fact: &Fact) -> bool {
    has(fact, RelationKind::QualifierDiffers) || has(fact, RelationKind::StageDiffers)
}

/// The keys of the alerts that a fact answers to, separated by spaces.
pub(super) fn alert_keys(fact: &Fact) -> String {
    let keys: Vec<&str> = ALERTS
        .iter()
        .filter(|alert| (alert.applies)(fact))
        .map(|alert| alert.key)
        .collect();
    keys.join(" ")
}

/// Buttons that show only the facts which ask for a look; without a script they are a
/// plain list of counts.
fn alerts(plan: &Plan<'_>) -> Markup {
    let counted_alerts: Vec<(&Alert, u64)> = ALERTS
        .iter()
        .map(|alert| {
            let met = plan.facts.iter().filter(|(_, fact)| (alert.applies)(fact)).count();
            (alert, met as u64)
        })
        .filter(|(_, met)| *met > 0)
        .collect();
    if counted_alerts.is_empty() {
        return html! {};
    }
    html! {
        ul.alerts {
            @for (alert, met) in counted_alerts {
                li {
                    button type="button" class={ "badge " (alert.key) } data-filter=(alert.key) aria-pressed="false" {
                        (each(|tongue| counted(met, alert.english, alert.french, tongue)))
                    }
                }
            }
        }
    }
}

/// The lines of the summary: words of the sources, each with where they stand.
pub(super) fn summary(plan: &Plan<'_>) -> Markup {
    if plan.sheet.summary.is_empty() {
        return html! {};
    }
    html! {
        section.summary aria-labelledby="summary" {
            h2 #summary { (both("In short, in the sources’ own words", "En bref, dans les mots des sources")) }
            ul {
                @for line in &plan.sheet.summary {
                    @let first = line.citations.first();
                    li {
                        span lang=[first.and_then(|citation| plan.language(citation))] dir="auto" {
                            (line.text)
                        }
                        (cites(plan, &line.citations))
                    }
                }
            }
        }
    }
}

/// How to read the page, in a few lines at its foot.
pub(super) fn colophon() -> Markup {
    html! {
        footer.colophon {
            p {
                (both(
                    "Every statement on this page stands in an article: follow its number to the words. \
                     Origins count independent sources, never articles; copies of one dispatch are one origin. \
                     Nothing comes from outside the articles.",
                    "Chaque énoncé de cette page se trouve dans un article : son numéro mène aux mots mêmes. \
                     Les origines comptent les sources indépendantes, jamais les articles ; les reprises d’une \
                     dépêche sont une seule origine. Rien ne vient d’ailleurs que des articles.",
                ))
            }
            p.keys {
                kbd { "j" } " " kbd { "k" } " " (both("next and previous fact", "fait suivant, fait précédent"))
                " · " kbd { "n" } " " kbd { "p" } " " (both("its next and previous source", "sa source suivante, précédente"))
                " · " kbd { "o" } " " (both("open its sources", "ouvrir ses sources"))
                " · " kbd { "e" } " " (both("open all", "tout ouvrir"))
                " · " kbd { "l" } " " (both("language", "langue"))
                " · " kbd { "Esc" } " " (both("close the article", "fermer l’article"))
            }
        }
    }
}
