//! What differs between two days, or between two versions of what is known.

use jiff::civil::Date;
use uuid::Uuid;

use super::History;
use super::life::{Link, Version};
use super::step::{Ending, Hierarchy, TraitsChange};

/// How one unit differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Not there on the left, there on the right; from which units it came.
    Began { from: Vec<Uuid> },
    /// There on the left, not there on the right; which units have it now.
    Ended { how: Ending, heirs: Vec<Link> },
    /// There on both.
    Differs {
        traits: TraitsChange,
        /// Hierarchy, parent on the left, parent on the right.
        moved: Vec<(Hierarchy, Option<Uuid>, Option<Uuid>)>,
    },
}

impl Change {
    /// What ends first, then what begins, then the rest.
    pub const fn rank(&self) -> u8 {
        match self {
            Self::Ended { .. } => 0,
            Self::Began { .. } => 1,
            Self::Differs { .. } => 2,
        }
    }
}

/// One unit of a comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub unit: Uuid,
    pub change: Change,
}

fn differs(left: &Version, right: &Version) -> TraitsChange {
    left.traits.change_to(&right.traits)
}

/// Every unit that differs between `left` on one day and `right` on another, in the order of ids.
pub fn compare((left, left_day): (&History, Date), (right, right_day): (&History, Date)) -> Vec<Difference> {
    let mut ids: Vec<Uuid> = left.lives().chain(right.lives()).map(|(id, _)| id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut out = Vec::new();
    for unit in ids {
        let change = match (left.version(unit, left_day), right.version(unit, right_day)) {
            (None, None) => continue,
            (None, Some(_)) => {
                let mut from: Vec<Uuid> = right.life(unit).map_or_else(Vec::new, |life| {
                    let came = life.got.iter().filter(|link| link.on <= right_day);
                    came.map(|link| link.from).collect()
                });
                from.sort_unstable();
                from.dedup();
                Change::Began { from }
            }
            (Some(_), None) => {
                let life = right.life(unit);
                let end = life.and_then(|life| life.ended(right_day));
                let gave = life.map_or(&[][..], |life| life.gave.as_slice());
                Change::Ended {
                    how: end.map_or(Ending::Ended, |end| end.how),
                    heirs: gave
                        .iter()
                        .filter(|link| end.is_some_and(|end| end.on == link.on))
                        .cloned()
                        .collect(),
                }
            }
            (Some(before), Some(after)) => {
                let moved: Vec<_> = Hierarchy::ALL
                    .into_iter()
                    .map(|line| {
                        (
                            line,
                            left.parent(unit, line, left_day),
                            right.parent(unit, line, right_day),
                        )
                    })
                    .filter(|(_, before, after)| before != after)
                    .collect();
                let traits = differs(before, after);
                if traits.is_empty() && moved.is_empty() {
                    continue;
                }
                Change::Differs { traits, moved }
            }
        };
        out.push(Difference { unit, change });
    }
    out
}
