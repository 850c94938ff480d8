//! A line over time: the ends and the extremes are labelled, the rest is on the points and in the description.

use super::wrap::{pixels, wrap};
use super::{Anchor, Drawing, LABEL, LABEL_SIZE, PRIMARY, Point, QUIET, Text, VALUE, placed, span};

/// A trend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineChart {
    /// The finding, in words.
    pub title: String,
    /// The points from left to right, at equal distances.
    pub points: Vec<Point>,
    /// Width of the drawing in pixels; it scales with the page.
    pub width: u32,
}

const PLOT: u32 = 180;
/// Room above the highest and below the lowest point for its value.
const AIR: u32 = LABEL_SIZE + 10;
const SIDE: u32 = 6;

/// Draws the chart. Zero is always on it.
pub fn line(chart: &LineChart) -> String {
    let mut drawing = Drawing::new(chart.width, &chart.title);
    let plot = Plot::new(&drawing, &chart.points);
    if !chart.points.is_empty() {
        plot.draw(&mut drawing);
        plot.name_values(&mut drawing);
        plot.name_points(&mut drawing);
    }
    drawing.height = plot
        .bottom
        .saturating_add(AIR)
        .saturating_add(LABEL_SIZE)
        .saturating_add(12);
    drawing.finish("chart-trend", &chart.title, &chart.points)
}

struct Plot<'p> {
    points: &'p [Point],
    /// Where each point is drawn.
    places: Vec<(u32, u32)>,
    width: u32,
    bottom: u32,
    zero: u32,
}

impl<'p> Plot<'p> {
    fn new(drawing: &Drawing, points: &'p [Point]) -> Self {
        let range = span(points);
        let top = drawing.height.saturating_add(AIR);
        let bottom = top.saturating_add(PLOT);
        let inner = drawing.width.saturating_sub(2 * SIDE);
        let steps = i64::try_from(points.len().saturating_sub(1)).unwrap_or(i64::MAX);
        let height = |value| bottom.saturating_sub(placed(value, range, PLOT));
        let across = |index: i64| match steps {
            0 => drawing.width / 2,
            _ => SIDE.saturating_add(placed(index, (0, steps), inner)),
        };
        let places = (0_i64..)
            .zip(points)
            .map(|(index, point)| (across(index), height(point.value)))
            .collect();
        Self {
            points,
            places,
            width: drawing.width,
            bottom,
            zero: height(0),
        }
    }

    fn draw(&self, drawing: &mut Drawing) {
        let (zero, right) = (self.zero, self.width);
        drawing.add(format_args!(
            "<path class=\"chart-axis\" d=\"M0 {zero}H{right}\" stroke=\"{QUIET}\" fill=\"none\"/>\n"
        ));
        let path: Vec<String> = self.places.iter().map(|(x, y)| format!("{x},{y}")).collect();
        drawing.add(format_args!(
            "<polyline class=\"chart-line\" points=\"{}\" fill=\"none\" stroke=\"{PRIMARY}\" stroke-width=\"2\" \
             stroke-linejoin=\"round\"/>\n",
            path.join(" ")
        ));
        for (point, (x, y)) in self.points.iter().zip(&self.places) {
            drawing.add(format_args!(
                "<circle class=\"chart-point\" cx=\"{x}\" cy=\"{y}\" r=\"3\" fill=\"{PRIMARY}\"><title>{}</title></circle>\n",
                point.spoken()
            ));
        }
    }

    /// Text hung so that it stays inside the drawing, with its left edge.
    fn hang(&self, x: u32, words: &str) -> (Anchor, u32, u32) {
        let long = pixels(words, LABEL_SIZE);
        let half = long / 2;
        if x < half {
            (Anchor::Start, 0, 0)
        } else if x.saturating_add(half) > self.width {
            (Anchor::End, self.width, self.width.saturating_sub(long))
        } else {
            (Anchor::Middle, x, x.saturating_sub(half))
        }
    }

