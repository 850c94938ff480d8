//! The Vietnamese alphabet, the letters of list points, and Roman numerals.

/// The 29 letters in dictionary order.
pub const ALPHABET: [char; 29] = [
    'a', 'ă', 'â', 'b', 'c', 'd', 'đ', 'e', 'ê', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'ô', 'ơ', 'p', 'q', 'r', 's',
    't', 'u', 'ư', 'v', 'x', 'y',
];

/// The letters that number points: those without a hat, horn or breve, and `đ` (no f, j, w, z).
/// Nghị định 30/2020/NĐ-CP, Phụ lục I: points are in the order of the Vietnamese alphabet.
pub const POINT_LETTERS: [char; 23] = [
    'a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y',
];

/// The letter of a point, counted from 0: `a b c d đ e g …`; none after `y` (index 22).
pub fn point_letter(index: usize) -> Option<char> {
    POINT_LETTERS.get(index).copied()
}

/// The place of a point's letter, counted from 0; capitals are accepted.
pub fn point_index(letter: char) -> Option<usize> {
    let lower = letter.to_lowercase().next()?;
    POINT_LETTERS.iter().position(|&known| known == lower)
}

/// Roman numeral of 1 to 3999 (parts, chapters, quarters, annexes); none outside.
pub fn roman(number: u32) -> Option<String> {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if !(1..=3999).contains(&number) {
        return None;
    }
    let mut left = number;
    let mut out = String::new();
    for (value, sign) in STEPS {
        while left >= value {
            out.push_str(sign);
            left -= value;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_follow_the_vietnamese_alphabet() {
        let seven: String = (0..7).filter_map(point_letter).collect();
        assert_eq!(seven, "abcdđeg");
        assert_eq!(point_letter(22), Some('y'));
        assert_eq!(point_letter(23), None);
        for index in 0..POINT_LETTERS.len() {
            assert_eq!(point_letter(index).and_then(point_index), Some(index));
        }
        assert_eq!(point_index('Đ'), Some(4));
        assert_eq!(point_index('f'), None);
    }

    #[test]
    fn roman_numerals() {
        for (number, sign) in [
            (1, "I"),
            (4, "IV"),
            (9, "IX"),
            (14, "XIV"),
            (40, "XL"),
            (1999, "MCMXCIX"),
        ] {
            assert_eq!(roman(number).as_deref(), Some(sign));
        }
        assert_eq!(roman(0), None);
        assert_eq!(roman(4000), None);
    }
}
