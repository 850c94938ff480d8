//! Names inside a workbook: of sheets, and of ranges of cells.

/// Longest name of a sheet.
const LONGEST: usize = 31;

/// A name that Excel takes and that none of `taken` has (it compares without case).
pub fn sheet_name(wanted: &str, taken: &[String]) -> String {
    let fit = |c: char| {
        if c.is_control() || "[]:*?/\\".contains(c) {
            ' '
        } else {
            c
        }
    };
    let cleaned: String = wanted.chars().map(fit).collect();
    let cleaned = cleaned.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    let cut = |room: usize| -> String {
        let short: String = cleaned.chars().take(room).collect();
        short
            .trim_end_matches(|c: char| c == '\'' || c.is_whitespace())
            .to_owned()
    };
    let is_taken =
        |name: &str| name.is_empty() || taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let plain = cut(LONGEST);
    if !is_taken(&plain) {
        return plain;
    }
    let numbered = |number: usize| {
        let tail = format!(" ({number})");
        format!("{}{tail}", cut(LONGEST.saturating_sub(tail.len())))
            .trim_start()
            .to_owned()
    };
    // With one number more than there are names, one is free.
    (2..=taken.len().saturating_add(2))
        .map(numbered)
        .find(|name| !is_taken(name))
        .unwrap_or_default()
}

/// "B5:B20" or "$B$5:$B$20"; the column from 0, the rows from 1.
pub fn cell_range(column: u16, first: u32, last: u32, fixed: bool) -> String {
    let letters = column_letters(column);
    if fixed {
        format!("${letters}${first}:${letters}${last}")
    } else {
        format!("{letters}{first}:{letters}{last}")
    }
}

fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column).saturating_add(1);
    while rest > 0 {
        let place = rest.saturating_sub(1) % 26;
        letters.push(char::from_u32(u32::from('A').saturating_add(place)).unwrap_or('A'));
        rest = rest.saturating_sub(1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_like_in_a_sheet() {
        assert_eq!(cell_range(0, 1, 9, false), "A1:A9");
        assert_eq!(cell_range(25, 1, 1, true), "$Z$1:$Z$1");
        assert_eq!(cell_range(26, 1, 1, false), "AA1:AA1");
        assert_eq!(cell_range(701, 1, 1, false), "ZZ1:ZZ1");
        assert_eq!(cell_range(702, 1, 1, false), "AAA1:AAA1");
    }

    #[test]
    fn names_are_cleaned_cut_and_told_apart() {
        assert_eq!(sheet_name("Tuần 1/2026: kết quả?", &[]), "Tuần 1 2026  kết quả");
        let long = "Bảng tổng hợp kết quả theo đơn vị tuần thứ nhất";
        let first = sheet_name(long, &[]);
        assert_eq!(first, "Bảng tổng hợp kết quả theo đơn");
        let second = sheet_name(&long.to_uppercase(), &[first]);
        assert!(second.ends_with(" (2)") && second.chars().count() <= 31, "{second}");
        assert_eq!(sheet_name("'", &[]), "(2)");
    }
}
