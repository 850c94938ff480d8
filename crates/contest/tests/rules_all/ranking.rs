//! From attempts to ranks.

use contest::explain::{self, PersonAnswer};
use contest::ranking::{
    AttemptRow, KeyValue, RankRules, Standing, Standings, UnrankedReason, distance, lot, rank, truth,
};
use contest::ruleset::{
    Asked, Counts, DistanceRule, Population, Prediction, PredictionMetric, PredictionScope, RankFilter, RankKey,
    Ranking,
};
use proptest::prelude::*;

use crate::fixture::{SEED, id, row};

fn prediction(metric: PredictionMetric) -> Prediction {
    let (scope, population) = (PredictionScope::Period, Population::AfterVoid);
    Prediction {
        metric,
        scope,
        population,
        distance: DistanceRule::Absolute,
        asked: Asked::InPaper,
    }
}

fn ranked(keys: &[RankKey], filters: &[RankFilter], counts: Counts, target: i64, rows: &[AttemptRow]) -> Standings {
    let ranking = Ranking {
        filters: filters.to_vec(),
        keys: keys.to_vec(),
    };
    let rule = prediction(PredictionMetric::Participants);
    rank(
        &RankRules {
            ranking: &ranking,
            counts,
            prediction: Some((&rule, target)),
            lot_seed: &SEED,
        },
        rows,
    )
}

fn order(standings: &Standings) -> Vec<(u128, u32)> {
    standings
        .people
        .iter()
        .map(|person| (person.member.as_u128(), person.rank))
        .collect()
}

const SECONDS: RankKey = RankKey::WorkingTime { resolution_ms: 1000 };

#[test]
fn keys_decide_in_order_and_equals_share_the_rank() {
    let rows = [
        row(1, 1, 20, Some(88), 300),
        row(2, 1, 20, Some(115), 200),
        row(3, 1, 20, Some(112), 400),
        row(4, 1, 19, Some(100), 100),
        row(5, 1, 20, Some(115), 200),
        row(6, 1, 20, None, 50),
    ];
    let standings = ranked(
        &[RankKey::Score, RankKey::PredictionDistance, SECONDS],
        &[],
        Counts::Best,
        100,
        &rows,
    );
    assert_eq!(order(&standings), [(1, 1), (3, 2), (2, 3), (5, 3), (6, 5), (4, 6)]);
    let by: Vec<_> = standings
        .people
        .iter()
        .map(|p| (p.behind_by, p.ahead_by, p.sharing))
        .collect();
    assert_eq!(
        by,
        [
            (None, Some(2), 1),
            (Some(2), Some(1), 1),
            (Some(1), Some(1), 2),
            (Some(1), Some(1), 2),
            (Some(1), Some(0), 1),
            (Some(0), None, 1)
        ]
    );
}

#[test]
fn the_answer_to_why_names_the_key_and_both_values() {
    let rows = [
        row(1, 1, 20, Some(91), 10),
        row(2, 1, 20, Some(112), 10),
        row(3, 1, 20, Some(115), 10),
    ];
    let standings = ranked(
        &[RankKey::Score, RankKey::PredictionDistance],
        &[],
        Counts::Best,
        100,
        &rows,
    );
    let Some(PersonAnswer::Ranked(reason)) = explain::person(&standings, id(2)) else {
        panic!()
    };
    assert_eq!(
        (
            reason.rank,
            reason.of,
            reason.steps[0].equal_so_far,
            reason.steps[1].equal_so_far
        ),
        (2, 3, 2, 0)
    );
    let (before, after) = (reason.before.unwrap(), reason.after.unwrap());
    assert_eq!(
        (before.rank, before.mine, before.theirs),
        (1, KeyValue::Distance(Some(12)), KeyValue::Distance(Some(9)))
    );
    assert_eq!(
        (after.rank, after.key, after.theirs),
        (3, RankKey::PredictionDistance, KeyValue::Distance(Some(15)))
    );
    let keys: Vec<_> = PersonAnswer::Ranked(reason)
        .sentences()
        .iter()
        .map(|sentence| sentence.key)
        .collect();
    let expected = [
        "rules-why-rank",
        "rules-why-prediction",
        "rules-why-step",
        "rules-why-step",
        "rules-why-before",
        "rules-why-after",
    ];
    assert_eq!(keys, expected);
    assert_eq!(explain::person(&standings, id(77)), None);
}

#[test]
fn which_attempt_counts() {
    let rows = [
        row(1, 3, 18, None, 30),
        row(1, 1, 15, None, 30),
        row(1, 2, 18, None, 90),
        row(1, 4, 10, None, 30),
    ];
    let counted = |counts| ranked(&[RankKey::Score, SECONDS], &[], counts, 0, &rows).people[0].attempt_number;
    assert_eq!(counted(Counts::Best), 3, "best by all keys: shorter time");
    assert_eq!(counted(Counts::EarliestBest), 2);
    assert_eq!(counted(Counts::First), 1);
    assert_eq!(counted(Counts::Last), 4);
}

#[test]
fn filters_and_standings_give_reasons() {
    let mut rows = vec![
        row(1, 1, 20, None, 1),
        row(2, 1, 19, None, 1),
        row(3, 1, 20, None, 1),
        row(4, 1, 20, None, 1),
        row(5, 1, 20, None, 1),
    ];
    rows[2].verified = false;
    rows[3].standing = Standing::Voided;
    rows[4].standing = Standing::PlaysUnranked;
    let filters = [RankFilter::AllCorrect, RankFilter::Verified];
    let standings = ranked(&[RankKey::Score], &filters, Counts::Best, 0, &rows);
    assert_eq!(order(&standings), [(1, 1)]);
    let reasons: Vec<_> = standings.unranked.iter().map(|person| person.reason).collect();
    assert_eq!(
        reasons,
        [
            UnrankedReason::NotAllCorrect { correct: 19, total: 20 },
            UnrankedReason::NotVerified,
            UnrankedReason::Voided,
            UnrankedReason::PlaysUnranked
        ]
    );
}

