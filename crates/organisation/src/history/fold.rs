//! From the log of acts to the lives of units.
//!
//! Entries are put in the order of their days, and within a day in one fixed order (what begins, what changes, what
//! moves, what is handed over, what ends), so the order in which independent acts of one day were recorded cannot
//! matter. Acts of one day that do not go together are refused whichever came first.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use uuid::Uuid;

use super::History;
use super::life::{End, Life, Link, Span, Version};
use super::parting::{Parts, Passed};
use super::refusal::{Fault, Refusal};
use super::share::{Amount, Share};
use super::step::{Ending, Entry, Heir, Hierarchy, Rights, Step, Traits, TraitsChange};
use crate::unit::code_key;

/// What the acts make of the units, or why they do not go together.
pub fn fold(entries: &[Entry]) -> Result<History, Refusal> {
    let mut order: Vec<&Entry> = entries.iter().collect();
    order.sort_by_key(|entry| rank(entry));
    let mut work = Work::default();
    for day in order.chunk_by(|a, b| a.on == b.on) {
        work.day(day)?;
    }
    Ok(work.finish())
}

const fn phase(step: &Step) -> u8 {
    match step {
        Step::Begin { .. } => 0,
        Step::Revive { .. } => 1,
        Step::Alter { .. } => 2,
        Step::Place { .. } => 3,
        Step::Cede { .. } => 4,
        Step::Cease { .. } => 5,
    }
}

fn rank(entry: &Entry) -> (Date, u8, Uuid, Uuid) {
    (entry.on, phase(&entry.step), entry.step.unit(), entry.reorg)
}

#[derive(Default)]
struct Work {
    units: HashMap<Uuid, Life>,
    /// For each hierarchy and parent, who stands below now.
    below: HashMap<(usize, Uuid), BTreeSet<Uuid>>,
    /// Who bears a code now, for each line.
    codes: HashMap<(Hierarchy, String), Uuid>,
}

/// What the acts of one day claim, to find those that do not go together.
#[derive(Default)]
struct Claims<'e> {
    lives: HashMap<Uuid, Uuid>,
    ends: HashMap<Uuid, Uuid>,
    begins: HashMap<Uuid, Uuid>,
    sets: HashMap<Uuid, Vec<(Uuid, &'e TraitsChange)>>,
    places: HashMap<(Uuid, Hierarchy), (Uuid, Option<Uuid>)>,
}

fn refused(entry: &Entry, fault: Fault, against: Option<Uuid>) -> Refusal {
    Refusal {
        fault,
        on: entry.on,
        by: entry.reorg,
        against: against.filter(|other| *other != entry.reorg),
    }
}

impl<'e> Claims<'e> {
    fn read(day: &[&'e Entry]) -> Result<Self, Refusal> {
        let mut claims = Self::default();
        for entry in day {
            claims.claim(entry)?;
        }
        for entry in day {
            let needs: Vec<Uuid> = match &entry.step {
                Step::Cease { heirs, .. } => heirs.iter().map(|heir| heir.unit).collect(),
                // What a unit gives away on its last day is a part of its division.
                Step::Cede { heirs, .. } => heirs.iter().map(|heir| heir.unit).collect(),
                Step::Place { unit, parent, .. } => parent.iter().copied().chain([*unit]).collect(),
                other => vec![other.unit()],
            };
            for unit in needs {
                if let Some(ending) = claims.ends.get(&unit) {
                    return Err(refused(entry, Fault::EndsSameDay { unit }, Some(*ending)));
                }
            }
        }
        Ok(claims)
    }

    fn claim(&mut self, entry: &'e Entry) -> Result<(), Refusal> {
        let unit = entry.step.unit();
        match &entry.step {
            Step::Begin { .. } | Step::Revive { .. } => {
                if let Some(other) = self.begins.insert(unit, entry.reorg) {
                    return Err(refused(entry, Fault::AlreadyThere { unit }, Some(other)));
                }
            }
            Step::Alter { change, .. } => {
                let before = self.sets.entry(unit).or_default();
                if let Some((other, _)) = before.iter().find(|(_, set)| set.contradicts(change)) {
                    return Err(refused(entry, Fault::SetTwice { unit }, Some(*other)));
                }
                before.push((entry.reorg, change));
            }
            Step::Place { hierarchy, parent, .. } => {
                let claimed = self.places.entry((unit, *hierarchy)).or_insert((entry.reorg, *parent));
                if claimed.1 != *parent {
                    let fault = Fault::PlacedTwice {
                        unit,
                        hierarchy: *hierarchy,
                    };
                    return Err(refused(entry, fault, Some(claimed.0)));
                }
            }
            Step::Cease { heirs, .. } => {
                if let Some(other) = self.ends.insert(unit, entry.reorg) {
                    return Err(refused(entry, Fault::EndsTwice { unit }, Some(other)));
                }
                check_heirs(entry, unit, heirs, true)?;
            }
            Step::Cede { heirs, .. } => check_heirs(entry, unit, heirs, false)?,
        }
        self.lives.entry(unit).or_insert(entry.reorg);
        Ok(())
    }
}

fn check_heirs(entry: &Entry, unit: Uuid, heirs: &[Heir], all: bool) -> Result<(), Refusal> {
    let mut seen = HashSet::new();
    let one = heirs.iter().all(|heir| heir.unit != unit && seen.insert(heir.unit));
    if !one || heirs.iter().filter(|heir| heir.default).count() > 1 {
        return Err(refused(entry, Fault::Heirs { unit }, None));
    }
    let mut sum = Amount::ZERO;
    for share in heirs.iter().filter_map(|heir| heir.share) {
        let Some(more) = sum.plus(share.amount()) else {
            return Err(refused(entry, Fault::Shares { unit }, None));
        };
        sum = more;
    }
    let told = !heirs.is_empty() && heirs.iter().all(|heir| heir.share.is_some());
    let whole = Share::WHOLE.amount();
    if sum > whole || (all && told && sum != whole) {
        return Err(refused(entry, Fault::Shares { unit }, None));
    }
    Ok(())
}

/// A unit whose parent ended, in which line, under whom it stands from then on, by which act.
type Orphan<'e> = (Uuid, Hierarchy, Option<Uuid>, &'e Entry);

