//! What each row does, once it is known which units it names.

use std::collections::HashSet;

use uuid::Uuid;

use super::super::columns::Col;
use super::super::fault::{Hint, Why};
use super::super::row::{Above, Row};
use super::super::work::{LINES, Work};
use super::{Join, Op, Planner, Read, written};
use crate::history::{Hierarchy, Traits, TraitsChange};
use crate::plan::Operation;
use crate::unit::code_key;

fn change(row: &Row, traits: Option<&Traits>) -> TraitsChange {
    let mut change = row.set.clone();
    change.code = Some(row.new_code.clone()).filter(|code| !code.is_empty());
    match traits {
        Some(traits) => traits.change_to(&traits.with(&change)),
        None => change,
    }
}

impl Planner<'_, '_> {
    fn put(&mut self, join: Join, read: &Read, operation: Operation) {
        let rows = (read.row.at, read.old);
        let place = *self.places.entry(join).or_insert(self.ops.len());
        let Some(op) = self.ops.get_mut(place) else {
            self.ops.push(Op {
                operation,
                rows: vec![rows],
            });
            return;
        };
        op.rows.push(rows);
        match (&mut op.operation, operation) {
            (Operation::Merge { sources, .. }, Operation::Merge { sources: more, .. })
            | (Operation::Consolidate { sources, .. }, Operation::Consolidate { sources: more, .. }) => {
                sources.extend(more);
            }
            (Operation::Split { receivers, .. }, Operation::Split { receivers: more, .. }) => receivers.extend(more),
            (Operation::Move { units, .. }, Operation::Move { units: more, .. })
            | (Operation::EndRights { units }, Operation::EndRights { units: more }) => units.extend(more),
            _ => {}
        }
    }

    fn old(&mut self, read: &Read) -> Option<Uuid> {
        // A unit founded by this act, or that day, can be put under another, too.
        let founded = || {
            LINES.into_iter().find_map(|line| {
                let seed = self.seeds.get(line, &read.row.old_code).map(|seed| seed.unit);
                seed.or_else(|| self.day.get(&(line, code_key(&read.row.old_code))).copied())
            })
        };
        let unit = match read.row.work {
            Work::Move => founded().or(read.old),
            Work::Alter => read.old.or_else(founded),
            _ => read.old,
        };
        if unit.is_none() && !read.row.old_code.is_empty() {
            let why = if read.row.work == Work::Restore {
                Why::NotEnded
            } else {
                let on = written(self.eve.on);
                Why::OldUnknown { on }
            };
            self.reader.fault(read.row.at, Col::OldCode, why);
        }
        unit
    }

    pub(super) fn operation(&mut self, read: &Read) {
        let row = &read.row;
        let at = row.at;
        if row.work == Work::Found {
            let seed = self.seeds.get(read.line, &row.new_code).cloned();
            if let Some(seed) = seed.filter(|seed| seed.at == at) {
                let founding = self.founding(&seed);
                self.put(Join::Alone(at), read, Operation::Found { founding });
            }
            return;
        }
        let Some(unit) = self.old(read) else { return };
        match row.work {
            Work::Merge => {
                if let Some(into) = self.heir(read) {
                    let sources = vec![unit];
                    self.put(Join::Merge(into), read, Operation::Merge { sources, into });
                }
            }
            Work::Consolidate => self.consolidate(read, unit),
            Work::Split => match self.receiver(read) {
                Some(receiver) => {
                    let receivers = vec![receiver];
                    self.put(
                        Join::Split(unit),
                        read,
                        Operation::Split {
                            source: unit,
                            receivers,
                        },
                    );
                }
                None => {
                    self.partial.insert(unit);
                }
            },
            Work::HandOver => {
                if let Some(receiver) = self.receiver(read) {
                    let receiver = Box::new(receiver);
                    self.put(Join::Alone(at), read, Operation::HandOver { source: unit, receiver });
                }
            }
            Work::Move => {
                let hierarchy = row.line.unwrap_or(Hierarchy::Union);
                let parent = self.above(at, row.above.as_ref(), hierarchy);
                if parent.is_some() || row.above == Some(Above::Top) {
                    let units = vec![unit];
                    let operation = Operation::Move {
                        units,
                        hierarchy,
                        parent,
                    };
                    self.put(Join::Move(hierarchy, parent), read, operation);
                }
            }
            Work::Alter => {
                let change = change(row, read.old.and_then(|old| self.eve.traits(old)));
                if change.is_empty() {
                    self.reader.fault(at, Col::NewName, Why::NothingChanges);
                    return;
                }
                let change = Box::new(change);
                self.put(Join::Alone(at), read, Operation::Alter { unit, change });
            }
            Work::Dissolve => {
                let below_to = self.above(at, row.above.as_ref(), read.line);
                self.put(Join::Alone(at), read, Operation::Dissolve { unit, below_to });
            }
            Work::End => {
                let heir = self.heir(read);
                let below_to = self.above(at, row.above.as_ref(), read.line);
                self.put(Join::Alone(at), read, Operation::End { unit, heir, below_to });
            }
            Work::Restore => {
                let parent = self.above(at, row.above.as_ref(), read.line);
                self.put(Join::Alone(at), read, Operation::Restore { unit, parent });
            }
            Work::EndRights => {
                let units = vec![unit];
                self.put(Join::EndRights, read, Operation::EndRights { units });
            }
            Work::Found => {}
        }
    }

