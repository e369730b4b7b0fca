//! Pictures as inline SVG: bars, columns and lanes of time. Drawn once per language, so
//! that titles, numbers and dates are right in each. Colours come from the style sheet.

use jiff::civil::Date;
use maud::{Markup, html};

use crate::dates::written_date;
use crate::numbers::{count, share};
use crate::typography::shortened;
use crate::words::Tongue;

/// Width of every picture in its own units; the page scales it.
pub(crate) const WIDTH: f64 = 640.0;
/// Width of a picture that takes the whole page.
pub(crate) const WIDE: f64 = 1_200.0;

/// A count whose largest value is this many times its smallest is drawn on a logarithmic
/// scale: below, the smallest bar still is 2 % of the height and can be seen.
const SKEWED: u64 = 50;

/// The number of a day, month or year on one line of days, for placing it; `None` for
/// seasons, quarters and words. A month or year stands at its first day.
pub(crate) fn day_number(iso: &str) -> Option<i64> {
    let day = iso.split(['T', '/']).next().unwrap_or_default();
    let whole = match day.len() {
        4 => format!("{day}-01-01"),
        7 => format!("{day}-01"),
        _ => day.to_owned(),
    };
    let date: Date = whole.parse().ok()?;
    Some(days_of(date))
}

/// Days since the first of January of the year 0.
pub(crate) fn days_of(date: Date) -> i64 {
    let origin = jiff::civil::date(0, 1, 1);
    origin.until(date).map_or(0, |span| i64::from(span.get_days()))
}

/// One fact along time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lane {
    pub(crate) name: String,
    pub(crate) subject: String,
    pub(crate) points: Vec<Point>,
}

/// One entry of a lane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Point {
    pub(crate) day: i64,
    pub(crate) date: String,
    pub(crate) label: String,
}

/// Lanes of time under one axis.
pub(crate) fn lanes(lanes: &[Lane], tongue: Tongue) -> Markup {
    let days = || lanes.iter().flat_map(|lane| &lane.points);
    let (Some(first), Some(last)) =
        (days().min_by_key(|point| point.day), days().max_by_key(|point| point.day))
    else {
        return html! {};
    };
    let span = (last.day - first.day).max(1) as f64;
    let (left, right) = (16.0, WIDTH - 16.0);
    let x = |day: i64| left + (day - first.day) as f64 / span * (right - left);
    let height = 34.0 + lanes.len() as f64 * 62.0;
    let title = tongue.pick(
        "When a stage or a number changed",
        "Quand une étape ou un nombre a changé",
    );
    html! {
        svg.lanes viewBox={ "0 0 " (WIDTH) " " (height) } role="img" {
            title { (title) }
            desc { (lanes_in_words(lanes, tongue)) }
            @for (index, lane) in lanes.iter().enumerate() {
                @let middle = 40.0 + index as f64 * 62.0;
                text.lane-name x=(left - 12.0) y=(middle - 26.0) { (lane.name) " · " (shortened(&lane.subject, 40)) }
                line.axis x1=(left) x2=(right) y1=(middle) y2=(middle) {}
                @for pair in lane.points.windows(2) {
                    @if let [before, after] = pair {
                        line.step x1=(number(x(before.day))) x2=(number(x(after.day))) y1=(middle) y2=(middle) {}
                    }
                }
                @for (point, label) in lane.points.iter().zip(labels(lane, x)) {
                    (dot(point, x(point.day), middle, label, tongue))
                }
            }
            text.tick x=(left - 12.0) y=(height - 4.0) { (written_date(&first.date, tongue)) }
            text.tick.end x=(right + 12.0) y=(height - 4.0) { (written_date(&last.date, tongue)) }
        }
    }
}

/// Where the words of a point stand.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Label {
    class: &'static str,
    x: f64,
    below: bool,
}

/// Characters of a label at a point.
const LABEL_LENGTH: usize = 34;
/// Width of one bold character in the picture's units, rounded up, so that labels are
/// rather left out than drawn over one another.
const LETTER_WIDTH: f64 = 7.4;

