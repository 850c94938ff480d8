//! Giving out prizes, with a reason for everybody who is passed over.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use crate::ruleset::{PersonCap, PreviousWinner, PrizeRules, PrizeScope, PrizeTable, SharedPlace, Underfill};

/// Somebody in the ranking the prizes are given by: a person or a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub id: Uuid,
    /// For a person: the unit the cap per unit counts.
    pub unit: Option<Uuid>,
    pub rank: u32,
}

/// A prize won earlier in this contest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriorWin {
    pub table: String,
    pub period: Option<String>,
    /// Place in the table, from 0.
    pub place: usize,
    /// đồng.
    pub amount: i64,
}

/// What is known about the people besides their rank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Prizes won in this contest before this table is given.
    pub won_here: BTreeMap<Uuid, Vec<PriorWin>>,
    /// Winners of earlier contests.
    pub won_before: BTreeSet<Uuid>,
    /// Refused by the organisers after checking (identity, complaint), with the reason on record elsewhere.
    pub rejected: BTreeSet<Uuid>,
    /// Order in which the organisers put people who share a rank; needed only for those.
    pub decided: Vec<Uuid>,
}

/// The outcome of giving one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Allotment {
    pub awards: Vec<Award>,
    pub skips: Vec<Skip>,
    /// Places nobody gets, one entry for each prize.
    pub empty: Vec<usize>,
    /// Groups of equal rank the organisers have to decide on.
    pub undecided: Vec<Undecided>,
    /// Earlier prizes given back because a higher one was won; their tables are to be given again.
    pub released: Vec<(Uuid, PriorWin)>,
    /// What dividing left over, đồng.
    pub undivided: i64,
}

/// A prize given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Award {
    pub id: Uuid,
    /// Place in the table, from 0.
    pub place: usize,
    /// đồng.
    pub amount: i64,
    pub rank: u32,
    /// How many share this place by rank; 1 = alone.
    pub sharing: u32,
}

/// Somebody passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Skip {
    pub id: Uuid,
    pub rank: u32,
    /// The place that would have been given.
    pub place: usize,
    pub reason: SkipReason,
}

/// Why somebody is passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SkipReason {
    /// Already has as many prizes of this contest as one person may take.
    CapReached {
        max: u16,
    },
    /// Keeps an earlier prize that is at least as high.
    HoldsHigher {
        amount: i64,
    },
    WonBefore,
    /// The unit already has as many prizes of this table as it may.
    UnitCapReached {
        max: u16,
    },
    Rejected,
    /// Shared a rank and came after the last prize in the order the organisers decided.
    DecidedBehind,
}

/// A group of equal rank at seats that are not equal, or not enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undecided {
    pub rank: u32,
    pub ids: Vec<Uuid>,
    /// The places they stand at, one for each prize.
    pub places: Vec<usize>,
}

/// Gives one table. `candidates` are in rank order; those behind the last prize are not looked at.
pub fn allot(rules: &PrizeRules, table: &PrizeTable, candidates: &[Candidate], ledger: &Ledger) -> Allotment {
    let seats = table.places.iter().enumerate();
    let seats: Vec<Seat> = seats
        .flat_map(|(place, given)| {
            (0..given.count).map(move |_| Seat {
                place,
                amount: given.amount,
            })
        })
        .collect();
    let mut giving = Giving {
        rules,
        table,
        ledger,
        seats,
        next: 0,
        units: BTreeMap::new(),
        out: Allotment::default(),
    };
    for group in candidates.chunk_by(|left, right| left.rank == right.rank) {
        if giving.next >= giving.seats.len() {
            break;
        }
        giving.group(group);
    }
    let rest: Vec<usize> = giving.seats.iter().skip(giving.next).map(|seat| seat.place).collect();
    giving.out.empty.extend(rest);
    giving.out
}

#[derive(Clone, Copy)]
struct Seat {
    place: usize,
    amount: i64,
}

struct Giving<'a> {
    rules: &'a PrizeRules,
    table: &'a PrizeTable,
    ledger: &'a Ledger,
    seats: Vec<Seat>,
    /// First seat not yet given.
    next: usize,
    /// Prizes of this table per unit.
    units: BTreeMap<Uuid, u16>,
    out: Allotment,
}

