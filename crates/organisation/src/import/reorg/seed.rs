//! The units that an act founds, gathered from every row that says something about them.

use std::collections::HashMap;

use uuid::Uuid;

use super::columns::Col;
use super::fault::Why;
use super::row::{Above, Reader, Row};
use super::work::Work;
use crate::history::{Hierarchy, Traits, TraitsChange};
use crate::unit::{UnitKind, UnitLevel, code_key};

/// A unit to be founded.
#[derive(Clone, Debug)]
pub struct Seed {
    pub unit: Uuid,
    pub line: Hierarchy,
    pub code: String,
    /// The first row that founds it, and how.
    pub at: usize,
    pub work: Work,
    pub set: TraitsChange,
    pub above: Option<Above>,
    /// The first unit that it comes from.
    pub source: Option<Uuid>,
}

/// Every unit that one act founds.
#[derive(Debug, Default)]
pub struct Seeds {
    all: Vec<Seed>,
    places: HashMap<(Hierarchy, String), usize>,
}

/// Takes over what a further row says; names the columns that contradict, with what stood there before: words, or the
/// key of words.
fn join(before: &mut TraitsChange, more: &TraitsChange) -> Vec<(Col, String)> {
    let mut odd = Vec::new();
    macro_rules! each {
        ($($field:ident: $col:ident => $words:expr;)*) => { $(
            match (&before.$field, &more.$field) {
                (None, Some(value)) => before.$field = Some(value.clone()),
                (Some(first), Some(value)) if first != value => odd.push((Col::$col, $words(first))),
                _ => {}
            }
        )* };
    }
    each! {
        name: NewName => String::clone;
        short_name: ShortName => String::clone;
        abbreviation: Abbreviation => String::clone;
        kind: KindOf => |kind: &UnitKind| format!("org-kind-{}", kind.code());
        level: Level => |level: &UnitLevel| format!("org-level-{}", level.code());
        seal: Seal => String::clone;
        address: Address => String::clone;
        position: Position => i64::to_string;
    }
    odd
}

impl Seeds {
    /// The unit that the act founds under a code of a line.
    pub fn get(&self, line: Hierarchy, code: &str) -> Option<&Seed> {
        self.all.get(*self.places.get(&(line, code_key(code)))?)
    }

    /// Every unit.
    pub fn units(&self) -> impl Iterator<Item = Uuid> {
        self.all.iter().map(|seed| seed.unit)
    }

    /// Notes that a row founds a unit, or that a further row has to do with it. `false` when the rows contradict.
    pub fn note(
        &mut self,
        reader: &mut Reader<'_>,
        row: &Row,
        line: Hierarchy,
        source: Option<Uuid>,
        fresh: &mut dyn FnMut() -> Uuid,
    ) -> bool {
        let key = (line, code_key(&row.new_code));
        let Some(seed) = self.places.get(&key).and_then(|place| self.all.get_mut(*place)) else {
            self.places.insert(key, self.all.len());
            self.all.push(Seed {
                unit: fresh(),
                line,
                code: row.new_code.clone(),
                at: row.at,
                work: row.work,
                set: row.set.clone(),
                above: row.above.clone(),
                source,
            });
            return true;
        };
        let mut odd = join(&mut seed.set, &row.set);
        match (&seed.above, &row.above) {
            (None, Some(above)) => seed.above = Some(above.clone()),
            (Some(first), Some(above)) if first != above => {
                let code = match first {
                    Above::Top => String::new(),
                    Above::Code(code) => code.clone(),
                };
                odd.push((Col::Parent, code));
            }
            _ => {}
        }
        seed.source = seed.source.or(source);
        let first = seed.at;
        let agreed = odd.is_empty();
        for (col, value) in odd {
            reader.fault(row.at, col, Why::Differs { row: first, value });
        }
        agreed
    }
}

/// What sort of unit a line has when nobody says.
const fn usual(line: Hierarchy, top: bool) -> (UnitKind, UnitLevel) {
    match (line, top) {
        (Hierarchy::Union, true) => (UnitKind::Union, UnitLevel::Central),
        (Hierarchy::Union, false) => (UnitKind::Grassroots, UnitLevel::Grassroots),
        (Hierarchy::Ministry, _) => (UnitKind::Body, UnitLevel::Central),
        (Hierarchy::Block, _) => (UnitKind::Block, UnitLevel::Central),
        (Hierarchy::Territory, true) => (UnitKind::Territory, UnitLevel::Central),
        (Hierarchy::Territory, false) => (UnitKind::Territory, UnitLevel::Province),
    }
}

impl Seed {
    /// What the new unit is: as the rows say, else like the first unit that it comes from.
    pub fn traits(&self, source: Option<&Traits>) -> Traits {
        let top = !matches!(self.above, Some(Above::Code(_)));
        let (kind, level) = source.map_or_else(|| usual(self.line, top), |traits| (traits.kind, traits.level));
        // The order of the file is the order of protocol when it says no other and there is nothing to go by.
        let position = source.map_or_else(|| i64::try_from(self.at).unwrap_or(i64::MAX), |traits| traits.position);
        Traits {
            name: String::new(),
            short_name: String::new(),
            abbreviation: String::new(),
            code: self.code.clone(),
            kind,
            level,
            seal: String::new(),
            address: String::new(),
            position,
            demo: false,
        }
        .with(&self.set)
    }
}
