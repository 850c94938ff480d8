//! Rows of a list of members: reading them, and holding them against who is on record.

mod compare;

use std::collections::{HashMap, HashSet};

use jiff::civil::{Date, date};
use uuid::Uuid;
use vietnamese::fold::fold;
use vietnamese::identity::{Phone, PhoneKind};
use vietnamese::name::{FullName, NameError};

pub use self::compare::compare;
use super::cell;
use super::check::{Repair, RepairKind, Repairs, Warning, WarningKind};
use super::columns::Field;
use super::fault::{Fault, FaultKind};
use super::table::{Line, Table};
use crate::scope::Scope;
use crate::store::members::number_key;
use crate::tree::Tree;

/// A row that was read. Empty cells are `None`: they say nothing and erase nothing.
#[derive(Clone, Debug)]
pub struct MemberRow {
    pub number: String,
    pub name: FullName,
    pub given_override: Option<String>,
    /// "male", "female".
    pub sex: Option<&'static str>,
    pub birth_date: Option<Date>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub post: Option<String>,
    pub unit: Uuid,
    /// First day in the unit; the day of the import when the file says nothing.
    pub from: Option<Date>,
    /// The person on record with this number, and that person's unit.
    pub known: Option<Known>,
}

/// Who is on record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    pub id: Uuid,
    pub unit: Option<Uuid>,
}

/// What was read of a file, before looking at the store.
#[derive(Clone, Debug)]
pub struct Parsed {
    pub rows: Vec<(usize, MemberRow)>,
    pub faults: Vec<Fault>,
    pub repairs: Repairs,
    pub warnings: Vec<Warning>,
}

/// The earliest birthday taken for true.
const OLDEST: Date = date(1900, 1, 1);
const LONGEST_POST: usize = 200;

struct Reader<'t> {
    table: &'t Table,
    tree: &'t Tree,
    inside: Option<HashSet<Uuid>>,
    today: Date,
    width: Option<usize>,
    numbers: HashMap<String, usize>,
    phones: HashMap<String, usize>,
    emails: HashMap<String, usize>,
    out: Parsed,
}

/// Reads every row. Rows with a fault are not among `rows`; each of their faults is named.
pub fn parse(table: &Table, tree: &Tree, scope: &Scope, today: Date) -> Parsed {
    let mut reader = Reader {
        table,
        tree,
        inside: match scope {
            Scope::All => None,
            Scope::Units(units) => Some(units.iter().copied().collect()),
        },
        today,
        width: cell::usual_width(table.column(Field::Number)),
        numbers: HashMap::new(),
        phones: HashMap::new(),
        emails: HashMap::new(),
        out: Parsed {
            rows: Vec::with_capacity(table.lines.len()),
            faults: Vec::new(),
            repairs: table.repairs.clone(),
            warnings: Vec::new(),
        },
    };
    for line in &table.lines {
        if let Some(row) = reader.row(line) {
            reader.out.rows.push((line.row, row));
        }
    }
    reader.out
}

