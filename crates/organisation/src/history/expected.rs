//! How many reports were due, and how many came: in unit-days, so that a rate cannot pass 100 % and needs no cap.
//!
//! A unit that existed for ten days of a month owed ten days of it. A report speaks for the days it covers on which the
//! unit existed, each counted once.

use std::collections::HashMap;

use jiff::ToSpan as _;
use jiff::civil::Date;
use uuid::Uuid;

use super::History;
use super::life::days_between;

/// How often a report is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    Month,
    Quarter,
    Year,
}

impl Every {
    /// In the order they are offered.
    pub const ALL: [Self; 3] = [Self::Month, Self::Quarter, Self::Year];

    /// As written in addresses; the words are `org-every-<code>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// Reads what [`Every::code`] wrote.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|every| every.code() == code)
    }

    /// The period [from, to) of the calendar that a day lies in: a report of that day speaks for all of it.
    pub fn around(self, day: Date) -> (Date, Date) {
        let months = match self {
            Self::Month => 1,
            Self::Quarter => 3,
            Self::Year => 12,
        };
        let first = (day.month() - 1) / months * months + 1;
        let from = Date::new(day.year(), first, 1).unwrap_or(day);
        let to = from.checked_add(i64::from(months).months()).unwrap_or(Date::MAX);
        (from, to)
    }
}

/// A report of a unit for the days [from, to).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Report {
    pub unit: Uuid,
    pub from: Date,
    pub to: Date,
}

/// Due and come, in unit-days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub due: i64,
    pub come: i64,
}

impl Coverage {
    /// Come of due, in thousandths of a percent, rounded half up; `None` when nothing was due.
    pub fn rate(self) -> Option<i64> {
        super::Amount::from(self.come).share_of(super::Amount::from(self.due))
    }
}

/// Due and come of each unit for the days [from, to).
pub fn coverage(
    history: &History,
    units: impl Iterator<Item = Uuid>,
    (from, to): (Date, Date),
    reports: &[Report],
) -> HashMap<Uuid, Coverage> {
    let mut by_unit: HashMap<Uuid, Vec<(Date, Date)>> = HashMap::new();
    for report in reports.iter().filter(|report| report.from < report.to) {
        by_unit.entry(report.unit).or_default().push((report.from, report.to));
    }
    for spans in by_unit.values_mut() {
        spans.sort_unstable();
    }
    units
        .filter_map(|unit| {
            let life = history.life(unit)?;
            let mut covered = Coverage::default();
            let spans = by_unit.get(&unit).map_or(&[][..], Vec::as_slice);
            for (begin, end) in life.stays(from, to) {
                covered.due += days_between(begin, end);
                let mut at = begin;
                for (first, past) in spans {
                    let (first, past) = ((*first).max(at), (*past).min(end));
                    if first < past {
                        covered.come += days_between(first, past);
                        at = past;
                    }
                }
            }
            (covered.due > 0).then_some((unit, covered))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_day_lies_in_its_period() {
        let day = date(2025, 6, 26);
        assert_eq!(Every::Month.around(day), (date(2025, 6, 1), date(2025, 7, 1)));
        assert_eq!(Every::Quarter.around(day), (date(2025, 4, 1), date(2025, 7, 1)));
        assert_eq!(Every::Year.around(day), (date(2025, 1, 1), date(2026, 1, 1)));
        assert_eq!(Every::Quarter.around(date(2025, 12, 31)).1, date(2026, 1, 1));
    }
}
