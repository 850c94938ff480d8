//! How wide a text is, in thousandths of the type size.
//!
//! Rules under names must be as long as the text, or a known part of it, and chart labels must be wrapped before they
//! are drawn; neither can wait for the program that will lay out the page. The widths are those of a bold Times face;
//! Vietnamese letters are as wide as their base letters.

/// Widths of `a` to `z`, then of `A` to `Z`.
const SMALL: [u32; 26] = [
    500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722,
    500, 500, 444,
];
const LARGE: [u32; 26] = [
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000,
    722, 722, 667,
];

/// Accented letters after their base letter.
const FAMILIES: [(&str, char); 7] = [
    ("àáảãạăằắẳẵặâầấẩẫậ", 'a'),
    ("đ", 'd'),
    ("èéẻẽẹêềếểễệ", 'e'),
    ("ìíỉĩị", 'i'),
    ("òóỏõọôồốổỗộơờớởỡợ", 'o'),
    ("ùúủũụưừứửữự", 'u'),
    ("ỳýỷỹỵ", 'y'),
];

fn letter(c: char) -> Option<u32> {
    let large = c.is_uppercase();
    let small = c.to_lowercase().next().unwrap_or(c);
    let base = FAMILIES
        .iter()
        .find(|(family, _)| family.contains(small))
        .map_or(small, |(_, base)| *base);
    let index = u32::from(base).checked_sub(u32::from('a'))?;
    let row = if large { &LARGE } else { &SMALL };
    row.get(usize::try_from(index).ok()?).copied()
}

fn one(c: char) -> u32 {
    match c {
        '\u{300}'..='\u{36f}' => 0,
        ' ' | '\u{a0}' | '.' | ',' => 250,
        '-' | ':' | ';' | '(' | ')' => 333,
        '/' => 278,
        '0'..='9' | '–' => 500,
        '%' | '—' => 1000,
        _ => letter(c).unwrap_or(750),
    }
}

/// Width of a bold serif text, in thousandths of the type size.
pub fn bold_serif(text: &str) -> u32 {
    text.chars().map(one).fold(0, u32::saturating_add)
}

/// Width of a sans-serif text, in thousandths of the type size; rather too wide than too narrow, because the face is
/// whatever the reader's machine has.
pub fn sans(text: &str) -> u32 {
    bold_serif(text).saturating_mul(115) / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_do_not_widen_a_letter() {
        assert_eq!(bold_serif("Nguyễn"), bold_serif("Nguyen"));
        assert_eq!(bold_serif("ĐỘC"), bold_serif("DOC"));
        assert_eq!(bold_serif("e\u{302}\u{303}"), bold_serif("e"));
    }

    #[test]
    fn the_name_of_the_state_is_as_wide_as_in_print() {
        assert_eq!(bold_serif("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), 20_861);
    }
}
