//! Holding the acts of a file against everything on record and against each other.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use uuid::Uuid;

use super::act::{Op, mentions};
use super::columns::Col;
use super::fault::Why;
use super::row::Reader;
use crate::history::{Entry, Fault, History, Refusal, Step, fold};
use crate::plan::Plan;

/// An act being judged.
#[derive(Debug)]
pub struct Case {
    pub reorg: Uuid,
    pub on: Date,
    /// What it is called: number or title.
    pub name: String,
    pub ops: Vec<Op>,
    pub faulty: bool,
    /// On record with the same content: where it no longer fits, its own page says so, and no row is at fault.
    pub known: bool,
}

impl Case {
    /// What is left of its plan.
    pub fn plan(&self) -> Plan {
        Plan {
            operations: self.ops.iter().map(|op| op.operation.clone()).collect(),
        }
    }
}

/// How often the whole log may be folded for one file: once for each of its days and once for each refusal.
pub const FOLDS: usize = 500;

/// The history with the acts of one day. What does not go together with the rest is taken out and named at its rows,
/// and what is left is looked at again, so that one fault does not hide the next. When the file has used up its
/// `folds` the acts that are left are refused without being looked at.
pub fn judge(
    reader: &mut Reader<'_>,
    entries: &mut Vec<Entry>,
    history: &History,
    cases: &mut [Case],
    titles: &HashMap<Uuid, String>,
    folds: &mut usize,
) -> Option<History> {
    while *folds > 0 {
        *folds = folds.saturating_sub(1);
        let mut all = entries.clone();
        for case in &*cases {
            all.extend(case.plan().compile(case.reorg, case.on, history));
        }
        let refusal = match fold(&all) {
            Ok(history) => {
                *entries = all;
                return Some(history);
            }
            Err(refusal) => refusal,
        };
        let guilty = guilty(cases, &refusal)?;
        let told = told(cases, history, &refusal, guilty, titles);
        let case = cases.get_mut(guilty)?;
        case.faulty = !case.known;
        let at = culprit(case, &refusal, history)?;
        let op = case.ops.remove(at);
        if !case.known {
            let (rows, col) = rows(&op, &refusal.fault);
            reader.fault_at(&rows, col, told);
        }
        uproot(
            cases,
            op.operation.founded().iter().map(|founding| founding.unit).collect(),
        );
    }
    for case in cases {
        let ops = std::mem::take(&mut case.ops);
        if let Some((row, _)) = ops.first().and_then(|op| op.rows.first()) {
            case.faulty = true;
            reader.fault(*row, Col::Number, Why::TooMany);
        }
    }
    None
}

/// What stands on units that are no longer founded goes with them, without a fault of its own.
fn uproot(cases: &mut [Case], mut gone: HashSet<Uuid>) {
    while !gone.is_empty() {
        let mut next = HashSet::new();
        for case in &mut *cases {
            case.ops.retain(|op| {
                let stays = mentions(&op.operation).is_disjoint(&gone);
                if !stays {
                    case.faulty = true;
                    next.extend(op.operation.founded().iter().map(|founding| founding.unit));
                }
                stays
            });
        }
        next.retain(|unit| !gone.contains(unit));
        gone = next;
    }
}

/// The act of the file that the refusal is about. A refused step may be one on record that the file takes the ground
/// from.
fn guilty(cases: &[Case], refusal: &Refusal) -> Option<usize> {
    let named = |reorg: Option<Uuid>| cases.iter().position(|case| Some(case.reorg) == reorg);
    let with = |unit: Uuid| {
        cases
            .iter()
            .rposition(|case| case.ops.iter().any(|op| mentions(&op.operation).contains(&unit)))
    };
    named(Some(refusal.by))
        .filter(|at| cases.get(*at).is_some_and(|case| !case.ops.is_empty()))
        .or_else(|| named(refusal.against).filter(|at| cases.get(*at).is_some_and(|case| !case.ops.is_empty())))
        .or_else(|| with(refusal.fault.unit()))
        .or_else(|| refusal.fault.other().and_then(with))
        .or_else(|| cases.iter().rposition(|case| !case.ops.is_empty()))
}

