//! Stated dates of publication: read where they can mean one day only, never invented.

use jiff::civil::Date;

use crate::fold::fold_key;

/// A day of the Gregorian calendar.
pub type Day = Date;

/// The day of a stated date of publication, or `None` where it cannot be read for sure.
///
/// Read are ISO 8601 and RFC 3339 (`2025-06-08T10:32:00+02:00`, `20250608`), RFC 2822
/// (`Sun, 08 Jun 2025 10:32:00 +0200`), written dates of both languages (`June 8, 2025`,
/// `8 juin 2025 à 10h32`, `Publié le 1er juin 2025`), figures (`25/06/2025`, `2025/06/25`)
/// and seconds or milliseconds since 1970 alone on their line. `08/06/2025` may be June or
/// August and is not read; `08/08/2025` is one day either way.
///
/// The day is the one written: a time zone beside it moves nothing.
pub fn parse_published(stated: &str) -> Option<Date> {
    let stated = stated.trim();
    if stated.len() > LONGEST_DATE {
        return None;
    }
    epoch(stated).or_else(|| by_tokens(stated))
}

/// A longer field is no date.
const LONGEST_DATE: usize = 120;

/// The moment a stated date means: RFC 3339 with the zone that was stated where there is a
/// time (ISO 8601 in either form, RFC 2822, seconds since 1970), else the day alone; `None`
/// where no day can be read for sure.
pub fn read_moment(stated: &str) -> Option<String> {
    parse_published(stated).map(|day| moment(stated, day))
}

/// The date and time as stated, for ordering versions within a day; see [`read_moment`].
pub(crate) fn moment(stated: &str, day: Date) -> String {
    let stated = stated.trim();
    if is_epoch(stated) {
        return epoch_moment(stated).map_or_else(|| day.to_string(), |at| at.to_string());
    }
    let iso = stated.get(..10).and_then(|head| head.parse::<Date>().ok());
    if iso.is_some() && stated.len() > 10 {
        return stated.replacen(' ', "T", 1);
    }
    compact_moment(stated)
        .or_else(|| mail_moment(stated))
        .unwrap_or_else(|| day.to_string())
}

/// `20250608T103200+0200` as `2025-06-08T10:32:00+02:00`, the form of news agencies.
fn compact_moment(stated: &str) -> Option<String> {
    let (day, rest) = stated.split_at_checked(8)?;
    let (time, zone) = rest.strip_prefix('T')?.split_at_checked(6)?;
    let is_zone = match zone.as_bytes() {
        [] | b"Z" => true,
        [b'+' | b'-', digits @ ..] => {
            matches!(digits.len(), 4 | 5)
                && digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b':')
        }
        _ => false,
    };
    if !is_figure(day) || !is_figure(time) || !is_zone {
        return None;
    }
    let (year, month, day) = (day.get(..4)?, day.get(4..6)?, day.get(6..8)?);
    let (hour, minute, second) = (time.get(..2)?, time.get(2..4)?, time.get(4..6)?);
    let zone = match zone.len() {
        5 => format!("{}:{}", zone.get(..3)?, zone.get(3..)?),
        _ => zone.to_owned(),
    };
    Some(format!("{year}-{month}-{day}T{hour}:{minute}:{second}{zone}"))
}

/// `Sun, 08 Jun 2025 10:32:00 +0200` as `2025-06-08T10:32:00+02:00`, the form of mail and
/// RSS.
fn mail_moment(stated: &str) -> Option<String> {
    let zoned = jiff::fmt::rfc2822::parse(stated).ok()?;
    Some(zoned.timestamp().display_with_offset(zoned.offset()).to_string())
}

/// The day of seconds (10 digits) or milliseconds (13) since 1970, UTC.
fn epoch(stated: &str) -> Option<Date> {
    Some(epoch_moment(stated)?.to_zoned(jiff::tz::TimeZone::UTC).date())
}

