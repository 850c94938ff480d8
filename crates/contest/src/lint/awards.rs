//! Unit rankings, prizes and qualifiers.

use super::{Context, Found, Problem, day};
use crate::ruleset::{
    Collective, CollectiveScope, Metric, PrizeScope, PrizeSpan, PrizeTable, Qualifier, QualifierSource, Quiz,
    SharedPlace, TopUp, UnitKey,
};

pub(super) fn check(quiz: &Quiz, context: &Context<'_>, found: &mut Found) {
    found.codes(quiz.prizes.tables.iter().map(|table| table.code.as_str()));
    if let Some(collective) = &quiz.collective {
        self::collective(quiz, collective, context, found);
    }
    for table in &quiz.prizes.tables {
        self::table(quiz, table, context, found);
    }
    if let Some(qualifier) = &quiz.qualifier {
        self::qualifier(quiz, qualifier, found);
    }
}

fn collective(quiz: &Quiz, rules: &Collective, context: &Context<'_>, found: &mut Found) {
    found.when(rules.metrics.is_empty(), || Problem::CollectiveEmpty);
    for weighted in &rules.metrics {
        found.when(weighted.weight <= 0, || Problem::WeightNotPositive {
            metric: weighted.metric,
        });
    }
    let uses = |metric: Metric| rules.metrics.iter().any(|weighted| weighted.metric == metric);
    if uses(Metric::Rate) {
        found.when(rules.headcount_on.is_none(), || Problem::RateWithoutHeadcount);
        let units = context.units_without_headcount;
        found.when(units > 0, || Problem::HeadcountsMissing { units });
        found.when(rules.min_headcount == 0, || Problem::RateWithoutMinimum);
    }
    let points = quiz
        .prizes
        .tables
        .iter()
        .flat_map(|table| &table.places)
        .any(|place| place.winner_points != 0);
    found.when(uses(Metric::WinnerPoints) && !points, || {
        Problem::WinnerPointsWithoutPrizes
    });
    found.when(rules.per_block && quiz.blocks.is_empty(), || Problem::BlocksMissing);
    let decides = quiz.qualifier.is_some() || quiz.prizes.tables.iter().any(|table| table.scope == PrizeScope::Unit);
    let open = !rules.ties.contains(&UnitKey::Lot) && quiz.prizes.shared == SharedPlace::OrganisersDecide;
    found.when(decides && open, || Problem::UnitTieChainOpen);
}

fn table(quiz: &Quiz, table: &PrizeTable, context: &Context<'_>, found: &mut Found) {
    let code = || table.code.clone();
    if let Some(division) = &table.division {
        let known = quiz.divisions.iter().any(|own| &own.code == division);
        found.when(!known, || Problem::DivisionUnknown {
            table: code(),
            division: division.clone(),
        });
    }
    if table.scope == PrizeScope::Unit {
        match &quiz.collective {
            None => found.push(Problem::UnitPrizeWithoutRanking),
            Some(rules) => {
                let covered = match table.span {
                    PrizeSpan::EachPeriod => has_periods(rules),
                    PrizeSpan::Stage => has_overall(rules),
                };
                found.when(!covered, || Problem::UnitPrizeSpan { table: code() });
                found.when(table.per_block && !rules.per_block, || Problem::BlocksMissing);
            }
        }
    }
    let mut above: Option<i64> = None;
    for place in &table.places {
        found.when(place.count == 0, || Problem::PrizeEmpty {
            table: code(),
            place: place.name.clone(),
        });
        found.when(place.amount < 0, || Problem::PrizeNegative {
            table: code(),
            place: place.name.clone(),
        });
        let rises = above.is_some_and(|above| place.amount > above);
        found.when(rises, || Problem::PrizesNotFalling {
            table: code(),
            place: place.name.clone(),
        });
        above = Some(place.amount);
    }
    ceilings(quiz, table, context, found);
}

