//! Horizontal bars: the label above its bar, the value at its end. Works on a phone with labels of any length.

use super::wrap::{pixels, wrap};
use super::{Drawing, LABEL, LABEL_SIZE, PRIMARY, Point, QUIET, VALUE, drawable, placed, span};

/// A comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BarChart {
    /// The finding, in words.
    pub title: String,
    /// The bars, in the order in which they are drawn.
    pub items: Vec<Point>,
    /// Width of the drawing in pixels; it scales with the page.
    pub width: u32,
}

const BAR: u32 = 16;
const LINE: u32 = LABEL_SIZE + 4;
const GAP: u32 = 14;
const MOST_LINES: usize = 3;

/// Draws the chart. Values below zero go to the left of a common zero line.
pub fn bars(chart: &BarChart) -> String {
    let mut drawing = Drawing::new(chart.width, &chart.title);
    let width = drawable(chart.width);
    let widest = chart
        .items
        .iter()
        .map(|item| pixels(&item.value_label, LABEL_SIZE))
        .max()
        .unwrap_or(0);
    // The value stands behind the longest bar; a very long one may take half the drawing, and then wraps nothing.
    let room = width.saturating_sub(widest.saturating_add(8)).max(width / 2);
    let range = span(&chart.items);
    let zero = placed(0, range, room);
    let top = drawing.height;
    for item in &chart.items {
        bar(&mut drawing, item, range, (zero, room));
    }
    if range.0 < 0 && !chart.items.is_empty() {
        let bottom = drawing.height.saturating_sub(GAP);
        drawing.add(format_args!(
            "<path class=\"chart-axis\" d=\"M{zero} {top}V{bottom}\" stroke=\"{QUIET}\" fill=\"none\"/>\n"
        ));
    }
    drawing.finish("chart-bars", &chart.title, &chart.items)
}

fn bar(drawing: &mut Drawing, item: &Point, range: (i64, i64), (zero, room): (u32, u32)) {
    drawing.add(format_args!("<g><title>{}</title>\n", item.spoken()));
    for line in wrap(&item.label, drawing.width, LABEL_SIZE, MOST_LINES).lines {
        drawing.height = drawing.height.saturating_add(LINE);
        let bottom = drawing.height.saturating_sub(5);
        drawing.text(0, bottom, &line, &LABEL);
    }
    let end = placed(item.value, range, room);
    let (left, right) = (zero.min(end), zero.max(end));
    // A value that is not zero is never drawn as nothing.
    let length = right.saturating_sub(left).max(u32::from(item.value != 0));
    let y = drawing.height;
    drawing.add(format_args!(
        "<rect class=\"chart-bar\" x=\"{left}\" y=\"{y}\" width=\"{length}\" height=\"{BAR}\" fill=\"{PRIMARY}\"/>\n"
    ));
    drawing.text(right.saturating_add(6), y.saturating_add(13), &item.value_label, &VALUE);
    drawing.body.push_str("</g>\n");
    drawing.height = y.saturating_add(BAR).saturating_add(GAP);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(width: u32) -> BarChart {
        let long = "Công đoàn cơ sở Trung tâm Ứng dụng KH&CN <Bắc Ninh> 60 ký tự";
        let items = vec![
            Point::new(long, 200, "200 người"),
            Point::new("Vĩnh Long", 100, "100 người"),
            Point::new("Sơn La", 0, "0 người"),
        ];
        BarChart {
            title: "Bắc Ninh gấp đôi Vĩnh Long".into(),
            items,
            width,
        }
    }

    #[test]
    fn has_a_name_a_description_and_no_inline_style() {
        let svg = bars(&chart(640));
        assert!(svg.contains("role=\"img\""));
        assert!(svg.contains("<title>Bắc Ninh gấp đôi Vĩnh Long</title>"));
        assert!(svg.contains("Vĩnh Long: 100 người; Sơn La: 0 người</desc>"));
        assert!(!svg.contains("style") && !svg.contains("<script"));
        assert!(svg.contains("KH&amp;CN &lt;Bắc Ninh&gt; 60 ký tự</text>"), "{svg}");
    }

    #[test]
    fn bars_are_in_proportion() {
        let svg = bars(&chart(640));
        let lengths: Vec<u32> = svg
            .lines()
            .filter(|line| line.starts_with("<rect class=\"chart-bar\""))
            .map(|line| {
                line.split("width=\"")
                    .nth(1)
                    .unwrap()
                    .split('"')
                    .next()
                    .unwrap()
                    .parse()
                    .unwrap()
            })
            .collect();
        assert!(lengths[0].abs_diff(lengths[1] * 2) <= 1, "{lengths:?}");
        assert_eq!(lengths[2], 0);
    }

    #[test]
    fn a_label_cut_on_a_narrow_chart_is_whole_in_its_title() {
        let mut narrow = chart(200);
        narrow.items[0].label = "rất dài ".repeat(40);
        let svg = bars(&narrow);
        assert!(svg.contains('…'));
        assert!(svg.contains(&format!("<g><title>{}: 200 người</title>", "rất dài ".repeat(40))));
    }

    #[test]
    fn empty_and_negative_are_drawn() {
        assert!(
            bars(&BarChart {
                title: "Trống".into(),
                items: vec![],
                width: 0
            })
            .contains("<desc></desc>")
        );
        let items = vec![Point::new("giảm", -5, "−5"), Point::new("tăng", 5, "+5")];
        let svg = bars(&BarChart {
            title: String::new(),
            items,
            width: 300,
        });
        assert!(svg.contains("chart-axis"));
    }
}
