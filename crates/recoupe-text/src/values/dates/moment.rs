//! A day or a period as the text states it, and how it is written down.

use jiff::ToSpan;
use jiff::civil::Date;

use super::feasts::Feast;

/// What a stretch of the calendar is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The whole year.
    Year,
    /// A month, from 1.
    Month(i8),
    /// A month and a day.
    Day(i8, i8),
    /// A quarter of the year.
    Quarter(i8),
    /// A half of the year.
    Half(i8),
    /// A season, in English.
    Season(&'static str),
    /// A business year.
    Fiscal,
    /// Ten years from the year.
    Decade,
    /// A hundred years from the year.
    Century,
    /// A feast that moves.
    Feast(Feast),
    /// From a month to a month, so many years later.
    MonthsTo(i8, i8, i16),
    /// From a day to a day, month and day each, so many years later.
    DaysTo([i8; 4], i16),
    /// From a month to a month.
    Months(i8, i8),
    /// From a day to a day, month and day each.
    Days(i8, i8, i8, i8),
    /// Years up to this one.
    Years(i16),
}

/// Which way a date without a year looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lean {
    /// Whatever is nearest.
    Nearest,
    /// "Last", "dernier".
    Past,
    /// "Next", "prochain".
    Future,
}

/// How far from the day of publication, for what is only said so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Offset {
    /// Days.
    Days(i32),
    /// Weeks of the calendar.
    Weeks(i32),
    /// Months of the calendar.
    Months(i32),
    /// Quarters.
    Quarters(i32),
    /// Years.
    Years(i32),
    /// A weekday (Monday 1) in the week so many weeks away.
    WeekdayOfWeek(i8, i32),
    /// A weekday, the last one before the day (or on it).
    WeekdayBefore(i8, bool),
    /// A weekday, the first one after the day.
    WeekdayAfter(i8),
    /// A weekday with its day of the month.
    WeekdayOfMonth(i8, i8),
    /// A season so many years away.
    Season(&'static str, i32),
    /// A day of the month so many months away.
    DayOfMonth(i8, i32),
}

/// A stated day or period, at tokens `start..end`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moment {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) year: Option<i16>,
    pub(super) part: Part,
    pub(super) lean: Lean,
    pub(super) offset: Option<Offset>,
    /// The weekday that is told with a day (Monday 1): it finds the year.
    pub(super) weekday: Option<i8>,
}

impl Moment {
    pub(super) fn new(part: Part, year: Option<i16>, start: usize, end: usize) -> Self {
        Self { start, end, year, part, lean: Lean::Nearest, offset: None, weekday: None }
    }

    pub(super) fn year(year: i16, start: usize, end: usize) -> Self {
        Self::new(Part::Year, Some(year), start, end)
    }

    pub(super) fn relative(offset: Offset, start: usize, end: usize) -> Self {
        Self { offset: Some(offset), ..Self::new(Part::Year, None, start, end) }
    }

    /// Whether it is written with two ends.
    pub(super) fn is_range(&self) -> bool {
        matches!(
            self.part,
            Part::Months(..)
                | Part::Days(..)
                | Part::Years(_)
                | Part::MonthsTo(..)
                | Part::DaysTo(..)
        )
    }

    pub(super) fn says_more_than_a_year(&self) -> bool {
        self.part != Part::Year
    }

    /// From this moment to a later one of the same kind.
    pub(super) fn joined_to(&self, last: &Self) -> Option<Self> {
        if self.offset.is_some() || last.offset.is_some() {
            return None;
        }
        let (end, mut year) = (last.end, self.year.or(last.year));
        let part = match (self.part, last.part) {
            (Part::Year, Part::Year) => {
                let (from, to) = (self.year?, last.year?);
                (from < to).then_some(Part::Years(to))?
            }
            (Part::Month(from), Part::Month(to)) => {
                let (first, later) = self.years_to(last, from < to)?;
                year = first;
                match later {
                    0 => Part::Months(from, to),
                    later => Part::MonthsTo(from, to, later),
                }
            }
            (Part::Day(month, day), Part::Day(to_month, to_day)) => {
                let ascends = (month, day) < (to_month, to_day);
                let (first, later) = self.years_to(last, ascends)?;
                year = first;
                match later {
                    0 => Part::Days(month, day, to_month, to_day),
                    later => Part::DaysTo([month, day, to_month, to_day], later),
                }
            }
            _ => return None,
        };
        Some(Self { end, year, part, ..*self })
    }

