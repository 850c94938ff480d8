//! From the rows of one act to the operations of its plan.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use uuid::Uuid;
use vietnamese::fold::fold;

use super::columns::Col;
use super::eve::Eve;
use super::fault::{Hint, Why};
use super::row::{Above, Reader, Row};
use super::seed::{Seed, Seeds};
use super::work::{LINES, Work};
use crate::history::{Hierarchy, Traits, TraitsChange};
use crate::plan::{Founding, Operation, Receiver};
use crate::unit::code_key;

/// One operation with the rows that it comes from, each with the old unit that it names.
#[derive(Clone, Debug)]
pub struct Op {
    pub operation: Operation,
    pub rows: Vec<(usize, Option<Uuid>)>,
}

/// Which rows are one operation.
#[derive(PartialEq, Eq, Hash)]
enum Join {
    Merge(Uuid),
    Consolidate(Uuid),
    Split(Uuid),
    Move(Hierarchy, Option<Uuid>),
    Alone(usize),
}

/// A row with the old unit that it names and the line it is in.
struct Read {
    row: Row,
    old: Option<Uuid>,
    line: Hierarchy,
}

/// What the acts before in the file found on the same day.
pub type Day = HashMap<(Hierarchy, String), Uuid>;

struct Planner<'p, 't> {
    reader: &'p mut Reader<'t>,
    eve: &'p Eve<'p>,
    day: &'p Day,
    seeds: Seeds,
    /// Old units of which a row could not be read: what is left of their shares says nothing.
    partial: HashSet<Uuid>,
    /// New units that a row before has founded by handing over to them.
    planted: HashSet<Uuid>,
    ops: Vec<Op>,
    places: HashMap<Join, usize>,
}

fn written(day: Date) -> String {
    format!("{}/{}/{}", day.day(), day.month(), day.year())
}

/// The operations of an act, as far as its rows can be understood; what cannot has a fault.
pub fn operations(
    reader: &mut Reader<'_>,
    eve: &Eve<'_>,
    day: &Day,
    rows: Vec<Row>,
    fresh: &mut dyn FnMut() -> Uuid,
) -> Vec<Op> {
    let mut planner = Planner {
        reader,
        eve,
        day,
        seeds: Seeds::default(),
        partial: HashSet::new(),
        planted: HashSet::new(),
        ops: Vec::new(),
        places: HashMap::new(),
    };
    let mut read: Vec<Read> = rows.into_iter().map(|row| planner.read(row)).collect();
    planner.found(&mut read, fresh);
    for read in &read {
        planner.operation(read);
    }
    planner.finish()
}

impl Planner<'_, '_> {
    fn read(&mut self, row: Row) -> Read {
        // Where a unit moves, the line says under whom, not which unit.
        let told = row.line.filter(|_| row.work != Work::Move);
        let kind = row.set.kind.map(|kind| kind.line()).filter(|_| row.work != Work::Alter);
        let old = if row.old_code.is_empty() || row.work == Work::Found {
            None
        } else if row.work == Work::Restore {
            self.eve.find_gone(&row.old_code, told, &row.old_name)
        } else {
            let first = told.or(kind);
            let found = self.eve.find(&row.old_code, first, &row.old_name);
            found.or_else(|| self.eve.find(&row.old_code, told, &row.old_name))
        };
        let traits = old.as_ref().and_then(|found| self.eve.traits(found.unit));
        if let (Some(found), Some(traits)) = (&old, traits) {
            let name = traits.name.clone();
            if !row.old_name.is_empty() && fold(&row.old_name) != fold(&name) {
                self.reader.hint(row.at, Col::OldName, Hint::NameDiffers { name });
            } else if found.unsure {
                self.reader.hint(row.at, Col::OldCode, Hint::SeveralLines { name });
            }
        }
        let line = told
            .or(kind)
            .or_else(|| traits.map(|traits| traits.kind.line()))
            .unwrap_or(Hierarchy::Union);
        Read {
            old: old.map(|found| found.unit),
            row,
            line,
        }
    }

    /// Which units the act founds: what the rows call so, and what they hand over to and is not there.
    fn found(&mut self, read: &mut [Read], fresh: &mut dyn FnMut() -> Uuid) {
        let ending: HashSet<Uuid> = read
            .iter()
            .filter(|read| read.row.work.ends())
            .filter_map(|read| read.old)
            .collect();
        let renamed = |read: &Read| read.row.set.name.is_some();
        let named: HashSet<(Hierarchy, String)> = read
            .iter()
            .filter(|read| read.row.work == Work::Merge && renamed(read))
            .map(|read| (read.line, code_key(&read.row.new_code)))
            .collect();
        for read in read.iter().filter(|read| !read.row.new_code.is_empty()) {
            if !matches!(read.row.work, Work::Found | Work::Consolidate) {
                continue;
            }
            let before = self.seeds.get(read.line, &read.row.new_code).map(|seed| seed.at);
            if let (Work::Found, Some(row)) = (read.row.work, before) {
                self.reader.fault(read.row.at, Col::NewCode, Why::FoundedTwice { row });
                continue;
            }
            self.seeds.note(self.reader, &read.row, read.line, read.old, fresh);
        }
        let mut turned = HashSet::new();
        for read in read.iter_mut().filter(|read| read.row.work == Work::Merge) {
            let key = (read.line, code_key(&read.row.new_code));
            let there = self.there(read).is_some();
            let known = self.seeds.get(read.line, &read.row.new_code).is_some();
            if there || !named.contains(&key) || (known && !turned.contains(&key)) {
                continue;
            }
            if turned.insert(key) {
                self.reader.hint(read.row.at, Col::NewCode, Hint::ReadAsConsolidate);
            }
            read.row.work = Work::Consolidate;
            self.seeds.note(self.reader, &read.row, read.line, read.old, fresh);
        }
        for read in read.iter().filter(|read| !read.row.new_code.is_empty()) {
            if !matches!(read.row.work, Work::Split | Work::HandOver) {
                continue;
            }
            let known = self.seeds.get(read.line, &read.row.new_code).is_some();
            let taken = self.there(read).is_some_and(|unit| {
                read.old != Some(unit) && !(ending.contains(&unit) && read.row.set.name.is_some())
            });
            if known || !taken {
                self.seeds.note(self.reader, &read.row, read.line, read.old, fresh);
            }
        }
    }

