//! People's names: family, middle, given; and their order in a list.
//!
//! Vietnamese lists go by given name, then family name, then middle name, each compared by itself: comparing the
//! whole line would let the tone of a family name decide between two given names. The last word is the given name
//! unless somebody says otherwise (`H'Hen Niê`, `Y Thông`, one-word names), so the given name can be set by hand.

use crate::collate::sort_key;
use crate::fold::clean;

/// Longest accepted name in characters.
pub const LONGEST: usize = 100;

/// Why a text is no name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing but white space.
    #[error("name is empty")]
    Empty,
    /// More characters than [`LONGEST`].
    #[error("name has {length} characters, {longest} allowed")]
    TooLong {
        /// Characters found.
        length: usize,
        /// Characters allowed.
        longest: usize,
    },
    /// A character that no name holds: a digit, a bracket, an at sign.
    #[error("name holds {0:?}")]
    Character(char),
    /// The given name set by hand is not a run of whole words of the name.
    #[error("given name is not part of the name")]
    GivenNotInName,
}

/// A person's name as written, with its parts. Letters keep their case; the text is clean NFC.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FullName {
    written: String,
    family: String,
    middle: String,
    given: String,
}

impl FullName {
    /// Splits by habit: first word family, last word given, the rest middle. A one-word name is a given name only.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let written = checked(text)?;
        let words: Vec<&str> = written.split(' ').collect();
        let (given, before) = words.split_last().ok_or(NameError::Empty)?;
        Ok(Self::from_parts(&written, before, given))
    }

    /// The same name with the given name set by hand: a run of whole words of the name, as in `H'Hen` of `H'Hen Niê`
    /// or `Kim Anh` of `Trần Thị Kim Anh`. Of the words left, the first is the family name.
    pub fn with_given(text: &str, given: &str) -> Result<Self, NameError> {
        let written = checked(text)?;
        let given = checked(given)?;
        let words: Vec<&str> = written.split(' ').collect();
        let wanted: Vec<&str> = given.split(' ').collect();
        // From the end: in "An Văn An" the given name is the last one.
        let start = words
            .windows(wanted.len())
            .rposition(|run| run == wanted)
            .ok_or(NameError::GivenNotInName)?;
        let rest: Vec<&str> = words
            .iter()
            .enumerate()
            .filter(|(place, _)| !(start..start + wanted.len()).contains(place))
            .map(|(_, word)| *word)
            .collect();
        Ok(Self::from_parts(&written, &rest, &given))
    }

    fn from_parts(written: &str, before: &[&str], given: &str) -> Self {
        let (family, middle) = before
            .split_first()
            .map_or((String::new(), String::new()), |(family, middle)| {
                ((*family).to_owned(), middle.join(" "))
            });
        Self {
            written: written.to_owned(),
            family,
            middle,
            given: given.to_owned(),
        }
    }

    /// The whole name as it is printed.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// Family name (họ); empty for a one-word name.
    pub fn family(&self) -> &str {
        &self.family
    }

    /// Middle name (đệm); empty if there is none.
    pub fn middle(&self) -> &str {
        &self.middle
    }

    /// Given name (tên); never empty.
    pub fn given(&self) -> &str {
        &self.given
    }
}

impl std::fmt::Display for FullName {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.written)
    }
}

/// Bytes that put people in list order (given, family, middle) when compared byte by byte. The parts' keys hold no
/// zero byte, so a zero after each part makes the shorter part come first.
pub fn person_sort_key(name: &FullName) -> Vec<u8> {
    let mut key = Vec::new();
    for part in [&name.given, &name.family, &name.middle] {
        key.extend(sort_key(part));
        key.push(0);
    }
    key
}

