//! Where an activity stands today and how far the plan is. One definition for the bar, the list and the words.

use jiff::civil::Date;
use kernel::evidence::Progress;

use crate::activity::ActivityKind;
use crate::state::ActivityState;

/// What the standing of one activity is computed from.
#[derive(Clone, Copy, Debug)]
pub struct Mark {
    pub kind: ActivityKind,
    /// As recorded.
    pub state: ActivityState,
    /// The day after the last one that the words allow.
    pub ends: Option<Date>,
    /// The plan is history.
    pub history: bool,
}

/// Where an activity stands on `today`.
///
/// A plan kept as history shows what was recorded. Otherwise done and cancelled stay; the live thing, where there is
/// one, knows better than the record whether it runs or is over; and what should be over by its words but has not
/// started, or runs without a live thing, is late.
pub fn standing(mark: Mark, live: Option<Progress>, today: Date) -> ActivityState {
    if mark.history || mark.state.is_final() {
        return mark.state;
    }
    let passed = mark.ends.is_some_and(|end| end <= today);
    match live {
        Some(Progress::Done) => ActivityState::Done,
        Some(Progress::Running) => ActivityState::Running,
        Some(Progress::NotStarted) | None if passed => ActivityState::Late,
        Some(Progress::NotStarted) => ActivityState::Planned,
        None => mark.state,
    }
}

/// How far a plan is: activities by standing; money lines are not work and are left out, and so is what was cancelled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub total: u32,
    pub done: u32,
    pub running: u32,
    pub late: u32,
}

impl Tally {
    /// Counts one more activity.
    pub const fn add(&mut self, kind: ActivityKind, standing: ActivityState) {
        if matches!(kind, ActivityKind::Money) || matches!(standing, ActivityState::Cancelled) {
            return;
        }
        self.total += 1;
        match standing {
            ActivityState::Done => self.done += 1,
            ActivityState::Running => self.running += 1,
            ActivityState::Late => self.late += 1,
            ActivityState::Planned | ActivityState::Cancelled => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn mark(state: ActivityState) -> Mark {
        Mark {
            kind: ActivityKind::Duty,
            state,
            ends: Some(date(2026, 8, 1)),
            history: false,
        }
    }

    #[test]
    fn late_begins_on_the_day_after_the_last_one() {
        assert_eq!(
            standing(mark(ActivityState::Planned), None, date(2026, 7, 31)),
            ActivityState::Planned
        );
        assert_eq!(
            standing(mark(ActivityState::Planned), None, date(2026, 8, 1)),
            ActivityState::Late
        );
        assert_eq!(
            standing(mark(ActivityState::Done), None, date(2027, 1, 1)),
            ActivityState::Done
        );
    }

    #[test]
    fn the_live_thing_knows_better_than_the_record() {
        let running = Some(Progress::Running);
        assert_eq!(
            standing(mark(ActivityState::Planned), running, date(2026, 9, 1)),
            ActivityState::Running
        );
        let waiting = Some(Progress::NotStarted);
        assert_eq!(
            standing(mark(ActivityState::Running), waiting, date(2026, 9, 1)),
            ActivityState::Late
        );
        let over = Some(Progress::Done);
        assert_eq!(
            standing(mark(ActivityState::Running), over, date(2026, 1, 1)),
            ActivityState::Done
        );
    }

    #[test]
    fn nothing_is_late_in_history() {
        let old = Mark {
            history: true,
            ..mark(ActivityState::Planned)
        };
        assert_eq!(standing(old, None, date(2030, 1, 1)), ActivityState::Planned);
    }

    #[test]
    fn money_lines_and_cancelled_ones_are_not_counted() {
        let mut tally = Tally::default();
        tally.add(ActivityKind::Money, ActivityState::Done);
        tally.add(ActivityKind::Class, ActivityState::Cancelled);
        tally.add(ActivityKind::Class, ActivityState::Done);
        tally.add(ActivityKind::Duty, ActivityState::Late);
        assert_eq!(
            tally,
            Tally {
                total: 2,
                done: 1,
                running: 0,
                late: 1
            }
        );
    }
}
