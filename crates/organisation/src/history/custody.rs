//! Who has what a unit left behind. Facts stay where they happened; rights, open work and documents go on.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::History;
use super::step::{Hierarchy, Rights};

/// For each unit that is not there on a day: where it went, and who answers for it.
#[derive(Clone, Debug, Default)]
pub struct Custody {
    homes: HashMap<Uuid, Uuid>,
    wards: HashMap<Uuid, Vec<Uuid>>,
    keepers: HashMap<Uuid, Uuid>,
    seats: HashMap<Uuid, Uuid>,
}

impl Custody {
    /// The living unit in which an ended one goes on, through its default heirs.
    pub fn home(&self, ended: Uuid) -> Option<Uuid> {
        self.homes.get(&ended).copied()
    }

    /// The living unit that answers for an ended one: its home, else the unit that stood above it, or that one's
    /// home, and so on. Only what stood at the very top has none; then whoever sees everything answers.
    pub fn keeper(&self, ended: Uuid) -> Option<Uuid> {
        self.keepers.get(&ended).copied()
    }

    /// The living unit in which officers of an ended one go on. None: their rights ended with it.
    pub fn seat(&self, ended: Uuid) -> Option<Uuid> {
        self.seats.get(&ended).copied()
    }

    /// The ended units that a living one answers for.
    pub fn wards(&self, living: Uuid) -> &[Uuid] {
        self.wards.get(&living).map_or(&[], Vec::as_slice)
    }
}

impl History {
    /// The living unit in which a unit goes on that day: itself, or its default heir, or that one's.
    pub fn home(&self, unit: Uuid, on: Date) -> Option<Uuid> {
        self.heir(unit, on, |_| true)
    }

    /// The living unit in which officers of a unit have their rights that day: it goes on through the heirs as long as
    /// no act on the way ended the rights with the unit. Without an heir there is nothing to be an officer of.
    pub fn seat(&self, unit: Uuid, on: Date) -> Option<Uuid> {
        self.heir(unit, on, |rights| rights == Rights::Follow)
    }

    fn heir(&self, unit: Uuid, on: Date, goes_on: impl Fn(Rights) -> bool) -> Option<Uuid> {
        let mut at = unit;
        // Each step goes to a later day, so this ends; the bound only guards against a log that was tampered with.
        for _ in 0..self.units.len().saturating_add(1) {
            let life = self.life(at)?;
            if life.version(on).is_some() {
                return Some(at);
            }
            let end = life.ended(on).filter(|end| goes_on(end.rights))?;
            let heir = life
                .gave
                .iter()
                .find(|link| link.on == end.on && link.how.is_some() && link.default)?;
            at = heir.to;
        }
        None
    }

    /// The living unit that answers for a unit that day.
    pub fn keeper(&self, unit: Uuid, on: Date) -> Option<Uuid> {
        let mut at = unit;
        for _ in 0..self.units.len().saturating_add(1) {
            if let Some(home) = self.home(at, on) {
                return Some(home);
            }
            let life = self.life(at)?;
            let end = life.ended(on)?;
            // The last unit on the way through the heirs that has no heir: its parent of its last day.
            let last = end.on.yesterday().ok()?;
            let heir = life
                .gave
                .iter()
                .find(|link| link.on == end.on && link.how.is_some() && link.default);
            at = match heir {
                Some(link) => link.to,
                None => Hierarchy::ALL.into_iter().find_map(|line| life.parent(line, last))?,
            };
        }
        None
    }

    /// Everything that units left behind, as of a day.
    pub(super) fn custody(&self, on: Date) -> Custody {
        let mut custody = Custody::default();
        for (unit, life) in &self.units {
            if life.ended(on).is_none() {
                continue;
            }
            if let Some(home) = self.home(*unit, on) {
                custody.homes.insert(*unit, home);
            }
            if let Some(seat) = self.seat(*unit, on) {
                custody.seats.insert(*unit, seat);
            }
            if let Some(keeper) = self.keeper(*unit, on) {
                custody.keepers.insert(*unit, keeper);
                custody.wards.entry(keeper).or_default().push(*unit);
            }
        }
        for wards in custody.wards.values_mut() {
            wards.sort_unstable();
        }
        custody
    }
}
