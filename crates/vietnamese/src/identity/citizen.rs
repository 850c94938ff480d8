//! The personal identification number (số định danh cá nhân, on the căn cước) and the old identity card number.
//!
//! 12 digits: 3 for the province or country of birth registration, 1 for century and sex, 2 for the year of birth,
//! 6 by chance (Nghị định 137/2015/NĐ-CP, Điều 13). There is no check digit, so a slip can only be noticed against the
//! birth date and the sex; and since both can have been corrected in law, that is a warning and never an error.

use std::fmt;

use super::mask::mask_id;
use super::province::province_name;
use super::repair::IdError;
use super::{digits_of, is_scientific};

/// Sex as the number codes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sex {
    /// nam
    Male,
    /// nữ
    Female,
}

/// Where the birth was registered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// One of the 63 provinces of the time before July 2025, by its name then.
    Province(&'static str),
    /// A country's code (above 096).
    Abroad(u16),
    /// A code up to 096 that no province had.
    Unknown(u16),
}

/// Something to ask about, not to refuse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdWarning {
    /// The first three digits belong to no province.
    UnknownProvince {
        /// The three digits.
        code: u16,
    },
    /// A birth year from 2100 on.
    FutureCentury {
        /// Year of birth in the number.
        year: i16,
    },
    /// The year of birth differs from the one told.
    BirthYear {
        /// Year of birth in the number.
        in_number: i16,
        /// Year of birth told.
        told: i16,
    },
    /// The sex differs from the one told.
    Sex {
        /// Sex in the number.
        in_number: Sex,
        /// Sex told.
        told: Sex,
    },
}

/// A personal identification number: 12 digits, kept as text.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CitizenId(String);

impl CitizenId {
    /// Takes 12 digits, with spaces, dots or hyphens between them. Shorter numbers go to [`super::repair_id`].
    pub fn parse(text: &str) -> Result<Self, IdError> {
        match IdNumber::parse(text)? {
            IdNumber::Citizen(id) => Ok(id),
            IdNumber::OldCard(_) => Err(IdError::Length { digits: 9 }),
        }
    }

    /// The 12 digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Where the birth was registered. Codes stay as they were before the provinces merged.
    pub fn origin(&self) -> Origin {
        let code = self.figure(0, 3);
        match province_name(code) {
            Some(name) => Origin::Province(name),
            None if code > 96 => Origin::Abroad(code),
            None => Origin::Unknown(code),
        }
    }

    /// Sex by the fourth digit: even male, odd female.
    pub fn sex(&self) -> Sex {
        if self.figure(3, 1).is_multiple_of(2) {
            Sex::Male
        } else {
            Sex::Female
        }
    }

    /// Year of birth: century by the fourth digit (0 and 1 for 1900–1999, 2 and 3 for 2000–2099 …), then two digits.
    pub fn birth_year(&self) -> i16 {
        let year = 1900 + self.figure(3, 1) / 2 * 100 + self.figure(4, 2);
        i16::try_from(year).unwrap_or(i16::MAX)
    }

    /// What does not fit, by itself and against what is told of the person (`None`: not told).
    pub fn cross_check(&self, birth_year: Option<i16>, sex: Option<Sex>) -> Vec<IdWarning> {
        let mut warnings = Vec::new();
        if let Origin::Unknown(code) = self.origin() {
            warnings.push(IdWarning::UnknownProvince { code });
        }
        let in_number = self.birth_year();
        if in_number >= 2100 {
            warnings.push(IdWarning::FutureCentury { year: in_number });
        }
        if let Some(told) = birth_year.filter(|&told| told != in_number) {
            warnings.push(IdWarning::BirthYear { in_number, told });
        }
        let in_number = self.sex();
        if let Some(told) = sex.filter(|&told| told != in_number) {
            warnings.push(IdWarning::Sex { in_number, told });
        }
        warnings
    }

    fn figure(&self, start: usize, length: usize) -> u16 {
        self.0
            .get(start..start + length)
            .and_then(|digits| digits.parse().ok())
            .unwrap_or(0)
    }
}

impl fmt::Debug for CitizenId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "CitizenId({})", mask_id(&self.0))
    }
}

/// An identity number as lists hold it: today's, or that of the old card.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum IdNumber {
    /// 12 digits.
    Citizen(CitizenId),
    /// 9 digits of the old card (chứng minh nhân dân), still found in old lists.
    OldCard(String),
}

impl IdNumber {
    /// Takes 12 or 9 digits, with spaces, dots or hyphens between them; anything else is an error that says what to
    /// do. [`super::repair_id`] proposes a repair for the shorter ones.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        if is_scientific(text) {
            return Err(IdError::Scientific);
        }
        if crate::fold::clean(text).is_empty() {
            return Err(IdError::Empty);
        }
        let digits = digits_of(text).ok_or(IdError::NotDigits)?;
        match digits.len() {
            12 => Ok(Self::Citizen(CitizenId(digits))),
            9 => Ok(Self::OldCard(digits)),
            length => Err(IdError::Length { digits: length }),
        }
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Citizen(id) => id.as_str(),
            Self::OldCard(digits) => digits,
        }
    }
}

impl fmt::Debug for IdNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "IdNumber({})", mask_id(self.as_str()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_tells_place_sex_and_year() {
        let boy = CitizenId::parse("001203012345").unwrap();
        assert_eq!(
            (boy.origin(), boy.sex(), boy.birth_year()),
            (Origin::Province("Hà Nội"), Sex::Male, 2003)
        );
        let woman = CitizenId::parse("079187012345").unwrap();
        let expected = (Origin::Province("Hồ Chí Minh"), Sex::Female, 1987);
        assert_eq!((woman.origin(), woman.sex(), woman.birth_year()), expected);
        assert_eq!(CitizenId::parse("079 187 012 345"), Ok(woman));
    }

    #[test]
    fn disagreement_is_a_warning() {
        let id = CitizenId::parse("001203012345").unwrap();
        assert_eq!(id.cross_check(Some(2003), Some(Sex::Male)), []);
        assert_eq!(id.cross_check(None, None), []);
        assert_eq!(
            id.cross_check(Some(2002), Some(Sex::Female)),
            [
                IdWarning::BirthYear {
                    in_number: 2003,
                    told: 2002
                },
                IdWarning::Sex {
                    in_number: Sex::Male,
                    told: Sex::Female
                },
            ]
        );
        let odd = CitizenId::parse("003499012345").unwrap();
        assert_eq!(
            odd.cross_check(None, None),
            [
                IdWarning::UnknownProvince { code: 3 },
                IdWarning::FutureCentury { year: 2199 }
            ]
        );
        assert_eq!(CitizenId::parse("136203012345").unwrap().origin(), Origin::Abroad(136));
    }

    #[test]
    fn old_cards_remain() {
        assert_eq!(IdNumber::parse("012345678").unwrap().as_str(), "012345678");
        assert_eq!(CitizenId::parse("012345678"), Err(IdError::Length { digits: 9 }));
    }

    #[test]
    fn a_log_line_never_holds_the_number() {
        let id = IdNumber::parse("079187012345").unwrap();
        let shown = format!("{id:?} {:?}", CitizenId::parse("079187012345"));
        assert!(!shown.contains("079187"), "{shown}");
        assert!(shown.contains("*** *** *** 345"), "{shown}");
    }
}
