//! The result of one period: a pure function of sealed sheets, rules, repairs and confirmed headcounts. Whoever holds
//! the same data computes the same winners; nothing here is typed by hand.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::collective::{self, Headcount, PersonRow, UnitInput, UnitStandings};
use crate::desk::Round;
use crate::entries::Entries;
use crate::marking::{Mark, Repair, RepairError, Repairs};
use crate::paper::PaperError;
use crate::prize::{self, Allotment, Candidate, Ledger, PriorWin};
use crate::ranking::{self, AttemptRow, RankRules, Standing, Standings};
use crate::ruleset::{PrizeScope, PrizeSpan, PrizeTable};
use crate::sheet::{Sheet, SheetError};
use crate::store::log::{AttemptRecord, SheetRecord};

/// Why no result can be computed.
#[derive(Debug, thiserror::Error)]
pub enum ResultError {
    #[error("attempt {attempt}: {source}")]
    Sheet { attempt: i64, source: SheetError },
    #[error("attempt {attempt}: {source}")]
    Paper { attempt: i64, source: PaperError },
    #[error(transparent)]
    Repair(#[from] RepairError),
}

/// A unit that competes (directly below the top of the tree), with what is known of it on the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompetingUnit {
    pub unit: Uuid,
    pub block: Option<String>,
    pub headcount: Headcount,
}

/// Everything a result is computed from.
#[derive(Debug)]
pub struct Input<'a> {
    pub round: &'a Round,
    pub lot_seed: &'a [u8; 32],
    pub attempts: &'a [AttemptRecord],
    pub sheets: &'a [SheetRecord],
    pub repairs: &'a [Repair],
    /// The competing unit above each unit.
    pub above: &'a HashMap<Uuid, Uuid>,
    pub units: &'a [CompetingUnit],
    /// Prizes of earlier periods and what the organisers decided, under the entries that go on.
    pub ledger: &'a Ledger,
    /// Who has been entered twice, as known when the result is computed.
    pub entries: &'a Entries,
}

/// Totals of a period; people and attempts are different things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub people: usize,
    pub attempts: usize,
    pub people_all_correct: usize,
    pub attempts_all_correct: usize,
    /// Attempts that are faster than the rules call plausible: for people to look at, never voided by itself.
    pub implausibly_fast: usize,
}

/// A table of prizes as given.
#[derive(Clone, Debug)]
pub struct GivenTable {
    pub table: PrizeTable,
    /// The block for which it was given, when units are compared within blocks.
    pub block: Option<String>,
    pub allotment: Allotment,
}

/// The result of a period.
#[derive(Clone, Debug)]
pub struct PeriodResult {
    pub standings: Standings,
    pub units: Vec<UnitStandings>,
    pub persons: Vec<GivenTable>,
    pub collectives: Vec<GivenTable>,
    pub totals: Totals,
    /// The true value of the prediction, when it was asked.
    pub truth: Option<i64>,
    pub marks: HashMap<i64, Mark>,
    /// People by grassroots unit, for the officer's table.
    pub by_unit: BTreeMap<Uuid, (u32, u32)>,
    /// SHA-256 over the order of people and units and the prizes.
    pub hash: [u8; 32],
}

fn rows(input: &Input<'_>, repairs: &Repairs) -> Result<Vec<AttemptRow>, ResultError> {
    let sheets: HashMap<i64, &SheetRecord> = input.sheets.iter().map(|sheet| (sheet.attempt_id, sheet)).collect();
    let mut rows = Vec::with_capacity(input.attempts.len());
    for record in input.attempts {
        let attempt = record.id;
        let Some(kept) = sheets.get(&attempt) else { continue };
        let sheet = Sheet::unpack(&kept.packed).map_err(|source| ResultError::Sheet { attempt, source })?;
        let mark = input
            .round
            .mark(record.member_id, record.number, &sheet, repairs)
            .map_err(|source| ResultError::Paper { attempt, source })?;
        rows.push(AttemptRow {
            attempt,
            member: record.member_id,
            unit: Some(record.unit_id),
            number: u32::try_from(record.number).unwrap_or(u32::MAX),
            started_ms: record.opened_at,
            submitted_ms: kept.finished_at,
            mark,
            prediction: sheet.prediction,
            standing: match record.standing {
                0 => Standing::Ranked,
                1 => Standing::PlaysUnranked,
                _ => Standing::Voided,
            },
            // Members come from their unit's own list; a contest for citizens will bring its own check.
            verified: true,
        });
    }
    let round = input.round;
    input.entries.gather(&round.quiz.attempts, &round.period(), &mut rows);
    Ok(rows)
}

fn totals(input: &Input<'_>, rows: &[AttemptRow]) -> Totals {
    let mut people: HashMap<Uuid, bool> = HashMap::new();
    for row in rows {
        *people.entry(row.member).or_default() |= row.mark.all_correct();
    }
    let policy = &input.round.quiz.attempts;
    Totals {
        people: people.len(),
        attempts: rows.len(),
        people_all_correct: people.values().filter(|perfect| **perfect).count(),
        attempts_all_correct: rows.iter().filter(|row| row.mark.all_correct()).count(),
        implausibly_fast: rows
            .iter()
            .filter(|row| policy.implausibly_fast(row.submitted_ms - row.started_ms))
            .count(),
    }
}

