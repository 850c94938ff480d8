//! Which confirmed headcounts count when units are added up, so that nobody is counted twice.

use std::collections::HashMap;

use jiff::civil::Date;
use kernel::clock::Millis;
use uuid::Uuid;

use crate::history::{Hierarchy, History};
use crate::store::headcount::{Headcount, Said};
use crate::tree::Tree;

/// The confirmations that count on a day: of a unit that has ended only while nobody has confirmed a figure for the
/// one that took over since, and never those of a unit below one that confirmed for all.
pub fn counting(history: &History, tree: &Tree, day: Date, confirmed: &HashMap<Uuid, Headcount>) -> Vec<Headcount> {
    let stands_above = |unit: Uuid, on: Date| {
        let mut at = unit;
        for _ in 0..64 {
            match history.parent(at, Hierarchy::Union, on) {
                Some(parent)
                    if confirmed
                        .get(&parent)
                        .is_some_and(|h| matches!(h.said, Said::Confirmed(_))) =>
                {
                    return true;
                }
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    };
    let mut out: Vec<Headcount> = confirmed
        .values()
        .filter(|headcount| {
            let ended = history.life(headcount.unit).and_then(|life| life.ended(day));
            let replaced = ended.is_some_and(|end| {
                let home = tree.home(headcount.unit).and_then(|home| confirmed.get(&home.id));
                home.is_some_and(|home| home.on >= end.on)
            });
            !replaced && !stands_above(headcount.unit, headcount.on)
        })
        .cloned()
        .collect();
    out.sort_by_key(|headcount| headcount.unit);
    out
}

/// The confirmations on record by an instant.
pub fn known_by(confirmed: HashMap<Uuid, Headcount>, known: Option<Millis>) -> HashMap<Uuid, Headcount> {
    match known {
        None => confirmed,
        Some(at) => confirmed
            .into_iter()
            .filter(|(_, headcount)| headcount.confirmed_at <= at)
            .collect(),
    }
}
