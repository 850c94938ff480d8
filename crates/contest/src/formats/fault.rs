//! Where something is wrong in a question file, and how it is handed to Fluent. Data only; the words are in Fluent.

use super::FaultCode;

/// A value handed to Fluent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<char> for Arg {
    fn from(letter: char) -> Self {
        Self::Text(letter.to_string())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(i64::from(number))
    }
}

/// What the number of a [`Place`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// The file or the sheet as a whole.
    Whole,
    Line,
    Row,
    Paragraph,
}

/// Where in the file; every number starts at 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    pub at: At,
    /// 0 for [`At::Whole`].
    pub number: u32,
    /// Name of the sheet; empty outside workbooks.
    pub sheet: String,
    /// Column letter as the spreadsheet shows it; empty when the whole row is meant.
    pub column: String,
    /// The number printed on the question ("Câu 12"), where the file has one.
    pub question: Option<u32>,
}

impl Place {
    /// The file as a whole.
    #[must_use]
    pub const fn whole() -> Self {
        Self::new(At::Whole, 0)
    }

    #[must_use]
    pub const fn line(number: u32) -> Self {
        Self::new(At::Line, number)
    }

    #[must_use]
    pub const fn paragraph(number: u32) -> Self {
        Self::new(At::Paragraph, number)
    }

    #[must_use]
    pub fn row(sheet: &str, number: u32) -> Self {
        Self {
            sheet: sheet.to_owned(),
            ..Self::new(At::Row, number)
        }
    }

    #[must_use]
    pub fn sheet(sheet: &str) -> Self {
        Self {
            sheet: sheet.to_owned(),
            ..Self::whole()
        }
    }

    /// The same row, in the column with this zero-based index.
    #[must_use]
    pub fn column(&self, index: usize) -> Self {
        Self {
            column: column_letter(index),
            ..self.clone()
        }
    }

    pub(super) const fn new(at: At, number: u32) -> Self {
        Self {
            at,
            number,
            sheet: String::new(),
            column: String::new(),
            question: None,
        }
    }

    /// Fluent key of the words for this place.
    #[must_use]
    pub fn key(&self) -> &'static str {
        match (self.at, self.question) {
            (At::Whole, _) if self.sheet.is_empty() => "formats-place-file",
            (At::Whole, _) => "formats-place-sheet",
            (At::Line, None) => "formats-place-line",
            (At::Line, Some(_)) => "formats-place-question-line",
            (At::Row, _) if self.column.is_empty() => "formats-place-row",
            (At::Row, _) => "formats-place-cell",
            (At::Paragraph, None) => "formats-place-paragraph",
            (At::Paragraph, Some(_)) => "formats-place-question-paragraph",
        }
    }

    /// Arguments of [`Self::key`].
    #[must_use]
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let mut args = vec![("number", Arg::from(self.number))];
        if let Some(question) = self.question {
            args.push(("question", question.into()));
        }
        if !self.sheet.is_empty() {
            args.push(("sheet", self.sheet.as_str().into()));
        }
        if !self.column.is_empty() {
            args.push(("column", self.column.as_str().into()));
        }
        args
    }
}

/// 0 → A, 25 → Z, 26 → AA.
fn column_letter(index: usize) -> String {
    let mut letters = Vec::new();
    let mut rest = index;
    loop {
        let digit = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// One thing wrong, or worth a look, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub place: Place,
    pub code: FaultCode,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_named_as_in_a_spreadsheet() {
        for (index, want) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")] {
            assert_eq!(column_letter(index), want);
        }
    }
}