/// The labels of a lane, under and over the line in turn where they would collide; `None`
/// where there is room on neither side: the list of entries has the words in any case.
fn labels(lane: &Lane, x: impl Fn(i64) -> f64) -> Vec<Option<Label>> {
    let mut free_from = [f64::MIN; 2];
    lane.points
        .iter()
        .map(|point| {
            let (x, width) = (
                x(point.day),
                point.label.chars().count().min(LABEL_LENGTH) as f64 * LETTER_WIDTH,
            );
            let (class, at, from) = match x {
                x if x > WIDTH * 0.7 => ("label end", x + 8.0, x + 8.0 - width),
                x if x > WIDTH * 0.3 => ("label middle", x, x - width / 2.0),
                x => ("label", x - 8.0, x - 8.0),
            };
            let side = free_from.iter().position(|free| *free <= from)?;
            if let Some(free) = free_from.get_mut(side) {
                *free = from + width;
            }
            Some(Label { class, x: at, below: side == 0 })
        })
        .collect()
}

fn dot(
    point: &Point,
    x: f64,
    middle: f64,
    label: Option<Label>,
    tongue: Tongue,
) -> Markup {
    html! {
        g {
            title { (written_date(&point.date, tongue)) ": " (point.label) }
            circle.dot cx=(number(x)) cy=(middle) r="5.5" {}
            @if let Some(label) = label {
                @let y = if label.below { middle + 20.0 } else { middle - 11.0 };
                text class=(label.class) x=(number(label.x)) y=(y) { (shortened(&point.label, LABEL_LENGTH)) }
            }
        }
    }
}

fn lanes_in_words(lanes: &[Lane], tongue: Tongue) -> String {
    let sentences: Vec<String> = lanes
        .iter()
        .map(|lane| {
            let points: Vec<String> = lane
                .points
                .iter()
                .map(|point| {
                    format!("{}: {}", written_date(&point.date, tongue), point.label)
                })
                .collect();
            format!("{} ({}): {}.", lane.name, lane.subject, points.join("; "))
        })
        .collect();
    sentences.join(" ")
}

/// A coordinate with one decimal: enough for the eye, and the same on every machine.
fn number(coordinate: f64) -> String {
    format!("{coordinate:.1}")
}

/// A labelled count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bar {
    pub(crate) label: String,
    pub(crate) count: u64,
}

/// Horizontal bars with their counts and shares of `whole`.
pub(crate) fn bars(bars: &[Bar], whole: u64, title: &str, tongue: Tongue) -> Markup {
    let largest = bars.iter().map(|bar| bar.count).max().unwrap_or_default().max(1);
    let height = 6.0 + bars.len() as f64 * 26.0;
    let (left, right) = (210.0, WIDTH - 120.0);
    html! {
        svg.bars viewBox={ "0 0 " (WIDTH) " " (height) } role="img" {
            title { (title) }
            desc { (bars_in_words(bars, whole, tongue)) }
            @for (index, bar) in bars.iter().enumerate() {
                @let top = 4.0 + index as f64 * 26.0;
                @let width = (right - left) * bar.count as f64 / largest as f64;
                g {
                    text.name.end x=(left - 10.0) y=(top + 15.0) { (shortened(&bar.label, 30)) title { (bar.label) } }
                    rect.bar x=(left) y=(top) width=(number(width.max(1.5))) height="20" rx="2" {}
                    text.amount x=(number(left + width.max(1.5) + 8.0)) y=(top + 15.0) {
                        (count(bar.count, tongue)) tspan.share dx="8" { (share(bar.count, whole, tongue)) }
                    }
                }
            }
        }
    }
}

fn bars_in_words(bars: &[Bar], whole: u64, tongue: Tongue) -> String {
    let parts: Vec<String> = bars
        .iter()
        .map(|bar| {
            format!(
                "{}: {} ({})",
                bar.label,
                count(bar.count, tongue),
                share(bar.count, whole, tongue)
            )
        })
        .collect();
    parts.join("; ")
}

/// One column: a label under it and the heights of its layers from the bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) label: String,
    pub(crate) layers: Vec<u64>,
}

impl Column {
    fn total(&self) -> u64 {
        self.layers.iter().sum()
    }
}

/// What a picture of columns is called and made of.
#[derive(Debug)]
pub(crate) struct Columns<'columns> {
    pub(crate) title: &'columns str,
    /// Names of the layers from the bottom; also their classes `layer-0`, `layer-1` ….
    pub(crate) layers: &'columns [String],
    pub(crate) drawn: &'columns [Column],
    /// Under every how many columns a label stands.
    pub(crate) label_every: usize,
    /// How the layers of a column stand.
    pub(crate) layout: Layout,
    /// Width in the picture's units; a picture over the whole page is [`WIDE`].
    pub(crate) width: f64,
}