/// Where a unit stands whose parent ended.
enum NewParent {
    Under(Uuid),
    Top,
}

impl Work {
    fn alive(&self, unit: Uuid) -> bool {
        self.open(unit).is_some()
    }

    fn open(&self, unit: Uuid) -> Option<&Version> {
        self.units
            .get(&unit)?
            .versions
            .last()
            .filter(|version| version.to.is_none())
    }

    fn parent(&self, unit: Uuid, line: Hierarchy) -> Option<Uuid> {
        let span = self.units.get(&unit)?.spans(line).last()?;
        span.to.is_none().then_some(span.parent)
    }

    fn day(&mut self, day: &[&Entry]) -> Result<(), Refusal> {
        Claims::read(day)?;
        let mut named: Vec<(Uuid, &Entry)> = Vec::new();
        let mut moved: Vec<(Uuid, Hierarchy, &Entry)> = Vec::new();
        let mut ended: BTreeMap<Uuid, &Entry> = BTreeMap::new();
        let parts = Parts::of(day);
        for entry in day {
            let (on, reorg) = (entry.on, entry.reorg);
            match &entry.step {
                Step::Begin { unit, traits } => {
                    if self.units.get(unit).is_some_and(|life| !life.versions.is_empty()) {
                        return Err(refused(entry, Fault::AlreadyThere { unit: *unit }, None));
                    }
                    self.begin(*unit, Arc::new((**traits).clone()), on, reorg);
                    named.push((*unit, entry));
                }
                Step::Revive { unit } => {
                    self.revive(entry, *unit, &mut moved)?;
                    named.push((*unit, entry));
                }
                Step::Alter { unit, change } => {
                    self.alter(entry, *unit, change)?;
                    named.push((*unit, entry));
                }
                Step::Place {
                    unit,
                    hierarchy,
                    parent,
                } => {
                    if !self.alive(*unit) {
                        return Err(refused(entry, Fault::NotThere { unit: *unit }, None));
                    }
                    if let Some(parent) = parent.filter(|parent| !self.alive(*parent)) {
                        return Err(refused(entry, Fault::NoParent { unit: *unit, parent }, None));
                    }
                    self.place(*unit, *hierarchy, *parent, on, reorg);
                    moved.push((*unit, *hierarchy, entry));
                }
                Step::Cede { unit, .. } if parts.divides(*unit) => {}
                Step::Cede { unit, heirs } => {
                    let passed = Passed::all(reorg, heirs);
                    self.hand_over(entry, *unit, None, passed)?;
                }
                Step::Cease { unit, how, heirs, .. } => {
                    let passed = if parts.divides(*unit) {
                        let fault = || refused(entry, Fault::Shares { unit: *unit }, None);
                        parts.division(*unit, reorg, heirs).ok_or_else(fault)?
                    } else {
                        Passed::ending(reorg, heirs)
                    };
                    self.hand_over(entry, *unit, Some(*how), passed)?;
                    ended.insert(*unit, entry);
                }
            }
        }
        let orphans = self.orphans(&ended)?;
        for (unit, entry) in &ended {
            self.end(*unit, entry);
        }
        for (unit, line, parent, entry) in orphans {
            self.place(unit, line, parent, entry.on, entry.reorg);
            moved.push((unit, line, entry));
        }
        self.check_rings(&moved)?;
        self.check_codes(&named)
    }