impl<'t> Reader<'t> {
    fn text(&self, line: &'t Line, field: Field) -> &'t str {
        let table: &'t Table = self.table;
        table.value(line, field).text.as_str()
    }

    fn fault(&mut self, line: &Line, field: Field, kind: FaultKind) {
        self.out.faults.push(Fault {
            place: self.table.place(line.row, field),
            found: self.table.value(line, field).text.clone(),
            kind,
        });
    }

    fn repaired(&mut self, line: &Line, field: Field, after: &str, kind: RepairKind) {
        self.out.repairs.note(Repair {
            place: self.table.place(line.row, field),
            before: self.table.value(line, field).text.clone(),
            after: after.to_owned(),
            kind,
        });
    }

    /// Reads the whole row, so that every fault of it is told at once.
    fn row(&mut self, line: &'t Line) -> Option<MemberRow> {
        let number = self.number(line);
        let name = self.name(line);
        let sex = self.sex(line);
        let birth = self.day(line, Field::Birth, true);
        let from = self.day(line, Field::From, false);
        let phone = self.phone(line);
        let email = self.email(line);
        let unit = self.unit(line);
        let post = self.text(line, Field::Post);
        let post_fits = post.chars().count() <= LONGEST_POST;
        if !post_fits {
            self.fault(line, Field::Post, FaultKind::TooLong);
        }
        let (name, given_override) = name?;
        Some(MemberRow {
            number: number?,
            name,
            given_override,
            sex: sex?,
            birth_date: birth?,
            phone: phone?,
            email: email?,
            post: post_fits.then(|| Some(post.to_owned()).filter(|post| !post.is_empty()))?,
            unit: unit?,
            from: from?,
            known: None,
        })
    }

    fn number(&mut self, line: &Line) -> Option<String> {
        let value = self.table.value(line, Field::Number);
        if value.text.is_empty() {
            self.fault(line, Field::Number, FaultKind::Missing);
            return None;
        }
        match cell::read_number(value, self.width) {
            Ok((number, repaired)) => {
                if repaired {
                    self.repaired(line, Field::Number, &number, RepairKind::LeadingZeros);
                }
                let number = number_key(&number);
                if let Some(first) = self.numbers.get(&number).copied() {
                    self.fault(line, Field::Number, FaultKind::NumberTwice { first });
                    return None;
                }
                self.numbers.insert(number.clone(), line.row);
                Some(number)
            }
            Err(kind) => {
                self.fault(line, Field::Number, kind);
                None
            }
        }
    }

    fn name(&mut self, line: &Line) -> Option<(FullName, Option<String>)> {
        let (text, given) = (self.text_of(line, Field::FullName), self.text_of(line, Field::Given));
        let read = if given.is_empty() {
            FullName::parse(&text).map(|name| (name, None))
        } else {
            FullName::with_given(&text, &given).map(|name| (name, Some(given)))
        };
        match read {
            Ok(read) => Some(read),
            Err(error) => {
                let (field, kind) = match error {
                    NameError::Empty => (Field::FullName, FaultKind::Missing),
                    NameError::TooLong { .. } => (Field::FullName, FaultKind::NameTooLong),
                    NameError::Character(letter) => (Field::FullName, FaultKind::NameLetter(letter)),
                    NameError::GivenNotInName => (Field::Given, FaultKind::GivenNotInName),
                };
                self.fault(line, field, kind);
                None
            }
        }
    }

    fn text_of(&self, line: &Line, field: Field) -> String {
        self.table.value(line, field).text.clone()
    }

    /// Outer `None`: a fault. Inner `None`: an empty cell.
    #[expect(
        clippy::option_option,
        reason = "a fault and an empty cell are two things, read with `?`"
    )]
    fn sex(&mut self, line: &Line) -> Option<Option<&'static str>> {
        let text = self.text_of(line, Field::Sex);
        match fold(&text).as_str() {
            "" => Some(None),
            "nam" | "male" | "m" => Some(Some("male")),
            "nu" | "female" | "f" => Some(Some("female")),
            _ => {
                self.fault(line, Field::Sex, FaultKind::Sex);
                None
            }
        }
    }

    #[expect(
        clippy::option_option,
        reason = "a fault and an empty cell are two things, read with `?`"
    )]
    fn day(&mut self, line: &Line, field: Field, birth: bool) -> Option<Option<Date>> {
        let value = self.table.value(line, field);
        if value.text.is_empty() {
            return Some(None);
        }
        let read = cell::read_date(value).and_then(|(day, unusual)| match day {
            day if birth && day > self.today => Err(FaultKind::DateFuture),
            day if day < OLDEST => Err(FaultKind::DateOld),
            day if !birth && day > crate::days::latest(self.today) => Err(FaultKind::DayOutside {
                last: crate::days::latest(self.today).year(),
            }),
            day => Ok((day, unusual)),
        });
        match read {
            Ok((day, unusual)) => {
                if unusual {
                    let after = format!("{}/{}/{}", day.day(), day.month(), day.year());
                    self.repaired(line, field, &after, RepairKind::Date);
                }
                Some(Some(day))
            }
            Err(kind) => {
                self.fault(line, field, kind);
                None
            }
        }
    }

    #[expect(
        clippy::option_option,
        reason = "a fault and an empty cell are two things, read with `?`"
    )]
    fn phone(&mut self, line: &Line) -> Option<Option<String>> {
        let text = self.text_of(line, Field::Phone);
        if text.is_empty() {
            return Some(None);
        }
        match Phone::parse(&text) {
            Ok(phone) => {
                if phone.zero_restored() || phone.moved() {
                    self.repaired(line, Field::Phone, &phone.national(), RepairKind::Phone);
                }
                let kept = phone.e164().unwrap_or(phone.raw()).to_owned();
                if phone.kind() == PhoneKind::Mobile {
                    self.twice(line, Field::Phone, &kept);
                }
                Some(Some(kept))
            }
            Err(error) => {
                self.fault(line, Field::Phone, error.into());
                None
            }
        }
    }

    #[expect(
        clippy::option_option,
        reason = "a fault and an empty cell are two things, read with `?`"
    )]
    fn email(&mut self, line: &Line) -> Option<Option<String>> {
        let text = self.text_of(line, Field::Email);
        if text.is_empty() {
            return Some(None);
        }
        match cell::read_email(&text) {
            Ok(email) => {
                self.twice(line, Field::Email, &email);
                Some(Some(email))
            }
            Err(kind) => {
                self.fault(line, Field::Email, kind);
                None
            }
        }
    }

    /// Two people may share a phone; only the first can sign in with it.
    fn twice(&mut self, line: &Line, field: Field, kept: &str) {
        let seen = if field == Field::Phone {
            &mut self.phones
        } else {
            &mut self.emails
        };
        let first = *seen.entry(kept.to_owned()).or_insert(line.row);
        if first != line.row {
            self.out.warnings.push(Warning {
                place: self.table.place(line.row, field),
                found: self.table.value(line, field).text.clone(),
                kind: WarningKind::Twice { first },
            });
        }
    }

    fn unit(&mut self, line: &Line) -> Option<Uuid> {
        let code = self.text_of(line, Field::Unit);
        if code.is_empty() {
            self.fault(line, Field::Unit, FaultKind::Missing);
            return None;
        }
        let found = self.tree.by_code(&code).map(|node| node.id);
        match (found, &self.inside) {
            (Some(unit), Some(inside)) if !inside.contains(&unit) => {
                self.fault(line, Field::Unit, FaultKind::UnitOutside);
                None
            }
            (Some(unit), _) => Some(unit),
            (None, _) => {
                self.fault(line, Field::Unit, FaultKind::UnitUnknown);
                None
            }
        }
    }
}