    /// The unit that bears the new code of a row without this act.
    fn there(&self, read: &Read) -> Option<Uuid> {
        let key = (read.line, code_key(&read.row.new_code));
        let founded = self.day.get(&key).copied();
        founded.or_else(|| self.eve.in_line(read.line, &read.row.new_code))
    }

    /// A unit that the act founds, or one that is there.
    fn unit(&self, line: Hierarchy, code: &str) -> Option<Uuid> {
        let seed = self.seeds.get(line, code).map(|seed| seed.unit);
        seed.or_else(|| self.day.get(&(line, code_key(code))).copied())
            .or_else(|| self.eve.in_line(line, code))
    }

    /// Like [`Planner::unit`], in the line if it has it, else in the others.
    fn anywhere(&self, line: Hierarchy, code: &str) -> Option<Uuid> {
        let others = LINES.into_iter().filter(|other| *other != line);
        [line].into_iter().chain(others).find_map(|line| self.unit(line, code))
    }

    fn above(&mut self, at: usize, above: Option<&Above>, line: Hierarchy) -> Option<Uuid> {
        let Some(Above::Code(code)) = above else { return None };
        let found = self.anywhere(line, code);
        if found.is_none() {
            let on = written(self.eve.on);
            self.reader.fault(at, Col::Parent, Why::AboveUnknown { on });
        }
        found
    }

    /// The unit that takes over, with a word about a name it does not get.
    fn heir(&mut self, read: &Read) -> Option<Uuid> {
        let row = &read.row;
        if row.new_code.is_empty() {
            return None;
        }
        let founded = self.seeds.get(read.line, &row.new_code).is_some();
        let Some(unit) = self.unit(read.line, &row.new_code) else {
            let on = written(self.eve.on);
            self.reader.fault(row.at, Col::NewCode, Why::NewUnknown { on });
            return None;
        };
        if Some(unit) == read.old {
            self.reader.fault(row.at, Col::NewCode, Why::Itself);
            return None;
        }
        if let (false, Some(name), Some(traits)) = (founded, &row.set.name, self.eve.traits(unit))
            && fold(name) != fold(&traits.name)
        {
            let name = traits.name.clone();
            self.reader.hint(row.at, Col::NewName, Hint::NotRenamed { name });
        }
        Some(unit)
    }

    fn founding(&mut self, seed: &Seed) -> Box<Founding> {
        let at = seed.at;
        let source = seed.source.and_then(|source| self.eve.traits(source));
        let traits = seed.traits(source);
        if traits.name.is_empty() {
            self.reader.fault(at, Col::NewName, Why::NameNeeded);
        }
        let parent = self.above(at, seed.above.as_ref(), traits.kind.line());
        Box::new(Founding {
            unit: seed.unit,
            traits,
            parent,
        })
    }

    fn receiver(&mut self, read: &Read) -> Option<Receiver> {
        let row = &read.row;
        let unit = self.heir(read)?;
        let mut takes = Vec::new();
        for code in &row.takes {
            match self.anywhere(read.line, code) {
                Some(unit) => takes.push(unit),
                None => {
                    let code = code.clone();
                    self.reader.fault(row.at, Col::Takes, Why::TakesUnknown { code });
                }
            }
        }
        // The first row of several that hand over to one new unit founds it.
        let seed = self.seeds.get(read.line, &row.new_code).cloned();
        let founding = seed
            .filter(|seed| matches!(seed.work, Work::Split | Work::HandOver) && self.planted.insert(seed.unit))
            .map(|seed| self.founding(&seed));
        Some(Receiver {
            unit,
            founding,
            share: row.share,
            default: row.default,
            takes,
        })
    }

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
            (Operation::Move { units, .. }, Operation::Move { units: more, .. }) => units.extend(more),
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

    fn change(&self, row: &Row, traits: Option<&Traits>) -> TraitsChange {
        let mut change = row.set.clone();
        change.code = Some(row.new_code.clone()).filter(|code| !code.is_empty());
        match traits {
            Some(traits) => traits.change_to(&traits.with(&change)),
            None => change,
        }
    }

    fn operation(&mut self, read: &Read) {
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
                    self.put(Join::Split(unit), read, Operation::Split { source: unit, receivers });
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
                    let operation = Operation::Move { units, hierarchy, parent };
                    self.put(Join::Move(hierarchy, parent), read, operation);
                }
            }
            Work::Alter => {
                let change = self.change(row, read.old.and_then(|old| self.eve.traits(old)));
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

    fn finish(mut self) -> Vec<Op> {
        for op in &mut self.ops {
            let Operation::Split { source, receivers } = &mut op.operation else {
                continue;
            };
            if self.partial.contains(source) {
                receivers.iter_mut().for_each(|receiver| receiver.share = None);
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
