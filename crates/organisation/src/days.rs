//! Which days are taken for true: a typing error in a year must not found a unit in the year 9999.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// The year of the first acts that a unit of today can go back to.
pub const FIRST_YEAR: i16 = 1945;

/// The last day from which an act may hold: two years from today.
pub fn latest(today: Date) -> Date {
    today.saturating_add(2.years())
}

/// Whether an act may hold from a day.
pub fn may_hold_from(day: Date, today: Date) -> bool {
    day.year() >= FIRST_YEAR && day <= latest(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn an_act_holds_from_1945_to_two_years_ahead() {
        let today = date(2026, 11, 27);
        for (day, may) in [
            (date(1944, 12, 31), false),
            (date(1945, 1, 1), true),
            (date(2028, 11, 27), true),
            (date(2028, 11, 28), false),
            (date(9999, 12, 31), false),
            (date(1, 1, 1), false),
        ] {
            assert_eq!(may_hold_from(day, today), may, "{day}");
        }
        assert_eq!(latest(date(2024, 2, 29)), date(2026, 2, 28));
    }
}