/// How the layers of a column stand to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layout {
    /// On top of one another: their sum matters.
    Stacked,
    /// Beside one another: each is read by itself, also on a logarithmic scale.
    Beside,
}

/// Whether counts are so unlike that only a logarithmic scale shows them all. Layers that
/// stand beside one another are compared one by one, stacked ones by their sums.
pub(crate) fn is_skewed(columns: &[Column], layout: Layout) -> bool {
    let heights = || heights(columns, layout).into_iter().filter(|height| *height > 0);
    let (Some(least), Some(most)) = (heights().min(), heights().max()) else {
        return false;
    };
    most >= least.saturating_mul(SKEWED)
}

/// What is drawn as heights.
fn heights(columns: &[Column], layout: Layout) -> Vec<u64> {
    match layout {
        Layout::Stacked => columns.iter().map(Column::total).collect(),
        Layout::Beside => {
            columns.iter().flat_map(|column| column.layers.clone()).collect()
        }
    }
}

/// Columns of counts, layered, with an axis; logarithmic where the counts are skewed, and
/// said so. In stacks on a logarithmic scale the layers share a column's height by their
/// parts.
pub(crate) fn columns(picture: &Columns<'_>, tongue: Tongue) -> Markup {
    let (left, right, top, bottom) = (52.0, picture.width - 8.0, 14.0, 190.0);
    let most = heights(picture.drawn, picture.layout)
        .into_iter()
        .max()
        .unwrap_or_default()
        .max(1);
    let skewed = is_skewed(picture.drawn, picture.layout);
    let scale = Scale { most, skewed, height: bottom - top };
    let pitch = (right - left) / picture.drawn.len().max(1) as f64;
    let gap = if pitch > 12.0 { pitch * 0.18 } else { 0.6_f64.min(pitch * 0.1) };
    html! {
        svg.columns viewBox={ "0 0 " (picture.width) " 218" } role="img" {
            title { (picture.title) @if skewed { " " (tongue.pick("(logarithmic scale)", "(échelle logarithmique)")) } }
            desc { (columns_in_words(picture, tongue)) }
            @for tick in scale.ticks() {
                @let y = number(bottom - scale.of(tick));
                line.grid x1=(left) x2=(right) y1=(y) y2=(y) {}
                text.tick.end x=(left - 6.0) y=(number(bottom - scale.of(tick) + 4.0)) { (count(tick, tongue)) }
            }
            @for (index, column) in picture.drawn.iter().enumerate() {
                @let x = left + index as f64 * pitch;
                g {
                    title { (column_in_words(picture, column, tongue)) }
                    @match picture.layout {
                        Layout::Stacked => (stack(column, &scale, [x + gap / 2.0, pitch - gap, bottom])),
                        Layout::Beside => (row(column, &scale, [x + gap / 2.0, pitch - gap, bottom])),
                    }
                    @if index % picture.label_every.max(1) == 0 {
                        text.tick.middle x=(number(x + pitch / 2.0)) y="206" { (column.label) }
                    }
                }
            }
            line.axis x1=(left) x2=(right) y1=(bottom) y2=(bottom) {}
        }
    }
}

/// The layers of one column on top of one another; `[x, width, bottom]`.
fn stack(column: &Column, scale: &Scale, [x, width, bottom]: [f64; 3]) -> Markup {
    let total = column.total().max(1);
    let whole = scale.of(column.total());
    let ends = column.layers.iter().scan(0_u64, |below, part| {
        *below += part;
        Some((*below, *part))
    });
    html! {
        @for (layer, (end, part)) in ends.enumerate() {
            @if part > 0 {
                @let height = whole * part as f64 / total as f64;
                @let top = whole * end as f64 / total as f64;
                (block(layer, [x, width, bottom - top, height]))
            }
        }
    }
}

/// The layers of one column beside one another; `[x, width, bottom]`.
fn row(column: &Column, scale: &Scale, [x, width, bottom]: [f64; 3]) -> Markup {
    let each = width / column.layers.len().max(1) as f64;
    html! {
        @for (layer, part) in column.layers.iter().enumerate() {
            @if *part > 0 {
                @let height = scale.of(*part);
                (block(layer, [x + layer as f64 * each, each, bottom - height, height]))
            }
        }
    }
}

