//! Quiet charts as SVG: direct labels, no grid, no legend.
//!
//! The drawing is our own and not that of a plotting library: those give neither a name nor a description to screen
//! readers, set colours inline, and cut long labels. Colours hang on class names (`chart`, `chart-title`,
//! `chart-bar`, `chart-line`, `chart-point`, `chart-axis`, `chart-label`, `chart-value`); the presentation attributes
//! beside them are only the fall-back of a page without our style sheet. There is no inline style and no script.
//!
//! A chart shows; it does not replace the table that belongs beside it.

mod bars;
mod line;
mod wrap;

use std::fmt::Write as _;

pub use self::bars::{BarChart, bars};
pub use self::line::{LineChart, line};
use crate::html::attribute;

/// One value to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Point {
    /// What it is: unit, day, division.
    pub label: String,
    /// Its size, in any unit that is the same for the whole chart.
    pub value: i64,
    /// The value as read by people ("18.204 người", "41,25 %").
    pub value_label: String,
}

impl Point {
    /// A value with its label and its words.
    pub fn new(label: impl Into<String>, value: i64, value_label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value,
            value_label: value_label.into(),
        }
    }

    fn spoken(&self) -> String {
        attribute(&format!("{}: {}", self.label, self.value_label))
    }
}

const INK: &str = "currentColor";
const PRIMARY: &str = "#0f4c81";
const QUIET: &str = "#5b6675";
/// Type sizes in pixels of the drawing.
const TITLE_SIZE: u32 = 17;
const LABEL_SIZE: u32 = 14;
/// Narrower drawings would break every label; wider ones are scaled by the page anyway.
const NARROWEST: u32 = 200;
const WIDEST: u32 = 4_000;

fn drawable(width: u32) -> u32 {
    width.clamp(NARROWEST, WIDEST)
}

/// A drawing being written, top to bottom.
struct Drawing {
    width: u32,
    height: u32,
    body: String,
}

/// Where a text hangs on its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Anchor {
    Start,
    Middle,
    End,
}

struct Text<'a> {
    class: &'a str,
    size: u32,
    fill: &'a str,
    anchor: Anchor,
}

const LABEL: Text<'static> = Text {
    class: "chart-label",
    size: LABEL_SIZE,
    fill: INK,
    anchor: Anchor::Start,
};
const VALUE: Text<'static> = Text {
    class: "chart-value",
    size: LABEL_SIZE,
    fill: INK,
    anchor: Anchor::Start,
};

impl Drawing {
    /// Starts with the title, wrapped as often as it needs.
    fn new(width: u32, title: &str) -> Self {
        let mut drawing = Self {
            width: drawable(width),
            height: 0,
            body: String::new(),
        };
        let look = Text {
            class: "chart-title",
            size: TITLE_SIZE,
            fill: INK,
            anchor: Anchor::Start,
        };
        for line in wrap::all_lines(title, drawing.width, TITLE_SIZE) {
            drawing.height = drawing.height.saturating_add(TITLE_SIZE.saturating_add(5));
            let bottom = drawing.height.saturating_sub(5);
            drawing.text(0, bottom, &line, &look);
        }
        drawing.height = drawing.height.saturating_add(8);
        drawing
    }

    fn add(&mut self, piece: std::fmt::Arguments<'_>) {
        // Writing to a string in memory has no way to fail.
        let _ = self.body.write_fmt(piece);
    }

    fn text(&mut self, x: u32, y: u32, words: &str, look: &Text<'_>) {
        let anchor = match look.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let weight = match look.class {
            "chart-title" => " font-weight=\"600\"",
            // A halo keeps the value readable where the line runs behind it.
            "chart-value" => {
                " font-weight=\"600\" stroke=\"#fff\" stroke-width=\"4\" stroke-linejoin=\"round\" paint-order=\"stroke\""
            }
            _ => "",
        };
        let (class, size, fill, words) = (look.class, look.size, look.fill, attribute(words));
        self.add(format_args!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{fill}\"{anchor}{weight}>{words}</text>\n"
        ));
    }

    /// The finished SVG; the description lists every value, so nothing is told by length or colour alone.
    fn finish(self, class: &str, title: &str, points: &[Point]) -> String {
        let Self { width, height, body } = self;
        let spoken: Vec<String> = points.iter().map(Point::spoken).collect();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart {class}\" role=\"img\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\">\n<title>{}</title>\n<desc>{}</desc>\n{body}</svg>\n",
            attribute(title),
            spoken.join("; ")
        )
    }
}

/// The smallest and the largest value, zero always among them: a length without zero lies.
fn span(points: &[Point]) -> (i64, i64) {
    points.iter().fold((0, 0), |(low, high), point| {
        (low.min(point.value), high.max(point.value))
    })
}

/// Where `value` lies between `low` and `high` on a stretch of `length` pixels.
fn placed(value: i64, (low, high): (i64, i64), length: u32) -> u32 {
    let range = i128::from(high).saturating_sub(i128::from(low)).max(1);
    let from_low = i128::from(value).saturating_sub(i128::from(low)).max(0);
    // Half a range is added before the division: rounding, not cutting.
    let scaled = from_low.saturating_mul(i128::from(length)).saturating_add(range / 2) / range;
    u32::try_from(scaled).unwrap_or(length).min(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_placed_in_proportion_and_extremes_do_not_overflow() {
        assert_eq!(placed(50, (0, 100), 300), 150);
        assert_eq!(placed(0, (i64::MIN, i64::MAX), 300), 150);
        assert_eq!(placed(0, (0, 0), 300), 0);
    }
}
