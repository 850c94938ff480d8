//! Prizes, and a reason for everybody who is passed over.

use contest::prize::{Candidate, Ledger, PriorWin, SkipReason, allot};
use contest::ruleset::{
    LocalText, PersonCap, Place, PreviousWinner, PrizeRules, PrizeScope, PrizeSpan, PrizeTable, SharedPlace, Underfill,
};

use crate::fixture::id;

fn table(places: &[(u16, i64)]) -> PrizeTable {
    let place = |&(count, amount): &(u16, i64)| Place {
        name: LocalText::vi("Giải"),
        count,
        amount,
        certificate: None,
        winner_points: 0,
    };
    PrizeTable {
        code: "t".into(),
        scope: PrizeScope::Person,
        span: PrizeSpan::EachPeriod,
        division: None,
        per_block: false,
        places: places.iter().map(place).collect(),
    }
}

fn candidates(ranks: &[u32]) -> Vec<Candidate> {
    ranks
        .iter()
        .zip(1..)
        .map(|(rank, n)| Candidate {
            id: id(n),
            unit: Some(id(500 + n % 2)),
            rank: *rank,
        })
        .collect()
}

fn given(rules: &PrizeRules, ranks: &[u32], ledger: &Ledger) -> Vec<(u128, usize, i64)> {
    let out = allot(
        rules,
        &table(&[(1, 900), (2, 500), (1, 100)]),
        &candidates(ranks),
        ledger,
    );
    out.awards
        .iter()
        .map(|award| (award.id.as_u128(), award.place, award.amount))
        .collect()
}

#[test]
fn prizes_go_down_the_ranking_and_pass_over_who_may_not_win() {
    let win = |amount| PriorWin {
        table: "t".into(),
        period: Some("t1".into()),
        place: 0,
        amount,
    };
    let mut ledger = Ledger::default();
    ledger.won_here.insert(id(1), vec![win(900)]);
    ledger.won_before.insert(id(2));
    ledger.rejected.insert(id(3));
    let rules = PrizeRules {
        person_cap: PersonCap::PerContest { max: 1 },
        previous_winner: PreviousWinner::PassedOver,
        ..PrizeRules::default()
    };
    let ranks = [1, 2, 3, 4, 5, 6, 7, 8];
    let out = allot(
        &rules,
        &table(&[(1, 900), (2, 500), (1, 100)]),
        &candidates(&ranks),
        &ledger,
    );
    let reasons: Vec<_> = out.skips.iter().map(|skip| (skip.id, skip.reason)).collect();
    assert_eq!(
        reasons,
        [
            (id(1), SkipReason::CapReached { max: 1 }),
            (id(2), SkipReason::WonBefore),
            (id(3), SkipReason::Rejected)
        ]
    );
    assert_eq!(
        given(&rules, &ranks, &ledger),
        [(4, 0, 900), (5, 1, 500), (6, 1, 500), (7, 2, 100)]
    );
    let empty = PrizeRules {
        underfill: Underfill::LeaveEmpty,
        ..rules
    };
    let out = allot(
        &empty,
        &table(&[(1, 900), (2, 500), (1, 100)]),
        &candidates(&ranks),
        &ledger,
    );
    assert_eq!(
        (out.empty, out.awards.len(), out.awards[0].id),
        (vec![0, 1, 1], 1, id(4))
    );
}

#[test]
fn a_person_keeps_the_highest_prize_and_gives_the_lower_one_back() {
    let win = PriorWin {
        table: "t".into(),
        period: Some("t1".into()),
        place: 1,
        amount: 500,
    };
    let ledger = Ledger {
        won_here: [(id(1), vec![win.clone()]), (id(2), vec![win.clone()])].into(),
        ..Ledger::default()
    };
    let rules = PrizeRules {
        person_cap: PersonCap::KeepHighest,
        ..PrizeRules::default()
    };
    let out = allot(&rules, &table(&[(1, 900), (1, 500)]), &candidates(&[1, 2, 3]), &ledger);
    assert_eq!(out.released, [(id(1), win)]);
    assert_eq!(out.skips[0].reason, SkipReason::HoldsHigher { amount: 500 });
    assert_eq!(
        out.awards.iter().map(|award| award.id).collect::<Vec<_>>(),
        [id(1), id(3)]
    );
}

#[test]
fn shared_ranks_at_unequal_prizes() {
    let ranks = [1, 1, 3, 4, 5];
    let ledger = Ledger::default();
    let with = |shared| PrizeRules {
        shared,
        ..PrizeRules::default()
    };
    let all = given(&with(SharedPlace::AllReceive), &ranks, &ledger);
    assert_eq!(all, [(1, 0, 900), (2, 0, 900), (3, 1, 500), (4, 2, 100)]);
    let split = given(&with(SharedPlace::SplitMoney), &ranks, &ledger);
    assert_eq!(split, [(1, 0, 700), (2, 0, 700), (3, 1, 500), (4, 2, 100)]);
    let places = table(&[(1, 900), (2, 500), (1, 100)]);
    let open = allot(
        &with(SharedPlace::OrganisersDecide),
        &places,
        &candidates(&ranks),
        &ledger,
    );
    assert_eq!(
        (open.undecided[0].ids.clone(), open.undecided[0].places.clone()),
        (vec![id(1), id(2)], vec![0, 1])
    );
    assert_eq!(open.awards[0].id, id(3), "the seats stay reserved");
    let decided = Ledger {
        decided: vec![id(2), id(1)],
        ..Ledger::default()
    };
    let after = given(&with(SharedPlace::OrganisersDecide), &ranks, &decided);
    assert_eq!(after, [(2, 0, 900), (1, 1, 500), (3, 1, 500), (4, 2, 100)]);
    // Two of one rank at two equal prizes need no decision; three at the last one share its money.
    let equal = given(&with(SharedPlace::OrganisersDecide), &[1, 2, 2, 4, 5], &ledger);
    assert_eq!(equal[1..3], [(2, 1, 500), (3, 1, 500)]);
    let last = allot(
        &with(SharedPlace::SplitMoney),
        &places,
        &candidates(&[1, 2, 3, 4, 4, 4]),
        &ledger,
    );
    assert_eq!((last.awards[3].amount, last.awards.len(), last.undivided), (33, 6, 1));
}

#[test]
fn a_cap_per_unit_never_chooses_between_equals() {
    let rules = PrizeRules {
        per_unit_cap: Some(1),
        ..PrizeRules::default()
    };
    // Odd ids are of one unit, even ids of the other.
    assert_eq!(
        given(&rules, &[1, 2, 3, 4], &Ledger::default()),
        [(1, 0, 900), (2, 1, 500)]
    );
    let places = table(&[(3, 500)]);
    let out = allot(&rules, &places, &candidates(&[1, 1, 1]), &Ledger::default());
    assert!(out.awards.is_empty());
    assert_eq!(out.undecided[0].ids.len(), 3);
}
