//! Phone numbers of Viet Nam: read as written, kept as written, told in E.164 where that is certain.

use std::fmt;

use super::is_scientific;
use super::mask::mask_phone;
use crate::fold::clean;

/// What a number belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PhoneKind {
    /// A mobile phone, the only kind that gets messages.
    Mobile,
    /// A land line under today's area codes (02…).
    Landline,
    /// A land line written with an area code from before 2017, such as `(059)3824279`. It can no longer be dialled.
    OldLandline,
    /// A service number (1800…, 1900…).
    Service,
}

/// Why a text is no phone number. Never carries the number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing there.
    #[error("phone is empty")]
    Empty,
    /// Turned into a power of ten by a spreadsheet.
    #[error("phone was turned into a power of ten")]
    Scientific,
    /// Holds something else than digits, `+` and the usual signs between digits; or two numbers in one cell.
    #[error("phone holds other signs than digits")]
    NotDigits,
    /// A foreign country code.
    #[error("phone is of another country")]
    Foreign,
    /// No number of this length and beginning exists.
    #[error("no phone of {digits} digits begins like this")]
    Unknown {
        /// Digits found.
        digits: usize,
    },
}

/// A phone number: what was written, and what it means.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone {
    raw: String,
    kind: PhoneKind,
    e164: Option<String>,
    zero_restored: bool,
    moved: bool,
}

impl Phone {
    /// Reads `0912 345 678`, `+84 912…`, `0084…`, `84912…`, the 11-digit mobiles from before 2018 (moved to the new
    /// beginnings), land lines, and mobiles whose leading zero a spreadsheet dropped.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let raw = clean(text);
        if raw.is_empty() {
            return Err(PhoneError::Empty);
        }
        if is_scientific(&raw) {
            return Err(PhoneError::Scientific);
        }
        let (national, zero_restored) = national(&raw)?;
        let digits = national.len();
        let build = |kind, number: &str, moved| Self {
            raw: raw.clone(),
            kind,
            e164: number.strip_prefix('0').map(|rest| format!("+84{rest}")),
            zero_restored,
            moved,
        };
        // A bracketed area code is a land line's: "(059)3824279" must not become today's mobile 059….
        if raw.starts_with("(0")
            && !national.starts_with("02")
            && (9..=11).contains(&digits)
            && !is_bracketed_mobile(&raw)
        {
            return Ok(build(PhoneKind::OldLandline, "", false));
        }
        if is_mobile(&national) {
            return Ok(build(PhoneKind::Mobile, &national, false));
        }
        if let Some(today) = moved_mobile(&national) {
            return Ok(build(PhoneKind::Mobile, &today, true));
        }
        if national.starts_with("02") && (10..=11).contains(&digits) && !zero_restored {
            return Ok(build(PhoneKind::Landline, &national, false));
        }
        if ["1800", "1900"].iter().any(|start| national.starts_with(start)) && (8..=10).contains(&digits) {
            return Ok(build(PhoneKind::Service, "", false));
        }
        Err(PhoneError::Unknown { digits })
    }

    /// As written, cleaned of invisible characters only.
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// What it belongs to.
    pub fn kind(&self) -> PhoneKind {
        self.kind
    }

    /// International form `+84912345678`; none for numbers that cannot be dialled from abroad or at all.
    pub fn e164(&self) -> Option<&str> {
        self.e164.as_deref()
    }

    /// Digits as dialled at home, `0912345678`; the written form where there is no international one.
    pub fn national(&self) -> String {
        self.e164
            .as_deref()
            .and_then(|full| full.strip_prefix("+84"))
            .map_or_else(|| self.raw.clone(), |rest| format!("0{rest}"))
    }

    /// Whether the leading zero had to be put back; a person should look at it.
    pub fn zero_restored(&self) -> bool {
        self.zero_restored
    }

    /// Whether an 11-digit mobile was moved to its beginning of 2018.
    pub fn moved(&self) -> bool {
        self.moved
    }
}

impl fmt::Debug for Phone {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Phone({:?} {})", self.kind, mask_phone(&self.national()))
    }
}

/// Digits with the leading zero of calls at home, and whether that zero was missing.
fn national(raw: &str) -> Result<(String, bool), PhoneError> {
    let international = raw.starts_with('+') || raw.starts_with("(+");
    let mut digits = String::new();
    for (place, sign) in raw.chars().enumerate() {
        match sign {
            '0'..='9' => digits.push(sign),
            '+' if international && place < 2 => {}
            ' ' | '.' | '-' | '\u{2010}'..='\u{2014}' | '(' | ')' | '\'' | '\u{2019}' | '\u{AD}' => {}
            _ => return Err(PhoneError::NotDigits),
        }
    }
    let abroad = if international {
        Some(digits.as_str())
    } else {
        digits.strip_prefix("00")
    };
    if let Some(rest) = abroad {
        let rest = rest.strip_prefix("84").ok_or(PhoneError::Foreign)?;
        // "+84 (0)912…" is written by many.
        return Ok((format!("0{}", rest.trim_start_matches('0')), false));
    }
    if digits.starts_with('0') {
        return Ok((digits, false));
    }
    if let Some(rest) = digits.strip_prefix("84").filter(|rest| rest.len() >= 9) {
        return Ok((format!("0{}", rest.trim_start_matches('0')), false));
    }
    let with_zero = format!("0{digits}");
    if is_mobile(&with_zero) {
        return Ok((with_zero, true));
    }
    Ok((digits, false))
}