    fn begin(&mut self, unit: Uuid, traits: Arc<Traits>, on: Date, reorg: Uuid) {
        self.units.entry(unit).or_default().versions.push(Version {
            traits,
            from: on,
            to: None,
            reorg,
        });
    }

    fn revive<'e>(
        &mut self,
        entry: &'e Entry,
        unit: Uuid,
        moved: &mut Vec<(Uuid, Hierarchy, &'e Entry)>,
    ) -> Result<(), Refusal> {
        if self.alive(unit) {
            return Err(refused(entry, Fault::AlreadyThere { unit }, None));
        }
        let Some(last) = self.units.get(&unit).and_then(|life| life.versions.last()) else {
            return Err(refused(entry, Fault::NotThere { unit }, None));
        };
        let traits = Arc::clone(&last.traits);
        self.begin(unit, traits, entry.on, entry.reorg);
        // Back to where it stood, where that still is; the act may put it elsewhere.
        for line in Hierarchy::ALL {
            let last = self
                .units
                .get(&unit)
                .and_then(|life| life.spans(line).last().map(|span| span.parent));
            if let Some(parent) = last.filter(|parent| self.alive(*parent)) {
                self.place(unit, line, Some(parent), entry.on, entry.reorg);
                moved.push((unit, line, entry));
            }
        }
        Ok(())
    }

    fn alter(&mut self, entry: &Entry, unit: Uuid, change: &TraitsChange) -> Result<(), Refusal> {
        let Some(open) = self.open(unit) else {
            return Err(refused(entry, Fault::NotThere { unit }, None));
        };
        let traits = open.traits.with(change);
        let (same_day, before) = (open.from == entry.on, Arc::clone(&open.traits));
        if traits == *before {
            return Ok(());
        }
        let key = (before.kind.line(), code_key(&before.code));
        if self.codes.get(&key) == Some(&unit) {
            self.codes.remove(&key);
        }
        let Some(life) = self.units.get_mut(&unit) else {
            return Ok(());
        };
        if let Some(open) = life.versions.last_mut() {
            if same_day {
                open.traits = Arc::new(traits);
                return Ok(());
            }
            open.to = Some(entry.on);
        }
        self.begin(unit, Arc::new(traits), entry.on, entry.reorg);
        Ok(())
    }

    fn place(&mut self, unit: Uuid, line: Hierarchy, parent: Option<Uuid>, on: Date, reorg: Uuid) {
        let before = self.parent(unit, line);
        if before == parent {
            return;
        }
        if let Some(before) = before
            && let Some(below) = self.below.get_mut(&(line.slot(), before))
        {
            below.remove(&unit);
        }
        let Some(spans) = self
            .units
            .get_mut(&unit)
            .and_then(|life| life.places.get_mut(line.slot()))
        else {
            return;
        };
        if let Some(open) = spans.last_mut().filter(|span| span.to.is_none()) {
            open.to = Some(on);
            if open.from == on {
                spans.pop();
            }
        }
        let Some(parent) = parent else { return };
        match spans.last_mut() {
            // Away and back on one day is no move at all.
            Some(last) if last.parent == parent && last.to == Some(on) => last.to = None,
            _ => spans.push(Span {
                parent,
                from: on,
                to: None,
                reorg,
            }),
        }
        self.below.entry((line.slot(), parent)).or_default().insert(unit);
    }

    fn hand_over(
        &mut self,
        entry: &Entry,
        unit: Uuid,
        how: Option<Ending>,
        passed: Vec<Passed>,
    ) -> Result<(), Refusal> {
        if !self.alive(unit) {
            return Err(refused(entry, Fault::NotThere { unit }, None));
        }
        for Passed { reorg, heir } in passed {
            if !self.alive(heir.unit) {
                let fault = Fault::NoHeir { unit, heir: heir.unit };
                return Err(refused(entry, fault, None));
            }
            let link = Link {
                reorg,
                from: unit,
                to: heir.unit,
                on: entry.on,
                how,
                share: heir.share,
                default: heir.default,
            };
            if let Some(life) = self.units.get_mut(&heir.unit) {
                life.got.push(link.clone());
            }
            if let Some(life) = self.units.get_mut(&unit) {
                life.gave.push(link);
            }
        }
        Ok(())
    }

