//! The organisation through time, as plain data: what the log of acts makes of it ([`fold`]), asked by day.
//!
//! Nothing here is ever edited. A [`History`] is a function of a set of [`Entry`]s: an act undone is an entry left
//! out, an act known late is an entry that comes in between, and "as known on a day" is the function of what was
//! known by then. So undo restores exactly, and what was printed yesterday can be printed again tomorrow.

mod compare;
mod custody;
mod expected;
mod fold;
mod lens;
mod life;
#[cfg(test)]
mod lines_tests;
mod parting;
mod refusal;
mod restate;
mod share;
mod sheet;
mod step;

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::holdings::HeldUnit;
use uuid::Uuid;

pub use compare::{Change, Difference, compare};
pub use custody::Custody;
pub use expected::{Coverage, Every, Report, coverage};
pub use fold::fold;
pub use lens::Lens;
pub use life::{End, Life, Link, Span, Version};
pub use refusal::{Fault, Refusal};
pub use restate::{Place, Restating};
pub use share::{Amount, Share};
pub use sheet::{Fact, Loose, LooseKind, Sheet};
pub use step::{Ending, Entry, Heir, Hierarchy, Rights, Step, Traits, TraitsChange};

use crate::tree::{Tree, UnitRow};

/// More levels than any organisation has.
const DEEPEST: usize = 64;

/// Where a unit stands in a hierarchy.
enum Stands {
    OnTop,
    Under(Uuid),
}

/// Every unit that ever was, with its whole life.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    units: HashMap<Uuid, Life>,
}

impl History {
    /// The life of a unit.
    pub fn life(&self, unit: Uuid) -> Option<&Life> {
        self.units.get(&unit)
    }

    /// Every unit with its life, in no order.
    pub fn lives(&self) -> impl Iterator<Item = (Uuid, &Life)> {
        self.units.iter().map(|(id, life)| (*id, life))
    }

    /// Number of units that ever were.
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there never was a unit.
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Whether the unit exists on a day.
    pub fn exists(&self, unit: Uuid, on: Date) -> bool {
        self.version(unit, on).is_some()
    }

    /// The version of a unit in force on a day.
    pub fn version(&self, unit: Uuid, on: Date) -> Option<&Version> {
        self.life(unit)?.version(on)
    }

    /// The unit above in a hierarchy on a day.
    pub fn parent(&self, unit: Uuid, hierarchy: Hierarchy, on: Date) -> Option<Uuid> {
        self.life(unit)?.parent(hierarchy, on)
    }

    /// What a unit was called on a day; after its end the last name it had, before its beginning the first.
    pub fn name(&self, unit: Uuid, on: Date) -> Option<&str> {
        self.life(unit)?.nearest(on).map(|version| version.traits.name.as_str())
    }

    /// Units as features are asked about them: with the code of the eve of a change, and since when they bear it.
    pub fn held(&self, units: &[Uuid], on: Date) -> Vec<HeldUnit> {
        let eve = on.yesterday().unwrap_or(on);
        let held = units.iter().filter_map(|id| {
            let versions = &self.life(*id)?.versions;
            let last = self.life(*id)?.nearest(eve)?;
            let code = last.traits.code.clone();
            let before = versions.iter().rev().skip_while(|version| version.from > last.from);
            let since = before.take_while(|version| version.traits.code == code).last()?.from;
            Some(HeldUnit { id: *id, code, since })
        });
        held.collect()
    }

    /// The tree of a hierarchy as it stands on a day.
    pub fn tree(&self, hierarchy: Hierarchy, on: Date) -> Tree {
        let next = on.tomorrow().unwrap_or(on);
        self.window(hierarchy, on, next)
    }

    /// Whether a unit stands in a hierarchy on a day, and under which unit. A union that nothing puts elsewhere goes
    /// with the union above it: whoever places the union of a province in the province has placed all of it.
    fn place(&self, hierarchy: Hierarchy, unit: Uuid, day: Date) -> Option<Stands> {
        let life = self.life(unit)?;
        if let Some(parent) = life.parent(hierarchy, day) {
            return Some(Stands::Under(parent));
        }
        if life.version(day)?.traits.kind.line() == hierarchy {
            return Some(Stands::OnTop);
        }
        let above = life.parent(Hierarchy::Union, day)?;
        let (mut at, mut stands) = (above, false);
        for _ in 0..DEEPEST {
            // What stands below the unit cannot carry it as well.
            if at == unit {
                return None;
            }
            let life = self.life(at)?;
            let own = life.parent(hierarchy, day);
            let top = life.version(day)?.traits.kind.line() == hierarchy;
            stands = stands || top || own.is_some();
            let borrowed = || if top { None } else { life.parent(Hierarchy::Union, day) };
            let next = own.or_else(borrowed);
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        stands.then_some(Stands::Under(above))
    }

    /// The tree of a hierarchy over the days [from, to): every unit that existed on at least one of them, as it stood
    /// on its last one. A unit that ended in between keeps its place under the unit that was above it then; that unit
    /// existed on the same day, so there is one parent and no ring.
    pub fn window(&self, hierarchy: Hierarchy, from: Date, to: Date) -> Tree {
        let mut rows = Vec::with_capacity(self.units.len());
        let mut edges = Vec::with_capacity(self.units.len());
        let last = to.yesterday().unwrap_or(to).max(from);
        for (unit, life) in &self.units {
            let Some((day, version)) = life.last_within(from, last) else {
                continue;
            };
            match self.place(hierarchy, *unit, day) {
                None => continue,
                Some(Stands::OnTop) => {}
                Some(Stands::Under(parent)) => edges.push((parent, *unit)),
            }
            rows.push(UnitRow {
                id: *unit,
                name: version.traits.name.clone(),
                short_name: version.traits.short_name.clone(),
                code: version.traits.code.clone(),
                kind: version.traits.kind,
                level: version.traits.level,
                position: version.traits.position,
                demo: version.traits.demo,
                from: version.from,
                ended: (day < last).then(|| day.tomorrow().unwrap_or(day)),
            });
        }
        // A unit of another line stands above as a mere name: a province above the unions of its territory.
        Tree::build(last, rows, &edges).with_custody(self.custody(last))
    }
}
