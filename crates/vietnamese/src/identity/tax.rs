//! Tax codes (mã số thuế).

use super::citizen::CitizenId;
use super::{digits_of, is_scientific};

/// Why a text is no tax code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TaxCodeError {
    /// Nothing there.
    #[error("tax code is empty")]
    Empty,
    /// Turned into a power of ten by a spreadsheet.
    #[error("tax code was turned into a power of ten")]
    Scientific,
    /// Holds something else than digits.
    #[error("tax code holds other signs than digits")]
    NotDigits,
    /// Not 10, 12 or 13 digits.
    #[error("tax code has {digits} digits")]
    Length {
        /// Digits found.
        digits: usize,
    },
    /// The tenth digit does not fit the nine before it: a slip of the hand.
    #[error("check digit of the tax code does not fit")]
    CheckDigit,
}

/// A tax code of a body, of its dependent unit, or of a person (since 1/7/2025 the identification number).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum TaxCode {
    /// 10 digits.
    Body(String),
    /// 10 digits of the body and 3 of the unit.
    Unit {
        /// The body's 10 digits.
        body: String,
        /// The unit's 3 digits.
        unit: String,
    },
    /// 12 digits.
    Person(CitizenId),
}

impl TaxCode {
    /// Reads `0100109106`, `0100109106-001`, or the 12 digits of a person.
    pub fn parse(text: &str) -> Result<Self, TaxCodeError> {
        if crate::fold::clean(text).is_empty() {
            return Err(TaxCodeError::Empty);
        }
        if is_scientific(text) {
            return Err(TaxCodeError::Scientific);
        }
        let digits = digits_of(text).ok_or(TaxCodeError::NotDigits)?;
        let wrong_length = TaxCodeError::Length { digits: digits.len() };
        if digits.len() == 12 {
            return CitizenId::parse(&digits).map(Self::Person).map_err(|_| wrong_length);
        }
        if !matches!(digits.len(), 10 | 13) {
            return Err(wrong_length);
        }
        let (body, unit) = digits.split_at_checked(10).ok_or(wrong_length)?;
        if !check_digit_fits(body) {
            return Err(TaxCodeError::CheckDigit);
        }
        Ok(if unit.is_empty() {
            Self::Body(body.to_owned())
        } else {
            Self::Unit {
                body: body.to_owned(),
                unit: unit.to_owned(),
            }
        })
    }
}

impl std::fmt::Display for TaxCode {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Body(body) => formatter.write_str(body),
            Self::Unit { body, unit } => write!(formatter, "{body}-{unit}"),
            Self::Person(id) => formatter.write_str(id.as_str()),
        }
    }
}

/// The tenth digit is 10 less the weighted sum of the others modulo 11; sums that would give 10 are not handed out.
fn check_digit_fits(body: &str) -> bool {
    const WEIGHTS: [u32; 9] = [31, 29, 23, 19, 17, 13, 7, 5, 3];
    let mut digits = body.chars().filter_map(|digit| digit.to_digit(10));
    let sum: u32 = digits.by_ref().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    body.chars().last().and_then(|digit| digit.to_digit(10)) == Some(10 - sum % 11)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn real_codes_fit() {
        for code in ["0314409058", "0100109106", "0101243150"] {
            assert_eq!(TaxCode::parse(code), Ok(TaxCode::Body(code.into())));
        }
        let unit = TaxCode::parse("0100109106-001").unwrap();
        assert_eq!(
            unit,
            TaxCode::Unit {
                body: "0100109106".into(),
                unit: "001".into()
            }
        );
        assert_eq!(unit.to_string(), "0100109106-001");
        assert_eq!(TaxCode::parse("0100109106001"), Ok(unit));
        assert!(matches!(TaxCode::parse("001203012345"), Ok(TaxCode::Person(_))));
    }

    #[test]
    fn one_wrong_digit_is_noticed() {
        let code = "0100109106";
        for place in 0..code.len() {
            for digit in '0'..='9' {
                let slip: String = code
                    .chars()
                    .enumerate()
                    .map(|(at, old)| if at == place { digit } else { old })
                    .collect();
                assert_eq!(TaxCode::parse(&slip).is_ok(), slip == code, "{slip}");
            }
        }
    }

    #[test]
    fn what_is_no_tax_code() {
        for (text, error) in [
            ("", TaxCodeError::Empty),
            ("1E+09", TaxCodeError::Scientific),
            ("MST 01", TaxCodeError::NotDigits),
            ("100109106", TaxCodeError::Length { digits: 9 }),
            ("0100109107", TaxCodeError::CheckDigit),
            ("0000000000", TaxCodeError::CheckDigit),
        ] {
            assert_eq!(TaxCode::parse(text), Err(error), "{text}");
        }
    }
}