/// Prizes are compared with the ceiling in force on the last day of the periods they are given for.
fn ceilings(quiz: &Quiz, table: &PrizeTable, context: &Context<'_>, found: &mut Found) {
    let last = quiz.periods.iter().map(|period| period.close - 1);
    let days: Vec<_> = match table.span {
        PrizeSpan::EachPeriod => last.filter_map(|ms| day(context, ms)).collect(),
        PrizeSpan::Stage => last.max().and_then(|ms| day(context, ms)).into_iter().collect(),
    };
    for place in &table.places {
        let broken = context.ceilings.iter().find(|ceiling| {
            let in_force = days
                .iter()
                .any(|day| *day >= ceiling.from && ceiling.to.is_none_or(|to| *day < to));
            ceiling.scope == table.scope && in_force && place.amount > ceiling.amount
        });
        if let Some(ceiling) = broken {
            found.push(Problem::PrizeAboveCeiling {
                table: table.code.clone(),
                place: place.name.clone(),
                amount: place.amount,
                ceiling: ceiling.amount,
                source: ceiling.source.clone(),
            });
        }
    }
}

const fn has_periods(rules: &Collective) -> bool {
    matches!(
        rules.scope,
        CollectiveScope::EachPeriod | CollectiveScope::EachPeriodThenMean
    )
}

const fn has_overall(rules: &Collective) -> bool {
    matches!(
        rules.scope,
        CollectiveScope::WholeStage | CollectiveScope::EachPeriodThenMean
    )
}

fn qualifier(quiz: &Quiz, rule: &Qualifier, found: &mut Found) {
    let Some(collective) = &quiz.collective else {
        found.push(Problem::QualifierWithoutRanking);
        return;
    };
    let by_period = matches!(rule.source, QualifierSource::PeriodWinners { .. });
    let needs_overall = !by_period || rule.top_up == TopUp::BestOverall;
    let covered = (!by_period || has_periods(collective)) && (!needs_overall || has_overall(collective));
    found.when(!covered, || Problem::QualifierSpan);
    if let QualifierSource::PeriodWinners { places } = rule.source {
        period_winners(quiz, rule, collective, places, found);
    }
    for quota in &rule.quotas {
        let known = quiz.blocks.iter().any(|block| block.code == quota.block);
        found.when(!known, || Problem::QuotaBlockUnknown {
            block: quota.block.clone(),
        });
    }
    let all_bound = quiz
        .blocks
        .iter()
        .all(|block| rule.quotas.iter().any(|quota| quota.block == block.code));
    let sum: u32 = rule.quotas.iter().map(|quota| u32::from(quota.max)).sum();
    let tight = !rule.quotas.is_empty() && all_bound && sum < u32::from(rule.target);
    found.when(tight, || Problem::QuotasTooTight {
        sum,
        target: rule.target,
    });
}

fn period_winners(quiz: &Quiz, rule: &Qualifier, collective: &Collective, places: u16, found: &mut Found) {
    let blocks = if collective.per_block {
        quiz.blocks.len().max(1)
    } else {
        1
    };
    let rounds = u32::try_from(quiz.periods.len().saturating_mul(blocks)).unwrap_or(u32::MAX);
    let (seats, target) = (rounds.saturating_mul(u32::from(places)), rule.target);
    if seats > u32::from(target) {
        found.push(Problem::QualifierOverfull { seats, target });
    } else if seats < u32::from(target) {
        found.push(match rule.top_up {
            TopUp::BestOverall => Problem::QualifierToppedUp { seats, target },
            TopUp::None => Problem::QualifierShort { seats, target },
        });
    }
    // "Units that win the first prize of the week": as many first prizes as seats in each giving.
    let weekly = quiz.prizes.tables.iter();
    let mut weekly = weekly.filter(|table| table.scope == PrizeScope::Unit && table.span == PrizeSpan::EachPeriod);
    if let Some(first) = weekly.next().and_then(|table| table.places.first()) {
        let prizes = u32::from(first.count);
        found.when(prizes != u32::from(places), || Problem::QualifierNotPrizes {
            places,
            prizes,
        });
    }
}
