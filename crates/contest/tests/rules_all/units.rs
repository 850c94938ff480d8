//! Units: figures, ranks, and who goes on.

use contest::collective::{
    DataFault, Headcount, UnitInput, UnitSeparator, UnitUnranked, mean_over_periods, people, rank_units,
};
use contest::explain::{self, UnitAnswer};
use contest::qualifier::{PassedReason, PeriodResult, RankedUnit, Via, qualify};
use contest::ranking::{AttemptRow, Standing};
use contest::ruleset::{
    Adjustment, BlockQuota, Collective, CollectiveScope, Counts, Metric, Qualifier, QualifierSource, Repeat, TopUp,
    UnitKey, WeightedMetric,
};

use crate::fixture::{SEED, id, row};

fn collective(metrics: &[(Metric, i32)], ties: &[UnitKey]) -> Collective {
    Collective {
        metrics: metrics
            .iter()
            .map(|&(metric, weight)| WeightedMetric { metric, weight })
            .collect(),
        min_headcount: 0,
        headcount_on: None,
        per_block: false,
        scope: CollectiveScope::EachPeriod,
        ties: ties.to_vec(),
    }
}

fn unit(n: u128, headcount: Headcount) -> UnitInput {
    UnitInput {
        unit: id(n),
        block: None,
        headcount,
        winner_points: 0,
    }
}

#[test]
fn the_rate_counts_different_people_and_never_passes_a_hundred() {
    // Units 1000, 1001, 1002 by member % 3; two attempts of one person are one person.
    let mut rows = vec![
        row(3, 1, 20, None, 1),
        row(3, 2, 10, None, 1),
        row(6, 1, 10, None, 1),
        row(1, 1, 20, None, 1),
        row(4, 1, 20, None, 1),
        row(2, 1, 5, None, 1),
    ];
    rows.push(AttemptRow {
        standing: Standing::PlaysUnranked,
        ..row(5, 1, 20, None, 1)
    });
    let units = [
        unit(1000, Headcount::Confirmed { people: 3 }),
        unit(1001, Headcount::Confirmed { people: 1 }),
        unit(1002, Headcount::NotConfirmed),
        unit(1003, Headcount::Confirmed { people: 50 }),
        unit(1004, Headcount::NotApplicable),
    ];
    let rules = collective(&[(Metric::Rate, 100), (Metric::MeanScore, 50)], &[]);
    let blocks = rank_units(&rules, &people(Counts::Best, &rows), &units, &SEED);
    let [block] = &blocks[..] else { panic!() };
    // 1001: two people of one: held at 100 %, flagged. Mean 20 points × 0.5 = 10.
    let first = &block.ranked[0];
    assert_eq!((first.unit, first.score_milli), (id(1001), 110_000));
    assert_eq!(
        first.fault,
        Some(DataFault::MorePeopleThanHeadcount {
            people: 2,
            headcount: 1
        })
    );
    // 1000: two of three = 66,667 %; mean of 20 and 10 = 15, × 0.5 = 7,5.
    let second = &block.ranked[1];
    assert_eq!((second.figures.people, second.figures.attempts), (2, 3));
    assert_eq!(second.figures.get(Metric::Rate), Some(66_667));
    assert_eq!((second.score_milli, second.fault), (74_167, None));
    assert_eq!(second.behind_by, Some(UnitSeparator::Score));
    let reasons: Vec<_> = block.unranked.iter().map(|unit| (unit.unit, unit.reason)).collect();
    assert_eq!(
        reasons,
        [
            (id(1002), UnitUnranked::HeadcountNotConfirmed),
            (id(1003), UnitUnranked::NoParticipants),
            (id(1004), UnitUnranked::HeadcountNotApplicable)
        ]
    );
    assert_eq!(
        block.unranked[0].figures.people, 1,
        "who helps to run the contest does not count for the unit"
    );
    assert_eq!(block.unranked[0].figures.get(Metric::Rate), None);
    let Some(UnitAnswer::Ranked(reason)) = explain::unit(&blocks, id(1000)) else {
        panic!()
    };
    assert_eq!((reason.before.unwrap().theirs, reason.after), (Some(110_000), None));
}

#[test]
fn units_tie_by_their_keys_inside_their_block() {
    let rows = [row(3, 1, 20, None, 1), row(1, 1, 10, None, 1), row(2, 1, 10, None, 1)];
    let mut units = [1000, 1001, 1002].map(|n| unit(n, Headcount::Confirmed { people: 4 }));
    units[2].headcount = Headcount::Confirmed { people: 9 };
    let ties = [
        UnitKey::Metric {
            metric: Metric::PercentPerfect,
        },
        UnitKey::LargerHeadcount,
    ];
    let mut rules = collective(&[(Metric::Participants, 100)], &ties);
    let blocks = rank_units(&rules, &people(Counts::Best, &rows), &units, &SEED);
    let ranks: Vec<_> = blocks[0]
        .ranked
        .iter()
        .map(|unit| (unit.unit, unit.behind_by))
        .collect();
    let tie = |key| Some(UnitSeparator::Tie(key));
    assert_eq!(
        ranks,
        [(id(1000), None), (id(1002), tie(ties[0])), (id(1001), tie(ties[1]))]
    );
    rules.per_block = true;
    rules.min_headcount = 5;
    units[0].block = Some("tw".into());
    let blocks = rank_units(&rules, &people(Counts::Best, &rows), &units, &SEED);
    assert_eq!(blocks.len(), 2);
    assert_eq!(
        blocks[1].unranked[0].reason,
        UnitUnranked::BelowMinHeadcount { headcount: 4, min: 5 }
    );
}

