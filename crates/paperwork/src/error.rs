//! What can go wrong with a file, as data. The words for people live in the language files of the pages.

/// Why a file was refused, or could not be made.
///
/// `Display` is for logs only; a page shows its own sentence for each variant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PaperworkError {
    /// The upload itself is larger than allowed (bytes).
    #[error("file of {found} bytes is over the limit of {limit}")]
    TooLarge {
        /// Largest accepted size in bytes.
        limit: u64,
        /// Size of the file in bytes.
        found: u64,
    },
    /// The archive inflates to more than allowed: total bytes, number of entries, or ratio.
    #[error("archive expands beyond its limit ({kind:?}, limit {limit})")]
    ZipBomb {
        /// Which limit was crossed.
        kind: BombKind,
        /// The limit that was crossed: bytes, entries or times, after `kind`.
        limit: u64,
    },
    /// Not a ZIP archive, or one that is cut off or damaged.
    #[error("not a readable zip archive")]
    NotAZip,
    /// A file of another kind: no workbook inside.
    #[error("not a spreadsheet")]
    NotASpreadsheet,
    /// A file of another kind: no Word text inside.
    #[error("not a word document")]
    NotADocument,
    /// Protected by a password.
    #[error("file is encrypted")]
    Encrypted,
    /// The binary format of Office 97-2003 (.xls, .doc): to be saved anew as .xlsx or .docx.
    #[error("old binary office format")]
    OldFormat,
    /// More rows than allowed in one sheet.
    #[error("sheet {sheet:?} has more than {limit} rows")]
    TooManyRows {
        /// Sheet name; empty for CSV.
        sheet: String,
        /// Largest accepted number of rows.
        limit: usize,
    },
    /// More columns than allowed in one sheet.
    #[error("sheet {sheet:?} has more than {limit} columns")]
    TooManyColumns {
        /// Sheet name; empty for CSV.
        sheet: String,
        /// Largest accepted number of columns.
        limit: usize,
    },
    /// More cells than allowed in the whole workbook.
    #[error("more than {limit} cells")]
    TooManyCells {
        /// Largest accepted number of cells, counted with the empty ones between filled ones.
        limit: usize,
    },
    /// The bytes fit none of the known text encodings.
    #[error("unknown text encoding at line {line}")]
    Encoding {
        /// First line (from 1) that could not be read.
        line: usize,
    },
    /// A part of the file breaks its own grammar.
    #[error("malformed part {part}")]
    Malformed {
        /// Name of the part inside the file.
        part: String,
    },
    /// A cell's text is longer than a spreadsheet can hold (32 767 characters).
    #[error("text too long in sheet {sheet:?}, row {row}, column {column}")]
    CellTooLong {
        /// Sheet name.
        sheet: String,
        /// Data row, from 1.
        row: usize,
        /// Column, from 1.
        column: usize,
    },
    /// A sum for the totals row leaves the 64-bit range.
    #[error("total overflows in sheet {sheet:?}, column {column}")]
    TotalOverflow {
        /// Sheet name.
        sheet: String,
        /// Column, from 1.
        column: usize,
    },
    /// The text does not fit into the largest QR code.
    #[error("{bytes} bytes do not fit into a QR code")]
    QrTooLong {
        /// Length of the text in bytes.
        bytes: usize,
    },
    /// Producing a part failed for a reason inside this program.
    #[error("could not write part {part}")]
    Writing {
        /// Name of the part.
        part: String,
    },
}

/// Which limit an archive crossed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BombKind {
    /// Too many files inside.
    Entries,
    /// Too many bytes when inflated.
    Total,
    /// One file inflates too many times its packed size.
    Ratio,
}

impl PaperworkError {
    pub(crate) fn malformed(part: &str) -> Self {
        Self::Malformed { part: part.to_owned() }
    }

    pub(crate) fn writing(part: &str) -> Self {
        Self::Writing { part: part.to_owned() }
    }
}
