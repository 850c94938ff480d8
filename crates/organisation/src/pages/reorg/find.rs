//! Units as people type them: a code, a name, or a line of a list with both.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;
use vietnamese::fold;

use crate::history::History;
use crate::plan::Plan;
use crate::unit::code_key;

/// Finds units that exist on a day, or that the same act founds.
pub(super) struct Finder {
    codes: HashMap<String, Uuid>,
    names: HashMap<String, Vec<Uuid>>,
    near: Vec<(String, String)>,
}

/// Why a text names no unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unfound {
    /// Nothing bears it; what comes closest.
    Nothing { near: Vec<String> },
    /// More than one unit has this name.
    Several,
}

impl Finder {
    /// Over the units of a day.
    pub fn on(history: &History, day: Date, plan: Option<&Plan>) -> Self {
        let living = history
            .lives()
            .filter_map(|(unit, life)| Some((unit, life.version(day)?)));
        let mut finder = Self::empty();
        let mut rows: Vec<(u8, Uuid, &str, &str)> = living
            .map(|(unit, version)| {
                let traits = &version.traits;
                let other = u8::from(traits.kind.line() != crate::history::Hierarchy::Union);
                (other, unit, traits.code.as_str(), traits.name.as_str())
            })
            .collect();
        // A code of the union's own goes before the same code of a province or a ministry.
        rows.sort_unstable();
        for (_, unit, code, name) in rows {
            finder.add(unit, code, name);
        }
        for founding in plan.into_iter().flat_map(Plan::founded) {
            finder.add(founding.unit, &founding.traits.code, &founding.traits.name);
        }
        finder
    }

    /// Over the units that existed before a day and do not exist on it.
    pub fn ended(history: &History, day: Date) -> Self {
        let mut finder = Self::empty();
        for (unit, life) in history.lives().filter(|(_, life)| life.ended(day).is_some()) {
            if let Some(version) = life.nearest(day) {
                finder.add(unit, &version.traits.code, &version.traits.name);
            }
        }
        finder
    }

    fn empty() -> Self {
        Self {
            codes: HashMap::new(),
            names: HashMap::new(),
            near: Vec::new(),
        }
    }

    fn add(&mut self, unit: Uuid, code: &str, name: &str) {
        if !code.is_empty() {
            self.codes.entry(code_key(code)).or_insert(unit);
        }
        self.names.entry(fold::fold(name)).or_default().push(unit);
        self.near
            .push((fold::fold(&format!("{code} {name}")), format!("{code} – {name}")));
    }

    /// The unit that a text names.
    pub fn find(&self, typed: &str) -> Result<Uuid, Unfound> {
        let typed = fold::clean(typed);
        let code = typed.split_once(" – ").map_or(typed.as_str(), |(code, _)| code);
        if let Some(unit) = self.codes.get(&code_key(code)) {
            return Ok(*unit);
        }
        match self.names.get(&fold::fold(&typed)).map(Vec::as_slice) {
            Some([unit]) => Ok(*unit),
            Some(_) => Err(Unfound::Several),
            None => {
                let mut near: Vec<String> = self
                    .near
                    .iter()
                    .filter(|(folded, _)| fold::matches(folded, &typed))
                    .take(3)
                    .map(|(_, shown)| shown.clone())
                    .collect();
                near.sort();
                Err(Unfound::Nothing { near })
            }
        }
    }

    /// Lines to choose from, in the order of codes; bounded, because a page with thousands of options helps nobody.
    pub fn offers(&self, covers: impl Fn(Uuid) -> bool) -> Vec<String> {
        const MOST: usize = 400;
        let mut offers: Vec<String> = self
            .near
            .iter()
            .filter(|(_, shown)| {
                let code = shown.split_once(" – ").map_or("", |(code, _)| code);
                self.codes.get(&code_key(code)).is_some_and(|unit| covers(*unit))
            })
            .map(|(_, shown)| shown.clone())
            .collect();
        offers.sort();
        offers.truncate(MOST);
        offers
    }
}