    fn consolidate(&mut self, read: &Read, unit: Uuid) {
        let Some(seed) = self.seeds.get(read.line, &read.row.new_code).cloned() else {
            return;
        };
        let join = Join::Consolidate(seed.unit);
        // Only the first row of an operation brings its founding; those after it only their source.
        if let Some(op) = self.places.get(&join).and_then(|place| self.ops.get_mut(*place)) {
            if let Operation::Consolidate { sources, .. } = &mut op.operation {
                sources.push(unit);
            }
            op.rows.push((read.row.at, read.old));
            return;
        }
        let founding = self.founding(&seed);
        let sources = vec![unit];
        self.put(join, read, Operation::Consolidate { sources, founding });
    }

    /// Rights end with a unit that this act ends, and with no other.
    fn rights(&mut self) {
        let ending: HashSet<Uuid> = self.ops.iter().flat_map(|op| op.operation.ending()).collect();
        for op in &mut self.ops {
            let Operation::EndRights { units } = &mut op.operation else {
                continue;
            };
            for (row, _) in op
                .rows
                .iter()
                .filter(|(_, old)| old.is_none_or(|old| !ending.contains(&old)))
            {
                self.reader.fault(*row, Col::OldCode, Why::RightsStay);
            }
            units.retain(|unit| ending.contains(unit));
        }
        self.ops
            .retain(|op| !matches!(&op.operation, Operation::EndRights { units } if units.is_empty()));
    }

    pub(super) fn finish(mut self) -> Vec<Op> {
        self.rights();
        for op in &mut self.ops {
            let Operation::Split { source, receivers } = &mut op.operation else {
                continue;
            };
            if self.partial.contains(source) {
                for receiver in receivers.iter_mut() {
                    receiver.share = None;
                }
            }
            if let (true, Some((at, _))) = (receivers.iter().all(|receiver| !receiver.default), op.rows.first())
                && receivers.len() > 1
            {
                self.reader.hint(*at, Col::Default, Hint::NoDefault);
            }
        }
        // What stands on a unit that no row could found has no fault of its own.
        loop {
            let founded: HashSet<Uuid> = self
                .ops
                .iter()
                .flat_map(|op| op.operation.founded())
                .map(|founding| founding.unit)
                .collect();
            let lost: HashSet<Uuid> = self.seeds.units().filter(|unit| !founded.contains(unit)).collect();
            let before = self.ops.len();
            self.ops.retain(|op| mentions(&op.operation).is_disjoint(&lost));
            if self.ops.len() == before {
                return self.ops;
            }
        }
    }
}

/// Every unit that an operation has to do with.
pub fn mentions(operation: &Operation) -> HashSet<Uuid> {
    let mut all: HashSet<Uuid> = operation.subjects().into_iter().collect();
    for founding in operation.founded() {
        all.insert(founding.unit);
        all.extend(founding.parent);
    }
    let receivers = match operation {
        Operation::Split { receivers, .. } => receivers.as_slice(),
        Operation::HandOver { receiver, .. } => std::slice::from_ref(&**receiver),
        _ => &[],
    };
    for receiver in receivers {
        all.insert(receiver.unit);
        all.extend(&receiver.takes);
    }
    all
}