#[test]
fn the_mean_counts_zero_for_a_period_without_rank() {
    let units = [1000, 1001].map(|n| unit(n, Headcount::NotApplicable));
    let rules = collective(&[(Metric::Participants, 100)], &[]);
    let week = |rows: &[AttemptRow]| rank_units(&rules, &people(Counts::Best, rows), &units, &SEED);
    let first = week(&[row(3, 1, 20, None, 1), row(6, 1, 20, None, 1), row(1, 1, 20, None, 1)]);
    let second = week(&[row(4, 1, 20, None, 1), row(1, 1, 20, None, 1)]);
    let mean = mean_over_periods(&rules, &[first, second], &SEED);
    let scores: Vec<_> = mean[0]
        .ranked
        .iter()
        .map(|unit| (unit.unit, unit.score_milli, unit.rank))
        .collect();
    assert_eq!(scores, [(id(1001), 1500, 1), (id(1000), 1000, 2)]);
    assert!(mean[0].unranked.is_empty());
}

fn ranked_unit(n: u128, rank: u32, score_milli: i64) -> RankedUnit {
    RankedUnit {
        unit: id(n),
        block: None,
        rank,
        score_milli,
    }
}

fn rule(target: u16, source: QualifierSource) -> Qualifier {
    Qualifier {
        target,
        source,
        repeat: Repeat::NextInRank,
        top_up: TopUp::None,
        quotas: vec![],
        adjustment: Adjustment::AllSidesWithReason,
        may_delegate_team: false,
    }
}

fn week(name: &str, units: &[(u128, u32)]) -> PeriodResult {
    let units = units.iter().map(|&(n, rank)| ranked_unit(n, rank, 0)).collect();
    PeriodResult {
        period: name.into(),
        units,
    }
}

#[test]
fn weekly_winners_without_repeats_topped_up_to_the_target() {
    let periods = [
        week("t1", &[(1, 1), (2, 2), (3, 3)]),
        week("t2", &[(1, 1), (3, 2)]),
        week("t3", &[(1, 1), (3, 2)]),
    ];
    let overall = [ranked_unit(1, 1, 90), ranked_unit(5, 2, 80), ranked_unit(2, 3, 70)];
    let mut rule = rule(4, QualifierSource::PeriodWinners { places: 1 });
    let out = qualify(&rule, &periods, &overall, &[]);
    let units: Vec<_> = out.qualified.iter().map(|qualified| qualified.unit).collect();
    assert_eq!((units, out.open_seats), (vec![id(1), id(3)], 2));
    assert!(matches!(out.qualified[1].via, Via::NextInRank { rank: 2, .. }));
    assert!(
        out.passed
            .iter()
            .all(|passed| passed.reason == PassedReason::AlreadyQualified)
    );
    rule.top_up = TopUp::BestOverall;
    let out = qualify(&rule, &periods, &overall, &[]);
    let units: Vec<_> = out.qualified.iter().map(|qualified| qualified.unit).collect();
    assert_eq!((units, out.open_seats), (vec![id(1), id(3), id(5), id(2)], 0));
    assert_eq!(out.qualified[2].via, Via::TopUp { rank: 2 });
    rule.repeat = Repeat::SeatStaysOpen;
    rule.top_up = TopUp::None;
    assert_eq!(qualify(&rule, &periods, &overall, &[]).qualified.len(), 1);
}

#[test]
fn equal_units_at_the_last_seat_are_for_the_organisers() {
    let overall = [
        ranked_unit(1, 1, 90),
        ranked_unit(2, 2, 80),
        ranked_unit(3, 2, 80),
        ranked_unit(4, 4, 70),
    ];
    let rule = rule(2, QualifierSource::BestOverall);
    let open = qualify(&rule, &[], &overall, &[]);
    assert_eq!((open.qualified.len(), open.open_seats), (1, 1));
    assert_eq!(
        (open.undecided[0].units.clone(), open.undecided[0].seats),
        (vec![id(2), id(3)], 1)
    );
    let decided = qualify(&rule, &[], &overall, &[id(3), id(2)]);
    assert_eq!(decided.qualified[1].unit, id(3));
    assert!(decided.undecided.is_empty());
}

#[test]
fn block_bounds_and_score_thresholds() {
    let mut overall = vec![
        ranked_unit(1, 1, 90),
        ranked_unit(2, 2, 80),
        ranked_unit(3, 3, 75),
        ranked_unit(4, 4, 70),
    ];
    for unit in &mut overall[..2] {
        unit.block = Some("tw".into());
    }
    let mut rule = rule(10, QualifierSource::MinScore { score_milli: 75 });
    rule.quotas = vec![BlockQuota {
        block: "tw".into(),
        max: 1,
    }];
    let out = qualify(&rule, &[], &overall, &[]);
    assert_eq!(out.qualified.iter().map(|q| q.unit).collect::<Vec<_>>(), [id(1), id(3)]);
    assert_eq!(
        out.passed[0].reason,
        PassedReason::BlockFull {
            block: "tw".into(),
            max: 1
        }
    );
}
