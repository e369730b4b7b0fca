//! The page of the report.

use maud::{Markup, html};
use recoupe_text::Language;

use super::counts::{
    Step, largest, main_languages, similarity_columns, size_columns, time_columns,
};
use super::{Report, stories};
use crate::charts::{
    Bar, Column, Columns, Layout, WIDE, WIDTH, bars, columns, is_skewed,
};
use crate::numbers::{count, counted, share};
use crate::page::{Page, document, language_switch};
use crate::typography::NARROW;
use crate::words::{Tongue, both, each};

/// Outlets drawn; the rest is counted.
const OUTLETS_DRAWN: usize = 15;
/// Warnings listed.
const WARNINGS_SHOWN: usize = 100;

/// The report of an edition as one self-contained HTML page in English and French: counts,
/// pictures, stories, warnings, settings. The page grows with the stories it lists, at most
/// a few hundred, never with the corpus.
pub fn report_html(report: &Report) -> String {
    let content = html! {
        a.skip href="#stories" { (both("Skip to the stories", "Aller aux histoires")) }
        header.bar { span.home { "recoupe " (report.version) } (language_switch()) }
        main {
            header.masthead {
                h1 dir="auto" {
                    @if report.title.is_empty() { (both("The edition at a glance", "L’édition en un coup d’œil")) }
                    @else { (report.title) }
                }
                (walk(report))
                (findings(report))
            }
            (warnings(report))
            (stories::section(report))
            (timeline(report))
            div.pictures {
                (languages(report)) (outlets(report))
                (sizes(report)) (similarities(report)) (rejections(report))
            }
            (settings(report))
            (notes())
        }
    };
    let title = if report.title.is_empty() { "recoupe" } else { &report.title };
    let page = Page {
        title,
        kind: "report",
        style: include_str!("../../assets/report.css"),
        script: include_str!("../../assets/report.js"),
    };
    document(&page, &content)
}

/// From documents to stories, in four numbers.
fn walk(report: &Report) -> Markup {
    let steps: [(u64, [&'static str; 2], [&'static str; 2]); 4] = [
        (report.documents, ["document", "documents"], ["document", "documents"]),
        (report.articles, ["article", "articles"], ["article", "articles"]),
        (
            report.distinct_texts,
            ["distinct text", "distinct texts"],
            ["texte distinct", "textes distincts"],
        ),
        (report.story_count, ["story", "stories"], ["histoire", "histoires"]),
    ];
    html! {
        ol.walk {
            @for (number, english, french) in steps {
                li {
                    (each(|tongue| step(number, english, french, tongue)))
                }
            }
        }
    }
}