/// Computes the result of a period.
pub fn compute(input: &Input<'_>) -> Result<PeriodResult, ResultError> {
    let quiz = &input.round.quiz;
    let repairs = Repairs::new(&input.round.bank, input.repairs)?;
    let rows = rows(input, &repairs)?;
    let truth = quiz
        .prediction
        .as_ref()
        .map(|prediction| ranking::truth(prediction, &rows));
    let rules = RankRules {
        ranking: &quiz.ranking,
        counts: quiz.attempts.counts,
        prediction: quiz.prediction.as_ref().zip(truth),
        lot_seed: input.lot_seed,
    };
    let standings = ranking::rank(&rules, &rows);
    let mut ledger = input.ledger.clone();
    let candidates: Vec<Candidate> = standings
        .people
        .iter()
        .map(|person| Candidate {
            id: person.member,
            unit: person.unit.and_then(|u| input.above.get(&u).copied()),
            rank: person.rank,
        })
        .collect();
    let mut persons = Vec::new();
    for table in each_period(&quiz.prizes.tables, PrizeScope::Person) {
        persons.push(give(quiz, table, None, &candidates, &mut ledger));
    }
    let people = collective::people(quiz.attempts.counts, &rows);
    let mut by_unit: BTreeMap<Uuid, (u32, u32)> = BTreeMap::new();
    for person in &people {
        let (count, attempts) = by_unit.entry(person.unit).or_default();
        *count += 1;
        *attempts = attempts.saturating_add(person.attempts);
    }
    let units = rank_units(input, &people, &persons);
    let mut collectives = Vec::new();
    for table in each_period(&quiz.prizes.tables, PrizeScope::Unit) {
        for block in &units {
            let wanted = if table.per_block {
                true
            } else {
                units.len() == 1 || block.block.is_none()
            };
            if wanted {
                let candidates: Vec<Candidate> = block
                    .ranked
                    .iter()
                    .map(|unit| Candidate {
                        id: unit.unit,
                        unit: None,
                        rank: unit.rank,
                    })
                    .collect();
                collectives.push(give(quiz, table, block.block.clone(), &candidates, &mut ledger));
            }
        }
    }
    let marks = rows.iter().map(|row| (row.attempt, row.mark)).collect();
    let hash = hash(&standings, &units, persons.iter().chain(&collectives));
    Ok(PeriodResult {
        totals: totals(input, &rows),
        standings,
        units,
        persons,
        collectives,
        truth,
        marks,
        by_unit,
        hash,
    })
}

fn each_period(tables: &[PrizeTable], scope: PrizeScope) -> impl Iterator<Item = &PrizeTable> {
    tables
        .iter()
        .filter(move |table| table.scope == scope && table.span == PrizeSpan::EachPeriod)
}

fn give(
    quiz: &crate::ruleset::Quiz,
    table: &PrizeTable,
    block: Option<String>,
    candidates: &[Candidate],
    ledger: &mut Ledger,
) -> GivenTable {
    let allotment = prize::allot(&quiz.prizes, table, candidates, ledger);
    for award in &allotment.awards {
        let win = PriorWin {
            table: table.code.clone(),
            period: None,
            place: award.place,
            amount: award.amount,
        };
        ledger.won_here.entry(award.id).or_default().push(win);
    }
    GivenTable {
        table: table.clone(),
        block,
        allotment,
    }
}

fn rank_units(input: &Input<'_>, people: &[PersonRow], persons: &[GivenTable]) -> Vec<UnitStandings> {
    let Some(rules) = &input.round.quiz.collective else {
        return Vec::new();
    };
    let lifted: Vec<PersonRow> = people
        .iter()
        .filter_map(|person| {
            Some(PersonRow {
                unit: *input.above.get(&person.unit)?,
                ..*person
            })
        })
        .collect();
    let home: HashMap<Uuid, Uuid> = lifted.iter().map(|person| (person.member, person.unit)).collect();
    let mut points: HashMap<Uuid, i64> = HashMap::new();
    for given in persons {
        for award in &given.allotment.awards {
            let worth = given
                .table
                .places
                .get(award.place)
                .map_or(0, |place| i64::from(place.winner_points));
            if let Some(unit) = home.get(&award.id) {
                *points.entry(*unit).or_default() += worth;
            }
        }
    }
    let units: Vec<UnitInput> = input
        .units
        .iter()
        .map(|unit| UnitInput {
            unit: unit.unit,
            block: unit.block.clone(),
            headcount: unit.headcount,
            winner_points: points.get(&unit.unit).copied().unwrap_or(0),
        })
        .collect();
    collective::rank_units(rules, &lifted, &units, input.lot_seed)
}

fn hash<'a>(standings: &Standings, units: &[UnitStandings], given: impl Iterator<Item = &'a GivenTable>) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(b"donghanh/result/1");
    for person in &standings.people {
        hasher.update(person.member.as_bytes());
        hasher.update(person.rank.to_be_bytes());
        for value in person.values {
            hasher.update(value.to_be_bytes());
        }
    }
    for unit in units.iter().flat_map(|block| &block.ranked) {
        hasher.update(unit.unit.as_bytes());
        hasher.update(unit.rank.to_be_bytes());
        hasher.update(unit.score_milli.to_be_bytes());
    }
    for table in given {
        hasher.update(table.table.code.as_bytes());
        for award in &table.allotment.awards {
            hasher.update(award.id.as_bytes());
            hasher.update(award.amount.to_be_bytes());
        }
    }
    hasher.finalize().into()
}

impl PeriodResult {
    /// The prize a person or unit got in this period: table and place.
    pub fn prize_of(&self, id: Uuid) -> Option<(&PrizeTable, usize)> {
        self.persons.iter().chain(&self.collectives).find_map(|given| {
            given
                .allotment
                .awards
                .iter()
                .find(|award| award.id == id)
                .map(|award| (&given.table, award.place))
        })
    }

    /// Whether something is left for the organisers to decide before the result can be verified.
    pub fn undecided(&self) -> bool {
        self.persons
            .iter()
            .chain(&self.collectives)
            .any(|given| !given.allotment.undecided.is_empty())
    }
}
