//! A report made by formula: an edition of a wanted size with the usual skews.

use recoupe_pages::{
    Bilingual, DayCount, LanguageCount, NamedCount, Report, StoryRow, Verdict,
};
use recoupe_text::Language;

/// The report of an edition of about `articles` articles over `days` days.
pub(crate) fn report(articles: u64, days: u64) -> Report {
    let mut report = Report {
        title: "June, deals and companies".to_owned(),
        version: "0.1.0".to_owned(),
        documents: articles + articles / 40,
        articles,
        distinct_texts: articles * 6 / 10,
        story_count: articles / 9 + 1,
        facts: articles * 2,
        single_origin_facts: articles,
        contradicted_facts: articles / 50,
        undated: articles / 100,
        ..Report::default()
    };
    report.rejections.insert("no_article".to_owned(), articles / 60);
    report.rejections.insert("malformed".to_owned(), articles / 40 - articles / 60);
    for size in 1..60_u64 {
        report.copy_group_sizes.insert(size, articles / (2 * size * size * size).max(1));
        report.story_sizes.insert(size * 2 - 1, articles / (12 * size * size).max(1));
    }
    fill_pairs(&mut report, articles);
    fill_days(&mut report, articles, days);
    for index in 0..40_u64 {
        let name = format!(
            "Outlet {}",
            ["Ledger", "Courrier", "Vigie", "Post", "Dépêche"][index as usize % 5]
        );
        report.outlets.push(NamedCount {
            name: format!("{name} {index}"),
            articles: articles / (index + 4) / 2,
        });
    }
    report.outlet_count = 131;
    report.languages = vec![
        LanguageCount { language: Language::English, articles: articles * 62 / 100 },
        LanguageCount { language: Language::French, articles: articles * 36 / 100 },
        LanguageCount { language: Language::Other(*b"de"), articles: articles * 2 / 100 },
    ];
    fill_stories(&mut report);
    report.warnings = vec![Bilingual::new(
        "No outlet is named in 31 articles: origins may be counted too high there.",
        "Aucun média n’est nommé dans 31 articles : les origines peuvent y être surestimées.",
    )];
    report.settings = vec![
        ("copies.min_resemblance".to_owned(), "0.80".to_owned()),
        ("stories.window_hours".to_owned(), "72".to_owned()),
        ("keep".to_owned(), "earliest".to_owned()),
    ];
    report
}

fn fill_pairs(report: &mut Report, articles: u64) {
    for step in 0..20_u64 {
        let resemblance = (step as f64 + 0.5) / 20.0;
        let apart = articles / (1 + step * step / 4);
        let copy = if step > 14 { articles / (25 - step) / 4 } else { 0 };
        for (verdict, times) in [
            (Verdict::Apart, apart),
            (Verdict::Copy, copy),
            (Verdict::Partial, copy / 3 + step),
        ] {
            let many = times.min(2_000);
            (0..many).for_each(|_| report.similarities.add(verdict, resemblance));
        }
    }
}

fn fill_days(report: &mut Report, articles: u64, days: u64) {
    let first = jiff::civil::date(2025, 6, 1);
    for index in 0..days {
        let Ok(day) = first.checked_add(jiff::Span::new().days(index.cast_signed()))
        else {
            continue;
        };
        let wave = 2 + (index * 7 % 5) + if index % 7 < 5 { 6 } else { 0 };
        let each = articles * wave / days / 10;
        report.days.push(DayCount {
            day,
            language: Language::English,
            articles: each * 6 / 10,
        });
        report.days.push(DayCount {
            day,
            language: Language::French,
            articles: each * 4 / 10,
        });
        if index % 9 == 0 {
            report.days.push(DayCount {
                day,
                language: Language::Other(*b"de"),
                articles: each / 10,
            });
        }
    }
}

fn fill_stories(report: &mut Report) {
    let headlines = [
        ("Boréa signs $14.3 billion Lumenor investment", "en"),
        ("Hydroliennes : Boréa prend le contrôle de Lumenor", "fr"),
        ("Strike closes three Atlantic ports for a second day", "en"),
        ("La banque centrale relève son taux d’un quart de point", "fr"),
    ];
    for index in 0..report.story_count.min(1_500) {
        let (headline, language) = headlines[index as usize % headlines.len()];
        let size = 1 + 180 / (index + 1);
        report.stories.push(StoryRow {
            story: format!("s{index:05}"),
            headline: headline.to_owned(),
            headline_language: Some(language.to_owned()),
            languages: if index % 3 == 0 {
                vec![Language::English, Language::French]
            } else {
                vec![Language::from_code(language)]
            },
            articles: size,
            distinct_texts: size * 7 / 10 + 1,
            outlets: size / 2 + 1,
            origins: size / 4 + 1,
            facts: 3 + size / 2,
            contradictions: u64::from(index % 6 == 0),
            first: Some("2025-06-02".to_owned()),
            last: Some(format!("2025-06-{:02}", 2 + index % 20)),
            sheet: Some(if index == 0 {
                "sheet.html".to_owned()
            } else {
                format!("sheets/s{index:05}.html")
            }),
        });
    }
}