fn step(
    number: u64,
    english: [&'static str; 2],
    french: [&'static str; 2],
    tongue: Tongue,
) -> Markup {
    let words = counted(number, english, french, tongue);
    let noun = words
        .strip_prefix(&count(number, tongue))
        .unwrap_or(&words)
        .trim_start()
        .to_owned();
    html! { strong { (count(number, tongue)) } " " span { (noun) } }
}

/// What stands out, in sentences.
fn findings(report: &Report) -> Markup {
    html! {
        ul.findings {
            @for tongue in Tongue::BOTH {
                @for sentence in findings_in(report, tongue) {
                    li class=(tongue.class()) lang=(tongue.code()) { (sentence) }
                }
            }
        }
    }
}

fn findings_in(report: &Report, tongue: Tongue) -> Vec<String> {
    let mut sentences = Vec::new();
    let copies = report.articles.saturating_sub(report.distinct_texts);
    if copies > 0 {
        let part = share(copies, report.articles, tongue);
        sentences.push(tongue.pick(
            format!(
                "{} of the articles ({part}) repeat a text that is already there.",
                count(copies, tongue)
            ),
            format!(
                "{} des articles ({part}) reprennent un texte déjà présent.",
                count(copies, tongue)
            ),
        ));
    }
    let turned_away: u64 = report.rejections.values().sum();
    if turned_away > 0 {
        let documents = counted(
            turned_away,
            ["document was", "documents were"],
            ["document a été écarté", "documents ont été écartés"],
            tongue,
        );
        sentences.push(tongue.pick(
            format!("{documents} turned away, each with its reason."),
            format!("{documents}, chacun avec son motif."),
        ));
    }
    if report.facts > 0 {
        let facts = counted(report.facts, ["fact", "facts"], ["fait", "faits"], tongue);
        let single = share(report.single_origin_facts, report.facts, tongue);
        let disputed = counted(
            report.contradicted_facts,
            ["is contradicted", "are contradicted"],
            ["est contredit", "sont contredits"],
            tongue,
        );
        sentences.push(tongue.pick(
            format!("{facts}: {single} rest on one origin alone, {disputed}."),
            format!(
                "{facts}{NARROW}: {single} reposent sur une seule origine, {disputed}."
            ),
        ));
    }
    sentences
}

fn warnings(report: &Report) -> Markup {
    if report.warnings.is_empty() {
        return html! {};
    }
    let left_out = report.warnings.len().saturating_sub(WARNINGS_SHOWN) as u64;
    html! {
        section.warnings aria-labelledby="warnings" {
            h2 #warnings { (both("To know before reading", "À savoir avant de lire")) }
            ul { @for warning in report.warnings.iter().take(WARNINGS_SHOWN) { li { (warning) } } }
            @if left_out > 0 {
                p.rest { (each(|tongue| counted(left_out, ["more warning", "more warnings"], ["autre avertissement", "autres avertissements"], tongue))) }
            }
        }
    }
}

/// A picture with its heading, drawn once for each language.
fn picture(
    class: &str,
    heading: (&str, &str),
    remark: impl Fn(Tongue) -> Option<String>,
    draw: impl Fn(Tongue) -> Markup,
) -> Markup {
    html! {
        figure class={ "picture " (class) } {
            h2 { (both(heading.0, heading.1)) }
            @for tongue in Tongue::BOTH {
                div class=(tongue.class()) lang=(tongue.code()) {
                    (draw(tongue))
                    @if let Some(remark) = remark(tongue) { figcaption { (remark) } }
                }
            }
        }
    }
}

/// How a scale that is not plain is announced.
fn scale_note(columns: &[Column], layout: Layout, tongue: Tongue) -> Option<String> {
    is_skewed(columns, layout)
        .then(|| tongue.pick("Logarithmic scale.", "Échelle logarithmique.").to_owned())
}

/// Which colour is what.
fn key(names: &[String]) -> Markup {
    html! {
        ul.key {
            @for (layer, name) in names.iter().enumerate() {
                li { svg viewBox="0 0 12 12" aria-hidden="true" { rect class={ "layer-" (layer) } width="12" height="12" rx="2" {} } (name) }
            }
        }
    }
}

/// The name of a language in the other; unknown codes as they stand.
fn language_name(language: Language, tongue: Tongue) -> String {
    let names = match language.code() {
        "en" => ("English", "anglais"),
        "fr" => ("French", "français"),
        "de" => ("German", "allemand"),
        "es" => ("Spanish", "espagnol"),
        "it" => ("Italian", "italien"),
        "nl" => ("Dutch", "néerlandais"),
        "pt" => ("Portuguese", "portugais"),
        "ar" => ("Arabic", "arabe"),
        "zh" => ("Chinese", "chinois"),
        "ja" => ("Japanese", "japonais"),
        "ru" => ("Russian", "russe"),
        "pl" => ("Polish", "polonais"),
        "und" => ("undecided", "indéterminée"),
        code => (code, code),
    };
    tongue.pick(names.0, names.1).to_owned()
}

fn timeline(report: &Report) -> Markup {
    if report.days.is_empty() {
        return html! {};
    }
    let shown = main_languages(report);
    let has_others = report.days.iter().any(|entry| !shown.contains(&entry.language));
    let drawn = Tongue::BOTH.map(|tongue| time_columns(report, &shown, tongue));
    let heading = match drawn[0].1 {
        Step::Day => ("Articles by day", "Articles par jour"),
        Step::Week => ("Articles by week", "Articles par semaine"),
        Step::Month => ("Articles by month", "Articles par mois"),
        Step::Year => ("Articles by year", "Articles par an"),
    };
    picture(
        "wide",
        heading,
        |tongue| {
            (report.undated > 0).then(|| {
                counted(
                    report.undated,
                    ["article without a date", "articles without a date"],
                    ["article sans date", "articles sans date"],
                    tongue,
                )
            })
        },
        |tongue| {
            let (columns_drawn, _) = tongue.pick(&drawn[0], &drawn[1]);
            let mut names: Vec<String> =
                shown.iter().map(|language| language_name(*language, tongue)).collect();
            if has_others {
                names.push(tongue.pick("others", "autres").to_owned());
            }
            let label_every = columns_drawn.len().div_ceil(8).max(1);
            let chart = Columns {
                title: tongue.pick(heading.0, heading.1),
                layers: &names,
                drawn: columns_drawn,
                label_every,
                layout: Layout::Stacked,
                width: WIDE,
            };
            html! { (key(&names)) (columns(&chart, tongue)) }
        },
    )
}

fn languages(report: &Report) -> Markup {
    if report.languages.is_empty() {
        return html! {};
    }
    let heading = ("Languages", "Langues");
    picture(
        "",
        heading,
        |_| None,
        |tongue| {
            let all = report.languages.iter().map(|entry| Bar {
                label: language_name(entry.language, tongue),
                count: entry.articles,
            });
            let (mut shown, left, sum) = largest(all.collect(), 8);
            if left > 0 {
                let label = counted(
                    left as u64,
                    ["other", "others"],
                    ["autre", "autres"],
                    tongue,
                );
                shown.push(Bar { label, count: sum });
            }
            bars(&shown, report.articles, tongue.pick(heading.0, heading.1), tongue)
        },
    )
}

fn outlets(report: &Report) -> Markup {
    if report.outlets.is_empty() {
        return html! {};
    }
    let heading = ("Outlets", "Médias");
    let all = || {
        report
            .outlets
            .iter()
            .map(|outlet| Bar { label: outlet.name.clone(), count: outlet.articles })
            .collect()
    };
    let (shown, ..) = largest(all(), OUTLETS_DRAWN);
    let known = report.outlet_count.max(report.outlets.len() as u64);
    let left = known - shown.len() as u64;
    let drawn_articles: u64 = shown.iter().map(|bar| bar.count).sum();
    picture(
        "",
        heading,
        |tongue| {
            (left > 0).then(|| {
                let more = counted(
                    left,
                    ["more outlet", "more outlets"],
                    ["autre média", "autres médias"],
                    tongue,
                );
                let part = share(
                    report.articles.saturating_sub(drawn_articles),
                    report.articles,
                    tongue,
                );
                tongue.pick(
                    format!("{more} or unnamed, with {part} of the articles."),
                    format!("{more} ou sans nom, avec {part} des articles."),
                )
            })
        },
        |tongue| bars(&shown, report.articles, tongue.pick(heading.0, heading.1), tongue),
    )
}

fn sizes(report: &Report) -> Markup {
    let pictures = [
        (
            &report.copy_group_sizes,
            ("Articles that carry one text", "Articles portant un même texte"),
            (
                "Texts by the number of articles that carry them.",
                "Textes selon le nombre d’articles qui les portent.",
            ),
        ),
        (
            &report.story_sizes,
            ("Articles of one story", "Articles d’une même histoire"),
            (
                "Stories by the number of their articles.",
                "Histoires selon le nombre de leurs articles.",
            ),
        ),
    ];
    html! {
        @for (sizes, heading, remark) in pictures {
            @let drawn = size_columns(sizes);
            @if !drawn.is_empty() {
                (picture(
                    "",
                    heading,
                    |tongue| {
                        let plain = tongue.pick(remark.0, remark.1).to_owned();
                        Some(match scale_note(&drawn, Layout::Stacked, tongue) {
                            Some(note) => format!("{plain} {note}"),
                            None => plain,
                        })
                    },
                    |tongue| {
                        let names = [tongue.pick("count", "nombre").to_owned()];
                        let chart = Columns { title: tongue.pick(heading.0, heading.1), layers: &names, drawn: &drawn, label_every: 1, layout: Layout::Stacked, width: WIDTH };
                        columns(&chart, tongue)
                    },
                ))
            }
        }
    }
}

fn similarities(report: &Report) -> Markup {
    if report.similarities.is_empty() {
        return html! {};
    }
    let heading =
        ("Resemblance of the pairs compared", "Ressemblance des paires comparées");
    picture(
        "",
        heading,
        |tongue| {
            scale_note(
                &similarity_columns(&report.similarities, tongue),
                Layout::Beside,
                tongue,
            )
        },
        |tongue| {
            let names = tongue
                .pick(
                    ["copy", "partial copy", "apart"],
                    ["reprise", "reprise partielle", "textes distincts"],
                )
                .map(str::to_owned);
            let drawn = similarity_columns(&report.similarities, tongue);
            let chart = Columns {
                title: tongue.pick(heading.0, heading.1),
                layers: &names,
                drawn: &drawn,
                label_every: 4,
                layout: Layout::Beside,
                width: WIDTH,
            };
            html! { (key(&names)) (columns(&chart, tongue)) }
        },
    )
}

/// Why documents were turned away.
fn rejections(report: &Report) -> Markup {
    let total: u64 = report.rejections.values().sum();
    if total == 0 {
        return html! {};
    }
    let heading = ("Documents turned away", "Documents écartés");
    picture(
        "",
        heading,
        |_| None,
        |tongue| {
            let all = report.rejections.iter().map(|(reason, met)| Bar {
                label: reason_name(reason, tongue),
                count: *met,
            });
            let (shown, ..) = largest(all.collect(), 12);
            bars(&shown, report.documents, tongue.pick(heading.0, heading.1), tongue)
        },
    )
}

fn reason_name(key: &str, tongue: Tongue) -> String {
    let names = match key {
        "empty" => ("no text", "aucun texte"),
        "no_article" => ("no article in it", "pas d’article"),
        "too_large" => ("too large", "trop volumineux"),
        "malformed" => ("record cannot be read", "enregistrement illisible"),
        "not_text" => ("not text", "pas du texte"),
        "repeated_id" => ("id already taken", "identifiant déjà pris"),
        other => (other, other),
    };
    tongue.pick(names.0, names.1).to_owned()
}

fn settings(report: &Report) -> Markup {
    html! {
        @if !report.settings.is_empty() {
            details.settings {
                summary { (both("Settings of this edition", "Réglages de cette édition")) }
                dl { @for (name, value) in &report.settings { dt { (name) } dd { bdi { (value) } } } }
            }
        }
    }
}

fn notes() -> Markup {
    html! {
        footer.colophon {
            p {
                (both(
                    "Documents that could not be read as an article are counted above, none has vanished. \
                     A text is distinct when no other carries the same copy. Origins count independent \
                     sources, never articles.",
                    "Les documents qui n’ont pu être lus comme des articles sont comptés ci-dessus, aucun n’a \
                     disparu. Un texte est distinct quand aucun autre n’en porte la copie. Les origines \
                     comptent les sources indépendantes, jamais les articles.",
                ))
            }
        }
    }
}
