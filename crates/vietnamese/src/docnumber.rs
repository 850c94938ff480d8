//! Number and notation of official documents: `90/KH-CĐVCVN-BNV`.
//!
//! Bodies write them in many ways: number first, sometimes a year, then groups parted by `/` or `-` (the Party puts a
//! hyphen after the number, joint documents have several bodies), often with stray spaces. All are read; one clean
//! form is kept.

use std::fmt;

use crate::fold::clean;
pub use crate::letters::point_letter;

/// A number below 10 has a leading zero (Nghị định 30/2020/NĐ-CP, Phụ lục I): 5 is "05", 12 is "12".
pub fn display_number(number: u32) -> String {
    format!("{number:02}")
}

/// Why a text is no document number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DocumentNumberError {
    /// Nothing there.
    #[error("document number is empty")]
    Empty,
    /// Does not begin with a number from 1 to 9.999.999.
    #[error("document number does not begin with a number")]
    Number,
    /// No notation after the number.
    #[error("document number has no notation")]
    NoNotation,
    /// A group of the notation that is empty, holds a strange sign or a space, or has no letter.
    #[error("notation group {0:?} is not one")]
    Group(String),
}

/// Parts groups of a notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Separator {
    Slash,
    Hyphen,
    And,
}

impl Separator {
    fn of(letter: char) -> Option<Self> {
        match letter {
            '/' => Some(Self::Slash),
            '-' | '\u{2010}'..='\u{2014}' | '\u{2212}' => Some(Self::Hyphen),
            '&' => Some(Self::And),
            _ => None,
        }
    }

    fn sign(self) -> char {
        match self {
            Self::Slash => '/',
            Self::Hyphen => '-',
            Self::And => '&',
        }
    }
}

/// A document's number and notation. Two spellings that differ in spaces, kind of dash or leading zeros are equal.
/// `Display` gives the form to print: no spaces, number below 10 with a zero.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentNumber {
    number: u32,
    year: Option<u16>,
    groups: Vec<(Separator, String)>,
}

impl DocumentNumber {
    /// Reads the written form; "Số:" in front is taken off.
    pub fn parse(text: &str) -> Result<Self, DocumentNumberError> {
        let text = clean(text);
        let body = ["Số", "SỐ", "số"]
            .iter()
            .find_map(|word| text.strip_prefix(word))
            .unwrap_or(&text);
        let body = body.trim_start_matches([':', '.', ' ']);
        if body.is_empty() {
            return Err(DocumentNumberError::Empty);
        }
        let digits_end = body.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(body.len());
        let (digits, rest) = body.split_at_checked(digits_end).ok_or(DocumentNumberError::Number)?;
        let number = digits
            .parse::<u32>()
            .ok()
            .filter(|number| (1..=9_999_999).contains(number))
            .ok_or(DocumentNumberError::Number)?;

        let mut groups = split(rest)?;
        let year = match groups.first() {
            Some((Separator::Slash, group)) => year_of(group),
            _ => None,
        };
        if year.is_some() {
            groups.remove(0);
        }
        if groups.is_empty() {
            return Err(DocumentNumberError::NoNotation);
        }
        if let Some((_, group)) = groups.iter().find(|(_, group)| !is_group(group)) {
            return Err(DocumentNumberError::Group(group.clone()));
        }
        Ok(Self { number, year, groups })
    }

    /// The number in its register.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// The year that legal documents carry after the number: 2020 in `30/2020/NĐ-CP`.
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// The notation (ký hiệu) without number and year: `KH-CĐVCVN-BNV`.
    pub fn notation(&self) -> String {
        let mut out = String::new();
        for (place, (separator, group)) in self.groups.iter().enumerate() {
            if place > 0 {
                out.push(separator.sign());
            }
            out.push_str(group);
        }
        out
    }

    /// The groups of the notation in order: `KH`, `CĐVCVN`, `BNV`.
    pub fn groups(&self) -> impl Iterator<Item = &str> {
        self.groups.iter().map(|(_, group)| group.as_str())
    }

    /// The abbreviation of the kind of document if the first group is a known one (`KH`, `QĐ`, `NQLT`); công văn
    /// have none. `CĐ` is not told: it is công điện and công đoàn alike.
    pub fn kind(&self) -> Option<&str> {
        self.groups().next().filter(|group| KINDS.contains(group))
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&display_number(self.number))?;
        if let Some(year) = self.year {
            write!(formatter, "/{year}")?;
        }
        for (separator, group) in &self.groups {
            write!(formatter, "{}{group}", separator.sign())?;
        }
        Ok(())
    }
}

