//! Figures as they are printed and as they are typed.
//!
//! Vietnamese print has a full stop between groups of three and a comma before decimals (Thông tư
//! 39/2014/TT-BTC, Điều 4). Amounts are whole đồng in `i64`; nothing here touches floating point.

mod amount;

pub use amount::{AmountError, parse_amount};

/// `1.234.567`, with `-` before a negative number.
pub fn group(number: i64) -> String {
    print(i128::from(number), 0, VIETNAMESE)
}

/// `1,234,567`, for pages in English.
pub fn group_en(number: i64) -> String {
    print(i128::from(number), 0, ENGLISH)
}

/// A scaled integer with its decimals: `decimal(123_456_789, 2)` is `1.234.567,89`. `places` is the number of
/// decimals in `scaled` (0 to 18; more is read as 18) and all of them are printed.
pub fn decimal(scaled: i64, places: u32) -> String {
    print(i128::from(scaled), places, VIETNAMESE)
}

/// Like [`decimal`], for pages in English: `1,234,567.89`.
pub fn decimal_en(scaled: i64, places: u32) -> String {
    print(i128::from(scaled), places, ENGLISH)
}

/// `num` of `den` as `12,5%`, rounded half away from zero to `places` decimals (0 to 9; more is read as 9).
/// None of nothing is no percentage: `None` if `den` is 0.
pub fn percent(num: i64, den: i64, places: u32) -> Option<String> {
    Some(format!(
        "{}%",
        print(hundredfold(num, den, places)?, places.min(9), VIETNAMESE)
    ))
}

/// Like [`percent`], for pages in English: `12.5%`.
pub fn percent_en(num: i64, den: i64, places: u32) -> Option<String> {
    Some(format!(
        "{}%",
        print(hundredfold(num, den, places)?, places.min(9), ENGLISH)
    ))
}

#[derive(Clone, Copy)]
struct Marks {
    group: char,
    decimal: char,
}

const VIETNAMESE: Marks = Marks {
    group: '.',
    decimal: ',',
};
const ENGLISH: Marks = Marks {
    group: ',',
    decimal: '.',
};

fn print(scaled: i128, places: u32, marks: Marks) -> String {
    let places = usize::try_from(places.min(18)).unwrap_or(0);
    let digits = format!("{:0>width$}", scaled.unsigned_abs(), width = places + 1);
    let (whole, fraction) = digits.split_at_checked(digits.len() - places).unwrap_or((&digits, ""));
    let mut out = String::with_capacity(digits.len() * 2);
    if scaled < 0 {
        out.push('-');
    }
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place).is_multiple_of(3) {
            out.push(marks.group);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(marks.decimal);
        out.push_str(fraction);
    }
    out
}

/// `100 × num ÷ den` with `places` decimals, half away from zero.
fn hundredfold(num: i64, den: i64, places: u32) -> Option<i128> {
    if den == 0 {
        return None;
    }
    let top = i128::from(num) * 100 * 10_i128.pow(places.min(9));
    let bottom = i128::from(den);
    let size = (top.abs() * 2 + bottom.abs()) / (bottom.abs() * 2);
    Some(if (top < 0) == (bottom < 0) { size } else { -size })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three() {
        for (number, text) in [
            (0, "0"),
            (999, "999"),
            (1_000, "1.000"),
            (1_234_567, "1.234.567"),
            (-12_345, "-12.345"),
            (i64::MIN, "-9.223.372.036.854.775.808"),
        ] {
            assert_eq!(group(number), text);
        }
        assert_eq!(group_en(1_234_567), "1,234,567");
    }

    #[test]
    fn decimals_have_a_comma() {
        assert_eq!(decimal(123_456_789, 2), "1.234.567,89");
        assert_eq!(decimal(5, 2), "0,05");
        assert_eq!(decimal(-5, 1), "-0,5");
        assert_eq!(decimal(7, 0), "7");
        assert_eq!(decimal_en(123_456_789, 2), "1,234,567.89");
        assert_eq!(decimal(1, 18), "0,000000000000000001");
    }

    #[test]
    fn percentages_round_half_away_from_zero() {
        assert_eq!(percent(1, 8, 1).as_deref(), Some("12,5%"));
        assert_eq!(percent(2_925, 2_959, 2).as_deref(), Some("98,85%"));
        assert_eq!(percent(1, 8, 0).as_deref(), Some("13%"));
        assert_eq!(percent(-1, 8, 0).as_deref(), Some("-13%"));
        assert_eq!(percent(1, 3, 2).as_deref(), Some("33,33%"));
        assert_eq!(percent(12_345, 1_000, 1).as_deref(), Some("1.234,5%"));
        assert_eq!(percent(1, 0, 1), None);
        assert_eq!(percent_en(1, 8, 1).as_deref(), Some("12.5%"));
        assert_eq!(
            percent(i64::MAX, 1, 9).unwrap(),
            "922.337.203.685.477.580.700,000000000%"
        );
    }
}
