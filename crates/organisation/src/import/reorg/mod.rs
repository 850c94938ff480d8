//! Bringing whole re-organisations in from spreadsheets: a row for each unit that goes somewhere.
//!
//! Rows with the same number of act, the same key and the same day are one act. [`check`] is a plain function: it
//! reads every row ([`row`]), gathers the acts ([`group`]), looks the units up on the eve ([`eve`]), makes operations of the rows
//! ([`act`], [`seed`]) and holds each act against everything on record and the acts before it ([`judge`]). Only
//! [`run`] asks the store. An act comes in whole or not at all; the other acts of the file are not held up by it.

pub mod act;
pub mod columns;
pub mod eve;
pub mod export;
pub mod fault;
pub mod file;
pub mod group;
pub mod judge;
pub mod row;
pub mod run;
pub mod said;
pub mod seed;
pub mod work;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use uuid::Uuid;

pub use columns::Col;
pub use fault::{Fault, Hint, Warning, Why};
pub use run::{check, write};

use self::act::{Day, Op};
use self::eve::Eve;
use self::export::Founded;
use self::group::Group;
use self::judge::Case;
use self::row::Reader;
use super::check::Repairs;
use super::table::Table;
use crate::history::{Entry, History, Step};
use crate::plan::Plan;
use crate::stage::Stage;
use crate::store::reorgs::{Paper, Reorg};
use crate::unit::code_key;

/// What the file is held against.
#[derive(Clone, Debug)]
pub struct Record {
    pub today: Date,
    /// Every step in force.
    pub entries: Vec<Entry>,
    /// What they make.
    pub history: Arc<History>,
    /// Re-organisations that are on their way or applied.
    pub acts: Vec<Reorg>,
    /// What an act is called.
    pub titles: HashMap<Uuid, String>,
}

/// An act that can be written.
#[derive(Clone, Debug)]
pub struct Act {
    pub paper: Paper,
    /// What tells it from other acts of its day, where it has no number.
    pub key: String,
    pub plan: Plan,
    /// The rows that it comes from.
    pub rows: Vec<usize>,
    pub ends: usize,
    pub begins: usize,
    pub moves: usize,
}

/// Everything that a dry run found out.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The sheet that was read; empty for CSV.
    pub sheet: String,
    pub rows_read: usize,
    pub acts: Vec<Act>,
    /// Acts that are on record with the same content.
    pub same: usize,
    /// Acts that have a fault, by number or title.
    pub faulty: Vec<String>,
    pub faults: Vec<Fault>,
    pub warnings: Vec<Warning>,
    pub repairs: Repairs,
    /// Headings that mean nothing here.
    pub ignored: Vec<String>,
}

impl Checked {
    /// How many operations the acts have.
    pub fn operations(&self) -> usize {
        self.acts.iter().map(|act| act.plan.operations.len()).sum()
    }

    /// Whether a fault of this name is about a row; for tests and logs.
    pub fn has_fault(&self, row: usize, key: &str) -> bool {
        self.faults
            .iter()
            .any(|fault| fault.is_at(row) && fault.why.key() == key)
    }
}

/// What is kept of an act while its day is being judged.
struct Kept {
    paper: Paper,
    key: String,
    rows: Vec<usize>,
    founded: HashSet<Uuid>,
    /// On record already, with the same content.
    same: bool,
}

fn name_of(paper: &Paper) -> String {
    [&paper.number, &paper.title]
        .into_iter()
        .find(|name| !name.is_empty())
        .cloned()
        .unwrap_or_else(|| {
            let day = paper.effective_on;
            format!("{}/{}/{}", day.day(), day.month(), day.year())
        })
}

struct Checking<'c, 't> {
    reader: Reader<'t>,
    record: &'c Record,
    fresh: &'c mut dyn FnMut() -> Uuid,
    entries: Vec<Entry>,
    /// Folds of the log that are left.
    folds: usize,
    /// Units founded by drafts on record.
    drafted: Founded,
    acts: Vec<(Kept, Case, Vec<Entry>)>,
}

/// What a file would do. Writes nothing, asks nobody.
pub fn examine(table: &Table, record: &Record, fresh: &mut dyn FnMut() -> Uuid) -> Checked {
    let drafts = record.acts.iter().flat_map(|reorg| reorg.plan.founded());
    let mut checking = Checking {
        reader: Reader::new(table, record.today),
        record,
        fresh,
        entries: record.entries.clone(),
        folds: judge::FOLDS,
        drafted: drafts
            .map(|founding| (founding.unit, founding.traits.clone()))
            .collect(),
        acts: Vec::new(),
    };
    let cited = table
        .lines
        .iter()
        .filter_map(|line| checking.reader.row(line))
        .collect();
    let groups = group::groups(&mut checking.reader, cited);
    let mut history = Arc::clone(&record.history);
    let mut rest = groups.into_iter().peekable();
    while let Some(first) = rest.next() {
        let on = first.paper.effective_on;
        let mut day = vec![first];
        while let Some(next) = rest.next_if(|group| group.paper.effective_on == on) {
            day.push(next);
        }
        if let Some(after) = checking.day(&history, day) {
            history = Arc::new(after);
        }
    }
    checking.finish(table)
}