/// The operation of an act that the refusal is about: the one whose steps are of that unit; of several the last.
fn culprit(case: &Case, refusal: &Refusal, history: &History) -> Option<usize> {
    let unit = refusal.fault.unit();
    let weight = |op: &Op| {
        let plan = Plan {
            operations: vec![op.operation.clone()],
        };
        let steps = plan.compile(case.reorg, case.on, history);
        let own = steps
            .iter()
            .any(|entry| entry.step.unit() == unit && fits(&entry.step, &refusal.fault));
        let mentioned = mentions(&op.operation);
        let other = refusal.fault.other().is_some_and(|other| mentioned.contains(&other));
        u8::from(own) * 4 + u8::from(other) * 2 + u8::from(mentioned.contains(&unit))
    };
    let weighed = case.ops.iter().enumerate().map(|(at, op)| (weight(op), at));
    weighed.max().map(|(_, at)| at)
}

/// Whether a step can be refused for such a fault.
const fn fits(step: &Step, fault: &Fault) -> bool {
    match fault {
        Fault::EndsSameDay { .. } => !matches!(step, Step::Cease { .. }),
        Fault::EndsTwice { .. } | Fault::ChildrenLeft { .. } => matches!(step, Step::Cease { .. }),
        Fault::SetTwice { .. } => matches!(step, Step::Alter { .. }),
        Fault::PlacedTwice { .. } | Fault::NoParent { .. } => matches!(step, Step::Place { .. }),
        Fault::AlreadyThere { .. } => matches!(step, Step::Begin { .. } | Step::Revive { .. }),
        Fault::Shares { .. } | Fault::Heirs { .. } | Fault::NoHeir { .. } => {
            matches!(step, Step::Cease { .. } | Step::Cede { .. })
        }
        _ => true,
    }
}

/// The rows of an operation that the fault is about, and the column to look at.
fn rows(op: &Op, fault: &Fault) -> (Vec<usize>, Col) {
    let unit = fault.unit();
    let of_unit: Vec<usize> = op
        .rows
        .iter()
        .filter(|(_, old)| *old == Some(unit))
        .map(|(row, _)| *row)
        .collect();
    let founded = op.operation.founded().iter().any(|founding| founding.unit == unit);
    let col = match fault {
        Fault::Shares { .. } => Col::Share,
        Fault::Heirs { .. } => Col::Default,
        Fault::NoParent { .. } | Fault::Ring { .. } | Fault::PlacedTwice { .. } => Col::Parent,
        Fault::NoHeir { .. } | Fault::CodeTaken { .. } => Col::NewCode,
        _ if founded || of_unit.is_empty() => Col::NewCode,
        _ => Col::OldCode,
    };
    let rows = if of_unit.is_empty() {
        op.rows.iter().map(|(row, _)| *row).collect()
    } else {
        of_unit
    };
    (rows, col)
}

fn told(cases: &[Case], history: &History, refusal: &Refusal, guilty: usize, titles: &HashMap<Uuid, String>) -> Why {
    let name = |unit: Uuid| {
        let known = history.name(unit, refusal.on).map(str::to_owned);
        let founded = || {
            let ops = cases.iter().flat_map(|case| &case.ops);
            ops.flat_map(|op| op.operation.founded())
                .find(|founding| founding.unit == unit)
                .map(|founding| founding.traits.name.clone())
        };
        known.or_else(founded).unwrap_or_default()
    };
    let other = match &refusal.fault {
        Fault::ChildrenLeft { children, .. } => {
            let mut names: Vec<String> = children.iter().map(|child| name(*child)).collect();
            names.sort();
            names.truncate(5);
            names.join(", ")
        }
        fault => fault.other().map(name).unwrap_or_default(),
    };
    let own = cases.get(guilty).map(|case| case.reorg);
    let act = [Some(refusal.by), refusal.against]
        .into_iter()
        .flatten()
        .find(|act| Some(*act) != own)
        .and_then(|act| {
            let case = cases.iter().find(|case| case.reorg == act);
            case.map(|case| case.name.clone()).or_else(|| titles.get(&act).cloned())
        })
        .unwrap_or_default();
    Why::Refused {
        code: refusal.fault.code(),
        unit: name(refusal.fault.unit()),
        other,
        act,
    }
}
