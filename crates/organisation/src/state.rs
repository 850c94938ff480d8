//! What other crates hold to ask about units: the application and the trees already read.

use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use kernel::clock::Millis;
use kernel::holdings::{HeldUnit, Holding, Holdings};
use kernel::lang::Lang;
use kernel::time;
use platform::app::App;
use sea_orm::DbErr;

use crate::history::Hierarchy;
use crate::standing::Standings;
use crate::store::histories::{Histories, Present};
use crate::store::twins::Twins;
use crate::tree::Tree;

/// Cheap to clone; every clone shares the trees.
#[derive(Clone)]
pub struct Organisation {
    pub app: App,
    pub histories: Histories,
    /// Reports of the whole nation, kept while nothing they were made of changes.
    pub(crate) standings: Standings,
    pub twins: Twins,
    /// Features that keep things under units; told once, at the front door.
    holders: Arc<OnceLock<Vec<Arc<dyn Holdings>>>>,
}

impl std::fmt::Debug for Organisation {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Organisation").finish_non_exhaustive()
    }
}

impl Organisation {
    /// Over an application.
    pub fn new(app: &App) -> Self {
        Self {
            app: app.clone(),
            // The same log as the directory's, where there is one.
            histories: app
                .directory
                .kept()
                .and_then(|kept| kept.downcast_ref::<Histories>())
                .cloned()
                .unwrap_or_default(),
            standings: Standings::default(),
            twins: Twins::default(),
            holders: Arc::default(),
        }
    }

    /// Today in Viet Nam, by the program's clock.
    pub fn today(&self) -> Date {
        time::local_date(self.app.now())
    }

    /// Names the features that keep things under units. The first call counts.
    pub fn holders(&self, holders: Vec<Arc<dyn Holdings>>) {
        let _first = self.holders.set(holders);
    }

    /// What the features keep under some units, in Vietnamese for the record; see [`Organisation::held_in`].
    pub async fn held_by(&self, units: &[HeldUnit]) -> Result<Vec<Holding>, DbErr> {
        self.held_in(units, Lang::Vi).await
    }

    /// What the features keep under some units.
    pub async fn held_in(&self, units: &[HeldUnit], lang: Lang) -> Result<Vec<Holding>, DbErr> {
        let mut out = Vec::new();
        for holder in self.holders.get().into_iter().flatten() {
            out.extend(holder.held_by(units, lang).await.map_err(DbErr::Custom)?);
        }
        Ok(out)
    }

    /// Everything on record about units.
    pub async fn present(&self) -> Result<Arc<Present>, DbErr> {
        self.histories.present(&self.app.db).await
    }

    /// The union's tree of a day.
    pub async fn tree(&self, date: Date) -> Result<Arc<Tree>, DbErr> {
        self.present().await?.tree(Hierarchy::Union, date, None)
    }

    /// The union's tree of a day as it was known at an instant: what was computed then is computed the same again,
    /// whatever became known later.
    pub async fn tree_as_known(&self, date: Date, known: Millis) -> Result<Arc<Tree>, DbErr> {
        self.present().await?.tree(Hierarchy::Union, date, Some(known))
    }

    /// The union's tree over the days [from, to), as known at an instant; now, without one.
    pub async fn window(&self, from: Date, to: Date, known: Option<Millis>) -> Result<Arc<Tree>, DbErr> {
        self.present().await?.window(Hierarchy::Union, from, to, known)
    }
}
