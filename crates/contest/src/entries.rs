//! Somebody who was entered twice is one person: what both entries did is judged like several attempts of one.
//!
//! The attempts stand in the order in which they were begun, under the entry that goes on, and the rules choose among
//! them as for anybody else. One that the limits of the rules would not have let one person begin counts as voided: it
//! happened and stays on record, but brings neither rank nor points, so that two entries never win a second try.

use std::collections::{HashMap, HashSet};

use jiff::tz::TimeZone;
use uuid::Uuid;

use crate::ranking::{AttemptRow, Standing};
use crate::ruleset::{AttemptHistory, AttemptPolicy, AttemptRefusal, Period};

/// Who is whom, and what they did elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entries {
    /// The entry that goes on, by the entry that has been merged into it.
    pub aliases: HashMap<Uuid, Uuid>,
    /// Starts of attempts in the other periods of the contest by the entry that goes on, ms UTC.
    pub elsewhere: HashMap<Uuid, Vec<i64>>,
}

impl Entries {
    /// The entry under which somebody counts.
    pub fn of(&self, member: Uuid) -> Uuid {
        self.aliases.get(&member).copied().unwrap_or(member)
    }

    /// Whoever is behind more than one entry among these.
    pub fn several(&self, members: impl Iterator<Item = Uuid>) -> HashSet<Uuid> {
        if self.aliases.is_empty() {
            return HashSet::new();
        }
        members
            .filter_map(|member| self.aliases.get(&member).copied())
            .collect()
    }

    /// Puts the attempts of all entries of a person under the one that goes on.
    pub fn gather(&self, policy: &AttemptPolicy, period: &Period, rows: &mut [AttemptRow]) {
        let people = self.several(rows.iter().map(|row| row.member));
        if people.is_empty() {
            return;
        }
        let mut theirs: HashMap<Uuid, Vec<&mut AttemptRow>> = HashMap::new();
        for row in rows {
            row.member = self.of(row.member);
            if people.contains(&row.member) {
                theirs.entry(row.member).or_default().push(row);
            }
        }
        for (person, mut attempts) in theirs {
            attempts.sort_by_key(|row| (row.started_ms, row.attempt));
            let elsewhere = self.elsewhere.get(&person).map_or(&[][..], Vec::as_slice);
            judge(policy, period, elsewhere, &mut attempts);
        }
    }
}

fn judge(policy: &AttemptPolicy, period: &Period, elsewhere: &[i64], attempts: &mut [&mut AttemptRow]) {
    // Viet Nam has kept UTC+7 since 1975; days and weeks of attempts are counted on its clock.
    let zone = TimeZone::fixed(jiff::tz::offset(7));
    let mut begun: Vec<i64> = Vec::new();
    for (row, number) in attempts.iter_mut().zip(1_u32..) {
        row.number = number;
        let mut started: Vec<i64> = elsewhere.iter().copied().filter(|at| *at < row.started_ms).collect();
        started.extend(&begun);
        let history = AttemptHistory {
            started_ms: &started,
            in_period: u32::try_from(begun.len()).unwrap_or(u32::MAX),
        };
        let refused = policy.allows(period, history, row.started_ms, &zone).err();
        let too_many = matches!(
            refused,
            Some(
                AttemptRefusal::DayUsedUp { .. }
                    | AttemptRefusal::WeekUsedUp { .. }
                    | AttemptRefusal::PeriodUsedUp { .. }
                    | AttemptRefusal::ContestUsedUp { .. }
            )
        );
        if too_many {
            row.standing = Standing::Voided;
        } else {
            begun.push(row.started_ms);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marking::Mark;
    use crate::ruleset::{Counts, LocalText};

    const HOUR: i64 = 3_600_000;
    const DAY: i64 = 24 * HOUR;

    fn id(n: u128) -> Uuid {
        Uuid::from_u128(n)
    }

    fn policy(max_per_period: Option<u32>, max_per_day: Option<u32>, max_per_contest: Option<u32>) -> AttemptPolicy {
        AttemptPolicy {
            max_per_day,
            max_per_week: None,
            max_per_period,
            max_per_contest,
            counts: Counts::Best,
            time_limit_ms: None,
            may_change_answers: true,
            min_plausible_ms: None,
        }
    }

    fn row(attempt: i64, member: u128, started_ms: i64) -> AttemptRow {
        AttemptRow {
            attempt,
            member: id(member),
            unit: None,
            number: 1,
            started_ms,
            submitted_ms: started_ms + 1,
            mark: Mark::default(),
            prediction: None,
            standing: Standing::Ranked,
            verified: true,
        }
    }

    /// Who counts how, by attempt: number and standing.
    fn judged(entries: &Entries, policy: &AttemptPolicy, mut rows: Vec<AttemptRow>) -> Vec<(Uuid, u32, Standing)> {
        let period = Period {
            code: "w".into(),
            name: LocalText::vi("Tuần"),
            open: 0,
            close: 30 * DAY,
            results_due: None,
            pause_before: false,
        };
        entries.gather(policy, &period, &mut rows);
        rows.into_iter()
            .map(|row| (row.member, row.number, row.standing))
            .collect()
    }

    #[test]
    fn two_entries_are_one_person_with_the_attempts_in_their_order() {
        let entries = Entries {
            aliases: HashMap::from([(id(2), id(1))]),
            elsewhere: HashMap::new(),
        };
        let rows = vec![row(10, 1, 5 * HOUR), row(11, 2, HOUR), row(12, 3, HOUR)];
        let ranked = Standing::Ranked;
        assert_eq!(
            judged(&entries, &policy(None, None, None), rows.clone()),
            [(id(1), 2, ranked), (id(1), 1, ranked), (id(3), 1, ranked)]
        );
        // One attempt is all that one person has: the earlier one, whichever entry it was.
        assert_eq!(
            judged(&entries, &policy(Some(1), None, None), rows.clone()),
            [(id(1), 2, Standing::Voided), (id(1), 1, ranked), (id(3), 1, ranked)]
        );
        let another_day = vec![row(10, 1, DAY), row(11, 2, HOUR)];
        assert_eq!(
            judged(&entries, &policy(None, Some(1), None), another_day),
            [(id(1), 2, ranked), (id(1), 1, ranked)]
        );
        assert_eq!(
            judged(&Entries::default(), &policy(Some(1), None, None), rows),
            [(id(1), 1, ranked), (id(2), 1, ranked), (id(3), 1, ranked)],
            "nobody is merged, nothing is judged"
        );
    }

    #[test]
    fn what_was_begun_elsewhere_before_counts_for_the_limit() {
        let entries = Entries {
            aliases: HashMap::from([(id(2), id(1))]),
            elsewhere: HashMap::from([(id(1), vec![0, 9 * DAY])]),
        };
        let rows = vec![row(10, 1, HOUR), row(11, 2, 2 * HOUR)];
        assert_eq!(
            judged(&entries, &policy(None, None, Some(2)), rows),
            [(id(1), 1, Standing::Ranked), (id(1), 2, Standing::Voided)]
        );
    }
}