impl Giving<'_> {
    fn group(&mut self, group: &[Candidate]) {
        let decided = self.in_decided_order(group);
        let one_by_one = group.len() == 1 || decided.is_some();
        let order = decided.unwrap_or_else(|| group.to_vec());
        if one_by_one {
            for candidate in order {
                self.single(candidate, group.len());
            }
            return;
        }
        let Some(seat) = self.seats.get(self.next).copied() else {
            return;
        };
        let mut fit = Vec::with_capacity(order.len());
        for candidate in order {
            match self.obstacle(candidate, seat) {
                Some(reason) => self.skip(candidate, seat, reason),
                None => fit.push(candidate),
            }
        }
        self.shared(&fit);
    }

    /// The group in the organisers' order, if they put every member of it in order.
    fn in_decided_order(&self, group: &[Candidate]) -> Option<Vec<Candidate>> {
        let mut order = group
            .iter()
            .map(|candidate| {
                let place = self.ledger.decided.iter().position(|id| *id == candidate.id)?;
                Some((place, *candidate))
            })
            .collect::<Option<Vec<_>>>()?;
        order.sort_by_key(|(place, _)| *place);
        Some(order.into_iter().map(|(_, candidate)| candidate).collect())
    }

    fn single(&mut self, candidate: Candidate, group: usize) {
        let Some(seat) = self.seats.get(self.next).copied() else {
            // Only members of a decided group come here: single candidates stop at the last seat.
            let place = self.table.places.len().saturating_sub(1);
            let reason = SkipReason::DecidedBehind;
            if group > 1 {
                self.out.skips.push(Skip {
                    id: candidate.id,
                    rank: candidate.rank,
                    place,
                    reason,
                });
            }
            return;
        };
        if let Some(reason) = self.obstacle(candidate, seat).or_else(|| self.unit_obstacle(candidate)) {
            self.skip(candidate, seat, reason);
        } else {
            self.award(candidate, seat, seat.amount, 1);
            self.next += 1;
        }
    }

    /// Several people of one rank, all of them entitled.
    fn shared(&mut self, fit: &[Candidate]) {
        let end = self.seats.len().min(self.next + fit.len());
        let covered: Vec<Seat> = self.seats.iter().take(end).skip(self.next).copied().collect();
        let (Some(first), Some(last)) = (covered.first().copied(), covered.last().copied()) else {
            return;
        };
        let sharing = u32::try_from(fit.len()).unwrap_or(u32::MAX);
        let equal = covered.len() == fit.len() && first.place == last.place;
        if self.unit_cap_bites(fit) {
            self.leave_open(fit, &covered);
        } else if equal {
            for candidate in fit {
                self.award(*candidate, first, first.amount, sharing);
            }
        } else {
            match self.rules.shared {
                SharedPlace::AllReceive => {
                    for candidate in fit {
                        self.award(*candidate, first, first.amount, sharing);
                    }
                }
                SharedPlace::SplitMoney => {
                    let money: i64 = covered.iter().fold(0, |sum: i64, seat| sum.saturating_add(seat.amount));
                    let each = money / i64::from(sharing.max(1));
                    self.out.undivided += money - each * i64::from(sharing);
                    for candidate in fit {
                        self.award(*candidate, first, each, sharing);
                    }
                }
                SharedPlace::OrganisersDecide => self.leave_open(fit, &covered),
            }
        }
        self.next = end;
    }

    fn leave_open(&mut self, fit: &[Candidate], covered: &[Seat]) {
        self.out.undecided.push(Undecided {
            rank: fit.first().map_or(0, |candidate| candidate.rank),
            ids: fit.iter().map(|candidate| candidate.id).collect(),
            places: covered.iter().map(|seat| seat.place).collect(),
        });
    }

    fn award(&mut self, candidate: Candidate, seat: Seat, amount: i64, sharing: u32) {
        if self.is_person_table() {
            if let Some(unit) = candidate.unit {
                *self.units.entry(unit).or_default() += 1;
            }
            if self.rules.person_cap == PersonCap::KeepHighest {
                let earlier = self.ledger.won_here.get(&candidate.id).into_iter().flatten();
                self.out.released.extend(earlier.map(|win| (candidate.id, win.clone())));
            }
        }
        self.out.awards.push(Award {
            id: candidate.id,
            place: seat.place,
            amount,
            rank: candidate.rank,
            sharing,
        });
    }

    fn skip(&mut self, candidate: Candidate, seat: Seat, reason: SkipReason) {
        self.out.skips.push(Skip {
            id: candidate.id,
            rank: candidate.rank,
            place: seat.place,
            reason,
        });
        if self.rules.underfill == Underfill::LeaveEmpty && self.next < self.seats.len() {
            self.out.empty.push(seat.place);
            self.next += 1;
        }
    }

    fn is_person_table(&self) -> bool {
        self.table.scope == PrizeScope::Person
    }

    /// What bars a candidate from a seat, apart from the cap per unit. Caps per person do not bind units.
    fn obstacle(&self, candidate: Candidate, seat: Seat) -> Option<SkipReason> {
        if self.ledger.rejected.contains(&candidate.id) {
            return Some(SkipReason::Rejected);
        }
        if !self.is_person_table() {
            return None;
        }
        if self.rules.previous_winner == PreviousWinner::PassedOver && self.ledger.won_before.contains(&candidate.id) {
            return Some(SkipReason::WonBefore);
        }
        let wins = self.ledger.won_here.get(&candidate.id)?;
        match self.rules.person_cap {
            PersonCap::Unlimited => None,
            PersonCap::PerContest { max } => (wins.len() >= usize::from(max)).then_some(SkipReason::CapReached { max }),
            PersonCap::KeepHighest => {
                let highest = wins.iter().map(|win| win.amount).max()?;
                (highest >= seat.amount).then_some(SkipReason::HoldsHigher { amount: highest })
            }
        }
    }

    fn unit_obstacle(&self, candidate: Candidate) -> Option<SkipReason> {
        let max = self.rules.per_unit_cap.filter(|_| self.is_person_table())?;
        let taken = self.units.get(&candidate.unit?).copied().unwrap_or(0);
        (taken >= max).then_some(SkipReason::UnitCapReached { max })
    }

    /// Whether the cap per unit would choose between people of one rank; that is not for a machine to do.
    fn unit_cap_bites(&self, fit: &[Candidate]) -> bool {
        let Some(max) = self.rules.per_unit_cap.filter(|_| self.is_person_table()) else {
            return false;
        };
        let mut units = self.units.clone();
        fit.iter().filter_map(|candidate| candidate.unit).any(|unit| {
            let taken = units.entry(unit).or_default();
            *taken += 1;
            *taken > max
        })
    }
}