impl std::str::FromStr for DocumentNumber {
    type Err = DocumentNumberError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

/// Abbreviations of kinds: Nghị định 30/2020/NĐ-CP, Phụ lục III, and the legal-normative and joint ones in use.
const KINDS: [&str; 37] = [
    "NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BC", "BB", "TTr", "HĐ", "BGN",
    "BTT", "GUQ", "GM", "GGT", "GNP", "PG", "PC", "PB", "SY", "TrS", "SL", "L", "NĐ", "TT", "NQLT", "TTLT", "CTPH",
    "KHPH", "KL",
];

fn split(rest: &str) -> Result<Vec<(Separator, String)>, DocumentNumberError> {
    let mut groups: Vec<(Separator, String)> = Vec::new();
    for letter in rest.trim().chars() {
        match (Separator::of(letter), groups.last_mut()) {
            (Some(separator), _) => groups.push((separator, String::new())),
            (None, Some((_, group))) => group.push(letter),
            // "12a/QĐ", "12 KH": something between the number and the first sign
            (None, None) => return Err(DocumentNumberError::Group(rest.trim().to_owned())),
        }
    }
    for (_, group) in &mut groups {
        *group = group.trim().to_owned();
    }
    Ok(groups)
}

fn year_of(group: &str) -> Option<u16> {
    let digits = group.len() == 4 && group.chars().all(|letter| letter.is_ascii_digit());
    digits
        .then(|| group.parse().ok())
        .flatten()
        .filter(|year| (1945..=2199).contains(year))
}

/// Letters and digits only and at least one letter, so that a date is not taken for a document.
fn is_group(group: &str) -> bool {
    group.chars().all(char::is_alphanumeric) && group.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As found in real documents, and the clean form.
    const FORMS: [(&str, &str); 14] = [
        ("90/KH-CĐVCVN-BNV", "90/KH-CĐVCVN-BNV"),
        ("01/BNV-CĐVCVN", "01/BNV-CĐVCVN"),
        ("4133/TLĐ-ToC", "4133/TLĐ-ToC"),
        ("188/KH-SNV-CĐVC", "188/KH-SNV-CĐVC"),
        ("30/2020/NĐ-CP", "30/2020/NĐ-CP"),
        ("36-HD/VPTW", "36-HD/VPTW"),
        ("60-NQ/TW", "60-NQ/TW"),
        ("92/KH-CĐVC", "92/KH-CĐVC"),
        ("01/2012/NQLT/CP-BCHTWĐ", "01/2012/NQLT/CP-BCHTWĐ"),
        ("465-TTg", "465-TTg"),
        ("442/QĐ-UBND", "442/QĐ-UBND"),
        ("26/CT-TTg", "26/CT-TTg"),
        ("225 - KH/TWĐTN-CTTN", "225-KH/TWĐTN-CTTN"),
        ("90 /KH - CĐVCVN-BNV", "90/KH-CĐVCVN-BNV"),
    ];

    #[test]
    fn all_forms_are_read() {
        for (written, clean) in FORMS {
            let parsed = DocumentNumber::parse(written).unwrap();
            assert_eq!(parsed.to_string(), clean);
            assert_eq!(DocumentNumber::parse(clean), Ok(parsed));
        }
    }

    #[test]
    fn more_joint_and_legal_forms() {
        for written in [
            "01/2010/NQLT-CP-HCCBVN",
            "525/2012/NQLT/UBTVQH13-ĐCTUBTWMTTQVN",
            "01/1999/NQLT-TP-VHTT-NNPTNT-DTMN-ND",
            "30/2010/TTLT-BGDĐT-BTP",
            "97/2025/QH15",
            "19197-CV/VPTW",
            "05/BNV-VP",
        ] {
            assert_eq!(DocumentNumber::parse(written).unwrap().to_string(), written);
        }
    }

    #[test]
    fn parts_are_told() {
        let plan = DocumentNumber::parse("Số: 90 /KH - CĐVCVN-BNV").unwrap();
        assert_eq!((plan.number(), plan.year()), (90, None));
        assert_eq!(plan.notation(), "KH-CĐVCVN-BNV");
        assert_eq!(plan.groups().collect::<Vec<_>>(), ["KH", "CĐVCVN", "BNV"]);
        assert_eq!(plan.kind(), Some("KH"));
        let decree = DocumentNumber::parse("30/2020/NĐ-CP").unwrap();
        assert_eq!((decree.year(), decree.notation().as_str()), (Some(2020), "NĐ-CP"));
        assert_eq!(DocumentNumber::parse("05/BNV-VP").unwrap().kind(), None);
    }

    #[test]
    fn spellings_of_one_number_are_equal() {
        let one = DocumentNumber::parse("5/KH-ABC").unwrap();
        for other in ["05/KH-ABC", "Số 005 / KH – ABC", "5/KH\u{A0}-\u{A0}ABC"] {
            assert_eq!(DocumentNumber::parse(other), Ok(one.clone()), "{other}");
        }
        assert_eq!(one.to_string(), "05/KH-ABC");
    }

    #[test]
    fn numbers_below_ten_have_a_zero() {
        assert_eq!([5, 12, 123].map(display_number), ["05", "12", "123"]);
    }

    #[test]
    fn what_is_no_document_number() {
        for (text, error) in [
            ("", DocumentNumberError::Empty),
            ("Số:", DocumentNumberError::Empty),
            ("KH-BNV", DocumentNumberError::Number),
            ("0/KH-BNV", DocumentNumberError::Number),
            ("99999999/KH", DocumentNumberError::Number),
            ("90", DocumentNumberError::NoNotation),
            ("90/2022", DocumentNumberError::NoNotation),
            ("31/3/2022", DocumentNumberError::Group("3".into())),
            ("90/KH--BNV", DocumentNumberError::Group(String::new())),
            ("90/KH-", DocumentNumberError::Group(String::new())),
            ("90/KH B-NV", DocumentNumberError::Group("KH B".into())),
            ("90 KH-BNV", DocumentNumberError::Group("KH-BNV".into())),
            ("90/KH_BNV", DocumentNumberError::Group("KH_BNV".into())),
        ] {
            assert_eq!(DocumentNumber::parse(text), Err(error), "{text}");
        }
    }

    proptest! {
        #[test]
        fn the_clean_form_is_read_as_itself(text in "[1-9][0-9]{0,4} ?[/-] ?[A-ZĐa-z]{1,6}( ?[-/&] ?[A-ZĐ]{1,6}[0-9]{0,2}){0,4}") {
            let parsed = DocumentNumber::parse(&text).unwrap();
            let printed = parsed.to_string();
            prop_assert!(!printed.contains(' '));
            prop_assert_eq!(DocumentNumber::parse(&printed), Ok(parsed));
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>()) {
            drop(DocumentNumber::parse(&text));
        }
    }
}
