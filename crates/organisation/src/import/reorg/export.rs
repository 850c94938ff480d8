//! Re-organisations as rows of the same columns that the import reads.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use uuid::Uuid;

use super::columns::Col;
use super::eve::Eve;
use super::work::Work;
use crate::history::{Hierarchy, Share, Traits, TraitsChange};
use crate::plan::{Founding, Operation, Plan, Receiver};
use crate::stage::Stage;
use crate::store::reorgs::Reorg;
use crate::unit::{UnitKind, UnitLevel, code_key};

/// What a cell must not begin with, or a program would calculate it.
pub const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A filled cell, before it is put into words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Work(Work),
    Line(Hierarchy),
    Kind(UnitKind),
    Level(UnitLevel),
    Number(i64),
    Day(Date),
    Share(Share),
    /// The mark of the default heir.
    Mark,
    /// At the top of the line.
    Top,
    /// Emptied by the act.
    Emptied,
    Stage(Stage),
}

/// The filled cells of a row.
pub type Cells = Vec<(Col, Cell)>;

/// Codes and names of units that are founded by acts not yet on record.
pub type Founded = HashMap<Uuid, Traits>;

struct Writer<'w> {
    eve: &'w Eve<'w>,
    own: HashMap<Uuid, &'w Traits>,
    others: &'w Founded,
}

fn text(words: &str) -> Option<Cell> {
    (!words.is_empty()).then(|| Cell::Text(words.to_owned()))
}

fn fill(cells: &mut Cells, col: Col, cell: Option<Cell>) {
    cells.extend(cell.map(|cell| (col, cell)));
}

/// The rows of a plan, without what is the same in each: the act on paper.
pub fn rows(plan: &Plan, eve: &Eve<'_>, others: &Founded) -> Vec<Cells> {
    let writer = Writer {
        eve,
        own: plan
            .founded()
            .map(|founding| (founding.unit, &founding.traits))
            .collect(),
        others,
    };
    plan.operations
        .iter()
        .flat_map(|operation| writer.operation(operation))
        .collect()
}

/// A part of the id of an act.
pub fn id_key(reorg: &Reorg) -> String {
    let id = reorg.id.simple().to_string();
    id.chars().skip(20).collect()
}

/// What tells an act from others of its day: what a file called it; without number and key, or where several acts have
/// the same number and key, a part of its id.
pub fn key_of(reorg: &Reorg, twin: bool) -> String {
    if twin || (reorg.key.is_empty() && reorg.paper.number.is_empty()) {
        id_key(reorg)
    } else {
        reorg.key.clone()
    }
}

/// The acts of one day that others of that day have the number and key of.
pub fn twins(day: &[Reorg]) -> HashSet<Uuid> {
    let mut alike: HashMap<(String, String), Vec<Uuid>> = HashMap::new();
    for reorg in day {
        let key = (code_key(&reorg.paper.number), code_key(&key_of(reorg, false)));
        alike.entry(key).or_default().push(reorg.id);
    }
    alike.into_values().filter(|acts| acts.len() > 1).flatten().collect()
}

/// The cells of the act on paper, the same in each of its rows.
pub fn paper_cells(reorg: &Reorg, twin: bool) -> Cells {
    let paper = &reorg.paper;
    let key = key_of(reorg, twin);
    let mut cells = Vec::new();
    for (col, words) in [
        (Col::Number, &paper.number),
        (Col::Title, &paper.title),
        (Col::Organ, &paper.organ),
        (Col::Signer, &paper.signer),
        (Col::Source, &paper.source),
        (Col::Note, &paper.note),
        (Col::Key, &key),
    ] {
        fill(&mut cells, col, text(words));
    }
    fill(&mut cells, Col::SignedOn, paper.signed_on.map(Cell::Day));
    cells.push((Col::EffectiveOn, Cell::Day(paper.effective_on)));
    fill(&mut cells, Col::Verified, paper.verified.then_some(Cell::Mark));
    cells.push((Col::State, Cell::Stage(reorg.stage)));
    cells
}

