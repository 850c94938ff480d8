//! One row: its cells read, each fault named, nothing looked up yet.

use std::collections::HashMap;

use jiff::civil::Date;
use vietnamese::fold::fold;

use super::super::cell;
use super::super::check::{Repair, RepairKind, Repairs};
use super::super::columns::Field;
use super::super::fault::FaultKind;
use super::super::table::{Line, Table};
use super::columns::Col;
use super::fault::{Fault, Hint, Warning, Why};
use super::work::{Work, read_line};
use crate::days;
use crate::history::{Hierarchy, Share, TraitsChange};
use crate::unit::{UnitKind, UnitLevel};

/// Where a unit is to stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Above {
    /// At the top of its line, said in words: an empty cell says nothing.
    Top,
    Code(String),
}

/// A row as it was read. A cell with a fault is as if it were empty; the fault has been named.
#[derive(Clone, Debug)]
pub struct Row {
    /// As Excel numbers it.
    pub at: usize,
    pub work: Work,
    pub old_code: String,
    pub old_name: String,
    pub new_code: String,
    /// What the row sets on the new unit, or on the old one when it is only renamed; the code apart.
    pub set: TraitsChange,
    pub above: Option<Above>,
    pub share: Option<Share>,
    pub default: bool,
    pub takes: Vec<String>,
    pub line: Option<Hierarchy>,
}

/// What a row says about the act on paper.
#[derive(Clone, Debug)]
pub struct Cited {
    pub at: usize,
    pub number: String,
    pub title: String,
    pub organ: String,
    pub signer: String,
    pub signed_on: Option<Date>,
    pub effective_on: Date,
    pub source: String,
    pub verified: bool,
    pub note: String,
    /// What tells the act from others of its day, where it has no number.
    pub key: String,
    /// What the row does; `None` when that cannot be told.
    pub row: Option<Row>,
    /// A cell of the row has a fault.
    pub faulty: bool,
}

/// Reads cells and keeps what is found out about them.
#[derive(Debug)]
pub struct Reader<'t> {
    pub table: &'t Table,
    pub faults: Vec<Fault>,
    pub warnings: Vec<Warning>,
    pub repairs: Repairs,
    today: Date,
    widths: HashMap<Col, usize>,
}

/// Longest texts of a unit and its acts, in letters; also on the screen.
pub const LONGEST_NAME: usize = 300;
pub const LONGEST_CODE: usize = 40;
pub const LONGEST_TEXT: usize = 2_000;

/// "Nothing", said in words: the cell empties what stands on record.
fn says_empty(text: &str) -> bool {
    matches!(fold(text).as_str(), "(trong)" | "(empty)")
}

fn says_top(text: &str) -> bool {
    matches!(fold(text).as_str(), "(khong)" | "(none)" | "(dung dau)" | "(top)")
}

impl<'t> Reader<'t> {
    /// Over a table.
    pub fn new(table: &'t Table, today: Date) -> Self {
        let mut widths = HashMap::new();
        for col in [Col::OldCode, Col::NewCode, Col::Parent] {
            if let Some(width) = cell::usual_width(table.column(Field::Reorg(col))) {
                widths.insert(col, width);
            }
        }
        Self {
            table,
            faults: Vec::new(),
            warnings: Vec::new(),
            repairs: table.repairs.clone(),
            today,
            widths,
        }
    }

    /// The text of a cell. The mark that keeps a text from being a formula in CSV is no part of it.
    fn text(&self, line: &Line, col: Col) -> String {
        let text = &self.table.value(line, Field::Reorg(col)).text;
        match text.strip_prefix('\'') {
            Some(rest) if rest.starts_with(super::export::FORMULA) => rest.to_owned(),
            _ => text.clone(),
        }
    }

    /// What stands in a cell of a row, by its number.
    pub fn found(&self, row: usize, col: Col) -> String {
        let lines = &self.table.lines;
        let place = lines.binary_search_by_key(&row, |line| line.row).ok();
        let line = place.and_then(|place| lines.get(place));
        line.map(|line| self.text(line, col)).unwrap_or_default()
    }

    /// Names a fault.
    pub fn fault(&mut self, row: usize, col: Col, why: Why) {
        self.fault_at(&[row], col, why);
    }

