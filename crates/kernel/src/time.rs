//! Viet Nam's wall clock and half-open windows. Asia/Ho_Chi_Minh has stood at UTC+7 without summer time since
//! 13/6/1975, and no feature reaches further back, so a constant offset needs no time-zone file on the box.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan as _};
use serde::{Deserialize, Serialize};

use crate::clock::Millis;
use crate::lang::Lang;

const HANOI: Offset = Offset::constant(7);

/// One second, minute, hour, day in milliseconds.
pub const SECOND: Millis = 1_000;
pub const MINUTE: Millis = 60 * SECOND;
pub const HOUR: Millis = 60 * MINUTE;
pub const DAY: Millis = 24 * HOUR;

/// The wall clock in Viet Nam at an instant.
pub fn local(at: Millis) -> DateTime {
    let timestamp = Timestamp::from_millisecond(at).unwrap_or(Timestamp::UNIX_EPOCH);
    HANOI.to_datetime(timestamp)
}

/// The date in Viet Nam at an instant.
pub fn local_date(at: Millis) -> Date {
    local(at).date()
}

/// The instant at which Viet Nam's clocks show `at`.
pub fn instant(at: DateTime) -> Millis {
    at.to_zoned(TimeZone::fixed(HANOI))
        .map_or(0, |zoned| zoned.timestamp().as_millisecond())
}

/// 00:00 of `date` in Viet Nam. "24h00 ngày 26" is the start of the 27th.
pub fn start_of(date: Date) -> Millis {
    instant(date.at(0, 0, 0, 0))
}

/// The Monday of the week that holds `date`.
pub fn monday_of(date: Date) -> Date {
    let back = i64::from(date.weekday().to_monday_zero_offset());
    date.checked_sub(back.days()).unwrap_or(date)
}

/// A half-open window [open, close).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub open: Millis,
    pub close: Millis,
}

impl Window {
    /// Whether `at` lies in the window; the closing instant does not.
    pub const fn contains(self, at: Millis) -> bool {
        self.open <= at && at < self.close
    }

    /// Whether two windows share an instant.
    pub const fn overlaps(self, other: Self) -> bool {
        self.open < other.close && other.open < self.close
    }
}

/// "Thứ Hai, 26/10/2026, 8:00" or "Monday, 26 October 2026, 8:00".
pub fn day_and_time(at: Millis, lang: Lang) -> String {
    let t = local(at);
    format!(
        "{}, {}, {}:{:02}",
        weekday(t.date().weekday(), lang),
        date(t.date(), lang),
        t.hour(),
        t.minute()
    )
}

/// "26/10/2026 8:00" in Vietnamese, "26 Oct 2026 8:00" in English.
pub fn short(at: Millis, lang: Lang) -> String {
    let t = local(at);
    format!("{} {}:{:02}", date(t.date(), lang), t.hour(), t.minute())
}

/// "8:00:05" on Viet Nam's wall clock.
pub fn clock_time(at: Millis) -> String {
    let t = local(at);
    format!("{}:{:02}:{:02}", t.hour(), t.minute(), t.second())
}

/// "31/3/2022", or "31 Mar 2022" in English.
pub fn date(d: Date, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{}/{}/{:04}", d.day(), d.month(), d.year()),
        Lang::En => {
            const MONTHS: [&str; 12] = [
                "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
            ];
            let month = usize::try_from(d.month() - 1)
                .ok()
                .and_then(|i| MONTHS.get(i))
                .copied()
                .unwrap_or_default();
            format!("{} {month} {:04}", d.day(), d.year())
        }
    }
}

