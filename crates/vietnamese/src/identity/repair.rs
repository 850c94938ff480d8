//! Repair of identity numbers that went through a spreadsheet.

use super::citizen::{CitizenId, IdNumber};
use super::province::province_name;
use super::{digits_of, is_scientific};

/// Why a text is no identity number. Never carries the number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdError {
    /// Nothing there.
    #[error("identity number is empty")]
    Empty,
    /// Turned into a power of ten (`7.9E+10`): the last digits are gone and nothing can bring them back. The cell has
    /// to be filled in again from the source.
    #[error("identity number was turned into a power of ten")]
    Scientific,
    /// Holds something else than digits.
    #[error("identity number holds other signs than digits")]
    NotDigits,
    /// Neither 12 nor 9 digits, and no repair is likely.
    #[error("identity number has {digits} digits")]
    Length {
        /// Digits found.
        digits: usize,
    },
}

/// What was done to a number to make it whole. A person has to confirm it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdRepair {
    /// Zeros put back in front, as many as told.
    LeadingZeros(usize),
    /// A decimal part of zeros (`….0`) taken off, and as many zeros put back as told.
    DecimalPart(usize),
}

/// A number and what was done to it (`None`: it was whole).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairedId {
    /// The whole number.
    pub number: IdNumber,
    /// The repair to confirm.
    pub repair: Option<IdRepair>,
}

/// Reads an identity number from a spreadsheet's cell and puts back the zeros that a number cell loses: one for
/// 11 digits, two for 10 (Hà Nội is 001), one for 8 (an old card). Zeros are put back only where a province comes out.
pub fn repair_id(text: &str) -> Result<RepairedId, IdError> {
    if is_scientific(text) {
        return Err(IdError::Scientific);
    }
    let (body, decimal) = without_decimal_part(text);
    let error = match IdNumber::parse(body) {
        Ok(number) => {
            return Ok(RepairedId {
                number,
                repair: decimal.then_some(IdRepair::DecimalPart(0)),
            });
        }
        Err(error) => error,
    };
    let digits = digits_of(body).ok_or(error)?;
    let whole_length = if digits.len() > 9 { 12 } else { 9 };
    let zeros = whole_length - digits.len().min(whole_length);
    if !(1..=2).contains(&zeros) || (whole_length == 9 && zeros > 1) {
        return Err(error);
    }
    let number = IdNumber::parse(&format!("{}{digits}", "0".repeat(zeros)))?;
    if let IdNumber::Citizen(id) = &number
        && !begins_with_province(id)
    {
        return Err(error);
    }
    let repair = if decimal {
        IdRepair::DecimalPart(zeros)
    } else {
        IdRepair::LeadingZeros(zeros)
    };
    Ok(RepairedId {
        number,
        repair: Some(repair),
    })
}

fn begins_with_province(id: &CitizenId) -> bool {
    id.as_str()
        .get(..3)
        .and_then(|code| code.parse().ok())
        .and_then(province_name)
        .is_some()
}

/// `79087000123.0` is what a number cell becomes in many exports.
fn without_decimal_part(text: &str) -> (&str, bool) {
    let text = text.trim();
    for sign in ['.', ','] {
        if let Some((whole, fraction)) = text.split_once(sign)
            && whole.len() >= 8
            && (1..=2).contains(&fraction.len())
            && fraction.chars().all(|digit| digit == '0')
        {
            return (whole, true);
        }
    }
    (text, false)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn repaired(text: &str) -> (String, Option<IdRepair>) {
        let found = repair_id(text).unwrap();
        (found.number.as_str().to_owned(), found.repair)
    }

    #[test]
    fn lost_zeros_come_back() {
        assert_eq!(
            repaired("79087000123"),
            ("079087000123".into(), Some(IdRepair::LeadingZeros(1)))
        );
        assert_eq!(
            repaired("1203012345"),
            ("001203012345".into(), Some(IdRepair::LeadingZeros(2)))
        );
        assert_eq!(
            repaired("12345678"),
            ("012345678".into(), Some(IdRepair::LeadingZeros(1)))
        );
        assert_eq!(
            repaired("79087000123.0"),
            ("079087000123".into(), Some(IdRepair::DecimalPart(1)))
        );
    }

    #[test]
    fn whole_numbers_are_left_alone() {
        assert_eq!(repaired("079087000123"), ("079087000123".into(), None));
        assert_eq!(repaired("'079087000123"), ("079087000123".into(), None));
        assert_eq!(repaired("079.087.000.123"), ("079087000123".into(), None));
        assert_eq!(repaired("123456789"), ("123456789".into(), None));
    }

    #[test]
    fn what_is_lost_is_lost() {
        for text in ["7.9E+10", "7,9087E+10", "7.9087000123e10", " 7.9E+10 "] {
            assert_eq!(repair_id(text), Err(IdError::Scientific), "{text}");
        }
        assert_eq!(repair_id(""), Err(IdError::Empty));
        assert_eq!(repair_id("chưa có"), Err(IdError::NotDigits));
        assert_eq!(repair_id("1234567"), Err(IdError::Length { digits: 7 }));
        assert_eq!(repair_id("1234567890123"), Err(IdError::Length { digits: 13 }));
        assert_eq!(
            repair_id("99087000123"),
            Err(IdError::Length { digits: 11 }),
            "no province 099"
        );
        assert_eq!(
            repair_id("9203012345"),
            Err(IdError::Length { digits: 10 }),
            "no province 009"
        );
    }

    proptest! {
        #[test]
        fn a_number_cell_is_repaired(rest in 0_u64..1_000_000_000, province in proptest::sample::select(vec![1_u64, 8, 31, 48, 79, 96])) {
            let number = province * 1_000_000_000 + rest;
            let found = repair_id(&number.to_string()).unwrap();
            prop_assert_eq!(found.number.as_str(), format!("{number:012}"));
        }

        #[test]
        fn no_text_breaks_the_repair(text in any::<String>()) {
            drop(repair_id(&text));
        }
    }
}
