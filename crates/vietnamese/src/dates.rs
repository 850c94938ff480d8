//! Days, weekdays, quarters and lengths of time in Vietnamese. Plain integers in the shapes that `jiff` hands out
//! (`i16` year, `i8` month and day), so that this crate needs no calendar library.

use crate::letters::roman;

/// Names of the days, Monday first (the week starts on Monday).
pub const WEEKDAYS: [&str; 7] = [
    "Thứ Hai",
    "Thứ Ba",
    "Thứ Tư",
    "Thứ Năm",
    "Thứ Sáu",
    "Thứ Bảy",
    "Chủ Nhật",
];

/// "ngày 05 tháng 01 năm 2026": a day below 10 and the months 1 and 2 have a leading zero, other months none
/// (Nghị định 30/2020/NĐ-CP, Phụ lục I). The values are printed as given.
pub fn long(year: i16, month: i8, day: i8) -> String {
    let zero = if matches!(month, 1 | 2) { "0" } else { "" };
    format!("ngày {day:02} tháng {zero}{month} năm {year}")
}

/// "31/3/2022", no leading zeros.
pub fn short(year: i16, month: i8, day: i8) -> String {
    format!("{day}/{month}/{year}")
}

/// Name of a weekday, 1 Monday to 7 Sunday.
pub fn weekday(iso: i8) -> Option<&'static str> {
    WEEKDAYS.get(usize::try_from(iso.checked_sub(1)?).ok()?).copied()
}

/// "quý I" to "quý IV" of a month from 1 to 12.
pub fn quarter_of(month: i8) -> Option<String> {
    let month = u32::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    Some(format!("quý {}", roman(month.div_ceil(3))?))
}

/// A length of time in whole seconds, rounded down: "45 giây", "12 phút 05 giây", "1 giờ 02 phút 05 giây".
pub fn duration_ms(milliseconds: u64) -> String {
    format!("{} giây", until_seconds(milliseconds / 1_000))
}

/// The same to the millisecond, where a rank depends on it: "12 phút 05,120 giây".
pub fn duration_ms_exact(milliseconds: u64) -> String {
    format!(
        "{},{:03} giây",
        until_seconds(milliseconds / 1_000),
        milliseconds % 1_000
    )
}

fn until_seconds(total: u64) -> String {
    let (hours, minutes, seconds) = (total / 3_600, total / 60 % 60, total % 60);
    match (hours, minutes) {
        (0, 0) => seconds.to_string(),
        (0, _) => format!("{minutes} phút {seconds:02}"),
        _ => format!("{hours} giờ {minutes:02} phút {seconds:02}"),
    }
}

/// Why a typed day was not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DateError {
    /// Not three numbers: day, month, year of four digits.
    #[error("not day/month/year")]
    Shape,
    /// No such month.
    #[error("no month {0}")]
    Month(u16),
    /// No such day in that month.
    #[error("no day {0} in the month")]
    Day(u16),
}

/// Reads "31/3/2022", "31-03-2022", "31.3.2022" or the long form "ngày 31 tháng 3 năm 2022" into year, month, day of
/// the Gregorian calendar. Two-digit years are refused: nobody can say which century a birth date means.
pub fn parse(text: &str) -> Result<(i16, i8, i8), DateError> {
    let folded = crate::fold::fold(text);
    let parts: Vec<&str> = if folded.contains("thang") {
        folded
            .split([' ', ','])
            .filter(|part| !matches!(*part, "" | "ngay" | "thang" | "nam"))
            .collect()
    } else {
        folded.split(['/', '-', '.']).map(str::trim).collect()
    };
    let [day, month, year] = parts.as_slice() else {
        return Err(DateError::Shape);
    };
    let number = |part: &str, lengths: std::ops::RangeInclusive<usize>| {
        let digits = part.chars().all(|letter| letter.is_ascii_digit());
        if digits && lengths.contains(&part.len()) {
            part.parse::<u16>().map_err(|_| DateError::Shape)
        } else {
            Err(DateError::Shape)
        }
    };
    let (day, month, year) = (number(day, 1..=2)?, number(month, 1..=2)?, number(year, 4..=4)?);
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => return Err(DateError::Month(month)),
    };
    if !(1..=days).contains(&day) {
        return Err(DateError::Day(day));
    }
    match (i16::try_from(year), i8::try_from(month), i8::try_from(day)) {
        (Ok(year), Ok(month), Ok(day)) => Ok((year, month, day)),
        _ => Err(DateError::Shape),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_zero_stands_before_small_days_and_two_months() {
        assert_eq!(long(2026, 1, 5), "ngày 05 tháng 01 năm 2026");
        assert_eq!(long(2026, 3, 9), "ngày 09 tháng 3 năm 2026");
        assert_eq!(long(2026, 12, 13), "ngày 13 tháng 12 năm 2026");
        assert_eq!(long(2026, 2, 28), "ngày 28 tháng 02 năm 2026");
        assert_eq!(long(2022, 3, 31), "ngày 31 tháng 3 năm 2022");
        assert_eq!(short(2022, 3, 31), "31/3/2022");
    }

    #[test]
    fn days_and_quarters_have_names() {
        assert_eq!(weekday(1), Some("Thứ Hai"));
        assert_eq!(weekday(4), Some("Thứ Năm"));
        assert_eq!(weekday(7), Some("Chủ Nhật"));
        assert_eq!((weekday(0), weekday(8), weekday(i8::MIN)), (None, None, None));
        let quarters: Vec<String> = [1, 3, 4, 9, 12].into_iter().filter_map(quarter_of).collect();
        assert_eq!(quarters, ["quý I", "quý I", "quý II", "quý III", "quý IV"]);
        assert_eq!(quarter_of(13), None);
    }

    #[test]
    fn lengths_of_time() {
        assert_eq!(duration_ms(725_999), "12 phút 05 giây");
        assert_eq!(duration_ms(3_725_000), "1 giờ 02 phút 05 giây");
        assert_eq!(duration_ms(45_000), "45 giây");
        assert_eq!(duration_ms(0), "0 giây");
        assert_eq!(duration_ms_exact(725_120), "12 phút 05,120 giây");
        assert_eq!(duration_ms_exact(7), "0,007 giây");
    }

    #[test]
    fn typed_days() {
        for text in [
            "31/3/2022",
            "31-03-2022",
            " 31.3.2022",
            "ngày 31 tháng 3 năm 2022",
            "Ngày 31 tháng 03, năm 2022",
        ] {
            assert_eq!(parse(text), Ok((2022, 3, 31)), "{text}");
        }
        for (text, error) in [
            ("", DateError::Shape),
            ("3/2022", DateError::Shape),
            ("31/3/22", DateError::Shape),
            ("31/13/2022", DateError::Month(13)),
            ("31/4/2022", DateError::Day(31)),
            ("29/2/1900", DateError::Day(29)),
            ("0/1/2022", DateError::Day(0)),
            ("2022/3/31", DateError::Shape),
            ("+1/3/2022", DateError::Shape),
        ] {
            assert_eq!(parse(text), Err(error), "{text}");
        }
        assert_eq!(parse("29/2/2000"), Ok((2000, 2, 29)));
    }

    proptest! {
        #[test]
        fn printed_days_are_read_back(year in 1000_i16..=9999, month in 1_i8..=12, day in 1_i8..=28) {
            prop_assert_eq!(parse(&long(year, month, day)), Ok((year, month, day)));
            prop_assert_eq!(parse(&short(year, month, day)), Ok((year, month, day)));
        }
    }
}
