//! Rows of a list of units: reading them, ordering them from the top, and holding them against the tree.

mod compare;

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;
use vietnamese::fold::fold;

pub use self::compare::compare;
use super::cell;
use super::check::{Repair, RepairKind, Repairs};
use super::columns::Field;
use super::fault::{Fault, FaultKind};
use super::table::{Line, Table};
use crate::store::headcount::{Figures, Said};
use crate::unit::{UnitKind, UnitLevel, code_key};

/// A row that was read. Empty cells are `None`: they say nothing and change nothing.
#[derive(Clone, Debug)]
pub struct UnitLine {
    pub code: String,
    pub name: String,
    pub short_name: Option<String>,
    pub kind: Option<UnitKind>,
    pub level: Option<UnitLevel>,
    /// Code of the unit above, on record or in the same file.
    pub parent: Option<String>,
    pub position: Option<i64>,
    pub from: Option<Date>,
    pub counted_on: Option<Date>,
    pub headcount: Option<Said>,
    /// The unit on record with this code.
    pub known: Option<Uuid>,
}

/// What was read of a file, before looking at the tree.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub rows: Vec<(usize, UnitLine)>,
    pub faults: Vec<Fault>,
    pub repairs: Repairs,
}

const LONGEST_NAME: usize = 300;
const LONGEST_CODE: usize = 40;

struct Reader<'t> {
    table: &'t Table,
    today: Date,
    codes: HashMap<String, usize>,
    out: Parsed,
}

/// Reads every row. Rows with a fault are not among `rows`; each of their faults is named.
pub fn parse(table: &Table, today: Date) -> Parsed {
    let mut reader = Reader {
        table,
        today,
        codes: HashMap::new(),
        out: Parsed {
            rows: Vec::new(),
            faults: Vec::new(),
            repairs: table.repairs.clone(),
        },
    };
    for line in &table.lines {
        if let Some(row) = reader.row(line) {
            reader.out.rows.push((line.row, row));
        }
    }
    reader.out
}

impl Reader<'_> {
    fn text(&self, line: &Line, field: Field) -> String {
        self.table.value(line, field).text.clone()
    }

    fn fault(&mut self, line: &Line, field: Field, kind: FaultKind) {
        self.out.faults.push(Fault {
            place: self.table.place(line.row, field),
            found: self.text(line, field),
            kind,
        });
    }

    fn row(&mut self, line: &Line) -> Option<UnitLine> {
        let before = self.out.faults.len();
        let code = self.code(line);
        let name = self.text(line, Field::Name);
        if name.is_empty() {
            self.fault(line, Field::Name, FaultKind::Missing);
        }
        let short_name = self.text(line, Field::ShortName);
        for (field, text) in [(Field::Name, &name), (Field::ShortName, &short_name)] {
            if text.chars().count() > LONGEST_NAME {
                self.fault(line, field, FaultKind::TooLong);
            }
        }
        let kind = self.words(line, Field::KindOf, UnitKind::read, &FaultKind::KindUnknown);
        let level = self.words(line, Field::Level, UnitLevel::read, &FaultKind::LevelUnknown);
        let parent = Some(self.text(line, Field::Parent)).filter(|code| !code.is_empty());
        if let (Some(parent), Some(code)) = (&parent, &code)
            && code_key(parent) == code_key(code)
        {
            self.fault(line, Field::Parent, FaultKind::ParentRing);
        }
        let position = self.count(line, Field::Position);
        let from = self.day(line, Field::From);
        let counted_on = self.day(line, Field::CountedOn);
        let headcount = self.headcount(line);
        if self.out.faults.len() > before {
            return None;
        }
        Some(UnitLine {
            code: code?,
            name,
            short_name: Some(short_name).filter(|name| !name.is_empty()),
            kind,
            level,
            parent,
            position,
            from,
            counted_on,
            headcount,
            known: None,
        })
    }

    fn code(&mut self, line: &Line) -> Option<String> {
        let code = self.text(line, Field::Code);
        if code.is_empty() {
            self.fault(line, Field::Code, FaultKind::Missing);
            return None;
        }
        if cell::is_power_of_ten(&code) {
            self.fault(line, Field::Code, FaultKind::Scientific);
            return None;
        }
        if code.chars().count() > LONGEST_CODE {
            self.fault(line, Field::Code, FaultKind::TooLong);
            return None;
        }
        let first = *self.codes.entry(code_key(&code)).or_insert(line.row);
        if first != line.row {
            self.fault(line, Field::Code, FaultKind::CodeTwice { first });
            return None;
        }
        Some(code)
    }

    fn words<T>(&mut self, line: &Line, field: Field, read: fn(&str) -> Option<T>, kind: &FaultKind) -> Option<T> {
        let text = self.text(line, field);
        if text.is_empty() {
            return None;
        }
        let found = read(&text);
        if found.is_none() {
            self.fault(line, field, kind.clone());
        }
        found
    }

    fn count(&mut self, line: &Line, field: Field) -> Option<i64> {
        let value = self.table.value(line, field);
        if value.text.is_empty() {
            return None;
        }
        match cell::read_count(value) {
            Ok(count) => Some(count),
            Err(kind) => {
                self.fault(line, field, kind);
                None
            }
        }
    }

    fn day(&mut self, line: &Line, field: Field) -> Option<Date> {
        let value = self.table.value(line, field);
        if value.text.is_empty() {
            return None;
        }
        let read = cell::read_date(value).and_then(|(day, unusual)| {
            if field == Field::CountedOn && day > self.today {
                Err(FaultKind::DateFuture)
            } else if field == Field::From && !crate::days::may_hold_from(day, self.today) {
                let last = crate::days::latest(self.today).year();
                Err(FaultKind::DayOutside { last })
            } else {
                Ok((day, unusual))
            }
        });
        match read {
            Ok((day, unusual)) => {
                if unusual {
                    self.out.repairs.note(Repair {
                        place: self.table.place(line.row, field),
                        before: self.text(line, field),
                        after: format!("{}/{}/{}", day.day(), day.month(), day.year()),
                        kind: RepairKind::Date,
                    });
                }
                Some(day)
            }
            Err(kind) => {
                self.fault(line, field, kind);
                None
            }
        }
    }

    /// Both numbers, or "không áp dụng", or nothing at all.
    fn headcount(&mut self, line: &Line) -> Option<Said> {
        let not_applicable = [Field::Staff, Field::Members].into_iter().any(|field| {
            matches!(
                fold(&self.text(line, field)).as_str(),
                "khong ap dung" | "kad" | "not applicable" | "n/a"
            )
        });
        if not_applicable {
            return Some(Said::NotApplicable);
        }
        let staff = self.count(line, Field::Staff);
        let members = self.count(line, Field::Members);
        let women_staff = self.count(line, Field::WomenStaff);
        let women_members = self.count(line, Field::WomenMembers);
        let empty = |field| self.table.value(line, field).text.is_empty();
        match (staff, members) {
            (Some(staff), Some(members)) => {
                let figures = Figures {
                    staff,
                    members,
                    women_staff,
                    women_members,
                };
                if figures.add_up() {
                    return Some(Said::Confirmed(figures));
                }
                self.fault(line, Field::Members, FaultKind::CountPart);
            }
            (Some(_), None) if empty(Field::Members) => self.fault(line, Field::Members, FaultKind::Missing),
            (None, Some(_)) if empty(Field::Staff) => self.fault(line, Field::Staff, FaultKind::Missing),
            _ => {}
        }
        None
    }
}
