//! Which units go on to the next stage. The program computes a list; the organisers have the last word (see
//! `Qualifier::adjustment`), with a reason.

use std::collections::BTreeMap;

use uuid::Uuid;

use crate::collective::UnitStandings;
use crate::ruleset::{Qualifier, QualifierSource, Repeat, TopUp};

/// A unit in an order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RankedUnit {
    pub unit: Uuid,
    pub block: Option<String>,
    pub rank: u32,
    /// Thousandths of a point.
    pub score_milli: i64,
}

/// The unit ranking of one period, all blocks one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodResult {
    pub period: String,
    pub units: Vec<RankedUnit>,
}

/// The computed list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qualification {
    pub qualified: Vec<Qualified>,
    pub passed: Vec<Passed>,
    /// Groups of equal rank with fewer seats than units.
    pub undecided: Vec<UndecidedSeats>,
    /// Seats of the target nobody takes yet, those of undecided groups included.
    pub open_seats: u16,
}

/// A unit that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Qualified {
    pub unit: Uuid,
    pub via: Via,
}

/// How a unit got its seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Via {
    PeriodWinner {
        period: String,
        block: Option<String>,
        rank: u32,
    },
    /// Took the seat of a unit that had one already.
    NextInRank {
        period: String,
        block: Option<String>,
        rank: u32,
    },
    Overall {
        rank: u32,
    },
    MinScore {
        score_milli: i64,
    },
    TopUp {
        rank: u32,
    },
}

/// A unit that stood at a seat and did not get it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    pub unit: Uuid,
    /// The period of the seat; none for the ranking over the stage.
    pub period: Option<String>,
    pub reason: PassedReason,
}

/// Why a unit did not get a seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PassedReason {
    AlreadyQualified,
    BlockFull { block: String, max: u16 },
    TargetReached,
}

/// Units of equal rank at too few seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UndecidedSeats {
    pub period: Option<String>,
    pub block: Option<String>,
    pub rank: u32,
    pub units: Vec<Uuid>,
    pub seats: u16,
}

/// Puts the standings of all blocks into the form [`qualify`] reads.
pub fn ranked_units(blocks: &[UnitStandings]) -> Vec<RankedUnit> {
    let of_block = |block: &UnitStandings| {
        let name = block.block.clone();
        let units = block.ranked.iter();
        let rows = units.map(move |unit| RankedUnit {
            unit: unit.unit,
            block: name.clone(),
            rank: unit.rank,
            score_milli: unit.score_milli,
        });
        rows.collect::<Vec<_>>()
    };
    blocks.iter().flat_map(of_block).collect()
}

/// Computes the list. `periods` in time order; `overall` is the ranking over the whole stage; `decided` is the order
/// the organisers gave to units of equal rank, where one was needed.
pub fn qualify(rule: &Qualifier, periods: &[PeriodResult], overall: &[RankedUnit], decided: &[Uuid]) -> Qualification {
    let mut list = List {
        rule,
        decided,
        out: Qualification::default(),
        blocks: BTreeMap::new(),
        reserved: 0,
    };
    match rule.source {
        QualifierSource::PeriodWinners { places } => {
            for period in periods {
                for block in by_block(&period.units) {
                    list.winners(period, &block, places);
                }
            }
        }
        QualifierSource::BestOverall => list.overall(overall, |unit| Via::Overall { rank: unit.rank }, true),
        QualifierSource::MinScore { score_milli } => {
            let enough: Vec<RankedUnit> = overall
                .iter()
                .filter(|unit| unit.score_milli >= score_milli)
                .cloned()
                .collect();
            list.overall(
                &enough,
                |unit| Via::MinScore {
                    score_milli: unit.score_milli,
                },
                true,
            );
        }
    }
    if rule.top_up == TopUp::BestOverall && rule.source != QualifierSource::BestOverall {
        list.overall(overall, |unit| Via::TopUp { rank: unit.rank }, false);
    }
    let taken = u16::try_from(list.out.qualified.len()).unwrap_or(u16::MAX);
    list.out.open_seats = rule.target.saturating_sub(taken);
    list.out
}

fn by_block(units: &[RankedUnit]) -> Vec<Vec<RankedUnit>> {
    let mut blocks: BTreeMap<Option<String>, Vec<RankedUnit>> = BTreeMap::new();
    for unit in units {
        blocks.entry(unit.block.clone()).or_default().push(unit.clone());
    }
    blocks.into_values().collect()
}

struct List<'a> {
    rule: &'a Qualifier,
    decided: &'a [Uuid],
    out: Qualification,
    /// Qualified units per block.
    blocks: BTreeMap<String, u16>,
    /// Seats that wait for a decision.
    reserved: u16,
}