    /// Names a fault of several rows.
    pub fn fault_at(&mut self, rows: &[usize], col: Col, why: Why) {
        let Some((first, rest)) = rows.split_first() else {
            return;
        };
        self.faults.push(Fault {
            place: self.table.place(*first, Field::Reorg(col)),
            rows: rest.to_vec(),
            found: self.found(*first, col),
            why,
        });
    }

    /// Gives a hint.
    pub fn hint(&mut self, row: usize, col: Col, hint: Hint) {
        self.warnings.push(Warning {
            place: self.table.place(row, Field::Reorg(col)),
            found: self.found(row, col),
            hint,
        });
    }

    fn words(&mut self, line: &Line, col: Col, longest: usize) -> String {
        let text = self.text(line, col);
        if text.chars().count() > longest {
            self.fault(line.row, col, Why::Cell(FaultKind::TooLong));
            return String::new();
        }
        text
    }

    fn code(&mut self, line: &Line, col: Col) -> String {
        let mut code = self.words(line, col, LONGEST_CODE);
        if cell::is_power_of_ten(&code) {
            self.fault(line.row, col, Why::Cell(FaultKind::Scientific));
            return String::new();
        }
        let number = self.table.value(line, Field::Reorg(col)).number_like;
        if let Some(width) = self.widths.get(&col).copied()
            && number
            && code.chars().all(|c| c.is_ascii_digit())
            && !code.is_empty()
            && code.len() < width
        {
            let after = format!("{code:0>width$}");
            self.repair(line, col, after.clone(), RepairKind::LeadingZeros);
            code = after;
        }
        code
    }

    fn repair(&mut self, line: &Line, col: Col, after: String, kind: RepairKind) {
        self.repairs.note(Repair {
            place: self.table.place(line.row, Field::Reorg(col)),
            before: self.text(line, col),
            after,
            kind,
        });
    }

    fn day(&mut self, line: &Line, col: Col) -> Option<Date> {
        let value = self.table.value(line, Field::Reorg(col));
        if value.text.is_empty() {
            return None;
        }
        match cell::read_date(value) {
            Ok((day, unusual)) => {
                if unusual {
                    let after = format!("{}/{}/{}", day.day(), day.month(), day.year());
                    self.repair(line, col, after, RepairKind::Date);
                }
                Some(day)
            }
            Err(kind) => {
                self.fault(line.row, col, Why::Cell(kind));
                None
            }
        }
    }

    fn chosen<T>(&mut self, line: &Line, col: Col, read: fn(&str) -> Option<T>, why: Why) -> Option<T> {
        let text = self.text(line, col);
        if text.is_empty() {
            return None;
        }
        let found = read(&text);
        if found.is_none() {
            self.fault(line.row, col, why);
        }
        found
    }

    fn share(&mut self, line: &Line, work: Work) -> Option<Share> {
        let value = self.table.value(line, Field::Reorg(Col::Share));
        if value.text.is_empty() {
            return None;
        }
        // A cell that Excel shows as 100 % holds the number 1.
        let read = if value.number_like && value.text == "1" {
            Some(Share::WHOLE)
        } else {
            Share::read(&value.text.replace('\u{a0}', " "))
        };
        let Some(share) = read else {
            self.fault(line.row, Col::Share, Why::Share);
            return None;
        };
        match work {
            Work::Split | Work::HandOver => Some(share),
            _ if share == Share::WHOLE => None,
            _ => {
                self.fault(line.row, Col::Share, Why::ShareHere);
                None
            }
        }
    }

    fn set(&mut self, line: &Line) -> TraitsChange {
        let mut text = |col, longest| {
            let words = self.words(line, col, longest);
            match words.as_str() {
                "" => None,
                words if says_empty(words) => Some(String::new()),
                _ => Some(words),
            }
        };
        let mut set = TraitsChange {
            name: text(Col::NewName, LONGEST_NAME).filter(|name| !name.is_empty()),
            short_name: text(Col::ShortName, LONGEST_NAME),
            abbreviation: text(Col::Abbreviation, LONGEST_NAME),
            seal: text(Col::Seal, LONGEST_TEXT),
            address: text(Col::Address, LONGEST_TEXT),
            ..TraitsChange::default()
        };
        set.kind = self.chosen(line, Col::KindOf, UnitKind::read, Why::Cell(FaultKind::KindUnknown));
        set.level = self.chosen(line, Col::Level, UnitLevel::read, Why::Cell(FaultKind::LevelUnknown));
        let position = self.table.value(line, Field::Reorg(Col::Position));
        if !position.text.is_empty() {
            match cell::read_count(position) {
                Ok(place) => set.position = Some(place),
                Err(kind) => self.fault(line.row, Col::Position, Why::Cell(kind)),
            }
        }
        set
    }

