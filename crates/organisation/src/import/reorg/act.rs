//! From the rows of one act to the operations of its plan.

mod ops;

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use uuid::Uuid;
use vietnamese::fold::fold;

pub use ops::mentions;

use super::columns::Col;
use super::eve::Eve;
use super::fault::{Hint, Why};
use super::row::{Above, Reader, Row};
use super::seed::{Seed, Seeds};
use super::work::{LINES, Work};
use crate::history::Hierarchy;
use crate::plan::{Founding, Operation, Receiver};
use crate::unit::{UnitKind, code_key};

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
    EndRights,
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
        let kind = row.set.kind.map(UnitKind::line).filter(|_| row.work != Work::Alter);
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
            let taken = self
                .there(read)
                .is_some_and(|unit| read.old != Some(unit) && !(ending.contains(&unit) && read.row.set.name.is_some()));
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
}
