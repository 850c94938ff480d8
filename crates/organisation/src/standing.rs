//! Reports of the whole nation, kept in memory for as long as nothing they were made of has changed: a leader who turns
//! from one lens to another and back waits once.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use kernel::clock::Millis;

use crate::history::{Hierarchy, Lens, Sheet};

/// Sheets that are kept. One of 30,000 units takes about 20 MB; of a few hundred next to nothing.
const KEPT: usize = 6;

/// What a sheet was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Made {
    /// Which figures.
    pub what: &'static str,
    /// Generations of units, people and headcounts.
    pub from: (i64, i64, i64),
    pub lens: Lens,
    pub line: Hierarchy,
    /// The first and the last day that the figures speak of.
    pub days: (Date, Date),
    pub known: Option<Millis>,
    /// What "now" was.
    pub today: Date,
}

type Kept = VecDeque<(Made, Arc<Sheet>)>;

/// The sheets of the moment, the one used last in front; every clone shares them.
#[derive(Clone, Default)]
pub(crate) struct Standings(Arc<Mutex<Kept>>);

impl std::fmt::Debug for Standings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Standings").finish_non_exhaustive()
    }
}

impl Standings {
    pub(crate) fn find(&self, made: &Made) -> Option<Arc<Sheet>> {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|(of, _)| of == made)?;
        let found = kept.remove(place)?;
        let sheet = Arc::clone(&found.1);
        kept.push_front(found);
        Some(sheet)
    }

    pub(crate) fn keep(&self, made: Made, sheet: &Arc<Sheet>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_front((made, Arc::clone(sheet)));
        kept.truncate(KEPT);
    }
}
