//! The Word convention of Vietnamese teachers: "Câu 1." with "A. B. C. D." under it, the right answer underlined, starred,
//! named under the question or listed in a table at the end.
//!
//! Works on paragraphs, so the same rules serve a .docx and a text file written that way.

mod line;
mod read;
mod write;

use std::ops::Range;

pub use read::read;
pub use write::{Answers, OutParagraph, OutRun, Role, WriteOptions, answer_table, write};

use super::At;

/// One paragraph of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// Raw text; tabs and line breaks inside the paragraph matter.
    pub text: String,
    /// Parts marked as right (underlined, highlighted, bold where the neighbours are not), in characters of `text`.
    pub marks: Vec<Range<usize>>,
    /// Name of the old font this text was converted from (".VnTime").
    pub legacy_font: Option<String>,
    /// Word numbers this paragraph by itself, so its "A." is not in the text.
    pub numbered: bool,
}

impl Source {
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            ..Self::default()
        }
    }

    /// A paragraph of a .docx; text in an old font becomes Unicode.
    #[must_use]
    pub fn from_docx(paragraph: &paperwork::docx::Paragraph) -> Self {
        let font = paragraph.font.as_deref();
        let encoding = font.and_then(vietnamese::legacy::encoding_of_font);
        let unicode = |text: &str| encoding.map_or_else(|| text.to_owned(), |e| vietnamese::legacy::convert(text, e));
        let text = unicode(&paragraph.text);
        let marks = if paragraph.correct_mark {
            locate(&text, &unicode(&paragraph.marked))
        } else {
            Vec::new()
        };
        let legacy_font = encoding.and(font).map(str::to_owned);
        Self {
            text,
            marks,
            legacy_font,
            numbered: paragraph.numbered,
        }
    }
}

/// Where the marked characters stand. The file gives them as one string, so a string that occurs several times is
/// taken at the place where a choice begins, and one in several pieces is followed from left to right.
fn locate(text: &str, marked: &str) -> Vec<Range<usize>> {
    let marked = marked.trim();
    if marked.is_empty() {
        return Vec::new();
    }
    let chars_before = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
    let begins_choice = |byte: &usize| {
        let before = text.get(..*byte).and_then(|before| before.chars().last());
        let mut after = text.get(*byte..).unwrap_or_default().chars();
        before.is_none_or(|c| c.is_whitespace() || c == '*')
            && after.next().is_some_and(|c| c.is_ascii_uppercase())
            && matches!(after.next(), Some('.' | ')'))
    };
    let places = || text.match_indices(marked).map(|(at, _)| at);
    if let Some(at) = places().find(begins_choice).or_else(|| places().next()) {
        let start = chars_before(at);
        return std::iter::once(start..start + marked.chars().count()).collect();
    }
    let mut wanted = marked.chars().filter(|c| !c.is_whitespace()).peekable();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.chars().enumerate() {
        if wanted.next_if_eq(&c).is_some() {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
    }
    found
}

/// The lines of a text file as paragraphs.
pub fn from_text(text: &str) -> Vec<Source> {
    text.split('\n').map(Source::plain).collect()
}

/// Whether a line opens a question ("Câu 12. …").
pub(super) fn is_head(line: &str) -> bool {
    matches!(line::classify(line), line::Line::Head { .. })
}

/// What the paragraphs are counted as in messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    Paragraphs,
    Lines,
}

impl Count {
    const fn at(self) -> At {
        match self {
            Self::Paragraphs => At::Paragraph,
            Self::Lines => At::Line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(range: Range<usize>) -> Vec<Range<usize>> {
        std::iter::once(range).collect()
    }

    #[test]
    fn marks_are_found_at_the_choice_they_stand_for() {
        assert_eq!(locate("A. Bộ\tB. hai", "B"), one(6..7));
        assert_eq!(locate("A. Bộ\tB. hai", "B. hai"), one(6..12));
        assert_eq!(locate("A. một", "một"), one(3..6));
        assert_eq!(locate("A. một\tB. hai", "A.B."), [0..2, 7..9]);
        assert_eq!(locate("A. một", " "), []);
    }

    #[test]
    fn old_fonts_become_unicode() {
        let paragraph = paperwork::docx::Paragraph {
            text: "C©u 1. B¶o Th¾ng".to_owned(),
            font: Some(".VnTime".to_owned()),
            ..Default::default()
        };
        let source = Source::from_docx(&paragraph);
        assert_eq!(source.text, "Câu 1. Bảo Thắng");
        assert_eq!(source.legacy_font.as_deref(), Some(".VnTime"));
    }
}
