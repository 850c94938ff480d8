//! How often a person may try, and which try counts.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::Period;

/// Limits on attempts. Absent limits do not limit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttemptPolicy {
    /// Per calendar day in the contest's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_day: Option<u32>,
    /// Per calendar week from Monday in the contest's time zone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_week: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_period: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_per_contest: Option<u32>,
    /// Which of several attempts in a period is ranked.
    pub counts: Counts,
    /// Working time of one attempt, milliseconds; none = until the period closes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time_limit_ms: Option<i64>,
    /// Whether an answer may be changed until the paper is submitted.
    pub may_change_answers: bool,
    /// A faster attempt is shown to the organisers. It is never voided by the machine.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_plausible_ms: Option<i64>,
}

/// Which attempt of a person is ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counts {
    /// The one that ranks best by all ranking keys.
    Best,
    /// Among those with the highest score the one submitted first.
    EarliestBest,
    First,
    Last,
}

/// Starts of the person's earlier attempts, milliseconds UTC.
#[derive(Clone, Copy, Debug, Default)]
pub struct AttemptHistory<'a> {
    /// All in this contest, in any order.
    pub started_ms: &'a [i64],
    /// How many of them in the period at hand.
    pub in_period: u32,
}

/// Why a new attempt is not allowed now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AttemptRefusal {
    #[error("the period opens at {opens_ms}")]
    NotOpenYet { opens_ms: i64 },
    #[error("the period closed at {closed_ms}")]
    Closed { closed_ms: i64 },
    #[error("{max} attempts a day are used up")]
    DayUsedUp { max: u32 },
    #[error("{max} attempts a week are used up")]
    WeekUsedUp { max: u32 },
    #[error("{max} attempts in the period are used up")]
    PeriodUsedUp { max: u32 },
    #[error("{max} attempts in the contest are used up")]
    ContestUsedUp { max: u32 },
    /// An instant outside the calendar; only broken data leads here.
    #[error("an instant is outside the calendar")]
    BadInstant,
}

impl AttemptPolicy {
    /// Whether a person may start another attempt at `now_ms`.
    pub fn allows(
        &self,
        period: &Period,
        history: AttemptHistory<'_>,
        now_ms: i64,
        zone: &TimeZone,
    ) -> Result<(), AttemptRefusal> {
        if now_ms < period.open {
            return Err(AttemptRefusal::NotOpenYet { opens_ms: period.open });
        }
        if now_ms >= period.close {
            return Err(AttemptRefusal::Closed {
                closed_ms: period.close,
            });
        }
        if let Some(max) = self.max_per_contest
            && count(history.started_ms.len()) >= max
        {
            return Err(AttemptRefusal::ContestUsedUp { max });
        }
        if let Some(max) = self.max_per_period
            && history.in_period >= max
        {
            return Err(AttemptRefusal::PeriodUsedUp { max });
        }
        if self.max_per_week.is_none() && self.max_per_day.is_none() {
            return Ok(());
        }
        let today = day(now_ms, zone)?;
        let monday = monday_of(today);
        let (mut in_day, mut in_week) = (0_u32, 0_u32);
        for started in history.started_ms {
            let then = day(*started, zone)?;
            in_day += u32::from(then == today);
            in_week += u32::from(monday_of(then) == monday);
        }
        match (self.max_per_week, self.max_per_day) {
            (Some(max), _) if in_week >= max => Err(AttemptRefusal::WeekUsedUp { max }),
            (_, Some(max)) if in_day >= max => Err(AttemptRefusal::DayUsedUp { max }),
            _ => Ok(()),
        }
    }

    /// Whether the working time is shorter than people can plausibly work; a flag for people, never a verdict.
    pub fn implausibly_fast(&self, working_ms: i64) -> bool {
        self.min_plausible_ms.is_some_and(|min| working_ms < min)
    }

    /// Whether somebody can try without end.
    pub const fn unlimited(&self) -> bool {
        self.max_per_day.is_none()
            && self.max_per_week.is_none()
            && self.max_per_period.is_none()
            && self.max_per_contest.is_none()
    }
}

fn count(len: usize) -> u32 {
    u32::try_from(len).unwrap_or(u32::MAX)
}

