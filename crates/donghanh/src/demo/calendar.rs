//! The weeks of the demo contest around the day of the first start: two closed, one open, one to come.

use jiff::civil::Date;
use kernel::time::{self, DAY, HOUR};

/// Five instants at 8:00: the opening of weeks 1 to 4 and the close of week 4.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    pub now: i64,
    opens: [i64; 5],
}

impl Calendar {
    /// Weeks run from Monday 8:00 to Monday 8:00. When the open week would end within a day, the calendar moves three
    /// days on, so that a stranger who starts on a Sunday evening still has time to take part.
    pub fn around(now: i64) -> Self {
        let monday = time::start_of(time::monday_of(time::local_date(now - 8 * HOUR))) + 8 * HOUR;
        let left = monday + 7 * DAY - now;
        let third = if left < DAY { monday + 3 * DAY } else { monday };
        let third = third.min(now - HOUR);
        Self {
            now,
            opens: [-14, -7, 0, 7, 14].map(|days| third + days * DAY),
        }
    }

    /// When week `week` (0 to 4) opens.
    pub fn opens(&self, week: usize) -> i64 {
        self.opens.get(week).copied().unwrap_or(self.now)
    }

    /// When week `week` closes.
    pub fn closes(&self, week: usize) -> i64 {
        self.opens(week + 1)
    }

    /// The day of the first start.
    pub fn today(&self) -> Date {
        time::local_date(self.now)
    }

    /// First and last day of the contest.
    pub fn contest_days(&self) -> (Date, Date) {
        (time::local_date(self.opens(0)), time::local_date(self.closes(3)))
    }

    /// When the demo's history begins: in the spring of 2025, before the week of June 2025 that it tells of.
    pub fn start(&self) -> i64 {
        let spring = time::start_of(jiff::civil::date(2025, 5, 5));
        spring.min(self.opens(0) - 120 * DAY)
    }

    /// Fills the places of the rules.
    pub fn fill(&self, rules: &str, topics: &str) -> String {
        let mut text = rules
            .replace("{year}", &self.today().year().to_string())
            .replace("{topics}", topics)
            .replace("{headcount}", &time::local_date(self.opens(0)).to_string());
        for (number, at) in (1..).zip(self.opens) {
            let local = time::local(at);
            text = text.replace(&format!("{{open{number}}}"), &format!("{local}+07:00"));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_week_is_open_whenever_the_demo_starts() {
        for hour in 0..24 * 14 {
            let now = 1_793_584_800_000 + hour * HOUR;
            let calendar = Calendar::around(now);
            assert!(calendar.opens(2) < now, "{hour}");
            assert!(calendar.closes(2) - now >= 4 * HOUR, "{hour}");
            assert!(calendar.closes(1) == calendar.opens(2));
        }
    }
}
