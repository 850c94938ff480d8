//! The score and the ranking of units ("tập thể").
//!
//! All figures are thousandths of their natural unit (person, attempt, percent, point), so 100 % is 100 000. People,
//! attempts and confirmed headcount are three different things and stay apart; so are "not confirmed", "not applicable"
//! and zero.

mod order;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ranking::{AttemptRow, Standing, by_person, divide_half_up, earliest_best};
use crate::ruleset::{Collective, Counts, Metric, UnitKey};

/// 100 %, in thousandths of a percent.
pub const HUNDRED_PERCENT: i64 = 100_000;

/// The confirmed number of members of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Headcount {
    Confirmed {
        people: u32,
    },
    /// The unit has not confirmed a number yet.
    NotConfirmed,
    /// The unit has no members of its own to count.
    NotApplicable,
}

/// One person as counted for the own unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub member: Uuid,
    pub unit: Uuid,
    /// Score of the counted attempt, hundredths of a point.
    pub score: i32,
    pub perfect: bool,
    /// Valid attempts.
    pub attempts: u32,
}

/// A unit to be ranked. Which unit a person counts for (the own one or one above it) is the caller's choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitInput {
    pub unit: Uuid,
    pub block: Option<String>,
    pub headcount: Headcount,
    /// Hundredths of a point brought by winners, see `Place::winner_points`.
    pub winner_points: i64,
}

/// The figures of a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Different people.
    pub people: u32,
    pub attempts: u64,
    /// In the order of [`Metric`], thousandths; none = cannot be computed.
    milli: [Option<i64>; 6],
}

impl Figures {
    /// A figure in thousandths of its natural unit; none when it cannot be computed.
    pub fn get(&self, metric: Metric) -> Option<i64> {
        self.milli.get(slot(metric)).copied().flatten()
    }
}

const METRICS: [Metric; 6] = [
    Metric::Participants,
    Metric::Attempts,
    Metric::Rate,
    Metric::MeanScore,
    Metric::PercentPerfect,
    Metric::WinnerPoints,
];

const fn slot(metric: Metric) -> usize {
    match metric {
        Metric::Participants => 0,
        Metric::Attempts => 1,
        Metric::Rate => 2,
        Metric::MeanScore => 3,
        Metric::PercentPerfect => 4,
        Metric::WinnerPoints => 5,
    }
}

/// Something wrong in the data, shown beside the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DataFault {
    /// More people took part than the unit says it has; the rate is held at 100 %.
    MorePeopleThanHeadcount { people: u32, headcount: u32 },
    /// People took part but the unit confirmed zero members.
    ZeroHeadcount { people: u32 },
}

/// A unit in its ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitRank {
    pub unit: Uuid,
    pub headcount: Headcount,
    pub figures: Figures,
    /// Thousandths of a point.
    pub score_milli: i64,
    pub fault: Option<DataFault>,
    /// From 1.
    pub rank: u32,
    /// Units that share this rank, this one included.
    pub sharing: u32,
    /// What put this unit behind the rank before, and the next rank behind it.
    pub behind_by: Option<UnitSeparator>,
    pub ahead_by: Option<UnitSeparator>,
    tie_values: Vec<i64>,
}

impl UnitRank {
    /// Values of the tie keys in their order, smaller is better.
    pub fn tie_values(&self) -> &[i64] {
        &self.tie_values
    }
}

/// What separates two units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitSeparator {
    Score,
    Tie(UnitKey),
}

/// A unit outside the ranking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnrankedUnit {
    pub unit: Uuid,
    pub headcount: Headcount,
    pub figures: Figures,
    pub fault: Option<DataFault>,
    pub reason: UnitUnranked,
}

/// Why a unit is not ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitUnranked {
    NoParticipants,
    /// The rules need the number of members and it is not confirmed.
    HeadcountNotConfirmed,
    /// The rules need the number of members and the unit has none to count.
    HeadcountNotApplicable,
    BelowMinHeadcount {
        headcount: u32,
        min: u32,
    },
}

