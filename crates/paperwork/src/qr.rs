//! QR codes as SVG.

use std::fmt::Write as _;

use fast_qr::qr::{QRBuilder, QRCodeError};
use fast_qr::{ECL, QRCode};

use crate::error::PaperworkError;
use crate::html::attribute;

/// White frame around the code in modules; scanners ask for four.
const QUIET: usize = 4;

/// Draws `text` as a QR code that stays readable with 15 % of it damaged (level M).
///
/// `title` is read out by screen readers. Colours are presentation attributes, black on white also on a dark page,
/// because many scanners fail on inverted codes. The picture has no size of its own: the page gives it one.
pub fn svg(text: &str, title: &str) -> Result<String, PaperworkError> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().map_err(|error| match error {
        QRCodeError::EncodedData | QRCodeError::SpecifiedVersion => PaperworkError::QrTooLong { bytes: text.len() },
    })?;
    let side = code.size.saturating_add(QUIET.saturating_mul(2));
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"qr\" viewBox=\"0 0 {side} {side}\" role=\"img\" \
         shape-rendering=\"crispEdges\"><title>{}</title><rect width=\"{side}\" height=\"{side}\" fill=\"#fff\"/>\
         <path fill=\"#000\" d=\"",
        attribute(title)
    );
    for row in 0..code.size {
        dark_stretches(&code, row, &mut out);
    }
    out.push_str("\"/></svg>");
    Ok(out)
}

/// Dark modules side by side are drawn as one bar: a quarter of the size of one square each.
fn dark_stretches(code: &QRCode, row: usize, out: &mut String) {
    let start = row.saturating_mul(code.size);
    let modules = code.data.iter().skip(start).take(code.size).enumerate();
    let mut begin: Option<usize> = None;
    let mut bar = |from: usize, to: usize| {
        let (x, y, long) = (
            from.saturating_add(QUIET),
            row.saturating_add(QUIET),
            to.saturating_sub(from),
        );
        // Writing to a string in memory has no way to fail.
        let _ = write!(out, "M{x} {y}h{long}v1h-{long}z");
    };
    for (column, module) in modules {
        match (module.value(), begin) {
            (true, None) => begin = Some(column),
            (false, Some(from)) => {
                bar(from, column);
                begin = None;
            }
            _ => {}
        }
    }
    if let Some(from) = begin {
        bar(from, code.size);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_without_inline_style_and_names_itself() {
        let svg = svg("https://example.invalid/x?a=1&b=2", "Mã <QR> của giấy chứng nhận").unwrap();
        assert!(
            svg.contains("<title>Mã &lt;QR&gt; của giấy chứng nhận</title>"),
            "{svg}"
        );
        assert!(!svg.contains("style"));
        // The finder pattern: seven dark modules in the top left corner, after the quiet frame.
        assert!(svg.contains("d=\"M4 4h7v1h-7z"), "{svg}");
    }

    #[test]
    fn every_dark_module_is_drawn_and_no_light_one() {
        let text = "https://example.invalid/giay-chung-nhan/ĐH-2026-0001";
        let code = QRBuilder::new(text).ecl(ECL::M).build().unwrap();
        let picture = svg(text, "").unwrap();
        let path = picture.split("d=\"").nth(1).unwrap().split('"').next().unwrap();
        let mut drawn = vec![vec![false; code.size]; code.size];
        for bar in path.split('M').skip(1) {
            let (x, rest) = bar.split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let long: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            drawn[y - QUIET][x - QUIET..x - QUIET + long].fill(true);
        }
        for (row, drawn) in drawn.iter().enumerate() {
            let wanted: Vec<bool> = code[row].iter().map(|module| module.value()).collect();
            assert_eq!(*drawn, wanted, "row {row}");
        }
    }

    #[test]
    fn refuses_what_does_not_fit() {
        let text = "ă".repeat(2_000);
        assert_eq!(svg(&text, ""), Err(PaperworkError::QrTooLong { bytes: 4_000 }));
    }
}