/// Days since the epoch in `zone`.
fn day(ms: i64, zone: &TimeZone) -> Result<i64, AttemptRefusal> {
    let instant = Timestamp::from_millisecond(ms).map_err(|_| AttemptRefusal::BadInstant)?;
    let local_seconds = instant.as_second() + i64::from(zone.to_offset(instant).seconds());
    Ok(local_seconds.div_euclid(86_400))
}

/// The Monday of the week, as days since the epoch (1970-01-01 was a Thursday).
fn monday_of(day: i64) -> i64 {
    day - (day + 3).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ruleset::LocalText;
    use jiff::tz;

    fn ms(text: &str) -> i64 {
        text.parse::<Timestamp>().unwrap().as_millisecond()
    }

    fn period() -> Period {
        Period {
            code: "w1".into(),
            name: LocalText::vi("Tuần 1"),
            open: ms("2026-10-05T08:00:00+07:00"),
            close: ms("2026-10-19T08:00:00+07:00"),
            results_due: None,
            pause_before: false,
        }
    }

    fn policy() -> AttemptPolicy {
        AttemptPolicy {
            max_per_day: Some(1),
            max_per_week: Some(2),
            max_per_period: Some(3),
            max_per_contest: Some(10),
            counts: Counts::Best,
            time_limit_ms: None,
            may_change_answers: true,
            min_plausible_ms: Some(30_000),
        }
    }

    #[test]
    fn days_and_weeks_are_counted_in_the_contest_zone() {
        let zone = TimeZone::fixed(tz::offset(7));
        // Sunday 23:30 in Hà Nội is still Sunday 16:30 UTC; Monday 00:30 is another day and another week.
        let first = [ms("2026-10-11T23:30:00+07:00")];
        let one = AttemptHistory {
            started_ms: &first,
            in_period: 1,
        };
        assert_eq!(
            policy().allows(&period(), one, ms("2026-10-11T23:59:00+07:00"), &zone),
            Err(AttemptRefusal::DayUsedUp { max: 1 })
        );
        assert_eq!(
            policy().allows(&period(), one, ms("2026-10-12T00:30:00+07:00"), &zone),
            Ok(())
        );
        let two = [ms("2026-10-05T09:00:00+07:00"), ms("2026-10-06T09:00:00+07:00")];
        let history = AttemptHistory {
            started_ms: &two,
            in_period: 2,
        };
        assert_eq!(
            policy().allows(&period(), history, ms("2026-10-11T23:00:00+07:00"), &zone),
            Err(AttemptRefusal::WeekUsedUp { max: 2 })
        );
        assert_eq!(
            policy().allows(&period(), history, ms("2026-10-12T00:00:00+07:00"), &zone),
            Ok(())
        );
    }

    #[test]
    fn the_window_is_half_open() {
        let zone = TimeZone::UTC;
        let none = AttemptHistory::default();
        let period = period();
        assert_eq!(
            policy().allows(&period, none, period.open - 1, &zone),
            Err(AttemptRefusal::NotOpenYet { opens_ms: period.open })
        );
        assert_eq!(policy().allows(&period, none, period.open, &zone), Ok(()));
        assert_eq!(policy().allows(&period, none, period.close - 1, &zone), Ok(()));
        assert_eq!(
            policy().allows(&period, none, period.close, &zone),
            Err(AttemptRefusal::Closed {
                closed_ms: period.close
            })
        );
    }

    #[test]
    fn the_period_and_the_contest_have_their_own_limits() {
        let full = AttemptHistory {
            started_ms: &[],
            in_period: 3,
        };
        let now = period().open;
        assert_eq!(
            policy().allows(&period(), full, now, &TimeZone::UTC),
            Err(AttemptRefusal::PeriodUsedUp { max: 3 })
        );
        let ten = [0; 10];
        let all = AttemptHistory {
            started_ms: &ten,
            in_period: 0,
        };
        assert_eq!(
            policy().allows(&period(), all, now, &TimeZone::UTC),
            Err(AttemptRefusal::ContestUsedUp { max: 10 })
        );
        assert!(policy().implausibly_fast(29_999) && !policy().implausibly_fast(30_000));
    }
}