    /// Last, first, largest and smallest value, each unless it would lie on one already there.
    fn name_values(&self, drawing: &mut Drawing) {
        let last = self.points.len().saturating_sub(1);
        let by_value = |index: &usize| self.points.get(*index).map(|point| point.value);
        let largest = (0..self.points.len()).max_by_key(by_value).unwrap_or(0);
        let smallest = (0..self.points.len()).min_by_key(by_value).unwrap_or(0);
        let mut boxes: Vec<(u32, u32, u32)> = Vec::new();
        for index in [last, 0, largest, smallest] {
            let (Some(point), Some((x, y))) = (self.points.get(index), self.places.get(index)) else {
                continue;
            };
            let (anchor, x, left) = self.hang(*x, &point.value_label);
            let right = left
                .saturating_add(pixels(&point.value_label, LABEL_SIZE))
                .saturating_add(6);
            let below = index == smallest && index != largest;
            let hung = y.saturating_add(LABEL_SIZE + 6);
            let y = match below {
                false => y.saturating_sub(9),
                // Under the zero line rather than across it.
                true if *y <= self.zero && hung.saturating_sub(LABEL_SIZE + 4) < self.zero => {
                    hung.max(self.zero.saturating_add(LABEL_SIZE + 2))
                }
                true => hung,
            };
            let hit = |(l, r, at): &(u32, u32, u32)| left < *r && *l < right && at.abs_diff(y) < LABEL_SIZE + 2;
            if boxes.iter().any(hit) {
                continue;
            }
            boxes.push((left, right, y));
            drawing.text(x, y, &point.value_label, &Text { anchor, ..VALUE });
        }
    }

    /// As many labels under the line as fit, at equal steps back from the last one, and the first.
    fn name_points(&self, drawing: &mut Drawing) {
        let y = self.bottom.saturating_add(AIR).saturating_add(LABEL_SIZE);
        let labels: Vec<Hung> = self
            .points
            .iter()
            .zip(&self.places)
            .map(|(point, (x, _))| self.hung(point, *x))
            .collect();
        let count = labels.len();
        let stepped = |step: usize| labels.iter().rev().step_by(step).collect::<Vec<_>>();
        let free = |chosen: &Vec<&Hung>| {
            chosen
                .iter()
                .zip(chosen.iter().skip(1))
                .all(|(right, left)| left.clear_of(right))
        };
        let mut chosen = (1..=count.max(1)).map(stepped).find(free).unwrap_or_default();
        if let Some(first) = labels.first() {
            // The first label outranks the one it would lie on, unless that is the last.
            if chosen.len() > 1 && chosen.last().is_some_and(|leftmost| !first.clear_of(leftmost)) {
                chosen.pop();
            }
            if chosen.last().is_some_and(|leftmost| first.clear_of(leftmost)) {
                chosen.push(first);
            }
        }
        for label in chosen {
            drawing.text(
                label.x,
                y,
                &label.words,
                &Text {
                    anchor: label.anchor,
                    ..LABEL
                },
            );
        }
    }

    fn hung(&self, point: &Point, x: u32) -> Hung {
        let short = wrap(&point.label, (self.width / 2).saturating_sub(12), LABEL_SIZE, 1);
        let words = short.lines.into_iter().next().unwrap_or_default();
        let (anchor, x, left) = self.hang(x, &words);
        Hung {
            anchor,
            x,
            left,
            right: left.saturating_add(pixels(&words, LABEL_SIZE)).saturating_add(12),
            words,
        }
    }
}

/// A label under the line with the room it takes.
struct Hung {
    words: String,
    anchor: Anchor,
    x: u32,
    left: u32,
    right: u32,
}

impl Hung {
    fn clear_of(&self, other: &Self) -> bool {
        self.right <= other.left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(values: &[i64]) -> Vec<Point> {
        (1..)
            .zip(values)
            .map(|(day, value)| Point::new(format!("{day}/10"), *value, format!("{value} lượt")))
            .collect()
    }

    #[test]
    fn ends_and_extremes_are_labelled_and_all_are_told() {
        let chart = LineChart {
            title: "Tăng".into(),
            points: points(&[5, 9, 40, 3, 20]),
            width: 640,
        };
        let svg = line(&chart);
        for label in ["5 lượt", "40 lượt", "3 lượt", "20 lượt"] {
            assert!(svg.contains(&format!(">{label}</text>")), "{label}: {svg}");
        }
        assert!(!svg.contains(">9 lượt</text>"));
        assert!(svg.contains("2/10: 9 lượt;"));
        assert!(!svg.contains("style"));
        assert_eq!(svg.matches("<circle").count(), 5);
    }

    #[test]
    fn labels_under_the_line_do_not_run_into_each_other() {
        let values: Vec<i64> = (0..200).collect();
        let svg = line(&LineChart {
            title: String::new(),
            points: points(&values),
            width: 360,
        });
        let named = svg.matches("class=\"chart-label\"").count();
        assert!((3..12).contains(&named), "{named}");
        assert!(svg.contains(">1/10</text>") && svg.contains(">200/10</text>"));
    }

    #[test]
    fn one_point_and_none_are_drawn() {
        let one = line(&LineChart {
            title: String::new(),
            points: points(&[7]),
            width: 300,
        });
        assert_eq!(one.matches("class=\"chart-label\"").count(), 1);
        assert!(
            line(&LineChart {
                title: "Trống".into(),
                points: vec![],
                width: 300
            })
            .contains("<desc></desc>")
        );
    }
}