    fn unused(&mut self, line: &Line, work: Work) {
        for col in Col::ALL {
            if !work.uses(col) && !self.text(line, col).is_empty() {
                self.hint(line.row, col, Hint::Unused);
            }
        }
    }

    fn work(&mut self, line: &Line) -> Option<Row> {
        if self.text(line, Col::Work).is_empty() {
            self.fault(line.row, Col::Work, Why::Cell(FaultKind::Missing));
            return None;
        }
        let work = self.chosen(line, Col::Work, Work::read, Why::Work)?;
        self.unused(line, work);
        let used = |col, text: String| if work.uses(col) { text } else { String::new() };
        let old_code = used(Col::OldCode, self.code(line, Col::OldCode));
        let new_code = used(Col::NewCode, self.code(line, Col::NewCode));
        for (col, code, needed) in [
            (Col::OldCode, &old_code, work != Work::Found),
            (Col::NewCode, &new_code, work.needs_new()),
        ] {
            // A code that was there and could not be read has its fault already.
            if needed && code.is_empty() && self.text(line, col).is_empty() {
                self.fault(line.row, col, Why::Cell(FaultKind::Missing));
            }
        }
        let above = used(Col::Parent, self.code(line, Col::Parent));
        let above = match above.as_str() {
            "" => None,
            words if says_top(words) => Some(Above::Top),
            _ => Some(Above::Code(above)),
        };
        if work == Work::Move && above.is_none() {
            self.fault(line.row, Col::Parent, Why::AboveNeeded);
        }
        let default = self.chosen(line, Col::Default, read_mark, Why::Default);
        let takes = used(Col::Takes, self.words(line, Col::Takes, LONGEST_TEXT));
        let set = self.set(line);
        Some(Row {
            at: line.row,
            work,
            old_code,
            old_name: self.text(line, Col::OldName),
            new_code,
            set: if work.uses(Col::NewName) {
                set
            } else {
                TraitsChange::default()
            },
            above,
            share: self.share(line, work),
            default: default.unwrap_or_default() && work.uses(Col::Default),
            takes: takes
                .split([';', ','])
                .map(str::trim)
                .filter(|code| !code.is_empty())
                .map(str::to_owned)
                .collect(),
            line: self.chosen(line, Col::Line, read_line, Why::Line),
        })
    }

    /// Reads a row; `None` when nobody can tell from when it is to hold, so that it belongs to no act.
    pub fn row(&mut self, line: &Line) -> Option<Cited> {
        let before = self.faults.len();
        let row = self.work(line);
        let effective_on = self.day(line, Col::EffectiveOn);
        if effective_on.is_none() && self.text(line, Col::EffectiveOn).is_empty() {
            self.fault(line.row, Col::EffectiveOn, Why::Cell(FaultKind::Missing));
        }
        if effective_on.is_some_and(|day| !days::may_hold_from(day, self.today)) {
            let last = days::latest(self.today).year();
            self.fault(line.row, Col::EffectiveOn, Why::Cell(FaultKind::DayOutside { last }));
        }
        let cited = Cited {
            at: line.row,
            number: self.words(line, Col::Number, LONGEST_NAME),
            title: self.words(line, Col::Title, LONGEST_TEXT),
            organ: self.words(line, Col::Organ, LONGEST_NAME),
            signer: self.words(line, Col::Signer, LONGEST_NAME),
            signed_on: self.day(line, Col::SignedOn),
            effective_on: effective_on?,
            source: self.words(line, Col::Source, LONGEST_TEXT),
            verified: self
                .chosen(line, Col::Verified, read_mark, Why::Default)
                .unwrap_or_default(),
            note: self.words(line, Col::Note, LONGEST_TEXT),
            key: self.words(line, Col::Key, LONGEST_CODE),
            row,
            faulty: self.faults.len() > before,
        };
        Some(cited)
    }
}

/// A mark, or its absence in words.
fn read_mark(words: &str) -> Option<bool> {
    match fold(words).as_str() {
        "x" | "co" | "1" | "yes" | "true" | "v" | "\u{2713}" | "mac dinh" | "default" => Some(true),
        "khong" | "0" | "no" | "false" | "-" => Some(false),
        _ => None,
    }
}