    /// The year of the first end of a range, and how many years later the other ends: what
    /// one end leaves out the other says, and the calendar only runs forward.
    fn years_to(&self, last: &Self, ascends: bool) -> Option<(Option<i16>, i16)> {
        let next = i16::from(!ascends);
        match (self.year, last.year) {
            (Some(from), Some(to)) => {
                let fits = from < to || (from == to && ascends);
                fits.then_some((Some(from), to - from))
            }
            (None, Some(to)) => Some((Some(to - next), next)),
            (from, None) => Some((from, next)),
        }
    }

    /// The written form; see [`crate::values::Value::iso`].
    pub(super) fn iso(&self, reference: Option<Date>) -> Option<String> {
        if let Some(offset) = self.offset {
            return offset_iso(offset, reference?);
        }
        let year = self.year.or_else(|| self.nearest_year(reference?));
        let head = year.map_or_else(|| "-".to_owned(), |year| format!("{year:04}"));
        Some(match self.part {
            Part::Year => year.map(|_| head)?,
            Part::Fiscal => format!("FY{:04}", year?),
            Part::Month(month) => format!("{head}-{month:02}"),
            Part::Day(month, day) => format!("{head}-{month:02}-{day:02}"),
            Part::Quarter(quarter) => format!("{head}-Q{quarter}"),
            Part::Half(half) => format!("{head}-H{half}"),
            Part::Season(season) => format!("{head}-{season}"),
            Part::Decade => format!("{head}/{:04}", year? + 9),
            Part::Century => format!("{head}/{:04}", year? + 99),
            Part::Feast(feast) => feast.day(year?)?.to_string(),
            Part::MonthsTo(from, to, later) => {
                let last =
                    year.map_or(head.clone(), |year| format!("{:04}", year + later));
                format!("{head}-{from:02}/{last}-{to:02}")
            }
            Part::DaysTo([month, day, to_month, to_day], later) => {
                let last =
                    year.map_or(head.clone(), |year| format!("{:04}", year + later));
                format!("{head}-{month:02}-{day:02}/{last}-{to_month:02}-{to_day:02}")
            }
            Part::Years(last) => format!("{head}/{last:04}"),
            Part::Months(from, to) => format!("{head}-{from:02}/{head}-{to:02}"),
            Part::Days(month, day, to_month, to_day) => {
                format!("{head}-{month:02}-{day:02}/{head}-{to_month:02}-{to_day:02}")
            }
        })
    }

    /// The year that puts the date nearest to the day of publication, or on the side that
    /// the words lean to.
    fn nearest_year(&self, reference: Date) -> Option<i16> {
        let (month, day) = match self.part {
            Part::Day(month, day)
            | Part::Days(month, day, ..)
            | Part::DaysTo([month, day, ..], _) => (month, day),
            Part::Month(month) | Part::Months(month, _) | Part::MonthsTo(month, ..) => {
                (month, 15)
            }
            Part::Feast(Feast::Easter(_)) => (4, 10),
            Part::Feast(Feast::Thanksgiving(_)) => (11, 25),
            Part::Quarter(quarter) => (quarter * 3 - 1, 15),
            Part::Half(half) => (half * 6 - 3, 28),
            Part::Season(season) => (season_month(season), 15),
            Part::Year | Part::Fiscal | Part::Decade | Part::Century | Part::Years(_) => {
                return None;
            }
        };
        let years = [reference.year() - 1, reference.year(), reference.year() + 1];
        let distance = |year: i16| {
            let date = match self.part {
                Part::Feast(feast) => feast.day(year)?,
                _ => Date::new(year, month, day).ok()?,
            };
            let days = date.since(reference).ok()?.get_days();
            match self.lean {
                Lean::Nearest => Some(days.abs()),
                Lean::Past => (days < 0).then_some(-days),
                Lean::Future => (days > 0).then_some(days),
            }
        };
        let falls = |year: i16| {
            let date = Date::new(year, month, day).ok();
            self.weekday.is_none_or(|wanted| {
                date.is_some_and(|date| date.weekday().to_monday_one_offset() == wanted)
            })
        };
        years
            .into_iter()
            .filter_map(|year| Some((!falls(year), distance(year)?, year)))
            .min()
            .map(|(_, _, year)| year)
    }
}