fn checked(text: &str) -> Result<String, NameError> {
    let name = clean(text);
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    let length = name.chars().count();
    if length > LONGEST {
        return Err(NameError::TooLong {
            length,
            longest: LONGEST,
        });
    }
    // Apostrophes and hyphens are in names of minorities (H'Hen, K'sor, Y-Thông), full stops in abbreviated ones.
    let allowed = |letter: char| {
        letter.is_alphabetic()
            || unicode_normalization::char::is_combining_mark(letter)
            || matches!(
                letter,
                ' ' | '\'' | '\u{2018}' | '\u{2019}' | '\u{2BC}' | '`' | '-' | '.'
            )
    };
    if let Some(stranger) = name.chars().find(|&letter| !allowed(letter)) {
        return Err(NameError::Character(stranger));
    }
    if !name.chars().any(char::is_alphabetic) {
        return Err(NameError::Empty);
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parts(name: &FullName) -> (&str, &str, &str) {
        (name.family(), name.middle(), name.given())
    }

    #[test]
    fn the_last_word_is_the_given_name() {
        let name = FullName::parse(" Trần  Thị Kim\u{A0}Anh ").unwrap();
        assert_eq!(name.as_str(), "Trần Thị Kim Anh");
        assert_eq!(parts(&name), ("Trần", "Thị Kim", "Anh"));
        assert_eq!(parts(&FullName::parse("Nguyễn An").unwrap()), ("Nguyễn", "", "An"));
        assert_eq!(parts(&FullName::parse("Y Thông").unwrap()), ("Y", "", "Thông"));
        assert_eq!(parts(&FullName::parse("Lan").unwrap()), ("", "", "Lan"));
    }

    #[test]
    fn the_given_name_can_be_set_by_hand() {
        let name = FullName::with_given("H'Hen Niê", "H'Hen").unwrap();
        assert_eq!(name.as_str(), "H'Hen Niê");
        assert_eq!(parts(&name), ("Niê", "", "H'Hen"));
        assert_eq!(
            parts(&FullName::with_given("Trần Thị Kim Anh", "Kim Anh").unwrap()),
            ("Trần", "Thị", "Kim Anh")
        );
        assert_eq!(
            parts(&FullName::with_given("An Văn An", "An").unwrap()),
            ("An", "Văn", "An")
        );
        assert_eq!(FullName::with_given("H'Hen Niê", "Hen"), Err(NameError::GivenNotInName));
        assert_eq!(FullName::with_given("An", "Văn An"), Err(NameError::GivenNotInName));
    }

    #[test]
    fn what_is_no_name_is_refused() {
        assert_eq!(FullName::parse(" \u{A0}"), Err(NameError::Empty));
        assert_eq!(FullName::parse("-"), Err(NameError::Empty));
        assert_eq!(FullName::parse("1. Nguyễn Văn An"), Err(NameError::Character('1')));
        assert_eq!(FullName::parse("<b>An</b>"), Err(NameError::Character('<')));
        let long = "A".repeat(LONGEST + 1);
        assert_eq!(
            FullName::parse(&long),
            Err(NameError::TooLong {
                length: LONGEST + 1,
                longest: LONGEST
            })
        );
    }

    /// People in list order, as printed.
    const IN_ORDER: [&str; 22] = [
        "Nguyễn An",
        "Nguyễn Thị An",
        "Nguyễn Văn An",
        "Dương Văn Anh",
        "Trần Thị Kim Anh",
        "Đỗ Thị Ánh",
        "Nguyễn Thị Ánh",
        "Trần Văn Ân",
        "Lê Văn Ấn",
        "Bùi Thanh Bình",
        "Phạm Văn Dũng",
        "Phạm Đức Đạt",
        "Ngọ Duy Hiểu",
        "Ngô Duy Hiếu",
        "Đinh Thị Hoà",
        "Đinh Thị Hòa",
        "Huỳnh Kim Hùng",
        "Nguyễn Thị Oanh",
        "Hồ Văn Ơn",
        "Y Thông",
        "Nguyễn Trọng Thừa",
        "Lê Thị Ý",
    ];

    fn key(name: &str) -> Vec<u8> {
        person_sort_key(&FullName::parse(name).unwrap())
    }

    #[test]
    fn people_stand_by_given_then_family_then_middle_name() {
        for pair in IN_ORDER.windows(2) {
            assert!(key(pair[0]) < key(pair[1]), "{} before {}", pair[0], pair[1]);
        }
    }

    #[test]
    fn one_family_name_does_not_decide_between_given_names() {
        // Compared as whole lines the tone of "Ánh" would count after all letters of the family name.
        assert!(key("Vũ Anh") < key("An Ánh"));
        assert!(key("Lan") < key("An Lan"), "no family name before any");
    }

    proptest! {
        #[test]
        fn the_key_is_the_order_of_the_parts(
            one in "(An|Ánh|Hòa|Hoà|Đào|Anh)( (Thị|Văn))?( (An|Ánh|Anh|Hòa|Ân))?",
            other in "(An|Ánh|Hòa|Hoà|Đào|Anh)( (Thị|Văn))?( (An|Ánh|Anh|Hòa|Ân))?",
        ) {
            let (one, other) = (FullName::parse(&one).unwrap(), FullName::parse(&other).unwrap());
            let by_parts = crate::collate::compare(one.given(), other.given())
                .then(crate::collate::compare(one.family(), other.family()))
                .then(crate::collate::compare(one.middle(), other.middle()));
            prop_assert_eq!(person_sort_key(&one).cmp(&person_sort_key(&other)), by_parts);
        }
    }
}
