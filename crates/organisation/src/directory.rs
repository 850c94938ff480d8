//! Names of units for the floor below.

use std::any::Any;
use std::sync::Arc;

use kernel::clock::Clock;
use kernel::directory::{Answer, Directory as Names};
use kernel::time;
use platform::db::Db;
use uuid::Uuid;

use crate::history::Hierarchy;
use crate::store::histories::Histories;

/// Answers from the log of units.
pub struct Directory {
    db: Db,
    clock: Arc<dyn Clock>,
    histories: Histories,
}

impl std::fmt::Debug for Directory {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Directory").finish_non_exhaustive()
    }
}

impl Directory {
    /// Over a database.
    pub fn new(db: &Db, clock: &Arc<dyn Clock>) -> Self {
        Self {
            db: db.clone(),
            clock: Arc::clone(clock),
            histories: Histories::default(),
        }
    }
}

impl Names for Directory {
    fn kept(&self) -> Option<&dyn Any> {
        Some(&self.histories)
    }

    fn name(&self, unit: Uuid) -> Answer<'_, Option<String>> {
        Box::pin(async move {
            let present = self.histories.present(&self.db).await.map_err(|e| e.to_string())?;
            let today = time::local_date(self.clock.now());
            Ok(present.history.name(unit, today).map(str::to_owned))
        })
    }

    fn by_code<'a>(&'a self, code: &'a str) -> Answer<'a, Option<Uuid>> {
        Box::pin(async move {
            let present = self.histories.present(&self.db).await.map_err(|e| e.to_string())?;
            let today = time::local_date(self.clock.now());
            let tree = present.tree(Hierarchy::Union, today, None).map_err(|e| e.to_string())?;
            Ok(tree.by_code(code).map(|node| node.id))
        })
    }
}
