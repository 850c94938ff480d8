//! The state machines, walked at random.

use contest::state::{PeriodEvent, PeriodState, QuestionEvent, QuestionPeople, QuestionState, Refusal, Side};
use proptest::prelude::*;
use uuid::Uuid;

fn period_event(now_ms: i64) -> impl Strategy<Value = PeriodEvent> {
    let reason = prop_oneof![Just(String::new()), Just("mất điện".to_owned())];
    prop_oneof![
        (any::<bool>(), any::<bool>()).prop_map(|(rules_sealed, bank_sealed)| PeriodEvent::Schedule {
            rules_sealed,
            bank_sealed
        }),
        Just(PeriodEvent::Withdraw),
        Just(PeriodEvent::Open { now_ms, open_ms: 10 }),
        Just(PeriodEvent::Close { now_ms, close_ms: 20 }),
        (reason.clone(), 0_i64..60).prop_map(move |(reason, new)| PeriodEvent::Extend {
            now_ms,
            close_ms: 20,
            new_close_ms: new,
            reason
        }),
        Just(PeriodEvent::Seal { now_ms, seal_ms: 25 }),
        Just(PeriodEvent::Compute),
        reason.prop_map(|reason| PeriodEvent::Recompute { reason }),
        Just(PeriodEvent::Verify),
        (0_u32..2).prop_map(|approvals_missing| PeriodEvent::Announce { approvals_missing }),
        (0_u32..2).prop_map(move |open_complaints| PeriodEvent::Finalise {
            open_complaints,
            complaints_until_ms: 40,
            now_ms
        }),
    ]
}

fn walk() -> impl Strategy<Value = Vec<PeriodEvent>> {
    prop::collection::vec((0_i64..60).prop_flat_map(period_event), 0..120)
}

proptest! {
    #[test]
    fn a_period_never_takes_a_forbidden_way(events in walk()) {
        let mut state = PeriodState::Draft;
        let mut sealed = false;
        for event in events {
            let Ok(next) = state.apply(&event) else { continue };
            prop_assert!(state != PeriodState::Final, "final is final");
            sealed |= next == PeriodState::Sealed;
            if sealed {
                let open = matches!(next, PeriodState::Draft | PeriodState::Scheduled | PeriodState::Open | PeriodState::Closed);
                prop_assert!(!open, "after the seal no answer changes: {state:?} {event:?} {next:?}");
            }
            if next == PeriodState::Final {
                prop_assert_eq!(state, PeriodState::Announced);
            }
            state = next;
        }
    }

    #[test]
    fn no_question_is_approved_by_its_author_or_one_side_alone(
        events in prop::collection::vec((0_u8..7, 1_u128..5, any::<bool>()), 0..80),
    ) {
        let author = Uuid::from_u128(1);
        let mut people = QuestionPeople { author, reviewer: None };
        let mut state = QuestionState::Draft;
        let mut sides = Vec::new();
        for (kind, by, flag) in events {
            let by = Uuid::from_u128(by);
            let reason = if flag { "câu hỏi mơ hồ".to_owned() } else { String::new() };
            let side = if flag { Side::A } else { Side::B };
            let event = match kind {
                0 => QuestionEvent::Edit { by },
                1 => QuestionEvent::Submit { by },
                2 => QuestionEvent::Review { by },
                3 => QuestionEvent::Approve { by, side },
                4 => QuestionEvent::Return { by, reason },
                5 => QuestionEvent::Lock,
                _ => QuestionEvent::Retire { by, reason },
            };
            let Ok(next) = state.apply(&event, &people) else { continue };
            match event {
                QuestionEvent::Review { by } => {
                    prop_assert_ne!(by, author);
                    people.reviewer = Some(by);
                }
                QuestionEvent::Approve { by, side } => {
                    prop_assert!(by != author && Some(by) != people.reviewer);
                    prop_assert!(!sides.contains(&side));
                    sides.push(side);
                }
                QuestionEvent::Edit { .. } | QuestionEvent::Return { .. } => {
                    people.reviewer = None;
                    sides.clear();
                    prop_assert_eq!(next, QuestionState::Draft);
                }
                _ => {}
            }
            if matches!(next, QuestionState::Approved | QuestionState::Locked) {
                prop_assert_eq!(sides.len(), 2);
                prop_assert!(people.reviewer.is_some());
            }
            state = next;
        }
    }
}