/// The ranking of one block, or of all units together when `block` is none and the rules do not rank per block.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitStandings {
    pub block: Option<String>,
    pub ranked: Vec<UnitRank>,
    pub unranked: Vec<UnrankedUnit>,
}

/// One row for each person with a valid attempt and a unit. Voided attempts and people who play outside the ranking do
/// not count for their unit. With [`Counts::Best`] the best score counts, the earlier among equals.
pub fn people(counts: Counts, rows: &[AttemptRow]) -> Vec<PersonRow> {
    let mut people = Vec::new();
    by_person(rows, |attempts| {
        let mut valid: Vec<&AttemptRow> = attempts.to_vec();
        valid.retain(|row| row.standing == Standing::Ranked);
        let counted = match counts {
            Counts::Best | Counts::EarliestBest => earliest_best(valid.iter().copied()),
            Counts::First => valid.first().copied(),
            Counts::Last => valid.last().copied(),
        };
        if let Some(row) = counted
            && let Some(unit) = row.unit
        {
            people.push(PersonRow {
                member: row.member,
                unit,
                score: row.mark.score,
                perfect: row.mark.all_correct(),
                attempts: u32::try_from(valid.len()).unwrap_or(u32::MAX),
            });
        }
    });
    people
}

/// Ranks units. People whose unit is not among `units` are left out; a person given twice counts once per unit.
pub fn rank_units(
    rules: &Collective,
    people: &[PersonRow],
    units: &[UnitInput],
    lot_seed: &[u8; 32],
) -> Vec<UnitStandings> {
    let tallies = tally(people);
    let mut blocks: BTreeMap<Option<String>, UnitStandings> = BTreeMap::new();
    for unit in units {
        let figures = figures(unit, tallies.get(&unit.unit).copied().unwrap_or_default());
        let row = Row {
            unit: unit.unit,
            headcount: unit.headcount,
            figures,
            fault: fault(unit.headcount, figures.people),
        };
        let score = weigh(rules, &figures);
        let block = if rules.per_block { unit.block.clone() } else { None };
        order::place(
            blocks.entry(block.clone()).or_insert_with(|| order::empty(block)),
            rules,
            &row,
            score,
            lot_seed,
        );
    }
    order::finish(rules, blocks)
}

/// The ranking over several periods by the mean of the period scores. A period in which a unit was not ranked counts
/// zero for it; a unit never ranked keeps the reason of the last period.
pub fn mean_over_periods(
    rules: &Collective,
    periods: &[Vec<UnitStandings>],
    lot_seed: &[u8; 32],
) -> Vec<UnitStandings> {
    let count = i64::try_from(periods.len()).unwrap_or(i64::MAX);
    let mut sums: BTreeMap<(Option<String>, Uuid), (Row, i64)> = BTreeMap::new();
    let mut never: BTreeMap<(Option<String>, Uuid), UnrankedUnit> = BTreeMap::new();
    for block in periods.iter().flatten() {
        for unit in &block.ranked {
            let row = Row {
                unit: unit.unit,
                headcount: unit.headcount,
                figures: unit.figures,
                fault: unit.fault,
            };
            sums.entry((block.block.clone(), unit.unit))
                .and_modify(|(sum, score)| {
                    sum.figures = add(&sum.figures, &unit.figures);
                    sum.headcount = unit.headcount;
                    sum.fault = sum.fault.or(unit.fault);
                    *score += unit.score_milli;
                })
                .or_insert((row, unit.score_milli));
        }
        for unit in &block.unranked {
            never.insert((block.block.clone(), unit.unit), unit.clone());
        }
    }
    let mut blocks: BTreeMap<Option<String>, UnitStandings> = BTreeMap::new();
    for ((block, unit), (mut row, score)) in sums {
        never.remove(&(block.clone(), unit));
        for figure in row.figures.milli.iter_mut().flatten() {
            *figure = divide_half_up(*figure, count);
        }
        let standings = blocks.entry(block.clone()).or_insert_with(|| order::empty(block));
        order::rank_row(standings, rules, &row, divide_half_up(score, count), lot_seed);
    }
    for ((block, _), unit) in never {
        blocks
            .entry(block.clone())
            .or_insert_with(|| order::empty(block))
            .unranked
            .push(unit);
    }
    order::finish(rules, blocks)
}