fn epoch_moment(stated: &str) -> Option<jiff::Timestamp> {
    let seconds = match stated.len() {
        10 => stated.parse::<i64>().ok()?,
        13 => stated.parse::<i64>().ok()? / 1000,
        _ => return None,
    };
    jiff::Timestamp::from_second(seconds).ok()
}

fn is_epoch(stated: &str) -> bool {
    matches!(stated.len(), 10 | 13) && is_figure(stated)
}

fn by_tokens(stated: &str) -> Option<Date> {
    let key = fold_key(&stated.replace('.', " "));
    let tokens: Vec<&str> = key.split(' ').collect();
    let found: Vec<Date> = written(&tokens).into_iter().chain(figures(&tokens)).collect();
    // Two different days (first published, updated): neither is surely the one.
    let first = *found.first()?;
    found.iter().all(|day| *day == first).then_some(first)
}

/// Dates with the name of a month: `8 juin 2025`, `june 8 2025`, `08 jun 2025`.
fn written(tokens: &[&str]) -> Vec<Date> {
    let mut found = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(month) = month(token) else { continue };
        let before =
            at.checked_sub(1).and_then(|at| tokens.get(at)).and_then(|token| day(token));
        let after = tokens.get(at + 1).and_then(|token| day(token));
        let next_year = tokens.get(at + 1).and_then(|token| year(token));
        let later_year = tokens.get(at + 2).and_then(|token| year(token));
        let date = match (before, next_year, after, later_year) {
            (Some(day), Some(year), _, _) | (_, _, Some(day), Some(year)) => {
                Date::new(year, month, day).ok()
            }
            _ => None,
        };
        found.extend(date);
    }
    found
}

/// Dates in figures: `2025 06 08`, `25 06 2025`, `20250608`.
fn figures(tokens: &[&str]) -> Vec<Date> {
    let mut found = Vec::new();
    if let Some(compact) =
        tokens.first().map(|token| compact_day(token)).filter(|token| is_figure(token))
    {
        let part = |range: std::ops::Range<usize>| compact.get(range)?.parse::<i8>().ok();
        let date = compact.get(..4).and_then(year).zip(part(4..6)).zip(part(6..8));
        found.extend(
            date.and_then(|((year, month), day)| Date::new(year, month, day).ok()),
        );
    }
    for window in tokens.windows(3) {
        let [first, second, third] = window else { continue };
        found.extend(figure_date(first, second, third));
    }
    found
}

/// The eight digits of `20250608` or `20250608t103200z`.
fn compact_day(token: &str) -> &str {
    let (day, rest) = token.split_at_checked(8).unwrap_or_default();
    if rest.is_empty() || rest.starts_with('t') { day } else { "" }
}

fn figure_date(first: &str, second: &str, third: &str) -> Option<Date> {
    let small = |token: &str| {
        (token.len() <= 2 && is_figure(token)).then(|| token.parse::<i8>().ok())?
    };
    // "2025-06-08T10:32" folds to "2025 06 08t10 32".
    let third_day = third.split('t').next().unwrap_or_default();
    if let Some(year) = year(first) {
        return Date::new(year, small(second)?, small(third_day)?).ok();
    }
    let (left, right, year) = (small(first)?, small(second)?, year(third)?);
    let as_day_month = Date::new(year, right, left).ok();
    let as_month_day = Date::new(year, left, right).ok();
    match (as_day_month, as_month_day) {
        (Some(one), Some(other)) => (one == other).then_some(one),
        (one, other) => one.or(other),
    }
}

fn is_figure(token: &str) -> bool {
    !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_digit())
}

/// News was printed from 1600 on; a larger number is no year.
fn year(token: &str) -> Option<i16> {
    let year = (token.len() == 4 && is_figure(token)).then(|| token.parse().ok())??;
    (1600..=2199).contains(&year).then_some(year)
}

fn day(token: &str) -> Option<i8> {
    let digits = token.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let ending = token.get(digits.len()..)?;
    let is_day =
        is_figure(digits) && matches!(ending, "" | "er" | "st" | "nd" | "rd" | "th");
    is_day.then(|| digits.parse().ok())?.filter(|day| (1..=31).contains(day))
}

