//! Layout rules shared by all renderers, after Nghị định 30/2020/NĐ-CP, Phụ lục I.

use crate::document::{Document, Signature, Table};

pub const NATION: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
pub const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";
pub const RECIPIENTS: &str = "Nơi nhận:";

/// Issuing bodies in capitals.
pub fn bodies(document: &Document) -> Vec<String> {
    document.header.bodies.iter().map(|name| name.to_uppercase()).collect()
}

pub fn parent(document: &Document) -> Option<String> {
    document.header.parent.as_ref().map(|name| name.to_uppercase())
}

/// Names that are not torn apart at the end of a line.
const TOGETHER: [&str; 3] = ["VIỆT NAM", "HÀ NỘI", "HỒ CHÍ MINH"];

/// Holds words together while lines are made; no name holds this sign.
const GLUE: &str = "\u{1f}";

/// The names of all issuing bodies as lines that fit: joined by hyphens, none torn apart that fits on a line by itself.
/// The author's own line feeds are kept. A word wider than the line stands alone.
pub fn name_lines(names: &[String], fits: impl Fn(&str) -> bool) -> Vec<String> {
    let glued = |name: &String| {
        if fits(name) {
            return name.replace(' ', GLUE);
        }
        TOGETHER.iter().fold(name.clone(), |name, whole| {
            name.replace(whole, &whole.replace(' ', GLUE))
        })
    };
    let all: Vec<String> = names.iter().map(glued).collect();
    let mut lines = Vec::new();
    for part in all.join(&format!("{GLUE}- ")).split('\n') {
        let mut line = String::new();
        for word in part.split(' ').filter(|word| !word.is_empty()) {
            let longer = if line.is_empty() {
                word.to_owned()
            } else {
                format!("{line} {word}")
            };
            if line.is_empty() || fits(&longer.replace(GLUE, " ")) {
                line = longer;
            } else {
                lines.push(std::mem::replace(&mut line, word.to_owned()));
            }
        }
        lines.push(line);
    }
    lines.iter().map(|line| line.replace(GLUE, " ")).collect()
}

pub fn number(document: &Document) -> Option<String> {
    document.header.number.as_ref().map(|number| format!("Số: {number}"))
}

/// Lines of a list that end with `;`, the last with `.`, where the author set neither.
pub fn punctuated(lines: &[String]) -> Vec<String> {
    let count = lines.len();
    let close = |(index, line): (usize, &String)| {
        let line = line.trim_end();
        let last = index.saturating_add(1) == count;
        match (last, line.strip_suffix(';')) {
            (true, Some(stem)) => format!("{stem}."),
            (true, None) if !line.ends_with('.') => format!("{line}."),
            (false, None) if !line.ends_with('.') => format!("{line};"),
            _ => line.to_owned(),
        }
    };
    lines.iter().enumerate().map(close).collect()
}

/// A line above a signature, and whether it is only a remark.
pub fn authority(signature: &Signature) -> Vec<(String, bool)> {
    let line = |text: &String| {
        let remark = text.trim_start().starts_with('(');
        (if remark { text.clone() } else { text.to_uppercase() }, remark)
    };
    signature.authority.iter().map(line).collect()
}

/// How signature blocks are spread over rows: up to three side by side, four as two and two.
pub fn signature_rows(signatures: &[Signature]) -> Vec<&[Signature]> {
    let per_row = if signatures.len() == 4 { 2 } else { 3 };
    signatures.chunks(per_row).collect()
}

/// Number of columns of a table: nothing that was given is dropped.
pub fn column_count(table: &Table) -> usize {
    table
        .rows
        .iter()
        .map(Vec::len)
        .chain([table.head.len()])
        .max()
        .unwrap_or(0)
}

/// Widths of the columns, in parts of `total`; they add up to it exactly.
pub fn column_widths(table: &Table, total: u32) -> Vec<u32> {
    let columns = column_count(table);
    let weight = |index: usize| u64::from(table.widths.get(index).copied().unwrap_or(1).max(1));
    let sum: u64 = (0..columns).map(weight).sum::<u64>().max(1);
    let mut done: u64 = 0;
    let mut given: u64 = 0;
    let mut widths = Vec::with_capacity(columns);
    for index in 0..columns {
        done = done.saturating_add(weight(index));
        // The running edge, not the single width, is rounded: no remainder is left over at the end.
        let edge = u64::from(total).saturating_mul(done) / sum;
        widths.push(u32::try_from(edge.saturating_sub(given)).unwrap_or(0));
        given = edge;
    }
    widths
}

/// Text without the characters that XML 1.0 cannot carry.
pub fn printable(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n') || (!c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}'));
    text.replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(allowed)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_closed_only_where_the_author_did_not() {
        let lines = ["Luật A".to_owned(), "Luật B;".to_owned(), "Nghị định C;".to_owned()];
        assert_eq!(punctuated(&lines), ["Luật A;", "Luật B;", "Nghị định C."]);
        assert_eq!(punctuated(&["Một dòng.".to_owned()]), ["Một dòng."]);
    }

    #[test]
    fn long_names_break_where_a_reader_would_break_them() {
        let fits = |line: &str| line.chars().count() <= 26;
        let lines = |names: &[&str]| name_lines(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>(), fits);
        assert_eq!(
            lines(&["CÔNG ĐOÀN VIÊN CHỨC VIỆT NAM", "BỘ NỘI VỤ"]),
            ["CÔNG ĐOÀN VIÊN CHỨC", "VIỆT NAM - BỘ NỘI VỤ"]
        );
        assert_eq!(lines(&["BỘ NỘI VỤ", "BỘ TÀI CHÍNH"]), ["BỘ NỘI VỤ - BỘ TÀI CHÍNH"]);
        assert_eq!(
            lines(&["CÔNG ĐOÀN NGÀNH Y", "BỘ NỘI VỤ"]),
            ["CÔNG ĐOÀN NGÀNH Y -", "BỘ NỘI VỤ"]
        );
        assert_eq!(lines(&["BỘ NỘI VỤ\nVỤ TỔ CHỨC"]), ["BỘ NỘI VỤ", "VỤ TỔ CHỨC"]);
    }

    #[test]
    fn widths_fill_the_line() {
        let table = Table {
            head: vec![String::new(); 3],
            widths: vec![1, 5, 1],
            ..Table::default()
        };
        assert_eq!(column_widths(&table, 9355).iter().sum::<u32>(), 9355);
        assert!(column_widths(&Table::default(), 9355).is_empty());
    }

    #[test]
    fn control_characters_are_dropped_but_not_spaces_or_marks() {
        assert_eq!(printable("a\u{0}\u{b}b\u{a0}e\u{302}\r\nc"), "ab\u{a0}e\u{302}\nc");
    }
}
