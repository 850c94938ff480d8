//! The pages of plans; everyone may read them.

mod activity;
mod funding;
mod list;
mod sheet;
mod view;

use platform::routes::{Access, Routes};

use crate::Programme;

/// `/ke-hoach`, a plan, an activity of it.
pub fn routes(programme: &Programme) -> Routes {
    Routes::new(&programme.app)
        .get("/ke-hoach", Access::Public, programme.clone(), list::show)
        .get("/ke-hoach/{slug}", Access::Public, programme.clone(), sheet::show)
        .get(
            "/ke-hoach/{slug}/{activity}",
            Access::Public,
            programme.clone(),
            activity::show,
        )
}
