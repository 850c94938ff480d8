//! HTML: the same document, every text escaped, nothing inline.

#![cfg(test)]

use paperwork::document::{Align, Block, Document, Header, Run, Signature, Table};
use paperwork::html::render;

fn sample(evil: &str) -> Document {
    let evil = evil.to_owned();
    Document {
        header: Header {
            parent: Some(evil.clone()),
            bodies: vec![evil.clone(), "Bộ Nội vụ".into()],
            number: Some(evil.clone()),
            place_date: evil.clone(),
        },
        title_kind: evil.clone(),
        subject: evil.clone(),
        bases: vec![evil.clone()],
        blocks: vec![
            Block::heading(2, evil.clone()),
            Block::Paragraph(vec![Run {
                text: evil.clone(),
                bold: true,
                italic: true,
            }]),
            Block::item(evil.clone(), evil.clone()),
            Block::Table(Table {
                head: vec![evil.clone(), "b".into()],
                rows: vec![vec![evil.clone(), "1".into(), "thừa".into()]],
                align: vec![Align::Left, Align::Right],
                widths: vec![3, 1],
            }),
            Block::Spacer,
        ],
        signatures: vec![Signature {
            authority: vec![evil.clone()],
            name: evil.clone(),
        }],
        recipients: vec![evil.clone()],
        notice: Some(evil),
    }
}

#[test]
fn nothing_a_user_types_becomes_markup() {
    let html = render(&sample("<script>alert('x')</script>\" onload=\"&"));
    assert!(!html.to_lowercase().contains("<script"));
    assert!(!html.contains("\" onload"));
    assert!(!html.contains("style="));
    assert!(html.contains("&lt;SCRIPT&gt;"));
}

#[test]
fn every_element_is_closed_and_no_cell_is_lost() {
    let html = render(&sample("chữ"));
    for element in [
        "article", "header", "footer", "div", "p", "table", "thead", "tbody", "tr", "td", "th", "ul", "li",
    ] {
        let opened = html.matches(&format!("<{element}>")).count() + html.matches(&format!("<{element} ")).count();
        assert_eq!(
            opened,
            html.matches(&format!("</{element}>")).count(),
            "{element}: {html}"
        );
    }
    assert!(html.contains("<td class=\"doc-right\">1</td><td>thừa</td>"));
    assert!(html.contains("<p class=\"doc-body\">CHỮ - BỘ NỘI VỤ</p>"));
    assert!(
        html.contains("<col class=\"doc-w-60\"><col class=\"doc-w-20\"><col class=\"doc-w-20\">"),
        "{html}"
    );
    let mut several = sample("chữ");
    several.signatures = vec![Signature::default(); 4];
    assert_eq!(render(&several).matches("doc-columns-2").count(), 2);
}