/// "Thứ Hai" … "Chủ Nhật".
pub const fn weekday(day: Weekday, lang: Lang) -> &'static str {
    match (lang, day) {
        (Lang::Vi, Weekday::Monday) => "Thứ Hai",
        (Lang::Vi, Weekday::Tuesday) => "Thứ Ba",
        (Lang::Vi, Weekday::Wednesday) => "Thứ Tư",
        (Lang::Vi, Weekday::Thursday) => "Thứ Năm",
        (Lang::Vi, Weekday::Friday) => "Thứ Sáu",
        (Lang::Vi, Weekday::Saturday) => "Thứ Bảy",
        (Lang::Vi, Weekday::Sunday) => "Chủ Nhật",
        (Lang::En, Weekday::Monday) => "Monday",
        (Lang::En, Weekday::Tuesday) => "Tuesday",
        (Lang::En, Weekday::Wednesday) => "Wednesday",
        (Lang::En, Weekday::Thursday) => "Thursday",
        (Lang::En, Weekday::Friday) => "Friday",
        (Lang::En, Weekday::Saturday) => "Saturday",
        (Lang::En, Weekday::Sunday) => "Sunday",
    }
}

/// "12 phút 05 giây", "1 giờ 02 phút 05 giây"; whole seconds, rounded down.
pub fn duration(ms: Millis, lang: Lang) -> String {
    let seconds = ms.max(0) / SECOND;
    let (h, m, s) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match lang {
        Lang::Vi if h > 0 => format!("{h} giờ {m:02} phút {s:02} giây"),
        Lang::Vi if m > 0 => format!("{m} phút {s:02} giây"),
        Lang::Vi => format!("{s} giây"),
        Lang::En if h > 0 => format!("{h} h {m:02} min {s:02} s"),
        Lang::En if m > 0 => format!("{m} min {s:02} s"),
        Lang::En => format!("{s} s"),
    }
}

/// "2 ngày 4 giờ", "35 phút": how long until something, to the two largest units.
pub fn until(ms: Millis, lang: Lang) -> String {
    let ms = ms.max(0);
    let (d, h, m) = (ms / DAY, ms / HOUR % 24, ms / MINUTE % 60);
    match (lang, d, h) {
        (Lang::Vi, 1.., _) => format!("{d} ngày {h} giờ"),
        (Lang::Vi, _, 1..) => format!("{h} giờ {m} phút"),
        (Lang::Vi, ..) => format!("{m} phút"),
        (Lang::En, 1.., _) => format!("{d} d {h} h"),
        (Lang::En, _, 1..) => format!("{h} h {m} min"),
        (Lang::En, ..) => format!("{m} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn midnight_belongs_to_the_next_day() {
        let close = start_of(jiff::civil::date(2026, 10, 27));
        let window = Window {
            open: close - DAY,
            close,
        };
        assert!(window.contains(close - 1));
        assert!(!window.contains(close));
        assert_eq!(day_and_time(close, Lang::Vi), "Thứ Ba, 27/10/2026, 0:00");
        assert_eq!(local(instant(jiff::civil::date(2026, 10, 26).at(8, 0, 0, 0))).hour(), 8);
    }

    #[test]
    fn a_year_has_four_digits() {
        let slip = jiff::civil::date(1, 12, 31);
        assert_eq!(date(slip, Lang::Vi), "31/12/0001");
        assert_eq!(date(slip, Lang::En), "31 Dec 0001");
    }

    #[test]
    fn a_week_starts_on_monday() {
        assert_eq!(
            monday_of(jiff::civil::date(2026, 11, 22)),
            jiff::civil::date(2026, 11, 16)
        );
        assert_eq!(
            monday_of(jiff::civil::date(2026, 11, 16)),
            jiff::civil::date(2026, 11, 16)
        );
    }

    #[test]
    fn durations_read_as_people_say_them() {
        assert_eq!(duration(12 * MINUTE + 5_999, Lang::Vi), "12 phút 05 giây");
        assert_eq!(duration(HOUR + 2 * MINUTE, Lang::Vi), "1 giờ 02 phút 00 giây");
        assert_eq!(until(2 * DAY + 4 * HOUR, Lang::Vi), "2 ngày 4 giờ");
    }
}