/// The number of a month by its folded English or French name or abbreviation.
fn month(token: &str) -> Option<i8> {
    const MONTHS: [&[&str]; 12] = [
        &["january", "jan", "janvier", "janv"],
        &["february", "feb", "fevrier", "fevr", "fev"],
        &["march", "mar", "mars"],
        &["april", "apr", "avril", "avr"],
        &["may", "mai"],
        &["june", "jun", "juin"],
        &["july", "jul", "juillet", "juil"],
        &["august", "aug", "aout"],
        &["september", "sept", "sep", "septembre"],
        &["october", "oct", "octobre"],
        &["november", "nov", "novembre"],
        &["december", "dec", "decembre"],
    ];
    MONTHS.iter().position(|names| names.contains(&token)).map(|index| index as i8 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stated: &str, expected: &str) {
        let found =
            parse_published(stated).map(|day| day.to_string()).unwrap_or_default();
        assert_eq!(found, expected, "{stated}");
    }

    #[test]
    fn standards_are_read() {
        check("2025-06-08", "2025-06-08");
        check("2025-06-08T10:32:00+02:00", "2025-06-08");
        check("2025-06-08 23:59:59Z", "2025-06-08");
        check("20250608", "2025-06-08");
        check("20250608T103200Z", "2025-06-08");
        check("20250608T103200+0200", "2025-06-08");
        check("20250608x", "");
        check("Sun, 08 Jun 2025 10:32:00 +0200", "2025-06-08");
        check("1749376800", "2025-06-08");
        check("1749376800000", "2025-06-08");
    }

    #[test]
    fn written_dates_of_both_languages_are_read() {
        check("June 8, 2025", "2025-06-08");
        check("8 juin 2025", "2025-06-08");
        check("Sunday 8th June 2025 at 9:15 a.m.", "2025-06-08");
        check("Publié le dimanche 8 juin 2025 à 10h32", "2025-06-08");
        check("1er août 2025", "2025-08-01");
        check("Aug. 1st, 2025", "2025-08-01");
        check("3 déc. 2024", "2024-12-03");
        check("Dec 3 2024", "2024-12-03");
    }

    #[test]
    fn figures_are_read_where_they_mean_one_day() {
        check("25/06/2025", "2025-06-25");
        check("06/25/2025", "2025-06-25");
        check("08/06/2025", "");
        check("08/08/2025", "2025-08-08");
        check("2025/06/08", "2025-06-08");
        check("25.06.2025 10:32", "2025-06-25");
    }

    #[test]
    fn nothing_is_invented() {
        for stated in [
            "",
            "hier",
            "yesterday",
            "June 2025",
            "juin",
            "31 juin 2025",
            "2025",
            "8 juin",
            "3 hours ago",
        ] {
            check(stated, "");
        }
        check("Publié le 8 juin 2025, mis à jour le 9 juin 2025", "");
    }

    #[test]
    fn the_moment_keeps_the_time_where_it_is_iso() {
        let day = parse_published("2025-06-08").unwrap();
        assert_eq!(moment("2025-06-08 10:32", day), "2025-06-08T10:32");
        assert_eq!(moment("8 juin 2025 à 10h32", day), "2025-06-08");
        assert_eq!(moment("20250608T103200Z", day), "2025-06-08T10:32:00Z");
        assert_eq!(moment("20250608T103200-0500", day), "2025-06-08T10:32:00-05:00");
        assert_eq!(moment("20250608T99", day), "2025-06-08");
        let mail = "Sun, 08 Jun 2025 10:32:00 +0200";
        assert_eq!(moment(mail, day), "2025-06-08T10:32:00+02:00");
        assert_eq!(moment("1749376800", day), "2025-06-08T10:00:00Z");
    }

    #[test]
    fn random_text_never_panics() {
        arbtest::arbtest(|random| {
            let text: String = random.arbitrary()?;
            let _ = parse_published(&text);
            Ok(())
        })
        .budget_ms(100);
    }
}
