//! Plans in the database. Only this folder knows its tables.

mod read;
mod write;
mod write_activity;

pub use read::{Naming, Summary, by_id, by_slug, list, marks, namings};
pub use write::{StoreError, insert_plan};

use serde::{Deserialize, Serialize};

use crate::activity::{Count, Item, Size};

/// Parts of an activity that are only ever read whole, kept as JSON in `plan_activity.detail`.
#[derive(Default, Serialize, Deserialize)]
struct ActivityDetail {
    size: Option<Size>,
    count: Option<Count>,
    audience: Vec<Item>,
    topics: Vec<Item>,
    products: Vec<Item>,
    units: Vec<String>,
}

/// The same for `plan_stage.detail`.
#[derive(Default, Serialize, Deserialize)]
struct StageDetail {
    size: Option<Size>,
}