impl Writer<'_> {
    /// A unit as it will be called after the act, if the act founds it; else as it was on the eve.
    fn traits(&self, unit: Uuid) -> Option<&Traits> {
        let own = self.own.get(&unit).copied();
        own.or_else(|| self.eve.traits(unit)).or_else(|| self.others.get(&unit))
    }

    fn before(&self, unit: Uuid) -> Option<&Traits> {
        self.eve.traits(unit).or_else(|| self.traits(unit))
    }

    fn code(&self, unit: Option<Uuid>) -> Option<Cell> {
        text(&self.traits(unit?)?.code)
    }

    fn row(&self, work: Work, old: Option<Uuid>) -> Cells {
        let mut cells = vec![(Col::Work, Cell::Work(work))];
        let Some(traits) = old.and_then(|unit| self.before(unit)) else {
            return cells;
        };
        fill(&mut cells, Col::OldCode, text(&traits.code));
        fill(&mut cells, Col::OldName, text(&traits.name));
        let line = traits.kind.line();
        if work != Work::Move && line != Hierarchy::Union {
            cells.push((Col::Line, Cell::Line(line)));
        }
        cells
    }

    fn to(&self, cells: &mut Cells, unit: Uuid) {
        fill(cells, Col::NewCode, self.code(Some(unit)));
        fill(
            cells,
            Col::NewName,
            self.traits(unit).and_then(|traits| text(&traits.name)),
        );
    }

    fn founding(&self, cells: &mut Cells, founding: &Founding) {
        let traits = &founding.traits;
        fill(cells, Col::ShortName, text(&traits.short_name));
        fill(cells, Col::Abbreviation, text(&traits.abbreviation));
        cells.push((Col::KindOf, Cell::Kind(traits.kind)));
        cells.push((Col::Level, Cell::Level(traits.level)));
        fill(cells, Col::Seal, text(&traits.seal));
        fill(cells, Col::Address, text(&traits.address));
        cells.push((Col::Position, Cell::Number(traits.position)));
        fill(cells, Col::Parent, self.code(founding.parent));
    }

    fn receiver(&self, work: Work, source: Uuid, receiver: &Receiver) -> Cells {
        let mut cells = self.row(work, Some(source));
        self.to(&mut cells, receiver.unit);
        if let Some(founding) = &receiver.founding {
            self.founding(&mut cells, founding);
        }
        fill(&mut cells, Col::Share, receiver.share.map(Cell::Share));
        fill(&mut cells, Col::Default, receiver.default.then_some(Cell::Mark));
        let takes: Vec<&str> = receiver
            .takes
            .iter()
            .filter_map(|unit| self.traits(*unit))
            .map(|traits| traits.code.as_str())
            .collect();
        fill(&mut cells, Col::Takes, text(&takes.join("; ")));
        cells
    }

    fn operation(&self, operation: &Operation) -> Vec<Cells> {
        match operation {
            Operation::Found { founding } => {
                let mut cells = self.row(Work::Found, None);
                self.to(&mut cells, founding.unit);
                self.founding(&mut cells, founding);
                vec![cells]
            }
            Operation::Alter { unit, change } => {
                let mut cells = self.row(Work::Alter, Some(*unit));
                change_cells(&mut cells, change);
                vec![cells]
            }
            Operation::Move {
                units,
                hierarchy,
                parent,
            } => {
                let row = |unit: &Uuid| {
                    let mut cells = self.row(Work::Move, Some(*unit));
                    let above = match parent {
                        None => Some(Cell::Top),
                        parent => self.code(*parent),
                    };
                    fill(&mut cells, Col::Parent, above);
                    cells.push((Col::Line, Cell::Line(*hierarchy)));
                    cells
                };
                units.iter().map(row).collect()
            }
            Operation::Merge { sources, into } => {
                let row = |source: &Uuid| {
                    let mut cells = self.row(Work::Merge, Some(*source));
                    self.to(&mut cells, *into);
                    cells
                };
                sources.iter().map(row).collect()
            }
            Operation::Consolidate { sources, founding } => {
                let row = |(at, source): (usize, &Uuid)| {
                    let mut cells = self.row(Work::Consolidate, Some(*source));
                    self.to(&mut cells, founding.unit);
                    if at == 0 {
                        self.founding(&mut cells, founding);
                    }
                    cells
                };
                sources.iter().enumerate().map(row).collect()
            }
            Operation::Split { source, receivers } => {
                let row = |receiver| self.receiver(Work::Split, *source, receiver);
                receivers.iter().map(row).collect()
            }
            Operation::HandOver { source, receiver } => vec![self.receiver(Work::HandOver, *source, receiver)],
            Operation::Dissolve { unit, below_to } => {
                let mut cells = self.row(Work::Dissolve, Some(*unit));
                fill(&mut cells, Col::Parent, self.code(*below_to));
                vec![cells]
            }
            Operation::End { unit, heir, below_to } => {
                let mut cells = self.row(Work::End, Some(*unit));
                fill(&mut cells, Col::NewCode, self.code(*heir));
                fill(&mut cells, Col::Parent, self.code(*below_to));
                vec![cells]
            }
            Operation::EndRights { units } => {
                let row = |unit: &Uuid| self.row(Work::EndRights, Some(*unit));
                units.iter().map(row).collect()
            }
            Operation::Restore { unit, parent } => {
                let mut cells = self.row(Work::Restore, Some(*unit));
                fill(&mut cells, Col::Parent, self.code(*parent));
                vec![cells]
            }
        }
    }
}

fn change_cells(cells: &mut Cells, change: &TraitsChange) {
    for (col, set) in [
        (Col::NewCode, &change.code),
        (Col::NewName, &change.name),
        (Col::ShortName, &change.short_name),
        (Col::Abbreviation, &change.abbreviation),
        (Col::Seal, &change.seal),
        (Col::Address, &change.address),
    ] {
        let cell = set.as_deref().map(|words| text(words).unwrap_or(Cell::Emptied));
        fill(cells, col, cell);
    }
    fill(cells, Col::KindOf, change.kind.map(Cell::Kind));
    fill(cells, Col::Level, change.level.map(Cell::Level));
    fill(cells, Col::Position, change.position.map(Cell::Number));
}
