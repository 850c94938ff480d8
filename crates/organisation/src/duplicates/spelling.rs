//! Names as they are compared: letter by letter, without tones, without any marks.

use super::{Entry, Sign};

/// The vowels with their five tones.
const TONED: [(&str, char); 12] = [
    ("àáảãạ", 'a'),
    ("ằắẳẵặ", 'ă'),
    ("ầấẩẫậ", 'â'),
    ("èéẻẽẹ", 'e'),
    ("ềếểễệ", 'ê'),
    ("ìíỉĩị", 'i'),
    ("òóỏõọ", 'o'),
    ("ồốổỗộ", 'ô'),
    ("ờớởỡợ", 'ơ'),
    ("ùúủũụ", 'u'),
    ("ừứửữự", 'ư'),
    ("ỳýỷỹỵ", 'y'),
];

/// A name in small letters without tones, its hats, horns and breves kept.
fn toneless(name: &str) -> String {
    let bare = |letter: char| {
        TONED
            .iter()
            .find(|(toned, _)| toned.contains(letter))
            .map_or(letter, |(_, vowel)| *vowel)
    };
    name.chars().flat_map(char::to_lowercase).map(bare).collect()
}

/// The spellings of a name that are compared; made once for each entry.
pub(super) struct Spelled {
    lower: String,
    toneless: String,
    folded: String,
}

impl Spelled {
    pub(super) fn of(entry: &Entry) -> Self {
        Self {
            lower: entry.name.to_lowercase(),
            toneless: toneless(&entry.name),
            folded: entry.folded.clone(),
        }
    }

    pub(super) fn compared(&self, other: &Self) -> Option<Sign> {
        if self.lower == other.lower {
            Some(Sign::SameName)
        } else if self.toneless == other.toneless {
            Some(Sign::TonesOnly)
        } else if self.folded == other.folded {
            Some(Sign::MarksOnly)
        } else {
            None
        }
    }
}