impl List<'_> {
    fn free_seats(&self) -> u16 {
        let taken = u16::try_from(self.out.qualified.len()).unwrap_or(u16::MAX);
        self.rule.target.saturating_sub(taken).saturating_sub(self.reserved)
    }

    fn holds(&self, unit: Uuid) -> bool {
        self.out.qualified.iter().any(|qualified| qualified.unit == unit)
    }

    fn block_obstacle(&self, unit: &RankedUnit) -> Option<PassedReason> {
        let block = unit.block.as_ref()?;
        let quota = self.rule.quotas.iter().find(|quota| &quota.block == block)?;
        let taken = self.blocks.get(block).copied().unwrap_or(0);
        (taken >= quota.max).then(|| PassedReason::BlockFull {
            block: block.clone(),
            max: quota.max,
        })
    }

    fn pass(&mut self, unit: &RankedUnit, period: Option<&str>, reason: PassedReason) {
        self.out.passed.push(Passed {
            unit: unit.unit,
            period: period.map(str::to_owned),
            reason,
        });
    }

    fn seat(&mut self, unit: &RankedUnit, via: Via) {
        if let Some(block) = &unit.block {
            *self.blocks.entry(block.clone()).or_default() += 1;
        }
        self.out.qualified.push(Qualified { unit: unit.unit, via });
    }

    /// Seats of one period and one block.
    fn winners(&mut self, period: &PeriodResult, units: &[RankedUnit], places: u16) {
        let name = Some(period.period.as_str());
        let mut seats = places;
        let mut moved_up = false;
        for group in units.chunk_by(|left, right| left.rank == right.rank) {
            let mut fit = Vec::new();
            for unit in group {
                if seats == 0 {
                    return;
                }
                let obstacle = if self.holds(unit.unit) {
                    Some(PassedReason::AlreadyQualified)
                } else {
                    self.block_obstacle(unit)
                };
                let Some(reason) = obstacle else {
                    fit.push(unit);
                    continue;
                };
                self.pass(unit, name, reason);
                match self.rule.repeat {
                    Repeat::NextInRank => moved_up = true,
                    Repeat::SeatStaysOpen => seats -= 1,
                }
            }
            let via = |unit: &RankedUnit| {
                let (period, block, rank) = (period.period.clone(), unit.block.clone(), unit.rank);
                if moved_up {
                    Via::NextInRank { period, block, rank }
                } else {
                    Via::PeriodWinner { period, block, rank }
                }
            };
            seats = self.fill(&fit, seats, name, via);
        }
    }

    /// Seats by the ranking over the stage. In a top-up, units that hold a seat already are simply gone past.
    fn overall(&mut self, units: &[RankedUnit], via: impl Fn(&RankedUnit) -> Via, tell: bool) {
        let mut units = units.to_vec();
        // Rankings per block are merged by score; inside one ranking the rank decides.
        let merged = units.iter().any(|unit| unit.block.is_some());
        let order = |unit: &RankedUnit| {
            if merged {
                -unit.score_milli
            } else {
                i64::from(unit.rank)
            }
        };
        units.sort_by_key(order);
        for group in units.chunk_by(|left, right| order(left) == order(right)) {
            let mut fit = Vec::new();
            for unit in group {
                if self.holds(unit.unit) {
                    continue;
                }
                match self.block_obstacle(unit) {
                    Some(reason) => self.pass(unit, None, reason),
                    None => fit.push(unit),
                }
            }
            let seats = self.free_seats();
            if seats == 0 && !tell {
                return;
            }
            self.fill(&fit, seats, None, &via);
        }
    }

    /// Seats a group of equal rank; returns the seats left.
    fn fill(
        &mut self,
        group: &[&RankedUnit],
        seats: u16,
        period: Option<&str>,
        via: impl Fn(&RankedUnit) -> Via,
    ) -> u16 {
        let free = seats.min(self.free_seats());
        let need = u16::try_from(group.len()).unwrap_or(u16::MAX);
        if free == 0 {
            if self.free_seats() == 0 {
                for unit in group {
                    self.pass(unit, period, PassedReason::TargetReached);
                }
            }
            return seats;
        }
        let mut order = group.to_vec();
        if need > free {
            let place = |unit: &&RankedUnit| self.decided.iter().position(|id| *id == unit.unit);
            if order.iter().any(|unit| place(unit).is_none()) {
                self.out.undecided.push(UndecidedSeats {
                    period: period.map(str::to_owned),
                    block: group.first().and_then(|unit| unit.block.clone()),
                    rank: group.first().map_or(0, |unit| unit.rank),
                    units: group.iter().map(|unit| unit.unit).collect(),
                    seats: free,
                });
                self.reserved += free;
                return seats - free;
            }
            order.sort_by_key(place);
        }
        let mut left = seats;
        for unit in order {
            // A block can fill up inside the group.
            if let Some(reason) = self.block_obstacle(unit) {
                self.pass(unit, period, reason);
            } else if left == 0 || self.free_seats() == 0 {
                self.pass(unit, period, PassedReason::TargetReached);
            } else {
                self.seat(unit, via(unit));
                left -= 1;
            }
        }
        left
    }
}