struct Row {
    unit: Uuid,
    headcount: Headcount,
    figures: Figures,
    fault: Option<DataFault>,
}

#[derive(Clone, Copy, Default)]
struct UnitTally {
    people: u32,
    attempts: u64,
    score: i64,
    perfect: u32,
}

fn tally(people: &[PersonRow]) -> BTreeMap<Uuid, UnitTally> {
    let mut sorted: Vec<&PersonRow> = people.iter().collect();
    sorted.sort_unstable_by_key(|person| (person.unit, person.member));
    sorted.dedup_by_key(|person| (person.unit, person.member));
    let mut tallies: BTreeMap<Uuid, UnitTally> = BTreeMap::new();
    for unit in sorted.chunk_by(|left, right| left.unit == right.unit) {
        let mut sum = UnitTally::default();
        for person in unit {
            sum.people += 1;
            sum.attempts += u64::from(person.attempts);
            sum.score += i64::from(person.score);
            sum.perfect += u32::from(person.perfect);
        }
        if let Some(first) = unit.first() {
            tallies.insert(first.unit, sum);
        }
    }
    tallies
}

fn figures(unit: &UnitInput, tally: UnitTally) -> Figures {
    let people = i64::from(tally.people);
    let share = |part: u32| divide_half_up(i64::from(part) * HUNDRED_PERCENT, people);
    let rate = match unit.headcount {
        Headcount::Confirmed { people: headcount } if headcount > 0 => {
            Some(divide_half_up(people * HUNDRED_PERCENT, i64::from(headcount)).min(HUNDRED_PERCENT))
        }
        _ => None,
    };
    let mut figures = Figures {
        people: tally.people,
        attempts: tally.attempts,
        milli: [None; 6],
    };
    for (metric, value) in METRICS.into_iter().zip(&mut figures.milli) {
        *value = match metric {
            Metric::Participants => Some(people * 1000),
            Metric::Attempts => i64::try_from(tally.attempts)
                .ok()
                .map(|attempts| attempts.saturating_mul(1000)),
            Metric::Rate => rate,
            // Hundredths to thousandths of a point: times ten.
            Metric::MeanScore => (people > 0).then(|| divide_half_up(tally.score * 10, people)),
            Metric::PercentPerfect => (people > 0).then(|| share(tally.perfect)),
            Metric::WinnerPoints => Some(unit.winner_points * 10),
        };
    }
    figures
}

fn fault(headcount: Headcount, people: u32) -> Option<DataFault> {
    match headcount {
        Headcount::Confirmed { people: 0 } if people > 0 => Some(DataFault::ZeroHeadcount { people }),
        Headcount::Confirmed { people: headcount } if people > headcount => {
            Some(DataFault::MorePeopleThanHeadcount { people, headcount })
        }
        _ => None,
    }
}

/// Σ weight × metric in thousandths, rounded half up once at the end; none when a metric cannot be computed.
fn weigh(rules: &Collective, figures: &Figures) -> Option<i64> {
    let mut sum = 0_i64;
    for weighted in &rules.metrics {
        sum = sum.saturating_add(figures.get(weighted.metric)?.saturating_mul(i64::from(weighted.weight)));
    }
    Some(divide_half_up(sum, 100))
}

fn add(left: &Figures, right: &Figures) -> Figures {
    let mut sum = *left;
    // People of several periods are not different people: the largest number seen is what can be said for sure.
    sum.people = left.people.max(right.people);
    sum.attempts += right.attempts;
    for (value, more) in sum.milli.iter_mut().zip(&right.milli) {
        *value = match (*value, *more) {
            (Some(value), Some(more)) => Some(value.saturating_add(more)),
            (value, more) => value.or(more),
        };
    }
    sum
}
