//! The document as a print-ready HTML fragment.
//!
//! Only class names, no inline style and no script, so it stands under a strict content security policy. The classes:
//! `doc`; `doc-notice`; `doc-head` with `doc-head-left` (`doc-parent`, `doc-body`, `doc-number`) and `doc-head-right`
//! (`doc-nation`, `doc-motto`, `doc-place-date`); `doc-title`, `doc-subject`; `doc-basis`; `doc-heading` with
//! `doc-heading-1` to `-3`; `doc-text`, `doc-item`, `doc-marker`, `doc-spacer`; `doc-table` with `doc-center`,
//! `doc-right` on cells and `doc-w-5` to `doc-w-100` (per cent, steps of 5) on columns; `doc-signatures` with
//! `doc-columns-1` to `-3`, `doc-signature`, `doc-authority`, `doc-remark`, `doc-signer`; `doc-recipients`.

use crate::document::{Align, Block, Document, Run, Signature, Table};
use crate::layout;

/// Writes the fragment: one `<article>`. All text is escaped.
pub fn render(document: &Document) -> String {
    let mut out = String::from("<article class=\"doc\" lang=\"vi\">\n");
    if let Some(notice) = &document.notice {
        line(&mut out, "p", "doc-notice", notice);
    }
    head(&mut out, document);
    line(&mut out, "h1", "doc-title", &document.title_kind.to_uppercase());
    if !document.subject.is_empty() {
        line(&mut out, "p", "doc-subject", &document.subject);
    }
    for basis in layout::punctuated(&document.bases) {
        line(&mut out, "p", "doc-basis", &basis);
    }
    for block in &document.blocks {
        body_block(&mut out, block);
    }
    foot(&mut out, document);
    out.push_str("</article>\n");
    out
}

/// Escapes text for element content and attribute values; line feeds become `<br>`.
fn escaped(text: &str) -> String {
    attribute(text).replace('\n', "<br>")
}

/// Escapes text for an attribute value or a `<title>`.
pub(crate) fn attribute(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in layout::printable(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

fn put(out: &mut String, pieces: &[&str]) {
    for piece in pieces {
        out.push_str(piece);
    }
}

fn line(out: &mut String, element: &str, class: &str, text: &str) {
    put(
        out,
        &[
            "<",
            element,
            " class=\"",
            class,
            "\">",
            &escaped(text),
            "</",
            element,
            ">\n",
        ],
    );
}

fn head(out: &mut String, document: &Document) {
    out.push_str("<header class=\"doc-head\">\n<div class=\"doc-head-left\">\n");
    if let Some(parent) = layout::parent(document) {
        line(out, "p", "doc-parent", &parent);
    }
    line(out, "p", "doc-body", &layout::bodies(document).join(" - "));
    if let Some(number) = layout::number(document) {
        line(out, "p", "doc-number", &number);
    }
    out.push_str("</div>\n<div class=\"doc-head-right\">\n");
    line(out, "p", "doc-nation", layout::NATION);
    line(out, "p", "doc-motto", layout::MOTTO);
    if !document.header.place_date.is_empty() {
        line(out, "p", "doc-place-date", &document.header.place_date);
    }
    out.push_str("</div>\n</header>\n");
}

fn body_block(out: &mut String, block: &Block) {
    match block {
        Block::Heading { level, text } => {
            let (element, class) = match level {
                0 | 1 => ("h2", "doc-heading doc-heading-1"),
                2 => ("h3", "doc-heading doc-heading-2"),
                _ => ("h4", "doc-heading doc-heading-3"),
            };
            line(out, element, class, text);
        }
        Block::Paragraph(runs) => {
            out.push_str("<p class=\"doc-text\">");
            for run in runs {
                words(out, run);
            }
            out.push_str("</p>\n");
        }
        Block::Item { marker, text } => {
            let (marker, text) = (escaped(marker), escaped(text));
            put(
                out,
                &[
                    "<p class=\"doc-item\"><span class=\"doc-marker\">",
                    &marker,
                    "</span> ",
                    &text,
                    "</p>\n",
                ],
            );
        }
        Block::Table(table) => ruled_table(out, table),
        Block::Spacer => out.push_str("<div class=\"doc-spacer\"></div>\n"),
    }
}

fn words(out: &mut String, run: &Run) {
    let text = escaped(&run.text);
    match (run.bold, run.italic) {
        (false, false) => out.push_str(&text),
        (true, false) => put(out, &["<strong>", &text, "</strong>"]),
        (false, true) => put(out, &["<em>", &text, "</em>"]),
        (true, true) => put(out, &["<strong><em>", &text, "</em></strong>"]),
    }
}

fn ruled_table(out: &mut String, table: &Table) {
    // Twenty steps of five per cent; a column never vanishes.
    let widths = layout::column_widths(table, 20);
    if widths.is_empty() {
        return;
    }
    out.push_str("<table class=\"doc-table\">\n<colgroup>");
    for width in &widths {
        put(
            out,
            &[
                "<col class=\"doc-w-",
                &width.max(&1).saturating_mul(5).to_string(),
                "\">",
            ],
        );
    }
    out.push_str("</colgroup>\n");
    if !table.head.is_empty() {
        out.push_str("<thead>\n<tr>");
        for index in 0..widths.len() {
            put(
                out,
                &[
                    "<th scope=\"col\">",
                    &escaped(table.head.get(index).map_or("", String::as_str)),
                    "</th>",
                ],
            );
        }
        out.push_str("</tr>\n</thead>\n");
    }
    out.push_str("<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for index in 0..widths.len() {
            let open = match table.align.get(index).copied().unwrap_or_default() {
                Align::Left => "<td>",
                Align::Center => "<td class=\"doc-center\">",
                Align::Right => "<td class=\"doc-right\">",
            };
            put(
                out,
                &[open, &escaped(row.get(index).map_or("", String::as_str)), "</td>"],
            );
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n");
}

fn foot(out: &mut String, document: &Document) {
    let alone = document.signatures.len() == 1;
    out.push_str("<footer class=\"doc-foot\">\n");
    if alone {
        out.push_str("<div class=\"doc-signatures doc-columns-2\">\n");
        recipients(out, document);
    }
    for row in layout::signature_rows(&document.signatures) {
        if !alone {
            put(
                out,
                &[
                    "<div class=\"doc-signatures doc-columns-",
                    &row.len().to_string(),
                    "\">\n",
                ],
            );
        }
        for block in row {
            signature(out, block);
        }
        out.push_str("</div>\n");
    }
    if !alone && !document.recipients.is_empty() {
        recipients(out, document);
    }
    out.push_str("</footer>\n");
}

fn recipients(out: &mut String, document: &Document) {
    out.push_str("<div class=\"doc-recipients\">");
    if !document.recipients.is_empty() {
        put(out, &["<p>", layout::RECIPIENTS, "</p>\n<ul>\n"]);
        for place in layout::punctuated(&document.recipients) {
            put(out, &["<li>- ", &escaped(&place), "</li>\n"]);
        }
        out.push_str("</ul>");
    }
    out.push_str("</div>\n");
}

fn signature(out: &mut String, block: &Signature) {
    out.push_str("<div class=\"doc-signature\">\n");
    for (text, remark) in layout::authority(block) {
        line(out, "p", if remark { "doc-remark" } else { "doc-authority" }, &text);
    }
    line(out, "p", "doc-signer", &block.name);
    out.push_str("</div>\n");
}
