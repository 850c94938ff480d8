//! Breaking labels into lines before anything is laid out.

use crate::metrics;

/// A label broken into lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrapped {
    pub lines: Vec<String>,
    /// Something was left out and replaced by an ellipsis.
    pub cut: bool,
}

/// Estimated width of a text in pixels.
pub fn pixels(text: &str, size: u32) -> u32 {
    metrics::sans(text).saturating_mul(size).saturating_add(999) / 1000
}

fn fits(text: &str, width: u32, size: u32) -> bool {
    pixels(text, size) <= width
}

/// Every line of the text, none left out.
pub fn all_lines(text: &str, width: u32, size: u32) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    // Only breaking white space: a no-break space is part of its word.
    for word in text.split([' ', '\n', '\t']).filter(|word| !word.is_empty()) {
        let longer = if line.is_empty() {
            word.to_owned()
        } else {
            format!("{line} {word}")
        };
        if fits(&longer, width, size) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for c in word.chars() {
            line.push(c);
            if !fits(&line, width, size) && line.chars().count() > 1 {
                line.pop();
                lines.push(std::mem::take(&mut line));
                line.push(c);
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// At most `most` lines; the last one ends with an ellipsis if something is left out.
pub fn wrap(text: &str, width: u32, size: u32, most: usize) -> Wrapped {
    let mut lines = all_lines(text, width, size);
    let cut = lines.len() > most;
    lines.truncate(most);
    if cut && let Some(last) = lines.last_mut() {
        while !last.is_empty() && !fits(&format!("{last}…"), width, size) {
            last.pop();
        }
        last.truncate(last.trim_end().len());
        last.push('…');
    }
    Wrapped { lines, cut }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "Công đoàn cơ sở Trung tâm Ứng dụng Khoa học và Công nghệ tỉnh Bắc Ninh";

    #[test]
    fn long_labels_are_wrapped_not_cut() {
        let wrapped = wrap(LONG, 320, 14, 3);
        assert!(!wrapped.cut);
        assert_eq!(wrapped.lines.join(" "), LONG);
        assert!(wrapped.lines.iter().all(|line| pixels(line, 14) <= 320));
    }

    #[test]
    fn what_is_left_out_is_told() {
        let wrapped = wrap(LONG, 150, 14, 2);
        assert!(wrapped.cut && wrapped.lines.len() == 2);
        assert!(wrapped.lines[1].ends_with('…') && pixels(&wrapped.lines[1], 14) <= 150);
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken() {
        let lines = all_lines(&"dài".repeat(60), 200, 14);
        assert!(lines.len() > 3);
        assert_eq!(lines.concat(), "dài".repeat(60));
    }
}
