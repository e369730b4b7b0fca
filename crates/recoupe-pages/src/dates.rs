//! Dates and periods as English and French write them.

use crate::words::Tongue;

const ENGLISH_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const FRENCH_MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// An ISO date, period or interval in words: `8 June 2025`, `T2 2025`, `printemps 2024`.
/// Anything else is given back as it stands.
pub(crate) fn written_date(iso: &str, tongue: Tongue) -> String {
    let ends = iso
        .split_once('/')
        .filter(|(from, to)| [from, to].iter().all(|end| starts_with_year(end)));
    if let Some((from, to)) = ends {
        return format!("{} – {}", written_date(from, tongue), written_date(to, tongue));
    }
    if let Some(year) = iso.strip_prefix("FY") {
        return tongue.pick(format!("fiscal {year}"), format!("exercice {year}"));
    }
    let day = iso.split_once('T').map_or(iso, |(day, _)| day);
    let mut parts = day.splitn(3, '-');
    let (year, second, third) =
        (parts.next().unwrap_or_default(), parts.next(), parts.next());
    if !is_year(year) {
        return iso.to_owned();
    }
    let written = match (second, third) {
        (Some(second), None) => period(year, second, tongue),
        (Some(second), Some(third)) => full_day(year, second, third, tongue),
        (None, _) => Some(year.to_owned()),
    };
    written.unwrap_or_else(|| iso.to_owned())
}

fn starts_with_year(text: &str) -> bool {
    text.get(..4).is_some_and(is_year)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn month(number: &str, tongue: Tongue) -> Option<&'static str> {
    let index = number.parse::<usize>().ok()?.checked_sub(1)?;
    tongue.pick(ENGLISH_MONTHS, FRENCH_MONTHS).get(index).copied()
}

fn full_day(year: &str, month_number: &str, day: &str, tongue: Tongue) -> Option<String> {
    let name = month(month_number, tongue)?;
    let day = day.parse::<u8>().ok().filter(|day| (1..=31).contains(day))?;
    Some(match tongue {
        Tongue::French if day == 1 => format!("1er {name} {year}"),
        _ => format!("{day} {name} {year}"),
    })
}

/// A month, quarter, half or season of a year.
fn period(year: &str, part: &str, tongue: Tongue) -> Option<String> {
    let first = part.bytes().next()?;
    if first.is_ascii_digit() {
        return month(part, tongue).map(|name| format!("{name} {year}"));
    }
    if let Some(number) = part.strip_prefix('Q') {
        return Some(
            tongue.pick(format!("Q{number} {year}"), format!("T{number} {year}")),
        );
    }
    if let Some(number) = part.strip_prefix('H') {
        return Some(
            tongue.pick(format!("H{number} {year}"), format!("S{number} {year}")),
        );
    }
    let french = match part {
        "spring" => "printemps",
        "summer" => "été",
        "autumn" | "fall" => "automne",
        "winter" => "hiver",
        _ => return None,
    };
    Some(tongue.pick(format!("{part} {year}"), format!("{french} {year}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(iso: &str, english: &str, french: &str) {
        assert_eq!(
            Tongue::BOTH.map(|tongue| written_date(iso, tongue)),
            [english, french]
        );
    }

    #[test]
    fn dates_and_periods_are_written_out() {
        check("2025", "2025", "2025");
        check("2025-06", "June 2025", "juin 2025");
        check("2025-06-01", "1 June 2025", "1er juin 2025");
        check("2025-06-08T09:30:00Z", "8 June 2025", "8 juin 2025");
        check("2025-Q2", "Q2 2025", "T2 2025");
        check("2025-H1", "H1 2025", "S1 2025");
        check("2024-spring", "spring 2024", "printemps 2024");
        check("FY2025", "fiscal 2025", "exercice 2025");
        check("2020/2024", "2020 – 2024", "2020 – 2024");
        check("next week", "next week", "next week");
        check("and/or", "and/or", "and/or");
        check("2025-13-40", "2025-13-40", "2025-13-40");
        check("", "", "");
    }
}
