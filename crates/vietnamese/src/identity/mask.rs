//! Masks for lists that others may see: enough to know oneself, not enough to be called.

/// A phone for a public list: the first two and the last three digits, `0912345678` as `09** *** 678`. Numbers of
/// other lengths keep the same digits; below eight digits only the last two stay. `+84` is shown as `0`.
pub fn mask_phone(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let digits = match digits.strip_prefix("84") {
        Some(rest) if phone.trim_start().starts_with('+') => format!("0{rest}"),
        _ => digits,
    };
    let length = digits.len();
    let keep = if length < 8 { (0, 2) } else { (2, 3) };
    // Groups of 4, 3, 3 for ten digits, so that it reads like a phone.
    grouped(&masked(&digits, keep), &[length.saturating_sub(6), 3, 3])
}

/// An identity number for a list: the last three digits, `*** *** *** 123`. The first digits tell province, sex and
/// year of birth and stay hidden.
pub fn mask_id(id: &str) -> String {
    let digits: String = id.chars().filter(char::is_ascii_digit).collect();
    let keep = if digits.len() < 8 { (0, 0) } else { (0, 3) };
    grouped(&masked(&digits, keep), &[3; 5])
}

fn masked(digits: &str, (front, back): (usize, usize)) -> String {
    let length = digits.len();
    digits
        .chars()
        .enumerate()
        .map(|(place, digit)| {
            if place < front || place + back >= length {
                digit
            } else {
                '*'
            }
        })
        .collect()
}

fn grouped(text: &str, sizes: &[usize]) -> String {
    let mut signs = text.chars().peekable();
    let mut groups: Vec<String> = Vec::new();
    for &size in sizes {
        groups.push(signs.by_ref().take(size).collect());
    }
    groups.push(signs.collect());
    groups.retain(|group| !group.is_empty());
    groups.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn phones_show_two_and_three_digits() {
        assert_eq!(mask_phone("0912345678"), "09** *** 678");
        assert_eq!(mask_phone("+84912345678"), "09** *** 678");
        assert_eq!(mask_phone("091.234.5123"), "09** *** 123");
        assert_eq!(mask_phone("02438269112"), "02*** *** 112");
        assert_eq!(mask_phone("19001"), "*** 01");
        assert_eq!(mask_phone(""), "");
    }

    #[test]
    fn identity_numbers_show_three_digits() {
        assert_eq!(mask_id("079087000123"), "*** *** *** 123");
        assert_eq!(mask_id("012345678"), "*** *** 678");
        assert_eq!(mask_id("12345"), "*** **");
    }

    proptest! {
        #[test]
        fn a_mask_shows_at_most_five_digits(text in "[0-9 .+-]{0,20}") {
            for mask in [mask_phone(&text), mask_id(&text)] {
                prop_assert!(mask.chars().filter(char::is_ascii_digit).count() <= 5);
            }
        }
    }
}