#[test]
fn the_whole_life_of_a_period() {
    let steps = [
        (
            PeriodEvent::Schedule {
                rules_sealed: true,
                bank_sealed: true,
            },
            PeriodState::Scheduled,
        ),
        (
            PeriodEvent::Open {
                now_ms: 10,
                open_ms: 10,
            },
            PeriodState::Open,
        ),
        (
            PeriodEvent::Close {
                now_ms: 20,
                close_ms: 20,
            },
            PeriodState::Closed,
        ),
        (
            PeriodEvent::Extend {
                now_ms: 21,
                close_ms: 20,
                new_close_ms: 30,
                reason: "mất mạng".into(),
            },
            PeriodState::Open,
        ),
        (
            PeriodEvent::Close {
                now_ms: 30,
                close_ms: 30,
            },
            PeriodState::Closed,
        ),
        (
            PeriodEvent::Seal {
                now_ms: 35,
                seal_ms: 35,
            },
            PeriodState::Sealed,
        ),
        (PeriodEvent::Compute, PeriodState::Provisional),
        (PeriodEvent::Verify, PeriodState::Verified),
        (PeriodEvent::Announce { approvals_missing: 0 }, PeriodState::Announced),
        (
            PeriodEvent::Recompute {
                reason: "câu 12 sai đáp án".into(),
            },
            PeriodState::Provisional,
        ),
        (PeriodEvent::Verify, PeriodState::Verified),
        (PeriodEvent::Announce { approvals_missing: 0 }, PeriodState::Announced),
        (
            PeriodEvent::Finalise {
                open_complaints: 0,
                complaints_until_ms: 50,
                now_ms: 50,
            },
            PeriodState::Final,
        ),
    ];
    let mut state = PeriodState::Draft;
    for (event, expected) in steps {
        state = state.apply(&event).unwrap();
        assert_eq!(state, expected);
    }
}

#[test]
fn refusals_say_why() {
    let refuse = |state: PeriodState, event: PeriodEvent| state.apply(&event).unwrap_err();
    assert_eq!(
        refuse(
            PeriodState::Draft,
            PeriodEvent::Schedule {
                rules_sealed: true,
                bank_sealed: false
            }
        ),
        Refusal::BankNotSealed
    );
    assert_eq!(
        refuse(PeriodState::Scheduled, PeriodEvent::Open { now_ms: 9, open_ms: 10 }),
        Refusal::TooEarly { from_ms: 10 }
    );
    assert_eq!(
        refuse(
            PeriodState::Announced,
            PeriodEvent::Finalise {
                open_complaints: 1,
                complaints_until_ms: 0,
                now_ms: 1
            }
        ),
        Refusal::ComplaintsOpen { open: 1 }
    );
    assert_eq!(
        refuse(PeriodState::Verified, PeriodEvent::Recompute { reason: " ".into() }),
        Refusal::ReasonMissing
    );
    let people = QuestionPeople {
        author: Uuid::from_u128(1),
        reviewer: Some(Uuid::from_u128(2)),
    };
    let approve = |by, side| QuestionEvent::Approve {
        by: Uuid::from_u128(by),
        side,
    };
    assert_eq!(
        QuestionState::Reviewed.apply(&approve(2, Side::A), &people),
        Err(Refusal::ReviewerApproves)
    );
    assert_eq!(
        QuestionState::ApprovedA.apply(&approve(3, Side::A), &people),
        Err(Refusal::SideApproved)
    );
    assert_eq!(
        QuestionState::Locked.apply(&QuestionEvent::Edit { by: people.author }, &people),
        Err(Refusal::WrongState)
    );
}