#[test]
fn resolution_makes_equal_what_the_rules_call_equal() {
    let rows = [
        row(1, 1, 20, None, 60),
        row(2, 1, 20, None, 61),
        row(3, 1, 20, None, 119),
    ];
    let minute = RankKey::WorkingTime { resolution_ms: 60_000 };
    assert_eq!(
        ranked(&[minute], &[], Counts::Best, 0, &rows)
            .people
            .iter()
            .filter(|p| p.rank == 1)
            .count(),
        3
    );
    assert_eq!(
        order(&ranked(&[SECONDS], &[], Counts::Best, 0, &rows)),
        [(1, 1), (2, 2), (3, 3)]
    );
}

#[test]
fn a_guess_above_the_truth_can_be_put_last() {
    assert_eq!(distance(DistanceRule::Absolute, 103, 100), Some(3));
    assert_eq!(distance(DistanceRule::NotOver, 103, 100), None);
    assert_eq!(distance(DistanceRule::NotOver, 60, 100), Some(40));
    assert_eq!(
        distance(DistanceRule::Absolute, i64::MIN, i64::MAX),
        None,
        "too far for a number is no guess"
    );
}

#[test]
fn the_truth_counts_people_and_attempts_apart() {
    let mut rows = vec![
        row(1, 1, 20, None, 1),
        row(1, 2, 20, None, 1),
        row(2, 1, 19, None, 1),
        row(3, 1, 20, None, 1),
    ];
    rows[3].standing = Standing::Voided;
    let value = |metric| truth(&prediction(metric), &rows);
    assert_eq!(value(PredictionMetric::Participants), 2);
    assert_eq!(value(PredictionMetric::Attempts), 3);
    assert_eq!(value(PredictionMetric::PeopleAllCorrect), 1);
    assert_eq!(value(PredictionMetric::AttemptsAllCorrect), 2);
    assert_eq!(value(PredictionMetric::PercentAllCorrect { decimals: 5 }), 5_000_000);
    let as_sealed = Prediction {
        population: Population::AsSealed,
        ..prediction(PredictionMetric::PercentAllCorrect { decimals: 2 })
    };
    assert_eq!(truth(&as_sealed, &rows), 6667, "66,67 % rounded half up");
    assert_eq!(truth(&as_sealed, &[]), 0);
}

#[test]
fn the_lot_is_fixed_for_ever() {
    // Golden: published seeds must give the same lots to anyone, at any time. Never edit.
    assert_eq!(lot(&SEED, id(1)), 1_879_092_613_461_958_687);
    assert_ne!(lot(&SEED, id(1)), lot(&[8; 32], id(1)));
}

proptest! {
    #[test]
    fn ranks_do_not_depend_on_the_order_of_rows(
        seeds in prop::collection::vec((1_u128..30, 1_u32..4, 15_u16..21, 0_i64..5, 1_i64..5), 1..80),
        by in 0_usize..80,
    ) {
        let mut rows: Vec<AttemptRow> = seeds
            .iter()
            .map(|&(member, number, correct, guess, seconds)| row(member, number, correct, Some(guess), seconds))
            .collect();
        rows.sort_by_key(|row| (row.member, row.number));
        rows.dedup_by_key(|row| (row.member, row.number));
        let keys = [RankKey::Score, RankKey::PredictionDistance, SECONDS];
        let standings = ranked(&keys, &[], Counts::Best, 2, &rows);
        let turn = by % rows.len();
        rows.rotate_left(turn);
        prop_assert_eq!(&ranked(&keys, &[], Counts::Best, 2, &rows), &standings);
        for pair in standings.people.windows(2) {
            let (first, second) = (&pair[0], &pair[1]);
            prop_assert_eq!(first.rank == second.rank, first.values == second.values);
            if first.rank != second.rank {
                prop_assert_eq!(second.rank, first.rank + first.sharing);
                prop_assert_eq!(first.ahead_by, second.behind_by);
                let key = usize::from(second.behind_by.unwrap());
                prop_assert!(first.values[..key] == second.values[..key] && first.values[key] < second.values[key]);
            }
        }
    }
}

/// Run with `cargo test --release -p contest --test rules_all -- --ignored --nocapture` for the figure of a release build.
#[test]
#[ignore = "a measurement"]
fn a_million_people() {
    // A multiplier scatters the ids, as real ids are scattered.
    let rows: Vec<AttemptRow> = (0..1_000_000_u64)
        .map(|n| {
            let mixed = n.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            let small = |range: u64| i64::try_from((mixed >> 8) % range).unwrap();
            let right = if n % 3 == 0 { 19 } else { 20 };
            AttemptRow {
                member: id(u128::from(mixed)),
                ..row(1, 1, right, Some(small(50_000)), small(600))
            }
        })
        .collect();
    let start = std::time::Instant::now();
    let standings = ranked(
        &[RankKey::Score, RankKey::PredictionDistance, SECONDS],
        &[],
        Counts::Best,
        25_000,
        &rows,
    );
    println!("{} people ranked in {:?}", standings.people.len(), start.elapsed());
}