    /// Where the living units below the ended ones go. Read from the state before anything ended, so that the order
    /// in which the ends are looked at does not matter.
    fn orphans<'e>(&self, ended: &BTreeMap<Uuid, &'e Entry>) -> Result<Vec<Orphan<'e>>, Refusal> {
        let mut out = Vec::new();
        for (unit, entry) in ended {
            for line in Hierarchy::ALL {
                let Some(below) = self.below.get(&(line.slot(), *unit)) else {
                    continue;
                };
                let left: Vec<Uuid> = below
                    .iter()
                    .copied()
                    .filter(|child| !ended.contains_key(child))
                    .collect();
                for child in &left {
                    match self.new_parent(*unit, *child, line, ended) {
                        Some(NewParent::Under(parent)) => out.push((*child, line, Some(parent), *entry)),
                        Some(NewParent::Top) => out.push((*child, line, None, *entry)),
                        None => {
                            let fault = Fault::ChildrenLeft {
                                unit: *unit,
                                children: left,
                            };
                            return Err(refused(entry, fault, None));
                        }
                    }
                }
            }
        }
        Ok(out)
    }

    fn heir_of(&self, unit: Uuid, on: Date) -> Option<Uuid> {
        let links = &self.units.get(&unit)?.gave;
        links
            .iter()
            .rev()
            .take_while(|link| link.on == on)
            .find(|link| link.how.is_some() && link.default)
            .map(|link| link.to)
    }

    /// `None` is "nobody has said".
    fn new_parent(
        &self,
        ended_unit: Uuid,
        child: Uuid,
        line: Hierarchy,
        ended: &BTreeMap<Uuid, &Entry>,
    ) -> Option<NewParent> {
        let mut at = ended_unit;
        for _ in 0..64 {
            let entry = ended.get(&at)?;
            let heir = self.heir_of(at, entry.on)?;
            if heir != child && !self.stands_below(heir, child, line) {
                return Some(NewParent::Under(heir));
            }
            // The heir comes from below: the child goes where the ended unit itself stood.
            match self.parent(at, line) {
                None => return Some(NewParent::Top),
                Some(above) if ended.contains_key(&above) => at = above,
                Some(above) => return Some(NewParent::Under(above)),
            }
        }
        None
    }

    fn stands_below(&self, unit: Uuid, top: Uuid, line: Hierarchy) -> bool {
        let mut at = unit;
        for _ in 0..64 {
            match self.parent(at, line) {
                Some(parent) if parent == top => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }

    fn end(&mut self, unit: Uuid, entry: &Entry) {
        if let Some(open) = self.open(unit) {
            let key = (open.traits.kind.line(), code_key(&open.traits.code));
            if self.codes.get(&key) == Some(&unit) {
                self.codes.remove(&key);
            }
        }
        for line in Hierarchy::ALL {
            self.place(unit, line, None, entry.on, entry.reorg);
        }
        let (how, rights) = match &entry.step {
            Step::Cease { how, rights, .. } => (*how, *rights),
            _ => (Ending::Ended, Rights::Follow),
        };
        if let Some(life) = self.units.get_mut(&unit) {
            if let Some(open) = life.versions.last_mut() {
                open.to = Some(entry.on);
            }
            life.ends.push(End {
                on: entry.on,
                how,
                rights,
                reorg: entry.reorg,
            });
        }
    }

    fn check_rings(&self, moved: &[(Uuid, Hierarchy, &Entry)]) -> Result<(), Refusal> {
        for (unit, line, entry) in moved {
            if self.parent(*unit, *line) == Some(*unit) || self.stands_below(*unit, *unit, *line) {
                let fault = Fault::Ring {
                    unit: *unit,
                    hierarchy: *line,
                };
                return Err(refused(entry, fault, None));
            }
        }
        Ok(())
    }

    fn check_codes(&mut self, named: &[(Uuid, &Entry)]) -> Result<(), Refusal> {
        for (unit, entry) in named {
            let Some(traits) = self.open(*unit).map(|version| Arc::clone(&version.traits)) else {
                continue;
            };
            if traits.code.is_empty() {
                continue;
            }
            let key = (traits.kind.line(), code_key(&traits.code));
            if let Some(by) = self.codes.get(&key).filter(|by| **by != *unit) {
                let fault = Fault::CodeTaken {
                    unit: *unit,
                    by: *by,
                    code: traits.code.clone(),
                };
                return Err(refused(entry, fault, None));
            }
            self.codes.insert(key, *unit);
        }
        Ok(())
    }

    fn finish(self) -> History {
        History { units: self.units }
    }
}