fn season_month(season: &str) -> i8 {
    match season {
        "spring" => 5,
        "summer" => 8,
        "autumn" => 11,
        _ => 2,
    }
}

fn offset_iso(offset: Offset, reference: Date) -> Option<String> {
    let day = |date: Date| date.to_string();
    let plus_days = |days: i32| reference.checked_add(days.days()).ok();
    let weekday = i32::from(reference.weekday().to_monday_one_offset());
    Some(match offset {
        Offset::Days(days) => day(plus_days(days)?),
        Offset::Weeks(weeks) => {
            let week = plus_days(weeks.checked_mul(7)?)?.iso_week_date();
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Offset::Months(months) => {
            let date = reference.first_of_month().checked_add(months.months()).ok()?;
            format!("{:04}-{:02}", date.year(), date.month())
        }
        Offset::Quarters(quarters) => {
            let months = quarters.checked_mul(3)?;
            let date = reference.first_of_month().checked_add(months.months()).ok()?;
            format!("{:04}-Q{}", date.year(), (date.month() - 1) / 3 + 1)
        }
        Offset::Years(years) => {
            let year = i32::from(reference.year()).checked_add(years)?;
            (0..=9999).contains(&year).then(|| format!("{year:04}"))?
        }
        Offset::WeekdayOfWeek(wanted, weeks) => {
            day(plus_days(i32::from(wanted) - weekday + weeks.checked_mul(7)?)?)
        }
        Offset::WeekdayBefore(wanted, same_day) => {
            let back = (weekday - i32::from(wanted)).rem_euclid(7);
            let back = if back == 0 && !same_day { 7 } else { back };
            day(plus_days(-back)?)
        }
        Offset::WeekdayAfter(wanted) => {
            let ahead = (i32::from(wanted) - weekday).rem_euclid(7);
            day(plus_days(if ahead == 0 { 7 } else { ahead })?)
        }
        Offset::WeekdayOfMonth(weekday, wanted) => {
            day(weekday_of_month(weekday, wanted, reference)?)
        }
        Offset::DayOfMonth(wanted, months) => {
            let month = reference.first_of_month().checked_add(months.months()).ok()?;
            day(Date::new(month.year(), month.month(), wanted).ok()?)
        }
        Offset::Season(season, years) => season_away(season, years, reference),
    })
}

/// The nearest day of that number that falls on that weekday.
fn weekday_of_month(weekday: i8, day: i8, reference: Date) -> Option<Date> {
    (-6..=6)
        .filter_map(|months| {
            let month = reference.first_of_month().checked_add(months.months()).ok()?;
            let date = Date::new(month.year(), month.month(), day).ok()?;
            let distance = date.since(reference).ok()?.get_days().abs();
            (date.weekday().to_monday_one_offset() == weekday).then_some((distance, date))
        })
        .min()
        .map(|(_, date)| date)
}

/// "Last summer" is the last one that has begun before this season; "this summer" the one
/// of the year; "next summer" the first one after.
fn season_away(season: &str, years: i32, reference: Date) -> String {
    let begins = season_month(season) - 2;
    let begun = reference.month() > begins.max(0) + 2;
    let year = i32::from(reference.year())
        + match years {
            -1 if begun => 0,
            1 if !begun => 0,
            years => years,
        };
    format!("{year:04}-{season}")
}
