//! Curves as a picture of its own: a file that any program shows, with its style inside.

use maud::{Markup, html};

/// A line through points of `x` and `y`, both 0..1.
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// Its name in the legend.
    pub name: String,
    /// Points in order of `x`; the weight (how much was counted there) sets the size of the
    /// dot.
    pub points: Vec<CurvePoint>,
}

/// A point of a curve.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CurvePoint {
    /// 0..1, to the right.
    pub x: f64,
    /// 0..1, upwards.
    pub y: f64,
    /// How much was counted there.
    pub weight: u64,
}

/// Curves over one another in one frame.
#[derive(Debug, Clone, PartialEq)]
pub struct Panel {
    /// What the curves show.
    pub title: String,
    /// What runs to the right.
    pub x_label: String,
    /// The curves, at most six; the order sets the colours.
    pub curves: Vec<Curve>,
}

/// Readable on white and for people who do not tell red from green (Okabe, Ito 2008).
const COLOURS: [&str; 6] =
    ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#000000"];
const DASHES: [&str; 6] = ["none", "7 4", "2 3", "9 3 2 3", "4 2", "1 2"];

const PANEL_WIDTH: f64 = 460.0;
const PANEL_HEIGHT: f64 = 360.0;
const LEFT: f64 = 52.0;
const TOP: f64 = 40.0;
const PLOT_WIDTH: f64 = 380.0;
const PLOT_HEIGHT: f64 = 250.0;

/// Draws panels side by side as one SVG file. Nothing is loaded from elsewhere. Texts are
/// escaped. The same input gives the same bytes.
pub fn curves_svg(heading: &str, panels: &[Panel]) -> String {
    let width = PANEL_WIDTH * panels.len().max(1) as f64;
    let height = PANEL_HEIGHT + 56.0;
    let drawing = html! {
        svg xmlns="http://www.w3.org/2000/svg" viewBox={ "0 0 " (width) " " (height) }
            width=(width) height=(height) role="img"
            font-family="system-ui, sans-serif" font-size="12" {
            title { (heading) }
            desc { (in_words(panels)) }
            rect width=(width) height=(height) fill="#ffffff" {}
            text x=(LEFT) y="24" font-size="15" font-weight="600" fill="#222222" { (heading) }
            @for (at, panel) in panels.iter().enumerate() {
                g transform={ "translate(" (PANEL_WIDTH * at as f64) " 24)" } { (draw(panel)) }
            }
        }
    };
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", drawing.into_string())
}

fn across(x: f64) -> f64 {
    LEFT + x.clamp(0.0, 1.0) * PLOT_WIDTH
}

fn up(y: f64) -> f64 {
    TOP + (1.0 - y.clamp(0.0, 1.0)) * PLOT_HEIGHT
}

fn draw(panel: &Panel) -> Markup {
    let base = TOP + PLOT_HEIGHT;
    html! {
        text x=(LEFT) y=(TOP - 12.0) font-weight="600" fill="#222222" { (panel.title) }
        @for tick in 0..=5_u8 {
            @let share = f64::from(tick) / 5.0;
            line x1=(LEFT) x2=(across(1.0)) y1=(up(share)) y2=(up(share)) stroke="#dddddd" {}
            text x=(LEFT - 8.0) y=(up(share) + 4.0) text-anchor="end" fill="#555555" { (format!("{share:.1}")) }
            text x=(across(share)) y=(base + 18.0) text-anchor="middle" fill="#555555" { (format!("{share:.1}")) }
        }
        line x1=(LEFT) x2=(across(1.0)) y1=(base) y2=(base) stroke="#555555" {}
        text x=(across(0.5)) y=(base + 36.0) text-anchor="middle" fill="#222222" { (panel.x_label) }
        @for (at, curve) in panel.curves.iter().enumerate() {
            @let colour = COLOURS.get(at).unwrap_or(&"#000000");
            @let dash = DASHES.get(at).unwrap_or(&"none");
            polyline fill="none" stroke=(colour) stroke-width="2" stroke-dasharray=(dash) points=(path(curve)) {}
            @for point in &curve.points {
                circle cx=(number(across(point.x))) cy=(number(up(point.y))) r=(number(radius(point.weight))) fill=(colour) {
                    title { (curve.name) ", " (format!("{:.2}: {:.3} of {}", point.x, point.y, point.weight)) }
                }
            }
            @let x = LEFT + 130.0 * at as f64;
            line x1=(x) x2=(x + 26.0) y1=(base + 56.0) y2=(base + 56.0) stroke=(colour) stroke-width="2" stroke-dasharray=(dash) {}
            text x=(x + 32.0) y=(base + 60.0) fill="#222222" { (curve.name) }
        }
    }
}

fn path(curve: &Curve) -> String {
    let points: Vec<String> = curve
        .points
        .iter()
        .map(|point| format!("{},{}", number(across(point.x)), number(up(point.y))))
        .collect();
    points.join(" ")
}

/// Few pairs make a small dot: their share is not sure.
fn radius(weight: u64) -> f64 {
    match weight {
        0..10 => 1.5,
        10..100 => 2.5,
        _ => 3.5,
    }
}

/// A coordinate with one decimal: enough for the eye, and the same on every machine.
fn number(coordinate: f64) -> String {
    format!("{coordinate:.1}")
}

fn in_words(panels: &[Panel]) -> String {
    let mut words = Vec::new();
    for panel in panels {
        for curve in &panel.curves {
            let points: Vec<String> = curve
                .points
                .iter()
                .map(|point| format!("{:.2}: {:.3}", point.x, point.y))
                .collect();
            words.push(format!(
                "{}, {}: {}.",
                panel.title,
                curve.name,
                points.join("; ")
            ));
        }
    }
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_stands_alone_and_its_words_are_escaped() {
        let points = vec![
            CurvePoint { x: 0.25, y: 0.5, weight: 5 },
            CurvePoint { x: 0.75, y: 1.0, weight: 500 },
        ];
        let curve = Curve { name: "strict <b>".to_owned(), points };
        let panel = Panel {
            title: "Rappel & precision".to_owned(),
            x_label: "resemblance".to_owned(),
            curves: vec![curve],
        };
        let drawn = curves_svg("Presets", &[panel.clone(), panel]);
        assert!(drawn.starts_with("<?xml"));
        assert!(drawn.contains("xmlns=\"http://www.w3.org/2000/svg\""));
        assert!(drawn.contains("strict &lt;b&gt;") && !drawn.contains("<b>"));
        assert!(drawn.contains("points=\"147.0,165.0 337.0,40.0\""), "{drawn}");
        assert!(!drawn.contains("href") && !drawn.contains("url("));
        assert!(!curves_svg("", &[]).is_empty());
    }
}