/// One block of a layer; `[x, width, y, height]`.
fn block(layer: usize, [x, width, y, height]: [f64; 4]) -> Markup {
    html! {
        rect class={ "layer-" (layer) } x=(number(x)) width=(number(width.max(0.4))) y=(number(y)) height=(number(height.max(0.4))) {}
    }
}

/// Heights of counts.
struct Scale {
    most: u64,
    skewed: bool,
    height: f64,
}

impl Scale {
    fn of(&self, count: u64) -> f64 {
        let part = if count == 0 {
            0.0
        } else if self.skewed {
            // One still has a height: the axis starts at a half.
            (count as f64 * 2.0).ln() / (self.most as f64 * 2.0).ln()
        } else {
            count as f64 / self.most as f64
        };
        part * self.height
    }

    /// Round counts for the axis, at most six.
    fn ticks(&self) -> Vec<u64> {
        if self.skewed {
            let powers: Vec<u64> = (0..19)
                .map(|power| 10_u64.pow(power))
                .take_while(|tick| *tick <= self.most)
                .collect();
            let every = powers.len().div_ceil(5).max(1);
            return powers.into_iter().step_by(every).collect();
        }
        let rough = (self.most as f64 / 4.0).max(1.0);
        let power = 10_f64.powf(rough.log10().floor());
        let step = [1.0, 2.0, 5.0, 10.0]
            .into_iter()
            .map(|unit| unit * power)
            .find(|step| *step >= rough);
        let step = step.unwrap_or(rough).round().max(1.0) as u64;
        (1..=5).map(|tick| tick * step).take_while(|tick| *tick <= self.most).collect()
    }
}

fn column_in_words(picture: &Columns<'_>, column: &Column, tongue: Tongue) -> String {
    let parts: Vec<String> = picture
        .layers
        .iter()
        .zip(&column.layers)
        .filter(|(_, part)| **part > 0)
        .map(|(name, part)| {
            if picture.layers.len() == 1 {
                count(*part, tongue)
            } else {
                format!("{name} {}", count(*part, tongue))
            }
        })
        .collect();
    format!("{}: {}", column.label, parts.join(", "))
}

/// Every column that is not empty, at most the first sixty.
fn columns_in_words(picture: &Columns<'_>, tongue: Tongue) -> String {
    let columns: Vec<String> = picture
        .drawn
        .iter()
        .filter(|column| column.total() > 0)
        .take(60)
        .map(|column| column_in_words(picture, column, tongue))
        .collect();
    columns.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_and_years_have_a_place_and_seasons_have_none() {
        let day = day_number("2025-06-08").unwrap();
        assert_eq!(day_number("2025-06-09T10:00:00Z").unwrap(), day + 1);
        assert_eq!(day_number("2025-06").unwrap(), day - 7);
        assert!(day_number("2025").is_some());
        assert_eq!(day_number("2024-spring"), None);
        assert_eq!(day_number("soon"), None);
    }

    #[test]
    fn labels_that_would_collide_take_the_other_side_or_are_left_out() {
        let point =
            |day| Point { day, date: String::new(), label: "ten letter".to_owned() };
        let lane = |days: &[i64]| Lane {
            name: String::new(),
            subject: String::new(),
            points: days.iter().copied().map(point).collect(),
        };
        let sides = |days: &[i64]| -> Vec<Option<bool>> {
            let placed = labels(&lane(days), |day| day as f64);
            placed.into_iter().map(|label| label.map(|label| label.below)).collect()
        };
        assert_eq!(sides(&[10, 100, 190]), [Some(true), Some(true), Some(true)]);
        assert_eq!(sides(&[10, 20, 30]), [Some(true), Some(false), None]);
    }

    #[test]
    fn axis_ticks_are_round_and_few() {
        let ticks = |most, skewed| Scale { most, skewed, height: 1.0 }.ticks();
        assert_eq!(ticks(1, false), [1]);
        assert_eq!(ticks(37, false), [10, 20, 30]);
        assert_eq!(ticks(100_000, true), [1, 100, 10_000]);
        assert!(ticks(u64::MAX, true).len() <= 6);
        assert!(ticks(u64::MAX / 2, false).len() <= 6);
    }
}
