//! A unit that hands parts over and ends on one day is divided: whatever acts say so, in whatever order.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::share::{Amount, Share};
use super::step::{Entry, Heir, Step};

/// What one heir gets, with the act that says so.
#[derive(Clone, Debug)]
pub(super) struct Passed {
    pub reorg: Uuid,
    pub heir: Heir,
}

impl Passed {
    /// Parts of a unit that stays.
    pub fn all(reorg: Uuid, heirs: &[Heir]) -> Vec<Self> {
        let alone = heirs.len() == 1;
        let with = |heir: &Heir| Heir {
            default: heir.default || alone,
            ..heir.clone()
        };
        heirs
            .iter()
            .map(|heir| Self {
                reorg,
                heir: with(heir),
            })
            .collect()
    }

    /// What goes on from a unit that ends: its one heir takes all of it.
    pub fn ending(reorg: Uuid, heirs: &[Heir]) -> Vec<Self> {
        let mut all = Self::all(reorg, heirs);
        if let [only] = all.as_mut_slice() {
            only.heir.share = only.heir.share.or(Some(Share::WHOLE));
        }
        all
    }
}

/// The parts that units give away on their last day.
pub(super) struct Parts<'e> {
    of: HashMap<Uuid, Vec<&'e Entry>>,
}

impl<'e> Parts<'e> {
    /// Of the entries of one day, in their fixed order. A unit that ends without an heir is not divided: what it gave
    /// away is gone, and the rest ends with it.
    pub fn of(day: &[&'e Entry]) -> Self {
        let goes_on: HashSet<Uuid> = day
            .iter()
            .filter_map(|entry| match &entry.step {
                Step::Cease { unit, heirs, .. } if !heirs.is_empty() => Some(*unit),
                _ => None,
            })
            .collect();
        let mut of: HashMap<Uuid, Vec<&Entry>> = HashMap::new();
        for entry in day {
            if let Step::Cede { unit, .. } = &entry.step
                && goes_on.contains(unit)
            {
                of.entry(*unit).or_default().push(*entry);
            }
        }
        Self { of }
    }

    pub fn divides(&self, unit: Uuid) -> bool {
        self.of.contains_key(&unit)
    }

    /// The parts as stated and the rest as the end of the unit divides it. A share that nobody stated leaves the rest
    /// without one, too. `None` when the parts are more than the whole, or finer than can be kept exactly.
    pub fn division(&self, unit: Uuid, reorg: Uuid, heirs: &[Heir]) -> Option<Vec<Passed>> {
        let mut out: Vec<Passed> = Vec::new();
        let mut rest = Some(Share::WHOLE.amount());
        for entry in self.of.get(&unit).into_iter().flatten() {
            let Step::Cede { heirs, .. } = &entry.step else {
                continue;
            };
            for heir in heirs {
                rest = match (rest, heir.share) {
                    (Some(rest), Some(share)) => Some(rest.minus(share.amount())?),
                    _ => None,
                };
                let heir = Heir {
                    default: false,
                    ..heir.clone()
                };
                let reorg = entry.reorg;
                join(&mut out, Passed { reorg, heir })?;
            }
        }
        if rest.is_some_and(|rest| rest < Amount::ZERO) {
            return None;
        }
        for Passed { reorg, mut heir } in Passed::ending(reorg, heirs) {
            heir.share = match (rest, heir.share) {
                (Some(rest), Some(share)) => Some(Share::of(rest.times(share.amount())?)?),
                _ => None,
            };
            join(&mut out, Passed { reorg, heir })?;
        }
        if let [only] = out.as_mut_slice() {
            only.heir.share = Some(Share::WHOLE);
        }
        Some(out)
    }
}

/// What one unit gets by several ways is one part.
fn join(out: &mut Vec<Passed>, more: Passed) -> Option<()> {
    let Some(known) = out.iter_mut().find(|known| known.heir.unit == more.heir.unit) else {
        out.push(more);
        return Some(());
    };
    known.heir.share = match (known.heir.share, more.heir.share) {
        (Some(one), Some(two)) => Some(Share::of(one.amount().plus(two.amount())?)?),
        _ => None,
    };
    known.heir.default |= more.heir.default;
    known.reorg = more.reorg;
    Some(())
}
