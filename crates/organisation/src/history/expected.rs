//! How many reports were due, and how many came: in unit-days, so that a rate cannot pass 100 % and needs no cap.
//!
//! A unit that existed for ten days of a month owed ten days of it. A report speaks for the days it covers on which the
//! unit existed, each counted once.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::History;
use super::life::days_between;

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
