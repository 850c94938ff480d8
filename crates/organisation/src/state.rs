//! What other crates hold to ask about units: the application and the trees already read.

use std::sync::Arc;

use jiff::civil::Date;
use kernel::time;
use platform::app::App;
use sea_orm::DbErr;

use crate::store::tree::Trees;
use crate::tree::Tree;

/// Cheap to clone; every clone shares the trees.
#[derive(Clone, Debug)]
pub struct Organisation {
    pub app: App,
    pub trees: Trees,
}

impl Organisation {
    /// Over an application.
    pub fn new(app: &App) -> Self {
        Self {
            app: app.clone(),
            trees: Trees::default(),
        }
    }

    /// Today in Viet Nam, by the program's clock.
    pub fn today(&self) -> Date {
        time::local_date(self.app.now())
    }

    /// The tree of a day.
    pub async fn tree(&self, date: Date) -> Result<Arc<Tree>, DbErr> {
        self.trees.at(&self.app.db, date).await
    }
}