impl Checking<'_, '_> {
    fn day(&mut self, history: &History, groups: Vec<Group>) -> Option<History> {
        let on = groups.first()?.paper.effective_on;
        let mut eve = Eve::of(history, on);
        let mut founded = Day::new();
        let mut kept = Vec::new();
        let mut cases = Vec::new();
        for group in groups {
            let (keep, case) = self.group(&mut eve, &founded, group);
            for founding in case.ops.iter().flat_map(|op| op.operation.founded()) {
                let key = (founding.traits.kind.line(), code_key(&founding.traits.code));
                founded.insert(key, founding.unit);
            }
            kept.push(keep);
            cases.push(case);
        }
        let after = judge::judge(
            &mut self.reader,
            &mut self.entries,
            history,
            &mut cases,
            &self.record.titles,
            &mut self.folds,
        );
        for (keep, case) in kept.into_iter().zip(cases) {
            let steps = case.plan().compile(case.reorg, on, history);
            self.acts.push((keep, case, steps));
        }
        after
    }

    fn group(&mut self, eve: &mut Eve<'_>, founded: &Day, group: Group) -> (Kept, Case) {
        let Group {
            paper,
            key,
            at,
            rows,
            faulty,
        } = group;
        let like: Vec<&Reorg> = self
            .record
            .acts
            .iter()
            .filter(|reorg| reorg.paper.effective_on == paper.effective_on)
            .filter(|reorg| code_key(&reorg.paper.number) == code_key(&paper.number))
            .collect();
        // By number, by key; without either what an act does is all that it can be known by.
        let keyed = |reorg: &&&Reorg| {
            let known = [export::key_of(reorg, false), export::id_key(reorg)];
            known.iter().any(|known| code_key(known) == code_key(&key))
        };
        let named: Vec<&Reorg> = if key.is_empty() && !paper.number.is_empty() {
            like.clone()
        } else {
            like.iter().filter(keyed).copied().collect()
        };
        let own = if named.is_empty() { &like } else { &named };
        eve.own = own.iter().map(|reorg| reorg.id).collect();
        let before = self.reader.faults.len();
        let mut ops = act::operations(&mut self.reader, eve, founded, rows, self.fresh);
        let faulty = faulty || self.reader.faults.len() > before;
        let plan = Plan {
            operations: ops.iter().map(|op| op.operation.clone()).collect(),
        };
        let mut reorg = (self.fresh)();
        let mut same = false;
        if !faulty && !like.is_empty() {
            let written = export::rows(&plan, eve, &self.drafted);
            let equal = named
                .iter()
                .chain(&like)
                .find(|known| export::rows(&known.plan, eve, &self.drafted) == written);
            let first = at.first().copied().unwrap_or_default();
            if let Some(known) = equal {
                let stage = known.stage.code();
                self.reader.hint(first, Col::Number, Hint::OnRecord { stage });
                same = true;
                reorg = known.id;
                // What is in force is in the history; what waits is put in place of the rows, with its own units.
                ops = if known.stage == Stage::Applied {
                    Vec::new()
                } else {
                    let operations = known.plan.operations.iter().cloned();
                    operations
                        .map(|operation| Op {
                            operation,
                            rows: at.iter().map(|row| (*row, None)).collect(),
                        })
                        .collect()
                };
            } else if let Some(known) = named.first() {
                let stage = known.stage.code();
                self.reader.hint(first, Col::Number, Hint::LikeOnRecord { stage });
            }
        }
        let foundings = ops.iter().flat_map(|op| op.operation.founded());
        let keep = Kept {
            founded: foundings.map(|founding| founding.unit).collect(),
            rows: at,
            same,
            paper,
            key,
        };
        let case = Case {
            reorg,
            on: keep.paper.effective_on,
            name: name_of(&keep.paper),
            ops,
            faulty,
            known: same,
        };
        (keep, case)
    }

    fn finish(mut self, table: &Table) -> Checked {
        let mut lost: HashMap<Uuid, String> = HashMap::new();
        let (mut acts, mut faulty, mut same) = (Vec::new(), Vec::new(), 0_usize);
        for (keep, mut case, steps) in std::mem::take(&mut self.acts) {
            let stands_on = case
                .ops
                .iter()
                .flat_map(|op| act::mentions(&op.operation))
                .find_map(|unit| lost.get(&unit).cloned());
            if let (false, Some(act)) = (case.faulty, stands_on) {
                let first = keep.rows.first().copied().unwrap_or_default();
                self.reader.fault(first, Col::Number, Why::Waits { act });
                case.faulty = true;
            }
            // Rows that say nothing that can be written have had their faults named.
            let empty = case.ops.is_empty() && !keep.same;
            if case.faulty || empty {
                lost.extend(keep.founded.iter().map(|unit| (*unit, case.name.clone())));
                faulty.push(case.name);
            } else if keep.same {
                same = same.saturating_add(1);
            } else {
                acts.push(act_of(keep, &case, &steps));
            }
        }
        let mut faults = self.reader.faults;
        faults.sort_by_key(|fault| (fault.place.row, fault.place.column));
        Checked {
            sheet: table.sheet.clone(),
            rows_read: table.lines.len(),
            acts,
            same,
            faulty,
            faults,
            warnings: self.reader.warnings,
            repairs: self.reader.repairs,
            ignored: table.ignored.clone(),
        }
    }
}

fn act_of(keep: Kept, case: &Case, steps: &[Entry]) -> Act {
    let (mut ends, mut begins, mut moves) = (HashSet::new(), HashSet::new(), HashSet::new());
    for entry in steps {
        let unit = entry.step.unit();
        match &entry.step {
            Step::Cease { .. } => ends.insert(unit),
            Step::Begin { .. } | Step::Revive { .. } => begins.insert(unit),
            Step::Place { .. } if !keep.founded.contains(&unit) => moves.insert(unit),
            _ => false,
        };
    }
    Act {
        plan: case.plan(),
        paper: keep.paper,
        key: keep.key,
        rows: keep.rows,
        ends: ends.len(),
        begins: begins.len(),
        moves: moves.len(),
    }
}
