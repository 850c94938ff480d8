//! What is to be written: a table as plain data, without any file format in it.

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words, and numbers that are names: codes, phones, identity numbers. Leading zeros stay.
    Text,
    /// Whole numbers.
    Integer,
    /// Numbers scaled by ten to the power of `places`: 4125 with 2 places is 41,25.
    Decimal {
        /// Digits after the comma.
        places: u8,
    },
    /// Per cent, scaled likewise: 4125 with 2 places is 41,25 %.
    Percent {
        /// Digits after the comma.
        places: u8,
    },
    /// A moment already written out, kept as text so that no program shifts it by its own time zone or date order.
    DateTimeText,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Heading.
    pub heading: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// Width in characters.
    pub width: u16,
    /// Allowed values, offered as a drop-down list; none for a free column.
    pub choices: Vec<String>,
    /// Summed in the totals row.
    pub total: bool,
}

impl Column {
    /// A free column without a total.
    pub fn new(heading: impl Into<String>, kind: ColumnKind, width: u16) -> Self {
        Self {
            heading: heading.into(),
            kind,
            width,
            choices: Vec::new(),
            total: false,
        }
    }

    /// With a drop-down list.
    #[must_use]
    pub fn choices(self, choices: Vec<String>) -> Self {
        Self { choices, ..self }
    }

    /// Summed in the totals row.
    #[must_use]
    pub fn summed(self) -> Self {
        Self { total: true, ..self }
    }
}

/// One cell to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing: not reported, not applicable. Not zero.
    Empty,
    /// Words.
    Text(String),
    /// A number, scaled as its column says.
    Number(i64),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// One sheet with one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// Name on the tab; made fit (31 characters, no `[]:*?/\`, no double) where it is not.
    pub name: String,
    /// Lines above the table, the first one large; none for a file that is to be imported again.
    pub title: Vec<String>,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Vec<Value>>,
    /// First cell of the totals row ("Tổng cộng"); without it there is no such row.
    pub totals_label: Option<String>,
    /// A last row that is computed already, bold and outside the filter.
    pub bottom: Option<Vec<Value>>,
    /// Empty rows kept ready below, with drop-down lists: for templates that are filled in by hand.
    pub blank_rows: u32,
}
