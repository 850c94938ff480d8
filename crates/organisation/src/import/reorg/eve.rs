//! Who bears a code on the eve of an act.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use uuid::Uuid;
use vietnamese::fold::fold;

use super::work::LINES;
use crate::history::{Hierarchy, History, Traits};
use crate::unit::code_key;

/// The units of one eve by their codes.
#[derive(Debug)]
pub struct Eve<'h> {
    pub history: &'h History,
    pub on: Date,
    effective: Date,
    there: HashMap<(Hierarchy, String), Uuid>,
    /// Units that begin on the day itself, with the act on record that founds them.
    new: HashMap<(Hierarchy, String), (Uuid, Uuid)>,
    /// Acts on record that the rows may be about: what they founded is not there yet.
    pub own: HashSet<Uuid>,
    /// Units that had ended by then, the last one first.
    gone: HashMap<(Hierarchy, String), Vec<Uuid>>,
}

/// A unit found by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub unit: Uuid,
    /// Units of other lines bear the code, too, and neither the line nor the name says which is meant.
    pub unsure: bool,
}

impl<'h> Eve<'h> {
    /// Of the day before an act holds.
    pub fn of(history: &'h History, effective: Date) -> Self {
        let on = effective.yesterday().unwrap_or(effective);
        let mut there = HashMap::with_capacity(history.len());
        let mut new = HashMap::new();
        let mut gone: HashMap<_, Vec<(Date, Uuid)>> = HashMap::new();
        for (unit, life) in history.lives() {
            if let Some(version) = life.version(on) {
                let traits = &version.traits;
                there.insert((traits.kind.line(), code_key(&traits.code)), unit);
                continue;
            }
            if let Some(version) = life.version(effective) {
                let traits = &version.traits;
                let key = (traits.kind.line(), code_key(&traits.code));
                new.insert(key, (unit, version.reorg));
            }
            if let (Some(end), Some(last)) = (life.ended(on), life.nearest(on)) {
                let key = (last.traits.kind.line(), code_key(&last.traits.code));
                gone.entry(key).or_default().push((end.on, unit));
            }
        }
        let gone = gone.into_iter().map(|(key, mut units)| {
            units.sort_unstable_by(|a, b| b.cmp(a));
            (key, units.into_iter().map(|(_, unit)| unit).collect())
        });
        Self {
            history,
            on,
            effective,
            gone: gone.collect(),
            there,
            new,
            own: HashSet::new(),
        }
    }

    /// What a unit is on the eve, or last was.
    pub fn traits(&self, unit: Uuid) -> Option<&'h Traits> {
        let version = self.history.life(unit)?.nearest(self.on)?;
        Some(&version.traits)
    }

    fn begun(&self, key: &(Hierarchy, String)) -> Option<Uuid> {
        let (unit, by) = self.new.get(key)?;
        (!self.own.contains(by)).then_some(*unit)
    }

    /// The unit of one line that bears a code and can take something over: there on the eve and still there on the
    /// day, else founded that day by an act on record.
    pub fn in_line(&self, line: Hierarchy, code: &str) -> Option<Uuid> {
        let key = (line, code_key(code));
        let there = self.there.get(&key).copied();
        there
            .filter(|unit| self.history.exists(*unit, self.effective))
            .or_else(|| self.begun(&key))
            .or(there)
    }

    /// The unit that bears a code: of the line that is asked for; else the one that is called so; else the first in
    /// the order of the lines.
    pub fn find(&self, code: &str, line: Option<Hierarchy>, name: &str) -> Option<Found> {
        self.choose(line, name, |line| {
            let key = (line, code_key(code));
            let there = self.there.get(&key).copied();
            there.or_else(|| self.begun(&key)).into_iter().collect()
        })
    }

    /// Like [`Eve::find`] among the units that had ended.
    pub fn find_gone(&self, code: &str, line: Option<Hierarchy>, name: &str) -> Option<Found> {
        let key = code_key(code);
        self.choose(line, name, |line| {
            self.gone.get(&(line, key.clone())).cloned().unwrap_or_default()
        })
    }

    fn choose(&self, line: Option<Hierarchy>, name: &str, bearers: impl Fn(Hierarchy) -> Vec<Uuid>) -> Option<Found> {
        let all: Vec<(Hierarchy, Uuid)> = LINES
            .into_iter()
            .filter(|other| line.is_none_or(|line| line == *other))
            .flat_map(|line| bearers(line).into_iter().map(move |unit| (line, unit)))
            .collect();
        let name = fold(name);
        let called = all
            .iter()
            .find(|(_, unit)| !name.is_empty() && self.traits(*unit).is_some_and(|traits| fold(&traits.name) == name));
        if let Some((_, unit)) = called {
            return Some(Found {
                unit: *unit,
                unsure: false,
            });
        }
        let (first, unit) = all.first()?;
        Some(Found {
            unit: *unit,
            unsure: all.iter().any(|(line, _)| line != first),
        })
    }
}
