//! The lives of a plan and of an activity.
//!
//! ```mermaid
//! stateDiagram-v2
//!   state plan {
//!     [*] --> draft
//!     draft --> agreed: both sides agree
//!     agreed --> draft: a side sends it back
//!     agreed --> signed: both signed
//!     signed --> in_force: its first day
//!     in_force --> ended: reviewed
//!     draft --> withdrawn
//!     agreed --> withdrawn
//!     signed --> withdrawn
//!     in_force --> withdrawn
//!   }
//!   state activity {
//!     [*] --> planned
//!     planned --> running: started
//!     planned --> done: finished
//!     running --> done: finished
//!     planned --> late: its time passed
//!     running --> late: its time passed
//!     late --> late: started
//!     late --> done: finished
//!     late --> running: new date
//!     planned --> cancelled
//!     running --> cancelled
//!     late --> cancelled
//!   }
//! ```

use crate::code::coded;

coded! {
    /// The state of a plan.
    PlanState {
        Draft = "draft",
        /// Both sides agree on the text; nobody has signed.
        Agreed = "agreed",
        Signed = "signed",
        InForce = "in_force",
        Ended = "ended",
        Withdrawn = "withdrawn",
    }
}

coded! {
    /// What happens to a plan.
    PlanEvent {
        BothAgreed = "both_agreed",
        SentBack = "sent_back",
        BothSigned = "both_signed",
        TookEffect = "took_effect",
        Reviewed = "reviewed",
        Withdrawn = "withdrawn",
    }
}

coded! {
    /// The state of an activity.
    ActivityState {
        Planned = "planned",
        Running = "running",
        Done = "done",
        Late = "late",
        Cancelled = "cancelled",
    }
}

coded! {
    /// What happens to an activity.
    ActivityEvent {
        Started = "started",
        Finished = "finished",
        /// The last day that its words allow has passed.
        TimePassed = "time_passed",
        /// Both sides gave it a new date.
        NewDate = "new_date",
        Cancelled = "cancelled",
    }
}

/// The event is not possible in this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{event} is not possible when {state}")]
pub struct Refusal {
    pub state: &'static str,
    pub event: &'static str,
}

impl PlanState {
    /// The state after `event`.
    pub const fn apply(self, event: PlanEvent) -> Result<Self, Refusal> {
        use PlanEvent as E;
        match (self, event) {
            (Self::Draft, E::BothAgreed) => Ok(Self::Agreed),
            (Self::Agreed, E::SentBack) => Ok(Self::Draft),
            (Self::Agreed, E::BothSigned) => Ok(Self::Signed),
            (Self::Signed, E::TookEffect) => Ok(Self::InForce),
            (Self::InForce, E::Reviewed) => Ok(Self::Ended),
            (Self::Draft | Self::Agreed | Self::Signed | Self::InForce, E::Withdrawn) => Ok(Self::Withdrawn),
            _ => Err(Refusal {
                state: self.code(),
                event: event.code(),
            }),
        }
    }

    /// Whether both sides have signed it.
    pub const fn is_signed(self) -> bool {
        matches!(self, Self::Signed | Self::InForce | Self::Ended)
    }
}

impl ActivityState {
    /// The state after `event`.
    pub const fn apply(self, event: ActivityEvent) -> Result<Self, Refusal> {
        use ActivityEvent as E;
        match (self, event) {
            (Self::Planned, E::Started) | (Self::Running | Self::Late, E::NewDate) => Ok(Self::Running),
            (Self::Planned, E::NewDate) => Ok(Self::Planned),
            // Begun too late is still late until it is finished or both sides move the date.
            (Self::Planned | Self::Running, E::TimePassed) | (Self::Late, E::Started) => Ok(Self::Late),
            (Self::Planned | Self::Running | Self::Late, E::Finished) => Ok(Self::Done),
            (Self::Planned | Self::Running | Self::Late, E::Cancelled) => Ok(Self::Cancelled),
            _ => Err(Refusal {
                state: self.code(),
                event: event.code(),
            }),
        }
    }

    /// Nothing happens to it any more.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Done | Self::Cancelled)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_activity_is_done_only_by_finishing_and_stays_so(
            steps in proptest::collection::vec(0..ActivityEvent::ALL.len(), 0..30)
        ) {
            let mut state = ActivityState::Planned;
            for step in steps {
                let event = ActivityEvent::ALL[step];
                match state.apply(event) {
                    Ok(next) => {
                        prop_assert!(!state.is_final(), "{state:?} was left by {event:?}");
                        prop_assert_eq!(next == ActivityState::Done, event == ActivityEvent::Finished);
                        state = next;
                    }
                    Err(refusal) => prop_assert_eq!(refusal.state, state.code()),
                }
            }
        }

        #[test]
        fn a_plan_is_in_force_only_after_both_agreed_and_signed(
            steps in proptest::collection::vec(0..PlanEvent::ALL.len(), 0..30)
        ) {
            let (mut state, mut agreed, mut signed) = (PlanState::Draft, false, false);
            for step in steps {
                let event = PlanEvent::ALL[step];
                let Ok(next) = state.apply(event) else { continue };
                agreed = (agreed || event == PlanEvent::BothAgreed) && event != PlanEvent::SentBack;
                signed |= event == PlanEvent::BothSigned;
                if next.is_signed() {
                    prop_assert!(agreed && signed);
                }
                state = next;
            }
        }
    }

    #[test]
    fn codes_read_back() {
        assert!(
            ActivityState::ALL
                .iter()
                .all(|s| ActivityState::parse(s.code()) == Some(*s))
        );
        assert!(PlanState::ALL.iter().all(|s| PlanState::parse(s.code()) == Some(*s)));
        assert_eq!(PlanState::parse("không có"), None);
    }
}
