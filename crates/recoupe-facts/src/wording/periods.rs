//! Periods in words: `2025-03` is "March 2025" and "in March 2025".

const MONTHS: [(&str, &str); 12] = [
    ("January", "janvier"),
    ("February", "février"),
    ("March", "mars"),
    ("April", "avril"),
    ("May", "mai"),
    ("June", "juin"),
    ("July", "juillet"),
    ("August", "août"),
    ("September", "septembre"),
    ("October", "octobre"),
    ("November", "novembre"),
    ("December", "décembre"),
];

/// A period, taken apart.
enum Period<'text> {
    Year(&'text str),
    /// A season, a half or a quarter, in both languages, and the year.
    Part(&'static str, &'static str, &'text str),
    Month(usize, &'text str),
    Day(u32, usize, &'text str),
    /// From the one to the other.
    Range(&'text str, &'text str),
    Unknown(&'text str),
}

fn parse(period: &str) -> Period<'_> {
    if let Some((from, to)) = period.split_once('/') {
        return Period::Range(from, to);
    }
    let Some((year, rest)) = period.split_once('-') else { return Period::Year(period) };
    let part = match rest {
        "spring" => Some(("spring", "printemps")),
        "summer" => Some(("summer", "été")),
        "autumn" => Some(("autumn", "automne")),
        "winter" => Some(("winter", "hiver")),
        "H1" => Some(("the first half of", "premier semestre")),
        "H2" => Some(("the second half of", "second semestre")),
        "Q1" => Some(("the first quarter of", "premier trimestre")),
        "Q2" => Some(("the second quarter of", "deuxième trimestre")),
        "Q3" => Some(("the third quarter of", "troisième trimestre")),
        "Q4" => Some(("the fourth quarter of", "quatrième trimestre")),
        _ => None,
    };
    if let Some((english, french)) = part {
        return Period::Part(english, french, year);
    }
    let (month, day) = rest.split_once('-').map_or((rest, None), |(m, d)| (m, Some(d)));
    let month = month.parse::<usize>().ok().filter(|month| (1..=12).contains(month));
    match (month, day.map(str::parse::<u32>)) {
        (Some(month), None) => Period::Month(month, year),
        (Some(month), Some(Ok(day))) => Period::Day(day, month, year),
        _ => Period::Unknown(period),
    }
}

fn month(number: usize, french: bool) -> &'static str {
    let names = number.checked_sub(1).and_then(|index| MONTHS.get(index));
    names.map_or("", |(english, in_french)| if french { in_french } else { english })
}

/// The period by itself: "March 2025", « 2e trimestre 2025 ».
pub(super) fn bare(period: &str, french: bool) -> String {
    match parse(period) {
        Period::Year(text) | Period::Unknown(text) => text.to_owned(),
        Period::Part(english, _, year) if !french => {
            format!(
                "{} {year}",
                english.trim_start_matches("the ").trim_end_matches(" of")
            )
        }
        Period::Part(_, in_french, year) => format!("{in_french} {year}"),
        Period::Month(number, year) => format!("{} {year}", month(number, french)),
        Period::Day(1, number, year) if french => {
            format!("1er {} {year}", month(number, french))
        }
        Period::Day(day, number, year) => {
            format!("{day} {} {year}", month(number, french))
        }
        Period::Range(from, to) => format!("{}–{}", bare(from, french), bare(to, french)),
    }
}

/// The period as when something was so: "in March 2025", « au printemps 2024 ».
pub(super) fn within(period: &str, french: bool) -> String {
    let words = bare(period, french);
    match (parse(period), french) {
        (Period::Day(..), false) => format!("on {words}"),
        (Period::Day(..), true) => format!("le {words}"),
        (Period::Part(english, _, year), false) => format!("in {english} {year}"),
        (Period::Part(_, "été" | "automne" | "hiver", _), true) => {
            format!("en {words}")
        }
        (Period::Part(..), true) => format!("au {words}"),
        (Period::Range(from, to), false) => {
            format!("between {} and {}", bare(from, french), bare(to, french))
        }
        (Period::Range(from, to), true) => {
            format!("entre {} et {}", bare(from, french), bare(to, french))
        }
        (_, false) => format!("in {words}"),
        (_, true) => format!("en {words}"),
    }
}
