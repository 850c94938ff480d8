//! Putting units in order: who is ranked at all, ties, ranks and what separates neighbours.

use std::collections::BTreeMap;

use super::{Headcount, Row, UnitRank, UnitSeparator, UnitStandings, UnitUnranked, UnrankedUnit};
use crate::ranking::lot;
use crate::ruleset::{Collective, UnitKey};

pub(super) fn place(
    standings: &mut UnitStandings,
    rules: &Collective,
    row: &Row,
    score: Option<i64>,
    lot_seed: &[u8; 32],
) {
    let needs_headcount =
        rules.min_headcount > 0 || rules.metrics.iter().any(|weighted| weighted.metric.needs_headcount());
    let reason = match row.headcount {
        Headcount::NotConfirmed if needs_headcount => Some(UnitUnranked::HeadcountNotConfirmed),
        Headcount::NotApplicable if needs_headcount => Some(UnitUnranked::HeadcountNotApplicable),
        Headcount::Confirmed { people } if people < rules.min_headcount => Some(UnitUnranked::BelowMinHeadcount {
            headcount: people,
            min: rules.min_headcount,
        }),
        _ if row.figures.people == 0 => Some(UnitUnranked::NoParticipants),
        _ => None,
    };
    match (reason, score) {
        (None, Some(score)) => rank_row(standings, rules, row, score, lot_seed),
        (reason, _) => {
            // Without a reason above, only a confirmed headcount of zero leaves the score open.
            let reason = reason.unwrap_or(UnitUnranked::BelowMinHeadcount { headcount: 0, min: 1 });
            let Row {
                unit,
                headcount,
                figures,
                fault,
            } = *row;
            standings.unranked.push(UnrankedUnit {
                unit,
                headcount,
                figures,
                fault,
                reason,
            });
        }
    }
}

pub(super) fn rank_row(
    standings: &mut UnitStandings,
    rules: &Collective,
    row: &Row,
    score_milli: i64,
    lot_seed: &[u8; 32],
) {
    let tie_values = rules.ties.iter().map(|key| match key {
        // A figure that cannot be computed stands behind every one that can.
        UnitKey::Metric { metric } => row.figures.get(*metric).map_or(i64::MAX, |value| -value),
        UnitKey::LargerHeadcount => match row.headcount {
            Headcount::Confirmed { people } => -i64::from(people),
            Headcount::NotConfirmed | Headcount::NotApplicable => i64::MAX,
        },
        UnitKey::Lot => lot(lot_seed, row.unit),
    });
    let tie_values = tie_values.collect();
    let Row {
        unit,
        headcount,
        figures,
        fault,
    } = *row;
    let (behind_by, ahead_by) = (None, None);
    standings.ranked.push(UnitRank {
        unit,
        headcount,
        figures,
        score_milli,
        fault,
        rank: 0,
        sharing: 0,
        behind_by,
        ahead_by,
        tie_values,
    });
}

pub(super) fn empty(block: Option<String>) -> UnitStandings {
    UnitStandings {
        block,
        ..UnitStandings::default()
    }
}

pub(super) fn finish(rules: &Collective, blocks: BTreeMap<Option<String>, UnitStandings>) -> Vec<UnitStandings> {
    let mut blocks: Vec<UnitStandings> = blocks.into_values().collect();
    for block in &mut blocks {
        block.unranked.sort_by_key(|unit| unit.unit);
        block.ranked.sort_by(|left, right| {
            let order = right
                .score_milli
                .cmp(&left.score_milli)
                .then_with(|| left.tie_values.cmp(&right.tie_values));
            order.then_with(|| left.unit.cmp(&right.unit))
        });
        give_ranks(rules, &mut block.ranked);
    }
    blocks
}

fn separator(rules: &Collective, left: &UnitRank, right: &UnitRank) -> Option<UnitSeparator> {
    if left.score_milli != right.score_milli {
        return Some(UnitSeparator::Score);
    }
    let place = left
        .tie_values
        .iter()
        .zip(&right.tie_values)
        .position(|(left, right)| left != right)?;
    rules.ties.get(place).copied().map(UnitSeparator::Tie)
}

fn give_ranks(rules: &Collective, units: &mut [UnitRank]) {
    let mut before: Option<UnitRank> = None;
    let mut rank = 1;
    let equal = |left: &UnitRank, right: &UnitRank| {
        left.score_milli == right.score_milli && left.tie_values == right.tie_values
    };
    for group in units.chunk_by_mut(equal) {
        let sharing = u32::try_from(group.len()).unwrap_or(u32::MAX);
        for unit in group.iter_mut() {
            (unit.rank, unit.sharing) = (rank, sharing);
            unit.behind_by = before.as_ref().and_then(|before| separator(rules, before, unit));
        }
        before = group.last().cloned();
        rank += sharing;
    }
    let (mut next_rank, mut next_behind, mut ahead) = (0, None, None);
    for unit in units.iter_mut().rev() {
        if unit.rank != next_rank {
            ahead = next_behind;
        }
        unit.ahead_by = ahead;
        (next_rank, next_behind) = (unit.rank, unit.behind_by);
    }
}
