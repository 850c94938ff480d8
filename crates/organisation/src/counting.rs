//! Which confirmed headcounts count when units are added up, so that nobody is counted twice; and who still owes one.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;

use crate::history::{Hierarchy, History};
use crate::store::headcount::{Headcount, Said};
use crate::tree::{Node, Tree};

fn speaks(confirmed: &HashMap<Uuid, Headcount>, unit: Uuid) -> bool {
    confirmed
        .get(&unit)
        .is_some_and(|headcount| matches!(headcount.said, Said::Confirmed(_)))
}

/// Whether the unit that took over has spoken since an ended unit ended.
fn replaced(
    history: &History,
    tree: &Tree,
    day: Date,
    confirmed: &HashMap<Uuid, Headcount>,
    headcount: &Headcount,
) -> bool {
    let ended = history.life(headcount.unit).and_then(|life| life.ended(day));
    ended.is_some_and(|end| {
        let home = history
            .home(headcount.unit, day)
            .or_else(|| tree.home(headcount.unit).map(|node| node.id));
        let home = home
            .filter(|home| *home != headcount.unit)
            .and_then(|home| confirmed.get(&home));
        home.is_some_and(|home| home.on >= end.on)
    })
}

/// The confirmations that count on a day: of a unit that has ended only while nobody has confirmed a figure for the
/// one that took over since, and never those of a unit below one that confirmed for all.
pub fn counting(history: &History, tree: &Tree, day: Date, confirmed: &HashMap<Uuid, Headcount>) -> Vec<Headcount> {
    let stands_above = |unit: Uuid, on: Date| {
        let mut at = unit;
        for _ in 0..64 {
            match history.parent(at, Hierarchy::Union, on) {
                Some(parent) if speaks(confirmed, parent) => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    };
    let mut out: Vec<Headcount> = confirmed
        .values()
        .filter(|headcount| {
            !replaced(history, tree, day, confirmed, headcount) && !stands_above(headcount.unit, headcount.on)
        })
        .cloned()
        .collect();
    out.sort_by_key(|headcount| headcount.unit);
    out
}

/// Whether a unit owes a confirmation, and what it has said: each 0 or 1, to be added up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Telling {
    pub due: i64,
    pub told: i64,
    /// It does not apply.
    pub blank: i64,
    /// Told with the number of women.
    pub women: i64,
}

/// Who owes a confirmation among some units of a tree: every unit with nothing below it, and every unit that has
/// confirmed for itself; not those below one that confirmed for all of them, nor an ended unit whose heir has spoken.
/// Also the ended units beside the tree whose last figure still counts.
pub fn telling<'t>(
    history: &History,
    (tree, nodes): (&'t Tree, impl Iterator<Item = &'t Node>),
    day: Date,
    confirmed: &HashMap<Uuid, Headcount>,
    counted: &[Headcount],
) -> HashMap<Uuid, Telling> {
    let said = |headcount: &Headcount| Telling {
        due: 1,
        told: 1,
        blank: i64::from(headcount.said == Said::NotApplicable),
        women: match headcount.said {
            Said::Confirmed(figures) => i64::from(figures.women_members.is_some()),
            Said::NotApplicable => 0,
        },
    };
    let covered = |node: &Node| {
        let mut at = node.parent;
        while let Some(above) = at {
            if speaks(confirmed, above) {
                return true;
            }
            at = tree.get(above).and_then(|node| node.parent);
        }
        false
    };
    let mut out: HashMap<Uuid, Telling> = counted
        .iter()
        .map(|headcount| (headcount.unit, said(headcount)))
        .collect();
    for node in nodes.filter(|node| tree.is_leaf(node.id)) {
        if out.contains_key(&node.id) || covered(node) {
            continue;
        }
        let done = confirmed
            .get(&node.id)
            .is_some_and(|headcount| replaced(history, tree, day, confirmed, headcount));
        if !done {
            out.insert(
                node.id,
                Telling {
                    due: 1,
                    ..Telling::default()
                },
            );
        }
    }
    out
}