/// `0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])` and seven digits. `095` is not given out.
fn is_mobile(national: &str) -> bool {
    let mut signs = national.chars();
    national.len() == 10
        && matches!(
            (signs.next(), signs.next(), signs.next()),
            (Some('0'), Some('3'), Some('2'..='9'))
                | (Some('0'), Some('5'), Some('2' | '5' | '6' | '8' | '9'))
                | (Some('0'), Some('7'), Some('0' | '6'..='9'))
                | (Some('0'), Some('8'), Some('1'..='9'))
                | (Some('0'), Some('9'), Some('0'..='4' | '6'..='9'))
        )
}

/// `(09x) …` puts a mobile's beginning in brackets; beginnings with 9 were never area codes, 3, 5, 7 and 8 were.
fn is_bracketed_mobile(raw: &str) -> bool {
    raw.starts_with("(09")
}

/// The beginnings of 11-digit mobiles and what they became from 15/9/2018.
const MOVED: [(&str, &str); 21] = [
    ("0120", "070"),
    ("0121", "079"),
    ("0122", "077"),
    ("0126", "076"),
    ("0128", "078"),
    ("0123", "083"),
    ("0124", "084"),
    ("0125", "085"),
    ("0127", "081"),
    ("0129", "082"),
    ("0162", "032"),
    ("0163", "033"),
    ("0164", "034"),
    ("0165", "035"),
    ("0166", "036"),
    ("0167", "037"),
    ("0168", "038"),
    ("0169", "039"),
    ("0186", "056"),
    ("0188", "058"),
    ("0199", "059"),
];

fn moved_mobile(national: &str) -> Option<String> {
    if national.len() != 11 {
        return None;
    }
    MOVED
        .iter()
        .find_map(|(old, new)| national.strip_prefix(old).map(|rest| format!("{new}{rest}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn e164(text: &str) -> Option<String> {
        Phone::parse(text).unwrap().e164().map(str::to_owned)
    }

    #[test]
    fn mobiles_in_every_dress() {
        for text in [
            "0912345678",
            "0912 345 678",
            "0912.345.678",
            "(091) 234-5678",
            "+84912345678",
            "+84 (0)912 345 678",
            "(+84) 912345678",
            "0084912345678",
            "84912345678",
            "'0912345678",
            "\u{A0}0912345678\u{200B}",
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!(
                (phone.kind(), phone.e164()),
                (PhoneKind::Mobile, Some("+84912345678")),
                "{text}"
            );
            assert!(!phone.zero_restored());
            assert_eq!(phone.national(), "0912345678");
        }
    }

    #[test]
    fn eleven_digits_move_to_their_new_beginning() {
        let phone = Phone::parse("0168 123 4567").unwrap();
        assert_eq!(
            (phone.e164(), phone.moved(), phone.raw()),
            (Some("+84381234567"), true, "0168 123 4567")
        );
        assert_eq!(e164("+841201234567").as_deref(), Some("+84701234567"));
        assert_eq!(e164("01991234567").as_deref(), Some("+84591234567"));
        for (_, new) in MOVED {
            assert!(is_mobile(&format!("{new}1234567")));
        }
    }

    #[test]
    fn a_dropped_zero_comes_back_with_a_sign() {
        let phone = Phone::parse("912345678").unwrap();
        assert_eq!((phone.e164(), phone.zero_restored()), (Some("+84912345678"), true));
    }

    #[test]
    fn land_lines() {
        let phone = Phone::parse("024.3826.9112").unwrap();
        assert_eq!(
            (phone.kind(), phone.e164()),
            (PhoneKind::Landline, Some("+842438269112"))
        );
        let dead = Phone::parse("(059)3824279").unwrap();
        assert_eq!(
            (dead.kind(), dead.e164(), dead.raw()),
            (PhoneKind::OldLandline, None, "(059)3824279")
        );
        assert_eq!(Phone::parse("19001234").unwrap().kind(), PhoneKind::Service);
    }

    #[test]
    fn what_is_no_phone() {
        for (text, error) in [
            (" ", PhoneError::Empty),
            ("9.12E+08", PhoneError::Scientific),
            ("0912345678 / 0987654321", PhoneError::NotDigits),
            ("không có", PhoneError::NotDigits),
            ("+1 202 555 0100", PhoneError::Foreign),
            ("0951234567", PhoneError::Unknown { digits: 10 }),
            ("091234567", PhoneError::Unknown { digits: 9 }),
            ("0112345678", PhoneError::Unknown { digits: 10 }),
            ("5", PhoneError::Unknown { digits: 1 }),
        ] {
            assert_eq!(Phone::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_log_line_never_holds_the_number() {
        let shown = format!("{:?}", Phone::parse("0912345678"));
        assert!(shown.contains("09** *** 678") && !shown.contains("345"), "{shown}");
        let shown = format!("{:?}", Phone::parse("(059)3824279"));
        assert!(!shown.contains("3824"), "{shown}");
    }

    proptest! {
        #[test]
        fn the_international_form_is_read_as_itself(text in "0(3[2-9]|5[25689]|7[06-9]|8[1-9]|9[0-46-9])[0-9]{7}") {
            let phone = Phone::parse(&text).unwrap();
            let again = Phone::parse(phone.e164().unwrap()).unwrap();
            prop_assert_eq!(again.e164(), phone.e164());
            prop_assert_eq!(again.national(), text);
        }

        #[test]
        fn no_text_breaks_the_reader(text in any::<String>(), digits in "[+(]?[0-9 .()-]{0,16}") {
            drop((Phone::parse(&text), Phone::parse(&digits)));
        }
    }
}
